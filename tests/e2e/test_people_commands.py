"""`loop-booking people` and `invite`, as an office administrator, a member and the owner."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from booking.paths import paths
from booking.shared.accounts import Invitation
from booking.shared.embedded import EmbeddedServer
from booking.shared.owner import DATABASE
from tests.e2e.commands import Said, ask, call, done


@dataclass(frozen=True)
class Park:
    """A zone with one office administrator and one member, each signed in somewhere.

    Attributes:
        ground: data directory of the private server.
        admin, member: data directories of the two.
        logins: of the two.
    """

    ground: Path
    admin: Path
    member: Path
    logins: tuple[str, str]

    @property
    def server(self) -> EmbeddedServer:
        """The private server."""
        return EmbeddedServer(paths(self.ground).server)

    def connect(self, login: str, password: str) -> psycopg.Connection[Any]:
        """Connect as somebody."""
        return psycopg.connect(self.server.conninfo(DATABASE, login, password))


def enter(data: Path, said: dict[str, Any]) -> Said:
    """Sign in with what an answer gave."""
    secret = data / "secret.txt"
    data.mkdir(exist_ok=True)
    secret.write_text(said["first_password"] + "\n", "utf-8")
    keep = ("--password-file", str(secret), "--keep-password", "file")
    return call(data, "sign-in", said["invitation"], *keep)


@pytest.fixture(scope="module")
def park(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Park]:
    """Found a zone with two sites; add a member as the owner; sign both in."""
    top = tmp_path_factory.mktemp("park")
    ground = top / "ground"
    init = ("database", "init", "--site", "JO=Joint office")
    first = done(ground, *init, "--admin", "Sample Admin", "--tenant-name", "Park")
    done(ground, "database", "init", "--site", "SB=Branch")
    add = ("people", "add", "--owner", "--name", "Mem Ber", "--tenant", "HOST")
    second = done(ground, *add, "--out", str(top / "member.invitation"))
    made = Park(ground, top / "admin", top / "member", (first["login"], second["login"]))
    assert enter(made.admin, first).code == 0
    assert enter(made.member, second).code == 0
    yield made
    made.server.remove()


def add(park: Park, out: Path, *more: str) -> dict[str, Any]:
    """Add somebody as the office administrator."""
    words = ("people", "add", "--name", "Zhang San", "--tenant", "HOST", "--out", str(out))
    return ask(park.admin, *words, *more)


def test_add_writes_an_invitation_with_which_one_signs_in(park: Park, tmp_path: Path) -> None:
    out = tmp_path / "zhang.invitation"
    role = ("--role", "site_admin:JO", "--role", "tenant_admin")
    said = add(park, out, *role, "--email", "z@example.com", "--language", "zh-Hans-CN")
    assert said["exit"] == 0
    text = out.read_text("utf-8")
    assert said["first_password"] not in text
    assert out.stat().st_mode & 0o777 == 0o600
    assert enter(tmp_path / "desk", said).code == 0
    everyone = done(park.admin, "people", "list")["people"]
    (zhang,) = [each for each in everyone if each["login"] == said["login"]]
    assert zhang == {
        "login": said["login"],
        "name": "Zhang San",
        "tenant": "HOST",
        "email": "z@example.com",
        "language": "zh-Hans-CN",
        "active": True,
        "roles": ["site_admin:JO", "tenant_admin"],
    }
    assert done(park.ground, "people", "list", "--owner")["people"] == everyone


def test_the_list_reads_well(park: Park) -> None:
    lines = call(park.admin, "people", "list").out.splitlines()
    assert f"{park.logins[0]}  HOST       Sample Admin  [site_admin:JO]" in lines
    assert f"{park.logins[1]}  HOST       Mem Ber  [member]" in lines


def test_disable_and_enable(park: Park, tmp_path: Path) -> None:
    said = add(park, tmp_path / "a.invitation")
    login, password = said["login"], said["first_password"]
    assert done(park.admin, "people", "disable", login)["active"] is False
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        park.connect(login, password)
    assert (
        f"{login}  HOST       Zhang San  [member]  DISABLED"
        in call(park.admin, "people", "list").out
    )
    refused = enter(tmp_path / "desk", said)
    assert refused.code == 3
    assert "disabled" in refused.err
    assert done(park.admin, "people", "enable", login)["active"] is True
    assert enter(tmp_path / "desk", said).code == 0


def test_reset_gives_a_new_password_and_ends_the_old(park: Park, tmp_path: Path) -> None:
    said = add(park, tmp_path / "a.invitation")
    new = done(park.admin, "people", "reset", said["login"])["first_password"]
    assert new != said["first_password"]
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        park.connect(said["login"], said["first_password"])
    park.connect(said["login"], new).close()


def test_invite_again(park: Park, tmp_path: Path) -> None:
    one, two = tmp_path / "one.invitation", tmp_path / "two.invitation"
    said = add(park, one)
    done(park.admin, "invite", said["login"], "--out", str(two))
    assert Invitation.from_text(two.read_text()) == Invitation.from_text(one.read_text())
    assert ask(park.admin, "invite", said["login"], "--out", str(two))["code"] == "file_exists"
    three = tmp_path / "three.invitation"
    done(park.admin, "invite", said["login"], "--out", str(three), "--host", "db.example.org")
    assert Invitation.from_text(three.read_text()).host == "db.example.org"


def test_a_member_may_none_of_it(park: Park, tmp_path: Path) -> None:
    admin = park.logins[0]
    out = tmp_path / "x.invitation"
    for words in (
        ("people", "list"),
        ("people", "disable", admin),
        ("people", "reset", admin),
        ("invite", admin, "--out", str(out)),
        ("people", "add", "--name", "X", "--tenant", "HOST", "--out", str(out)),
    ):
        refused = ask(park.member, *words)
        assert (refused["exit"], refused["code"]) == (4, "not_allowed"), words
    assert not out.exists()


@pytest.mark.parametrize("role", ["site_admin:SB", "auditor"])
def test_an_administrator_gives_no_right_beyond_his_site(
    role: str, park: Park, tmp_path: Path
) -> None:
    out = tmp_path / "x.invitation"
    refused = add(park, out, "--role", role)
    assert (refused["exit"], refused["code"]) == (4, "not_allowed")
    assert not out.exists()


@pytest.mark.parametrize(
    ("more", "field"), [(("--tenant", "NO"), "tenant"), (("--role", "site_admin:NO"), "roles")]
)
def test_what_is_not_there(more: tuple[str, ...], field: str, park: Park, tmp_path: Path) -> None:
    refused = add(park, tmp_path / "x.invitation", *more)
    assert (refused["exit"], refused["code"]) == (4, "bad_request")
    assert refused["problems"] == [{"code": "bad_request", "field": field}]


def test_an_unknown_login(park: Park, tmp_path: Path) -> None:
    out = tmp_path / "x.invitation"
    for words in (("people", "reset", "lp_x"), ("invite", "lp_x", "--out", str(out))):
        refused = ask(park.admin, *words)
        assert (refused["exit"], refused["code"]) == (4, "no_such_person")
    assert "Nobody here has the login lp_x" in call(park.admin, "people", "enable", "lp_x").err
    assert not out.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("people", "add", "--name", "X", "--tenant", "HOST"),
        ("people", "add", "--name", "X", "--tenant", "HOST", "--out", "x", "--role", "boss"),
        ("people", "add", "--name", "X", "--tenant", "HOST", "--out", "x", "--role", "auditor:JO"),
        ("people", "add", "--name", "X", "--tenant", "HOST", "--out", "x", "--role", "custodian"),
        ("people", "list", "--owner", "--url", "postgresql://a@b/c"),
        ("people",),
    ],
)
def test_wrong_usage(words: tuple[str, ...], tmp_path: Path) -> None:
    assert call(tmp_path, *words).code == 2


def test_nobody_is_signed_in(tmp_path: Path) -> None:
    refused = ask(tmp_path, "people", "list")
    assert (refused["exit"], refused["code"]) == (3, "not_signed_in")
    refused = ask(tmp_path, "people", "list", "--owner")
    assert (refused["exit"], refused["code"]) == (3, "no_server")


def test_offline_nothing_is_queued(park: Park, tmp_path: Path) -> None:
    out = tmp_path / "x.invitation"
    park.server.stop()
    try:
        refused = add(park, out)
        owner = ask(park.ground, "people", "list", "--owner")
    finally:
        park.server.start()
    assert (refused["exit"], refused["code"]) == (3, "offline")
    assert len(str(refused["message"]).splitlines()) == 1
    assert (owner["exit"], owner["code"]) == (3, "server_stopped")
    assert not out.exists()
    assert json.loads(call(park.admin, "outbox", "--json").out)["acts"] == []


def test_no_password_reaches_a_log_or_the_history(park: Park, tmp_path: Path) -> None:
    said = add(park, tmp_path / "a.invitation")
    new = done(park.admin, "people", "reset", said["login"])["first_password"]
    places = [park.server.log_file, *paths(park.admin).logs.glob("*")]
    places += [path for path in paths(park.admin).desks.rglob("*") if path.is_file()]
    for secret in (said["first_password"], new):
        assert not any(secret.encode() in path.read_bytes() for path in places)
