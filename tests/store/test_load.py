"""Reading issue files: what they may hold, and what a reader is told when they hold something else."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from editor.errors import FileFormatError, StorageError
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import SERIES, SUPPLEMENT, Article, Issue, Section
from editor.store import decode
from editor.store.issue_file import load_issue, parse_issue, save_issue

GOOD = """\
format = 1

[issue]
title = "长三角每周要讯"
year = 2026
number = 9
total = 137
date = 2026-03-06
issuer = "某办事处"
style = "official"

[[section]]
name = "科创聚焦"

[[section.article]]
id = "abc234"
title = "上海试点"
source = "来信"
note = "待核"
accept = ["year-range: 原文如此"]
run_in = true
body = [
  "导语。",
  [
    "甲。",
    "乙。\\n乙之二。",
  ],
  { heading = "下一步" },
  { heading = "其一", level = 2 },
]

[[section]]
name = "经济热点"

[[spare]]
id = "abc235"
title = "江苏试点"
"""


def line_of(words: str, text: str = GOOD) -> int:
    return text[: text.index(words)].count("\n") + 1


def refusal(text: str | bytes) -> FileFormatError:
    with pytest.raises(FileFormatError) as caught:
        parse_issue(text.encode() if isinstance(text, str) else text, "期.toml")
    assert str(caught.value).startswith("期.toml")
    return caught.value


def test_every_part_of_an_issue_is_read():
    body = (
        Paragraph("导语。"),
        Chain(("甲。", "乙。\n乙之二。")),
        Heading("下一步"),
        Heading("其一", 2),
    )
    first = Article("abc234", "上海试点", body, True, "来信", "待核", ("year-range: 原文如此",))
    assert parse_issue(GOOD.encode(), "期.toml") == Issue(
        title="长三角每周要讯",
        year=2026,
        number=9,
        total=137,
        date=date(2026, 3, 6),
        issuer="某办事处",
        style="official",
        kind=SERIES,
        sections=(Section("科创聚焦", (first,)), Section("经济热点")),
        spares=(Article("abc235", "江苏试点"),),
    )


def test_what_an_issue_and_an_article_may_say_besides_is_read():
    text = GOOD.replace(
        "total = 137\n",
        'number_to = 10\nsecrecy = "内部资料"\nserial = "No.000128"\neditor = "甲"\napprover = "乙"\n'
        'copies = 120\neditor_note = "一\\n二"\npublished = 2026-03-07\n',
    ).replace(
        '[[section]]\nname = "科',
        '[issue.extra]\nphone = "021"\n"印发机关" = "某办"\n[[section]]\nname = "科',
    )
    text = text.replace(
        'source = "来信"\n',
        'unit = "某局"\neditor_note = "按"\nbyline = "（丙）"\nattachments = ["附表", "附图"]\n',
    )
    issue = parse_issue(text.encode(), "期.toml")
    assert (issue.number_to, issue.secrecy, issue.serial, issue.editor, issue.approver, issue.copies) == (
        *(10, "内部资料", "No.000128", "甲", "乙", "120"),
    )
    assert (issue.editor_note, issue.published) == ("一\n二", date(2026, 3, 7))
    assert issue.extra == (("phone", "021"), ("印发机关", "某办"))
    article = issue.article("abc234")
    assert (article.unit, article.editor_note, article.byline, article.attachments) == (
        *("某局", "按", "（丙）", ("附表", "附图")),
    )


def test_what_is_optional_may_be_absent():
    text = "\n".join(line for line in GOOD.split("\n") if not line.startswith(("style", "total")))
    issue = parse_issue(text.encode(), "期.toml")
    assert (issue.style, issue.total) == ("official", None)


def test_a_supplement_says_so():
    text = GOOD.replace("number = 9", 'number = 1\nkind = "supplement"')
    issue = parse_issue(text.encode(), "期.toml")
    assert issue.kind == SUPPLEMENT
    assert str(issue.id) == "2026-s01"


def test_a_byte_order_mark_and_crlf_are_tolerated():
    data = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    assert parse_issue(data, "期.toml") == parse_issue(GOOD.encode(), "期.toml")


def test_a_new_year_issue_may_be_dated_in_the_other_year():
    text = GOOD.replace("2026-03-06", "2025-12-31")
    assert parse_issue(text.encode(), "期.toml").date == date(2025, 12, 31)


# What is changed in the good file, the words of the line that is named, and words of the sentence.
FLAWS = {
    "a newer format": (
        "format = 1",
        "format = 2",
        "format",
        "由更新版本的要讯保存（format 为 2），请升级",
    ),
    "a format before the first": ("format = 1", "format = 0", "format", "format 应为 1，实为 0"),
    "a format that is text": ("format = 1", 'format = "1"', "format", "format 应为整数 1，实为文字"),
    "a format that is true": ("format = 1", "format = true", "format", "实为真假值"),
    "no format": ("format = 1\n", "\n", "", "缺少 format"),
    "no issue table": ("[issue]", "[office]", "", "缺少 [issue] 表"),
    "a missing key": ('issuer = "某办事处"\n', "", "[issue]", "缺少 issuer（编印单位）"),
    "a missing title": ('title = "江苏试点"\n', "", "[[spare]]", "缺少 title（标题）"),
    "a missing id": ('id = "abc235"\n', "", "[[spare]]", "缺少 id（稿件编号）"),
    "a missing name": ('name = "经济热点"\n', "", "[[section]]\n\n[[spare", "缺少 name（栏目名称）"),
    "a number as text": ("number = 9", 'number = "九"', "number", "应为整数，实为文字"),
    "a number that is true": ("number = 9", "number = true", "number", "应为整数，实为真假值"),
    "a number below one": ("number = 9", "number = 0", "number", "应在 1 到 9999 之间，实为 0"),
    "a negative total": ("total = 137", "total = -1", "total", "实为 -1"),
    "a year without end": ("year = 2026", f"year = 0x{'f' * 9999}", "year", "实为整数"),
    "a year of long ago": ("year = 2026", "year = 26", "year", "应在 1900 到 2999 之间"),
    "a date in another year": ("2026-03-06", "2024-03-06", "date", "与年份 2026 相差太远"),
    "a date as text": ("2026-03-06", '"2026-03-06"', "date", "应为日期，不加引号"),
    "a date with time": ("2026-03-06", "2026-03-06 10:00:00", "date", "实为日期加时间"),
    "a date that does not exist": ("2026-03-06", "2026-02-30", "date", "日期不存在"),
    "an unknown kind": ("total = 137", 'kind = "weekly"', "kind", "应为 regular 或 supplement"),
    "a style elsewhere": ('"official"', '"../official"', "style", "应为样式的名字"),
    "a title as number": ('title = "上海试点"', "title = 12", "title = 12", "应为文字，要加引号，实为整数"),
    "a broken title": ('"上海试点"', r'"上海\n试点"', 'title = "上海', "不能换行"),
    "a control character": ('"上海试点"', r'"上海\u001b[2J"', 'title = "上海', "控制字符 U+001B"),
    "a control character in a measure": ('"甲。"', r'"甲\u0085"', '"甲', "控制字符 U+0085"),
    "a paragraph of two lines": ('"导语。"', '"""导\n语。"""', '"""导', "段落里不能换行"),
    "an id with blanks": ('"abc234"', '"a b"', "id", "应为几位字母和数字"),
    "the same id twice": ('"abc235"', '"abc234"', '"abc234"\ntitle = "江苏', "abc234 用了两次，与第16行重复"),
    "a body as text": ('[\n  "导语。",', '"导语。"\nx = [', "body", "应为数组，段落写在方括号里，实为文字"),
    "a number in a body": ('"导语。"', "7", "7,", "正文的每一项应为段落"),
    "a number in a chain": ('"甲。"', "7", "7,", "举措组的每一项应为文字"),
    "a heading of level five": ("level = 2", "level = 5", "level", "应在 1 到 4 之间"),
    "a table that is no heading": (
        '{ heading = "下一步" }',
        "{ colour = 1 }",
        "colour",
        "缺少 heading（小标题）",
    ),
    "a run-in as word": ("run_in = true", 'run_in = "是"', "run_in", "应为真假值 true 或 false，实为文字"),
    "a double issue that ends before it begins": (
        "total = 137",
        "number_to = 9",
        "number_to",
        "number_to（合刊的末期号）应大于期号 9，实为 9",
    ),
    "a day of publication as text": ("total = 137", 'published = "7月"', "published", "应为日期，不加引号"),
    "a secrecy of two lines": ("total = 137", 'secrecy = """内\n部"""', "secrecy", "不能换行"),
    "copies that are none": ("total = 137", "copies = true", "copies", "应为文字，要加引号，实为真假值"),
    "an own field that is no text": (
        "[[spare]]",
        "[issue.extra]\nphone = 12\n[[spare]]",
        "phone",
        "phone应为文字，要加引号，实为整数",
    ),
    "an own field that no style can name": (
        "[[spare]]",
        '[issue.extra]\n"a.b" = "1"\n[[spare]]',
        '"a.b"',
        "自定内容的名称只能用文字、数字、_ 和 -",
    ),
    "own fields that are no table": ("total = 137", 'extra = "a"', "extra", "extra 应写成 [issue.extra] 表"),
    "attachments as text": ('source = "来信"', 'attachments = "表"', "attachments", "应为文字的数组"),
    "another spelling of a new key": ("total = 137", "number-to = 12", "number-to", "应为 number_to"),
    "findings as text": ('["year-range: 原文如此"]', '"year"', "accept", "应为文字的数组"),
    "one bracket for two": ("[[spare]]", "[spare]", "[spare]", "spare 应写成 [[spare]]，双方括号，实为表"),
    "a slip in a header": ("[[spare]]", "[[spares]]", "[[spares]]", "不认识 spares，应为 spare"),
    "a slip in an article header": (
        "section.article",
        "section.artcle",
        "[[section.art",
        "不认识 artcle，应为 article",
    ),
    "an article outside": ("[[section.article]]", "[[article]]", "[[article]]", "应为 section.article"),
    "a slip in body": ("body = [", "boddy = [", "boddy", "不认识 boddy，应为 body"),
    "another spelling": ("run_in = true", "run-in = true", "run-in", "不认识 run-in，应为 run_in"),
    "a capital": ("source =", "Source =", "Source", "不认识 Source，应为 source"),
}


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_flaw_is_named_with_its_line(flaw):
    old, new, place, words = FLAWS[flaw]
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    error = refusal(text)
    assert error.line == (line_of(place, text) if place else 1)
    assert words in error.message
    assert str(error).endswith("。")


