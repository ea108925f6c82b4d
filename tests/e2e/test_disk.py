"""A disk that is full or read-only under the data directory: one plain sentence, nothing half done.

The data directory stands on a small file system of its own, which a file fills up to the last byte.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from booking.cli.outcome import Exit
from tests.e2e.conftest import At
from tests.e2e.terminal import Ran, Terminal

BYTES = 4_000_000
# How much is left: from nothing up to where everything fits, as each file needs its own share.
LEFT = (0, 4, 12, 24, 32, 36, 44, 56, 72, 96, 128, 192)


@dataclass(frozen=True)
class Disk:
    """A small file system."""

    top: Path

    @contextmanager
    def left(self, kib: int) -> Iterator[None]:
        """Leave so much room, in units of 1024 bytes."""
        ballast = self.top / "ballast"
        room = os.statvfs(self.top)
        free = room.f_bavail * room.f_frsize
        with ballast.open("wb") as file:
            file.write(bytes(max(0, free - kib * 1024)))
        try:
            yield
        finally:
            ballast.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let nobody write, not even root."""
        _mount("-o", "remount,ro", str(self.top))
        try:
            yield
        finally:
            _mount("-o", "remount,rw", str(self.top))


def _mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"cannot mount here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A file system of four megabytes."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("mounting needs root")
    top = tmp_path / "disk"
    top.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={BYTES},mode=0700", "tmpfs", str(top))
    yield Disk(top)
    subprocess.run(["umount", str(top)], check=True)


@pytest.fixture
def desk(disk: Disk, terminal: Callable[..., Terminal]) -> Terminal:
    """A desktop on it, not signed in yet."""
    return terminal("photon.one", str(disk.top / "data"))


def is_plain(ran: Ran, *sentences: str) -> bool:
    """Whether a failure is told in one plain sentence, which names one of these."""
    lines = ran.err.splitlines()
    told = len(lines) == 1 and any(each in ran.err for each in sentences)
    return ran.exit == Exit.ENVIRONMENT and ran.out == "" and told


def waiting(desk: Terminal) -> list[str]:
    """Return the ids of the acts that wait."""
    return [act["id"] for act in desk.json("outbox")["acts"]]


def test_an_act_that_cannot_be_stored_is_not_shown_as_queued(
    disk: Disk, desk: Terminal, hour: At
) -> None:
    desk.sign_in()
    desk.road.close()
    stored = 0
    for kib in LEFT:
        book = desk.book("JO-1F-MR01", hour(9), hour(10), title="x" * 200)
        before = waiting(desk)
        with disk.left(kib):
            ran = desk(*book)
        after = waiting(desk)
        assert after[: len(before)] == before
        if ran.exit == Exit.WAITING:
            assert len(after) == len(before) + 1
            stored += 1
            desk.json("outbox", "withdraw", after[-1])
        else:
            assert is_plain(ran, "is full."), (kib, ran)
            assert after == before, (kib, ran)
    assert 0 < stored < len(LEFT)
    desk.road.open()
    done = desk.json(*desk.book("JO-1F-MR01", hour(9), hour(10)))
    assert done["act"]["state"] == "confirmed"


def test_a_copy_that_cannot_grow_is_brought_up_to_date_later(
    disk: Disk, desk: Terminal, terminal: Callable[..., Terminal], hour: At
) -> None:
    desk.sign_in()
    other = terminal("unilab.one")
    other.sign_in()
    done = 0
    for number, kib in enumerate(LEFT[:8]):
        other.json(*other.book("JO-1F-MR01", hour(9 + number), hour(10 + number)))
        with disk.left(kib):
            ran = desk("sync")
        if ran.exit == Exit.DONE:
            done += 1
        else:
            assert is_plain(ran, "is full."), (kib, ran)
    assert done < 8
    assert desk.json("sync")["result"] == "done"
    desk.road.close()
    book = desk.book("JO-1F-MR01", hour(15), hour(16), "--wait", 0)
    assert desk.json(*book, expect=Exit.REFUSED)["code"] == "slot_taken"


def test_booking_on_a_full_disk_tells_what_became_of_it(
    disk: Disk, desk: Terminal, hour: At
) -> None:
    desk.sign_in()
    ends: set[int] = set()
    known = 0
    for number, kib in enumerate(LEFT):
        room = f"JO-1F-MR0{1 + number % 2}"
        with disk.left(kib):
            ran = desk(*desk.book(room, hour(9 + number // 2), hour(10 + number // 2)), "--json")
        ends.add(ran.exit)
        acts = [act["state"] for act in desk.json("outbox", "--all")["acts"]]
        desk.json("sync")
        if ran.exit == Exit.ENVIRONMENT:
            assert ran.body["code"] == "disk_full"
            assert len(acts) == known
        else:
            assert len(acts) == known + 1
            assert acts[-1] == ran.body["act"]["state"], (kib, ran)
        known = len(acts)
        assert known == len(desk.json("list")["bookings"]), (kib, ran)
    assert {Exit.ENVIRONMENT, Exit.DONE} <= ends


def test_an_answer_that_cannot_be_stored_is_fetched_again(
    disk: Disk, desk: Terminal, hour: At
) -> None:
    desk.sign_in()
    failed = 0
    for number, kib in enumerate(LEFT[:8]):
        desk.road.close()
        book = desk.book("JO-1F-MR01", hour(9 + number), hour(10 + number))
        act = desk.json(*book, expect=Exit.WAITING)["act"]["id"]
        desk.road.open()
        with disk.left(kib):
            ran = desk("sync")
        assert ran.exit == Exit.DONE or is_plain(ran, "is full."), (kib, ran)
        failed += ran.exit != Exit.DONE
        assert desk.json("sync")["waiting"] == 0
        acts = {each["id"]: each["state"] for each in desk.json("outbox", "--all")["acts"]}
        assert acts[act] == "confirmed"
    assert len(desk.json("list")["bookings"]) == 8
    assert failed


def test_signing_in_on_a_full_disk(disk: Disk, desk: Terminal) -> None:
    password, invitation = desk.password_file(), desk.invitation()
    for kib in (0, 8, 40, 120, 400):
        with disk.left(kib):
            given = ("--password-file", password, "--keep-password", "file")
            ran = desk("sign-in", invitation, *given)
            told = "is full." in ran.err or "cannot be written to" in ran.err
            assert ran.exit == Exit.DONE or told, (kib, ran)
    desk.sign_in()
    assert desk.json("whoami")["login"] == desk.zone.logins["photon.one"]


def test_a_disk_that_became_read_only(disk: Disk, desk: Terminal, hour: At) -> None:
    desk.sign_in()
    book = desk.book("JO-1F-MR01", hour(9), hour(10))
    with disk.read_only():
        for words in (book, ("sync",), ("sign-out",), ("outbox", "dismiss", "all")):
            ran = desk(*words)
            assert is_plain(ran, "cannot be written to."), (words, ran)
    assert waiting(desk) == []
    assert desk.json(*book)["act"]["state"] == "confirmed"
