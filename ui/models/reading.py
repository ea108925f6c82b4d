"""One free line read as what somebody looks for: people, features, time, site, kind, names.

English and both Chinese scripts at once, in any order, with or without spaces and commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from booking.model import Catalogue, Names, ResourceKind, Site
from ui import words
from ui.models.han import fold
from ui.models.moments import Piece, pieces
from ui.models.wanted import Wanted
from ui.timeparse.reading import plain

LONGEST: Final = 400
"""Of a longer line only the front is read."""
MOST_PEOPLE: Final = 10_000
_GONE: Final = "|"
_HIDDEN: Final = 0xF0000
"""What is a name for certain is kept out of the way of everything else as private characters."""

_PEOPLE: Final = re.compile(
    r"(?:for |party of )?(?<![\d:.\-/])(\d{1,5}) ?"
    r"(?:people|persons?|pax|ppl|participants?|attendees?|guests?|seats?|of us|个人|人|位|名)"
    r"(?![a-z])",
    re.ASCII,
)
_FOR: Final = re.compile(r"(?:for|party of) (\d{1,4})(?= *(?:,|\||$))", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,4}", re.ASCII)
# "room 2", "2号会议室": the number belongs to the name and is no time.
_NUMBERED: Final = re.compile(
    r"(?<![a-z0-9])(?:room|lab|laboratory|hall|bay|booth|classroom|floor|bench) \d{1,4}[a-z]?"
    r"(?![a-z0-9:.\-/])(?! ?(?:am|pm|people|person|pax|-))"
    r"|\d{1,4}[a-z]? ?号?(?:会议室|培训室|实验室|教室|课室|电话间|楼|层)"
    r"|(?:会议室|培训室|实验室|教室|课室|电话间) ?\d{1,4}(?![\d点时:人位名月日个小分\-])",
    re.ASCII,
)
_ENGLISH: Final = (
    "a an the for with in at on and or of to from need needs i we want please find free book now"
    " looking which has have is there any"
)
_FILLING: Final = frozenset(_ENGLISH.split())
_CHINESE_FILLING: Final = re.compile(
    "^(?:我们|我|想要?|需要|要|请|找|有|在|的|和|及|带|可|容纳|订|预订|空闲|现在|一个|1个|个)+|(?:的|和|及|在|有|个)+$"
)

_KINDS: Final = {
    ResourceKind.ROOM: ("room", "rooms", "房间"),
    ResourceKind.LAB: ("lab", "labs", "laboratory", "laboratories", "实验室"),
    ResourceKind.EQUIPMENT: (
        "equipment",
        "instrument",
        "instruments",
        "device",
        "devices",
        "设备",
        "仪器",
    ),
}
# What features are called beside their names.
_CALLED: Final = {
    "vc": ("video", "video call", "videoconference", "zoom", "teams", "视频", "视像", "视讯"),
    "scr": ("screen", "display", "tv", "projector", "projection", "屏幕", "荧幕", "显示器", "投影"),
    "2scr": ("two screens", "2 screens", "dual screen", "双屏"),
    "wb": ("board", "white board", "白板"),
    "rec": ("record", "录像", "录影", "录制"),
    "mic": ("mic", "mics", "microphone", "麦克风", "话筒", "咪"),
    "pa": ("speakers", "sound system", "音响", "扩音"),
    "wc": ("wheelchair", "accessible", "轮椅", "无障碍"),
    "cater": ("catering", "food", "lunch", "餐饮", "茶点"),
    "hl": ("hearing loop", "induction loop"),
    "si": ("interpretation", "interpreting", "传译", "口译"),
    "soundproof": ("quiet", "隔音"),
}
_LEAST_LATIN: Final = 3
_LEAST_SITE: Final = 4
_LEAST_HAN: Final = 2


def normal(text: str) -> str:
    """Return a text as it is read: one script, small letters, 0-9 for all numbers."""
    return plain(fold(text))


@dataclass(frozen=True, slots=True)
class _Phrase:
    field: str
    code: str


class Reader:
    """Reads lines against one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._phrases = _phrases(catalogue)
        ordered = sorted(self._phrases, key=len, reverse=True)
        self._known = re.compile("|".join(map(_bounded, ordered)) or r"(?!)")
        found = {
            name: None
            for one in catalogue.resources.values()
            for name in (normal(one.code), *map(normal, _texts(one.name)))
            if len(name) > (_LEAST_LATIN if name.isascii() else _LEAST_HAN)
        }
        self._names = sorted((n for n in found if n not in self._phrases), key=len, reverse=True)

    def read(self, line: str, today: date, zone: str) -> Wanted:
        """Return what a line says.

        Args:
            line: as typed.
            today: the local date there.
            zone: IANA name.
        """
        flat = normal(line[:LONGEST]).replace(_GONE, " ").replace(";", ",")
        flat, people = _take_people(self._hide_names(flat))
        flat = _NUMBERED.sub(_hide, flat)
        flat, wanted = self._take_phrases(flat)
        flat, moments = _take_moments(flat, today, zone)
        rest = list(_rest(flat))
        if people is None:
            people = next((int(one) for one in rest if _NUMBER.fullmatch(one)), None)
            rest = _without(rest, people)
        if people is not None:
            people = min(max(people, 1), MOST_PEOPLE)
        text = _shown(" ".join(rest))
        return _timed(replace(wanted, people=people, text=text), moments)

    def _hide_names(self, flat: str) -> str:
        """Hide whole names and codes of resources."""
        for name in self._names:
            if name in flat:
                flat = re.sub(_bounded(name), _hide, flat)
        return flat

    def _take_phrases(self, flat: str) -> tuple[str, Wanted]:
        features: list[str] = []
        sites: list[str] = []
        kinds: list[str] = []
        lists = {"feature": features, "site": sites, "kind": kinds}
        for found in self._known.finditer(flat):
            phrase = self._phrases[found[0]]
            lists[phrase.field].append(phrase.code)
        flat = self._known.sub(_GONE, flat)
        return flat, Wanted(
            features=tuple(dict.fromkeys(features)),
            sites=tuple(dict.fromkeys(sites)),
            kind=kinds[-1] if kinds else "",
        )


