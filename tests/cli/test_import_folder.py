"""Importing a folder tree: all kinds of files, twice, interrupted, with bad ones among them."""

import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from editor.exporters.txt import export_txt
from editor.session.folder import files_in, import_folder
from editor.store.issue_file import load_issue
from tests.cli.conftest import ISSUE_TEXT
from tests.exported import for_readers
from tests.generated import generated_issue
from tests.importers.word_file import HEAD, p, word_file


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
            path.with_suffix(".docx").write_bytes(for_readers(issue, style))
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
    assert "目录中的“江苏另有一篇没有正文的”在正文中没有找到\n" in report
    assert f"    {Path('0月', '第30期.txt')} 第5行\n" in report
    rest = report.partition("没有收入：\n")[2].split("\n")
    assert [line.strip() for line in rest[:2]] == ["文件不完整或已损坏；请重新取得文件", "坏.docx"]
    assert "另有1个文件不是 .docx、.docm、.doc、.wps、.txt，没有读：\n    照片.jpg" in outcome.err
    first = load_issue(workspace.issues_folder / "2026-01.toml")
    made = generated_issue(0, 4)
    filled = tuple(section for section in made.sections if section.articles)
    assert first == replace(made, number=1, total=None, sections=filled)


AT_THE_DESK = """
import sys
from pathlib import Path
from editor.session.folder import files_in, import_folder
from editor.session.workspace import Workspace

class Captured:  # what Textual has in the place of stderr
    def write(self, text): pass
    def flush(self): pass
    def fileno(self): return -1

sys.stderr = Captured()
files = files_in(Path(sys.argv[2]))
print(sum(outcome.path is not None for outcome in import_folder(Workspace(Path(sys.argv[1])), files)))
"""


def test_many_files_are_taken_at_the_desk_where_stderr_is_no_file(workspace, folder):
    done = subprocess.run([sys.executable, "-c", AT_THE_DESK, workspace.root, folder], capture_output=True)
    assert (done.stdout, done.returncode) == (b"7\n", 0)


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


def test_equal_reasons_are_told_once_with_all_files(yaoxun, folder):
    for name in ("坏二.docx", "坏三.docx"):
        (folder / name).write_bytes(b"PK\x03\x04" + name.encode() * 9)
    told = yaoxun("import", folder).err
    assert told.count("文件不完整或已损坏") == 1
    assert all(name in told for name in ("坏.docx", "坏二.docx", "坏三.docx"))


def test_what_was_refused_is_not_read_again_until_it_changes(workspace, folder, monkeypatch):
    import editor.session.folder as module

    files = [folder / "坏.docx"]
    first = list(import_folder(workspace, files))
    read = []
    kept = module._read

    def counted(root, source):
        read.append(source)
        return kept(root, source)

    monkeypatch.setattr(module, "_read", counted)
    assert list(import_folder(workspace, files)) == first
    assert not read
    list(import_folder(workspace, files, over="replace"))
    assert read == files
    files[0].write_bytes(b"PK\x03\x04" + b"x" * 40)
    list(import_folder(workspace, files))
    assert read == files * 2


def test_what_this_computer_alone_could_not_read_is_tried_again(workspace, folder, monkeypatch):
    import editor.session.folder as module
    from editor.errors import ImportRefusedError

    file = folder / "旧.doc"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    read = []

    def without_libreoffice(root, source):
        read.append(source)
        return ImportRefusedError(
            "这是旧版 Word 文件（.doc），须由 LibreOffice 转换，但没有找到", where=source
        )

    monkeypatch.setattr(module, "_read", without_libreoffice)
    for _ in range(2):
        list(import_folder(workspace, [file]))
    assert read == [file, file]


def test_the_summary_is_told_also_when_it_is_interrupted(yaoxun, folder, monkeypatch):
    import editor.session.folder as module

    kept = module.import_folder

    def interrupted(*given, **named):
        for count, outcome in enumerate(kept(*given, **named)):
            if count == 2:
                raise KeyboardInterrupt
            yield outcome

    monkeypatch.setattr(module, "import_folder", interrupted)
    outcome = yaoxun("import", folder)
    assert outcome.code != 0
    assert "共8个文件：收入" in outcome.err and "还有6个没有读" in outcome.err


def test_where_the_full_words_are_kept_is_told(yaoxun, workspace, tmp_path):
    long = "很长的脚注文字，" * 40
    note = f'<w:footnote w:id="7"><w:p><w:r><w:t>{long}</w:t></w:r></w:p></w:footnote>'
    body = HEAD + p("科创聚焦") + p("上海推进甲项工作") + p("近日，上海推进。")
    folder = tmp_path / "来件"
    folder.mkdir()
    (folder / "有脚注.docx").write_bytes(word_file(body, {"footnotes": note}))
    told = yaoxun("import", folder).err
    (kept,) = (workspace.root / ".yaoxun").rglob("left-out/*.txt")
    assert f"全文在 {kept}" in told and long in kept.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_run_that_is_told_to_end_says_how_far_it_came_and_leaves_nothing_behind(workspace, tmp_path):
    returned = Path(__file__).parents[1] / "returns" / "t02.docx"
    folder = tmp_path / "回稿"
    folder.mkdir()
    for number in range(80):
        shutil.copy(returned, folder / f"{number:02}.docx")
    command = [sys.executable, "-m", "editor", "-w", workspace.root, "import", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as run:
        assert run.stderr is not None
        first = run.stderr.readline()
        run.terminate()
        _, said = run.communicate(timeout=120)
    assert first.startswith("[1/80]")
    assert run.returncode == 128 + signal.SIGTERM
    assert "还有" in said and "再导入一次会接着来" in said
    assert "Warning" not in said and "Traceback" not in said
