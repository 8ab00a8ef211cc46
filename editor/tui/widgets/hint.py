"""One quiet line for somebody new: a command worth knowing. It goes for good when the command was given once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from textual.strip import Strip
from textual.widget import Widget

from editor.tui.containment import Drawn
from editor.tui.keys import commands
from editor.tui.widgets.cells import clip, strip_of

STARTS = 12  # of the program; somebody who came so often is not new


@dataclass(frozen=True)
class Hint:
    """A command by its id and the name of its action, and what is said of it behind its key."""

    command: str
    action: str
    text: str


HINTS = (
    Hint("app.commands", "commands", "列出全部命令，打字就能找到"),
    Hint("pane.next", "next_pane", "在目录和正文之间切换，回车也能进入正文"),
    Hint("column.next", "next_panel", "看版面：印出来的样子，跟着光标走"),
    Hint("finding.next", "go_finding", "到下一处校对意见，选中那几个字"),
    Hint("go.anywhere", "go_to", "跳到任何栏目、稿件，打拼音首字母就行，如 kcjj"),
    Hint("move.up", "move", "上移举措或稿件，序号自己会改"),
    Hint("article.park", "park", "把稿件转为备用稿，不印，也不丢"),
)


class HintLine(Drawn, Widget):
    """The first hint that is still needed and whose command can be given here; nothing if there is none."""

    DEFAULT_CSS = """
    HintLine { height: 1; dock: bottom; margin-bottom: 1; padding: 0 1; color: $quiet; display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def show(self, used: Collection[str]) -> None:
        """Choose the hint; ``used`` are the commands that were given."""
        keys = {command.id: command.keys[0] for command in commands(self.screen) if command.keys}
        hint = next((h for h in HINTS if h.command not in used and h.command in keys), None)
        self._text = f"提示：{keys[hint.command]} {hint.text}" if hint else ""
        self.display = bool(hint)
        self.refresh()

    def hide(self) -> None:
        """Enough for today."""
        self.display = False

    def render_line(self, y: int) -> Strip:
        """The line."""
        base, width = self.rich_style, self.size.width
        return strip_of([(clip(self._text, width), base)], width, base)
