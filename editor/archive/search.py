"""Finding articles by words: which, in which order, and what of each is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from sqlite3 import Connection
from typing import NamedTuple

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


_BEFORE, _LENGTH = 18, 64  # characters: a hit stands early, as the eye reads from the left
_CUT = "…"

Span = tuple[int, int]


class Excerpt(NamedTuple):
    """Some words of an article around a hit.

    ``marks`` are the places of the words in ``text``, as start and end. ``line`` is the index of the text of the
    body from which they come (in the order of ``model.body.texts``) and ``start`` the place of the hit in it, both
    from 0; ``line`` is None if only the title holds a hit, and then the words are the beginning of the body.
    """

    text: str
    marks: tuple[Span, ...]
    line: int | None
    start: int


def excerpt(body: str, words: Sequence[str]) -> Excerpt:
    """The excerpt of a body for some folded words: around the first place of the longest one that stands in it."""
    folded = fold(body)
    hits = ((folded.find(word), word) for word in sorted(words, key=len, reverse=True))
    place = next((place for place, _ in hits if place >= 0), None)
    at = place or 0
    line_start = body.rfind("\n", 0, at) + 1
    line_end = body.find("\n", at)
    if line_end < 0:
        line_end = len(body)
    start = max(line_start, at - _BEFORE)
    end = min(line_end, start + _LENGTH)
    start = max(line_start, min(start, end - _LENGTH))
    before, after = _CUT if start > line_start else "", _CUT if end < line_end else ""
    return Excerpt(
        text=before + body[start:end].replace("\v", " ") + after,
        marks=_within(marked(folded[line_start:line_end], words, line_start), start, end, len(before)),
        line=None if place is None else body.count("\n", 0, at),
        start=at - line_start,
    )


def _within(spans: Sequence[Span], start: int, end: int, shift: int) -> tuple[Span, ...]:
    """What of some places in a body shows in the piece from ``start`` to ``end``; a long word may be cut."""
    cut = ((max(first, start), min(last, end)) for first, last in spans)
    return tuple((first - start + shift, last - start + shift) for first, last in cut if first < last)


def marked(folded: str, words: Sequence[str], shift: int = 0) -> tuple[Span, ...]:
    """Where some words stand in a folded text, moved right by ``shift``; overlapping places are joined."""
    spans: list[Span] = []
    for start, end in sorted(
        found.span() for word in words for found in re.finditer(re.escape(word), folded)
    ):
        if spans and start + shift <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end + shift))
        else:
            spans.append((start + shift, end + shift))
    return tuple(spans)
