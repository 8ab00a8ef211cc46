"""The archive of the workspace for all screens: opened at the first question, and only ever asked in threads."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from editor.session.workspace import Workspace

if TYPE_CHECKING:
    from editor.session.archive import Archive


class LeftError(Exception):
    """The program ends; nobody waits for the answer."""


class OpenArchive:
    """Opens the archive once. A first look through twenty years takes seconds, and ends when the program does."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._opening = Lock()
        self._archive: Archive | None = None
        self._left = False

    def fresh(self) -> Archive:
        """The archive with what changed in the files. StorageError, FileFormatError; LeftError once it is too late."""
        from editor.session.archive import Archive

        with self._opening:
            if self._archive is None:
                self._archive = Archive(self._workspace.issues_folder.parent)
        self._archive.refresh(self._on)
        return self._archive

    @property
    def opened(self) -> Archive:
        """The archive as it was when it was last made fresh, which it must have been."""
        assert self._archive is not None
        return self._archive

    def _on(self, done: int, of: int) -> None:
        if self._left:
            raise LeftError

    def leave(self) -> None:
        """End what is under way, and let go of the index."""
        self._left = True
        if self._archive is not None:
            self._archive.close()
