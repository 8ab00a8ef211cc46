"""An article of another issue beside the one that is being written: the one most like it, or one that is looked for."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import ClassVar

from textual.binding import BindingType

from editor.model.issue import Article
from editor.session.past import Past, alike, holding, read_past
from editor.tui.background import Background
from editor.tui.keys import command
from editor.tui.parts.columns import Columns
from editor.tui.parts.work import Part, Work
from editor.tui.widgets.column import Panel
from editor.tui.widgets.past import PastPanel

_NAME, _TITLE = "past", "往期"
_WIDTH = 48  # cells
_REST = 0.15  # seconds without a key before the archive is asked

_Asked = tuple[str, Article | None]  # words, else the article that others are to be like


class PastArticles(Part):
    """The panel of other issues' articles, there as long as it is wanted."""

    COMMANDS: ClassVar[list[BindingType]] = [
        command(
            "article.past",
            "ctrl+backslash",
            "past",
            "对照往期",
            "在右栏读往期相近的稿件，或检索往期；只读，各自滚动，再按收起",
        )
    ]

    def __init__(self, work: Work, columns: Columns) -> None:
        super().__init__(work)
        self._columns = columns
        self._before = ""  # what was in the column
        self.panel = PastPanel(work.document.style.ordinals, id=_NAME)
        self._finding = Background(
            work.screen, self._find, self._list, failed=self.failed, rest=_REST, group="past"
        )
        self._reading = Background(work.screen, self._read, self._show, failed=self.failed, group="past")

    def panels(self) -> tuple[Panel, ...]:
        """The panel, which is there when it is asked for."""
        return (Panel(_NAME, _TITLE, self.panel, _WIDTH, asked=True),)

    def action_past(self) -> None:
        """Open the panel at what is most like the article, or close it."""
        if self.work.column.shown == _NAME:
            self._columns.show_panel(self._before)
            return
        self.work.commit()
        self._before = self.work.column.shown
        self.work.column.note(_NAME, "")
        self.panel.list(())
        self._columns.show_panel(_NAME)
        if self.work.outline.has_focus and self.work.screen.has_class("-tucked"):
            self.work.manuscript.take_focus()  # the drawer would lie over what is to be compared
        self._finding.ask(("", self.work.article), now=True)

    def asked(self, words: str) -> None:
        """Words were typed in the panel."""
        self._finding.ask((words, self.work.article))

    def wanted(self, past: Past) -> None:
        """An article of the list is to be read."""
        self._reading.ask(past)

    def left(self) -> None:
        """The article is put away for the list."""
        self.work.column.note(_NAME, "")

    def failed(self, sentence: str) -> None:
        """The archive could not be asked."""
        self.work.column.note(_NAME, f"! {sentence}")

    def _find(self, asked: _Asked) -> Generator[tuple[_Asked, Sequence[Past]], None, None]:
        words, article = asked
        archive = self.services.archive.fresh()
        if words:
            yield asked, holding(archive, words)
        else:
            yield asked, alike(archive, article, self.work.issue.id) if article is not None else ()

    def _list(self, answer: tuple[_Asked, Sequence[Past]]) -> None:
        (words, _), found = answer
        self.panel.list(found)
        nothing = "没有找到" if words else "没有相近的，可打字检索"
        self.work.column.note(_NAME, f"{len(found)} 篇" if found else nothing)
        if not words and found:
            self._reading.ask(found[0])
        elif not words and self.work.column.shown == _NAME:
            self.panel.focus()

    def _read(self, past: Past) -> Generator[tuple[Past, Article | None], None, None]:
        yield past, read_past(self.services.workspace, past)

    def _show(self, answer: tuple[Past, Article | None]) -> None:
        past, article = answer
        self.panel.read(article)
        like = f" 相近 {past.note}" if past.note else ""
        self.work.column.note(_NAME, f"{past.label}{like}")
