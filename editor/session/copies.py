"""Copies that a shared folder left beside an issue: merged into it word by word, and put away as a version."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from editor.errors import EditorError, UsageError
from editor.files.atomic import read_bytes, write_atomically
from editor.files.disk import storage_error
from editor.files.keeping import beside
from editor.files.known import user_name
from editor.files.lock import turn
from editor.files.versions import keep_version, versions
from editor.merge.edits import edits
from editor.model.issue import Issue
from editor.session.git import merged_bytes
from editor.session.misnamed import repeated
from editor.session.versions import locked
from editor.session.workspace import Workspace
from editor.store.issue_file import parse_issue


def merge_copy(workspace: Workspace, copy: Path) -> tuple[Path, tuple[str, ...]]:
    """Merge a copy into its issue: the file of the issue, and a sentence for each conflict, of which both texts are kept.

    Both states as they were are versions afterwards, and the copy is gone from the folder. UsageError if there is no
    issue that it is a copy of; FileFormatError, LockedError, StorageError with nothing changed.
    """
    theirs = read_bytes(copy)
    other = parse_issue(theirs, copy)
    path = repeated(copy, workspace.path_of(other.id))
    if path is None:
        raise UsageError(
            "没有找到它是哪一期的副本", where=copy, advice="可以用 yaoxun rename 改成期号作文件名"
        )
    with locked(path), turn(beside(path).turn):
        ours = read_bytes(path)
        merged, conflicts = merged_bytes(_origin(path, other), ours, theirs, path, copy)
        keep_version(path, theirs, user_name())
        if merged != ours:
            keep_version(path, ours, user_name())
            write_atomically(path, merged)
    try:
        copy.unlink()
    except OSError as error:
        raise storage_error(copy, error, "移走") from error
    return path, conflicts


def _origin(path: Path, copy: Issue) -> bytes:
    """The earlier state of an issue that a copy was most likely made from; nothing where none is kept."""
    best: tuple[int, bytes] | None = None
    for version in versions(path):
        with suppress(EditorError):
            data = version.read()
            apart = len(edits(parse_issue(data, version.path), copy))
            if best is None or apart < best[0]:
                best = apart, data
    return best[1] if best is not None else b""
