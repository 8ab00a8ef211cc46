"""The body of the document: the block stream as paragraphs, in one pass.

Paragraphs refer to their style and hold no formatting of their own, but for what belongs to one paragraph alone
(the narrowed lines of a title, the page break before the body) and the frame of the 报尾.

The 目录 is a TOC field whose cached result is complete: right at first opening, without F9. Each row is a hyperlink to
the bookmark of its heading, with a dotted leader and a PAGEREF whose page number is already there. There is neither
updateFields nor dirty: Word would ask the reader a question, WPS ignores them. The field ends in a paragraph of its own,
as Word writes it, too low to be seen: where it ends in a row, Word leaves an empty row behind when it rebuilds the 目录
(F9), and takes the end of the section with it.

A row turns where we turn it without a break in its text: the last character of a row is set so wide apart that the next
one finds no room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from editor.exporters.blocks import CONTENTS
from editor.exporters.docx.markup import (
    EAST_ASIAN,
    TAB,
    field_end,
    field_start,
    field_xml,
    part_xml,
    run,
    text_run,
)
from editor.exporters.docx.styles import chars, text_width
from editor.layout.block import Block, Run
from editor.layout.breaking import may_break
from editor.layout.metrics import official, spread
from editor.layout.pages import body_start
from editor.model.style import Contents, FontRole, HouseStyle
from editor.model.word import CONTENTS_END, LEAD, STYLES, TAIL_ANCHOR, TITLE_BREAK, StyleName, bookmark

_UNSEEN_ON_SCREEN = f"{EAST_ASIAN}<w:webHidden/>"  # leader and number, which mean nothing in a web view (\z)
_LEAD_RUN = f'<w:rStyle w:val="{LEAD.id}"/>{EAST_ASIAN}'
_LINE_BREAK = run("<w:br/>", f'<w:rStyle w:val="{TITLE_BREAK.id}"/>{EAST_ASIAN}')

# A frame stands on the page where the paragraph after it begins; without one LibreOffice takes the paragraph before,
# which may have begun pages earlier.
_TAIL_ANCHOR = f'<w:p><w:pPr><w:pStyle w:val="{TAIL_ANCHOR.id}"/></w:pPr></w:p>'

_SPARE = 0.1  # em left on either side of the width chosen


def whole_body(paragraphs: Iterable[str], stream: Sequence[Block], table: str = "") -> str:
    """``w:body`` of paragraphs that stand for a stream, one below the 报尾, then the markup of a ``table``."""
    tail = _TAIL_ANCHOR if stream and stream[-1].kind == "tail" else ""
    return part_xml("body", "".join(paragraphs) + tail + table)


def front_end(stream: Sequence[Block], style: HouseStyle) -> int:
    """The number of the paragraph that ends the sheets before page 1; -1 if there are none."""
    first = body_start([block.kind for block in stream]) or 0
    if style.page.first_page != "body" or not first:
        return -1
    return first - 1 + any(block.kind in CONTENTS for block in stream[:first])


def paragraphs_xml(stream: Sequence[Block], style: HouseStyle) -> Iterator[str]:
    """A paragraph for each block, and one for the end of the 目录."""
    rows = [index for index, block in enumerate(stream) if block.kind in CONTENTS]
    first = body_start([block.kind for block in stream]) or 0
    new_section = front_end(stream, style) >= 0  # which is on a new page anyway
    for index, block in enumerate(stream):
        breaks = block.page_break_before and not (new_section and index == first)
        if rows and index == rows[-1] + 1:  # the end of the 目录 goes to the new page before it
            yield _contents_end(breaks_page=breaks)
            breaks = False
        indents = _title_indents(block, style)
        content = _content(block, style, indents)
        if block.kind in ("section", "title"):
            content = bookmarked(content, block.anchor, index)
        elif [index] == rows[:1]:
            content = _contents_begin([stream[row] for row in rows], style.contents) + content
        properties = _properties(block, style, indents or "", breaks_page=breaks)
        yield f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"
    if rows and rows[-1] == len(stream) - 1:
        yield _contents_end(breaks_page=False)


def paragraph_properties(block: Block, style: HouseStyle) -> str:
    """The children of ``w:pPr`` of a block that begins no page and whose title is broken by the page."""
    return _properties(block, style, _title_indents(block, style) or "", breaks_page=False)


def is_set_off(part: Run) -> bool:
    """Whether a run differs from its paragraph: the first sentence of a measure does."""
    return part.font is not None or part.bold is not None


def lead_properties(*, set_off: bool) -> str:
    """The children of ``w:rPr`` of a run."""
    return _LEAD_RUN if set_off else EAST_ASIAN


def bookmarked(content: str, anchor: str, number: int) -> str:
    """The content of a heading with its bookmark around it; ``number`` is that of no other one."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(anchor)}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def _content(block: Block, style: HouseStyle, indents: str | None) -> str:
    if block.kind in CONTENTS:
        return _contents_row(block, style)
    if block.kind == "tail":
        return begin(block) + _text(block, style) + _right(block)
    if indents is None:
        return _LINE_BREAK.join(map(text_run, block.lines))
    runs = (text_run(part.text, lead_properties(set_off=is_set_off(part))) for part in block.runs)
    return "".join(runs) + _right(block)


