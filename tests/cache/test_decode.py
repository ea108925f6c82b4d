"""The server's JSON becomes the model's rows."""

from __future__ import annotations

import json
import logging
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from booking.cache import decode
from booking.model import (
    CalendarDay,
    DayClass,
    DayKind,
    Grant,
    HoursRule,
    Interval,
    Names,
    ResourceKind,
    ResourceState,
    Role,
    Window,
)
from tests.cache.kit import HOUR, NOON, resource

KEY = uuid4()
BODIES: list[tuple[str, dict[str, Any]]] = [
    (
        "day",
        {
            "calendar": "CN",
            "day": "2026-02-14",
            "kind": "workday",
            "name": {"en": "Make-up day"},
            "provisional": True,
            "source": "notice",
        },
    ),
    ("hours", {"id": 1, "code": "H", "name": {}, "windows": [[1, 480, 1320], [8, 0, 2880]]}),
    (
        "policy",
        {
            "id": 2,
            "code": "P",
            "version": 3,
            "name": {"zh_hans": "甲"},
            "hours_rule": "ends",
            "start_step": 30,
            "grid_offset": 0,
            "length_step": 15,
            "min_length": 15,
            "max_length": 480,
            "notice_minutes": 0,
            "notice_working_days": 1,
            "horizon_days": 90,
            "buffer_before": 5,
            "buffer_after": 10,
            "approval_over": None,
            "inductions": ["A"],
            "needs": ["form"],
            "check_in": 15,
            "free_cancel": 60,
            "new_field_of_a_newer_server": 1,
        },
    ),
    (
        "site",
        {
            "id": 1,
            "code": "S",
            "name": {"en": "Site"},
            "timezone": "Asia/Hong_Kong",
            "calendar": "HK",
            "opens_on": "2026-07-01",
        },
    ),
    ("floor", {"id": 4, "code": "F", "site_id": 1, "name": {"en": "1/F"}, "sort": 2}),
    (
        "resource",
        resource(
            7,
            kind="equipment",
            parts=[8, 9],
            features=["hood"],
            state="out_of_service",
            classes=["sme"],
            located_in=3,
        ),
    ),
    (
        "closure",
        {
            "id": str(KEY),
            "site_id": 1,
            "resource_id": None,
            "starts": int(NOON.timestamp()),
            "ends": int((NOON + HOUR).timestamp()),
            "reason": {"en": "Typhoon"},
            "rev": 2,
        },
    ),
    ("tenant", {"id": 5, "code": "T", "name": {"en": "Ten"}, "tenant_class": "sme"}),
    (
        "person",
        {
            "id": 6,
            "name": "Chan",
            "tenant_id": 5,
            "language": "zh_hant",
            "me": True,
            "grants": [{"role": "site_admin", "site_id": 1, "resource_id": None}],
        },
    ),
]


def rows(*extra: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Return every body as the cache stores it."""
    return [(kind, str(n), json.dumps(body)) for n, (kind, body) in enumerate(BODIES)] + [*extra]


def test_every_kind() -> None:
    found = decode.catalogue(rows())
    assert found.days["CN", date(2026, 2, 14)] == CalendarDay(
        "CN", date(2026, 2, 14), DayKind.WORKDAY, Names("Make-up day"), True, "notice"
    )
    windows = (Window(DayClass.MON, 480, 1320), Window(DayClass.HOLIDAY, 0, 2880))
    assert found.hours[1].windows == windows
    policy = found.policies[2]
    assert policy.hours_rule is HoursRule.ENDS
    assert (policy.inductions, policy.needs, policy.check_in) == (("A",), ("form",), 15)
    assert policy.name == Names(zh_hans="甲")
    assert found.sites[1].opens_on == date(2026, 7, 1)
    assert found.floors[4].name == Names("1/F")
    room = found.resources[7]
    assert (room.kind, room.state) == (ResourceKind.EQUIPMENT, ResourceState.OUT_OF_SERVICE)
    assert (room.parts, room.features, room.classes) == ((8, 9), ("hood",), ("sme",))
    assert found.closures[KEY].during == Interval(NOON, NOON + HOUR)
    assert found.closures[KEY].rev == 2
    assert found.tenants[5].name.en == "Ten"
    owner = found.me()
    assert owner is not None
    assert owner.grants == (Grant(Role.SITE_ADMIN, 1, None),)
    assert owner.administers(1)


@pytest.mark.parametrize(
    "row",
    [
        ("robot", "1", "{}"),
        ("resource", "9", json.dumps(resource(9, kind="spaceship"))),
        ("site", "2", '{"id": 2}'),
        ("floor", "2", "not json"),
        ("closure", "2", '{"id": "x"}'),
    ],
)
def test_what_a_newer_server_sends_is_left_out(
    row: tuple[str, str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        found = decode.catalogue(rows(row))
    assert found == decode.catalogue(rows())
    assert f"{row[0]} {row[1]}" in caplog.text
