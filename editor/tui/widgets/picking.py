"""The outline with several articles picked, so that a command is given to all of them."""

from __future__ import annotations

from typing import ClassVar

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.message import Message

from editor.model.issue import Issue
from editor.tui.keys import command
from editor.tui.widgets.outline import Entry, Outline
from editor.tui.widgets.rows import Pieces

_PICKED = ("✓ ", "accent")


class PickingOutline(Outline):
    """The outline and its commands; Space and Shift+↑↓ pick, Esc lets go."""

    BINDINGS: ClassVar[list[BindingType]] = [
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
        command(
            "outline.file",
            "ctrl+o",
            "screen.take_file",
            "收文件",
            "把 Word、文本文件里的稿件收进这一期，或打开回稿",
        ),
        command("outline.paste", "ctrl+v", "screen.paste_articles", "粘贴稿件", "把在这里复制的文字收作稿件"),
        Binding("shift+up", "pick_step(-1)", show=False),
        Binding("shift+down", "pick_step(1)", show=False),
        Binding("escape", "unpick", show=False),
    ]

    class Picked(Message):
        """Articles were picked, or let go of, or there was nothing to pick."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.picked: set[str] = set()
        """The ids of the articles that commands are given to together, empty for the one under the cursor."""

    def show(self, issue: Issue, changed: set[str]) -> None:
        """Show an issue; what has gone is no longer picked."""
        self.picked &= issue.ids
        super().show(issue, changed)

    def pieces(self, index: int, width: int) -> Pieces:
        """A row, with a mark if it is picked."""
        pieces = super().pieces(index, width)
        article = self._entries[index].article
        if article is not None and article.id in self.picked and not pieces[0][0].strip():
            pieces[0] = _PICKED
        return pieces

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
