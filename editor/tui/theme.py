"""The colours of the desk: a page by day, a page by lamplight.

Text is the brightest thing, frames and hints step back, and the one accent, the red of the masthead, means
“act here”. Contrast against the background (WCAG 2.1, checked by a test): text 7:1, quiet and accent 4.5:1.
"""

from __future__ import annotations

from textual.theme import Theme

LIGHT, DARK = "yaoxun-light", "yaoxun-dark"


def _theme(
    name: str,
    *,
    dark: bool,
    paper: str,
    ink: str,
    quiet: str,
    line: str,
    chosen: str,
    accent: str,
    warn: str,
    good: str,
) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=quiet,
        accent=accent,
        warning=warn,
        error=accent,
        success=good,
        foreground=ink,
        background=paper,
        surface=paper,
        panel=chosen,
        variables={
            "quiet": quiet,
            "line": line,
            "chosen": chosen,
            "input-selection-background": chosen,
            "input-selection-foreground": ink,
            "scrollbar": line,
            "scrollbar-hover": quiet,
            "scrollbar-active": quiet,
            "scrollbar-background": paper,
            "scrollbar-background-hover": paper,
            "scrollbar-background-active": paper,
            "scrollbar-corner-color": paper,
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
