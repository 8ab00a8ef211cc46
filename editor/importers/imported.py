"""What an importer hands over: an issue, or a text that need be none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from editor.importers.articles import Mark
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


@dataclass(frozen=True)
class Submission:
    """An article or several, as somebody sent them in: the text, what the file says of its lines, what there is to say.

    Lines are numbered from 1. A pasted text has nothing but its words; a Word file also says which paragraphs are
    sections and titles.
    """

    text: str
    marks: Mapping[int, Mark] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


ReadFile = Callable[[object], Issue]
"""Reads the issue that a document carries: the text of an issue file, or what documents had before. EditorError if it is none."""
