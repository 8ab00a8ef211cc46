"""Finding articles by words: which, in which order, and what of each is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from sqlite3 import Connection
from typing import NamedTuple

from editor.archive.excerpt import Excerpt, Span, excerpt, marked
from editor.archive.folding import fold, query_words
from editor.archive.grams import expression

SPARE = "备用稿"
"""The section that stands for the spares of an issue."""

MANY = 1000
"""Hits up to which they are weighed against each other by BM25. Words that stand in more articles say nothing about
which is meant (their BM25 is next to nothing): there those that hold them in the title come first, then the newest."""


_ORDINAL = re.compile(
    r"(?:^|(?<=[。;:,!?]))(?:第?[一二三四五六七八九十百]+[是、,]|\([一二三四五六七八九十百]+\)|[0-9]{1,2}[.、](?![0-9]))"
)
"""As printed in a folded query, where a clause begins."""


# Named tuples, not dataclasses, here and in the modules that a search imports: making the first dataclass costs a
# process as much time as a search itself.
class Filters(NamedTuple):
    """What articles to look at: a section (:data:`SPARE` for the spares), a region, a year; None for all."""

    section: str | None = None
    region: str | None = None
    year: int | None = None


class Hit(NamedTuple):
    """An article that holds every word searched for.

    ``issue`` is the name of the issue as written in commands, ``date`` its day (2025-07-25), ``article`` the
    article's id. ``title_marks`` are the places of the words in the title. ``score`` is greater for a better hit
    and only means something beside the scores of the same search.
    """

    issue: str
    date: str
    section: str
    article: str
    title: str
    title_marks: tuple[Span, ...]
    excerpt: Excerpt
    score: float


class Found(NamedTuple):
    """The best hits, best first, and how many articles there are in all; of more than :data:`MANY` it is MANY + 1."""

    hits: tuple[Hit, ...] = ()
    total: int = 0


def search(connection: Connection, query: str, filters: Filters = Filters(), limit: int = 50) -> Found:  # noqa: B008
    """The articles that contain every word of a query, as consecutive characters, whatever the case and width.

    Equally good ones come newest first. Ordinals, which no article holds as they come from position, are passed over
    where nothing is found with them.
    """
    words = query_words(query)
    if not words or any(map(_stands_in_no_text, chain.from_iterable(words))):
        return Found()
    matching = _Matching(connection, expression(words), filters)
    total = matching.count(MANY + 1)
    plain = tuple(dict.fromkeys(filter(None, chain.from_iterable(map(_ORDINAL.split, words)))))
    if not total and plain and plain != words:  # copied from paper
        words = plain
        matching = _Matching(connection, expression(words), filters)
        total = matching.count(MANY + 1)
    ranked = matching.best(limit) if total <= MANY else matching.newest(limit)
    return Found(tuple(_hits(connection, ranked, words)), total)


def sections(connection: Connection) -> tuple[str, ...]:
    """The sections that articles stand in, those of most articles first."""
    rows = connection.execute(
        "SELECT section FROM article WHERE section IS NOT NULL GROUP BY section ORDER BY count(*) DESC, section"
    )
    return tuple(section for (section,) in rows)


def _stands_in_no_text(letter: str) -> bool:
    """Whether it is a control, which the index reads as a blank, or half a character."""
    return letter < " " or letter == "\x7f" or "\ud800" <= letter <= "\udfff"


class _Matching:
    """The articles that match an expression and pass the filters."""

    def __init__(self, connection: Connection, match: str, filters: Filters) -> None:
        self._connection = connection
        self._match = match
        self._filtered, self._values = _condition(filters)

    def count(self, limit: int) -> int:
        """How many there are, counted up to a limit."""
        ((number,),) = self._rows("SELECT count(*) FROM (SELECT 1 {articles} LIMIT ?)", self._match, limit)
        return int(number)

    def best(self, limit: int) -> list[tuple[int, float]]:
        """The best by BM25, and their scores."""
        found = self._rows(
            "SELECT word.rowid, -rank {articles} ORDER BY rank, word.rowid LIMIT ?", self._match, limit
        )
        return [(int(article), score) for article, score in found]

    def newest(self, limit: int) -> list[tuple[int, float]]:
        """The newest with all words in the title, then the newest others; score 1 and 0."""
        select = "SELECT word.rowid {articles} ORDER BY word.rowid LIMIT ?"
        titled = self._rows(select, f"title : ({self._match})", limit)
        scores = {int(article): 1.0 for (article,) in titled}
        for (article,) in self._rows(select, self._match, limit + len(titled)):
            scores.setdefault(int(article), 0.0)
        return list(scores.items())[:limit]

    def _rows(self, select: str, match: str, limit: int) -> list[tuple[float, ...]]:
        joined = "CROSS JOIN article ON article.id = word.rowid" if self._filtered else ""
        articles = f"FROM word {joined} WHERE word MATCH ? {self._filtered}"
        return self._connection.execute(
            select.format(articles=articles), (match, *self._values, limit)
        ).fetchall()


def _condition(filters: Filters) -> tuple[str, list[str | int]]:
    condition, values = "", []
    for column, value in zip(("section", "region", "year"), filters, strict=True):
        if column == "section" and value == SPARE:
            condition += " AND article.section IS NULL"
        elif value is not None:
            condition += f" AND article.{column} = ?"
            values.append(value)
    return condition, values


def _hits(connection: Connection, ranked: list[tuple[int, float]], words: tuple[str, ...]) -> Iterator[Hit]:
    for number, score in ranked:
        issue, date, section, article, title, body = connection.execute(
            """SELECT issue, date, ifnull(section, ?), article, title, text FROM article JOIN body USING (id)
            WHERE id = ?""",
            (SPARE, number),
        ).fetchone()
        marks = marked(fold(title), words)
        yield Hit(issue, date, section, article, title, marks, excerpt(body, words), score)
