"""The import screen, and paths as people give them."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from editor.exporters.txt import export_txt
from editor.model.issue import replace_article
from editor.session.versions import save_over
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from editor.tui.app import DeskApp
from editor.tui.paths import typed_path
from editor.tui.screens.files import listing
from editor.tui.screens.import_ import ImportScreen
from tests.conftest import ROOT
from tests.tui.driving import paste, rows, settle

pytestmark = pytest.mark.usefixtures("patched")


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A file from the web, of an issue that the samples hold."""
    path = tmp_path / "下载" / "网页 一.txt"
    path.parent.mkdir()
    path.write_bytes((ROOT / "tests" / "data" / "web" / "2026-03.txt").read_bytes())
    return path


async def reading(app: DeskApp, pilot, words: str) -> None:
    await settle(pilot)
    await pilot.press("ctrl+o", "ctrl+u")
    await paste(pilot, words)
    await pilot.press("enter")
    await settle(pilot)


@pytest.mark.parametrize("dropped", ["{}", "'{}' "])
async def test_a_file_dropped_on_the_window_takes_the_place_of_the_folder(
    workspace: Workspace, web: Path, dropped: str
) -> None:
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+o")
        await paste(pilot, dropped.format(web))
        await pilot.press("enter")
        await settle(pilot)
        assert "2026年第3期" in "\n".join(rows(app))


async def test_a_name_that_is_pasted_goes_on_with_the_path(workspace: Workspace, web: Path) -> None:
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await reading(app, pilot, f"{web.parent}{os.sep}")
        await paste(pilot, web.name)
        await pilot.press("enter")
        await settle(pilot)
        assert "2026年第3期" in "\n".join(rows(app))


async def test_a_file_is_shown_before_it_is_taken(workspace: Workspace, web: Path) -> None:
    app = DeskApp(workspace)
    target = workspace.issues_folder / "2026-03.toml"
    async with app.run_test(size=(100, 30)) as pilot:
        await reading(app, pilot, str(web))
        seen = "\n".join(rows(app))
        assert "2026年第3期" in seen and "已修正" in seen and "未收入" in seen and "第1行" in seen
        assert not target.exists()
        await pilot.press("enter")
        await settle(pilot)
        assert load_issue(target).number == 3
        assert "▸  2026年第3期" in "\n".join(rows(app))


async def test_overwriting_asks_and_keeps_what_is_there_unless_told(samples: Workspace, web: Path) -> None:
    app = DeskApp(samples)
    target = samples.issues_folder / "2026-03.toml"
    before = target.read_bytes()
    async with app.run_test(size=(100, 30)) as pilot:
        await reading(app, pilot, str(web))
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert target.read_bytes() == before
        await pilot.press("enter", "2")
        await settle(pilot)
        assert target.read_bytes() != before
        assert not isinstance(app.screen, ImportScreen)


async def test_an_issue_that_was_changed_since_is_merged_if_one_likes(
    samples: Workspace, tmp_path: Path
) -> None:
    path = samples.resolve("2026-03")
    issue = load_issue(path)
    file = tmp_path / "发出的.txt"
    file.write_bytes(export_txt(issue, samples.style("official")))
    first = next(issue.articles)
    save_over(path, replace_article(issue, replace(first, title=f"{first.title}（增补）")))
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await reading(app, pilot, str(file))
        await pilot.press("enter")
        await pilot.pause()
        assert any("又改过" in row for row in rows(app))
        await pilot.press("2")
        await settle(pilot)
        assert next(load_issue(path).articles).title.endswith("（增补）")


async def test_a_file_is_chosen_from_its_folder_with_arrows(workspace: Workspace, web: Path) -> None:
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await reading(app, pilot, str(web.parent))
        assert "网页 一.txt" in "\n".join(rows(app))
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "2026年第3期" in "\n".join(rows(app))
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, ImportScreen)


async def test_a_file_that_is_no_issue_is_refused_in_a_sentence(workspace: Workspace, web: Path) -> None:
    web.write_text("随便写的几句话。\n", encoding="utf-8")
    app = DeskApp(workspace)
    async with app.run_test(size=(100, 30)) as pilot:
        await reading(app, pilot, str(web))
        assert any("网页 一.txt" in note.message for note in app._notifications)
        assert isinstance(app.screen, ImportScreen)
        assert not list(workspace.issues_folder.iterdir())


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("  /a/一期.txt ", "/a/一期.txt"),
        ("'/a/一 期.txt'", "/a/一 期.txt"),
        ('"/a/一 期.txt"', "/a/一 期.txt"),
        pytest.param(
            r"/a/一\ 期\(1\).txt",
            "/a/一 期(1).txt",
            marks=pytest.mark.skipif(os.name == "nt", reason="\\ divides"),
        ),
        pytest.param(
            "file:///a/%E4%B8%80%20b.txt",
            "/a/一 b.txt",
            marks=pytest.mark.skipif(os.name == "nt", reason="drive"),
        ),
    ],
)
def test_a_dropped_path_is_understood(typed: str, path: str) -> None:
    assert typed_path(typed) == Path(path)


def test_no_path_is_none_and_the_tilde_is_home() -> None:
    assert typed_path("  ") is None
    assert typed_path("~/一期.txt") == Path.home() / "一期.txt"


def test_a_folder_lists_folders_then_the_newest_files_and_no_others(tmp_path: Path) -> None:
    for age, name in enumerate(("旧.txt", "新.TXT", ".藏.txt", "图.png")):
        (tmp_path / name).write_text("", encoding="utf-8")
        os.utime(tmp_path / name, (age, age))
    (tmp_path / "夹").mkdir()
    assert [path.name for path in listing(tmp_path, {".txt"})] == ["夹", "新.TXT", "旧.txt"]
    assert listing(tmp_path / "没有", {".txt"}) == []
