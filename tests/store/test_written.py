"""The pieces that a file is written of: texts, keys, values and tables; records of the journal; what the guard sees."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from editor.errors import StorageError
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import SERIES, Article, Issue, Section
from editor.store.canonical import (
    issue_fields,
    write_field,
    write_item,
    write_items,
    write_key,
    write_list,
    write_table,
    write_text,
)
from editor.store.chunks import Chunk, Entry, cut, entries, key_offset, recut
from editor.store.delta import apply, delta, read_records, write_record
from editor.store.guard import refuse_lost_keys
from editor.store.source import read_source
from editor.store.values import added, comments, followed, indent_of, offset_inside, removed, replaced

# -- values -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("甲“乙”", '"甲“乙”"'),
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("\b\t\n\f\r", '"\\b\\t\\n\\f\\r"'),
        ("\x00\x1f\x7f\x9f", '"\\u0000\\u001F\\u007F\\u009F"'),
        ("\u2028\u2029\ufeff\x85", '"\\u2028\\u2029\\uFEFF\\u0085"'),
        (" ~\xa0", '" ~\xa0"'),
    ],
)
def test_a_text_is_written_on_one_line(text, written):
    assert write_text(text) == write_field(text) == write_item(text, "") == written


def test_a_key_is_bare_where_it_can_be():
    assert [write_key(key) for key in ("a-B_9", "甲", "a.b", "")] == ["a-B_9", '"甲"', '"a.b"', '""']


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (date(2025, 3, 7), "2025-03-07"),
        ((), "[]"),
        (("一",), '["一"]'),
        (("一", "二"), '[\n    "一",\n    "二",\n  ]'),
        ((Paragraph("一"),), '[\n    "一",\n  ]'),
        ((Chain(("一", "二")),), '[\n    [\n      "一",\n      "二",\n    ],\n  ]'),
    ],
)
def test_a_value_is_written_as_toml(value, written):
    assert write_field(value, "  ") == written


@pytest.mark.parametrize(
    ("item", "written"),
    [
        (Heading("甲"), '{ heading = "甲" }'),
        (Heading("甲", 2), '{ heading = "甲", level = 2 }'),
        (Heading("甲", 1, True), '{ heading = "甲", restart = true }'),
        (Heading("甲", 4, True), '{ heading = "甲", level = 4, restart = true }'),
        (Paragraph("甲"), '"甲"'),
        (Chain(("甲", "乙")), '["甲", "乙"]'),
    ],
)
def test_an_item_of_a_body_is_written_on_one_line_where_it_must(item, written):
    assert write_item(item, "", one_line=True) == written


def test_lists_and_tables_hold_what_there_is():
    assert write_list([]) == "[]" and write_list(["甲", "乙"]) == '["甲", "乙"]'
    assert write_items([], "  ") == "[]"
    assert write_table("[a]", {"b": 1, "c": None, "d": ""}) == '[a]\nb = 1\nd = ""\n'


def test_the_series_goes_without_saying():
    issue = Issue(title="刊", year=2025, number=1, date=date(2025, 1, 3), issuer="办")
    assert issue.kind == SERIES
    fields = issue_fields(issue)
    assert fields["kind"] is None and fields["title"] == "刊" and "extra" not in fields


# -- entries ----------------------------------------------------------------------------------------------------

ENTRY = Entry(("a", "b"), '  a . b = "甲#"  # 旁\n# 下\n')


def test_an_entry_is_changed_and_the_rest_of_it_stays():
    assert replaced(ENTRY, "1") == "  a . b = 1  # 旁\n# 下\n"
    assert removed(ENTRY) == "  # 旁\n# 下\n"
    assert added(ENTRY, ["c = 1", "d = 2"]) == "  a . c = 1\n  a . d = 2\n"
    assert followed(ENTRY, ["c = 1"]) == '  a . b = "甲#"  # 旁\n  a . c = 1\n# 下\n'
    assert (indent_of(ENTRY), ENTRY.prefix) == ("  ", "  a . ")
    assert comments(ENTRY.text) == ["# 旁", "# 下"]


def test_the_place_of_a_value_inside_another_is_found():
    entry = Entry(("body",), 'body = ["甲", { heading = "乙" }, ["丙", "丁"]]\n')
    for path, words in [((0,), '"甲"'), ((1, "heading"), '"乙"'), ((2, 1), '"丁"')]:
        offset = offset_inside(entry, path)
        assert offset is not None and entry.text[offset:].startswith(words)
    for path in ((3,), (1, "level"), (0, 0), ("x",)):
        assert offset_inside(entry, path) is None


# -- chunks -----------------------------------------------------------------------------------------------------

FILE = """\
top = 1
# 顶