def test_the_column_is_that_of_the_value():
    error = refusal(GOOD.replace("number = 9", "number = 0"))
    assert (error.line, error.column) == (6, 10)


SYNTAX = {
    "a quote that is missing": (
        'title = "上海试点"',
        'title = "上海试点',
        'title = "上海',
        "缺少结尾的英文引号",
    ),
    "Chinese quotes": ('title = "上海试点"', "title = “上海试点”", "title = “", "要加英文双引号"),
    "a missing comma": ('"甲。",', '"甲。"', '"乙', "缺少逗号"),
    "a key twice": ("number = 9", "number = 9\nnumber = 8", "number = 8", "前面已经有了"),
    "a table twice": ("[[spare]]", "[issue]", "[issue]\nid", "前面已经有了"),
    "a missing equals sign": ("number = 9", "number 9", "number 9", "应为等号"),
    "a bracket that is missing": ("[[spare]]", "[[spare]", "[[spare]", "双方括号没有写完整"),
    "a backslash": ('"来信"', r'"C:\来信"', "source", "反斜杠"),
    "a lone surrogate": ('"来信"', r'"\ud800"', "source", "不是字符"),
    "a sentence": ("total = 137", "总期号一三七", "总期号", "既不是"),
    "two on a line": ("number = 9", "number = 9 total = 1", "number = 9", "应换行"),
    "a control character": ('"来信"', '"来\x1b信"', "source", "控制字符"),
}


