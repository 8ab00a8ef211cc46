"""What can go wrong for the person at the desk, said once, in plain Chinese.

Every error that a user can cause or meet is an :class:`EditorError`. It is raised by the floors below
and shown in two places only: the command line and the terminal application. It never carries a traceback
to the reader; it carries a place, a sentence and a way out.
"""

from __future__ import annotations

from pathlib import Path


class EditorError(Exception):
    """One clear Chinese sentence: where, what, and what to do about it.

    ``where`` names the file, argument or place; ``line`` and ``column`` count from 1 and are None when the
    whole file is meant; ``advice`` is what the reader can do. ``str(error)`` is the complete sentence.
    """

    def __init__(
        self,
        message: str,
        *,
        where: Path | str = "",
        line: int | None = None,
        column: int | None = None,
        advice: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = str(where)
        self.line = line
        self.column = column
        self.advice = advice

    def __str__(self) -> str:
        place = self.where
        if self.line is not None:
            place += f" 第{self.line}行"
        if self.column is not None:
            place += f"第{self.column}列"
        sentence = f"{place}：{self.message}" if place else self.message
        return f"{sentence}；{self.advice}。" if self.advice else f"{sentence}。"


class UsageError(EditorError):
    """The command line or a dialog was given something it cannot use."""


class WorkspaceError(EditorError):
    """There is no workspace here, or it lacks what was asked for (an issue, a style)."""


class IssueExistsError(WorkspaceError):
    """There is an issue of that number already."""


class FileFormatError(EditorError):
    """An issue or style file is not what it should be. The file is never overwritten after this."""


class ImportRefusedError(EditorError):
    """A file from outside cannot be read as an issue, or taking it would overwrite one."""


class ExportError(EditorError):
    """An issue cannot be written in the format or encoding asked for."""


class StorageError(EditorError):
    """The disk said no: missing folder, no permission, full, or gone."""


class FileChangedError(StorageError):
    """Somebody else changed the file since it was read, so it was not overwritten."""


class LockedError(StorageError):
    """Somebody else works on the issue, so it was neither changed nor saved here."""
