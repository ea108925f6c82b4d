"""Signing in and out through trouble: what was promised to be wiped is, and one can begin again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from booking.bootstrap.reach import CA_FILE
from booking.cache import folders
from booking.cache.locks import locked
from booking.cli.outcome import Exit
from booking.paths import paths
from tests.e2e.terminal import Terminal
from tests.zones import PASSWORD


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for nobody's round to end."""
    monkeypatch.setattr(folders, "TURN_SECONDS", 0.0)


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A machine without a keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("quick")
def test_a_sign_out_that_could_not_end_is_finished_by_the_next(one: Terminal) -> None:
    current = folders.current(paths(one.data))
    assert current is not None
    with locked(current.folder / "sync.lock"):
        assert one.json("sign-out", expect=Exit.ENVIRONMENT)["code"] == "busy"
    assert (current.folder / "cache.db").exists()
    assert one.json("whoami", expect=Exit.ENVIRONMENT)["code"] == "not_signed_in"
    assert one.json("sign-out")["waiting"] == 0
    assert not (current.folder / "cache.db").exists()
    assert PASSWORD not in (one.data / "secrets.json").read_text()


@pytest.mark.usefixtures("quick")
def test_a_sign_out_that_could_not_end_is_finished_by_who_signs_in_next(
    one: Terminal, terminal: Callable[..., Terminal]
) -> None:
    current = folders.current(paths(one.data))
    assert current is not None
    with locked(current.folder / "sync.lock"):
        one.json("sign-out", expect=Exit.ENVIRONMENT)
    terminal("biotech.one", data=one.person).sign_in()
    assert not (current.folder / "cache.db").exists()


@pytest.mark.parametrize("name", ["current.json", "secrets.json", "desks/*/desk.json"])
@pytest.mark.parametrize("damage", ["{", "[]"])
def test_signing_in_again_cures_a_damaged_file(one: Terminal, name: str, damage: str) -> None:
    (file,) = one.data.glob(name)
    file.write_text(damage)
    told = one.json("sync", expect=Exit.ENVIRONMENT)
    assert (told["code"], told["message"]) == ("damaged", f"{file} is damaged; sign in again.")
    one.sign_in()
    one.json("sync")


def test_with_a_damaged_pointer_nobodys_copy_stays(
    one: Terminal, terminal: Callable[..., Terminal]
) -> None:
    (cache,) = one.data.glob("desks/*/cache.db")
    (one.data / "current.json").write_text("{")
    terminal("biotech.one", data=one.person).sign_in()
    assert not cache.exists()


@pytest.mark.usefixtures("no_keyring")
def test_without_a_keyring_the_password_lasts_until_the_program_ends(
    terminal: Callable[..., Terminal],
) -> None:
    desk = terminal("photon.one")
    given = ("--password-file", desk.password_file())
    assert desk.json("sign-in", desk.invitation(), *given)["password_kept"] == "session"
    assert desk.json("sync")["result"] == "done"
    desk.json("sign-out")


def test_a_sign_in_that_fails_leaves_the_certificate_of_before(one: Terminal) -> None:
    (facts,) = one.data.glob("desks/*/desk.json")
    ca = facts.with_name(CA_FILE)
    ca.write_text("the one that was proved")
    wrong = one.invitation(ca="another one")
    given = ("--password-file", one.password_file("wrong"), "--keep-password", "file")
    one.json("sign-in", wrong, *given, expect=Exit.ENVIRONMENT)
    assert ca.read_text() == "the one that was proved"
    assert [path.name for path in ca.parent.glob("*.pem*")] == [CA_FILE]
