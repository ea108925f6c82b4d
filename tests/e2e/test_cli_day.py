"""A day at the command line, against a real server: book, list, clash, move, close."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from booking.cli.outcome import Exit
from booking.rules import codes
from tests.e2e.conftest import At
from tests.e2e.terminal import Terminal, bytes_below

CANARY = "Nightingale-canary-4711"


def test_signing_in_brings_the_inventory(terminal: Callable[..., Terminal]) -> None:
    desk = terminal("photon.one")
    assert desk.json("whoami", expect=Exit.ENVIRONMENT)["code"] == "not_signed_in"
    entered = desk.sign_in()
    assert entered["pulled"] == "done"
    assert entered["password_kept"] == "file"
    assert entered["person"]["tenant"] == "PHOTON"
    assert desk.json("whoami")["person"] == entered["person"]
    assert [site["code"] for site in desk.json("sites")["sites"]] == ["JO", "SB", "LP"]
    rooms = desk.json("resources", "--site", "JO", "--kind", "room", "--feature", "hl")
    assert {one["code"] for one in rooms["resources"]} == {"JO-1F-HALL", "JO-1F-MR01"}


def test_the_way_of_a_booking(one: Terminal, hour: At) -> None:
    wanted = ("--from", hour(10), "--to", hour(11), "--people", 6, "--feature", "vc")
    free = one.json("free", "--site", "JO", *wanted)
    assert "JO-1F-MR01" in {found["code"] for found in free["found"]}
    done = one.json(*one.book("JO-1F-MR01", hour(10), hour(11), "--people", 6, title="会議"))
    assert done["act"]["state"] == "confirmed"
    assert done["booking"]["standing"] == "confirmed"
    assert done["booking"]["items"][0]["resource"] == "JO-1F-MR01"
    assert "JO-1F-MR01" not in {found["code"] for found in one.json("free", *wanted)["found"]}

    key = done["booking"]["id"]
    longer = one.json("move", key[-8:], "--to", hour(12))
    assert (longer["act"]["op"], longer["booking"]["rev"]) == ("resize", 2)
    moved = one.json("move", key, "--resource", "JO-1F-MR02", "--from", hour(14))
    assert moved["booking"]["items"][0]["resource"] == "JO-1F-MR02"
    assert moved["booking"]["items"][0]["to"] > moved["booking"]["items"][0]["from"]
    edited = one.json("edit", key, "--title", "Other", "--people", 7, "--private")
    assert (edited["booking"]["title"], edited["booking"]["private"]) == ("Other", True)
    shown = one.json("show", key, "--history", "online")
    assert [row["op"] for row in shown["history"]] == ["book", "resize", "move", "edit"]
    assert [act["op"] for act in shown["acts"]] == ["book", "resize", "move", "edit"]
    cancelled = one.json("cancel", key)
    assert cancelled["booking"]["state"] == "cancelled"
    assert one.json("list")["bookings"] == []
    again = one.json("cancel", key, expect=Exit.REFUSED)
    assert again["problems"] == [{"code": codes.ALREADY_CANCELLED}]


def test_a_booking_gets_one_more_resource_and_one_less(one: Terminal, hour: At) -> None:
    key = one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))["booking"]["id"]
    added = one.json("add", key[:8], "--resource", "JO-1F-MR02")
    assert (added["act"]["op"], added["act"]["state"]) == ("item_add", "confirmed")
    first, second = added["booking"]["items"]
    assert (second["resource"], second["from"]) == ("JO-1F-MR02", first["from"])
    later = one.json("add", key, "--resource", "JO-1F-MR02", "--from", hour(14), "--to", hour(15))
    assert len(later["booking"]["items"]) == 3
    # The room is in it twice, so its code says too little.
    unclear = one.json("take-out", key, "--resource", "JO-1F-MR02", expect=Exit.REFUSED)
    assert unclear["problems"] == [{"code": codes.BAD_REQUEST, "field": "item"}]
    last = later["booking"]["items"][2]["id"]
    assert len(one.json("take-out", key, "--item", last)["booking"]["items"]) == 2
    left = one.json("take-out", key, "--resource", "JO-1F-MR01")
    assert [item["resource"] for item in left["booking"]["items"]] == ["JO-1F-MR02"]
    none = one.json("take-out", key, "--resource", "JO-1F-MR02", expect=Exit.REFUSED)
    assert none["problems"] == [{"code": codes.BAD_REQUEST, "field": "item"}]
    # Its time is the room's own again.
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))


def test_a_resource_that_is_taken_is_not_added(one: Terminal, other: Terminal, hour: At) -> None:
    other.json(*other.book("JO-1F-MR02", hour(10), hour(11)))
    key = one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))["booking"]["id"]
    refused = one.json("add", key, "--resource", "JO-1F-MR02", expect=Exit.REFUSED)
    assert (refused["code"], refused["by"]) == (codes.SLOT_TAKEN, "desktop")
    sent = one.json("add", key, "--resource", "JO-1F-MR02", "--send-anyway", expect=Exit.REFUSED)
    assert (sent["code"], sent["by"]) == (codes.SLOT_TAKEN, "server")
    assert len(one.json("show", key)["booking"]["items"]) == 1


def test_another_tenants_booking_is_busy_and_nothing_more(
    one: Terminal, other: Terminal, hour: At
) -> None:
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11), title=CANARY))
    assert other.json("sync")["result"] == "done"
    wanted = ("--site", "JO", "--from", hour(10), "--to", hour(11), "--kind", "room")
    near = {miss["resource"]: miss for miss in other.json("free", *wanted)["near"]}
    assert {"code": codes.SLOT_TAKEN} in near["JO-1F-MR01"]["problems"]
    assert other.json("list", "--all", "--past")["bookings"] == []
    assert CANARY.encode() in bytes_below(one.data)
    assert CANARY.encode() not in bytes_below(other.data)


def test_a_clash_is_refused_with_offers_that_hold(one: Terminal, other: Terminal, hour: At) -> None:
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))
    # This desktop has not heard of it: the server refuses.
    clash = other.book("JO-1F-MR01", hour(10), hour(11), title="Clash")
    refused = other.json(*clash, expect=Exit.REFUSED)
    assert (refused["code"], refused["by"]) == (codes.SLOT_TAKEN, "server")
    assert refused["as_of"]
    assert refused["offers"]
    offer = refused["offers"][0]
    words = other.book(offer["resource"], offer["from"], offer["to"])
    assert other.json(*words)["act"]["state"] == "confirmed"
    # Now it knows: its own advice refuses, and nothing is queued.
    advised = other.json(*clash, expect=Exit.REFUSED)
    assert (advised["code"], advised["by"]) == (codes.SLOT_TAKEN, "desktop")
    assert [act["state"] for act in other.json("outbox")["acts"]] == ["refused"]
    insisted = other.json(*clash, "--send-anyway", expect=Exit.REFUSED)
    assert insisted["by"] == "server"
    other.json("outbox", "dismiss", "all")
    assert other.json("outbox")["acts"] == []


def test_advice_from_an_old_copy_is_checked_before_it_refuses(
    one: Terminal, other: Terminal, hour: At
) -> None:
    key = one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))["booking"]["id"]
    other.json("sync")
    one.json("cancel", key)
    done = other.json(*other.book("JO-1F-MR01", hour(10), hour(11)))
    assert done["act"]["state"] == "confirmed"


def test_a_basket_is_all_or_nothing(one: Terminal, other: Terminal, hour: At) -> None:
    also = f"JO-1F-MR02,{hour(10)},{hour(11)}"
    basket = one.json(*one.book("JO-1F-MR01", hour(10), hour(11), "--and", also))
    items = [item["resource"] for item in basket["booking"]["items"]]
    assert items == ["JO-1F-MR01", "JO-1F-MR02"]
    wish = other.book("SB1-2F-MR02", hour(10), hour(11), "--and", also)
    refused = other.json(*wish, expect=Exit.REFUSED)
    assert refused["problems"] == [{"code": codes.SLOT_TAKEN, "item": 1}]
    assert {offer["item"] for offer in refused["offers"]} == {1}


def test_an_admin_keeps_the_inventory(
    terminal: Callable[..., Terminal], one: Terminal, hour: At, tmp_path: Path
) -> None:
    admin = terminal("joint.admin")
    admin.sign_in()
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))

    changed = admin.json("resource", "put", "JO-1F-MR01", "--set", "capacity=3")
    assert (changed["act"]["state"], changed["affected"]) == ("confirmed", 1)
    one.json("sync")
    people = one.book("JO-1F-MR01", hour(14), hour(15), "--people", 4)
    assert one.json(*people, expect=Exit.REFUSED)["code"] == codes.CAPACITY

    (document,) = (
        found
        for found in admin.json("resources", "--site", "JO")["resources"]
        if found["code"] == "JO-1F-MR01"
    )
    path = tmp_path / "room.json"
    path.write_text(json.dumps(document | {"code": "JO-1F-MR09"}), "utf-8")
    assert admin.json("resource", "put", path)["act"]["state"] == "confirmed"
    one.json("sync")
    assert one.json(*one.book("JO-1F-MR09", hour(14), hour(15)))["act"]["state"] == "confirmed"
    assert admin.json("resource", "retire", "JO-1F-MR09")["affected"] == 1

    closing = ("close", "--site", "JO", "--from", hour(9), "--to", hour(12), "--reason", "Works")
    closed = admin.json(*closing)
    assert closed["affected"] == 1
    refused = one.json(*one.book("JO-1F-MR02", hour(10), hour(11)), expect=Exit.REFUSED)
    assert refused["problems"][0]["code"] == codes.CLOSED
    assert len(admin.json("close", "--list")["closures"]) == 1
    admin.json("close", "--lift", closed["closure"][-8:])
    assert one.json(*one.book("JO-1F-MR02", hour(10), hour(11)))["act"]["state"] == "confirmed"

    assert one.json(*closing, expect=Exit.REFUSED)["code"] == codes.NOT_ALLOWED


def test_the_password_can_be_changed(
    terminal: Callable[..., Terminal], newcomer: Terminal, tmp_path: Path
) -> None:
    new = tmp_path / "new.txt"
    new.write_text("short", "utf-8")
    assert newcomer.json("password", "--new-password-file", new, expect=Exit.REFUSED)["code"] == (
        "password_short"
    )
    new.write_text("another-password-2", "utf-8")
    assert newcomer.json("password", "--new-password-file", new)["password_kept"] == "file"
    assert newcomer.json("sync")["result"] == "done"
    elsewhere = terminal("newcomer", "elsewhere")
    old = ("--password-file", elsewhere.password_file(), "--keep-password", "no")
    refused = elsewhere.json("sign-in", elsewhere.invitation(), *old, expect=Exit.ENVIRONMENT)
    assert refused["code"] == "wrong_password"
    given = ("--password-file", new, "--keep-password", "no")
    entered = elsewhere.json("sign-in", elsewhere.invitation(), *given)
    assert entered["password_kept"] == "session"


def test_a_password_that_is_not_kept_is_given_each_time(
    terminal: Callable[..., Terminal], hour: At
) -> None:
    desk = terminal("photon.one")
    given = ("--password-file", desk.password_file())
    desk.json("sign-in", desk.invitation(), *given, "--keep-password", "no")
    wish = desk.book("JO-1F-MR01", hour(10), hour(11))
    waits = desk.json(*wish, expect=Exit.WAITING)
    assert waits["reason"] == "no_password"
    assert desk.json("sync", expect=Exit.ENVIRONMENT)["code"] == "no_password"
    assert desk.json("sync", *given)["waiting"] == 0
    assert desk.json("list")["bookings"][0]["standing"] == "confirmed"
    assert b"sample-password" not in bytes_below(desk.data)


def test_text_is_for_people(one: Terminal, hour: At) -> None:
    done = one("book", "--resource", "JO-1F-MR01", "--title", "Team", "--from", hour(10), "--to",
               hour(11))  # fmt: skip
    assert done.exit == Exit.DONE
    assert done.out.startswith("Booked.\n")
    assert "10:00-11:00 (Asia/Shanghai)" in done.out
    clash = one("book", "--resource", "JO-1F-MR01", "--title", "Two", "--from", hour(10), "--to",
                hour(11))  # fmt: skip
    assert clash.exit == Exit.REFUSED
    assert clash.out == ""
    assert "Somebody else has this time" in clash.err
    assert "Instead (as of " in clash.err
    for words in (["list"], ["sites"], ["resources"], ["outbox", "--all"], ["whoami"]):
        ran = one(*words)
        assert ran.exit == Exit.DONE
        assert ran.err == ""
    assert "Team" in one("list").out
    assert "LP    " in one("sites").out
    assert one("--version").out.startswith("loop-booking ")
