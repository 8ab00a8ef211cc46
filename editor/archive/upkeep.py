"""Keeping the index as the issue files are: which have changed, and taking their changes in.

A file counts as unchanged while its size and its times are those under which it was read. Times can lie: two saves
within one tick of a coarse clock look alike. So a file that was changed less than two seconds before it was read (the
tick of FAT) is read again, and its content compared, until it has come to rest.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from editor.errors import EditorError

if TYPE_CHECKING:
    from editor.archive.places import Places
    from editor.model.issue import Issue

_REST = 2_000_000_000  # nanoseconds
_SUFFIX = ".toml"
_BATCH = 50  # files, a year of a weekly, that are read while the last ones are being indexed
_STRAY = "-"  # the problem of a file that is no issue by its name

_KNOWN = "SELECT name, size, modified, changed, digest FROM file"

Progress: TypeAlias = Callable[[int, int], None]
"""Told after each file how many of how many have been taken in."""


class Stamp(NamedTuple):
    """By what a file is known to be unchanged; times in nanoseconds.

    ``changed`` is that of the file's entry in the file system, which also tells of a file whose time of modification
    was set back, where there is such a time (on Windows it is that of creation).
    """

    name: str
    size: int
    modified: int
    changed: int


class Reader(NamedTuple):
    """How issue files are read, given by the floor above, as the archive does not know the store.

    ``read`` gives the bytes of a file, ``parse`` the issue that they stand for; both raise EditorError.
    """

    read: Callable[[Path], bytes]
    parse: Callable[[bytes, Path], Issue]


class Plan(NamedTuple):
    """What is to be done to a folder's index as of ``now`` (nanoseconds).

    Files are named without .toml: ``gone`` are to be forgotten, ``changed`` read anew, ``same`` only stamped anew.
    """

    now: int
    gone: list[str]
    changed: list[Stamp]
    same: list[Stamp]

    def __bool__(self) -> bool:
        return bool(self.gone or self.changed or self.same)


def plan(connection: Connection | None, folder: Path, reader: Reader) -> Plan:
    """Compare the files of a folder with the index; None is an index without anything in it."""
    todo = Plan(time.time_ns(), [], [], [])
    found = _files(folder)
    if connection is None:
        todo.changed.extend(map(Stamp._make, found))
        return todo
    # Sets of plain tuples, as every start goes through a thousand of them and most find nothing changed.
    settled = set(connection.execute("SELECT name, size, modified, changed FROM file WHERE settled"))
    ((rows,),) = connection.execute("SELECT count(*) FROM file")
    if found == settled and rows == len(settled):
        return todo
    known = {row[0]: row[1:] for row in connection.execute(_KNOWN)}
    for stamp in map(Stamp._make, found):
        *old, digest = known.pop(stamp.name, (None,))
        if stamp in settled:
            continue
        if digest is None or _digest_of(_path(folder, stamp.name), reader) != digest:
            todo.changed.append(stamp)
        elif tuple(old) != stamp[1:] or _has_settled(stamp, todo.now):
            todo.same.append(stamp)
    todo.gone.extend(known)
    return todo


def carry_out(
    todo: Plan,
    connection: Connection,
    folder: Path,
    reader: Reader,
    places: Places,
    progress: Progress | None,
) -> None:
    """Bring the index up to date inside a transaction. A file that is no valid issue is noted with the reason."""
    from editor.archive.rows import Writer, remove_issue, rows

    for name in (*todo.gone, *(stamp.name for stamp in todo.changed)):
        remove_issue(connection, name)
    for stamp in todo.same:
        connection.execute(
            "UPDATE file SET size = ?, modified = ?, changed = ?, settled = ? WHERE name = ?",
            (*stamp[1:], _has_settled(stamp, todo.now), stamp.name),
        )
    read: list[tuple[object, ...]] = []
    with Writer(connection) as writer:
        for batch in _newest_first(todo.changed):
            issues: list[tuple[str, Issue]] = []
            for stamp, stray in batch:
                row, issue = _read(stamp, stray, todo.now, folder, reader)
                read.append(row)
                if issue is not None:
                    issues.append((stamp.name, issue))
                if progress is not None:
                    progress(len(read), len(todo.changed))
            # FTS5 writes best in the order of ids, from the newest article to the oldest.
            issues.sort(key=lambda taken: taken[1].date, reverse=True)
            writer.add(chain.from_iterable(rows(*taken, places) for taken in issues))
    connection.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", read)


def problems(connection: Connection) -> Iterator[str]:
    """Why files of the folder are not in the index, one sentence a file."""
    rows = connection.execute(
        "SELECT problem FROM file WHERE problem NOT IN ('', ?) ORDER BY name", (_STRAY,)
    )
    return (problem for (problem,) in rows)


def misnamed(connection: Connection) -> list[tuple[str, str]]:
    """The files whose name is not that of the issue in them: both, without .toml, the id as written in commands."""
    return connection.execute(
        "SELECT name, issue FROM file WHERE issue IS NOT NULL AND name <> issue ORDER BY name"
    ).fetchall()


def _files(folder: Path) -> set[tuple[str, int, int, int]]:
    """The stamps of all files, as plain tuples."""
    found = set()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if name.endswith(_SUFFIX) and name.isascii():  # as the names of all issues are
                    try:
                        about = entry.stat()
                    except FileNotFoundError:  # gone since the folder was opened, or a link to nothing
                        continue
                    found.add((name[: -len(_SUFFIX)], about.st_size, about.st_mtime_ns, about.st_ctime_ns))
    except OSError as error:
        from editor.files.disk import storage_error

        raise storage_error(folder, error, "读取文件夹") from error
    return found


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}{_SUFFIX}"


def _has_settled(stamp: Stamp, now: int) -> bool:
    return max(stamp.modified, stamp.changed) + _REST <= now


def _digest(data: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(data, digest_size=16).digest()


def _digest_of(path: Path, reader: Reader) -> bytes | None:
    try:
        return _digest(reader.read(path))
    except EditorError:
        return None


def _newest_first(stamps: Iterable[Stamp]) -> Iterator[list[tuple[Stamp, bool]]]:
    """Files, and whether the name of each is not that of an issue, in batches."""
    from editor.model.issue import IssueId

    ids = [(IssueId.parse(stamp.name), stamp) for stamp in stamps]
    ids.sort(key=lambda pair: (pair[0].year, pair[0].number) if pair[0] else (0, 0), reverse=True)
    for start in range(0, len(ids), _BATCH):
        yield [(stamp, issue_id is None) for issue_id, stamp in ids[start : start + _BATCH]]


def _read(
    stamp: Stamp, stray: bool, now: int, folder: Path, reader: Reader
) -> tuple[tuple[object, ...], Issue | None]:
    """The row of table ``file`` for a file as it is now, and its issue, or None if it holds none."""
    issue, digest, problem = None, None, _STRAY
    settled = stray or _has_settled(stamp, now)
    if not stray:
        path = _path(folder, stamp.name)
        try:
            data = reader.read(path)
        except EditorError as error:
            settled, problem = False, str(error)  # to be tried again each time
        else:
            digest = _digest(data)
            try:
                issue, problem = reader.parse(data, path), ""
            except EditorError as error:
                problem = str(error)
    said = (str(issue.id), issue.year) if issue is not None else (None, None)
    return (*stamp, settled, digest, problem, *said), issue
