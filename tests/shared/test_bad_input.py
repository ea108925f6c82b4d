"""Bad input at every door: a code, nothing stored, the connection usable, no internal error."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.ids import uuid7
from booking.rules import codes
from booking.shared.embedded import EmbeddedServer
from tests.zones import Desk, Zone, at, fresh_zone, iso, open_day

ROOM = "JO-1F-MR01"
DAY = open_day()
NINE, TEN, ELEVEN = iso(at(DAY, 9)), iso(at(DAY, 10)), iso(at(DAY, 11))
Document = dict[str, Any]
KEPT = ("booking", "booking_item", "allocation", "mutation", "event", "resource", "closure")


class Ground:
    """A zone with one booking and one closure; tells whether anything was stored meanwhile."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.member, self.office = zone.desk("photon.one"), zone.desk("joint.admin")
        self.stranger = zone.desk("biotech.one")
        self._owner = zone.owner()
        self.booking, self.item, self.closure = str(uuid7()), str(uuid7()), str(uuid7())
        item = {"item": self.item, "resource": ROOM, "from": NINE, "to": TEN}
        book = {"booking": self.booking, "title": "First", "people": 2, "items": [item]}
        self.used = uuid7()
        assert self.member.submit("book", book, self.used)["ok"]
        closure = self.valid("closure_put") | {"closure": self.closure}
        assert self.office.submit("closure_put", closure)["ok"]

    def state(self) -> list[tuple[Any, ...]]:
        """Row counts and the zone's counter."""
        counts = ", ".join(f"(select count(*) from app.{table})" for table in KEPT)
        return self._owner.execute(f"select seq, event, {counts} from app.head").fetchall()

    def valid(self, op: str) -> Document:
        """A document that the server would take."""
        times = {"from": TEN, "to": ELEVEN}
        subject = {"booking": self.booking, "expects": 1}
        item = {"item": str(uuid7()), "resource": ROOM, **times, "quantity": 1}
        names = {"en": "Name", "zh_hant": "", "zh_hans": ""}
        resource = {
            "code": "NEW-1",
            "site": "JO",
            "kind": "room",
            "name": names,
            "policy": "MR-S",
            "hours": "JO-ROOMS",
            "floor": None,
            "located_in": None,
            "description": names,
            "capacity": 4,
            "area_m2": 20,
            "units": 1,
            "unit_name": {},
            "parts": [],
            "features": ["screen"],
            "lab_class": "",
            "mode": "",
            "rate_fen": 0,
            "rate_unit": "hour",
            "state": "in_service",
            "bookable": True,
            "classes": None,
        }
        documents: dict[str, Document] = {
            "book": {
                "booking": str(uuid7()),
                "title": "T",
                "notes": "n\n\tm",
                "people": 2,
                "private": False,
                "items": [item],
            },
            "move": subject
            | {"item": self.item, "resource": ROOM, **times, "quantity": 1, "people": 3},
            "resize": subject | {"item": self.item, "from": NINE, "to": ELEVEN},
            "edit": subject | {"title": "T", "notes": "", "people": 2, "private": True},
            "cancel": dict(subject),
            "item_add": subject | item | {"resource": "JO-1F-MR02"},
            "item_drop": subject | {"item": self.item},
            "resource_put": {"expects": None, "resource": resource},
            "resource_retire": {"resource": "JO-1F-MR02", "expects": 1},
            "closure_put": {
                "closure": str(uuid7()),
                "expects": None,
                "site": "JO",
                "resource": "JO-2F-MR05",
                **times,
                "reason": names,
            },
            "closure_lift": {"closure": self.closure, "expects": 1},
        }
        return documents[op]

    def desk_for(self, op: str) -> Desk:
        """Who may do it."""
        return self.office if op.startswith(("resource", "closure")) else self.member

    def refuse(self, op: str, args: object, mutation: UUID | None = None) -> str:
        """Send what must be answered with a code and leave nothing behind; returns the code."""
        before = self.state()
        desk = self.desk_for(op)
        answer = desk.submit(op, args, mutation)
        assert answer["ok"] is False, answer
        assert answer["code"] in codes.MEANINGS, answer
        assert answer["problems"][0]["code"] == answer["code"]
        assert self.state() == before
        assert desk.rows("select 1") == [(1,)]
        return str(answer["code"])


