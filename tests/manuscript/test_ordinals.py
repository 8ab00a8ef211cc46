import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.manuscript.clauses import enclosed
from editor.manuscript.ordinals import Pattern, number, numeral
from editor.manuscript.words import VERBS, WORDS, makes_a_word


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (21, "二十一"),
        (100, "一百"),
        (103, "一百零三"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (10_300, "一万零三百"),
    ],
)
def test_numerals_are_written_as_people_write_them(value, text):
    assert numeral(value) == text
    assert number(text) == value


@given(st.integers(1, 10**8 - 1))
def test_every_numeral_is_read_back(value):
    assert number(numeral(value)) == value


@pytest.mark.parametrize("text", ["", "零", "一二", "十四五", "三零", "一十", "百", "一" * 30])
def test_what_is_no_numeral_is_none(text):
    assert number(text) is None


@pytest.mark.parametrize("value", [0, -1, 10**8])
def test_numbers_without_a_numeral_are_refused(value):
    with pytest.raises(ValueError, match="no numeral"):
        numeral(value)


def test_a_pattern_without_one_is_refused():
    with pytest.raises(ValueError, match="no number one"):
        Pattern.of("二是")


def test_only_marks_with_a_partner_enclose():
    assert enclosed("甲“乙（丙）”丁”戊（己") == [(1, 6)]
    assert enclosed("（甲“乙）丙”") == [(0, 4)]
    assert enclosed("“" * 5 + "”") == [(4, 5)]


def test_no_word_of_the_lists_contradicts_another():
    assert len(set(WORDS)) == len(WORDS)
    assert len(set(VERBS)) == len(VERBS)


@pytest.mark.parametrize(
    ("numeral_", "rest"), [("四", "大力发展"), ("三", "改善环境"), ("四", "化解风险"), ("三", "支持企业")]
)
def test_the_longer_reading_of_a_numeral_wins(numeral_, rest):
    assert not makes_a_word(numeral_, rest)
    assert makes_a_word("四", "大任务")
    assert makes_a_word("三", "支队伍")
