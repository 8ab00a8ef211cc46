"""What screens and their parts are given instead of the application: the workspace, the archive, habits, messages.

The application is what stands behind it; nobody below needs to know that.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from editor.errors import EditorError
from editor.session.preferences import Preferences
from editor.session.workspace import Workspace
from editor.tui.archive import OpenArchive

if TYPE_CHECKING:
    from editor.model.remark import Remark
    from editor.proof.finding import Finding
    from editor.tui.screens.find import Sought


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
