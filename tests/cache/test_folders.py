"""A folder for each (database, login); signing out wipes the cache and keeps the outbox."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from booking.cache import folders, queries
from booking.cache.engine import open_desk
from booking.errors import EnvironmentProblem, Unavailable
from booking.paths import Paths, paths
from tests.cache.kit import StillClock, entry, fill, me

SERVER = "db.example:5432/park"


@pytest.fixture
def places(tmp_path: Path) -> Paths:
    """An empty data directory."""
    return paths(tmp_path / "data")


def test_paths_lie_below_the_data_directory(tmp_path: Path) -> None:
    here = paths(tmp_path)
    every = (here.desks, here.current, here.secrets, here.settings, here.server, here.logs)
    assert all(path.is_relative_to(tmp_path) for path in every)
    assert paths().data.is_absolute()
    assert "loop-booking" in str(paths().data)


def test_nobody_is_signed_in_at_first(places: Paths) -> None:
    assert folders.current(places) is None
    assert folders.list_desks(places) == ()
    assert folders.sign_out(places) == 0


def test_each_database_and_login_has_its_own_folder(places: Paths) -> None:
    first = folders.sign_in(places, SERVER, "p1", {"zone": "會議"})
    second = folders.sign_in(places, SERVER, "p2")
    third = folders.sign_in(places, "other:5432/park", "p1")
    assert len({d.folder for d in (first, second, third)}) == 3
    assert folders.current(places) == third
    assert {d.folder for d in folders.list_desks(places)} == {
        first.folder,
        second.folder,
        third.folder,
    }
    again = folders.sign_in(places, SERVER, "p1", {"zone": "會議"})
    assert again == first
    assert folders.current(places) == first
    assert first.facts == {"zone": "會議"}
    if os.name == "posix":
        assert first.folder.stat().st_mode & 0o077 == 0


def test_names_do_not_run_into_each_other() -> None:
    assert folders.folder_name("a", "bc") != folders.folder_name("ab", "c")
    assert folders.folder_name(SERVER, "p1") == folders.folder_name(SERVER, "p1")


def test_signing_out_wipes_the_cache_and_keeps_the_outbox(places: Paths, clock: StillClock) -> None:
    desk_facts = folders.sign_in(places, SERVER, "p1")
    desk = open_desk(desk_facts.folder, clock)
    fill(desk.cache, [entry("person", me(), 1)])
    desk.outbox.append("book", {"title": "canary"}, subject="x")
    assert folders.sign_out(places, clock) == 1
    assert not desk_facts.signed_in
    assert folders.current(places) is None
    names = {path.name for path in desk_facts.folder.iterdir()}
    assert "outbox.db" in names
    assert not {"cache.db", "cache.db-wal", "cache.db-shm"} & names
    desk.close()
    assert folders.sign_out(places, clock) == 0


def test_the_next_person_sees_nothing_and_the_first_finds_the_outbox(
    places: Paths, clock: StillClock
) -> None:
    first = folders.sign_in(places, SERVER, "p1")
    desk = open_desk(first.folder, clock)
    act = desk.outbox.append("book", {}, subject="x")
    desk.close()
    folders.sign_out(places, clock)
    second = open_desk(folders.sign_in(places, SERVER, "p2").folder, clock)
    assert (second.outbox.waiting(), queries.cursor(second.cache)) == (0, None)
    second.close()
    back = open_desk(folders.sign_in(places, SERVER, "p1").folder, clock)
    assert back.outbox.get(act.id) == act
    assert folders.signed_in(back.folder)
    back.close()


def test_signing_out_during_a_round_leaves_the_mark(
    places: Paths, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "TURN_SECONDS", 0.0)
    facts = folders.sign_in(places, SERVER, "p1")
    desk = open_desk(facts.folder, clock)
    with desk.turn(), pytest.raises(Unavailable):
        folders.sign_out(places, clock)
    desk.close()
    assert not facts.signed_in
    assert (facts.folder / "cache.db").exists()
    folders.forget(facts.folder)
    assert not (facts.folder / "cache.db").exists()


def test_a_damaged_pointer_is_said_plainly(places: Paths) -> None:
    folders.sign_in(places, SERVER, "p1")
    places.current.write_text("{")
    with pytest.raises(EnvironmentProblem, match="sign in again"):
        folders.current(places)
    folders.sign_in(places, SERVER, "p1")
    assert folders.current(places) is not None


def test_a_folder_that_is_gone_is_not_current(places: Paths) -> None:
    facts = folders.sign_in(places, SERVER, "p1")
    (facts.folder / "desk.json").unlink()
    assert folders.current(places) is None


def test_a_file_where_the_data_directory_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(EnvironmentProblem) as caught:
        folders.sign_in(paths(tmp_path / "data"), SERVER, "p1")
    assert "\n" not in str(caught.value)
