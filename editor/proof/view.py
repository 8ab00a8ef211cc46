"""A text while it is mended, with the way back from every place to the text as it was.

Rules with safe fixes run one after the other, each on what the ones before it mended, and all other rules on the
outcome. So no safe fix can bring up a finding that was not there before, and every finding still names its place in
the text as the author wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.proof.hit import Hit


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


# -- what is no prose and is never proof-read: addresses, codes of documents and standards ------------------------

MASK = "\x1a"  # SUBSTITUTE; real ones are gone by then (rule invisible)

# Each kind with what must be in a text for it to be looked for: prose rarely has any, and `in` costs next to nothing.
_KINDS = (
    (("://", "www."), re.compile(r"(?:[A-Za-z]{2,10}://|www\.)[!-~]{1,2000}")),
    (
        ("@",),
        re.compile(
            r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
        ),
    ),
    (("〔",), re.compile(r"〔[0-9]{4}〕(?:第?[0-9]{1,6}[-－—～~、]?){1,20}号")),
    (
        ("GB", "DB", "ISO", "IEC", "/"),
        re.compile(
            r"(?<![A-Za-z])(?:GB|DB|ISO|IEC|[A-Z]{1,6}/)[A-Z0-9/]{0,10}[ \u00a0]?[0-9][0-9.]{0,12}[-—－:：][0-9]{4}(?![0-9])"
        ),
    ),
    (
        ("-", "－"),
        re.compile(r"(?<![0-9A-Za-z.])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|0[0-9]{2,3}[-－][0-9]{7,8})(?![0-9])"),
    ),
)


def masked(text: str) -> str:
    """The text with :data:`MASK` in the place of every character that is not to be read; places stay places."""
    for signs, pattern in _KINDS:
        for sign in signs:  # a plain loop, as a generator would take three times as long
            if sign in text:
                text = pattern.sub(_mask, text)
                break
    return text


def _mask(match: re.Match[str]) -> str:
    return MASK * (match.end() - match.start())
