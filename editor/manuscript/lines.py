"""Body → lines as they are read, and the way back from a place on a line to a place in the body.

One line is one printed paragraph. Exporters, the editor and findings all use this one mapping, so that a finding in
the third measure is underlined where the third measure stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.manuscript.ordinals import Patterns, patterns
from editor.model.body import LEVELS, Block, Body, Chain, Heading, Paragraph
from editor.model.style import Ordinals


@dataclass(frozen=True)
class Span:
    """A stretch of a line that comes from one text of the body.

    ``block`` counts in the body and ``measure`` in its chain (None elsewhere). ``start`` and ``end`` are code points
    of the line; the first ``ordinal`` of them are the ordinal, which the body does not hold. The rest begins at
    ``offset`` of the model text (0 unless a measure runs over several lines).
    """

    block: int
    measure: int | None
    start: int
    end: int
    ordinal: int = 0
    offset: int = 0

    @property
    def text_start(self) -> int:
        """Where the model text begins on the line, after the ordinal."""
        return self.start + self.ordinal


@dataclass(frozen=True)
class Line:
    """One printed paragraph. Its spans follow each other without a gap and cover all of it."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Position:
    """A place in a body: ``offset`` code points into the text of a block, or of a measure of a chain."""

    block: int
    measure: int | None
    offset: int


def render(body: Body, run_in: bool, ordinals: Ordinals) -> tuple[Line, ...]:
    """The lines of a body, numbered by position.

    ``run_in`` says that each chain continues the line of the paragraph right before it and holds its measures in that
    one line; a chain that no paragraph precedes then has a line of its own.
    """
    renderer = _Renderer(patterns(ordinals))
    previous: Block | None = None
    for index, block in enumerate(body):
        if isinstance(block, Chain):
            renderer.chain(index, block, run_in, run_in and isinstance(previous, Paragraph))
        elif isinstance(block, Heading):
            renderer.heading(index, block)
        else:
            renderer.open_line()
            renderer.write(index, None, block.text)
        previous = block
    return renderer.lines()


def locate(lines: Sequence[Line], block: int, measure: int | None, offset: int) -> tuple[int, int]:
    """Row and column, from 0, of a place in the body. LookupError if there is no such text.

    An offset past the end means the end; an offset at a line break inside a measure is the end of the line before it.
    """
    found: tuple[int, int] | None = None
    for row, line in enumerate(lines):
        for span in line.spans:
            if (span.block, span.measure) == (block, measure) and (found is None or span.offset <= offset):
                found = row, min(span.text_start + offset - span.offset, span.end)
    if found is None:
        raise LookupError(f"no text at block {block}, measure {measure}")
    return found


def position_at(lines: Sequence[Line], row: int, column: int) -> Position:
    """The place in the body under a row and column. LookupError if there is no such row.

    Inside an ordinal it is the start of the text that the ordinal numbers. Between two spans it belongs to the
    second; past the end of the line to the last.
    """
    spans = lines[row].spans if 0 <= row < len(lines) else ()
    if not spans:
        raise LookupError(f"no row {row}")
    span = next((span for span in reversed(spans) if span.start <= column), spans[0])
    inside = min(max(column, span.text_start), span.end) - span.text_start
    return Position(span.block, span.measure, span.offset + inside)


class _Renderer:
    """Writes texts onto lines and counts the headings."""

    def __init__(self, written: Patterns) -> None:
        self._patterns = written
        self._lines: list[tuple[list[str], list[Span]]] = []
        self._length = 0
        self._headings = [0] * LEVELS

    def lines(self) -> tuple[Line, ...]:
        return tuple(Line("".join(pieces), tuple(spans)) for pieces, spans in self._lines)

    def open_line(self) -> None:
        self._lines.append(([], []))
        self._length = 0

    def write(self, block: int, measure: int | None, text: str, ordinal: str = "") -> None:
        """Put a text with its ordinal onto the open line; each line break in it opens another line."""
        offset = 0
        for part in text.split("\n"):
            if offset:
                self.open_line()
                ordinal = ""
            pieces, spans = self._lines[-1]
            end = self._length + len(ordinal) + len(part)
            spans.append(Span(block, measure, self._length, end, len(ordinal), offset))
            pieces.append(ordinal + part)
            self._length = end
            offset += len(part) + 1

    def chain(self, index: int, chain: Chain, run_in: bool, continues: bool) -> None:
        if run_in and not continues and chain.measures:
            self.open_line()
        for measure, text in enumerate(chain.measures):
            if not run_in:
                self.open_line()
            self.write(index, measure, text, self._patterns.measure.ordinal(measure + 1))

    def heading(self, index: int, heading: Heading) -> None:
        level = heading.level
        self._headings[level - 1] = 1 if heading.restart else self._headings[level - 1] + 1
        self._headings[level:] = [0] * (LEVELS - level)
        self.open_line()
        ordinal = self._patterns.heading_of(level).ordinal(self._headings[level - 1])
        self.write(index, None, heading.text, ordinal)
