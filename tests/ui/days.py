"""A small site and a day of it, made by hand, for what is drawn without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from booking.model import (
    Booking,
    BookingItem,
    BookingState,
    CalendarDay,
    Catalogue,
    Closure,
    DayClass,
    DayKind,
    Floor,
    HoursProfile,
    HoursRule,
    Interval,
    Names,
    Person,
    Policy,
    Resource,
    ResourceKind,
    Site,
    Window,
)
from booking.rules.daily import day_bounds
from booking.rules.interval import epoch
from booking.services.views import Cell, Picture, Projected, Standing
from ui.models.day import DayBook
from ui.models.facts import FactBook

ZONE = "Asia/Shanghai"
DAY = date(2026, 11, 25)
ME, COLLEAGUE = 1, 2
BOARD, SMALL, LARGE, BOTH, LAB = 11, 12, 13, 14, 15


def at(hour: int, minute: int = 0) -> datetime:
    """Return a wall time of the day in UTC."""
    midnight = datetime(DAY.year, DAY.month, DAY.day, tzinfo=ZoneInfo(ZONE))
    return (midnight + timedelta(hours=hour, minutes=minute)).astimezone(UTC)


def seconds(hour: int, minute: int = 0) -> int:
    """Return a wall time of the day as epoch seconds."""
    return epoch(at(hour, minute))


def catalogue(more: int = 0, *closures: Closure) -> Catalogue:
    """Return a site: a board room, two rooms, both combined, 8 benches, and `more` rooms."""
    hours = HoursProfile(
        1, "H", Names("Hours"), tuple(Window(DayClass(day), 540, 1080) for day in range(1, 6))
    )
    policy = Policy(
        id=1,
        code="P",
        version=1,
        name=Names("Policy"),
        hours_rule=HoursRule.WHOLE,
        start_step=30,
        grid_offset=0,
        length_step=30,
        min_length=30,
        max_length=240,
        notice_minutes=0,
        notice_working_days=0,
        horizon_days=60,
        buffer_before=0,
        buffer_after=15,
    )
    room = Resource(
        id=BOARD,
        code="A-1F-BOARD",
        site_id=1,
        kind=ResourceKind.ROOM,
        name=Names("Board room", "董事會議室", "董事会议室"),
        policy_id=1,
        hours_id=1,
        floor_id=1,
        capacity=20,
        features=("vc",),
    )
    rooms = [
        room,
        replace(room, id=SMALL, code="A-1F-S", name=Names("Small room", "小房間"), capacity=4),
        replace(room, id=LARGE, code="A-1F-T", name=Names("Large room", "大房間"), capacity=8),
        replace(
            room,
            id=BOTH,
            code="A-1F-X",
            name=Names("Both rooms"),
            parts=(SMALL, LARGE),
            capacity=12,
        ),
        replace(
            room,
            id=LAB,
            code="A-2F-LAB",
            kind=ResourceKind.LAB,
            name=Names("Chemistry lab", "化學實驗室", "化学实验室"),
            floor_id=2,
            units=8,
            unit_name=Names("bench", "實驗枱", "实验台"),
            features=(),
        ),
    ]
    rooms += [
        replace(room, id=100 + n, code=f"A-3F-{n:04}", name=Names(f"Room {n}"), floor_id=3)
        for n in range(more)
    ]
    names = ("Site", "Level 1", "Level 2", "Level 3")
    site = Site(1, "A", Names(names[0]), ZONE, "CN", "HK", opens_on=date(2020, 1, 1))
    people = [Person(ME, "Me", 1, me=True), Person(COLLEAGUE, "Colleague", 1)]
    return Catalogue(
        sites={1: site},
        floors={n: Floor(n, f"A-{n}F", 1, Names(names[n]), n) for n in (1, 2, 3)},
        hours={1: hours},
        policies={1: policy},
        resources={one.id: one for one in rooms},
        days={
            ("CN", date(2026, 10, 1)): CalendarDay(
                "CN", date(2026, 10, 1), DayKind.HOLIDAY, Names("National Day", "國慶節", "国庆节")
            ),
            ("HK", date(2026, 12, 25)): CalendarDay(
                "HK", date(2026, 12, 25), DayKind.HOLIDAY, Names("Christmas Day", "聖誕節")
            ),
        },
        closures={one.id: one for one in closures},
        people={one.id: one for one in people},
    )


def booked(
    resource: int,
    hours: tuple[float, float],
    title: str | None = "Meeting",
    *,
    whose: int = ME,
    quantity: int = 1,
    standing: Standing = Standing.CONFIRMED,
) -> Projected:
    """Return a booking of one item."""
    start, end = (at(0) + timedelta(hours=hour) for hour in hours)
    item = BookingItem(uuid4(), resource, Interval(start, end), quantity)
    booking = Booking(
        uuid4(), 1, whose, title, "", 2, title is None, BookingState.CONFIRMED, (item,), 1
    )
    return Projected(booking, standing, booking if standing is Standing.CONFIRMED else None)


def cells(
    found: Projected, leaves: Iterable[int], unit: int | None = 1, after: int = 15
) -> list[Cell]:
    """Return what a booking holds."""
    during = found.booking.items[0].during
    sure = found.standing
    return [
        Cell(leaf, unit, epoch(during.start), epoch(during.end), 0, after, found, sure)
        for leaf in leaves
    ]


def busy(leaf: int, hours: tuple[float, float], unit: int = 1) -> Cell:
    """Return a stretch that somebody else has."""
    start, end = (epoch(at(0) + timedelta(hours=hour)) for hour in hours)
    return Cell(leaf, unit, start, end, 0, 0, None, Standing.CONFIRMED)


def picture(known: Catalogue, drawn: Iterable[Cell], bookings: Iterable[Projected] = ()) -> Picture:
    """Return a picture of these cells."""
    return Picture(1, known, tuple(bookings), tuple(drawn))


def day_of(known: Catalogue, day: date = DAY) -> tuple[DayBook, FactBook]:
    """Return an empty day."""
    whole = day_bounds(known.sites[1], day)
    start, end = epoch(whole.start), epoch(whole.end)
    return DayBook(day, start, end, known), FactBook(known, day, start, end)


def closure(resource: int | None, hours: tuple[float, float], reason: str) -> Closure:
    """Return a closure."""
    start, end = (at(0) + timedelta(hours=hour) for hour in hours)
    return Closure(UUID(int=7), 1, resource, Interval(start, end), Names(reason))
