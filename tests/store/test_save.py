"""Saving over an issue file: what is touched, what stays, and when nothing is written at all."""

import difflib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from editor.errors import FileChangedError, FileFormatError, StorageError
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import (
    Article,
    Issue,
    Place,
    Section,
    add_article,
    add_section,
    move_article,
    move_section,
    park_article,
    remove_article,
    remove_section,
    rename_section,
    replace_article,
)
from editor.store import tables
from editor.store.issue_file import dump_issue, load_issue, parse_issue, save_issue

CANONICAL = """\
format = 1

[issue]
title = "长三角每周要讯"
year = 2026
number = 1
number_to = 2
kind = "supplement"
total = 137
date = 2026-03-06
issuer = "某办事处"
style = "official"
secrecy = "内部资料　注意保存"
serial = "No.000137"
editor = "小王"
approver = "老李"
copies = "120"
editor_note = "编者按：\\n请阅。"
published = 2026-03-07

[issue.extra]
phone = "021-1234"
"印发机关" = "某办"

[[section]]
name = "科创聚焦"

[[section.article]]
id = "abc234"
title = "上海“试点”"
source = "来信\\n次日再来"
unit = "某局"
editor_note = "此件可参考。"
byline = "（小王）"
attachments = [
  "附表",
  "附图",
]
note = "D:\\\\要讯"
accept = [
  "year-range: 原文如此",
  "quote: \\"原文\\"",
]
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
title = ""
accept = ["quote: 原文"]
body = []
"""

