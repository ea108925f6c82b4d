"""What can go wrong, split by who is at fault.

`UserError` is an answer (the request was understood and refused), `Unavailable` passes by itself
(no connection, the server is busy), `AuthError` needs the person (wrong password, disabled login),
`EnvironmentProblem` needs whoever runs the machine (disk, port, server too old), `BugError` needs a
developer. Texts that people read in the window live in `ui`; the messages here are plain English
for the command line and the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class BookingError(Exception):
    """Base of every error this package raises on purpose."""


class UserError(BookingError):
    """A request that was understood and refused.

    Attributes:
        code: stable code, out of `booking.rules.codes` or as `booking/cli/CODES.md` lists it.
        data: values that belong to the code (JSON-compatible).
    """

    def __init__(self, code: str, data: Mapping[str, Any] | None = None) -> None:
        self.code = code
        self.data: dict[str, Any] = dict(data or {})
        super().__init__(code if not self.data else f"{code} {self.data}")


class Unavailable(BookingError):
    """The shared database cannot be asked now; the same request may be sent again later.

    Attributes:
        reason: "offline" (not reachable, connection lost) or "busy" (a lock or a limit; not a
            refusal).
    """

    def __init__(self, message: str, *, reason: str = "offline") -> None:
        self.reason = reason
        super().__init__(message)


class AuthError(BookingError):
    """The login was not accepted.

    Attributes:
        code: "wrong_password", "login_disabled" (the cache is wiped), "unknown_person" or
            "not_signed_in".
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class EnvironmentProblem(BookingError):
    """Something about the machine or the installation; the message is one plain sentence.

    Attributes:
        code: stable code, for example "server_too_old", "not_ours", "disk_full", "read_only".
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class BugError(BookingError):
    """A state that must not occur. The act concerned is set aside and told, never dropped."""
