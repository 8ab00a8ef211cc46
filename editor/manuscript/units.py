"""The blocks of a body that stand on lines of their own, taken apart and put together again; and where second lists begin.

A heading may begin a second list (（一）（二）…, a lead-in, （一）（二）… again). The mark says where a list begins and not which
heading begins it: in an edit it stays in its place when the heading goes or moves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from editor.manuscript.live import changed_rows
from editor.model.body import LEVELS, Block, Body, Chain, Heading, Paragraph

_EMPTY = Paragraph("")


def units(body: Body, *, run_in: bool) -> list[Body]:
    """The blocks that stand on lines of their own: a paragraph goes with the chain that runs in to it."""
    found: list[Body] = []
    for block in body:
        if run_in and isinstance(block, Chain) and found and isinstance(found[-1][-1], Paragraph):
            found[-1] = (*found[-1], block)
        else:
            found.append((block,))
    return found


def joined(parts: Iterable[Body], *, run_in: bool) -> Body:
    """The body of units in a new order; an empty paragraph keeps a chain off the line of a paragraph before it."""
    body: list[Block] = []
    for unit in parts:
        after_paragraph = bool(body) and isinstance(body[-1], Paragraph)
        if run_in and isinstance(unit[-1], Chain):
            lead = unit[0] if len(unit) == 2 and unit[0] != _EMPTY else None
            unit = (lead, unit[-1]) if lead else (_EMPTY, unit[-1]) if after_paragraph else unit[-1:]
        body.extend(unit)
    return tuple(body)


# -- headings that begin a second list ----------------------------------------------------------------------------


def handed_on(before: Body, after: Body) -> Body:
    """The body after an edit, in which a list whose first heading is gone begins with its next one."""
    if not any(isinstance(block, Heading) and block.restart for block in before):
        return after
    start, old_end, new_end = changed_rows(before, after)
    orphaned = _begun(before[start:old_end]) - _begun(after[start:new_end])
    return (*after[:new_end], *_begun_anew(after[new_end:], orphaned, blank=True))


def without_blank_headings(body: Body) -> Body:
    """The body less the headings that say nothing."""
    return tuple(_begun_anew(body, set(), blank=False))


def exchanged(upper: Body, lower: Body) -> tuple[Body, Body]:
    """Two neighbours that changed places; of two headings of one level the upper one begins the list."""
    if len(upper) == len(lower) == 1:
        (first,), (second,) = upper, lower
        if isinstance(first, Heading) and isinstance(second, Heading) and first.level == second.level:
            return (replace(first, restart=second.restart),), (replace(second, restart=first.restart),)
    return upper, lower


def needed(body: Body) -> Body:
    """The body without marks on headings that are number one anyway."""
    counted = [False] * LEVELS
    kept: list[Block] = []
    for block in body:
        if isinstance(block, Heading):
            if block.restart and not counted[block.level - 1]:
                block = replace(block, restart=False)
            counted[block.level - 1 :] = [True] + [False] * (LEVELS - block.level)
        kept.append(block)
    return tuple(kept)


def _begun_anew(blocks: Iterable[Block], waiting: set[int], *, blank: bool) -> Iterator[Block]:
    """The blocks, of each level that waits the next heading marked; a heading of a level above ends the wait.

    Without ``blank`` those that say nothing go, and wait for the next in their place.
    """
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
            continue
        waiting = {level for level in waiting if level <= block.level}
        restart = block.restart or block.level in waiting
        if blank or block.text.strip():
            waiting -= {block.level}
            yield replace(block, restart=restart)
        elif restart:
            waiting |= {block.level}


def _begun(blocks: Body) -> set[int]:
    """The levels of the lists that begin in a stretch and are still open at its end."""
    levels: set[int] = set()
    for block in blocks:
        if isinstance(block, Heading):
            levels = {level for level in levels if level <= block.level}
            levels |= {block.level} if block.restart else set()
    return levels
