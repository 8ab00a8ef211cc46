"""The words of the language, as far as a rule must know them: where a word runs over the edge of a place, nothing is wrong there.

批露 is a slip for 披露, but not in 一批露营地, where 露营 is a word; 产业产业 is doubled, but not in 健康产业产业链.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_TABLE = "dictionary.txt"
_LONGEST = 3  # code points of a word of the table
_LENGTHS = (2, _LONGEST)
_JOINING = frozenset(
    "的了和与及等在对为将是并之以于也都把被从向由且或而已更要中后前时"
)  # characters that stand between words as words
_BEFORE = _JOINING | frozenset("省市区县州镇乡上下出到成过起入")


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
    return (
        text[edge - 1 : edge + 1] in words
        or text[edge - 1 : edge + 2] in words
        or (edge < len(text) and text[max(edge - 2, 0) : edge + 1] in words)
    )


def _ends_a_word(text: str, edge: int) -> bool:
    words = _words()
    return any(text[edge - length : edge] in words for length in _LENGTHS if length <= edge)


def _begins_a_word(text: str, edge: int) -> bool:
    words = _words()
    return any(text[edge : edge + length] in words for length in _LENGTHS)


def joins_words(text: str, start: int, end: int) -> bool:
    """Whether a stretch stands between words: none runs over its edges, and beside it there is one, or no Han character."""
    if crosses(text, start) or crosses(text, end):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not _is_han(before) or before in _BEFORE or _ends_a_word(text, start)) and (
        not _is_han(after) or after in _JOINING or _begins_a_word(text, end)
    )


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def is_made_of_words(text: str) -> bool:
    """Whether a text is nothing but words of the table, one after the other."""
    return not text or any(
        is_word(text[:length]) and is_made_of_words(text[length:])
        for length in _LENGTHS
        if length <= len(text)
    )


def is_seam(text: str, edge: int) -> bool:
    """Whether words may part at ``edge``: no word runs over it, or one ends and another begins there (推动｜产业, not 动产)."""
    return not crosses(text, edge) or (_begins_a_word(text, edge) and _ends_a_word(text, edge))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no word runs over either edge of a stretch, or what stands beside it is a word there (健全｜运行)."""
    return (not crosses(text, start) or _ends_a_word(text, start)) and (
        not crosses(text, end) or _begins_a_word(text, end)
    )
