"""The external editor, called from the desk."""

import sys
from pathlib import Path

import pytest

from editor.session.workspace import Workspace
from editor.tui.app import DeskApp
from tests.tui.driving import rows, screen_of, settle

pytestmark = pytest.mark.usefixtures("patched")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that does what the file says; nothing at first."""
    script = tmp_path / "editor.py"
    script.write_text("", encoding="utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')
    return script


async def test_what_was_changed_outside_is_one_step(samples: Workspace, editor: Path) -> None:
    editor.write_text(
        "import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n"
        "path.write_text('甲地标题\\n\\n甲地部署。\\n1. 优化布局。\\n2. 强化服务。', 'utf-8')",
        encoding="utf-8",
    )
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        before = screen_of(app).document.issue
        await pilot.press("ctrl+k")
        await pilot.pause()
        article = screen_of(app).work.article
        assert article is not None and article.title == "甲地标题"
        assert screen_of(app).work.manuscript.body_field.lines[1] == "一是优化布局。"
        assert any("读回时有2处处理" in note.message for note in app._notifications)
        await pilot.press("ctrl+z")
        assert screen_of(app).document.issue == before
        assert "已撤销：在外部编辑" in rows(app)[0]


async def test_a_failure_outside_leaves_all_as_it_was(samples: Workspace, editor: Path) -> None:
    editor.write_text("import sys; sys.exit(1)", encoding="utf-8")
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        before = screen_of(app).document.issue
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert screen_of(app).document.issue == before
        assert any("没有正常结束" in note.message for note in app._notifications)


async def test_an_editor_that_was_not_waited_for_is_told_of(samples: Workspace, editor: Path) -> None:
    app = DeskApp(samples, samples.latest())
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        before = screen_of(app).document.issue
        await pilot.press("ctrl+k")
        await pilot.pause()
        assert screen_of(app).document.issue == before
        assert any("--wait" in note.message for note in app._notifications)
