"""What leaves the desk: one article to the clipboard or as a file, the folder of an export, the count of a year."""

import pytest

from editor.exporters.txt import article_text
from editor.session import external_programs
from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from editor.tui.screens.export import ExportScreen
from editor.tui.screens.statistics import StatisticsScreen
from tests.tui.driving import rows, screen_of, settle, type_in, until

pytestmark = pytest.mark.usefixtures("patched")


def seen(app: DeskApp) -> str:
    return "".join("".join(rows(app)).split()).replace("│", "")


def told(app: DeskApp) -> str:
    """What was said in passing."""
    return "".join(notification.message for notification in app._notifications)


async def test_the_article_as_it_is_now_goes_to_the_clipboard(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "ctrl+home")
        await type_in(pilot, "新写的话，")
        await app.run_action("copy_article", screen_of(app))
        await pilot.pause()
        article, style = screen_of(app).work.article, screen_of(app).document.style
        assert article is not None and app.clipboard == article_text(article, style)
        assert app.clipboard.startswith(article.title + "\n") and "新写的话，" in app.clipboard
        assert "剪贴板" in seen(app)


async def test_on_a_heading_there_is_nothing_to_copy_or_to_export(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen_of(app).work.outline.select_section(0)
        await pilot.pause()
        for action in ("copy_article", "export_article"):
            await app.run_action(action, screen_of(app))
            await pilot.pause()
            assert "先把光标移到一篇稿件" in seen(app)
        assert app.clipboard == "" and not samples.exports_folder.exists()


async def test_one_article_is_written_in_the_format_that_was_chosen(samples: Workspace) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        article = screen_of(app).work.article
        assert article is not None
        await app.run_action("export_article", screen_of(app))
        await until(pilot, lambda: "导出为" in seen(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "已导出" in told(app))
        (written,) = samples.exports_folder.iterdir()
        assert written.suffix == ".txt"
        assert written.read_text("utf-8") == article_text(article, screen_of(app).document.style)
        assert article.title.startswith(written.stem[:10])


async def test_after_an_export_its_folder_is_opened_or_its_path_copied(
    samples: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    monkeypatch.setattr(external_programs, "_start", lambda command: opened.append(command[-1]))
    monkeypatch.setattr(external_programs, "_file_manager", lambda environ, platform: "open")
    for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"):
        monkeypatch.delenv(name, raising=False)
    folder = str(samples.exports_folder.resolve())
    app = DeskApp(samples)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        await pilot.press("ctrl+c", "ctrl+o")
        assert (app.clipboard, opened) == ("", [])  # nothing was written yet
        await pilot.press("enter")
        await until(pilot, lambda: "已导出" in seen(app))
        await pilot.press("ctrl+c", "ctrl+o")
        await pilot.pause()
        assert (app.clipboard, opened) == (folder, [folder])
        monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "远程登录（SSH）" in told(app))
        assert opened == [folder] and isinstance(app.screen, ExportScreen)


async def test_a_year_is_counted_at_the_desk_and_the_notice_written(samples: Workspace) -> None:
    path = samples.latest()
    path.write_text(
        path.read_text("utf-8").replace("\nbody = [", '\nunit = "江海镇政府"\nbody = [', 1), encoding="utf-8"
    )
    app = DeskApp(samples)
    async with app.run_test(size=(100, 40)) as pilot:
        await settle(pilot)
        await app.run_action("statistics", app.screen)
        await until(pilot, lambda: "2026年：3期" in seen(app))
        assert isinstance(app.screen, StatisticsScreen) and "科创聚焦" in seen(app) and "覆盖" in seen(app)
        await pilot.press("right")
        await until(pilot, lambda: "全部：3期" in seen(app))
        await pilot.press("left", "tab")
        await until(pilot, lambda: "按来稿单位" in seen(app) and "江海镇政府" in seen(app))
        await pilot.press("ctrl+e")
        await until(pilot, lambda: samples.exports_folder.exists())
        await until(pilot, lambda: "已导出" in told(app))
        assert [file.name for file in samples.exports_folder.iterdir()] == ["2026年信息采用情况通报.docx"]
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, StatisticsScreen)


async def test_what_cannot_be_counted_is_named(samples: Workspace) -> None:
    (samples.issues_folder / "2026-09.toml").write_text("坏", encoding="utf-8")
    app = DeskApp(samples)
    async with app.run_test(size=(100, 60)) as pilot:
        await settle(pilot)
        await app.run_action("statistics", app.screen)
        await until(pilot, lambda: "按来稿单位" in seen(app))
        await pilot.press("tab")
        await until(pilot, lambda: "2026-09" in seen(app) and "没有计入" in seen(app))
