"""Screens close once and only themselves, whatever comes in one write; what only helps never ends the program."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Static

from editor.errors import StorageError
from editor.model.issue import Section
from editor.session.archive import Archive
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.parts import findings as findings_part
from editor.tui.parts import pages as pages_part
from editor.tui.screens.dialogs import NameDialog
from editor.tui.screens.export import ExportScreen
from editor.tui.screens.findings import ReasonDialog
from editor.tui.screens.issues import IssuesScreen
from tests.tui.driving import paste, rows, screen_of, settle, until
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


@pytest.mark.parametrize(
    "keys", [["ctrl+z"], ["ctrl+z", "ctrl+y", "ctrl+z"]], ids=["undone", "redone and undone"]
)
async def test_what_is_typed_after_an_article_was_undone_reaches_no_field(
    workspace: Workspace, keys: list[str]
) -> None:
    """In a section of its own, so that the cursor is left on a heading and there is no other article."""
    empty = workspace.create(replace(workspace.next_issue(), sections=(Section("科创聚焦"),)))
    app = DeskApp(workspace, empty)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        await pilot.press("ctrl+n")
        await pilot.pause()
        assert screen.work.manuscript.has_caret
        await pilot.press(*keys)
        await pilot.pause()
        assert not list(screen.work.issue.articles)
        assert screen.work.outline.has_focus and not screen.work.manuscript.has_caret
        await pilot.press("a", "b")
        await paste(pilot, "上海试点概念验证平台\n3月5日，上海试点概念验证平台，提出到2027年建成10家。")
        await until(pilot, lambda: app.screen is not screen)  # the screen that shows what a paste becomes
        await pilot.press("escape")
        await pilot.pause()
        assert not list(screen.work.issue.articles)
        assert screen.work.manuscript.title_field.text == screen.work.manuscript.body_field.text == ""


async def test_what_was_typed_is_there_after_its_section_was_folded(samples: Workspace, path: Path) -> None:
    """The outline kept the issue as it was before, showed that, and what was typed next was written over the rest."""
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        work = screen_of(app).work
        await pilot.press("enter", "home")
        await paste(pilot, "写下的第一句。")
        await pilot.press("escape", "left", "right", "down", "enter", "home")
        await paste(pilot, "写下的第二句。")
        text = next(iter(work.issue.articles)).body[0].text
        assert "写下的第一句。" in text and "写下的第二句。" in text


async def test_words_that_are_no_more_are_gone_to_without_harm(samples: Workspace, path: Path) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        manuscript = screen_of(app).work.manuscript
        manuscript.select_words(99, None, 0, 4)
        await pilot.pause()
        assert app.is_running and app.failure is None
        assert manuscript.body_field.has_focus and manuscript.body_field.cursor_location == (0, 0)


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


async def test_a_broken_style_is_told_when_something_is_pasted_in_the_list_and_ends_nothing(
    samples: Workspace,
) -> None:
    (samples.styles_folder / "official.toml").write_text("title = [", encoding="utf-8")
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await paste(
            pilot, "长三角每周要讯\n2026年第9期\n某办 2026年3月6日\n科创聚焦\n上海试点\n3月4日，上海试点。\n"
        )
        await pilot.pause()
        assert app.is_running and app.failure is None
        assert any("official.toml" in told.message for told in app._notifications)


@pytest.mark.parametrize(
    "error",
    [StorageError("这件事做不成"), OSError(36, "File name too long", "这件事做不成")],
    ids=["ours", "system"],
)
async def test_what_a_handler_or_a_worker_cannot_do_is_told_and_the_desk_goes_on(
    samples: Workspace, path: Path, error: Exception
) -> None:
    app = DeskApp(samples, path)

    async def refused() -> None:
        raise error

    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.run_worker(refused())
        app.screen.call_later(refused)
        await pilot.pause()
        assert app.is_running and app.failure is None
        assert sum("这件事做不成" in told.message for told in app._notifications) == 2
        await pilot.press("enter", "a")
        assert screen_of(app).document.dirty


async def test_a_click_on_a_widget_that_has_just_gone_ends_nothing(
    samples: Workspace, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DeskApp(samples, path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen = screen_of(app)
        gone = Static("甲")  # as the picture of the screen still holds it
        monkeypatch.setattr(Screen, "get_widget_and_offset_at", lambda *_: (gone, Offset(0, 0)))
        screen._forward_event(events.MouseDown(None, 50, 10, 0, 0, 1, False, False, False, 50, 10))
        await pilot.pause()
        assert app.is_running and app.failure is None


@pytest.mark.parametrize(
    "typed",
    [
        "长" * 200,
        "/" + "x" * 300 + "/y",
        "'" + "x" * 400,
        "/root\0/x",
        "~nobody/" + "y" * 300,
        "a\\b" + "长" * 200,
    ],
)
@pytest.mark.parametrize("command", ["import", "export", "copy"])
async def test_a_path_that_cannot_be_is_refused_in_one_sentence(
    samples: Workspace, path: Path, command: str, typed: str
) -> None:
    app = DeskApp(samples, None if command == "import" else path)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        match command:
            case "import":
                await pilot.press("ctrl+o")
            case "export":
                app.push_screen(ExportScreen(samples, screen_of(app).document))
            case "copy":
                app.push_screen(NameDialog("另存到哪里", ""))
        await settle(pilot)
        await paste(pilot, typed)
        await pilot.press("enter", "tab", "enter")
        await settle(pilot)
        assert app.is_running and app.failure is None
        assert not any("\n" in told.message for told in app._notifications)
