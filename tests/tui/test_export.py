"""The export screen."""

from pathlib import Path

import pytest

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.export import ExportScreen, Ticks
from tests.tui.driving import paste, rows, settle, until

pytestmark = pytest.mark.usefixtures("patched")


async def test_both_formats_are_written_and_named_in_full(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(200, 60)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e", "enter")
        await settle(pilot)
        written = sorted(samples.exports_folder.iterdir())
        assert [path.name for path in written] == [
            "长三角每周要讯2026年第3期.docx",
            "长三角每周要讯2026年第3期.txt",
        ]
        seen = "".join(rows(app)).replace(" ", "").replace("│", "")
        assert all(path.name in seen for path in written)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, ExportScreen)


async def test_what_can_be_done_with_what_was_written_is_seen_in_a_small_window_too(
    samples: Workspace,
) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e", "enter")
        await until(pilot, lambda: "已导出" in "\n".join(rows(app)))
        seen = "\n".join(rows(app))
        assert "回车 返回   ^O 打开文件夹   ^C 复制文件夹路径" in seen and seen.count(".docx") == 1
        await pilot.press("ctrl+c")
        assert app.clipboard == str(samples.exports_folder.resolve())
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, ExportScreen)


async def test_one_format_into_another_folder(samples: Workspace, tmp_path: Path) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e", "space", "tab", "ctrl+u")
        await paste(pilot, f"'{tmp_path / '外发 文件'}'")
        await pilot.press("enter")
        await settle(pilot)
        assert [path.suffix for path in (tmp_path / "外发 文件").iterdir()] == [".txt"]


async def test_without_a_format_or_a_folder_nothing_is_written(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e", "space", "down", "space", "enter")
        await settle(pilot)
        assert "请至少选一种格式" in "\n".join(rows(app))
        await pilot.press("space", "tab", "ctrl+u", "enter")
        await settle(pilot)
        assert "请写明文件夹" in "\n".join(rows(app))
        assert not samples.exports_folder.exists()


async def test_a_folder_that_cannot_be_written_is_said_and_can_be_mended(
    samples: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e", "tab", "ctrl+u")
        await paste(pilot, str(tmp_path / "文件"))
        await pilot.press("enter")
        await settle(pilot)
        assert "没有导出" in "\n".join(rows(app))
        await paste(pilot, "夹")
        await pilot.press("enter")
        await settle(pilot)
        assert len(list((tmp_path / "文件夹").iterdir())) == 2


async def test_word_and_text_are_ticked_and_nothing_that_takes_time_or_tells_more(samples: Workspace) -> None:
    app = DeskApp(samples)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e")
        await settle(pilot)
        assert app.screen.query_one(Ticks).ticked == [True, True, *[False] * 5]
