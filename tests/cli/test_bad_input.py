"""Every bad input: exit code 2, one clear Chinese sentence that names file and place, nothing changed."""

import errno
import shlex
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import ISSUE_TEXT

GOOD = """\
format = 1

[issue]
title = "长三角每周要讯"
year = 2026
number = 9
date = 2026-03-06
issuer = "某办事处"
style = "official"

[[section]]
name = "科创聚焦"

[[section.article]]
id = "abc234"
title = "上海试点"
body = ["三月五日起试点。"]

[[section.article]]
id = "abc235"
title = "江苏试点"
body = ["三月六日起试点。"]
"""

BAD_ISSUES = {
    "not TOML": ("title = ", 'title = "', 4),
    "a missing key": ('issuer = "某办事处"\n', "", None),
    "a mistyped key": ("number = 9", 'number = "九"', 6),
    "a newer format": ("format = 1", "format = 99", 1),
    "no format": ("format = 1\n", "", None),
    "a date that does not exist": ("2026-03-06", "2026-02-30", 7),
    "a date that is text": ("2026-03-06", '"下周五"', 7),
    "two articles of one id": ("abc235", "abc234", 20),
    "a body that is text": ('["三月五日起试点。"]', '"三月五日起试点。"', 17),
    "an unknown style": ('"official"', '"无此样式"', 9),
    "a style outside its folder": ('"official"', '"../issues/2026-09"', None),
}

BAD_TEXTS = {
    "empty": b"",
    "blank": " \n　\n".encode(),
    "binary": bytes(range(256)) * 8,
    "no masthead": "今日天气\n晴。\n".encode(),
    "a date that does not exist": ISSUE_TEXT.replace("8月8日", "8月38日").encode(),
    "a heading and nothing else": "".join(ISSUE_TEXT.splitlines(keepends=True)[:3]).encode(),
}


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def assert_refused(done, *words: object) -> None:
    assert done.code == 2
    assert done.out == ""
    (sentence,) = done.err.splitlines()
    assert "Traceback" not in sentence
    assert "程序出错" not in sentence
    for word in words:
        assert str(word) in sentence


@pytest.mark.parametrize("flaw", BAD_ISSUES)
@pytest.mark.parametrize("command", ["show", "export"])
def test_a_bad_issue_file_is_named_with_its_place_and_kept(yaoxun, workspace, flaw, command):
    old, new, line = BAD_ISSUES[flaw]
    path = workspace.root / "issues" / "2026-09.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    before = tree(workspace.root)
    place = f"2026-09.toml 第{line}行" if line else ""
    assert_refused(yaoxun(command, "2026-09"), place)
    assert tree(workspace.root) == before


def test_the_good_file_of_these_tests_is_good(yaoxun, workspace):
    (workspace.root / "issues" / "2026-09.toml").write_text(GOOD, encoding="utf-8")
    assert yaoxun("export", "2026-09").code == 0


@pytest.mark.parametrize("flaw", BAD_TEXTS)
def test_a_bad_text_is_refused(yaoxun, workspace, tmp_path, flaw):
    path = tmp_path / "来稿.txt"
    path.write_bytes(BAD_TEXTS[flaw])
    before = tree(workspace.root)
    assert_refused(yaoxun("import", path), "来稿.txt")
    assert tree(workspace.root) == before


def test_a_missing_file_a_folder_and_an_unknown_kind_are_refused(yaoxun, workspace, tmp_path):
    (tmp_path / "图.png").write_bytes(b"\x89PNG")
    before = tree(workspace.root)
    assert_refused(yaoxun("import", tmp_path / "没有.txt"), "没有.txt")
    assert_refused(yaoxun("import", tmp_path / "图.png"), "图.png")
    assert_refused(yaoxun("import", workspace.styles_folder), "styles")
    assert tree(workspace.root) == before


@pytest.mark.parametrize("command", ["show", "export", "edit"])
@pytest.mark.parametrize("word", ["2031-44", "二十八期", "没有.toml", "issues", "2025-s09"])
def test_an_unknown_issue_is_named(yaoxun, command, word):
    assert_refused(yaoxun(command, word), word.removeprefix("2031-").removeprefix("2025-s0"))


def test_latest_of_nothing_says_what_to_do(yaoxun):
    assert_refused(yaoxun("show", "latest"), "yaoxun new")


@pytest.mark.parametrize(
    "words",
    [
        ["new", "--date", "2026-02-30"],
        ["new", "--date", "下周五"],
        ["new", "--number", "0"],
        ["new", "--number", "三"],
        ["list", "--year", "26"],
        ["export", "latest", "--to", "pptx"],
        ["export"],
        ["nonsense"],
        ["list", "--nonsense"],
    ],
)
def test_bad_usage_is_one_chinese_sentence(yaoxun, words):
    done = yaoxun(*words)
    assert_refused(done, "--help")
    assert not any(english in done.err for english in ("invalid", "error", "required", "expected"))


def test_a_folder_that_is_no_workspace_says_how_to_make_one(yaoxun, tmp_path, monkeypatch):
    assert_refused(yaoxun("-w", tmp_path, "list"), tmp_path, "yaoxun init")
    monkeypatch.chdir(tmp_path)
    assert_refused(yaoxun("list"), "yaoxun init")


