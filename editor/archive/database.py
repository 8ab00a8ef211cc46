"""One SQLite file as a cache: opened, proved sound, written as a whole, thrown away without regret.

No journal is kept on the disk: the index is a single file that can be deleted, copied over or cut off at any moment,
and needs of a network drive nothing but locks (SQLite's WAL does not work there). What a journal would protect from,
a program that dies while writing, and what it would not, bytes changed by somebody else, are met by a seal: after each
write the file gets a time of modification in the 1990s, which it also holds inside. Any other write gives it today's.
A file whose seal is broken is not believed.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from editor.archive.grams import TOKENIZER

_WAIT = 60.0  # seconds for another program that writes; the first index of twenty years takes some ten
_PAGE = 8192
_CACHE_KIB = 32_768

# Even seconds, which the coarsest file systems (FAT) keep exactly; long before this program could have written.
_SEAL_FROM, _SEAL_STEPS = 631_152_000, 157_000_000  # 1990-01-01, up to the end of 1999
_SEAL_TRIES, _SEAL_PAUSE = 10, 0.02  # another program may stand between writing and sealing

_NOT_THE_FILE = frozenset(
    {
        sqlite3.SQLITE_ERROR,  # a statement that this SQLite cannot carry out
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    }
)


class Damaged(Exception):  # noqa: N818  (a state of the index, mended above; no user ever sees it)
    """The index is not what this program wrote, or is of another edition."""


class Gone(Exception):  # noqa: N818  (as above)
    """Somebody else deleted the file, wrote it or put another in its place since it was opened."""


def is_damage(error: Exception) -> bool:
    """Whether an error means that the file is spoilt, not that the place where it lies cannot be used."""
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # none: a text that is no UTF-8
    return not isinstance(error, OSError) and code & 0xFF not in _NOT_THE_FILE


class Database:
    """The index in one file, or in memory for None. ``edition`` names what its rows depend on besides the issues."""

    def __init__(self, path: Path | None, edition: str) -> None:
        self._path = path
        # Python's version too: with it goes what counts as a letter, and as the same letter in another case.
        self._edition = f"{VERSION} {sys.version_info.major}.{sys.version_info.minor} {edition}"
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self.connection = self._connected()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[bool]:
        """A state of the index that stays as it is meanwhile, and whether there is anything in it yet.

        Damaged if there is, and it cannot be believed; Gone if the file is not there any more.
        """
        with self._believed("DEFERRED") as filled:
            yield filled

    def write(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do some work on the index: all of it or nothing. The tables are made if there are none.

        Damaged and Gone as when reading, with nothing done; OSError where a file cannot be sealed.
        """
        seal = (_SEAL_FROM + 2 * (int.from_bytes(os.urandom(8), "big") % _SEAL_STEPS)) * 1_000_000_000
        with self._believed("IMMEDIATE") as filled:
            if self._path is not None:
                # Tried before the work is done: only the owner of a file may set its time, and not everywhere.
                _set_time(self._path, self._path.stat().st_mtime_ns if filled else seal)
            for statement in () if filled else STATEMENTS:
                self.connection.execute(statement)
            work(self.connection)
            for name, value in (("edition", self._edition), ("seal", str(seal))):
                self.connection.execute("REPLACE INTO meta VALUES (?, ?)", (name, value))
        if self._path is not None:
            self._put_seal(self._path, seal)

    def _put_seal(self, path: Path, seal: int) -> None:
        # Closed first: Windows may set the time of a file again when a handle that wrote is closed.
        self.close()
        self.connection = self._connected()
        with self._transaction("IMMEDIATE"):
            if self._meta().get("seal") != str(seal):
                raise Gone
            _set_time(path, seal)

    @contextmanager
    def _believed(self, kind: str) -> Iterator[bool]:
        for _ in range(_SEAL_TRIES):
            with self._transaction(kind):
                filled = not self._is_empty()
                if not filled or self._is_sealed():
                    yield filled
                    return
            time.sleep(_SEAL_PAUSE)
        raise Damaged

    def _is_empty(self) -> bool:
        bare = not self._rows("SELECT 1 FROM sqlite_master LIMIT 1")
        if self._path is None:
            return bare
        empty = _about(self._path).st_size == 0
        if empty and not bare:  # another program has begun a new file
            raise Gone
        return empty

    def _is_sealed(self) -> bool:
        meta = self._meta()
        if meta.get("edition") != self._edition:
            raise Damaged
        return self._path is None or meta.get("seal") == str(_about(self._path).st_mtime_ns)

    def _meta(self) -> dict[str, str]:
        try:
            return dict(self._rows("SELECT name, value FROM meta"))
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:  # another database
                raise Damaged from error
            raise

    def _rows(self, statement: str) -> list[tuple[str, str]]:
        return self.connection.execute(statement).fetchall()

    def _connected(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            ":memory:" if self._path is None else self._path,
            timeout=_WAIT,
            isolation_level=None,
            check_same_thread=False,  # whoever holds the archive lets one thread in at a time
        )
        try:
            for setting in (
                f"page_size={_PAGE}",
                "journal_mode=MEMORY",
                "synchronous=NORMAL",
                f"cache_size=-{_CACHE_KIB}",
                "temp_store=MEMORY",
            ):
                connection.execute(f"PRAGMA {setting}")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[None]:
        self.connection.execute(f"BEGIN {kind}")
        try:
            yield
        except BaseException:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


