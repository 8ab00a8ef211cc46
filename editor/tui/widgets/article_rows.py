"""An article as it will stand: title, text with its ordinals, source; to be read, not changed."""

from __future__ import annotations

from editor.manuscript.grammar import render
from editor.model.issue import Article
from editor.model.style import Ordinals
from editor.tui.widgets.cells import UNTITLED
from editor.tui.widgets.reading import Reading
from editor.tui.widgets.rows import Pieces
from editor.tui.widgets.wrapped import wrapped

_INDENT = "口口"  # two characters, as on paper, that a line is broken with and blanks take the place of


class ArticleRows(Reading):
    """The rows of one article, or of a sentence in its place."""

    def __init__(self, ordinals: Ordinals, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ordinals = ordinals

    def show_article(self, article: Article | None, hint: str = "") -> None:
        """Show an article, or None and a sentence."""
        self.show(lambda width: self._of_article(article, width) if article else [[(hint, "quiet")]])

    def _of_article(self, article: Article, width: int) -> list[Pieces]:
        tone = "strong" if article.title else "warn"
        rows: list[Pieces] = [[(text, tone)] for text in wrapped(article.title or UNTITLED, width)]
        rows.append([("", "")])
        for line in render(article.body, article.run_in, self._ordinals):
            first, *rest = wrapped(_INDENT + line.text, width)
            rows += [[(text, "")] for text in ("    " + first[len(_INDENT) :], *rest)]
        if article.source:
            rows += [[("", "")], *([(text, "quiet")] for text in wrapped(f"来源：{article.source}", width))]
        return rows