@pytest.mark.parametrize("flaw", SYNTAX)
def test_a_slip_of_syntax_is_explained_in_chinese_with_its_line(flaw):
    old, new, place, words = SYNTAX[flaw]
    text = GOOD.replace(old, new, 1)
    error = refusal(text)
    assert error.line in (line_of(place, text), line_of(place, text) + 1)  # tomllib may see it one line on
    assert error.column is not None
    assert words in error.message


def test_a_message_shows_no_escape_sequence_and_does_not_go_on_for_ever():
    error = refusal(GOOD.replace('"official"', f'"\u202e../{"x" * 99_999}"'))
    assert "\u202e" not in str(error)
    assert len(str(error)) < 400
    assert "body\ufffd" in str(refusal(GOOD.replace("body =", r'"body\u001b" =')))


def test_a_file_that_stops_in_the_middle_names_where_it_stops():
    error = refusal('format = 1\n[issue]\ntitle = "要讯"\nyear = \n\n\n')
    assert error.line == 4


NO_ISSUES = {
    "empty": (b"", "文件是空的"),
    "blank": (b"\n  \n", "文件是空的"),
    "binary": (bytes(range(256)), "二进制文件"),
    "a Word document": (b"PK\x03\x04rest", "Word 文档"),
    "UTF-16": ("format = 1".encode("utf-16"), "UTF-16"),
    "plain text": ("今日天气\n晴，有风。\n".encode(), "这不是 TOML 文件，像是普通文本"),
    "only a comment": (b"# nothing\n", "缺少 format"),
    "nested deeper than a hundred": (b"x = " + b"[" * 102 + b"]" * 102, "超过 100 层"),
    "nested too deep": (b"x = " + b"[" * 5000 + b"]" * 5000, "套得太深"),
    "an endless number": (b"x = " + b"9" * 5000, "太长"),
}


