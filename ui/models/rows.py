"""The rows of the schedule: which resources, in which groups, and where each line lies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from enum import Enum
from itertools import accumulate
from typing import Any, Final

from booking.model import Catalogue, Floor, Names, Resource, ResourceKind, ResourceState, Site
from ui.models.day import ALL_UNITS

MOST_PEOPLE: Final = 10_000


class Kind(Enum):
    """What a line is."""

    GROUP = 0
    RESOURCE = 1
    UNIT = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Resources of one floor of one site; `floor` None: those without a floor."""

    site: Site
    floor: Floor | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the grid.

    Attributes:
        group: index into `Lines.groups`.
        unit: ALL_UNITS but for units that were unfolded.
        folds: whether it can be unfolded, or is.
        open: it is unfolded.
    """

    kind: Kind
    group: int
    resource: Resource | None = None
    unit: int = ALL_UNITS
    folds: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Filters:
    """What is left of the rows.

    Attributes:
        text: in any language's name, code, or a feature's code.
        kind: of resources, "" for all.
        people: so many have room.
        features: all of these.
        free_now: only what is free at this moment.
        mine: only where one has a booking oneself on the day.
    """

    text: str = ""
    kind: str = ""
    people: int = 0
    features: frozenset[str] = frozenset()
    free_now: bool = False
    mine: bool = False

    @property
    def active(self) -> bool:
        """Whether anything is filtered."""
        return self != Filters()

    def as_json(self) -> dict[str, Any]:
        """Return what `of` reads."""
        return {**asdict(self), "features": sorted(self.features)}

    @classmethod
    def of(cls, value: object) -> Filters:
        """Return filters as they were kept; what cannot be read is left out."""
        kept = value if isinstance(value, dict) else {}
        plain = cls()
        good: dict[str, Any] = {
            one.name: kept[one.name]
            for one in fields(cls)
            if one.name != "features" and type(kept.get(one.name)) is type(getattr(plain, one.name))
        }
        if good.get("kind") not in ("", *ResourceKind):
            good.pop("kind", None)
        if not 0 <= good.get("people", 0) <= MOST_PEOPLE:
            good.pop("people")
        features = kept.get("features")
        if isinstance(features, list):
            good["features"] = frozenset(one for one in features if isinstance(one, str))
        return cls(**good)

    def keeps(self, resource: Resource, words: Callable[[Resource], str]) -> bool:
        """Whether a resource passes; `free_now` and `mine` aside, which need the occupation."""
        if self.kind and resource.kind != self.kind:
            return False
        if self.people and (resource.capacity is None or resource.capacity < self.people):
            return False
        if not self.features <= set(resource.features):
            return False
        text = words(resource) if self.text else ""
        return all(part in text for part in self.text.casefold().split())


def words_of(resource: Resource) -> str:
    """Return everything by which a resource is found, folded."""
    names: Iterable[Names] = (resource.name, resource.unit_name)
    texts = [text for one in names for text in (one.en, one.zh_hant, one.zh_hans)]
    return " ".join([resource.code, *texts, *resource.features, resource.lab_class]).casefold()


def shown(catalogue: Catalogue, sites: Sequence[str] = ()) -> list[Resource]:
    """Return the resources of the schedule in their order: by site, floor and code.

    Args:
        catalogue: all there is.
        sites: codes, () for all. What is retired is not shown.
    """

    def place(resource: Resource) -> tuple[int, int, int, int, str]:
        site = catalogue.sites[resource.site_id]
        floor = catalogue.floors.get(resource.floor_id or 0)
        sort = (0, floor.sort) if floor else (1, 0)
        return site.sort, site.id, *sort, resource.code

    found = (
        one
        for one in catalogue.resources.values()
        if one.state is not ResourceState.RETIRED
        and (site := catalogue.sites.get(one.site_id)) is not None
        and (not sites or site.code in sites)
    )
    return sorted(found, key=place)


class Lines:
    """All lines with their places, in pixels from the top of the first.

    Attributes:
        lines: from the top.
        groups: as `Line.group` names them.
        height: of all.
    """

    def __init__(
        self, lines: Sequence[Line], groups: Sequence[Group], heights: Mapping[Kind, int]
    ) -> None:
        self.lines = tuple(lines)
        self.groups = tuple(groups)
        self.heights = dict(heights)
        self._tops = [0, *accumulate(heights[line.kind] for line in self.lines)]
        self.height = self._tops[-1]
        self._of = {
            (line.resource.id, line.unit): n for n, line in enumerate(self.lines) if line.resource
        }

    def __len__(self) -> int:
        return len(self.lines)

    def top(self, index: int) -> int:
        """Return where a line begins; of the line after the last, where it ends."""
        return self._tops[index]

    def at(self, y: int) -> int | None:
        """Return the line at a place, None above the first and below the last."""
        if not 0 <= y < self.height:
            return None
        return bisect_right(self._tops, y) - 1

    def within(self, top: int, bottom: int) -> range:
        """Return the lines that reach into `[top, bottom)`."""
        if not self.lines or bottom <= 0 or top >= self.height:
            return range(0)
        first = bisect_right(self._tops, max(0, top)) - 1
        last = bisect_right(self._tops, min(bottom, self.height) - 1) - 1
        return range(first, last + 1)

    def find(self, resource: int, unit: int = ALL_UNITS) -> int | None:
        """Return a resource's line, or a unit's; None where it is not shown."""
        return self._of.get((resource, unit))

    def of_resource(self, resource: int) -> range:
        """Return a resource's lines, its units' included."""
        first = self.find(resource)
        if first is None:
            return range(0)
        last = first + 1
        while last < len(self.lines) and self.lines[last].kind is Kind.UNIT:
            last += 1
        return range(first, last)

    def step(self, index: int, by: int) -> int | None:
        """Return the next line that has a resource, `by` 1 down or -1 up; None at the end."""
        index += by
        while 0 <= index < len(self.lines):
            if self.lines[index].resource is not None:
                return index
            index += by
        return None


def lines_of(
    catalogue: Catalogue,
    resources: Iterable[Resource],
    unfolded: Collection[int],
    heights: Mapping[Kind, int],
) -> Lines:
    """Lay out resources, which come in their order.

    The first group has no line of its own: the grid always shows the group of its topmost line.

    Args:
        unfolded: ids of resources of which each unit has a line.
        heights: in pixels, by kind.
    """
    groups: list[Group] = []
    lines: list[Line] = []
    last: tuple[int, int | None] | None = None
    for one in resources:
        place = (one.site_id, one.floor_id)
        if place != last:
            last = place
            groups.append(
                Group(catalogue.sites[one.site_id], catalogue.floors.get(one.floor_id or 0))
            )
            if len(groups) > 1:
                lines.append(Line(Kind.GROUP, len(groups) - 1))
        number = len(groups) - 1
        folds = one.units > 1 and not one.parts
        is_open = folds and one.id in unfolded
        lines.append(Line(Kind.RESOURCE, number, one, ALL_UNITS, folds, is_open))
        if is_open:
            lines += (Line(Kind.UNIT, number, one, unit) for unit in range(1, one.units + 1))
    return Lines(lines, groups, heights)
