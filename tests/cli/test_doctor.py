import errno
import sys
import tempfile

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


def test_the_main_job_is_gone_through_and_told_in_one_line(yaoxun, tmp_path, monkeypatch):
    (tmp_path / "空").mkdir()
    monkeypatch.chdir(tmp_path / "空")
    tested = yaoxun("doctor", "--self-test")
    lines = tested.out.splitlines()
    assert tested.code == 0, tested.out
    assert [line[0] for line in lines[:-1]] == ["✓"] * 7
    assert lines[-1].startswith("自检通过｜要讯 ") and "｜7/7｜" in lines[-1]
    assert not list((tmp_path / "空").iterdir())


def test_the_first_stage_that_fails_is_named(yaoxun, monkeypatch):
    monkeypatch.setattr(
        "editor.session.proof.check_file", lambda *_: (_ for _ in ()).throw(OSError("磁盘坏了"))
    )
    tested = yaoxun("doctor", "--self-test")
    assert tested.code == 1
    assert tested.out.splitlines()[-1].startswith("自检不通过（校对：磁盘坏了）")


@pytest.mark.usefixtures("machine")
class TestSharedFolders:
    def test_a_healthy_workspace_has_no_bad_point_and_is_left_as_it_was(self, yaoxun, workspace):
        before = sorted(workspace.root.rglob("*"))
        examined = yaoxun("doctor")
        assert examined.code == 0 and "✗" not in examined.out
        for subject in ("Python", "程序", "写入", "占用记号", "各期", "样式", "输出"):
            assert f"✓ {subject}：" in examined.out
        assert sorted(workspace.root.rglob("*")) == before

    @pytest.mark.parametrize(
        "name",
        [
            "2026-01 (1)", "2026-01 - 副本", "2026-01.sync-conflict-20260105-101010-ABCDEF", "2026-01-DESKTOP-7A",
            "2026-01（2）", "复件 2026-01", "2026-01 - Copy",
        ],
    )  # fmt: skip
    def test_a_copy_that_a_shared_folder_left_is_told(self, yaoxun, workspace, name):
        path = workspace.create(workspace.next_issue())
        (workspace.issues_folder / f"{name}.toml").write_bytes(path.read_bytes())
        examined = yaoxun("doctor")
        assert examined.code == 1
        assert f"✗ 各期：{name}.toml 像是同步冲突或复制留下的副本" in examined.out

    def test_a_file_that_holds_another_issue_is_told(self, yaoxun, workspace):
        path = workspace.create(workspace.next_issue())
        (workspace.issues_folder / "2026-40.toml").write_bytes(path.read_bytes())
        examined = yaoxun("doctor")
        assert examined.code == 1
        assert f"2026-40.toml 里写的是{workspace.load(path).label}，与 {path.name} 重复" in examined.out

    def test_a_newer_version_in_the_same_folder_is_told(self, yaoxun, workspace):
        (workspace.root / ".yaoxun").mkdir()
        (workspace.root / ".yaoxun" / "version").write_text("99.1", encoding="utf-8")
        assert "! 版本：这个工作区有人用要讯 99.1" in yaoxun("doctor").out

    def test_a_share_that_does_not_keep_the_second_one_out_is_told(self, yaoxun, monkeypatch):
        monkeypatch.setattr("editor.files.lock.Lock.acquire", lambda self: None)
        examined = yaoxun("doctor")
        assert examined.code == 1 and "不认占用记号" in examined.out


@pytest.mark.usefixtures("machine")
def test_keys_that_are_no_commands_or_given_twice_are_named(yaoxun, workspace: Workspace):
    path = workspace.styles_folder / "official.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[keys]\n"app.nothing" = "f3"\n', encoding="utf-8")
    outcome = yaoxun("doctor")
    assert outcome.code == 1
    assert "✗ 按键：没有名为“app.nothing”的命令，见样式的 [keys]" in outcome.out


@pytest.mark.usefixtures("machine")
def test_issues_that_alone_cannot_be_written_are_told(yaoxun, workspace: Workspace, monkeypatch):
    whole = tempfile.NamedTemporaryFile

    def refusing(*args, **settings):
        if settings.get("dir") == workspace.issues_folder:
            raise PermissionError(errno.EACCES, "Permission denied")
        return whole(*args, **settings)

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refusing)
    outcome = yaoxun("doctor")
    assert outcome.code == 1
    assert "✗ 写入：issues 文件夹写入失败，没有权限" in outcome.out
    assert "✓ 写入" not in outcome.out
