"""An issue file and its earlier states: replaced with what was there kept first; listed, compared, restored.

Everything that writes over an issue file goes through here, one at a time: saving, importing with --force, restoring.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from editor.errors import EditorError, LockedError, StorageError
from editor.files.atomic import discard, read_bytes, write_atomically
from editor.files.journal import Journal
from editor.files.keeping import beside
from editor.files.known import user_name
from editor.files.lock import Lock, turn
from editor.files.versions import Version, keep_version, version, versions
from editor.merge.changes import Change, changes
from editor.model.issue import Issue
from editor.session.journal import Journalled
from editor.store.issue_file import load_issue, parse_issue, rewritten, save_issue


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of an issue; where no lock file can be made, saving will say what is wrong.

    LockedError if somebody works on it.
    """
    lock = Lock(beside(path).lock, beat=0)
    try:
        holder = lock.acquire()
    except StorageError:
        yield
        return
    if holder is not None:
        raise LockedError(f"{holder}正在编辑这一期，没有改动", where=path, advice="请关闭后再试")
    try:
        yield
    finally:
        lock.release()


@dataclass(frozen=True)
class Written:
    """The bytes in the file now, and a sentence if what was there could not be kept as a version, else empty."""

    data: bytes
    warning: str = ""


def save_over(path: Path, issue: Issue, *, expect: bytes | None = None) -> Written:
    """Save an issue over its file as ``save_issue`` does, and keep the bytes that are replaced."""
    kept = _Kept(path)
    with turn(beside(path).turn) if path.exists() else nullcontext(), kept:
        data = save_issue(path, issue, expect=expect, before=kept.keep)
    return Written(data, kept.warning)


def save_closed(path: Path, issue: Issue, *, expect: bytes) -> Written:
    """The same for an issue that nobody has open. LockedError while somebody works on it."""
    with locked(path):
        return save_over(path, issue, expect=expect)


def write_over(path: Path, data: bytes) -> Written:
    """Put other bytes in the place of an issue file, whatever it holds, and keep the bytes that are replaced.

    LockedError while somebody works on it; then nothing is changed.
    """
    if not path.exists():
        write_atomically(path, data)
        return Written(data)
    with locked(path), turn(beside(path).turn), _Kept(path) as kept:
        old = read_bytes(path)
        if old == data:
            return Written(data)
        kept.keep(old)
        write_atomically(path, data)
    return Written(data, kept.warning)


UNSAVED: Final = "没有保存的工作"
"""Who is named as having replaced a version that nobody saved: work that two people left after a takeover."""


def kept_aside(path: Path, data: bytes, journal: Journalled) -> str:
    """Make unsaved work that is not gone on with a version of the issue file, which holds ``data``; what to say of it.

    Where no version can be kept the journal stays under another name.
    """
    try:
        keep_version(path, rewritten(data, journal.trail.issue, path), UNSAVED)
    except StorageError:
        old = journal.place.with_name(f"{journal.place.name}.old")
        with suppress(OSError):
            journal.place.replace(old)
        return f"另有一份没有保存的工作，已留在“{old}”，没有丢失"
    Journal(journal.place).remove()
    return "另有一份没有保存的工作，没有丢失：在早先的版本里，可以比较和恢复（yaoxun versions）"


class _Kept:
    """The version that is kept while a file is replaced; it goes again where the file turns out not to be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._old = b""
        self._version: Path | None = None
        self.warning = ""

    def keep(self, old: bytes) -> None:
        """Keep the bytes that are about to be replaced; where that cannot be, the warning says so."""
        self._old = old
        try:
            self._version = keep_version(self._path, old, user_name())
        except StorageError as error:
            self.warning = f"已照常写入，但没能留下原来的版本（{error.message}）"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, StorageError) and self._version is not None:
            with suppress(StorageError):
                if read_bytes(self._path) == self._old:  # else it was replaced, whatever the disk said
                    discard(self._version)


RESTORED: Final = "恢复早先的版本"
"""What going back to an earlier state is called in the history."""


@dataclass(frozen=True)
class Earlier:
    """An earlier state: its number (1 is the newest), its file, and the issue, None if it cannot be read."""

    number: int
    version: Version
    issue: Issue | None

    @property
    def moment(self) -> str:
        """Until when it was so, and who changed it then: 2026-01-16 16:20:33 之前（王芳 改）, in local time.

        Its running number where no clock knows it.
        """
        try:
            moment = f"{self.version.when.astimezone():%Y-%m-%d %H:%M:%S} "
            if self.version.by == UNSAVED:
                return f"{moment}留下（{UNSAVED}）"
            moment += "之前"
            return f"{moment}（{self.version.by} 改）" if self.version.by else moment
        except (OverflowError, OSError, ValueError):
            return f"第 {self.version.serial} 次保存之前"


def earlier_states(path: Path) -> Iterator[Earlier]:
    """The earlier states of an issue file, the newest first, each read when it is its turn.

    StorageError, at once, if their folder cannot be read.
    """
    found = versions(path)
    return (Earlier(number, state, _issue(state)) for number, state in enumerate(found, 1))


def last_good(path: Path) -> Earlier | None:
    """The newest earlier state that can be read, None if there is none: for a file that no longer can."""
    with suppress(StorageError):
        return next((state for state in earlier_states(path) if state.issue is not None), None)
    return None


def changes_since(path: Path, number: int) -> tuple[Change, ...]:
    """What changed from an earlier state to the file as it is now."""
    found = version(path, number)
    return changes(parse_issue(found.read(), found.path), load_issue(path))


def restore(path: Path, number: int) -> Written:
    """Make an earlier state the present one; the present one becomes a version.

    FileFormatError if that state is not a valid issue: then nothing is replaced.
    """
    found = version(path, number)
    data = found.read()
    parse_issue(data, found.path)
    return write_over(path, data)


def _issue(found: Version) -> Issue | None:
    try:
        return parse_issue(found.read(), found.path)
    except EditorError:
        return None
