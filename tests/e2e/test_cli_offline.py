"""Offline and back, signing out, dying at the wrong moment, two processes at once."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable

from booking.cli.outcome import Exit
from booking.rules import codes
from tests.e2e.conftest import At
from tests.e2e.terminal import Terminal, bytes_below, finish

CANARY = "Kingfisher-canary-0815"

# Submits for real, and dies before anything can be written down about the answer.
DIE_AFTER_COMMIT = """
import os, signal, sys
from booking.cli import main
from booking.shared.gateway import PgGateway

submit = PgGateway.submit

def submit_and_die(self, act, op, args):
    submit(self, act, op, args)
    os.kill(os.getpid(), signal.SIGKILL)

PgGateway.submit = submit_and_die
main(sys.argv[1:])
"""

NO_DRIVER = """
import sys
from booking.cli import main

code = main(sys.argv[1:])
heavy = {"psycopg", "sqlalchemy", "keyring", "alembic", "booking.sync"} & set(sys.modules)
sys.exit(code or (99 if heavy else 0))
"""


def test_the_offline_afternoon(one: Terminal, other: Terminal, hour: At) -> None:
    kept = one.json(*one.book("JO-1F-MR02", hour(9), hour(10)))["booking"]["id"]
    one.road.close()
    booked = one.json(*one.book("JO-1F-MR01", hour(10), hour(11)), expect=Exit.WAITING)
    assert (booked["code"], booked["reason"]) == ("waiting", "offline")
    assert booked["booking"]["standing"] == "pending"
    key = booked["booking"]["id"]
    one.json("move", key, "--from", hour(14), expect=Exit.WAITING)
    one.json("cancel", kept, expect=Exit.WAITING)
    lost = one.json(*one.book("SB1-2F-MR02", hour(10), hour(11)), expect=Exit.WAITING)
    assert [act["state"] for act in one.json("outbox")["acts"]] == ["queued"] * 4
    assert one.json("sync", expect=Exit.WAITING)["waiting"] == 4
    standings = {row["id"]: row["standing"] for row in one.json("list")["bookings"]}
    assert standings == {key: "pending", kept: "pending", lost["booking"]["id"]: "pending"}

    one.road.open()
    other.json(*other.book("SB1-2F-MR02", hour(10), hour(11)))
    synced = one.json("sync")
    assert [verdict["event"] for verdict in synced["verdicts"]] == [
        "ActConfirmed",
        "ActConfirmed",
        "ActConfirmed",
        "ActRefused",
    ]
    standings = {row["id"]: row["standing"] for row in one.json("list")["bookings"]}
    assert standings == {key: "confirmed", lost["booking"]["id"]: "refused"}
    shown = one.json("show", key)
    assert shown["booking"]["rev"] == 2
    failed = one.json("show", lost["booking"]["id"])["booking"]["failed"]
    assert [act["code"] for act in failed] == [codes.SLOT_TAKEN]


def test_a_refused_act_takes_along_what_builds_on_it(
    one: Terminal, other: Terminal, hour: At
) -> None:
    one.road.close()
    waits = one.json(*one.book("JO-1F-MR01", hour(10), hour(11)), expect=Exit.WAITING)
    one.json("move", waits["booking"]["id"], "--from", hour(14), expect=Exit.WAITING)
    one.json("cancel", waits["booking"]["id"], expect=Exit.WAITING)
    one.road.open()
    other.json(*other.book("JO-1F-MR01", hour(10), hour(11)))
    one.json("sync")
    verdicts = [act["code"] for act in one.json("outbox")["acts"]]
    assert verdicts == [codes.SLOT_TAKEN, codes.DEPENDS_ON_REFUSED, codes.DEPENDS_ON_REFUSED]


def test_what_others_took_meanwhile_is_likely_lost(
    one: Terminal, other: Terminal, hour: At
) -> None:
    one.road.close()
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11)), expect=Exit.WAITING)
    one.road.open()
    other.json(*other.book("JO-1F-MR01", hour(10), hour(11)))
    # A pull without a push: the act is withdrawn before it would be sent.
    (act,) = one.json("outbox")["acts"]
    one.json("outbox", "withdraw", act["id"])
    one.json("sync")
    one.road.close()
    wish = one.book("JO-1F-MR01", hour(10), hour(11), "--send-anyway")
    assert one.json(*wish, expect=Exit.WAITING)["booking"]["standing"] == "likely_lost"


def test_what_a_colleague_changed_meanwhile_is_stale(
    one: Terminal, terminal: Callable[..., Terminal], hour: At
) -> None:
    colleague = terminal("photon.admin")
    colleague.sign_in()
    key = one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))["booking"]["id"]
    one.road.close()
    one.json("move", key, "--from", hour(14), expect=Exit.WAITING)
    one.json("edit", key, "--title", "Also", expect=Exit.WAITING)
    one.road.open()
    colleague.json("edit", key, "--title", "Theirs")
    one.json("sync")
    first, second = one.json("outbox")["acts"]
    assert first["problems"] == [{"code": codes.STALE, "rev": 2}]
    assert second["code"] == codes.DEPENDS_ON_REFUSED
    assert one.json("show", key)["booking"]["title"] == "Theirs"


def test_a_server_that_hangs_holds_nobody_for_long(one: Terminal, hour: At) -> None:
    with one.road.hanging():
        before = time.monotonic()
        words = one.book("JO-1F-MR01", hour(10), hour(11), "--wait", 1)
        assert one.json(*words, expect=Exit.WAITING)["reason"] == "offline"
        assert time.monotonic() - before < 20
        ended = one.start(*one.book("JO-1F-MR02", hour(10), hour(11), "--wait", 60, "--json"))
        while one.json("outbox")["waiting"] < 2:
            assert ended.poll() is None
        ended.send_signal(signal.SIGINT)
        stopped = finish(ended)
        assert stopped.exit == Exit.WAITING, stopped
        assert stopped.body["reason"] == "interrupted"
        killed = one.start(*one.book("SB1-2F-MR02", hour(10), hour(11), "--wait", 60))
        while one.json("outbox")["waiting"] < 3:
            assert killed.poll() is None
        killed.kill()
        finish(killed)
    verdicts = one.json("sync")["verdicts"]
    assert [verdict["event"] for verdict in verdicts] == ["ActConfirmed"] * 3


def test_nothing_waits_for_a_server_that_is_not_asked(one: Terminal, hour: At) -> None:
    words = one.book("JO-1F-MR01", hour(10), hour(11), "--wait", 0)
    waits = one.json(*words, expect=Exit.WAITING)
    assert waits["reason"] == "not_waited"
    assert waits["act"]["tries"] == 0
    assert one.json("sync")["verdicts"][0]["event"] == "ActConfirmed"


def test_signing_out_wipes_the_copy_and_keeps_the_outbox(
    one: Terminal, terminal: Callable[..., Terminal], hour: At
) -> None:
    one.json(*one.book("JO-1F-MR02", hour(9), hour(10), title=CANARY))
    (folder,) = (one.data / "desks").iterdir()
    one.road.close()
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11), title="Later"), expect=Exit.WAITING)
    assert one.json("sign-out") == {"exit": 0, "waiting": 1}
    assert one.json("list", expect=Exit.ENVIRONMENT)["code"] == "not_signed_in"
    assert not list(folder.glob("cache.db*"))
    assert not (one.data / "secrets.json").exists() or b"sample-password" not in (
        (one.data / "secrets.json").read_bytes()
    )

    one.road.open()
    following = terminal("unilab.one", one.data.name)
    following.sign_in()
    assert following.json("list", "--all")["bookings"] == []
    assert following.json("sync")["verdicts"] == []
    assert following.json("outbox", "--all")["acts"] == []
    free = ("free", "--site", "JO", "--from", hour(10), "--to", hour(11))
    assert "JO-1F-MR01" in {found["code"] for found in following.json(*free)["found"]}
    (new,) = (path for path in (one.data / "desks").iterdir() if path != folder)
    assert CANARY.encode() not in bytes_below(new)

    # Signing in again signs the other out, and sends what waited.
    entered = one.sign_in()
    assert entered["waiting"] == 0
    assert not list(new.glob("cache.db*"))
    titles = {row["title"]: row["standing"] for row in one.json("list")["bookings"]}
    assert titles == {CANARY: "confirmed", "Later": "confirmed"}


def test_dying_after_the_commit_books_exactly_once(one: Terminal, hour: At) -> None:
    words = one.book("JO-1F-MR01", hour(10), hour(11), title="Once")
    line = ["--data-dir", str(one.data), *map(str, words)]
    died = finish(one.run_python(["-c", DIE_AFTER_COMMIT, *line]))
    assert died.exit == -signal.SIGKILL
    (act,) = one.json("outbox")["acts"]
    assert act["state"] == "in_flight"
    assert one.json("outbox", "withdraw", act["id"], expect=Exit.REFUSED)["code"] == "already_sent"
    verdicts = one.json("sync")["verdicts"]
    assert [(verdict["event"], verdict["act"]) for verdict in verdicts] == [
        ("ActConfirmed", act["id"])
    ]
    with one.zone.owner() as owner:
        (count,) = owner.execute("select count(*) from app.booking").fetchone() or (None,)
    assert count == 1
    (shown,) = one.json("list")["bookings"]
    assert (shown["title"], shown["standing"], shown["rev"]) == ("Once", "confirmed", 1)


def test_processes_on_one_data_directory_book_at_the_same_time(one: Terminal, hour: At) -> None:
    rooms = ["JO-1F-MR01", "JO-1F-MR02", "SB1-2F-MR02", "SB1-2F-MR03"]
    started = [
        one.start(*one.book(room, hour(start), hour(start + 1)), "--wait", 30, "--json")
        for room in rooms
        for start in (10, 14)
    ]
    ended = [finish(process) for process in started]
    assert [ran.exit for ran in ended] == [Exit.DONE] * 8, ended
    assert len({ran.body["booking"]["id"] for ran in ended}) == 8
    assert len(one.json("list")["bookings"]) == 8
    assert one.json("outbox")["acts"] == []


def test_one_slot_and_two_processes_have_one_winner(one: Terminal, hour: At) -> None:
    words = one.book("JO-1F-MR01", hour(10), hour(11), "--send-anyway", "--wait", 30, "--json")
    ended = [finish(process) for process in [one.start(*words) for _ in range(4)]]
    assert sorted(ran.exit for ran in ended) == [Exit.DONE] + [Exit.REFUSED] * 3


def test_watching_tells_what_happens(one: Terminal, other: Terminal, hour: At) -> None:
    watching = other.start("watch", "--json")
    assert watching.stdout is not None
    first = json.loads(watching.stdout.readline())
    while first["event"] != "CameOnline":
        first = json.loads(watching.stdout.readline())
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))
    happened = json.loads(watching.stdout.readline())
    assert happened["event"] == "CacheChanged"
    # What another process queues on the same data directory is sent by the one that watches.
    wish = other.book("JO-1F-MR02", hour(10), hour(11), "--wait", 20)
    assert other.json(*wish)["act"]["state"] == "confirmed"
    watching.send_signal(signal.SIGINT)
    ended = finish(watching)
    assert ended.exit == Exit.DONE
    assert ended.err == ""


def test_looking_needs_neither_a_connection_nor_its_driver(one: Terminal, hour: At) -> None:
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))
    one.road.close()
    free = ("free", "--site", "JO", "--from", hour(10), "--to", hour(11))
    for words in (["list"], ["whoami"], ["sites"], ["resources"], ["outbox"], free):
        line = ["--data-dir", str(one.data), *words]
        ran = finish(one.run_python(["-c", NO_DRIVER, *line]))
        assert ran.exit == 0, (words, ran)


def test_a_reader_that_goes_away_is_no_fault(one: Terminal) -> None:
    with one.start("resources", "--json") as reading:
        assert reading.stdout is not None
        assert reading.stderr is not None
        assert reading.stdout.read(1) == "{"
        reading.stdout.close()
        assert reading.stderr.read() == ""
    assert reading.returncode == 0
