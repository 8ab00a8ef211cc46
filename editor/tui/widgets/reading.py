"""Rows that are only read: up and down scroll, nothing is chosen. Texts, changes, an article as it will stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from editor.model.issue import Article
from editor.tui.widgets.cells import UNTITLED, wrapped
from editor.tui.widgets.rows import Pieces, Rows

if TYPE_CHECKING:
    from editor.merge.changes import Change
    from editor.model.style import Ordinals

Setting: TypeAlias = Callable[[int], list[Pieces]]
"""Sets a text in rows of a width in cells."""

_INDENT = 2
_FIRST = "口口"  # two characters, as on paper, that a line is broken with and blanks take the place of
_TONES = {"+": "accent", "-": "quiet"}  # besides the sign, which stands there as well


class Reading(Rows):
    """A text, set anew for every width."""

    DEFAULT_CSS = """
    Reading { scrollbar-gutter: stable; }  /* it is set before it is known whether it scrolls */
    """
    can_focus = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._setting: Setting | None = None
        self._rows: list[Pieces] = []

    def show(self, setting: Setting) -> None:
        """Show another text, from its top."""
        self._setting = setting
        self._set()
        self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """Set it for the new width."""
        self._set()

    def _set(self) -> None:
        width = self.scrollable_content_region.width
        if self._setting is not None and width:
            self._rows = self._setting(width)
            self.changed()

    @property
    def shows_cursor(self) -> bool:
        """There is nothing to choose."""
        return False

    def pieces(self, index: int, width: int) -> Pieces:
        """One row."""
        return self._rows[index]

    def action_step(self, step: int) -> None:
        """Scroll by one row."""
        self.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Scroll by a screen."""
        self.scroll_relative(y=step * max(1, self.size.height - 1), animate=False)

    def action_edge(self, step: int) -> None:
        """Scroll to the first or last row."""
        self.scroll_to(y=0 if step < 0 else self.count, animate=False)


class ArticleRows(Reading):
    """The rows of one article, or of a sentence in its place."""

    def __init__(self, ordinals: Ordinals, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ordinals = ordinals

    def show_article(self, article: Article | None, hint: str = "") -> None:
        """Show an article, or None and a sentence."""
        self.show(lambda width: self._of_article(article, width) if article else [[(hint, "quiet")]])

    def _of_article(self, article: Article, width: int) -> list[Pieces]:
        # Not at the top: the list of issues, which every start shows, draws by this module and needs no grammar.
        from editor.manuscript.lines import render

        tone = "strong" if article.title else "warn"
        rows: list[Pieces] = [[(text, tone)] for text in wrapped(article.title or UNTITLED, width)]
        rows.append([("", "")])
        for line in render(article.body, article.run_in, self._ordinals):
            first, *rest = wrapped(_FIRST + line.text, width)
            rows += [[(text, "")] for text in ("    " + first[len(_FIRST) :], *rest)]
        if article.source:
            rows += [[("", "")], *([(text, "quiet")] for text in wrapped(f"来源：{article.source}", width))]
        return rows


def setting_of_changes(changes: Sequence[Change]) -> Setting:
    """Changes: each sentence, and under it the lines that went and came, with their signs."""

    def rows(width: int) -> list[Pieces]:
        found: list[Pieces] = []
        for change in changes:
            found += ([(line, "strong")] for line in wrapped(change.sentence, width))
            for text in change.lines:
                sign, words = text[0], text[2:]
                for number, line in enumerate(wrapped(words, width - 2 * _INDENT)):
                    head = " " * _INDENT + (f"{sign} " if not number else "  ")
                    found.append([(head, _TONES[sign]), (line, _TONES[sign] if sign == "-" else "")])
        return found

    return rows


def setting_of_text(text: str) -> Setting:
    """A plain text, a paragraph a line."""
    return lambda width: [[(row, "")] for line in text.split("\n") for row in wrapped(line, width)]
