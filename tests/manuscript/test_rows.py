"""Rows of a body one by one: where a place stands, what a row is, and what becomes of lists when rows go."""

import pytest

from editor.manuscript.editing import cut_at, join_at, move_at, restart_at, split_at, tidy
from editor.manuscript.lines import Position, locate, position_at, render
from editor.manuscript.live import Change, Row, body_of, changed_rows, rows_of, typed_again
from editor.manuscript.units import exchanged, handed_on, joined, needed, units, without_blank_headings
from editor.model.body import Chain, Heading, Paragraph

from .bodies import HOUSE, OTHER

P, C, H = Paragraph, Chain, Heading
BODY = (P("导语。"), C(("甲。\n续。", "乙。")), H("题", 2), P("尾。"))


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ((0, None, 0), (0, 0)),
        ((0, None, 9), (0, 3)),
        ((1, 0, 0), (1, 2)),
        ((1, 0, 2), (1, 4)),  # at the line break: the end of the line before it
        ((1, 0, 3), (2, 0)),
        ((1, 0, 9), (2, 2)),
        ((1, 1, 1), (3, 3)),
        ((2, None, 0), (4, 3)),
        ((3, None, 1), (5, 1)),
    ],
)
def test_a_place_of_the_body_is_found_on_its_row(place, found):
    assert locate(render(BODY, False, HOUSE), *place) == found


def test_a_column_in_an_ordinal_or_past_the_end_is_the_next_place_of_the_text():
    lines = render(BODY, False, HOUSE)
    for column, offset in [(-1, 0), (0, 0), (1, 0), (2, 0), (3, 1), (4, 2), (9, 2)]:
        assert position_at(lines, 1, column) == Position(1, 0, offset)
    assert position_at(lines, 2, 1) == Position(1, 0, 4)
    for row in (-1, 6):
        with pytest.raises(LookupError, match=f"no row {row}"):
            position_at(lines, row, 0)
    for missing in ((1, 2, 0), (4, None, 0), (0, 0, 0)):
        with pytest.raises(LookupError):
            locate(lines, *missing)


def test_rows_say_what_they_are_and_make_the_body_again():
    found = list(rows_of((*BODY, H("又", 2, True), P("一\n二"))))
    assert found == [
        *(Row("plain", "导语。"), Row("begins", "甲。"), Row("goes_on", "续。"), Row("measure", "乙。")),
        *(Row("2", "题"), Row("plain", "尾。"), Row("2", "又", True), Row("plain", "一"), Row("plain", "二")),
    ]
    assert body_of(found) == (*BODY, H("又", 2, True), P("一"), P("二"))
    assert [row.level for row in found] == [0, 0, 0, 0, 2, 0, 2, 0, 0]
    assert body_of([Row("goes_on", "甲"), Row("measure", "乙"), Row("goes_on", "丙")]) == (
        P("甲"),
        C(("乙\n丙",)),
    )
    assert body_of([]) == ()


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("abc", "abc", (3, 3, 3)),
        ("abc", "abxc", (2, 2, 3)),
        ("abc", "ac", (1, 2, 1)),
        ("abc", "axc", (1, 2, 2)),
        ("aa", "aaa", (2, 2, 3)),
        ("aaa", "aa", (2, 3, 2)),
        ("", "a", (0, 0, 1)),
        ("abc", "xyz", (0, 3, 3)),
    ],
)
def test_the_smallest_stretch_that_changed(old, new, change):
    assert changed_rows(old, new) == Change(*change)


@pytest.mark.parametrize(
    ("words", "number", "again"),
    [
        ("二是加强", 2, 2),
        ("二是 加强", 2, 3),
        ("三是加强", 2, 0),
        ("2.加强", 2, 2),
        ("（二）加强", 2, 3),
        ("二是", 2, 0),
        ("二是否可行", 2, 0),
        ("2.5亿元", 2, 0),
        ("二、三产业", 2, 0),
        ("二是二，一是一", 2, 0),
        ("加强", 2, 0),
    ],
)
def test_an_ordinal_typed_once_more_is_known(words, number, again):
    assert typed_again(words, number, HOUSE) == again


# -- second lists -----------------------------------------------------------------------------------------------

FIRST, SECOND, THIRD = H("甲", 2), H("乙", 2, True), H("丙", 2)


@pytest.mark.parametrize(
    ("after", "handed"),
    [
        ((FIRST, THIRD), (FIRST, H("丙", 2, True))),
        ((FIRST, H("上", 1), THIRD), (FIRST, H("上", 1), THIRD)),
        ((FIRST, H("下", 3), THIRD), (FIRST, H("下", 3), H("丙", 2, True))),
        ((FIRST, P("文。")), (FIRST, P("文。"))),
    ],
)
def test_a_list_whose_first_heading_is_gone_begins_with_the_next(after, handed):
    assert handed_on((*after[:1], SECOND, *after[1:]), after) == handed
    plain = (*after[:1], H("乙", 2), *after[1:])
    assert handed_on(plain, after) == after


def test_a_blank_heading_leaves_its_list_to_the_next_one():
    assert without_blank_headings((FIRST, H(" ", 2, True), P("文。"), THIRD)) == (
        FIRST,
        P("文。"),
        H("丙", 2, True),
    )
    assert without_blank_headings((FIRST, H("", 2), THIRD)) == (FIRST, THIRD)
    assert without_blank_headings((H("", 2, True), H("上", 1), THIRD)) == (H("上", 1), THIRD)


