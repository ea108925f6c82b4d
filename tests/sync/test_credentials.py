"""Passwords go into the keyring, else stay for the session, or into a file that was asked for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError

from booking.credentials import SERVICE, Credentials, Kept
from booking.errors import EnvironmentProblem

WHO = ("db.example:5432/park", "p1")


class MemoryKeyring(KeyringBackend):
    """A keyring for tests."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture
def restore_keyring() -> Iterator[None]:
    """Put the machine's keyring back afterwards."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


@pytest.fixture
def backend(restore_keyring: None) -> MemoryKeyring:
    """A keyring that works."""
    del restore_keyring
    made = MemoryKeyring()
    keyring.set_keyring(made)
    return made


@pytest.fixture
def no_backend(restore_keyring: None) -> None:
    """A machine without a keyring."""
    del restore_keyring
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]


def test_the_keyring(backend: MemoryKeyring) -> None:
    assert Credentials().keep(*WHO, "secret") is Kept.KEYRING
    assert backend.kept == {(SERVICE, "p1@db.example:5432/park"): "secret"}
    again = Credentials()
    assert again.get(*WHO) == "secret"
    again.forget(*WHO)
    again.forget(*WHO)
    assert Credentials().get(*WHO) is None


@pytest.mark.usefixtures("no_backend")
def test_without_a_keyring_it_is_for_this_session_and_says_so() -> None:
    credentials = Credentials()
    assert credentials.get(*WHO) is None
    assert credentials.keep(*WHO, "secret") is Kept.SESSION
    assert credentials.get(*WHO) == "secret"
    assert Credentials().get(*WHO) is None
    credentials.forget(*WHO)
    assert credentials.get(*WHO) is None


@pytest.mark.usefixtures("no_backend")
def test_a_file_that_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secrets.json"
    credentials = Credentials(file)
    assert credentials.keep(*WHO, "secret") is Kept.FILE
    assert credentials.keep("other", "p2", "more") is Kept.FILE
    assert Credentials(file).get(*WHO) == "secret"
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    credentials.forget(*WHO)
    assert list(json.loads(file.read_text()).values()) == ["more"]
    assert [path.name for path in file.parent.iterdir()] == ["secrets.json"]


def test_a_damaged_file_is_said_plainly(tmp_path: Path) -> None:
    file = tmp_path / "secrets.json"
    file.write_text("{")
    with pytest.raises(EnvironmentProblem, match="sign in again"):
        Credentials(file).get(*WHO)


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(EnvironmentProblem) as caught:
        Credentials(tmp_path / "data" / "secrets.json").keep(*WHO, "secret")
    assert "secret\n" not in str(caught.value)
