"""The main window: pages in a stack, what leads to them, and what tells how things stand."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QResizeEvent, QShowEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from booking.errors import BookingError
from booking.model import Catalogue, Person, Site
from ui.actions import Actions
from ui.i18n import pick
from ui.navigation import Day, Draft, Message, Navigator
from ui.pages.base import Page, Place, place_of
from ui.session import Session
from ui.widgets.message_bar import MessageBar
from ui.widgets.rail import Rail
from ui.widgets.status_line import StatusLine
from ui.widgets.top_bar import TopBar
from ui.window.looks import Looks
from ui.window.menus import Menus
from ui.window.pages import Pages
from ui.window.standing import Standing
from ui.window.telling import Teller
from ui.window.undo_key import UndoKey
from ui.window.watch import Watch

if TYPE_CHECKING:
    from ui.window.calling import Caller

NARROW: Final = 1100
"""Below this many pixels of width the rail is compact and the head takes less room."""
LEAST: Final = QSize(800, 560)


class MainWindow(QMainWindow):
    """One session's window.

    Whoever makes it connects `actions` "sign_out", "password", "about" and "quit", and the
    navigator's requests for dialogs.

    Attributes:
        remember: (str, object) something to know again at the next start: "site", "rail", "page",
            "recent", "theme", "language", "geometry" (base64). Give it back as `remembered`.
        sign_in_asked: () the login was not accepted, and somebody wants to give the password again.
    """

    remember = Signal(str, object)
    sign_in_asked = Signal()

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        pages: Sequence[Page | Place],
        remembered: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("main-window")
        self.setMinimumSize(LEAST)
        self.session = session
        self.navigator = navigator
        self.actions_ = Actions(self)
        self.stack = QStackedWidget(self)
        places = [place_of(one) if isinstance(one, Page) else one for one in pages]
        self.pages = Pages(places, self.stack)
        self._catalogue: Catalogue | None = None
        self._wanted_site = ""
        self._wanted_page = ""
        self._recent: list[str] = []
        self._caller: Caller | None = None
        self._build()
        self._connect()
        self._recall(remembered or {})
        self.retranslate()
        self._read()
        self.standing.begin()

    # --- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        acts = self.actions_
        self.menus = Menus(self.menuBar(), acts)
        self.addActions(list(acts.everything().values()))
        middle = QWidget(self)
        places = self.pages.places.values()
        self.rail = Rail([(acts[one.name], one.icon_name) for one in places], self)
        self.top = TopBar(acts["palette"], acts["new_booking"], self)
        self.foot = QWidget(self)
        self.status = StatusLine(self)
        right = QVBoxLayout(self.foot)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.stack, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(self.foot, 1)
        whole = QVBoxLayout(middle)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        whole.addWidget(self.status)
        self.setCentralWidget(middle)
        self.messages = MessageBar(self.foot)
        self.standing = Standing(self.session, self.navigator, self.status, self.rail)
        self.looks = Looks(acts, self)
        self.undo_key = UndoKey(acts["undo"], self)
        self.watch = Watch(self.session, self)
        self.teller = Teller(self.session, self.navigator, self)
        self.teller.beside = self._shown_beside

    def _connect(self) -> None:
        acts, navigator, session = self.actions_, self.navigator, self.session
        for name in self.pages:
            acts[name].triggered.connect(lambda _=False, name=name: self.show_page(name))
        for name, slot in {
            "new_booking": lambda: navigator.new.emit(Draft()),
            "sync_now": session.sync_now,
            "undo": self.messages.undo,
            "search_page": self._search_page,
            "palette": self._open_palette,
            "today": self._today,
            "waiting": self.standing.show_waiting,
            "shortcuts": self._show_shortcuts,
        }.items():
            acts[name].triggered.connect(slot)
        acts["compact_rail"].toggled.connect(self._set_compact)
        self.looks.chosen.connect(self.remember)
        self.standing.writable.connect(acts["new_booking"].setEnabled)
        self.messages.undoable.connect(acts["undo"].setEnabled)
        self.top.sites.chosen.connect(self._on_sites)
        self.status.sign_in_asked.connect(self.sign_in_asked)
        session.changed.connect(self._on_change)
        navigator.page.connect(self.show_page)
        for signal, name in (
            (navigator.day, "schedule"),
            (navigator.find, "find"),
            (navigator.conflicts, "mine"),
            (navigator.resource, "inventory"),
        ):
            signal.connect(self.pages.asked(name, self.show_page))
        navigator.say.connect(self.say)

    def _recall(self, remembered: Mapping[str, Any]) -> None:
        """Be as at the last time; what makes no sense any more is passed over."""
        geometry = remembered.get("geometry")
        if not (
            isinstance(geometry, str)
            and self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))
        ):
            self.resize(1280, 800)
        self._wanted_site = str(remembered.get("site") or "")
        recent = remembered.get("recent")
        if isinstance(recent, list):
            self._recent = [key for key in recent if isinstance(key, str)]
        self.actions_["compact_rail"].setChecked(remembered.get("rail") == "compact")
        page = remembered.get("page")
        first = next(iter(self.pages), "")
        self._wanted_page = page if isinstance(page, str) and page in self.pages else first

    # --- pages -----------------------------------------------------------------------------------

    def show_page(self, name: str) -> None:
        """Bring a page to the front; one that this person does not have is left alone."""
        if name not in self.pages or not self.actions_[name].isVisible():
            return
        page = self.pages[name]
        self.actions_[name].setChecked(True)
        focus = QApplication.focusWidget()
        here = focus is None or self.stack.isAncestorOf(focus)
        self.stack.setCurrentWidget(page)
        if here:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.set_heading(page.title())
        self.setWindowTitle(page.title())
        self.remember.emit("page", name)

    def page(self) -> Page | None:
        """Return the page in front."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def say(self, message: Message) -> None:
        """Show a message at the foot of the page."""
        self.messages.say(message)

    def _shown_beside(self, op: str) -> bool:
        page = self.page()
        return page is not None and page.isVisible() and op.startswith(page.refusals)

    def _search_page(self) -> None:
        page = self.page()
        if page is not None:
            page.focus_search()

    def _today(self) -> None:
        self.navigator.day.emit(Day(self._date(self.zone())))

    def _date(self, zone: str) -> date:
        return self.session.local.now().astimezone(ZoneInfo(zone)).date()

    # --- sites and people ------------------------------------------------------------------------

    def zone(self) -> str:
        """Return the time zone on whose clocks the window itself shows instants."""
        sites = self._sites()
        chosen = [site for site in sites if site.code in self.top.sites.current]
        return next((site.timezone for site in (*chosen, *sites)), "UTC")

    def _sites(self) -> list[Site]:
        sites = self._catalogue.sites.values() if self._catalogue is not None else ()
        return sorted(sites, key=lambda site: (site.sort, site.code))

    def _on_sites(self, sites: tuple[str, ...]) -> None:
        self.pages.set_sites(sites)
        self.standing.set_zone(self.zone())
        self.remember.emit("site", sites[0] if sites else "")

    def _on_change(self, resources: frozenset[int] | None) -> None:
        if resources is None:
            self._read()

    def _read(self) -> None:
        """Take over what changed in the inventory and the people."""
        try:
            catalogue = self.session.local.visible()
        except BookingError as error:
            self.session.failed.emit(error)
            return
        if catalogue is self._catalogue:
            return
        self._catalogue = catalogue
        self._name_sites()
        self._show_person(catalogue.me())

    def _name_sites(self) -> None:
        self.top.sites.set_sites([(site.code, pick(site.name)) for site in self._sites()])
        if self._wanted_site and self._sites():
            self.top.sites.choose(self._wanted_site)
            self._wanted_site = ""
        self.standing.set_zone(self.zone())

    def _show_person(self, me: Person | None) -> None:
        catalogue = self._catalogue
        office = me is not None and any(me.administers(site.id) for site in self._sites())
        for place in self.pages.places.values():
            self.actions_[place.name].setVisible(office or not place.for_office)
        if me is not None and catalogue is not None:
            tenant = catalogue.tenants.get(me.tenant_id)
            zone = str(self.session.desktop.facts.facts.get("zone") or "")
            self.status.set_person(me.name, pick(tenant.name) if tenant else "", zone)
        visible = [name for name in self.pages if self.actions_[name].isVisible()]
        if self._wanted_page in visible:
            self.show_page(self._wanted_page)
        elif self.page_name() not in visible and visible:
            self.show_page(visible[0])
        if me is not None:
            self._wanted_page = ""

    def page_name(self) -> str:
        """Return the name of the page in front, "" where there is none."""
        page = self.page()
        return page.name if page is not None else ""

    # --- what lies over the window ---------------------------------------------------------------

    @property
    def caller(self) -> Caller:
        """What opens the palette; made when it is first wanted."""
        if self._caller is None:
            middle = self.centralWidget()
            caller: Caller = importlib.import_module("ui.window.calling").Caller(
                self.actions_, self.navigator, self._date, middle
            )
            caller.palette.recent = self._recent
            caller.called.connect(lambda recent: self.remember.emit("recent", recent))
            caller.person_wanted.connect(self._look_for)
            self._caller = caller
        return self._caller

    def _open_palette(self) -> None:
        self.caller.open(self._catalogue, self.zone())

    def _look_for(self, text: str) -> None:
        self.show_page("mine")
        page = self.page()
        if page is not None:
            page.look_for(text)

    def _show_shortcuts(self) -> None:
        dialog = importlib.import_module("ui.dialogs.shortcuts").ShortcutsDialog(
            self.actions_, self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _set_compact(self, compact: bool) -> None:
        self.remember.emit("rail", "compact" if compact else "wide")
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < NARROW
        self.rail.set_compact(narrow or self.actions_["compact_rail"].isChecked())
        self.top.set_narrow(narrow)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.menus.retranslate()
        page = self.page()
        if page is not None:
            self.top.set_heading(page.title())
            self.setWindowTitle(page.title())
        self._name_sites()
        if self._catalogue is not None:
            self._show_person(self._catalogue.me())

    # --- Qt's ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Qt's: the tip of an action stands in the status line."""
        if isinstance(event, QStatusTipEvent):
            self.status.show_tip(event.tip())
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.ActivationChange, QEvent.Type.WindowStateChange):
            self.watch.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's."""
        super().showEvent(event)
        self._fit()
        self.watch.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's."""
        super().hideEvent(event)
        self.watch.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's."""
        self.remember.emit("geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        self.messages.clear()
        self.teller.stop()
        super().closeEvent(event)
