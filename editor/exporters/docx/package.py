"""The template filled: body, styles, sections, footers, properties, fonts; and bytes that depend on the content only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import fields
from datetime import UTC, datetime, time
from importlib.resources import files
from io import BytesIO
from string import Formatter
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.blkcntnr import BlockItemContainer
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.document import CT_Body
from docx.oxml.ns import qn
from docx.package import Package

from editor.exporters.docx.document import front_end, paragraphs_xml, whole_body
from editor.exporters.docx.markup import (
    PROLOG,
    escaped,
    field_xml,
    part_xml,
    put_first_number,
    set_attributes,
    text_run,
    twips,
)
from editor.exporters.docx.styles import dress_styles, set_page
from editor.exporters.edition import Properties
from editor.layout.block import Block
from editor.layout.engine import paginate
from editor.layout.setting import has_grid
from editor.model.style import Font, Fonts, HouseStyle
from editor.model.word import EVEN_NUMBER, EXPORT_PROPERTY, NAMESPACES, ODD_NUMBER

_LONGEST_PROPERTY = 255  # characters of a core property (ISO/IEC 29500-2; python-docx takes no more)
_LONGEST_FONT_NAME = 31  # characters; Word takes no more in an alternative name (MS-OI29500, 2.1.262)

# Parts of our own, as python-docx has none for them: name, content type, how its owner refers to it.
_FONTS = "/word/fontTable.xml", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE
_ITEM = "/customXml/item1.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML
_ITEM_PROPERTIES = (
    "/customXml/itemProps1.xml",
    CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
)
# What Word wants to know of the item: the name of its kind, the same in every document, and its namespace.
_ITEM_PROPERTIES_XML = (
    f'{PROLOG}<ds:datastoreItem ds:itemID="{{6A1C7E52-3B0D-4F7B-9C0A-5D1E8B2F4A61}}" xmlns:ds="{NAMESPACES["ds"]}">'
    f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACES["yx"]}"/></ds:schemaRefs></ds:datastoreItem>'
)
_PROPERTIES = "/docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES

# The pages from the first numbered one on: those of the whole document, or of the section after the front.
_PAGES = {"masthead": "NUMPAGES", "body": "SECTIONPAGES"}


def package_bytes(
    stream: Sequence[Block],
    style: HouseStyle,
    properties: Properties,
    carried: str | None = None,
    *,
    table: str = "",
    body: str | None = None,
    export: str = "",
) -> bytes:
    """A .docx from its blocks; everything else in it follows from the style and the properties.

    ``carried`` is the custom XML item with what it carries besides its text, None for none. ``table`` is the markup of a
    table that stands after all blocks. ``body`` is the ``w:body`` if it is not just a paragraph for each block, but begins
    with those of the front. ``export`` is the id of the export, a custom property.
    """
    document = docx.Document(BytesIO(files("editor.exporters.docx").joinpath("template.docx").read_bytes()))
    _fill_body(document, stream, style, body or whole_body(paragraphs_xml(stream, style), stream, table))
    dress_styles(document, stream, style)
    _set_properties(document, properties)
    own, package = document.part, document.part.package
    _add_part(own, package, _FONTS, _fonts_xml(style.fonts))
    if carried is not None:
        item = _add_part(own, package, _ITEM, carried)
        _add_part(item, package, _ITEM_PROPERTIES, _ITEM_PROPERTIES_XML)
    if export:
        _add_part(package, package, _PROPERTIES, _export_xml(export))
    buffer = BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue())


def _fill_body(document: Document, stream: Sequence[Block], style: HouseStyle, xml: str) -> None:
    """The blocks, parsed at once, and the sections around them."""
    set_page(document.sections[-1], style.page)
    body = cast(CT_Body, parse_xml(xml.encode("utf-8")))
    last = document.element.body.sectPr
    (grid,) = last.xpath("w:docGrid")
    set_attributes(grid, {"linePitch": twips(style.page.line_pt)})
    if not has_grid(style.page):
        del grid.attrib[qn("w:type")]
    end = front_end(stream, style)
    if end >= 0:
        front = deepcopy(last)  # without a grid, so that the end of the 目录 finds room below a full page
        front.xpath("w:docGrid")[0].attrib.pop(qn("w:type"), None)
        body.p_lst[end].set_sectPr(front)
    body.append(last)
    document.element.replace(document.element.body, body)
    if style.page.first_page == "body":
        put_first_number(last, 1)
    if style.page.number:
        _add_footers(document, style, _page_count(stream, style))


def _page_count(stream: Sequence[Block], style: HouseStyle) -> str:
    """How many numbered pages there are, by our own engine, until the word processor has counted them itself."""
    if "{pages}" not in style.page.number:
        return ""
    pages = paginate(stream, style)
    return str(pages.count - pages.first_sheet)


def _add_footers(document: Document, style: HouseStyle, count: str) -> None:
    """The footer of even pages, and that of odd pages, which is also that of all pages where they are alike."""
    both = style.page.number_align == "outside"
    section = document.sections[-1]
    document.settings.odd_and_even_pages_header_footer = both
    section.footer.is_linked_to_previous = False
    _write_number(section.footer, style, ODD_NUMBER.name, "1", count)
    if both:
        section.even_page_footer.is_linked_to_previous = False
        _write_number(section.even_page_footer, style, EVEN_NUMBER.name, "2", count)


def _write_number(
    footer: BlockItemContainer, style: HouseStyle, style_name: str, number: str, count: str
) -> None:
    footer.paragraphs[0].style = style_name
    runs = ""
    for text, page, _, _ in Formatter().parse(style.page.number):
        runs += text_run(text) if text else ""
        if page == "pages":
            runs += field_xml(_PAGES[style.page.first_page], count)
        elif page:
            runs += field_xml("PAGE", number)
    footer.part.element[0].extend(parse_xml(part_xml("p", runs).encode("utf-8")))


def _set_properties(document: Document, properties: Properties) -> None:
    """What file managers show; the date of the issue is that of the file."""
    core = document.core_properties
    core.title = properties.title[:_LONGEST_PROPERTY]
    core.subject = properties.subject[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = properties.issuer[:_LONGEST_PROPERTY]
    core.keywords = properties.keywords[:_LONGEST_PROPERTY]
    core.language = "zh-CN"
    core.created = core.modified = datetime.combine(properties.date, time(), UTC)


def _add_part(owner: Part | Package, package: Package, kind: tuple[str, str, str], xml: str) -> Part:
    """A part of our own that another part, or the package itself, refers to."""
    name, content_type, relation = kind
    part = Part(PackURI(name), content_type, xml.encode("utf-8"), package)
    owner.relate_to(part, relation)
    return part


def _export_xml(export: str) -> str:
    """The custom properties, with the id of the export as the only one (pid counts from 2)."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'{PROLOG}<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{EXPORT_PROPERTY}">'
        f"<vt:lpwstr>{escaped(export)}</vt:lpwstr></property></Properties>"
    )


def _fonts_xml(fonts: Fonts) -> str:
    """The fonts by name, each with the one that Word should take in its place."""
    named = {font.name: font for font in (getattr(fonts, role.name) for role in fields(fonts))}
    return part_xml("fonts", "".join(map(_font, named.values())))


def _font(font: Font) -> str:
    # Word reads the whole value as one name, though the standard says a list (MS-OI29500, 2.1.262).
    first = next((name for name in font.substitutes if len(name) <= _LONGEST_FONT_NAME), "")
    alternative = f'<w:altName w:val="{escaped(first)}"/>' if first else ""
    return (
        f'<w:font w:name="{escaped(font.name)}">{alternative}<w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="default"/></w:font>'
    )


_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip file knows
_READABLE = 0o644 << 16


def repacked(package: bytes, replaced: Mapping[str, str] | None = None) -> bytes:
    """The package without times, as python-docx puts the time of day into the file.

    ``replaced`` are parts to be written in the place of its own, by their names.
    """
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            member = ZipInfo(name, _NO_TIME)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = _READABLE
            member.create_system = 3  # the same bytes on Windows
            other = (replaced or {}).get(name)
            new.writestr(member, old.read(name) if other is None else other.encode("utf-8"))
    return buffer.getvalue()
