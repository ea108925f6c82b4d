"""The office closes sites and resources for a time, and sees first whom that concerns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from booking.bootstrap import Desktop
from booking.errors import EnvironmentProblem
from booking.model import Names
from booking.services.inventory import ClosureWish, Inventory, QueuedChange, closure_wish
from booking.services.views import WAITING
from tests.ui.conftest import DeskOf
from tests.ui.office import ROOM, WAIT_MS, Opened, PageOf, book_room, page_of, press
from tests.ui.typing import enter, type_over
from tests.zones import SHENZHEN, Zone, at, open_day
from ui.dialogs.closure_editor import ClosureEditor, OpenedClosure
from ui.i18n import set_language
from ui.pages.closures import ClosuresPage

__all__ = ["page_of"]

WHY = Names("Maintenance", "維修保養", "维护保养")


class Closing(Opened):
    """The closures in front."""

    def __init__(self, opened: Opened, qtbot: QtBot) -> None:
        super().__init__(opened.page, opened.session, opened.said)
        assert isinstance(opened.page, ClosuresPage)
        self.closures = opened.page
        self.model = opened.page.model
        self.table = opened.page.table
        self.qtbot = qtbot
        self.until(lambda: self.model.catalogue is not None)

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def editor(self) -> ClosureEditor:
        found = self.closures.dialog
        assert isinstance(found, ClosureEditor)
        # Keys of a window only count in the one that is active.
        self.until(found.isActiveWindow)
        return found

    def choose(self, place: int) -> None:
        self.table.selectRow(place)
        self.table.setFocus()
        self.page.activateWindow()
        self.until(self.page.isActiveWindow)

    def states(self) -> list[str]:
        count = self.model.rowCount()
        return [str(self.model.index(place, 0).data()) for place in range(count)]

    def settled(self) -> bool:
        acts = self.session.acts.open()
        idle = self.session.idle() and self.closures.reader.settled()
        return idle and not any(one.state in WAITING for one in acts)


@pytest.fixture
def closing_of(page_of: PageOf, qtbot: QtBot) -> Callable[..., Closing]:
    def make(person: str = "joint.admin", data: str = "", *, syncing: bool = True) -> Closing:
        return Closing(page_of(ClosuresPage, person, data, syncing=syncing), qtbot)

    return make


def the_day() -> date:
    return open_day().astimezone(SHENZHEN).date()


def fill(editor: ClosureEditor, begin: str = "9", end: str = "18") -> None:
    """Type a closure of a room for hours of the test's day."""
    type_over(editor.resource, ROOM)
    type_over(editor.when.day, the_day().isoformat())
    type_over(editor.when.last, the_day().isoformat())
    type_over(editor.when.begin, f"{begin}:00")
    type_over(editor.when.end, f"{end}:00")


