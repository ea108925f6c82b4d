"""`loop-booking database`, against real servers."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from booking.model import SCHEMA_VERSION
from booking.paths import paths
from booking.shared.accounts import Invitation
from booking.shared.embedded import EmbeddedServer
from booking.shared.owner import DATABASE
from tests.e2e.commands import ask, call, done

FIRST = ("--admin", "Sample Admin", "--tenant-code", "PARK", "--tenant-name", "Park operator")
SITE = ("--zone", "Our park", "--site", "JO=Joint office")


@pytest.fixture(scope="module")
def park(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A data directory with a private server on which a zone was founded, and what init said."""
    data = tmp_path_factory.mktemp("park")
    said = done(data, "database", "init", *SITE, *FIRST)
    yield data, said
    EmbeddedServer(paths(data).server).remove()


def owner(data: Path) -> psycopg.Connection[Any]:
    """Connect to a private server's zone as its superuser."""
    server = EmbeddedServer(paths(data).server)
    return psycopg.connect(server.conninfo(DATABASE), autocommit=True)


def person(data: Path, said: dict[str, Any]) -> psycopg.Connection[Any]:
    """Connect as the first administrator."""
    server = EmbeddedServer(paths(data).server)
    info = server.conninfo(DATABASE, said["login"], said["first_password"])
    return psycopg.connect(info, application_name="loop-booking")


# ------------------------------------------------------------------------- the private server


def test_before_anything_is_made_status_says_so_and_makes_nothing(tmp_path: Path) -> None:
    said = done(tmp_path, "database", "status")
    assert (said["running"], said["url"], said["zone"]) == (False, None, None)
    assert not paths(tmp_path).server.exists()
    assert call(tmp_path, "database", "stop").code == 0


def test_start_stop_and_again(tmp_path: Path) -> None:
    try:
        first = done(tmp_path, "database", "start")
        again = done(tmp_path, "database", "start")
        assert (first["started"], again["started"]) == (True, False)
        assert first["pid"] == again["pid"]
        status = call(tmp_path, "database", "status")
        assert "holds no shared database yet" in status.out
        assert done(tmp_path, "database", "stop")["stopped"] is True
        assert done(tmp_path, "database", "stop")["stopped"] is False
        assert done(tmp_path, "database", "status")["running"] is False
    finally:
        EmbeddedServer(paths(tmp_path).server).remove()


def test_init_founds_a_zone_with_its_first_administrator(
    park: tuple[Path, dict[str, Any]],
) -> None:
    data, said = park
    assert said["created"] is True
    assert said["zone"] == {"name": "Our park", "sample": False}
    assert said["counts"]["site"] == said["counts"]["tenant"] == said["counts"]["person"] == 1
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", said["first_password"])
    text = Path(said["invitation"]).read_text("utf-8")
    assert said["first_password"] not in text
    assert Invitation.from_text(text).login == said["login"]
    assert Invitation.from_text(text).zone == "Our park"
    with person(data, said) as connection:
        row = connection.execute("select login, zone from api.hello('', 0, 0, '', '1')").fetchone()
        assert row == (said["login"], "Our park")
    with owner(data) as connection:
        days = connection.execute("select count(distinct calendar) from app.calendar_day")
        assert days.fetchone() == (2,)


