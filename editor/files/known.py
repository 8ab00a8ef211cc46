"""The folders in which people keep their files, as the system calls them: moved ones too (OneDrive, another drive).

platformdirs asks Windows for its known folders and reads the XDG settings elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


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
