"""Two commands in one write: no screen closes another, the document stays open, and nothing stands over it in the end."""

from itertools import product

import pytest
from textual import events

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from tests.tui.driving import screen_of, settle

_OPENING = {
    "ctrl+p": "commands",
    "f2": "help",
    "ctrl+f": "find",
    "ctrl+g": "go",
    "f9": "section",
    "f3": "sections",
    "ctrl+b": "fields",
    "ctrl+e": "export",
    "ctrl+l": "list",
}


@pytest.mark.parametrize("first", _OPENING, ids=_OPENING.values())
async def test_two_commands_in_one_write_close_no_screen_but_their_own(
    samples: Workspace, first: str
) -> None:
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        edit = screen_of(app)
        await pilot.press("down", "enter")
        app.post_message(events.Key("a", "a"))  # so that leaving is asked
        await pilot.pause()
        assert edit.document.dirty
        for one, two in product([first], _OPENING):
            app.post_message(events.Key(one, None))
            app.post_message(events.Key(two, None))
            for _ in range(60):
                await pilot.pause(0.02)
                if not app._input.left:
                    break
            await settle(pilot)
            for _ in range(5):
                if app.screen is edit:
                    break
                await pilot.press("escape")
                await pilot.pause()
            assert app.screen is edit and app.document is edit.document, (one, two)
            assert app.failure is None and edit.document.dirty, (one, two)
            assert len(app.screen_stack) == 3, (one, two)
