"""Importing a folder tree: what becomes of each file is shown as it is done, and it can be stopped after any of them."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from editor.session.folder import Outcome, files_in, import_folder, passed_over
from editor.session.workspace import Workspace
from editor.tui.background import Background
from editor.tui.keys import command
from editor.tui.screen import STEPS, DeskScreen
from editor.tui.widgets.cells import clip, drawable, wrapped
from editor.tui.widgets.keybar import KeyBar
from editor.tui.widgets.reading import Reading
from editor.tui.widgets.rows import Pieces
from editor.tui.widgets.status import Rule, StatusLine

_STATES = {
    "taken": ("✓", "收入", "good"),
    "doubtful": ("!", "收入，存疑", "warn"),
    "known": ("=", "已有", "quiet"),
    "refused": ("✗", "未收", "accent"),
}
_OTHERS = 5  # files of other kinds that are named
_HEAD, _REASON = 14, 4  # cells of mark and state, and before a reason


class OutcomeRows(Reading):
    """Files with what became of them, and under each why."""

    DEFAULT_CSS = """
    OutcomeRows { height: 1fr; padding: 0 1; & .rows--good { color: $success; } }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--good"}

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._outcomes: list[Outcome] = []
        self._setting = self._all_rows

    def add(self, outcome: Outcome) -> None:
        """Show one more, and stay at the end where that was seen."""
        at_end = self.scroll_offset.y >= self.max_scroll_y
        self._outcomes.append(outcome)
        self._rows += self._rows_of(outcome, self.scrollable_content_region.width)
        self.changed()
        if at_end:
            self.scroll_to(y=self.count, animate=False, force=True)

    def _all_rows(self, width: int) -> list[Pieces]:
        return [row for outcome in self._outcomes for row in self._rows_of(outcome, width)]

    def _rows_of(self, outcome: Outcome, width: int) -> list[Pieces]:
        width = max(_HEAD + 8, width)
        mark, name, tone = _STATES[outcome.state]
        source = outcome.source
        shown = source.relative_to(self._folder) if source.is_relative_to(self._folder) else source
        to = f"  → {outcome.path.stem}" if outcome.path is not None else ""
        head = f"{mark} {name}"
        row: Pieces = [(head + " " * max(1, _HEAD - 2 - 2 * len(name)), tone)]
        room = width - _HEAD - len(to)
        rows = [[*row, (clip(str(shown), room), ""), (drawable(to), "quiet")]]
        kept = () if outcome.left_out is None else (f"没有收入的和存疑的，全文在 {outcome.left_out}",)
        for reason in (*outcome.reasons, *kept):
            rows += [[(" " * _REASON, ""), (line, "quiet")] for line in wrapped(reason, width - _REASON)]
        return rows


class FolderScreen(DeskScreen[Path | None]):
    """Begins at once; the answer is the issue that was taken last, None if none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("folder.finish", "enter", "finish", "返回", "导入完了，回到各期列表", show=True),
        command(
            "folder.stop", "escape", "stop", "停止", "停在这里；已收入的留下，再导入一次会接着来", show=True
        ),
        *STEPS,
    ]

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        super().__init__()
        self._workspace = workspace
        self._folder = folder
        self._total: int | None = None
        self._states: dict[str, int] = dict.fromkeys(_STATES, 0)
        self._stopped = False
        self._done = False
        self._last: Path | None = None

    def compose(self) -> ComposeResult:
        """Head, progress, files, keys."""
        yield StatusLine("导入文件夹", str(self._folder))
        yield Rule()
        yield Static("正在找文件……", markup=False, id="progress")
        yield OutcomeRows(self._folder)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin."""
        self.query_one("#progress").styles.margin = (1, 1)
        Background(self, self._work, self._take, failed=self._ended, group="read").ask(None)

    def _work(self, _: None) -> Generator[int | Outcome | None, None, None]:
        """How many files there are, what became of each, None at the end."""
        files = files_in(self._folder)
        yield len(files)
        with closing(import_folder(self._workspace, files)) as outcomes:
            for outcome in outcomes:
                yield outcome
                if self._stopped:
                    break
        yield None

    def _take(self, what: int | Outcome | None) -> None:
        if isinstance(what, Outcome):
            self._add(what)
        elif what is None:
            self._ended()
        else:
            self._total = what
            self._show()

    def _add(self, outcome: Outcome) -> None:
        self._states[outcome.state] += 1
        if outcome.state in ("taken", "doubtful"):
            self._last = outcome.path
        self.query_one(OutcomeRows).add(outcome)
        self._show()

    def _ended(self, error: str = "") -> None:
        self._done = True
        others = passed_over(self._folder)
        if others and self._total is not None:
            names = "、".join(str(path.relative_to(self._folder)) for path in others[:_OTHERS])
            more = f"等{len(others)}个" if len(others) > _OTHERS else ""
            error = "；".join(filter(None, [error, f"没有读 {names}{more}"]))
        self._show(error)

    def _show(self, error: str = "") -> None:
        seen = sum(self._states.values())
        counted = [f"{_STATES[state][1]} {count}" for state, count in self._states.items() if count]
        if not self._total:
            what = "这个文件夹里没有可导入的文件"
        elif not self._done:
            what = f"{'正在停下' if self._stopped else '正在导入'} {seen} / {self._total}"
        else:
            what = f"{'已停止' if seen < self._total else '已完成'} {seen} / {self._total}，回车返回"
        self.query_one("#progress", Static).update(
            Content(drawable(" · ".join(filter(None, [what, *counted, error]))))
        )

    def action_finish(self) -> None:
        """Back once it is done."""
        if self._done:
            self.dismiss(self._last)

    def action_stop(self) -> None:
        """Stop after the file that is being read; back once that is done."""
        if self._done:
            self.dismiss(self._last)
        else:
            self._stopped = True
            self._show()
