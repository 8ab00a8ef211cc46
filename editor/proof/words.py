"""Finding any of many words in a text in one pass.

An expression of a few classes tells in C where a word can begin, the first two characters say which words it can be,
and only those are compared. An expression of all words would try hundreds of alternatives at each of these places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain, product
from typing import NamedTuple

from editor.model.lexicon import DIGIT

_DECIMAL = "0123456789"
_PAIR = 2


def read_table(name: str) -> tuple[list[str], frozenset[str]]:
    """The lines of a table of words that ships with the rules, and what it says is right though it is like one of them.

    Lines of what is right begin with !, those of remarks with #.
    """
    lines: list[str] = []
    right: set[str] = set()
    for line in files("editor.proof").joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            right.update(line[1:].split())
        elif not line.startswith("#"):
            lines.append(line)
    return lines, frozenset(right)


def pairs_of(text: str) -> frozenset[int]:
    """All two characters that stand side by side in a text, each as one number, which is faster to make than a string.

    The characters are units of UTF-16, so that one beyond U+FFFF makes a pair by itself.
    """
    units = memoryview(text.encode("utf-16-le", "surrogatepass"))
    halves = (units[start : start + (len(units) - start) // 4 * 4] for start in (0, 2))
    return frozenset(chain.from_iterable(half.cast("I") for half in halves))


class Found(NamedTuple):
    """A word found: where, and as it was given (with :data:`DIGIT` for any figure)."""

    start: int
    end: int
    word: str


class Words:
    """Words of at least two characters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._given = {spelt: word for word in words for spelt in _spellings(word)}
        self._by_pair: dict[str, list[str]] = {}
        for spelt in sorted(self._given, key=len, reverse=True):
            self._by_pair.setdefault(spelt[:_PAIR], []).append(spelt)
        self._begin = _beginning(self._given) if self._given else None

    def find(self, text: str) -> Iterator[Found]:
        """The words of a text, in order, none overlapping. Of those that begin at one place it is the longest."""
        by_pair, end = self._by_pair, 0
        for match in self._begin.finditer(text) if self._begin else ():
            start = match.start()
            possible = by_pair.get(text[start : start + _PAIR])
            if possible is None or start < end:
                continue
            for word in possible:
                if text.startswith(word, start):
                    end = start + len(word)
                    yield Found(start, end, self._given[word])
                    break


def _spellings(word: str) -> Iterator[str]:
    """The word with each figure that :data:`DIGIT` can stand for."""
    if DIGIT not in word:
        yield word
        return
    for characters in product(*(_DECIMAL if character == DIGIT else character for character in word)):
        yield "".join(characters)


def _beginning(words: Iterable[str]) -> re.Pattern[str]:
    """Where one of the words can begin: by its first two characters, of longer ones by three."""
    words = list(words)
    long = [word for word in words if len(word) > _PAIR]
    ahead = [_class(word[1] for word in words if len(word) == _PAIR)] if len(long) < len(words) else []
    if long:
        ahead.append(_class(word[1] for word in long) + _class(word[2] for word in long))
    return re.compile(f"{_class(word[0] for word in words)}(?={'|'.join(ahead)})")


def _class(characters: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(set(characters))))}]"
