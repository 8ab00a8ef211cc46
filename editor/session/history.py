"""One history of an issue: every change to text, order or sections is a step that can be undone.

The states are frozen issues that share their unchanged parts, so a step costs what it changed. A burst of
typing in one article is one step: steps with the same ``merge`` key are joined until the burst is sealed.

A trail is the history with what the file holds, as the journal tells it: records ⇄ steps, position, and what was saved.
One set of records says both how it began and what happened since, so a journal just compacted and one grown over a
day are read the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, TypeAlias

from editor.files.journal import Record, encode
from editor.model.issue import Issue
from editor.store.delta import apply, delta


@dataclass(frozen=True)
class Step:
    """One change: what it is called (plain Chinese, “移动稿件”), the issue after it, and where it happened.

    ``article`` is the id of the article to show when the step is undone or redone, empty for none.
    ``merge`` names the burst that the step belongs to, empty for none.
    """

    label: str
    issue: Issue
    article: str = ""
    merge: str = ""


class History:
    """The steps of one issue, and the position among them."""

    def __init__(self, issue: Issue, steps: Iterable[Step] = (), done: int = 0) -> None:
        self._first = issue
        self._steps = list(steps)
        self._done = done
        self._sealed = True

    @property
    def done(self) -> int:
        """How many of the steps are in force."""
        return self._done

    @property
    def issue(self) -> Issue:
        """The issue as it is now."""
        return self._steps[self._done - 1].issue if self._done else self._first

    def do(self, step: Step) -> None:
        """Take a step. What had been undone is forgotten, as in every editor."""
        last = self._steps[self._done - 1] if self._done else None
        joins = last is not None and bool(step.merge) and step.merge == last.merge and not self._sealed
        keep = self._done - 1 if joins else self._done
        self._steps[keep:] = [step]
        self._done = keep + 1
        self._sealed = False

    def seal(self) -> None:
        """End the current burst: the next step stands by itself."""
        self._sealed = True

    def undo(self) -> Step | None:
        """Take back the last step and return it, or None if there is none."""
        if not self._done:
            return None
        self._done -= 1
        self._sealed = True
        return self._steps[self._done]

    def redo(self) -> Step | None:
        """Take the step again that was undone last and return it, or None if there is none."""
        if self._done == len(self._steps):
            return None
        self._done += 1
        self._sealed = True
        return self._steps[self._done - 1]


MOST_STEPS: Final = 1_000  # that a compacted journal keeps
MOST_BYTES: Final = 20 * 1024 * 1024  # of a journal, from which on it is compacted
_ROOM: Final = MOST_BYTES // 2  # of a compacted one, so that the next compaction is far


def digest(data: bytes) -> str:
    """What a journal remembers of the bytes of the issue file."""
    return sha256(data).hexdigest()


@dataclass(frozen=True)
class Took:
    """A step was taken and stands at ``index``; what stood there and after it is gone."""

    index: int
    step: Step


@dataclass(frozen=True)
class Moved:
    """So many steps are in force now."""

    done: int


@dataclass(frozen=True)
class Saving:
    """The issue as it is now is about to be saved."""


@dataclass(frozen=True)
class Saved:
    """``issue`` is in the file now, whose bytes have that digest; ours, or taken over from somebody else."""

    issue: Issue
    file: str


Event: TypeAlias = Took | Moved | Saving | Saved


@dataclass
class Trail:
    """A history and its file: first state, steps, how many are in force, and what the file holds.

    ``saving`` is the state that was about to be saved when nothing more was heard, else None. ``generation``
    counts how often the journal was begun, so that the later of two is known without a clock.
    """

    first: Issue
    saved: Issue
    file: str
    steps: list[Step] = field(default_factory=list)
    done: int = 0
    saving: Issue | None = None
    generation: int = 0

    @property
    def issue(self) -> Issue:
        """The issue as it is now."""
        return self.state(self.done)

    def state(self, done: int) -> Issue:
        """The issue after so many steps."""
        return self.steps[done - 1].issue if done else self.first

    def take(self, event: Event) -> None:
        """Let one event happen."""
        match event:
            case Took(index, step):
                self.steps[index:] = [step]
                self.done = index + 1
            case Moved(done):
                self.done = done
            case Saving():
                self.saving = self.issue
            case Saved(issue, file):
                self.saved, self.file, self.saving = issue, file, None


def record_of(trail: Trail, event: Event, dropped: int) -> Record:
    """An event as a record; the trail as it was before. ``dropped`` steps at its start are not in the journal."""
    match event:
        case Took(index, step):
            return _step_record(step, trail.state(index)) | {"at": index - dropped}
        case Moved(done):
            return {"k": "move", "done": done - dropped}
        case Saving():
            return {"k": "saving"}
        case Saved(issue, file):
            return {"k": "saved", "file": file, "to": delta(trail.issue, issue)}


def _step_record(step: Step, before: Issue) -> Record:
    """A step as a record; without a place it follows the one before it."""
    record: Record = {"k": "step", "label": step.label, "to": delta(before, step.issue)}
    if step.article:
        record["article"] = step.article
    if step.merge:
        record["merge"] = step.merge
    return record


def compacted(trail: Trail) -> tuple[list[bytes], int]:
    """The encoded records of a new journal that says all of it, and how many steps at the start it left out.

    The steps nearest to the present are kept, those that can be undone before those that can be redone.
    """
    low = trail.done
    steps: list[bytes] = []
    room = _ROOM
    for index in (*range(trail.done - 1, -1, -1), *range(trail.done, len(trail.steps))):
        made = encode(_step_record(trail.steps[index], trail.state(index)))
        room -= len(made)
        if room < 0 or len(steps) == MOST_STEPS:
            break
        steps.insert(0 if index < low else len(steps), made)
        low = min(low, index)
    start = {
        "k": "start",
        "generation": trail.generation,
        "file": trail.file,
        "first": delta(None, trail.state(low)),
        "saved": delta(trail.state(low), trail.saved),
    }
    if trail.saving is not None:
        start["saving"] = delta(trail.state(low), trail.saving)
    rows = [encode(start), *steps, encode({"k": "move", "done": trail.done - low})]
    return rows, low


def replay(records: Sequence[Record]) -> Trail | None:
    """The trail that records tell; None if they tell none. A record that makes no sense ends it."""
    try:
        trail = _started(records[0])
    except (LookupError, ValueError, TypeError, AttributeError):
        return None
    for event in _events(trail, records[1:]):
        trail.take(event)
    return trail


def _started(record: Record) -> Trail:
    first = apply(None, record["first"])
    return Trail(
        first,
        apply(first, record["saved"]),
        str(record["file"]),
        saving=apply(first, record["saving"]) if "saving" in record else None,
        generation=int(record["generation"]),
    )


def _events(trail: Trail, records: Sequence[Record]) -> Iterator[Event]:
    """The events of the records, each read against the trail as it is by then."""
    for record in records:
        try:
            event = _event(trail, record)
        except (LookupError, ValueError, TypeError, AttributeError):
            return
        yield event


def _event(trail: Trail, record: dict[str, Any]) -> Event:
    match record["k"]:
        case "step":
            index = _within(record.get("at", trail.done), trail)
            issue = apply(trail.state(index), record["to"])
            return Took(
                index, Step(record["label"], issue, record.get("article", ""), record.get("merge", ""))
            )
        case "move":
            return Moved(_within(record["done"], trail))
        case "saving":
            return Saving()
        case "saved":
            return Saved(apply(trail.issue, record["to"]), str(record["file"]))
    raise ValueError(record["k"])


def _within(index: int, trail: Trail) -> int:
    if not 0 <= index <= len(trail.steps):
        raise ValueError(index)
    return index
