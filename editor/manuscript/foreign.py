"""Ordinals that are not those of the house: 第一，, 一、, （一）, 1., ①, 其一，, 一是; and bullets.

Only texts from outside are searched for them. A single one says little; what counts is that whole lines follow each
other numbered 1, 2, 3 …, and that decides the reader of the lines, not this module.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from editor.manuscript.ordinals import NUMERAL, read_number
from editor.manuscript.words import belongs_to_a_word

_KINDS = {
    "一是": rf"(?P<n>{NUMERAL})是",
    "一、": rf"(?P<n>{NUMERAL})[、．.,，]",
    "（一）": rf"[（(](?P<n>{NUMERAL})[）)]、?",
    "第一，": rf"第(?P<n>{NUMERAL})[，,、：:是]",
    "其一，": rf"其(?P<n>{NUMERAL})[，,、：:是]",
    "1.": r"(?P<n>[0-9０-９]{1,2})(?:[.．、)）](?![0-9０-９])|[.．、](?=[0-9]{4}年))",
    "（1）": r"[（(](?P<n>[0-9０-９]{1,2})[）)]、?",
    "①": r"(?P<n>[①-⑳])、?",
}
_PATTERNS = {kind: re.compile(rf"(?P<ordinal>{regex})\s*") for kind, regex in _KINDS.items()}

_BULLET = re.compile(r"(?P<bullet>[•·●◆■▪➢►✓]|○(?!○)|[-–*o](?=\s))\s*(?=\S)|(?P<dash>-)(?=[\u3400-\u9fff])")

_SPOKEN_FIRST = "首先"
_SPOKEN_NEXT = ("其次", "再次", "第二", "二是", "最后")


@dataclass(frozen=True)
class ForeignOrdinal:
    """An ordinal of another numbering at the start of a line; ``kind`` is its first ordinal, ``text`` the rest."""

    kind: str
    number: int
    ordinal: str
    text: str


def foreign_ordinal(line: str) -> ForeignOrdinal | None:
    """The ordinal that a line begins with, or None. The patterns exclude each other, so at most one matches."""
    for kind, pattern in _PATTERNS.items():
        if (match := pattern.match(line)) and (value := read_number(match["n"])):
            if belongs_to_a_word(match["ordinal"], value, line[match.end() :]):
                return None
            return ForeignOrdinal(kind, value, match["ordinal"], line[match.end() :])
    return None


def glued(line: str, number: int) -> ForeignOrdinal | None:
    """The ordinal 3. before a figure (3.3家): one only where it goes on with a list."""
    match = re.match(r"(?P<n>[0-9]{1,2})[.．](?=[0-9])", line)
    if match is None or int(match["n"]) != number:
        return None
    return ForeignOrdinal("1.", number, match[0], line[match.end() :])


def bullet(line: str, number: int) -> ForeignOrdinal | None:
    """The bullet that a line begins with, as the ordinal that counts to ``number``; None if there is none."""
    match = _BULLET.match(line)
    if match is None:
        return None
    kind = match["bullet"] or match["dash"]
    return ForeignOrdinal(kind, number, kind, line[match.end() :])


def is_spoken_pair(line: str, following: str) -> bool:
    """Whether two lines begin 首先… 其次…: perhaps a chain, but never certainly one."""
    return line.startswith(_SPOKEN_FIRST) and following.startswith(_SPOKEN_NEXT)
