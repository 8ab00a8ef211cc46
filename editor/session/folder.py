"""Importing a whole folder tree: read in parallel, written one by one in order, and taken up again where it stopped.

What was taken is remembered by its content in ``.yaoxun/imported`` of the workspace, so that a second run skips it, even
under another name; a line is added as each file is taken, so that an end in between loses nothing.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from threading import current_thread, main_thread
from typing import Final, Literal, NoReturn

from editor import __version__
from editor.errors import EditorError, ImportRefusedError
from editor.files.atomic import read_bytes
from editor.files.keeping import FOLDER
from editor.model.issue import Issue, IssueId
from editor.session.intake import Over, Taken, read_outside, take
from editor.session.remarks import keep_left_out
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue

SUFFIXES = (".docx", ".docm", ".doc", ".wps", ".txt")
"""The kinds of files that may hold an issue; of two files of one issue the kind that stands first here is taken."""

_REMEMBERED = "imported"
_REFUSED = f"!{__version__} "  # before the reason of a refusal, which a newer program may not share
_FAILED, _ENDED = "程序出错", "读取时被系统终止"
_LINE = re.compile("(?P<place>第[0-9]+行)：")
_FEW = 4  # files, which are read before other processes would have started
_PROCESSES = 8
_AHEAD = 4  # files for each process that may be read before they are written

_BY_SIGNAL: Final = 128  # and the number of the signal: the exit code, as shells count

State = Literal["taken", "doubtful", "known", "refused"]


@dataclass(frozen=True)
class Outcome:
    """What became of one file: the issue file it is in (None if refused), and why it is doubtful or refused."""

    source: Path
    state: State
    path: Path | None = None
    reasons: tuple[str, ...] = ()
    left_out: Path | None = None
    """Where all words that were left out or are doubtful are kept, None where the reasons say all."""


def files_in(folder: Path) -> list[Path]:
    """The files of a folder tree that may hold an issue, in order; hidden folders and lock files are passed over."""
    wanted = [path for path in _all_files(folder) if path.suffix.casefold() in SUFFIXES]
    return sorted(wanted, key=lambda path: (path.with_suffix(""), SUFFIXES.index(path.suffix.casefold())))


def passed_over(folder: Path) -> list[Path]:
    """The files of a folder tree that are of no kind that can be read, in order."""
    return sorted(path for path in _all_files(folder) if path.suffix.casefold() not in SUFFIXES)


def _all_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if not name.startswith((".", "~$")))


def by_reason(outcomes: Iterable[Outcome]) -> dict[str, list[tuple[Path, str]]]:
    """For each reason, in the order in which they came, the files and where in them, such as 第5行."""
    found: dict[str, list[tuple[Path, str]]] = {}
    for outcome in outcomes:
        for said in outcome.reasons:
            line = _LINE.match(said)
            reason = said[line.end() :] if line else said
            found.setdefault(reason, []).append((outcome.source, line["place"] if line else ""))
    return found


def import_folder(
    workspace: Workspace, files: Sequence[Path], *, over: Over = "keep", dry_run: bool = False
) -> Generator[Outcome, None, None]:
    """Take in files, such as those of a folder tree; gives what became of each, in order, as it is done.

    A file that cannot be read stops no other. ``over`` says what becomes of an issue that is there already; unless it is
    kept, what was taken before is read again as well.
    """
    memory = _Memory(workspace)
    digests = {source: _digest(source) for source in files}
    before = digests if over == "keep" else {}
    known = {source: outcome for source in before if (outcome := memory.find(source, digests[source]))}
    read = _read_all(workspace, [source for source in files if source not in known])
    try:
        for source in files:
            if source in known:
                yield known[source]
                continue
            found = next(read)
            outcome = _written(source, found, over, dry_run)
            if not dry_run and outcome.path is not None:
                memory.add(digests[source], outcome.path.stem)
            elif not dry_run and isinstance(found, ImportRefusedError) and _stays_refused(found):
                memory.add(digests[source], _REFUSED + outcome.reasons[0])
            yield outcome
    finally:
        read.close()


def _written(source: Path, read: Taken | EditorError, over: Over, dry_run: bool) -> Outcome:
    if isinstance(read, EditorError):
        return Outcome(source, "refused", None, (_why(read),))
    if over == "keep" and _is_there(read):
        return Outcome(source, "known", read.path)
    try:
        warning = "" if dry_run else take(read, over=over).warning
    except EditorError as error:
        return Outcome(source, "refused", None, (_why(error),))
    left_out = None if dry_run else keep_left_out(read.path, read.imported.remarks)
    doubts = [str(remark) for remark in read.imported.remarks if remark.kind == "doubtful"]
    reasons = (*filter(None, [warning]), *doubts)
    return Outcome(source, "doubtful" if reasons else "taken", read.path, reasons, left_out)


def _stays_refused(error: ImportRefusedError) -> bool:
    """Whether it is the content that is refused, and not this computer that could not read it."""
    return "LibreOffice" not in error.message and not error.message.startswith((_FAILED, _ENDED))


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
    with redirect_stderr(
        sys.__stderr__
    ):  # what looks after the processes is given it, and at the desk it is no file
        pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_ignore_interrupts)
    waiting: deque[Future[Taken | EditorError]] = deque()
    rest = iter(sources)
    with _told_to_end():
        try:
            while True:
                while len(waiting) < processes * _AHEAD and (source := next(rest, None)) is not None:
                    waiting.append(pool.submit(_read, workspace.root, source))
                if not waiting:
                    break
                yield _result(waiting.popleft())
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _told_to_end() -> Iterator[None]:
    """SIGTERM ends the command, not the process: the other processes would be left behind with what they share."""
    if current_thread() is not main_thread():  # at the desk, which has an end of its own
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(_BY_SIGNAL + number)


def _ignore_interrupts() -> None:
    """Ctrl+C reaches every process of a terminal; the one that started the others ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _result(future: Future[Taken | EditorError]) -> Taken | EditorError:
    try:
        return future.result()
    except BrokenProcessPool:
        return ImportRefusedError(f"{_ENDED}，可能内存不足", advice="再导入一次，已收入的会跳过")