def _timed(wanted: Wanted, found: Iterable[Piece]) -> Wanted:
    """Return what is wanted with what was said about time; the last word counts."""
    for piece in found:
        wanted = replace(
            wanted,
            day=wanted.day if piece.day is None else piece.day,
            start=wanted.start if piece.start is None else piece.start,
            length=wanted.length if piece.length is None else piece.length,
        )
    return wanted


def _take_people(flat: str) -> tuple[str, int | None]:
    for form in (_PEOPLE, _FOR):
        found = form.search(flat)
        if found is not None:
            return form.sub(_GONE, flat), int(found[1])
    return flat, None


def _take_moments(flat: str, today: date, zone: str) -> tuple[str, list[Piece]]:
    taken = list(pieces(flat, today, zone))
    for piece in reversed(taken):
        flat = flat[: piece.begin] + _GONE + flat[piece.end :]
    return flat, taken


def _hide(found: re.Match[str]) -> str:
    return "".join(chr(_HIDDEN + ord(one)) if ord(one) < 0xFFFE else one for one in found[0])


def _shown(text: str) -> str:
    return "".join(chr(ord(one) - _HIDDEN) if ord(one) >= _HIDDEN else one for one in text)


def _rest(flat: str) -> Iterator[str]:
    """Yield the words that nobody understood, but for those that only fill a sentence."""
    for word in re.split(r"[\s,|]+", flat):
        left = word.strip(".!?()[]'\"-+/:&")
        left = left if left.isascii() else _CHINESE_FILLING.sub("", left)
        if left and left not in _FILLING:
            yield left


def _without(rest: list[str], people: int | None) -> list[str]:
    if people is None:
        return rest
    place = next(n for n, one in enumerate(rest) if _NUMBER.fullmatch(one))
    return rest[:place] + rest[place + 1 :]


def _bounded(phrase: str) -> str:
    """Return a form of a phrase that is no part of a longer word."""
    before = r"(?<![a-z0-9])" if phrase[0].isascii() and phrase[0].isalnum() else ""
    after = r"(?![a-z0-9])" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
    # 视频会议室 is a meeting room with video.
    after = "(?!室)" if phrase.endswith("会议") else after
    return f"{before}{re.escape(phrase)}{after}"


def _texts(names: Names) -> list[str]:
    return [text for text in (names.en, names.zh_hant, names.zh_hans) if text]


def _phrases(catalogue: Catalogue) -> dict[str, _Phrase]:
    """Return what is understood as a feature, a site or a kind, in the form of `normal`."""
    found: dict[str, _Phrase] = {}
    features = sorted({f for one in catalogue.resources.values() for f in one.features})
    _unique(found, "site", ((site.code, _site_names(site)) for site in catalogue.sites.values()))
    _unique(found, "feature", ((code, _feature_names(code)) for code in features))
    for code in features:
        for text in (code, *_texts(words.feature_names(code))):
            found[normal(text)] = _Phrase("feature", code)
        for text in _CALLED.get(code, ()):
            found[normal(text)] = _Phrase("feature", code)
    for kind, names in _KINDS.items():
        for text in (*names, words.kind(kind)):
            found[normal(text)] = _Phrase("kind", kind.value)
    for site in catalogue.sites.values():
        for text in (site.code, *_texts(site.name)):
            found[normal(text)] = _Phrase("site", site.code)
    found.pop("", None)
    return found


def _unique(
    found: dict[str, _Phrase], field: str, all_of_them: Iterable[tuple[str, set[str]]]
) -> None:
    """Add the parts of names that mean one thing only."""
    known: dict[str, set[str]] = {}
    for code, parts in all_of_them:
        for part in parts:
            known.setdefault(part, set()).add(code)
    for part, codes in known.items():
        if len(codes) == 1:
            found[part] = _Phrase(field, next(iter(codes)))


def _site_names(site: Site) -> set[str]:
    """Return the words of a site's names and address, and what they begin and end with."""
    parts: set[str] = set()
    for text in (*_texts(site.name), site.address):
        # What stands in brackets only explains.
        one = re.sub(r"[(（].*?[)）]", "", normal(text)).strip()
        parts |= _windows(one, _LEAST_SITE)
    return parts


def _feature_names(code: str) -> set[str]:
    """Return what a feature's names begin with."""
    parts: set[str] = set()
    for text in _texts(words.feature_names(code)):
        one = normal(text)
        if one.isascii():
            pieces_of = one.split()
            fronts = {" ".join(pieces_of[:n]) for n in range(1, len(pieces_of))}
            parts |= {front for front in fronts if len(front) >= _LEAST_LATIN + 1}
        else:
            parts |= {one[:_LEAST_HAN]} if len(one) > _LEAST_HAN else set()
    return {part for part in parts if not part[0].isdigit()}


def _windows(text: str, least: int) -> set[str]:
    """Return every run of words of at least so many letters, or of two Chinese characters."""
    units = text.split() if text.isascii() else list(text)
    gap = " " if text.isascii() else ""
    found = {
        gap.join(units[a:b]).strip()
        for a in range(len(units))
        for b in range(a + 1, len(units) + 1)
    }
    return {one for one in found if len(one) >= (least if text.isascii() else _LEAST_HAN)}
