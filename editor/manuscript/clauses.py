"""Ordinals inside a paragraph: “…四方面：一是…；二是…。”

An ordinal counts only where a clause begins, and never inside quotation marks, book-title marks or brackets, so that
“一是”as a quoted word, 其中一是 and 十一是 are left alone. Everything here is linear in the length of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from editor.manuscript.ordinals import Ordinal, Pattern, number
from editor.manuscript.words import belongs_to_a_word

_CLOSERS = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", ")": "(", "」": "「", "』": "『"}
_CLOSERS |= {"】": "【", "〕": "〔", "]": "["}
_BRACKETS = re.compile("[" + re.escape("".join(_CLOSERS) + "".join(_CLOSERS.values())) + "]")

_AHEAD = 16  # code points after an ordinal that tell whether it belongs to a word

_CLAUSE = rf"(?:\A|[：:。；;，,！!？?][{re.escape(''.join(_CLOSERS))}]*)\s*"


def ordinals_in(text: str, pattern: Pattern) -> list[Ordinal]:
    """The ordinals at the starts of clauses, whatever their numbers."""
    found = []
    for match in _clause_ordinals(pattern).finditer(text):
        value = number(match["numeral"])
        start, end = match.span("ordinal")
        if value is None or is_idiom(text, start):
            continue
        if not belongs_to_a_word(text[start:end], value, text[end : end + _AHEAD]):
            found.append(Ordinal(value, start, end, end))
    return _outside(found, enclosed(text)) if found else found


def is_idiom(text: str, start: int) -> bool:
    """Whether the saying 一是一、二是二 stands there."""
    return text.startswith(("一是一二是二", "一是一，二是二", "一是一、二是二", "一是一,二是二"), start)


def enclosed(text: str) -> list[tuple[int, int]]:
    """The outermost stretches between a bracket or quotation mark and its partner, in order.

    Marks without a partner enclose nothing. A closing mark ends what was opened after its partner.
    """
    stack: list[tuple[str, int]] = []
    unclosed = dict.fromkeys(_CLOSERS.values(), 0)
    found: list[tuple[int, int]] = []
    for match in _BRACKETS.finditer(text):
        mark, at = match[0], match.start()
        if mark in unclosed:
            stack.append((mark, at))
            unclosed[mark] += 1
        elif unclosed[_CLOSERS[mark]]:
            start = _close(stack, unclosed, _CLOSERS[mark])
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, at))
    return found


def _close(stack: list[tuple[str, int]], unclosed: dict[str, int], opener: str) -> int:
    while True:
        mark, at = stack.pop()
        unclosed[mark] -= 1
        if mark == opener:
            return at


def _outside(found: list[Ordinal], stretches: list[tuple[int, int]]) -> list[Ordinal]:
    """The ordinals that no stretch encloses; one that is itself written in brackets is not enclosed by them."""
    kept = []
    waiting = iter(stretches)
    stretch = next(waiting, None)
    for ordinal in found:
        while stretch is not None and stretch[1] < ordinal.start:
            stretch = next(waiting, None)
        if stretch is None or ordinal.start <= stretch[0]:
            kept.append(ordinal)
    return kept


@lru_cache(maxsize=64)
def _clause_ordinals(pattern: Pattern) -> re.Pattern[str]:
    return re.compile(rf"{_CLAUSE}(?P<ordinal>{pattern.expression})")
