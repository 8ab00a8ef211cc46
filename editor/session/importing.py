"""Importing files from outside into the workspace: read, report, and only then write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.errors import ImportRefusedError
from editor.importers import Imported, read_issue
from editor.session.saving import Written, write_over
from editor.session.workspace import Workspace
from editor.store.atomic import read_bytes
from editor.store.issue_file import dump_issue


@dataclass(frozen=True)
class Taken:
    """One file taken in: where from, where to, and what its reader had to say."""

    source: Path
    path: Path
    imported: Imported


def read_outside(workspace: Workspace, source: Path) -> Taken:
    """Read a file as an issue without writing anything."""
    data = read_bytes(source)
    imported = read_issue(data, source.name, workspace.style_for)
    return Taken(source, workspace.path_of(imported.issue.id), imported)


def take(taken: Taken, *, force: bool = False) -> Written:
    """Write what was read into the workspace; an issue that is there is replaced only with ``force``.

    What is replaced is kept as a version.
    """
    if taken.path.exists() and not force:
        raise ImportRefusedError(
            f"{taken.imported.issue.id.label}已经存在（{taken.path}），没有改动",
            where=taken.source,
            advice="确要覆盖请加 --force",
        )
    return write_over(taken.path, dump_issue(taken.imported.issue).encode())
