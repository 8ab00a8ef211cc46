"""Hints for somebody new: one line, gone when it was taken or after some starts."""

from pathlib import Path

import pytest

from editor.session.preferences import Preferences, read_preferences, write_preferences
from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.keys import commands
from editor.tui.widgets.keybar import HINTS, STARTS
from tests.tui.driving import rows, screen_of, settle

pytestmark = pytest.mark.usefixtures("patched")
SIZE = (100, 30)


@pytest.fixture
def path(samples: Workspace) -> Path:
    return samples.issues_folder / "2026-01.toml"


def hints(app: DeskApp) -> list[str]:
    return [row.strip() for row in rows(app) if row.startswith(" 提示：")]


async def test_somebody_new_gets_one_hint_and_it_goes_when_the_command_was_given(
    samples: Workspace, path: Path, tmp_path: Path
) -> None:
    for start, hint in enumerate(HINTS[:2]):
        app = DeskApp(samples, path, likes=tmp_path)
        async with app.run_test(size=SIZE) as pilot:
            await settle(pilot)
            assert len(hints(app)) == 1 and hint.text[:8] in hints(app)[0]
            [key] = [c.keys[0] for c in commands(screen_of(app)) if c.id == hint.command]
            assert f"提示：{key} " in hints(app)[0]
            await pilot.press({"^P": "ctrl+p"}.get(key, key.lower()))
            await pilot.pause()
            await pilot.press("escape")
            await settle(pilot)
            assert hints(app) == []
            screen_of(app).document.close()
        kept = read_preferences(tmp_path)
        assert kept.starts == start + 1 and hint.command in kept.used


async def test_somebody_who_came_often_gets_none(samples: Workspace, path: Path, tmp_path: Path) -> None:
    write_preferences(tmp_path, Preferences(starts=STARTS))
    app = DeskApp(samples, path, likes=tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        assert hints(app) == []


async def test_every_hint_is_of_a_command_of_the_desk(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        given = {command.id: command.action.partition("(")[0] for command in commands(screen_of(app))}
        assert {hint.command: hint.action for hint in HINTS}.items() <= given.items()
