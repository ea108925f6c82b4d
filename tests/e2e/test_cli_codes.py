"""CODES.md says what the program prints: every code, every field, every exit code."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import booking
from booking import events
from booking.cli import happenings, words
from booking.cli.errors import ADVICE
from booking.cli.outcome import Exit
from booking.cli.parsing import GROUPS, MODULES
from booking.model import Problem
from booking.rules import codes
from booking.shared import connect
from tests.e2e.conftest import At
from tests.e2e.terminal import Terminal

SOURCES = Path(booking.__file__).parent
PAGE = (SOURCES / "cli" / "CODES.md").read_text("utf-8")
NAMED = frozenset(re.findall(r"`([^`]+)`", PAGE)) | {"en", "zh_hant", "zh_hans"}
REFUSED = frozenset({"UserError", "Problem", "refused", "refusal", "match"})
FAILED = frozenset({"EnvironmentProblem", "AuthError", "Unavailable"})
VALUES: dict[str, dict[str, Any]] = {
    codes.NOT_OPEN_YET: {"opens_on": "2027-03-23"},
    codes.RETIRED: {"resource": "R1"},
    codes.OUT_OF_SERVICE: {"resource": "R1"},
    codes.CLOSED: {"from": "2026-11-24T02:00:00Z", "to": "2026-11-24T04:00:00Z"},
    codes.OUTSIDE_HOURS: {"rule": "whole", "holiday": "2026-10-01"},
    codes.START_STEP: {"step": 30, "offset": 0},
    codes.LENGTH_STEP: {"step": 30},
    codes.TOO_SHORT: {"minimum": 30},
    codes.TOO_LONG: {"maximum": 180},
    codes.SHORT_NOTICE: {"minutes": 120, "working_days": 0, "earliest": "2026-11-24T02:00:00Z"},
    codes.BEYOND_HORIZON: {"days": 30, "last": "2026-12-24"},
    codes.CAPACITY: {"people": 9, "capacity": 8},
    codes.UNITS: {"quantity": 3, "units": 2},
    codes.NEEDS_INDUCTION: {"inductions": ["A", "B"]},
    codes.NEEDS_APPROVAL: {"over": 240},
    codes.PERIOD_LOCKED: {"month": "2026-11"},
    codes.STALE: {"rev": 3},
    codes.BAD_REQUEST: {"field": "items"},
    codes.BAD_TIME: {"field": "from"},
    codes.BAD_TEXT: {"field": "title"},
    codes.IN_USE: {"bookings": 2},
    codes.CLIENT_TOO_OLD: {"minimum": 2},
}


def keys_of(value: Any) -> Iterator[str]:
    """Yield every key of a JSON value, at any depth; of problems, only what is not explained."""
    if isinstance(value, dict):
        explained = re.findall(r"\w+", codes.MEANINGS.get(str(value.get("code")), ""))
        yield from (key for key in value if key not in explained)
        for part in value.values():
            yield from keys_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys_of(part)


def _constant(node: ast.expr, names: dict[str, str]) -> str | None:
    """Return the text that an expression stands for: a literal, `codes.X`, a name of the module."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return str(getattr(codes, node.attr)) if node.value.id == "codes" else None
    return names.get(node.id) if isinstance(node, ast.Name) else None