@pytest.fixture(scope="module")
def ground(pg_server: EmbeddedServer, sample_template: str) -> Iterator[Ground]:
    with fresh_zone(pg_server, sample_template) as zone:
        yield Ground(zone)


OPERATIONS = (
    "book",
    "move",
    "resize",
    "edit",
    "cancel",
    "item_add",
    "resource_put",
    "resource_retire",
    "closure_put",
    "closure_lift",
)


@pytest.mark.parametrize("op", OPERATIONS)
def test_the_documents_that_are_spoilt_below_are_good(zone: Zone, op: str) -> None:
    ground = Ground(zone)
    answer = ground.desk_for(op).submit(op, ground.valid(op))
    assert answer["ok"], answer


# --------------------------------------------------------------------------------------- times

BAD_TIMES = [
    "2026-13-01T10:00:00Z",
    "2026-02-30T10:00:00Z",
    "2027-02-29T10:00:00Z",
    "2100-02-29T10:00:00Z",
    "2026-04-31T10:00:00Z",
    "2027-01-12T24:00:00Z",
    "2027-01-12T10:60:00Z",
    "2026-12-31T23:59:60Z",
    "2027-01-12T10:00:00",
    "2027-01-12 10:00:00Z",
    "2027-01-12T10:00:00+00:00",
    "2027-01-12T18:00:00+08:00",
    "2027-01-12T10:00Z",
    "2027-01-12T10:00:00.5Z",
    "2027-01-12T10:00:00z",
    "2027-01-12",
    "20270112T100000Z",
    "1999-12-31T23:59:59Z",
    "2200-01-01T00:00:00Z",
    "10000-01-01T00:00:00Z",
    "-2027-01-12T10:00:00Z",
    "infinity",
    "-infinity",
    "now",
    "today",
    "tomorrow",
    "epoch",
    "allballs",
    "",
    " 2027-01-12T10:00:00Z",
    "2027-01-12T10:00:00Z\n",
    "２０２７-01-12T10:00:00Z",
    "2027-01-12T10:00:00Z'; drop table app.booking; --",
    "x" * 9000,
    5,
    1800000000,
    True,
    None,
    [],
    {},
    ["2027-01-12T10:00:00Z"],
]


@pytest.mark.parametrize("op", ["book", "move", "resize", "item_add", "closure_put"])
@pytest.mark.parametrize("key", ["from", "to"])
@pytest.mark.parametrize("bad", BAD_TIMES, ids=lambda bad: repr(bad)[:40])
def test_times_that_are_none(ground: Ground, op: str, key: str, bad: object) -> None:
    document = ground.valid(op)
    (document["items"][0] if op == "book" else document)[key] = bad
    if op == "resize" and bad is None:
        return  # keeps the present time
    assert ground.refuse(op, document) == "bad_time" if bad is not None else "bad_request"


@pytest.mark.parametrize("op", ["book", "move", "resize", "item_add", "closure_put"])
@pytest.mark.parametrize(
    ("start", "end"),
    [
        (TEN, TEN),
        (TEN, NINE),
        (ELEVEN, "2000-01-01T00:00:00Z"),
        ("2000-01-01T00:00:00Z", "2199-12-31T23:59:59Z"),
        (TEN, iso(at(DAY, 10) + timedelta(days=400, seconds=1))),
    ],
)
def test_ends_before_its_start_or_never(ground: Ground, op: str, start: str, end: str) -> None:
    document = ground.valid(op)
    (document["items"][0] if op == "book" else document).update({"from": start, "to": end})
    assert ground.refuse(op, document) == "bad_time"


@pytest.mark.parametrize(
    "change", [{"from": TEN}, {"from": ELEVEN}, {"to": NINE}, {"to": "2000-01-01T00:00:00Z"}]
)
def test_a_resize_that_turns_the_booking_round(ground: Ground, change: Document) -> None:
    assert (
        ground.refuse("resize", {"booking": ground.booking, "expects": 1, **change}) == "bad_time"
    )


def test_a_resize_over_more_than_400_days(ground: Ground) -> None:
    far = {"to": iso(at(DAY, 9) + timedelta(days=401))}
    assert ground.refuse("resize", {"booking": ground.booking, "expects": 1, **far}) == "bad_time"


