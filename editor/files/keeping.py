"""Where the program keeps what belongs to an issue file but is not in it: versions, journal, remarks, lock.

Beside the issue, in ``.yaoxun`` of its workspace, so that everybody who works there finds it; where that cannot be
written, in a folder of the user.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from editor.files.known import programs_folder

FOLDER: Final = ".yaoxun"
_ISSUES: Final = "issues"
_JOURNALS: Final = "journal"
_LONGEST = 200  # bytes of a name; file systems allow 255, and endings are added


class Keeping(NamedTuple):
    """The places for one issue file: a folder, and the name that stands for the file in it."""

    folder: Path
    name: str

    @property
    def versions(self) -> Path:
        """The folder of its earlier states."""
        return self.folder / "versions" / self.name

    @property
    def journal(self) -> Path:
        """The file of its journal."""
        return self.folder / _JOURNALS / f"{self.name}.journal"

    @property
    def remarks(self) -> Path:
        """The file of what its importer had to say."""
        return self.folder / "remarks" / f"{self.name}.json"

    @property
    def left_out(self) -> Path:
        """The full words of what an import left out."""
        return self.folder / "left-out" / f"{self.name}.txt"

    @property
    def reviews(self) -> Path:
        """The folder of what was decided about files that came back."""
        return self.folder / "reviews" / self.name

    @property
    def exports(self) -> Path:
        """The folder of its states as they were sent."""
        return self.folder / "exports" / self.name

    @property
    def lock(self) -> Path:
        """The file that says who works on it."""
        return self.folder / "locks" / f"{self.name}.lock"

    @property
    def turn(self) -> Path:
        """The file that stands while somebody replaces the issue file."""
        return self.folder / "locks" / f"{self.name}.saving"


def beside(path: Path) -> Keeping:
    """The places in the workspace of an issue file; for a file outside an ``issues`` folder, those next to it."""
    real = Path(os.path.realpath(path))
    root = real.parent.parent if real.parent.name == _ISSUES else real.parent
    name = real.stem
    if len(os.fsencode(name)) > _LONGEST:
        from hashlib import sha256  # brings a library of 5 MB with it

        name = sha256(os.fsencode(name)).hexdigest()[:32]
    return Keeping(root / FOLDER, name)


def elsewhere(
    path: Path, *, environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Keeping | None:
    """The places in the user's own folder, or None if the user has none."""
    folder = user_folder(environ=environ, platform=platform)
    if folder is None:
        return None
    from hashlib import sha256

    real = os.path.normcase(os.path.realpath(path))
    key = sha256(os.fsencode(real)).hexdigest()[:16]
    return Keeping(folder, f"{beside(path).name}-{key}")


def journals(path: Path) -> list[Path]:
    """The journals that there are of an issue file, for a list: most issues have none."""
    user = user_folder()
    has_own = user is not None and (user / _JOURNALS).is_dir()
    places = [beside(path), elsewhere(path) if has_own else None]
    return [place.journal for place in places if place is not None and place.journal.exists()]


def user_folder(*, environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path | None:
    """The folder of the program among the user's own, or None if the user has none."""
    state = programs_folder(
        "XDG_STATE_HOME", "Library/Application Support", ".local/state", environ, platform
    )
    return None if state is None else state / "yaoxun"
