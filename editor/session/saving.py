"""Replacing an issue file: one at a time, with what was there kept as a version first.

Everything that writes over an issue file goes through here: saving, importing with --force, restoring.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from editor.errors import StorageError
from editor.model.issue import Issue
from editor.store.atomic import read_bytes, write_atomically
from editor.store.issue_file import save_issue
from editor.store.keeping import beside
from editor.store.lock import turn
from editor.store.versions import keep_version


@dataclass(frozen=True)
class Written:
    """The bytes in the file now, and a sentence if what was there could not be kept as a version, else empty."""

    data: bytes
    warning: str = ""


def save_over(path: Path, issue: Issue, *, expect: bytes | None = None) -> Written:
    """Save an issue over its file as ``save_issue`` does, and keep the bytes that are replaced."""
    warnings: list[str] = []
    with turn(beside(path).turn) if path.exists() else nullcontext():
        data = save_issue(path, issue, expect=expect, before=lambda old: warnings.append(_kept(path, old)))
    return Written(data, "".join(warnings))


def write_over(path: Path, data: bytes) -> Written:
    """Put other bytes in the place of an issue file, whatever it holds, and keep the bytes that are replaced."""
    if not path.exists():
        write_atomically(path, data)
        return Written(data)
    with turn(beside(path).turn):
        old = read_bytes(path)
        if old == data:
            return Written(data)
        warning = _kept(path, old)
        write_atomically(path, data)
    return Written(data, warning)


def _kept(path: Path, old: bytes) -> str:
    try:
        keep_version(path, old)
    except StorageError as error:
        return f"已照常写入，但没能留下原来的版本（{error.message}）"
    return ""
