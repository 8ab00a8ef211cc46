"""One history of an issue: every change to text, order or sections is a step that can be undone.

The states are frozen issues that share their unchanged parts, so a step costs what it changed. A burst of
typing in one article is one step: steps with the same ``merge`` key are joined until the burst is sealed.

A trail is the history with what the file holds, as the journal tells it: records ⇄ steps, position, and what was saved.
One set of records says both how it began and what happened since, so a journal just compacted and one grown over a
day are read the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from typing import Final, TypeAlias

from editor.files.journal import framed
from editor.model.issue import Issue
from editor.store.delta import PLACE, Data, apply, delta, read_records, write_record


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

    @property
    def states(self) -> Iterator[Issue]:
        """The issue as it is now and was before, latest first."""
        for step in reversed(self._steps[: self._done]):
            yield step.issue
        yield self._first

    @property
    def steps(self) -> Sequence[Step]:
        """All steps, those that were undone last."""
        return tuple(self._steps)

    @property
    def latest(self) -> Step:
        """The last of the steps in force, of which there are some."""
        return self._steps[self._done - 1]

    def state(self, done: int) -> Issue:
        """The issue after so many steps."""
        return self._steps[done - 1].issue if done else self._first

    def do(self, step: Step) -> bool:
        """Take a step; False where it takes the burst that it joins back to where that began: then both are gone.

        What had been undone is forgotten, as in every editor.
        """
        last = self._steps[self._done - 1] if self._done else None
        joined = last if last and step.merge and step.merge == last.merge and not self._sealed else None
        keep = self._done if joined is None else self._done - 1
        del self._steps[keep:]
        self._done = keep
        if joined is not None and step.issue == self.issue:
            self._sealed = True
            return False
        self._steps.append(step if joined is None else replace(step, label=joined.label))
        self._done += 1
        self._sealed = False
        return True

    def forget(self) -> int:
        """Let the oldest steps go where there are more than anybody takes back; how many. Ask after a step was taken."""
        if len(self._steps) <= 2 * MOST_STEPS:
            return 0
        gone = len(self._steps) - MOST_STEPS
        self._first = self.state(gone)
        del self._steps[:gone]
        self._done -= gone
        return gone

    def seal(self) -> None:
        """End the current burst: the next step stands by itself."""
        self._sealed = True

    def unseal(self) -> None:
        """Let the next step of the burst that was ended last belong to it all the same."""
        self._sealed = False

    def go(self, done: int) -> Step | None:
        """Have so many steps in force, and return the one at the edge, or None if nothing changes."""
        if done == self._done or not 0 <= done <= len(self._steps):
            return None
        edge = self._steps[done if done < self._done else done - 1]
        self._done = done
        self._sealed = True
        return edge

    def undo(self) -> Step | None:
        """Take back the last step and return it, or None if there is none."""
        return self.go(self._done - 1)

    def redo(self) -> Step | None:
        """Take the step again that was undone last and return it, or None if there is none."""
        return self.go(self._done + 1)


MOST_STEPS: Final = 1_000  # that a compacted journal keeps; twice as many are too many to keep in memory
MOST_BYTES: Final = 10 * 1024 * 1024  # of a journal, from which on it is compacted
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
    """``issue`` is about to be saved."""

    issue: Issue


@dataclass(frozen=True)
class Saved:
    """``issue`` is in the file now, whose bytes have that digest; ours, or taken over from somebody else."""

    issue: Issue
    file: str


@dataclass(frozen=True)
class Forgot:
    """So many of the oldest steps were let go: those behind them are counted anew. A journal says nothing of it."""

    count: int


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

    def take(self, event: Event | Forgot) -> None:
        """Let one event happen."""
        match event:
            case Forgot(count):
                self.first = self.state(count)
                del self.steps[:count]
                self.done -= count
            case Took(index, step):
                self.steps[index:] = [step]
                self.done = index + 1
            case Moved(done):
                self.done = done
            case Saving(issue):
                self.saving = issue
            case Saved(issue, file):
                self.saved, self.file, self.saving = issue, file, None


def record_of(trail: Trail, event: Event, dropped: int) -> bytes:
    """An event as a record; the trail as it was before.

    ``dropped`` steps at its start are not in the journal; below 0, the journal has so many that the trail forgot.
    """
    match event:
        case Took(index, step):
            return _step_record(step, trail.state(index), {"at": index - dropped})
        case Moved(done):
            return write_record({"k": "move", "done": done - dropped})
        case Saving(issue):
            return write_record({"k": "saving"}, delta(trail.issue, issue))
        case Saved(issue, file):
            return write_record({"k": "saved", "file": file}, delta(trail.issue, issue))


def _step_record(step: Step, before: Issue, at: Mapping[str, int]) -> bytes:
    """A step as a record; without a place it follows the one before it."""
    said: dict[str, str | int] = {
        "k": "step",
        "label": step.label,
        **at,
        PLACE: step.article,
        "merge": step.merge,
    }
    return write_record(said, delta(before, step.issue))


def compacted(trail: Trail) -> tuple[list[bytes], int]:
    """The encoded records of a new journal that says all of it, and how many steps at the start it left out.

    The steps nearest to the present are kept, those that can be undone before those that can be redone.
    """
    low = trail.done
    steps: list[bytes] = []
    room = _ROOM
    for index in (*range(trail.done - 1, -1, -1), *range(trail.done, len(trail.steps))):
        made = framed(_step_record(trail.steps[index], trail.state(index), {}))
        room -= len(made)
        if room < 0 or len(steps) == MOST_STEPS:
            break
        steps.insert(0 if index < low else len(steps), made)
        low = min(low, index)
    start = Trail(trail.state(low), trail.state(low), "")
    rows = [write_record({"k": "start", "generation": trail.generation}, delta(None, start.issue))]
    rows.append(record_of(start, Saved(trail.saved, trail.file), 0))
    if trail.saving is not None:
        rows.append(record_of(start, Saving(trail.saving), 0))
    return [*map(framed, rows), *steps, framed(record_of(trail, Moved(trail.done), low))], low


def replay(records: Sequence[bytes]) -> Trail | None:
    """The trail that records tell; None if they tell none. A record that makes no sense ends it."""
    trail: Trail | None = None
    with suppress(LookupError, ValueError, TypeError, AttributeError, RecursionError):
        for said in chain.from_iterable(map(read_records, records)):
            if trail is None:
                first = apply(None, said)
                trail = Trail(first, first, "", generation=said["generation"])
            else:
                trail.take(_event(trail, said))
    return trail if trail is not None and trail.file else None


def _event(trail: Trail, said: Data) -> Event:
    """The event of a record, read against the trail as it is by then."""
    match said["k"]:
        case "step":
            index = _within(said.get("at", trail.done), trail)
            issue = apply(trail.state(index), said)
            return Took(index, Step(said["label"], issue, said.get(PLACE, ""), said.get("merge", "")))
        case "move":
            return Moved(_within(said["done"], trail))
        case "saving":
            return Saving(apply(trail.issue, said))
        case "saved":
            return Saved(apply(trail.issue, said), said["file"])
    raise ValueError(said["k"])


def _within(index: int, trail: Trail) -> int:
    if not 0 <= index <= len(trail.steps):
        raise ValueError(index)
    return index