# --------------------------------------------------------------------------------------- texts

BAD_TITLES = [
    "",
    "   ",
    "x" * 201,
    "字" * 201,
    "a\nb",
    "a\tb",
    "a\rb",
    "bell\u0007",
    "escape\u001b[31m",
    "delete\u007f",
    "next line\u0085",
    "control sequence introducer\u009b",
]


@pytest.mark.parametrize("op", ["book", "edit"])
@pytest.mark.parametrize("bad", BAD_TITLES, ids=lambda bad: repr(bad)[:30])
def test_titles_that_are_none(ground: Ground, op: str, bad: str) -> None:
    assert ground.refuse(op, ground.valid(op) | {"title": bad}) == "bad_text"


@pytest.mark.parametrize("bad", ["x" * 2001, "a\u0000b", "a\u0008", "a\u000b", "a\r\n", "\u0080"])
def test_notes_that_are_none(ground: Ground, bad: str) -> None:
    for op in ("book", "edit"):
        assert ground.refuse(op, ground.valid(op) | {"notes": bad}) in ("bad_text", "bad_request")


@pytest.mark.parametrize("bad", ["x" * 201, "a\nb", "\u0085"])
@pytest.mark.parametrize("language", ["en", "zh_hant", "zh_hans"])
def test_names_and_reasons_that_are_none(ground: Ground, bad: str, language: str) -> None:
    closure = ground.valid("closure_put")
    closure["reason"][language] = bad
    assert ground.refuse("closure_put", closure) == "bad_text"
    put = ground.valid("resource_put")
    put["resource"]["name"][language] = bad
    assert ground.refuse("resource_put", put) == "bad_text"


def test_a_name_needs_its_english_form(ground: Ground) -> None:
    put = ground.valid("resource_put")
    put["resource"]["name"] = {"zh_hant": "房"}
    assert ground.refuse("resource_put", put) == "bad_text"
    closure = ground.valid("closure_put")
    for reason in ({}, {"en": " "}):
        assert ground.refuse("closure_put", closure | {"reason": reason}) == "bad_text"


@pytest.mark.parametrize(
    "escape", [r"\u0000", r"\ud800", r"\udc00", r"\ud800x", r"\udc00\ud800", r"\q", r"\u12"]
)
@pytest.mark.parametrize("key", ["title", "notes"])
def test_nul_and_lone_surrogates(ground: Ground, escape: str, key: str) -> None:
    text = json.dumps(ground.valid("book") | {key: "PLACE"}).replace("PLACE", f"a{escape}b")
    assert ground.refuse("book", text) == "bad_request"


def test_nul_in_a_key(ground: Ground) -> None:
    assert ground.refuse("book", r'{"a\u0000": 1}') == "bad_request"


# ---------------------------------------------------------------------------------------- JSON

BROKEN = [
    "",
    " ",
    "{",
    "{}",
    "[]",
    "null",
    "true",
    "1",
    '"text"',
    "{'title': 1}",
    "{,}",
    '{"a":1,}',
    "NaN",
    "Infinity",
    "// comment",
    "\ufeff{}",
    "[" * 10000,
    "[" * 8000 + "]" * 8000,
    '{"a":' * 2500 + "1" + "}" * 2500,
    '{"title":' + "[" * 7000 + "]" * 7000 + "}",
    "1e400",
    '{"people": 1e400000}',
    "\\",
]


@pytest.mark.parametrize("text", BROKEN, ids=lambda text: text[:12] + f"({len(text)})")
@pytest.mark.parametrize("op", OPERATIONS)
def test_json_that_is_none_or_not_an_object(ground: Ground, op: str, text: str) -> None:
    assert ground.refuse(op, text) == "bad_request"


def test_oversized_json(ground: Ground) -> None:
    document = json.dumps(ground.valid("book"))
    assert ground.refuse("book", document + " " * (16385 - len(document))) == "too_large"
    assert ground.refuse("book", "[" * 100_000) == "too_large"
    text = json.dumps(ground.valid("book") | {"notes": "字" * 6000}, ensure_ascii=False)
    assert len(text) < 16384
    assert ground.refuse("book", text) == "too_large"


def test_the_last_of_duplicate_keys_counts_and_is_checked(ground: Ground) -> None:
    text = json.dumps(ground.valid("book"))
    assert ground.refuse("book", text[:-1] + ', "people": 0}') == "bad_request"