def _properties(block: Block, style: HouseStyle, indents: str, *, breaks_page: bool) -> str:
    frame = _frame(style) if block.kind == "tail" else ""
    return _styled(STYLES[block.kind], breaks_page=breaks_page) + frame + indents


def _styled(name: StyleName, *, breaks_page: bool) -> str:
    return f'<w:pStyle w:val="{name.id}"/>' + ("<w:pageBreakBefore/>" if breaks_page else "")


def _contents_begin(rows: Sequence[Block], contents: Contents) -> str:
    """What stands before the first row of the 目录: the begin of its field."""
    levels = "1-2" if any(row.kind == "contents_section" for row in rows) else "2-2"
    unnumbered = "" if contents.page_numbers else "\\n "
    return field_start(f'TOC \\o "{levels}" {unnumbered}\\h \\z \\u')


def _contents_end(*, breaks_page: bool) -> str:
    return f"<w:p><w:pPr>{_styled(CONTENTS_END, breaks_page=breaks_page)}</w:pPr>{field_end()}</w:p>"


def _contents_row(block: Block, style: HouseStyle) -> str:
    anchor = bookmark(block.anchor)
    number = ""
    if block.right:
        number = run(TAB, _UNSEEN_ON_SCREEN)
        number += field_xml(f"PAGEREF {anchor} \\h", block.right, _UNSEEN_ON_SCREEN)
    text = _text(block, style)
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{text}{number}</w:hyperlink>'


def begin(block: Block) -> str:
    """What stands before the text of a block: a row of the 报尾 begins with a tab.

    Its rules are as wide as its paragraph, from the first line's start to the right indent; so that these are the edges of
    the type area, the text gets to its place by a tab.
    """
    element = block.element
    return run(TAB) if block.kind == "tail" and element.left_chars + element.first_line_chars > 0 else ""


def _text(block: Block, style: HouseStyle) -> str:
    return "".join(_turned(block, style)) if len(block.lines) > 1 else text_run(block.text)


def _turned(block: Block, style: HouseStyle) -> Iterator[str]:
    """The runs of a text whose lines end where ours do: in the 目录, and in the 报尾, which has no right indent."""
    element = block.element
    em = chars(1, element, style)
    width = (
        text_width(style.page) / em
        - element.left_chars
        - (0.0 if block.kind == "tail" else element.right_chars)
    )
    room = width - element.first_line_chars
    for line, following in pairwise(block.lines):
        turn = _turn(line, following, element.font, room)
        if turn is None:
            yield text_run(line) + _LINE_BREAK
        else:
            end = len(line.rstrip(" "))
            yield text_run(line[: end - 1])
            yield text_run(line[end - 1 :], f'{EAST_ASIAN}<w:spacing w:val="{round(turn * em)}"/>')
        room = width
    yield text_run(block.lines[-1])