def test_a_read_only_target_is_refused_and_kept(yaoxun, workspace, text_file):
    yaoxun("import", text_file)
    exported = Path(yaoxun("export", "2025-30", "--to", "txt").out.strip())
    exported.chmod(stat.S_IREAD)
    before = tree(workspace.root)
    assert_refused(yaoxun("export", "2025-30", "--to", "txt"), exported.name)
    assert tree(workspace.root) == before


def test_a_target_folder_that_is_a_file_is_refused(yaoxun, text_file, tmp_path):
    yaoxun("import", text_file)
    assert_refused(yaoxun("export", "2025-30", "-o", text_file), text_file.name)


def test_a_character_that_gb18030_lacks_does_not_exist_but_a_lone_surrogate_is_named(yaoxun, workspace):
    path = workspace.root / "issues" / "2026-09.toml"
    path.write_text(GOOD.replace("上海试点", r"上海\ud800试点"), encoding="utf-8")
    assert_refused(yaoxun("export", "2026-09"), "2026-09.toml")


def test_the_interface_is_not_opened_without_a_terminal(yaoxun, text_file):
    yaoxun("import", text_file)
    assert_refused(yaoxun("edit", "2025-30"), "终端")


EMPTY_WORDS = (
    "import ''",
    "import x.txt ''",
    "import '' --into latest",
    "import x.txt --into ''",
    "show ''",
    "show '  '",
    "edit ''",
    "check 2026-09 ''",
    "export ''",
    "export latest -o ''",
    "verify ''",
    "verify a.pdf ''",
    "stats --by source --docx -o ''",
    "publish ''",
    "review ''",
    "review a.docx --issue ''",
    "redline '' latest",
    "redline latest latest -o ''",
    "merge ''",
    "merge a.toml b.toml ''",
    "rename ''",
    "rename latest ''",
    "delete ''",
    "versions ''",
    "check-style ''",
    "new --like ''",
    "new --style ''",
    "init ''",
    "list -w ''",
    "-w '' list",
    "-w ''",
)


@pytest.mark.parametrize("line", EMPTY_WORDS)
def test_an_empty_word_is_no_folder_and_no_issue(yaoxun, workspace, line):
    (workspace.issues_folder / "2026-09.toml").write_text(GOOD, encoding="utf-8")
    before = tree(workspace.root)
    outcome = yaoxun(*shlex.split(line))
    assert outcome.code == 2
    assert "是空的" in outcome.err
    assert outcome.err.count("\n") == 1
    assert not outcome.out
    assert tree(workspace.root) == before


@pytest.mark.parametrize("command", ["show", "export", "check", "import x.txt --into"])
def test_a_style_that_is_not_there_is_named_with_the_line_that_names_it(yaoxun, workspace, command):
    path = workspace.issues_folder / "2026-09.toml"
    path.write_text(GOOD.replace('"official"', '"无此样式"'), encoding="utf-8")
    (workspace.root / "x.txt").write_text("上海试点\n试点。\n", encoding="utf-8")
    said = "2026-09.toml 第9行：没有名为“无此样式”的样式", "请把这里的 style 改成已有的样式"
    assert_refused(yaoxun(*command.split(), "2026-09"), *said)


def test_a_number_out_of_bounds_is_told_however_long(yaoxun, workspace):
    path = workspace.issues_folder / "2026-09.toml"
    path.write_text(GOOD.replace("number = 9", f"number = {'9' * 20}"), encoding="utf-8")
    assert_refused(yaoxun("show", "2026-09"), f"应在 1 到 9999 之间，实为 {'9' * 20}")


@pytest.mark.parametrize("suffix", ["docx", "doc", "wps"])
@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\xff\x81\x00" * 9, b"\x81\x20" * 99])
def test_a_word_file_that_is_none_is_called_damaged(yaoxun, tmp_path, suffix, data):
    path = tmp_path / f"来稿.{suffix}"
    path.write_bytes(data)
    assert_refused(yaoxun("import", path), f"来稿.{suffix}：Word 文件不完整或已损坏")


@pytest.mark.parametrize(
    "words", [["nonsense"], ["export", "latest", "--to", "pptx"], ["init", "--every", "day"]]
)
def test_what_may_be_chosen_is_listed_without_quotes(yaoxun, words):
    refused = yaoxun(*words)
    assert_refused(refused, "（可用：")
    assert "'" not in refused.err and ", " not in refused.err


def test_an_empty_style_is_not_sent_to_versions_that_are_not_kept(yaoxun, workspace):
    (workspace.styles_folder / "official.toml").write_bytes(b"")
    assert_refused(yaoxun("new"), "official.toml：文件是空的", "yaoxun init")


def test_what_cannot_be_read_is_not_to_be_moved(workspace):
    from editor.files.disk import storage_error

    denied = PermissionError(errno.EACCES, "Permission denied")
    assert "换一个位置" not in str(storage_error(workspace.root, denied, "读取"))
    assert "换一个位置" in str(storage_error(workspace.root, denied, "写入"))
