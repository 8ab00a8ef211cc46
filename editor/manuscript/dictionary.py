"""The words of the language, as far as a rule must know them: where a word runs over the edge of a place, nothing is wrong there.

批露 is a slip for 披露, but not in 一批露营地, where 露营 is a word; 产业产业 is doubled, but not in 健康产业产业链.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_TABLE = "dictionary.txt"
_LONGEST = 3  # code points of a word of the table


@cache
def _words() -> frozenset[str]:
    """The words of the table, of two and three characters."""
    words: list[str] = []
    length = 0
    for line in files("editor.manuscript").joinpath(_TABLE).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            length = int(line[2:]) - 1 if line[2:].isdigit() else length
            continue
        first, rest = line[0], line[2:]
        words += [first + rest[at : at + length] for at in range(0, len(rest), length)]
    return frozenset(words)


@cache
def two_character_words() -> frozenset[str]:
    """Those of two characters."""
    return frozenset(word for word in _words() if len(word) < _LONGEST)


def is_word(text: str) -> bool:
    """Whether a text of two or three characters is a word of the table."""
    return text in _words()


def crosses(text: str, edge: int) -> bool:
    """Whether a word of the table begins before ``edge`` and ends behind it."""
    words = _words()
    for start in range(max(0, edge - _LONGEST + 1), edge):
        for end in range(edge + 1, min(len(text), start + _LONGEST) + 1):
            if text[start:end] in words:
                return True
    return False


def is_seam(text: str, edge: int) -> bool:
    """Whether words may part at ``edge``: no word runs over it, or one ends and another begins there (推动｜产业, not 动产)."""
    if not crosses(text, edge):
        return True
    words = _words()
    return any(text[edge : edge + length] in words for length in (2, _LONGEST)) and any(
        text[edge - length : edge] in words for length in (2, _LONGEST) if length <= edge
    )


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word runs over either edge of a stretch."""
    return _parts(text, start, text[max(0, start - _LONGEST) : start], before=True) and _parts(
        text, end, text[end : end + _LONGEST], before=False
    )


def _parts(text: str, edge: int, beside: str, *, before: bool) -> bool:
    """Whether a stretch may end at an edge: no word runs over it, or what stands beside it is a word there (健全｜运行)."""
    if not crosses(text, edge):
        return True
    words = _words()
    return any(
        (beside[-length:] if before else beside[:length]) in words
        for length in (2, _LONGEST)
        if length <= len(beside)
    )
