"""A custom XML part that no reader sees, so that a document can be imported whole again.

A document for readers carries ids and the shape of each article, and no words but those of its head: nothing in it is
not printed. A working copy carries the text of the issue file as well, and so everything. The importer trusts the
printed text before it; to tell whether that was changed it needs the ordinals and the head as they were printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import astuple

from editor.exporters.docx.markup import PROLOG, escaped
from editor.layout.block import Block
from editor.manuscript.shape import shape_of
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.model.word import NAMESPACES, bookmark

_HEAD = ("masthead", "number", "imprint")
_ITEM = "{6A1C7E52-3B0D-4F7B-9C0A-5D1E8B2F4A61}"  # names the kind of item, the same in every document
_UNSTORABLE = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def carried_xml(issue: Issue, style: HouseStyle, stream: Sequence[Block], file: str, *, working: bool) -> str:
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
        data["articles"] = _articles(issue, style)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = _UNSTORABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f'{PROLOG}<issue xmlns="{NAMESPACES["yx"]}">{escaped(text)}</issue>'


def _articles(issue: Issue, style: HouseStyle) -> dict[str, dict[str, object]]:
    """What each article is, by its bookmark."""
    return {
        bookmark(each.id): {
            "id": each.id,
            "run_in": each.run_in,
            "body": shape_of(each.body, each.run_in, style.ordinals),
        }
        for each in issue.articles
    }


def properties_xml() -> str:
    """What Word wants to know of the item: its name and its namespace."""
    return (
        f'{PROLOG}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{NAMESPACES["ds"]}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACES["yx"]}"/></ds:schemaRefs></ds:datastoreItem>'
    )
