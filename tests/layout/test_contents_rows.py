"""Rows of the 目录: numbers stand free, no row is left with dots or with a character or two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.layout.metrics import spread
from editor.layout.titles import break_row
from tests.generated import generated_issue

WIDTH = 27.0  # em of an entry in the official style

TITLES = [article.title for seed in range(30) for article in generated_issue(seed).articles]
HAN = st.text("浙江省推动上海市科技创新", min_size=1, max_size=90)


@given(st.one_of(st.sampled_from(TITLES), HAN))
def test_rows_keep_off_the_numbers_and_are_never_short(title: str) -> None:
    rows = break_row(title, "fangsong", WIDTH, WIDTH)
    assert "".join(rows) == title
    *turned, last = rows
    assert all(spread(row, "fangsong").most <= WIDTH - 2 for row in turned)
    assert spread(last, "fangsong").most <= WIDTH - 2.5
    assert len(rows) == 1 or min(map(len, rows)) >= 3


@given(st.one_of(st.sampled_from(TITLES), HAN))
def test_rows_without_numbers_fill_the_width_and_are_never_short(title: str) -> None:
    rows = break_row(title, "fangsong", WIDTH, WIDTH, numbered=False)
    assert "".join(rows) == title
    assert all(spread(row, "fangsong").most <= WIDTH for row in rows)
    assert len(rows) == 1 or min(map(len, rows)) >= 3
    assert len(rows) <= len(break_row(title, "fangsong", WIDTH, WIDTH))


@pytest.mark.parametrize("length", range(20, 80))
def test_a_row_is_turned_only_where_it_must_be(length: int) -> None:
    rows = break_row("汉" * length, "fangsong", WIDTH, WIDTH)
    assert len(rows) <= 1 + (length + 2) // 25
    assert (len(rows) == 1) == (length <= 24)


def test_a_row_turns_between_words_where_that_costs_little() -> None:
    title = "绍兴发布《老旧小区加装电梯三年行动方案》提升夜间文旅消费"
    assert break_row(title, "fangsong", WIDTH, WIDTH) == (title[:24], title[24:])


def test_what_cannot_be_turned_is_left_to_the_page() -> None:
    assert break_row("A" * 90, "fangsong", WIDTH, WIDTH) == ()
    assert break_row("汉字" * 9, "fangsong", 3.0, 3.0) == ()
