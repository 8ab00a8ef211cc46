"""States of an issue as they were sent: each in a file of its own beside the issue, with when, by whom, and its id.

The id is made from the text, so that sending the same state twice is one state. It stands in the properties of the DOCX,
where nobody sees it; what the office keeps for itself stays here.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from editor.files.atomic import read_bytes, write_atomically
from editor.files.disk import storage_error
from editor.files.keeping import beside

NEWEST: Final = 200  # states that are kept; an issue is sent a few times
_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{12})(?:-([^/\\]+))?\.toml")
_UNNAMEABLE = re.compile(r"[^\w.@-]")
_LONGEST_NAME = 20  # characters of a person's name in that of a file


@dataclass(frozen=True)
class Sent:
    """One state as it was sent: its file, its id, when (UTC) and by whom."""

    path: Path
    id: str
    when: datetime
    by: str

    def read(self) -> bytes:
        """The text of the issue file of that state. StorageError if it cannot be read."""
        return read_bytes(self.path)


def export_id(text: str) -> str:
    """The id of the state that a text of an issue file says."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def remember_sent(issue_path: Path, text: str, by: str) -> Sent:
    """Keep a state as sent now. StorageError if that is not possible; whoever exports says so and exports all the same."""
    folder = beside(issue_path).exports
    name = _UNNAMEABLE.sub("_", by)[:_LONGEST_NAME]
    now = datetime.now(UTC).replace(microsecond=0)
    key = export_id(text)
    earlier = [sent for sent in sent_states(issue_path) if sent.id == key]
    path = folder / f"{now:{_STAMP}}-{key}{f'-{name}' if name else ''}.toml"
    write_atomically(path, text.encode("utf-8", "surrogatepass"), make_folder=True)
    for old in (*earlier, *sent_states(issue_path)[NEWEST:]):
        if old.path != path:
            with suppress(OSError):
                old.path.unlink()
    return Sent(path, key, now, name)


def sent_states(issue_path: Path) -> list[Sent]:
    """The states of an issue that were sent, the last one first. StorageError if their folder cannot be read."""
    folder = beside(issue_path).exports
    try:
        found = [_sent(entry) for entry in folder.iterdir() if entry.stat().st_size]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise storage_error(folder, error, "读取") from error
    return sorted(filter(None, found), key=lambda sent: (sent.when, sent.id), reverse=True)


def _sent(path: Path) -> Sent | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    with suppress(ValueError):  # no such day
        when = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
        return Sent(path, match[2], when, match[3] or "")
    return None
