"""Issue and house style → the block stream: every decision about what stands on paper, made once.

Page view, page numbers, DOCX and plain text are all made from this stream and never look at the issue's
articles again, so that they cannot disagree. Nothing here raises over what an article holds: a page view has
to show drafts too; exporters refuse what cannot be printed with :mod:`editor.exporters.printable`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.exporters.printable import printable_article, printable_issue
from editor.exporters.wording import article_line, filled, issue_fields
from editor.layout.block import Block, Run
from editor.layout.engine import broken_text, paginate
from editor.layout.pages import Pages
from editor.layout.setting import type_width_pt, width_em
from editor.layout.titles import break_row, title_lines
from editor.manuscript.lines import Line, render
from editor.model.body import Body, Chain, Heading
from editor.model.issue import Article, Issue, Section
from editor.model.style import Element, HouseStyle

CONTENTS = ("contents_section", "contents_entry")

HEADINGS = ("heading", "subheading", "heading3", "heading4")
"""The kinds of headings inside an article, by level."""

OUTLINE = {"masthead": 1, "section": 2, "column": 3, "title": 3} | dict(
    zip(HEADINGS, (4, 5, 6, 6), strict=True)
)
"""The level, from 1, of every kind of heading in a document that knows six."""

_ROUNDS = 4
_FIRST_SENTENCE = re.compile("[。！？][”’）》」』]*")


@dataclass(frozen=True)
class Paper:
    """The finished block stream and the pages it makes."""

    blocks: tuple[Block, ...]
    pages: Pages


def blocks(issue: Issue, style: HouseStyle, *, pages: Mapping[str, int] | None = None) -> tuple[Block, ...]:
    """Everything that is printed, in order, with the page numbers of the 目录.

    The numbers come from our own page engine; ``pages`` (anchor → number) replaces them by those that a word
    processor was seen to give.
    """
    return with_numbers(unnumbered(issue, style), style, pages)


def paper(issue: Issue, style: HouseStyle) -> Paper:
    """The block stream of :func:`blocks` and where on which page each block stands."""
    return settled(unnumbered(issue, style), style)


def with_numbers(
    stream: tuple[Block, ...], style: HouseStyle, pages: Mapping[str, int] | None
) -> tuple[Block, ...]:
    """A stream with the page numbers of its 目录: ``pages``, or those of our own engine for None."""
    if pages is None or not style.contents.page_numbers:
        return settled(stream, style).blocks
    return numbered(stream, pages)


def settled(stream: tuple[Block, ...], style: HouseStyle) -> Paper:
    """An unnumbered stream with its page numbers, and its pages.

    A page number may need a line of its own in the 目录 and so change the pages, hence the repetition; it
    settles at the second round, unless the 目录 is just about to run over to another page.
    """
    if not style.contents.page_numbers:
        return Paper(stream, paginate(stream, style))
    characters = sum(len(block.text) for block in stream)
    guess = max(10, characters // (style.page.lines * style.page.chars))  # as many digits as most will have
    numbers: Mapping[str, int] = {block.anchor: guess for block in stream if block.kind in CONTENTS}
    for _ in range(_ROUNDS):
        stream = numbered(stream, numbers)
        pages = paginate(stream, style)
        before, numbers = numbers, contents_pages(stream, pages)
        if numbers == before:
            break
    return Paper(numbered(stream, numbers), pages)


def contents_pages(stream: Sequence[Block], pages: Pages) -> dict[str, int]:
    """The page number of every row of the 目录, by anchor."""
    return {block.anchor: pages.page_of(block.anchor) for block in stream if block.kind in CONTENTS}


def numbered(stream: Sequence[Block], pages: Mapping[str, int]) -> tuple[Block, ...]:
    """The stream with page numbers (anchor → number) in the rows of the 目录; rows not named stay as they are."""
    return tuple(
        replace(block, right=str(pages[block.anchor]))
        if block.kind in CONTENTS and block.anchor in pages
        else block
        for block in stream
    )


def unnumbered(issue: Issue, style: HouseStyle) -> tuple[Block, ...]:
    """The stream before the page numbers of the 目录 are known; plain text needs no more."""
    issue = printable_issue(issue)
    printed = [(index, section) for index, section in enumerate(issue.sections) if section.articles]
    note = tuple(_editor_note(issue.editor_note or style.editor_note, style))
    first = style.contents.show and style.contents.editor_note == "before"
    body = [
        *(() if first else note),
        *(block for index, section in printed for block in _section(index, section, style)),
    ]
    return (
        *_issue_head(issue, style),
        *(note if first else ()),
        *contents_and_body(contents(printed, style), body, style),
        *_tail(issue, style),
    )


def contents_and_body(rows: Iterable[Block], body: Sequence[Block], style: HouseStyle) -> tuple[Block, ...]:
    """The 目录 and what follows it, on a new page where the style says so."""
    listed = tuple(rows)
    if listed and body and style.contents.page_break_after:
        body = (replace(body[0], page_break_before=True), *body[1:])
    return (*listed, *body)


def _issue_head(issue: Issue, style: HouseStyle) -> Iterator[Block]:
    masthead, fields = style.masthead, issue_fields(issue, style)
    left, right = filled(masthead.above_left, fields), filled(masthead.above_right, fields)
    if left or right:
        yield Block("topline", style.elements.topline, _runs(left), right=right)
    # A supplement is numbered apart and does not count in the total.
    with_total = issue.total is not None and not issue.id.supplement
    number = filled(masthead.number_with_total if with_total else masthead.number, fields)
    left, right = filled(masthead.left, fields), filled(masthead.right, fields)
    yield from head(fields["title"], number, left, right, style)


def head(title: str, number: str, left: str, right: str, style: HouseStyle) -> Iterator[Block]:
    """The masthead; rows without a text are left out."""
    elements = style.elements
    yield Block("masthead", _fitted(elements.masthead, title, style), _runs(title))
    if number:
        yield Block("number", elements.number, _runs(number))
    if left or right:
        yield Block("imprint", elements.imprint, _runs(left), right=right)


def _fitted(element: Element, text: str, style: HouseStyle) -> Element:
    """The element in the largest size, in half points, at which a line of Han fits the share of the width."""
    width = type_width_pt(style.page) * style.masthead.fit
    size = min(element.size_pt, int(2 * width / max(len(text), 1)) / 2)
    return element if size == element.size_pt else replace(element, size_pt=max(size, 1.0))


def contents(printed: Sequence[tuple[int, Section]], style: HouseStyle) -> Iterator[Block]:
    """The 目录 of sections, each with its index, without page numbers."""
    elements = style.elements
    if not style.contents.show:
        return
    if printed and style.contents.heading:
        yield Block("contents_heading", elements.contents_heading, _runs(style.contents.heading))
    for index, section in printed:
        if style.contents.sections and _is_named(section, style):
            yield _contents_row("contents_section", section.name, section_anchor(index), style)
        for article in section.articles:
            yield _contents_row("contents_entry", article.title, article.id, style)


def _contents_row(kind: str, text: str, anchor: str, style: HouseStyle) -> Block:
    """A row of the 目录, turned so that it leaves room for its page number, and no character or two alone."""
    element: Element = getattr(style.elements, kind)
    width = width_em(element, style)
    first, numbered = width - element.first_line_chars, style.contents.page_numbers
    lines = break_row(text, element.font, first, width, numbered=numbered)
    return Block(kind, element, _runs(text), anchor, lines=lines)


def section_anchor(index: int) -> str:
    """The anchor of the section at an index of the issue."""
    return f"section-{index}"


def _is_named(section: Section, style: HouseStyle) -> bool:
    """Whether a section has a heading: where the house has no sections, one without a name is none."""
    return bool(style.sections or section.name.strip())


def _editor_note(note: str, style: HouseStyle, article: str = "") -> Iterator[Block]:
    for line in note.splitlines():
        if text := line.strip():
            yield Block("editor_note", style.elements.editor_note, _runs(text), article=article)


def _section(index: int, section: Section, style: HouseStyle) -> Iterator[Block]:
    if _is_named(section, style):
        yield Block("section", style.elements.section, _runs(section.name), section_anchor(index))
    for article in section.articles:
        yield from _article(article, style)


def article_blocks(article: Article, style: HouseStyle) -> Iterator[Block]:
    """One article: its title, its own 编者按, its body, and the lines about it that the style prints."""
    return _article(printable_article(article), style)


def _article(article: Article, style: HouseStyle) -> Iterator[Block]:
    element = style.elements.title
    lines: tuple[str, ...] = ()
    if element.align == "center":  # elsewhere there is nothing to balance and the page breaks them
        lines = title_lines(article.title, width_em(element, style))
    yield Block("title", element, _runs(article.title), article.id, lines=lines, article=article.id)
    under_title = style.articles.byline_place == "title"
    byline = tuple(_line("byline", article_line(style.articles.byline, article), article, style))
    yield from byline if under_title else ()
    yield from _editor_note(article.editor_note, style, article.id)
    for line in render(article.body, article.run_in, style.ordinals):
        if line.text.strip():
            yield _paragraph(article, line, style)
    yield from _attachments(article, style)
    yield from () if under_title else byline
    yield from _line("source", article_line(style.articles.source, article), article, style)


def _line(kind: str, text: str, article: Article, style: HouseStyle) -> Iterator[Block]:
    if text:
        yield Block(kind, getattr(style.elements, kind), _runs(text), article=article.id)


def _attachments(article: Article, style: HouseStyle) -> Iterator[Block]:
    """附件：the title of one, or 附件：1. … with the others numbered under it (GB/T 9704-2012, 7.3.4)."""
    label = style.articles.attachments
    titles = [text for title in article.attachments if (text := title.strip())]
    for place, title in enumerate(titles if label else (), 1):
        before = label if place == 1 else "　" * len(label)
        number = f"{place}. " if len(titles) > 1 else ""
        yield from _line("attachment", f"{before}{number}{title}", article, style)


def _paragraph(article: Article, line: Line, style: HouseStyle) -> Block:
    first = line.spans[0]
    place = (first.block, -1 if first.measure is None or len(line.spans) > 1 else first.measure)
    kind = _kind(article.body, first.block, article.run_in)
    element: Element = getattr(style.elements, kind)
    runs = _runs(line.text)
    if kind == "measure" and first.ordinal:
        runs = _with_lead(line.text, first.ordinal, element)
    return Block(kind, element, runs, article=article.id, body=place)


def _kind(body: Body, block: int, run_in: bool) -> str:
    there = body[block]
    if isinstance(there, Chain):
        return "body" if run_in else "measure"
    if isinstance(there, Heading):
        return HEADINGS[there.level - 1]
    return "body"


def _with_lead(text: str, ordinal: int, element: Element) -> tuple[Run, ...]:
    """A measure with its ordinal and first sentence set off.

    The first sentence says what the rest is about; where nothing follows it there is nothing to set it off
    from, and only the ordinal is.
    """
    if element.lead is None and not element.lead_bold:
        return _runs(text)
    found = _FIRST_SENTENCE.search(text, ordinal)
    end = found.end() if found and text[found.end() :].strip() else ordinal
    lead = Run(text[:end], element.lead, True if element.lead_bold else None)
    return lead, Run(text[end:])


def _tail(issue: Issue, style: HouseStyle) -> Iterator[Block]:
    tail, fields = style.tail, issue_fields(issue, style)
    for label, pattern in (("报：", tail.report), ("送：", tail.send), ("发：", tail.copy_to)):
        if names := filled(pattern, fields):
            yield _tail_row(label + names, "", style)
    people = "　　".join(
        label + name
        for label, name in (("责任编辑：", fields["editor"]), ("签发：", fields["approver"]))
        if name
    )
    if people or fields["copies"]:
        copies = f"（共印{fields['copies']}份）" if fields["copies"] else ""
        yield _tail_row(people, copies, style)
    if issued_by := filled(tail.issued_by, fields):
        yield _tail_row(issued_by, filled(tail.issued_on, fields), style)


def _tail_row(text: str, right: str, style: HouseStyle) -> Block:
    """A row of the 报尾. The lines of a long list are fixed here, as in the document they have no right indent."""
    element = style.elements.tail
    lines = () if right else broken_text(_runs(text), element, style)
    return Block("tail", element, _runs(text), right=right, lines=lines if len(lines) > 1 else ())


def _runs(text: str) -> tuple[Run, ...]:
    return (Run(text),) if text else ()
