"""WordprocessingML as text: escaping, lengths, and the runs and fields that every part is made of.

The parts are written as strings, in one pass, so that the cost grows with the length of the text only. Every
run carries ``hint="eastAsia"``: without it Word sets “ ” — … in the Latin font, half as wide.
"""

from __future__ import annotations

MM_TWIPS = 1440 / 25.4
PT_TWIPS = 20

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

EAST_ASIAN = '<w:rFonts w:hint="eastAsia"/>'
TAB = "<w:tab/>"


def escaped(text: str) -> str:
    """The text as it stands in XML, between tags or in an attribute in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def twips(points: float) -> int:
    """Points in whole twentieths."""
    return round(points * PT_TWIPS)


def part_xml(tag: str, content: str, *, alternatives: bool = False) -> str:
    """A whole part whose root is ``w:tag``. ``alternatives``: it holds choices between Word 2010 and the rest."""
    names = f'xmlns:w="{_MAIN}" xmlns:r="{_RELATIONSHIPS}"'
    if alternatives:
        names += f' xmlns:mc="{_COMPATIBILITY}" xmlns:wp14="{_WORD_2010}" mc:Ignorable="wp14"'
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


def field(instruction: str, result: str, properties: str = EAST_ASIAN) -> str:
    """A field with its cached result."""
    return field_start(instruction, properties) + text_run(result, properties) + field_end(properties)
