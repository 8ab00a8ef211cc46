"""Colours that can be read."""

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from editor.tui.theme import DARK, LIGHT, THEMES, theme_for


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio."""

    def luminance(colour: str) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts_of(colour)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def parts_of(colour: str) -> tuple[float, float, float]:
    return Color.parse(colour).normalized


def test_the_measure_of_contrast_knows_black_and_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_is_the_brightest_and_everything_can_be_read(theme: Theme) -> None:
    paper, ink = str(theme.background), str(theme.foreground)
    assert contrast(ink, paper) >= 7
    assert contrast(ink, theme.variables["chosen"]) >= 7
    for colour in (theme.variables["quiet"], theme.accent, theme.warning, theme.success):
        assert 4.5 <= contrast(str(colour), paper) < contrast(ink, paper)


@pytest.mark.parametrize(
    ("told", "theme"),
    [("0;15", LIGHT), ("15;0", DARK), ("0;default;7", LIGHT), ("", DARK), ("nonsense", DARK)],
)
def test_the_theme_follows_the_background_that_the_terminal_tells(told: str, theme: str) -> None:
    assert theme_for({"COLORFGBG": told}) == theme


def as_256(colour: str) -> str:
    """The colour that a terminal of 256 colours shows instead."""
    triplet = RichColor.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    return triplet.hex


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_everything_can_be_read_with_256_colours_too(theme: Theme) -> None:
    paper, ink = as_256(str(theme.background)), as_256(str(theme.foreground))
    chosen = as_256(theme.variables["chosen"])
    assert contrast(ink, paper) >= 7 and contrast(ink, chosen) >= 7
    assert chosen != paper and as_256(theme.variables["line"]) != paper
    for colour in (theme.variables["quiet"], theme.accent, theme.warning, theme.success):
        assert contrast(as_256(str(colour)), paper) >= 4.5
    assert len({as_256(str(c)) for c in (theme.accent, theme.warning, theme.success)}) == 3
