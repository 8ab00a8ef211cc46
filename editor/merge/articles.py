"""Merging two states of one article that come from a third: title and body word by word, the rest field by field."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar

from editor.merge.hunks import Hunk, Script, apply, script, text_hunks, weave
from editor.merge.order import merge_order
from editor.merge.rows import Mark, Row, Token, body_of, rows_of, text_of
from editor.merge.tokens import tokenize
from editor.model.body import Body
from editor.model.issue import Article

T = TypeVar("T")

_TEXTS: Final = ("title", "source", "note")
_REST: Final = tuple(field.name for field in fields(Article) if field.name not in ("id", "body", *_TEXTS))


@dataclass(frozen=True)
class MergedArticle:
    """What two states make together, as it is where ours counts and where theirs does: equal if nothing clashes."""

    ours: Article
    theirs: Article

    @property
    def clashes(self) -> bool:
        """Whether both changed the same words."""
        return self.ours != self.theirs


def merge_articles(base: Article, ours: Article, theirs: Article) -> MergedArticle:
    """Merge two states of an article."""
    if settled := one_sided(base, ours, theirs):
        return MergedArticle(*settled)
    mine: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for name in _TEXTS:
        mine[name], other[name] = merge_texts(*(getattr(state, name) for state in (base, ours, theirs)))
    for name in _REST:
        mine[name], other[name] = _merge_values(*(getattr(state, name) for state in (base, ours, theirs)))
    mine["body"], other["body"] = merge_bodies(base.body, ours.body, theirs.body)
    return MergedArticle(replace(ours, **mine), replace(ours, **other))


def merge_texts(base: str, ours: str, theirs: str) -> tuple[str, str]:
    """Merge two states of a text: as it is where ours counts, and where theirs does."""
    if settled := one_sided(base, ours, theirs):
        return settled
    old = tokenize(base)
    mine, other = weave(old, text_hunks(old, tokenize(ours)), text_hunks(old, tokenize(theirs)))
    return text_of(apply(old, mine)), text_of(apply(old, other))


def merge_bodies(base: Body, ours: Body, theirs: Body) -> tuple[Body, Body]:
    """Merge two states of a body: as it is where ours counts, and where theirs does."""
    if settled := one_sided(base, ours, theirs):
        return settled
    merging = _Bodies(rows_of(base), rows_of(ours), rows_of(theirs))
    mine, other = map(merging.body, merging.woven)
    return mine, other


def one_sided(base: object, ours: T, theirs: T) -> tuple[T, T] | None:
    """Where at most one side changed something, or both the same: what both come to."""
    if ours == theirs or theirs == base:
        return ours, ours
    return (theirs, theirs) if ours == base else None


def _merge_values(base: object, ours: object, theirs: object) -> tuple[object, object]:
    """Merge two values; those that hold several (accepted findings, attachments) keep what either side added."""
    if settled := one_sided(base, ours, theirs):
        return settled
    if isinstance(base, tuple) and isinstance(ours, tuple) and isinstance(theirs, tuple):
        taken = {item for item in base if item not in ours or item not in theirs}
        merged = tuple(item for item in dict.fromkeys((*ours, *theirs)) if item not in taken)
        return merged, merged
    return ours, theirs


class _Bodies:
    """The rows of three bodies, woven."""

    def __init__(self, base: Sequence[Row], ours: Sequence[Row], theirs: Sequence[Row]) -> None:
        self._base = base
        self._stream: list[Token] = [token for row in base for token in row.tokens]
        self._scripts = script(base, ours), script(base, theirs)
        self.woven = weave(self._stream, *(each.hunks for each in self._scripts))
        """The hunks with every clash settled for ours, and for theirs."""

    def body(self, hunks: Sequence[Hunk]) -> Body:
        """The body after the hunks, its rows where their sides moved them."""
        return body_of((text, mark) for text, mark, _ in self._in_order(self._numbered(hunks)))

    def _numbered(self, hunks: Sequence[Hunk]) -> list[tuple[str, Mark, int | None]]:
        """The rows after the hunks, each with the number of the old row whose end it has, None for a new end."""
        stream: list[tuple[Token, int | None]] = []
        at, row = 0, 0
        for hunk in (*hunks, Hunk(len(self._stream), len(self._stream), ())):
            for token in self._stream[at : hunk.start]:
                stream.append((token, row))
                row += isinstance(token, Mark)
            ends = [token for token in self._stream[hunk.start : hunk.end] if isinstance(token, Mark)]
            kept = row if len(ends) == 1 else None
            new_ends = sum(isinstance(token, Mark) for token in hunk.new)
            stream += ((token, kept if new_ends == 1 else None) for token in hunk.new)
            row += len(ends)
            at = hunk.end
        return _rows(stream)

    def _in_order(self, rows: list[tuple[str, Mark, int | None]]) -> list[tuple[str, Mark, int | None]]:
        """The rows where their sides moved them."""
        if all(each.order is None for each in self._scripts):
            return rows
        # An old row by its number, a new one by where it stands in the stream.
        by_key: dict[Hashable, tuple[str, Mark, int | None]] = {
            ("new", at) if row[2] is None else row[2]: row for at, row in enumerate(rows)
        }
        ours, theirs = (_placed(each, list(by_key)) for each in self._scripts)
        order = merge_order(range(len(self._base)), ours, theirs, by_key)
        return [by_key[key] for key in order]


def _rows(stream: Sequence[tuple[Token, int | None]]) -> list[tuple[str, Mark, int | None]]:
    rows: list[tuple[str, Mark, int | None]] = []
    words: list[str] = []
    for token, number in stream:
        if isinstance(token, Mark):
            rows.append(("".join(words), token, number))
            words = []
        else:
            words.append(token)
    if words and rows:  # the last end was taken away by one side and its words kept by the other
        text, mark, number = rows.pop()
        rows.append((text + "".join(words), mark, number))
    elif words:
        rows.append(("".join(words), Mark("paragraph"), None))
    return rows


def _placed(one: Script, keys: list[Hashable]) -> list[Hashable]:
    """The keys of the merged rows in the order that one side gives them: new ones stay behind what they follow."""
    return keys if one.order is None else merge_order(keys, keys, one.order, set(keys))
