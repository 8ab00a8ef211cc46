"""document.xml: the block stream as paragraphs, in one pass.

Paragraphs refer to their style and hold no formatting of their own, but for what belongs to one paragraph alone
(the narrowed lines of a title, the page break before the body) and the frame of the 报尾.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from editor.exporters.blocks import CONTENTS
from editor.exporters.docx.contents import contents_begin, contents_end, contents_row
from editor.exporters.docx.geometry import Geometry, chars, geometry
from editor.exporters.docx.markup import EAST_ASIAN, TAB, part_xml, run, text_run
from editor.exporters.docx.names import LEAD, STYLES, TAIL_ANCHOR, TITLE_BREAK, bookmark
from editor.exporters.docx.title_lines import narrowing
from editor.layout.block import Block, Run
from editor.layout.pages import FRONT
from editor.model.style import HouseStyle

EVEN_FOOTER, ODD_FOOTER = "rIdFooterEven", "rIdFooterOdd"

_LEAD_RUN = f'<w:rStyle w:val="{LEAD.id}"/>{EAST_ASIAN}'
_LINE_BREAK = run("<w:br/>", f'<w:rStyle w:val="{TITLE_BREAK.id}"/>{EAST_ASIAN}')

# A frame stands on the page where the paragraph after it begins; without one LibreOffice takes the paragraph before,
# which may have begun pages earlier.
_TAIL_ANCHOR = f'<w:p><w:pPr><w:pStyle w:val="{TAIL_ANCHOR.id}"/></w:pPr></w:p>'


def document_xml(stream: Sequence[Block], style: HouseStyle) -> str:
    """The main part of the document."""
    return part_xml("document", f"<w:body>{''.join(_body(stream, style))}</w:body>")


def _body(stream: Sequence[Block], style: HouseStyle) -> Iterator[str]:
    page = geometry(style.page)
    rows = [index for index, block in enumerate(stream) if block.kind in CONTENTS]
    front_end = _front_end(stream) if style.page.first_page == "body" else -1
    for index, block in enumerate(stream):
        before, after = _bookmark(index, block)
        yield _paragraph(
            block,
            page,
            style,
            begins_section=index == front_end + 1,
            section=_section(style, page, front=True) if index == front_end else "",
            before=contents_begin(style.contents) if [index] == rows[:1] else before,
            after=contents_end() if [index] == rows[-1:] else after,
        )
    if stream and stream[-1].kind == "tail":
        yield _TAIL_ANCHOR
    yield _section(style, page, front=False)


def _front_end(stream: Sequence[Block]) -> int:
    """The index of the last block before the body; -1 if one of the two is missing."""
    return next((index for index, block in enumerate(stream) if block.kind not in FRONT), 0) - 1


def _bookmark(number: int, block: Block) -> tuple[str, str]:
    """Start and end of the bookmark of a heading."""
    if block.kind not in ("section", "title"):
        return "", ""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark(block.anchor)}"/>'
    return start, f'<w:bookmarkEnd w:id="{number}"/>'


def _paragraph(
    block: Block,
    page: Geometry,
    style: HouseStyle,
    *,
    begins_section: bool,
    section: str,
    before: str,
    after: str,
) -> str:
    """``w:p``. ``section`` is the ``w:sectPr`` of the section that it ends; one that begins a section is on a new page."""
    indents = _title_indents(block, page, style)
    properties = (
        f'<w:pStyle w:val="{STYLES[block.kind].id}"/>',
        "<w:pageBreakBefore/>" if block.page_break_before and not begins_section else "",
        _frame(page) if block.kind == "tail" else "",
        indents or "",
        section,
    )
    content = _content(block, broken=indents is None)
    return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{before}{content}{after}</w:p>"


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
        return contents_row(block)
    if broken:
        return _LINE_BREAK.join(map(text_run, block.lines))
    runs = "".join(map(_run, block.runs))
    return f"{runs}{run(TAB)}{text_run(block.right)}" if block.right else runs


def _run(part: Run) -> str:
    """A run; the one that differs from its paragraph is the first sentence of a measure."""
    set_off = part.font is not None or part.bold is not None
    return text_run(part.text, _LEAD_RUN if set_off else EAST_ASIAN)


def _section(style: HouseStyle, page: Geometry, *, front: bool) -> str:
    """``w:sectPr``. ``front``: the sheets before page 1, which carry no number."""
    footers, numbering = "", ""
    if style.page.number and not front:
        if style.page.number_align == "outside":
            footers = f'<w:footerReference w:type="even" r:id="{EVEN_FOOTER}"/>'
        footers += f'<w:footerReference w:type="default" r:id="{ODD_FOOTER}"/>'
    if style.page.first_page == "body" and not front:
        numbering = '<w:pgNumType w:start="1"/>'
    return (
        f'<w:sectPr>{footers}<w:pgSz w:w="{page.width}" w:h="{page.height}"/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>{numbering}'
        f'<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="{page.line}"/></w:sectPr>'
    )
