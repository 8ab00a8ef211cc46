"""Importing what is not plain text, and whole folders, on the screen."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from editor.exporters.txt import export_txt
from editor.session.folder import import_folder
from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.folder import FolderScreen
from editor.tui.widgets.issue_rows import IssueRows
from tests.exported import for_readers
from tests.generated import generated_issue
from tests.tui.driving import paste, rows, settle

pytestmark = pytest.mark.usefixtures("patched")


@pytest.fixture
def folder(tmp_path: Path, workspace: Workspace) -> Path:
    """Two issues in a folder and one below it, one of them a Word file, and a file that is none."""
    root = tmp_path / "历年"
    (root / "下半年").mkdir(parents=True)
    style = workspace.style("official")
    first, second, third = (
        replace(generated_issue(n, 3), number=n, year=2025, total=None) for n in (1, 2, 3)
    )
    (root / "第1期.docx").write_bytes(for_readers(first, style))
    (root / "第2期.txt").write_bytes(export_txt(second, style))
    (root / "下半年" / "第3期.txt").write_bytes(export_txt(third, style))
    (root / "坏.docx").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    (root / "照片.jpg").write_bytes(b"\xff\xd8")
    return root


async def at(pilot: Pilot[None], path: str) -> None:
    """The import screen, on a path."""
    await settle(pilot)
    await pilot.press("ctrl+o", "ctrl+u")
    await paste(pilot, path)
    await settle(pilot)


async def test_word_files_are_listed_and_read(workspace: Workspace, folder: Path) -> None:
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await at(pilot, f"{folder}/")
        listed = "\n".join(rows(app))
        assert "第1期.docx" in listed and "第2期.txt" in listed and "照片" not in listed
        await at_file(pilot, folder / "第1期.docx")
        assert "2025年第1期" in "\n".join(rows(app))
        await pilot.press("enter")
        await settle(pilot)
        assert (workspace.issues_folder / "2025-01.toml").exists()


async def at_file(pilot: Pilot[None], path: Path) -> None:
    await pilot.press("ctrl+u")
    await paste(pilot, str(path))
    await pilot.press("enter")
    await settle(pilot)


async def test_a_folder_is_imported_with_all_below_it_and_each_file_is_told(
    workspace: Workspace, folder: Path
) -> None:
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await at(pilot, f"{folder}/")
        await pilot.press("ctrl+o", "enter")
        await settle(pilot)
        seen = "\n".join(rows(app))
        assert "已完成 4 / 4" in seen and "✗ 未收" in seen and "坏.docx" in seen
        assert "→ 2025-03" in seen
        assert {path.stem for path in workspace.issues_folder.iterdir()} >= {"2025-01", "2025-02", "2025-03"}
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.query_one(IssueRows).count == 3


async def test_nothing_is_imported_before_it_was_said(workspace: Workspace, folder: Path) -> None:
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await at(pilot, f"{folder}/")
        await pilot.press("ctrl+o", "escape")
        await settle(pilot)
        assert not list(workspace.issues_folder.iterdir())


async def test_it_can_be_stopped_and_goes_on_the_next_time(
    workspace: Workspace, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = DeskApp(workspace)

    def stopping(*args: object):  # type: ignore[no-untyped-def]
        """As somebody does who presses Esc after the first file."""
        for outcome in import_folder(*args):  # type: ignore[arg-type]
            yield outcome
            screen = app.screen
            assert isinstance(screen, FolderScreen)
            app.call_from_thread(screen.action_stop)

    monkeypatch.setattr("editor.tui.screens.folder.import_folder", stopping)
    async with app.run_test(size=(100, 30)) as pilot:
        await at(pilot, f"{folder}/")
        await pilot.press("ctrl+o", "enter")
        await settle(pilot)
        seen = "\n".join(rows(app))
        assert "已停止" in seen and "/ 4" in seen
        before = len(list(workspace.issues_folder.iterdir()))
        assert before < 3
        monkeypatch.setattr("editor.tui.screens.folder.import_folder", import_folder)
        await pilot.press("escape")
        await settle(pilot)
        await at(pilot, f"{folder}/")
        await pilot.press("ctrl+o", "enter")
        await settle(pilot)
        assert "已有" in "\n".join(rows(app)) or not before
        assert len(list(workspace.issues_folder.iterdir())) == 3


async def test_a_folder_with_nothing_to_import_says_so(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await at(pilot, f"{tmp_path / '空'}/")
        await pilot.press("ctrl+o", "enter")
        await settle(pilot)
        assert "没有可导入的文件" in "\n".join(rows(app))