def _turn(line: str, following: str, font: FontRole, room: float) -> float | None:
    """The width in em that fills a row to where the next word finds no room; None if fonts differ by more than that."""
    filled = spread(line.rstrip(" "), font)
    word = next((end for end in range(1, len(following)) if may_break(following, end)), len(following))
    turn = room - filled.most - _SPARE
    return turn if filled.least + turn + spread(following[:word], font).least > room + _SPARE else None


def _frame(style: HouseStyle) -> str:
    """The 报尾 stands at the foot of the type area. LibreOffice does not take a frame from a style."""
    return (
        f'<w:framePr w:w="{text_width(style.page)}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin"'
        ' w:xAlign="left" w:yAlign="bottom"/>'
    )


def _title_indents(block: Block, style: HouseStyle) -> str | None:
    """``w:ind`` that makes the lines of a title, empty if it has but one; None if it takes line breaks."""
    if block.kind != "title" or len(block.lines) < 2:
        return ""
    element = block.element
    em = chars(1, element, style)
    own_left, own_right = (chars(each, element, style) for each in (element.left_chars, element.right_chars))
    indents = narrowing(block.lines, (text_width(style.page) - own_left - own_right) / em)
    if indents is None:
        return None
    left, right, first = (round(indent * em) for indent in indents)
    first_line = f' w:firstLine="{first}"' if first or element.first_line_chars else ""
    if element.first_line_chars:  # which would shift the first line out of the middle
        first_line += ' w:firstLineChars="0"'
    return f'<w:ind w:left="{own_left + left}" w:right="{own_right + right}"{first_line}/>'


def _right(block: Block) -> str:
    return run(TAB) + text_run(block.right) if block.right else ""


# -- the lines of a title -----------------------------------------------------------------------------------------

# They are kept as we chose them without a break character in the text wherever that can be. A title is a heading, and its
# text must stay whole: Word puts a blank into the 目录 for a line break in a heading when it is rebuilt (F9), readers such
# as pandoc pass the break on, and a search for the title fails. So the paragraph is narrowed: both indents grow until a
# word processor, filling lines greedily, must break exactly where we do. That works when no line is shorter than a later
# one by much more than a character. For the rest there is a line break, one point high so that the blank in a rebuilt
# 目录 cannot be seen.

# Em by which the first line may be indented: both parts then stand a tenth of an em off the middle.
_UNSEEN = 0.4


class Narrowing(NamedTuple):
    """The indents of a title in em: ``first`` is that of the first line, beyond ``left``."""

    left: float
    right: float
    first: float = 0.0


def narrowing(lines: Sequence[str], widest: float) -> Narrowing | None:
    """The indents at which a title breaks into these lines of itself; None if there are none.

    ``widest`` is the width of the type area in em.
    """
    if not all(may_break(before + after, len(before), official()) for before, after in pairwise(lines)):
        return None
    low = max(spread(line).most for line in lines) + _SPARE
    # A line ends where it should as long as the first character of the next finds no room.
    highs = [spread(before + after[0]).least - _SPARE for before, after in pairwise(lines)]
    first, rest = highs[0], min(highs[1:], default=widest)
    if low > min(rest, widest):
        return None
    if low <= first:
        inset = max(widest - (low + min(first, rest)) / 2, 0.0) / 2
        return Narrowing(inset, inset)
    # The first line is a little too short for the width that a later one needs: it gets less of it.
    less, inset = low - first, (widest - low) / 2
    if less > _UNSEEN or inset < less / 4 or spread(lines[0]).most + _SPARE > first:
        return None
    return Narrowing(inset - less / 4, inset + less / 4, less)
