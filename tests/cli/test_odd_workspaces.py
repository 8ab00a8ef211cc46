"""Every command in workspaces of every kind: what is refused gets one sentence and code 2, nothing ends in a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.odd_workspaces import AS_ANYBODY, DENYING, KINDS

COMMANDS = (
    "list",
    "list --json",
    "show latest",
    "check",
    "check --fix",
    "check --json",
    "search 助餐点",
    "search 助餐点 --json",
    "stats",
    "stats --json",
    "stats --csv",
    "stats --by source",
    "export latest",
    "export latest --to md --to html",
    "versions latest",
    "redline latest latest --print",
    "check-style",
    "doctor",
    "new",
    "export 2026 --volume",
    "import none.docx",
    "import --into latest none.txt",
    "review none.docx",
    "verify none.pdf",
    "merge none.toml",
    "publish latest",
    "rename",
    "rename latest 2026-40",
    "delete latest",
    "manual",
)


_WRITING = ("new", "export", "publish", "rename latest", "delete")


@pytest.mark.parametrize("kind", KINDS)
def test_each_command_does_its_work_or_says_in_one_sentence_why_not(yaoxun, tmp_path, kind):
    root = KINDS[kind](tmp_path).root
    for command in COMMANDS:
        outcome = yaoxun("-w", root, *command.split())
        said = f"{command}: {outcome.code} {outcome.err}"
        assert outcome.code in (0, 1, 2), said
        assert "程序出错" not in outcome.err, said
        assert "Traceback" not in outcome.err + outcome.out, said
        if outcome.code == 2:
            assert outcome.err.strip(), said
        for line in outcome.err.splitlines():
            assert line.strip()


@pytest.mark.skipif(os.name == "nt", reason="has no modes of folders")
@pytest.mark.parametrize("kind", DENYING)
def test_where_the_system_denies_something_that_is_said_and_nothing_is_claimed(tmp_path, kind):
    """Each command as a program of its own, without the rights of a superuser."""
    root = DENYING[kind](tmp_path).root
    outcomes = {}
    for command in COMMANDS:
        done = subprocess.run(
            [*AS_ANYBODY, sys.executable, "-m", "editor", "-w", root, *command.split()],
            cwd=tmp_path,
            env={**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = f"{command}: {done.returncode} {done.stderr}"
        assert done.returncode in (0, 1, 2), said
        assert "程序出错" not in done.stderr and "Traceback" not in done.stderr, said
        if "none." not in command:  # what is not there is refused for that
            outcomes[command] = done
    denied = {command for command, done in outcomes.items() if done.returncode == 2}
    assert [command for command in denied if "权限" not in outcomes[command].stderr] == []
    if kind == "read-only":
        assert denied == {command for command in COMMANDS if command.startswith(_WRITING)}
    else:  # what cannot be seen is not called empty
        assert denied == outcomes.keys() - {"check-style", "doctor", "manual"}
        assert "没有权限" in outcomes["doctor"].stdout


@pytest.mark.parametrize("failing", ["mkdir", "write_bytes", "open"])
def test_a_folder_without_rights_is_refused_in_one_sentence(yaoxun, tmp_path, monkeypatch, failing):
    """As the superuser, who may write everywhere: the call fails as it does for others."""
    root = KINDS["one article"](tmp_path).root

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, failing, refused)
    for command in ("new", "export latest", "check --fix", "search 助餐点"):
        outcome = yaoxun("-w", root, *command.split())
        assert "程序出错" not in outcome.err, f"{command}: {outcome.err}"
