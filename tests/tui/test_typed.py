"""What was typed stays, whatever is done between: random commands, and after each all that shows the issue shows the same."""

import random

import pytest

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.parts.work import Work
from tests.tui.driving import paste, screen_of, settle

_BETWEEN = [
    ["escape", "left"],
    ["escape", "right"],
    ["escape", "left", "right"],
    ["escape", "up"],
    ["escape", "down"],
    ["escape", "f7"],
    ["escape", "f8"],
    ["escape", "alt+right"],
    ["enter", "f8"],
    ["f6"],
    ["f6", "f6"],
    ["ctrl+n"],
    ["ctrl+s"],
    ["ctrl+d"],
    ["f4"],
    ["f5"],
    ["ctrl+z", "ctrl+y"],
    ["ctrl+p", "escape"],
    ["ctrl+f", "escape"],
    ["escape", "end"],
    ["escape", "home"],
]


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_typed_stays_whatever_is_done_between(samples: Workspace, seed: int) -> None:
    pick = random.Random(seed)
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    typed: list[str] = []
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        edit = screen_of(app)
        work = edit.work
        for number in range(12):
            keys = [key for _ in range(pick.randrange(1, 4)) for key in pick.choice(_BETWEEN)]
            for key in keys:
                if key != "escape" or app.screen is not edit or work.manuscript.has_caret:
                    await pilot.press(key)  # the other way round Escape goes back to the list
            await pilot.pause()
            assert app.screen is edit, keys
            if not work.manuscript.has_caret and work.article is not None:
                await pilot.press("enter")
                await pilot.pause()
            if work.manuscript.has_caret:
                typed.append(f"第{number}次写下的字")
                await paste(pilot, typed[-1])
            _agree(work)
            whole = "".join(map(str, (*work.issue.articles, *work.issue.spares)))
            assert [words for words in typed if words not in whole] == [], keys


def _agree(work: Work) -> None:
    """The outline and the fields show the articles as they are in the issue."""
    articles = {article.id: article for article in (*work.issue.articles, *work.issue.spares)}
    shown = [entry.article for entry in work.outline._entries if entry.article is not None]
    assert [article for article in shown if articles.get(article.id) != article] == []
    current = work.manuscript.current
    assert current is None or articles[current.id] == current
