"""What the office does to the inventory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import pytest

from booking.model import Closure, Names
from booking.rules import codes
from booking.rules.interval import iso
from booking.services.inventory import ClosureWish, QueuedChange
from booking.services.refusal import RefusedError
from tests.cache.kit import entry, move_on
from tests.services.kit import HOUR, TEN, Office

WHY = Names("New carpet")


def closure_row(office: Office, key: str, resource: int | None = None) -> None:
    """Let the server know a closure, as the next pull brings it."""
    office.cursor += 1
    body = {
        "id": key,
        "site_id": 1,
        "resource_id": resource,
        "starts": int(TEN.timestamp()),
        "ends": int((TEN + HOUR).timestamp()),
        "reason": WHY.as_json(),
        "rev": 2,
    }
    row = entry("closure", body, office.cursor)
    move_on(office.desk.cache, office.cursor, catalogue=[row])


def test_a_changed_resource_expects_its_revision(admin: Office) -> None:
    admin.mine()
    document = admin.inventory.document("R1") | {"capacity": 10}
    change = admin.inventory.put(document)
    assert change.act.op == "resource_put"
    assert change.act.subject == "resource:R1"
    assert change.act.args["expects"] == 1
    assert change.act.args["resource"]["capacity"] == 10
    assert None not in change.act.args["resource"].values()
    assert change.affected == 1


def test_a_new_resource_expects_nothing(admin: Office) -> None:
    document = admin.inventory.document("R1") | {"code": "R9"}
    change = admin.inventory.put(document)
    assert change.act.args["expects"] is None
    again = admin.inventory.put(document)
    assert again.act.args["expects"] == str(change.act.id)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"colour": "red"}, codes.BAD_REQUEST, "resource.colour"),
        ({"site": None}, codes.BAD_REQUEST, "resource.site"),
        ({"site": "XX"}, codes.BAD_REQUEST, "resource.site"),
        ({"code": "a b"}, codes.BAD_REQUEST, "resource.code"),
        ({"name": "Room"}, codes.BAD_REQUEST, "resource.name"),
        ({"name": {"fr": "Salle"}}, codes.BAD_REQUEST, "resource.name.fr"),
        ({"name": {"en": " "}}, codes.BAD_TEXT, "resource.name"),
        ({"name": {"en": "x" * 201}}, codes.BAD_TEXT, "resource.name.en"),
        ({"features": ["x" * 40] * 600}, codes.TOO_LARGE, None),
    ],
)
def test_bad_documents_are_not_queued(
    admin: Office, change: dict[str, Any], code: str, field: str | None
) -> None:
    with pytest.raises(RefusedError) as caught:
        admin.inventory.put(admin.inventory.document("R1") | change)
    assert caught.value.code == code
    assert caught.value.data.get("field") == field
    assert admin.acts.every() == ()


def test_members_keep_no_inventory(office: Office) -> None:
    acts: list[Callable[[], QueuedChange]] = [
        lambda: office.inventory.put(office.inventory.document("R1")),
        lambda: office.inventory.retire("R1"),
        lambda: office.inventory.close("JO", None, TEN, TEN + HOUR, WHY),
    ]
    for act in acts:
        with pytest.raises(RefusedError) as caught:
            act()
        assert caught.value.code == codes.NOT_ALLOWED


def test_retiring_says_how_many_bookings_are_to_come(admin: Office) -> None:
    admin.mine()
    admin.mine(start=admin.clock.at - 9 * HOUR)
    change = admin.inventory.retire("R1")
    assert change.act.args == {"resource": "R1", "expects": 1}
    assert change.affected == 1
    with pytest.raises(RefusedError) as caught:
        admin.inventory.retire("R9")
    assert caught.value.code == codes.NO_SUCH_RESOURCE


def test_closing_says_how_many_bookings_it_touches(admin: Office) -> None:
    admin.mine(1)
    admin.mine(2)
    admin.mine(3, start=TEN + 2 * HOUR)
    everything = admin.inventory.close("JO", None, TEN, TEN + HOUR, WHY)
    assert everything.affected == 2
    assert everything.act.args["resource"] is None
    assert everything.act.args["reason"] == {"en": "New carpet", "zh_hant": "", "zh_hans": ""}
    assert admin.inventory.close("JO", "R1", TEN, TEN + HOUR, WHY).affected == 1
    assert everything.act.not_after == TEN + HOUR


def test_bad_closures_are_not_queued(admin: Office) -> None:
    past = admin.clock.at - 2 * HOUR
    for site, resource, start, end, why, code in (
        ("XX", None, TEN, TEN + HOUR, WHY, codes.BAD_REQUEST),
        ("JO", "R9", TEN, TEN + HOUR, WHY, codes.NO_SUCH_RESOURCE),
        ("JO", None, TEN + HOUR, TEN, WHY, codes.BAD_TIME),
        ("JO", None, past, past + HOUR, WHY, codes.IN_PAST),
        ("JO", None, TEN, TEN + HOUR, Names(), codes.BAD_TEXT),
    ):
        with pytest.raises(RefusedError) as caught:
            admin.inventory.close(site, resource, start, end, why)
        assert caught.value.code == code
    assert admin.acts.every() == ()


def test_a_closure_is_lifted_at_its_revision(admin: Office) -> None:
    key = "0195c0de-0000-7000-8000-00000000beef"
    closure_row(admin, key)
    assert [str(one.id) for one in admin.inventory.closures()] == [key]
    found = admin.inventory.resolve("0000beef")
    assert admin.inventory.lift(found).act.args == {"closure": key, "expects": 2}
    with pytest.raises(RefusedError) as caught:
        admin.inventory.resolve("12345678")
    assert caught.value.code == codes.NO_SUCH_CLOSURE


def test_a_document_of_another_revision_is_not_queued(admin: Office) -> None:
    document = admin.inventory.document("R1") | {"capacity": 10}
    for seen, code in ((7, codes.STALE), (0, codes.ID_TAKEN)):
        with pytest.raises(RefusedError) as caught:
            admin.inventory.put(document, seen=seen)
        assert caught.value.code == code
    with pytest.raises(RefusedError) as caught:
        admin.inventory.put(document | {"code": "R9"}, seen=1)
    assert caught.value.code == codes.STALE
    assert admin.acts.every() == ()
    assert admin.inventory.put(document, seen=1).act.args["expects"] == 1


def test_what_waits_is_what_was_before(admin: Office) -> None:
    document = admin.inventory.document("R1")
    first = admin.inventory.put(document | {"capacity": 10})
    second = admin.inventory.put(document | {"capacity": 11})
    assert first.before == document
    assert isinstance(second.before, Mapping)
    assert second.before["capacity"] == 10


def test_a_closure_is_changed_at_its_revision(admin: Office) -> None:
    key = UUID("0195c0de-0000-7000-8000-00000000beef")
    closure_row(admin, str(key))
    wish = ClosureWish("JO", None, TEN, TEN + 2 * HOUR, WHY)
    with pytest.raises(RefusedError) as caught:
        admin.inventory.put_closure(wish, key, seen=1)
    assert caught.value.code == codes.STALE
    with pytest.raises(RefusedError) as caught:
        admin.inventory.put_closure(wish, UUID(int=1))
    assert caught.value.code == codes.NO_SUCH_CLOSURE
    change = admin.inventory.put_closure(wish, key, seen=2)
    assert (change.act.subject, change.act.args["expects"]) == (str(key), 2)
    assert isinstance(change.before, Closure)
    assert change.before.during.end == TEN + HOUR


def test_a_changed_closure_is_put_back(admin: Office) -> None:
    key = UUID("0195c0de-0000-7000-8000-00000000beef")
    closure_row(admin, str(key))
    wish = ClosureWish("JO", None, TEN, TEN + 2 * HOUR, WHY)
    change = admin.inventory.put_closure(wish, key)
    admin.answer(change.act, ok=True, rev=3, chg=50)
    back = admin.inventory.undo(change)
    assert back is not None
    assert (back.act.op, back.act.subject) == ("closure_put", str(key))
    assert back.act.args["to"] == iso(TEN + HOUR)


def test_a_change_of_a_closure_is_asked_for_again_as_a_change(admin: Office) -> None:
    key = UUID("0195c0de-0000-7000-8000-00000000beef")
    closure_row(admin, str(key))
    wish = ClosureWish("JO", None, TEN, TEN + 2 * HOUR, WHY)
    change = admin.inventory.put_closure(wish, key)
    admin.answer(change.act, ok=False, code="stale", problems=[{"code": "stale", "rev": 3}])
    failed = admin.acts.get(change.act.id)
    assert failed is not None
    again = admin.acts.retry(failed)
    assert again.act.subject == str(key)
