"""A conflict as it is laid before a person: what it is about, and both sides beside each other, differences marked.

Where a machine has to write a file, both texts stand in one article: nothing that anybody wrote may be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import zip_longest
from typing import TypeAlias

from editor.merge.alignment import align
from editor.merge.changes import SPARES, article_lines, said, value_said
from editor.merge.rows import Mark, Row, body_of, rows_of
from editor.merge.threeway import Choice, Conflict, Merged, Standing, State
from editor.merge.tokens import common_ends
from editor.model.body import Body
from editor.model.issue import ARTICLE_LABELS, FIELD_LABELS, Article, Issue, joined, replace_article

MARK = "合并待定："
"""How the line of a note begins that says what is left to decide."""

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


# -- both texts in one article ------------------------------------------------------------------------------------


def with_both(merged: Merged) -> tuple[Issue, tuple[str, ...]]:
    """The merged issue in which both texts stand where both changed the same words, and a sentence for each conflict."""
    issue = merged.issue
    sentences: list[str] = []
    for conflict in merged.conflicts:
        ours, theirs = conflict.ours, conflict.theirs
        if isinstance(ours, Standing) and isinstance(theirs, Standing):
            article = _both(ours.article, theirs.article)
            lines = list(_differences(ours, theirs))
            note = "\n".join(filter(None, (article.note, *(MARK + line for line in lines))))
            issue = replace_article(issue, replace(article, note=note))
            sentences += (f"《{article.title}》{line}" for line in lines)
        else:
            sentences.append(_sentence(conflict))
    return issue, tuple(sentences)


def _both(ours: Article, theirs: Article) -> Article:
    note, source = joined("\n", ours.note, theirs.note), joined("\n", ours.source, theirs.source)
    return replace(ours, body=_rows(ours.body, theirs.body), note=note, source=source)


def _rows(ours: Body, theirs: Body) -> Body:
    """The rows of ours, each that differs followed by theirs."""
    if ours == theirs:
        return ours
    old, new = rows_of(ours), rows_of(theirs)
    result: list[tuple[str, Mark]] = []
    for link in align(old, new):
        mine: list[Row] = [old[at] for at in link.old]
        other: list[Row] = [new[at] for at in link.new]
        same = [row.text for row in mine] == [row.text for row in other]
        result += ((row.text, row.mark) for row in (mine if same else [*mine, *other]))
    return body_of(result)


def _differences(ours: Standing, theirs: Standing) -> Iterator[str]:
    if ours.article.body != theirs.article.body:
        yield "正文同一处两人都改了，两种写法都留着，请删去一种"
    if ours.section != theirs.section:
        yield f"两人移到了不同的栏目，对方放在“{theirs.section or SPARES}”"
    for each in fields(Article):
        mine, other = getattr(ours.article, each.name), getattr(theirs.article, each.name)
        if each.name not in ("body", "source", "note") and mine != other:
            yield f"{ARTICLE_LABELS[each.name]}两人都改了，对方写作：{value_said(other)}"


def _sentence(conflict: Conflict) -> str:
    if conflict.kind == "issue":
        label = FIELD_LABELS.get(conflict.name, conflict.name)
        return f"{label}两人都改了，对方写作：{said(conflict.theirs)}"
    if conflict.kind == "section":
        return f"栏目“{conflict.base}”两人都改了名，对方写作：{conflict.theirs}"
    standing = conflict.ours or conflict.theirs
    title = standing.article.title if isinstance(standing, Standing) else ""
    return f"《{title}》一人删去、一人改了，稿件留着"
