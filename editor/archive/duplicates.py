"""Has this run before? Articles that were printed earlier and say much the same.

Two steps. Articles that share sampled shingles with a text are looked up in the index; there a shared shingle counts
the more the fewer articles hold it, as the wording that every document uses tells nothing. The few that share most are
then compared with the text as wholes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from math import log
from sqlite3 import Connection
from typing import NamedTuple

from editor.archive.folding import fold, letters
from editor.archive.grams import token
from editor.archive.rows import body_text
from editor.archive.shingles import is_sampled, sample, shingles
from editor.model.issue import Article

ALIKE = 0.3
"""The likeness from which two articles count as one story. Measured (benchmarks/archive.py): one word in five replaced
leaves about 0.55, and 99 of 100 pairs on one subject stay below 0.25."""

_ALIKE_UNEQUAL = 0.6  # where one is much longer: of a short text a third stands in many a long one by chance
_UNEQUAL = 3  # times as many shingles

# Shingles that two articles must share: a single phrase, or one just being typed, makes no likeness.
_ENOUGH = 12
_LOOKED_UP = 100  # shingles; an article of usual length has some 60 in its sample
_CLOSEST = 8  # articles that are compared as wholes
_RARE = 200  # articles; a shingle that more hold tells nothing
# The weight of a shingle that only short articles can be found by, or they would always be closest.
_UNSAMPLED = 0.1
_SAME_TITLE = 8  # letters from which equal titles are no accident
_TITLE_ALIKE = 0.5


class Run(NamedTuple):
    """An article that was printed: ``issue`` as written in commands, ``date`` 2025-07-25, ``likeness`` 0 to 1."""

    issue: str
    date: str
    article: str
    title: str
    likeness: float


def runs_before(connection: Connection, article: Article, issue: str) -> tuple[Run, ...]:
    """The articles of other issues, not later ones, that are the same or nearly, most alike first.

    ``issue`` is the name of the issue for which the article is meant; one that is not in the index is taken for
    the newest. Spares do not count, as they were not printed. An equal title counts as half alike at least.
    """
    folded = fold(body_text(article))
    titled = _same_title(connection, article.title)
    sharing = dict.fromkeys(_sharing_most(connection, sample(folded)))
    mine = shingles(folded)
    runs = []
    # Each with a limit of its own: a standing title would else leave no room for the text itself.
    for number, run, body in chain(
        islice(_printed(connection, sharing, issue), _CLOSEST),
        islice(_printed(connection, sorted(titled - sharing.keys()), issue), _CLOSEST),
    ):
        likeness = alike(mine, shingles(fold(body)))
        if number in titled:
            is_same = bool(folded) and fold(body) == folded  # too short to be told by what they share
            likeness = 1.0 if is_same else max(likeness, _TITLE_ALIKE)
        if likeness:
            runs.append(run._replace(likeness=likeness))
    return tuple(sorted(runs, key=lambda run: (run.likeness, run.date), reverse=True))


def alike(first: frozenset[str], second: frozenset[str]) -> float:
    """The likeness of two texts with these shingles if they count as one story, else 0.

    It is what they share of their shingles, measured against the one that has fewer, because an article may have
    been cut down or filled up.
    """
    fewer, more = sorted((len(first), len(second)))
    shared = len(first & second)
    if shared < _ENOUGH:
        return 0.0
    likeness = shared / fewer
    return likeness if likeness >= (ALIKE if more <= _UNEQUAL * fewer else _ALIKE_UNEQUAL) else 0.0


def _sharing_most(connection: Connection, looked_up: Iterable[str]) -> list[int]:
    """The articles that share most with a text of which this is the sample, most first."""
    ((articles,),) = connection.execute("SELECT count(*) FROM article")
    shared: dict[int, float] = defaultdict(float)
    for shingle in sorted(looked_up, key=lambda shingle: (not is_sampled(shingle), shingle))[:_LOOKED_UP]:
        holders = connection.execute(
            "SELECT rowid FROM shingle WHERE shingle MATCH ? LIMIT ?", (token(shingle), _RARE + 1)
        ).fetchall()
        if 0 < len(holders) <= _RARE:  # of an index without articles nothing holds it
            weight = log(max(articles, len(holders)) / len(holders))
            weight *= 1.0 if is_sampled(shingle) else _UNSAMPLED
            for (number,) in holders:
                shared[number] += weight
    return sorted(shared, key=shared.__getitem__, reverse=True)


def _same_title(connection: Connection, title: str) -> set[int]:
    wanted = letters(fold(title))
    if len(wanted) < _SAME_TITLE:
        return set()
    found = connection.execute(
        "SELECT id FROM article WHERE letters = ? ORDER BY id LIMIT ?", (wanted, _LOOKED_UP)
    )
    return {number for (number,) in found}


def _printed(connection: Connection, articles: Iterable[int], issue: str) -> Iterator[tuple[int, Run, str]]:
    """Those of some articles that another issue printed, no later than this one, each with its body."""
    ((day,),) = connection.execute("SELECT ifnull(max(date), '9999') FROM article WHERE issue = ?", (issue,))
    for number in articles:
        for printed, date, other, title, body in connection.execute(
            """SELECT issue, date, article, title, text FROM article JOIN body USING (id)
            WHERE id = ? AND section IS NOT NULL AND issue <> ? AND date <= ?""",
            (number, issue, day),
        ):
            yield number, Run(printed, date, other, title, 0.0), body
