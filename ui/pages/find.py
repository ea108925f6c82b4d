"""Find: one line says what is needed, and what can be booked stands below it while one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from booking.errors import BookingError
from booking.services.refusal import ItemOffer
from ui import format as shown
from ui import words
from ui.models.cards import CardModel
from ui.models.findings import OFFER, SHOW, Finding, Miss, Painter, rows, with_offers
from ui.models.searching import Ground, Result, offers, search
from ui.models.wanted import DAY, Asked, Wanted, asked, said, zone_of
from ui.navigation import Day, Draft, Looking, Navigator
from ui.pages.base import Page
from ui.session import Session
from ui.theme import theme
from ui.widgets.cards import CardList
from ui.widgets.empty import Empty
from ui.widgets.looking_for import LookingFor
from ui.widgets.search_line import SearchLine

PAUSE_MS: Final = 180
"""Offers for near misses are dear, so they are looked for when nobody has typed for so long."""
OFFERED: Final = 5
"""So many of the near misses get offers."""


class FindPage(Page):
    """Looks for what can be booked.

    Attributes:
        answered: (Answer) what was found is shown.
        line: what is needed, in one line.
    """

    name: ClassVar[str] = "find"
    icon_name: ClassVar[str] = "find"
    answered = Signal(object)

    def __init__(
        self, session: Session, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, navigator, parent)
        self.setObjectName("find")
        self._ground: Ground | None = None
        self._painter: Painter | None = None
        self._serial = 0
        self._afresh = True
        self._result: Result | None = None
        self._looking: Looking | None = None
        self.wanted = Wanted()
        self.asked: Asked | None = None
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look_for_offers)
        navigator.find.connect(self.look)
        self.retranslate()

    def _build(self) -> None:
        self.line = SearchLine("find", self, large=True)
        self.line.textChanged.connect(self._on_text)
        self.line.down.connect(self._into_results)
        self.setFocusProxy(self.line)
        self.fields = LookingFor(self)
        self.fields.changed.connect(self._say)
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setProperty("tone", "muted")
        self._note.setWordWrap(True)
        self._fresh = QLabel(self)
        self._fresh.setProperty("tone", "muted")
        self.cards = CardModel(self._draw)
        self.list = CardList(self.cards, self)
        self.list.pressed_on.connect(self._on_pressed)
        self.list.left.connect(self.focus_search)
        self._empty = Empty("find", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        told = QHBoxLayout()
        told.setContentsMargins(4, 0, 8, 0)
        told.addWidget(self._note, 1)
        told.addWidget(self._fresh, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 12, 0)
        whole.setSpacing(10)
        whole.addWidget(self.line)
        whole.addWidget(self.fields)
        whole.addLayout(told)
        whole.addWidget(self._stack, 1)
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.line.setFont(theme().font("heading"))

    # --- what a page is --------------------------------------------------------------------------

    def title(self) -> str:
        """Return the page's name for people."""
        return self.tr("Find")

    def refresh(self, resources: frozenset[int] | None) -> None:
        """Look again; what is shown keeps its place."""
        del resources
        catalogue = self.session.local.visible()
        if catalogue.me() is None:
            self._tell_empty(self.tr("Nothing was fetched yet"), words.by_code("no_data"))
        elif self._ground is None or catalogue is not self._ground.catalogue:
            self.session.read(partial(Ground.of, catalogue), self._on_ground)
        else:
            self._ask(afresh=False)

    def focus_search(self) -> None:
        """Put the cursor into the line."""
        self.line.setFocus()
        self.line.selectAll()

    def look_for(self, text: str) -> None:
        """Look for what a line says."""
        self.line.replace(text)
        self.focus_search()

    def look(self, looking: Looking) -> None:
        """Look for what another page asks for."""
        if self._ground is None:
            # What to read lines against is still being made.
            self._looking = looking
            return
        self._looking = None
        ground = self._ground
        zone = zone_of(ground.catalogue, looking.sites or self.sites)
        today = self._today(zone)
        wanted = ground.reader.read(looking.text, today, zone)
        if looking.start is not None:
            there = looking.start.astimezone(ZoneInfo(zone))
            wanted = replace(wanted, day=there.date(), start=there.hour * 60 + there.minute)
            if looking.end is not None:
                length = (looking.end - looking.start).total_seconds() // 60
                wanted = replace(wanted, length=int(length))
        wanted = replace(
            wanted,
            people=looking.people or wanted.people,
            sites=looking.sites or wanted.sites,
        )
        self.line.replace(said(wanted, ground.catalogue, today))
        self.focus_search()

    def take(self, wanted: object) -> None:
        """Look for what another page asked for."""
        if isinstance(wanted, Looking):
            self.look(wanted)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.line.setPlaceholderText(
            self.tr("What do you need? For example: 6 people, video, tomorrow 14:00–15:30")
        )
        self.line.setAccessibleName(self.tr("What do you need?"))
        self.list.setAccessibleName(self.tr("What can be booked"))
        self.cards.redraw()
        if self._ground is not None:
            self._show_fields()
            self._tell()

    # --- asking ----------------------------------------------------------------------------------

    def _on_ground(self, ground: Ground) -> None:
        self._ground = ground
        self._painter = Painter(ground.catalogue)
        self.fields.set_catalogue(ground.catalogue)
        self.cards.redraw()
        if self._looking is not None:
            self.look(self._looking)
        self._ask(afresh=False)

    def _on_text(self) -> None:
        self._ask(afresh=True)

    def _today(self, zone: str) -> Any:
        return self.session.local.now().astimezone(ZoneInfo(zone)).date()

    def _ask(self, *, afresh: bool) -> None:
        """Read the line, show what was understood, and have it looked for."""
        ground = self._ground
        if ground is None:
            return
        now, zone = self.session.local.now(), zone_of(ground.catalogue, self.sites)
        self.wanted = ground.reader.read(self.line.text(), self._today(zone), zone)
        self.asked = asked(self.wanted, ground.catalogue, now, self.sites)
        self._show_fields()
        self._serial += 1
        self._afresh = self._afresh or afresh
        self._pause.stop()
        work = partial(self._work, self._serial, ground, self.wanted, self.asked)
        self.session.read(work, self._on_result, self._on_error)

    def _work(self, serial: int, ground: Ground, wanted: Wanted, when: Asked) -> Any:
        """Search, on the thread of the desk; not where somebody has typed on meanwhile."""
        if serial != self._serial:
            return None
        return serial, search(self.session.finder, ground, wanted, when)

    def _on_result(self, found: tuple[int, Result] | None) -> None:
        if found is None or found[0] != self._serial:
            return
        self._result = self._with_known_offers(found[1])
        self._show()
        self._pause.start()
        self.answered.emit(self._result.answer)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, BookingError):
            self._tell_empty(self.tr("This cannot be looked for now"), words.error(error))
        else:
            self.session.failed.emit(error)

    def _with_known_offers(self, result: Result) -> Result:
        """Keep the offers that are known already while nothing else is asked for."""
        before = self._result
        if before is None or before.answer.asked != result.answer.asked:
            return result
        known = {one.near.resource.code: one.offers for one in before.answer.near}
        near = tuple(
            replace(one, offers=known.get(one.near.resource.code)) for one in result.answer.near
        )
        return replace(result, answer=replace(result.answer, near=near))

    # --- offers ----------------------------------------------------------------------------------

    def _look_for_offers(self) -> None:
        if self._result is None:
            return
        answer = self._result.answer
        for one in answer.near[:OFFERED]:
            code = one.near.resource.code
            work = partial(self._offers, self._serial, code, one.asked, others=not answer.found)
            self.session.read(work, partial(self._on_offers, self._serial, code), self._on_error)

    def _offers(
        self, serial: int, code: str, when: Asked, *, others: bool
    ) -> tuple[ItemOffer, ...] | None:
        if serial != self._serial:
            return None
        return offers(self.session.bookings, code, when, others=others)

    def _on_offers(self, serial: int, code: str, found: tuple[ItemOffer, ...] | None) -> None:
        if found is None or serial != self._serial or self._result is None:
            return
        near = tuple(with_offers(self._result.answer.near, code, found))
        if near != self._result.answer.near:
            self._result = replace(self._result, answer=replace(self._result.answer, near=near))
            self._show()

    # --- showing ---------------------------------------------------------------------------------

    def _draw(self, row: Any) -> Any:
        assert self._painter is not None, "rows come after what draws them"
        return self._painter(row)

    def _show_fields(self) -> None:
        if self.asked is not None:
            today = self._today(self.asked.zone)
            self.fields.show_wanted(self.wanted, self.asked, today)

    def _show(self) -> None:
        if self._result is None:
            return
        afresh, self._afresh = self._afresh, False
        answer = self._result.answer
        self.list.show_rows(rows(answer), afresh=afresh)
        self._tell()
        if answer.problem is not None:
            sentence = words.problem(answer.problem, answer.asked.zone)
            self._tell_empty(self.tr("This cannot be looked for"), sentence)
        elif not (answer.found or answer.elsewhere or answer.near):
            self._tell_empty(
                self.tr("Nothing like that can be booked"),
                self.tr("Leave out a feature, ask for fewer people, or try another time."),
            )
        else:
            self._stack.setCurrentWidget(self.list)

    def _tell(self) -> None:
        result, zone = self._result, self.asked.zone if self.asked else "UTC"
        unknown = "" if result is None else result.answer.unknown
        note = self.tr("Nothing here is called “{words}”, so that was passed over.")
        self._note.setText(note.format(words=unknown) if unknown else "")
        if result is not None:
            at = None if result.as_of is None else result.as_of.replace(second=0)
            self._fresh.setText(shown.as_of(at, zone, self.session.local.now()))

    def _tell_empty(self, title: str, sentence: str) -> None:
        self._empty.tell(title, sentence)
        self._stack.setCurrentWidget(self._empty)

    # --- what people do --------------------------------------------------------------------------

    def _say(self, changes: dict[str, Any]) -> None:
        """Have the line say what somebody changed in a field."""
        if self._ground is None or self.asked is None:
            return
        if "end" in changes:
            end = changes.pop("end")
            changes["length"] = None if end is None else (end - self.asked.start) % DAY or DAY
            if end is not None and self.wanted.start is None:
                changes["start"] = self.asked.start
        wanted = replace(self.wanted, **changes)
        self.line.replace(said(wanted, self._ground.catalogue, self._today(self.asked.zone)))

    def _into_results(self) -> None:
        if self._stack.currentWidget() is self.list and self.list.select_first():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_pressed(self, key: Any, button: str) -> None:
        row = self.cards.row(self.cards.find(key))
        value = None if row is None else row.value
        if isinstance(value, Finding):
            self._pressed(value.resource.code, value.asked, button, self._book)
        elif isinstance(value, Miss):
            self._pressed(value.near.resource.code, value.asked, button, partial(self._take, value))

    def _pressed(
        self, code: str, when: Asked, button: str, book: Callable[[str, Asked, str], None]
    ) -> None:
        if button in (SHOW, "ctrl"):
            self.navigator.day.emit(Day(when.day, code, when.during.start))
        else:
            book(code, when, button)

    def _book(self, code: str, when: Asked, button: str) -> None:
        del button
        item = (code, when.during.start, when.during.end)
        self.navigator.new.emit(Draft((item,), people=self.wanted.people))

    def _take(self, miss: Miss, code: str, when: Asked, button: str) -> None:
        """Book what a near miss offers; the card itself is its first offer."""
        place = int(button.removeprefix(OFFER)) if button.startswith(OFFER) else 0
        if miss.offers and place < len(miss.offers):
            offer = miss.offers[place].offer
            item = (offer.resource_code, offer.during.start, offer.during.end)
            self.navigator.new.emit(Draft((item,), people=self.wanted.people))
        else:
            self.navigator.day.emit(Day(when.day, code, when.during.start))
