"""Edits inside one article: of its title, its words, its rows, each of which can be made alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from editor.merge.alignment import Link, align
from editor.merge.changes import value_said
from editor.merge.hunks import Hunk, apply, joined, row_starts, text_hunks
from editor.merge.rows import Mark, Row, Token, body_of, rows_of, split_at_marks, text_of
from editor.merge.tokens import tokenize
from editor.model.body import Body
from editor.model.issue import ARTICLE_LABELS, Article, Issue, replace_article

_PHRASE = 6  # equal characters between two changes of one phrase, if no mark of punctuation is among them
_PUNCTUATION = frozenset("，。；：、！？（）《》“”‘’…—,.;:!?()\"'")


@dataclass(frozen=True)
class Edit:
    """One change: its kind, its place (article id, block and item as they are in the old state), the words before and after.

    ``kind`` is text, title, section_renamed, field, or paragraph, measure, heading, article, section with what became of
    it: measure_added, paragraph_removed, article_moved, measure_split, measure_joined. ``title`` is that of the article, or
    the name of the section or field. ``start`` is the offset of the words in their text, in code points.
    """

    kind: str
    article: str
    title: str
    before: str
    after: str
    block: int | None = None
    item: int | None = None
    start: int = 0
    make: Callable[[Issue], Issue] = field(default=lambda issue: issue, compare=False, repr=False)


def article_edits(old: Article, new: Article) -> Iterator[Edit]:
    """The edits of one article: its title, what the office says about it, its rows."""
    tokens = tokenize(old.title)
    for hunk in phrases(tokens, text_hunks(tokens, tokenize(new.title))):
        title = text_of(apply(tokens, [hunk]))
        yield _text_edit("title", old, tokens, hunk, _changing(old.id, title=title))
    for name in (each.name for each in fields(Article) if each.name not in ("id", "title", "body")):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            called = f"{old.title}（{ARTICLE_LABELS[name]}）"
            make = _changing(old.id, **{name: after})
            yield Edit("field", old.id, called, value_said(before), value_said(after), make=make)
    yield from _Rows(old, rows_of(new.body)).edits()


def _changing(article_id: str, **change: Any) -> Callable[[Issue], Issue]:  # noqa: ANN401  (values of fields)
    return lambda issue: replace_article(issue, replace(issue.article(article_id), **change))


def phrases(tokens: Sequence[Token], hunks: Sequence[Hunk]) -> list[Hunk]:
    """The hunks as a person counts them: two changes of one phrase are one."""
    return joined(tokens, joined(tokens, hunks), _is_phrase)


def _is_phrase(between: Sequence[Token]) -> bool:
    words = text_of(between)
    return (
        all(isinstance(token, str) for token in between)
        and len(words) <= _PHRASE
        and not any(character in _PUNCTUATION or character.isdigit() for character in words)
    )


def _text_edit(
    kind: str,
    article: Article,
    tokens: Sequence[Token],
    hunk: Hunk,
    make: Callable[[Issue], Issue],
    row: Row | None = None,
) -> Edit:
    before, after = text_of(tokens[hunk.start : hunk.end]), text_of(hunk.new)
    start = len(text_of(tokens[: hunk.start]))
    block, item = (None, None) if row is None else (row.block, row.item)
    return Edit(kind, article.id, article.title, before, after, block, item, start, make)


class _Rows:
    """The edits of one body."""

    def __init__(self, old: Article, new: Sequence[Row]) -> None:
        self._article = old
        self._old = rows_of(old.body)
        self._new = new
        self._stream: list[Token] = [token for row in self._old for token in row.tokens]
        self._starts = row_starts(self._old)
        self._links = align(self._old, new)

    def edits(self) -> Iterator[Edit]:
        """The edits in reading order, those of rows that moved at the end."""
        at = 0
        for link in self._links:
            if not link.old:
                yield self._come(link.new[0], at)
            elif not link.new:
                yield self._gone(link.old[0])
            elif len(link.new) > 1 or len(link.old) > 1:
                yield from self._cut(link)
            else:
                if link.moved:
                    yield self._moved(link)
                yield from self._words(link)
            if link.old and not link.moved:
                at = link.old[-1] + 1

    def _come(self, new: int, at: int) -> Edit:
        row = self._new[new]
        hunk = Hunk(self._starts[at], self._starts[at], row.tokens)
        there = self._old[at] if at < len(self._old) else None
        place = (row.block, row.item) if there is None else (there.block, there.item)
        return self._edit(f"{row.mark.kind}_added", "", row.text, place, [hunk])

    def _gone(self, old: int) -> Edit:
        row = self._old[old]
        hunk = Hunk(self._starts[old], self._starts[old + 1], ())
        return self._edit(f"{row.mark.kind}_removed", row.text, "", (row.block, row.item), [hunk])

    def _cut(self, link: Link) -> Iterator[Edit]:
        """A row split in two, or two rows joined, with what was changed in them besides."""
        row = self._old[link.old[0]]
        start, end = self._starts[link.old[0]], self._starts[link.old[-1] + 1]
        before = self._stream[start:end]
        after = [token for at in link.new for token in self._new[at].tokens]
        what = "split" if len(link.new) > 1 else "joined"
        first, second = (
            "\n".join(self._old[at].text for at in link.old),
            "\n".join(self._new[at].text for at in link.new),
        )
        hunks = text_hunks(before, after, start)
        ends = [hunk for hunk in hunks if _has_mark(hunk, self._stream)]
        yield self._edit(f"{row.mark.kind}_{what}", first, second, (row.block, row.item), ends)
        for hunk in phrases(self._stream, [hunk for hunk in hunks if hunk not in ends]):
            yield self._word(hunk, row)

    def _words(self, link: Link) -> Iterator[Edit]:
        (old,), (new,) = link.old, link.new
        row, now = self._old[old], self._new[new]
        tokens = tokenize(row.text)
        hunks = text_hunks(tokens, tokenize(now.text))
        for hunk in phrases(tokens, hunks):
            start = self._starts[old]
            yield self._word(Hunk(hunk.start + start, hunk.end + start, hunk.new), row)
        if row.mark.as_read != now.mark.as_read:
            end = self._starts[old + 1]
            hunk = Hunk(end - 1, end, (now.mark,))
            kind = f"{row.mark.kind}_to_{now.mark.kind}"
            yield self._edit(kind, row.text, now.text, (row.block, row.item), [hunk])

    def _word(self, hunk: Hunk, row: Row) -> Edit:
        start = self._starts[self._old.index(row)]
        within = Hunk(hunk.start - start, hunk.end - start, hunk.new)
        make = self._making([hunk])
        return _text_edit("text", self._article, self._stream[start:], within, make, row)

    def _moved(self, link: Link) -> Edit:
        row = self._old[link.old[0]]
        make = _changing(self._article.id, body=self._reordered(link))
        place = (self._article.id, self._article.title, row.text, row.text, row.block, row.item)
        return Edit(f"{row.mark.kind}_moved", *place, make=make)

    def _reordered(self, link: Link) -> Body:
        """The old body with one row where the new state has it."""
        behind = {
            new: each.old[-1] for each in self._links if each.old and not each.moved for new in each.new
        }
        before = next((behind[at] for at in range(link.new[0] - 1, -1, -1) if at in behind), -1)
        order = [at for at in range(len(self._old)) if at != link.old[0]]
        order.insert(0 if before < 0 else order.index(before) + 1, link.old[0])
        return body_of((self._old[at].text, self._old[at].mark) for at in order)

    def _edit(
        self, kind: str, before: str, after: str, place: tuple[int, int | None], hunks: Sequence[Hunk]
    ) -> Edit:
        article = self._article
        return Edit(kind, article.id, article.title, before, after, *place, make=self._making(hunks))

    def _making(self, hunks: Sequence[Hunk]) -> Callable[[Issue], Issue]:
        return lambda issue: _changing(self._article.id, body=_body(apply(self._stream, hunks)))(issue)


def _has_mark(hunk: Hunk, stream: Sequence[Token]) -> bool:
    return any(isinstance(token, Mark) for token in (*stream[hunk.start : hunk.end], *hunk.new))


def _body(stream: Sequence[Token]) -> Body:
    rows = split_at_marks(stream)
    return body_of((text, mark or Mark("paragraph")) for text, mark in rows if text or mark)
