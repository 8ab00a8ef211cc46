"""Block stream → DOCX: python-docx packs a template of ours, our body, and nothing that we did not put there."""

from __future__ import annotations

from collections.abc import Mapping

from editor.exporters.blocks import with_numbers
from editor.exporters.docx.carried import carried_xml
from editor.exporters.docx.package import package_bytes
from editor.exporters.edition import Edition, printed_blocks, properties_of
from editor.model.issue import Issue
from editor.model.style import HouseStyle

__all__ = ["export_docx"]


def export_docx(
    edition: Edition,
    style: HouseStyle,
    *,
    pages: Mapping[str, int] | None = None,
    file: str | None = None,
    working: bool = False,
    export: str = "",
) -> bytes:
    """The edition as a Word document: the same bytes for the same edition and style.

    ``pages`` (anchor → number) replaces the page numbers of our own engine in the 目录. Nothing is in it but what is
    printed and bookmarks, and with ``file``, the text of the head of an issue's file, ids and the shapes of the articles. A
    ``working`` copy carries the text of the whole file: spares, sources and notes with it. ``export`` is the id under
    which this state is remembered; it goes into the properties. ExportError, with the place, for an article without a
    title and for characters that XML forbids.
    """
    stream = with_numbers(printed_blocks(edition, style), style, pages)
    carried = None
    if file is not None and isinstance(edition, Issue):
        carried = carried_xml(edition, style, stream, file, working=working)
    return package_bytes(stream, style, properties_of(edition), carried, export=export)
