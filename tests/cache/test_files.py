"""Damaged, missing, read-only and foreign files: one plain sentence, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from booking.cache import outbox_file, queries, sqlite, tables
from booking.cache.act import ActState
from booking.cache.engine import Desk, open_desk, wipe_cache
from booking.cache.sqlite import Work
from booking.errors import BookingError, EnvironmentProblem, Unavailable
from booking.events import CacheRebuilt, OutboxSetAside
from booking.ids import uuid7
from tests.cache.kit import NOON, StillClock, entry, fill, me, resource


@pytest.fixture
def folder(tmp_path: Path, clock: StillClock) -> Path:
    """A folder with a filled cache and two acts, closed."""
    desk = open_desk(tmp_path / "full", clock)
    fill(desk.cache, [entry("person", me(), 1), entry("resource", resource(1), 2)])
    for number in range(2):
        desk.outbox.append("book", {"n": number}, subject=str(number))
    desk.cache.checkpoint()
    desk.close()
    return desk.folder


@pytest.fixture
def reopened(folder: Path, clock: StillClock) -> Iterator[list[Desk]]:
    """Collects desks to close at the end; the first element opens nothing."""
    made: list[Desk] = []
    yield made
    for desk in made:
        desk.close()


def reopen(folder: Path, clock: StillClock, made: list[Desk]) -> Desk:
    """Open the folder again."""
    made.append(open_desk(folder, clock))
    return made[-1]


def test_a_new_folder_tells_nothing(desk: Desk) -> None:
    assert desk.take_notices() == ()
    assert queries.cursor(desk.cache) is None
    assert desk.outbox.waiting() == 0
    if os.name == "posix":
        assert desk.folder.stat().st_mode & 0o077 == 0


def test_the_files_are_set_up_as_decided(desk: Desk) -> None:
    def pragmas(connection: sqlite3.Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "secure_delete")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert desk.cache.read(pragmas) == ["wal", 1, 1]
    assert desk.outbox._file.read(pragmas) == ["wal", 2, 1]


@pytest.mark.parametrize(
    "damage", [b"not a database, not at all" * 200, b"SQLite format 3\0" + b"\xff" * 8000]
)
def test_a_corrupt_cache_is_rebuilt(
    folder: Path, clock: StillClock, reopened: list[Desk], damage: bytes
) -> None:
    (folder / "cache.db").write_bytes(damage)
    desk = reopen(folder, clock, reopened)
    assert desk.take_notices() == (CacheRebuilt("corrupt"),)
    assert queries.cursor(desk.cache) is None
    assert desk.outbox.waiting() == 2


def test_damage_that_is_met_later_rebuilds_too(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    desk = reopen(folder, clock, reopened)
    other = reopen(folder, clock, reopened)
    assert queries.cursor(desk.cache) == queries.cursor(other.cache) == 1000
    whole = bytearray((folder / "cache.db").read_bytes())
    whole[4096:] = b"\xaa" * (len(whole) - 4096)
    (folder / "cache.db").write_bytes(whole)
    desk.cache._database.drop_connections()
    assert queries.cursor(desk.cache) is None
    assert desk.cache.take_rebuilt() == "corrupt"
    assert desk.cache.take_rebuilt() is None
    assert queries.cursor(other.cache) is None
    assert other.cache.take_rebuilt() is None


def test_check_finds_damage_that_no_query_met(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    desk = reopen(folder, clock, reopened)
    assert desk.cache.check()
    query = "SELECT rootpage FROM sqlite_schema WHERE name = 'booking_link'"
    page = desk.cache.read(lambda c: int(c.execute(query).fetchone()[0]))
    with (folder / "cache.db").open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(b"\xaa" * 4096)
    desk.cache._database.drop_connections()
    assert not desk.cache.check()
    assert desk.cache.take_rebuilt() == "corrupt"
    assert desk.cache.check()


def test_another_version_of_the_cache_is_rebuilt(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    with closing(sqlite3.connect(folder / "cache.db")) as raw:
        raw.execute(f"PRAGMA user_version={tables.VERSION + 1}")
    desk = reopen(folder, clock, reopened)
    assert desk.take_notices() == (CacheRebuilt("version"),)


def test_one_that_somebody_is_just_setting_up_is_waited_for(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    """Between being removed and being filled with tables the file is not there, then empty."""
    desk = reopen(folder, clock, reopened)
    for empty in (False, True):
        wipe_cache(folder)
        if empty:
            (folder / "cache.db").touch()
        assert queries.cursor(desk.cache) is None
        assert desk.cache.write(lambda c: c.execute("PRAGMA user_version").fetchone()[0])


def test_what_fails_because_the_file_is_just_replaced_is_done_on_the_new_one(
    folder: Path, clock: StillClock, reopened: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, other = (reopen(folder, clock, reopened) for _ in range(2))
    opened = sqlite.connect

    def late(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        """Find no file, which is there a moment later."""
        monkeypatch.setattr(sqlite, "connect", opened)
        try:
            return opened(*args, **kwargs)
        finally:
            other.cache.read(lambda c: c.execute("SELECT 1").fetchone())

    wipe_cache(folder)
    monkeypatch.setattr(sqlite, "connect", late)
    assert queries.cursor(desk.cache) is None


def test_wiping_again_and_again_gives_nobody_a_wrong_sentence(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    desk = reopen(folder, clock, reopened)
    told: list[Exception] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            try:
                queries.catalogue(desk.cache)
                desk.outbox.append("book", {}, subject="x")
            except (BookingError, sqlite3.Error) as error:
                told.append(error)

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(200):
            wipe_cache(folder)
            queries.cursor(desk.cache)
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert told == []


def test_another_version_while_the_program_runs(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    desk = reopen(folder, clock, reopened)
    with closing(sqlite3.connect(folder / "cache.db")) as raw:
        raw.execute(f"PRAGMA user_version={tables.VERSION + 1}")
    desk.cache._database.drop_connections()
    with pytest.raises(EnvironmentProblem, match="Another version") as caught:
        queries.cursor(desk.cache)
    assert caught.value.code == "other_version"


def test_a_cache_that_vanishes_is_made_anew(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    desk = reopen(folder, clock, reopened)
    assert queries.cursor(desk.cache) == 1000
    wipe_cache(folder)
    assert not (folder / "cache.db").exists()
    assert queries.cursor(desk.cache) is None
    assert desk.cache.take_rebuilt() == "missing"
    assert desk.outbox.waiting() == 2


def test_a_corrupt_outbox_is_kept_aside(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    damaged = b"\xff" * 5000
    (folder / "outbox.db").write_bytes(damaged)
    for side in ("-wal", "-shm"):
        (folder / f"outbox.db{side}").unlink(missing_ok=True)
    desk = reopen(folder, clock, reopened)
    kept = folder / f"outbox.corrupt-{NOON:%Y%m%dT%H%M%SZ}.db"
    assert desk.take_notices() == (OutboxSetAside(kept, 0),)
    assert kept.read_bytes() == damaged
    assert desk.outbox.append("book", {}, subject="x").state is ActState.QUEUED


def test_two_corrupt_outboxes_are_both_kept(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    for _ in range(2):
        (folder / "outbox.db").write_bytes(b"\xff" * 5000)
        reopen(folder, clock, reopened).close()
    assert len(list(folder.glob("outbox.corrupt-*.db"))) == 2


def damage_outbox(folder: Path, clock: StillClock, count: int) -> list[str]:
    """Fill an outbox over many pages and destroy one leaf page of its table."""
    desk = open_desk(folder, clock)
    for number in range(count):
        desk.outbox.append("book", {"pad": "x" * 900}, subject=f"s{number}")
    subjects = [act.subject for act in desk.outbox.acts()]
    with closing(sqlite3.connect(folder / "outbox.db")) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.close()
    path = folder / "outbox.db"
    whole = bytearray(path.read_bytes())
    middle = whole.index(b'"pad"', len(whole) // 2) // 4096
    whole[middle * 4096 : (middle + 1) * 4096] = b"\xee" * 4096
    path.write_bytes(whole)
    return subjects


def test_what_can_be_read_of_a_damaged_outbox_is_salvaged(
    tmp_path: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    folder = tmp_path / "damaged"
    subjects = damage_outbox(folder, clock, 60)
    desk = reopen(folder, clock, reopened)
    (told,) = desk.take_notices()
    assert isinstance(told, OutboxSetAside)
    salvaged = [act.subject for act in desk.outbox.acts()]
    assert told.salvaged == len(salvaged)
    assert 50 <= len(salvaged) < 60
    assert salvaged == [s for s in subjects if s in set(salvaged)]
    assert desk.outbox.append("book", {}, subject="new").seq > 60


def test_an_outbox_that_breaks_while_open(
    folder: Path, clock: StillClock, reopened: list[Desk]
) -> None:
    desk, other = (reopen(folder, clock, reopened) for _ in range(2))
    assert other.outbox.waiting() == 2
    (folder / "outbox.db").write_bytes(b"\xff" * 5000)
    for side in ("-wal", "-shm"):
        (folder / f"outbox.db{side}").unlink(missing_ok=True)
    desk.outbox._file._database.drop_connections()
    act = desk.outbox.append("book", {}, subject="x")
    assert desk.outbox.take_set_aside() is not None
    second = other.outbox.append("book", {}, subject="y")
    assert [a.id for a in desk.outbox.acts()] == [act.id, second.id]


def test_an_act_written_while_the_outbox_is_set_aside_is_written_again(
    folder: Path, clock: StillClock, reopened: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = reopen(folder, clock, reopened)
    database = desk.outbox._file._database
    run, calls = database.run, []

    def run_then_replace(work: Work[object], *, write: bool) -> object:
        result = run(work, write=write)
        calls.append(write)
        if len(calls) == 1:
            (folder / "outbox.db").rename(folder / "aside.db")
            shutil.copy(folder / "aside.db", folder / "outbox.db")
            for side in ("-wal", "-shm"):
                (folder / f"outbox.db{side}").unlink(missing_ok=True)
        return result

    monkeypatch.setattr(database, "run", run_then_replace)
    act = desk.outbox.append("book", {}, subject="x")
    monkeypatch.undo()
    assert calls == [True, True]
    assert desk.outbox.get(act.id) == act


def test_an_upgrade_of_the_outbox_keeps_a_copy(
    folder: Path, clock: StillClock, reopened: list[Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    step = ("ALTER TABLE act ADD COLUMN colour TEXT",)
    monkeypatch.setattr(outbox_file, "STEPS", [*outbox_file.STEPS, step])
    newer = reopen(folder, clock, reopened)
    assert newer.outbox.waiting() == 2
    with closing(sqlite3.connect(folder / "outbox.backup-v1.db")) as copy:
        assert copy.execute("SELECT count(*) FROM act").fetchone() == (2,)
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    monkeypatch.undo()
    older = reopen(folder, clock, reopened)
    assert older.take_notices() == ()
    older.outbox.append("book", {}, subject="x")
    assert newer.outbox.waiting() == 3


def test_a_full_disk_is_said_plainly(
    tmp_path: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_file, "PRAGMAS", (*outbox_file.PRAGMAS, "max_page_count=30"))
    desk = open_desk(tmp_path / "full", clock)
    queued = []

    def append_for_ever() -> None:
        while True:
            queued.append(desk.outbox.append("book", {"x": "y" * 500}, subject="s"))

    try:
        with pytest.raises(EnvironmentProblem, match=r"disk .* is full") as caught:
            append_for_ever()
        assert caught.value.code == "disk_full"
        assert [act.id for act in desk.outbox.acts()] == [act.id for act in queued]
        assert desk.outbox.dismiss([uuid7()]) == 0
    finally:
        desk.close()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "desk").write_text("a file")
    with pytest.raises(EnvironmentProblem) as caught:
        open_desk(tmp_path / "desk" / "inner")
    assert "\n" not in str(caught.value)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Be somebody whom permissions concern, also where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(os.name != "posix", reason="needs permissions of Unix")
@pytest.mark.parametrize("existing", [True, False])
def test_a_read_only_data_directory(clock: StillClock, existing: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "desk"
        open_desk(folder, clock).close()
        for path in [folder.parent, folder, *folder.iterdir()]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        target = folder if existing else folder / "inner"
        try:
            with unprivileged(), pytest.raises(EnvironmentProblem) as caught:
                open_desk(target)
        finally:
            folder.parent.chmod(0o755)
            folder.chmod(0o755)
    assert caught.value.code == "read_only"
    assert "\n" not in str(caught.value)


def test_another_process_holds_the_turn(desk: Desk, clock: StillClock) -> None:
    other = open_desk(desk.folder, clock)
    try:
        with desk.turn():
            with pytest.raises(Unavailable) as caught, other.turn():
                pass
            assert caught.value.reason == "busy"
            assert other.outbox.append("book", {}, subject="x").state is ActState.QUEUED
            assert queries.cursor(other.cache) is None
        with other.turn():
            assert other.outbox.waiting() == 1
    finally:
        other.close()
