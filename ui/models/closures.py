"""Closures as a table: running, coming and past ones, with what waits on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QBrush

from booking.model import Catalogue, Names
from booking.services.drafts import draft_of
from booking.services.inventory import ClosureWish, closure_wish
from booking.services.views import FAILED, Act
from ui import format as shown
from ui import words
from ui.assets import icon
from ui.i18n import pick
from ui.theme import theme

AT: Final = QModelIndex()
ROW: Final = int(Qt.ItemDataRole.UserRole)
COLUMNS: Final = ("state", "where", "when", "length", "reason")


class Phase(StrEnum):
    """Where a closure stands in time."""

    RUNNING = "running"
    COMING = "coming"
    PAST = "past"


ORDER: Final = tuple(Phase)


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """One closure.

    Attributes:
        wish: as it will be once what waits is done; start and end are given.
        rev: revision that the cache has, 0 where there is none yet.
        waits: whether an act on it has no answer yet.
        lifting: whether that act lifts it.
        failed: the last act on it that failed and was not dismissed.
        ours: whether this person keeps the inventory of its site.
    """

    id: UUID
    wish: ClosureWish
    phase: Phase
    zone: str
    rev: int = 0
    waits: bool = False
    lifting: bool = False
    failed: Act | None = None
    ours: bool = False

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.wish.start or datetime.min.replace(tzinfo=UTC)

    @property
    def end(self) -> datetime:
        """When it ends."""
        return self.wish.end or datetime.min.replace(tzinfo=UTC)


def closure_rows(
    catalogue: Catalogue, acts: Sequence[Act], now: datetime
) -> tuple[ClosureRow, ...]:
    """Return what runs first, then what comes, by start, then what is over, the latest first.

    Args:
        acts: what waits and what failed undismissed, in order.
    """
    wishes = {key: closure_wish(catalogue, one) for key, one in catalogue.closures.items()}
    revs = {key: one.rev for key, one in catalogue.closures.items()}
    waiting: dict[UUID, bool] = {}
    failed: dict[UUID, Act] = {}
    for act in acts:
        if act.op not in ("closure_put", "closure_lift"):
            continue
        key, wish = UUID(act.subject), draft_of(act)
        if act.state in FAILED:
            failed[key] = act
        else:
            waiting[key] = act.op == "closure_lift"
        if isinstance(wish, ClosureWish) and (act.state not in FAILED or key not in wishes):
            wishes[key] = wish
    me = catalogue.me()
    sites = {one.code: one for one in catalogue.sites.values()}
    rows = []
    for key, wish in wishes.items():
        site = sites.get(wish.site)
        if site is None or wish.start is None or wish.end is None:
            continue
        rows.append(
            ClosureRow(
                key,
                wish,
                phase_of(wish.start, wish.end, now),
                site.timezone,
                revs.get(key, 0),
                key in waiting,
                waiting.get(key, False),
                failed.get(key),
                me is not None and me.administers(site.id),
            )
        )
    return tuple(sorted(rows, key=_place))


def phase_of(start: datetime, end: datetime, now: datetime) -> Phase:
    """Return whether a time runs now, comes, or is over."""
    if end <= now:
        return Phase.PAST
    return Phase.RUNNING if start <= now else Phase.COMING


def _place(row: ClosureRow) -> tuple[Any, ...]:
    seconds = row.start.timestamp()
    past = row.phase is Phase.PAST
    return (ORDER.index(row.phase), -seconds if past else seconds, str(row.id))


def where_text(wish: ClosureWish, catalogue: Catalogue) -> str:
    """Return what is closed: a resource with its code, or all of a site."""
    if wish.resource == "":
        return QCoreApplication.translate("closures", "Something that is not shown any more")
    if wish.resource is not None:
        return words.resource_name(wish.resource, catalogue)
    site = catalogue.site(wish.site)
    text = QCoreApplication.translate("closures", "All of {site}")
    return text.format(site=wish.site if site is None else pick(site.name))


def phase_text(phase: Phase) -> str:
    """Return "Running now", "Coming" or "Over"."""
    return {
        Phase.RUNNING: QCoreApplication.translate("closures", "Closed now"),
        Phase.COMING: QCoreApplication.translate("closures", "Coming"),
        Phase.PAST: QCoreApplication.translate("closures", "Over"),
    }[phase]


def standing(row: ClosureRow) -> str:
    """Return where a closure stands, or that a change of it waits or was refused."""
    if row.failed is not None:
        return words.act_state(row.failed.state)
    if row.lifting:
        return QCoreApplication.translate("closures", "Lifting, waits for confirmation")
    if row.waits:
        return QCoreApplication.translate("inventory", "Waiting for confirmation")
    return phase_text(row.phase)


def length_text(row: ClosureRow) -> str:
    """Return how long it lasts."""
    return shown.duration((row.end - row.start).total_seconds() / 60)


class ClosureModel(QAbstractTableModel):
    """The closures that are wanted; ROW gives the row itself."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._every: tuple[ClosureRow, ...] = ()
        self._rows: list[ClosureRow] = []
        self._sites: tuple[str, ...] = ()
        self._past = False
        self._order = (-1, Qt.SortOrder.AscendingOrder)
        self.catalogue: Catalogue | None = None

    def every(self) -> tuple[ClosureRow, ...]:
        """Return all rows, wanted or not."""
        return self._every

    def show(self, catalogue: Catalogue, rows: tuple[ClosureRow, ...]) -> None:
        """Show other rows."""
        self.catalogue = catalogue
        self._every = rows
        self._fill()

    def want(self, sites: tuple[str, ...], *, past: bool) -> None:
        """Show only those of some sites (codes, () for all), and only past ones, or only others."""
        if (sites, past) != (self._sites, self._past):
            self._sites, self._past = sites, past
            self._fill()

    def row(self, place: int) -> ClosureRow | None:
        """Return the row at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def find(self, key: UUID) -> int | None:
        """Return the place of a closure, None where it is not shown."""
        return next((n for n, row in enumerate(self._rows) if row.id == key), None)

    def count(self, *, past: bool) -> int:
        """Return how many there are at the wanted sites."""
        return sum(1 for _ in _wanted(self._every, self._sites, past))

    def retranslate(self) -> None:
        """Show everything in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt's."""
        self._order = (column, order)
        self._fill()

    def _fill(self) -> None:
        rows = list(_wanted(self._every, self._sites, self._past))
        column, order = self._order
        if 0 <= column < len(COLUMNS) and COLUMNS[column] != "state":
            name = COLUMNS[column]
            rows.sort(key=lambda row: self._sort_key(row, name))
        if order == Qt.SortOrder.DescendingOrder:
            rows.reverse()
        if [one.id for one in rows] == [one.id for one in self._rows]:
            if rows != self._rows:
                self._rows = rows
                last = self.index(len(rows) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def _sort_key(self, row: ClosureRow, name: str) -> tuple[Any, ...]:
        if name == "when":
            return (row.start, row.end)
        if name == "length":
            return (row.end - row.start, row.start)
        if name == "where":
            return (row.wish.site, row.wish.resource or "", row.start)
        return (pick(row.wish.reason).casefold(), row.start)

    # --- Qt's ------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = AT) -> int:
        """Qt's."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = AT) -> int:
        """Qt's."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt's."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None or self.catalogue is None:
            return None
        name = COLUMNS[index.column()]
        match role:
            case _ if role == ROW:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self._text(row, name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return shown.items([heading(name), self._text(row, name)])
            case Qt.ItemDataRole.DecorationRole if name == "state":
                return icon(*_sign(row))
            case Qt.ItemDataRole.ForegroundRole if row.failed is not None and name == "state":
                return QBrush(theme().color("danger"))
            case Qt.ItemDataRole.ForegroundRole if row.phase is Phase.PAST:
                return QBrush(theme().color("muted"))
        return None

    def _text(self, row: ClosureRow, name: str) -> str:
        assert self.catalogue is not None
        match name:
            case "state":
                return standing(row)
            case "where":
                return where_text(row.wish, self.catalogue)
            case "when":
                return shown.when(row.start, row.end, row.zone, self._now())
            case "length":
                return length_text(row)
        return pick(row.wish.reason)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Qt's."""
        across = orientation == Qt.Orientation.Horizontal
        if not across or role != Qt.ItemDataRole.DisplayRole or not 0 <= section < len(COLUMNS):
            return None
        return heading(COLUMNS[section])


def heading(name: str) -> str:
    """Return a column's name."""
    return {
        "state": QCoreApplication.translate("closures", "State"),
        "where": QCoreApplication.translate("closures", "What is closed"),
        "when": QCoreApplication.translate("closures", "When"),
        "length": QCoreApplication.translate("closures", "Length"),
        "reason": QCoreApplication.translate("closures", "Reason"),
    }[name]


def _wanted(rows: Iterable[ClosureRow], sites: Collection[str], past: bool) -> Iterable[ClosureRow]:
    return (
        row
        for row in rows
        if (row.phase is Phase.PAST) == past and (not sites or row.wish.site in sites)
    )


def _sign(row: ClosureRow) -> tuple[str, str]:
    if row.failed is not None:
        return ("conflict", "danger")
    if row.waits:
        return ("waiting", "accent")
    return {
        Phase.RUNNING: ("closures", "danger"),
        Phase.COMING: ("clock", "muted"),
        Phase.PAST: ("done", "muted"),
    }[row.phase]


USUAL_REASONS: Final = (
    Names("Maintenance", "維修保養", "维护保养"),
    Names("Cleaning", "清潔", "清洁"),
    Names("Power works", "電力工程", "电力检修"),
    Names("Event", "活動", "活动"),
    Names("Fire drill", "消防演習", "消防演练"),
    Names("Typhoon", "颱風", "台风"),
    Names("Rainstorm", "暴雨", "暴雨"),
    Names("Instrument fault", "儀器故障", "仪器故障"),
)
"""Reasons that come up again and again, written by hand in each language."""
