"""Which version of the program a shared workspace was last worked on with, so that an older desk learns of it."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from editor import __version__
from editor.files.keeping import FOLDER

_FILE = "version"
_LONGEST = 40  # bytes that are looked at


def as_numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared: 1.10 is newer than 1.9."""
    return tuple(map(int, re.findall("[0-9]+", version)[:4]))


def newest_version(root: Path) -> tuple[int, ...] | None:
    """The newest version that worked here; None if that is not known."""
    with suppress(OSError), (root / FOLDER / _FILE).open("rb") as file:
        return as_numbers(file.read(_LONGEST).decode("utf-8", "replace")) or None
    return None


def note_version(root: Path) -> None:
    """Write down that this version works here, if it is the newest; where nothing can be written nobody learns of it."""
    newest = newest_version(root)
    if newest is None or newest < as_numbers(__version__):
        with suppress(OSError):
            (root / FOLDER).mkdir(exist_ok=True)
            (root / FOLDER / _FILE).write_text(__version__, encoding="utf-8")
