"""A body after a key: what stands on each row stays what it was; only what a person makes one becomes a measure or heading.

Text never changes by itself. A plain row that looks like a measure (三、四线城市…, or what an import kept) stays plain
until somebody types its ordinal, at the place where that number is next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from editor.manuscript.clauses import ordinals_in
from editor.manuscript.foreign import foreign_ordinal
from editor.manuscript.lines import Line, Span, render
from editor.manuscript.ordinals import NUMERAL, Patterns, patterns
from editor.manuscript.run_in import is_strict, parted
from editor.manuscript.source import SourceLine
from editor.manuscript.tokens import Token, deep_heading, tokenize
from editor.model.body import LEVELS, Block, Body, Chain, Heading, Paragraph, text_at, with_text
from editor.model.style import Ordinals

_CHAINED = ("begins", "measure", "goes_on")
# 二是二，一是一; and 二、三产业 is known by its third character.
_SAYING = re.compile(rf"{NUMERAL}(?:[，、；。,]|.?\Z)")


class Row(NamedTuple):
    """What stands on a row of an article whose chains are lines; ``text`` is without its ordinal.

    ``begins`` is a measure that begins a chain, ``goes_on`` a further paragraph of the measure above. ``restart`` says
    that a heading begins a second list.
    """

    kind: str  # begins, measure, goes_on, plain, or a heading's level as 1 to 4
    text: str
    restart: bool = False

    @property
    def level(self) -> int:
        """The level of a heading, 0 for anything else."""
        return int(self.kind) if self.kind.isdigit() else 0


def rows_of(body: Body) -> Iterator[Row]:
    """The rows of a body whose chains are lines."""
    for block in body:
        if isinstance(block, Chain):
            for at, measure in enumerate(block.measures):
                first, *more = measure.split("\n")
                yield Row("measure" if at else "begins", first)
                yield from (Row("goes_on", line) for line in more)
        elif isinstance(block, Heading):
            first, *more = block.text.split("\n")
            yield Row(str(block.level), first, block.restart)
            yield from (Row("plain", line) for line in more)
        else:
            yield from (Row("plain", line) for line in block.text.split("\n"))


def body_of(rows: Iterable[Row]) -> Body:
    """The body that rows make: measures that follow each other are a chain, whatever came between them before."""
    blocks: list[Block] = []
    chain: list[str] = []
    for row in rows:
        kind, text = row.kind, row.text
        if chain and kind not in ("measure", "goes_on"):
            blocks.append(Chain(tuple(chain)))
            chain = []
        if chain and kind == "goes_on":
            chain[-1] += f"\n{text}"
        elif kind in ("begins", "measure"):
            chain.append(text)
        elif row.level:
            blocks.append(Heading(text, row.level, row.restart))
        else:
            blocks.append(Paragraph(text))
    return (*blocks, Chain(tuple(chain))) if chain else tuple(blocks)


class Change(NamedTuple):
    """Where the rows of two states differ: rows ``start`` to ``old_end`` became ``start`` to ``new_end``."""

    start: int
    old_end: int
    new_end: int


def changed_rows(old: Sequence[object], new: Sequence[object]) -> Change:
    """The smallest stretch of rows, of the characters of one, or of blocks, in which two states differ."""
    fewer = min(len(old), len(new))
    start = next((at for at in range(fewer) if old[at] != new[at]), fewer)
    rest = fewer - start
    same = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return Change(start, len(old) - same, len(new) - same)


def _same_changes(old: str, new: str) -> Iterator[Change]:
    """The change that makes one text of another, and the places where the same letters could as well have come or gone."""
    start, old_end, new_end = changed_rows(old, new)
    yield Change(start, old_end, new_end)
    longer, end = (new, new_end) if old_end == start else (old, old_end)
    while start in (old_end, new_end) and start and longer[start - 1] == longer[end - 1]:
        start, old_end, new_end, end = start - 1, old_end - 1, new_end - 1, end - 1
        yield Change(start, old_end, new_end)


def edited_row(body: Body, run_in: bool, ordinals: Ordinals, row: int, text: str) -> tuple[Body, bool] | None:
    """The body, and its ``run_in``, after a change within the words of one row; None where an ordinal was touched."""
    line = render(body, run_in, ordinals)[row]
    found = next(
        (
            (span, change)
            for change in _same_changes(line.text, text)
            for span in line.spans
            if span.text_start <= change.start and change.old_end <= span.end
        ),
        None,
    )
    if found is None:
        return None
    span, (start, end, new_end) = found
    inserted = text[start:new_end]
    if inserted and (made := _made_by_hand(body, run_in, ordinals, line, row, text, start)):
        return made
    shift, before = span.offset - span.text_start, text_at(body, span.block, span.measure)
    after = before[: start + shift] + inserted + before[end + shift :]
    return with_text(body, span.block, span.measure, after), run_in


def new_rows(above: Sequence[Row], tokens: Sequence[Token], parsed: Body) -> Iterator[Row]:
    """Rows that were put in below others. Only number one begins a chain; another goes on with the one above or is text."""
    chained = bool(above) and above[-1].kind in _CHAINED
    for row, token in zip(rows_of(parsed), tokens, strict=True):
        if row.kind in ("begins", "measure") and token.number != 1:
            row = Row("measure", row.text) if chained else Row("plain", token.whole)
        chained = row.kind in _CHAINED
        yield row


def as_rows(tokens: Sequence[Token]) -> Body:
    """Lines without chains, as each looks by itself."""
    return tuple(Heading(t.text, t.level) if t.kind == "heading" else Paragraph(t.whole) for t in tokens)


def kept_row(old: Row, shown: str, token: Token, fresh: Row, written: Patterns) -> Row:
    """What the first changed row is: what it was, as long as it still begins so."""
    if old.kind in ("begins", "measure"):
        return Row(old.kind, token.text) if token.kind == "measure" else fresh
    if old.level > 2:
        deep = deep_heading(token, old.level, written, live=True)
        return old._replace(text=deep.text) if deep else fresh
    if old.level:
        return old._replace(text=token.text) if token.kind == "heading" else fresh
    return Row(old.kind, token.whole) if shown and token.whole.startswith(shown[0]) else fresh


def typed_again(typed: str, number: int, ordinals: Ordinals) -> int:
    """How many code points of what was typed behind the ordinal of a measure are that ordinal once more, 0 if none.

    Who is used to writing 二是 writes it behind the one that Enter has just put there, in the house's way or another
    (2. or （二）). It is known by what follows: 二是否可行 and 2.5亿元 are words of the text.
    """
    (token,) = tokenize([SourceLine(0, typed)], patterns(ordinals), live=True)
    found = token if token.kind == "measure" else foreign_ordinal(typed)
    if found is None or found.number != number or not found.text.strip() or _SAYING.match(found.text):
        return 0
    return len(typed) - len(found.text)


# -- what a person makes --------------------------------------------------------------------------------------


def _made_by_hand(
    body: Body, run_in: bool, ordinals: Ordinals, line: Line, row: int, text: str, start: int
) -> tuple[Body, bool] | None:
    """The body with the row that became a measure or heading because its ordinal was typed; None if none was."""
    span = line.spans[0]
    if span.ordinal == 0 and not (run_in and len(line.spans) > 1):
        made = _row_made(body, run_in, ordinals, span, row, line.text, text, start)
        if made is not None:
            return made, run_in
    if isinstance(body[span.block], Heading) or (not run_in and any(isinstance(b, Chain) for b in body)):
        return None
    return _run_in_made(body, run_in, ordinals, line, text)


def _row_made(
    body: Body, run_in: bool, ordinals: Ordinals, span: Span, row: int, old: str, new: str, start: int
) -> Body | None:
    written = patterns(ordinals)
    before, token = tokenize([SourceLine(0, old), SourceLine(0, new)], written, live=True)
    if before.number or (run_in and token.kind == "measure"):
        return None
    rows = list(rows_of(body)) if not run_in else []
    within_lines = not run_in and row < len(rows)
    above = rows[:row] if within_lines else list(rows_of(body[: span.block]))
    if token.kind == "measure":
        made = _measure_made(above, token) if start < len(new) - len(token.text) else None
    else:
        made = _heading_made(above, before, token, start, written)
    if made is None:
        return None
    if within_lines:
        return body_of([*above, made, *rows[row + 1 :]])
    heading = Heading(made.text, made.level, made.restart)
    return (*body[: span.block], heading, *body[span.block + 1 :])


def _measure_made(above: Sequence[Row], token: Token) -> Row | None:
    """The row of a measure whose ordinal was typed: number one, or the next of the chain above."""
    count = _length_of_open_chain(above)
    if token.number not in (1, count + 1):
        return None
    return Row("measure" if token.number == count + 1 > 1 else "begins", token.text)


def _heading_made(
    above: Sequence[Row], before: Token, token: Token, start: int, written: Patterns
) -> Row | None:
    """The row of a heading whose ordinal was typed: the next of its list, or number one, with which a second one begins.

    The ordinals of the levels 3 and 4 begin many a text (1. and 1.5亿元), so that they wait for the first word, and
    need a heading of the level above.
    """
    if token.kind == "heading":
        found = token if start < len(token.whole) - len(token.text) else None
    else:
        found = _deep_heading_made(above, before, token, start, written)
    if found is None:
        return None
    count = _headings_before(above, found.level)
    if found.number not in (1, count + 1):
        return None
    return Row(str(found.level), found.text, restart=found.number <= count)


def _deep_heading_made(
    above: Sequence[Row], before: Token, token: Token, start: int, written: Patterns
) -> Token | None:
    for level in range(3, LEVELS + 1):
        found = deep_heading(token, level, written)
        if found is not None:
            fresh = deep_heading(before, level, written) is None
            typed = start <= len(found.whole) - len(found.text)
            return found if fresh and typed and _headings_before(above, level - 1) else None
    return None


def _length_of_open_chain(rows: Sequence[Row]) -> int:
    count = 0
    for row in reversed(rows):
        count += row.kind in ("begins", "measure")
        if row.kind == "begins":
            return count
        if row.kind not in ("measure", "goes_on"):
            break
    return count


def _headings_before(rows: Sequence[Row], level: int) -> int:
    count = 0
    for row in reversed(rows):
        if row.level and row.level < level:
            break
        count += row.level == level
        if row.level == level and row.restart:
            break
    return count


def _run_in_made(
    body: Body, run_in: bool, ordinals: Ordinals, line: Line, text: str
) -> tuple[Body, bool] | None:
    """The body with a run-in chain that was typed, or typed further, on a line."""
    measure = patterns(ordinals).measure
    before, found = ordinals_in(line.text, measure), ordinals_in(text, measure)
    if len(found) <= len(before) or not is_strict(found):
        return None
    above, below = body[: line.spans[0].block], body[line.spans[-1].block + 1 :]
    return (*above, *parted(text, found, above), *below), True
