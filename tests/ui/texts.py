"""What the interface's sources say, read from their syntax, to be compared with the .ts files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARKS = frozenset(("tr", "translate", "QT_TRANSLATE_NOOP"))


@dataclass(frozen=True, slots=True)
class Said:
    """One call that marks a text: where, by which name, and its text where that is a literal."""

    where: str
    name: str
    text: str | None
    arguments: int


def calls(path: Path) -> Iterator[Said]:
    """Yield the calls of `tr`, `QCoreApplication.translate` and `QT_TRANSLATE_NOOP` in a file."""
    for node in ast.walk(_tree(path)):
        name = _marks(node.func) if isinstance(node, ast.Call) else None
        if name is None or not isinstance(node, ast.Call):
            continue
        place = 0 if name == "tr" else 1
        text = node.args[place] if len(node.args) > place else None
        literal = isinstance(text, ast.Constant) and isinstance(text.value, str)
        yield Said(
            f"{path.name}:{node.lineno}",
            name,
            str(text.value) if literal and isinstance(text, ast.Constant) else None,
            len(node.args) + len(node.keywords) - place,
        )


def aliases(path: Path) -> Iterator[str]:
    """Yield where a marking function is not called but passed on: lupdate overlooks such texts."""
    tree = _tree(path)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _marks(node) and id(node) not in called:
            yield f"{path.name}:{node.lineno}"


def inside_f_strings(path: Path) -> Iterator[str]:
    """Yield where a text is marked inside an f-string: lupdate overlooks it."""
    for outer in ast.walk(_tree(path)):
        if isinstance(outer, ast.JoinedStr):
            for node in ast.walk(outer):
                if isinstance(node, ast.Call) and _marks(node.func):
                    yield f"{path.name}:{node.lineno}"


def speakers(path: Path) -> Iterator[str]:
    """Yield the top-level classes that say `self.tr`."""
    for node in _tree(path).body:
        if isinstance(node, ast.ClassDef) and any(
            isinstance(part, ast.Call) and _marks(part.func) == "tr" for part in ast.walk(node)
        ):
            yield node.name


def _marks(function: ast.expr) -> str | None:
    """Return the name of a marking function; `str.translate` is none."""
    if isinstance(function, ast.Name):
        return function.id if function.id == "QT_TRANSLATE_NOOP" else None
    if not isinstance(function, ast.Attribute) or function.attr not in MARKS:
        return None
    if function.attr == "translate":
        owner = function.value
        return "translate" if isinstance(owner, ast.Name) and owner.id[:1] == "Q" else None
    return function.attr if function.attr == "tr" else None


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))
