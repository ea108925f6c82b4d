"""`loop-booking database --url`: the shared database on an office's own server."""

from __future__ import annotations

import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import psycopg
import pytest
from psycopg import sql

from booking.model import SCHEMA_VERSION
from booking.paths import paths
from booking.shared import admin, founding, migrating
from booking.shared.accounts import Invitation
from booking.shared.embedded import EmbeddedServer
from tests.e2e.commands import ask, call, done

FIRST = ("--admin", "Sample Admin", "--tenant-code", "PARK", "--tenant-name", "Park operator")
SITE = ("--zone", "Our park", "--site", "JO=Joint office")


@contextmanager
def new_name(server: EmbeddedServer) -> Iterator[str]:
    """Name of a database that does not exist yet; dropped at the end if it does then."""
    name = f"office_{secrets.token_hex(4)}"
    yield name
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        statement = sql.SQL("drop database if exists {} with (force)")
        connection.execute(statement.format(sql.Identifier(name)))


@pytest.fixture
def office(pg_server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a database that is not made yet, on a server that is not ours to start."""
    found = psycopg.conninfo.conninfo_to_dict(pg_server.conninfo())
    monkeypatch.setenv("PGPASSWORD", str(found["password"]))
    with new_name(pg_server) as name:
        yield pg_server.url(name, str(found["user"]))


def test_an_offices_own_server(office: str, tmp_path: Path) -> None:
    out = tmp_path / "first.invitation"
    where = ("--host", "db.example.org", "--port", "6432")
    init = ("database", "init", "--url", office, *SITE, *FIRST, "--out", str(out), *where)
    said = done(tmp_path, *init)
    assert said["created"] is True
    invitation = Invitation.from_text(out.read_text("utf-8"))
    assert (invitation.host, invitation.port) == ("db.example.org", "6432")
    status = done(tmp_path, "database", "status", "--url", office)
    assert status["zone"]["name"] == "Our park"
    assert done(tmp_path, "database", "upgrade", "--url", office)["schema"] == SCHEMA_VERSION
    assert not paths(tmp_path).server.exists()


def test_sample_data_and_a_zone_of_ones_own_do_not_mix(office: str, tmp_path: Path) -> None:
    init = ("database", "init", "--url", office)
    made = done(tmp_path, *init, "--sample", "--admin", "A", "--out", str(tmp_path / "a"))
    assert made["zone"]["sample"] is True
    assert (made["counts"]["site"], made["counts"]["person"]) == (3, 1)
    assert made["counts"]["resource"] > 40
    again = done(tmp_path, *init, "--sample")
    assert again["counts"] == made["counts"]


def test_a_database_that_holds_something_else_is_left_alone(
    office: str, pg_server: EmbeddedServer, tmp_path: Path
) -> None:
    name = str(psycopg.conninfo.conninfo_to_dict(office)["dbname"])
    with psycopg.connect(pg_server.conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    with psycopg.connect(pg_server.conninfo(name), autocommit=True) as connection:
        connection.execute("create table theirs (id int)")
        for command in (("init", *SITE), ("upgrade",), ("status",)):
            refused = ask(tmp_path, "database", *command, "--url", office)
            assert (refused["exit"], refused["code"]) == (3, "not_ours")
        tables = connection.execute(
            "select count(*) from pg_tables where schemaname in ('app', 'public')"
        )
        assert tables.fetchone() == (1,)


@pytest.mark.parametrize(
    ("place", "step"),
    [(migrating, "migrate"), (admin, "_drop_functions"), (admin, "as_owner")],
    ids=["migrate", "drop_functions", "as_owner"],
)
def test_init_goes_on_where_it_was_interrupted(
    place: ModuleType, step: str, office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(place, step, stop)
        assert call(tmp_path, "database", "init", "--url", office, *SITE).code == 130
    made = done(tmp_path, "database", "init", "--url", office, *SITE)
    assert (made["created"], made["zone"]["name"]) == (False, "Our park")
    assert made["counts"]["site"] == 1


def test_a_wrong_password(office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "wrong")
    refused = ask(tmp_path, "database", "status", "--url", office)
    assert (refused["exit"], refused["code"]) == (3, "wrong_password")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.org/x", "bad_url"),
        ("postgresql://owner:secret@localhost/x", "bad_url"),
        ("postgresql://owner@localhost", "bad_url"),
        ("postgresql://owner@127.0.0.1:1/x", "offline"),
    ],
)
def test_addresses_that_lead_nowhere(url: str, code: str, tmp_path: Path) -> None:
    said = call(tmp_path, "database", "status", "--url", url)
    assert said.code == 3
    assert len(said.err.strip().splitlines()) == 1
    assert "secret" not in said.err
    assert ask(tmp_path, "database", "status", "--url", url)["code"] == code


def test_something_else_answers_at_the_address(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(100)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        url = f"postgresql://owner@127.0.0.1:{listener.getsockname()[1]}/x"
        refused = ask(tmp_path, "database", "status", "--url", url)
        thread.join(30)
    assert (refused["exit"], refused["code"]) == (3, "not_ours")


def test_without_the_extra_office_nothing_is_begun(
    office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(founding, "find_spec", lambda _name: None)
    refused = ask(tmp_path, "database", "init", "--url", office, *SITE)
    assert (refused["exit"], refused["code"]) == (3, "no_alembic")
    assert "loop-booking[office]" in refused["message"]
