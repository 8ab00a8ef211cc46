"""Block stream → DOCX: python-docx packs a template of ours, our body, and nothing that we did not put there.

A custom XML part that no reader sees lets a document be imported whole again. A document for readers carries ids and the
shape of each article, and no words but those of its head: nothing in it is not printed. A working copy carries the text of
the issue file as well, and so everything. The importer trusts the printed text before it; to tell whether that was changed
it needs the ordinals and the head as they were printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple

from editor.exporters.blocks import with_numbers
from editor.exporters.docx.markup import PROLOG, escaped
from editor.exporters.docx.package import package_bytes
from editor.exporters.edition import Edition, printed_blocks, properties_of
from editor.layout.block import Block
from editor.manuscript.shape import shape_of
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.model.word import NAMESPACES, bookmark

__all__ = ["export_docx"]

_HEAD = ("masthead", "number", "imprint")
_UNSTORABLE = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


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
        carried = _carried_xml(edition, style, stream, file, working=working)
    return package_bytes(stream, style, properties_of(edition), carried, export=export)


def _carried_xml(
    issue: Issue, style: HouseStyle, stream: Sequence[Block], file: str, *, working: bool
) -> str:
    """The item: JSON in one element. Characters that XML lacks are escaped by JSON.

    ``file`` is the text of the issue file: all of it for a working copy, else its head.
    """
    import json  # here, as commands that export no DOCX need none of it

    data: dict[str, object] = {
        "head": [f"{block.text}\t{block.right}" for block in stream if block.kind in _HEAD],
        "ordinals": list(astuple(style.ordinals)),
        "file": file,
    }
    if working:
        data["bookmarks"] = {bookmark(each.id): each.id for each in issue.articles}
    else:
        data["articles"] = {
            bookmark(each.id): {
                "id": each.id,
                "run_in": each.run_in,
                "body": shape_of(each.body, each.run_in, style.ordinals),
            }
            for each in issue.articles
        }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = _UNSTORABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f'{PROLOG}<issue xmlns="{NAMESPACES["yx"]}">{escaped(text)}</issue>'
