"""The body of the document: the block stream as paragraphs, in one pass.

Paragraphs refer to their style and hold no formatting of their own, but for what belongs to one paragraph alone
(the narrowed lines of a title, the page break before the body) and the frame of the 报尾.

The 目录 is a TOC field whose cached result is complete: right at first opening, without F9. Each row is a hyperlink to
the bookmark of its heading, with a dotted leader and a PAGEREF whose page number is already there. There is neither
updateFields nor dirty: Word would ask the reader a question, WPS ignores them. The end of the field stands in the last
row, so that the 目录 leaves no empty paragraph behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from editor.exporters.blocks import CONTENTS
from editor.exporters.docx.geometry import Geometry, chars, geometry
from editor.exporters.docx.markup import (
    EAST_ASIAN,
    TAB,
    field,
    field_end,
    field_start,
    part_xml,
    run,
    text_run,
)
from editor.exporters.docx.title_lines import narrowing
from editor.layout.block import Block, Run
from editor.layout.pages import body_start
from editor.model.style import Contents, HouseStyle
from editor.model.word import LEAD, STYLES, TAIL_ANCHOR, TITLE_BREAK, bookmark

_UNSEEN_ON_SCREEN = f"{EAST_ASIAN}<w:webHidden/>"  # leader and number, which mean nothing in a web view (\z)
_LEAD_RUN = f'<w:rStyle w:val="{LEAD.id}"/>{EAST_ASIAN}'
_LINE_BREAK = run("<w:br/>", f'<w:rStyle w:val="{TITLE_BREAK.id}"/>{EAST_ASIAN}')

# A frame stands on the page where the paragraph after it begins; without one LibreOffice takes the paragraph before,
# which may have begun pages earlier.
_TAIL_ANCHOR = f'<w:p><w:pPr><w:pStyle w:val="{TAIL_ANCHOR.id}"/></w:pPr></w:p>'


def body_xml(stream: Sequence[Block], style: HouseStyle, table: str = "") -> str:
    """``w:body`` with a paragraph for each block, for the 报尾 one more, and the markup of a ``table`` at the end."""
    return part_xml("body", "".join(_paragraphs(stream, style)) + table)


def front_end(stream: Sequence[Block], style: HouseStyle) -> int:
    """The index of the block that ends the sheets before page 1; -1 if there are none."""
    if style.page.first_page != "body":
        return -1
    return (body_start([block.kind for block in stream]) or 0) - 1


def _paragraphs(stream: Sequence[Block], style: HouseStyle) -> Iterator[str]:
    page = geometry(style.page)
    rows = [index for index, block in enumerate(stream) if block.kind in CONTENTS]
    section_begins = front_end(stream, style) + 1
    for index, block in enumerate(stream):
        before, after = _bookmark(index, block)
        yield _paragraph(
            block,
            page,
            style,
            breaks_page=block.page_break_before and index != section_begins,
            before=_contents_begin(style.contents) if [index] == rows[:1] else before,
            after=field_end() if [index] == rows[-1:] else after,
        )
    if stream and stream[-1].kind == "tail":
        yield _TAIL_ANCHOR


def _bookmark(number: int, block: Block) -> tuple[str, str]:
    """Start and end of the bookmark of a heading."""
    if block.kind not in ("section", "title"):
        return "", ""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(block.anchor)}"/>'
    return start, f'<w:bookmarkEnd w:id="{number}"/>'


def _paragraph(
    block: Block, page: Geometry, style: HouseStyle, *, breaks_page: bool, before: str, after: str
) -> str:
    indents = _title_indents(block, page, style)
    properties = (
        f'<w:pStyle w:val="{STYLES[block.kind].id}"/>',
        "<w:pageBreakBefore/>" if breaks_page else "",
        _frame(page) if block.kind == "tail" else "",
        indents or "",
    )
    content = _content(block, broken=indents is None)
    return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{before}{content}{after}</w:p>"


def _contents_begin(contents: Contents) -> str:
    """What stands before the first row of the 目录: the begin of its field."""
    levels = "1-2" if contents.sections else "2-2"
    unnumbered = "" if contents.page_numbers else "\\n "
    return field_start(f'TOC \\o "{levels}" {unnumbered}\\h \\z \\u')


def _contents_row(block: Block) -> str:
    anchor = bookmark(block.anchor)
    number = ""
    if block.right:
        number = run(TAB, _UNSEEN_ON_SCREEN) + field(f"PAGEREF {anchor} \\h", block.right, _UNSEEN_ON_SCREEN)
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{text_run(block.text)}{number}</w:hyperlink>'


def _frame(page: Geometry) -> str:
    """The 报尾 stands at the foot of the type area. LibreOffice does not take a frame from a style."""
    return (
        f'<w:framePr w:w="{page.text_width}" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin"'
        ' w:xAlign="left" w:yAlign="bottom"/>'
    )


def _title_indents(block: Block, page: Geometry, style: HouseStyle) -> str | None:
    """``w:ind`` that makes the lines of a title, empty if it has but one; None if it takes line breaks."""
    if len(block.lines) < 2:
        return ""
    element = block.element
    em = chars(1, element, style)
    own_left, own_right = (
        chars(count, element, style) for count in (element.left_chars, element.right_chars)
    )
    indents = narrowing(block.lines, (page.text_width - own_left - own_right) / em)
    if indents is None:
        return None
    left, right, first = (round(indent * em) for indent in indents)
    first_line = f' w:firstLine="{first}"' if first else ""
    return f'<w:ind w:left="{own_left + left}" w:right="{own_right + right}"{first_line}/>'


def _content(block: Block, *, broken: bool) -> str:
    if block.kind in CONTENTS:
        return _contents_row(block)
    if broken:
        return _LINE_BREAK.join(map(text_run, block.lines))
    runs = "".join(map(_run, block.runs))
    return f"{runs}{run(TAB)}{text_run(block.right)}" if block.right else runs


def _run(part: Run) -> str:
    """A run; the one that differs from its paragraph is the first sentence of a measure."""
    set_off = part.font is not None or part.bold is not None
    return text_run(part.text, _LEAD_RUN if set_off else EAST_ASIAN)
