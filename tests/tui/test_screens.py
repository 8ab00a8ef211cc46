"""Every screen as plain text, at three sizes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screen import TooSmallScreen
from tests.conftest import ROOT
from tests.tui.driving import paste, settle

pytestmark = pytest.mark.usefixtures("patched")

SIZES = [(80, 24), (120, 35), (200, 60)]
Look = Callable[[DeskApp, str], None]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("issues", []),
        ("help", ["f2"]),
        ("commands", ["ctrl+p"]),
        ("new", ["ctrl+n"]),
        ("edit", ["enter"]),
        ("edit-help", ["enter", "f2"]),
        ("edit-pages", ["enter", "f5"]),
        ("edit-text-pages", ["enter", "f5", "enter"]),
        ("edit-contents", ["enter", "f5", "f5", "enter"]),
        ("go-to", ["enter", "ctrl+g"]),
    ],
)
async def test_a_screen_looks_as_it_did(
    desk_of: Workspace, looks_like: Look, size: tuple[int, int], name: str, keys: list[str]
) -> None:
    app = DeskApp(desk_of)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            await settle(pilot)
        looks_like(app, name)


@pytest.mark.parametrize("size", SIZES)
async def test_an_export_looks_as_it_did(
    desk_of: Workspace, looks_like: Look, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr("editor.tui.screens.export.can_render", lambda: True)
    desk_of.exports_folder = Path("exports")
    app = DeskApp(desk_of)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e")
        await settle(pilot)
        looks_like(app, "export")


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_read_looks_as_it_did(
    desk_of: Workspace,
    looks_like: Look,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    source = (ROOT / "tests" / "data" / "web" / "2026-03.txt").read_bytes()
    (tmp_path / "网页.txt").write_bytes(source)
    monkeypatch.chdir(tmp_path)
    app = DeskApp(desk_of)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o", "ctrl+u")
        await paste(pilot, "网页.txt")
        await pilot.press("enter")
        await settle(pilot)
        looks_like(app, "import")


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_workspace_says_what_to_do_first(
    workspace: Workspace, looks_like: Look, size: tuple[int, int]
) -> None:
    workspace.root = Path("要讯")
    app = DeskApp(workspace)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        looks_like(app, "empty")


async def test_a_window_too_small_says_which_size_is_needed(desk_of: Workspace) -> None:
    app = DeskApp(desk_of)
    async with app.run_test(size=(50, 10)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert not isinstance(app.screen, TooSmallScreen)