def test_numbers_with_huge_exponents_take_no_memory(ground: Ground) -> None:
    pairs = ",".join(f'"k{n}":1e131071' for n in range(900))
    (pid,) = ground.member.rows("select pg_backend_pid()")[0]
    assert ground.refuse("book", "{" + pairs + "}") == "bad_request"
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("needs /proc")
    peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    assert int(peak.split()[1]) < 100_000, peak


# ----------------------------------------------------------------------- every key, every type

WRONG: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    -0.0,
    10**30,
    1e300,
    "",
    "x",
    "\u0001",
    [],
    {},
    [[]],
    [{}],
    [None],
    {"a": {"b": []}},
    "x" * 9000,
]


def _places(document: Document, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in document.items():
        yield (*path, key)
        if isinstance(value, dict):
            yield from _places(value, (*path, key))
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from _places(value[0], (*path, key, 0))


_GONE = object()


def _with(document: Document, path: tuple[Any, ...], value: object) -> Document:
    """A copy with another value at a place, or without the place where value is _GONE."""
    changed = copy.deepcopy(document)
    place: Any = changed
    for step in path[:-1]:
        place = place[step]
    if value is _GONE:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return changed


@pytest.mark.parametrize("op", OPERATIONS)
def test_wrong_types_unknown_and_missing_keys(zone: Zone, op: str) -> None:
    """What the server takes, it may take: nothing raises, nothing is half done."""
    ground = Ground(zone)
    desk, document = ground.desk_for(op), ground.valid(op)
    for path in [*_places(document), ("unknown",)]:
        cases = [_with(document, path, wrong) for wrong in WRONG]
        if path != ("unknown",):
            cases.append(_with(document, path, _GONE))
        for case in cases:
            before = ground.state()
            answer = desk.submit(op, case)
            if not answer["ok"]:
                assert answer["code"] in codes.MEANINGS, (path, answer)
                if "at" not in answer:  # malformed: not stored
                    assert ground.state() == before, (path, case)
    for row in ground.zone.owner().execute(
        "select length(btrim(title)) between 1 and 200 and people >= 1 from app.booking"
    ):
        assert row == (True,)


@pytest.mark.parametrize(
    "people",
    ["1e400", "1.5", "-0", "-0.0", "1.0", "0", "-1", "10001", "true", '"2"', "[2]"],
)
def test_numbers_of_people_that_are_none(ground: Ground, people: str) -> None:
    text = json.dumps(ground.valid("book") | {"people": 77}).replace("77", people)
    assert ground.refuse("book", text) == "bad_request"


@pytest.mark.parametrize("text", ["NaN", "Infinity", "01", "+1", ".5", "1.", "0x10", "1_000"])
def test_numbers_that_json_does_not_know(ground: Ground, text: str) -> None:
    document = json.dumps(ground.valid("book") | {"people": 77}).replace("77", text)
    assert ground.refuse("book", document) == "bad_request"


NOBODY = "0198c0de-beef-7000-8000-00000000abcd"
BAD_UUIDS = [
    NOBODY.upper(),
    "{" + NOBODY + "}",
    "urn:uuid:" + NOBODY,
    NOBODY.replace("-", ""),
    NOBODY[:-1],
    NOBODY + "0",
    NOBODY + "\n",
    "g" * 36,
    "",
    7,
]


@pytest.mark.parametrize("bad", BAD_UUIDS, ids=str)
@pytest.mark.parametrize(
    ("op", "key"), [("book", "booking"), ("cancel", "booking"), ("closure_put", "closure")]
)
def test_other_ways_to_write_an_id(ground: Ground, op: str, key: str, bad: object) -> None:
    assert ground.refuse(op, ground.valid(op) | {key: bad}) == "bad_request"


@pytest.mark.parametrize(
    "bad", [*BAD_UUIDS, 0, -1, 1.5, 2_000_000_001, True, None, [1], {}], ids=str
)
@pytest.mark.parametrize(
    "op", ["move", "resize", "edit", "cancel", "item_add", "item_drop", "closure_lift"]
)
def test_expectations_that_are_none(ground: Ground, op: str, bad: object) -> None:
    if bad != 7:  # a number, though not the revision
        assert ground.refuse(op, ground.valid(op) | {"expects": bad}) == "bad_request"


def test_baskets_that_are_none(ground: Ground) -> None:
    document = ground.valid("book")
    item = document["items"][0]
    many = [item | {"item": str(uuid7())} for _ in range(21)]
    wrong: list[Any] = [[], many, {}, "items", [item, 5], [item, [item]]]
    for items in wrong:
        assert ground.refuse("book", document | {"items": items}) == "bad_request"


def test_two_items_of_a_basket_with_one_id(ground: Ground) -> None:
    document = ground.valid("book")
    first = document["items"][0]
    second = first | {"resource": "JO-1F-MR02"}
    assert ground.refuse("book", document | {"items": [first, second]}) == "bad_request"


@pytest.mark.parametrize(
    "change",
    [
        {"site": "XX"},
        {"policy": "XX"},
        {"hours": "XX"},
        {"floor": "XX"},
        {"located_in": "XX"},
        {"located_in": "NEW-1"},
        {"located_in": "SB1-4F-LAB08"},
        {"parts": ["XX"]},
        {"parts": ["NEW-1"]},
        {"parts": [ROOM, ROOM]},
        {"parts": ["SB1-4F-MR05"]},
        {"parts": [ROOM], "units": 2},
        {"kind": "hovercraft"},
        {"rate_unit": "year"},
        {"state": "lost"},
        {"units": 0},
        {"units": 201},
        {"capacity": 0},
        {"rate_fen": -1},
        {"code": "with space"},
        {"code": ""},
        {"code": "x" * 41},
        {"code": "../../etc"},
        {"parts": [f"P{n}" for n in range(61)]},
    ],
    ids=str,
)
def test_resources_that_are_none(ground: Ground, change: Document) -> None:
    put = ground.valid("resource_put")
    put["resource"].update(change)
    assert ground.refuse("resource_put", put) == "bad_request"


# --------------------------------------------------------------- the mutation id, the operation

DAY_MS = 86_400_000


def _ago(days: float) -> UUID:
    return uuid7(int(datetime.now(UTC).timestamp() * 1000 - days * DAY_MS))


@pytest.mark.parametrize(
    ("mutation", "code"),
    [
        (UUID("0c3b5ab4-9d1f-4a52-9a3c-1f0f5d1c6a10"), "bad_request"),
        (UUID(int=0), "bad_request"),
        (UUID(int=2**128 - 1), "bad_request"),
        (UUID("c232ab00-9414-11ec-b3c8-9f6bdeced846"), "bad_request"),
        (UUID(NOBODY[:19] + "0" + NOBODY[20:]), "bad_request"),
        (_ago(401), "too_old_act"),
        (_ago(-3), "too_old_act"),
        (uuid7(0), "too_old_act"),
        (uuid7(2**48 - 1), "too_old_act"),
    ],
    ids=["v4", "nil", "max", "v1", "variant", "401 days", "in 3 days", "1970", "10889"],
)
def test_mutation_ids_that_are_none(ground: Ground, mutation: UUID, code: str) -> None:
    assert ground.refuse("book", ground.valid("book"), mutation) == code


def test_mutation_ids_at_the_edge_are_taken(zone: Zone) -> None:
    ground = Ground(zone)
    assert ground.member.submit("book", ground.valid("book"), _ago(399))["ok"]
    later = ground.member.book("JO-1F-MR02", at(DAY, 9), at(DAY, 10), mutation=_ago(-1.9))
    assert later["ok"], later


def test_a_reused_mutation_id(ground: Ground) -> None:
    assert ground.refuse("book", ground.valid("book"), ground.used) == "mutation_reused"
    cancel = ground.valid("cancel")
    assert ground.refuse("cancel", cancel, ground.used) == "mutation_reused"
    assert ground.refuse("book", "{", ground.used) in ("bad_request", "mutation_reused")


@pytest.mark.parametrize("op", ["", "item", "resource", "BOOK", "book ", "app.do_book", "x" * 9000])
def test_operations_that_are_none(ground: Ground, op: str) -> None:
    assert ground.refuse(op, ground.valid("book")) == "unknown_operation"


@pytest.mark.parametrize(
    "arguments",
    [
        (None, None, None),
        (None, "book", "{}"),
        (NOBODY, None, "{}"),
        (NOBODY, "book", None),
        (None, None, "{}"),
    ],
)
def test_nulls_for_arguments(ground: Ground, arguments: tuple[Any, ...]) -> None:
    before = ground.state()
    query = "select api.submit(%s::uuid, %s::text, %s::text)"
    ((answer,),) = ground.member.rows(query, *arguments)
    assert answer["code"] == "bad_request"
    assert ground.state() == before


def test_a_read_only_transaction_is_told_so(ground: Ground) -> None:
    before = ground.state()
    with ground.member.connection.transaction():
        ground.member.rows("select 1")
        ground.member.connection.execute("set transaction read only")
        answer = ground.member.submit("cancel", ground.valid("cancel"))
    assert answer["code"] == "bad_isolation"
    assert ground.state() == before


# ------------------------------------------------------------------------------ refusals by rule


@pytest.mark.parametrize(
    ("op", "change", "code"),
    [
        ("book", {"resource": "NO-SUCH"}, "no_such_resource"),
        ("book", {"from": "2000-01-01T00:00:00Z", "to": "2000-01-01T01:00:00Z"}, "not_open_yet"),
        ("move", {"resource": "NO-SUCH"}, "no_such_resource"),
        ("move", {"booking": NOBODY}, "no_such_booking"),
        ("resize", {"booking": NOBODY}, "no_such_booking"),
        ("edit", {"booking": NOBODY}, "no_such_booking"),
        ("cancel", {"booking": NOBODY}, "no_such_booking"),
        ("item_add", {"booking": NOBODY}, "no_such_booking"),
        ("item_add", {"resource": "NO-SUCH"}, "no_such_resource"),
        ("item_add", {"resource": ROOM, "from": NINE, "to": TEN}, "slot_taken"),
        ("item_add", {"expects": 7}, "stale"),
        ("item_drop", {"booking": NOBODY}, "no_such_booking"),
        ("item_drop", {"expects": 7}, "stale"),
        ("cancel", {"expects": 7}, "stale"),
        ("cancel", {"expects": NOBODY}, "depends_on_unknown"),
        ("resource_put", {"expects": 1}, "no_such_resource"),
        ("resource_retire", {"resource": "NO-SUCH"}, "no_such_resource"),
        ("resource_retire", {"expects": 7}, "stale"),
        ("closure_put", {"resource": "NO-SUCH"}, "no_such_resource"),
        ("closure_put", {"resource": "SB1-4F-MR05"}, "no_such_resource"),
        ("closure_put", {"expects": 1}, "no_such_closure"),
        ("closure_lift", {"closure": NOBODY}, "no_such_closure"),
        ("closure_lift", {"expects": 7}, "stale"),
    ],
)
def test_a_refusal_by_rule_keeps_its_answer_and_nothing_else(
    ground: Ground, op: str, change: Document, code: str
) -> None:
    document = ground.valid(op)
    if op == "book":
        document["items"][0].update(change)
    else:
        document |= change
    (before,) = ground.state()
    answer = ground.desk_for(op).submit(op, document)
    assert answer["code"] == code, answer
    (after,) = ground.state()
    stored = 2 + KEPT.index("mutation")
    assert after[stored] == before[stored] + 1
    assert after[:stored] + after[stored + 1 :] == before[:stored] + before[stored + 1 :]


def test_an_item_of_another_booking(ground: Ground) -> None:
    for op in ("move", "resize", "item_drop"):
        assert ground.refuse(op, ground.valid(op) | {"item": str(uuid7())}) == "bad_request"


def test_the_last_item_is_not_taken_out(ground: Ground) -> None:
    assert ground.refuse("item_drop", ground.valid("item_drop")) == "bad_request"


def test_an_id_of_an_item_that_is_there_already(ground: Ground) -> None:
    answer = ground.member.submit("item_add", ground.valid("item_add") | {"item": ground.item})
    assert answer["code"] == "id_taken", answer


# ------------------------------------------------------------------------------- the other doors

HUGE = 2**63 - 1
HELLO = "select * from api.hello(%s::text, %s::bigint, %s::bigint, %s::text, %s::text)"
READS = {
    "allocations": "select * from api.pull_allocations("
    "%s::int[], %s::bigint, %s::bigint, %s::int, %s::bigint, null)",
    "bookings": "select * from api.pull_bookings("
    "%s::int[], %s::bigint, %s::bigint, %s::int, %s::bigint)",
    "catalogue": "select * from api.pull_catalogue(%s::int[], %s::bigint, %s::bigint, %s::int)",
}


def _ask(ground: Ground, query: str, *arguments: object) -> list[tuple[Any, ...]] | str:
    """Rows, or the code of a refusal; the connection stays usable and nothing is stored."""
    before = ground.state()
    answer: list[tuple[Any, ...]] | str
    try:
        answer = ground.member.rows(query, *arguments)
    except psycopg.Error as error:
        answer = f"{error.sqlstate} {error.diag.message_primary}".removeprefix("LB400 ")
    assert ground.state() == before
    assert ground.member.rows("select 1") == [(1,)]
    return answer


@pytest.mark.parametrize("door", READS)
@pytest.mark.parametrize(
    "values",
    [
        (None, None, None, None, None),
        (None, None, HUGE, 10, 0),
        (None, 0, None, 10, 0),
        (None, 0, HUGE, 10, HUGE),
        (None, 0, HUGE, 10, -HUGE),
    ],
    ids=str,
)
def test_pulls_with_impossible_arguments(
    ground: Ground, door: str, values: tuple[Any, ...]
) -> None:
    query = READS[door]
    answer = _ask(ground, query, *values[: query.count("%s")])
    if None in values[1:3]:
        assert answer == "bad_request"
    elif door != "catalogue":
        assert answer == "bad_time"


@pytest.mark.parametrize("door", READS)
@pytest.mark.parametrize(
    "values",
    [
        (None, -HUGE, HUGE, 2**31 - 1, 0),
        (None, HUGE, HUGE, 10, 0),
        (None, 5, 1, 10, 0),
        ([], 0, HUGE, None, None),
        ([None], 0, HUGE, 10, 0),
        ([-1, 2**31 - 1], 0, HUGE, 10, 0),
        (list(range(5000)), 0, HUGE, 10, 0),
    ],
    ids=lambda values: str(values)[:40],
)
def test_pulls_with_odd_arguments(ground: Ground, door: str, values: tuple[Any, ...]) -> None:
    query = READS[door]
    answer = _ask(ground, query, *values[: query.count("%s")])
    assert isinstance(answer, list)
    assert len(answer) < 5000


@pytest.mark.parametrize("door", READS)
@pytest.mark.parametrize("limit", [0, -1, -(2**31)])
def test_a_limit_below_one_gives_one_number_a_page(ground: Ground, door: str, limit: int) -> None:
    query = READS[door]
    answer = _ask(ground, query, *(None, 0, HUGE, limit, 0)[: query.count("%s")])
    assert isinstance(answer, list)
    assert len({row[-1] for row in answer}) <= 1


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ((None, None, None, None, None), "first"),
        (("", None, None, None, None), "first"),
        (("other:line", 5, 0, "", "1"), "other_server"),
        (("x" * 100_000, 5, 0, "", "1"), "bad_request"),
        (("{tl}", None, 0, "", "1"), "first"),
        (("{tl}", -1, 0, "", "1"), "too_old"),
        (("{tl}", HUGE, 0, "", "1"), "server_behind"),
        (("{tl}", 1, HUGE, "ab", "1"), "anchor_gone"),
        (("{tl}", 1, 1, None, "1"), "anchor_gone"),
        (("{tl}", 1, 1, "zz", "1"), "bad_request"),
        (("{tl}", 1, 1, "abc", "1"), "bad_request"),
        (("{tl}", 1, 1, "ab" * 33, "1"), "bad_request"),
        (("{tl}", 1, 1, "AB", "1"), "bad_request"),
        (("{tl}", 1, 0, "", "x" * 101), "bad_request"),
    ],
    ids=lambda values: str(values)[:40],
)
def test_hello_with_bad_arguments(ground: Ground, values: tuple[Any, ...], wanted: str) -> None:
    ((tl, *_),) = ground.member.rows(HELLO, "", 0, 0, "", "1")
    answer = _ask(ground, HELLO, *(tl if value == "{tl}" else value for value in values))
    assert (answer if isinstance(answer, str) else answer[0][2]) == wanted


