"""What a key may and may not change: nothing but what the person typed, and the numbers that follow from it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editor.manuscript.editing import cut_at, move_at, move_measure, split_at
from editor.manuscript.grammar import parse, render, renumber, reread
from editor.model.body import Chain, Heading, Paragraph

from .bodies import ALIKE, HOUSE, OTHER, normal, raw_lines

P, C, H = Paragraph, Chain, Heading
_EMPTY = (Paragraph(""),)


def rows(body, run_in=False, ordinals=HOUSE) -> list[str]:
    return [line.text for line in render(body, run_in, ordinals)]


def typed(text: str, body=_EMPTY, run_in=False, row=0, ordinals=HOUSE):
    """The body after a text was typed at the end of a row, letter by letter."""
    for letter in text:
        lines = rows(body, run_in, ordinals)
        lines[row] += letter
        parsed, _ = renumber(lines, ordinals, run_in=run_in, before=body)
        body, run_in = parsed.body, parsed.run_in
    return body, run_in


class Hand:
    """Lines under a hand: what the field does with them, without a screen."""

    def __init__(self, body, run_in, ordinals=HOUSE):
        self.body, self.run_in, self.ordinals = body or (P(""),), run_in, ordinals

    @property
    def lines(self):
        return render(self.body, self.run_in, self.ordinals)

    def insert(self, row, column, text):
        spans = self.lines[row].spans
        column = next(
            (
                s.text_start
                for s in spans
                if s.start < column < s.text_start or column == 0 == s.start < s.text_start
            ),
            column,
        )
        self.replace(row, column, column, text)
        return column

    def replace(self, row, start, end, text):
        lines = [line.text for line in self.lines]
        lines[row] = lines[row][:start] + text + lines[row][end:]
        parsed, _ = renumber(lines, self.ordinals, run_in=self.run_in, before=self.body)
        self.body, self.run_in = parsed.body, parsed.run_in


@settings(max_examples=200)
@given(
    st.one_of(raw_lines.map(lambda lines: parse(lines, HOUSE)).map(lambda p: (p.body, p.run_in)), normal),
    st.sampled_from([HOUSE, OTHER, ALIKE]),
    st.sampled_from("一二三十是、，。；：1（）”x 其"),
    st.data(),
)
def test_a_character_typed_and_deleted_again_leaves_the_text_as_it_was(state, ordinals, letter, data):
    body, run_in = state
    hand = Hand(body, run_in, ordinals)
    before = [line.text for line in hand.lines]
    row = data.draw(st.integers(0, len(before) - 1))
    at = hand.insert(row, data.draw(st.integers(0, len(before[row]))), letter)
    hand.replace(row, at, at + 1, "")
    assert [line.text for line in hand.lines] == before


@settings(max_examples=200)
@given(raw_lines, st.sampled_from([HOUSE, OTHER, ALIKE]), st.data())
@example(["三是丙。", "一般段落。"], HOUSE, None)
def test_a_key_in_one_row_changes_no_other_row_of_an_import(lines, ordinals, data):
    parsed = parse(lines, ordinals)
    hand = Hand(parsed.body, parsed.run_in, ordinals)
    before = [line.text for line in hand.lines]
    row = data.draw(st.integers(0, len(before) - 1)) if data else 1
    hand.insert(row, len(before[row]), "字")
    after = [line.text for line in hand.lines]
    assert after == [*before[:row], before[row] + "字", *before[row + 1 :]]


@pytest.mark.parametrize(
    "sentence",
    [
        "三、四线城市房价回落。",
        "二、三产业增加值占比提高。",
        "（三）班的学生参加。",
        "十一是法定假日。",
        "四是否可行，尚待论证。",
        "五、六月份降水偏多。",
        "第一、二产业协调发展。",
        "三是丙。",
    ],
)
def test_an_ordinary_sentence_is_typed_as_it_is(sentence):
    body, run_in = typed(sentence)
    assert (body, run_in) == ((P(sentence),), False)
    chained, _ = typed(sentence, (C(("甲。",)), P("")), row=1)
    assert rows(chained) == ["一是甲。", sentence]


def test_ordinals_that_a_person_types_where_they_come_next_make_measures_and_headings():
    assert typed("一是健全机制。") == ((C(("健全机制。",)),), False)
    assert typed("二是", (C(("甲。",)), P("")), row=1)[0] == (C(("甲。", "")),)
    assert typed("一、下一步")[0] == (H("下一步"),)
    assert typed("二、下一步", (H("甲"), P("文。"), P("")), row=2)[0] == (H("甲"), P("文。"), H("下一步"))
    assert typed("有两点：一是甲；二是乙") == ((P("有两点："), C(("甲；", "乙"))), True)
    assert typed("；三是丙", (P("有两点："), C(("甲；", "乙"))), True)[0][1] == C(("甲；", "乙；", "丙"))


def test_a_row_deleted_out_of_a_chain_renumbers_the_rest_and_a_text_put_in_keeps_its_words():
    body = (C(("甲。", "乙。", "丙。")), P("五、六月份。"))
    assert rows(reread(body, False, ["二是乙。", "三是丙。", "五、六月份。"], HOUSE).body) == [
        "一是乙。",
        "二是丙。",
        "五、六月份。",
    ]
    put = ["一是甲。", "二是乙。", "三是丙。", "结尾。", "九是另文。", "五、六月份。"]
    assert rows(reread(body, False, put, HOUSE).body) == put


def test_enter_before_a_saying_keeps_it():
    body = (C(("甲。一是一、二是二，不含糊。",)),)
    assert rows(split_at(body, False, HOUSE, 0, 4).body) == ["一是甲。", "二是一是一、二是二，不含糊。"]


def test_a_cut_at_the_start_of_a_continuation_makes_no_measure_of_it():
    body = (C(("甲。\n续。\n再续。", "乙。")),)
    assert cut_at(body, False, HOUSE, 1, 0) == (
        ((C(("甲。",)),), False),
        ((P("续。"), P("再续。"), C(("乙。",))), False),
    )


def test_a_measure_of_two_paragraphs_keeps_both_at_the_end_of_its_chain_whatever_is_typed_then():
    body = (C(("甲。\n续。", "乙。")), P("结尾。"))
    moved = move_at(body, False, HOUSE, 0, 3, 1).body
    assert moved == (C(("乙。", "甲。\n续。")), P("结尾。"))
    lines = rows(moved)
    lines[3] += "了"
    assert reread(moved, False, lines, HOUSE).body == (C(("乙。", "甲。\n续。")), P("结尾。了"))


@pytest.mark.parametrize(
    ("chain", "swapped"),
    [
        (("甲；", "要求“乙。”"), ("要求“乙”；", "甲。")),
        (("甲（试行；）", "乙。"), ("乙；", "甲（试行）。")),
        (("“甲。”", "“乙。”"), ("“乙。”", "“甲。”")),
    ],
)
def test_closing_marks_inside_quotation_marks_change_places_too(chain, swapped):
    assert move_measure((C(chain),), 0, 0, 1) == (C(swapped),)
