"""The index of one workspace: kept as the issue files are, asked, and made anew wherever it fails.

Nothing that happens to the index is an error to the person who searches. A spoilt file is thrown away and made
again; where it cannot be written, the next home is taken. The workspace is the best one, as everybody who works in it
shares one index. It may lie on a read-only or full disk, or on a network drive without locks; then each user keeps an index
of his own.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from _thread import RLock  # not threading, which takes as long to be imported as a search
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from editor.archive.database import Damaged, Database, Gone, is_damage
from editor.archive.upkeep import Progress, Reader, carry_out, plan
from editor.errors import StorageError
from editor.files.keeping import FOLDER
from editor.files.known import programs_folder

if TYPE_CHECKING:
    from editor.archive.places import Places

T = TypeVar("T")

NAME = "index.sqlite3"
_TRIES = 5  # in one home for one question; what other programs do to the index fails one or two at most


def homes(
    workspace: Path, *, environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Iterator[Path | None]:
    """The files in which the index may be kept, best first; None, the last, is memory."""
    yield workspace / FOLDER / NAME
    cache = programs_folder("XDG_CACHE_HOME", "Library/Caches", ".cache", environ, platform)
    if cache is not None:
        from hashlib import blake2b

        real = os.path.normcase(os.path.realpath(workspace))
        key = blake2b(os.fsencode(real), digest_size=10).hexdigest()
        yield cache / "yaoxun" / f"index-{key}.sqlite3"
    yield None


class Index:
    """The index over the issue files of a folder. May be used from several threads: they wait for each other.

    ``homes`` are the files in which it may be kept, best first, None for memory. ``places`` is called when issues
    are read; ``edition`` names the list of places: with another one the index is made anew.
    """

    def __init__(
        self,
        folder: Path,
        homes: Iterable[Path | None],
        reader: Reader,
        places: Callable[[], Places],
        edition: str = "",
    ) -> None:
        self._folder = folder
        self._homes = iter(homes)
        self._home = next(self._homes)
        self._reader = reader
        self._places = places
        self._edition = edition
        self._lock = RLock()
        self._progress: Progress | None = None
        self._database: Database | None = None
        self._current: Database | None = None  # the one that has been brought up to date

    def close(self) -> None:
        """Let go of the index; what is asked later opens it again."""
        with self._lock:
            if self._database is not None:
                self._database.close()
            self._database = self._current = None

    def refresh(self, progress: Progress | None = None, edition: str | None = None) -> None:
        """Take in what has changed in the folder since the last time, and in the list of places if an edition is given.

        StorageError if the folder cannot be read.
        """
        with self._lock:
            if edition not in (None, self._edition):
                self.close()
                self._edition = edition
            self._progress = progress
            self._trying(self._bring_up_to_date)

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """The answer to a question, from the index as it was after the last :meth:`refresh`."""

        def answer(database: Database) -> T:
            if database is not self._current:
                self._bring_up_to_date(database)
            with database.reading() as filled:
                if not filled:  # emptied by somebody else
                    raise Gone
                return question(database.connection)

        with self._lock:
            return self._trying(answer)

    def _bring_up_to_date(self, database: Database) -> None:
        with database.reading() as filled:
            todo = plan(database.connection if filled else None, self._folder, self._reader)
        if todo or not filled:
            database.write(self._carry_out)
        self._current = database

    def _carry_out(self, connection: sqlite3.Connection) -> None:
        # Planned again under the lock: another program may have done the work meanwhile.
        todo = plan(connection, self._folder, self._reader)
        carry_out(todo, connection, self._folder, self._reader, self._places(), self._progress)

    def _trying(self, work: Callable[[Database], T]) -> T:
        tries = 0
        while True:
            fresh = self._database is None
            try:
                if self._database is None:
                    self._database = Database(self._home, self._edition)
                return work(self._database)
            except (sqlite3.Error, Damaged, Gone, OSError) as error:
                self.close()
                tries += 1
                if tries > _TRIES or not self._mended(error, fresh):
                    self._leave_home(error)
                    tries = 0

    def _mended(self, error: Exception, fresh: bool) -> bool:
        """Whether there is hope in opening the index again; one that is spoilt is deleted for that.

        One that was opened before may only have been put aside by another program, which made a better one.
        """
        if self._home is None or not is_damage(error):
            return False
        if fresh and not isinstance(error, Gone):
            try:
                self._home.unlink(missing_ok=True)
            except OSError:  # somebody else holds the file, or it is a folder
                return False
        return True

    def _leave_home(self, error: Exception) -> None:
        """Take the next home. StorageError if there is none."""
        try:
            self._home = next(self._homes)
        except StopIteration:
            raise StorageError(f"不能建立检索索引（{error}）", where=self._folder) from error
