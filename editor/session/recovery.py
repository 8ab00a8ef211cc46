"""What the journals of an issue file say when it is opened: the history, and the work that was never saved."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from editor.errors import StorageError
from editor.model.issue import Issue
from editor.session.history import Step
from editor.session.trail import Took, Trail, digest, replay
from editor.store.journal import read_journal

ELSEWHERE: Final = "文件在别处的改动"


@dataclass(frozen=True)
class Found:
    """The trail to go on with. ``strange`` says that the file was changed elsewhere while there was unsaved work:

    then ``trail.saved`` is the last state that both come from, and not what the file holds. ``aside`` are journals
    with other unsaved work, as two people leave it after a takeover; they were renamed, and are not lost.
    """

    trail: Trail
    strange: bool = False
    aside: tuple[Path, ...] = ()


def find_trail(data: bytes, issue: Issue, places: Sequence[Path]) -> Found:
    """The trail of an issue file that holds ``data``, which is ``issue``, from the journals in ``places``."""
    trail, aside = _latest(places)
    here = digest(data)
    if trail is None:
        return Found(Trail(issue, issue, here))
    ours = trail.file == here or issue in (trail.saved, trail.saving, trail.issue)
    if not ours and trail.issue != trail.saved:
        return Found(trail, strange=True, aside=aside)
    if not ours:
        trail.take(Took(trail.done, Step(ELSEWHERE, issue)))
    trail.saved, trail.file, trail.saving = issue, here, None
    return Found(trail, aside=aside)


def _latest(places: Sequence[Path]) -> tuple[Trail | None, tuple[Path, ...]]:
    """The trail begun last, one with unsaved work before all others; and where others with such work were put."""
    found: list[tuple[bool, int, Path, Trail]] = []
    for place in places:
        with suppress(StorageError):
            trail = replay(read_journal(place))
            if trail is not None:
                found.append((trail.issue != trail.saved, trail.generation, place, trail))
    found.sort(key=lambda row: row[:2], reverse=True)
    aside = []
    for unsaved, _, place, _ in found[1:]:
        if unsaved:
            with suppress(OSError):
                aside.append(place.replace(place.with_name(f"{place.name}.old")))
    return (found[0][3] if found else None), tuple(aside)
