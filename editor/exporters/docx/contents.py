"""The 目录 as a TOC field whose cached result is complete: right at first opening, without F9.

Each row is a hyperlink to the bookmark of its heading, with a dotted leader and a PAGEREF whose page number is
already there. There is neither updateFields nor dirty: Word would ask the reader a question, WPS ignores them.
The end of the field stands in the last row, so that the 目录 leaves no empty paragraph behind it.
"""

from __future__ import annotations

from editor.exporters.docx.markup import EAST_ASIAN, TAB, field, field_end, field_start, run, text_run
from editor.exporters.docx.names import bookmark
from editor.layout.block import Block
from editor.model.style import Contents

_UNSEEN_ON_SCREEN = f"{EAST_ASIAN}<w:webHidden/>"  # leader and number, which mean nothing in a web view (\z)


def contents_begin(contents: Contents) -> str:
    """What stands before the first row: the begin of the field."""
    levels = "1-2" if contents.sections else "2-2"
    unnumbered = "" if contents.page_numbers else "\\n "
    return field_start(f'TOC \\o "{levels}" {unnumbered}\\h \\z \\u')


def contents_end() -> str:
    """What stands after the last row."""
    return field_end()


def contents_row(block: Block) -> str:
    """The runs of one row of the 目录."""
    anchor = bookmark(block.anchor)
    number = ""
    if block.right:
        number = run(TAB, _UNSEEN_ON_SCREEN) + field(f"PAGEREF {anchor} \\h", block.right, _UNSEEN_ON_SCREEN)
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{text_run(block.text)}{number}</w:hyperlink>'
