"""The interface's texts in files: `python -m resources.translations update|build|check`.

`update` has Qt's lupdate, which comes with PySide6, collect the texts of ui/ and writes the three
.ts files anew, keeping what is translated. `build` makes of them the .qm files that the program
reads; it needs nothing but the standard library. `check` says which texts are not translated.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from resources.messages import Text, compiled

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "resources" / "i18n"
FORMS: Final = {"en": 2, "zh_hant": 1, "zh_hans": 1}
"""How many plural forms each language has."""
TAGS: Final = {"en": "en_GB", "zh_hant": "zh_HK", "zh_hans": "zh_CN"}


@dataclass(frozen=True, slots=True)
class Message:
    """One text.

    Attributes:
        context: class or part of the interface.
        source: English, with {placeholders} and %n.
        comment: tells apart equal sources.
        translations: one form, of a text with %n as many as the language has; () while there is
            none.
    """

    context: str
    source: str
    comment: str = ""
    translations: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it another text."""
        return self.context, self.source, self.comment

    @property
    def plural(self) -> bool:
        """Whether it has plural forms. lupdate overlooks this in QCoreApplication.translate."""
        return "%n" in self.source


def lupdate() -> Path:
    """Return where Qt's lupdate stands.

    Raises:
        FileNotFoundError: PySide6 is not installed.
    """
    spec = importlib.util.find_spec("PySide6")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for path in (Path(folder) / "lupdate", Path(folder) / "lupdate.exe"):
            if path.exists():
                return path
    raise FileNotFoundError("PySide6-Essentials, which brings lupdate, is not installed.")


def file_of(language: str, suffix: str = ".ts") -> Path:
    """Return the file of a language."""
    return FOLDER / f"loop_{language}{suffix}"


def sources() -> list[Path]:
    """Return the files of the interface; outside a clone all that are there."""
    found = subprocess.run(
        ["git", "ls-files", "-z", "ui/*.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = found.stdout.split("\0") if found.returncode == 0 else []
    listed = [ROOT / name for name in names if name]
    return sorted(listed or (ROOT / "ui").rglob("*.py"))


def collect(files: Sequence[Path]) -> list[Message]:
    """Return the texts that lupdate finds, without translations."""
    with tempfile.TemporaryDirectory() as folder:
        new, listing = Path(folder) / "new.ts", Path(folder) / "files.lst"
        # Files, never folders: of a folder lupdate takes nothing, and says nothing.
        listing.write_text("\n".join(str(path) for path in files if path.exists()), "utf-8")
        program = [str(lupdate()), "-silent", "-locations", "none"]
        subprocess.run([*program, f"@{listing}", "-ts", str(new)], check=True, cwd=ROOT)
        return read(new)


def read(path: Path) -> list[Message]:
    """Return the texts of a .ts file; [] where there is none."""
    if not path.exists():
        return []
    found = []
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for one in context.iter("message"):
            text = one.find("translation")
            forms = [] if text is None else [form.text or "" for form in text.iter("numerusform")]
            if text is not None and not forms:
                forms = [text.text or ""]
            unfinished = text is None or text.get("type") is not None
            done = () if unfinished or not any(forms) else tuple(forms)
            source, comment = one.findtext("source", ""), one.findtext("comment", "")
            found.append(Message(name, source, comment, done))
    return found


def write(path: Path, language: str, messages: Iterable[Message]) -> None:
    """Write a .ts file; a text without translation is unfinished."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>"]
    lines.append(f'<TS version="2.1" language="{TAGS[language]}" sourcelanguage="en">')
    context = None
    for one in messages:
        if one.context != context:
            lines += ["</context>"] if context is not None else []
            context = one.context
            lines += ["<context>", f"    <name>{escape(context)}</name>"]
        lines.append('    <message numerus="yes">' if one.plural else "    <message>")
        lines.append(f"        <source>{escape(one.source)}</source>")
        if one.comment:
            lines.append(f"        <comment>{escape(one.comment)}</comment>")
        lines += [*_translation(one, FORMS[language]), "    </message>"]
    lines += [*(["</context>"] if context is not None else []), "</TS>", ""]
    path.write_text("\n".join(lines), "utf-8")


def _translation(one: Message, forms: int) -> list[str]:
    done = one.translations
    begin = "        <translation>" if done else '        <translation type="unfinished">'
    if not one.plural:
        return [f"{begin}{escape(done[0] if done else '')}</translation>"]
    shown = [f"            <numerusform>{escape(form)}</numerusform>" for form in done]
    empty = ["            <numerusform></numerusform>"] * (forms - len(shown))
    return [begin, *shown, *empty, "        </translation>"]


def update() -> None:
    """Write the three files anew: texts that are gone leave, new ones are unfinished."""
    found = collect(sources())
    for language in FORMS:
        path = file_of(language)
        done = {one.key: one.translations for one in read(path)}
        # English is the language of the sources; only its plurals need a file.
        wanted = [one for one in found if language != "en" or one.plural]
        write(path, language, merged(wanted, done))


def merged(
    found: Iterable[Message], done: Mapping[tuple[str, str, str], tuple[str, ...]]
) -> list[Message]:
    """Return texts with the translations there are, in the order of the sources.

    A text that moved to another class, or that another class says too, keeps its translation.
    """
    moved = {key[1:]: forms for key, forms in done.items() if forms}
    return [
        replace(one, translations=done.get(one.key) or moved.get(one.key[1:], ())) for one in found
    ]


def stale() -> list[str]:
    """Return the languages whose .qm file is missing or older than its .ts file."""
    found = []
    for language in FORMS:
        source, built = file_of(language), file_of(language, ".qm")
        if source.exists() and (
            not built.exists() or built.stat().st_mtime_ns < source.stat().st_mtime_ns
        ):
            found.append(language)
    return found


def build(languages: Iterable[str] = tuple(FORMS)) -> list[Path]:
    """Make .qm files; safe while others do the same or read them. Returns the files."""
    made = []
    for language in languages:
        done = [one for one in read(file_of(language)) if one.translations]
        texts = [Text(one.context, one.source, one.comment, one.translations) for one in done]
        handle, name = tempfile.mkstemp(prefix=".loop_", suffix=".qm", dir=FOLDER)
        with os.fdopen(handle, "wb") as file:
            file.write(compiled(texts, language, TAGS[language]))
        Path(name).chmod(0o644)
        made.append(Path(name).replace(file_of(language, ".qm")))
    return made


def check() -> list[str]:
    """Return what is not translated, left over or missing in the files, one sentence each."""
    wanted = collect(sources())
    said = []
    for language in FORMS:
        there = {one.key: one for one in read(file_of(language))}
        needed = {one.key for one in wanted if language != "en" or one.plural}
        said += [f"{language}: missing, run update: {key}" for key in sorted(needed - set(there))]
        said += [f"{language}: left over, run update: {key}" for key in sorted(set(there) - needed)]
        said += [
            f"{language}: not translated: {one.key}"
            for one in there.values()
            if not one.translations
        ]
    return said


def main(arguments: Sequence[str]) -> int:
    """Do what the one argument says; exit code 1 where `check` finds something, 2 for usage."""
    match list(arguments):
        case ["update"]:
            update()
        case ["build"]:
            build()
        case ["check"]:
            said = check()
            sys.stderr.write("".join(f"{line}\n" for line in said))
            return 1 if said else 0
        case _:
            sys.stderr.write("usage: python -m resources.translations update|build|check\n")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
