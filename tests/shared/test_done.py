"""Which of somebody's acts took effect: asked after a recovery, and told about his own alone."""

from __future__ import annotations

import json
from uuid import UUID

from booking.ids import uuid7
from booking.sync.lost import BATCH
from tests.zones import Desk, Zone, at, iso, open_day

DAY = open_day()


def _done(desk: Desk, *acts: UUID) -> set[UUID]:
    question = json.dumps({"acts": [str(act) for act in acts]})
    ((answer,),) = desk.rows("select api.ask('done', %s)", question)
    assert answer["ok"], answer
    return {UUID(act) for act in answer["acts"]}


def _book(desk: Desk, hour: int) -> UUID:
    act = uuid7()
    times = {"from": iso(at(DAY, hour)), "to": iso(at(DAY, hour + 1))}
    item = {"item": str(uuid7()), "resource": "JO-1F-MR01", **times}
    args = {"booking": str(uuid7()), "title": "Talk", "people": 1, "items": [item]}
    desk.submit("book", args, act)
    return act


def test_what_took_effect_and_nothing_else(zone: Zone) -> None:
    desk, other = zone.desk("photon.one"), zone.desk("biotech.one")
    first, second = _book(desk, 9), _book(desk, 10)
    refused, theirs, unknown = _book(desk, 10), _book(other, 11), uuid7()
    assert _done(desk, first, second, refused, theirs, unknown) == {first, second}
    assert _done(desk, first) == {first}
    assert _done(desk) == set()
    assert _done(other, first, second, theirs) == {theirs}


def test_as_many_as_a_desktop_asks_about_at_once(zone: Zone) -> None:
    desk = zone.desk("photon.one")
    act = _book(desk, 9)
    assert _done(desk, act, *(uuid7() for _ in range(BATCH - 1))) == {act}
