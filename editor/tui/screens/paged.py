"""Page numbers, the page budget and the right column's pages, worked out in a thread while the hand rests.

A key only sets a timer. What a thread brings is dropped if the issue has changed since; what is shown meanwhile is
the issue as it was a moment ago.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.timer import Timer
from textual.worker import get_current_worker

from editor.model.issue import Issue
from editor.session.document import Document
from editor.session.pages import TITLE, Printed, line_of, print_out, printed_before, section_anchor
from editor.session.workspace import Workspace
from editor.tui.screens.corrections import Corrections
from editor.tui.widgets.column import Panel
from editor.tui.widgets.manuscript import Manuscript
from editor.tui.widgets.pages import ContentsView, PageView
from editor.tui.widgets.rows import Rows

_REST = 0.15  # seconds without a change before pages are made
_FOLLOW = 0.05  # seconds after a step of the caret before the pages follow it
_AROUND = 3  # cells beside the rows of paper: blank, blank, scrollbar


class Paged(Corrections):
    """Knows where everything stands on paper."""

    def __init__(self, workspace: Workspace, document: Document) -> None:
        chars = document.style.page.chars
        self.pages = PageView(chars, id="pages")
        self.contents = ContentsView(chars, id="contents")
        self.printed: Printed | None = None
        """The issue as it is printed, a moment ago or now; None before it was first worked out."""
        self._making: Issue | None = None  # the issue that a thread is at
        self._due: Timer | None = None
        self._following: Timer | None = None
        super().__init__(workspace, document)

    def _panels(self) -> Sequence[Panel]:
        width = self.pages.width + _AROUND
        return (
            Panel("pages", "版面", self.pages, width),
            Panel("contents", "目录", self.contents, width),
            *super()._panels(),
        )

    # -- making pages -------------------------------------------------------------------------------------

    def _issue_changed(self) -> None:
        """Make pages once the hand rests; the first ones at once."""
        super()._issue_changed()
        if self.printed is not None and self.printed.issue is self.issue:
            return
        if self.printed is None:
            self._make()
        elif self._due is None:
            self._due = self.set_timer(_REST, self._make)
        else:
            self._due.reset()

    def _make(self) -> None:
        self._due = None
        if self._making is None:  # else the thread that ends asks again
            self._making = issue = self.issue
            self.run_worker(lambda: self._print(issue), thread=True, group="pages")

    def _print(self, issue: Issue) -> None:
        """In a thread."""
        printed = print_out(issue, self.document.style)
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take, printed)

    def _take(self, printed: Printed) -> None:
        self._making = None
        first = self.printed is None
        if first or printed.issue is self.issue:
            self.printed = printed
            self.outline.show_pages(printed)
            self.panel_shown()
        if printed.issue is not self.issue:
            self._issue_changed()

    def panel_shown(self) -> None:
        """Fill the panel that is shown, and have it follow the caret."""
        super().panel_shown()
        if self.printed is None:
            return
        if self.column.shown == "pages":
            self.pages.show(self.printed)
            flaws = [(self.printed.flaws("widow"), "孤行"), (self.printed.flaws("lone"), "孤字")]
            self.column.note("pages", " · ".join(f"! {name} {count}" for count, name in flaws if count))
        elif self.column.shown == "contents":
            self.contents.show(self.printed)
        self._follow()

    # -- following the caret ------------------------------------------------------------------------------

    def _open_entry(self) -> None:
        super()._open_entry()
        self._follow_soon()

    @on(Manuscript.Edited)
    @on(Manuscript.CaretJumped)
    def _follow_soon(self) -> None:
        if self._following is None:
            self._following = self.set_timer(_FOLLOW, self._follow)

    def _follow(self) -> None:
        """Have the pages and the figures follow the caret."""
        if self._following is not None:
            self._following.stop()
            self._following = None
        row = self._row()
        if row is not None and self.column.shown == "pages":
            self.pages.go_to(row)
        elif self.column.shown == "contents":
            entry = self.outline.entry
            self.contents.go_to(entry.article.id if entry.article else section_anchor(entry.section or 0))
        self._show_margin()
        self._show_status()

    def _show_margin(self) -> None:
        article = self.article
        lines = self.printed.lines.get(article.id, ()) if self.printed and article else ()
        self.manuscript.margin.show(lines[1:])

    def _row(self) -> int | None:
        """The printed row of the caret, or of the heading under the cursor; None if it is not printed."""
        printed, entry = self.printed, self.outline.entry
        if printed is None:
            return None
        if entry.article is None:
            return None if entry.section is None else printed.row_at(section_anchor(entry.section))
        field = self.manuscript.body_field
        if not field.has_focus:
            return printed.row_at(entry.article.id)
        row, column = field.cursor_location
        return printed.row_at(entry.article.id, printed_before(field.lines, row), column)

    def _figures(self) -> str:
        """The page of the caret, how many there are, what is left of the last, and how long the article is."""
        printed, article = self.printed, self.article
        if printed is None:
            return super()._figures()
        row = self._row()
        page = None if row is None else printed.number_at(row)
        parts = [f"第 {page} 页"] if page else []
        parts.append(f"共 {printed.count} 页")
        parts.append(f"末页余 {printed.room} 行" if printed.room else "末页已满")
        if article is None:
            parts.append(f"全期 {sum(self._sizes.values()):,} 字")
        else:
            lines = sum(printed.lines.get(article.id, ()))
            parts.append(f"本篇 {article.characters:,} 字" + (f" {lines} 行" if lines else ""))
        return " · ".join(parts)

    @on(Rows.Chosen, "#pages")
    @on(Rows.Chosen, "#contents")
    def _picked(self, event: Rows.Chosen) -> None:
        """Go where a row of paper comes from."""
        row = (self.pages if event.rows is self.pages else self.contents).chosen
        if row is not None and row.anchor in self.issue.ids:
            self.outline.select_article(row.anchor)
            self._reached()
            field = self.manuscript.body_field
            if row.paragraph != TITLE:
                line = line_of(field.lines, row.paragraph)
                field.move_cursor((line, min(row.start, len(field.lines[line]))))
            self.manuscript.take_focus()
