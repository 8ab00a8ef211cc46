"""How a paragraph looks and what its style says of it: direct formatting over the style over the styles that one is based on.

Only what tells headings, lists and text apart is read. None means that nothing is said at this place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from xml.etree.ElementTree import Element

from editor.importers.docx.characters import is_symbol_font
from editor.importers.docx.tree import at_path, children, switch, value

_BODY_LEVEL = 9  # w:outlineLvl of ordinary text
_DEEPEST = 30  # styles based on each other; Word stops earlier, and a circle never ends
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]")
_CENTRED = ("center", "distribute")


@dataclass(frozen=True)
class Format:
    """What one place says of a paragraph or its text. ``size`` is in points, ``outline`` from 0, ``list_id`` that of w:num."""

    centred: bool | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    size: float | None = None
    bold: bool | None = None
    font: str | None = None
    hidden: bool | None = None
    struck: bool | None = None
    shifted: str | None = None  # superscript, subscript or baseline
    symbols: str | None = None  # the font of Latin letters, where it is one of signs

    def over(self, base: Format) -> Format:
        """What is said here, and where nothing is, what the base says."""
        if self == _NOTHING:
            return base
        said = {name: value for name, value in vars(self).items() if value is not None}
        return Format(**{**vars(base), **said})


_NOTHING = Format()


@dataclass(frozen=True)
class Style:
    """A paragraph or character style with all that it is based on. ``name`` is in small letters."""

    name: str
    format: Format

    @property
    def is_contents(self) -> bool:
        """Whether paragraphs of this style are rows of the 目录."""
        return _CONTENTS.fullmatch(self.name) is not None


class Styles:
    """The styles of a document by id. A style that does not exist is the default one."""

    def __init__(self, root: Element | None) -> None:
        elements = {each.get("w:styleId", ""): each for each in children(root, "w:style")}
        self._styles: dict[str, Style] = {}
        self._elements: Mapping[str, Element] = elements
        self._defaults = run_format(at_path(root, "w:docDefaults", "w:rPrDefault", "w:rPr")).over(
            paragraph_format(at_path(root, "w:docDefaults", "w:pPrDefault", "w:pPr"))
        )
        usual = (
            each.get("w:type") == "paragraph" and each.get("w:default") in ("1", "true")
            for each in elements.values()
        )
        self.default = self._resolved(next(compress(elements, usual), ""), 0)

    def paragraph(self, style_id: str | None) -> Style:
        """The style that a paragraph names."""
        if style_id is None or style_id not in self._elements:
            return self.default
        return self._resolved(style_id, 0)

    def character(self, style_id: str | None) -> Format:
        """What a character style says by itself, without the defaults of the document."""
        if style_id is None or style_id not in self._elements:
            return _NOTHING
        return run_format(self._elements[style_id].find("w:rPr"))

    def _resolved(self, style_id: str, depth: int) -> Style:
        if style_id in self._styles:
            return self._styles[style_id]
        element = self._elements.get(style_id)
        if element is None or depth > _DEEPEST:
            return Style("", self._defaults)
        base = self._resolved(value(element, "w:basedOn") or "", depth + 1)
        name = (value(element, "w:name") or style_id).casefold()
        own = run_format(element.find("w:rPr")).over(paragraph_format(element.find("w:pPr")))
        heading = _HEADING.fullmatch(name)
        if heading and own.outline is None:
            own = Format(outline=int(heading[1]) - 1).over(own)
        style = Style(name, own.over(base.format))
        self._styles[style_id] = style
        return style


def paragraph_format(properties: Element | None) -> Format:
    """What ``w:pPr`` says."""
    if properties is None:
        return _NOTHING
    align = value(properties, "w:jc")
    numbering = properties.find("w:numPr")
    return Format(
        centred=None if align is None else align in _CENTRED,
        outline=_whole(value(properties, "w:outlineLvl")),
        list_id=value(numbering, "w:numId"),
        list_level=_whole(value(numbering, "w:ilvl")),
    )


def run_format(properties: Element | None) -> Format:
    """What ``w:rPr`` says, its character style apart."""
    if properties is None:
        return _NOTHING
    fonts = properties.find("w:rFonts")
    half_points = _whole(value(properties, "w:sz"))
    return Format(
        size=None if half_points is None else half_points / 2,
        bold=switch(properties, "w:b"),
        font=None if fonts is None else fonts.get("w:eastAsia") or fonts.get("w:ascii"),
        hidden=switch(properties, "w:vanish"),
        struck=_either(switch(properties, "w:strike"), switch(properties, "w:dstrike")),
        shifted=value(properties, "w:vertAlign") or _raised(properties),
        symbols=None if fonts is None else _font_of_signs(fonts),
    )


def _either(one: bool | None, other: bool | None) -> bool | None:
    return other if one is None else one or bool(other)


def _font_of_signs(fonts: Element) -> str | None:
    """The font of letters and figures if it is one of signs; an empty name if it is another, None if nothing is said."""
    font = fonts.get("w:ascii") or fonts.get("w:hAnsi")
    return None if font is None else font if is_symbol_font(font) else ""


def outline_level(format_: Format) -> int | None:
    """The level of a heading from 0; None for text."""
    return None if format_.outline is None or not 0 <= format_.outline < _BODY_LEVEL else format_.outline


def _whole(text: str | None) -> int | None:
    """A whole number of a sane size, or None."""
    return int(text) if text is not None and re.fullmatch("-?[0-9]{1,6}", text) else None


def _raised(properties: Element) -> str | None:
    """``raised`` for small letters that stand above the line without being called a superscript."""
    height = value(properties, "w:position") or ""
    return "raised" if height.isdigit() and int(height) >= _RAISED and value(properties, "w:sz") else None


_RAISED = 4  # half-points