def test_a_closure_is_put_by_keys_with_those_concerned_shown_before(
    closing_of: Callable[..., Closing], desk_of: DeskOf
) -> None:
    book_room(desk_of)
    closing = closing_of()
    assert closing.closures.nothing.title.text() == "Nothing is closed"
    press(closing.qtbot, closing.closures.nothing.button)
    editor = closing.editor()
    fill(editor)
    closing.until(lambda: [one.title for one in editor.impact.model.rows()] == ["Review 10"])
    enter(editor.reason.lines["zh_hant"], "維修")
    assert closing.session.status.waiting == 0
    QTest.keyClick(editor.when.begin, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    closing.until(lambda: closing.states() == ["Coming"] and closing.settled())
    closing.until(lambda: bool(closing.closures.impact.model.rows()))
    row = closing.closures.impact.model.rows()[0]
    assert "Sample Member One" in row.organiser
    closing.until(
        lambda: closing.closures.impact.model.rows()[0].contact == "photon.one@example.com"
    )
    tenant = desk_of("photon.one", "after")
    assert [one.reason.zh_hant for one in tenant.inventory.closures()] == ["維修"]


def test_a_closure_is_lifted_by_mouse_and_put_back(closing_of: Callable[..., Closing]) -> None:
    closing = closing_of()
    day = open_day()
    inventory = closing.session.inventory
    wish = ClosureWish("JO", None, at(day, 9), at(day, 12), WHY)
    closing.session.act(lambda: inventory.put_closure(wish))
    closing.until(lambda: closing.states() == ["Coming"] and closing.settled())
    closing.choose(0)
    press(closing.qtbot, closing.closures.lift)
    closing.until(lambda: closing.states() == [] and closing.settled())
    closing.until(lambda: bool(closing.said))
    closing.undo()
    closing.until(lambda: closing.states() == ["Coming"] and closing.settled())
    closing.choose(0)
    QTest.keyClick(closing.table, Qt.Key.Key_Delete)
    closing.until(lambda: closing.states() == [] and closing.settled())


def test_a_usual_reason_is_taken_and_a_closure_changed(closing_of: Callable[..., Closing]) -> None:
    closing = closing_of()
    closing.page.activateWindow()
    closing.until(closing.page.isActiveWindow)
    QTest.keyClick(closing.page, Qt.Key.Key_Insert)
    editor = closing.editor()
    fill(editor)
    press(closing.qtbot, editor.usual[0])
    assert editor.reason.value() == WHY
    press(closing.qtbot, editor.save)
    closing.until(lambda: closing.states() == ["Coming"] and closing.settled())
    closing.choose(0)
    QTest.keyClick(closing.table, Qt.Key.Key_Return)
    editor = closing.editor()
    assert not editor.site.isEnabled()
    type_over(editor.when.end, "20:00")
    press(closing.qtbot, editor.save)
    closing.until(lambda: closing.settled() and closing.model.every()[0].end == at(open_day(), 20))
    assert len(closing.model.every()) == 1


def others(desk_of: DeskOf, put: Callable[[ClosureWish], ClosureWish]) -> None:
    """Have another administrator change the one closure that there is."""
    other = desk_of("joint.admin", "other")
    catalogue, found = other.local.catalogue(), other.inventory.closures()[0]
    other.inventory.put_closure(put(closure_wish(catalogue, found)), found.id)
    assert other.online().sync(20).up_to_date


def one_closure(closing: Closing) -> None:
    """Put a closure from 9 to 12."""
    day, inventory = open_day(), closing.session.inventory
    wish = ClosureWish("JO", ROOM, at(day, 9), at(day, 12), WHY)
    closing.session.act(lambda: inventory.put_closure(wish))
    closing.until(lambda: closing.states() == ["Coming"] and closing.settled())
    closing.choose(0)


def test_two_admins_on_one_closure_lose_nothing(
    closing_of: Callable[..., Closing], desk_of: DeskOf
) -> None:
    closing = closing_of()
    one_closure(closing)
    press(closing.qtbot, closing.closures.edit)
    editor = closing.editor()
    type_over(editor.when.end, "15:00")
    type_over(editor.reason.lines["en"], "Maintenance of the floor")
    start, why = at(open_day(), 8), Names("Maintenance", "地板保養", "维护保养")
    others(desk_of, lambda was: replace(was, start=start, reason=why))
    closing.until(lambda: bool(editor.notes.notes()))
    (note,) = editor.notes.notes()
    assert note.tone == "info"
    assert "08:00–12:00" in note.text
    assert editor.when.begin.text() == "08:00"
    assert editor.when.end.text() == "15:00"
    assert editor.reason.value() == Names("Maintenance of the floor", "地板保養", "维护保养")
    QTest.keyClick(editor.when.begin, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    closing.until(lambda: closing.closures.dialog is None and closing.settled())
    closing.until(lambda: closing.model.every()[0].end == at(open_day(), 15))
    (row,) = closing.model.every()
    assert (row.start, row.end) == (at(open_day(), 8), at(open_day(), 15))
    assert row.wish.reason.zh_hant == "地板保養"
    assert row.failed is None


def test_where_both_changed_the_same_theirs_stands_beside_it_in_chinese(
    closing_of: Callable[..., Closing], desk_of: DeskOf
) -> None:
    closing = closing_of()
    one_closure(closing)
    press(closing.qtbot, closing.closures.edit)
    editor = closing.editor()
    set_language("zh_hant")
    type_over(editor.when.end, "15:00")
    others(desk_of, lambda was: replace(was, end=at(open_day(), 17)))
    closing.until(lambda: bool(editor.fields["when"].notes.notes()))
    (note,) = editor.fields["when"].notes.notes()
    assert "09:00–17:00" in note.text
    assert note.remedy == "採用對方的"
    assert editor.when.end.text() == "15:00"
    press(closing.qtbot, link_of(editor.fields["when"]))
    assert editor.when.end.text() == "17:00"
    assert not editor.fields["when"].notes.notes()
    assert not editor.dirty()


def link_of(field: QWidget) -> QPushButton:
    """Return the link beside what is wrong with a field."""
    (found,) = [one for one in field.findChildren(QPushButton) if one.text() == "採用對方的"]
    return found


def test_a_change_that_the_server_refused_is_opened_again_with_theirs(
    closing_of: Callable[..., Closing], desk_of: DeskOf
) -> None:
    closing = closing_of()
    one_closure(closing)
    press(closing.qtbot, closing.closures.edit)
    editor = closing.editor()
    type_over(editor.when.end, "15:00")
    other = desk_of("joint.admin", "other")
    found = other.inventory.closures()[0]
    wish = replace(closure_wish(other.local.catalogue(), found), reason=Names("Paint"))
    queued = other.inventory.put_closure(wish, found.id)
    # Mine is on the disk before theirs is here, and the server hears of theirs first.
    inventory = closing.session.inventory
    mine = editor.form.wish()
    assert closing.session.local.desk.outbox.waiting() == 0
    editor.acts.make([lambda: hold_then_put(other, inventory, mine, found.id)], "Room")
    closing.until(lambda: any(row.failed is not None for row in closing.model.every()))
    assert other.acts.get(queued.act.id) is not None
    editor.reject()
    press(closing.qtbot, editor.question.yes)
    closing.until(lambda: closing.closures.dialog is None)
    again = next(
        one
        for one in closing.closures.failures.findChildren(QPushButton)
        if one.text() == "Open again"
    )
    press(closing.qtbot, again)
    editor = closing.editor()
    assert editor.when.end.text() == "15:00"
    closing.until(lambda: editor.reason.value() == Names("Paint"))
    assert not editor.fields["reason"].notes.notes()
    press(closing.qtbot, editor.save)
    closing.until(lambda: closing.closures.dialog is None and closing.settled())
    closing.until(lambda: closing.model.every()[0].end == at(open_day(), 15))
    closing.until(lambda: closing.model.every()[0].failed is None)
    assert closing.model.every()[0].wish.reason == Names("Paint")


def test_what_changed_before_the_editor_listened_is_taken_over(
    closing_of: Callable[..., Closing], desk_of: DeskOf
) -> None:
    """A page's rows are read a moment after the cache has changed."""
    closing = closing_of()
    one_closure(closing)
    page, row, catalogue = closing.closures, closing.closures.chosen(), closing.model.catalogue
    assert row is not None
    assert catalogue is not None
    others(desk_of, lambda was: replace(was, reason=Names("Paint")))
    closing.until(lambda: closing.model.every()[0].wish.reason == Names("Paint"))
    opened = OpenedClosure(replace(row.wish, end=at(open_day(), 15)), row.id, row.rev, row.wish)
    editor = ClosureEditor(closing.session, page.acts, catalogue, opened, page)
    assert editor.reason.value() == Names("Paint")
    assert editor.when.end.text() == "15:00"
    editor.question.discard.emit()


def hold_then_put(
    other: Desktop, inventory: Inventory, wish: ClosureWish, closure: UUID
) -> QueuedChange:
    """Queue mine by what this desk knows, just when theirs has reached the server."""
    queued = inventory.put_closure(wish, closure)
    assert other.online().sync(20).up_to_date
    return queued


def test_bad_input_stays_beside_its_field(
    closing_of: Callable[..., Closing], monkeypatch: pytest.MonkeyPatch
) -> None:
    closing = closing_of()
    press(closing.qtbot, closing.closures.add)
    editor = closing.editor()
    type_over(editor.resource, "no such room")
    type_over(editor.when.begin, "99:00")
    press(closing.qtbot, editor.save)
    said = {name: field.notes.texts() for name, field in editor.fields.items()}
    assert said["resource"] == ["Nothing at this site is called that."]
    assert said["when"] == ["There is no such hour."]
    assert said["reason"] == ["Please give a reason in one language at least."]
    assert editor.resource.text() == "no such room"
    assert closing.session.status.waiting == 0
    fill(editor)
    enter(editor.reason.lines["en"], "\N{PARTY POPPER} " + "x" * 20)

    def full(*_: object, **__: object) -> None:
        raise EnvironmentProblem("disk_full", "no room")

    monkeypatch.setattr(closing.session.inventory, "put_closure", full)
    press(closing.qtbot, editor.save)
    closing.until(lambda: bool(editor.notes.texts()))
    assert editor.notes.texts() == ["The disk is full. Please make room and try again."]
    editor.reject()
    assert editor.question.isVisible()
    press(closing.qtbot, editor.question.yes)
    assert closing.closures.dialog is None


def test_what_waits_stands_in_the_list(closing_of: Callable[..., Closing]) -> None:
    closing = closing_of(syncing=False)
    day, inventory = open_day(), closing.session.inventory
    wish = ClosureWish("JO", None, at(day, 9), at(day, 12), WHY)
    closing.session.act(lambda: inventory.put_closure(wish))
    closing.until(lambda: closing.states() == ["Waiting for confirmation"])
    assert closing.closures.past.text() == "Past"
    press(closing.qtbot, closing.closures.past)
    assert closing.closures.nothing.title.text() == "No past closures"


def test_the_page_speaks_chinese(closing_of: Callable[..., Closing]) -> None:
    closing = closing_of()
    closing.session.act(
        lambda: closing.session.inventory.close(
            "JO", ROOM, at(open_day(), 9), at(open_day(), 12), WHY
        )
    )
    closing.until(lambda: closing.states() == ["Coming"])
    set_language("zh_hans")
    place = closing.model.index(0, 4)
    closing.until(lambda: str(place.data()) == "维护保养")


def test_a_lost_right_ends_in_a_sentence(closing_of: Callable[..., Closing], crowd: Zone) -> None:
    closing = closing_of("branch.admin")
    press(closing.qtbot, closing.closures.add)
    editor = closing.editor()
    assert editor.save.isEnabled()
    owner = crowd.owner()
    owner.execute(
        "delete from app.person_role where role = 'site_admin' and person_id ="
        " (select id from app.person where login = %s)",
        (crowd.logins["branch.admin"],),
    )
    owner.execute(
        "update app.person p set vis_gen = p.vis_gen + 1, chg = app.load_chg('person', '')"
        " where p.login = %s",
        (crowd.logins["branch.admin"],),
    )
    closing.session.sync_now()
    closing.until(lambda: not editor.save.isEnabled())
    assert "any more" in editor.notes.texts()[0]
