"""The text of an issue file, changed from one issue to another, with its own line ends."""

from __future__ import annotations

from collections.abc import Sequence

from editor.model.issue import Issue
from editor.store.content import edit_content
from editor.store.order import edit_order, same_order


def rewrite(text: str, old: Issue, new: Issue, sections: Sequence[int | None]) -> str:
    """The text of ``old``, saying ``new``; ``sections`` as ``merge.sections.match_sections`` gives them.

    A file with CRLF throughout keeps it; where both occur, new lines get LF and old ones keep theirs. A file
    without a line end at its end stays without.
    """
    crlf = 0 < text.count("\n") == text.count("\r\n")
    if crlf:
        text = text.replace("\r\n", "\n")
    ended = text.endswith("\n")
    if not ended:
        text += "\n"
    text = edit_content(text, old, new, sections)
    if not same_order(old, new, sections):
        text = edit_order(text, old, new, sections)
    if not ended:
        text = text.removesuffix("\n")
    return text.replace("\n", "\r\n") if crlf else text
