"""The piece of an article that shows why it was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from editor.archive.folding import fold

_BEFORE, _LENGTH = 18, 64  # characters: a hit stands early, as the eye reads from the left
_CUT = "…"

Span = tuple[int, int]


class Excerpt(NamedTuple):
    """Some words of an article around a hit.

    ``marks`` are the places of the words in ``text``, as start and end. ``line`` is the index of the text of the
    body from which they come (in the order of ``model.body.texts``) and ``start`` the place of the hit in it, both
    from 0; ``line`` is None if only the title holds a hit, and then the words are the beginning of the body.
    """

    text: str
    marks: tuple[Span, ...]
    line: int | None
    start: int


def excerpt(body: str, words: Sequence[str]) -> Excerpt:
    """The excerpt of a body for some folded words: around the first place of the longest one that stands in it."""
    folded = fold(body)
    hits = ((folded.find(word), word) for word in sorted(words, key=len, reverse=True))
    place = next((place for place, _ in hits if place >= 0), None)
    at = place or 0
    line_start = body.rfind("\n", 0, at) + 1
    line_end = body.find("\n", at)
    if line_end < 0:
        line_end = len(body)
    start = max(line_start, at - _BEFORE)
    end = min(line_end, start + _LENGTH)
    start = max(line_start, min(start, end - _LENGTH))
    before, after = _CUT if start > line_start else "", _CUT if end < line_end else ""
    return Excerpt(
        text=before + body[start:end].replace("\v", " ") + after,
        marks=_within(marked(folded[line_start:line_end], words, line_start), start, end, len(before)),
        line=None if place is None else body.count("\n", 0, at),
        start=at - line_start,
    )


def _within(spans: Sequence[Span], start: int, end: int, shift: int) -> tuple[Span, ...]:
    """What of some places in a body shows in the piece from ``start`` to ``end``; a long word may be cut."""
    cut = ((max(first, start), min(last, end)) for first, last in spans)
    return tuple((first - start + shift, last - start + shift) for first, last in cut if first < last)


def marked(folded: str, words: Sequence[str], shift: int = 0) -> tuple[Span, ...]:
    """Where some words stand in a folded text, moved right by ``shift``; overlapping places are joined."""
    spans: list[Span] = []
    for start, end in sorted(span for word in words for span in _places(folded, word)):
        if spans and start + shift <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end + shift))
        else:
            spans.append((start + shift, end + shift))
    return tuple(spans)


def _places(folded: str, word: str) -> Iterator[Span]:
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        yield start, end
        start = folded.find(word, end)
