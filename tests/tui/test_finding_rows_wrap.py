"""Rows of findings keep every character at the wrap, with a scrollbar and without."""

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult

from editor.tui.widgets.finding_rows import FindingRows, Note


class Held(App[None]):
    def __init__(self, notes: list[Note]) -> None:
        super().__init__()
        self.notes = notes

    def get_css_variables(self) -> dict[str, str]:
        return {**super().get_css_variables(), "quiet": "#888888"}

    def compose(self) -> ComposeResult:
        yield FindingRows()

    def on_ready(self) -> None:
        self.query_one(FindingRows).show(self.notes)


@pytest.mark.parametrize("count", [1, 5, 6, 7, 8, 20])
@pytest.mark.parametrize("width", [31, 40])
async def test_no_character_is_lost_at_the_wrap_of_findings(count: int, width: int) -> None:
    notes = [Note(f"第{n}处：" + "甲乙丙丁戊己庚辛壬癸" * 7 + "到此为止。", "") for n in range(count)]
    app = Held(notes)
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.pause()
        rows = app.query_one(FindingRows)
        room = rows.scrollable_content_region.width
        shown = [rows.pieces(index, room) for index in range(rows.count)]
        assert all(sum(cell_len(text) for text, _ in row) <= room for row in shown)
        assert "".join(text for row in shown for text, _ in row) == "".join(note.text for note in notes)