@pytest.mark.parametrize(
    ("question", "args", "code"),
    [
        (None, None, "too_large"),
        (None, "{}", "unknown_operation"),
        ("", "{}", "unknown_operation"),
        ("drop", "{}", "unknown_operation"),
        ("history", "[" * 10_000, "bad_request"),
        ("history", "[" * 20_000, "too_large"),
        ("history", "{", "bad_request"),
        ("history", "[]", "bad_request"),
        ("history", "{}", "bad_request"),
        ("history", '{"booking": null}', "bad_request"),
        ("history", '{"booking": 5}', "bad_request"),
        ("history", '{"booking": {}}', "bad_request"),
        ("history", '{"booking": "\\u0000"}', "bad_request"),
        ("history", json.dumps({"booking": NOBODY.upper()}), "bad_request"),
        ("history", json.dumps({"booking": NOBODY}), "no_such_booking"),
        ("done", "[]", "bad_request"),
        ("done", "{}", "bad_request"),
        ("done", '{"acts": null}', "bad_request"),
        ("done", '{"acts": {}}', "bad_request"),
        ("done", '{"acts": [null]}', "bad_request"),
        ("done", '{"acts": [7]}', "bad_request"),
        ("done", '{"acts": [["x"]]}', "bad_request"),
        ("done", '{"acts": ["x"]}', "bad_request"),
        ("done", '{"acts": [], "of": 1}', "bad_request"),
        ("done", json.dumps({"acts": [NOBODY] * 401}), "bad_request"),
    ],
)
def test_questions_that_are_none(
    ground: Ground, question: str | None, args: str | None, code: str
) -> None:
    answer = _ask(ground, "select api.ask(%s::text, %s::text)", question, args)
    assert isinstance(answer, list)
    assert answer[0][0]["code"] == code


