"""An article as it will stand: title, text with its ordinals, source; to be read, not changed."""

from __future__ import annotations

from editor.manuscript.grammar import render
from editor.model.issue import Article
from editor.model.style import Ordinals
from editor.tui.widgets.rows import Pieces, Rows
from editor.tui.widgets.wrapped import wrapped

_INDENT = "口口"  # two characters, as on paper, that a line is broken with and blanks take the place of


class ArticleRows(Rows, can_focus=False):
    """The rows of one article, or of a sentence in its place."""

    def __init__(self, ordinals: Ordinals, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ordinals = ordinals
        self._article: Article | None = None
        self._hint = ""
        self._rows: list[Pieces] = []

    @property
    def count(self) -> int:
        """Rows."""
        return len(self._rows)

    @property
    def shows_cursor(self) -> bool:
        """There is nothing to choose."""
        return False

    def show(self, article: Article | None, hint: str = "") -> None:
        """Show an article, or None and a sentence."""
        self._article, self._hint = article, hint
        self._set()
        self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._set()

    def _set(self) -> None:
        width = self.scrollable_content_region.width
        if width:
            self._rows = (
                self._of_article(self._article, width) if self._article else [[(self._hint, "quiet")]]
            )
            self.changed()

    def _of_article(self, article: Article, width: int) -> list[Pieces]:
        tone = "strong" if article.title else "warn"
        rows: list[Pieces] = [[(text, tone)] for text in wrapped(article.title or "（无标题）", width)]
        rows.append([("", "")])
        for line in render(article.body, article.run_in, self._ordinals):
            first, *rest = wrapped(_INDENT + line.text, width)
            rows += [[(text, "")] for text in ("    " + first[len(_INDENT) :], *rest)]
        if article.source:
            rows += [[("", "")], *([(text, "quiet")] for text in wrapped(f"来源：{article.source}", width))]
        return rows

    def pieces(self, index: int, width: int) -> Pieces:
        """One row."""
        return self._rows[index]

    def action_page(self, step: int) -> None:
        """Scroll by a screen."""
        self.scroll_relative(y=step * max(1, self.size.height - 1), animate=False)
