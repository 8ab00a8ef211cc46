"""Going through a return at the desk: one decision after the other, each a step of the one history, each kept at once.

What an ask's words became is always asked of the text, so that a text that was typed, undone or recovered and the list of
decisions cannot contradict each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from editor.merge.asks import Ask, Status, status_in
from editor.model.issue import Issue
from editor.session.asks import sentence
from editor.session.decisions import Choice, Decision
from editor.session.document import Document
from editor.session.hits import find, replace_hits
from editor.session.readings import Question
from editor.session.returns import Return


@dataclass(frozen=True)
class Done:
    """A decision that was made: the asks with what was decided before, and whether the text was changed by it."""

    asks: tuple[tuple[Ask, Decision | None], ...]
    changed: bool


class Review:
    """One return and the issue that is open."""

    def __init__(self, document: Document, returned: Return) -> None:
        self.document = document
        self.returned = returned
        self._made: list[Done] = []
        self._known: dict[str, Status] = {}
        self._known_of: Issue | None = None

    @property
    def asks(self) -> tuple[Ask, ...]:
        """All asks, in reading order."""
        return self.returned.asks

    @property
    def authors(self) -> tuple[str, ...]:
        """Who asked for anything, in the order in which they first did."""
        return tuple(dict.fromkeys(ask.author for ask in self.asks))

    def status(self, ask: Ask) -> Status:
        """What became of an ask in the issue as it is now."""
        if self._known_of is not self.document.issue:
            self._forget(self._known_of, self.document.issue)
            self._known_of = self.document.issue
        if ask.key not in self._known:
            self._known[ask.key] = self.returned.status(ask, self.document.issue)
        return self._known[ask.key]

    def _forget(self, old: Issue | None, new: Issue) -> None:
        """Forget what is known of the asks that a change of the issue may have touched."""
        if old is None or _shape(old) != _shape(new):
            self._known = {}
            return
        before = {article.id: article for article in (*old.articles, *old.spares)}
        changed = {each.id for each in (*new.articles, *new.spares) if before[each.id] is not each}
        for ask in self.asks:
            if ask.edit.article in changed or not ask.edit.article:
                self._known.pop(ask.key, None)

    def count(self, status: Status) -> int:
        """How many asks are in a state."""
        return sum(self.status(ask) == status for ask in self.asks)

    def next_open(self, after: int, among: Sequence[Ask]) -> int | None:
        """The place of the next open ask behind one, from the start again; None if none is open."""
        places = [*range(after + 1, len(among)), *range(min(after + 1, len(among)))]
        return next((at for at in places if self.status(among[at]) == "open"), None)

    def answer(self, question: Question, reading: int) -> None:
        """Read the file as a person says (0 or 1): its asks are found anew. StorageError if that cannot be kept."""
        self.returned = self.returned.answered(question, reading)
        self._known = {}

    # -- deciding ---------------------------------------------------------------------------------------------

    def take(self, asks: Sequence[Ask]) -> tuple[Ask, ...]:
        """Do asks as one step; those that could not be done, as somebody changed the same words. LockedError as in Document."""
        waiting = [ask for ask in asks if self.status(ask) not in ("done", "conflict")]
        clashing = tuple(ask for ask in asks if self.status(ask) == "conflict")
        issue, failed = self.returned.take(self.document.issue, waiting)
        taken = [ask for ask in waiting if ask not in failed]
        label = f"采纳：{sentence(taken[0])}" if len(taken) == 1 else f"采纳 {len(taken)} 处改动"
        self._decide(taken, "taken", issue, label if taken else "")
        return (*clashing, *failed)

    def refuse(self, ask: Ask, reason: str = "") -> bool:
        """Refuse an ask, and take it out of the text if it was done; False if its words were changed since."""
        issue: Issue | None = self.document.issue
        if not ask.is_comment and status_in(ask, self.document.issue) == "done":
            issue = self.returned.untake(self.document.issue, ask)
            if issue is None:
                return False
        assert issue is not None
        self._decide([ask], "refused", issue, f"不采纳：{sentence(ask)}", reason)
        return True

    def take_edited(self, ask: Ask, words: str) -> bool:
        """Do an ask with other words than asked for, as one step; False if they find no place."""
        if status_in(ask, self.document.issue) == "done":
            issue = self.document.issue
        else:
            issue, failed = self.returned.take(self.document.issue, [ask])
            if failed:
                return False
        changed = _with_words(issue, ask, words)
        if changed is None:
            return False
        self._decide([ask], "edited", changed, f"采纳并改：{sentence(ask)}")
        return True

    def give_reason(self, ask: Ask, reason: str) -> None:
        """Write down why an ask was refused."""
        self._keep({ask.key: Decision("refused", reason)})

    def undo(self) -> Ask | None:
        """Take the last decision back, with what it did to the text; the ask it was about, None if there was none."""
        if not self._made:
            return None
        last = self._made.pop()
        if last.changed:
            self.document.undo()
        self._keep({ask.key: before for ask, before in last.asks})
        return last.asks[0][0]

    def _decide(
        self, asks: Sequence[Ask], choice: Choice, issue: Issue, label: str, reason: str = ""
    ) -> None:
        if not asks:
            return
        article = next((ask.edit.article for ask in asks if ask.edit.article), "")
        shown = article if article in issue.ids else ""
        self.document.history.seal()
        changed = self.document.do(label, issue, article=shown)
        before = tuple((ask, self.returned.decisions.get(ask.key)) for ask in asks)
        self._made.append(Done(before, changed))
        self._keep({ask.key: Decision(choice, reason) for ask in asks})

    def _keep(self, made: Mapping[str, Decision | None]) -> None:
        for key in made:
            self._known.pop(key, None)
        self.returned.decisions.decide(made, self.returned.base.issue)


def _shape(issue: Issue) -> tuple[object, ...]:
    """Everything of an issue but what its articles say."""
    rooms = tuple((section.name, tuple(each.id for each in section.articles)) for section in issue.sections)
    return replace(issue, sections=(), spares=()), rooms, tuple(each.id for each in issue.spares)


def _with_words(issue: Issue, ask: Ask, words: str) -> Issue | None:
    """The issue with other words in the place of those that an ask put in; None if they are not there."""
    edit = ask.edit
    if not edit.after or edit.article not in issue.ids:
        return None
    there = find(issue, edit.after, within=edit.article, fold=False)
    hit = next((hit for hit in there if (hit.block is None) == (edit.kind == "title")), None)
    return None if hit is None else replace_hits(issue, [hit], words)