# ---------------------------------------------------------------------------------------- fuzz

_scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=60)
    | st.sampled_from([bad for bad in BAD_TIMES if isinstance(bad, str)])
    | st.sampled_from([str(bad) for bad in BAD_UUIDS])
    | st.sampled_from([ROOM, "SB1-4F-MR56", "EQ-JO-GPU1", "LP-1F-HALLA", NINE, TEN, ELEVEN])
)
_values = st.recursive(
    _scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def _spoilt(draw: st.DrawFn, ground_valid: Callable[[str], Document]) -> tuple[str, Document]:
    """A valid document with one to four places changed, removed or added."""
    op = draw(st.sampled_from(OPERATIONS))
    document = ground_valid(op)
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(sorted(_places(document), key=str)))
        if draw(st.booleans()):
            path = (*path[:-1], draw(st.text(max_size=8)))
            document = _with(document, path, draw(_values))
        else:
            document = _with(document, path, draw(_values | st.just(_GONE)))
        if not document:
            break
    return op, document


def _fuzz(zone: Zone, examples: int) -> None:
    ground = Ground(zone)

    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def once(data: st.DataObject) -> None:
        op, document = data.draw(_spoilt(ground.valid))
        text = json.dumps(document)  # NaN and infinities become what JSON does not know
        before = ground.state()
        try:
            answer = ground.desk_for(op).submit(op, text)
        except psycopg.Error as error:
            pytest.fail(f"{error.sqlstate} {error} for {op} {text}")
        assert answer["ok"] or answer["code"] in codes.MEANINGS
        if "at" not in answer:
            assert ground.state() == before
        if not answer["ok"]:
            assert ground.state()[0][:2] == before[0][:2]

    once()
    owner = ground.zone.owner()
    assert owner.execute("select app.chain_break()").fetchone() == (None,)
    assert owner.execute(
        "select count(*) from app.booking_item i where (select count(*) from app.allocation a"
        " where a.item_id = i.id and a.live) = 0 and (select state from app.booking b"
        " where b.id = i.booking_id) = 'confirmed'"
    ).fetchone() == (0,)


def test_spoilt_documents_give_a_code(zone: Zone) -> None:
    _fuzz(zone, 150)


@pytest.mark.campaign
def test_many_spoilt_documents_give_a_code(zone: Zone, full_campaign: bool) -> None:
    _fuzz(zone, 20_000 if full_campaign else 1_500)


def test_the_fuzz_knows_what_json_cannot_say() -> None:
    assert json.dumps({"a": math.inf}) == '{"a": Infinity}'
