"""The earlier states of an issue, for both front ends: list, compare, restore."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.errors import EditorError
from editor.merge.changes import Change, changes
from editor.model.issue import Issue
from editor.session.saving import Written, write_over
from editor.store.issue_file import load_issue, parse_issue
from editor.store.versions import Version, version, versions


@dataclass(frozen=True)
class Earlier:
    """An earlier state: its number (1 is the newest), its file, and the issue, None if it cannot be read."""

    number: int
    version: Version
    issue: Issue | None


def earlier_states(path: Path) -> list[Earlier]:
    """The earlier states of an issue file, the newest first."""
    return [Earlier(number, found, _issue(found)) for number, found in enumerate(versions(path), 1)]


def changes_since(path: Path, number: int) -> tuple[Change, ...]:
    """What changed from an earlier state to the file as it is now."""
    found = version(path, number)
    return changes(parse_issue(found.read(), found.path), load_issue(path))


def restore(path: Path, number: int) -> Written:
    """Make an earlier state the present one; the present one becomes a version.

    FileFormatError if that state is not a valid issue: then nothing is replaced.
    """
    found = version(path, number)
    data = found.read()
    parse_issue(data, found.path)
    return write_over(path, data)


def _issue(found: Version) -> Issue | None:
    try:
        return parse_issue(found.read(), found.path)
    except EditorError:
        return None
