"""An invitation is read however it was handed over, and nothing else is taken for one."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from booking.bootstrap.invitations import read_invitation
from booking.errors import EnvironmentProblem, UserError
from booking.shared.accounts import Invitation

GIVEN = Invitation("db.example.org", "5432", "loop", "lp_0123456789ab", "河套 Park", "-----PEM")


def test_text_link_path_and_file_link_say_the_same(tmp_path: Path) -> None:
    file = tmp_path / "mine 邀請.invitation"
    file.write_text(GIVEN.as_text(), encoding="utf-8-sig")
    for given in (
        GIVEN.as_text(),
        f"\ufeff\n {GIVEN.as_text()}  ",
        GIVEN.as_link(),
        GIVEN.as_link()[:40] + "\r\n " + GIVEN.as_link()[40:],
        str(file),
        f'"{file}"',
        file.as_uri(),
    ):
        assert read_invitation(given) == GIVEN, given


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", ""),
        ("{", ""),
        ("a\nb", ""),
        ("loop-booking:invitation/€", ""),
        ("loop-booking:invitation/bm90aGluZw", ""),
        ('{"format": "another/1"}', ""),
        ("x" * 5000, ""),
        ("https://example.org/mine.invitation", "web"),
    ],
)
def test_what_is_no_invitation_is_refused(given: str, reason: str) -> None:
    with pytest.raises(UserError) as caught:
        read_invitation(given)
    assert (caught.value.code, caught.value.data) == ("bad_invitation", {"reason": reason})


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for given in (tmp_path / "none", tmp_path, tmp_path / "pipe"):
        with pytest.raises(EnvironmentProblem, match=re.escape(str(given))) as caught:
            read_invitation(str(given))
        assert caught.value.code == "no_file"


def test_a_file_of_something_else_is_not_read_whole(tmp_path: Path) -> None:
    big = tmp_path / "film"
    with big.open("wb") as stream:
        stream.truncate(1 << 30)
    with pytest.raises(UserError):
        read_invitation(str(big))
