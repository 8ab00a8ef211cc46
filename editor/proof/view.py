"""A text while it is mended, with the way back from every place to the text as it was.

Rules with safe fixes run one after the other, each on what the ones before it mended, and all other rules on the
outcome. So no safe fix can bring up a finding that was not there before, and every finding still names its place in
the text as the author wrote it.
"""

from __future__ import annotations

from collections.abc import Sequence

from editor.proof.hit import Hit
from editor.proof.masking import masked


class View:
    """``clean`` is the text mended so far, ``text`` the same with masked stretches, both of one length."""

    def __init__(self, raw: str) -> None:
        self.clean = raw
        self._masked: str | None = None
        # For each boundary between code points, the boundary in the raw text; None while the lengths are equal.
        # Where something was deleted there are two: behind it for what starts there, before it for what ends.
        self._starts: list[int] | None = None
        self._ends: list[int] | None = None

    @property
    def text(self) -> str:
        """The text that rules read."""
        if self._masked is None:
            self._masked = masked(self.clean)
        return self._masked

    @property
    def is_in_place(self) -> bool:
        """Whether everything still stands where it stood in the raw text."""
        return self._starts is None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the raw text that became this stretch."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], max(self._starts[start], self._ends[end])

    def mend(self, hits: Sequence[Hit]) -> None:
        """Carry out the fixes of hits, which are in order and do not overlap."""
        hits = [hit for hit in hits if hit.fix is not None]
        if not hits:
            return
        if any(len(hit.fix or "") != hit.end - hit.start for hit in hits):
            self._move(_joined(hits))
        self.clean = _replaced(self.clean, hits)
        self._masked = None  # what is mended may join what is to be masked

    def _move(self, hits: Sequence[Hit]) -> None:
        if self._starts is None or self._ends is None:
            self._starts = list(range(len(self.clean) + 1))
            self._ends = list(self._starts)
        starts, ends, at = self._starts, self._ends, 0
        new_starts: list[int] = []
        new_ends: list[int] = []
        for hit in hits:
            length = len(hit.fix or "")
            first, last = starts[hit.start], ends[hit.end]
            # Boundaries inside a replacement belong to its whole place; those at its edges to the neighbours.
            new_starts += starts[at : hit.start]
            new_ends += ends[at : hit.start]
            if length:
                new_starts += [first] * length
                new_ends += [ends[hit.start], *([last] * (length - 1))]
                at = hit.end
                continue
            # Nothing is left: one boundary, with the end of what stands before and the start of what follows.
            new_starts.append(starts[hit.end])
            new_ends.append(ends[hit.start])
            at = hit.end + 1
        self._starts = new_starts + starts[at:]
        self._ends = new_ends + ends[at:]


def _joined(hits: Sequence[Hit]) -> list[Hit]:
    """The hits, those that touch made one, so that no boundary belongs to two."""
    joined: list[Hit] = []
    for hit in hits:
        if joined and joined[-1].end == hit.start:
            before = joined[-1]
            hit = Hit(before.start, hit.end, "", (before.fix or "") + (hit.fix or ""))
            joined.pop()
        joined.append(hit)
    return joined


def _replaced(text: str, hits: Sequence[Hit]) -> str:
    parts: list[str] = []
    at = 0
    for hit in hits:
        parts += (text[at : hit.start], hit.fix or "")
        at = hit.end
    parts.append(text[at:])
    return "".join(parts)
