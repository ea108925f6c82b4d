"""What signing in and out needs of `booking`, loaded by the thread that first asks for it.

The database's driver and the keyring take longer to load than a window to appear, and a keyring may
ask somebody to unlock it; so nothing here may be called on the GUI thread.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from booking.paths import Paths

if TYPE_CHECKING:
    from booking.bootstrap.online import Invitation, SignedIn


def read_invitation(given: str) -> Invitation:
    """Return the invitation in a text, a link or a file.

    Raises:
        UserError, EnvironmentProblem: as `booking.bootstrap.invitations.read_invitation`.
    """
    found: Invitation = importlib.import_module("booking.bootstrap.invitations").read_invitation(
        given
    )
    return found


def has_keyring() -> bool:
    """Whether this machine has somewhere to keep a password in."""
    return bool(importlib.import_module("booking.credentials").has_keyring())


def sign_in(
    paths: Paths, invitation: Invitation, password: str, keep: str, given_up: Callable[[], bool]
) -> SignedIn:
    """Sign in; `keep` is "keyring", "file" or "no".

    Raises:
        UserError, AuthError, Unavailable, EnvironmentProblem: as `booking.bootstrap.online`.
    """
    online = importlib.import_module("booking.bootstrap.online")
    entered: SignedIn = online.sign_in(
        paths, invitation, password, online.Keep(keep), given_up=given_up
    )
    return entered


def sign_out(paths: Paths) -> int:
    """Sign out; returns how many acts stay waiting.

    Raises:
        AuthError, EnvironmentProblem, Unavailable: as `booking.bootstrap.online.sign_out`.
    """
    return int(importlib.import_module("booking.bootstrap.online").sign_out(paths))
