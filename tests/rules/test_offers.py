"""Offers can be booked, are near, and cost a bounded number of checks."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from booking.model import Catalogue, Interval
from booking.rules import availability, offers, policy
from booking.rules.availability import OccupiedBy
from booking.rules.interval import Buffers, epoch
from booking.rules.offers import OfferKind
from booking.rules.policy import Old, Wish
from tests.rules import worlds
from tests.rules.worlds import World, held_by, sh, span

AT = sh("2026-03-01 12:00")
HOUR = span("2026-03-02 10:00", "2026-03-02 11:00")


def told(
    catalogue: Catalogue,
    wish: Wish,
    held: OccupiedBy,
    limit: int = 9,
    old: Old | None = None,
) -> list[tuple[str, str, str, int]]:
    """Return offers as (kind, resource, "MM-DD hh:mm" in Shanghai, minutes)."""
    found = offers.offers(catalogue, wish, AT, held, limit=limit, old=old)
    return [
        (
            offer.kind.value,
            offer.resource_code,
            offer.during.start.astimezone(worlds.SHANGHAI).strftime("%m-%d %H:%M"),
            int(offer.during.minutes),
        )
        for offer in found
    ]


def test_offers_by_example() -> None:
    features = ("vc", "wb")
    resources = [
        worlds.resource(1, features=features),
        worlds.resource(2, features=features, floor_id=2),
        worlds.resource(3, features=("vc",)),
        worlds.resource(4, features=(*features, "scr"), capacity=12),
        worlds.resource(5, features=features, capacity=3),
        worlds.resource(6, features=features, site_id=2),
    ]
    sites = [worlds.site(1), worlds.site(2)]
    catalogue = worlds.catalogue(resources, sites=sites, days=worlds.cn_2026())
    held = {1: [held_by(1, span("2026-03-02 10:30", "2026-03-02 12:15"))]}
    assert told(catalogue, Wish(1, HOUR, people=6), held) == [
        ("later", "R1", "03-02 12:15", 60),
        ("later", "R1", "03-02 12:30", 60),
        ("earlier", "R1", "03-02 09:30", 60),
        ("shorter", "R1", "03-02 10:00", 30),
        ("other_resource", "R4", "03-02 10:00", 60),
        ("other_resource", "R2", "03-02 10:00", 60),
        ("other_resource", "R6", "03-02 10:00", 60),
        ("other_day", "R1", "03-03 10:00", 60),
        ("other_day", "R1", "03-04 10:00", 60),
    ]
    few = told(catalogue, Wish(1, HOUR, people=6), held, limit=3)
    assert [kind for kind, *_ in few] == ["later", "earlier", "shorter"]


def test_holidays_and_notice_are_skipped() -> None:
    rules = worlds.policy(notice_working_days=5)
    catalogue = worlds.catalogue(policies=[rules], days=worlds.cn_2026())
    wish = Wish(1, span("2026-02-13 10:00", "2026-02-13 11:00"))
    found = offers.offers(catalogue, wish, sh("2026-02-12 12:00"), {})
    assert [offer.kind for offer in found] == [OfferKind.OTHER_DAY] * 2
    assert [offer.during.start for offer in found] == [
        sh("2026-02-26 10:00"),
        sh("2026-02-27 10:00"),
    ]


def test_beyond_the_horizon_the_last_days_are_offered() -> None:
    catalogue = worlds.catalogue(days=worlds.cn_2026())
    far = Wish(1, span("2026-09-01 10:00", "2026-09-01 11:00"))
    starts = [offer.during.start for offer in offers.offers(catalogue, far, AT, {})]
    assert starts == [sh("2026-04-30 10:00"), sh("2026-04-29 10:00")]


def test_a_site_that_opens_later_offers_its_first_days() -> None:
    site = worlds.site(opens_on=date(2026, 4, 8))
    catalogue = worlds.catalogue(sites=[site], days=worlds.cn_2026())
    found = offers.offers(catalogue, Wish(1, HOUR), AT, {})
    assert [offer.during.start for offer in found][:1] == [sh("2026-04-08 10:00")]


def test_a_length_that_cannot_be_had_is_rounded() -> None:
    rules = worlds.policy(length_step=60, min_length=60, start_step=60)
    catalogue = worlds.catalogue(policies=[rules])
    odd = Wish(1, span("2026-03-02 10:10", "2026-03-02 11:50"))
    assert told(catalogue, odd, {})[:3] == [
        ("later", "R1", "03-02 11:00", 120),
        ("later", "R1", "03-02 12:00", 120),
        ("earlier", "R1", "03-02 10:00", 120),
    ]


def test_no_other_time_helps_a_room_that_is_too_small() -> None:
    catalogue = worlds.catalogue([worlds.resource(1, capacity=8), worlds.resource(2, capacity=20)])
    assert told(catalogue, Wish(1, HOUR, people=9), {}) == [
        ("other_resource", "R2", "03-02 10:00", 60)
    ]


def test_nothing_is_offered_for_nonsense() -> None:
    catalogue = worlds.catalogue()
    assert offers.offers(catalogue, Wish(77, HOUR), AT, {}) == ()
    endless = Interval(HOUR.start, HOUR.start.replace(year=2100))
    assert offers.offers(catalogue, Wish(1, endless), AT, {}) == ()


def test_a_running_booking_is_only_offered_a_shorter_end() -> None:
    running = span("2026-03-01 11:00", "2026-03-01 13:00")
    hours = worlds.profile(1, [(worlds.EVERY_DAY, 0, 1440)])
    two = [worlds.resource(1), worlds.resource(2)]
    catalogue = worlds.catalogue(two, hours=[hours])
    longer = Wish(1, Interval(running.start, sh("2026-03-01 15:00")))
    held = {1: [held_by(1, span("2026-03-01 14:00", "2026-03-01 16:00"))]}
    assert told(catalogue, longer, held, old=Old(1, running)) == [
        ("shorter", "R1", "03-01 11:00", 180)
    ]


@given(st.data(), worlds.worlds())
def test_every_offer_can_be_booked(data: st.DataObject, world: World) -> None:
    catalogue = world.catalogue
    wish, at, old, office = data.draw(worlds.trials(world))
    offices = {site for site in catalogue.sites if office}
    held = {
        leaf: data.draw(worlds.crowds(origin_s=epoch(wish.during.start), units=3, most=5))
        for leaf in (1, 2, 4, 5, 6)
    }
    own = {(1).to_bytes(16)} if old else set()
    limit = data.draw(st.integers(0, 9))
    found = offers.offers(catalogue, wish, at, held, offices=offices, old=old, own=own, limit=limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)
    reach = offers.reach(catalogue, wish, at)
    for offer in found:
        resource = catalogue.resource(offer.resource_code)
        assert resource is not None
        assert (resource.id, offer.during) != (wish.resource, wish.during)
        better = Wish(resource.id, offer.during, wish.quantity, wish.people)
        if old is None:
            assert policy.check(catalogue, better, at, office=office) == ()
        else:
            assert policy.check_change(catalogue, better, at, office=office, old=old) == ()
        assert not availability.taken(
            catalogue, resource, held, offer.during, quantity=wish.quantity, at=at, own=own
        )
        rule = catalogue.policies[resource.policy_id]
        asked = availability.Asked.of(offer.during, Buffers(rule.buffer_before, rule.buffer_after))
        assert epoch(reach.start) <= asked.starts - asked.before * 60
        assert asked.ends + asked.after * 60 <= epoch(reach.end)
