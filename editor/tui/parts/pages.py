"""Page numbers, the page budget and the right column's pages, worked out while the hand rests.

What is shown meanwhile is the issue as it was a moment ago.
"""

from __future__ import annotations

from collections.abc import Generator

from textual.timer import Timer

from editor.model.issue import Issue
from editor.session.pages import TITLE, Printed, line_of, print_out, printed_before, section_anchor
from editor.tui.background import Background
from editor.tui.containment import contained, containing
from editor.tui.parts.work import Part, Work
from editor.tui.widgets.column import Panel
from editor.tui.widgets.pages import ContentsView, PageView
from editor.tui.widgets.rows import Rows

_REST = 0.15  # seconds without a change before pages are made
_FOLLOW = 0.05  # seconds after a step of the caret before the pages follow it
_ABOVE_TAIL = ("! 末页只有报尾", "! 末页报尾上只有一行")
_AROUND = 3  # cells beside the rows of paper: blank, blank, scrollbar


class Pages(Part):
    """Knows where everything stands on paper."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        chars = work.document.style.page.chars
        self.view = PageView(chars, id="pages")
        self.contents = ContentsView(chars, id="contents")
        self.printed: Printed | None = None
        """The issue as it is printed, a moment ago or now; None before it was first worked out."""
        self._making = Background(
            work.screen, self._print, self._take, failed=self.failed, rest=_REST, group="pages"
        )
        self._following: Timer | None = None
        work.figures = self._figures

    def panels(self) -> tuple[Panel, ...]:
        """The pages, and the contents as they are printed."""
        width = self.view.width + _AROUND
        return Panel("pages", "版面", self.view, width), Panel("contents", "目录", self.contents, width)

    # -- making pages -------------------------------------------------------------------------------------

    def issue_changed(self) -> None:
        """Make pages once the hand rests; the first ones at once."""
        issue = self.work.issue
        if self.printed is None or self.printed.issue is not issue:
            self._making.ask(issue, now=self.printed is None)

    def _print(self, issue: Issue) -> Generator[Printed, None, None]:
        yield print_out(issue, self.work.document.style)

    def _take(self, printed: Printed) -> None:
        self.printed = printed
        self.work.outline.show_pages(printed)
        for name in ("pages", "contents"):
            self.work.column.note(name, "")
        self.panel_shown()

    def failed(self, sentence: str) -> None:
        """The pages could not be made."""
        for name in ("pages", "contents"):
            self.work.column.note(name, f"! 版面没有排出：{sentence}")

    def panel_shown(self) -> None:
        """Fill the panel that is shown, and have it follow the caret."""
        column = self.work.column
        if self.printed is None:
            return
        if column.shown == "pages":
            self.view.show(self.printed)
            flaws = [(self.printed.flaws("widow"), "孤行"), (self.printed.flaws("lone"), "孤字")]
            said = [f"! {name} {count}" for count, name in flaws if count]
            if (above := self.printed.above_tail) is not None and above < 2:
                said.append(_ABOVE_TAIL[above])
            column.note("pages", " · ".join(said))
        elif column.shown == "contents":
            self.contents.show(self.printed)
        self._follow()

    # -- following the caret ------------------------------------------------------------------------------

    def entry_changed(self) -> None:
        """Follow."""
        self.follow_soon()

    def follow_soon(self) -> None:
        """Have the pages follow the caret, which stands elsewhere now."""
        if self._following is None:
            self._following = self.work.screen.set_timer(
                _FOLLOW, containing(self.work.screen, self._follow_on)
            )

    def _follow_on(self) -> None:
        self._following = None
        contained(self._follow, self.failed)

    def _follow(self) -> None:
        """Have the pages and the figures follow the caret."""
        row, column = self._row(), self.work.column
        if row is not None and column.shown == "pages":
            self.view.go_to(row)
        elif column.shown == "contents":
            entry = self.work.outline.entry
            self.contents.go_to(entry.article.id if entry.article else section_anchor(entry.section or 0))
        self._show_margin()
        self.work.show_status()

    def _show_margin(self) -> None:
        article = self.work.article
        lines = self.printed.lines.get(article.id, ()) if self.printed and article else ()
        self.work.manuscript.margin.show(lines[1:])

    def _row(self) -> int | None:
        """The printed row of the caret, or of the heading under the cursor; None if it is not printed."""
        printed, entry = self.printed, self.work.outline.entry
        if printed is None:
            return None
        if entry.article is None:
            return None if entry.section is None else printed.row_at(section_anchor(entry.section))
        field = self.work.manuscript.body_field
        if not field.has_focus:
            return printed.row_at(entry.article.id)
        row, column = field.cursor_location
        return printed.row_at(entry.article.id, printed_before(field.lines, row), column)

    def _figures(self) -> str:
        """The page of the caret, how many there are, what is left of the last, and how long the article is."""
        printed, article = self.printed, self.work.article
        if printed is None:
            return self.work.size()
        row = self._row()
        page = None if row is None else printed.number_at(row)
        parts = [f"第 {page} 页"] if page else []
        parts.append(f"共 {printed.count} 页")
        parts.append(f"末页余 {printed.room} 行" if printed.room else "末页已满")
        if article is None:
            parts.append(f"全期 {self.work.characters:,} 字")
        else:
            lines = sum(printed.lines.get(article.id, ()))
            parts.append(f"本篇 {article.characters:,} 字" + (f" {lines} 行" if lines else ""))
        return " · ".join(parts)

    def chosen(self, event: Rows.Chosen) -> None:
        """Go where a row of paper comes from."""
        row = (self.view if event.rows is self.view else self.contents).chosen
        if row is not None and row.anchor in self.work.issue.ids:
            self.work.outline.select_article(row.anchor)
            self.work.reached()
            field = self.work.manuscript.body_field
            if row.paragraph != TITLE:
                line = line_of(field.lines, row.paragraph)
                field.move_cursor((line, min(row.start, len(field.lines[line]))))
            self.work.manuscript.take_focus()
