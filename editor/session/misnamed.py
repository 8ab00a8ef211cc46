"""Files of ``issues/`` that are called otherwise than the issue in them, and copies that shared folders leave.

The id of an issue is what its file says. Where the name contradicts it the issue would be counted, searched and bound
twice, so every command that goes through the issues says so.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from editor.errors import WorkspaceError
from editor.model.issue import IssueId

# What shared folders, browsers and people make of the name of a file that is there twice.
_COPY = r"(?i)sync-conflict|conflicted copy|冲突|副本|[（(][0-9]+[)）]|-DESKTOP|- Copy|复件"


class Misnamed(NamedTuple):
    """A file, and the one that its issue belongs into."""

    path: Path
    right: Path

    @property
    def error(self) -> WorkspaceError:
        """It as one sentence, with what to do."""
        issue_id = IssueId.parse(self.right.stem)
        said = issue_id.label if issue_id else self.right.stem
        if self.right.exists():
            message = f"里写的是{said}，与 {self.right.name} 重复"
            return WorkspaceError(
                message, where=self.path, advice=f'用 yaoxun merge "{self.path}" 合并成一份'
            )
        advice = f"用 yaoxun rename 把文件名改为 {self.right.name}，或改正里面的年份和期号"
        return WorkspaceError(f"里写的是{said}，与文件名不符", where=self.path, advice=advice)


def is_copy(path: Path) -> bool:
    """Whether a file is called as a shared folder, a browser or a person calls the copy of another."""
    return re.search(_COPY, path.stem) is not None


def original(path: Path) -> Path | None:
    """The issue file beside it that a copy was made of, by its name; None if there is none."""
    found = re.match(r"[0-9]{4}-s?[0-9]{1,4}", path.stem, re.IGNORECASE)
    beside = path.with_name(f"{found[0]}.toml") if found and found[0] != path.stem else None
    return beside if beside is not None and beside.exists() else None


def repeated(path: Path, right: Path) -> Path | None:
    """The issue file that a file is a copy of: by its name, else ``right``, where its issue belongs; None if of none."""
    of = original(path) or right
    return of if of.exists() and of.resolve() != path.resolve() else None


def copy_error(path: Path) -> WorkspaceError:
    """A copy as one sentence, with how it is merged."""
    of = original(path)
    advice = f'用 yaoxun merge "{path}" 合并进 {of.name}，原样收作早先的版本' if of else "请核对后移走"
    return WorkspaceError("像是同步冲突或复制留下的副本，没有列入", where=path, advice=advice)
