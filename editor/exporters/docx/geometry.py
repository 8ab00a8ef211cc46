"""The page of the house style in twips, rounded so that the parts add up to the paper."""

from __future__ import annotations

from dataclasses import dataclass

from editor.exporters.docx.markup import MM_TWIPS, twips
from editor.layout.setting import letter_spacing_pt
from editor.model.style import Element, HouseStyle, Page

_HEADER = 851  # twips from the paper's edge; nothing stands there
# How far the dash of — 1 — stands above the middle of its line, in em of the number (measured, LibreOffice).
_DASH_RISE = 0.093


@dataclass(frozen=True)
class Geometry:
    """Lengths of the page in twips. ``text_width`` is the width of the type area (版心)."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    text_width: int
    line: int


def geometry(page: Page) -> Geometry:
    """The page of a style. A4 with the margins of GB/T 9704 gives a type area of 8844 twips."""
    width, height = _twips(page.width_mm), _twips(page.height_mm)
    text_width = _twips(page.type_area_mm[0])
    right, bottom = _twips(page.right_mm), _twips(page.bottom_mm)
    line = twips(page.number_pt)
    footer = bottom - _twips(page.number_gap_mm) - round(line * (0.5 + _DASH_RISE))
    return Geometry(
        width=width,
        height=height,
        top=_twips(page.top_mm),
        right=right,
        bottom=bottom,
        left=width - right - text_width,
        header=min(_HEADER, _twips(page.top_mm)),
        footer=max(footer, 0),
        text_width=text_width,
        line=twips(page.line_pt),
    )


def chars(count: float, element: Element, style: HouseStyle) -> int:
    """So many characters of an element, in twips."""
    return twips(count * (element.size_pt + letter_spacing_pt(element, style)))


def _twips(millimetres: float) -> int:
    return round(millimetres * MM_TWIPS)
