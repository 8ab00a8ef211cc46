"""The outline: sections, their articles, and the spares, as rows under a cursor; several picked for one command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.timer import Timer

from editor.model.issue import Article, Issue, Place, replace_article
from editor.proof.finding import Severity
from editor.session.pages import Printed, section_anchor
from editor.tui.containment import containing, watching
from editor.tui.keys import TAKE_FILE, command
from editor.tui.widgets.cells import UNTITLED, fit
from editor.tui.widgets.finding_rows import MARKS
from editor.tui.widgets.rows import Pieces, Rows
from editor.tui.widgets.status import StatusLine

SPARES = "备用稿"
_PAGE = 3  # cells of a page number
_SIZE = 2  # cells of a number of articles
_LINES = 4  # cells of a number of lines
_ROOMY = 40  # cells from which the lines of each article are shown
_SCROLL = 0.08  # seconds between two rows while a drag is held beyond the edge


@dataclass(frozen=True)
class Entry:
    """One row: the heading of a section (``section`` None for the spares) or an article in it.

    ``index`` is the article's place in its section, -1 for a heading. ``size`` is the number of articles.
    """

    section: int | None
    name: str
    size: int = 0
    index: int = -1
    article: Article | None = None


class Outline(Rows):
    """Everything in an issue, one row each. Drag with the mouse moves articles and sections.

    Space and Shift+↑↓ pick articles, so that a command is given to all of them; Esc lets go.
    """

    DEFAULT_CSS = """
    Outline { width: 1fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "fold(True)", show=False),
        Binding("right", "fold(False)", show=False),
        command(
            "outline.delete",
            "delete,backspace",
            "screen.delete",
            "删除",
            "删除光标所在的稿件；栏目删除后其中稿件转为备用稿。可以撤销",
        ),
        command(
            "outline.pick",
            "space",
            "pick",
            "选中",
            "选中或放开这一篇，在栏目上选中全栏；F7 F8 F9 ^D Del 对选中的各篇一起做",
        ),
        command("outline.pick_all", "ctrl+a", "pick_section", "选中全栏", "选中光标所在栏目的各篇，再按放开"),
        command(
            "outline.sort", "ctrl+w", "screen.sort", "按地区排", "光标所在栏目按沪苏浙皖排序，其他地区在后"
        ),
        command("outline.earlier", "ctrl+u", "screen.earlier_spares", "往期备用稿", "从往期备用稿里取用一篇"),
        TAKE_FILE,
        command("outline.paste", "ctrl+v", "screen.paste_articles", "粘贴稿件", "把在这里复制的文字收作稿件"),
        Binding("shift+up", "pick_step(-1)", show=False),
        Binding("shift+down", "pick_step(1)", show=False),
        Binding("escape", "unpick", show=False),
    ]

    @dataclass
    class Dropped(Message):
        """A row was dragged onto another."""

        dragged: Entry
        onto: Entry
        downward: bool

        @property
        def place(self) -> Place:
            """Where a dragged article goes: it takes the place of the row; a heading is the top of its section."""
            index = max(self.onto.index, 0)
            elsewhere = self.onto.section != self.dragged.section
            return Place(self.onto.section, index + (self.downward and elsewhere and self.onto.index >= 0))

    class Picked(Message):
        """Articles were picked, or let go of, or there was nothing to pick."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.picked: set[str] = set()
        """The ids of the articles that commands are given to together, empty for the one under the cursor."""
        self._entries: list[Entry] = []
        self._issue: Issue | None = None
        self._changed: set[str] = set()
        self._folded: set[tuple[str, int]] = set()  # sections by name and how many of that name precede it
        self._pressed: int | None = None  # row where the mouse went down
        self._over: int | None = None  # row under a drag
        self._beyond = 0  # the edge, above or below, that a drag has passed
        self._scrolling: Timer | None = None
        self._printed: Printed | None = None
        self._marks: Mapping[str, Severity] = {}

    # -- what it shows ------------------------------------------------------------------------------------

    def show(self, issue: Issue, changed: set[str]) -> None:
        """Show an issue; ``changed`` are the ids of the articles that differ from what is saved. What has gone is picked no more."""
        self.picked &= issue.ids
        self._issue, self._changed = issue, changed
        self._entries = list(self._entries_of(issue))
        self.changed()

    def show_pages(self, printed: Printed) -> None:
        """Show on which page everything begins."""
        before = self._printed
        if before is None or (before.pages, before.lines) != (printed.pages, printed.lines):
            self.refresh()
        self._printed = printed

    def show_marks(self, marks: Mapping[str, Severity]) -> None:
        """Mark the articles, by id, that have errors or warnings."""
        if marks != self._marks:
            self._marks = marks
            self.refresh()

    def _page(self, entry: Entry) -> str:
        """The page of a row, right in its place; blank while it is not known or where nothing is printed."""
        anchor = entry.article.id if entry.article is not None else section_anchor(entry.section or 0)
        page = None
        if self._printed is not None and entry.section is not None:
            page = self._printed.page_of(anchor)
        return f"{page or '':>{_PAGE}}"

    def _lines(self, entry: Entry, width: int) -> str:
        """The lines of an article on paper, where there is room for them."""
        if self._printed is None or entry.article is None or entry.section is None or width < _ROOMY:
            return ""
        lines = sum(self._printed.lines.get(entry.article.id, ()))
        return f"{lines or '':>{_LINES}}{'行' if lines else '  '} "

    def _entries_of(self, issue: Issue) -> list[Entry]:
        entries = []
        groups = [
            *((n, s.name, s.articles) for n, s in enumerate(issue.sections)),
            (None, SPARES, issue.spares),
        ]
        for section, name, articles in groups:
            entries.append(Entry(section, name, len(articles)))
            if self._fold_key(issue, section) not in self._folded:
                entries.extend(Entry(section, name, 0, index, a) for index, a in enumerate(articles))
        return entries

    @staticmethod
    def _fold_key(issue: Issue, section: int | None) -> tuple[str, int]:
        """What a section is known by when others are moved, added and removed; two of a name are two."""
        if section is None:
            return SPARES, -1
        name = issue.sections[section].name
        return name, sum(1 for before in issue.sections[:section] if before.name == name)

    def _is_folded(self, entry: Entry) -> bool:
        return self._issue is not None and self._fold_key(self._issue, entry.section) in self._folded

    def update_article(self, article: Article, changed: bool) -> None:
        """Show an article as it is now, in its row, and when its section is unfolded."""
        if self._issue is not None:
            self._issue = replace_article(self._issue, article)
        (self._changed.add if changed else self._changed.discard)(article.id)
        for row, entry in enumerate(self._entries):
            if entry.article is not None and entry.article.id == article.id:
                if entry.article != article:
                    self._entries[row] = Entry(entry.section, entry.name, 0, entry.index, article)
                self.refresh_row(row)
                return

    @property
    def entry(self) -> Entry:
        """The row under the cursor."""
        return self._entries[self.cursor] if self._entries else Entry(None, SPARES)

    def select_article(self, article_id: str) -> None:
        """Put the cursor on an article, in a section that is folded too."""
        if self._issue is None:
            return
        place = self._issue.find(article_id)
        key = self._fold_key(self._issue, place.section)
        if key in self._folded:
            self._folded.discard(key)
            self.show(self._issue, self._changed)
        self._select(lambda entry: entry.article is not None and entry.article.id == article_id)

    def select_section(self, section: int | None) -> None:
        """Put the cursor on the heading of a section."""
        self._select(lambda entry: entry.article is None and entry.section == section)

    def _select(self, wanted: Callable[[Entry], bool]) -> None:
        self.cursor = next((row for row, entry in enumerate(self._entries) if wanted(entry)), self.cursor)

    # -- drawing ------------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """Rows."""
        return len(self._entries)

    def pieces(self, index: int, width: int) -> Pieces:
        """A heading with its number of articles and its page, or a title with its lines and its page."""
        entry = self._entries[index]
        over = index == self._over and index != self._pressed
        if entry.article is None:
            mark = "▸ " if self._is_folded(entry) else "▾ "
            size = str(entry.size) if entry.size else "–"
            count = f" {size:>{_SIZE}} {self._page(entry)} "
            name = fit(entry.name, max(0, width - 2 - cell_len(count)))
            return [(mark, "accent" if over else "quiet"), (name, "strong"), (count, "quiet")]
        count = f" {self._lines(entry, width)}{self._page(entry)} "
        changed = "●" if entry.article.id in self._changed else " "
        grave = MARKS.get(self._marks.get(entry.article.id, ""))
        flaw: Pieces = [(f" {grave[0]}", grave[1])] if grave else []
        room = width - 4 - cell_len(count) - 2 * len(flaw)
        title = fit(entry.article.title or UNTITLED, max(0, room))
        tone = "quiet" if entry.section is None or not entry.article.title else ""
        lead = "→ " if over else "✓ " if entry.article.id in self.picked else "  "
        return [(lead, "accent"), (changed, "accent"), (" ", ""), (title, tone), *flaw, (count, "quiet")]

    # -- picking ------------------------------------------------------------------------------------------

    def action_pick(self) -> None:
        """Pick the article under the cursor, or let go of it."""
        if self.entry.article is None:
            self.action_pick_section()
        else:
            self.picked ^= {self.entry.article.id}
            self.refresh_row(self.cursor)
        self.post_message(self.Picked())

    def action_pick_section(self) -> None:
        """Pick all articles of the section under the cursor, or let go of them if all are picked."""
        if self._issue is not None and self._issue.articles_in(self.entry.section):
            ids = {article.id for article in self._issue.articles_in(self.entry.section)}
            self.picked = self.picked - ids if ids <= self.picked else self.picked | ids
            self.refresh()
        self.post_message(self.Picked())

    def action_pick_step(self, step: int) -> None:
        """Pick the article under the cursor and the next one."""
        self._pick(self.entry)
        self.action_step(step)
        self._pick(self.entry)
        self.post_message(self.Picked())

    def _pick(self, entry: Entry) -> None:
        if entry.article is not None:
            self.picked.add(entry.article.id)
            self.refresh()

    def action_unpick(self) -> None:
        """Let go of all; with nothing to let go of, Escape is the screen's."""
        if not self.picked:
            raise SkipAction
        self.picked.clear()
        self.refresh()
        self.post_message(self.Picked())

    # -- keys and mouse -----------------------------------------------------------------------------------

    def action_fold(self, fold: bool) -> None:
        """Hide or show the articles of the section under the cursor."""
        if self._issue is None:
            return
        entry = self.entry
        key = self._fold_key(self._issue, entry.section)
        (self._folded.add if fold else self._folded.discard)(key)
        self.show(self._issue, self._changed)
        if fold:
            self.select_section(entry.section)

    def action_choose(self) -> None:
        """Enter folds or unfolds a section, and opens an article."""
        if self.entry.article is None:
            self.action_fold(not self._is_folded(self.entry))
        else:
            super().action_choose()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin what may become a drag."""
        self._pressed = self.row_at(event) if event.button == 1 else None
        if self._pressed is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the row would go; beyond the edge, scroll on as long as the mouse is held there."""
        if self._pressed is None:
            return
        y = event.get_content_offset_capture(self).y
        self._beyond = -1 if y < 0 else 1 if y >= self.size.height else 0
        if self._beyond and self._scrolling is None:
            self._scrolling = self.set_interval(_SCROLL, containing(self, self._scroll_on))
        if not self._beyond:
            self._drag_to(self.row_at(event))

    def _scroll_on(self) -> None:
        if not self._beyond or self._pressed is None:
            self._stop_scrolling()
            return
        self.scroll_relative(y=self._beyond, animate=False, force=True)
        edge = round(self.scroll_y) + (0 if self._beyond < 0 else self.size.height - 1)
        self._drag_to(max(0, min(edge, self.count - 1)))

    def _stop_scrolling(self) -> None:
        self._beyond = 0
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        pressed = self._pressed
        over = self.row_at(event) if self._over is None else self._over
        self.release_mouse()
        self._stop_scrolling()
        self._drag_to(None)
        self._pressed = None
        if pressed is None or over is None or pressed == over or max(pressed, over) >= self.count:
            return
        dragged, onto = self._entries[pressed], self._entries[over]
        if dragged.article is not None or None not in (dragged.section, onto.section):
            self.post_message(self.Dropped(dragged, onto, over > pressed))

    def _drag_to(self, row: int | None) -> None:
        if row != self._over:
            old, self._over = self._over, row
            for touched in (old, row):
                if touched is not None:
                    self.refresh_row(touched)


class OutlineHead(StatusLine):
    """The heads of the outline's columns."""

    DEFAULT_CSS = """
    OutlineHead .status--right { color: $quiet; }
    """

    def __init__(self, outline: Outline) -> None:
        super().__init__("目录", f"篇 {'页':>{_PAGE - 1}}")
        self._outline = outline
        self.add_class("head")

    def on_mount(self) -> None:
        """The columns end where the scrollbar begins."""
        follow = watching(self, self._keep_beside)
        self.watch(self._outline, "show_vertical_scrollbar", follow, init=False)

    def _keep_beside(self) -> None:
        scrollbar = self._outline.show_vertical_scrollbar
        self.styles.padding = (0, 2 if scrollbar else 1, 0, 1)
