"""The text of an issue file, changed from one issue to another, with its own line ends."""

from __future__ import annotations

from collections.abc import Sequence

from editor.model.issue import Issue
from editor.store.chunks import cut
from editor.store.order import in_order, same_order
from editor.store.tables import edit_tables


def rewrite(text: str, old: Issue, new: Issue, sections: Sequence[int | None]) -> str:
    """The text of ``old``, saying ``new``; ``sections`` as ``merge.sections.match_sections`` gives them.

    A file with CRLF throughout keeps it; where both occur, new lines get LF and old ones keep theirs. A file
    without a line end at its end stays without. Misfit or UnreadableEntry if it cannot be done.
    """
    crlf = 0 < text.count("\n") == text.count("\r\n")
    if crlf:
        text = text.replace("\r\n", "\n")
    ended = text.endswith("\n")
    chunks, tail = cut(text if ended else f"{text}\n")
    edit_tables(chunks, old, new, sections)
    if same_order(old, new, sections):
        text = "".join(map(str, chunks)) + tail
    else:
        text = in_order(chunks, tail, old, new, sections)
    if not ended:
        text = text.removesuffix("\n")
    return text.replace("\n", "\r\n") if crlf else text
