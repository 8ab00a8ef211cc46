"""Who the user is, and the folders in which people keep their files, as the system calls them: moved ones too (OneDrive).

platformdirs asks Windows for its known folders and reads the XDG settings elsewhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path


def user_name() -> str:
    """Who is logged in, as far as the system says; empty otherwise."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def documents_folder() -> Path:
    """The folder for documents, else home, else the current one."""
    import platformdirs  # 10 ms that no command line pays

    return _first("文档", "Documents", platformdirs.user_documents_dir)


def downloads_folder() -> Path:
    """The folder for what comes from the web, else home, else the current one."""
    import platformdirs

    return _first("下载", "Downloads", platformdirs.user_downloads_dir)


def _first(chinese: str, english: str, known: Callable[[], str]) -> Path:
    try:
        home = Path.home()
    except RuntimeError:  # the user has none
        return Path.cwd()
    folders = [Path(known()), home / chinese, home / english]
    return next((folder for folder in folders if folder.is_absolute() and folder.is_dir()), home)


def programs_folder(
    variable: str, mac: str, elsewhere: str, environ: Mapping[str, str], platform: str
) -> Path | None:
    """Where programs keep their own things, or None if the user has no such folder.

    On Windows the local application data; on macOS ``mac``, elsewhere what ``variable`` of the XDG rules names or
    ``elsewhere``, both below the user's home.
    """
    if platform == "win32":
        local = environ.get("LOCALAPPDATA")
        return Path(local) if local else None
    named = environ.get(variable, "")
    if platform != "darwin" and os.path.isabs(named):  # noqa: PTH117  (a relative one is to be ignored)
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:  # the user has none
        return None
    return home / (mac if platform == "darwin" else elsewhere)
