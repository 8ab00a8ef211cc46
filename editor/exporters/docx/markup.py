"""WordprocessingML that python-docx has no word for, in one place: as text for the body, as elements for styles.

The body is written as one string and parsed once, so that its cost grows with the length of the text only. Every run
carries ``hint="eastAsia"``: without it Word sets “ ” — … in the Latin font, half as wide. Elements are put where
CT_PPrBase and CT_RPr of ISO/IEC 29500-1 have them; Word calls a file damaged otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from editor.model.word import NAMESPACES

MM_TWIPS = 1440 / 25.4
PT_TWIPS = 20
PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

EAST_ASIAN = '<w:rFonts w:hint="eastAsia"/>'
TAB = "<w:tab/>"

_AFTER_BORDERS = (
    "shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_AFTER_SIZE = "highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout"
_AFTER_SPACING = f"w kern position sz szCs {_AFTER_SIZE}"
_AFTER_PAGE_NUMBERS = (
    "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
)


def escaped(text: str) -> str:
    """The text as it stands in XML, between tags or in an attribute in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def twips(points: float) -> int:
    """Points in whole twentieths."""
    return round(points * PT_TWIPS)


# -- text of the body -----------------------------------------------------------------------------------------------


def part_xml(tag: str, content: str, *prefixes: str) -> str:
    """A whole part, or a piece to be parsed, whose root is ``w:tag``; ``prefixes`` of namespaces besides w and r."""
    names = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r", *prefixes))
    return f"{PROLOG}<w:{tag} {names}>{content}</w:{tag}>"


def text_run(text: str, properties: str = EAST_ASIAN) -> str:
    """A run of text; ``properties`` are the children of its ``w:rPr``, in the order of the schema."""
    return run(f'<w:t xml:space="preserve">{escaped(text)}</w:t>', properties)


def run(content: str, properties: str = EAST_ASIAN) -> str:
    """A run that holds anything."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def field_start(instruction: str, properties: str = EAST_ASIAN) -> str:
    """The begin of a field up to its cached result, which follows; :func:`field_end` closes it."""
    return (
        run('<w:fldChar w:fldCharType="begin"/>', properties)
        + run(f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>', properties)
        + run('<w:fldChar w:fldCharType="separate"/>', properties)
    )


def field_end(properties: str = EAST_ASIAN) -> str:
    """The end of a field."""
    return run('<w:fldChar w:fldCharType="end"/>', properties)


def field_xml(instruction: str, result: str, properties: str = EAST_ASIAN) -> str:
    """A field with its cached result."""
    return field_start(instruction, properties) + text_run(result, properties) + field_end(properties)


# -- elements of styles and sections --------------------------------------------------------------------------------


def _written(attributes: Mapping[str, object]) -> str:
    return "".join(f' w:{name}="{escaped(str(value))}"' for name, value in attributes.items())


def set_attributes(element: BaseOxmlElement, attributes: Mapping[str, object]) -> None:
    """Give an element attributes of the namespace w."""
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))


def set_fonts(properties: BaseOxmlElement, font: str) -> None:
    """All four fonts of a ``w:rPr``."""
    fonts = properties.get_or_add_rFonts()  # type: ignore[attr-defined]  # made by python-docx's metaclass
    set_attributes(fonts, dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), font))


def dress_run(properties: BaseOxmlElement, font: str, size_pt: float, spacing: int) -> None:
    """The fonts, the size for complex scripts and the spacing (twips) of a ``w:rPr``."""
    set_fonts(properties, font)
    _put(properties, "spacing", {"val": spacing}, _AFTER_SPACING)
    _put(properties, "szCs", {"val": round(size_pt * 2)}, _AFTER_SIZE)


def put_borders(properties: BaseOxmlElement, rules: Sequence[tuple[str, Mapping[str, object]]]) -> None:
    """Rules around a paragraph: side and attributes of each, in the order top, left, bottom, right, between."""
    inner = "".join(f"<w:{side}{_written(attributes)}/>" for side, attributes in rules)
    _put(properties, "pBdr", {}, _AFTER_BORDERS, inner)


def put_first_number(section: BaseOxmlElement, number: int) -> None:
    """Pages of a section are numbered from here."""
    _put(section, "pgNumType", {"start": number}, _AFTER_PAGE_NUMBERS)


def _put(
    parent: BaseOxmlElement, tag: str, attributes: Mapping[str, object], successors: str, content: str = ""
) -> None:
    """Put ``w:tag`` with its content in its place, before whichever of its successors is there."""
    names = f'xmlns:w="{NAMESPACES["w"]}"{_written(attributes)}'
    child = parse_xml(f"<w:{tag} {names}>{content}</w:{tag}>")
    parent.insert_element_before(child, *(f"w:{name}" for name in successors.split()))
