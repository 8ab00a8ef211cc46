"""What the editor's keys do to a body."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.manuscript.editing import (
    cut_at,
    join_at,
    join_bodies,
    move_at,
    move_measure,
    restart_at,
    split_at,
    tidy,
)
from editor.manuscript.grammar import parse
from editor.manuscript.lines import render
from editor.model.body import Chain, Heading, Paragraph, texts

from .bodies import HOUSE, normal

P, C = Paragraph, Chain
BODY = (P("导语。"), C(("甲。", "乙。", "丙。")), P("结尾。"))
RUN_IN = (P("导语。"), P("有三点："), C(("甲；", "乙；", "丙。")))


def rows(body, run_in=False) -> list[str]:
    return [line.text for line in render(body, run_in, HOUSE)]


# -- moving -------------------------------------------------------------------------------------------------


def test_a_measure_moves_within_its_chain_and_the_caret_goes_along():
    moved = move_at(BODY, False, HOUSE, 2, 3, -1)
    assert rows(moved.body) == ["导语。", "一是乙。", "二是甲。", "三是丙。", "结尾。"]
    assert (moved.row, moved.column) == (1, 3)


@pytest.mark.parametrize(("row", "step"), [(1, -1), (3, 1)])
def test_a_measure_stays_at_the_end_of_its_chain(row, step):
    assert move_at(BODY, False, HOUSE, row, 0, step).body == BODY


def test_a_paragraph_moves_past_a_whole_chain():
    moved = move_at(BODY, False, HOUSE, 4, 1, -1)
    assert moved.body == (P("导语。"), P("结尾。"), C(("甲。", "乙。", "丙。")))
    assert (moved.row, moved.column) == (1, 1)
    assert move_at(moved.body, False, HOUSE, moved.row, moved.column, 1).body == BODY


def test_a_paragraph_stays_at_the_end_of_the_body():
    assert move_at(BODY, False, HOUSE, 0, 0, -1).body == BODY


def test_closing_marks_stay_in_their_places():
    body = (C(("甲；", "乙；", "丙。")),)
    assert move_measure(body, 0, 2, -1) == (C(("甲；", "丙；", "乙。")),)
    assert move_measure(body, 0, 0, 1) == (C(("乙；", "甲；", "丙。")),)


def test_a_run_in_measure_moves_inside_its_line():
    moved = move_at(RUN_IN, True, HOUSE, 1, 7, 1)
    assert rows(moved.body, True) == ["导语。", "有三点：一是乙；二是甲；三是丙。"]
    assert (moved.row, moved.column) == (1, 11)


def test_a_run_in_measure_without_a_last_mark_takes_one_when_it_moves():
    body = (P("有两点："), C(("甲；", "乙")))
    moved = move_measure(body, 1, 0, 1, run_in=True)
    assert rows(moved, True) == ["有两点：一是乙；二是甲"]


def test_a_run_in_paragraph_moves_with_its_chain():
    moved = move_at(RUN_IN, True, HOUSE, 1, 1, -1)
    assert rows(moved.body, True) == ["有三点：一是甲；二是乙；三是丙。", "导语。"]
    assert (moved.row, moved.column) == (0, 1)


def test_a_run_in_chain_alone_on_its_line_is_kept_off_the_paragraph_above():
    body = (C(("甲；", "乙。")), P("结尾。"))
    moved = move_at(body, True, HOUSE, 1, 0, -1)
    assert rows(moved.body, True) == ["结尾。", "一是甲；二是乙。"]
    assert move_at(moved.body, True, HOUSE, 0, 0, 1).body == body


def test_a_block_or_row_that_is_not_there_is_a_lookup_error():
    with pytest.raises(LookupError):
        move_measure(BODY, 0, 0, 1)
    with pytest.raises(LookupError):
        move_at(BODY, False, HOUSE, 9, 0, 1)


# -- splitting and joining ----------------------------------------------------------------------------------


def test_enter_ends_a_measure_and_begins_the_next():
    split = split_at(BODY, False, HOUSE, 1, 4)
    assert rows(split.body) == ["导语。", "一是甲。", "二是", "三是乙。", "四是丙。", "结尾。"]
    assert (split.row, split.column) == (2, 2)


def test_enter_on_an_empty_measure_makes_it_a_plain_paragraph():
    split = split_at((C(("甲。", "")),), False, HOUSE, 1, 2)
    assert (split.body, split.row, split.column) == ((C(("甲。",)), P("")), 1, 0)
    middle = split_at((C(("甲。", "", "乙。")),), False, HOUSE, 1, 2)
    assert rows(middle.body) == ["一是甲。", "", "一是乙。"]
    alone = split_at((C(("",)),), False, HOUSE, 0, 2)
    assert (alone.body, alone.row) == ((P(""),), 0)


def test_enter_on_a_continuation_makes_another_and_before_it_a_measure():
    body = (C(("甲。\n续。", "乙。")),)
    assert split_at(body, False, HOUSE, 1, 2).body == (C(("甲。\n续。\n", "乙。")),)
    assert rows(split_at(body, False, HOUSE, 0, 4).body) == ["一是甲。", "二是", "续。", "三是乙。"]


def test_enter_splits_a_paragraph_and_a_heading():
    assert split_at((P("甲乙"),), False, HOUSE, 0, 1).body == (P("甲"), P("乙"))
    assert split_at((Heading("甲乙"),), False, HOUSE, 0, 3).body == (Heading("甲"), P("乙"))


def test_enter_before_each_ordinal_turns_a_run_in_chain_into_lines():
    body, run_in = (P("有三点："), C(("甲；", "乙；", "丙。"))), True
    for row, column in [(0, 4), (1, 4), (2, 4)]:
        split = split_at(body, run_in, HOUSE, row, column)
        body, run_in = split.body, split.run_in
        assert "".join(rows(body, run_in)) == "有三点：一是甲；二是乙；三是丙。"
    assert (body, run_in) == ((P("有三点："), C(("甲；", "乙；", "丙。"))), False)


def test_backspace_joins_a_measure_to_the_one_before():
    joined = join_at(BODY, False, HOUSE, 2)
    assert rows(joined.body) == ["导语。", "一是甲。乙。", "二是丙。", "结尾。"]
    assert (joined.row, joined.column) == (1, 4)


def test_backspace_joins_the_first_measure_to_the_paragraph_before():
    joined = join_at(BODY, False, HOUSE, 1)
    assert joined.body == (P("导语。甲。"), C(("乙。", "丙。")), P("结尾。"))


def test_backspace_joins_a_paragraph_to_the_last_measure():
    joined = join_at(BODY, False, HOUSE, 4)
    assert joined.body == (P("导语。"), C(("甲。", "乙。", "丙。结尾。")))


def test_backspace_in_a_continuation_joins_the_lines_of_its_measure():
    body = (C(("甲。\n续。", "乙。")),)
    joined = join_at(body, False, HOUSE, 1)
    assert (joined.body, joined.row, joined.column) == ((C(("甲。续。", "乙。")),), 0, 4)
    after = join_at(body, False, HOUSE, 2)
    assert after.body == (C(("甲。\n续。乙。",)),)


def test_backspace_before_a_measure_of_two_lines_leaves_no_line_break_in_a_paragraph():
    body = (P("导语。"), C(("甲。\n续。", "乙。")))
    assert join_at(body, False, HOUSE, 1).body == (P("导语。甲。"), P("续。"), C(("乙。",)))


def test_backspace_on_the_first_row_takes_the_ordinal_away():
    assert join_at((C(("甲。", "乙。")),), False, HOUSE, 0).body == (P("甲。"), C(("乙。",)))
    assert join_at((Heading("甲"),), False, HOUSE, 0).body == (P("甲"),)


# -- articles cut and joined --------------------------------------------------------------------------------


def test_a_body_is_cut_inside_a_chain():
    first, second = cut_at(BODY, False, HOUSE, 2, 2)
    assert first == ((P("导语。"), C(("甲。",))), False)
    assert second == ((C(("乙。", "丙。")), P("结尾。")), False)


def test_a_cut_in_the_middle_of_a_paragraph_keeps_both_halves():
    assert cut_at((P("甲乙"),), False, HOUSE, 0, 1) == (((P("甲"),), False), ((P("乙"),), False))
    assert cut_at((P("甲"), Heading("乙")), False, HOUSE, 1, 0) == (
        ((P("甲"),), False),
        ((Heading("乙"),), False),
    )


def test_a_run_in_chain_is_cut_into_what_is_still_a_chain_and_text():
    first, second = cut_at(RUN_IN, True, HOUSE, 1, 8)
    assert first == ((P("导语。"), P("有三点：一是甲；")), False)
    assert second == ((C(("乙；", "丙。")),), True)


def test_joined_bodies_keep_their_chains_unless_their_forms_differ():
    lines, inside = (BODY, False), ((P("有两点："), C(("丁；", "戊。"))), True)
    assert join_bodies(lines, lines, HOUSE) == (BODY + BODY, False)
    assert join_bodies(inside, ((P("文。"),), False), HOUSE) == ((*inside[0], P("文。")), True)
    assert join_bodies(lines, inside, HOUSE) == ((*BODY, P("有两点：一是丁；二是戊。")), False)
    assert join_bodies(((P("文。"),), False), ((C(("丁；", "戊。")),), True), HOUSE)[0][1] == P("")


# -- tidying ------------------------------------------------------------------------------------------------


def test_what_editing_leaves_behind_is_tidied_away():
    body = (P("\u3000甲 "), P(" "), C(("乙。\n\n 续。", " ", "丙。 ")), C(("",)), Heading(" "))
    assert tidy(body) == (P("甲"), C(("乙。\n续。", "丙。")))


def test_tidying_keeps_a_run_in_line_to_the_character():
    body = (P("导语。"), P(""), P(""), C(("甲； ", "乙。 ")))
    assert tidy(body, run_in=True) == (P("导语。"), P(""), C(("甲； ", "乙。")))


# -- second lists -------------------------------------------------------------------------------------------

LISTS = (
    P("导语。"),
    Heading("甲"),
    P("文。"),
    Heading("乙"),
    P("文。"),
    Heading("丙"),
    C(("一事。", "二事。")),
)


def test_a_second_list_begins_with_the_heading_under_the_caret_and_goes_on_again():
    begun = restart_at(LISTS, False, HOUSE, 3, 3)
    assert rows(begun.body)[1:6:2] == ["一、甲", "一、乙", "二、丙"]
    assert (begun.row, begun.column, begun.run_in) == (3, 3, False)
    assert begun.body[3] == Heading("乙", restart=True)
    again = restart_at(begun.body, False, HOUSE, 3, 3)
    assert (again.body, again.row, again.column) == (LISTS, 3, 3)


@pytest.mark.parametrize("row", [0, 2, 6, 7])
def test_where_no_heading_is_nothing_begins_anew(row):
    kept = restart_at(LISTS, False, HOUSE, row, 1)
    assert (kept.body, kept.row, kept.column) == (LISTS, row, 1)


# -- joining in the first row and in chains within a line ---------------------------------------------------


def test_in_the_first_row_the_ordinal_goes_and_the_caret_stays_in_it():
    joined = join_at((C(("甲。", "乙。")),), False, HOUSE, 0)
    assert rows(joined.body)[0] == "甲。"
    assert (joined.row, joined.column) == (0, 0)


def test_a_row_is_joined_to_a_chain_within_a_line_and_the_caret_stands_at_the_seam():
    joined = join_at((*RUN_IN, P("结尾。")), True, HOUSE, 2)
    assert rows(joined.body, True) == ["导语。", "有三点：一是甲；二是乙；三是丙。结尾。"]
    assert (joined.row, joined.column) == (1, len("有三点：一是甲；二是乙；三是丙。"))


# -- properties ---------------------------------------------------------------------------------------------


def letters(body) -> list[str]:
    return sorted("".join(texts(body)).replace("\n", ""))


@given(normal, st.data())
def test_moving_keeps_every_character_and_moving_back_undoes_it(body_and_run_in, data):
    body, run_in = body_and_run_in
    lines = rows(body, run_in)
    if not lines:
        return
    row = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[row])))
    step = data.draw(st.sampled_from([-1, 1]))
    moved = move_at(body, run_in, HOUSE, row, column, step)
    assert letters(moved.body) == letters(body)
    if moved.body != body:
        back = move_at(moved.body, run_in, HOUSE, moved.row, moved.column, -step)
        assert rows(back.body, run_in) == lines


@given(normal, st.data())
def test_splitting_and_joining_come_back_to_the_same_lines(body_and_run_in, data):
    body, run_in = body_and_run_in
    lines = rows(body, run_in)
    if not lines:
        return
    row = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[row])))
    split = split_at(body, run_in, HOUSE, row, column)
    assert len(rows(split.body, split.run_in)) == len(lines) + 1
    joined = join_at(split.body, split.run_in, HOUSE, split.row)
    assert (joined.row, len(rows(joined.body, joined.run_in))) == (row, len(lines))
    assert letters(joined.body) == letters(body) or run_in  # a run-in chain may have become words


@given(normal, st.data())
def test_a_cut_loses_no_character(body_and_run_in, data):
    body, run_in = body_and_run_in
    lines = rows(body, run_in)
    if not lines:
        return
    row = data.draw(st.integers(0, len(lines) - 1))
    halves = cut_at(body, run_in, HOUSE, row, data.draw(st.integers(0, len(lines[row]))))
    words = "".join(text for half, own in halves for text in rows(half, own))
    assert len(words.replace(" ", "")) <= len("".join(lines).replace(" ", "")) + 3
    whole = join_bodies(*halves, HOUSE)
    missing = Counter(letters(body)) - Counter("".join(rows(*whole)))
    assert set(missing) <= {" "}  # blanks at the cut go


@given(normal)
def test_tidying_a_tidy_body_changes_nothing(body_and_run_in):
    body, run_in = body_and_run_in
    assert tidy(body, run_in=run_in) == body
    assert parse(rows(body, run_in), HOUSE).body == body
