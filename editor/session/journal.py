"""The journal of an open issue: written off the key path, and read when the issue is opened again.

A thread has every change on the disk in a moment. It keeps a trail of its own, made of the same frozen steps as the
history, so it can begin a journal anew at any time without asking anybody. What the journals of an issue file say when
it is opened: the history, and the work that was never saved.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from editor.errors import StorageError
from editor.files.journal import Journal, framed, read_journal, stamp
from editor.files.keeping import journals
from editor.model.issue import Issue
from editor.session.history import (
    MOST_BYTES,
    Event,
    Forgot,
    Moved,
    Step,
    Took,
    Trail,
    compacted,
    digest,
    record_of,
    replay,
)

PAUSE: Final = 0.2  # seconds in which changes are gathered before they are written
_RETRY: Final = 5.0  # seconds between attempts while no place can be written


class Recorder:
    """Takes events and writes them into the first of ``places`` that can be written.

    ``trail`` is taken over and must not be changed by anybody else. ``say`` is called, from the thread, with a
    sentence about a place that failed. ``read`` are the stamps of the journals that the trail was made of:
    they go when it has a journal of its own, unless somebody wrote to them meanwhile.
    """

    def __init__(
        self,
        trail: Trail,
        places: Sequence[Path],
        say: Callable[[str], None],
        *,
        read: Mapping[Path, object] | None = None,
        pause: float = PAUSE,
    ) -> None:
        self._read = dict(read or {})
        self._own: set[Path] = set()  # where this recorder has written
        self._trail = trail
        self._places = list(places)
        self._say = say
        self._pause = pause
        self._journal: Journal | None = None
        self._dropped = 0  # steps at the start of the trail that the journal leaves out; below 0: has and the trail has not
        self._compact_at = MOST_BYTES
        self._events: list[Event | Forgot] = []
        self._noted = self._written = 0  # events so far
        self._closing = self._ended = self._failed = False
        self._anew = True  # the journal is to be begun
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="yaoxun-journal", daemon=True)
        self._thread.start()

    def note(self, event: Event | Forgot) -> None:
        """Take an event; it is written within a moment."""
        with self._change:
            self._events.append(event)
            self._noted += 1
            self._change.notify_all()

    def flush(self, timeout: float = 2.0) -> bool:
        """Wait until all events are on the disk; False if that did not come about."""
        with self._change:
            target = self._noted
            self._pause, pause = 0.0, self._pause
            self._change.notify_all()
            self._change.wait_for(lambda: self._ended or self._settled(target), timeout)
            self._pause = pause
            return self._settled(target) and not self._anew

    def _settled(self, target: int) -> bool:
        return self._written >= target and (self._failed or not self._anew)

    def move(self, places: Sequence[Path]) -> None:
        """Write into other places from now on, and leave the present journal to whoever has it now."""
        with self._change:
            self._places = list(places)
            self._anew = True
            self._change.notify_all()

    def close(self) -> None:
        """Write what is left and end."""
        self.flush()
        with self._change:
            self._closing = True
            self._change.notify_all()
        self._thread.join(timeout=2.0)

    def _run(self) -> None:
        try:
            while self._round():
                pass
        except Exception as error:  # nobody foresaw it: better no journal than a wrong one, and no silence
            self._say(f"恢复日志出错，已停止（{type(error).__name__}），请尽快保存")
        finally:
            with self._change:
                self._ended = True
                self._change.notify_all()
            if self._journal is not None:
                self._journal.close()

    def _round(self) -> bool:
        """Wait for events, gather what follows, write them; False when it is time to end."""
        with self._change:
            self._change.wait_for(lambda: bool(self._events) or self._anew or self._closing)
            if self._closing and not self._events:
                return False
            began = time.monotonic()
            while not self._closing and (left := began + self._pause - time.monotonic()) > 0:
                self._change.wait(left)
            events, self._events = self._events, []
            anew, places = self._anew, tuple(self._places)
        on_disk = self._write(events, anew, places)
        with self._change:
            # What failed is in the trail, and the next attempt writes the trail whole.
            self._written += len(events)
            self._anew = not on_disk or self._places != list(places)
            self._failed = not on_disk
            self._change.notify_all()
            if self._failed and not (self._closing or self._events):
                self._change.wait(_RETRY)
        return on_disk or not self._closing

    def _write(self, events: list[Event | Forgot], anew: bool, places: tuple[Path, ...]) -> bool:
        """Let the events happen to the trail and write them; False if no place could be written."""
        rows: list[bytes] = []
        for event in _gathered(events):
            if isinstance(event, Forgot):
                self._trail.take(event)
                self._dropped -= event.count
                continue
            anew = anew or _index(event, self._dropped) < self._dropped
            if not anew:
                rows.append(framed(record_of(self._trail, event, self._dropped)))
            self._trail.take(event)
        journal = self._journal
        if journal is not None and not anew and journal.size <= self._compact_at:
            try:
                journal.add(rows)
            except StorageError:
                pass  # its end may be half a record: it is begun anew, here or elsewhere
            else:
                return True
        return self._begin(places)

    def _begin(self, places: tuple[Path, ...]) -> bool:
        """Begin a new journal in the first place that can be written, and take the older ones elsewhere away."""
        if self._journal is not None:
            self._journal.close()
        self._journal = None
        for place in places:
            journal = Journal(place)
            self._trail.generation += 1
            rows, dropped = compacted(self._trail)
            try:
                journal.begin(rows)
            except StorageError as error:
                self._say(f"恢复日志不能写在“{place.parent}”（{error.message}）")
                continue
            self._journal, self._dropped = journal, dropped
            self._compact_at = max(MOST_BYTES, 2 * journal.size)
            self._own.add(place)
            self._clear(other for other in places if other != place)
            return True
        self._say("恢复日志暂时没有地方可写，没有保存的修改只在内存里，请尽快保存或另存一份")
        return False

    def _clear(self, places: Iterable[Path]) -> None:
        """Take away what the new journal replaces, and nothing that somebody else has written since it was read."""
        for place in places:
            if place in self._own or (place in self._read and stamp(place) == self._read[place]):
                Journal(place).remove()


def _gathered(events: list[Event | Forgot]) -> list[Event | Forgot]:
    """The events without what the next one makes nothing of: the states within a burst, the way of an undo."""
    kept: list[Event | Forgot] = []
    for event in events:
        last = kept[-1] if kept else None
        same_step = isinstance(event, Took) and isinstance(last, Took) and event.index == last.index
        if same_step or (isinstance(event, Moved) and isinstance(last, Moved)):
            kept.pop()
        kept.append(event)
    return kept


def _index(event: Event, otherwise: int) -> int:
    match event:
        case Took(index, _):
            return index
        case Moved(done):
            return done
        case _:
            return otherwise


ELSEWHERE: Final = "文件在别处的改动"


class Journalled(NamedTuple):
    """A journal that was found: where, its trail, when it was last written (ns), whether it goes on from the file."""

    place: Path
    trail: Trail
    written: int
    is_ours: bool

    @property
    def unsaved(self) -> bool:
        """Whether it holds work that was never saved."""
        return self.trail.issue != self.trail.saved


@dataclass(frozen=True)
class Found:
    """The trail to go on with. ``strange`` says that the file was changed elsewhere while there was unsaved work:

    then ``trail.saved`` is the last state that both come from, and not what the file holds. ``aside`` are journals
    with other unsaved work, as two people leave it after a takeover.
    """

    trail: Trail
    strange: bool = False
    aside: tuple[Journalled, ...] = ()


def find_trail(data: bytes, issue: Issue, places: Sequence[Path], written: int) -> Found:
    """The trail of an issue file that holds ``data``, which is ``issue``, from the journals in ``places``.

    ``written`` is when the file was last written, in nanoseconds.
    """
    here = digest(data)
    first, aside = _latest(list(_journalled(places, issue, here)), written)
    if first is None:
        return Found(Trail(issue, issue, here), aside=aside)
    trail = first.trail
    if not first.is_ours and first.unsaved:
        return Found(trail, strange=True, aside=aside)
    if not first.is_ours:
        trail.take(Took(trail.done, Step(ELSEWHERE, issue)))
    trail.saved, trail.file, trail.saving = issue, here, None
    return Found(trail, aside=aside)


def has_unsaved(path: Path) -> bool:
    """Whether a journal of an issue file holds work that was never saved; what cannot be read holds none."""
    return any(each.unsaved for each in _journalled(journals(path)))


def _journalled(places: Sequence[Path], issue: Issue | None = None, here: str = "") -> Iterator[Journalled]:
    """The journals in those places that can be read."""
    for place in places:
        with suppress(StorageError):
            written = stamp(place)
            trail = replay(read_journal(place))
            if trail is not None and written is not None:
                ours = trail.file == here or issue in (trail.saved, trail.saving, trail.issue)
                yield Journalled(place, trail, written[1], ours)


def _latest(found: list[Journalled], written: int) -> tuple[Journalled | None, tuple[Journalled, ...]]:
    """The journal to go on with: the newest unsaved work, else what goes on from the file; and the other unsaved work.

    Work that is older than the file is not offered where somebody has saved since: it is among the others.
    """
    saved_since = any(each.is_ours for each in found)

    def rank(each: Journalled) -> tuple[int, bool, int, int]:
        offered = each.unsaved and (each.is_ours or not saved_since or each.written > written)
        return each.written if offered else -1, each.is_ours, each.written, each.trail.generation

    ranked = sorted(found, key=rank, reverse=True)
    return (ranked[0] if ranked else None), tuple(each for each in ranked[1:] if each.unsaved)
