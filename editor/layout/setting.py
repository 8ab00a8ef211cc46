"""What a house style means for one element: widths of its lines and characters, pitch and spacing."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from editor.layout.breaking import Measure
from editor.layout.metrics import MM_PT, TWIPS, Metrics, Widths
from editor.model.style import Element, FontRole, HouseStyle, Page

_GRID_SPARE_PT = 1.0  # the most that a type area of whole lines leaves over; that of GB/T 9704 leaves 0.9


def letter_spacing_pt(element: Element, style: HouseStyle) -> float:
    """Points added to each character: what makes the style's characters fit the line, at the body's size only."""
    return style.page.char_spacing_pt if element.size_pt == style.elements.body.size_pt else 0.0


def type_width_pt(page: Page) -> float:
    """The width of the type area in points."""
    return page.type_area_mm[0] * MM_PT


def width_em(element: Element, style: HouseStyle) -> float:
    """How many characters of an element fit between its indents."""
    em = element.size_pt + letter_spacing_pt(element, style)
    return type_width_pt(style.page) / em - element.left_chars - element.right_chars


def has_grid(page: Page) -> bool:
    """Whether a document has a line grid: LibreOffice cuts the type area to whole lines of it, Word does not.

    It has one where the lines of the page fill the type area, as those of GB/T 9704 do, so that the cut is less than a
    point; elsewhere the two would print different pages.
    """
    return _area_pt(page) % page.line_pt < _GRID_SPARE_PT


def area_pt(page: Page) -> float:
    """The height of the type area that takes lines, in points."""
    height = _area_pt(page)
    return height - height % page.line_pt if has_grid(page) else height


def _area_pt(page: Page) -> float:
    return page.type_area_mm[1] * MM_PT


class Setting(NamedTuple):
    """How the paragraphs of one element are set; lengths in points."""

    measure: Measure
    pitch: float
    before: float
    after: float
    keep_next: bool


class Settings:
    """The settings of a house style by element.

    Elements are looked up by identity: a stream shares a dozen of them, and comparing their fields for each of
    thousands of blocks would cost more than placing those. Use one only while the stream is alive.
    """

    def __init__(self, style: HouseStyle, metrics: Metrics) -> None:
        self._style, self._metrics = style, metrics
        self._known: dict[int, Setting] = {}

    def of(self, element: Element) -> Setting:
        """The setting of an element."""
        known = self._known.get(id(element))
        if known is None:
            page, spacing = self._style.page, letter_spacing_pt(element, self._style)
            pitch = page.line_pt if element.line_pt is None else element.line_pt
            measure = _measure(element, page, spacing, self._metrics)
            known = Setting(measure, pitch, element.before_pt, element.after_pt, element.keep_next)
            self._known[id(element)] = known
        return known


@lru_cache(maxsize=256)
def _measure(element: Element, page: Page, spacing: float, metrics: Metrics) -> Measure:
    """The same object for equal styles, because it keys the cache of lines."""
    fonts: dict[FontRole | None, Widths] = {
        role: Widths(font, element.size_pt, spacing) for role, font in metrics.fonts.items()
    }
    fonts[None] = fonts[element.font]
    em = (element.size_pt + spacing) * TWIPS
    width = type_width_pt(page) * TWIPS
    rest = width - (element.left_chars + element.right_chars) * em
    return Measure(
        first=rest - element.first_line_chars * em,
        rest=rest,
        outside=element.right_chars * em,
        gap=metrics.gap_em * element.size_pt * TWIPS,
        # Character spacing is left out at the end of a line, and where the font changes if it sets characters closer.
        seam=max(-spacing, 0.0) * TWIPS,
        line_end=-spacing * TWIPS,
        fonts=fonts,
        metrics=metrics,
    )
