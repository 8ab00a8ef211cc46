"""Block stream → DOCX: a WordprocessingML package of our own making, with nothing in it that we did not put there."""

from __future__ import annotations

from collections.abc import Mapping

from editor.exporters.blocks import blocks
from editor.exporters.docx.document import document_xml
from editor.exporters.docx.package import package_bytes
from editor.exporters.printable import require_printable
from editor.model.issue import Issue
from editor.model.style import HouseStyle

__all__ = ["export_docx"]


def export_docx(issue: Issue, style: HouseStyle, *, pages: Mapping[str, int] | None = None) -> bytes:
    """The issue as a Word document: the same bytes for the same issue and style.

    ``pages`` (anchor → number) replaces the page numbers of our own engine in the 目录. ExportError, with the
    place, for an article without a title and for characters that XML forbids.
    """
    stream = blocks(issue, style, pages=pages)
    require_printable(stream, issue)
    return package_bytes(document_xml(stream, style), stream, style, issue)
