"""Our page numbers held against LibreOffice's: what it prints is compared, and the 目录 put right where it differs.

Stands apart from the DOCX writer because it needs a neighbour that may be missing, and two documents: the one that is
looked at, and the one whose 目录 says what was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from editor.exporters.blocks import Paper, contents_pages
from editor.exporters.libreoffice import read_rendering, to_pdf

_ROUNDS = 3  # a corrected number may be a digit longer and push an entry of the 目录 to a new line


@dataclass(frozen=True)
class Correction:
    """One entry of the 目录 whose number was put right: ``ours`` became ``printed``."""

    title: str
    ours: int
    printed: int


@dataclass(frozen=True)
class Verified:
    """A document whose 目录 says what LibreOffice prints, with that print.

    ``count`` and ``printed_count`` are the sheets by our engine and by LibreOffice; ``entries`` the entries compared.
    """

    docx: bytes
    pdf: bytes
    entries: int
    corrections: tuple[Correction, ...]
    count: int
    printed_count: int


def verify(ours: Paper, export: Callable[[Mapping[str, int]], bytes]) -> Verified:
    """Export, have LibreOffice print it, and correct the 目录 until both agree.

    ``export`` makes the DOCX of ``ours`` with these page numbers by anchor. ExportError where LibreOffice is missing
    or fails.
    """
    expected = contents_pages(ours.blocks, ours.pages)
    numbers: Mapping[str, int] = expected
    for _ in range(_ROUNDS):
        docx = export(numbers)
        pdf = to_pdf(docx)
        rendering = read_rendering(pdf, expected)
        before, numbers = numbers, {**expected, **rendering.numbers(ours.pages)}
        if numbers == before:
            break
    titles = {block.anchor: block.text for block in ours.blocks if block.anchor in expected}
    corrections = tuple(
        Correction(titles[anchor], number, before[anchor])
        for anchor, number in expected.items()
        if before[anchor] != number
    )
    return Verified(docx, pdf, len(expected), corrections, ours.pages.count, rendering.count)
