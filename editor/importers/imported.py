"""What an importer hands over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from editor.model.issue import Issue
from editor.model.remark import Remark


@dataclass(frozen=True)
class Imported:
    """The issue that was read, and what was repaired, left out or is doubtful, in the order of the lines.

    ``whole`` says that the file told what is not printed as well, as a working copy does.
    """

    issue: Issue
    remarks: tuple[Remark, ...] = ()
    whole: bool = False


ReadFile = Callable[[object], Issue]
"""Reads the issue that a document carries: the text of an issue file, or what documents had before. EditorError if it is none."""
