"""A text that came back, recognised as the issue it was made from: which article, section and row is which.

A document holds what is printed. What the office keeps besides (ids, notes, sources, spares, empty sections), and how
the text was built before somebody deleted an ordinal, comes from the issue that was sent. What a program corrected by
itself (straight quotes, widths, blanks) is undone and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from editor.layout.setting import width_em
from editor.layout.titles import title_lines
from editor.manuscript.grammar import parse
from editor.manuscript.lines import render
from editor.manuscript.source import squeezed
from editor.merge.alignment import align, likeness
from editor.merge.hunks import Hunk, apply, text_hunks
from editor.merge.order import match_sections
from editor.merge.rows import Mark, Row, body_of, rows_of, text_of
from editor.merge.tokens import tokenize
from editor.model.body import Block, Body, Chain
from editor.model.issue import Article, Issue, Section, derived_id
from editor.model.style import HouseStyle

_SAME = 0.5  # likeness from which an article without its id is that article
_STILL = 0.2  # the same for one that still has its id: it may have been written anew
_PRINTED = ("title", "number", "total", "date", "issuer")

_TITLE = -1  # in place of the number of a row
_Quiet: TypeAlias = set[tuple[str, int, Hunk]]

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_QUOTES = dict.fromkeys(map(ord, "“”„‟＂「」『』"), '"') | dict.fromkeys(map(ord, "‘’‚‛＇"), "'")


def folded(text: str) -> str:
    """A text without what Word and WPS correct by themselves: width, shape of quotes, blanks."""
    return "".join(text.translate(_QUOTES).translate(_WIDE).split())


@dataclass
class Recognition:
    """The issue that was sent, and how texts made from it are read."""

    base: Issue
    style: HouseStyle

    def __post_init__(self) -> None:
        self.split: frozenset[str] = frozenset()
        """The folded beginnings of texts cut off a measure without an ordinal that are measures of their own."""
        self.corrected: _Quiet = set()
        """What some program corrected by itself, found by :meth:`unmarked`."""
        self._learning = False

    def unmarked(self, view: Issue) -> Issue:
        """The view without any tracked change, as a state of the issue that was sent. Read it before all others."""
        self._learning = True
        try:
            return self.state(view)
        finally:
            self._learning = False

    def state(self, view: Issue) -> Issue:
        """A view as a state of the issue that was sent."""
        known = self._known(view)
        taken = set(self.base.ids)
        sections = []
        for section in view.sections:
            articles = tuple(
                self._article(article, known.get(id(article)), taken) for article in section.articles
            )
            sections.append(Section(section.name, articles))
        printed = {
            name: value
            for name in _PRINTED
            if (value := getattr(view, name)) is not None
            and (name, value) != ("issuer", self.style.issuer)  # the reader's where the page has none
        }
        return replace(
            self.base, **printed, sections=self._with_empty(tuple(sections)), spares=self._spares(sections)
        )

    # -- articles ---------------------------------------------------------------------------------------------

    def _known(self, view: Issue) -> dict[int, Article]:
        """The article of the base that each article of the view is, by identity: by its id, its title, its text."""
        left = {article.id: article for article in self.base.articles}
        waiting = list(view.articles)
        known: dict[int, Article] = {}
        bases = {key: _whole(article) for key, article in left.items()}
        for article in tuple(waiting):
            if article.id in left and likeness(bases[article.id], _whole(article)) >= _STILL:
                known[id(article)] = left.pop(article.id)
                waiting.remove(article)
        titles = {squeezed(article.title): key for key, article in left.items()}
        for article in tuple(waiting):
            key = titles.get(squeezed(article.title), "")
            if key in left and article.title:
                known[id(article)] = left.pop(key)
                waiting.remove(article)
        ranked = sorted(
            (
                (share, -number, key)
                for number, article in enumerate(waiting)
                for key in left
                if (share := likeness(bases[key], _whole(article))) >= _SAME
            ),
            reverse=True,
        )
        for _, number, key in ranked:
            article = waiting[-number]
            if key in left and id(article) not in known:
                known[id(article)] = left.pop(key)
        return known

    def _article(self, found: Article, base: Article | None, taken: set[str]) -> Article:
        if base is None:
            new = replace(found, id=derived_id(_whole(found), taken))
            taken.add(new.id)
            return new
        title = base.title if self._lost_a_blank(base.title, found.title) else found.title
        title = self._uncorrected(base.id, _TITLE, base.title, title)
        body, run_in = self._body(found, base)
        return replace(base, title=title, body=body, run_in=run_in)

    def _lost_a_blank(self, title: str, found: str) -> bool:
        """Whether a title is one that lost its blanks where it is printed on several lines."""
        lines = title_lines(title, width_em(self.style.elements.title, self.style))
        return re.fullmatch(r"\s*".join(map(re.escape, lines)), found.strip()) is not None

    def _body(self, found: Article, base: Article) -> tuple[Body, bool]:
        """The body, read as the one it was made from was built."""
        lines = self._lines(found.body, found.run_in)
        if lines == self._lines(base.body, base.run_in):
            return base.body, base.run_in
        readings = [(found.body, found.run_in)]
        written = [line for line in lines if line]
        live = parse(written, self.style.ordinals, live=True, run_in=base.run_in)
        readings.append((live.body, live.run_in))
        if (live.run_in or found.run_in) and not base.run_in:
            apart = parse(written, self.style.ordinals, live=True, apart=True).body
            if any(isinstance(block, Chain) and len(block.measures) > 1 for block in apart):
                readings = [(apart, False)]  # 一是 and 二是 were joined, and 三是 still stands on its own
        body, run_in = max(readings, key=lambda reading: _kept(base.body, reading[0]))
        body = self._unnumbered_told(base.body, body)
        if not any(isinstance(block, Chain) for block in body):
            run_in = base.run_in
        return self._rows_uncorrected(base, body), run_in

    def _lines(self, body: Body, run_in: bool) -> list[str]:
        return [line.text for line in render(body, run_in, self.style.ordinals)]

    def _unnumbered_told(self, base: Body, body: Body) -> Body:
        """The body with a new paragraph between measures as a measure, though nobody wrote its ordinal.

        One that was cut off a measure stays with it unless it is among ``split``: where no ordinal is printed, the
        measure goes on.
        """
        known = "\n".join(row.text for row in rows_of(base))
        blocks: list[Block] = []
        for block in body:
            if isinstance(block, Chain):
                measures: list[str] = []
                for text in block.measures:
                    first, *rest = text.split("\n")
                    measures.append(first)
                    for part in rest:
                        if part in known and folded(part) not in self.split:
                            measures[-1] += f"\n{part}"
                        else:
                            measures.append(part)
                block = Chain(tuple(measures))
            blocks.append(block)
        return tuple(blocks)

    # -- what programs correct by themselves --------------------------------------------------------------------

    def _rows_uncorrected(self, base: Article, body: Body) -> Body:
        old, new = rows_of(base.body), list(rows_of(body))
        for link in align(old, new):
            if len(link.old) == len(link.new) == 1:
                at, to = link.old[0], link.new[0]
                text = self._uncorrected(base.id, at, old[at].text, new[to].text)
                new[to] = Row(text, new[to].mark, new[to].block, new[to].item)
        return body_of(zip((row.text for row in new), _marks(old, new), strict=True))

    def _uncorrected(self, article: str, row: int, base: str, text: str) -> str:
        if base == text:
            return text
        tokens = tokenize(base)
        kept = []
        for hunk in text_hunks(tokens, tokenize(text)):
            key = article, row, hunk
            was, now = text_of(tokens[hunk.start : hunk.end]), text_of(hunk.new)
            is_cut = "\n" in f"{was}{now}"  # by Enter, which no program presses
            if self._learning and folded(was) == folded(now) and not is_cut:
                self.corrected.add(key)
            if key not in self.corrected:
                kept.append(hunk)
        return text_of(apply(tokens, kept))

    # -- the rest of the issue ----------------------------------------------------------------------------------

    def _with_empty(self, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        """The sections with those of the base that are not printed, each behind the one it stood behind."""
        result = list(sections)
        origins: list[int | None] = list(match_sections(self.base.sections, sections))
        for at, section in enumerate(self.base.sections):
            if section.articles or at in origins:
                continue
            before = next((origins.index(o) for o in range(at - 1, -1, -1) if o in origins), -1)
            result.insert(before + 1, section)
            origins.insert(before + 1, at)
        return tuple(result)

    def _spares(self, sections: Sequence[Section]) -> tuple[Article, ...]:
        taken = {article.id for section in sections for article in section.articles}
        return tuple(article for article in self.base.spares if article.id not in taken)


def printed_lines(issue: Issue, style: HouseStyle) -> Iterator[str]:
    """What a reader gets of an issue, a line each, without blanks and what programs correct; its masthead as data."""
    yield f"{issue.title} {issue.number} {issue.total} {issue.date}"
    for section in issue.sections:
        if section.articles:
            yield folded(section.name)
        for article in section.articles:
            yield folded(article.title)
            for line in render(article.body, article.run_in, style.ordinals):
                yield folded(line.text)


def _marks(old: Sequence[Row], new: Sequence[Row]) -> list[Mark]:
    """The marks of new rows, a chain going on where it did: what was put before its first measure is of it.

    Ordinals that nobody wrote anew would have it begin again.
    """
    stayed = {
        link.new[0]: old[link.old[0]]
        for link in align(old, new)
        if len(link.old) == len(link.new) == 1 and not link.moved
    }
    marks = [row.mark for row in new]
    for at, row in enumerate(new):
        if not row.mark.opens:
            continue
        was, before = stayed.get(at), stayed.get(at - 1)
        if was is not None and was.mark.kind == "measure":
            goes_on = (before is None and not was.mark.opens) or (
                before is not None and before.block == was.block
            )
        else:
            after = next((stayed[to] for to in range(at + 1, len(new)) if to in stayed), None)
            goes_on = before is not None and after is not None and before.block == after.block
        if goes_on:
            marks[at] = replace(row.mark, opens=False)
    return marks


def _whole(article: Article) -> str:
    return "\n".join((article.title, *(row.text for row in rows_of(article.body))))


def _kept(base: Body, body: Body) -> int:
    """How many characters of rows of a base are the same rows still."""
    before = {(row.text, row.mark.kind) for row in rows_of(base)}
    return sum(len(row.text) for row in rows_of(body) if (row.text, row.mark.kind) in before)
