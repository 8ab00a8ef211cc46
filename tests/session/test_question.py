"""What is typed to look through all issues."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.session.question import Question, holds, question

REGIONS = {"沪": "沪", "上海": "沪", "江苏": "苏", "苏": "苏", "浙": "浙", "其他": "域外", "域外": "域外"}
SECTIONS = ("科创聚焦", "政策举措", "经济热点", "ＡＩ动态")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("床位 联动", Question("床位 联动")),
        ("床位 地区：沪", Question("床位", region="沪")),
        ("地区:江苏 床位", Question("床位", region="苏")),
        ("床位 地区：其他", Question("床位", region="域外")),
        ("床位 年：2025", Question("床位", year=2025)),
        ("床位 年:2025年", Question("床位", year=2025)),
        ("床位 栏目：政策", Question("床位", section="政策举措")),
        ("床位 栏目：备用稿", Question("床位", section="备用稿")),
        ("栏目：科创聚焦 地区：浙 年：2024 养老", Question("养老", "科创聚焦", "浙", 2024)),
        ("床位 年：20 地区： 栏目：", Question("床位")),  # not yet typed to the end
        ("床位 年：２０２５ 栏目：ai动态", Question("床位", section="ＡＩ动态", year=2025)),
        ("床位 栏目：ＡＩ", Question("床位", section="ＡＩ动态")),
        ("床位 地区：甲", Question("床位", unknown="没有“甲”这个地区")),
        ("床位 年：去年", Question("床位", unknown="“去年”不是四位数的年份")),
        ("床位 年：20256", Question("床位", unknown="“20256”不是四位数的年份")),
        ("年终 地区差异 栏目", Question("年终 地区差异 栏目")),
        ("", Question()),
    ],
)
def test_words_and_limits_are_told_apart(typed, meant):
    assert question(typed, SECTIONS, REGIONS) == meant


@pytest.mark.parametrize("typed", ["ai", "ＡＩ", "（28）", "(28)", '"城"', "“城”", "２８"])
def test_width_case_and_kind_of_quotation_marks_do_not_matter(typed):
    assert holds("ＡＩ动态（28）“城”", typed)
    assert holds('Ai动态(28)"城"', typed)


def test_the_limits_are_said():
    assert question("养老 栏目：科创 地区：浙 年：2024", SECTIONS, REGIONS).limits == "科创聚焦、浙、2024年"
    assert question("养老").limits == ""


@given(st.text(st.sampled_from("年：:地区栏目2025沪 床a")))
def test_whatever_is_typed_is_a_question(typed):
    asked = question(typed, SECTIONS, REGIONS)
    assert question(asked.words, SECTIONS).words == asked.words
