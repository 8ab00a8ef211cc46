"""Where the workspace is: the folder that holds ``issues/`` and ``styles/``; and the newest program that worked there.

Apart from :mod:`editor.session.workspace`, because a search needs no more than this and is over before the modules
that read issues would be loaded.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from editor import __version__
from editor.errors import WorkspaceError
from editor.files.keeping import FOLDER

ENVIRONMENT = "YAOXUN_WORKSPACE"

_VERSION = "version"  # the file that says which version of the program worked here last
_LONGEST = 40  # bytes of it that are looked at


def is_workspace(folder: Path) -> bool:
    """Whether a folder holds ``issues/`` and ``styles/``."""
    return (folder / "issues").is_dir() and (folder / "styles").is_dir()


def current_folder() -> Path:
    """The folder that one is in. WorkspaceError if it is there no more."""
    try:
        return Path.cwd()
    except OSError as error:
        raise WorkspaceError(
            "当前所在的文件夹已经不在了", advice="请先换到别的文件夹（cd），或用 -w 指明工作区文件夹"
        ) from error


def find_root(
    explicit: Path | None = None,
    *,
    environ: Mapping[str, str] = os.environ,
    beside: Path | None = None,
) -> Path:
    """The workspace named, else that of the environment, else the nearest at or above the current folder.

    ``beside`` is an issue file given by its path: where none of these is one, its own workspace is taken.
    """
    named = explicit or (Path(environ[ENVIRONMENT]) if environ.get(ENVIRONMENT) else None)
    if named is not None:
        if not is_workspace(named):
            raise WorkspaceError(
                "不是工作区，缺少 issues 或 styles 文件夹",
                where=named,
                advice=f"可用 yaoxun init {named} 建立",
            )
        return named.resolve()
    here = current_folder()
    for start in filter(None, (here, beside)):
        for folder in (start.resolve(), *start.resolve().parents):
            if is_workspace(folder):
                return folder
    raise WorkspaceError(
        "这里和上级文件夹都不是工作区",
        where=here,
        advice="先用 yaoxun init 建立工作区，或用 -w 指明工作区文件夹",
    )


# -- the program in a shared workspace, so that an older desk learns of a newer one -----------------------------------


def as_numbers(version: str) -> tuple[int, ...]:
    """A version as numbers that can be compared: 1.10 is newer than 1.9."""
    return tuple(map(int, re.findall("[0-9]+", version)[:4]))


def newest_version(root: Path) -> tuple[int, ...] | None:
    """The newest version that worked here; None if that is not known."""
    with suppress(OSError), (root / FOLDER / _VERSION).open("rb") as file:
        return as_numbers(file.read(_LONGEST).decode("utf-8", "replace")) or None
    return None


def note_version(root: Path) -> None:
    """Write down that this version works here, if it is the newest; where nothing can be written nobody learns of it."""
    newest = newest_version(root)
    if newest is None or newest < as_numbers(__version__):
        with suppress(OSError):
            (root / FOLDER).mkdir(exist_ok=True)
            (root / FOLDER / _VERSION).write_text(__version__, encoding="utf-8")
