"""An ask (改动): one change that a person would count, who asked for it, and the two states between which it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal, TypeAlias

from editor.merge.article_edits import Edit
from editor.merge.edits import edits
from editor.merge.threeway import Merged, merge
from editor.model.issue import Issue
from editor.model.remark import Comment

Status: TypeAlias = Literal["open", "done", "refused", "conflict"]

_FIRST = ("article_", "section_", "field")  # of several edits of one ask the one that says what it is
_THEN = ("_moved", "_split", "_joined", "_added", "_removed")


@dataclass(frozen=True)
class Ask:
    """One change that a person would count.

    ``edit`` says kind, place and words. ``date`` is as the file gives it. ``tracked`` is False for what was changed
    without a mark. ``revision`` is the number of its tracked change in the file, None for others. ``old`` and ``new`` are
    the states of the issue between which it lies; equal for a comment.
    """

    number: int
    edit: Edit
    author: str
    date: str
    tracked: bool
    old: Issue
    new: Issue
    comments: tuple[Comment, ...] = ()
    revision: int | None = None
    key: str = ""

    @property
    def is_comment(self) -> bool:
        """Whether it changes nothing and is only to be ticked off."""
        return self.edit.kind == "comment"

    def onto(self, issue: Issue) -> Merged:
        """The issue with this ask done, merged: its conflicts say where somebody changed the same words."""
        return merge(self.old, issue, self.new)


def status_in(ask: Ask, issue: Issue) -> Status:
    """Whether an issue says what an ask asks. A comment is always open: only a person can tell."""
    if ask.is_comment:
        return "open"
    merged = ask.onto(issue)
    if merged.conflicts:
        return "conflict"
    return "done" if merged.issue == issue else "open"


def main_edit(old: Issue, new: Issue) -> Edit | None:
    """The edit that says what a change between two states is; None if it changes nothing."""
    found = edits(old, new)
    return min(found, key=_rank) if found else None


def _rank(edit: Edit) -> int:
    if edit.kind.startswith(_FIRST):
        return 0
    return 1 + next((at for at, what in enumerate(_THEN) if edit.kind.endswith(what)), len(_THEN))


def numbered(asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """The asks numbered from 1, each with the key under which its decision is kept."""
    seen: dict[str, int] = {}
    result = []
    for number, ask in enumerate(asks, start=1):
        edit = ask.edit
        words = (edit.kind, edit.article, edit.before, edit.after, ask.author, ask.date, str(ask.tracked))
        said = "\n".join((*words, *(remark.text for remark in ask.comments if ask.is_comment)))
        seen[said] = seen.get(said, 0) + 1
        key = sha256(f"{seen[said]}\n{said}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        result.append(replace(ask, number=number, key=key))
    return tuple(result)
