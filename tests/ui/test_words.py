"""Every code, state, event and error has a sentence in each language, with its values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from booking import errors, events
from booking.model import (
    Interval,
    Names,
    Problem,
    Resource,
    ResourceKind,
    ResourceState,
)
from booking.rules import codes
from booking.rules.offers import Offer, OfferKind
from booking.services.refusal import ItemOffer, Refusal, RefusedError
from booking.services.views import ActState, Standing
from ui import i18n, words
from ui.words import names
from ui.words.problems import SENTENCES, SPOKEN

ZONE = "Asia/Shanghai"
ACT = UUID(int=7)
EARLY, LATE = "2031-03-04T02:05:00Z", "2031-03-04T04:10:00Z"

# The values that each code has, as the rules give them, and what of them a sentence must show.
CASES: dict[str, list[tuple[dict[str, object], tuple[str, ...]]]] = {
    codes.NOT_OPEN_YET: [({"opens_on": "2031-03-04"}, ("2031",)), ({"opens_on": None}, ())],
    codes.RETIRED: [({"resource": "XY-1"}, ("XY-1",))],
    codes.OUT_OF_SERVICE: [({"resource": "XY-1"}, ("XY-1",))],
    codes.CLOSED: [({"from": EARLY, "to": LATE}, ("2031", "10:05–12:10"))],
    codes.OUTSIDE_HOURS: [
        ({"rule": "whole", "holiday": None}, ()),
        ({"rule": "ends", "holiday": None}, ()),
        ({"rule": "whole", "holiday": "2031-03-04"}, ("2031",)),
        ({"rule": "ends", "holiday": "2031-03-04"}, ("2031",)),
    ],
    codes.START_STEP: [
        ({"step": 35, "offset": 65}, ("35", "01:05")),
        ({"step": 1440, "offset": 65}, ("01:05",)),
    ],
    codes.LENGTH_STEP: [({"step": 35}, ("35",))],
    codes.TOO_SHORT: [({"minimum": 35}, ("35",))],
    codes.TOO_LONG: [({"maximum": 155}, ("2", "35"))],
    codes.SHORT_NOTICE: [
        ({"minutes": 155, "working_days": 0, "earliest": EARLY}, ("2", "35", "10:05")),
        ({"minutes": 0, "working_days": 5, "earliest": "2031-03-04"}, ("5", "2031")),
        ({"minutes": 0, "working_days": 1, "earliest": "2031-03-04"}, ("1", "2031")),
    ],
    codes.BEYOND_HORIZON: [({"days": 61, "last": "2031-03-04"}, ("61", "2031"))],
    codes.CAPACITY: [({"people": 57, "capacity": 43}, ("57", "43"))],
    codes.UNITS: [({"quantity": 57, "units": 43}, ("57", "43"))],
    codes.NEEDS_INDUCTION: [({"inductions": ["A7", "item"]}, ("A7",))],
    codes.NEEDS_APPROVAL: [({"over": 155}, ("2", "35")), ({"over": 0}, ())],
    codes.PERIOD_LOCKED: [({"month": "2031-03"}, ("2031",))],
    codes.STALE: [({"rev": 9}, ())],
    codes.BAD_REQUEST: [({"field": "nowhere"}, ("nowhere",))],
    codes.BAD_TIME: [({"field": "nowhere"}, ("nowhere",))],
    codes.BAD_TEXT: [({"field": "nowhere"}, ("nowhere",))],
    codes.IN_USE: [({"bookings": 57}, ("57",)), ({"bookings": 1}, ("1",))],
    codes.CLIENT_TOO_OLD: [({"minimum": 9}, ())],
    "no_such_person": [({"login": "p_7"}, ("p_7",))],
    "not_settled": [({"state": "queued"}, ())],
    "already_sent": [({"state": "in_flight"}, ())],
    "bad_document": [({"field": "some.json"}, ("some.json",))],
    "password_short": [({"minimum": 57}, ("57",))],
}
EVERY = sorted({*codes.MEANINGS, *SENTENCES, *SPOKEN})


@pytest.fixture(params=i18n.LANGUAGES, autouse=True)
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Let a test speak each language, and switch back to English."""
    i18n.set_language(request.param)
    yield request.param
    i18n.set_language("en")


def is_said(sentence: str, language: str) -> None:
    """Check that a sentence is in the language, is one, and has no gaps."""
    assert sentence
    assert not re.search(r"[{}]|%n|\(s\)|None", sentence), sentence
    chinese = re.search("[\u4e00-\u9fff]", sentence) is not None
    assert chinese == (language != "en"), sentence
    assert sentence.endswith("。" if chinese else "."), sentence


