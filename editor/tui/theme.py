"""The colours of the desk: a page by day, a page by lamplight.

Text is the brightest thing, frames and hints step back, and the one accent, the red of the masthead, means
“act here”. Contrast against the background (WCAG 2.1, checked by a test): text 7:1, quiet and accent 4.5:1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.theme import Theme

from editor.tui.widgets.cells import Harmless

LIGHT, DARK = "yaoxun-light", "yaoxun-dark"


def _theme(name: str, *, dark: bool, **colours: str) -> Theme:
    """The theme of a paper: its ``paper``, ``ink``, ``quiet``, ``line``, ``chosen``, ``accent``, ``warn`` and ``good``."""
    paper, ink, quiet, accent = (colours[part] for part in ("paper", "ink", "quiet", "accent"))
    bars = ("background", "background-hover", "background-active", "corner-color")
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=quiet,
        accent=accent,
        warning=colours["warn"],
        error=accent,
        success=colours["good"],
        foreground=ink,
        background=paper,
        surface=paper,
        panel=colours["chosen"],
        variables={
            "quiet": quiet,
            "line": colours["line"],
            "chosen": colours["chosen"],
            "input-selection-background": colours["chosen"],
            "input-selection-foreground": ink,
            "scrollbar": colours["line"],
            "scrollbar-hover": quiet,
            "scrollbar-active": quiet,
            **{f"scrollbar-{part}": paper for part in bars},
        },
    )


THEMES = (
    _theme(
        LIGHT,
        dark=False,
        paper="#FBF9F4",
        ink="#22252A",
        quiet="#716C60",
        line="#DDD8CC",
        chosen="#EAE5D9",
        accent="#B5342B",
        warn="#8A6000",
        good="#2F6B4F",
    ),
    _theme(
        DARK,
        dark=True,
        paper="#15181B",
        ink="#DAD6CC",
        quiet="#8E8B82",
        line="#2B2F33",
        chosen="#2A2F34",
        accent="#E36A5C",
        warn="#D9A441",
        good="#7DB898",
    ),
)


def dress(app: App[Any], kept: str, environ: Mapping[str, str]) -> None:
    """Give an application its themes, the one that was kept or suits the terminal, and the last door before that."""
    app._filters.append(Harmless())
    for theme in THEMES:
        app.register_theme(theme)
    app.theme = kept if kept in app.available_themes else theme_for(environ)


def theme_for(environ: Mapping[str, str]) -> str:
    """The theme for a terminal: light where it says that its background is, else dark.

    COLORFGBG ends with the background as one of the 16 colours; 7 and 15 are the white ones.
    """
    return LIGHT if environ.get("COLORFGBG", "").rpartition(";")[2] in ("7", "15") else DARK


def other(theme: str) -> str:
    """The other theme."""
    return LIGHT if theme == DARK else DARK
