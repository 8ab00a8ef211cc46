"""Numbers that Word makes (w:numPr): which number a paragraph has, and how it is written.

The counters run as the paragraphs are read, one set for each list; a paragraph of a level sets the deeper ones back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from editor.importers.docx.tree import at_path, children, value
from editor.manuscript.ordinals import numeral

_LEVELS = 9
_LONGEST = 20  # code points of a label; a longer one is no number
_PLACE = re.compile("%([1-9])")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = (
    "i ii iii iv v vi vii viii ix",
    "x xx xxx xl l lx lxx lxxx xc",
    "c cc ccc cd d dc dcc dccc cm",
    "m mm mmm",
)
_LARGEST_ROMAN = 3999
_CHINESE = re.compile("chinese|taiwanese|japanese|ideograph(?:Digital|Traditional)|korean")


@dataclass(frozen=True)
class Label:
    """The number before a paragraph: ``text`` as printed, ``number`` counted in its level from 0 on, ``list`` whose it is.

    A bullet has no number.
    """

    text: str
    number: int
    level: int
    list: str
    is_bullet: bool = False


@dataclass(frozen=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """The lists of a document, with their counters."""

    def __init__(self, root: Element | None) -> None:
        self._abstract = {e.get("w:abstractNumId", ""): e for e in children(root, "w:abstractNum")}
        self._linked = {value(e, "w:styleLink"): e for e in self._abstract.values()}
        self._lists = {e.get("w:numId", ""): e for e in children(root, "w:num")}
        self._levels: dict[tuple[str, int], _Level | None] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[str] = set()

    def label(self, list_id: str | None, level: int | None) -> Label | None:
        """Count one paragraph of a list; its label. None if it is in none."""
        at = level or 0
        if list_id is None or list_id not in self._lists or not 0 <= at < _LEVELS:
            return None
        found = self._level(list_id, at)
        if found is None or found.format == "none":
            return None
        counters = self._counters_of(list_id)
        before = counters[at]
        counters[at] = number = found.start if before is None else before + 1
        counters[at + 1 :] = [None] * (_LEVELS - at - 1)
        if found.format == "bullet":
            return Label(found.text, 0, at, list_id, is_bullet=True)
        return Label(self._printed(list_id, found, counters), number, at, list_id)

    def _counters_of(self, list_id: str) -> list[int | None]:
        """The counters that lists of one kind share, set back by the first paragraph of a list that starts anew."""
        element = self._lists[list_id]
        counters = self._counters.setdefault(value(element, "w:abstractNumId") or "", [None] * _LEVELS)
        if list_id not in self._started:
            self._started.add(list_id)
            if at_path(element, "w:lvlOverride", "w:startOverride") is not None:
                counters[:] = [None] * _LEVELS
        return counters

    def _level(self, list_id: str, level: int) -> _Level | None:
        if (list_id, level) not in self._levels:
            self._levels[list_id, level] = self._read_level(list_id, level)
        return self._levels[list_id, level]

    def _read_level(self, list_id: str, level: int) -> _Level | None:
        element = self._lists[list_id]
        abstract = self._abstract.get(value(element, "w:abstractNumId") or "")
        if link := value(abstract, "w:numStyleLink"):
            abstract = self._linked.get(link)  # the list lives in a style of lists
        overrides = [e for e in children(element, "w:lvlOverride") if e.get("w:ilvl") == str(level)]
        own = next((o.find("w:lvl") for o in overrides), None)
        if own is None:
            own = next((e for e in children(abstract, "w:lvl") if e.get("w:ilvl") == str(level)), None)
        if own is None:
            return None
        restart = next((value(o, "w:startOverride") for o in overrides), None)
        start = restart or value(own, "w:start") or "1"
        return _Level(
            value(own, "w:numFmt") or "decimal",
            (value(own, "w:lvlText") or "")[:_LONGEST],
            int(start) if re.fullmatch("[0-9]{1,6}", start) else 1,
        )

    def _printed(self, list_id: str, level: _Level, counters: list[int | None]) -> str:
        def number(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            other = self._level(list_id, at)
            return written(counters[at] or 1, other.format if other else "decimal")

        return _PLACE.sub(number, level.text)


def written(number: int, number_format: str) -> str:
    """A number as Word writes it in one of its formats; those that Chinese documents do not use are digits."""
    if number < 1:
        return str(number)
    if _CHINESE.match(number_format):
        return numeral(number)
    if number_format.startswith("decimalEnclosedCircle") and number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if number_format.endswith("Letter"):
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 3)
        return letter.upper() if number_format.startswith("upper") else letter
    if number_format.endswith("Roman") and number <= _LARGEST_ROMAN:
        places = zip(reversed(str(number)), _ROMAN, strict=False)
        roman = "".join(reversed([["", *digits.split()][int(place)] for place, digits in places]))
        return roman.upper() if number_format.startswith("upper") else roman
    return str(number)
