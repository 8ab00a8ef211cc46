"""Pasted text: what it becomes, what is said about every line, where it goes."""

from dataclasses import replace
from datetime import date as Date  # noqa: N812  (as in the model)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.exporters.txt import export_txt
from editor.importers import import_text
from editor.manuscript.lines import render
from editor.model.body import Chain, Paragraph
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.session.pasted import Reading, is_article, is_issue, read_pasted, take_pasted
from editor.session.workspace import Workspace

PAGE = """首页 > 新闻中心 > 正文
上海市设立示范岗提升窗口服务
2026-01-12 09:30  来源：某某日报  作者：张三  点击：123
　　1月12日,上海市某局印发《关于提升窗口服务的方案(试行)》,提出三项举措.
　　1. 优化布局。新建网点20个。
　　2. 强化服务。开通热线。
　　3. 落实保障。安排资金。（信息来源：市某委）
责任编辑：李四
【打印】【关闭】
"""
SEVERAL = """科创聚焦
上海市设立甲类示范岗
1月12日，上海市设立示范岗。
江苏省设立乙类示范岗
近日，江苏省设立示范岗。
本省新闻
安徽省设立丙类示范岗
近日，安徽省设立示范岗。
"""


@pytest.fixture
def issue(samples: Workspace) -> Issue:
    return samples.next_issue()


@pytest.fixture
def style(samples: Workspace) -> HouseStyle:
    return samples.style("official")


def test_a_web_page_becomes_an_article_and_every_line_is_accounted_for(
    issue: Issue, style: HouseStyle
) -> None:
    pasted = read_pasted(PAGE, style, issue)
    (found,) = pasted.articles
    assert found.article.title == "上海市设立示范岗提升窗口服务"
    assert found.article.source == "某某日报，2026-01-12；市某委"
    assert found.article.body == (
        Paragraph("1月12日，上海市某局印发《关于提升窗口服务的方案（试行）》，提出三项举措。"),
        Chain(("优化布局。新建网点20个。", "强化服务。开通热线。", "落实保障。安排资金。")),
    )
    states = [line.state for line in pasted.lines]
    assert states == ["left_out", "kept", "left_out", *["repaired"] * 4, "left_out", "left_out"]
    assert all(line.remarks for line in pasted.lines if line.state != "kept")


def test_a_line_turned_over_is_kept_left_out_or_left_as_it_was(issue: Issue, style: HouseStyle) -> None:
    pasted = read_pasted(PAGE, style, issue, Reading(turned=frozenset({1, 4, 6})))
    (found,) = pasted.articles
    assert found.article.title == "首页 > 新闻中心 > 正文"
    texts = [line.text for line in render(found.article.body, found.article.run_in, style.ordinals)]
    assert "1月12日,上海市某局印发《关于提升窗口服务的方案(试行)》,提出三项举措." in texts
    assert not any("开通热线" in text for text in texts)


def test_first_and_next_in_a_row_become_measures_and_can_be_kept(issue: Issue, style: HouseStyle) -> None:
    text = "上海市设立示范岗\n近日，上海市设立示范岗。\n首先，优化布局。\n其次，强化服务。\n再次要加强监督。\n最后，落实保障。"
    pasted = read_pasted(text, style, issue)
    assert pasted.spoken and pasted.counted
    assert pasted.articles[0].article.body[1] == Chain(
        ("优化布局。", "强化服务。", "要加强监督。", "落实保障。")
    )
    assert [line.state for line in pasted.lines] == ["kept", "kept", *["repaired"] * 4]
    pasted = read_pasted(text, style, issue, Reading(spoken=False))
    assert pasted.spoken and not pasted.counted
    assert all(isinstance(b, Paragraph) for b in pasted.articles[0].article.body)


def test_first_and_next_with_a_line_between_become_measures_only_when_asked_for(
    issue: Issue, style: HouseStyle
) -> None:
    text = "上海市设立示范岗\n首先，优化布局。\n具体说来，有三点。\n其次，强化服务。\n首先发言的是市长。"
    pasted = read_pasted(text, style, issue)
    assert pasted.spoken and not pasted.counted
    assert Paragraph("首先，优化布局。") in pasted.articles[0].article.body
    body = read_pasted(text, style, issue, Reading(spoken=True)).articles[0].article.body
    assert isinstance(body[0], Chain)


