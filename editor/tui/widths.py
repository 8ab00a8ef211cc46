"""Whether the terminal draws the marks of Chinese text as wide as the screen is laid out for.

“ ” — … · and the lines of the frame are of ambiguous width (Unicode UAX #11): one cell in most terminals, two
where the user or an East Asian locale says so. Then every row that holds one is torn, and nobody who sees it
can guess why. So the terminal is asked at the start: each mark is written, and the terminal says where its
cursor is then (CSI 6n). The answer comes as any key does, so nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

MARKS = "“”—…·─│●▸"

_ADVICE = {
    "iTerm.app": "iTerm2：设置 → Profiles → Text，取消“Treat ambiguous-width characters as double width”",
    "Apple_Terminal": "终端：设置 → 描述文件 → 高级，取消“东亚模糊宽度字符视为宽字符”",
    "WezTerm": "WezTerm：配置中设 treat_east_asian_ambiguous_width_as_wide = false",
    "mintty": "mintty：Options → Text，Ambiguous 宽度选 narrow",
}
_OTHERS = "请在终端设置里把“模糊宽度字符”（ambiguous width）改为窄（1 格）"


class WidthCheck:
    """The question, and what the answers so far come to."""

    ROW = 1
    """The row of the answers, from 0: in the first one the answer would be the same as the sequence of Shift+F3."""

    question = "".join(f"\x1b[2;1H{mark}\x1b[6n" for mark in MARKS) + "\x1b[2;1H\x1b[2K"

    def __init__(self) -> None:
        self._measured: dict[str, int] = {}

    def answer(self, x: int, y: int) -> bool:
        """Take the next answer, the cursor counted from 0; True if it was the last one."""
        if y == self.ROW and len(self._measured) < len(MARKS):
            self._measured[MARKS[len(self._measured)]] = x
            return len(self._measured) == len(MARKS)
        return False

    @property
    def too_wide(self) -> str:
        """The marks that the terminal draws wider than they are laid out."""
        return "".join(mark for mark, cells in self._measured.items() if cells > cell_len(mark))

    def advice(self, environ: Mapping[str, str]) -> str:
        """What to switch, in one sentence; empty if all is well."""
        if not self.too_wide:
            return ""
        where = _ADVICE.get(environ.get("TERM_PROGRAM", ""), _OTHERS)
        return f"这个终端把 {' '.join(self.too_wide)} 画成两格宽，画面会错位。{where}，再重新打开要讯。"
