"""The office closes sites and resources for a time, and sees first whom that concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from booking.errors import EnvironmentProblem
from booking.model import Names
from booking.services.inventory import ClosureWish
from booking.services.views import WAITING
from tests.ui.conftest import DeskOf
from tests.ui.office import ROOM, WAIT_MS, Opened, PageOf, book_room, page_of, press
from tests.ui.typing import enter, type_over
from tests.zones import SHENZHEN, Zone, at, open_day
from ui.dialogs.closure_editor import ClosureEditor
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


def test_two_admins_on_one_closure(closing_of: Callable[..., Closing], desk_of: DeskOf) -> None:
    closing = closing_of()
    day, inventory = open_day(), closing.session.inventory
    wish = ClosureWish("JO", ROOM, at(day, 9), at(day, 12), WHY)
    closing.session.act(lambda: inventory.put_closure(wish))
    closing.until(lambda: closing.states() == ["Coming"] and closing.settled())
    closing.choose(0)
    press(closing.qtbot, closing.closures.edit)
    editor = closing.editor()
    type_over(editor.when.end, "15:00")
    other = desk_of("joint.admin", "other")
    key = other.inventory.closures()[0].id
    other.inventory.put_closure(ClosureWish("JO", ROOM, at(day, 8), at(day, 12), WHY), key)
    assert other.online().sync(20).up_to_date
    closing.until(lambda: bool(editor.notes.notes()))
    note = editor.notes.notes()[0]
    assert "08:00–12:00" in note.text
    assert note.mend is not None
    note.mend()
    assert editor.when.begin.text() == "08:00"


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