OURS = """\
# 本期由小王编
format = 1

# 刊头
[issue]
title = "长三角每周要讯"
year = 2026
number = 9   # 第九期
date = 2026-03-06
issuer = "某办事处"
x_room = 305

# ===== 第一栏 =====

# 科创
[[section]]
name = "科创聚焦"
# 栏目下的话

# 上海这篇要核
[[section.article]]
id = "aaa222"
title = "上海试点"
source = "网上"  # 来源待核
x_by = "小李"
body = [
  "导语。",
  # 举措
  [
    "一。",   # 主任改过
    "二。",

    # 单独的话

    # 三的话
    "三。",
  ],
  "尾段。"  # 没有逗号
]
# 这篇完

[[section.article]]
id = "aaa333"
title = "江苏试点"
body = ["短文。", "再一段。"]

# 附表的话
[section.article.extra]
who = "小李"

[office]
room = 3

# 经济
[[section]]
name = "经济热点"

# 文末的话
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "2026-09.toml"
    path.write_bytes(OURS.encode())
    return path


@pytest.fixture
def issue(path: Path) -> Issue:
    return load_issue(path)


def difference(path: Path, before: str = OURS) -> list[str]:
    """The lines taken out and put in, with their sign."""
    lines = difflib.ndiff(before.split("\n"), path.read_text(encoding="utf-8").split("\n"))
    return [line for line in lines if line[0] in "+-"]


def with_body(issue: Issue, article_id: str, *body) -> Issue:
    return replace_article(issue, replace(issue.article(article_id), body=body))


# -- a new file -------------------------------------------------------------------------------------------


def test_a_new_file_has_the_canonical_form():
    assert dump_issue(parse_issue(CANONICAL.encode(), "期")) == CANONICAL


def test_a_canonical_file_leaves_out_what_is_empty():
    issue = Issue(
        "要讯", 2026, 1, date(2026, 1, 2), "某处", sections=(Section("一", (Article("a22222", "题"),)),)
    )
    assert dump_issue(issue) == (
        'format = 1\n\n[issue]\ntitle = "要讯"\nyear = 2026\nnumber = 1\ndate = 2026-01-02\nissuer = "某处"\n'
        'style = "official"\n\n[[section]]\nname = "一"\n\n[[section.article]]\nid = "a22222"\ntitle = "题"\nbody = []\n'
    )


def test_saving_where_there_is_no_file_writes_a_new_one(tmp_path, issue):
    path = tmp_path / "新.toml"
    assert save_issue(path, issue) == path.read_bytes() == dump_issue(issue).encode()


def test_characters_that_editors_take_for_line_ends_are_escaped():
    issue = Issue("a\u2028b", 2026, 1, date(2026, 1, 2), "\ufeff某处")
    assert r'title = "a\u2028b"' in dump_issue(issue)
    assert parse_issue(dump_issue(issue).encode(), "期") == issue


# -- edits ------------------------------------------------------------------------------------------------


def test_an_unchanged_issue_is_not_written(path, issue, monkeypatch):
    monkeypatch.setattr("editor.store.issue_file.write_atomically", lambda *_: pytest.fail("written"))
    assert save_issue(path, issue, expect=OURS.encode()) == OURS.encode()


def test_one_measure_is_one_line_and_keeps_its_comment(path, issue):
    lead, _, tail = issue.article("aaa222").body
    save_issue(path, with_body(issue, "aaa222", lead, Chain(("一改。", "二。", "三。")), tail))
    assert difference(path) == ['-     "一。",   # 主任改过', '+     "一改。",   # 主任改过']


def test_a_moved_measure_takes_its_comments_along(path, issue):
    lead, _, tail = issue.article("aaa222").body
    save_issue(path, with_body(issue, "aaa222", lead, Chain(("二。", "一。", "三。")), tail))
    text = path.read_text(encoding="utf-8")
    assert '    "二。",\n    "一。",   # 主任改过\n\n    # 单独的话\n' in text


def test_a_dropped_measure_takes_its_own_comment_along_and_leaves_the_others(path, issue):
    lead, _, tail = issue.article("aaa222").body
    save_issue(path, with_body(issue, "aaa222", lead, Chain(("一。", "二。")), tail))
    assert difference(path) == ["-     # 三的话", '-     "三。",']
    assert "# 单独的话\n\n  ],\n" in path.read_text(encoding="utf-8")


def test_a_new_measure_is_a_new_line(path, issue):
    lead, _, tail = issue.article("aaa222").body
    save_issue(path, with_body(issue, "aaa222", lead, Chain(("一。", "新。", "二。", "三。")), tail))
    assert difference(path) == ['+     "新。",']


def test_a_block_after_one_without_comma_gets_one(path, issue):
    save_issue(
        path,
        with_body(issue, "aaa222", *issue.article("aaa222").body, Heading("下一步", 2), Chain(("甲", "乙"))),
    )
    assert difference(path) == [
        '-   "尾段。"  # 没有逗号',
        '+   "尾段。",  # 没有逗号',
        '+   { heading = "下一步", level = 2 },',
        "+   [",
        '+     "甲",',
        '+     "乙",',
        "+   ],",
    ]


def test_an_array_on_one_line_stays_on_it(path, issue):
    save_issue(
        path, with_body(issue, "aaa333", Paragraph("再一段。"), Chain(("甲", "乙")), Paragraph("短文。"))
    )
    assert difference(path) == [
        '- body = ["短文。", "再一段。"]',
        '+ body = ["再一段。", ["甲", "乙"], "短文。"]',
    ]


def test_a_chain_that_becomes_a_paragraph_leaves_its_comments_above_it(path, issue):
    lead, _, tail = issue.article("aaa222").body
    save_issue(path, with_body(issue, "aaa222", lead, Paragraph("一段。"), tail))
    text = path.read_text(encoding="utf-8")
    assert '  # 举措\n  # 主任改过\n  # 单独的话\n  # 三的话\n  "一段。",\n' in text


def test_a_body_that_is_emptied_keeps_what_stands_apart(path, issue):
    save_issue(path, with_body(issue, "aaa333"))
    assert difference(path) == ['- body = ["短文。", "再一段。"]', "+ body = []"]
    save_issue(path, with_body(load_issue(path), "aaa333", Paragraph("段")))
    assert 'body = [\n  "段",\n]\n' in path.read_text(encoding="utf-8")


def test_a_heading_keeps_its_unknown_keys(path, issue):
    path.write_text(OURS.replace('"再一段。"', '{ x_bold = true, heading = "小题" }'), encoding="utf-8")
    issue = load_issue(path)
    save_issue(path, with_body(issue, "aaa333", Paragraph("短文。"), Heading("大题", 2)))
    assert 'body = ["短文。", { x_bold = true, heading = "大题", level = 2 }]' in path.read_text(
        encoding="utf-8"
    )


def test_keys_are_added_in_their_place_and_a_comment_beside_one_that_goes_stays(path, issue):
    article = replace(issue.article("aaa222"), source="", note="备注", run_in=True)
    save_issue(path, replace_article(issue, article))
    text = path.read_text(encoding="utf-8")
    assert 'title = "上海试点"\nnote = "备注"\nrun_in = true\n# 来源待核\nx_by = "小李"\nbody = [' in text


def test_the_masthead_keeps_its_comments(path, issue):
    save_issue(path, replace(issue, number=10, total=138, kind="supplement"))
    assert difference(path) == [
        "- number = 9   # 第九期",
        "+ number = 10   # 第九期",
        '+ kind = "supplement"',
        "+ total = 138",
    ]


def test_the_offices_own_fields_come_with_their_first_value_and_go_with_their_last(path, issue):
    issue = replace(issue, extra=(("phone", "021"), ("印发", "某办")), published=date(2026, 3, 7))
    save_issue(path, issue)
    assert load_issue(path) == issue
    save_issue(path, replace(issue, extra=(("印发", "另一办"),)))
    assert load_issue(path).extra == (("印发", "另一办"),)
    save_issue(path, replace(issue, extra=(), published=None))
    assert load_issue(path) == replace(issue, extra=(), published=None)


def test_a_long_string_is_left_as_it_is_written_until_it_changes(path, issue):
    path.write_text(OURS.replace('"短文。"', "'''短\\文。'''"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    issue = load_issue(path)
    save_issue(path, with_body(issue, "aaa333", *issue.article("aaa333").body, Paragraph("三。")))
    assert difference(path, before)[1] == "+ body = ['''短\\文。''', \"再一段。\", \"三。\"]"


def test_unknown_values_of_every_kind_do_not_stand_in_the_way(path):
    odd = f"x_nan = [nan, {{ a = 0x{'f' * 9999} }}]\nx_deep = {'[' * 90}{']' * 90}\nx_room = 305\n"
    path.write_text(OURS.replace("x_room = 305\n", odd), encoding="utf-8")
    save_issue(path, park_article(replace(load_issue(path), number=10), "aaa222"))
    assert odd in path.read_text(encoding="utf-8")


# -- tables that move -------------------------------------------------------------------------------------


def test_a_comment_above_a_table_travels_with_it(path, issue):
    save_issue(path, move_article(issue, "aaa222", Place(1, 0)))
    text = path.read_text(encoding="utf-8")
    assert text.index("# 经济\n") < text.index("# 上海这篇要核\n[[section.article]]")
    assert text.index("# 这篇完") < text.index("# 文末的话")
    assert '# 栏目下的话\n\n[[section.article]]\nid = "aaa333"' in text


def test_the_text_of_a_table_that_moves_is_the_same(path, issue):
    save_issue(path, move_article(issue, "aaa222", Place(0, 1)))
    table = OURS[OURS.index("# 上海这篇要核") : OURS.index("# 这篇完")]
    assert table in path.read_text(encoding="utf-8")
    save_issue(path, issue)
    assert table in path.read_text(encoding="utf-8")


def test_parking_changes_only_the_name_in_the_headers(path, issue):
    save_issue(path, park_article(issue, "aaa333"))
    parked = OURS[OURS.index('[[section.article]]\nid = "aaa333"') : OURS.index("\n[office]")]
    parked = parked.replace("[[section.article]]", "[[spare]]").replace(
        "[section.article.extra]", "[spare.extra]"
    )
    assert path.read_text(encoding="utf-8").endswith(f"\n{parked}\n# 文末的话\n")
    save_issue(path, issue)
    assert path.read_bytes() == OURS.encode()


def test_a_section_travels_with_its_articles_and_its_heading_comments(path, issue):
    save_issue(path, move_section(issue, 0, 1))
    text = path.read_text(encoding="utf-8")
    block = OURS[OURS.index("# ===== 第一栏") : OURS.index("\n[office]")]
    assert block in text
    assert text.index("# 经济\n[[section]]") < text.index("# ===== 第一栏")
    save_issue(path, issue)
    assert path.read_bytes() == OURS.encode()


def test_a_renamed_section_keeps_its_comments(path, issue):
    save_issue(path, rename_section(issue, 0, "科技"))
    assert difference(path) == ['- name = "科创聚焦"', '+ name = "科技"']


def test_a_new_section_and_a_new_article_stand_in_their_place(path, issue):
    issue = add_section(issue, "新栏", 1)
    issue = add_article(issue, Article("new222", "新稿", (Paragraph("段"),)), Place(1, 0))
    save_issue(path, issue)
    added = '\n[[section]]\nname = "新栏"\n\n[[section.article]]\nid = "new222"\ntitle = "新稿"\nbody = [\n  "段",\n]\n'
    assert added in path.read_text(encoding="utf-8")
    assert all(line.startswith("+") for line in difference(path))


def test_a_removed_article_takes_its_comments_along_but_not_those_that_stand_apart(path, issue):
    text = OURS.replace("# 上海这篇要核", "# 另一回事\n\n# 上海这篇要核")
    path.write_text(text, encoding="utf-8")
    save_issue(path, remove_article(issue, "aaa222"))
    saved = path.read_text(encoding="utf-8")
    assert "上海这篇要核" not in saved
    assert "这篇完" not in saved
    assert '# 栏目下的话\n\n# 另一回事\n\n[[section.article]]\nid = "aaa333"' in saved


def test_comments_that_stand_apart_go_to_the_end_when_nothing_follows_them(path, issue):
    path.write_text(
        f'{CANONICAL}\n# 备用稿说明\n\n[[spare]]\nid = "zzz222"\ntitle = "末"\n', encoding="utf-8"
    )
    save_issue(path, remove_article(load_issue(path), "zzz222"))
    assert path.read_text(encoding="utf-8") == f"{CANONICAL}\n# 备用稿说明\n"


def test_the_articles_of_a_removed_section_become_spares_whole(path, issue):
    save_issue(path, remove_section(issue, 0))
    text = path.read_text(encoding="utf-8")
    assert "# 上海这篇要核\n[[spare]]" in text
    assert "[spare.extra]" in text
    assert "[office]\nroom = 3\n" in text
    assert text.endswith("# 文末的话\n")


def test_a_table_of_the_section_stays_in_it_when_its_articles_go(path):
    path.write_text(OURS.replace("[office]", "[section.meta]"), encoding="utf-8")
    issue = load_issue(path)
    for article in ("aaa222", "aaa333"):
        issue = move_article(issue, article, Place(1, 0))
    save_issue(path, issue)
    text = path.read_text(encoding="utf-8")
    assert text.index("[section.meta]") < text.index("# 经济")


def test_tables_that_stand_between_each_other_are_sorted_only_when_something_moves(path):
    spare = '[[spare]]\nid = "sss222"\ntitle = "备"\n\n'
    text = OURS.replace("# 上海这篇要核", f"{spare}# 上海这篇要核")
    path.write_text(text, encoding="utf-8")
    issue = load_issue(path)
    save_issue(path, replace_article(issue, replace(issue.article("sss222"), title="改")))
    assert difference(path, text) == ['- title = "备"', '+ title = "改"']
    save_issue(path, park_article(load_issue(path), "aaa333"))
    assert [a.id for a in load_issue(path).spares] == ["sss222", "aaa333"]


# -- other shapes -----------------------------------------------------------------------------------------

INLINE = """\
format = 1
issue = { title = "要讯", year = 2026, number = 9, total = 3, date = 2026-03-06, issuer = "某处", x = [1, # C
  2] }
