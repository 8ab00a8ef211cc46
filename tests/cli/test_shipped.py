"""What comes with the program is found wherever the program lies, and what did not come is said."""

import ast
import os
import subprocess
import sys
import tomllib
import zipapp
from pathlib import Path
from shutil import copy2, copytree, ignore_patterns

import pytest

from editor.errors import StorageError
from editor.session import shipped
from editor.session.workspace import Workspace
from tests.conftest import ROOT
from tests.tui.process import Terminal


def test_every_file_that_ships_is_on_the_list():
    folders = [path for name in ("styles", "docs") for path in (ROOT / name).rglob("*")]
    found = {str(path.relative_to(ROOT)) for path in folders if path.suffix in (".toml", ".md")}
    listed = {name for name in shipped.COMPLETE if not name.startswith("issues")}
    assert listed <= found
    assert {name for name in found if name.startswith("styles")} <= listed
    assert shipped.missing() == []


def test_what_did_not_come_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(shipped, "shipped", lambda name: tmp_path / name)
    with pytest.raises(StorageError, match="重新安装"):
        shipped.read_shipped(shipped.MANUAL)
    assert shipped.missing() == list(shipped.COMPLETE)


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    """The program as one file, laid out as in the wheel."""
    folder = tmp_path_factory.mktemp("程序")
    copytree(ROOT / "editor", folder / "app" / "editor", ignore=ignore_patterns("__pycache__"))
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]
    for source, target in wheel["force-include"].items():
        (folder / "app" / target).parent.mkdir(parents=True, exist_ok=True)
        (copytree if (ROOT / source).is_dir() else copy2)(ROOT / source, folder / "app" / target)
    zipapp.create_archive(folder / "app", folder / "要讯.pyz", main="editor.__main__:main")
    return folder / "要讯.pyz"


def run(archive: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    (folder / "家").mkdir(exist_ok=True)
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder / "家"), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-P", str(archive), *words],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_one_file_makes_a_workspace_checks_and_exports(archive, tmp_path):
    made = run(archive, tmp_path, "init", "江海", "--title", "江海旬报", "--issuer", "江海市委办", "--sample")
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "江海"
    assert (folder / "styles" / "words" / "wording.toml").is_file()
    issue = folder / "issues" / next(iter(sorted(p.name for p in (folder / "issues").iterdir())))
    text = issue.read_text("utf-8")
    assert run(archive, tmp_path, "-w", "江海", "check", issue.stem).returncode == 0
    issue.write_text(text.replace('\n  "', '\n  "开展布署，', 1), encoding="utf-8")
    checked = run(archive, tmp_path, "-w", "江海", "check", issue.stem)
    assert checked.returncode == 1 and "部署" in checked.stdout, checked
    exported = run(archive, tmp_path, "-w", "江海", "export", issue.stem)
    assert exported.returncode == 0, exported.stderr
    assert all((tmp_path / line).exists() for line in exported.stdout.splitlines())
    assert run(archive, tmp_path, "-w", "江海", "search", "江苏").returncode == 0
    assert run(archive, tmp_path, "manual", "导出").stdout.startswith("## 导出")


@pytest.mark.skipif(sys.platform == "win32", reason="a POSIX pseudo-terminal")
def test_one_file_opens_the_desk_makes_a_workspace_and_writes_an_issue(archive, tmp_path):
    """From an empty folder and an empty home: first page, first issue, first article, export; all by keys."""
    home = tmp_path / "家"
    home.mkdir()
    environment = {"HOME": str(home), "PYTHONPATH": None, "XDG_STATE_HOME": None, "YAOXUN_WORKSPACE": None}
    program = (sys.executable, "-P", str(archive))
    with Terminal(None, state=home, program=program, environment=environment) as terminal:
        terminal.see("这里还没有工作区", "建立工作区")
        terminal.press("1")
        terminal.see("刊名")
        for answer in ("江海旬报", "江海市委办公室", "每半月", "5", "2026-01-16", "要闻，动态"):
            terminal.press("\x15")
            terminal.press(answer)
            terminal.press("\r")
        terminal.see("还没有任何一期")
        terminal.press("\x0e")
        terminal.see("新建2026年第5期")
        terminal.press("\r")
        terminal.see("要闻")
        terminal.press("\x0e")
        terminal.paste("江海推进甲项工作\n近日，江海市推进甲项工作。")
        terminal.see("近日")
        terminal.press("\x13")
        terminal.see("已保存")
        terminal.press("\x05")
        terminal.see("导出到哪个文件夹")
        terminal.press("\r")
        terminal.see("已导出")
    (issue,) = (home / "issues").glob("*.toml")
    assert "江海推进甲项工作" in issue.read_text("utf-8")
    assert sorted(path.suffix for path in (home / "exports").iterdir()) == [".docx", ".txt"]


