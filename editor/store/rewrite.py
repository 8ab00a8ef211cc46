"""The text of an issue file, changed from one issue to another."""

from __future__ import annotations

from collections.abc import Sequence

from editor.model.issue import Issue
from editor.store.chunks import Chunk, recut
from editor.store.order import in_order, same_order
from editor.store.tables import edit_tables


def rewrite(text: str, old: Issue, new: Issue, sections: Sequence[int | None]) -> str:
    """The text of ``old``, saying ``new``; ``sections`` as ``merge.sections.match_sections`` gives them.

    Misfit or UnreadableEntry if it cannot be done.
    """

    def change(chunks: list[Chunk], tail: str) -> str:
        edit_tables(chunks, old, new, sections)
        if same_order(old, new, sections):
            return "".join(map(str, chunks)) + tail
        return in_order(chunks, tail, old, new, sections)

    return recut(text, change)
