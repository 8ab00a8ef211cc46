"""The small parts of the package: settings, font table, footers with the page number, core properties."""

from __future__ import annotations

from dataclasses import fields
from datetime import date as Date  # noqa: N812  (a field is called date)
from string import Formatter
from typing import NamedTuple

from editor.exporters.docx.markup import PROLOG, escaped, field, part_xml, text_run
from editor.exporters.docx.names import EVEN_NUMBER, ODD_NUMBER
from editor.exporters.printable import cleaned
from editor.model.issue import Issue
from editor.model.style import Font, Fonts, HouseStyle

_LONGEST_FONT_NAME = 31  # characters; Word takes no more in an alternative name (MS-OI29500, 2.1.262)
_WORD_SETTINGS = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY = (
    ("compatibilityMode", "15"),  # Word 2013 and later; without it the title bar says 兼容模式
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
)


class Properties(NamedTuple):
    """What a document says of itself: its title, the bulletin, who issued it, its sections, its date."""

    title: str
    subject: str
    issuer: str
    keywords: str
    date: Date


def properties_of(issue: Issue) -> Properties:
    """The properties of an issue."""
    title = cleaned(issue.title)
    sections = "; ".join(section.name for section in issue.sections if section.articles)
    return Properties(f"{title}{issue.id.label}", title, cleaned(issue.issuer), cleaned(sections), issue.date)


def settings_xml(style: HouseStyle) -> str:
    """Settings: odd and even footers, marks at their full width, today's Word. Never updateFields."""
    compatibility = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD_SETTINGS}" w:val="{value}"/>'
        for name, value in _COMPATIBILITY
    )
    both = style.page.number and style.page.number_align == "outside"
    return part_xml(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        + ("<w:evenAndOddHeaders/>" if both else "")
        + '<w:characterSpacingControl w:val="doNotCompress"/>'
        + f"<w:compat>{compatibility}</w:compat>"
        + '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        + '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
    )


def font_table_xml(fonts: Fonts) -> str:
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


def footer_xml(style: HouseStyle, *, even: bool) -> str:
    """The footer of even pages, or that of odd pages, which is also that of all pages where they are alike."""
    name = EVEN_NUMBER if even else ODD_NUMBER
    runs = ""
    for text, page, _, _ in Formatter().parse(style.page.number):
        runs += text_run(text) if text else ""
        runs += field("PAGE", "2" if even else "1") if page else ""
    return part_xml("ftr", f'<w:p><w:pPr><w:pStyle w:val="{name.id}"/></w:pPr>{runs}</w:p>')


def core_properties_xml(properties: Properties) -> str:
    """What file managers show; the date of the issue is that of the file."""
    day = f"{properties.date.isoformat()}T00:00:00Z"
    texts = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:creator": properties.issuer,
        "cp:keywords": properties.keywords,
        "cp:lastModifiedBy": properties.issuer,
        "dc:language": "zh-CN",
    }
    return (
        f"{PROLOG}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + "".join(f"<{tag}>{escaped(text)}</{tag}>" for tag, text in texts.items())
        + f'<dcterms:created xsi:type="dcterms:W3CDTF">{day}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{day}</dcterms:modified></cp:coreProperties>'
    )
