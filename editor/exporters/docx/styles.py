"""styles.xml: each element of the house style as one paragraph style, so that paragraphs need none of their own.

The order of children follows CT_PPrBase and CT_RPr of ISO/IEC 29500-1; Word calls a file damaged otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from editor.exporters.blocks import CONTENTS
from editor.exporters.docx.geometry import Geometry, chars, geometry, letter_spacing_pt
from editor.exporters.docx.markup import escaped, part_xml, twips
from editor.exporters.docx.names import EVEN_NUMBER, LEAD, ODD_NUMBER, STYLES, TAIL_ANCHOR, TITLE_BREAK
from editor.layout.block import Block
from editor.model.style import Element, FontRole, Fonts, HouseStyle

_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}
_BUILT_IN = frozenset(
    ("contents_heading", "contents_section", "contents_entry", "section", "title", "page_number")
)

# Rules of the 报尾: 0.35 mm first and last, 0.25 mm between, as under 公文 (GB/T 9704-2012, 7.4.1).
_TAIL_RULE, _TAIL_RULE_BETWEEN = 8, 6  # eighths of a point

_DEFAULTS = """\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>\
<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>\
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"""

_TAIL_ANCHOR = f"""\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="{TAIL_ANCHOR.id}"><w:name w:val="{TAIL_ANCHOR.name}"/>\
<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:style>"""

_TITLE_BREAK = f"""\
<w:style w:type="character" w:customStyle="1" w:styleId="{TITLE_BREAK.id}"><w:name w:val="{TITLE_BREAK.name}"/>\
<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>"""

# No mark hangs out of the type area. LibreOffice (7.4) reads overflowPunct the wrong way round and does not know wp14,
# so that it takes the fallback; readers that know nothing of alternatives inherit what pPrDefault says. Never both in
# one pPr, which the schema forbids.
_NO_HANGING_MARKS = '<w:overflowPunct w:val="0"/>'
_NONE_IN_LIBREOFFICE = f"""\
<mc:AlternateContent><mc:Choice Requires="wp14">{_NO_HANGING_MARKS}</mc:Choice>\
<mc:Fallback><w:overflowPunct w:val="1"/></mc:Fallback></mc:AlternateContent>"""

# Word dresses the entries of a 目录 that it rebuilds (F9) in this style: black and without a line, please.
_HYPERLINK = """\
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>\
<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>\
<w:rPr><w:color w:val="auto"/><w:u w:val="none"/></w:rPr></w:style>"""


def styles_xml(stream: Sequence[Block], style: HouseStyle) -> str:
    """The styles of a document. A block whose element differs from the style's (a shrunk 刊名) decides its style."""
    page = geometry(style.page)
    elements = _elements(stream, style)
    paragraphs = (
        _paragraph_style(kind, element, style, page) for kind, element in elements.items() if kind in STYLES
    )
    return part_xml(
        "styles",
        _document_defaults(style)
        + _normal(style, page)
        + _DEFAULTS
        + "".join(paragraphs)
        + "".join(_number_styles(style, page))
        + _TAIL_ANCHOR
        + _lead_style(style)
        + _TITLE_BREAK
        + _HYPERLINK,
        alternatives=True,
    )


def _elements(stream: Sequence[Block], style: HouseStyle) -> Mapping[str, Element]:
    elements = {field.name: getattr(style.elements, field.name) for field in fields(style.elements)}
    elements.update((block.kind, block.element) for block in stream)
    return elements


def _document_defaults(style: HouseStyle) -> str:
    body = style.elements.body
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(body.font, style.fonts)}{_size(body.size_pt)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_NO_HANGING_MARKS}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _normal(style: HouseStyle, page: Geometry) -> str:
    """Normal: the body's font on the page's pitch, and the habits of Chinese typesetting that all others inherit.

    What is said here and what is left out is what makes the pages of :mod:`editor.layout.engine` come true; the
    reasons stand there.
    """
    spacing = twips(style.page.char_spacing_pt)
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        f'<w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/>{_NONE_IN_LIBREOFFICE}<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{page.line}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
        f'<w:rPr><w:spacing w:val="{spacing}"/></w:rPr></w:style>'
    )


def _paragraph_style(kind: str, element: Element, style: HouseStyle, page: Geometry) -> str:
    name = STYLES[kind]
    custom = "" if kind in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{name.id}"><w:name w:val="{name.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{name.follow}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(kind, element, style, page)}</w:pPr>"
        f"<w:rPr>{_run_properties(element, style)}</w:rPr></w:style>"
    )


