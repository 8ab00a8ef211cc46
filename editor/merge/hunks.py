"""Changes of a stream of tokens: found between two states, brought into one form, and those of two sides put together.

A hunk says which tokens of the old stream are replaced by which new ones. Two sides that touch different tokens both
get their way; where they touch the same ones, nobody guesses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from editor.merge.alignment import Link, align
from editor.merge.rows import Mark, Row, Token, text_of
from editor.merge.tokens import common_ends

_ISLAND = 2  # equal characters between two changes that are rather chance


@dataclass(frozen=True)
class Hunk:
    """Tokens ``start`` to ``end`` of the old stream become ``new``."""

    start: int
    end: int
    new: tuple[Token, ...]

    @property
    def is_rows(self) -> bool:
        """Whether it only puts in rows, each with its end."""
        return self.start == self.end and bool(self.new) and isinstance(self.new[-1], Mark)


@dataclass(frozen=True)
class Script:
    """How rows become other rows: hunks over their stream in order, not overlapping; and which rows have moved.

    ``order`` are the new rows in their order: an old row by its number, a new one as None. None says that nothing moved.
    """

    hunks: tuple[Hunk, ...]
    order: tuple[int | None, ...] | None = None


def script(old: Sequence[Row], new: Sequence[Row]) -> Script:
    """The changes between two states of rows. A row that moved is compared with itself, and stands in ``order``."""
    links = align(old, new)
    starts = row_starts(old)
    hunks: list[Hunk] = []
    at = 0  # the old row before which rows come in
    for link in links:
        if link.moved:
            continue
        if not link.old:
            hunks.append(Hunk(starts[at], starts[at], new[link.new[0]].tokens))
            continue
        hunks += _linked(link, old, new, starts)
        at = link.old[-1] + 1
    moves = [link for link in links if link.moved]
    for link in moves:
        hunks += _linked(link, old, new, starts)
    ordered = sorted(hunks, key=lambda hunk: (hunk.start, hunk.end))
    return Script(tuple(ordered), _order(links, len(new)) if moves else None)


def text_hunks(old: Sequence[Token], new: Sequence[Token], start: int = 0) -> list[Hunk]:
    """The changes between two streams, counted from ``start``, each as far to the left as it can stand."""
    head, tail = common_ends(old, new)
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not inner_old and not inner_new:
        return []
    unlike = _unlike(inner_old, inner_new)
    hunks = [_leftmost(old, Hunk(head + a1, head + a2, tuple(inner_new[b1:b2]))) for a1, a2, b1, b2 in unlike]
    return [Hunk(hunk.start + start, hunk.end + start, hunk.new) for hunk in hunks]


def is_island(between: Sequence[Token]) -> bool:
    """Whether no more than a few equal characters, and no end of a row, stand between two changes."""
    return all(isinstance(token, str) for token in between) and len(text_of(between)) <= _ISLAND


def joined(
    old: Sequence[Token], hunks: Iterable[Hunk], are_one: Callable[[Sequence[Token]], bool] = is_island
) -> list[Hunk]:
    """The hunks with those put together that are one by what stands between them."""
    together: list[Hunk] = []
    for hunk in hunks:
        between = old[together[-1].end : hunk.start] if together else ()
        if together and are_one(between):
            last = together.pop()
            hunk = Hunk(last.start, hunk.end, (*last.new, *between, *hunk.new))
        together.append(hunk)
    return together


def apply(old: Sequence[Token], hunks: Iterable[Hunk]) -> list[Token]:
    """The stream after hunks that are in order and do not overlap."""
    result: list[Token] = []
    at = 0
    for hunk in hunks:
        result += [*old[at : hunk.start], *hunk.new]
        at = hunk.end
    return [*result, *old[at:]]


def row_starts(rows: Sequence[Row]) -> list[int]:
    """Where in the stream each row begins, and where the last one ends."""
    return list(accumulate((len(row.tokens) for row in rows), initial=0))


def _linked(link: Link, old: Sequence[Row], new: Sequence[Row], starts: Sequence[int]) -> list[Hunk]:
    before = [token for at in link.old for token in old[at].tokens]
    after = [token for at in link.new for token in new[at].tokens]
    if not after:
        return [Hunk(starts[link.old[0]], starts[link.old[0] + 1], ())]
    if len(link.old) == len(link.new) == 1:  # the ends belong to each other, whatever the rows are
        hunks = text_hunks(before[:-1], after[:-1], starts[link.old[0]])
        if before[-1] != after[-1]:
            end = starts[link.old[0] + 1]
            hunks.append(Hunk(end - 1, end, (after[-1],)))
        return hunks
    return text_hunks(before, after, starts[link.old[0]])


def _order(links: Sequence[Link], count: int) -> tuple[int | None, ...]:
    """The old row whose end each new row has kept; None for one that is new."""
    kept: list[int | None] = [None] * count
    for link in links:
        if link.old and link.new:
            kept[link.new[-1]] = link.old[-1]
    return tuple(kept)


def _unlike(old: Sequence[Token], new: Sequence[Token]) -> Iterator[tuple[int, int, int, int]]:
    if not old or not new:
        yield 0, len(old), 0, len(new)
        return
    from difflib import SequenceMatcher  # slow to import, and only two texts that differ need it

    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a1, a2, b1, b2


def _leftmost(old: Sequence[Token], hunk: Hunk) -> Hunk:
    """An insertion or deletion as far to the left as it says the same, within its row."""
    start, end, new = hunk.start, hunk.end, hunk.new
    if start < end and new:
        return hunk
    while start > 0 and not isinstance(old[start - 1], Mark):
        before = old[start - 1]
        if new and before == new[-1]:
            new = (before, *new[:-1])
        elif start < end and before == old[end - 1]:
            end -= 1
        else:
            break
        start -= 1
        end = start if new else end
    return Hunk(start, end, new)


# -- two sides ---------------------------------------------------------------------------------------------------


def weave(
    old: Sequence[Token], ours: Sequence[Hunk], theirs: Sequence[Hunk]
) -> tuple[list[Hunk], list[Hunk]]:
    """What the hunks of two sides make together, in order: with ours, and with theirs wherever they clash.

    Hunks that are the same count once; those that overlap clash.
    """
    mine: list[Hunk] = []
    other: list[Hunk] = []
    for group in _groups(old, _clusters(old, ours), _clusters(old, theirs)):
        with_ours, with_theirs = _settled(old, *group)
        mine += with_ours
        other += with_theirs
    return mine, other


_Cluster: TypeAlias = list[Hunk]  # hunks of one side between which only chance leaves something equal


def _clusters(old: Sequence[Token], hunks: Iterable[Hunk]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    for hunk in hunks:
        if clusters and is_island(old[clusters[-1][-1].end : hunk.start]):
            clusters[-1].append(hunk)
        else:
            clusters.append([hunk])
    return clusters


def _groups(
    old: Sequence[Token], ours: list[_Cluster], theirs: list[_Cluster]
) -> Iterator[tuple[list[Hunk], list[Hunk]]]:
    """The hunks of both sides in groups of which no two touch the same tokens."""
    while ours or theirs:
        mine: list[_Cluster] = []
        other: list[_Cluster] = []
        if not theirs or (ours and _key(ours[0]) <= _key(theirs[0])):
            mine.append(ours.pop(0))
        else:
            other.append(theirs.pop(0))
        while True:
            if theirs and any(_overlap(old, cluster, theirs[0]) for cluster in mine):
                other.append(theirs.pop(0))
            elif ours and any(_overlap(old, cluster, ours[0]) for cluster in other):
                mine.append(ours.pop(0))
            else:
                break
        yield [hunk for cluster in mine for hunk in cluster], [hunk for cluster in other for hunk in cluster]


def _key(cluster: _Cluster) -> tuple[int, int]:
    return cluster[0].start, cluster[-1].end


def _overlap(old: Sequence[Token], one: _Cluster, other: _Cluster) -> bool:
    """Whether two changes of two sides touch the same tokens, or put something in at one place."""
    (start, end), (start2, end2) = _key(one), _key(other)
    if start == end and start2 == end2:
        return start == start2
    if start == end:
        return _inside(old, one[0], start2, end2)
    if start2 == end2:
        return _inside(old, other[0], start, end)
    return start < end2 and start2 < end


def _inside(old: Sequence[Token], put: Hunk, start: int, end: int) -> bool:
    """Whether something is put in where the other side takes tokens away.

    At their edge it is not, unless it is words at the start of a row that goes as a whole.
    """
    if start < put.start < end:
        return True
    begins_row = start == 0 or isinstance(old[start - 1], Mark)
    goes = begins_row and any(isinstance(token, Mark) for token in old[start:end])
    return put.start == start and goes and not put.is_rows


def _settled(old: Sequence[Token], ours: list[Hunk], theirs: list[Hunk]) -> tuple[list[Hunk], list[Hunk]]:
    """What a group comes to with ours and with theirs: the same, unless they clash."""
    if not theirs or (ours and all(hunk in ours for hunk in theirs)):
        return ours, ours
    if all(hunk in theirs for hunk in ours):
        return theirs, theirs
    both = (*ours, *theirs)
    if all(hunk.start == hunk.end for hunk in both):
        rows = _rows_of_both(ours, theirs)
        words = [[hunk for hunk in side if not hunk.is_rows] for side in (ours, theirs)]
        if not words[0] or not words[1] or words[0] == words[1]:
            return ([*rows, *(words[0] or words[1])],) * 2
    start, end = min(hunk.start for hunk in both), max(hunk.end for hunk in both)
    mine, other = ([Hunk(start, end, _over(old, side, start, end))] for side in (ours, theirs))
    return mine, other


def _rows_of_both(ours: list[Hunk], theirs: list[Hunk]) -> list[Hunk]:
    """The rows that two sides put in at one place: ours first, those of both once."""
    rows = [hunk for hunk in ours if hunk.is_rows]
    at = len(rows)
    for hunk in reversed([hunk for hunk in theirs if hunk.is_rows]):
        if hunk in rows[:at]:
            at = rows.index(hunk)
        else:
            rows.insert(at, hunk)
    return rows


def _over(old: Sequence[Token], hunks: Sequence[Hunk], start: int, end: int) -> tuple[Token, ...]:
    shifted = (Hunk(hunk.start - start, hunk.end - start, hunk.new) for hunk in hunks)
    return tuple(apply(old[start:end], shifted))
