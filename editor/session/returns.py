"""A return (回稿): the file that came back, its asks, and what an issue becomes with some of them.

Reading it changes nothing. The asks are found once; whether they are done is asked of the issue as it is at that moment,
so that work on the text and work on the list cannot contradict each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from editor.errors import EditorError, ImportRefusedError, UsageError
from editor.importers.docx.returned import Commented, Returned
from editor.merge.article_edits import Edit
from editor.merge.asks import Ask, Status, main_edit, numbered, status_in
from editor.merge.edits import edits
from editor.merge.threeway import merge
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.session.bases import LEAST_ALIKE, Printed, State, best_state, issue_of
from editor.session.decisions import Decision, Decisions
from editor.session.intake import as_docx
from editor.session.readings import Question, questions
from editor.session.recognition import Recognition, folded
from editor.session.revised import ReadingOrder, as_cut, as_moved, as_rows, place_of, steps
from editor.session.workspace import Workspace
from editor.store.issue_file import carried_issue

UNMARKED = "未留痕"
"""The author of what was changed without a mark."""

_NEAR = 5  # changes that touch one and are looked at in all their combinations

_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Check:
    """核红: the asks with what became of them, and what else was changed since the base."""

    rows: tuple[tuple[Ask, Status], ...]
    others: tuple[Edit, ...]

    @property
    def is_clean(self) -> bool:
        """Whether everything asked for was done or refused, and nothing else was changed."""
        return not self.others and all(status in ("done", "refused") for _, status in self.rows)


class Return:
    """One returned file, read against one issue file."""

    def __init__(
        self,
        source: Path,
        path: Path,
        document: Returned,
        style: HouseStyle,
        data: bytes,
        again: Callable[[], Return],
    ) -> None:
        self.source = source
        self.path = path
        self.style = style
        self.decisions = Decisions(path, sha256(data).hexdigest()[:16])
        self._document = document
        self._again = again
        self._states: dict[frozenset[int], Issue] = {}
        self.base, self._recognition = self._find_base()
        document.know(
            [section.name for section in self.base.issue.sections],
            [article.title for article in self.base.issue.articles if article.title],
        )
        self._unmarked = self._recognition.unmarked(document.view(()))
        self.questions = tuple(questions(self.base.issue, self._state(self._all)))
        """What the file leaves open; until it is answered the likelier reading counts."""
        self._read_as_answered()
        self.quiet = 0
        """How many changes move nothing but ordinals, page numbers and the like."""
        self.asks = self._find_asks()

    @property
    def _all(self) -> range:
        return range(len(self._document.revisions))

    @property
    def asides(self) -> str:
        """How much of the file needs no decision, by kind, in words; empty for nothing."""
        counts = (
            (self.quiet, "只动序号、目录"),
            (len(self._recognition.corrected), "自动更正"),
            (self._document.formats, "格式改动"),
        )
        return "、".join(f"{count}处{what}" for count, what in counts if count)

    def question(self, ask: Ask) -> Question | None:
        """What has to be asked before an ask is decided; None if nothing, or if it was answered."""
        return next((each for each in self.open_questions if each.is_about(ask)), None)

    def answered(self, question: Question, reading: int) -> Return:
        """The return read anew, with the reading of a question that was chosen (0 or 1). StorageError if that cannot be kept."""
        self.decisions.answer(question.key, reading, self.base.issue)
        return self._again()

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that nobody has answered."""
        return tuple(each for each in self.questions if each.key not in self.decisions.answers)

    # -- what became of it ------------------------------------------------------------------------------------

    def status(self, ask: Ask, issue: Issue) -> Status:
        """What became of an ask in an issue."""
        decision = self.decisions.get(ask.key)
        found = self._ticked(ask, decision) if ask.is_comment else self._found(ask, issue)
        if found != "done" and decision is not None:
            if decision.choice == "refused":
                return "refused"
            if decision.choice == "edited":
                return "done"
        return "refused" if found != "done" and self._is_moot(ask) else found

    def take(self, issue: Issue, asks: Iterable[Ask]) -> tuple[Issue, tuple[Ask, ...]]:
        """The issue with asks done, and those that could not be: somebody changed the same words."""
        chosen = [ask for ask in asks if not ask.is_comment]
        taken = self._taken(issue, chosen)
        if taken is not None:
            return taken, ()
        failed = []
        for ask in chosen:
            one = self._taken(issue, [ask])
            if one is None:
                failed.append(ask)
            else:
                issue = one
        return issue, tuple(failed)

    def untake(self, issue: Issue, ask: Ask) -> Issue | None:
        """The issue without an ask that was done in it; None if its words were changed since."""
        without = merge(ask.new, issue, ask.old).clean
        if without is not None or ask.revision is None:
            return without
        there = next((each for each in self._around(ask.revision, issue) if ask.revision in each), None)
        if there is None:
            return None
        gone = {ask.revision} | {n for n in there if ask.revision in self._document.revisions[n].needs}
        return merge(self._state(there), issue, self._state(there - gone)).clean

    def check(self, issue: Issue) -> Check:
        """核红 of an issue."""
        rows = tuple((ask, self.status(ask, issue)) for ask in self.asks)
        done = [ask for ask, _ in rows if not ask.is_comment and self._found(ask, issue) == "done"]
        wanted, _ = self.take(self.base.issue, done)
        edited = {
            (ask.edit.article, ask.edit.block, ask.edit.item)
            for ask in self.asks
            if (decision := self.decisions.get(ask.key)) is not None and decision.choice == "edited"
        }
        others = (
            edit for edit in edits(wanted, issue) if (edit.article, edit.block, edit.item) not in edited
        )
        return Check(rows, tuple(others))

    def _taken(self, issue: Issue, asks: Collection[Ask]) -> Issue | None:
        """The issue with all of these asks, merged at once so that neighbours keep their order; None if one clashes."""
        silent = [ask for ask in asks if ask.revision is None]
        if silent and len(silent) == sum(not ask.tracked and not ask.is_comment for ask in self.asks):
            done = merge(self.base.issue, issue, self._unmarked).clean
        else:
            done = _one_by_one(issue, silent)
        tracked = {ask.revision for ask in asks if ask.revision is not None}
        for number in tuple(tracked):
            parts = [ask for ask in self.asks if ask.revision == number]
            if len(parts) == 1 or all(part in asks for part in parts):
                continue
            tracked.discard(number)  # some parts of a change: one after the other
            done = _one_by_one(done, (part for part in parts if part in asks))
        if done is None or not tracked:
            return done
        alone = next(iter(asks)) if len(asks) == 1 else None
        if alone is not None and not self._has_neighbours(alone):
            return alone.onto(done).clean
        before = {
            ask.revision
            for ask in self.asks
            if ask.revision is not None and ask.revision not in tracked and self._found(ask, done) == "done"
        }
        return merge(self._state(before), done, self._state(before | tracked)).clean

    def _has_neighbours(self, ask: Ask) -> bool:
        """Whether others put something in where an ask does, so that their order counts, or inside what it puts in."""
        edit = ask.edit
        return any(
            other is not ask
            and other.revision not in (None, ask.revision)
            and (
                (other.edit.article, other.edit.block, other.edit.item)
                == (edit.article, edit.block, edit.item)
                or (other.edit.kind.startswith("article_") and edit.kind.startswith("article_"))
                or ask.revision in self._document.revisions[other.revision or 0].needs
                or other.revision in self._document.revisions[ask.revision or 0].needs
            )
            for other in self.asks
        )

    def _found(self, ask: Ask, issue: Issue) -> Status:
        """What an issue says to an ask; where changes touch each other, whether it says any of what they make together."""
        found = status_in(ask, issue)
        if found == "done" or ask.revision is None or not self._document.revisions[ask.revision].near:
            return found
        there = list(self._around(ask.revision, issue))
        if any(ask.revision in numbers for numbers in there):
            return "done"
        for numbers in there if found == "conflict" else ():
            if not merge(self._state(numbers), issue, self._state(numbers | {ask.revision})).conflicts:
                return "open"
        return found

    def _around(self, revision: int, issue: Issue) -> Iterator[frozenset[int]]:
        """Which of a change and those that touch it are in an issue together, most of them first."""
        near = sorted(self._document.revisions[revision].near)
        near = near if len(near) <= _NEAR else []
        for size in range(len(near) + 1, -1, -1):
            for numbers in combinations(sorted((revision, *near)), size):
                merged = merge(self._unmarked, issue, self._state(numbers))
                if not merged.conflicts and merged.issue == issue:
                    yield frozenset(numbers)

    def _is_moot(self, ask: Ask) -> bool:
        """Whether an ask changes words that somebody wanted to put in and that were refused."""
        needs = self._document.revisions[ask.revision].needs if ask.revision is not None else set()
        return any(
            other.revision in needs
            and (decision := self.decisions.get(other.key)) is not None
            and decision.choice == "refused"
            for other in self.asks
        )

    def _ticked(self, ask: Ask, decision: Decision | None) -> Status:
        settled = all(remark.done for remark in ask.comments)
        return "done" if settled or (decision is not None and decision.choice == "taken") else "open"

    # -- reading ----------------------------------------------------------------------------------------------

    def _state(self, taken: Iterable[int]) -> Issue:
        """The file with some of its tracked changes, as a state of the base."""
        key = frozenset(taken)
        if not key:
            return self._unmarked
        if key not in self._states:
            self._states[key] = self._recognition.state(self._document.view(key))
        return self._states[key]

    def _read_as_answered(self) -> None:
        """Read the file as the answers to its questions say, or the likelier way."""
        likelier = [each for each in self.questions if self.decisions.answers.get(each.key, 0) == 0]
        if not likelier:
            return
        titles = [each.words for each in likelier if each.kind == "article"]
        if titles:
            self._document.know_new(titles)
        self._recognition = Recognition(self.base.issue, self.style)
        self._recognition.split = frozenset(folded(each.words) for each in likelier if each.kind == "split")
        self._states = {}
        self._unmarked = self._recognition.unmarked(self._document.view(()))

    def _find_base(self) -> tuple[State, Recognition]:
        """The state that the file was made from, and how the file is read as states of it."""
        kept = self.decisions.base
        if kept is not None:
            return State("上次审改时的稿子", kept), Recognition(kept, self.style)
        view = self._document.view(())
        before = Printed(view, self.style)
        state, printed = best_state(self.path, before, self.style, self._document.export_id)
        share = before.text(printed)
        if share < LEAST_ALIKE:
            raise UsageError(
                f"不是这一期发出的稿，相同的文字只有{share:.0%}",
                where=self.source,
                advice="要收作新的一期请用 yaoxun import，或用 --issue 指明是哪一期的回稿",
            )
        recognition = Recognition(state.issue, self.style)
        if self._document.revisions:
            after = Printed(self._document.view(self._all), self.style)
            if not state.export and after.apart(printed) < before.apart(
                printed
            ):  # done, and no earlier state kept
                unmarked = recognition.unmarked(view)
                return State("回稿中改动之前的样子", unmarked), Recognition(unmarked, self.style)
        return state, recognition

    def _find_asks(self) -> tuple[Ask, ...]:
        asks = [*self._silent(), *self._tracked()]
        by_revision = {ask.revision: at for at, ask in enumerate(asks) if ask.revision is not None}
        for commented in self._document.comments():
            at = by_revision.get(commented.revision) if commented.revision is not None else None
            if at is None:
                asks.append(self._comment(commented))
            else:
                asks[at] = replace(asks[at], comments=(*asks[at].comments, commented.comment))
        order = ReadingOrder(self.base.issue, self._state(self._all), self._unmarked, self.base.issue)
        return numbered(sorted(asks, key=order.key))

    def _silent(self) -> Iterator[Ask]:
        base = self.base.issue
        for edit in edits(base, self._unmarked):
            yield Ask(0, edit, UNMARKED, "", False, base, edit.make(base))

    def _tracked(self) -> Iterator[Ask]:
        for revision in self._document.revisions:
            old, new = self._state(revision.needs), self._state({*revision.needs, revision.number})
            edit = main_edit(old, new)
            if edit is None:
                self.quiet += 1
                continue
            if edit.kind.endswith("_moved") and any(
                not each.kind.endswith("_moved") for each in edits(old, new)
            ):
                for part, before, after in steps(edit, old, new):
                    yield Ask(
                        0, part, revision.author, revision.date, True, before, after, revision=revision.number
                    )
                continue
            edit = as_rows(as_cut(edit, revision, old, new), old, new)
            if edit.kind.endswith("_moved") and edit.block is not None:
                edit = as_moved(edit, old.article(edit.article), revision.gone)
            elif edit.kind in ("text", "title") and "\n" not in revision.gone + revision.come:
                edit = replace(edit, before=revision.gone, after=revision.come)
            yield Ask(0, edit, revision.author, revision.date, True, old, new, revision=revision.number)

    def _comment(self, commented: Commented) -> Ask:
        base, said = self.base.issue, commented.comment
        place = place_of(commented.paragraph, (self._unmarked, base), self.style)
        edit = replace(place, before=commented.words, after=commented.words)
        return Ask(0, edit, said.author, said.date, True, base, base, (said,))


