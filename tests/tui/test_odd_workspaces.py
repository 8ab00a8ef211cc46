"""The main job at the desk in workspaces of every kind: list, open, type, save, export or a sentence why not, leave."""

import os
import sys
from pathlib import Path

import pytest

from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.screens.commands import CommandRows
from editor.tui.screens.issues import IssuesScreen
from editor.tui.widgets.rows import Rows
from tests.odd_workspaces import AS_ANYBODY, DENYING, KINDS
from tests.tui.driving import paste, rows, settle
from tests.tui.process import Terminal

pytestmark = pytest.mark.usefixtures("patched")
SAVE, NEW, QUIT = "\x13", "\x0e", "\x11"
REFUSED = {"broken style", "no styles"}  # in which nothing can be opened, for a reason that is told


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - DENYING.keys()))
async def test_the_main_job_is_done_or_refused_in_one_sentence(tmp_path: Path, kind: str) -> None:
    workspace = Workspace(KINDS[kind](tmp_path).root)  # that knows nothing yet
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, IssuesScreen)
        if not list(workspace.issues_folder.glob("*.toml")):
            assert "还没有任何一期" in "\n".join(rows(app))
            await pilot.press("ctrl+n")
            await settle(pilot)
            for _ in range(12):
                await pilot.press("enter")
                await settle(pilot)
                if app.document is not None:
                    break
        else:
            await pilot.press("enter")
            await settle(pilot)
        told = [notification.message for notification in app._notifications]
        if kind in REFUSED:
            assert any("official" in sentence for sentence in told), told
            assert isinstance(app.screen, IssuesScreen)
        else:
            assert app.document is not None, told
            await pilot.press("ctrl+n")
            await paste(pilot, "写下的标题")
            await pilot.press("ctrl+s")
            await settle(pilot)
            assert "写下的标题" in app.document.path.read_text(encoding="utf-8")
            saved = load_issue(app.document.path)
            assert "写下的标题" in {article.title for article in (*saved.articles, *saved.spares)}
            await pilot.press("ctrl+e")
            await settle(pilot)
        assert app.failure is None and app.is_running
        assert not any("程序出错" in sentence for sentence in told)


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("kind", DENYING)
def test_where_the_system_denies_something_the_desk_says_so_and_goes_on(tmp_path: Path, kind: str) -> None:
    root = DENYING[kind](tmp_path).root
    program = (*AS_ANYBODY, sys.executable, "-m", "editor")
    with Terminal(root, state=tmp_path, program=program) as terminal:
        if kind == "read-only":
            terminal.see("2026年第1期")
            terminal.press("\r")
            terminal.see("备用稿")
            terminal.press(f"{NEW}写不下的标题{SAVE}")
        terminal.see("权限")
        assert terminal.process.poll() is None
    assert all("写不下" not in path.read_text(encoding="utf-8") for path in (root / "issues").glob("*.toml"))


async def test_a_double_click_in_the_command_list_gives_the_command_and_closes_one_screen(samples) -> None:
    app = DeskApp(samples, samples.issues_folder / "2026-01.toml")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        under, theme = app.screen, app.theme
        await pilot.press("ctrl+p")
        await paste(pilot, "换配色")
        listed = app.screen.query_one(CommandRows)
        listed.post_message(Rows.Chosen(listed, 0))
        await settle(pilot)
        assert app.failure is None and app.screen is under
        assert app.theme != theme


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_a_new_issue_and_enters_in_one_write_open_one_issue(samples, tmp_path: Path) -> None:
    before = set(samples.issues_folder.glob("*.toml"))
    with Terminal(samples.root, state=tmp_path) as terminal:
        terminal.see("2026年第1期")
        terminal.press(NEW + "\r" * 4)
        terminal._settle()
        for _ in range(8):
            if "备用稿" in terminal.text:
                break
            terminal.press("\r")
        (made,) = set(samples.issues_folder.glob("*.toml")) - before
        terminal.press(f"\x1b{NEW}在新一期里")
        terminal.see("在新一期里")
        terminal.press(SAVE)
        terminal.see("已保存")
    assert "在新一期里" in made.read_text(encoding="utf-8")
