"""The parts as one file: content types, relationships, and bytes that depend on the content only.

Written with the standard library: the package layer of python-docx would cost a third of a whole export in
imports alone, brings the time of day into the file, and spares no more than the two short lists below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from editor.exporters.docx.carried import properties_xml
from editor.exporters.docx.document import EVEN_FOOTER, ODD_FOOTER
from editor.exporters.docx.markup import PROLOG
from editor.exporters.docx.parts import (
    Properties,
    core_properties_xml,
    font_table_xml,
    footer_xml,
    settings_xml,
)
from editor.exporters.docx.styles import styles_xml
from editor.layout.block import Block
from editor.model.style import HouseStyle

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_ITEM = "customXml/item1.xml"
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip file knows
_READABLE = 0o644 << 16


class Part(NamedTuple):
    """A part of the package: ``name`` without the leading slash, and how the part it belongs to refers to it."""

    name: str
    content_type: str
    relation: str
    relation_type: str
    xml: str


def package_bytes(
    document: str,
    stream: Sequence[Block],
    style: HouseStyle,
    properties: Properties,
    carried: str | None = None,
) -> bytes:
    """A .docx from its main part; everything else in it follows from the style and the properties.

    ``carried`` is the custom XML item with the issue that it carries besides its text, None for none.
    """
    main = Part(
        "word/document.xml", f"{_WORD_TYPE}.document.main+xml", "rId1", f"{_OFFICE}/officeDocument", document
    )
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    roots = (main, Part("docProps/core.xml", _CORE_TYPE, "rId2", core, core_properties_xml(properties)))
    parts = [
        _word_part("styles", "rIdStyles", styles_xml(stream, style)),
        _word_part("settings", "rIdSettings", settings_xml(style)),
        _word_part("fontTable", "rIdFonts", font_table_xml(style.fonts)),
    ]
    if style.page.number:
        parts.append(_word_part("footer", ODD_FOOTER, footer_xml(style, even=False), "1"))
        if style.page.number_align == "outside":
            parts.append(_word_part("footer", EVEN_FOOTER, footer_xml(style, even=True), "2"))
    items, item_files = ([], {}) if carried is None else _carried(carried)
    files = {
        "[Content_Types].xml": _content_types((*roots, *parts, *items[1:])),
        "_rels/.rels": _relationships(roots, ""),
        "word/_rels/document.xml.rels": _relationships((*parts, *items[:1]), "word/"),
        **{part.name: part.xml for part in (*roots, *parts)},
        **item_files,
    }
    return _zipped(files.items())


def _carried(xml: str) -> tuple[list[Part], dict[str, str]]:
    """The custom XML item and its properties, and their files. Items have the content type of all XML (``Default``)."""
    item = Part(_ITEM, "", "rIdIssue", f"{_OFFICE}/customXml", xml)
    properties = Part(
        "customXml/itemProps1.xml", _ITEM_TYPE, "rId1", f"{_OFFICE}/customXmlProps", properties_xml()
    )
    files = {
        item.name: item.xml,
        properties.name: properties.xml,
        "customXml/_rels/item1.xml.rels": _relationships([properties], "customXml/"),
    }
    return [item, properties], files


def _word_part(kind: str, relation: str, xml: str, number: str = "") -> Part:
    """A part that belongs to the main one. Content type and relationship are called after its kind."""
    return Part(f"word/{kind}{number}.xml", f"{_WORD_TYPE}.{kind}+xml", relation, f"{_OFFICE}/{kind}", xml)


def _content_types(parts: Iterable[Part]) -> str:
    overrides = "".join(
        f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in parts
    )
    return (
        f'{PROLOG}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_RELATIONSHIPS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(parts: Iterable[Part], folder: str) -> str:
    """The relationships of a part that lies in a folder, or of the package."""
    relations = "".join(
        f'<Relationship Id="{part.relation}" Type="{part.relation_type}" Target="{_target(part.name, folder)}"/>'
        for part in parts
    )
    return f'{PROLOG}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _target(name: str, folder: str) -> str:
    """A part as seen from a folder one level deep, or from the root."""
    return name.removeprefix(folder) if name.startswith(folder) else f"../{name}"


def _zipped(files: Iterable[tuple[str, str]]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, xml in files:
            member = ZipInfo(name, _NO_TIME)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = _READABLE
            member.create_system = 3  # the same bytes on Windows
            # Nobody reads the item but our importer: its size matters less than the time that packing takes.
            archive.writestr(member, xml.encode("utf-8"), compresslevel=1 if name == _ITEM else None)
    return buffer.getvalue()
