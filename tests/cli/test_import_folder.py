"""Importing a folder tree: all kinds of files, twice, interrupted, with bad ones among them."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from editor.exporters.docx import export_docx
from editor.exporters.txt import export_txt
from editor.session.folder import files_in, import_folder
from editor.store.issue_file import load_issue
from tests.cli.conftest import ISSUE_TEXT
from tests.generated import generated_issue


@pytest.fixture
def folder(tmp_path: Path, workspace) -> Path:
    """Six issues in two folders, two of them as text, one of these with a doubt, and a file that is none."""
    root = tmp_path / "历年"
    style = workspace.style("official")
    for number in range(6):
        issue = replace(generated_issue(number, 4), number=number + 1, total=None)
        path = root / f"{number % 2}月" / f"第{number + 1}期"
        path.parent.mkdir(parents=True, exist_ok=True)
        if number < 4:
            path.with_suffix(".docx").write_bytes(export_docx(issue, style))
        else:
            path.with_suffix(".txt").write_bytes(export_txt(issue, style))
    doubtful = root / "0月" / "第30期.txt"
    doubtful.write_text(ISSUE_TEXT.replace("目录\n", "目录\n江苏另有一篇没有正文的\n"), encoding="utf-8")
    (root / "坏.docx").write_bytes(b"PK\x03\x04" + b"\0" * 40)
    (root / "~$第1期.docx").write_bytes(b"lock")
    (root / ".隐藏").mkdir()
    (root / ".隐藏" / "第9期.txt").write_text(ISSUE_TEXT, encoding="utf-8")
    (root / "照片.jpg").write_bytes(b"\xff\xd8")
    return root


def test_a_folder_is_taken_with_a_report_of_what_is_doubtful_and_refused(yaoxun, workspace, folder):
    outcome = yaoxun("import", folder)
    assert outcome.code == 2
    assert len(outcome.out.splitlines()) == 7
    assert all(Path(line).exists() for line in outcome.out.splitlines())
    assert "[8/8]" in outcome.err
    assert "共8个文件：收入7，其中须核对1；已有0；没有收入1。" in outcome.err
    report = outcome.err.partition("须核对：\n")[2]
    assert "第30期.txt\n    第5行：目录中的“江苏另有一篇没有正文的”在正文中没有找到" in report
    assert report.partition("没有收入：\n")[2].split() == ["坏.docx", "文件不完整或已损坏；请重新取得文件"]
    first = load_issue(workspace.issues_folder / "2026-01.toml")
    made = generated_issue(0, 4)
    filled = tuple(section for section in made.sections if section.articles)
    assert first == replace(made, number=1, total=None, sections=filled)


def test_a_second_run_reads_nothing_again_and_is_fine_without_the_bad_file(yaoxun, folder):
    yaoxun("import", folder)
    (folder / "坏.docx").unlink()
    shutil.move(folder / "0月" / "第1期.docx", folder / "改了名字.docx")
    again = yaoxun("import", folder)
    assert (again.code, again.out) == (0, "")
    assert "收入0，其中须核对0；已有7；没有收入0。" in again.err


def test_an_interrupted_run_goes_on_where_it_stopped(yaoxun, workspace, folder):
    files = files_in(folder)
    running = import_folder(workspace, files)
    done = [next(running) for _ in range(3)]
    running.close()
    assert {outcome.state for outcome in done} <= {"taken", "doubtful"}
    again = yaoxun("import", folder)
    assert len(again.out.splitlines()) == 4
    assert "已有3；" in again.err


def test_an_issue_that_is_no_longer_there_is_taken_again(yaoxun, workspace, folder):
    yaoxun("import", folder)
    (workspace.issues_folder / "2026-01.toml").unlink()
    assert len(yaoxun("import", folder).out.splitlines()) == 1


def test_the_same_issue_in_two_files_is_taken_once(yaoxun, workspace, folder):
    issue = load_issue(Path(yaoxun("import", folder).out.splitlines()[0]))
    for path in workspace.issues_folder.glob("*.toml"):
        path.unlink()
    text = export_txt(issue, workspace.style("official"))
    (folder / "0月" / "第1期.txt").write_bytes(text)
    again = yaoxun("import", folder)
    assert "已有1；没有收入1。" in again.err


def test_another_text_of_an_issue_that_is_there_is_refused_without_force(yaoxun, workspace, folder):
    yaoxun("import", folder)
    changed = folder / "0月" / "第30期.txt"
    changed.write_text(ISSUE_TEXT.replace("三个", "四个"), encoding="utf-8")
    refused = yaoxun("import", changed.parent)
    assert refused.code == 2
    assert "已经存在" in refused.err
    assert yaoxun("import", "--force", changed.parent).code == 0
    assert "四个" in (workspace.issues_folder / "2025-30.toml").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(yaoxun, workspace, folder):
    assert len(yaoxun("import", "--dry-run", folder).out.splitlines()) == 7
    assert not list(workspace.issues_folder.iterdir())
    assert not (workspace.root / ".yaoxun").exists()


def test_a_folder_without_issues_says_so(yaoxun, tmp_path):
    (tmp_path / "空").mkdir()
    outcome = yaoxun("import", tmp_path / "空")
    assert outcome.code == 2
    assert "没有可以导入的文件" in outcome.err
