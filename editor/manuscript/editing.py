"""Edits of a body that need the grammar: move, split and join what stands on a row. Pure.

Rows and columns count from 0 on the lines that :func:`editor.manuscript.lines.render` gives. What cannot be done
(moving the first measure up, joining row 0) gives the same body back. A row that does not exist is a LookupError.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate

from editor.manuscript.grammar import parse, reread
from editor.manuscript.lines import Position, locate, position_at, render
from editor.manuscript.ordinals import patterns
from editor.manuscript.source import SourceLine
from editor.manuscript.tokens import tokenize
from editor.manuscript.units import exchanged, handed_on, joined, needed, units, without_blank_headings
from editor.model.body import Body, Chain, Heading, Paragraph, text_at, with_text
from editor.model.style import Ordinals

_CLOSING_MARK = re.compile(r"(?P<mark>[。；;，,！!？?])(?P<closers>[”’」』）)】]*)(?P<blanks>\s*)\Z")
_CLOSED = re.compile(r"[。；;，,！!？?][”’」』）)】]*\s*\Z")
_EMPTY = Paragraph("")
_BLANKS = " \u3000"


@dataclass(frozen=True)
class Edited:
    """The body after an edit, its ``run_in``, and where the caret stands on its lines."""

    body: Body
    run_in: bool
    row: int
    column: int


# -- moving ---------------------------------------------------------------------------------------------------


def move_measure(body: Body, block: int, measure: int, step: int, *, run_in: bool = False) -> Body:
    """Move a measure one place up (-1) or down (+1) within its chain; at the chain's end nothing changes.

    Closing marks (；…。) stay where they were; with ``run_in`` also where the last measure has none.
    """
    chain = body[block]
    if not isinstance(chain, Chain):
        raise LookupError(f"block {block} is no chain")
    if not 0 <= measure + step < len(chain.measures):
        return body
    measures = list(chain.measures)
    upper, lower = sorted((measure, measure + step))
    measures[upper], measures[lower] = _exchanged(measures[upper], measures[lower], run_in)
    return (*body[:block], Chain(tuple(measures)), *body[block + 1 :])


def move_at(body: Body, run_in: bool, ordinals: Ordinals, row: int, column: int, step: int) -> Edited:
    """Move the measure under the caret within its chain, or the paragraph or heading past its neighbour.

    The caret goes along.
    """
    place = position_at(render(body, run_in, ordinals), row, column)
    if place.measure is None:
        moved, index = _moved_block(body, place.block, step, run_in)
        place = replace(place, block=index)
    else:
        moved = move_measure(body, place.block, place.measure, step, run_in=run_in)
        place = replace(place, measure=place.measure + step)
    if moved == body:
        return Edited(body, run_in, row, column)
    if run_in and place.measure is not None:
        # Past its last character the caret would stand at the next measure.
        place = replace(place, offset=min(place.offset, max(len(_text(moved, place)) - 1, 0)))
    return _edited(moved, run_in, ordinals, place)


def _moved_block(body: Body, index: int, step: int, run_in: bool) -> tuple[Body, int]:
    """The body after the move, and the index of the moved block in it."""
    parts = units(body, run_in=run_in)
    sizes = list(accumulate(map(len, parts)))
    at = next((at for at, size in enumerate(sizes) if index < size), None)
    if at is None:
        raise LookupError(f"no block {index}")
    if not 0 <= at + step < len(parts):
        return body, index
    unit = parts.pop(at)
    within = unit[index - sizes[at] :]
    parts.insert(at + step, unit)
    upper = min(at, at + step)
    parts[upper : upper + 2] = exchanged(*parts[upper : upper + 2])
    return joined(parts, run_in=run_in), len(joined(parts[: at + step + 1], run_in=run_in)) - len(within)


def _exchanged(upper: str, lower: str, run_in: bool) -> tuple[str, str]:
    """Two measures in the other order, with the closing mark of either place left in that place.

    A mark inside closing quotation marks or brackets comes out of them where it changes: “稳。” before another measure
    is “稳”；.
    """
    first, second = _CLOSING_MARK.search(upper), _CLOSING_MARK.search(lower)
    if first and (second or (run_in and not _CLOSED.search(lower))):
        end = second.start() if second else len(lower)
        closed = second["closers"] if second else ""
        if second and second["mark"] == first["mark"]:
            return lower, upper
        mark = f"{first['mark']}{first['blanks']}"
        own = f"{second['mark']}{second['blanks']}" if second else ""
        return lower[:end] + closed + mark, upper[: first.start()] + first["closers"] + own
    return lower, upper


def restart_at(body: Body, run_in: bool, ordinals: Ordinals, row: int, column: int) -> Edited:
    """Begin a second list with the heading under the caret, or let it go on with the one above again."""
    place = position_at(render(body, run_in, ordinals), row, column)
    block = body[place.block]
    if not isinstance(block, Heading):
        return Edited(body, run_in, row, column)
    turned = replace(block, restart=not block.restart)
    return _edited(needed(_with_block(body, place.block, (turned,))), run_in, ordinals, place)


# -- splitting ------------------------------------------------------------------------------------------------


def split_at(body: Body, run_in: bool, ordinals: Ordinals, row: int, column: int) -> Edited:
    """What Enter does: a new paragraph, or the next measure; on an empty measure, a plain paragraph instead of it.

    A measure of a chain of lines gives two; every other line is split as text and read again, so that a run-in chain
    keeps its ordinals as far as they still make one.
    """
    lines = render(body, run_in, ordinals)
    place = position_at(lines, row, column)
    block = body[place.block]
    if isinstance(block, Chain) and not run_in:
        return _split_measure(body, block, place, ordinals)
    inside = (span.start for span in lines[row].spans if span.start < column < span.text_start)
    column = next(inside, column)  # an ordinal is never torn
    texts = [line.text for line in lines]
    texts[row : row + 1] = [texts[row][:column], texts[row][column:]]
    parsed = reread(body, run_in, texts, ordinals)
    return Edited(parsed.body, parsed.run_in, row + 1, 0)


def _split_measure(body: Body, chain: Chain, place: Position, ordinals: Ordinals) -> Edited:
    at = place.measure or 0
    before, text, after = chain.measures[:at], chain.measures[at], chain.measures[at + 1 :]
    if "\n" in text[: place.offset]:  # on a continuation Enter makes another one
        longer = f"{text[: place.offset]}\n{text[place.offset :]}"
        split = _with_text(body, place, longer)
        return _edited(split, False, ordinals, replace(place, offset=place.offset + 1))
    if text.strip():
        rest = text[place.offset :].lstrip(_BLANKS)
        line, *more = rest.split("\n")
        # Enter right before an ordinal in the text: the measure brings its own.
        (token,) = tokenize([SourceLine(0, line)], patterns(ordinals), live=True)
        rest = "\n".join((token.text if token.kind == "measure" else line, *more))
        measures = (*before, text[: place.offset], rest, *after)
        split = _with_block(body, place.block, (Chain(measures),))
        return _edited(split, False, ordinals, Position(place.block, at + 1, 0))
    parts: Body = (*_chain(before), _EMPTY, *_chain(after))
    split = _with_block(body, place.block, parts)
    return _edited(split, False, ordinals, Position(place.block + bool(before), None, 0))


def cut_at(
    body: Body, run_in: bool, ordinals: Ordinals, row: int, column: int
) -> tuple[tuple[Body, bool], tuple[Body, bool]]:
    """Cut a body in two at the caret, as for two articles; each half is a body and its ``run_in``."""
    place = position_at(render(body, run_in, ordinals), row, column)
    block, offset = body[place.block], place.offset
    head: Body
    tail: Body
    if isinstance(block, Chain):
        at = place.measure or 0
        text = block.measures[at]
        head = _chain((*block.measures[:at], *_filled(text[:offset].rstrip())))
        rest, below = text[offset:].lstrip(), block.measures[at + 1 :]
        if "\n" in text[:offset]:  # further paragraphs of a measure are text where it is not
            tail = (*map(Paragraph, filter(None, rest.split("\n"))), *_chain(below))
        else:
            tail = _chain((*_filled(rest), *below))
    else:
        head = tuple(replace(block, text=text) for text in _filled(block.text[:offset]))
        tail = tuple(Paragraph(text) for text in _filled(block.text[offset:]))
        if not head:
            tail = (block,)
    halves = (*body[: place.block], *head), (*tail, *body[place.block + 1 :])
    first, second = (_reread(half, ordinals) if run_in else (half, False) for half in halves)
    return first, second


# -- joining --------------------------------------------------------------------------------------------------


def join_at(body: Body, run_in: bool, ordinals: Ordinals, row: int) -> Edited:
    """What Backspace at the start of a row's text does: it joins the text to the row before.

    On row 0, where there is no row before, the ordinal goes and plain text stays.
    """
    lines = render(body, run_in, ordinals)
    place = position_at(lines, row, 0)
    first = lines[row].spans[0]
    if run_in or row == 0:
        texts = [line.text for line in lines]
        text = texts[row][first.ordinal :]
        before = texts[row - 1] if row else ""
        texts[max(row - 1, 0) : row + 1] = [before + text]
        parsed = reread(body, run_in, texts, ordinals)
        return Edited(parsed.body, parsed.run_in, max(row - 1, 0), len(before))
    last = lines[row - 1].spans[-1]
    whole = _joined_texts(body, Position(last.block, last.measure, 0), replace(place, offset=first.offset))
    return Edited(whole, run_in, row - 1, len(lines[row - 1].text))


def _joined_texts(body: Body, before: Position, place: Position) -> Body:
    """Put the text at ``place`` behind the text that stands right before it."""
    text = _text(body, place)
    # A line joins the line before in its measure.
    if (before.block, before.measure) == (place.block, place.measure):
        return _with_text(body, place, text[: place.offset - 1] + text[place.offset :])
    rest = handed_on(body, _without(body, place))
    extra: Body = ()
    if before.measure is None:  # only a measure may hold several lines
        text, *more = text.split("\n")
        extra = tuple(Paragraph(line) for line in more)
    rest = _with_text(rest, before, _text(rest, before) + text)
    return (*rest[: before.block + 1], *extra, *rest[before.block + 1 :])


def join_bodies(first: tuple[Body, bool], second: tuple[Body, bool], ordinals: Ordinals) -> tuple[Body, bool]:
    """One body of two, each with its ``run_in``; where these differ, run-in chains become plain text."""
    bodies = [first, second]
    chained = [run_in for body, run_in in bodies if any(isinstance(block, Chain) for block in body)]
    run_in = bool(chained) and all(chained)
    parts = [
        unit
        for body, own in bodies
        for unit in units(_as_text(body, ordinals) if own and not run_in else body, run_in=run_in)
    ]
    return joined(parts, run_in=run_in), run_in


def _as_text(body: Body, ordinals: Ordinals) -> Body:
    """A body with run-in chains with those written out as the plain text of their paragraphs."""
    lines = render(body, True, ordinals)
    blocks = ((body[line.spans[0].block], line.text) for line in lines)
    return tuple(block if isinstance(block, Heading) else Paragraph(text) for block, text in blocks)


# -- tidying --------------------------------------------------------------------------------------------------


def tidy(body: Body, *, run_in: bool = False) -> Body:
    """The body without what editing leaves behind: empty paragraphs and measures, blanks around lines.

    A line with a run-in chain only loses the blanks at its two ends.
    """
    body = without_blank_headings(body)
    tidied = (_tidy_unit(unit, run_in) for unit in units(body, run_in=run_in))
    return needed(joined((unit for unit in tidied if unit), run_in=run_in))


def _tidy_unit(unit: Body, run_in: bool) -> Body:
    lead, last = unit[0], unit[-1]
    if not isinstance(last, Chain):
        return tuple(replace(last, text=text) for text in _filled(last.text.strip()))
    if not run_in:
        lines = (filter(None, map(str.strip, measure.split("\n"))) for measure in last.measures)
        return _chain(tuple(filter(None, map("\n".join, lines))))
    chain = _chain((*last.measures[:-1], last.measures[-1].rstrip())) if last.measures else ()
    return (Paragraph(lead.text.lstrip()), *chain) if isinstance(lead, Paragraph) else chain


# -- texts ----------------------------------------------------------------------------------------------------


def _edited(body: Body, run_in: bool, ordinals: Ordinals, place: Position) -> Edited:
    row, column = locate(render(body, run_in, ordinals), place.block, place.measure, place.offset)
    return Edited(body, run_in, row, column)


def _reread(body: Body, ordinals: Ordinals) -> tuple[Body, bool]:
    """Half an article with run-in chains: what is left of one may be words."""
    texts = [line.text for line in render(body, True, ordinals)]
    parsed = parse(texts, ordinals, live=True, run_in=True)
    return parsed.body, parsed.run_in


def _chain(measures: tuple[str, ...]) -> tuple[Chain, ...]:
    return (Chain(measures),) if measures else ()


def _filled(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _text(body: Body, place: Position) -> str:
    return text_at(body, place.block, place.measure)


def _with_text(body: Body, place: Position, text: str) -> Body:
    return with_text(body, place.block, place.measure, text)


def _without(body: Body, place: Position) -> Body:
    block = body[place.block]
    if isinstance(block, Chain):
        at = place.measure or 0
        return _with_block(body, place.block, _chain((*block.measures[:at], *block.measures[at + 1 :])))
    return _with_block(body, place.block, ())


def _with_block(body: Body, index: int, blocks: Body) -> Body:
    return (*body[:index], *blocks, *body[index + 1 :])