def _paragraph_properties(kind: str, element: Element, style: HouseStyle, page: Geometry) -> str:
    line = page.line if element.line_pt is None else twips(element.line_pt)
    outline = STYLES[kind].outline
    if kind == "page_number":
        line = twips(style.page.number_pt)
    return "".join(
        (
            "<w:keepNext/>" if element.keep_next else "",
            "<w:keepLines/>" if element.keep_next else "",
            _borders(kind, style),
            _tabs(kind, element, style, page),
            f'<w:spacing w:before="{twips(element.before_pt)}" w:after="{twips(element.after_pt)}"'
            f' w:line="{line}" w:lineRule="exact"/>',
            _indent(element, style),
            f'<w:jc w:val="{_ALIGN[element.align]}"/>',
            "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>',
        )
    )


def _borders(kind: str, style: HouseStyle) -> str:
    masthead = style.masthead
    if kind == "imprint" and masthead.rule_pt:
        rule = _rule(
            "bottom", round(masthead.rule_pt * 8), round(masthead.rule_space_pt), masthead.rule_color
        )
        return f"<w:pBdr>{rule}</w:pBdr>"
    if kind != "tail":
        return ""
    rules = (("top", _TAIL_RULE), ("bottom", _TAIL_RULE), ("between", _TAIL_RULE_BETWEEN))
    return f"<w:pBdr>{''.join(_rule(side, eighths) for side, eighths in rules)}</w:pBdr>"


def _rule(side: str, eighths: int, space: int = 0, color: str = "000000") -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{color}"/>'


def _tabs(kind: str, element: Element, style: HouseStyle, page: Geometry) -> str:
    """The tab of the rows with a right end, at their right indent: LibreOffice cuts off what stands outside it."""
    if kind not in ("imprint", "contents_section", "contents_entry", "tail"):
        return ""
    position = page.text_width - chars(element.right_chars, element, style)
    dotted = kind in CONTENTS and style.contents.leader == "dot"
    leader = ' w:leader="dot"' if dotted else ""
    return f'<w:tabs><w:tab w:val="right"{leader} w:pos="{position}"/></w:tabs>'


def _indent(element: Element, style: HouseStyle) -> str:
    """Indents in twips; the first line also in characters, which Word prefers and LibreOffice does not know."""
    first = element.first_line_chars
    attributes = [
        f' w:{name}="{chars(count, element, style)}"'
        for name, count in (
            ("left", element.left_chars),
            ("right", element.right_chars),
            ("hanging", max(-first, 0.0)),
        )
        if count
    ]
    if first > 0:
        attributes.append(
            f' w:firstLineChars="{round(first * 100)}" w:firstLine="{chars(first, element, style)}"'
        )
    return f"<w:ind{''.join(attributes)}/>" if attributes else ""


def _run_properties(element: Element, style: HouseStyle) -> str:
    return "".join(
        (
            _fonts(element.font, style.fonts),
            "<w:b/><w:bCs/>" if element.bold else "",
            f'<w:color w:val="{element.color}"/>' if element.color != "000000" else "",
            f'<w:spacing w:val="{twips(letter_spacing_pt(element, style))}"/>',
            _size(element.size_pt),
        )
    )


def _fonts(role: FontRole, fonts: Fonts) -> str:
    font = escaped(getattr(fonts, role).name)
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _size(points: float) -> str:
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _lead_style(style: HouseStyle) -> str:
    measure = style.elements.measure
    font = "" if measure.lead is None else _fonts(measure.lead, style.fonts)
    bold = "<w:b/><w:bCs/>" if measure.lead_bold else ""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{LEAD.id}"><w:name w:val="{LEAD.name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{font}{bold}</w:rPr></w:style>'
    )


def _number_styles(style: HouseStyle, page: Geometry) -> Iterator[str]:
    """Page numbers: odd pages outside right, even pages outside left, or all in the middle."""
    inset = twips(style.page.number_inset_chars * style.page.number_pt)
    for name, side in ((ODD_NUMBER, "right"), (EVEN_NUMBER, "left")):
        outside = style.page.number_align == "outside"
        place = f'<w:ind w:{side}="{inset}"/><w:jc w:val="{side}"/>' if outside else '<w:jc w:val="center"/>'
        yield (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name.id}"><w:name w:val="{name.name}"/>'
            f'<w:basedOn w:val="{STYLES["page_number"].id}"/><w:pPr>{place}</w:pPr></w:style>'
        )
