"""Every command in workspaces of every kind: what is refused gets one sentence and code 2, nothing ends in a traceback."""

from pathlib import Path

import pytest

from tests.odd_workspaces import KINDS

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
)


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