@pytest.mark.parametrize("mark", ["•", "• ", "- ", "-", "·", "● ", "◆", "▪ ", "➢ ", "* ", "•\t"])
def test_bullets_in_a_row_become_measures(mark: str, issue: Issue, style: HouseStyle) -> None:
    lines = [f"{mark}优化布局。新建网点20个。", f"{mark}强化服务。", f"{mark}落实保障。"]
    pasted = read_pasted("\n".join(["上海市设立示范岗", *lines]), style, issue)
    assert pasted.articles[0].article.body == (
        Chain(("优化布局。新建网点20个。", "强化服务。", "落实保障。")),
    )


@pytest.mark.parametrize(
    "line", ["-5℃以下停止施工。", "——摘自工作报告。", "-3.2%为全年最低。", "•单独一点。", "○○八年竣工。"]
)
def test_what_only_looks_like_a_bullet_stays(line: str, issue: Issue, style: HouseStyle) -> None:
    text = f"上海市设立示范岗\n近日，上海市设立示范岗。\n{line}\n此后再无变化。"
    assert Paragraph(line) in read_pasted(text, style, issue).articles[0].article.body


def test_straight_quotes_are_curled_where_they_pair(issue: Issue, style: HouseStyle) -> None:
    text = '上海市设立示范岗\n近日,推行"一网通办",他说:"很好."\n采购5"屏幕和"新设备。'
    first, second = read_pasted(text, style, issue).articles[0].article.body
    assert first == Paragraph("近日，推行“一网通办”，他说：“很好。”")
    assert second == Paragraph('采购5"屏幕和"新设备。')


class TestTables:
    TABLE = "指标\t2025年\t2026年\n床位（张）\t120\t\n\t其中：公办\t80\n"

    def test_cells_stay_apart_and_empty_ones_keep_their_place(self, issue: Issue, style: HouseStyle) -> None:
        text = f"上海市设立示范岗\n近日，上海市设立示范岗。\n{self.TABLE}下一步将扩大范围。"
        pasted = read_pasted(text, style, issue)
        rows = ["指标｜2025年｜2026年", "床位（张）｜120｜", "｜其中：公办｜80"]
        assert [b.text for b in pasted.articles[0].article.body if isinstance(b, Paragraph)][1:4] == rows
        assert any("3行3列的表格" in said for line in pasted.lines for said in line.remarks)

    def test_what_has_tabs_and_is_no_table(self, issue: Issue, style: HouseStyle) -> None:
        for lines in (
            "1.\t优化布局。\n2.\t强化服务。",
            "\t近日，上海市设立示范岗。\n\t江苏省跟进。",
            "一是\t优化布局。\n二是\t强化服务。",
        ):
            pasted = read_pasted(f"上海市设立示范岗\n{lines}", style, issue)
            assert "｜" not in str(pasted.articles[0].article.body)

    def test_a_whole_issue_keeps_its_masthead_and_pages(self, samples: Workspace, style: HouseStyle) -> None:
        text = (
            "长三角每周要讯\n2026年第5期\n办事处\t2026年1月30日\n目录\n科创聚焦\t1\n上海市设立示范岗推进服务\t1\n"
            f"江苏省设立示范岗推进服务\t12\n科创聚焦\n上海市设立示范岗推进服务\n近日，设立。\n{self.TABLE}江苏省设立示范岗推进服务\n近日，设立。\n"
        )
        read = import_text(text, "剪贴板", style).issue
        assert (read.issuer, read.date.day) == ("办事处", 30)
        first, second = read.articles
        assert Paragraph("床位（张）｜120｜") in first.body
        assert second.title == "江苏省设立示范岗推进服务"

    def test_a_table_alone_has_no_title(self, issue: Issue, style: HouseStyle) -> None:
        (found,) = read_pasted(self.TABLE, style, issue).articles
        assert found.article.title == "" and len(found.article.body) == 3


def test_several_articles_keep_the_sections_that_they_stand_under(issue: Issue, style: HouseStyle) -> None:
    pasted = read_pasted(SEVERAL, style, issue)
    assert [(f.section, f.article.title) for f in pasted.articles] == [
        ("科创聚焦", "上海市设立甲类示范岗"),
        ("科创聚焦", "江苏省设立乙类示范岗"),
        ("本省新闻", "安徽省设立丙类示范岗"),
    ]
    (one,) = read_pasted(SEVERAL, style, issue, Reading(as_one=True)).articles
    assert one.article.title == "科创聚焦" and len(one.article.body) == 7


