"""What people type or hand over as files: numbers, texts, passwords."""

from __future__ import annotations

import argparse
import contextlib
import sys
import warnings
from getpass import GetPassWarning, getpass
from pathlib import Path

from booking.errors import AuthError, EnvironmentProblem

_UNASKED: tuple[type[Exception], ...] = (EOFError, OSError, GetPassWarning)
with contextlib.suppress(ImportError):  # Windows has none
    import termios

    _UNASKED = (*_UNASKED, termios.error)


def seconds(text: str) -> float:
    """Return a number of seconds from 0 to 3600.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0 to 3600")
    return found


def count(text: str) -> int:
    """Return a whole number, at least 1.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    if not (text.isascii() and text.isdigit()) or not 1 <= len(text) <= 9 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return int(text)


def read_password(path: Path) -> str:
    """Return the first line of a file.

    Raises:
        EnvironmentProblem: "no_file".
    """
    return read_text(path).split("\n", 1)[0].removesuffix("\r")


def read_text(path: Path) -> str:
    """Return a text file, or with "-" what comes in on standard input.

    Raises:
        EnvironmentProblem: "no_file": it cannot be read, or is no text.
    """
    try:
        if str(path) == "-":
            return sys.stdin.read()
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise EnvironmentProblem("no_file", f"{path} cannot be read: {reason}.") from error


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def ask_password(question: str) -> str:
    """Ask for a password without showing it.

    Raises:
        AuthError: "no_password": the terminal was closed.
    """
    try:
        with warnings.catch_warnings():
            # Where the terminal cannot be told to hide it, it is not asked for at all.
            warnings.simplefilter("error", GetPassWarning)
            return getpass(question)
    except _UNASKED as error:
        raise AuthError("no_password", "No password was given.") from error
