"""What screens and their parts are given instead of the application: the workspace, the archive, habits, messages.

The application is what stands behind it; nobody below needs to know that. The archive is opened at the first question,
and only ever asked in threads.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from editor.errors import EditorError
from editor.session.preferences import Preferences
from editor.session.workspace import Workspace

if TYPE_CHECKING:
    from editor.model.remark import Remark
    from editor.proof.finding import Finding
    from editor.session.archive import Archive
    from editor.tui.screens.find import Sought


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


class Opened(Protocol):
    """An issue that was opened: where one can go in it."""

    def go_to_words(self, article_id: str, words: str) -> None:
        """Go to words in an article."""

    def go_to_finding(self, finding: Finding) -> None:
        """Go to a finding."""

    def open_return(self, source: Path) -> None:
        """Go through a file that came back."""


class Services(Protocol):
    """One workspace at work."""

    workspace: Workspace
    archive: OpenArchive
    preferences: Preferences
    sought: Sought | None
    """What was looked for last, in whatever issue, and by what it was replaced; None for nothing yet."""

    @property
    def keys_file(self) -> Path | None:
        """Where the person changes keys, None for nowhere."""

    def prefer(self, **changes: Any) -> None:  # noqa: ANN401  (the fields of Preferences)
        """Remember how the person likes the desk."""

    def is_new(self) -> bool:
        """Whether the person began with the program a short while ago."""

    def tell(self, message: str) -> None:
        """Say something in passing."""

    def show_error(self, error: EditorError) -> None:
        """Say what went wrong; nothing was lost."""

    def telling(self) -> AbstractContextManager[None]:
        """Show an EditorError that is raised within."""

    def remarks_on(self, path: Path) -> tuple[Remark, ...]:
        """What the importer had to say of an issue file."""

    def keep_remarks(self, path: Path, remarks: tuple[Remark, ...]) -> None:
        """Take what an importer has to say of an issue file that was just written."""

    def open_issue(self, path: Path, then: Callable[[Opened], object] | None = None) -> object:
        """Open an issue file for work, and go somewhere there."""