def test_each_code_has_its_sentence_with_its_values(language: str) -> None:
    said = []
    for code in EVERY:
        for values, shown in CASES.get(code, [({}, ())]):
            sentence = words.problem(Problem(code, values), ZONE)
            is_said(sentence, language)
            assert code not in sentence
            assert [value for value in shown if value not in sentence] == [], sentence
            said.append(sentence)
    assert len(said) >= len(EVERY)
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("of_tomorrow", {}),
        (codes.CLOSED, {}),
        (codes.CLOSED, {"from": "soon", "to": "later"}),
        (codes.SHORT_NOTICE, {"minutes": 5, "earliest": "soon"}),
        (codes.BEYOND_HORIZON, {"days": None, "last": "2031-03-04"}),
        (codes.TOO_SHORT, {"minimum": "short"}),
        (codes.NEEDS_INDUCTION, {"inductions": 7}),
    ],
)
def test_what_is_not_as_agreed_is_said_all_the_same(
    code: str, values: dict[str, object], language: str
) -> None:
    sentence = words.problem(Problem(code, values), ZONE)
    is_said(sentence, language)
    assert code in sentence


def test_problems_of_a_basket_name_their_item(language: str) -> None:
    found = words.problems(
        Refusal((Problem(codes.IN_PAST, {"item": 0}), Problem(codes.SLOT_TAKEN)), zone=ZONE)
    )
    assert len(found) == 2
    assert "1" in found[0]
    for sentence in found:
        is_said(sentence, language)


def test_offers_are_short_labels(language: str) -> None:
    during = Interval(datetime(2031, 3, 4, 2, tzinfo=UTC), datetime(2031, 3, 4, 3, tzinfo=UTC))
    said = {
        words.offer(ItemOffer(0, Offer(kind, "XY-1", during), ZONE)): kind for kind in OfferKind
    }
    assert len(said) == len(OfferKind)
    for label, kind in said.items():
        assert "10:00–11:00" in label
        assert ("XY-1" in label) == (kind is OfferKind.OTHER_RESOURCE)
        assert ("2031" in label) == (kind is OfferKind.OTHER_DAY)
        assert len(label) < 45
        assert language == "en" or not re.search("[a-z]", label), label


def test_every_state_and_kind_has_a_name(language: str) -> None:
    said = {
        "standing": [words.standing(one) for one in Standing],
        "act": [words.act_state(one) for one in ActState],
        "operation": [words.operation(one) for one in names.OPERATIONS],
        "kind": [words.kind(one) for one in ResourceKind],
        "state": [words.resource_state(one) for one in ResourceState],
        "mode": [words.mode(one) for one in names.MODES],
        "field": [words.field(one) for one in names.FIELDS],
        "lab": [words.lab_class(one) for one in names.LAB_CLASSES],
    }
    for kind, labels in said.items():
        least = 2 if kind == "field" else 0  # "item" and "resource" are one thing
        assert len(set(labels)) >= len(labels) - least, kind
        for label in labels:
            han = re.search("[\u4e00-\u9fff]", label) is not None
            assert han == (language != "en"), label


def test_every_operation_of_the_outbox_has_words() -> None:
    listed = (Path(__file__).parents[2] / "booking" / "cli" / "CODES.md").read_text("utf-8")
    part = listed.split("`op` (", 1)[1].split(")", 1)[0]
    assert set(re.findall(r"`(\w+)`", part)) == set(names.OPERATIONS)


def test_features_are_named_by_the_inventory(language: str) -> None:
    wanted = {"en": "Video conferencing", "zh_hant": "視像會議", "zh_hans": "视频会议"}
    assert words.feature("vc") == wanted[language]
    assert words.feature("unheard-of") == "unheard-of"
    assert words.features(("vc", "x")) == wanted[language] + (", x" if language == "en" else "、x")


def test_fields_of_an_answer_have_names() -> None:
    assert words.field("items.0.from") == words.field("from") == words.field("items[1].from")
    assert words.field("resource.name.en") == words.field("name")
    assert words.field("elsewhere") == "elsewhere"


def test_rates_say_for_what(language: str) -> None:
    def resource(fen: int, unit: str) -> Resource:
        names_ = Names("Hood", "通風櫃", "通风橱")
        return Resource(
            1,
            "XY",
            1,
            ResourceKind.LAB,
            names_,
            1,
            1,
            rate_fen=fen,
            rate_unit=unit,
            unit_name=names_,
        )

    said = [words.rate(resource(12_000, unit)) for unit in names.RATES]
    assert len(set(said)) == 3
    assert all("CNY 120.00" in one for one in said)
    assert "CNY" not in words.rate(resource(0, "hour"))
    assert words.units(resource(0, "hour"), 2).startswith("2 × ")
    assert ("hour" in said[0]) == (language == "en")


