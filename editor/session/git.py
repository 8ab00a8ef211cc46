"""Issue files under git: three of them merged into one, and what a repository has to be told once."""

from __future__ import annotations

import subprocess
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from editor.errors import EditorError, StorageError
from editor.files.atomic import read_bytes, write_atomically
from editor.merge.conflicts import with_both
from editor.merge.threeway import merge
from editor.model.issue import Issue
from editor.store.issue_file import parse_issue, rewritten
from editor.store.joined import joined
from editor.store.misfit import Misfit

DRIVER: Final = "yaoxun merge %O %A %B"
CONFIG: Final = f'git config merge.yaoxun.driver "{DRIVER}"'
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
    origin = parse_issue(base, where) if base.strip() else _nothing(mine)
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


def _nothing(issue: Issue) -> Issue:
    """The issue before anything was written: two that came into being apart have no more in common."""
    return replace(issue, sections=(), spares=())


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
