"""What a search found, as rows: what can be booked, and what nearly can with the reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from booking.model import Catalogue, Floor, Problem, Resource, ResourceKind, Site
from booking.rules.finder import NearMiss
from booking.services.refusal import ItemOffer
from ui import format as shown
from ui import words
from ui.i18n import pick
from ui.models.cards import Button, Card, Drawn, Heading, Row, Sign
from ui.models.matching import Entry, Index
from ui.models.reading import normal
from ui.models.wanted import Asked, Wanted

BOOK, SHOW = "book", "show"
OFFER = "offer"
"""Keys of a card's buttons; those of offers are "offer0", "offer1" ..."""
_SOME: Final = 5
_NUMBER: Final = re.compile(r"(?<=[^\x00-\x7f])(?=\d)|(?<=\d)(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class Finding:
    """One resource that can be booked. `elsewhere`: at a site that nobody asked for."""

    resource: Resource
    wanted: Wanted
    asked: Asked
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Miss:
    """One resource that nearly can be booked. `offers` None: not looked for yet."""

    near: NearMiss
    wanted: Wanted
    asked: Asked
    offers: tuple[ItemOffer, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for one question.

    Attributes:
        found: best fit first; `elsewhere`: at other sites than asked for.
        unknown: words that nothing is called by, and that were passed over.
        problem: the time cannot be looked for at all.
    """

    wanted: Wanted
    asked: Asked
    found: tuple[Finding, ...] = ()
    elsewhere: tuple[Finding, ...] = ()
    near: tuple[Miss, ...] = ()
    unknown: str = ""
    problem: Problem | None = None


def index_of(catalogue: Catalogue) -> Index:
    """Return all resources by what they are called in any language, and by code."""
    return Index(_entry(one) for one in catalogue.resources.values() if one.bookable)


def _entry(resource: Resource) -> Entry:
    names = [n for n in (resource.name.en, resource.name.zh_hant, resource.name.zh_hans) if n]
    # Beside what it is called, the form with plain digits: a line is read in that form.
    texts = (*names, resource.code, *(normal(name) for name in names))
    return Entry(resource.code, "resource", names[0] if names else resource.code, texts, _nothing)


def _nothing() -> None:
    """Rows of a search are not called up."""


def called(index: Index, text: str) -> frozenset[str] | None:
    """Return the codes of what is called so, None where nothing is or nobody asked."""
    if not text:
        return None
    # 会议室102 is called "102 会议室" as well.
    apart = _NUMBER.sub(" ", text)
    found = index.look_up(text, limit=len(index)) or index.look_up(apart, limit=len(index))
    return frozenset(entry.key for entry in found) or None


def rows(answer: Answer) -> list[Row]:
    """Return what a list of cards shows."""
    found = [Row(("found", one.resource.code), one) for one in answer.found]
    groups: list[tuple[str, list[Row]]] = [
        ("found", found),
        ("elsewhere", [Row(("elsewhere", one.resource.code), one) for one in answer.elsewhere]),
        ("near", [Row(("near", one.near.resource.code), one) for one in answer.near]),
    ]
    made: list[Row] = []
    for name, group in groups:
        if group:
            made += [Row(name, (name, len(group), answer.asked), heading=True), *group]
    return made


class Painter:
    """Draws the rows of a search in the language shown."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __call__(self, row: Row) -> Drawn:
        """Return the card or heading of a row."""
        if isinstance(row.value, Finding):
            return self._found(row.value)
        if isinstance(row.value, Miss):
            return self._missed(row.value)
        return self._heading(*row.value)

    def _heading(self, name: str, count: int, asked: Asked) -> Heading:
        when = shown.when(asked.during.start, asked.during.end, asked.zone)
        if name == "found":
            text = QCoreApplication.translate("Findings", "%n can be booked", "", count)
            return Heading(text, when, large=True)
        if name == "elsewhere":
            text = QCoreApplication.translate("Findings", "At another site")
            return Heading(text, when, large=True)
        text = QCoreApplication.translate("Findings", "Nearly")
        detail = QCoreApplication.translate("Findings", "What stands in the way, and what would do")
        return Heading(text, detail, large=True)

    def _found(self, one: Finding) -> Card:
        resource = one.resource
        book = QCoreApplication.translate("Findings", "Book")
        return Card(
            pick(resource.name),
            resource.code,
            icon=_ICONS[resource.kind],
            line=self.place(resource),
            signs=(*self._why(one), *self._beside(one)),
            aside=cost(resource, one.asked.length),
            buttons=(Button(BOOK, book, kind="primary"), self._show()),
            more=QCoreApplication.translate(
                "Findings", "Enter books, Ctrl+Enter shows it in the schedule"
            ),
        )

    def _missed(self, one: Miss) -> Card:
        resource = one.near.resource
        return Card(
            pick(resource.name),
            resource.code,
            icon=_ICONS[resource.kind],
            line=self.place(resource),
            note=Sign("warning", self.reasons(one.near, one.asked.zone), "warning"),
            aside=cost(resource, one.asked.length),
            buttons=(self._show(),),
            offers=tuple(
                Button(
                    f"{OFFER}{n}",
                    words.offer(offer, self.catalogue, resource.site_id),
                    "clock" if offer.offer.resource_code == resource.code else "room",
                    "offer",
                )
                for n, offer in enumerate(one.offers or ())
            ),
        )

    @staticmethod
    def _show() -> Button:
        tip = QCoreApplication.translate("Findings", "Show in schedule (Ctrl+Enter)")
        return Button(SHOW, "", "schedule", "quiet", tip)

    def place(self, resource: Resource) -> str:
        """Return where a resource is: "Joint Office · 2/F"."""
        site: Site | None = self.catalogue.sites.get(resource.site_id)
        floor: Floor | None = self.catalogue.floors.get(resource.floor_id or 0)
        parts = [pick(one.name) for one in (site, floor) if one is not None]
        return " \N{MIDDLE DOT} ".join(part for part in parts if part)

    def _why(self, one: Finding) -> list[Sign]:
        """Return why it fits: what was asked for and is there."""
        resource, wanted = one.resource, one.wanted
        signs = []
        count = resource.capacity
        if count is not None:
            # A name for the count: lupdate overlooks a plural whose count is an expression.
            seats = QCoreApplication.translate("Findings", "%n seat(s)", "", count)
            asked = wanted.people is not None
            signs.append(Sign("check" if asked else "people", seats, "ok" if asked else "muted"))
        elif resource.units > 1:
            signs.append(Sign("equipment", words.units(resource, resource.units), "muted"))
        have = [code for code in wanted.features if code in resource.features]
        signs += [Sign("check", words.feature(code), "ok") for code in have]
        return signs

    @staticmethod
    def _beside(one: Finding) -> list[Sign]:
        """Return what it has beside, as one muted text."""
        others = [code for code in one.resource.features if code not in one.wanted.features]
        if not others:
            return []
        text = shown.items([words.feature(code) for code in others[:_SOME]])
        return [Sign("", text, "muted")]

    def reasons(self, near: NearMiss, zone: str) -> str:
        """Return everything that speaks against a resource, in words."""
        said = [words.problem(one, zone, self.catalogue) for one in near.problems]
        if near.missing:
            missing = shown.items([words.feature(code) for code in near.missing])
            text = QCoreApplication.translate("Findings", "Does not have: {features}.")
            said.append(text.format(features=missing))
        return shown.sentences(said)


def cost(resource: Resource, minutes: int) -> tuple[str, str]:
    """Return what a time costs before any concession, and the rate; one text where it is free."""
    if not resource.rate_fen:
        return "", words.rate(resource)
    if resource.rate_unit == "unit_day":
        return words.rate(resource), ""
    return shown.money(round(resource.rate_fen * minutes / 60)), words.rate(resource)


def missed(near: Iterable[NearMiss], wanted: Wanted, asked: Asked) -> tuple[Miss, ...]:
    """Return near misses before anybody has looked for offers."""
    return tuple(Miss(one, wanted, asked) for one in near)


def with_offers(misses: Sequence[Miss], code: str, offers: tuple[ItemOffer, ...]) -> list[Miss]:
    """Return the misses with what could be had instead of one of them."""
    return [
        Miss(one.near, one.wanted, one.asked, offers) if one.near.resource.code == code else one
        for one in misses
    ]


_ICONS = {
    ResourceKind.ROOM: "room",
    ResourceKind.LAB: "lab",
    ResourceKind.EQUIPMENT: "equipment",
}