def raised_codes(raised: frozenset[str]) -> set[str]:
    """Return every code that stands in the sources where one of these errors is made."""
    found: set[str | None] = set()
    for path in SOURCES.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        names = {
            node.targets[0].id: str(node.value.value)
            for node in nodes
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in nodes:
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id in raised and node.args:
                    place = -1 if node.func.id == "match" else 0
                    found.add(_constant(node.args[place], names))
                if node.func.id in raised & {"Unavailable"}:
                    found |= {_constant(k.value, names) for k in node.keywords if k.arg == "reason"}
    return {code for code in found if code is not None and re.fullmatch("[a-z_]+", code)}


def listed_codes(title: str) -> set[str]:
    """Return the codes of one of the page's tables."""
    table = PAGE.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
    return {code for row in rows for code in re.findall(r"`(\w+)`", row)}


@pytest.mark.parametrize("code", codes.ORDER)
def test_every_code_of_a_rule_is_documented_and_has_a_sentence(code: str) -> None:
    assert f"| `{code}` | {codes.MEANINGS[code]} |" in PAGE
    sentence = words.problem(Problem(code, VALUES.get(code, {})), "Asia/Shanghai")
    assert sentence.endswith(".")
    assert "?" not in sentence
    assert "{" not in sentence
    # A newer server may leave out or add values; that must not be a fault.
    assert words.problem(Problem(code, {}))
    assert words.problem(Problem(code, {"new": 1, **VALUES.get(code, {})}), "Asia/Shanghai")


def test_every_code_of_a_refusal_is_documented_and_has_a_sentence() -> None:
    found = raised_codes(REFUSED)
    assert {codes.SLOT_TAKEN, codes.WITHDRAWN, "no_such_act", "ambiguous_id"} <= found
    assert found <= listed_codes("Codes of exit 4")
    assert listed_codes("Codes of exit 4") == set(words.SENTENCES)


def test_every_code_that_the_server_refuses_with_is_known() -> None:
    scripts = "".join(path.read_text("utf-8") for path in SOURCES.rglob("*.sql"))
    made = r"(?:app\.(?:refuse|malformed)\(|build_object\('code', *)'(\w+[a-z])'"
    found = set(re.findall(made, scripts))
    assert codes.STALE in found
    assert found <= set(codes.ORDER)


def test_every_code_of_the_machine_or_the_connection_is_documented() -> None:
    found = raised_codes(FAILED) | {code for _, _, code in connect.REFUSALS if code}
    # It never ends a command: it is why an act waits.
    found.remove("interrupted")
    assert {"damaged", "busy", "not_signed_in", "wrong_password"} <= found
    assert found <= listed_codes("Codes of exit 3")
    assert set(ADVICE) <= listed_codes("Codes of exit 3")


def test_every_code_of_a_finding_is_documented() -> None:
    found = raised_codes(frozenset({"Finding"}))
    assert {"door_open", "history_broken"} <= found
    assert listed_codes("Codes of the `findings` of `database status`") == found


def test_every_exit_code_is_documented() -> None:
    for code in Exit:
        assert f"| {int(code)} |" in PAGE


def test_every_command_is_listed_with_its_module() -> None:
    listed = [name for _, rows in GROUPS for name, _, _ in rows]
    assert len(listed) == len(set(listed)) == len(MODULES)
    for module in MODULES.values():
        assert (SOURCES / "cli" / f"{module}.py").is_file()


def test_unknown_codes_and_events_are_no_fault() -> None:
    assert words.problem(Problem("from_a_newer_server")) == "Refused: from_a_newer_server."
    assert happenings.notice(events.Event()) is None


def test_every_field_that_is_printed_is_documented(
    one: Terminal, other: Terminal, terminal: Callable[..., Terminal], hour: At
) -> None:
    admin = terminal("joint.admin")
    printed = [admin.sign_in()]
    done = one.json(*one.book("JO-1F-MR01", hour(10), hour(11)))
    key = done["booking"]["id"]
    closing = ("close", "--site", "JO", "--from", hour(16), "--to", hour(17), "--reason", "Works")
    printed += [
        done,
        other.json(*other.book("JO-1F-MR01", hour(10), hour(11)), expect=Exit.REFUSED),
        other.json(*other.book("JO-1F-MR01", hour(10), hour(11)), expect=Exit.REFUSED),
        other.json("outbox", "dismiss", "all"),
        one.json("show", key, "--history", "online"),
        one.json("free", "--from", hour(10), "--to", hour(11), "--feature", "vc"),
        one.json("cancel", key, "--wait", 0, expect=Exit.WAITING),
        one.json("list", "--all", "--past"),
        one.json("outbox"),
        one.json("sync"),
        one.json("outbox", "--all"),
        *(one.json(*line) for line in (["sites"], ["resources"], ["whoami"], ["help"])),
        one.json("list", "--colour", expect=Exit.USAGE),
        admin.json("resource", "put", "JO-1F-MR01", "--set", "capacity=7"),
        admin.json(*closing),
        admin.json("close", "--list"),
        one.json("sign-out"),
        one.json("whoami", expect=Exit.ENVIRONMENT),
    ]
    assert {key for body in printed for key in keys_of(body)} - NAMED == set()
