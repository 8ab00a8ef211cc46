"""Files called otherwise than the issue in them, and the copies of shared folders: each command says so."""

import json
import shutil
import subprocess
import sys

import pytest

from editor.session.workspace import Workspace


@pytest.fixture(autouse=True)
def an_issue(workspace):
    workspace.create(workspace.next_issue())


@pytest.fixture
def twice(workspace):
    """A copy of the newest issue under the name of another."""
    latest = workspace.latest()
    shutil.copy(latest, workspace.issues_folder / "2019-07.toml")
    return latest


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("list",), 2),
        (("stats",), 2),
        (("search", "的"), 1),
        (("check", "2019-07"), None),
        (("check", "latest"), None),
        (("doctor",), 1),
    ],
)
def test_a_name_that_contradicts_its_contents_is_said(yaoxun, twice, words, code):
    outcome = yaoxun(*words)
    assert f"{twice.name} 重复" in outcome.err + outcome.out
    assert "2019-07.toml" in outcome.err + outcome.out
    assert code is None or outcome.code == code


def test_what_the_others_are_called_is_said_once(yaoxun, twice):
    assert yaoxun("check", "2019-07", "latest", "latest").err.count(" 重复") == 1


def test_an_issue_under_another_name_does_not_come_before_itself(yaoxun, workspace):
    latest = workspace.latest()
    earlier = yaoxun("check", "latest", "--json").out
    shutil.move(latest, workspace.issues_folder / f"{latest.stem[:5]}00.toml")
    assert json.loads(yaoxun("check", latest.stem, "--json").out) == json.loads(earlier)


def test_a_volume_prints_no_issue_twice(yaoxun, twice, workspace):
    year = workspace.load(twice).year
    shutil.move(workspace.issues_folder / "2019-07.toml", workspace.issues_folder / f"{year}-99.toml")
    outcome = yaoxun("export", str(year), "--volume")
    assert outcome.code == 2
    assert f"{year}-99.toml" in outcome.err


def test_an_issue_is_found_by_its_id_whatever_its_file_is_called(yaoxun, workspace):
    latest = workspace.latest()
    name = latest.stem
    latest.rename(latest.with_name("2019-07.toml"))
    outcome = yaoxun("show", name)
    assert outcome.code == 0
    assert "2019-07.toml" in outcome.err


@pytest.mark.parametrize(
    "ending",
    [".sync-conflict-20260301-101112-ABCDEFG", " (1)", "（1）", " - 副本", "-DESKTOP-7K2", " - Copy"],
)
def test_a_copy_that_a_shared_folder_left_is_named_with_how_to_merge_it(yaoxun, workspace, ending):
    latest = workspace.latest()
    shutil.copy(latest, latest.with_name(f"{latest.stem}{ending}.toml"))
    outcome = yaoxun("list")
    assert outcome.code == 2
    assert "副本" in outcome.err
    assert "yaoxun merge " in outcome.err


def test_json_is_utf8_whatever_the_console_speaks(workspace):
    words = [sys.executable, "-m", "editor", "-w", str(workspace.root), "list", "--json"]
    env = {"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(words, capture_output=True, check=False, env=env)
    assert json.loads(done.stdout.decode("utf-8"))[0]["title"] == workspace.load(workspace.latest()).title


def test_each_issue_is_checked_also_when_another_is_bad(yaoxun, workspace):
    name = workspace.latest().stem
    (workspace.issues_folder / "2019-01.toml").write_text("format = [", encoding="utf-8")
    outcome = yaoxun("check", "2019-01", name)
    assert outcome.code == 2
    assert "2019-01.toml" in outcome.err
    assert workspace.load(workspace.latest()).id.label in outcome.err


@pytest.mark.parametrize("flag", ["--section", "--region"])
def test_a_filter_that_is_not_understood_is_said(yaoxun, flag):
    outcome = yaoxun("search", "的", flag, "没有这个")
    assert outcome.code == 2
    assert "没有这个" in outcome.err


def test_an_empty_issue_is_counted(yaoxun, tmp_path):
    root = Workspace.init(tmp_path / "空").root
    assert yaoxun("-w", root, "new", "--date", "2026-01-02").code == 0
    assert json.loads(yaoxun("-w", root, "stats", "--json").out)["issues"] == 1