def test_one_file_without_its_data_says_so_and_makes_nothing(tmp_path):
    copytree(ROOT / "editor", tmp_path / "app" / "editor", ignore=ignore_patterns("__pycache__"))
    zipapp.create_archive(tmp_path / "app", tmp_path / "bare.pyz", main="editor.__main__:main")
    made = run(tmp_path / "bare.pyz", tmp_path, "init", "江海")
    assert made.returncode == 2 and "重新安装" in made.stderr
    assert not (tmp_path / "江海").exists()
    (tmp_path / "空" / "issues").mkdir(parents=True)
    (tmp_path / "空" / "styles").mkdir()
    examined = run(tmp_path / "bare.pyz", tmp_path, "-w", "空", "doctor")
    assert "自带的文件不全" in examined.stdout, examined


def test_an_old_python_is_told_which_one_is_needed(monkeypatch, capsys):
    from editor import __main__ as door

    monkeypatch.setattr(sys, "version_info", (3, 6, 15, "final", 0))
    with pytest.raises(SystemExit) as end:
        door.main()
    assert end.value.code == 2
    assert "需要 Python 3.11" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["editor/__init__.py", "editor/__main__.py"])
def test_the_door_is_written_so_that_any_python_reads_it(path):
    source = (ROOT / path).read_bytes()
    assert source.isascii() or source.startswith(b"# -*- coding: utf-8 -*-\n")
    tree = ast.parse(source, feature_version=(3, 4))  # no annotated names
    for node in ast.walk(tree):
        assert not isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.NamedExpr | ast.AsyncFunctionDef)
        if isinstance(node, ast.FunctionDef):
            assert node.returns is None and not any(a.annotation for a in node.args.args)
            assert not node.args.kwonlyargs


class TestInit:
    def test_all_answers_are_options(self, yaoxun, tmp_path):
        folder = tmp_path / "旬报"
        made = yaoxun(
            "init", folder, "--title", "江海旬报", "--issuer", "江海市委办公室", "--every", "month",
            "--first-number", "7", "--first-date", "2026-01-31", "--sections", "要闻，工作动态", "--sample",
        )  # fmt: skip
        assert made.code == 0, made.err
        assert (folder / ".gitignore").read_text("utf-8").splitlines() == [".yaoxun/", "exports/"]
        style = Workspace(folder).style("official")
        assert (style.title, style.issuer, style.sections) == (
            "江海旬报",
            "江海市委办公室",
            ("要闻", "工作动态"),
        )
        assert "# 刊名" in (folder / "styles" / "official.toml").read_text("utf-8")
        assert yaoxun("-w", folder, "check", "2026-s01").code == 0
        first = Path(yaoxun("-w", folder, "new").out.strip())
        second = Path(yaoxun("-w", folder, "new").out.strip())
        assert [first.name, second.name] == ["2026-07.toml", "2026-08.toml"]
        issue = Workspace(folder).load(second)
        assert issue.date.isoformat() == "2026-02-28"
        assert Workspace(folder).next_issue().date.isoformat() == "2026-03-31"
        assert [section.name for section in issue.sections] == ["要闻", "工作动态"]
        assert yaoxun("-w", folder, "export", "2026-s01").code == 0

    @pytest.mark.parametrize(
        "words",
        [
            ("--title", " "), ("--title", "两\n行"), ("--issuer", ""), ("--every", "year"), ("--first-number", "0"),
            ("--first-date", "2026-02-30"), ("--sections", "，"), ("--sections", "要闻,要闻"), ("--title", "\x1b[1m"),
        ],
    )  # fmt: skip
    def test_an_answer_that_cannot_be_is_refused_and_nothing_is_made(self, yaoxun, tmp_path, words):
        refused = yaoxun("init", tmp_path / "新", *words)
        assert refused.code == 2
        assert refused.err.count("\n") == 1 and "\x1b" not in refused.err
        assert not (tmp_path / "新").exists()

    def test_a_style_that_is_there_is_not_changed(self, yaoxun, workspace):
        before = (workspace.styles_folder / "official.toml").read_bytes()
        assert yaoxun("init", workspace.root).code == 0
        assert yaoxun("init", workspace.root, "--title", "别的刊").code == 2
        assert (workspace.styles_folder / "official.toml").read_bytes() == before
