"""The page engine: a stream of blocks in, pages out. 目录, page view and page budget all come from here.

Lines go onto sheets with spacing, keep-with-next, page breaks, the 报尾 at the foot of the last page, by the rules of
LibreOffice 7.4, measured, and of Word by its documentation: between two paragraphs the larger of space after and space
before counts; space before is dropped at the top of a sheet that the text ran over to, and kept on the first sheet and
after a page break.

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

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from editor.layout.block import Block, Run
from editor.layout.breaking import Line, break_lines
from editor.layout.metrics import Metrics, official
from editor.layout.pages import Pages, Part, PlacedBlock, body_start
from editor.layout.setting import Setting, Settings, area_pt
from editor.model.style import Element, HouseStyle

TAIL = "tail"
TAIL_RULE_PT = 1.0  # above, between and below the rows of the 报尾; GB/T 9704-2012, 7.4.1: 0.25 to 0.35 mm
_TOLERANCE = 0.05  # points; a line that reaches the very foot of the type area still fits


class _Shape(NamedTuple):
    """A block broken into lines, not yet placed. ``below`` is a rule under it with its space, in points."""

    block: Block
    lines: tuple[Line, ...]
    setting: Setting
    below: float


def broken_text(runs: tuple[Run, ...], element: Element, style: HouseStyle) -> tuple[str, ...]:
    """The lines into which a paragraph of that element breaks."""
    text = "".join(run.text for run in runs)
    lines = break_lines(runs, Settings(style, official()).of(element).measure)
    return tuple(text[line.start : line.end] for line in lines)


def paginate(blocks: Sequence[Block], style: HouseStyle, metrics: Metrics | None = None) -> Pages:
    """Break blocks into lines and put them on sheets of the style's size, in order. ``metrics`` None: the official fonts."""
    page = style.page
    shapes = _shapes(blocks, style, metrics or official())
    main = [shape for shape in shapes if shape.block.kind != TAIL]
    starts = body_start([shape.block.kind for shape in main])
    numbered_from_body = page.first_page == "body" and starts is not None
    sheets = _Sheets(area_pt(page))
    first_sheet = 0
    for start, end in _chains(main):
        on_new_sheet = numbered_from_body and start == starts
        if start and (on_new_sheet or main[start].block.page_break_before):
            sheets.turn(broken=True)
        if on_new_sheet:
            first_sheet = sheets.sheet
        sheets.add_chain(main[start:end])
    sheets.add_tail([shape for shape in shapes if shape.block.kind == TAIL])
    room = int(max(0.0, sheets.height - sheets.y + _TOLERANCE) / page.line_pt)
    return Pages(tuple(sheets.placed), sheets.sheet + 1, first_sheet, room, page.line_pt)


def _shapes(blocks: Sequence[Block], style: HouseStyle, metrics: Metrics) -> list[_Shape]:
    settings = Settings(style, metrics)
    masthead = style.masthead
    rule = masthead.rule_pt + masthead.rule_space_pt if masthead.rule_pt else 0.0
    return [
        _Shape(block, _lines(block, setting), setting, rule if block.kind == "imprint" else 0.0)
        for block in blocks
        for setting in (settings.of(block.element),)
    ]


def _lines(block: Block, setting: Setting) -> tuple[Line, ...]:
    """The lines of a block: those that were given to it, or as its measure breaks them."""
    if not block.lines:
        return break_lines(block.runs, setting.measure, block.right)
    text, lines, start = block.text, [], 0
    for line in block.lines:
        start = text.index(line, start)
        lines.append(Line(start, start + len(line)))
        start += len(line)
    return tuple(lines)


def _chains(shapes: Sequence[_Shape]) -> Iterator[tuple[int, int]]:
    """Start and end of each series of blocks of which all but the last keep with the next."""
    start = 0
    for index, shape in enumerate(shapes):
        end = index + 1
        if not shape.setting.keep_next or end == len(shapes) or shapes[end].block.page_break_before:
            yield start, end
            start = end


class _Sheets:
    """The sheet being filled and how far; ``placed`` are the blocks that have found their place."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.sheet = 0
        self.y = 0.0
        self.placed: list[PlacedBlock] = []
        self._after = 0.0
        self._broken = True  # the sheet began with a break, not because the one before was full

    def turn(self, *, broken: bool) -> None:
        """Begin a new sheet."""
        self.sheet, self.y, self._after, self._broken = self.sheet + 1, 0.0, 0.0, broken

    def add_chain(self, shapes: Sequence[_Shape]) -> None:
        """Place blocks that keep together, down to the first line of the last, or all of its lines if it is a heading."""
        together = len(shapes) > 1 or shapes[0].setting.keep_next
        if together and self.y > 0.0 and self._foot(shapes) > self.height + _TOLERANCE:
            self.turn(broken=False)
        for shape in shapes:
            self._add(shape)

    def _foot(self, shapes: Sequence[_Shape]) -> float:
        """How far down a chain would reach on this sheet."""
        y, after = self.y, self._after
        for shape in shapes[:-1]:
            y += max(after, shape.setting.before) + len(shape.lines) * shape.setting.pitch
            after = shape.setting.after
        last = shapes[-1]
        # A heading with nothing after it keeps its own lines together.
        lines = len(last.lines) if last.setting.keep_next else 1
        return y + max(after, last.setting.before) + lines * last.setting.pitch

    def _add(self, shape: _Shape) -> None:
        setting, count = shape.setting, len(shape.lines)
        if self.y > 0.0:
            self.y += max(self._after, setting.before)
        elif self._broken:
            self.y = setting.before
        parts: list[Part] = []
        first = 0
        while first < count:
            room = int((self.height - self.y + _TOLERANCE) / setting.pitch)
            if room <= 0 and self.y > 0.0:
                self.turn(broken=False)
                continue
            end = min(first + max(room, 1), count)
            parts.append(Part(self.sheet, self.y, first, end))
            self.y += (end - first) * setting.pitch
            first = end
        self.y += shape.below
        self._after = setting.after
        self.placed.append(PlacedBlock(shape.block, shape.lines, tuple(parts), setting.pitch))

    def add_tail(self, shapes: Sequence[_Shape]) -> None:
        """Place the 报尾 at the foot of the last sheet, or of a new one where it finds no room."""
        if not shapes:
            return
        needed = TAIL_RULE_PT + sum(len(s.lines) * s.setting.pitch + TAIL_RULE_PT for s in shapes)
        if self.y + needed > self.height + _TOLERANCE:
            self.turn(broken=False)
        y = self.height - needed
        for shape in shapes:
            y += TAIL_RULE_PT
            part = Part(self.sheet, y, 0, len(shape.lines))
            self.placed.append(PlacedBlock(shape.block, shape.lines, (part,), shape.setting.pitch))
            y += len(shape.lines) * shape.setting.pitch
        self.y += needed