# 远

# 近
[issue] # 头
a = '''
[no]
b = 2
'''
# 属上

[[section]]
[[section.article]]
body = [
  [1],
]
[[section]]
[[section."article"]]
[section.article.x]

# 尾
"""


def test_a_file_is_cut_where_its_tables_begin():
    chunks, tail = cut(FILE)
    assert "".join(map(str, chunks)) + tail == FILE
    assert [chunk.key for chunk in chunks] == [
        (),
        ("issue",),
        ("section",),
        ("section", "article"),
        ("section",),
        ("section", "article"),
        ("section", "article", "x"),
    ]
    assert [chunk.path for chunk in chunks][2:] == [
        ("section", 0),
        ("section", 0, "article", 0),
        ("section", 1),
        ("section", 1, "article", 0),
        ("section", 1, "article", 0, "x"),
    ]
    assert chunks[0].text == "top = 1\n# 顶\n"
    assert (chunks[1].gap, chunks[1].apart, chunks[1].own) == ("\n", "# 远\n\n", "# 近\n")
    assert chunks[1].text.endswith("# 属上\n") and tail == "\n# 尾\n"
    for chunk in chunks[1:]:
        assert FILE[chunk.start :].startswith(chunk.text)
        assert FILE[key_offset(chunk) :].replace('"', "").startswith(".".join(chunk.key))
    head, found = entries(chunks[1].text)
    assert head == "[issue] # 头\n" and [entry.key for entry in found] == [("a",)]


def test_a_header_is_renamed_and_keeps_its_comment_and_the_names_below():
    chunk = Chunk(("section", "article", "x"), (), "[ section . article . x ]  # 旁\na = 1\n")
    chunk.rename(("section", "article"), ("spare",))
    assert (chunk.text, chunk.key) == ("[ spare . x ]  # 旁\na = 1\n", ("spare", "x"))


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("a = 1\nb = 2\n", "a = 1\nb = 2\n# 新\n"),
        ("a = 1\r\nb = 2\r\n", "a = 1\r\nb = 2\r\n# 新\r\n"),
        ("a = 1\r\nb = 2\n", "a = 1\r\nb = 2\n# 新\n"),
        ("a = 1\nb = 2", "a = 1\nb = 2\n# 新"),
        ("a = 1\r\nb = 2", "a = 1\r\nb = 2\r\n# 新"),
    ],
)
def test_a_file_keeps_its_line_ends_and_its_end(text, again):
    assert recut(text, lambda chunks, tail: "".join(map(str, chunks)) + tail + "# 新\n") == again


# -- records of the journal -------------------------------------------------------------------------------------

A = Article(id="a", title="甲", body=(Paragraph("文。"), Chain(("一。", "二。")), Heading("题", 2, True)))
B = Article(id="b", title="乙", body=(Paragraph("文。"),))
ISSUE = Issue(
    title="刊", year=2025, number=1, date=date(2025, 1, 3), issuer="办", extra=(("电话", "1"),),
    sections=(Section("栏", (A,)), Section("空", ())), spares=(B,),
)  # fmt: skip


def test_records_of_before_say_the_same_as_those_of_now():
    first = {
        "fields": {"title": "刊", "date": "2025-01-03", "extra": [["电话", "1"]]},
        "order": [["栏", ["b"]], []],
    }
    first["articles"] = [{"id": "b", "title": "乙", "body": ["文。"]}]
    record = {"k": "start", "generation": 3, "first": first, "file": "f", "saved": {"fields": {"year": 2024}}}
    start, saved = read_records(json.dumps(record).encode())
    assert (start["k"], start["generation"], saved["k"], saved["file"]) == ("start", 3, "saved", "f")
    issue = apply(ISSUE, start)
    assert (issue.title, issue.date, issue.extra) == ("刊", date(2025, 1, 3), (("电话", "1"),))
    assert (issue.sections, issue.spares) == ((Section("栏", (B,)),), ())
    assert apply(ISSUE, saved).year == 2024
    saving = read_records(json.dumps(record | {"saving": {"fields": {"number": 9}}}).encode())
    assert [each["k"] for each in saving] == ["start", "saved", "saving"]
    assert apply(ISSUE, saving[2]).number == 9
    (step,) = read_records(json.dumps({"k": "step", "label": "改", "article": "b", "to": {}}).encode())
    assert (step["label"], step["place"], apply(ISSUE, step)) == ("改", "b", ISSUE)
    (step,) = read_records(json.dumps({"k": "step", "label": "改"}).encode())
    assert "place" not in step and apply(ISSUE, step) == ISSUE
    assert apply(ISSUE, {"fields": {}, "article": []}) == ISSUE


def test_a_record_says_only_what_changed():
    changed = replace(A, title="新")
    new = replace(ISSUE, sections=(Section("栏", (changed,)), ISSUE.sections[1]))
    for old, later in [
        (None, ISSUE),
        (ISSUE, new),
        (ISSUE, replace(ISSUE, number=2)),
        (ISSUE, replace(ISSUE, extra=())),
    ]:
        (said,) = read_records(write_record({"k": "step", "n": 2}, delta(old, later)))
        assert (said["k"], said["n"], apply(old, said)) == ("step", 2, later)
    (said,) = read_records(write_record({}, delta(ISSUE, new)))
    assert [row["id"] for row in said["article"]] == ["a"] and said.keys() == {"article"}
    assert apply(ISSUE, said).spares is ISSUE.spares
    moved = replace(ISSUE, sections=(Section("栏", (A, B)), Section("空", ())), spares=())
    (said,) = read_records(write_record({}, delta(ISSUE, moved)))
    assert said == {"order": [["栏", "a", "b"], ["空"]], "spares": []} and apply(ISSUE, said) == moved
    assert delta(ISSUE, ISSUE) == ""


# -- the guard --------------------------------------------------------------------------------------------------

HEAD = "x = 1\n[issue]\ny = nan\n[[section]]\nz = [1, {a = 2}]\n[[section.article]]\nid = 'a'\nw = 1\n[[spare]]\nid = 'b'\nv = 1\n"


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("x = 1", ""),
        ("x = 1", "x = 2"),
        ("y = nan", "y = 1.0"),
        ("z = [1, {a = 2}]", ""),
        ("{a = 2}", "{a = 3}"),
        ("{a = 2}", "{b = 2}"),
        ("[1, {a = 2}]", "[1]"),
        ("w = 1", "w = 2"),
        ("v = 1", ""),
        ("w = 1", "w = 1\nnew = 1"),
    ],
)
def test_a_text_that_lost_a_key_of_somebody_is_not_written(was, now):
    where = Path("期.toml")
    before, after = read_source(HEAD.encode(), where), read_source(HEAD.replace(was, now).encode(), where)
    refuse_lost_keys(before, before, {"a", "b"}, [0], where)
    with pytest.raises(StorageError, match="内部核对不一致，为避免损坏文件没有写入") as refused:
        refuse_lost_keys(before, after, {"a", "b"}, [0], where)
    assert "请另存到别处，并把原文件交给开发者" in str(refused.value) and "期.toml" in str(refused.value)


def test_what_went_or_is_new_may_have_other_keys():
    where = Path("期.toml")
    before = read_source(HEAD.encode(), where)
    after = read_source(HEAD.replace("w = 1", "").replace("z = [1, {a = 2}]", "").encode(), where)
    refuse_lost_keys(before, after, {"b"}, [None], where)
