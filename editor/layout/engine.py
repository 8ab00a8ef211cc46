"""The page engine: a stream of blocks in, pages out. 目录, page view and page budget all come from here.

What a DOCX must say for these pages to come true in Word, WPS and LibreOffice alike (measured with
LibreOffice 7.4; for Word from its documentation):

- No mark hangs past the right edge. LibreOffice reads ``w:overflowPunct`` the wrong way round (0 and absence
  hang, 1 does not) and drops some hanging marks from its PDF, Word reads it as it is meant. ``w:pPrDefault`` says
  ``w:overflowPunct w:val="0"``; the Normal style adds, for LibreOffice alone, ``mc:AlternateContent`` with
  ``mc:Choice Requires="wp14"`` → ``w:val="0"`` for Word and ``mc:Fallback`` → ``w:val="1"`` for LibreOffice, which
  does not know wp14. Readers that pass over an alternative inside ``w:pPr`` (several do) are left with the default.
  Where marks hang, one paragraph in forty gets a line shorter, and by this engine's own reckoning two thirds of the
  articles of a published issue stand on another page.
- no ``w:autoSpaceDE`` and ``w:autoSpaceDN`` at all: LibreOffice makes the gap between Han and Latin whatever they
  say, so Word must not be told to leave it out.
- ``w:lang w:val="en-US" w:eastAsia="zh-CN"``: LibreOffice breaks inside Latin words and figures whose language is
  Chinese.
- ``w:snapToGrid w:val="0"`` in every paragraph style: LibreOffice moves paragraphs that follow a title onto the
  grid, Word with exact line pitch does not. 22 lines come from the exact pitch alone.
- ``w:widowControl w:val="0"`` everywhere, ``w:kinsoku``, ``w:wordWrap``; ``w:keepLines`` beside every
  ``w:keepNext``; character spacing only on elements of the body's size; compatibilityMode 15 and
  characterSpacingControl doNotCompress.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.layout.block import Block, Run
from editor.layout.breaking import break_lines
from editor.layout.metrics import Metrics, official
from editor.layout.pages import Pages
from editor.layout.setting import Settings
from editor.layout.stacking import stack
from editor.model.style import Element, HouseStyle

__all__ = ["broken_text", "paginate"]


def paginate(blocks: Sequence[Block], style: HouseStyle, metrics: Metrics | None = None) -> Pages:
    """Break blocks into lines and put them on pages. ``metrics`` None means the official fonts."""
    return stack(blocks, style, metrics or official())


def broken_text(runs: tuple[Run, ...], element: Element, style: HouseStyle) -> tuple[str, ...]:
    """The lines into which a paragraph of that element breaks."""
    text = "".join(run.text for run in runs)
    lines = break_lines(runs, Settings(style, official()).of(element).measure)
    return tuple(text[line.start : line.end] for line in lines)
