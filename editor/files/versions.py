"""Earlier states of an issue file: the bytes that a save replaced, each in a file of its own.

Numbered upwards, so that their order does not depend on a clock. The newest fifty are kept, and of those before
them one a day.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from editor.errors import StorageError, WorkspaceError
from editor.files.atomic import read_bytes, write_atomically
from editor.files.disk import storage_error
from editor.files.keeping import beside

NEWEST: Final = 50  # that many are all kept
_STAMP = "%Y%m%dT%H%M%SZ"
_STAMP_LENGTH = 16
_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\d+)(?:-([^/\\]+))?\.toml")
_UNNAMEABLE = re.compile(r"[^\w.@-]")
_LONGEST_NAME = 20  # characters of a person's name in that of a file


@dataclass(frozen=True)
class Version:
    """One earlier state: its file, its running number, and when it was replaced (UTC; the clock may have erred).

    ``by`` is who replaced it, and so saved the state that came after it; empty where nobody knows.
    """

    path: Path
    serial: int
    replaced: datetime
    by: str = ""

    def read(self) -> bytes:
        """Its bytes. StorageError if they cannot be read."""
        return read_bytes(self.path)


def versions(issue_path: Path) -> list[Version]:
    """The earlier states of an issue file, the newest first. StorageError if their folder cannot be read."""
    folder = beside(issue_path).versions
    try:
        found = [_version(entry) for entry in folder.iterdir() if entry.stat().st_size]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise storage_error(folder, error, "读取") from error
    return sorted(filter(None, found), key=lambda version: -version.serial)


def version(issue_path: Path, number: int) -> Version:
    """The earlier state of that number, 1 for the newest. WorkspaceError if there is none."""
    found = versions(issue_path)
    if not 1 <= number <= len(found):
        have = f"只有第1到第{len(found)}个" if found else "还没有留下任何一个"
        raise WorkspaceError(
            f"没有第{number}个早先的版本，{have}", where=issue_path, advice="用 yaoxun versions 查看"
        )
    return found[number - 1]


def keep_version(issue_path: Path, data: bytes, by: str = "") -> None:
    """Keep the bytes that somebody is about to replace, unless the newest version holds them already.

    StorageError if that is not possible; whoever saves says so and saves all the same.
    """
    found = versions(issue_path)
    if found and _same(found[0], data):
        return
    serial = found[0].serial + 1 if found else 1
    write_atomically(_claimed(beside(issue_path).versions, serial, by), data)
    _thin(versions(issue_path))


def _version(path: Path) -> Version | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    with suppress(ValueError):  # no such day
        return Version(
            path, int(match[2]), datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), match[3] or ""
        )
    return None


def _same(version: Version, data: bytes) -> bool:
    with suppress(StorageError):
        return version.read() == data
    return False


def _claimed(folder: Path, serial: int, by: str) -> Path:
    """A new empty file: of two programs that keep a version at once each gets one of its own."""
    name = _UNNAMEABLE.sub("_", by)[:_LONGEST_NAME]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            stamp = f"{datetime.now(UTC):{_STAMP}}".zfill(_STAMP_LENGTH)  # %Y writes year 1 as 1 on Linux
            path = folder / f"{stamp}-{serial}{f'-{name}' if name else ''}.toml"
            try:
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            except FileExistsError:
                serial += 1
            else:
                return path
    except OSError as error:
        raise storage_error(folder, error, "保留早先的版本") from error


def _thin(found: list[Version]) -> None:
    """Take away what is neither among the newest nor the last of its day."""
    days: set[object] = set()
    for version in found[NEWEST:]:
        if version.replaced.date() in days:
            with suppress(OSError):
                version.path.unlink()
        days.add(version.replaced.date())
