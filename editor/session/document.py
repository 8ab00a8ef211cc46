"""One issue open for work: the state that every screen shows and every command changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from editor.errors import EditorError, LockedError, StorageError
from editor.files.atomic import read_bytes, write_atomically
from editor.files.journal import stamp
from editor.files.keeping import Keeping, beside, elsewhere
from editor.files.lock import Holder, Lock, read_holder
from editor.merge.changes import Change, changes
from editor.merge.threeway import Choice, Merged, merge, resolve
from editor.model.issue import Article, Issue
from editor.model.style import HouseStyle
from editor.session.history import Event, Forgot, History, Moved, Saved, Saving, Step, Took, digest
from editor.session.journal import ELSEWHERE, PAUSE, Recorder, find_trail
from editor.session.versions import kept_aside, save_over
from editor.store.issue_file import new_bytes, parse_issue, rewritten

DISCARDED = "放弃未保存的修改"
_UNKNOWN = b""  # stands for bytes that were there once and are not known: no issue file is empty
_TOLD = 3  # of somebody else's changes, in one sentence


@dataclass(frozen=True)
class Theirs:
    """What somebody else put into the file: its bytes, what they changed, and the merge with our work."""

    data: bytes
    changes: tuple[Change, ...]
    merged: Merged


class Document:
    """An issue file, the issue as it is now, and the way back.

    The model is frozen, so the whole state is ``issue``; whether there is unsaved work is a comparison. Made by its
    constructor it is that alone; made by :meth:`open` it is locked, journalled and recovered as well, and must be
    closed.
    """

    def __init__(self, path: Path, style: HouseStyle | Callable[[str], HouseStyle]) -> None:
        self.path = path
        found = stamp(path)
        self._bytes = read_bytes(path)
        self._alike = found, self._bytes  # the stamp at which the file held these bytes
        self.saved = parse_issue(self._bytes, path)
        self._styles = style if callable(style) else lambda _: style
        self._style = self._styles(self.saved.style)
        self.history = History(self.saved)
        self.read_only = False
        """Whether it can only be read, because somebody else (``lock_holder``) works on it."""
        self.lock_holder: Holder | None = None
        """Who else holds the lock: since it was opened, or since they took it over; None if nobody."""
        self.recovered: tuple[Change, ...] = ()
        """What the work that was found again changed since the last save, until it is accepted or discarded."""
        self._lock: Lock | None = None
        self._recorder: Recorder | None = None
        self._pause = PAUSE
        self._notices: deque[str] = deque()
        self._said: set[str] = set()

    @classmethod
    def open(
        cls, path: Path, style: HouseStyle | Callable[[str], HouseStyle], *, pause: float = PAUSE
    ) -> Document:
        """Open an issue file for work: lock it, and bring its history and unsaved work back from the journal.

        ``style`` is the house style, or gives that of a name: the issue may take another while it is open.
        If somebody else works on it, it is ``read_only`` and ``lock_holder`` says who; :meth:`take_over` ends that.
        ``pause`` is how long changes are gathered before they are written to the journal, in seconds.
        """
        document = cls(path, style)
        document._pause = pause
        document.lock_holder = document._acquire()
        document.read_only = document.lock_holder is not None
        if not document.read_only:
            document._resume()
        return document

    def __enter__(self) -> Document:
        """The document itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it; unsaved work stays in the journal."""
        self.close()

    # -- the work -----------------------------------------------------------------------------------------

    @property
    def style(self) -> HouseStyle:
        """The house style of the issue as it is now; the one before where that is not there or broken."""
        if self.issue.style != self._style.name:
            with suppress(EditorError):
                self._style = self._styles(self.issue.style)
        return self._style

    @property
    def issue(self) -> Issue:
        """The issue as it is now."""
        return self.history.issue

    @property
    def dirty(self) -> bool:
        """Whether there is work that is not saved."""
        return self.issue is not self.saved and self.issue != self.saved

    def changed(self, article: Article) -> bool:
        """Whether an article differs from its saved state, or is new."""
        try:
            return self.saved.article(article.id) != article
        except LookupError:
            return True

    def do(self, label: str, issue: Issue, *, article: str = "", merge: str = "") -> bool:
        """Change the issue as one step of the history; False, and no step, if nothing would change.

        LockedError if it is read-only.
        """
        if issue is self.issue or issue == self.issue:
            return False
        if self.read_only:
            raise self._locked("这一期以只读方式打开，不能修改")
        step = Step(label, issue, article, merge)
        done = self.history.done
        if self.history.do(step):
            self._note(Took(self.history.done - 1, self.history.latest))
            if forgotten := self.history.forget():
                self._note(Forgot(forgotten))
        elif self.history.done < done:
            self._note(Moved(self.history.done))
        return True

    def undo(self) -> Step | None:
        """Take back the last step and return it, or None if there is none."""
        return self._moved(self.history.undo())

    def redo(self) -> Step | None:
        """Take the undone step again and return it, or None if there is none."""
        return self._moved(self.history.redo())

    def go(self, done: int) -> Step | None:
        """Go back or forth to where so many steps are in force; the step at the edge, or None if nothing changes."""
        return self._moved(self.history.go(done))

    def notices(self) -> list[str]:
        """What the person should know and was not told yet, each sentence once: ask after every save and second."""
        said = []
        while self._notices:
            sentence = self._notices.popleft()
            if sentence not in self._said:
                self._said.add(sentence)
                said.append(sentence)
        return said

    # -- saving -------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the issue over its file; what was there is kept as a version.

        FileChangedError if somebody else changed it: see :meth:`theirs`. LockedError if somebody else works on it.
        Every StorageError leaves both the file and the work as they were.
        """
        if self.read_only:
            raise self._locked("这一期以只读方式打开，不能保存")
        if self._lock is not None and not self._lock.held():
            self._leave_to_taker()
            raise self._locked("这一期已被别人接管，没有保存")
        issue = self.issue
        self._note(Saving(issue))
        self.flush()
        written = save_over(self.path, issue, expect=self._bytes)
        self._now_saved(issue, written.data)
        self.history.seal()
        if written.warning:
            self._notices.append(written.warning)

    def save_copy(self, path: Path) -> None:
        """Write the issue into a new file, with the comments of its own; the work here stays what it was.

        StorageError if there is a file already, or none can be written. Writing to its own place is saving, if the
        file there has gone.
        """
        if path.exists():
            raise StorageError("已有同名的文件，没有覆盖", where=path, advice="请换一个名字")
        issue = self.issue
        data = self._copied(issue, path)
        write_atomically(path, data, make_folder=True)
        if path == self.path:
            self._now_saved(issue, data)

    def _copied(self, issue: Issue, path: Path) -> bytes:
        """The bytes of a copy: those of the file, changed to say the issue; where that cannot be, a plain new file."""
        if self._bytes != _UNKNOWN:
            with suppress(StorageError):
                return rewritten(self._bytes, issue, path)
        return new_bytes(path, issue)

    def changed_outside(self) -> bool:
        """Whether somebody else changed the file, or took it away, since it was read or saved here.

        Costs a look at its stamp while that stays the same. May be asked from a thread; a save at the same moment
        can make it err, so ask again before telling.
        """
        known, now = self._bytes, stamp(self.path)
        if self._alike[0] == now and self._alike[1] is known:
            return False
        try:
            found = read_bytes(self.path)
        except StorageError as error:  # a share that is away for a moment has changed nothing
            return isinstance(error.__cause__, FileNotFoundError)
        if found != known:
            return True
        self._alike = now, known
        return False

    def theirs(self) -> Theirs:
        """What somebody else made of the file, and how it goes together with our work. Nothing changes by asking."""
        data = read_bytes(self.path)
        issue = parse_issue(data, self.path)
        return Theirs(data, changes(self.saved, issue), merge(self.saved, self.issue, issue))

    def take_theirs(self, theirs: Theirs, choices: Mapping[str, Choice] | None = None) -> None:
        """Take their changes into our work as a step, every conflict settled by its key; saving works again then.

        LookupError if a choice is missing, or our work has changed since it was merged: ask again.
        """
        if theirs.merged.ours != self.issue:
            raise LookupError("merged with an older state")
        self.do(ELSEWHERE, resolve(theirs.merged, choices or {}))
        self._now_saved(theirs.merged.theirs, theirs.data)
        self.recovered = ()
        if theirs.changes:
            told = "；".join(change.sentence for change in theirs.changes[:_TOLD])
            more = f"等 {len(theirs.changes)} 处" if len(theirs.changes) > _TOLD else ""
            self._notices.append(f"合入了别人的修改：{told}{more}")

    def discard(self) -> None:
        """Go back to what the file holds, as a step that can be undone."""
        try:
            data = read_bytes(self.path)
            issue = parse_issue(data, self.path)
        except EditorError:  # it has gone, or is broken: then to what it was
            self.do(DISCARDED, self.saved)
        else:
            self.do(DISCARDED, issue)
            self._now_saved(issue, data)
        self.recovered = ()

    def accept_recovered(self) -> None:
        """Go on with the work that was found again. If the file was changed meanwhile, saving says so."""
        self.recovered = ()

    # -- lock and journal ---------------------------------------------------------------------------------

    def take_over(self) -> None:
        """Take the lock from whoever has it. Work that they did not save is offered as ``recovered``."""
        if self._lock is not None:
            self._lock.take_over()
        self.lock_holder, self.read_only = None, False
        if self._recorder is None:
            self._resume()

    def flush(self) -> bool:
        """Have all of it in the journal; False if that did not come about, or there is no journal."""
        return self._recorder is not None and self._recorder.flush()

    def close(self, *, discard: bool = False) -> None:
        """Give the lock back and end the journal. Unsaved work stays in it for the next time, unless discarded."""
        if discard and self.dirty:
            self.discard()
        if self._recorder is not None:
            self._recorder.close()
        if self._lock is not None:
            self._lock.release()
        self._recorder = self._lock = None

    def _acquire(self) -> Holder | None:
        for place in self._places():
            self._lock = Lock(place.lock)
            try:
                return self._lock.acquire()
            except StorageError as error:
                self._notices.append(f"不能在“{place.folder}”登记正在编辑（{error.message}），别人看不到")
        self._lock = None
        return None

    def _resume(self) -> None:
        """Go on from the journal, and from what the file holds now that nobody else writes it."""
        if self.changed_outside():
            self._bytes = read_bytes(self.path)
        issue = parse_issue(self._bytes, self.path)
        places = [place.journal for place in self._places()]
        read = {place: stamp(place) for place in places}
        written = stamp(self.path)
        found = find_trail(self._bytes, issue, places, written[1] if written else 0)
        trail = found.trail
        self._notices.extend(kept_aside(self.path, self._bytes, each) for each in found.aside)
        if found.strange:
            self._bytes = _UNKNOWN
        self.saved = trail.saved
        self.history = History(trail.first, trail.steps, trail.done)
        self.recovered = changes(self.saved, self.issue)
        self._recorder = Recorder(trail, places, self._notices.append, read=read, pause=self._pause)

    def _places(self) -> list[Keeping]:
        user = elsewhere(self.path)
        return [beside(self.path), *([user] if user is not None else [])]

    def _note(self, event: Event | Forgot) -> None:
        if self._recorder is None:
            return
        if self._lock is not None and self._lock.lost and self.lock_holder is None:
            self._leave_to_taker()
        self._recorder.note(event)

    def _moved(self, step: Step | None) -> Step | None:
        if step is not None:
            self._note(Moved(self.history.done))
        return step

    def _now_saved(self, issue: Issue, data: bytes) -> None:
        self._bytes = data
        self.saved = issue
        self._note(Saved(issue, digest(data)))

    def _leave_to_taker(self) -> None:
        """Somebody took the lock: the journal beside the issue is theirs now, ours goes on in the user's folder."""
        if self._lock is None or self.lock_holder is not None:
            return
        try:
            self.lock_holder = read_holder(self._lock.path)
        except OSError:
            return
        self._notices.append(f"这一期已被{self.lock_holder or '别人'}接管，要保存请另存一份，或再接管回来")
        if self._recorder is not None:
            self._recorder.move([place.journal for place in self._places()[1:]])

    def _locked(self, words: str) -> LockedError:
        who = f"，{self.lock_holder}正在编辑" if self.lock_holder is not None else ""
        return LockedError(f"{words}{who}", where=self.path, advice="可以另存一份，或者接管")
