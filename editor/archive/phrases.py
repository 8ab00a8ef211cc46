"""Which words the house has printed beside each other: phrases of two words of two characters, counted by article.

The proof-reader learns from them how words go together. They are kept with the other rows of an article, so that
nothing has to be learned again when one issue changes, and the whole is as good a cache as the index is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from sqlite3 import Connection

from editor.archive.folding import fold
from editor.archive.grams import expression
from editor.manuscript.dictionary import two_character_words

_WORD = 2  # code points
_FEWEST = 3  # articles in which a phrase must have stood to be a habit and no slip
_MOST = 30_000  # phrases that are remembered, those of most articles

_COUNT = "INSERT INTO phrase VALUES (?, ?) ON CONFLICT (words) DO UPDATE SET articles = articles + excluded.articles"


def phrases_in(text: str) -> frozenset[str]:
    """The phrases of a text: four characters of which the first two and the last two are words."""
    words = two_character_words()
    pairs = list(map(str.__add__, text, text[1:]))
    return frozenset(
        first + second
        for first, second in zip(pairs, pairs[_WORD:], strict=False)
        if first in words and second in words
    )


def count_phrases(connection: Connection, bodies: Iterable[str]) -> None:
    """Count in the phrases of articles that were printed."""
    counts: Counter[str] = Counter()
    for body in bodies:
        counts.update(phrases_in(body))
    connection.executemany(_COUNT, sorted(counts.items()))


def forget_phrases(connection: Connection, body: str) -> None:
    """Count out those of one article."""
    connection.executemany(_COUNT, ((phrase, -1) for phrase in sorted(phrases_in(body))))


def usual_phrases(connection: Connection) -> Iterator[str]:
    """The phrases that are habits of the house, most frequent first."""
    found = connection.execute(
        "SELECT words FROM phrase WHERE articles >= ? ORDER BY articles DESC, words LIMIT ?", (_FEWEST, _MOST)
    )
    return (words for (words,) in found)


def was_printed(connection: Connection, words: str, issue: str) -> bool:
    """Whether an issue other than ``issue`` has printed some words of two and more characters."""
    found = connection.execute(
        "SELECT 1 FROM word JOIN article ON article.id = word.rowid"
        " WHERE word MATCH ? AND section IS NOT NULL AND issue <> ? LIMIT 1",
        (expression((fold(words),)), issue),
    )
    return found.fetchone() is not None