@pytest.mark.parametrize("kind", NO_ISSUES)
def test_what_is_no_issue_file_is_said_in_a_clear_sentence(kind):
    data, words = NO_ISSUES[kind]
    assert words in refusal(data).message


def test_another_encoding_is_named_with_its_line_and_column():
    error = refusal(b"format = 1\n[issue]\ntitle = " + "“要讯”".encode("gb18030"))
    assert (error.line, error.column) == (3, 9)
    assert "UTF-8" in error.message
    assert "GB18030" in error.advice


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path):
    with pytest.raises(StorageError, match="不存在"):
        load_issue(tmp_path / "没有.toml")
    with pytest.raises(StorageError, match="文件夹"):
        load_issue(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管道")
        with pytest.raises(StorageError, match="不是普通文件"):
            load_issue(tmp_path / "管道")


def test_a_file_too_big_is_refused_without_being_read_whole(tmp_path):
    path = tmp_path / "大.toml"
    with path.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(StorageError, match="超过64 MiB"):
        load_issue(path)


def test_a_bad_file_is_never_overwritten(tmp_path):
    path = tmp_path / "期.toml"
    issue = parse_issue(GOOD.encode(), "期.toml")
    for data in (b"", b"\xff\xfe\x00", GOOD.replace("format = 1", "format = 9").encode()):
        path.write_bytes(data)
        with pytest.raises(FileFormatError):
            save_issue(path, issue)
        assert path.read_bytes() == data


def test_an_older_format_is_migrated_step_by_step(monkeypatch):
    monkeypatch.setitem(decode.MIGRATIONS, 0, lambda data: {**data, "spare": []})
    issue = parse_issue(GOOD.replace("format = 1", "format = 0").encode(), "期.toml")
    assert issue.spares == ()
    assert len(issue.sections) == 2


def test_unknown_keys_are_nobodys_business():
    text = GOOD.replace("total = 137", 'total = 137\nshare = true\n"旧稿" = 1').replace(
        "[[spare]]", "[office]\n[[spare]]"
    )
    assert parse_issue(text.encode(), "期.toml") == parse_issue(GOOD.encode(), "期.toml")


def test_reading_loads_nothing_that_only_writing_needs(tmp_path):
    code = (
        "import sys; from pathlib import Path; from editor.store.issue_file import load_issue;"
        "load_issue(Path(sys.argv[1]));"
        "heavy = {'tomlkit', 'difflib', 'editor.store.chunks', 'editor.store.rewrite'} & set(sys.modules);"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    path = tmp_path / "期.toml"
    path.write_text(GOOD, encoding="utf-8")
    subprocess.run([sys.executable, "-c", code, str(path)], check=True, cwd=Path(__file__).parents[2])
