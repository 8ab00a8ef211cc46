"""The row of an issue in the list."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from editor.session.catalogue import Entry
from editor.tui.widgets.issue_rows import _changed


@pytest.mark.parametrize(("width", "words"), [(78, "● 有恢复稿"), (120, "● 有未保存的恢复稿")])
def test_work_that_was_never_saved_is_marked_in_as_many_words_as_there_is_room_for(width, words):
    text, style = _changed(Entry(Path("2026-01.toml"), None, (0, 0), unsaved=True), width)
    assert text.strip() == words
    assert style == "warn"
    assert cell_len(text) <= max(13, width - 67)
