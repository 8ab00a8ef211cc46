"""The blocks of a body that stand on lines of their own, taken apart and put together again."""

from __future__ import annotations

from collections.abc import Iterable

from editor.model.body import Block, Body, Chain, Paragraph

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
