"""Which old item of a body, of a chain or of the accepted findings a new one comes from.

What is matched keeps the text it has in the file, its comments included; so a good match is a small change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from editor.merge.tokens import common_ends, common_start
from editor.model.body import Block, Chain, Heading, Paragraph

Item = Block | str

_SAMPLE = 100  # characters at either end by which the likeness of two texts is judged
_STILL_ALIKE = 0.6  # below it, two texts at different places are two texts
_MANY = 2_500  # pairs in one gap from which on they are not all compared


def match_items(old: Sequence[Item], new: Sequence[Item]) -> list[int | None]:
    """For each new item the index of the old one that it is or was, None if it is new. No index comes twice.

    Equal ones in order first, then equal ones that moved, then changed ones between the same neighbours, then those
    that moved and were changed, as far as they are still alike.
    """
    origins: list[int | None] = [None] * len(new)
    gaps: list[tuple[range, range]] = []
    for tag, a1, a2, b1, b2 in _differences(old, new):
        if tag == "equal":
            origins[b1:b2] = range(a1, a2)
        else:
            gaps.append((range(a1, a2), range(b1, b2)))
    left: dict[Item, list[int]] = {}
    for olds, _ in gaps:
        for place in olds:
            left.setdefault(old[place], []).append(place)
    for _, news in gaps:
        for place in news:
            if same := left.get(new[place]):
                origins[place] = same.pop(0)
    free = {place for places in left.values() for place in places}
    for olds, news in gaps:
        mine = [place for place in olds if place in free]
        lacking = [place for place in news if origins[place] is None]
        pairs = _alike(old, new, mine, lacking, 0.0) if len(mine) != len(lacking) else []
        for source, target in [*pairs, *_rest(mine, lacking, pairs)]:
            origins[target] = source
            free.discard(source)
    lacking = [place for place, origin in enumerate(origins) if origin is None]
    for source, target in _alike(old, new, sorted(free), lacking, _STILL_ALIKE):
        origins[target] = source
    return origins


def _differences(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[str, int, int, int, int]]:
    """SequenceMatcher's opcodes, without its cost where both ends are the same."""
    head, tail = common_ends(old, new)
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    return [
        ("equal", 0, head, 0, head),
        *((tag, a1 + head, a2 + head, b1 + head, b2 + head) for tag, a1, a2, b1, b2 in matcher.get_opcodes()),
        ("equal", len(old) - tail, len(old), len(new) - tail, len(new)),
    ]


def _alike(
    old: Sequence[Item], new: Sequence[Item], olds: list[int], news: list[int], least: float
) -> list[tuple[int, int]]:
    """Pairs of old and new places whose items are more alike than ``least``, the most alike first."""
    if len(olds) * len(news) > _MANY:
        return []
    ranked = sorted(
        ((_likeness(old[a], new[b]), a, b) for a in olds for b in news), key=lambda rank: -rank[0]
    )
    pairs: dict[int, int] = {}
    for likeness, a, b in ranked:
        if likeness > least and a not in pairs and b not in pairs.values():
            pairs[a] = b
    return list(pairs.items())


def _rest(olds: list[int], news: list[int], pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What the pairs leave over, paired in order."""
    taken_olds, taken_news = {a for a, _ in pairs}, {b for _, b in pairs}
    return zip(
        (a for a in olds if a not in taken_olds), (b for b in news if b not in taken_news), strict=False
    )


def _likeness(old: Item, new: Item) -> float:
    """0 for nothing in common, 1 for equal as far as we look."""
    match old, new:
        case (Chain(before), Chain(after)):
            return (1 + len(set(before) & set(after))) / (1 + max(len(before), len(after)))
        case (Paragraph(before), Paragraph(after)) | (Heading(before), Heading(after)):
            return _likeness(before, after)
        case (str(), str()):
            longest = min(max(len(old), len(new)), _SAMPLE)
            ends = (
                common_start(old[:_SAMPLE], new[:_SAMPLE]),
                common_start(old[: -_SAMPLE - 1 : -1], new[: -_SAMPLE - 1 : -1]),
            )
            return min(sum(ends) / longest, 1.0) if longest else 1.0
    return 0.0
