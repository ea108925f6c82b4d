"""The rules about when: opening date, hours, grid, length, notice, horizon.

They depend on a resource's site, policy and hours profile only (its `Terms`), so a search judges
each combination once, however many resources share it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from booking.model import Interval, Policy, Problem, Site
from booking.rules import codes
from booking.rules.hours import first_holiday, keeps_hours, nth_working_day_after
from booking.rules.index import Index, Terms
from booking.rules.interval import iso, local, local_date, round_up, zone

_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of time that is asked for.

    Attributes:
        during: the time itself.
        claimed_from: the earliest instant in it that is not held already, None if all of it is.
        at: the clock (the server's where it decides).
    """

    during: Interval
    claimed_from: datetime | None
    at: datetime


def claimed_from(during: Interval, held: Interval | None) -> datetime | None:
    """Return the earliest instant of `during` outside what is `held` already, None if there is
    none.

    What one holds anyway needs no notice: a booking may be shortened, or extended by an hour, when
    its start is closer than the notice that a new one would need.
    """
    if held is None or during.start < held.start or during.start >= held.end:
        return during.start
    return held.end if during.end > held.end else None


def opening_date(site: Site, when: When) -> tuple[Problem, ...]:
    """Check that the site is open at all by the local date of the start."""
    if site.opens_on is None:
        return (Problem(codes.NOT_OPEN_YET, {"opens_on": None}),)
    if local_date(zone(site.timezone), when.during.start) < site.opens_on:
        return (Problem(codes.NOT_OPEN_YET, {"opens_on": site.opens_on.isoformat()}),)
    return ()


def time_rules(index: Index, terms: Terms, when: When) -> tuple[Problem, ...]:
    """Check opening hours, grid, length, notice and horizon; problems in the order of the codes."""
    return (
        *_hours(index, terms, when.during),
        *_start_step(terms, when.during),
        *_length(terms.policy, when.during),
        *_notice(index, terms, when),
        *_horizon(terms, when),
    )


def _hours(index: Index, terms: Terms, during: Interval) -> tuple[Problem, ...]:
    rule = terms.policy.hours_rule
    if keeps_hours(rule, during, terms.site, lambda day: index.windows(terms, day)):
        return ()
    holiday = first_holiday(index.catalogue, terms.site, during)
    values = {"rule": rule.value, "holiday": holiday.isoformat() if holiday else None}
    return (Problem(codes.OUTSIDE_HOURS, values),)


def _start_step(terms: Terms, during: Interval) -> tuple[Problem, ...]:
    policy = terms.policy
    wall = local(zone(terms.site.timezone), during.start)
    seconds = wall.hour * 3600 + wall.minute * 60 + wall.second
    if (seconds - policy.grid_offset * 60) % (policy.start_step * 60) == 0:
        return ()
    return (Problem(codes.START_STEP, {"step": policy.start_step, "offset": policy.grid_offset}),)


def _length(policy: Policy, during: Interval) -> tuple[Problem, ...]:
    length = during.end - during.start
    found = []
    if length % (policy.length_step * _MINUTE):
        found.append(Problem(codes.LENGTH_STEP, {"step": policy.length_step}))
    if length < policy.min_length * _MINUTE:
        found.append(Problem(codes.TOO_SHORT, {"minimum": policy.min_length}))
    if length > policy.max_length * _MINUTE:
        found.append(Problem(codes.TOO_LONG, {"maximum": policy.max_length}))
    return tuple(found)


def _notice(index: Index, terms: Terms, when: When) -> tuple[Problem, ...]:
    policy, claimed = terms.policy, when.claimed_from
    # Without a notice the slot that is running may still be taken ("now" is never on the grid).
    slack = 0 if policy.notice_minutes or policy.notice_working_days else policy.start_step
    if when.during.end <= when.at or (claimed is not None and claimed + slack * _MINUTE <= when.at):
        return (Problem(codes.IN_PAST),)
    if claimed is None:
        return ()
    if policy.notice_minutes:
        return _notice_minutes(policy.notice_minutes, claimed, when.at)
    if policy.notice_working_days:
        return _notice_days(index, terms, claimed, when.at)
    return ()


def _notice_minutes(minutes: int, claimed: datetime, at: datetime) -> tuple[Problem, ...]:
    earliest = at + minutes * _MINUTE
    if claimed >= earliest:
        return ()
    values = {"minutes": minutes, "working_days": 0, "earliest": iso(round_up(earliest))}
    return (Problem(codes.SHORT_NOTICE, values),)


def _notice_days(
    index: Index, terms: Terms, claimed: datetime, at: datetime
) -> tuple[Problem, ...]:
    where = zone(terms.site.timezone)
    days = terms.policy.notice_working_days
    today = local_date(where, at)
    earliest = nth_working_day_after(index.catalogue, terms.site, today, days)
    if local_date(where, claimed) >= earliest:
        return ()
    values = {"minutes": 0, "working_days": days, "earliest": earliest.isoformat()}
    return (Problem(codes.SHORT_NOTICE, values),)


def _horizon(terms: Terms, when: When) -> tuple[Problem, ...]:
    where = zone(terms.site.timezone)
    days = terms.policy.horizon_days
    last = local_date(where, when.at) + timedelta(days=days)
    if local_date(where, when.during.start) <= last:
        return ()
    return (Problem(codes.BEYOND_HORIZON, {"days": days, "last": last.isoformat()}),)