ALL_EVENTS: list[events.Event] = [
    *(
        kind(ACT, op, "x")
        for kind in (
            events.ActConfirmed,
            events.ActExpired,
            events.ActQuarantined,
            events.ActLost,
        )
        for op in names.OPERATIONS
    ),
    *(
        events.ActRefused(ACT, op, "x", codes.SLOT_TAKEN, (Problem(codes.SLOT_TAKEN),))
        for op in names.OPERATIONS
    ),
    events.WentOffline("offline", "no route"),
    events.WentOffline("busy", "locked"),
    events.CameOnline(),
    *(events.AuthNeeded(code, "m") for code in ("wrong_password", "login_disabled")),
    *(events.AuthNeeded(code, "m") for code in ("unknown_person", "not_signed_in", "no_password")),
    *(events.CacheRebuilt(reason) for reason in ("corrupt", "visibility", "mismatch", "failover")),
    events.EmptyingPull(57, 3),
    events.OutboxSetAside(Path("/kept-here"), 57),
    events.ClockSkew(180.0, datetime(2031, 3, 4, tzinfo=UTC)),
    events.ClockSkew(-180.0, datetime(2031, 3, 4, tzinfo=UTC)),
    events.ReadOnly("client_too_old", 2),
    events.ReadOnly("server_behind"),
    events.Trouble("disk_full", "m"),
    events.Trouble("bug", "m"),
]
QUIET: list[events.Event] = [
    events.CacheChanged(4),
    events.OutboxChanged("x"),
    events.PullProgress("bookings", 57),
    events.ReadOnly(""),
    events.CacheRebuilt("first"),
    events.CacheRebuilt("version"),
    events.CacheRebuilt("missing"),
]


def kinds(base: type[events.Event]) -> Iterator[str]:
    for kind in base.__subclasses__():
        yield kind.__name__
        yield from kinds(kind)


def test_every_event_is_tried_here() -> None:
    tried = {type(one).__name__ for one in (*ALL_EVENTS, *QUIET)}
    assert set(kinds(events.Event)) - {"ActEvent"} == tried


def test_each_event_has_its_sentence(language: str) -> None:
    for happened in ALL_EVENTS:
        sentence = words.event(happened)
        assert sentence is not None
        is_said(sentence, language)
        if isinstance(happened, events.EmptyingPull | events.OutboxSetAside):
            assert "57" in sentence
        if isinstance(happened, events.ActEvent):
            named = words.event(happened, "Tea 茶")
            assert named is not None
            assert "Tea 茶" in named


def test_what_nobody_needs_to_know_is_not_said() -> None:
    assert [words.event(happened) for happened in QUIET] == [None] * len(QUIET)


def test_a_refusal_says_all_its_reasons() -> None:
    both = (Problem(codes.SLOT_TAKEN), Problem(codes.CAPACITY, {"people": 57, "capacity": 43}))
    sentence = words.event(events.ActRefused(ACT, "book", "x", codes.SLOT_TAKEN, both)) or ""
    assert words.problem(both[0]) in sentence
    assert words.problem(both[1]) in sentence


@pytest.mark.parametrize(
    "raised",
    [
        errors.UserError("not_settled", {"state": "queued"}),
        RefusedError(Refusal((Problem(codes.IN_PAST),))),
        errors.Unavailable("no route"),
        errors.Unavailable("locked", reason="busy"),
        errors.AuthError("wrong_password", "m"),
        errors.EnvironmentProblem("no_data", "m"),
        errors.BugError("a state that must not occur"),
        ZeroDivisionError("division by zero"),
    ],
    ids=repr,
)
def test_each_error_has_its_sentence(raised: Exception, language: str) -> None:
    is_said(words.error(raised), language)


def test_the_codes_of_the_command_line_have_sentences_here(language: str) -> None:
    page = (Path(__file__).parents[2] / "booking" / "cli" / "CODES.md").read_text("utf-8")
    part = page.split("## Codes of exit 3", 1)[1].split("`no_account`", 1)[0]
    listed = re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)
    # Of one process of the command line with another; a window has a worker instead.
    wanted = set(listed) - {"elsewhere", "again"}
    assert len(wanted) > 15
    for code in sorted(wanted):
        is_said(words.by_code(code), language)
        bug = code == "bug"
        assert (words.by_code(code) == words.by_code("bug")) == bug, code


def test_an_unknown_fault_of_the_machine_is_told_in_its_own_words() -> None:
    assert words.by_code("of_tomorrow", "The cable is loose.") == "The cable is loose."
    assert words.error(errors.EnvironmentProblem("of_tomorrow", "It is.")) == "It is."


def test_details_keep_what_the_sentence_leaves_out() -> None:
    full = errors.EnvironmentProblem("disk_full", "The disk of /data is full.")
    assert words.detail(full) == "The disk of /data is full."
    assert words.detail(ZeroDivisionError("oh")) == "ZeroDivisionError: oh"
    assert words.detail(errors.UserError("bad_text")) == ""
