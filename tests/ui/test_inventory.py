"""The office keeps the inventory: by mouse and by keys, alone and beside another admin."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from booking.errors import EnvironmentProblem
from booking.services.views import WAITING
from tests.ui.conftest import DeskOf
from tests.ui.office import ROOM, WAIT_MS, Opened, PageOf, book_room, page_of, press
from tests.ui.typing import enter, type_over
from ui.dialogs.merge import MergeDialog
from ui.dialogs.multi_edit import MultiEdit
from ui.dialogs.resource_editor import ResourceEditor
from ui.dialogs.retire import RetireDialog
from ui.i18n import set_language
from ui.models.inventory_rows import ALL, Filters
from ui.models.resources import COLUMNS
from ui.pages.inventory import InventoryPage

__all__ = ["page_of"]

D = TypeVar("D", bound=QDialog)


class Office(Opened):
    """The inventory in front."""

    def __init__(self, opened: Opened, qtbot: QtBot) -> None:
        super().__init__(opened.page, opened.session, opened.said)
        assert isinstance(opened.page, InventoryPage)
        self.inventory = opened.page
        self.table = opened.page.table
        self.model = opened.page.model
        self.qtbot = qtbot
        self.until(lambda: self.model.rowCount() > 0)

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def choose(self, *codes: str) -> None:
        """Choose rows; the cursor is on the last."""
        selection = self.table.selectionModel()
        selection.clear()
        for code in codes:
            place = self.model.find(code)
            assert place is not None, code
            index = self.model.index(place, 0)
            flags = QItemSelectionModel.SelectionFlag
            selection.setCurrentIndex(index, flags.Select | flags.Rows)
        self.table.setFocus()
        self.page.activateWindow()
        self.until(self.page.isActiveWindow)

    def dialog(self, kind: type[D]) -> D:
        found = self.inventory.dialog
        assert isinstance(found, kind)
        # Keys of a window only count in the one that is active.
        self.until(found.isActiveWindow)
        return found

    def value(self, name: str, code: str = ROOM) -> object:
        row = next(one for one in self.model.every() if one.code == code)
        return row.values[name]

    def cell(self, name: str, code: str = ROOM) -> str:
        place = self.model.find(code)
        assert place is not None
        return str(self.model.index(place, COLUMNS.index(name)).data())

    def settled(self) -> bool:
        """Whether everything was answered, and what is shown is newer than that."""
        acts = self.session.acts.open()
        idle = self.session.idle() and self.inventory.reader.settled()
        return idle and not any(one.state in WAITING for one in acts)


@pytest.fixture
def office_of(page_of: PageOf, qtbot: QtBot) -> Callable[..., Office]:
    def make(data: str = "", *, syncing: bool = True) -> Office:
        return Office(page_of(InventoryPage, "joint.admin", data, syncing=syncing), qtbot)

    return make


@pytest.fixture
def office(office_of: Callable[..., Office]) -> Office:
    return office_of()


def shown_codes(office: Office) -> list[str]:
    rows = (office.model.row(place) for place in range(office.model.rowCount()))
    return [row.code for row in rows if row is not None]


def test_rows_are_found_in_any_script_by_initials_and_by_code(office: Office) -> None:
    line = office.inventory.filters.text
    for typed, code in (("会议室 101", ROOM), ("101會議室", ROOM), ("jo1fmr01", ROOM)):
        type_over(line, typed)
        assert code in shown_codes(office), typed
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    type_over(line, "nothing like that")
    assert office.model.rowCount() == 0
    assert office.inventory.nothing.title.text() == "Nothing fits"
    press(office.qtbot, office.inventory.nothing.button)
    assert office.model.rowCount() > 40


def test_filters_by_kind_state_feature_and_site(office: Office) -> None:
    filters = office.inventory.filters
    filters.site.choose("JO")
    assert all(code.startswith(("JO-", "EQ-JO")) for code in shown_codes(office))
    filters.kind.choose("room")
    filters.feature.choose("vc")
    assert {office.value("kind", code) for code in shown_codes(office)} == {"room"}
    assert ROOM in shown_codes(office)
    filters.state.choose("out_of_service")
    assert ROOM not in shown_codes(office)


def test_chinese_names_stand_by_floor_and_code(office: Office) -> None:
    set_language("zh_hant")
    office.table.sortByColumn(COLUMNS.index("name.zh_hant"), Qt.SortOrder.AscendingOrder)
    codes = [code for code in shown_codes(office) if code.startswith("JO-")]
    assert codes[:2] == ["JO-1F-HALL", "JO-1F-MR01"]
    office.until(lambda: office.cell("kind") == "房間")
    header = office.model.headerData(COLUMNS.index("capacity"), Qt.Orientation.Horizontal)
    assert header == "容納人數"


def test_columns_and_filters_are_remembered(
    office: Office, office_of: Callable[..., Office]
) -> None:
    kept: list[object] = []
    office.inventory.remember.connect(lambda _, value: kept.append(value))
    menu = office.table.column_menu(office.table)
    action = menu.actions()[COLUMNS.index("rate_fen")]
    action.trigger()
    office.inventory.filters.state.choose(ALL)
    other = office_of("again")
    other.inventory.recall(kept[-1])
    assert not other.table.isColumnHidden(COLUMNS.index("rate_fen"))
    assert other.inventory.filters.filters == Filters(state=ALL)
    other.inventory.recall({"columns": {"order": 3, "widths": {"code": "x"}}, "filters": [1]})
    assert other.inventory.filters.filters == Filters()


def test_a_resource_is_changed_by_keys_seen_by_tenants_and_put_back(
    office: Office, desk_of: DeskOf
) -> None:
    office.choose(ROOM)
    QTest.keyClick(office.table, Qt.Key.Key_Return)
    editor = office.dialog(ResourceEditor)
    type_over(editor.form.capacity, "１０")
    QTest.keyClick(editor.form.capacity, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    office.until(lambda: office.value("capacity") == 10 and office.settled())
    office.until(lambda: bool(office.texts()))
    assert "Meeting Room 101" in office.texts()[-1]
    tenant = desk_of("photon.one")
    resource = tenant.finder.catalogue().resource(ROOM)
    assert resource is not None
    assert resource.capacity == 10
    office.undo()
    office.until(lambda: office.value("capacity") == 8 and office.settled())


def test_a_change_waits_on_its_row(office_of: Callable[..., Office]) -> None:
    office = office_of(syncing=False)
    office.choose(ROOM)
    press(office.qtbot, office.inventory.buttons.button("edit"))
    editor = office.dialog(ResourceEditor)
    editor.form.state.choose("limited")
    press(office.qtbot, editor.save)
    office.until(lambda: office.cell("state") == "Waiting for confirmation")
    assert office.value("state") == "limited"
    assert office.texts() == ["Asked for: Meeting Room 101 · Bauhinia. Waiting for confirmation."]
    office.undo()
    office.until(lambda: office.cell("state") == "In service")


def test_a_resource_is_added_by_mouse_and_duplicated_by_keys(office: Office) -> None:
    press(office.qtbot, office.inventory.buttons.add)
    editor = office.dialog(ResourceEditor)
    press(office.qtbot, editor.save)
    assert editor.form.fields["code"].notes.texts()
    type_over(editor.form.code, "JO 1F NEW")
    assert editor.form.code.nearest() == "JO-1F-NEW"
    editor.form.code.take_nearest()
    enter(editor.form.name.lines["en"], "Quiet Room")
    editor.form.policy.choose("MR-S")
    editor.form.hours.choose("JO-ROOMS")
    type_over(editor.form.units, "1")
    type_over(editor.form.rate, "0")
    press(office.qtbot, editor.save)
    office.until(lambda: office.model.find("JO-1F-NEW") is not None and office.settled())
    office.choose("JO-1F-NEW")
    QTest.keyClick(office.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    second = office.dialog(ResourceEditor)
    assert second.form.code.value() == "JO-1F-NEW-2"
    QTest.keyClick(second.form.code, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    office.until(lambda: office.model.find("JO-1F-NEW-2") is not None and office.settled())


def test_who_is_concerned_is_shown_before_a_room_is_retired(
    office_of: Callable[..., Office], desk_of: DeskOf
) -> None:
    book_room(desk_of)
    office = office_of()
    office.choose(ROOM)
    QTest.keyClick(office.table, Qt.Key.Key_Delete)
    dialog = office.dialog(RetireDialog)
    office.until(dialog.retire.isEnabled)
    rows = dialog.impact.model.rows()
    assert [row.title for row in rows] == ["Review 10"]
    assert "Sample Member One" in rows[0].organiser
    press(office.qtbot, dialog.retire)
    office.until(lambda: office.model.find(ROOM) is None and office.settled())
    office.inventory.filters.state.choose(ALL)
    office.until(lambda: office.cell("state") == "Retired")
    office.undo()
    office.until(lambda: office.value("state") == "in_service")


def test_several_are_changed_at_once_and_put_back_at_once(office: Office) -> None:
    rooms = ("JO-1F-MR01", "JO-1F-MR02", "JO-2F-MR04")
    office.choose(*rooms)
    QTest.keyClick(office.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = office.dialog(MultiEdit)
    assert not dialog.save.isEnabled()
    dialog.state.choose("limited")
    enter(dialog.add.line, "語音轉寫")
    QTest.keyClick(dialog.add.line, Qt.Key.Key_Return)
    assert dialog.changes.count() == 3
    press(office.qtbot, dialog.save)
    office.until(lambda: {office.value("state", one) for one in rooms} == {"limited"})
    office.until(lambda: office.settled() and bool(office.texts()))
    assert len(office.texts()) == 1
    office.undo()
    office.until(lambda: {office.value("state", one) for one in rooms} == {"in_service"})
    assert "stt" not in str(office.value("features", "JO-1F-MR02"))


def test_two_admins_lose_nothing(office_of: Callable[..., Office], desk_of: DeskOf) -> None:
    office = office_of(syncing=False)
    other = desk_of("joint.admin", "other")
    other.inventory.put(other.inventory.document(ROOM) | {"capacity": 12})
    assert other.online().sync(20).up_to_date
    office.choose(ROOM)
    QTest.keyClick(office.table, Qt.Key.Key_F2)
    editor = office.dialog(ResourceEditor)
    type_over(editor.form.name.lines["en"], "Bauhinia Room")
    press(office.qtbot, editor.save)
    office.until(lambda: office.session.status.waiting == 1)
    office.session.start()
    office.until(lambda: isinstance(office.inventory.dialog, MergeDialog))
    merge = office.dialog(MergeDialog)
    assert merge.choices() == {"name.en": "mine", "capacity": "theirs"}
    press(office.qtbot, merge.save)
    office.until(lambda: office.cell("name.en") == "Bauhinia Room" and office.settled())
    assert office.value("capacity") == 12
    office.until(lambda: not office.inventory.failures.texts())


def test_what_another_changes_meanwhile_is_told_in_the_editor(
    office: Office, desk_of: DeskOf
) -> None:
    office.choose(ROOM)
    QTest.keyClick(office.table, Qt.Key.Key_Return)
    editor = office.dialog(ResourceEditor)
    type_over(editor.form.capacity, "20")
    other = desk_of("joint.admin", "other")
    other.inventory.put(other.inventory.document(ROOM) | {"capacity": 12})
    assert other.online().sync(20).up_to_date
    office.until(lambda: "Somebody else changed this meanwhile." in editor.notes.texts())
    press(office.qtbot, editor.save)
    merge = editor.merge
    assert merge is not None
    assert not merge.save.isEnabled()
    press(office.qtbot, merge.picks["capacity", "mine"].radio)
    press(office.qtbot, merge.save)
    office.until(lambda: office.value("capacity") == 20 and office.settled())


def test_a_full_disk_ends_in_a_sentence_and_keeps_what_was_typed(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise EnvironmentProblem("disk_full", "no room")

    office.choose(ROOM)
    QTest.keyClick(office.table, Qt.Key.Key_Return)
    editor = office.dialog(ResourceEditor)
    type_over(editor.form.capacity, "11")
    monkeypatch.setattr(office.session.inventory, "put", full)
    press(office.qtbot, editor.save)
    office.until(lambda: bool(editor.notes.texts()))
    assert editor.notes.texts() == ["The disk is full. Please make room and try again."]
    assert editor.form.capacity.value() == 11
    editor.reject()
    assert editor.question.isVisible()
    press(office.qtbot, editor.question.yes)
    assert office.inventory.dialog is None


def test_other_sites_are_only_looked_at(office: Office) -> None:
    code = next(row.code for row in office.model.every() if not row.ours)
    office.choose(code)
    assert not office.inventory.buttons.button("retire").isEnabled()
    QTest.keyClick(office.table, Qt.Key.Key_Return)
    editor = office.dialog(ResourceEditor)
    assert not editor.form.isEnabled()
    assert editor.save.isHidden()
    assert editor.notes.texts()
    press(office.qtbot, editor.cancel)
    assert office.inventory.dialog is None
