"""The sample data and the bookings invented for it; the rules are checked anew, plainly."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from booking import samples
from booking.model import Role
from booking.sample_bookings import SampleBooking, plausible_bookings
from booking.sample_rows import SampleInventory
from booking.samples import SampleDataError, load_inventory

SHENZHEN = timezone(timedelta(hours=8))
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = ("sites", "floors", "hours", "policies", "resources", "features", "tenants", "people")
FOLDER = Path(__file__).parents[2] / "resources" / "sample"

# Frequent characters of which each script has its own form, in the same order.
TRADITIONAL = (
    "會議學園開電間實驗設備預約樓層劃際動機車書長門問題進選單請發網絡號處員時區據資訊險護額費"
    "廳館師術課體報應為與對將從產業務專歷現場視頻錄麗黨觀覽櫃儀顯鏡離細養潔淨級"
)
SIMPLIFIED = (
    "会议学园开电间实验设备预约楼层划际动机车书长门问题进选单请发网络号处员时区据资讯险护额费"
    "厅馆师术课体报应为与对将从产业务专历现场视频录丽党观览柜仪显镜离细养洁净级"
)


@pytest.fixture(scope="module")
def inventory() -> SampleInventory:
    return load_inventory()


@cache
def raw(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def rows(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = raw(name)[name]
    return found


@cache
def by_code(name: str) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in rows(name)}


# --------------------------------------------------------------------------------- the files


@pytest.mark.parametrize("name", [*NAMES, "titles"])
def test_each_file_says_that_it_is_sample_data(name: str) -> None:
    content = raw(name)
    assert "SAMPLE DATA" in content["note"]
    assert set(content) == {"note", name}


@pytest.mark.parametrize("name", NAMES)
def test_codes_are_unique(name: str) -> None:
    codes = [row["code"] for row in rows(name)]
    assert len(codes) == len(set(codes))


def test_counts() -> None:
    resources = rows("resources")
    added = {"SB1-4F-MR56", "SB1-3F-LAB10", "LP-1F-HALLA", "LP-1F-HALLB", "LP-1F-HALLAB"}
    source = [row for row in resources if row["code"] not in added]
    assert added <= {row["code"] for row in resources}
    assert len(source) == 46
    kinds = Counter(row["kind"] for row in source)
    assert kinds == {"room": 24, "lab": 10, "equipment": 12}
    assert [len(rows(name)) for name in ("sites", "hours", "policies")] == [3, 6, 14]
    classes = Counter(row["class"] for row in rows("tenants"))
    assert classes == {"HOST": 1, "INST": 2, "TEN": 2, "INCU": 1}
    assert len(rows("people")) == 12
    assert len(rows("titles")) == 40


def test_three_names_everywhere_each_in_its_script() -> None:
    for name in NAMES:
        for row in rows(name):
            if name == "people":
                continue
            for key in ("name", "description", "unit_name"):
                text = row.get(key)
                if text is None or (key == "description" and not any(text.values())):
                    continue
                assert set(text) == {"en", "zh_hant", "zh_hans"}
                assert all(text.values()), (row["code"], key)
                assert not set(TRADITIONAL) & set(text["zh_hans"]), row["code"]
                assert not set(SIMPLIFIED) & set(text["zh_hant"]), row["code"]


@pytest.mark.parametrize(("key", "charset"), [("zh_hans", "gb2312"), ("zh_hant", "big5hkscs")])
def test_characters_are_those_of_the_charset_of_each_side(key: str, charset: str) -> None:
    # GB 2312 has next to no traditional forms, Big5 next to no simplified ones. 簕 (of 簕杜鹃, the
    # flower of Shenzhen) is written alike on both sides but came into the charsets only later.
    texts = [
        row[k][key]
        for n in NAMES
        if n != "people"
        for row in rows(n)
        for k in row
        if in_three(row[k])
    ]
    assert len(texts) > 150
    for text in texts:
        "".join(char for char in text if "\u4e00" <= char <= "\u9fff" and char != "簕").encode(
            charset
        )


def in_three(value: object) -> bool:
    return isinstance(value, dict) and set(value) == {"en", "zh_hant", "zh_hans"}


def test_references_resolve() -> None:
    sites, floors, resources = by_code("sites"), by_code("floors"), by_code("resources")
    policies, hours, features = by_code("policies"), by_code("hours"), by_code("features")
    tenants = by_code("tenants")
    for floor in floors.values():
        assert floor["site"] in sites
    for row in resources.values():
        assert floors[row["floor"]]["site"] == row["site"]
        assert row["policy"] in policies
        assert row["hours"] in hours
        assert set(row["features"]) <= set(features)
        for other in [*row["parts"], *([row["located_in"]] if row["located_in"] else [])]:
            assert resources[other]["site"] == row["site"]
        if row["kind"] == "equipment":
            assert resources[row["located_in"]]["floor"] == row["floor"]
            assert row["mode"] in {"self_use", "staff", "storage", "remote"}
    for person in rows("people"):
        assert person["tenant"] in tenants
        for role in person["roles"]:
            assert role["site"] is None or role["site"] in sites
            assert role["resource"] is None or role["resource"] in resources


def test_every_feature_is_used() -> None:
    used = {feature for row in rows("resources") for feature in row["features"]}
    assert used == set(by_code("features"))


def test_policies_are_consistent() -> None:
    for row in rows("policies"):
        step = row["length_step_min"]
        assert row["min_minutes"] % step == 0
        assert row["max_minutes"] % step == 0
        assert step <= row["min_minutes"] <= row["max_minutes"]
        assert 0 <= row["grid_offset_min"] < row["start_step_min"]
        assert 1440 % row["start_step_min"] == 0
        assert 0 in (row["notice_minutes"], row["notice_working_days"])
        assert set(row["needs"]) <= {"form", "project", "deposit", "plan", "permit"}
    found = by_code("policies")
    assert (found["MR-L"]["start_step_min"], found["MR-L"]["length_step_min"]) == (15, 30)
    assert found["MR-L"]["approval_over_min"] == 240
    assert found["HALL"]["notice_working_days"] == 5
    assert found["EQ-CYCLE"]["min_minutes"] == found["EQ-CYCLE"]["max_minutes"] == 120
    assert found["EQ-STORE"]["start_step_min"] == found["EQ-STORE"]["length_step_min"] == 1440
    for code in ("EQ-SELF", "EQ-STORE", "EQ-UNIT"):
        assert found[code]["hours_rule"] == "none"
    for code in ("BOOTH", "MR-S", "MR-L", "LAB-DEMO"):
        assert found[code]["inductions"] == found[code]["needs"] == []


def test_opening_hours_of_each_class_of_day() -> None:
    def table(code: str) -> dict[str, tuple[int, int]]:
        return {w["day"]: (w["opens"], w["closes"]) for w in by_code("hours")[code]["windows"]}

    for code in by_code("hours"):
        assert table(code)["workday"] == table(code)["mon"]
    assert table("JO-ROOMS") == {day: (540, 1080) for day in (*DAYS[:5], "workday")}
    assert table("SB-ROOMS")["mon"] == (510, 1260)
    assert table("SB-ROOMS")["sat"] == (540, 1080)
    assert {"sun", "holiday"}.isdisjoint(table("SB-ROOMS"))
    assert table("HALLS")["sat"] == (540, 1320)
    assert table("LAB-OPEN") == {day: (0, 1440) for day in (*DAYS, "workday", "holiday")}
    assert set(table("LAB-OPEN")) - set(table("LAB-OPEN-WD")) == {"holiday"}


def test_units_parts_and_rates() -> None:
    found = by_code("resources")
    units = {code: (row["units"], row["unit_name"]) for code, row in found.items()}
    several = {code: n for code, (n, _) in units.items() if n > 1}
    assert several == {
        "JO-3F-LAB01": 12,
        "SB1-3F-LAB01": 10,
        "SB1-4F-LAB04": 10,
        "SB1-4F-LAB05": 2,
        "SB1-4F-LAB06": 2,
        "SB1-4F-LAB07": 6,
        "EQ-SB1-ULT1": 8,
        "EQ-JO-GPU1": 8,
    }
    assert all((n > 1) == (name is not None) for n, name in units.values())
    assert found["SB1-4F-MR56"]["parts"] == ["SB1-4F-MR05", "SB1-4F-MR06"]
    assert found["LP-1F-HALLAB"]["parts"] == ["LP-1F-HALLA", "LP-1F-HALLB"]
    assert found["JO-1F-MR01"]["rate_fen_per_hour"] == 8000
    assert (found["EQ-SB1-ULT1"]["rate_fen_per_hour"], found["EQ-SB1-ULT1"]["rate_unit"]) == (
        500,
        "unit_day",
    )
    assert (found["EQ-JO-GPU1"]["rate_fen_per_hour"], found["EQ-JO-GPU1"]["rate_unit"]) == (
        600,
        "unit_hour",
    )
    assert [code for code, row in found.items() if not row["bookable"]] == ["SB1-4F-LAB08"]
    assert all("×" not in f and " " not in f for row in found.values() for f in row["features"])


def test_sites_and_the_one_that_opens_in_future() -> None:
    found = by_code("sites")
    assert (found["JO"]["opens_on"], found["JO"]["opens_on_precision"]) == ("2021-09-01", "month")
    assert (found["SB"]["opens_on"], found["SB"]["planned"]) == ("2023-09-07", "2023-H1")
    assert (found["LP"]["opens_on"], found["LP"]["opens_in_days"]) == (None, 120)
    assert "sample" in found["LP"]["name"]["en"]
    assert {row["calendar"] for row in found.values()} == {"CN"}
    assert all(row["address"] == row["phone"] == "" for row in found.values())
    future = next(site for site in load_inventory().sites if site.code == "LP")
    assert future.opening(date(2026, 11, 22)) == date(2027, 3, 22)


def test_people_are_plainly_sample_people_of_every_role(inventory: SampleInventory) -> None:
    assert {role.role for person in inventory.people for role in person.roles} == set(Role)
    for person in inventory.people:
        assert person.name.startswith("Sample ")
        assert person.name.endswith("(示例)")
        assert person.email.endswith("@example.com")
    assert {person.language for person in inventory.people} == {"en", "zh-Hant-HK", "zh-Hans-CN"}


# ------------------------------------------------------------------------ what the loader refuses


def spoil(monkeypatch: pytest.MonkeyPatch, name: str, change: dict[str, Any]) -> None:
    """Let the loader see one file with its first row changed."""
    real = samples._rows

    def changed(wanted: str) -> object:
        found = real(wanted)
        if wanted == name:
            assert isinstance(found, list)
            found = [{**found[0], **change}, *found[1:]]
        return found

    monkeypatch.setattr(samples, "_rows", changed)


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("resources", {"units": "1"}, r"resources\[0\].units: wants int"),
        ("resources", {"bookable": 1}, r"resources\[0\].bookable: wants bool"),
        ("resources", {"colour": "red"}, r"resources\[0\]: wants an object with exactly"),
        ("resources", {"policy": "NO"}, "resources.policy: unknown: NO"),
        ("resources", {"features": ["NO"]}, "resources.features: unknown: NO"),
        ("resources", {"floor": "SB1-1F"}, "resources JO-1F-HALL: refers to another site"),
        ("resources", {"code": "JO-1F-MR01"}, "resources: JO-1F-MR01 occurs twice"),
        ("resources", {"units": 2}, "several units want a unit_name"),
        ("resources", {"capacity": -1}, "a number is out of range"),
        ("resources", {"parts": "x"}, r"resources\[0\].parts: wants a list"),
        ("resources", {"parts": ["JO-1F-HALL"]}, "parts do not nest"),
        ("resources", {"mode": "magic"}, "'magic' is none of"),
        ("resources", {"kind": "boat"}, "'boat' is no ResourceKind"),
        ("floors", {"name": {"en": "", "zh_hant": "x", "zh_hans": "x"}}, "a name is empty"),
        ("sites", {"opens_on": "2021-13-01"}, "'2021-13-01' is no date"),
        ("sites", {"opens_in_days": 3}, "wants one of opens_on and opens_in_days"),
        ("sites", {"calendar": "SG"}, "sites.calendar: unknown: SG"),
        ("policies", {"min_minutes": 20}, "whole steps"),
        ("policies", {"max_minutes": 0}, "lengths must rise"),
        ("policies", {"grid_offset_min": 15}, "grid offset"),
        ("policies", {"notice_minutes": 1, "notice_working_days": 1}, "not both"),
        ("hours", {"windows": [{"day": "mon", "opens": 9, "closes": 9}]}, "hours JO-ROOMS"),
        ("hours", {"windows": [{"day": "noday", "opens": 1, "closes": 9}]}, "'noday' is no Day"),
        ("people", {"tenant": "NO"}, "people.tenant: unknown: NO"),
    ],
)
def test_wrong_data_is_refused_with_its_place(
    monkeypatch: pytest.MonkeyPatch, name: str, change: dict[str, Any], message: str
) -> None:
    spoil(monkeypatch, name, change)
    with pytest.raises(SampleDataError, match=message) as caught:
        load_inventory()
    assert caught.value.where.startswith(name)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "sites: not JSON"),
        ("[]", "wants an object with 'note'"),
        ('{"note": "SAMPLE"}', "wants an object with 'note'"),
        ('{"note": "real", "sites": []}', "must say that this is SAMPLE data"),
    ],
)
def test_a_wrong_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "sample").mkdir()
    (tmp_path / "sample" / "sites.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(samples, "files", lambda _package: tmp_path)
    with pytest.raises(SampleDataError, match=message):
        load_inventory()


# ------------------------------------------------------------------------------ invented bookings

REST_2026_27 = {
    *(date(2026, 9, 25) + timedelta(days=n) for n in range(3)),
    *(date(2026, 10, 1) + timedelta(days=n) for n in range(7)),
    *(date(2027, 1, 1) + timedelta(days=n) for n in range(3)),
}
WORKED_2026 = {date(2026, 9, 20), date(2026, 10, 10)}

# Ordinary weeks; National Day with both working weekends around it; New Year with a change of year.
FROM = [date(2026, 11, 22), date(2026, 9, 18), date(2026, 12, 28)]


def day_class(day: date) -> str:
    if day in REST_2026_27:
        return "holiday"
    return "workday" if day in WORKED_2026 else DAYS[day.weekday()]


def check_one(booking: SampleBooking, today: date) -> None:
    """Check one booking alone against the files."""
    resource = by_code("resources")[booking.resource]
    policy = by_code("policies")[resource["policy"]]
    assert booking.start.tzinfo is UTC
    assert booking.end.tzinfo is UTC
    local = booking.start.astimezone(SHENZHEN)
    midnight = datetime(local.year, local.month, local.day, tzinfo=SHENZHEN)
    begins = (booking.start - midnight) / timedelta(minutes=1)
    length = (booking.end - booking.start) / timedelta(minutes=1)

    assert resource["bookable"]
    assert policy["inductions"] == policy["needs"] == []
    assert policy["approval_over_min"] is None or length <= policy["approval_over_min"]
    assert policy["min_minutes"] <= length <= policy["max_minutes"]
    assert length % policy["length_step_min"] == 0
    assert (begins - policy["grid_offset_min"]) % policy["start_step_min"] == 0
    assert 1 <= (local.date() - today).days <= policy["horizon_days"]
    latest_sending = datetime(today.year, today.month, today.day, tzinfo=SHENZHEN) + timedelta(
        days=1
    )
    assert booking.start - latest_sending >= timedelta(minutes=policy["notice_minutes"])
    assert policy["notice_working_days"] == 0
    windows = by_code("hours")[resource["hours"]]["windows"]
    assert any(
        w["day"] == day_class(local.date())
        and w["opens"] <= begins
        and begins + length <= w["closes"]
        for w in windows
    )
    assert 1 <= booking.people <= resource["capacity"]
    opens = by_code("sites")[resource["site"]]["opens_on"]
    assert opens is not None
    assert date.fromisoformat(opens) <= local.date()
    assert booking.title in {row["text"] for row in rows("titles")}
    person = by_code("people")[booking.person]
    assert any(role["role"] == "member" for role in person["roles"])
    assert by_code("tenants")[person["tenant"]]["class"] != "HOST"


def check_gaps(bookings: list[SampleBooking]) -> None:
    """Check that on every leaf resource the gap is the larger of the two buffers."""
    resources, policies = by_code("resources"), by_code("policies")
    taken: dict[str, list[SampleBooking]] = defaultdict(list)
    for booking in bookings:
        for leaf in resources[booking.resource]["parts"] or [booking.resource]:
            taken[leaf].append(booking)
    for each in taken.values():
        each.sort(key=lambda b: b.start)
        for n, first in enumerate(each):
            for second in each[n + 1 :]:
                after = policies[resources[first.resource]["policy"]]["buffer_after_min"]
                before = policies[resources[second.resource]["policy"]]["buffer_before_min"]
                assert second.start - first.end >= timedelta(minutes=max(after, before))


def late(day: date) -> datetime:
    """Return the end of a day at the sites."""
    return datetime.combine(day + timedelta(days=1), time(), SHENZHEN) - timedelta(seconds=1)


@pytest.mark.parametrize("today", FROM)
@pytest.mark.parametrize("seed", range(6))
def test_invented_bookings_keep_every_rule(
    inventory: SampleInventory, seed: int, today: date
) -> None:
    bookings = plausible_bookings(Random(seed), late(today), 4, inventory)
    assert len(bookings) > 100
    assert [b.start for b in bookings] == sorted(b.start for b in bookings)
    for booking in bookings:
        check_one(booking, today)
    check_gaps(bookings)
    of_person: dict[str, list[SampleBooking]] = defaultdict(list)
    for booking in bookings:
        of_person[booking.person].append(booking)
    for own in of_person.values():
        assert all(a.end <= b.start for a, b in pairwise(own))


def test_the_rest_of_the_day_is_booked_too(inventory: SampleInventory) -> None:
    sent = datetime(2026, 11, 23, 9, 17, tzinfo=SHENZHEN)
    today = [
        booking
        for seed in range(6)
        for booking in plausible_bookings(Random(seed), sent, 0, inventory)
    ]
    assert {booking.start.astimezone(SHENZHEN).date() for booking in today} == {sent.date()}
    for booking in today:
        policy = by_code("policies")[by_code("resources")[booking.resource]["policy"]]
        assert booking.start >= sent + timedelta(minutes=policy["notice_minutes"])
    afterwards = datetime(2026, 11, 23, 23, 17, tzinfo=SHENZHEN)
    assert plausible_bookings(Random(1), afterwards, 0, inventory) == []


def test_invented_bookings_cover_what_may_be_booked(inventory: SampleInventory) -> None:
    found = {
        booking.resource
        for seed in range(12)
        for booking in plausible_bookings(Random(seed), late(date(2026, 11, 22)), 3, inventory)
    }
    open_to_all = {"BOOTH", "MR-S", "MR-L", "LAB-DEMO"}
    assert found == {row["code"] for row in rows("resources") if row["policy"] in open_to_all}


def test_working_weekends_are_used(inventory: SampleInventory) -> None:
    bookings = plausible_bookings(Random(1), late(date(2026, 9, 18)), 4, inventory)
    of_day = Counter(booking.start.astimezone(SHENZHEN).date() for booking in bookings)
    assert of_day[date(2026, 9, 20)] > 0
    assert all(of_day[day] == 0 for day in REST_2026_27)


def test_the_same_chance_gives_the_same_bookings(inventory: SampleInventory) -> None:
    once, again = (
        plausible_bookings(Random(7), late(date(2026, 11, 22)), 2, inventory) for _ in range(2)
    )
    assert once == again
    assert once != plausible_bookings(Random(8), late(date(2026, 11, 22)), 2, inventory)


def test_what_would_need_approval_is_not_invented(inventory: SampleInventory) -> None:
    policies = tuple(
        replace(p, approval_over_min={"MR-L": 60, "MR-S": 0}.get(p.code, p.approval_over_min))
        for p in inventory.policies
    )
    stricter = replace(inventory, policies=policies)
    bookings = plausible_bookings(Random(1), late(date(2026, 11, 22)), 3, stricter)
    found: dict[str, list[timedelta]] = defaultdict(list)
    for booking in bookings:
        policy = by_code("resources")[booking.resource]["policy"]
        found[policy].append(booking.end - booking.start)
    assert max(found["MR-L"]) == timedelta(minutes=60)
    assert "MR-S" not in found


def test_nothing_is_invented_before_a_site_opens(inventory: SampleInventory) -> None:
    today = date(2026, 11, 22)
    sites = tuple(replace(s, opens_in_days=10) if s.code == "LP" else s for s in inventory.sites)
    resources = tuple(
        replace(r, policy="MR-S") if r.site == "LP" else r for r in inventory.resources
    )
    sooner = replace(inventory, sites=sites, resources=resources)
    found = {
        booking.start.astimezone(SHENZHEN).date()
        for seed in range(5)
        for booking in plausible_bookings(Random(seed), late(today), 3, sooner)
        if booking.resource.startswith("LP-")
    }
    assert min(found) == today + timedelta(days=10)


def test_weeks(inventory: SampleInventory) -> None:
    assert plausible_bookings(Random(1), late(date(2026, 11, 22)), 0, inventory) == []
    with pytest.raises(ValueError, match="weeks"):
        plausible_bookings(Random(1), late(date(2026, 11, 22)), -1, inventory)
