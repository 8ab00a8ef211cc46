"""Giving an issue another number: its file is named after it, so the file changes its name as well."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from editor.errors import LockedError, StorageError, UsageError, WorkspaceError
from editor.model.issue import SERIES, SUPPLEMENT, IssueId
from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.store.atomic import read_bytes, write_atomically
from editor.store.issue_file import rewritten
from editor.store.keeping import beside
from editor.store.versions import keep_version


def renumber(workspace: Workspace, path: Path, word: str) -> Path:
    """Rename an issue to the number in ``word`` (2026-04, 2026-s01) and return its new file; the old bytes stay a version.

    UsageError for what is no number, WorkspaceError where that issue is there already, LockedError while somebody has
    the issue open, StorageError where work of it is not saved, or the files cannot be written. Then nothing is changed.
    """
    new = IssueId.parse(word.strip())
    if new is None:
        raise UsageError(f"“{word}”不是期号", advice="期号写作 2026-04，增刊写作 2026-s01")
    target = workspace.path_of(new)
    if target == path:
        return path
    if target.exists():
        raise WorkspaceError(f"{new.label}已经存在，没有改动", where=target, advice="请换一个期号")
    with Document.open(path, workspace.style(workspace.load(path).style)) as document:
        if document.read_only:
            raise LockedError(f"{document.lock_holder}正在编辑这一期，不能改期号", where=path)
        if document.recovered:
            raise StorageError("这一期有上次未保存的修改", where=path, advice="请先打开它，保存或放弃")
        kind = SUPPLEMENT if new.supplement else SERIES
        issue = replace(document.issue, year=new.year, number=new.number, kind=kind)
        old = read_bytes(path)
        write_atomically(target, rewritten(old, issue, target))
        _take_away(path, old, target)
    with suppress(OSError):
        beside(path).journal.unlink()  # its steps belong to a file that is no more
    return target


def _take_away(path: Path, old: bytes, target: Path) -> None:
    """The old file, its bytes kept as a version; where that cannot be, the new one goes again."""
    try:
        keep_version(path, old)
        path.unlink()
    except (OSError, StorageError) as error:
        with suppress(OSError):
            target.unlink()
        raise StorageError("没能改名，原来的文件没有动", where=path, advice="请检查文件夹的权限") from error
