"""What stands around an article on a web page, and what only looks like it."""

import pytest

from editor.importers.web_page import page_line, without_source


@pytest.mark.parametrize(
    "text",
    [
        "首页 > 新闻中心 > 正文",
        "当前位置：首页 > 要闻",
        "【字体：大 中 小】",
        "浏览次数：1203次",
        "作者：张三",
        "责任编辑：李四",
        "分享到：",
        "【打印】【关闭】",
        "扫一扫在手机打开当前页",
        "长按识别二维码关注我们",
        "（完）",
        "微信扫一扫，分享到朋友圈",
        "扫描二维码，在手机打开",
        "官方微信公众号：某某发布",
        "关注我们",
        "原标题：某地出台新政策",
    ],
)
def test_a_line_of_the_page_is_no_text(text: str) -> None:
    found = page_line(text)
    assert found is not None and not found.source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("来源：某某日报", "某某日报"),
        ("（信息来源：市某委）", "市某委"),
        ("2026-01-12 09:30  来源：某某日报  作者：张三  点击：12", "某某日报，2026-01-12"),
        ("发布时间：2026年1月12日 来源：某某网 【字体：大 中 小】", "某某网，2026年1月12日"),
        ("2026-01-12 09:30", "2026-01-12"),
        ("原文链接：https://example.com/a?b=1", "https://example.com/a?b=1"),
    ],
)
def test_a_line_that_names_the_source_gives_it(text: str, source: str) -> None:
    found = page_line(text)
    assert found is not None and found.source == source


@pytest.mark.parametrize(
    "text",
    [
        "审核：对申请材料逐项审核。",
        "来源：资金由市、区两级财政安排。",
        "上海市设立示范岗",
        "1月12日，上海市印发方案。",
        "编辑部迁入新址",
        "浙江推广“扫一扫”办税",
        "扫码乘车覆盖三省一市",
        "上海推行企业二维码一码通办",
        "江苏规范政务公众号运营",
        "二维码门牌进社区",
        "关注民生 安徽推进就业服务",
        "分享经验做法，推广典型案例",
    ],
)
def test_a_line_that_is_a_sentence_or_a_title_is_text(text: str) -> None:
    assert page_line(text) is None


def test_the_source_at_the_end_of_a_paragraph_is_taken_from_it() -> None:
    assert without_source("落实保障。（信息来源：市某委）") == ("落实保障。", "市某委")
    assert without_source("落实保障（含资金来源）。") == ("落实保障（含资金来源）。", "")
