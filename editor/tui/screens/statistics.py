"""Statistics at the desk: a year by section, region, month and place, or by the units that handed articles in."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Generator
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from editor.tui.background import Background
from editor.tui.screen import DeskDialog
from editor.tui.services import Services
from editor.tui.widgets.cells import drawable_lines

_BY_SECTION = "←→ 换年份   Tab 按来稿单位   ↑↓ 翻看   Esc 返回"
_BY_UNIT = "←→ 换年份   Tab 按栏目地区   ^E 存为通报（Word）   Esc 返回"


class _Asked(NamedTuple):
    """What is counted: a year, all of them for None; by unit or not."""

    year: int | None
    by_unit: bool


class _Counted(NamedTuple):
    years: tuple[int, ...]
    lines: tuple[str, ...]


class StatisticsScreen(DeskDialog[None]):
    """The newest year first; left of it the years before, right of it all years together."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+q", "leave", show=False),
        Binding("left", "year(-1)", show=False, priority=True),
        Binding("right", "year(1)", show=False, priority=True),
        Binding("tab,shift+tab", "other", show=False, priority=True),
        Binding("ctrl+e", "notice", show=False),
    ]
    HINT = _BY_SECTION
    SIZE = "large"

    def __init__(self, services: Services, year: int | None) -> None:
        super().__init__("统计")
        self._services = services
        self._asked = _Asked(year, by_unit=False)
        self._years: tuple[int, ...] = ()
        self._counting = Background(self, self._count, self._take, failed=self._tell, group="read")

    def question(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll():
            yield Static("正在统计……", markup=False, id="lines")

    def on_mount(self) -> None:
        """Count."""
        self._counting.ask(self._asked)

    def _count(self, asked: _Asked) -> Generator[_Counted, None, None]:
        from editor.session.statistics import count_lines, taken, unit_lines

        archive = self._services.archive.fresh()
        years = tuple(int(count.name) for count in archive.counts(None).years)
        if asked.by_unit:
            counted = taken(self._services.workspace, asked.year)
            lines, problems = unit_lines(asked.year, counted), tuple(map(str, counted.problems))
        else:
            lines = count_lines(asked.year, archive.counts(asked.year), bars=True)
            problems = archive.problems()
        yield _Counted(years, (*lines, *(f"! {problem} 没有计入。" for problem in problems)))

    def _take(self, counted: _Counted) -> None:
        self._years = counted.years
        self._tell("\n".join(counted.lines))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def _tell(self, words: str) -> None:
        self.query_one("#lines", Static).update(drawable_lines(words))

    def action_year(self, step: int) -> None:
        """Another year; after the newest come all of them."""
        choices: list[int | None] = [*self._years, None]
        now = choices.index(self._asked.year) if self._asked.year in choices else len(choices) - 1
        self._ask(self._asked._replace(year=choices[max(0, min(now + step, len(choices) - 1))]))

    def action_other(self) -> None:
        """By unit, or by section, region and month."""
        self._ask(self._asked._replace(by_unit=not self._asked.by_unit))

    def _ask(self, asked: _Asked) -> None:
        if asked != self._asked:
            self._asked = asked
            self.query_one(".hint", Static).update(_BY_UNIT if asked.by_unit else _BY_SECTION)
            self._counting.ask(asked)

    @work(exclusive=True, group="notice")
    async def action_notice(self) -> None:
        """The 采用情况通报 as a Word file in the folder for exports."""
        if self._asked.by_unit:
            with self._services.telling():
                path = await to_thread(self._write_notice, self._asked.year)
                self._services.tell(f"已导出：\n{path.resolve()}")

    def _write_notice(self, year: int | None) -> Path:
        from datetime import date

        from editor.session.exports import write_document
        from editor.session.statistics import notice, taken

        workspace = self._services.workspace
        title, data = notice(taken(workspace, year), workspace.default_style(), year, date.today())
        return write_document(workspace.exports_folder, title, data)
