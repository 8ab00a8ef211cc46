"""Quotation marks, book marks and brackets of a text: which belong together, and which have no partner.

Marks pair within one line. One pass with a stack, so linear whatever stands in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_PARTNER = {
    "”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", ")": "(", "〕": "〔", "】": "【", "」": "「", "』": "『",
}  # fmt: skip
_MARKS = re.compile("[" + re.escape("".join(_PARTNER) + "".join(_PARTNER.values())) + "\n]")
OPENING = frozenset(_PARTNER.values())
OTHER = _PARTNER | {opener: closer for closer, opener in _PARTNER.items()}
"""The partner of every mark."""

NAMES = {
    "“": "左引号", "”": "右引号", "‘": "左单引号", "’": "右单引号", "《": "左书名号", "》": "右书名号", "〈": "左单书名号",
    "〉": "右单书名号", "（": "左括号", "）": "右括号", "(": "左括号", ")": "右括号", "〔": "左六角括号", "〕": "右六角括号",
    "【": "左方头括号", "】": "右方头括号", "「": "左直角引号", "」": "右直角引号", "『": "左双直角引号", "』": "右双直角引号",
}  # fmt: skip
"""What a person calls every mark."""

_AMENDS = re.compile("(?:修改为|作为第[^，。：“]{1,8}[条款项]|增加[^，。：“]{0,10})[：:，,]?$")
_VERBATIM = frozenset("“《")

_APOSTROPHE = re.compile(r"[0-9A-Za-z]’")  # it’s, James’
_YEAR = re.compile("’[0-9]{2}(?![0-9])")  # ’98
_LIST_NUMBER = re.compile(r"(?:^|[\n。；;：:，,])\s*[0-9A-Za-z①-⑳一二三四五六七八九十]{1,3}[)）]$")
_AMEND_REACH = 16
_NUMBER_REACH = 6  # code points before a ）that can make it part of a list number: 1）


class Pair(NamedTuple):
    """An opening and a closing mark. ``inside`` is where the same kind of mark was opened around it, or None."""

    start: int
    end: int  # of the closing mark itself
    mark: str
    inside: int | None


class Lone(NamedTuple):
    """A mark without a partner. ``crossed`` is the closing mark that came instead of its own, if any."""

    at: int
    mark: str
    crossed: str = ""


class Brackets:
    """The pairs of a text in the order of their closing marks, and the marks without a partner."""

    def __init__(self, pairs: list[Pair], lone: list[Lone]) -> None:
        self.pairs = pairs
        self.lone = lone
        self.opened_by = {pair.end: pair.start for pair in pairs}
        self.closed_by = {pair.start: pair.end for pair in pairs}
        self._verbatim = _outermost(pairs)
        self._verbatim_starts = [start for start, _ in self._verbatim]

    def quotes(self, start: int, end: int) -> bool:
        """Whether a stretch stands wholly between “ and ” or 《 and 》."""
        at = bisect_right(self._verbatim_starts, start) - 1
        return at >= 0 and end <= self._verbatim[at][1]


def brackets_in(text: str) -> Brackets:
    """The pairs and lone marks of a text."""
    reader = _Reader(text)
    for match in _MARKS.finditer(text):
        reader.take(match[0], match.start())
    reader.end_line(len(text))
    reader.lone.sort()
    return Brackets(reader.pairs, reader.lone)


class _Reader:
    def __init__(self, text: str) -> None:
        self.pairs: list[Pair] = []
        self.lone: list[Lone] = []
        self._text = text
        self._stack: list[tuple[str, int]] = []
        self._open: dict[str, list[int]] = {mark: [] for mark in OPENING}
        self._owed = 0  # closing quotation marks that a later line owes
        self._excused: dict[str, int] = {}  # closing marks whose openers were already reported as crossed

    def take(self, mark: str, at: int) -> None:
        if mark in OPENING:
            self._stack.append((mark, at))
            self._open[mark].append(at)
        elif mark != "\n":
            self._close(mark, at)
        elif self._stack or self._excused:
            self.end_line(at)

    def end_line(self, at: int) -> None:
        for mark, start in self._stack:
            if not self._goes_on(mark, start, at):
                self.lone.append(Lone(start, mark))
            self._open[mark].clear()
        self._stack.clear()
        self._excused.clear()

    def _close(self, mark: str, at: int) -> None:
        opener = _PARTNER[mark]
        if not self._open[opener]:
            if mark == "”" and self._owed:
                self._owed -= 1
            elif self._excused.get(mark):
                self._excused[mark] -= 1
            elif not self._is_no_bracket(mark, at):
                self.lone.append(Lone(at, mark))
            return
        while True:
            top, start = self._stack.pop()
            self._open[top].pop()
            if top == opener:
                break
            self.lone.append(Lone(start, top, mark))
            closer = OTHER[top]
            self._excused[closer] = self._excused.get(closer, 0) + 1
        around = self._open[opener]
        self.pairs.append(Pair(start, at, opener, around[-1] if around else None))

    def _goes_on(self, mark: str, start: int, end: int) -> bool:
        """Whether a quotation runs on: each of its paragraphs begins with “, only the last ends with ” (4.8.3.4)."""
        if mark != "“":
            return False
        if self._text.startswith("\n“", end):
            return True
        if _AMENDS.search(self._text[max(0, start - _AMEND_REACH) : start]) and "”" in self._text[end:]:
            self._owed += 1  # 修改为：“…, the wording of a law over several paragraphs
            return True
        return False

    def _is_no_bracket(self, mark: str, at: int) -> bool:
        if mark == "’":
            return bool(_YEAR.match(self._text, at) or (at and _APOSTROPHE.match(self._text, at - 1)))
        if mark in ")）":
            return bool(_LIST_NUMBER.search(self._text[max(0, at - _NUMBER_REACH) : at + 1]))
        return False


def _outermost(pairs: list[Pair]) -> list[tuple[int, int]]:
    """The stretches between quotation or book marks that stand in no other such stretch, in order."""
    found: list[tuple[int, int]] = []
    for pair in pairs:
        if pair.mark in _VERBATIM:
            while found and found[-1][0] > pair.start:
                found.pop()
            found.append((pair.start, pair.end))
    return found
