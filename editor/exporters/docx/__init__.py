"""Block stream → DOCX: python-docx packs a template of ours, our body, and nothing that we did not put there."""

from __future__ import annotations

from collections.abc import Mapping

from editor.exporters.blocks import blocks, with_numbers
from editor.exporters.docx.carried import carried_xml
from editor.exporters.docx.package import Properties, package_bytes, properties_of
from editor.exporters.printable import require_printable
from editor.exporters.volume import Volume, volume_blocks
from editor.model.issue import Issue
from editor.model.style import HouseStyle

__all__ = ["export_docx", "export_volume_docx"]


def export_docx(
    issue: Issue,
    style: HouseStyle,
    *,
    pages: Mapping[str, int] | None = None,
    file: str | None = None,
    working: bool = False,
    export: str = "",
) -> bytes:
    """The issue as a Word document: the same bytes for the same issue and style.

    ``pages`` (anchor → number) replaces the page numbers of our own engine in the 目录. Nothing is in it but what is
    printed and bookmarks, and with ``file``, the text of the issue file's head, ids and the shapes of the articles. A
    ``working`` copy carries the text of the whole file: spares, sources and notes with it. ``export`` is the id under
    which this state is remembered; it goes into the properties. ExportError, with the place, for an article without a
    title and for characters that XML forbids.
    """
    stream = blocks(issue, style, pages=pages)
    require_printable(stream, issue)
    carried = None if file is None else carried_xml(issue, style, stream, file, working=working)
    return package_bytes(stream, style, properties_of(issue), carried, export=export)


def export_volume_docx(volume: Volume, style: HouseStyle, *, pages: Mapping[str, int] | None = None) -> bytes:
    """A volume as a Word document, under the same conditions. It carries nothing besides its text."""
    volume.require_printable(style)
    stream = with_numbers(volume_blocks(volume, style), style, pages)
    last = volume.issues[-1]
    properties = Properties(
        f"{volume.title}{volume.label}", volume.title, properties_of(last).issuer, volume.label, last.date
    )
    return package_bytes(stream, style, properties)