def test_a_table_of_contents_on_top_is_left_out_and_tells_titles(issue: Issue, style: HouseStyle) -> None:
    text = "目录\n科创聚焦\n推进甲类示范岗建设\n上海市设立乙类示范岗\n" + (
        "科创聚焦\n推进甲类示范岗建设\n近日，某地推进建设。\n上海市设立乙类示范岗\n近日，上海市设立。\n"
    )
    pasted = read_pasted(text, style, issue)
    assert [f.article.title for f in pasted.articles] == ["推进甲类示范岗建设", "上海市设立乙类示范岗"]
    assert [line.state for line in pasted.lines[:4]] == ["left_out"] * 4


def test_a_line_inside_an_article_that_names_no_place_begins_no_other(
    issue: Issue, style: HouseStyle
) -> None:
    text = "上海市设立示范岗\n近日，上海市设立示范岗。\n主要做法和取得的初步成效情况\n做法之一是优化布局。"
    (found,) = read_pasted(text, style, issue).articles
    assert Paragraph("主要做法和取得的初步成效情况") in found.article.body


def test_a_whole_issue_is_read_as_a_file_is(samples: Workspace, issue: Issue, style: HouseStyle) -> None:
    old = samples.load(samples.latest())
    text = export_txt(old, style).decode("utf-8")
    assert is_issue(text, style)
    pasted = read_pasted(text, style, issue)
    assert pasted.whole is not None and pasted.whole.issue.id == old.id
    assert [f.article.title for f in pasted.articles] == [a.title for a in old.articles]
    again = read_pasted(text, style, old)
    assert not {f.article.id for f in again.articles} & old.ids


def test_articles_go_behind_the_one_at_the_cursor_else_behind_the_others(
    samples: Workspace, style: HouseStyle
) -> None:
    old = samples.load(samples.latest())
    first = old.sections[0].articles[0]
    found = [f.article for f in read_pasted(SEVERAL, style, old).articles]
    issue = take_pasted(
        old, [(found[0], old.sections[0].name), (found[1], old.sections[0].name)], style.sections, first.id
    )
    assert [a.id for a in issue.sections[0].articles[:3]] == [first.id, found[0].id, found[1].id]
    issue = take_pasted(old, [(found[0], old.sections[1].name)], style.sections, first.id)
    assert issue.sections[1].articles[-1].id == found[0].id
    issue = take_pasted(old, [(found[0], None)], style.sections)
    assert issue.spares[-1].id == found[0].id


def test_a_section_that_is_not_there_is_added_where_the_style_puts_it(
    samples: Workspace, style: HouseStyle
) -> None:
    old = samples.load(samples.latest())
    without = replace(old, sections=old.sections[1:])
    (found, *_) = read_pasted(SEVERAL, style, without).articles
    issue = take_pasted(without, [(found.article, style.sections[0])], style.sections)
    assert issue.sections[0].name == style.sections[0] and issue.sections[0].articles == (found.article,)


def test_a_word_or_a_line_is_no_article() -> None:
    assert not is_article("上海市")
    assert not is_article("上海市设立示范岗\n\n")
    assert is_article("上海市设立示范岗\n近日，上海市设立示范岗。")


@given(text=st.text(st.sampled_from("一二是、，,。.：:（(1首先来源上海科创聚焦\n \u3000"), max_size=120))
def test_nothing_that_is_pasted_is_lost_without_a_word(text: str) -> None:
    """Every line with text is either said to be left out, or is in an article or is the name of a section."""
    issue = Issue("要讯", 2026, 1, Date(2026, 1, 2), "甲")
    style = HouseStyle("official", "要讯", "甲", ("科创聚焦",))
    pasted = read_pasted(text, style, issue)
    lines = [
        line.text
        for f in pasted.articles
        for line in render(f.article.body, f.article.run_in, style.ordinals)
    ]
    held = "".join(f.article.title + f.article.source for f in pasted.articles) + "".join(lines)
    for line in pasted.lines:
        if line.state == "kept" and "科创聚焦" not in "".join(line.text.split()):
            assert line.text in held
