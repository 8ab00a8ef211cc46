import sys

import pytest

from editor.exporters import fonts
from editor.session.workspace import Workspace


@pytest.fixture
def machine(monkeypatch):
    """A machine with these fonts and no LibreOffice."""
    monkeypatch.setattr("editor.session.checkup.find", lambda: None)
    monkeypatch.setattr(
        "editor.session.style_check.installed", lambda: frozenset({"黑体", "fangsong", "宋体"})
    )
    monkeypatch.setattr("editor.session.style_check.stand_in", lambda name: "Noto Sans CJK SC")


@pytest.mark.usefixtures("machine")
def test_the_doctor_says_what_works_and_what_to_do_about_the_rest(yaoxun):
    outcome = yaoxun("doctor")
    lines = outcome.out.splitlines()
    assert outcome.code == 0
    assert "✓ 字体：黑体" in lines
    assert "! 字体：没有 仿宋_GB2312，可用 FangSong 代替。正式印发前请装上原字体" in lines
    assert any(line.startswith("! 字体：没有 楷体_GB2312，将以 Noto Sans CJK SC 代替。") for line in lines)
    assert any(line.startswith("! LibreOffice：没有找到") and "安装" in line for line in lines)
    assert any(line.startswith("✓ 工作区：") for line in lines)


@pytest.mark.usefixtures("machine")
def test_characters_that_a_gb2312_font_lacks_are_named_with_their_article(yaoxun, samples, monkeypatch):
    path = samples.latest()
    text = path.read_text(encoding="utf-8")
    issue = samples.load(path)
    title = next(issue.articles).title
    path.write_text(text.replace(f'title = "{title}"', f'title = "{title}喆"'), encoding="utf-8")
    monkeypatch.chdir(samples.root)
    # Titles are set in a font that has it, and the 目录 in one that does not.
    assert f"喆（{title}喆）" in yaoxun("doctor").out


@pytest.mark.usefixtures("machine")
def test_outside_a_workspace_the_rest_is_still_looked_at(yaoxun, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = yaoxun("doctor")
    assert outcome.code == 1
    assert "✗ 工作区：" in outcome.out
    assert "yaoxun init" in outcome.out
    assert "字体：" in outcome.out


@pytest.mark.usefixtures("machine")
def test_broken_files_are_named_one_by_one(yaoxun, workspace: Workspace):
    (workspace.issues_folder / "2026-09.toml").write_text("format = ", encoding="utf-8")
    (workspace.styles_folder / "坏.toml").write_text("[page]\nwidth_mm = -1\n", encoding="utf-8")
    outcome = yaoxun("doctor")
    assert outcome.code == 1
    out = outcome.out
    assert "✗ 各期：" in out
    assert "2026-09.toml" in out
    assert "✗ 样式：" in out
    assert "坏.toml" in out


def test_punctuation_of_every_text_is_not_reported_as_missing():
    assert all(map(fonts._in_gb2312, "—·…“”‘’《》〔〕％℃Ⅰ①"))
    assert not fonts._in_gb2312("镕")


def test_a_program_that_cannot_be_asked_is_no_error(monkeypatch):
    monkeypatch.setattr(fonts.shutil, "which", lambda name: None)
    monkeypatch.setattr(sys, "platform", "linux")
    fonts.installed.cache_clear()
    assert fonts.installed() is None
    fonts.installed.cache_clear()
