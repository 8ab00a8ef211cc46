"""The house style in a document: its page in twips, and its elements put onto the styles of the template, one each.

Paragraphs then need no formatting of their own. What python-docx can say is said through it, the rest in
:mod:`editor.exporters.docx.markup`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle

from editor.exporters.blocks import CONTENTS
from editor.exporters.docx.markup import MM_TWIPS, dress_run, put_borders, set_attributes, set_fonts, twips
from editor.layout.block import Block
from editor.layout.setting import letter_spacing_pt
from editor.model.style import Element, FontRole, HouseStyle, Page
from editor.model.word import EVEN_NUMBER, LEAD, ODD_NUMBER, STYLES

_HEADER = 851  # twips from the paper's edge; nothing stands there
# How far the dash of — 1 — stands above the middle of its line, in em of the number (measured, LibreOffice).
_DASH_RISE = 0.093

# Rules of the 报尾: 0.35 mm first and last, 0.25 mm between, as under 公文 (GB/T 9704-2012, 7.4.1).
_TAIL_RULE, _TAIL_RULE_BETWEEN = 8, 6  # eighths of a point


def text_width(page: Page) -> int:
    """The width of the type area (版心) in twips: 8844 on A4 with the margins of GB/T 9704."""
    return _twips(page.type_area_mm[0])


def set_page(section: Section, page: Page) -> None:
    """Give a section the paper and margins of a style, in twips rounded so that the parts add up to the paper."""
    width, top, right, bottom = map(_twips, (page.width_mm, page.top_mm, page.right_mm, page.bottom_mm))
    footer = bottom - _twips(page.number_gap_mm) - round(twips(page.number_pt) * (0.5 + _DASH_RISE))
    section.page_width, section.page_height = Twips(width), Twips(_twips(page.height_mm))
    section.top_margin, section.right_margin = Twips(top), Twips(right)
    section.bottom_margin, section.left_margin = Twips(bottom), Twips(width - right - text_width(page))
    section.header_distance, section.footer_distance = Twips(min(_HEADER, top)), Twips(max(footer, 0))
    section.gutter = Twips(0)


def chars(count: float, element: Element, style: HouseStyle) -> int:
    """So many characters of an element, in twips."""
    return twips(count * (element.size_pt + letter_spacing_pt(element, style)))


def _twips(millimetres: float) -> int:
    return round(millimetres * MM_TWIPS)


def dress_styles(document: Document, stream: Sequence[Block], style: HouseStyle) -> None:
    """Set the template's styles as the house style has them.

    A block whose element differs from the style's (a shrunk 刊名) decides its paragraph style.
    """
    _dress_defaults(document, style)
    # Asked for one by one, each is a search of its own.
    named = {each.element.name_val: each for each in document.styles}
    elements = {field.name: getattr(style.elements, field.name) for field in fields(style.elements)}
    elements.update((block.kind, block.element) for block in stream)
    for kind, element in elements.items():
        if kind in STYLES:
            _dress_paragraphs(named[STYLES[kind].name], kind, element, style)
    _dress_lead(document.styles[LEAD.name], style)
    _dress_numbers(document, style)


def _dress_defaults(document: Document, style: HouseStyle) -> None:
    """The body's font for everything, on the page's pitch."""
    body = style.elements.body
    normal = document.styles["Normal"]
    normal.font.size = Pt(body.size_pt)
    normal.paragraph_format.line_spacing = Twips(twips(style.page.line_pt))
    properties = normal.element.get_or_add_rPr()
    dress_run(properties, _font(body.font, style), body.size_pt, twips(style.page.char_spacing_pt))


def _dress_paragraphs(dressed: ParagraphStyle, kind: str, element: Element, style: HouseStyle) -> None:
    layout = dressed.paragraph_format
    layout.keep_with_next = layout.keep_together = True if element.keep_next else None
    line_pt = style.page.line_pt if element.line_pt is None else element.line_pt
    layout.line_spacing = Twips(twips(style.page.number_pt if kind == "page_number" else line_pt))
    layout.space_before, layout.space_after = Twips(twips(element.before_pt)), Twips(twips(element.after_pt))
    layout.alignment = getattr(WD_ALIGN_PARAGRAPH, element.align.upper())
    _indent(dressed, kind, element, style)
    if kind in ("topline", "imprint", "contents_section", "contents_entry", "tail"):
        _tab(dressed, kind, element, style)
    if rules := tuple(_rules(kind, style)):
        put_borders(dressed.element.get_or_add_pPr(), rules)
    dressed.font.size = Pt(element.size_pt)
    if element.bold:
        dressed.font.bold = dressed.font.cs_bold = True
    if element.color != "000000":
        dressed.font.color.rgb = RGBColor.from_string(element.color)
    spacing = twips(letter_spacing_pt(element, style))
    dress_run(dressed.element.get_or_add_rPr(), _font(element.font, style), element.size_pt, spacing)


def _indent(dressed: ParagraphStyle, kind: str, element: Element, style: HouseStyle) -> None:
    """Indents; the first line also in characters, which Word prefers and LibreOffice does not know.

    The first line of the 报尾 begins at the edge, where its rules do, and gets to its place by a tab.
    """
    layout = dressed.paragraph_format
    if kind == "tail":
        layout.left_indent = Twips(chars(element.left_chars, element, style))
        layout.first_line_indent = Twips(-chars(element.left_chars, element, style))
        return
    if element.left_chars:
        layout.left_indent = Twips(chars(element.left_chars, element, style))
    if element.right_chars:
        layout.right_indent = Twips(chars(element.right_chars, element, style))
    first = element.first_line_chars
    if first:
        layout.first_line_indent = Twips(chars(first, element, style))
    if first > 0:
        indent = dressed.element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        set_attributes(indent, {"firstLineChars": round(first * 100)})


def _tab(dressed: ParagraphStyle, kind: str, element: Element, style: HouseStyle) -> None:
    """The tab of the rows with a right end, at their right indent: LibreOffice cuts off what stands outside it."""
    start = element.left_chars + element.first_line_chars
    if kind == "tail" and start > 0:
        dressed.paragraph_format.tab_stops.add_tab_stop(Twips(chars(start, element, style)))
    position = text_width(style.page) - chars(element.right_chars, element, style)
    dotted = kind in CONTENTS and style.contents.leader == "dot"
    leader = WD_TAB_LEADER.DOTS if dotted else WD_TAB_LEADER.SPACES
    dressed.paragraph_format.tab_stops.add_tab_stop(Twips(position), WD_TAB_ALIGNMENT.RIGHT, leader)


def _rules(kind: str, style: HouseStyle) -> Iterator[tuple[str, Mapping[str, object]]]:
    masthead = style.masthead
    if kind == "imprint" and masthead.rule_pt:
        rule = _rule(round(masthead.rule_pt * 8), round(masthead.rule_space_pt), masthead.rule_color)
        yield "bottom", rule
    elif kind == "tail":
        yield "top", _rule(_TAIL_RULE)
        yield "bottom", _rule(_TAIL_RULE)
        yield "between", _rule(_TAIL_RULE_BETWEEN)


def _rule(eighths: int, space: int = 0, color: str = "000000") -> Mapping[str, object]:
    return {"val": "single", "sz": eighths, "space": space, "color": color}


def _font(role: FontRole, style: HouseStyle) -> str:
    return str(getattr(style.fonts, role).name)


def _dress_lead(dressed: CharacterStyle, style: HouseStyle) -> None:
    measure = style.elements.measure
    if measure.lead is not None:
        set_fonts(dressed.element.get_or_add_rPr(), _font(measure.lead, style))
    if measure.lead_bold:
        dressed.font.bold = dressed.font.cs_bold = True


def _dress_numbers(document: Document, style: HouseStyle) -> None:
    """Page numbers: odd pages outside right, even pages outside left, or all in the middle."""
    inset = Twips(twips(style.page.number_inset_chars * style.page.number_pt))
    odd, even = (document.styles[name.name].paragraph_format for name in (ODD_NUMBER, EVEN_NUMBER))
    if style.page.number_align == "outside":
        odd.alignment, odd.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, inset
        even.alignment, even.left_indent = WD_ALIGN_PARAGRAPH.LEFT, inset
    else:
        odd.alignment = even.alignment = WD_ALIGN_PARAGRAPH.CENTER