def _read(root: Path, source: Path) -> Taken | EditorError:
    """Read one file, in this process or in another. Errors are given back, as they end only this file."""
    try:
        return read_outside(_workspace(root), source)
    except EditorError as error:
        return error
    except Exception as error:  # one file that nobody foresaw must not end the others
        return ImportRefusedError(f"{_FAILED}（{type(error).__name__}：{error}）", where=source)


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
    """Which contents were taken, and as which issue, and which were refused and why.

    An issue that is no longer there counts for nothing, nor does what an older program refused.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._file = workspace.root / FOLDER / _REMEMBERED
        self._taken: dict[str, IssueId] = {}
        self._refused: dict[str, str] = {}
        with suppress(OSError, UnicodeDecodeError):
            for line in self._file.read_text(encoding="utf-8").splitlines():
                digest, _, name = line.partition(" ")
                if name.startswith(_REFUSED):
                    self._refused[digest] = name.removeprefix(_REFUSED)
                elif (issue_id := IssueId.parse(name)) is not None:
                    self._taken[digest] = issue_id

    def find(self, source: Path, digest: str) -> Outcome | None:
        """What became of this content before; None if that is not known."""
        issue_id, reason = self._taken.get(digest), self._refused.get(digest)
        if issue_id is not None and (path := self._workspace.path_of(issue_id)).exists():
            return Outcome(source, "known", path)
        return Outcome(source, "refused", None, (reason,)) if reason else None

    def add(self, digest: str, became: str) -> None:
        """Remember; where that cannot be written, the next run reads the file again and finds the issue there."""
        if digest:
            with suppress(OSError):
                self._file.parent.mkdir(exist_ok=True)
                with self._file.open("a", encoding="utf-8", newline="\n") as file:
                    file.write(f"{digest} {became}\n")
