"""An issue as rows of the index: made, written and taken out again, with FTS5 at work in a second thread.

Reading issue files is Python's work, and making the full-text index is SQLite's, which needs no Python while it runs.
The two take about as long. So the rows of a batch of files are put on a shelf (a table in memory), from which one
statement indexes them while the next files are read. The connection is used by one thread at a time: whoever
wants it waits for that statement first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

from editor.archive.folding import fold, letters
from editor.archive.grams import pairs
from editor.archive.phrases import count_phrases, forget_phrases
from editor.archive.places import Places
from editor.archive.shingles import sample
from editor.model.body import texts
from editor.model.issue import Article, Issue

if TYPE_CHECKING:
    from concurrent.futures import Future

_LAST_DAY = 3_652_059  # date.max.toordinal(): ids count down the days, so that the newest come first
_ARTICLES_A_DAY = 1 << 20

_SHELF = (
    "CREATE TEMP TABLE IF NOT EXISTS shelf (id INTEGER PRIMARY KEY, title TEXT, body TEXT, shingles TEXT)"
)
_FROM_SHELF = (
    "INSERT INTO word (rowid, title, body) SELECT id, title, body FROM shelf ORDER BY id",
    "INSERT INTO shingle (rowid, text) SELECT id, shingles FROM shelf ORDER BY id",
    "DELETE FROM shelf",
)


class Tokens(NamedTuple):
    """What the full-text index is given of an article: pairs of title and body, and the shingles of the body."""

    title: str
    body: str
    shingles: str


class Row(NamedTuple):
    """An article of an issue. ``about`` are the columns of table ``article`` after its id."""

    day: int
    about: tuple[str | int | None, ...]
    body: str
    is_printed: bool
    places: tuple[str, ...]
    tokens: Tokens


def body_text(article: Article) -> str:
    r"""The texts of a body, one a line; a line break inside a text is ``\v``, so that lines can be counted."""
    return "\n".join(text.replace("\n", "\v") for text in texts(article.body))


def tokens(title: str, body: str) -> Tokens:
    """The tokens of an article, from its title and its :func:`body_text`."""
    folded = fold(body)
    return Tokens(pairs(fold(title)), pairs(folded), " ".join(sample(folded)))


def rows(name: str, issue: Issue, places: Places) -> Iterator[Row]:
    """The articles of an issue as rows, spares as well; ``name`` is that of its file, without the ending."""
    date = issue.date.isoformat()
    for section, article in issue.rooms:
        body = body_text(article)
        named = places.named((article.title, body.partition("\n")[0]))
        region = named[0].region if named else None
        called = (article.id, article.title, letters(fold(article.title)))
        yield Row(
            day=issue.date.toordinal(),
            about=(name, str(issue.id), issue.year, date, section, *called, region, article.characters),
            body=body,
            is_printed=section is not None,
            places=tuple(dict.fromkeys(name for place in named for name in (place.province, place.name))),
            tokens=tokens(article.title, body),
        )


class Writer:
    """Writes rows inside a transaction. As a context manager it ends when all is indexed."""

    def __init__(self, connection: Connection) -> None:
        from concurrent.futures import ThreadPoolExecutor  # here, as most who ask write nothing

        self._connection = connection
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._indexing: Future[None] | None = None

    def __enter__(self) -> Writer:
        self._connection.execute(_SHELF)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._thread:  # waits
            if error is None:
                self._wait()

    def add(self, rows: Iterable[Row]) -> None:
        """Put rows into the index; best in great numbers, newest first."""
        made = list(rows)  # while the last ones are still being indexed
        self._wait()
        numbered = list(zip(self._free_ids(made), made, strict=True))
        put = self._connection.executemany
        put(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(i, *row.about) for i, row in numbered],
        )
        put("INSERT INTO body VALUES (?, ?)", [(i, row.body) for i, row in numbered])
        put("INSERT INTO place VALUES (?, ?)", [(i, place) for i, row in numbered for place in row.places])
        count_phrases(self._connection, [row.body for row in made if row.is_printed])
        put("INSERT INTO shelf VALUES (?, ?, ?, ?)", [(i, *row.tokens) for i, row in numbered])
        self._indexing = self._thread.submit(self._index)

    def _index(self) -> None:
        for statement in _FROM_SHELF:
            self._connection.execute(statement)

    def _wait(self) -> None:
        if self._indexing is not None:
            self._indexing.result()

    def _free_ids(self, rows: Iterable[Row]) -> Iterator[int]:
        free: dict[int, int] = {}
        for row in rows:
            article = free[row.day] if row.day in free else self._first_free_id(row.day)
            free[row.day] = article + 1
            yield article

    def _first_free_id(self, day: int) -> int:
        first = (_LAST_DAY - day) * _ARTICLES_A_DAY
        (last,) = self._connection.execute(
            "SELECT max(id) FROM article WHERE id BETWEEN ? AND ?", (first, first + _ARTICLES_A_DAY - 1)
        ).fetchone()
        return first if last is None else int(last) + 1


def remove_issue(connection: Connection, name: str) -> None:
    """Take the articles of a file out of the index, and what is known of the file."""
    old = connection.execute(
        "SELECT id, title, text, section FROM article JOIN body USING (id) WHERE file = ? ORDER BY id",
        (name,),
    ).fetchall()
    for article, title, body, section in old:
        # FTS5 keeps no texts here and must be told what it was given.
        given = tokens(title, body)
        connection.execute(
            "INSERT INTO word (word, rowid, title, body) VALUES ('delete', ?, ?, ?)",
            (article, given.title, given.body),
        )
        connection.execute(
            "INSERT INTO shingle (shingle, rowid, text) VALUES ('delete', ?, ?)", (article, given.shingles)
        )
        if section is not None:
            forget_phrases(connection, body)
        connection.execute("DELETE FROM body WHERE id = ?", (article,))
        connection.execute("DELETE FROM place WHERE article = ?", (article,))
    connection.execute("DELETE FROM article WHERE file = ?", (name,))
    connection.execute("DELETE FROM file WHERE name = ?", (name,))
