"""Go to anything, by keys."""

from pathlib import Path

import pytest

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.commands import GoToScreen, HelpScreen
from editor.tui.screens.edit import EditScreen
from editor.tui.screens.issues import IssuesScreen
from tests.tui.driving import paste, rows, screen_of, settle, type_in

pytestmark = pytest.mark.usefixtures("patched")
SIZE = (100, 30)


@pytest.fixture
def path(samples: Workspace) -> Path:
    return samples.issues_folder / "2026-01.toml"


async def go(pilot, words: str) -> None:
    """Ask for something, and take the first that is found."""
    await pilot.press("ctrl+g")
    await pilot.pause()
    await type_in(pilot, words)
    await pilot.pause()
    await pilot.press("enter")
    for _ in range(4):
        await pilot.pause(0.02)


@pytest.mark.parametrize("words", ["kcjj", "kjjj", "科创聚焦", "kechuang"])
async def test_a_section_is_gone_to(samples: Workspace, path: Path, words: str) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("end", "enter")
        await go(pilot, words)
        screen = screen_of(app)
        assert screen.work.outline.has_focus
        assert (screen.work.outline.entry.section, screen.work.outline.entry.article) == (0, None)


async def test_an_article_is_gone_to_and_what_was_typed_is_kept(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "新")
        screen = screen_of(app)
        target = list(screen.work.issue.articles)[5]
        await pilot.press("ctrl+g")
        await paste(pilot, target.title[:8])
        await pilot.press("enter")
        await settle(pilot)
        assert screen.work.article == target and screen.work.manuscript.body_field.has_focus
        await go(pilot, screen.work.issue.spares[0].title[:6])
        assert screen.work.article == screen.work.issue.spares[0]
        assert screen.document.dirty


async def test_nothing_that_fits_is_said(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for key in ("ctrl+g", "ctrl+p"):
            await pilot.press(key)
            await pilot.pause()
            await type_in(pilot, "此处无此")
            await pilot.pause()
            assert any("没有找到" in row for row in rows(app))
            await pilot.press("enter", "escape")
            await pilot.pause()


async def test_a_command_is_given(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await go(pilot, "bangzhu")
        assert isinstance(app.screen, HelpScreen)


async def test_another_issue_is_opened_once_unsaved_work_was_asked_about(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await type_in(pilot, "新")
        await go(pilot, "2026-02")
        assert "有未保存的修改" in "\n".join(rows(app))
        await pilot.press("escape")
        await settle(pilot)
        assert str(screen_of(app).work.issue.id) == "2026-01"
        await go(pilot, "2026-02")
        await pilot.press("2")
        for _ in range(5):
            await pilot.pause(0.05)
        assert str(screen_of(app).work.issue.id) == "2026-02"
        assert sum(isinstance(screen, EditScreen) for screen in app.screen_stack) == 1
        assert app.document is screen_of(app).document


async def test_issues_and_commands_are_gone_to_from_the_list(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        await go(pilot, "2026-02")
        for _ in range(5):
            await pilot.pause(0.05)
        assert str(screen_of(app).work.issue.id) == "2026-02"
        await pilot.press("ctrl+l")
        await settle(pilot)
        assert isinstance(app.screen, IssuesScreen)
        await go(pilot, "新一期")
        assert "新建2026年第4期" in "\n".join(rows(app))


async def test_escape_changes_nothing_and_nothing_found_is_not_gone_to(
    samples: Workspace, path: Path
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down")
        await pilot.pause()
        here = screen_of(app).work.article
        await pilot.press("ctrl+g")
        await type_in(pilot, "无此篇名无此篇名")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, GoToScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert screen_of(app).work.article == here and screen_of(app).work.outline.has_focus
