"""One paragraph on paper: what exporters lay out, print and count.

The block stream is made once from an issue and a house style (``exporters.blocks``). Page numbers, page view
and DOCX are all made from it, so that they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from editor.model.style import Element, FontRole


@dataclass(frozen=True)
class Run:
    """Text in one font. ``font`` and ``bold`` None mean those of the element."""

    text: str
    font: FontRole | None = None
    bold: bool | None = None


@dataclass(frozen=True)
class Block:
    """One paragraph: ``kind`` is its name in ``HouseStyle.elements`` and ``element`` how that is set.

    ``anchor`` is the article id (or ``section-N``, N the index in the issue, from 0) that the 目录 and
    bookmarks point at: on a section or title it is its own, on a row of the 目录 the one that the row points
    at, elsewhere it is empty. ``lines`` are the lines of a title as we break it; empty means that the page
    breaks it.
    ``right`` is the text at the right tab of a row (date beside issuer, page number in the 目录).
    ``article`` is the id of the article that the block belongs to, empty outside articles, and ``body`` the
    place of the block in its body: (block, measure or -1).
    """

    kind: str
    element: Element
    runs: tuple[Run, ...]
    anchor: str = ""
    right: str = ""
    lines: tuple[str, ...] = ()
    page_break_before: bool = False
    article: str = ""
    body: tuple[int, int] = (-1, -1)

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)
