"""Which rows of a new state are which rows of the old one: one and one, split in two, joined, come, gone or moved.

Found by the pairs of neighbouring tokens that two rows share: the dearest alignment is the one that shares most. What
is left over on both sides and says nearly the same has moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.merge.rows import Row
from editor.merge.tokens import common_ends, tokenize

_ALIKE = 0.34  # share of common pairs from which two rows are the same row, edited
_MOVED = 0.7  # the same for rows out of their order, where place says nothing
_PART = 0.6  # share of a part that must come from the whole it was split from
_JOINT = 1.5  # what a split or join costs, in common pairs
_LARGEST = 160_000  # pairs of rows that are compared at all

Bag = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Link:
    """Rows of the old state that are rows of the new one: at most two on one side, and one on the other.

    ``moved`` says that they are out of order.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def align(old: Sequence[Row], new: Sequence[Row]) -> list[Link]:
    """The links of all rows of both sides, those of one side alone included.

    Those in order come in order; what moved has a link of its own at the end.
    """
    start, end = common_ends(*([(row.text, row.mark.kind) for row in rows] for rows in (old, new)))
    links = [Link((at,), (at,)) for at in range(start)]
    inner = _Alignment(old[start : len(old) - end], new[start : len(new) - end]).links()
    links += (
        Link(tuple(at + start for at in link.old), tuple(at + start for at in link.new)) for link in inner
    )
    links += (Link((len(old) - at,), (len(new) - at,)) for at in range(end, 0, -1))
    return _with_moves(links, old, new)


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1."""
    if one == other:
        return 1.0
    first, second = bag(one), bag(other)
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 0.0


def bag(text: str) -> Bag:
    """The pairs of neighbouring tokens of a text, its ends included."""
    tokens = ("", *tokenize(text), "")
    return Counter(pairwise(tokens))


class _Alignment:
    """The best way through the rows of two states, found from their ends."""

    def __init__(self, old: Sequence[Row], new: Sequence[Row]) -> None:
        self._old, self._new = old, new
        self._old_bags = [bag(row.text) for row in old]
        self._new_bags = [bag(row.text) for row in new]

    def links(self) -> list[Link]:
        rows, columns = len(self._old), len(self._new)
        if not rows or not columns or rows * columns > _LARGEST:
            return [*(Link((at,), ()) for at in range(rows)), *(Link((), (at,)) for at in range(columns))]
        best = self._best()
        found, at, to = [], 0, 0
        while at < rows or to < columns:
            taken, given = best[at][to][1]
            found.append(Link(tuple(range(at, at + taken)), tuple(range(to, to + given))))
            at, to = at + taken, to + given
        return found

    def _best(self) -> list[list[tuple[float, tuple[int, int]]]]:
        rows, columns = len(self._old), len(self._new)
        table = [[(0.0, (1, 0) if at < rows else (0, 1))] * (columns + 1) for at in range(rows + 1)]
        for at in range(rows - 1, -1, -1):
            for to in range(columns - 1, -1, -1):
                steps = [(table[at + 1][to][0], (1, 0)), (table[at][to + 1][0], (0, 1))]
                steps += (
                    (score + table[at + taken][to + given][0], (taken, given))
                    for score, (taken, given) in self._steps(at, to)
                )
                table[at][to] = max(steps, key=lambda step: (step[0], sum(step[1]) == 2, step[1]))
        return table

    def _steps(self, at: int, to: int) -> Iterator[tuple[float, tuple[int, int]]]:
        old, new = self._old_bags[at], self._new_bags[to]
        common = (old & new).total()
        if common >= _ALIKE * (old.total() + new.total()) / 2:
            kinds = self._old[at].mark.kind == self._new[to].mark.kind
            yield common + 0.5 * kinds, (1, 1)
        if to + 1 < len(self._new):
            score = _joint(old, new, self._new_bags[to + 1])
            if score:
                yield score, (1, 2)
        if at + 1 < len(self._old):
            score = _joint(new, old, self._old_bags[at + 1])
            if score:
                yield score, (2, 1)


def _joint(whole: Bag, first: Bag, second: Bag) -> float:
    """What is common to a row and the two it was split into or made of; 0 if it was not."""
    parts = (first, second)
    common = [(part & whole).total() for part in parts]
    enough = (
        shared and shared >= _PART * (part.total() - 1) for shared, part in zip(common, parts, strict=True)
    )
    if not all(enough):
        return 0.0
    together = ((first + second) & whole).total()
    if together < _PART * whole.total() or together <= max(common):
        return 0.0
    return together - _JOINT


def _with_moves(links: list[Link], old: Sequence[Row], new: Sequence[Row]) -> list[Link]:
    """Pairs of rows gone and come that say nearly the same have moved; neighbours of one kind have been rewritten."""
    gone = [link.old[0] for link in links if not link.new]
    come = [link.new[0] for link in links if not link.old]
    ranked = sorted(
        (
            (share, -at, -to)
            for at in gone
            for to in come
            if (share := likeness(old[at].text, new[to].text)) >= _MOVED
            and old[at].mark.kind == new[to].mark.kind
        ),
        reverse=True,
    )
    moved: dict[int, int] = {}
    for _, at, to in ranked:
        if -at not in moved and -to not in moved.values():
            moved[-at] = -to
    kept = [
        link
        for link in links
        if not (not link.new and link.old[0] in moved)
        and not (not link.old and link.new[0] in moved.values())
    ]
    return [*kept, *(Link((at,), (to,), moved=True) for at, to in moved.items())]
