"""Screens close once and only themselves, whatever comes in one write; what only helps never ends the program."""

import os
from pathlib import Path

import pytest

from editor.session.archive import Archive
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.parts import findings as findings_part
from editor.tui.parts import pages as pages_part
from editor.tui.screens.findings import ReasonDialog
from editor.tui.screens.issues import IssuesScreen
from tests.tui.driving import rows, screen_of, settle, until
from tests.tui.process import Terminal

SAVE, CLOSE, COMMANDS, FIND, QUIT = "\x13", "\x0c", "\x10", "\x06", "\x11"


@pytest.fixture
def path(samples: Workspace) -> Path:
    return samples.issues_folder / "2026-01.toml"


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    "keys", [CLOSE + COMMANDS, FIND + CLOSE, "\x1b[20~\x1b[B\r\r"], ids=["^L ^P", "^F ^L", "F9 ↓ Enter Enter"]
)
def test_keys_in_one_write_close_no_screen_but_their_own(
    samples: Workspace, path: Path, tmp_path: Path, keys: str
) -> None:
    with Terminal(samples.root, state=tmp_path) as terminal:
        terminal.see("2026年第1期")
        terminal.press("第1期\r")
        terminal.see("全部命令", "上移")
        terminal.press(keys)
        terminal.press("\x1b\x1b")
        assert terminal.process.poll() is None
        terminal.press(QUIT)
        terminal.press("\x1b[B\r")  # not saved, where that is asked
        terminal.press(QUIT)
        assert terminal.ended() == 0
    assert load_issue(path).articles


@pytest.mark.parametrize("asked", ["pages", "findings", "archive"])
async def test_what_only_helps_fails_in_one_line_and_the_text_goes_on(
    samples: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("math domain error")

    match asked:
        case "pages":
            monkeypatch.setattr(pages_part, "print_out", broken)
        case "findings":
            monkeypatch.setattr(findings_part, "Proofing", broken)
        case "archive":
            monkeypatch.setattr(Archive, "refresh", broken)
    app = DeskApp(samples, path)
    async with app.run_test(size=(140, 36)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        screen.columns.show_panel("pages" if asked == "pages" else "findings")
        said = {"pages": "版面没有排出", "findings": "没有进行", "archive": "往期没有查"}[asked]
        await until(pilot, lambda: said in "\n".join(rows(app)))
        await pilot.press("enter", "a")
        await pilot.pause()
        assert app.is_running and screen.document.dirty
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not screen.document.dirty


async def test_a_screen_that_is_not_on_top_is_not_dismissed(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        await pilot.press("ctrl+p")
        over = app.screen
        screen.dismiss()
        await pilot.pause()
        assert app.screen is over and screen in app.screen_stack
        await pilot.press("escape")
        screen.dismiss()
        screen.dismiss()
        await pilot.pause()
        assert isinstance(app.screen, IssuesScreen)


async def test_the_focus_leaves_an_article_that_undo_takes_away(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        for section in range(len(screen.work.issue.sections)):  # an outline that is left on a heading
            screen.work.outline.select_section(section)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert screen.work.manuscript.has_caret
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen.work.article is not None or not screen.work.manuscript.has_caret


async def test_a_key_that_can_move_nothing_says_why(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen_of(app).work.outline.select_section(0)
        await pilot.press("f7")
        await pilot.pause()
        assert "已在最前" in rows(app)[0]


async def test_a_figure_alone_is_the_reason_of_that_number(samples: Workspace) -> None:
    app, given = DeskApp(samples), []
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.push_screen(ReasonDialog("为什么", ("甲", "乙", "丙")), given.append)
        await pilot.pause()
        await pilot.press("2", "enter")
        await pilot.pause()
    assert given == ["乙"]
