"""The template that every document begins as, made of python-docx's own by taking out what is not ours.

Run ``python -m editor.exporters.docx.template`` after a change here; a test holds template.docx against it. It has our
styles by name, empty but for what no house style changes; :mod:`editor.exporters.docx.styles` fills them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from editor.exporters.docx.markup import part_xml
from editor.exporters.docx.package import repacked
from editor.model.word import (
    CONTENTS_END,
    EVEN_NUMBER,
    LEAD,
    ODD_NUMBER,
    STYLES,
    TAIL_ANCHOR,
    TITLE_BREAK,
    StyleName,
)

_KEPT = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
_KEPT_OF_DOCUMENT = (RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS)
_BUILT_IN = frozenset(
    ("contents_heading", "contents_section", "contents_entry", "section", "title", "page_number")
)
_COMPATIBILITY = (
    ("compatibilityMode", "15"),  # Word 2013 and later; without it the title bar says 兼容模式
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
)

# No mark hangs out of the type area. LibreOffice (7.4) reads overflowPunct the wrong way round and does not know wp14,
# so that it takes the fallback; readers that know nothing of alternatives inherit what pPrDefault says. Never both in
# one pPr, which the schema forbids.
_NO_HANGING_MARKS = '<w:overflowPunct w:val="0"/>'
_NONE_IN_LIBREOFFICE = f"""\
<mc:AlternateContent><mc:Choice Requires="wp14">{_NO_HANGING_MARKS}</mc:Choice>\
<mc:Fallback><w:overflowPunct w:val="1"/></mc:Fallback></mc:AlternateContent>"""

# Normal has the habits of Chinese typesetting that all others inherit. What is said here and what is left out is what
# makes the pages of editor.layout.engine come true; the reasons stand there.
_DEFAULTS = f"""\
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>\
<w:pPrDefault><w:pPr>{_NO_HANGING_MARKS}</w:pPr></w:pPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>\
<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/>{_NONE_IN_LIBREOFFICE}<w:snapToGrid w:val="0"/>\
<w:spacing w:before="0" w:after="0"/><w:jc w:val="both"/></w:pPr></w:style>\
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">\
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>\
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>\
<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>\
<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>\
<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"""

# Word dresses the entries of a 目录 that it rebuilds (F9) in Hyperlink: black and without a line, please.
_OTHERS = f"""\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="{CONTENTS_END.id}"><w:name w:val="{CONTENTS_END.name}"/>\
<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="1" w:lineRule="exact"/></w:pPr></w:style>\
<w:style w:type="paragraph" w:customStyle="1" w:styleId="{TAIL_ANCHOR.id}"><w:name w:val="{TAIL_ANCHOR.name}"/>\
<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:style>\
<w:style w:type="character" w:customStyle="1" w:styleId="{LEAD.id}"><w:name w:val="{LEAD.name}"/>\
<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/></w:style>\
<w:style w:type="character" w:customStyle="1" w:styleId="{TITLE_BREAK.id}"><w:name w:val="{TITLE_BREAK.name}"/>\
<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>\
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>\
<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>\
<w:rPr><w:color w:val="auto"/><w:u w:val="none"/></w:rPr></w:style>"""

_SECTION = '<w:sectPr><w:cols w:space="425"/><w:docGrid w:type="lines"/></w:sectPr>'


def template_bytes() -> bytes:
    """The template."""
    document = docx.Document()
    _drop_foreign_parts(document)
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    buffer = BytesIO()
    document.save(buffer)
    ours = {
        "word/styles.xml": part_xml("styles", "".join(_styles()), "mc", "wp14"),
        "word/settings.xml": part_xml("settings", _settings()),
        "word/document.xml": part_xml("document", f"<w:body>{_SECTION}</w:body>"),
    }
    return repacked(buffer.getvalue(), ours)


def _drop_foreign_parts(document: Document) -> None:
    """Theme, numbering, thumbnail and the like."""
    part = document.part
    for relations, kept in ((part.package.rels, _KEPT), (part.rels, _KEPT_OF_DOCUMENT)):
        for name in [name for name, relation in relations.items() if relation.reltype not in kept]:
            del relations[name]


def _styles() -> Iterator[str]:
    yield _DEFAULTS
    for kind, name in STYLES.items():
        outline = "" if name.outline is None else f'<w:pPr><w:outlineLvl w:val="{name.outline}"/></w:pPr>'
        follow = f'<w:next w:val="{name.follow}"/><w:qFormat/>'
        yield _style(name, "Normal", follow + outline, built_in=kind in _BUILT_IN)
    for name in (ODD_NUMBER, EVEN_NUMBER):
        yield _style(name, STYLES["page_number"].id)
    yield _OTHERS


def _style(name: StyleName, based_on: str, content: str = "", *, built_in: bool = False) -> str:
    custom = "" if built_in else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{name.id}"><w:name w:val="{name.name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{content}</w:style>'
    )


def _settings() -> str:
    """Marks at their full width, today's Word. Never updateFields."""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in _COMPATIBILITY
    )
    return (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{compatibility}</w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    )


if __name__ == "__main__":
    Path(__file__).with_name("template.docx").write_bytes(template_bytes())