def _about(path: Path) -> os.stat_result:
    try:
        return path.stat()
    except FileNotFoundError:
        raise Gone from None


def _set_time(path: Path, nanoseconds: int) -> None:
    try:
        os.utime(path, ns=(nanoseconds, nanoseconds))
    except FileNotFoundError:
        raise Gone from None
    # Written meanwhile, or on a file system that keeps no such times.
    if _about(path).st_mtime_ns != nanoseconds:
        raise Gone(f"{path}: {os.strerror(errno.ENOTSUP)}")


VERSION = 3
"""Counts the changes to tables, folding, tokens and shingles: an index of another version is thrown away."""

TITLE_WEIGHT = 10.0
"""How much more a word in the title says about an article than one in its body."""

_HASH_BYTES = 64_000_000
"""Memory in which FTS5 collects before it writes; its own 1 MB makes the first index take half as long again."""

# meta: seal (see database.py), edition (version and places list; another edition starts anew).
#
# file: every .toml in issues/, named without that ending, as it was when last looked at. size, modified and changed
# (nanoseconds) tell whether it is still the same, once it has settled; until then its digest does. problem: why it
# is not in the index, or empty. issue and year are what an issue says of itself, whatever its file is called.
#
# article: id grows from the newest article to the oldest, so that the order of ids is "newest first".
# issue is the id that its issue says, file the name of its file, section is NULL for a spare, letters are those of
# the title (folding.py), region is the one of its first place (places.py).
#
# phrase: in how many articles that were printed two words stand beside each other (phrases.py).
#
# body: the texts of the body separated by \n; a line break inside one is \v.
STATEMENTS = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    """CREATE TABLE file (
        name TEXT PRIMARY KEY, size INTEGER, modified INTEGER, changed INTEGER, settled INTEGER, digest BLOB,
        problem TEXT, issue TEXT, year INTEGER) WITHOUT ROWID""",
    """CREATE TABLE article (
        id INTEGER PRIMARY KEY, file TEXT, issue TEXT, year INTEGER, date TEXT, section TEXT, article TEXT, title TEXT,
        letters TEXT, region TEXT, characters INTEGER)""",
    "CREATE INDEX article_by_letters ON article (letters)",
    "CREATE INDEX article_by_file ON article (file)",
    "CREATE INDEX article_by_issue ON article (issue)",
    "CREATE TABLE place (article INTEGER, name TEXT, PRIMARY KEY (article, name)) WITHOUT ROWID",
    "CREATE TABLE phrase (words TEXT PRIMARY KEY, articles INTEGER) WITHOUT ROWID",
    "CREATE TABLE body (id INTEGER PRIMARY KEY, text TEXT)",
    f"CREATE VIRTUAL TABLE word USING fts5 (title, body, content='', prefix=1, {TOKENIZER})",
    f"INSERT INTO word (word, rank) VALUES ('rank', 'bm25({TITLE_WEIGHT}, 1.0)')",
    f"INSERT INTO word (word, rank) VALUES ('hashsize', {_HASH_BYTES})",
    # Asked for one shingle at a time: neither positions nor lengths are needed.
    f"CREATE VIRTUAL TABLE shingle USING fts5 (text, content='', detail=none, columnsize=0, {TOKENIZER})",
    f"INSERT INTO shingle (shingle, rank) VALUES ('hashsize', {_HASH_BYTES})",
)
