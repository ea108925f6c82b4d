"""Bad input and bad machines: one plain sentence each, the right exit code, nothing stored."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from booking.bootstrap.online import Line
from booking.cli.outcome import Exit
from booking.rules import codes
from tests.e2e.conftest import At
from tests.e2e.terminal import Ran, Terminal, bytes_below, finish

NOBODY = 65534


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up root's rights over files for a while; an ordinary user has none."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def is_plain(ran: Ran) -> bool:
    """Whether a failure is told in a few lines for people."""
    lines = ran.err.splitlines()
    return ran.out == "" and 1 <= len(lines) <= 3 and "Traceback" not in ran.err


def test_wrong_passwords_are_told_and_leave_nothing(terminal: Callable[..., Terminal]) -> None:
    desk = terminal("photon.one")
    given = ("--password-file", desk.password_file("wrong"), "--keep-password", "file")
    ran = desk("sign-in", desk.invitation(), *given)
    assert ran.exit == Exit.ENVIRONMENT
    assert ran.err == "The login or the password is wrong.\n"
    assert desk.json("whoami", expect=Exit.ENVIRONMENT)["code"] == "not_signed_in"
    assert b"wrong" not in bytes_below(desk.data)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"database": "postgres"}, "not_ours"),
        ({"database": "nowhere"}, "not_ours"),
        ({"login": "lp_000000000000"}, "wrong_password"),
        ({"host": "/nowhere"}, "offline"),
        ({"port": "1"}, "offline"),
        ({"port": "x"}, "bad_url"),
        ({"host": "127.0.0.1", "port": "1"}, "offline"),
    ],
)
def test_a_wrong_address_is_one_plain_sentence(
    terminal: Callable[..., Terminal], change: dict[str, str], code: str
) -> None:
    desk = terminal("photon.one")
    given = ("--password-file", desk.password_file(), "--keep-password", "file")
    told = desk.json("sign-in", desk.invitation(**change), *given, expect=Exit.ENVIRONMENT)
    assert told["code"] == code
    assert is_plain(desk("sign-in", desk.invitation(**change), *given))
    assert desk.json("whoami", expect=Exit.ENVIRONMENT)["code"] == "not_signed_in"


def test_what_is_no_invitation_is_refused(terminal: Callable[..., Terminal]) -> None:
    desk = terminal("photon.one")
    password = desk.password_file()
    for text in ("", "{}", "[1]", '{"format": "other"}', "\0", "[" * 5000):
        path = desk.data.with_name("bad.json")
        path.write_text(text, "utf-8")
        told = desk.json("sign-in", path, "--password-file", password, expect=Exit.REFUSED)
        assert told["code"] == "bad_invitation"
    missing = desk.json("sign-in", "/no/such/file", expect=Exit.ENVIRONMENT)
    assert missing["code"] == "no_file"
    given = ("sign-in", desk.invitation(), "--password-file", "/no/such/file")
    assert desk.json(*given, expect=Exit.ENVIRONMENT)["code"] == "no_file"


def test_a_changed_password_keeps_the_act(one: Terminal, hour: At) -> None:
    secrets = one.data / "secrets.json"
    secrets.write_text(secrets.read_text("utf-8").replace("sample-password-1", "changed"), "utf-8")
    waits = one.json(*one.book("JO-1F-MR01", hour(10), hour(11)), expect=Exit.WAITING)
    assert waits["reason"] == "wrong_password"
    assert one.json("sync", expect=Exit.ENVIRONMENT)["code"] == "wrong_password"
    assert one.json("outbox")["waiting"] == 1
    one.sign_in()
    assert one.json("list")["bookings"][0]["standing"] == "confirmed"


def test_a_disabled_person_loses_the_copy_and_keeps_the_act(newcomer: Terminal, hour: At) -> None:
    login = newcomer.zone.logins["newcomer"]
    newcomer.zone.owner().execute("select account.person_active(%s, false)", (login,))
    waits = newcomer.json(*newcomer.book("JO-1F-MR01", hour(10), hour(11)), expect=Exit.WAITING)
    assert waits["reason"] == "login_disabled"
    assert newcomer.json("list", expect=Exit.ENVIRONMENT)["code"] == "no_data"
    assert newcomer.json("outbox")["waiting"] == 1


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-24T10:00", "2026-11-24T11:00"),
        ("2026-02-30T10:00+08:00", "2026-02-30T11:00+08:00"),
        ("2026-11-24T25:00Z", "2026-11-24T26:00Z"),
        ("2026-11-24T11:00Z", "2026-11-24T10:00Z"),
        ("2026-11-24T10:00Z", "2026-11-24T10:00Z"),
        ("1999-11-24T10:00Z", "1999-11-24T11:00Z"),
        ("2200-11-24T10:00Z", "2200-11-24T11:00Z"),
        ("0001-01-01T00:00+14:00", "0001-01-01T01:00+14:00"),
        ("9999-12-31T23:00-14:00", "9999-12-31T23:30-14:00"),
        ("infinity", "infinity"),
        ("tomorrow", "2026-11-24T11:00Z"),
        ("2026-11-24T10:00:00.5Z", "2026-11-24T11:00Z"),
        ("２０２６-11-24T10:00Z", "2026-11-24T11:00Z"),
        ("", ""),
    ],
)
def test_bad_times_are_refused_and_never_guessed(one: Terminal, start: str, end: str) -> None:
    told = one.json(*one.book("JO-1F-MR01", start, end), expect=Exit.REFUSED)
    assert told["code"] == codes.BAD_TIME
    assert "+08:00" in one(*one.book("JO-1F-MR01", start, end)).err
    assert one.json("outbox", "--all")["acts"] == []


def test_bad_words_are_refused(one: Terminal, hour: At) -> None:
    book = one.book("JO-1F-MR01", hour(10), hour(11))
    for words, code in (
        (one.book("JO-1F-MR01", hour(10), hour(11), title="x" * 201), codes.BAD_TEXT),
        (one.book("JO-1F-MR01", hour(10), hour(11), title="a\x1bb"), codes.BAD_TEXT),
        (one.book("JO 1F", hour(10), hour(11)), codes.BAD_REQUEST),
        (one.book("XX-1", hour(10), hour(11)), codes.NO_SUCH_RESOURCE),
        ((*book, "--people", 10_001), codes.BAD_REQUEST),
        ((*book, "--and", "JO-1F-MR02"), codes.BAD_REQUEST),
        (("move", "00000000", "--from", hour(10)), codes.NO_SUCH_BOOKING),
        (("cancel", "00000000-0000-7000-8000-000000000000"), codes.NO_SUCH_BOOKING),
        (("free", "--site", "XX", "--from", hour(10), "--to", hour(11)), codes.BAD_REQUEST),
        (("outbox", "dismiss", "00000000"), "no_such_act"),
        (("resource", "put", "JO-1F-MR01", "--set", "colour=red"), codes.BAD_REQUEST),
        (("resource", "retire", "XX-1"), codes.NO_SUCH_RESOURCE),
        (("close", "--lift", "00000000"), codes.NO_SUCH_CLOSURE),
    ):
        told = one.json(*words, expect=Exit.REFUSED)
        assert told["code"] == code, words
        assert told["problems"][0]["code"] == code
        assert is_plain(one(*words)), words
    assert one.json("outbox", "--all")["acts"] == []


def test_bad_usage_ends_with_2(one: Terminal) -> None:
    for words in (
        (),
        ("nonsense",),
        ("book",),
        ("book", "--people", "0"),
        ("book", "--wait", "soon"),
        ("list", "--colour"),
        ("list", "--pas"),
        ("outbox", "dismiss"),
        ("close", "--site", "JO"),
        ("resources", "--kind", "boat"),
    ):
        assert one.json(*words, expect=Exit.USAGE)["code"] == "usage", words
        ran = one(*words)
        assert ran.exit == Exit.USAGE
        assert "Traceback" not in ran.err
    assert one("help").exit == Exit.DONE
    assert one("help", "book").exit == Exit.DONE
    assert "examples:" in one("book", "--help").out


def test_documents_that_are_none_are_refused(one: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    for text in ("", "[]", "{", "[" * 100_000, '{"a": NaN'):
        path.write_text(text, "utf-8")
        assert one.json("resource", "put", path, expect=Exit.REFUSED)["code"] == "bad_document"
    path.write_bytes(b"\xff\xfe")
    assert one.json("resource", "put", path, expect=Exit.ENVIRONMENT)["code"] == "no_file"


def test_a_damaged_copy_is_pulled_anew(one: Terminal, hour: At) -> None:
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))
    (cache,) = one.data.glob("desks/*/cache.db")
    cache.write_bytes(b"rubbish" * 1000)
    cache.with_name("cache.db-wal").unlink(missing_ok=True)
    # Without a connection there is nothing to show, and it is told why.
    one.road.close()
    told = one("list")
    assert told.exit == Exit.ENVIRONMENT
    assert "damaged and is pulled anew" in told.err
    one.road.open()
    assert one.json("sync")["result"] == "done"
    assert one.json("list")["bookings"][0]["standing"] == "confirmed"


def test_a_damaged_outbox_is_kept_aside_and_told(one: Terminal, hour: At) -> None:
    one.road.close()
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11)), expect=Exit.WAITING)
    (outbox,) = one.data.glob("desks/*/outbox.db")
    outbox.write_bytes(b"rubbish" * 1000)
    outbox.with_name("outbox.db-wal").unlink(missing_ok=True)
    told = one("outbox")
    assert told.exit == Exit.DONE
    (kept,) = outbox.parent.glob("outbox.corrupt-*.db")
    assert str(kept) in told.err
    assert kept.read_bytes().startswith(b"rubbish")
    one.json(*one.book("JO-1F-MR02", hour(10), hour(11)), expect=Exit.WAITING)


def test_a_read_only_data_directory_is_told(
    one: Terminal, terminal: Callable[..., Terminal], hour: At
) -> None:
    read_only = terminal("photon.one", "read-only")
    read_only.data.mkdir(mode=0o555)
    book = one.book("JO-1F-MR01", hour(10), hour(11))
    folders = [one.data, *(path for path in one.data.rglob("*") if path.is_dir())]
    above = Path(tempfile.gettempdir())
    parents = [path for path in one.data.parents if above in path.parents]
    modes = {path: path.stat().st_mode for path in [*folders, *parents]}
    for path in parents:
        path.chmod(0o755)
    for path in folders:
        path.chmod(0o555)
    try:
        invitation, password = read_only.invitation(), read_only.password_file()
        with as_nobody():
            ran = read_only("sign-in", invitation, "--password-file", password)
            booked = one(*book)
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    for ended in (ran, booked):
        assert ended.exit == Exit.ENVIRONMENT, ended
        assert is_plain(ended)
        assert "cannot be written to" in ended.err
    assert one.json("outbox", "--all")["acts"] == []


def test_stopping_while_waiting_leaves_the_act_queued(
    one: Terminal, hour: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Line, "settle", interrupted)
    ran = one(*one.book("JO-1F-MR01", hour(10), hour(11)))
    assert ran.exit == Exit.WAITING
    assert "You stopped waiting" in ran.out
    assert "kept in the outbox" in ran.out
    monkeypatch.undo()
    assert one.json("sync")["verdicts"][0]["event"] == "ActConfirmed"


def test_a_fault_of_the_program_goes_to_the_log(
    one: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of the program")

    monkeypatch.setattr("booking.services.listing.Listing.mine", fault)
    ran = one("list")
    assert ran.exit == Exit.ENVIRONMENT
    assert is_plain(ran)
    log = one.data / "logs" / "loop-booking.log"
    assert str(log) in ran.err
    assert "a fault of the program" in log.read_text("utf-8")


def test_a_busy_server_is_no_refusal(one: Terminal, hour: At) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with one.zone.owner() as owner, owner.transaction():
            owner.execute("select * from app.head for update")
            held.set()
            done.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(30)
    try:
        waits = one.json(
            *one.book("JO-1F-MR01", hour(10), hour(11), "--wait", 2), expect=Exit.WAITING
        )
    finally:
        done.set()
        holder.join()
    assert waits["reason"] in ("busy", "offline")
    assert one.json("sync")["waiting"] == 0
    assert one.json("list")["bookings"][0]["standing"] == "confirmed"


def test_other_peoples_titles_cannot_speak_to_the_terminal(
    one: Terminal, terminal: Callable[..., Terminal], hour: At
) -> None:
    one.json(*one.book("JO-1F-MR01", hour(10), hour(11), title="red\u202eeman"))
    colleague = terminal("photon.admin")
    colleague.sign_in()
    ran = colleague("list", "--all")
    assert "red·eman" in ran.out


def test_processes_tell_their_exit_code(terminal: Callable[..., Terminal]) -> None:
    desk = terminal("photon.one")
    assert finish(desk.start("whoami")).exit == Exit.ENVIRONMENT
    assert finish(desk.start("nonsense")).exit == Exit.USAGE
    assert finish(desk.start("help")).exit == Exit.DONE
