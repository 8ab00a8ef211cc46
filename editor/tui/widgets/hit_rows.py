"""Places that were found: where each is, the words around it, and what would stand there instead."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len

from editor.session.hits import Hit
from editor.tui.widgets.cells import clip, drawable, fit
from editor.tui.widgets.rows import ItemRows, Pieces

_BEFORE = 10  # characters before the words, so that they stand where the eye looks
_WHERE, _PLACE = 24, 7  # cells of title and place, and of the place alone


class HitRows(ItemRows[Hit]):
    """A row a place; the focus stays in a field. Places that are passed over are quiet."""

    DEFAULT_CSS = """
    HitRows {
        & .rows--found { text-style: bold underline; }
        & .rows--struck { text-style: strike; color: $quiet; }
        & .rows--new { color: $success; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--found", "rows--struck", "rows--new"}

    def __init__(self) -> None:
        super().__init__()
        self._where: Mapping[str, str] = {}
        self._by: str | None = None
        self._passed: Collection[int] = ()

    def show_hits(
        self, hits: Sequence[Hit], where: Mapping[str, str], by: str | None, passed: Collection[int]
    ) -> None:
        """Show places; ``where`` says by article id where that is.

        ``by`` is what is to stand there, None while nothing is replaced; ``passed`` are the indexes that are not.
        """
        self._where, self._by, self._passed = where, by, passed
        self.show(hits, None)

    def pieces(self, index: int, width: int) -> Pieces:
        """One place."""
        hit = self._items[index]
        place = "标题" if hit.block is None else "正文" if hit.measure is None else f"举措{hit.measure + 1}"
        where = fit(self._where.get(hit.article, ""), _WHERE - _PLACE) + fit(f" {place}", _PLACE)
        passed = index in self._passed
        before = drawable(hit.text[max(0, hit.start - _BEFORE) : hit.start])
        if hit.start > _BEFORE:
            before = "…" + before
        words = drawable(hit.words)
        pieces: Pieces = [self.mark(index), (where, "quiet"), ("  ", "")]
        pieces.append((before, "quiet" if passed else ""))
        if self._by is None or passed:
            pieces.append((words, "quiet" if passed else "found"))
        else:
            pieces += [(words, "struck"), (drawable(self._by), "new")]
        used = sum(cell_len(text) for text, _ in pieces)
        pieces.append(
            (clip(hit.text[hit.end : hit.end + width], max(0, width - used)), "quiet" if passed else "")
        )
        return pieces
