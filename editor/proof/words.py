"""Finding any of many words in a text.

The digrams of a text tell which few of thousands of words can stand in it, and only those are looked for. An expression of
all words would try hundreds of alternatives at each place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import chain, product
from operator import itemgetter
from typing import Generic, TypeVar

from editor.manuscript.dictionary import is_word
from editor.model.lexicon import DIGIT
from editor.proof.digrams import digrams, neighbours, sought

_T = TypeVar("_T")
_DECIMAL = "0123456789"


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


class Words(Generic[_T]):
    """Words of at least two characters with what each is, a word with :data:`DIGIT` for each figure that it can stand for.

    Each is known by the two of its pairs of characters that are least to be met with: those that are no words of the
    language, and of these those which the fewest of the given words have.
    """

    def __init__(self, words: Mapping[str, _T]) -> None:
        given = {spelt: what for word, what in words.items() for spelt in _spellings(word)}
        pairs_of = [[word[at : at + 2] for at in range(len(word) - 1)] for word in given]
        counts = Counter(chain.from_iterable(pairs_of))
        common = {pair: (is_word(pair), count) for pair, count in counts.items()}
        digram_of = {pair: neighbours(pair)[0] for pair in counts}
        self._by_digram: dict[int, list[tuple[int, str, _T]]] = {}  # the rarest, with the next of each word
        for (word, what), pairs in zip(given.items(), pairs_of, strict=True):
            pairs.sort(key=common.__getitem__)
            row = digram_of[pairs[:2][-1]], word, what
            self._by_digram.setdefault(digram_of[pairs[0]], []).append(row)
        self._rarest = sought(self._by_digram)
        sought(other for rows in self._by_digram.values() for other, _, _ in rows)

    def find(self, text: str, known: frozenset[int] | None = None) -> Iterator[tuple[int, int, _T]]:
        """Start and end of the words of a text and what they are, in order, none overlapping.

        Of those that begin at one place it is the longest.

        ``known``: what :func:`sought_in` tells of the text or of one that it is a part of, where that is known.
        """
        if known is None:
            known = digrams(text)
        found: list[tuple[int, int, _T]] = []
        for digram in self._rarest & known:
            for other, word, what in self._by_digram[digram]:
                at = text.find(word) if other in known else -1
                while at >= 0:
                    found.append((at, -len(word), what))
                    at = text.find(word, at + 1)
        found.sort(key=itemgetter(0, 1))
        end = 0
        for start, length, what in found:
            if start >= end:
                end = start - length
                yield start, end, what


def _spellings(word: str) -> Iterator[str]:
    """The word with each figure that :data:`DIGIT` can stand for."""
    if DIGIT not in word:
        yield word
        return
    for spelt in product(*(_DECIMAL if character == DIGIT else character for character in word)):
        yield "".join(spelt)
