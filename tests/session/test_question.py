"""What is typed to look through all issues."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.session.question import Question, question

REGIONS = {"沪": "沪", "上海": "沪", "江苏": "苏", "苏": "苏", "浙": "浙", "其他": "域外", "域外": "域外"}
SECTIONS = ("科创聚焦", "政策举措", "经济热点")


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
        ("床位 年：20 地区： 地区：甲 栏目：", Question("床位")),  # not yet typed to the end
        ("年终 地区差异 栏目", Question("年终 地区差异 栏目")),
        ("", Question()),
    ],
)
def test_words_and_limits_are_told_apart(typed, meant):
    assert question(typed, SECTIONS, REGIONS) == meant


def test_the_limits_are_said():
    assert question("养老 栏目：科创 地区：浙 年：2024", SECTIONS, REGIONS).limits == "科创聚焦、浙、2024年"
    assert question("养老").limits == ""


@given(st.text(st.sampled_from("年：:地区栏目2025沪 床a")))
def test_whatever_is_typed_is_a_question(typed):
    asked = question(typed, SECTIONS, REGIONS)
    assert question(asked.words, SECTIONS).words == asked.words
