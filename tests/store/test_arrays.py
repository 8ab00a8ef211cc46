"""An array whose items change: each keeps its line, its comment and its blanks."""

import pytest

from editor.model.body import Chain, Heading, Paragraph
from editor.store.chunks import Entry
from editor.store.style_edit import drafted
from editor.store.values import UnreadableEntry, edit_array, edit_inline_table, value_of, with_last

P, C, H = Paragraph, Chain, Heading


def edited(text, old, new, outer=""):
    return edit_array(value_of(Entry(("a",), f"a = {text}\n")).item, old, new, outer)


@pytest.mark.parametrize(
    ("text", "old", "new", "after"),
    [
        ("[]", [], ["甲"], '[\n  "甲",\n]'),
        ('["甲", "乙"]', ["甲", "乙"], ["乙"], '["乙"]'),
        ('[ "甲" ]', ["甲"], ["甲", "乙"], '[ "甲", "乙" ]'),
        ('["甲"]', ["甲"], [], "[]"),
        ('[\n  "甲",\n]', ["甲"], [], "[]"),
        ('[\n  "甲",\n  "乙"\n]', ["甲", "乙"], ["甲", "乙", "丙"], '[\n  "甲",\n  "乙",\n  "丙",\n]'),
        ('[\n    "甲", # 一\n    "乙", # 二\n]', ["甲", "乙"], ["乙", "甲"], '[\n    "乙", # 二\n    "甲", # 一\n]'),
        ('[ # 头\n  "甲",\n]', ["甲"], ["乙"], '[ # 头\n  "乙",\n]'),
        ('[ # 头\n  "甲",\n]', ["甲"], [], "[ # 头\n]"),
        (
            '[\n  # 远\n\n  # 近\n  "甲",\n  "乙",\n]',
            ["甲", "乙"],
            ["乙"],
            '[\n  # 远\n\n  "乙",\n]',
        ),
        ('[\n  "甲", "乙",\n]', ["甲", "乙"], ["甲", "丙", "乙"], '[\n  "甲",\n  "丙", "乙",\n]'),
        ('["甲", ["乙", "丙"]]', [P("甲"), C(("乙", "丙"))], [P("甲"), C(("丙", "乙"))], '["甲", ["丙", "乙"]]'),
        ("[{heading = '甲'}]", [H("甲")], [H("乙")], '[{heading = "乙"}]'),
        ("[{heading = '甲', x = 1}]", [H("甲")], [H("甲", 2, True)], "[{ heading = '甲', x = 1, level = 2, restart = true }]"),
        ("[{heading = '甲', restart = true}]", [H("甲", 1, True)], [H("甲")], "[{ heading = '甲' }]"),
        ("[\n  [ # 甲的\n    '甲',\n  ],\n]", [C(("甲",))], [P("甲")], '[\n  # 甲的\n  "甲",\n]'),
    ],
)  # fmt: skip
def test_what_stays_keeps_its_line(text, old, new, after):
    assert edited(text, old, new) == after


def test_new_items_are_indented_from_the_line_of_the_array():
    assert edited("[]", [], ["甲"], "    ") == '[\n      "甲",\n    ]'
    assert edited('[\n"甲",\n]', ["甲"], ["甲", "乙"], "  ") == '[\n"甲",\n"乙",\n]'


def test_one_more_value_stands_right_behind_the_last():
    for text, longer in [("[]", "[1]"), ("[ 2 ]", "[ 2, 1 ]"), ("[2, 3,]", "[2, 3, 1,]")]:
        assert with_last(value_of(Entry(("a",), f"a = {text}\n")).item, "1") == longer


@pytest.mark.parametrize(
    ("text", "changes", "after"),
    [
        ("{a = 1, b = 2}", {"a": "3"}, "{a = 3, b = 2}"),
        ("{a = 1, b = 2}", {"a": "3", "b": "4"}, "{a = 3, b = 4}"),
        ("{a = 1, b = 2}", {"a": None}, "{ b = 2 }"),
        ("{a = 1}", {"a": None}, "{}"),
        ("{a = 1}", {"甲": "2"}, '{ a = 1, "甲" = 2 }'),
        ("{a.b = 1, c = 2}", {"a": "{ b = 3 }"}, "{ c = 2, a = { b = 3 } }"),
        ("{a.b = 1, c = 2}", {"d": "3"}, "{ a.b = 1, c = 2, d = 3 }"),
        ("{a = 1}", {"b": None}, "{ a = 1 }"),
    ],
)
def test_keys_of_an_inline_table_come_go_and_change(text, changes, after):
    assert edit_inline_table(value_of(Entry(("t",), f"t = {text}\n")).item, changes) == after


@pytest.mark.parametrize("text", ["a = \n", "b = 1\n", 'a = "\ue0f10\ue0f2"\n'])
def test_an_entry_that_cannot_be_edited_is_said_to_be(text):
    with pytest.raises(UnreadableEntry):
        value_of(Entry(("a",), text))


def test_a_draft_of_a_style_changes_single_values():
    data = 'title = "甲"  # 刊名\n\n[periodical]\nevery = 1\n'.encode()
    changes = {"title": "乙", "sections": ("一", "二"), "periodical.every": 2, "text.indent": " "}
    assert drafted(data, changes).decode() == (
        'sections = ["一", "二"]\ntitle = "乙"  # 刊名\n\n[periodical]\nevery = 2\n\n[text]\nindent = " "\n'
    )
    assert drafted(b"a = 1\r\n", {"b.c": 2}) == b"a = 1\r\n\r\n[b]\r\nc = 2\r\n"
