"""Small files are replaced whole, by any number of writers, and nobody else may read them."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from booking.errors import EnvironmentProblem
from booking.files import read_json, write_json


def test_many_writers_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "facts.json"
    bodies = [{"number": number, "text": "會議" * 500} for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda body: write_json(file, body), bodies))
    assert read_json(file) in bodies
    assert list(file.parent.iterdir()) == [file]
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600


def test_no_file_is_an_empty_object(tmp_path: Path) -> None:
    assert read_json(tmp_path / "none.json") == {}


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"1", b"\xff", b"[" * 100_000])
def test_what_is_no_object_is_damaged(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "facts.json"
    file.write_bytes(text)
    with pytest.raises(EnvironmentProblem, match="sign in again") as caught:
        read_json(file)
    assert caught.value.code == "damaged"


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentProblem, match="cannot be used") as caught:
        write_json(tmp_path / "file" / "facts.json", {})
    assert caught.value.code == "disk_error"
