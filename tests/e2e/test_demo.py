"""`loop-booking demo`: the real thing, from the first run to --reset."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from booking.bootstrap import open_desktop
from booking.cli.tour import find_slot, holds
from booking.demo.folder import DemoFolder
from booking.demo.stage import ONE, TWO
from booking.errors import EnvironmentProblem
from booking.paths import paths
from booking.shared.owner import OwnerAccess
from tests.e2e.commands import Said, ask, call, done

STEPS = ["find", "book", "busy", "clash", "offline", "return"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data directory whose path is too long for a socket in it."""
    top = tmp_path_factory.mktemp("demo") / ("long-" * 25)
    yield top
    DemoFolder(top).server.remove()


@pytest.fixture(scope="module")
def first(data: Path) -> dict[str, Any]:
    """What the first run said."""
    return done(data, "demo", "--terminal")


def titles(data: Path) -> list[str]:
    """Titles of all live bookings on the server."""
    with OwnerAccess.private(DemoFolder(data).server).connect() as connection:
        rows = connection.execute("select title from app.booking where state = 'confirmed'")
        return [str(row[0]) for row in rows.fetchall()]


def test_the_first_run_makes_everything_and_takes_the_tour(
    data: Path, first: dict[str, Any]
) -> None:
    assert first["found"] is False
    assert first["counts"]["site"] == 3
    assert first["counts"]["person"] == 12
    assert first["bookings_added"] == first["counts"]["booking"] > 150
    assert [step["step"] for step in first["steps"]] == STEPS
    book, clash = first["steps"][1], first["steps"][3]
    offline, back = first["steps"][4:]
    assert book["act"]["state"] == "confirmed"
    assert (clash["code"], clash["by"]) == ("slot_taken", "server")
    assert clash["offers"]
    assert (offline["act"]["state"], offline["waiting"]) == ("queued", 1)
    assert back["act"] == {**offline["act"], **back["act"], "state": "confirmed"}
    assert back["act"]["id"] == offline["act"]["id"]


def test_the_server_holds_what_the_tour_showed(data: Path, first: dict[str, Any]) -> None:
    subjects = {first["steps"][n]["act"]["subject"] for n in (1, 5)}
    mine = done(DemoFolder(data).desk(ONE).data, "list")["bookings"]
    found = {each["id"]: each["title"] for each in mine if each["id"] in subjects}
    assert set(found) == subjects
    assert set(found.values()) <= set(titles(data))
    others = done(DemoFolder(data).desk(TWO).data, "list", "--all")["bookings"]
    assert not subjects & {each["id"] for each in others}


def test_another_tenants_titles_are_in_no_file_of_the_second_desktop(
    data: Path, first: dict[str, Any]
) -> None:
    folder = DemoFolder(data)
    mine = done(folder.desk(ONE).data, "list")["bookings"]
    subjects = {first["steps"][n]["act"]["subject"] for n in (1, 5)}
    for title in (each["title"] for each in mine if each["id"] in subjects):
        assert not holds(folder.desk(TWO).data, title)
        assert holds(folder.desk(ONE).data, title)
        assert title.encode() not in folder.server.log_file.read_bytes()


def test_passwords_are_for_their_owner_only(data: Path, first: dict[str, Any]) -> None:
    folder = DemoFolder(data)
    secrets = [folder.paths.secrets, folder.desk(ONE).secrets, folder.desk(TWO).secrets]
    assert [path.stat().st_mode & 0o777 for path in secrets] == [0o600] * 3
    kept = json.loads(folder.paths.secrets.read_text("utf-8"))
    assert len(set(kept.values())) == 12
    said = json.dumps(first)
    assert not any(password in said for password in kept.values())
    assert folder.path.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "now",
    [
        "2026-11-22T16:30:00Z",  # just after midnight at the sites
        "2026-11-27T15:59:59Z",  # a Friday night
        "2026-12-31T04:00:00Z",
        "2027-02-04T02:00:00Z",  # the long holiday begins
        "2027-02-14T02:00:00Z",
        "2027-09-30T09:30:00Z",
        "2027-11-20T03:00:00Z",
    ],
)
@pytest.mark.usefixtures("first")
def test_a_room_is_found_on_any_day_of_the_year(now: str, data: Path) -> None:
    at = datetime.fromisoformat(now)
    desktop = open_desktop(DemoFolder(data).desk(ONE), clock=Stopped(at))
    with closing(desktop):
        slot = find_slot(desktop, None)
        later = find_slot(desktop, slot.during.end)
    assert at < slot.during.start < at + timedelta(days=31)
    assert later.during.start >= slot.during.end


class Stopped:
    """A clock that stands still."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at.astimezone(UTC)

    def monotonic(self) -> float:
        return 0.0


@pytest.mark.usefixtures("first")
def test_the_second_run_finds_the_data_of_last_time(data: Path) -> None:
    before = titles(data)
    said = call(data, "demo", "--terminal")
    assert said.code == 0, said.err
    assert "The data of last time is there" in said.out
    after = titles(data)
    assert len(after) == len(before) + 2
    assert set(before) <= set(after)
    starts = [line[:3] for line in said.out.splitlines()]
    assert [start for start in starts if start[1:] == ". "] == [f"{n}. " for n in range(1, 7)]
    assert "Go on by hand" in said.out
    assert max(map(len, said.out.splitlines())) < 400


@pytest.mark.usefixtures("first")
def test_reset_begins_anew_and_removes_nothing_else(data: Path) -> None:
    own = data / "mine.txt"
    own.write_text("keep", "utf-8")
    before = set(titles(data))
    said = done(data, "demo", "--terminal", "--reset")
    assert said["found"] is False
    assert {"server", "secrets.json", ONE, TWO} <= set(said["removed"])
    assert own.read_text("utf-8") == "keep"
    samples = {title for title in before if title.startswith("Sample ")}
    assert not samples & set(titles(data))


def test_a_folder_that_is_not_the_demos_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / "demo" / "letter.txt"
    theirs.parent.mkdir()
    theirs.write_text("dear", "utf-8")
    refused = ask(tmp_path, "demo", "--reset")
    assert (refused["exit"], refused["code"]) == (3, "not_ours")
    assert [path.name for path in theirs.parent.iterdir()] == ["letter.txt"]
    theirs.unlink()
    theirs.parent.rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "demo").symlink_to(elsewhere)
    assert ask(tmp_path, "demo", "--reset")["code"] == "not_ours"
    assert not list(elsewhere.iterdir())


def test_a_second_demo_waits_and_says_so(tmp_path: Path) -> None:
    folder, told = DemoFolder(tmp_path), threading.Event()
    with folder.taken(told.set):
        assert not told.is_set()
        second = DemoFolder(tmp_path).taken(told.set, seconds=0.1)
        with pytest.raises(EnvironmentProblem, match="still running") as caught:
            second.__enter__()
        assert caught.value.code == "demo_busy"
        assert told.is_set()
    with DemoFolder(tmp_path).taken(told.set):
        assert folder.contents() == []


def test_the_data_directory_may_stand_behind_the_command(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("a file", "utf-8")
    said: Said = call(tmp_path / "other", "demo", "--data-dir", str(tmp_path))
    assert said.code == 3
    assert str(paths(tmp_path).data / "demo") in said.err
