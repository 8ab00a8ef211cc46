"""States of an issue file that the program keeps beside it: those that a save replaced, and those that were sent.

Each is a file of its own, called by when, which and by whom. What was replaced is numbered upwards, so that its order
does not depend on a clock; the newest fifty are kept, and of those before them one a day. What was sent is called by an id
made from its text, so that sending the same state twice is one state: the id stands in the properties of the DOCX, where
nobody sees it, and what the office keeps for itself stays here.
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
from editor.files.atomic import discard, read_bytes, write_atomically
from editor.files.disk import storage_error
from editor.files.keeping import beside

NEWEST: Final = 50  # replaced states that are all kept
NEWEST_SENT: Final = 200  # sent ones that are kept; an issue is sent a few times
_STAMP = "%Y%m%dT%H%M%SZ"
_STAMP_LENGTH = 16
_NAME = re.compile(r"(\d{8}T\d{6}Z)-(\w+)(?:-([^/\\]+))?\.toml")
_SERIAL, _ID = r"\d+", "[0-9a-f]{12}"
_UNNAMEABLE = re.compile(r"[^\w.@-]")
_LONGEST_NAME = 20  # characters of a person's name in that of a file


@dataclass(frozen=True)
class Version:
    """One state: its file, its running number or id, when it was replaced or sent (UTC; the clock may have erred).

    ``by`` is who replaced it, and so saved the state that came after it, or who sent it; empty where nobody knows.
    """

    path: Path
    key: str
    when: datetime
    by: str = ""

    @property
    def serial(self) -> int:
        """The running number of one that was replaced."""
        return int(self.key)

    def read(self) -> bytes:
        """Its bytes. StorageError if they cannot be read."""
        return read_bytes(self.path)


def versions(issue_path: Path) -> list[Version]:
    """The earlier states of an issue file, the newest first. StorageError if their folder cannot be read."""
    return sorted(_kept(beside(issue_path).versions, _SERIAL), key=lambda version: -version.serial)


def version(issue_path: Path, number: int) -> Version:
    """The earlier state of that number, 1 for the newest. WorkspaceError if there is none."""
    found = versions(issue_path)
    if not 1 <= number <= len(found):
        have = f"只有第1到第{len(found)}个" if found else "还没有留下任何一个"
        raise WorkspaceError(
            f"没有第{number}个早先的版本，{have}", where=issue_path, advice="用 yaoxun versions 查看"
        )
    return found[number - 1]


def keep_version(issue_path: Path, data: bytes, by: str = "") -> Path | None:
    """Keep the bytes that somebody is about to replace; the new file, None if the newest version holds them already.

    StorageError if that is not possible; whoever saves says so and saves all the same.
    """
    found = versions(issue_path)
    if found and _same(found[0], data):
        return None
    serial = found[0].serial + 1 if found else 1
    path = _claimed(beside(issue_path).versions, serial, by)
    write_atomically(path, data)
    _thin(versions(issue_path))
    return path


def sent_states(issue_path: Path) -> list[Version]:
    """The states of an issue that were sent, the last one first. StorageError if their folder cannot be read."""
    kept = _kept(beside(issue_path).exports, _ID)
    return sorted(kept, key=lambda sent: (sent.when, sent.key), reverse=True)


def export_id(text: str) -> str:
    """The id of the state that a text of an issue file says."""
    from hashlib import sha256  # brings a library of 5 MB with it

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def remember_sent(issue_path: Path, text: str, by: str) -> None:
    """Keep a state as sent now. StorageError if that is not possible; whoever exports says so and exports all the same."""
    key = export_id(text)
    path = beside(issue_path).exports / _name(key, by)
    earlier = [sent for sent in sent_states(issue_path) if sent.key == key]
    write_atomically(path, text.encode("utf-8", "surrogatepass"), make_folder=True)
    for old in (*earlier, *sent_states(issue_path)[NEWEST_SENT:]):
        if old.path != path:
            discard(old.path)


def _kept(folder: Path, key: str) -> list[Version]:
    try:
        found = [_version(entry, key) for entry in folder.iterdir() if entry.stat().st_size]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise storage_error(folder, error, "读取") from error
    return [each for each in found if each is not None]


def _version(path: Path, key: str) -> Version | None:
    match = _NAME.fullmatch(path.name)
    if match is None or not re.fullmatch(key, match[2]):
        return None
    with suppress(ValueError):  # no such day
        when = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
        return Version(path, match[2], when, match[3] or "")
    return None


def _name(key: str, by: str) -> str:
    stamp = f"{datetime.now(UTC):{_STAMP}}".zfill(_STAMP_LENGTH)  # %Y writes year 1 as 1 on Linux
    name = _UNNAMEABLE.sub("_", by)[:_LONGEST_NAME]
    return f"{stamp}-{key}{f'-{name}' if name else ''}.toml"


def _same(version: Version, data: bytes) -> bool:
    with suppress(StorageError):
        return version.read() == data
    return False


def _claimed(folder: Path, serial: int, by: str) -> Path:
    """A new empty file: of two programs that keep a version at once each gets one of its own."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        while True:
            path = folder / _name(str(serial), by)
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
        if version.when.date() in days:
            discard(version.path)
        days.add(version.when.date())
