"""Issue files of two people made one: for git, and where a shared folder left a copy; what a repository is told once."""

from __future__ import annotations

import subprocess
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from editor.errors import EditorError, StorageError, UsageError
from editor.files.atomic import read_bytes, write_atomically
from editor.files.disk import storage_error
from editor.files.keeping import beside
from editor.files.known import user_name
from editor.files.lock import turn
from editor.files.versions import keep_version, versions
from editor.merge.conflicts import with_both
from editor.merge.edits import edits
from editor.merge.threeway import merge
from editor.model.issue import Issue
from editor.session.misnamed import repeated
from editor.session.versions import locked
from editor.session.workspace import Workspace
from editor.store.issue_file import parse_issue, rewritten
from editor.store.joined import joined
from editor.store.misfit import Misfit

CONFIG: Final = 'git config merge.yaoxun.driver "yaoxun merge %O %A %B"'
"""The line that a repository needs once on every machine: git takes no driver from a file that it fetches."""

_ATTRIBUTES = "issues/*.toml merge=yaoxun text eol=lf"
_IGNORED = (".yaoxun/", "exports/")
_CONFLICT = "# 合并冲突："


def merge_files(base: Path, ours: Path, theirs: Path) -> tuple[str, ...]:
    """Merge two issue files that come from a third over ours; a sentence for each conflict, of which both texts are kept.

    An empty base is one that never was. FileFormatError, with nothing written, if one of them is no issue.
    """
    data, conflicts = merged_bytes(read_bytes(base), read_bytes(ours), read_bytes(theirs), ours, theirs)
    write_atomically(ours, data)
    return conflicts


def merged_bytes(
    base: bytes, ours: bytes, theirs: bytes, where: Path, other: Path
) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of two issue files that come from a third as one, and a sentence for each conflict. See :func:`merge_files`."""
    mine, their = parse_issue(ours, where), parse_issue(theirs, other)
    nothing = replace(mine, sections=(), spares=())  # all that two have in common that came into being apart
    origin = parse_issue(base, where) if base.strip() else nothing
    issue, conflicts = with_both(merge(origin, mine, their))
    data = rewritten(ours, issue, where)
    text, *others = (each.decode("utf-8-sig") for each in (data, base, theirs))
    with suppress(EditorError, Misfit):
        whole = joined(text, *others)
        if parse_issue(whole.encode("utf-8"), where) == issue:
            text = whole
    end = "\r\n" if "\r\n" in text else "\n"
    text = "".join(f"{_CONFLICT}{' '.join(each.split())}{end}" for each in conflicts) + text
    return (BOM_UTF8 if data.startswith(BOM_UTF8) else b"") + text.encode("utf-8"), conflicts


def merge_copy(workspace: Workspace, copy: Path) -> tuple[Path, tuple[str, ...]]:
    """Merge a copy into its issue: the file of the issue, and a sentence for each conflict, of which both texts are kept.

    Both states as they were are versions afterwards, and the copy is gone from the folder. UsageError if there is no
    issue that it is a copy of; FileFormatError, LockedError, StorageError with nothing changed.
    """
    theirs = read_bytes(copy)
    other = parse_issue(theirs, copy)
    path = repeated(copy, workspace.path_of(other.id))
    if path is None:
        if copy.resolve() == workspace.path_of(other.id).resolve():
            raise UsageError(f"这就是{other.label}本身，不是副本", where=copy, advice="请写副本的文件名")
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


# -- the repository ----------------------------------------------------------------------------------------------


def prepare(root: Path) -> None:
    """Write ``.gitattributes`` and ``.gitignore`` of a workspace, or add what they lack."""
    _add_lines(root / ".gitattributes", (_ATTRIBUTES,))
    _add_lines(root / ".gitignore", _IGNORED)


def shortcomings(root: Path) -> Iterator[tuple[str, str]]:
    """What a workspace under git lacks: a finding, and what to do. Nothing for one that is not under git."""
    if not is_repository(root):
        return
    if not _holds(root / ".gitattributes", (_ATTRIBUTES.split(" text")[0],)):
        yield "没有说明 issues 里的文件用要讯合并", "请运行 yaoxun init --git"
    if not _holds(root / ".gitignore", _IGNORED):
        yield "没有排除 .yaoxun 和 exports", "请运行 yaoxun init --git"
    if not _configured(root):
        yield "这台电脑上还没有设合并程序", f"请在工作区里运行一次：{CONFIG}"


def is_repository(root: Path) -> bool:
    """Whether a workspace is under git."""
    return any((folder / ".git").exists() for folder in (root, *root.parents))


def _configured(root: Path) -> bool:
    """Whether git knows the driver; yes where there is no git to ask."""
    try:
        asked = subprocess.run(
            ["git", "-C", str(root), "config", "--get", "merge.yaoxun.driver"],
            capture_output=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.SubprocessError):
        return True
    return bool(asked.stdout.strip())


def _add_lines(path: Path, wanted: tuple[str, ...]) -> None:
    present = _text(path)
    lacking = [line for line in wanted if line not in present.splitlines()]
    if lacking:
        if present and not present.endswith("\n"):
            present += "\n"
        write_atomically(path, (present + "".join(f"{line}\n" for line in lacking)).encode("utf-8"))


def _holds(path: Path, wanted: tuple[str, ...]) -> bool:
    lines = _text(path).splitlines()
    return all(any(line.startswith(each) for line in lines) for each in wanted)


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8", "replace")
    except StorageError as error:
        if isinstance(error.__cause__, FileNotFoundError):
            return ""
        raise
