"""花脸稿: two states of an issue as one document with native tracked changes, or as text for a terminal.

Accepting all of them gives the new state, rejecting all the old one: exactly, as every character and every end of a
paragraph is kept, put in or taken out. The 目录 is that of the new state and is not marked.
"""

from __future__ import annotations

from editor.exporters.blocks import blocks, unnumbered
from editor.exporters.printable import require_printable
from editor.exporters.redline.paragraphs import RENUMBERED, Redlined, Signed, redlined
from editor.model.issue import Issue
from editor.model.style import HouseStyle

__all__ = ["RENUMBERED", "Signed", "redline_docx", "redline_paragraphs"]


def redline_paragraphs(old: Issue, new: Issue, style: HouseStyle) -> list[Redlined]:
    """The paragraphs between two states, without the 目录."""
    return redlined((old, unnumbered(old, style)), (new, unnumbered(new, style)), style)


def redline_docx(old: Issue, new: Issue, style: HouseStyle, signed: Signed) -> bytes:
    """The document. ExportError, with the place, for an issue that cannot be printed."""
    from editor.exporters.redline.docx import document_bytes

    streams = (unnumbered(old, style), blocks(new, style))
    for stream, issue in zip(streams, (old, new), strict=True):
        require_printable(stream, issue)
    paragraphs = redlined((old, streams[0]), (new, streams[1]), style)
    return document_bytes(paragraphs, streams[1], new, style, signed)
