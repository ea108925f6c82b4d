"""Every page and dialog that there is, each brought up as somebody comes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from booking.demo.folder import DemoFolder
from booking.paths import paths
from booking.services.bookings import ItemWish, NewBooking
from booking.services.documents import document_of
from tests.ui.picture_stage import LAB, ROOM, TAKEN, Stage
from ui.application.desk import DeskWindow
from ui.demo.chooser import Chooser
from ui.dialogs.crash import CrashDialog
from ui.dialogs.merge import MergeDialog
from ui.dialogs.notice import Choice, Notice
from ui.dialogs.start import StartWindow
from ui.navigation import Day, Draft, Message
from ui.pages.base import Page
from ui.pages.closures import ClosuresPage
from ui.pages.find import FindPage
from ui.pages.inventory import InventoryPage
from ui.pages.mine import MinePage
from ui.pages.schedule import SchedulePage

View = AbstractContextManager[QWidget]
Kind = TypeVar("Kind", bound=Page)
Found = TypeVar("Found", bound=QWidget)
_LONG: Final = (
    "Traceback (most recent call last):\n"
    '  File "ui/pages/find.py", line 214, in _take\n'
    "    self._show(answer)\n"
    "ValueError: too many values to unpack (expected 2)\n"
)


class Views:
    """Brings views up over the windows of a stage."""

    def __init__(self, stage: Stage, spare: Path) -> None:
        """Take the windows; `spare` is an empty folder, where nobody is signed in."""
        self.stage = stage
        self._spare = spare

    def each(self) -> Iterator[tuple[str, Callable[[], View]]]:
        """Yield the name of each view, and what brings it up."""
        for name, way in vars(Views).items():
            if name.startswith("view_"):
                yield name.removeprefix("view_").replace("_", "-"), partial(way, self)

    # --- help ------------------------------------------------------------------------------------

    def _page(self, desk: DeskWindow, kind: type[Kind]) -> Kind:
        page = desk.window.pages[kind.name]
        assert isinstance(page, kind)
        desk.window.show_page(kind.name)
        self.stage.rest()
        return page

    def _dialog(self, kind: type[Found]) -> Found:
        def seen() -> list[Found]:
            return [
                one
                for one in QApplication.topLevelWidgets()
                if isinstance(one, kind) and one.isVisible()
            ]

        self.stage.until(seen)
        return seen()[0]

    @contextmanager
    def _office_dialog(self, page: InventoryPage | ClosuresPage) -> Iterator[QWidget]:
        self.stage.until(lambda: page.dialog is not None)
        dialog = page.dialog
        assert dialog is not None
        yield dialog
        dialog.done(QDialog.DialogCode.Rejected)
        self.stage.until(lambda: page.dialog is None)

    # --- schedule --------------------------------------------------------------------------------

    def _schedule(self, desk: DeskWindow) -> SchedulePage:
        page = self._page(desk, SchedulePage)
        page.tools.set_list(False)
        desk.navigator.day.emit(Day(self.stage.day, ROOM, self.stage.at(13)))
        self.stage.rest()
        return page

    @contextmanager
    def view_schedule(self) -> Iterator[QWidget]:
        """A full day, with a message that can be undone."""
        desk = self.stage.desk("member")
        page = self._schedule(desk)
        page.grid.fold(self._id(desk, LAB))
        desk.window.say(Message("Booked.", "done", undo=lambda: None))
        yield desk.window
        desk.window.messages.clear()
        page.grid.fold(self._id(desk, LAB))

    def _id(self, desk: DeskWindow, code: str) -> int:
        resource = desk.session.finder.catalogue().resource(code)
        assert resource is not None
        return resource.id

    @contextmanager
    def view_schedule_waiting(self) -> Iterator[QWidget]:
        """The same day on a machine without a connection: what waits, and what will fail."""
        desk = self.stage.desk("away")
        self._schedule(desk)
        yield desk.window

    @contextmanager
    def view_agenda(self) -> Iterator[QWidget]:
        """The day as a list."""
        desk = self.stage.desk("member")
        page = self._schedule(desk)
        page.tools.set_list(True)
        page.agenda.setFocus()
        self.stage.rest()
        yield desk.window
        page.tools.set_list(False)

    @contextmanager
    def view_schedule_empty(self) -> Iterator[QWidget]:
        """No row is left."""
        desk = self.stage.desk("member")
        page = self._schedule(desk)
        page.filters.text.setText("zzzz")
        self.stage.rest()
        yield desk.window
        page.filters.text.clear()
        self.stage.rest()

    # --- find ------------------------------------------------------------------------------------

    @contextmanager
    def _find(self, line: str) -> Iterator[QWidget]:
        desk = self.stage.desk("member")
        page = self._page(desk, FindPage)
        answers: list[object] = []
        page.answered.connect(answers.append)
        page.look_for(line)
        self.stage.until(lambda: answers and desk.session.idle())
        page.answered.disconnect(answers.append)
        yield desk.window

    def view_find(self) -> View:
        """What can be booked."""
        return self._find(f"6 people, video, {self.stage.day:%Y-%m-%d}, 14:00-15:30")

    def view_find_near(self) -> View:
        """Only what nearly can be booked."""
        return self._find(f"150 people, video, {self.stage.day:%Y-%m-%d}, 14:00-15:30")

    def view_find_nothing(self) -> View:
        """Nothing at all."""
        return self._find("zzzz qqqq")

    def view_find_begin(self) -> View:
        """Nothing was typed yet."""
        return self._find("")

    # --- my bookings -----------------------------------------------------------------------------

    @contextmanager
    def view_mine(self) -> Iterator[QWidget]:
        """What comes, what waits and what was refused."""
        desk = self.stage.desk("member")
        self._refuse(desk)
        page = self._page(desk, MinePage)
        self.stage.until(lambda: page.cards.rowCount() > 2)
        page.list.setCurrentIndex(page.cards.index(1, 0))
        self.stage.rest()
        yield desk.window

    @contextmanager
    def view_mine_waiting(self) -> Iterator[QWidget]:
        """What waits to be sent, and the panel that says so."""
        desk = self.stage.desk("away")
        page = self._page(desk, MinePage)
        self.stage.until(lambda: page.cards.rowCount() > 2)
        yield desk.window

    @contextmanager
    def view_mine_ours(self) -> Iterator[QWidget]:
        """Bookings of one's organisation."""
        desk = self.stage.desk("member")
        page = self._page(desk, MinePage)
        page.head.ours.click()
        self.stage.rest()
        yield desk.window
        page.head.mine.click()
        self.stage.rest()

    @contextmanager
    def view_mine_past(self) -> Iterator[QWidget]:
        """What is over, nothing as yet."""
        desk = self.stage.desk("new")
        page = self._page(desk, MinePage)
        page.head.past.click()
        self.stage.rest()
        yield desk.window
        page.head.past.click()
        self.stage.rest()

    @contextmanager
    def view_mine_empty(self) -> Iterator[QWidget]:
        """Somebody who has booked nothing."""
        desk = self.stage.desk("new")
        self._page(desk, MinePage)
        yield desk.window

    def _refuse(self, desk: DeskWindow) -> None:
        """Have an act be refused, once."""
        session = desk.session
        if session.acts.failed():
            return
        wish = ItemWish(TAKEN, self.stage.at(14), self.stage.at(15))
        wanted = NewBooking("Cross-team retrospective", [wish], people=4)
        session.act(lambda: session.bookings.book(wanted, anyway=True))
        self.stage.until(session.acts.failed)

    # --- the office ------------------------------------------------------------------------------

    def _office(self, kind: type[Kind]) -> tuple[DeskWindow, Kind]:
        desk = self.stage.desk("office")
        page = self._page(desk, kind)
        return desk, page

    def _inventory(self) -> tuple[DeskWindow, InventoryPage]:
        desk, page = self._office(InventoryPage)
        self.stage.until(lambda: page.model.rowCount() > 0 and page.reader.settled())
        return desk, page

    @contextmanager
    def view_inventory(self) -> Iterator[QWidget]:
        """All resources."""
        desk, page = self._inventory()
        page.table.selectRow(1)
        yield desk.window

    @contextmanager
    def view_inventory_empty(self) -> Iterator[QWidget]:
        """None passes the filters."""
        desk, page = self._inventory()
        page.filters.text.setText("zzzz")
        self.stage.rest()
        yield desk.window
        page.filters.text.clear()
        self.stage.rest()

    @contextmanager
    def view_closures(self) -> Iterator[QWidget]:
        """Closures, and whom the chosen one concerns."""
        desk, page = self._office(ClosuresPage)
        self.stage.until(lambda: page.model.rowCount() > 1)
        page.table.selectRow(0)
        self.stage.rest()
        yield desk.window

    @contextmanager
    def view_closures_past(self) -> Iterator[QWidget]:
        """None is over."""
        desk, page = self._office(ClosuresPage)
        page.past.click()
        self.stage.rest()
        yield desk.window
        page.now.click()
        self.stage.rest()

    @contextmanager
    def view_closure_editor(self) -> Iterator[QWidget]:
        """A closure with those whom it concerns."""
        _, page = self._office(ClosuresPage)
        self.stage.until(lambda: page.model.rowCount() > 1)
        page.table.selectRow(0)
        page.edit_chosen()
        self.stage.until(lambda: page.dialog is not None)
        self.stage.rest()
        with self._office_dialog(page) as dialog:
            yield dialog

    @contextmanager
    def view_resource_form(self) -> Iterator[QWidget]:
        """A lab's form."""
        _, page = self._inventory()
        page.open_resource(LAB)
        with self._office_dialog(page) as dialog:
            yield dialog

    @contextmanager
    def view_several_at_once(self) -> Iterator[QWidget]:
        """Three resources."""
        _, page = self._inventory()
        self._choose(page, 3)
        page.edit_several()
        with self._office_dialog(page) as dialog:
            yield dialog

    @contextmanager
    def view_retire(self) -> Iterator[QWidget]:
        """The question before something goes."""
        _, page = self._inventory()
        place = page.model.find(ROOM)
        assert place is not None
        page.table.selectRow(place)
        page.retire()
        self.stage.rest()
        with self._office_dialog(page) as dialog:
            yield dialog

    @contextmanager
    def view_compare(self) -> Iterator[QWidget]:
        """Two people have changed the same room."""
        desk, page = self._inventory()
        catalogue = desk.session.finder.catalogue()
        room = catalogue.resource(ROOM)
        assert room is not None
        base = document_of(catalogue, room)
        mine = {**base, "capacity": 10, "features": [*base["features"], "projector"]}
        theirs = {**base, "capacity": 9}
        merge = MergeDialog(mine, theirs, base, catalogue, page)
        merge.open()
        self.stage.rest()
        yield merge
        merge.reject()

    def _choose(self, page: InventoryPage, count: int) -> None:
        ours = [
            place
            for place in range(page.model.rowCount())
            if (row := page.model.row(place)) is not None and row.ours
        ]
        selection = page.table.selectionModel()
        flags = selection.SelectionFlag
        selection.clear()
        for place in ours[:count]:
            selection.select(page.model.index(place, 0), flags.Select | flags.Rows)
        self.stage.rest()

    # --- booking ---------------------------------------------------------------------------------

    @contextmanager
    def view_popover(self) -> Iterator[QWidget]:
        """A quick booking that can be made."""
        with self._quick(ROOM, 15) as window:
            yield window

    @contextmanager
    def view_popover_lab(self) -> Iterator[QWidget]:
        """A quick booking of a bench."""
        with self._quick(LAB, 15) as window:
            yield window

    @contextmanager
    def view_popover_taken(self) -> Iterator[QWidget]:
        """A quick booking that somebody is in the way of."""
        with self._quick(TAKEN, 14) as window:
            yield window

    @contextmanager
    def _quick(self, code: str, hours: float) -> Iterator[QWidget]:
        desk = self.stage.desk("member")
        page = self._schedule(desk)
        times = self.stage.at(hours), self.stage.at(hours + 1)
        at = [int(one.timestamp()) for one in times]
        rect = page.grid.rect_at(self._id(desk, code), at[0], at[1])
        draft = Draft(((code, *times),), "Design review", people=4)
        desk.bookings.quick(draft, page.grid.on_globe(rect))
        popover = desk.bookings.popover
        assert popover is not None
        self.stage.rest()
        yield desk.window
        popover.end()

    @contextmanager
    def view_editor(self) -> Iterator[QWidget]:
        """Two rooms, one of which is taken, with offers."""
        desk = self.stage.desk("member")
        self._schedule(desk)
        times = self.stage.at(14), self.stage.at(15)
        desk.bookings.new(Draft(((ROOM, *self._later()), (TAKEN, *times)), "Design review", 4))
        editor = desk.bookings.editor
        assert editor is not None
        taken = editor.rows[1]
        self.stage.until(taken.offers.buttons)
        yield editor
        editor.end()

    def _later(self) -> tuple[datetime, datetime]:
        return self.stage.at(16), self.stage.at(17)

    @contextmanager
    def view_details(self) -> Iterator[QWidget]:
        """One's own booking."""
        desk = self.stage.desk("member")
        self._schedule(desk)
        mine = desk.session.listing.mine().bookings
        booking = next(one for one in mine if (one.booking.title or "").startswith("Design review"))
        desk.bookings.show_details(booking.booking.id)
        dialog = desk.bookings.details
        assert dialog is not None
        self.stage.rest()
        yield dialog
        dialog.reject()

    @contextmanager
    def view_conflicts(self) -> Iterator[QWidget]:
        """What was refused, with what else there is."""
        desk = self.stage.desk("member")
        self._refuse(desk)
        desk.bookings.show_conflicts()
        dialog = desk.bookings.conflicts
        assert dialog is not None
        self.stage.until(lambda: dialog.cards)
        self.stage.rest()
        yield dialog
        dialog.reject()

    # --- the program -----------------------------------------------------------------------------

    @contextmanager
    def view_palette(self) -> Iterator[QWidget]:
        """Actions, rooms and people."""
        desk = self.stage.desk("member")
        self._schedule(desk)
        desk.window.actions_["palette"].trigger()
        palette = desk.window.caller.palette
        palette.line.setText("mr")
        self.stage.rest()
        yield desk.window
        palette.dismiss()

    @contextmanager
    def view_waiting(self) -> Iterator[QWidget]:
        """What waits to be sent."""
        desk = self.stage.desk("away")
        desk.window.standing.show_waiting()
        panel = desk.window.standing.panel
        self.stage.until(lambda: len(panel.titles()) > 2)
        self.stage.rest()
        yield panel
        panel.close()

    @contextmanager
    def view_password_asked(self) -> Iterator[QWidget]:
        """The password is asked for again, over a narrow window."""
        desk = self.stage.desk("away")
        size = desk.window.size()
        desk.window.resize(960, 640)
        desk.ask_password()
        self.stage.rest()
        yield desk.window
        desk.bar.hide()
        desk.window.resize(size)

    def _triggered(self, name: str) -> Iterator[QWidget]:
        desk = self.stage.desk("member")
        before = set(QApplication.topLevelWidgets())
        desk.window.actions_[name].trigger()

        def new() -> list[QDialog]:
            found = set(QApplication.topLevelWidgets()) - before
            return [one for one in found if isinstance(one, QDialog) and one.isVisible()]

        self.stage.until(new)
        dialog = new()[0]
        self.stage.rest()
        yield dialog
        dialog.reject()

    @contextmanager
    def view_switch_person(self) -> Iterator[QWidget]:
        """Leaving."""
        yield from self._triggered("sign_out")

    @contextmanager
    def view_password(self) -> Iterator[QWidget]:
        """A new password."""
        yield from self._triggered("password")

    @contextmanager
    def view_about(self) -> Iterator[QWidget]:
        """About the program."""
        yield from self._triggered("about")

    @contextmanager
    def view_shortcuts(self) -> Iterator[QWidget]:
        """All keys."""
        yield from self._triggered("shortcuts")

    @contextmanager
    def view_menu(self) -> Iterator[QWidget]:
        """The longest menu."""
        desk = self.stage.desk("member")
        found = (action.menu() for action in desk.window.menuBar().actions())
        menus = [menu for menu in found if isinstance(menu, QMenu)]
        longest = max(menus, key=lambda menu: len(menu.actions()))
        longest.popup(desk.window.mapToGlobal(desk.window.rect().topLeft()))
        self.stage.rest()
        yield longest
        longest.close()

    @contextmanager
    def view_crash(self) -> Iterator[QWidget]:
        """A fault of the program."""
        desk = self.stage.desk("member")
        dialog = CrashDialog(_LONG, desk.window)
        dialog.open()
        self.stage.rest()
        yield dialog
        dialog.reject()

    @contextmanager
    def _start(self) -> Iterator[StartWindow]:
        start = StartWindow(paths(self._spare))
        start.resize(900, 680)
        start.show()
        start.activateWindow()
        yield start
        start.sign_in.stop()
        start.close()
        start.deleteLater()

    @contextmanager
    def view_sign_in(self) -> Iterator[QWidget]:
        """Somebody comes for the first time."""
        with self._start() as start:
            start.show_sign_in()
            self.stage.until(start.sign_in.idle)
            yield start

    @contextmanager
    def view_sign_in_invited(self) -> Iterator[QWidget]:
        """The invitation was read."""
        with self._start() as start:
            start.show_sign_in()
            start.sign_in.read(self.stage.plan.invitation)
            self.stage.until(start.sign_in.card.isVisible)
            self.stage.until(start.sign_in.idle)
            yield start

    @contextmanager
    def view_notice(self) -> Iterator[QWidget]:
        """Something is in the way of opening a desk."""
        with self._start() as start:
            tr = start.sign_in.tr
            retry = Choice(lambda: tr("Try again"), lambda: None, "primary")
            text = "/home/sample/.local/share/loop-booking/desks/0/cache.db"
            start.show_notice(
                Notice(start.windowTitle, lambda: tr("Language"), text, "warning", choices=(retry,))
            )
            yield start

    @contextmanager
    def view_chooser(self) -> Iterator[QWidget]:
        """Whom one comes in as, in the demonstration."""
        chooser = Chooser(DemoFolder(self._spare))
        chooser.show()
        chooser.activateWindow()
        self.stage.rest()
        yield chooser
        chooser.close()
        chooser.deleteLater()
