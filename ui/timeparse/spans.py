"""When something is, as people type it: 14:30-15:30, 2-4pm tomorrow, 明天下午2點至4點."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from booking.model import Interval
from ui.timeparse.clock import NOON, Clock, read_clock
from ui.timeparse.days import FIRST_YEAR, LAST_YEAR, read_date
from ui.timeparse.lengths import read_duration
from ui.timeparse.reading import LONGEST_TEXT, Parsed, Reason, Wrong, plain

_BETWEEN: Final = re.compile(r" ?(?:-| to |until|till|至|到) ?", re.ASCII)
_FOR: Final = re.compile(r" ?(?:for |\+|共|为期|,) ?", re.ASCII)
_GAP: Final = re.compile(" ")
_FROM: Final = re.compile(r"^(?:from |由|从)", re.ASCII)
_LONGEST_NIGHT: Final = 720
"""Minutes; a span over midnight without dates is no longer, else its ends are mixed up."""
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Point:
    """A time of the day, and the date where one is written beside it."""

    clock: Clock
    day: date | None


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a text is read against: today, the day without a date, the order of 3/12."""

    today: date
    day: date
    day_first: bool
    zone: str


def resolve(day: date, minute: int, zone: str) -> Parsed[datetime] | Wrong[datetime]:
    """Return the instant, in UTC, at which clocks of a zone show a minute (0 to 1440) of a day.

    Returns:
        Where clocks are set back and show it twice, the first, and the second as `other`. Where
        they are set forward over it, Wrong with the first instant after the gap.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Wrong(Reason.OUT_OF_RANGE)
    wall = datetime.combine(day, time.min, UTC) + minute * _MINUTE
    there = ZoneInfo(zone)
    first, second = (wall.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first.astimezone(there).replace(tzinfo=UTC) != wall:
        return Wrong(Reason.SKIPPED, _gap_end(second, first, there))
    return Parsed(first, second if second != first else None)


def _gap_end(before: datetime, after: datetime, there: ZoneInfo) -> datetime:
    """Return the instant between two at which clocks are set forward."""
    low, high = before, after
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(there).utcoffset() == after.astimezone(there).utcoffset():
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)


def parse_span(
    text: str,
    now: datetime,
    zone: str,
    *,
    day: date | None = None,
    length: int = 60,
    day_first: bool = True,
) -> Parsed[Interval] | Wrong[Interval]:
    """Return the interval, in UTC, that a text means.

    Args:
        text: as typed: "14:30-15:30", "2-4pm", "tomorrow 14:30", "2pm for 90 min".
        now: aware; says what today is.
        zone: on whose clocks.
        day: meant where the text names none; today if left out.
        length: in minutes, meant where the text names no end.
        day_first: as in `parse_date`.

    Returns:
        The interval; as `other` the second reading, for example 14:00–16:00 of "2-4".
    """
    if len(text) > LONGEST_TEXT:
        return Wrong(Reason.NOT_UNDERSTOOD)
    flat, frame = _FROM.sub("", plain(text)), _frame(now, zone, day, day_first)
    if not flat:
        return Wrong(Reason.EMPTY)
    wrong: Wrong[Interval] | None = None
    for found in _candidates(flat, length, frame):
        if isinstance(found, Parsed):
            return found
        if wrong is None or wrong.reason is Reason.NOT_UNDERSTOOD:
            wrong = found
    return wrong or Wrong(Reason.NOT_UNDERSTOOD)


def _candidates(
    flat: str, length: int, frame: _Frame
) -> Iterator[Parsed[Interval] | Wrong[Interval]]:
    """Yield what the text may be, likeliest first."""
    for left, right in _splits(flat, _BETWEEN):
        start, end = _point(left, frame), _point(right, frame)
        if isinstance(start, _Point) and isinstance(end, _Point):
            yield _between(start, end, frame)
    for at in (_FOR, _GAP):
        for left, right in _splits(flat, at):
            start, long = _point(left, frame), read_duration(right, bare=at is _FOR)
            if isinstance(start, _Point) and isinstance(long, Parsed):
                yield _lasting(start, long.value, frame)
    start = _point(flat, frame)
    yield _lasting(start, length, frame) if isinstance(start, _Point) else Wrong(start.reason)


def _splits(flat: str, at: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for found in at.finditer(flat):
        yield flat[: found.start()].strip(" ,"), flat[found.end() :].strip(" ,")


def _frame(now: datetime, zone: str, day: date | None, day_first: bool) -> _Frame:
    today = now.astimezone(ZoneInfo(zone)).date()
    return _Frame(today, day or today, day_first, zone)


def _point(text: str, frame: _Frame) -> _Point | Wrong[int]:
    """Return the time, with the date where there is one on either side of it."""
    clock = read_clock(text)
    if isinstance(clock, Clock):
        return _Point(clock, None)
    if isinstance(read_date(text, frame.today, day_first=frame.day_first), Parsed):
        return Wrong(Reason.NO_TIME)
    wrong = clock
    for place in _places(text):
        left, right = text[:place].strip(" ,"), text[place:].strip(" ,")
        for dated, timed in ((left, right), (right, left)):
            day = read_date(dated, frame.today, day_first=frame.day_first)
            if isinstance(day, Wrong):
                continue
            clock = read_clock(timed)
            if isinstance(clock, Clock):
                return _Point(clock, day.value)
            wrong = clock if clock.reason is not Reason.NOT_UNDERSTOOD else wrong
    return wrong


def _places(text: str) -> Iterator[int]:
    """Yield where a date may end and a time begin: at spaces and beside Chinese characters."""
    for place in range(1, len(text)):
        one, two = text[place - 1], text[place]
        if one in " ,)" or not one.isascii() or (not two.isascii() and one.isdigit()):
            yield place


def _between(start: _Point, end: _Point, frame: _Frame) -> Parsed[Interval] | Wrong[Interval]:
    first = start.day or end.day or frame.day
    last = end.day if start.day and end.day else first
    same = last == first
    begin, close = start.clock, end.clock
    if same and not begin.sure and close.sure:
        begin = _nearer(begin, close)
    if same and not close.sure and (begin.sure or close.minute <= begin.minute):
        close = _after(close, begin)
    found = _interval((first, begin), (last, close), frame, dated=end.day is not None)
    unsure = not start.clock.sure and not end.clock.sure and begin is start.clock
    if not (unsure and same and close is end.clock and isinstance(found, Parsed)):
        return found
    halves = (first, begin.later_half()), (last, close.later_half())
    later = _interval(*halves, frame, dated=True)
    return Parsed(found.value, later.value if isinstance(later, Parsed) else found.other)


def _nearer(begin: Clock, close: Clock) -> Clock:
    """Return the reading of "2" in "2-4pm" that is the last before the end."""
    later = begin.later_half()
    return later if later.minute < close.minute else begin


def _after(close: Clock, begin: Clock) -> Clock:
    """Return the reading of "4" in 下午2點至4點 that is the first after the start."""
    later = close.later_half()
    return close if close.minute > begin.minute or later.minute <= begin.minute else later


def _interval(
    start: tuple[date, Clock], end: tuple[date, Clock], frame: _Frame, *, dated: bool
) -> Parsed[Interval] | Wrong[Interval]:
    """Return the interval; an end before the start is meant for the day after, if it was not
    dated and the night is not too long.
    """
    (first, begin), (last, close) = start, end
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        return Wrong(Reason.OUT_OF_RANGE)
    if first == last and close.minute <= begin.minute:
        night = close.minute + 2 * NOON - begin.minute
        if dated or night > _LONGEST_NIGHT:
            return Wrong(Reason.END_BEFORE_START, _nearest(first, begin.minute, frame))
        last += timedelta(days=1)
    opens, closes = (
        resolve(first, begin.minute, frame.zone),
        resolve(last, close.minute, frame.zone),
    )
    for one in (opens, closes):
        if isinstance(one, Wrong):
            return Wrong(one.reason, _pair(_best(opens), _best(closes)))
    assert isinstance(opens, Parsed)
    assert isinstance(closes, Parsed)
    found = _pair(opens.value, closes.value)
    if found is None:
        return Wrong(Reason.END_BEFORE_START, _nearest(first, begin.minute, frame))
    other = _pair(opens.other or opens.value, closes.other or closes.value)
    return Parsed(found, None if other == found else other)


def _lasting(start: _Point, minutes: int, frame: _Frame) -> Parsed[Interval] | Wrong[Interval]:
    found = resolve(start.day or frame.day, start.clock.minute, frame.zone)
    if isinstance(found, Wrong):
        return Wrong(found.reason, _long(found.nearest, minutes))
    value = _long(found.value, minutes)
    if value is None:
        return Wrong(Reason.OUT_OF_RANGE)
    other = found.other
    if not start.clock.sure:
        later = resolve(start.day or frame.day, start.clock.later_half().minute, frame.zone)
        other = _best(later)
    return Parsed(value, _long(other, minutes))


def _best(found: Parsed[datetime] | Wrong[datetime]) -> datetime | None:
    return found.value if isinstance(found, Parsed) else found.nearest


def _pair(start: datetime | None, end: datetime | None) -> Interval | None:
    return None if start is None or end is None or end <= start else Interval(start, end)


def _long(start: datetime | None, minutes: int) -> Interval | None:
    return None if start is None or minutes < 1 else Interval(start, start + minutes * _MINUTE)


def _nearest(day: date, minute: int, frame: _Frame) -> Interval | None:
    """Return the hour from a start whose end was wrong."""
    return _long(_best(resolve(day, minute, frame.zone)), 60)