def test_of_headings_that_change_places_only_those_of_one_level_change_marks():
    assert exchanged((THIRD,), (SECOND,)) == ((H("丙", 2, True),), (H("乙", 2),))
    other = H("丁", 3)
    assert exchanged((other,), (SECOND,)) == ((other,), (SECOND,))
    assert exchanged((P("文。"),), (SECOND,)) == ((P("文。"),), (SECOND,))


def test_a_mark_on_a_heading_that_is_number_one_anyway_goes():
    assert needed((SECOND, THIRD)) == (H("乙", 2), THIRD)
    assert needed((FIRST, SECOND)) == (FIRST, SECOND)
    assert needed((FIRST, H("上", 1), SECOND)) == (FIRST, H("上", 1), H("乙", 2))
    assert needed((FIRST, H("下", 3), SECOND)) == (FIRST, H("下", 3), SECOND)


def test_a_second_list_is_begun_and_taken_back_by_a_key():
    body = (FIRST, P("文。"), THIRD, P("文。"))
    begun = restart_at(body, False, HOUSE, 2, 3)
    assert begun.body == (FIRST, P("文。"), H("丙", 2, True), P("文。")) and (begun.row, begun.column) == (
        2,
        3,
    )
    assert restart_at(begun.body, False, HOUSE, 2, 3).body == body
    assert restart_at(body, False, HOUSE, 0, 3).body == body  # number one anyway
    nothing = restart_at(body, False, HOUSE, 1, 1)
    assert (nothing.body, nothing.run_in, nothing.row, nothing.column) == (body, False, 1, 1)


# -- units and edits ----------------------------------------------------------------------------------------------


def test_a_paragraph_goes_with_the_chain_that_runs_in_to_it():
    body = (P("一："), C(("甲；", "乙。")), C(("丙；", "丁。")), H("题"), C(("戊；", "己。")))
    assert units(body, run_in=True) == [body[:2], body[2:3], body[3:4], body[4:]]
    assert units(body, run_in=False) == [(block,) for block in body]
    assert joined([(C(("甲；", "乙。")),), (P("文。"),)], run_in=True) == (C(("甲；", "乙。")), P("文。"))
    assert joined([(P("文。"),), (C(("甲；", "乙。")),)], run_in=True) == (
        P("文。"),
        P(""),
        C(("甲；", "乙。")),
    )
    assert joined([(P("文。"),), (C(("甲。",)),)], run_in=False) == (P("文。"), C(("甲。",)))
    assert joined([(P(""), C(("甲；", "乙。")))], run_in=True) == (C(("甲；", "乙。")),)


def test_a_row_or_block_that_moves_takes_the_caret_along_and_stays_at_the_ends():
    body = (P("甲"), H("乙", 2), P("丙"))
    moved = move_at(body, False, HOUSE, 1, 4, 1)
    assert (moved.body, moved.row, moved.column) == ((P("甲"), P("丙"), H("乙", 2)), 2, 4)
    stays = move_at(body, False, HOUSE, 2, 1, 1)
    assert (stays.body, stays.row, stays.column) == (body, 2, 1)


def test_enter_splits_where_the_caret_stands_and_an_ordinal_is_never_torn():
    run_in = (P("有："), C(("甲；", "乙。")))
    split = split_at(run_in, True, HOUSE, 0, 3)  # inside 一是
    assert [line.text for line in render(split.body, split.run_in, HOUSE)] == ["有：", "一是甲；二是乙。"]
    assert (split.row, split.column) == (1, 0)
    again = split_at((C(("加强二是完善",)),), False, HOUSE, 0, 4)  # right before an ordinal in the text
    assert again.body == (C(("加强", "完善")),) and (again.row, again.column) == (1, 2)


def test_a_cut_leaves_what_stands_before_and_behind_the_caret():
    assert cut_at((P("甲乙"),), False, HOUSE, 0, 0) == (((), False), ((P("甲乙"),), False))
    assert cut_at((P("甲乙"),), False, HOUSE, 0, 2) == (((P("甲乙"),), False), ((), False))
    assert cut_at((C(("甲\n乙丙", "丁")),), False, HOUSE, 1, 1) == (
        ((C(("甲\n乙",)),), False),
        ((P("丙"), C(("丁",))), False),
    )
    assert cut_at((C(("甲 乙", "丁")),), False, HOUSE, 0, 3) == (
        ((C(("甲",)),), False),
        ((C(("乙", "丁")),), False),
    )
    assert cut_at((H("甲乙", 2),), False, HOUSE, 0, 4) == (((H("甲", 2),), False), ((P("乙"),), False))
    assert cut_at((H("甲乙", 2),), False, HOUSE, 0, 3) == (((), False), ((H("甲乙", 2),), False))


def test_backspace_says_where_the_caret_stands():
    joined_ = join_at((P("甲乙"), P("丙")), False, HOUSE, 1)
    assert (joined_.body, joined_.run_in, joined_.row, joined_.column) == ((P("甲乙丙"),), False, 0, 2)
    first = join_at((C(("甲", "乙")),), False, OTHER, 0)
    assert (first.body, first.row, first.column) == ((P("甲"), C(("乙",))), 0, 0)
    heading = join_at((P("甲"), H("乙", 2), P("丙")), False, HOUSE, 1)
    assert (heading.body, heading.row, heading.column) == ((P("甲乙"), P("丙")), 0, 1)


def test_tidying_takes_blank_paragraphs_measures_and_chains():
    assert tidy((P(" "), C((" ", "\n")), H("\u3000"))) == ()
    assert tidy((C((" 甲 \n 乙 ", "")), H(" 题 ", 2))) == (C(("甲\n乙",)), H("题", 2))
    assert tidy((P(" 有："), C(("甲； ", "乙。 "))), run_in=True) == (P("有："), C(("甲； ", "乙。")))
