"""Small JSON files, replaced whole, and the file system's errors in the program's own words."""

from __future__ import annotations

import errno
import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from booking.errors import EnvironmentProblem


def from_os(error: OSError, path: Path) -> EnvironmentProblem:
    """Return the problem that an error of the file system means, with one plain sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EnvironmentProblem("disk_full", f"The disk that holds {path} is full.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return EnvironmentProblem("read_only", f"{path} cannot be written to.")
    reason = error.strerror or str(error)
    return EnvironmentProblem("disk_error", f"{path} cannot be used ({reason}).")


def read_json(path: Path) -> dict[str, Any]:
    """Return the JSON object in a file; an empty one where there is no file.

    Raises:
        EnvironmentProblem: "damaged" (no JSON object), or the file cannot be read.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise from_os(error, path) from error
    if not isinstance(found, dict):
        raise _damaged(path)
    return found


def write_json(path: Path, body: Mapping[str, Any]) -> None:
    """Write a file that only its owner may read; a reader sees the old one or the new one, whole.

    Raises:
        EnvironmentProblem: the file cannot be written, or the disk is full.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
                stream.flush()
                os.fsync(handle)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, path) from error


def _damaged(path: Path) -> EnvironmentProblem:
    return EnvironmentProblem("damaged", f"{path} is damaged; sign in again.")