def read_return(workspace: Workspace, source: Path, issue: Path | None = None) -> Return:
    """Read a returned file. ``issue`` is the file of the issue it belongs to, None to find that by the text.

    UsageError if it is no return of it, ImportRefusedError if it cannot be read.
    """
    return return_in(as_docx(source), workspace, source, issue)


def home_of(workspace: Workspace, source: Path) -> Path | None:
    """The issue file that a Word file is a return of, whatever number it bears now; None if of none."""
    with suppress(EditorError):
        return read_return(workspace, source).path
    return None


def return_in(data: bytes, workspace: Workspace, source: Path, issue: Path | None = None) -> Return:
    """The return in the bytes of a file; see :func:`read_return`."""
    if not data.startswith(_ZIP):
        raise UsageError(
            "这不是 Word 文件，不能作为回稿审改", where=source, advice="回稿须是 .docx（或 .doc、.wps）"
        )
    document = Returned(data, source.name, workspace.style_for, workspace.style_names(), carried_issue)
    try:
        view = document.view(())
    except ImportRefusedError as error:
        message = f"不能作为一期的回稿审改，{error.message}"
        raise ImportRefusedError(message, where=source, line=error.line, advice=error.advice) from error
    path = issue or issue_of(workspace, view)
    if path is None:
        raise UsageError(
            "不是这一期发出的稿，也不像这里别的任何一期",
            where=source,
            advice="请用 --issue 指明期号，如 --issue 2026-03",
        )
    style = workspace.style_of(workspace.load(path), path)
    return Return(source, path, document, style, data, lambda: return_in(data, workspace, source, path))


def _one_by_one(issue: Issue | None, asks: Iterable[Ask]) -> Issue | None:
    """The issue with asks done one after the other; None if one clashes, or the issue is none."""
    for ask in asks:
        if issue is not None:
            issue = ask.onto(issue).clean
    return issue
