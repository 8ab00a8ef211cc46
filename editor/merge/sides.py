"""A conflict as it is laid before a person: what it is about, and both sides beside each other, differences marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TypeAlias

from editor.merge.changes import SPARES, article_lines, said
from editor.merge.threeway import Choice, Conflict, Standing, State
from editor.merge.tokens import common_ends
from editor.model.issue import FIELD_LABELS

_MOST_COMPARED = 1_000_000  # pairs of characters between which differences are looked for one by one
_GONE = "（已删去）"


@dataclass(frozen=True)
class Piece:
    """Some characters of a line, and whether the other side has others there."""

    text: str
    differs: bool


Line: TypeAlias = tuple[Piece, ...]
"""A line in pieces; without any it is missing on this side."""


def about(conflict: Conflict) -> str:
    """What a conflict is about, in one plain sentence."""
    if conflict.kind == "issue":
        return f"两人都改了{FIELD_LABELS[conflict.name]}"
    if conflict.kind == "section":
        return f"两人都改了栏目“{conflict.base}”的名称"
    name = f"《{_title(conflict)}》"
    if conflict.ours is None:
        return f"{name}我已删去，对方改了"
    if conflict.theirs is None:
        return f"{name}对方已删去，我改了"
    return f"{name}两人都改了"


def label(conflict: Conflict, choice: Choice) -> str:
    """What a choice comes to."""
    if choice is Choice.BOTH:
        return "两份都留（对方的排在我的后面，另成一篇）"
    ours = choice is Choice.OURS
    gone = conflict.kind == "article" and (conflict.ours if ours else conflict.theirs) is None
    return ("用我的" if ours else "用对方的") + ("（删去这一篇）" if gone else "")


def side_by_side(conflict: Conflict) -> list[tuple[Line, Line]]:
    """The lines of ours beside those of theirs; a line that only one side has stands beside an empty one."""
    from difflib import SequenceMatcher  # slow to import, and only a conflict needs it

    ours, theirs = (_lines(state, conflict.kind) for state in (conflict.ours, conflict.theirs))
    rows: list[tuple[Line, Line]] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += (((Piece(line, False),),) * 2 for line in ours[a1:a2])
        else:
            rows += (_compared(one, other) for one, other in zip_longest(ours[a1:a2], theirs[b1:b2]))
    return rows


def _title(conflict: Conflict) -> str:
    states = (conflict.ours, conflict.theirs, conflict.base)
    titles = (state.article.title for state in states if isinstance(state, Standing))
    return next(filter(None, titles), "无标题")


def _lines(state: State, kind: str) -> list[str]:
    if isinstance(state, Standing):
        return [f"栏目：{state.section or SPARES}", *article_lines(state.article)]
    return [_GONE if kind == "article" else said(state)]


def _compared(one: str | None, other: str | None) -> tuple[Line, Line]:
    """Two lines in the pieces that they share and that they do not."""
    if one is None or other is None:
        left, right = (() if line is None else (Piece(line, True),) for line in (one, other))
        return left, right
    ours: list[Piece] = []
    theirs: list[Piece] = []
    for same, a, b in _stretches(one, other):
        ours += [Piece(a, not same)] if a else []
        theirs += [Piece(b, not same)] if b else []
    return tuple(ours), tuple(theirs)


def _stretches(one: str, other: str) -> Iterator[tuple[bool, str, str]]:
    """What two lines have in common and apart, in their order."""
    from difflib import SequenceMatcher

    head, tail = common_ends(one, other)
    yield True, one[:head], other[:head]
    ours, theirs = one[head : len(one) - tail], other[head : len(other) - tail]
    if len(ours) * len(theirs) > _MOST_COMPARED:
        yield False, ours, theirs
    else:
        matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
        for tag, a1, a2, b1, b2 in matcher.get_opcodes():
            yield tag == "equal", ours[a1:a2], theirs[b1:b2]
    yield True, one[len(one) - tail :], other[len(other) - tail :]
