"""What an importer hands over."""

from __future__ import annotations

from dataclasses import dataclass

from editor.model.issue import Issue
from editor.model.remark import Remark


@dataclass(frozen=True)
class Imported:
    """The issue that was read, and what was repaired, left out or is doubtful, in the order of the lines."""

    issue: Issue
    remarks: tuple[Remark, ...] = ()
