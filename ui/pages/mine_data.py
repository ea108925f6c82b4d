"""What the list of bookings reads: one's own or one's organisation's, sorted for showing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from booking.model import Catalogue
from booking.services.listing import Listed
from ui.models.bookings import Entry, Gatherer, Section, resources_of
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Found:
    """Bookings of one reading, in the order of the list; `me` is the person whose desk it is."""

    catalogue: Catalogue
    me: int
    entries: tuple[Entry, ...]


class MineReader(QObject):
    """Reads off the GUI thread; only the newest reading is told of.

    Attributes:
        read: (Found)
        failed: (Exception)
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._gatherer = Gatherer()
        self._serial = 0

    def ask(self, *, ours: bool, past: bool) -> None:
        """Read anew: of the organisation or one's own, with what is over or without."""
        self._serial += 1
        work = partial(self._work, self._serial, ours=ours, past=past)
        self._session.read(work, self._on_read, self._on_error)

    def _work(self, serial: int, *, ours: bool, past: bool) -> tuple[int, Found] | None:
        """Read and sort, on the thread of the desk."""
        if serial != self._serial:
            return None
        listing, local = self._session.listing, self._session.local
        listed: Listed = listing.ours(past=past) if ours else listing.mine(past=past)
        catalogue = local.catalogue()
        entries = self._gatherer.entries(listed.bookings, catalogue, local.now())
        return serial, Found(catalogue, local.me().id, tuple(entries))

    def _on_read(self, answer: tuple[int, Found] | None) -> None:
        if answer is not None and answer[0] == self._serial:
            self.read.emit(answer[1])

    def _on_error(self, error: Exception) -> None:
        self.failed.emit(error)


def at_sites(
    entries: Sequence[Entry], catalogue: Catalogue, sites: Sequence[str]
) -> Sequence[Entry]:
    """Return what is at these sites (codes), () for all; what needs attention wherever it is."""
    if not sites:
        return entries
    keys = {site.id for site in catalogue.sites.values() if site.code in sites}
    return [
        one
        for one in entries
        if one.section is Section.ATTENTION
        or any(found.site_id in keys for found in resources_of(one.booking, catalogue))
    ]
