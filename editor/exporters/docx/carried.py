"""The issue itself as a custom XML part that no reader sees, so that the document can be imported whole again.

It holds what the printed text does not show: ids, empty sections, run-in, spares, sources, notes. The importer trusts
the printed text before it; to tell whether that was changed it needs the ordinals and the head as they were printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from editor.exporters.docx.markup import PROLOG, escaped
from editor.exporters.docx.names import bookmark
from editor.layout.block import Block
from editor.model.carried import NAMESPACE, to_data
from editor.model.issue import Issue
from editor.model.style import HouseStyle

_HEAD = ("masthead", "number", "imprint")
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = "{6A1C7E52-3B0D-4F7B-9C0A-5D1E8B2F4A61}"  # names the kind of item, the same in every document
_UNSTORABLE = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def carried_xml(issue: Issue, style: HouseStyle, stream: Sequence[Block]) -> str:
    """The item: JSON in one element. Characters that XML lacks are escaped by JSON."""
    import json  # here, as commands that export no DOCX need none of it

    data = {
        "issue": to_data(issue),
        "head": [f"{block.text}\t{block.right}" for block in stream if block.kind in _HEAD],
        "ordinals": [style.ordinals.measure, style.ordinals.heading, style.ordinals.subheading],
        "bookmarks": {bookmark(article.id): article.id for article in issue.articles},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = _UNSTORABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f'{PROLOG}<issue xmlns="{NAMESPACE}">{escaped(text)}</issue>'


def properties_xml() -> str:
    """What Word wants to know of the item: its name and its namespace."""
    return (
        f'{PROLOG}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_DATASTORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
