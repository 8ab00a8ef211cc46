"""Word steps (Ctrl+Left, Ctrl+Right, Ctrl+W) in text that has no blanks between words.

Textual takes a whole Chinese clause for one word. Without a dictionary of the language the step here follows
its habit: words of official prose have two characters, little words stand alone, and a short list holds the
longer ones that would put the rest of a clause out of step. Marks, figures and Latin words are steps too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from editor.tui.patches.setter import Setter

if TYPE_CHECKING:
    from textual.widgets import Input, TextArea

_LITTLE = "的了和与及或在是为对从向把被将等并也都就而又其该各某每个这那已可要使让由以于至"
_LONGER = (
    "长三角 一体化 现代化 数字化 智能化 国际化 市场化 标准化 规范化 常态化 绿色化 信息化 城镇化 产业链 供应链 "
    "创新链 价值链 示范区 试验区 开发区 自贸区 高新区 经济带 都市圈 城市群 高质量 高水平 高标准 高层次 新质 "
    "生产力 竞争力 办事处 办公厅 委员会 领导小组 人工智能 营商环境 互联互通 先行先试 新能源 新材料 新片区 "
    "目的 为了 对于 关于 由于 以及 以上 以下 以来 至少 是否 其中 其他 因此 从而 并且 而且 可以 可能 需要 主要 "
    "重要 将来 每年 各地 各类 各级 各项 各方 个人 个体 使用 和谐 参与 等级 等待 要求 要素 要点 在建 在线 所在 "
    "进一步 三省一市 就业 就医 了解 已经 自由 对接 对外 对口 对标 以旧换新 于是 至今 这些 那些 该市 该省"
)
_HAN = "㐀-䶿一-鿿豈-﫿𠀀-𲎯"
_WORDS = "|".join(sorted(_LONGER.split(), key=len, reverse=True))
_TOKEN = re.compile(
    r"\s+"
    r"|[A-Za-z0-9]+(?:[.,'’_@:/%-][A-Za-z0-9]+)*"
    rf"|(?:{_WORDS})"
    rf"|[{_LITTLE}]"
    rf"|[{_HAN}](?:(?!{_WORDS}|[{_LITTLE}])[{_HAN}])?"
    r"|[^\w\s]+"
    r"|."
)


@lru_cache(maxsize=8)
def word_starts(line: str) -> list[int]:
    """Where the words of a line begin, in code points; blanks belong to the word before them."""
    return [match.start() for match in _TOKEN.finditer(line) if not match[0].isspace()]


def step_left(line: str, column: int) -> int:
    """The start of the word before a column, 0 at the first."""
    starts = word_starts(line)
    at = bisect_left(starts, column)
    return starts[at - 1] if at else 0


def step_right(line: str, column: int) -> int:
    """The start of the word after a column, the end of the line at the last."""
    starts = word_starts(line)
    at = bisect_right(starts, column)
    return starts[at] if at < len(starts) else len(line)


def word_steps_in_text_areas(set_: Setter = setattr) -> None:
    """Let Ctrl+Left, Ctrl+Right, Ctrl+W and Alt+Delete in text areas go by Chinese words."""
    from textual.widgets import TextArea

    def left(self: TextArea) -> tuple[int, int]:
        row, column = self.cursor_location
        if column == 0 and row > 0:
            return row - 1, len(self.document[row - 1])
        return row, step_left(self.document[row], column)

    def right(self: TextArea) -> tuple[int, int]:
        row, column = self.cursor_location
        line = self.document[row]
        if column == len(line) and row < self.document.line_count - 1:
            return row + 1, 0
        return row, step_right(line, column)

    def delete_right(self: TextArea) -> None:
        start, end = self.selection
        self._delete_via_keyboard(start, right(self) if start == end else end)

    set_(TextArea, "get_cursor_word_left_location", left)
    set_(TextArea, "get_cursor_word_right_location", right)
    set_(TextArea, "action_delete_word_right", delete_right)


def word_steps_in_inputs(set_: Setter = setattr) -> None:
    """Let the same keys in one-line fields go by Chinese words."""
    from textual.widgets import Input
    from textual.widgets.input import Selection

    def go(self: Input, target: int, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else target, target)

    def left(self: Input, select: bool = False) -> None:
        go(self, 0 if self.password else step_left(self.value, self.cursor_position), select)

    def right(self: Input, select: bool = False) -> None:
        end = len(self.value)
        go(self, end if self.password else step_right(self.value, self.cursor_position), select)

    def delete_left(self: Input) -> None:
        if self.selection.is_empty:
            left(self, select=True)
        self.delete_selection()

    def delete_right(self: Input) -> None:
        if self.selection.is_empty:
            right(self, select=True)
        self.delete_selection()

    set_(Input, "action_cursor_left_word", left)
    set_(Input, "action_cursor_right_word", right)
    set_(Input, "action_delete_left_word", delete_left)
    set_(Input, "action_delete_right_word", delete_right)
