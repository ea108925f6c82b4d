"""Reading an invitation however it was handed over: its text, a link, the path of its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from booking.errors import EnvironmentProblem, UserError
from booking.shared.accounts import LINK, Invitation

MOST_CHARACTERS: Final = 200_000
"""A certificate authority's text is a few thousand; whatever is longer is some other file."""


def read_invitation(given: str) -> Invitation:
    """Return the invitation in a text, in a link (`loop-booking:` or `file:`), or in a file.

    Raises:
        UserError: "bad_invitation"; its value `reason` is "web" for an address on the web, which is
            not fetched, and "" for anything else.
        EnvironmentProblem: "no_file": there is no such file, or it cannot be read.
    """
    text = given.strip().removeprefix("\ufeff").strip('"').strip()
    if len(text) > MOST_CHARACTERS or "\0" in text:
        raise UserError("bad_invitation", {"reason": ""})
    if text.startswith("{"):
        return _parsed(given.strip().removeprefix("\ufeff"))
    if text.lower().startswith(LINK):
        return _parsed(text, Invitation.from_link)
    if text.lower().startswith(("http://", "https://")):
        raise UserError("bad_invitation", {"reason": "web"})
    if text.lower().startswith("file:"):
        text = _local_path(text)
    if not text or "\n" in text or len(text) > 4096:
        raise UserError("bad_invitation", {"reason": ""})
    return _parsed(_content(Path(text).expanduser()))


def _local_path(link: str) -> str:
    path = unquote(urlsplit(link).path)
    # file:///C:/folder names a drive, not a folder in the root.
    return path[1:] if path[2:3] == ":" else path


def _content(path: Path) -> str:
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise EnvironmentProblem("no_file", f"{path} is not a file.")
        with path.open("rb") as stream:
            content = stream.read(MOST_CHARACTERS + 1)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise EnvironmentProblem("no_file", f"{path} cannot be read: {reason}.") from error
    if len(content) > MOST_CHARACTERS:
        raise UserError("bad_invitation", {"reason": ""})
    return content.decode("utf-8-sig", "replace")


def _parsed(text: str, parse: Callable[[str], Invitation] = Invitation.from_text) -> Invitation:
    try:
        return parse(text)
    except UserError as error:
        raise UserError("bad_invitation", {"reason": ""}) from error