def test_init_again_keeps_the_zone_and_can_add_a_site(
    park: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    data, _ = park
    before = done(data, "database", "status")["counts"]
    again = done(data, "database", "init", "--zone", "Another name", "--site", "SB=Branch")
    assert (again["created"], again["zone"]["name"]) == (False, "Our park")
    assert again["counts"]["site"] == before["site"] + 1
    out = tmp_path / "second.invitation"
    second = done(data, "database", "init", "--site", "SB=Branch", *FIRST, "--out", str(out))
    assert Invitation.from_text(out.read_text("utf-8")).login == second["login"]


def test_no_account_is_made_where_its_invitation_cannot_be_written(
    park: tuple[Path, dict[str, Any]],
) -> None:
    data, said = park
    before = done(data, "database", "status")["counts"]["person"]
    text = Path(said["invitation"]).read_text("utf-8")
    refused = ask(data, "database", "init", *SITE, *FIRST)
    assert (refused["exit"], refused["code"]) == (3, "file_exists")
    assert Path(said["invitation"]).read_text("utf-8") == text
    assert done(data, "database", "status")["counts"]["person"] == before


def test_no_invitation_is_left_where_no_account_was_made(
    park: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    out = tmp_path / "x.invitation"
    refused = ask(park[0], "database", "init", *SITE, "--admin", "x" * 101, "--out", str(out))
    assert (refused["exit"], refused["code"]) == (4, "bad_text")
    assert not out.exists()


def test_status_tells_versions_counts_and_sessions(park: tuple[Path, dict[str, Any]]) -> None:
    data, said = park
    with person(data, said):
        status = done(data, "database", "status", "--check")
        text = call(data, "database", "status").out
    assert status["running"] is True
    assert status["url"].startswith("postgresql://LOGIN@")
    assert status["versions"]["schema"] == SCHEMA_VERSION
    assert status["versions"]["program_schema"] == SCHEMA_VERSION
    assert status["versions"]["server"].startswith("18")
    assert status["findings"] == []
    (session,) = status["sessions"]
    assert (session["login"], session["name"]) == (said["login"], "Sample Admin")
    assert f"Sample Admin ({said['login']}) with loop-booking" in text
    assert said["first_password"] not in text + json.dumps(status)


def test_a_schema_of_another_version_is_told_and_upgraded(
    park: tuple[Path, dict[str, Any]],
) -> None:
    data, _ = park
    with owner(data) as connection:
        connection.execute("update app.setting set schema_version = 0")
        older = done(data, "database", "status")["findings"]
        assert [each["code"] for each in older] == ["schema_older"]
        upgraded = done(data, "database", "upgrade")
        assert (upgraded["schema_before"], upgraded["schema"]) == (0, SCHEMA_VERSION)
        connection.execute("update app.setting set schema_version = 99")
        newer = done(data, "database", "status")["findings"]
        assert [each["code"] for each in newer] == ["newer_schema"]
        refused = ask(data, "database", "upgrade")
        assert (refused["exit"], refused["code"]) == (3, "newer_schema")
        assert "update the program" in refused["message"]
        connection.execute(f"update app.setting set schema_version = {SCHEMA_VERSION}")


def test_a_history_that_was_changed_is_found(park: tuple[Path, dict[str, Any]]) -> None:
    data, _ = park
    with owner(data) as connection:
        change = "update app.event set op = op || %s where seq = 3"
        connection.execute(change, ("x",))
        found = done(data, "database", "status", "--check")["findings"]
        connection.execute("update app.event set op = left(op, -1) where seq = 3")
    assert [each["code"] for each in found] == ["history_broken"]
    assert done(data, "database", "status", "--check")["findings"] == []


class Terminal(io.StringIO):
    """Standard input of somebody who sits there."""

    def isatty(self) -> bool:
        return True


def test_stop_asks_where_somebody_is_connected(
    park: tuple[Path, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, said = park
    with person(data, said) as connection:
        monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
        refused = ask(data, "database", "stop")
        assert (refused["exit"], refused["code"], refused["stopped"]) == (4, "connected", False)
        assert [each["name"] for each in refused["sessions"]] == ["Sample Admin"]
        without = call(data, "database", "stop")
        assert without.code == 4
        assert "Sample Admin" in without.err
        monkeypatch.setattr(sys, "stdin", Terminal("n\n"))
        declined = call(data, "database", "stop")
        assert declined.code == 4
        assert "[y/N]" in declined.out
        assert done(data, "database", "status")["running"] is True
        monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
        assert call(data, "database", "stop").code == 0
        with pytest.raises(psycopg.OperationalError):
            connection.execute("select 1")
    stopped = ask(data, "database", "status")
    assert (stopped["exit"], stopped["running"]) == (0, False)
    done(data, "database", "start")
    with person(data, said):
        assert done(data, "database", "stop", "--force")["stopped"] is True
    done(data, "database", "start")


def test_sample_data_is_not_loaded_into_a_real_zone(
    park: tuple[Path, dict[str, Any]],
) -> None:
    refused = ask(park[0], "database", "init", "--sample")
    assert (refused["exit"], refused["code"]) == (3, "not_empty")


def test_an_ordinary_login_cannot_administer(
    park: tuple[Path, dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, said = park
    monkeypatch.setenv("PGPASSWORD", said["first_password"])
    url = EmbeddedServer(paths(data).server).url(DATABASE, said["login"])
    for command in ("status", "upgrade"):
        refused = ask(data, "database", command, "--url", url)
        assert (refused["exit"], refused["code"]) == (3, "not_owner")


# --------------------------------------------------------------------------------- how it is typed


@pytest.mark.parametrize(
    "words",
    [
        ("init", "--admin", "Chan"),
        ("init", "--site", "JO"),
        ("init", "--site", "JO=x", "--timezone", "Nowhere/Land"),
        ("init", "--site", "JO=x", "--opens", "soon"),
        ("start", "--url", "postgresql://a@b/c"),
        (),
        ("restart",),
    ],
)
def test_wrong_usage_starts_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    assert call(tmp_path, "database", *words).code == 2
    assert not paths(tmp_path).server.exists()
