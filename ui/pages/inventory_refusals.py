"""Changes of the inventory that were refused: what is said of them, and how to go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from booking import events
from booking.model import Catalogue, Names
from booking.rules import codes
from booking.services.inventory import document_of
from booking.services.views import Act
from ui import words
from ui.dialogs.inventory_acts import InventoryActs
from ui.dialogs.merge import MergeDialog
from ui.dialogs.resource_editor import Opened
from ui.i18n import pick
from ui.models import documents
from ui.models.inventory_rows import Row
from ui.models.resources import ResourceModel
from ui.pages.inventory_dialogs import InventoryDialogs
from ui.widgets.failed_strip import Failure


class InventoryRefusals(QObject):
    """What came in between is shown by itself, once, where the page is seen.

    Args:
        acts: make what is saved.
        model: the resources, with what was refused of each.
        dialogs: of the page.
        page: the inventory.
    """

    def __init__(
        self,
        acts: InventoryActs,
        model: ResourceModel,
        dialogs: InventoryDialogs,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._acts = acts
        self._model = model
        self._dialogs = dialogs
        self._page = page
        self._to_compare: UUID | None = None
        acts.session.verdict.connect(self._on_verdict)

    def failures(self) -> list[Failure]:
        """Return a sentence for each, with what one can do about it."""
        catalogue = self._model.catalogue
        if catalogue is None:
            return []
        rows = (row for row in self._model.every() if row.ours)
        return [self._failure(row, row.failed, catalogue) for row in rows if row.failed is not None]

    def _failure(self, row: Row, act: Act, catalogue: Catalogue) -> Failure:
        why = [words.problem(one, catalogue=catalogue) for one in act.problems]
        text = self.tr("{name}: the change was not made. {why}")
        sentence = text.format(name=pick(row.names) or row.code, why=" ".join(why))
        dismiss = (self.tr("Dismiss"), lambda: self._acts.dismiss(act))
        if act.op != "resource_put":
            return Failure(sentence, (dismiss,))
        if act.code == codes.STALE and row.rev:
            return Failure(sentence, ((self.tr("Compare"), lambda: self.compare(act)), dismiss))
        return Failure(sentence, ((self.tr("Open again"), lambda: self.reopen(act)), dismiss))

    def reopen(self, act: Act) -> None:
        """Open the editor on what was refused, as it was filled in."""
        row = self._row_of(act)
        document: Mapping[str, Any] = act.args["resource"]
        if row is None:
            return
        catalogue = self._model.catalogue
        known = None if catalogue is None else catalogue.resource(row.code)
        base = None if known is None or catalogue is None else document_of(catalogue, known)
        self._dialogs.edit(Opened(document, row.rev, base, row.ours), act)

    def compare(self, act: Act) -> None:
        """Show what was refused beside what is there now; what is chosen is saved."""
        catalogue, row = self._model.catalogue, self._row_of(act)
        known = None if catalogue is None or row is None else catalogue.resource(row.code)
        if catalogue is None or known is None or self._dialogs.current is not None:
            return
        mine, theirs = act.args["resource"], document_of(catalogue, known)
        if documents.same(mine, theirs):
            self._acts.dismiss(act)
            return
        merge = MergeDialog(mine, theirs, self._acts.base_of(act), catalogue, self._page)
        merge.merged.connect(lambda document: self._save_merged(act, document, known.rev))
        self._dialogs.open(merge)

    def compare_new(self) -> None:
        """Once what somebody else did is read, show it beside what was just refused for it."""
        for row in self._model.every():
            act = row.failed
            if act is not None and act.id == self._to_compare and self._dialogs.current is None:
                expected = act.args.get("expects")
                if not isinstance(expected, int) or row.rev > expected:
                    self._to_compare = None
                    self.compare(act)
                return

    def _save_merged(self, act: Act, document: Mapping[str, Any], rev: int) -> None:
        inventory = self._acts.session.inventory
        what = pick(Names.of(document["name"])) or str(document["code"])

        def done(changes: Sequence[object]) -> None:
            del changes
            self._acts.dismiss(act)

        self._acts.make([lambda: inventory.put(document, seen=rev)], what, done)

    def _row_of(self, act: Act) -> Row | None:
        code = act.subject.removeprefix("resource:")
        return next((one for one in self._model.every() if one.code == code), None)

    def _on_verdict(self, event: events.ActEvent) -> None:
        stale = isinstance(event, events.ActRefused) and event.code == codes.STALE
        if stale and event.op == "resource_put" and self._page.isVisible():
            self._to_compare = event.act