spare = []

[[section]]
name = "科创"
article = [] # 还没有
"""


def test_an_inline_table_is_edited_where_it_stands(path):
    path.write_text(INLINE, encoding="utf-8")
    issue = load_issue(path)
    save_issue(path, replace(issue, number=10, issuer="另一处"))
    assert path.read_text(encoding="utf-8") == INLINE.replace("number = 9", "number = 10").replace(
        "某处", "另一处"
    )


def test_an_inline_table_in_which_keys_come_and_go_keeps_the_others(path):
    path.write_text(INLINE, encoding="utf-8")
    issue = replace(load_issue(path), total=None, number=10, copies="8", extra=(("phone", "021"),))
    save_issue(path, issue)
    line = (
        'issue = { title = "要讯", year = 2026, number = 10, date = 2026-03-06, issuer = "某处", x = [1, # C\n'
        '  2], copies = "8", extra = { phone = "021" } }\n'
    )
    assert line in path.read_text(encoding="utf-8")
    assert load_issue(path) == issue


def test_an_issue_in_dotted_keys_is_edited_line_by_line(path):
    path.write_text(
        '# 刊头\nissue.title = "要讯"\nformat = 1\n  issue . year = 2026 # 年\nissue.number = 9\nissue.date = 2026-03-06\n'
        'issue.issuer = "某处"\n\n[[section]]\nname = "科创"\n',
        encoding="utf-8",
    )
    issue = replace(load_issue(path), number=10, copies="8", extra=(("phone", "021"),))
    save_issue(path, issue)
    assert path.read_text(encoding="utf-8") == (
        '# 刊头\nissue.title = "要讯"\nformat = 1\n  issue . year = 2026 # 年\nissue.number = 10\nissue.date = 2026-03-06\n'
        'issue.issuer = "某处"\nissue.copies = "8"\nissue.extra.phone = "021"\n\n[[section]]\nname = "科创"\n'
    )
    assert load_issue(path) == issue


def test_an_empty_array_gives_way_to_the_first_header_of_its_name(path):
    path.write_text(INLINE, encoding="utf-8")
    issue = add_article(load_issue(path), Article("aaa222", "甲"), Place(0, 0))
    issue = add_article(issue, Article("aaa333", "乙"), Place(None, 0))
    save_issue(path, issue)
    assert load_issue(path) == issue
    assert "# 还没有" in path.read_text(encoding="utf-8")


INLINE_TABLES = {
    "sections": ('section = [{ name = "科创" }]\n', 2, 11, "[[section]]"),
    "sections of several lines": ('"section" = [ # 栏目\n  { name = "科创" },\n]\n', 2, 13, "[[section]]"),
    "spares": ('spare = [{ id = "aaa222", title = "甲" }]\n', 2, 9, "[[spare]]"),
}


@pytest.mark.parametrize("kind", INLINE_TABLES)
def test_tables_that_travel_are_not_written_inline(kind):
    text, line, column, header = INLINE_TABLES[kind]
    rest = '[issue]\ntitle = "要讯"\nyear = 2026\nnumber = 9\ndate = 2026-03-06\nissuer = "某处"\n'
    with pytest.raises(FileFormatError, match="不能写在方括号里") as caught:
        parse_issue(f"format = 1\n{text}{rest}".encode(), "期.toml")
    assert (caught.value.line, caught.value.column) == (line, column)
    assert f"应另起一行写 {header}" in caught.value.message


def test_articles_are_not_written_inline():
    text = OURS.replace("# 文末的话", 'article = [{ id = "aaa999", title = "甲" }]')
    with pytest.raises(FileFormatError, match=r"应另起一行写 \[\[section.article") as caught:
        parse_issue(text.encode(), "期.toml")
    assert (caught.value.line, caught.value.column) == (
        text[: text.index("article = [{")].count("\n") + 1,
        11,
    )


# -- manners of a file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("ended", [True, False])
def test_byte_order_mark_line_ends_and_the_end_of_the_file_stay(path, bom, newline, ended):
    text = OURS if ended else OURS.removesuffix("\n")
    path.write_bytes(bom + text.replace("\n", newline).encode())
    issue = load_issue(path)
    saved = save_issue(path, park_article(rename_section(issue, 1, "热点"), "aaa222"))
    assert saved.startswith(bom + "# 本期".encode())
    assert saved.count(b"\r\n") == (saved.count(b"\n") if newline == "\r\n" else 0)
    assert saved.endswith("# 文末的话".encode() + (newline.encode() if ended else b""))


def test_where_line_ends_are_mixed_the_old_ones_stay(path):
    path.write_bytes(
        OURS.encode()
        .replace(b"room = 3\n", b"room = 3\r\n")
        .replace('导语。",\n'.encode(), '导语。",\r\n'.encode())
    )
    issue = load_issue(path)
    before = path.read_bytes()
    saved = save_issue(path, park_article(rename_section(issue, 1, "热点"), "aaa222"))
    assert saved.count(b"\r\n") == before.count(b"\r\n")
    assert load_issue(path).spares[0] == issue.article("aaa222")


# -- what is refused --------------------------------------------------------------------------------------


def test_a_file_that_somebody_else_changed_is_not_overwritten(path, issue):
    theirs = OURS.replace("江苏", "浙江").encode()
    path.write_bytes(theirs)
    with pytest.raises(FileChangedError, match="改动过"):
        save_issue(path, rename_section(issue, 0, "科技"), expect=OURS.encode())
    assert path.read_bytes() == theirs


def test_a_file_that_somebody_else_deleted_counts_as_changed(path, issue):
    path.unlink()
    with pytest.raises(FileChangedError):
        save_issue(path, issue, expect=OURS.encode())
    assert not path.exists()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("上海\x1b[2J", "稿件“上海\ufffd[2J”的title（标题）里有控制字符 U+001B"),
        ("上海\ud800", "U+D800"),
        ("两\n行", "不能换行"),
    ],
)
def test_text_that_no_file_can_hold_is_named_and_nothing_is_written(path, tmp_path, issue, title, words):
    bad = replace_article(issue, replace(issue.article("aaa333"), title=title))
    for target in (path, tmp_path / "新.toml"):
        with pytest.raises(StorageError) as caught:
            save_issue(target, bad)
        assert words in caught.value.message
    assert path.read_bytes() == OURS.encode()
    assert not (tmp_path / "新.toml").exists()


def test_two_articles_of_one_id_are_not_written(path, issue):
    twin = replace(issue, spares=(issue.article("aaa222"),))
    with pytest.raises(StorageError, match="用了两次"):
        save_issue(path, twin)
    assert path.read_bytes() == OURS.encode()


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("二。", "两。"),
        lambda text: text.replace('x_by = "小李"\n', ""),
        lambda text: text.replace("who = ", "whom = "),
        lambda text: text.replace("x_room = 305\n", ""),
        lambda text: text.replace("[office]", "[offices]"),
        lambda text: text + '"',
    ],
)
def test_a_mistake_of_ours_is_caught_before_anything_is_written(path, issue, monkeypatch, damage):
    edit = tables.rewrite
    monkeypatch.setattr(tables, "rewrite", lambda *args: damage(edit(*args)))
    with pytest.raises(StorageError, match="内部核对不一致"):
        save_issue(path, rename_section(issue, 0, "科技"))
    assert path.read_bytes() == OURS.encode()


def test_a_file_that_became_invalid_is_left_alone(path, issue):
    path.write_bytes(OURS.replace("format = 1", "format = 2").encode())
    with pytest.raises(FileFormatError, match="请升级"):
        save_issue(path, issue)


# -- a large issue ----------------------------------------------------------------------------------------


def test_an_edit_among_300_articles_touches_one_line_and_a_move_no_other_table(tmp_path, issue):
    articles = tuple(
        Article(f"id{n:04}", f"第{n}篇", (Paragraph(f"导语{n}。"), Chain((f"甲{n}。", f"乙{n}。"))))
        for n in range(300)
    )
    sections = tuple(Section(f"栏目{n}", articles[n * 50 : n * 50 + 50]) for n in range(6))
    issue = replace(issue, sections=sections)
    path = tmp_path / "大.toml"
    before = save_issue(path, issue).decode()
    issue = with_body(issue, "id0123", Paragraph("导语123。"), Chain(("甲123。", "乙改。")))
    assert set(save_issue(path, issue).decode().split("\n")) - set(before.split("\n")) == {'    "乙改。",'}
    saved = save_issue(path, move_article(issue, "id0123", Place(5, 7)))
    assert sorted(saved.decode().split("\n")) == sorted(before.replace("乙123", "乙改").split("\n"))
