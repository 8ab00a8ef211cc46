"""Importing a whole folder tree: read in parallel, written one by one in order, and taken up again where it stopped.

What was taken is remembered by its content in ``.yaoxun/imported`` of the workspace, so that a second run skips it, even
under another name; a line is added as each file is taken, so that an end in between loses nothing.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from editor.errors import EditorError, ImportRefusedError
from editor.files.atomic import read_bytes
from editor.files.keeping import FOLDER
from editor.model.issue import Issue, IssueId
from editor.session.intake import Taken, read_outside, take
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue

SUFFIXES = (".docx", ".docm", ".doc", ".wps", ".txt")
"""The kinds of files that may hold an issue; of two files of one issue the kind that stands first here is taken."""

_REMEMBERED = "imported"
_FEW = 4  # files, which are read before other processes would have started
_PROCESSES = 8
_AHEAD = 4  # files for each process that may be read before they are written

State = Literal["taken", "doubtful", "known", "refused"]


@dataclass(frozen=True)
class Outcome:
    """What became of one file: the issue file it is in (None if refused), and why it is doubtful or refused."""

    source: Path
    state: State
    path: Path | None = None
    reasons: tuple[str, ...] = ()


def files_in(folder: Path) -> list[Path]:
    """The files of a folder tree that may hold an issue, in order; hidden folders and lock files are passed over."""
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in names if not name.startswith((".", "~$"))]
    kinds = {path: path.suffix.casefold() for path in found}
    wanted = [path for path in found if kinds[path] in SUFFIXES]
    return sorted(wanted, key=lambda path: (path.with_suffix(""), SUFFIXES.index(kinds[path])))


def import_folder(
    workspace: Workspace, files: Sequence[Path], *, force: bool = False, dry_run: bool = False
) -> Generator[Outcome, None, None]:
    """Take in files, such as those of a folder tree; gives what became of each, in order, as it is done.

    A file that cannot be read stops no other. An issue that is there already is replaced only with ``force``, which
    also reads again what was taken before.
    """
    memory = _Memory(workspace)
    digests = {source: _digest(source) for source in files}
    there = {} if force else {source: path for source in files if (path := memory.find(digests[source]))}
    read = _read_all(workspace, [source for source in files if source not in there])
    try:
        for source in files:
            if source in there:
                yield Outcome(source, "known", there[source])
                continue
            outcome = _written(source, next(read), force, dry_run)
            if outcome.path is not None and not dry_run:
                memory.add(digests[source], outcome.path)
            yield outcome
    finally:
        read.close()


def _written(source: Path, read: Taken | EditorError, force: bool, dry_run: bool) -> Outcome:
    if isinstance(read, EditorError):
        return Outcome(source, "refused", None, (_why(read),))
    if not force and _is_there(read):
        return Outcome(source, "known", read.path)
    try:
        warning = "" if dry_run else take(read, force=force).warning
    except EditorError as error:
        return Outcome(source, "refused", None, (_why(error),))
    doubts = [str(remark) for remark in read.imported.remarks if remark.kind == "doubtful"]
    reasons = (*filter(None, [warning]), *doubts)
    return Outcome(source, "doubtful" if reasons else "taken", read.path, reasons)


def _why(error: EditorError) -> str:
    """An error without its place, which is the file that stands beside it."""
    line = f"第{error.line}行：" if error.line else ""
    return f"{line}{error.message}；{error.advice}" if error.advice else f"{line}{error.message}"


def _is_there(taken: Taken) -> bool:
    """Whether the workspace has this issue, word for word."""
    if not taken.path.exists():
        return False
    with suppress(EditorError):
        return _words(load_issue(taken.path)) == _words(taken.imported.issue)
    return False


def _words(issue: Issue) -> list[object]:
    sections = [
        (each.name, [(a.title, a.body) for a in each.articles]) for each in issue.sections if each.articles
    ]
    return [issue.title, issue.date, issue.issuer, sections]


# -- reading in parallel --------------------------------------------------------------------------------------------


def _read_all(workspace: Workspace, sources: Sequence[Path]) -> Generator[Taken | EditorError, None, None]:
    """Each file as it was read, in order."""
    if len(sources) <= _FEW:
        yield from (_read(workspace.root, source) for source in sources)
        return
    processes = min(os.cpu_count() or 1, _PROCESSES, len(sources))
    context = get_context("spawn")  # the same on every system
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_ignore_interrupts)
    waiting: deque[Future[Taken | EditorError]] = deque()
    rest = iter(sources)
    try:
        while True:
            while len(waiting) < processes * _AHEAD and (source := next(rest, None)) is not None:
                waiting.append(pool.submit(_read, workspace.root, source))
            if not waiting:
                break
            yield _result(waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupts() -> None:
    """Ctrl+C reaches every process of a terminal; the one that started the others ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _result(future: Future[Taken | EditorError]) -> Taken | EditorError:
    try:
        return future.result()
    except BrokenProcessPool:
        return ImportRefusedError("读取时被系统终止，可能内存不足", advice="再导入一次，已收入的会跳过")


def _read(root: Path, source: Path) -> Taken | EditorError:
    """Read one file, in this process or in another. Errors are given back, as they end only this file."""
    try:
        return read_outside(_workspace(root), source)
    except EditorError as error:
        return error
    except Exception as error:  # one file that nobody foresaw must not end the others
        return ImportRefusedError(f"程序出错（{type(error).__name__}：{error}）", where=source)


@lru_cache(maxsize=1)
def _workspace(root: Path) -> Workspace:
    """The workspace, whose styles are read once in each process."""
    return Workspace(root)


# -- what was taken before --------------------------------------------------------------------------------------


def _digest(source: Path) -> str:
    """What tells the content of a file from any other; empty if it cannot be read."""
    with suppress(EditorError):
        return sha256(read_bytes(source)).hexdigest()
    return ""


class _Memory:
    """Which contents were taken, and as which issue. An issue that is no longer there counts for nothing."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._file = workspace.root / FOLDER / _REMEMBERED
        self._taken: dict[str, IssueId] = {}
        with suppress(OSError, UnicodeDecodeError):
            for line in self._file.read_text(encoding="utf-8").splitlines():
                digest, _, name = line.partition(" ")
                if (issue_id := IssueId.parse(name)) is not None:
                    self._taken[digest] = issue_id

    def find(self, digest: str) -> Path | None:
        """The issue file that was made of this content, or None."""
        issue_id = self._taken.get(digest)
        path = None if issue_id is None else self._workspace.path_of(issue_id)
        return path if path is not None and path.exists() else None

    def add(self, digest: str, path: Path) -> None:
        """Remember; where that cannot be written, the next run reads the file again and finds the issue there."""
        if digest:
            with suppress(OSError):
                self._file.parent.mkdir(exist_ok=True)
                with self._file.open("a", encoding="utf-8", newline="\n") as file:
                    file.write(f"{digest} {path.stem}\n")
