"""How a title keeps the lines that we chose, without a break character in its text wherever that can be.

A title is a heading, and its text must stay whole: Word puts a blank into the 目录 for a line break in a heading
when it is rebuilt (F9), readers such as pandoc pass the break on, and a search for the title fails. So the
lines are made by narrowing the paragraph: both indents grow until a word processor, filling lines greedily,
must break exactly where we do. That works when no line is shorter than a later one by much more than a character.
For the rest there is a line break, one point high so that the blank in a rebuilt 目录 cannot be seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from editor.layout.breaking import may_break
from editor.layout.metrics import official, spread

_SPARE = 0.1  # em left on either side of the width chosen
# Em by which the first line may be indented: both parts then stand a tenth of an em off the middle.
_UNSEEN = 0.4


class Narrowing(NamedTuple):
    """The indents of a title in em: ``first`` is that of the first line, beyond ``left``."""

    left: float
    right: float
    first: float = 0.0


def narrowing(lines: Sequence[str], widest: float) -> Narrowing | None:
    """The indents at which a title breaks into these lines of itself; None if there are none.

    ``widest`` is the width of the type area in em.
    """
    if not all(may_break(before + after, len(before), official()) for before, after in pairwise(lines)):
        return None
    low = max(spread(line).most for line in lines) + _SPARE
    # A line ends where it should as long as the first character of the next finds no room.
    highs = [spread(before + after[0]).least - _SPARE for before, after in pairwise(lines)]
    first, rest = highs[0], min(highs[1:], default=widest)
    if low > min(rest, widest):
        return None
    if low <= first:
        inset = max(widest - (low + min(first, rest)) / 2, 0.0) / 2
        return Narrowing(inset, inset)
    # The first line is a little too short for the width that a later one needs: it gets less of it.
    less, inset = low - first, (widest - low) / 2
    if less > _UNSEEN or inset < less / 4 or spread(lines[0]).most + _SPARE > first:
        return None
    return Narrowing(inset - less / 4, inset + less / 4, less)
