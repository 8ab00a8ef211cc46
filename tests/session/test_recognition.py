"""A text that came back, recognised as a state of the issue that was sent."""

from datetime import date
from pathlib import Path

import pytest

from editor.layout.setting import width_em
from editor.layout.titles import title_lines
from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Section
from editor.session.recognition import Recognition
from editor.session.shipped import shipped_styles
from editor.store.style_file import parse_style

STYLE = parse_style(shipped_styles().joinpath("official.toml").read_bytes(), Path("official.toml"))


def titled(title: str) -> Issue:
    article = Article("k3f9qd", title, (Paragraph("上海市推进甲项工作。"),))
    return Issue("要讯", 2026, 1, date(2026, 1, 2), "某办", sections=(Section("要闻", (article,)),))


@pytest.mark.parametrize(
    ("title", "found"),
    [("江苏支持种植", "江苏 支持种植"), ("江苏 支持种植", "江苏支持种植"), ("江苏 支持", "江苏　支持")],
)
def test_a_title_changed_by_blanks_alone_is_the_new_one(title, found):
    assert Recognition(titled(title), STYLE).state(titled(found)).article("k3f9qd").title == found


def test_a_blank_that_a_title_lost_where_it_is_broken_is_there_again():
    title = "短 5G-A、AI+AR、8+X 与 12345热线，上海多措并举推进绿色港口建设"
    printed = "".join(title_lines(title, width_em(STYLE.elements.title, STYLE)))
    assert printed != title
    recognition = Recognition(titled(title), STYLE)
    assert recognition.state(titled(printed)) == titled(title)
    assert recognition.state(titled(printed.replace("短 ", "短"))) != titled(title)
