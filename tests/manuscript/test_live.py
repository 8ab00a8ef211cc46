"""What a key may and may not change: nothing but what the person typed, and the numbers that follow from it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor.manuscript.editing import cut_at, join_at, move_at, move_measure, split_at, tidy
from editor.manuscript.grammar import parse, renumber, reread
from editor.manuscript.lines import render
from editor.manuscript.titles import is_title_shaped
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


def listed(*blocks):
    return tuple(H(*b) if isinstance(b, tuple) else P(b) for b in blocks)


TWO_LISTS = listed(
    "先看去年。",
    ("甲", 2),
    "文。",
    ("乙", 2),
    "文。",
    "再看今年。",
    ("丙", 2, True),
    "文。",
    ("丁", 2),
    "文。",
)


def test_an_import_keeps_a_second_list_that_begins_again_at_one_and_says_nothing():
    written = [
        "先看去年。",
        "（一）甲",
        "文。",
        "（二）乙",
        "文。",
        "再看今年。",
        "（一）丙",
        "文。",
        "（二）丁",
        "文。",
    ]
    parsed = parse(written, HOUSE)
    assert parsed.body == TWO_LISTS and parsed.remarks == ()
    assert rows(parsed.body) == written


@pytest.mark.parametrize(
    "written",
    [
        ["一、甲", "文。", "二、乙", "文。", "一、丙", "文。", "三、丁", "文。"],
        ["（一）甲", "文。", "（一）乙", "文。", "（二）丙", "文。"],
    ],
)
def test_a_list_that_only_looks_begun_again_is_kept_and_doubted(written):
    parsed = parse(written, HOUSE)
    assert rows(parsed.body)[4] == written[4] or rows(parsed.body)[2] == written[2]
    assert any("又从" in remark.message for remark in parsed.remarks)


def test_under_every_level_a_list_may_begin_again():
    written = [
        *("一、甲", "（一）乙", "文。", "1.丙", "文。", "2.丁", "（1）戊", "文。", "（2）己", "文。"),
        *(
            "其余：",
            "（1）庚",
            "文。",
            "（2）辛",
            "文。",
            "再次：",
            "1.壬",
            "文。",
            "2.癸",
            "文。",
            "一、子",
            "文。",
            "二、丑",
        ),
    ]
    assert rows(parse(written, HOUSE).body) == written


def test_number_one_typed_below_a_list_begins_a_second_one_and_the_next_number_goes_on_with_it():
    body = listed(("甲", 2), "文。", ("乙", 2), "再看今年。", "")
    body, _ = typed("（一）丙", body, row=4)
    assert body[4] == H("丙", 2, True) and rows(body)[4] == "（一）丙"
    body, _ = typed("（二）丁", (*body, P("")), row=5)
    assert body[5] == H("丁", 2) and rows(body)[5] == "（二）丁"


def test_a_heading_of_level_3_is_typed_below_one_of_level_2_and_a_figure_is_none():
    above = listed(("甲", 2), "文。", "")
    assert typed("1.丙", above, row=2)[0][2] == H("丙", 3)
    assert typed("1.5亿元", above, row=2)[0][2] == P("1.5亿元")
    assert typed("1.丙", (P("文。"), P("")), row=1)[0][1] == P("1.丙")
    assert typed("（1）丁", (*above[:2], H("丙", 3), P("")), row=3)[0][3] == H("丁", 4)


@pytest.mark.parametrize("gone", [6, slice(5, 8)])
def test_where_the_first_heading_of_a_second_list_is_deleted_the_next_one_is_its_first(gone):
    lines = rows(TWO_LISTS)
    del lines[gone]
    assert "（一）丁" in rows(reread(TWO_LISTS, False, lines, HOUSE).body)
    joined = join_at(TWO_LISTS, False, HOUSE, 6).body
    assert rows(joined)[5:8] == ["再看今年。丙", "文。", "（一）丁"]
    assert rows(tidy(listed(*["甲。"], ("乙", 2), "文。", ("", 2, True), "文。", ("丁", 2), "文。")))[3:] == [
        "文。",
        "（一）丁",
        "文。",
    ]


def test_of_two_headings_that_change_places_the_upper_one_begins_the_list():
    body = listed(("甲", 2), "文。", ("乙", 2, True), ("丙", 2), "文。")
    assert rows(move_at(body, False, HOUSE, 2, 3, 1).body)[2:4] == ["（一）丙", "（二）乙"]
    assert rows(move_at(body, False, HOUSE, 3, 3, -1).body)[2:4] == ["（一）丙", "（二）乙"]


def test_deep_headings_keep_their_numbers_whatever_happens_to_rows_above_and_below():
    body = listed(("甲", 1), ("乙", 2), "文。", ("丙", 3), "文。", ("丁", 3), ("戊", 4), "尾。")
    lines = rows(body)
    assert lines[3:7] == ["1.丙", "文。", "2.丁", "（1）戊"]
    assert rows(reread(body, False, lines[:-1], HOUSE).body) == lines[:-1]
    assert rows(split_at(body, False, HOUSE, 3, 3).body)[3:] == ["1.丙", "", *lines[4:]]
    half = [*lines[:3], lines[3][:2] + lines[4][:1], *lines[5:]]
    assert rows(reread(body, False, half, HOUSE).body) == half


def test_a_letter_typed_beside_an_ordinal_that_begins_with_it_is_a_letter():
    hand = Hand((P("有三点："), C(("甲。", "乙。", "丙。"))), True)
    before = [line.text for line in hand.lines]
    at = hand.insert(0, 4, "一")
    assert [line.text for line in hand.lines] == ["有三点：一一是甲。二是乙。三是丙。"]
    hand.replace(0, at, at + 1, "")
    assert [line.text for line in hand.lines] == before


def test_enter_leaves_the_caret_at_the_start_and_no_blank_before_the_new_measure():
    split = split_at((C(("甲。 乙。",)),), False, HOUSE, 0, 4)
    assert (split.body, split.run_in, split.row, split.column) == ((C(("甲。", "乙。")),), False, 1, 2)
    split = split_at((P("甲。乙。"),), False, HOUSE, 0, 2)
    assert (rows(split.body), split.row, split.column) == (["甲。", "乙。"], 1, 0)
    ended = split_at((C(("甲。", "")),), False, HOUSE, 1, 2)
    assert (ended.body, ended.run_in, ended.row) == ((C(("甲。",)), P("")), False, 1)


def test_tidying_keeps_a_run_in_chain_off_the_paragraph_before_it():
    body = (P("甲。"), P(""), C(("乙；", "丙。")))
    assert tidy(body, run_in=True) == body


def test_of_two_chains_that_meet_only_the_lower_one_is_gone_on_with():
    body = (C(("甲。", "乙。")), C(("丙。",)), P(""))
    assert typed("四是丁。", body, row=3)[0][-1] == P("四是丁。")
    assert typed("二是丁。", body, row=3)[0][-1] == C(("丙。", "丁。"))


def test_a_numbering_that_was_replaced_is_quoted_as_it_stood():
    parsed = parse(["1.加强统筹，完善机制。", "2.推进建设，健全体系。"], HOUSE)
    assert [remark.message[:13] for remark in parsed.remarks] == [
        "序次语“1.”改为“一是”",
        "序次语“2.”改为“二是”",
    ]


def test_a_title_may_have_sixty_characters_and_no_more():
    assert is_title_shaped("题" * 60) and not is_title_shaped("题" * 61) and not is_title_shaped("题" * 5)


@given(normal)
def test_lines_that_nobody_touched_are_the_body_that_they_were(state):
    body, run_in = state
    parsed = reread(body, run_in, rows(body, run_in), HOUSE)
    assert (parsed.body, parsed.run_in) == (body, run_in)


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_heading_that_begins_a_second_list_goes_on_beginning_it_while_its_words_change(level):
    body = (H("甲", level), P("文。"), H("乙", level, True), P("文。"))
    typed_in, _ = typed("丙丁", body, row=2)
    assert typed_in == (H("甲", level), P("文。"), H("乙丙丁", level, True), P("文。"))


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_heading_that_begins_a_second_list_goes_on_beginning_it_when_a_row_is_put_in_behind_it(level):
    body = (H("甲", level), P("文。"), H("乙", level, True), P("文。"))
    lines = rows(body)
    lines[2:3] = [lines[2] + "丙", "新的一段。"]
    parsed = reread(body, False, lines, HOUSE)
    assert parsed.body == (*body[:2], H("乙丙", level, True), P("新的一段。"), body[3])


def test_a_heading_put_in_below_a_chain_together_with_measures_in_one_paragraph_is_a_heading():
    body = (C(("甲。", "乙。")),)
    lines = [*rows(body), "一、新的标题", "有两点：一是丙；二是丁。"]
    assert reread(body, False, lines, HOUSE).body == (*body, H("新的标题"), P("有两点：一是丙；二是丁。"))


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "一"), (2, "二"), (10, "十"), (11, "十"), (11, "十一"), (12, "十二")]
)
def test_letters_like_those_of_an_ordinal_put_in_before_it_are_letters(number, letters):
    body = (P("要点："), C(tuple(f"事{'。' * (n % 2)}；" for n in range(12))))
    hand = Hand(body, True)
    before = hand.lines[0]
    at = before.spans[number].start
    hand.insert(0, at, letters)
    assert [line.text for line in hand.lines] == [before.text[:at] + letters + before.text[at:]]
    hand.replace(0, at, at + len(letters), "")
    assert (hand.body, hand.run_in) == (body, True)


@pytest.mark.parametrize("number", [1, 2])
def test_a_heading_typed_where_chains_run_in_is_one(number):
    body = (P("有两点："), C(("甲；", "乙。")))
    if number == 1:
        assert typed("一、丙", (*body, P("")), True, row=1) == ((*body, H("丙")), True)
    above = (H("丁"), P("文。"), H("戊"), *body)
    assert typed("一、丙", (*above, P("")), True, row=4) == ((*above, H("丙", 1, True)), True)
    assert typed("三、丙", (*above, P("")), True, row=4) == ((*above, H("丙")), True)


@pytest.mark.parametrize("looks", ["三是丙。", "一、丁", "（一）戊", "其中：一是己；二是庚。"])
def test_where_chains_run_in_a_row_that_nobody_touched_stays_what_it_was(looks):
    body = (P(looks), P("有两点："), C(("甲；", "乙。")), P("文。"))
    lines = rows(body, True)
    for changed, more in [
        ([*lines, "新的。"], (P("新的。"),)),
        ([*lines, "再有：一是辛；二是壬。"], (P("再有："), C(("辛；", "壬。")))),
    ]:
        parsed = reread(body, True, changed, HOUSE)
        assert (parsed.body, parsed.run_in) == ((*body, *more), True)
    assert reread(body, True, lines[:1], HOUSE) == reread(body[:1], False, lines[:1], HOUSE)
