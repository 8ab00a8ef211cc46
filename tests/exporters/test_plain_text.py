from dataclasses import replace
from pathlib import Path

import pytest

from editor.errors import ExportError
from editor.exporters.txt import export_txt, plain_text
from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from editor.store.issue_file import load_issue
from tests.imported import import_txt

ISSUES = Path(__file__).parents[2] / "issues"

EXPECTED = """\
长三角每周要讯
2026年第5期（总第133期）
某省驻上海办事处 2026年2月6日
目录
科创聚焦
上海多措并举推进“智能渔港”建设
江苏出台措施支持海水稻种植
产业动向
浙江建立滩涂养殖保险机制并在沿海七市县分批推开试点覆盖养殖户三万余户
科创聚焦
上海多措并举推进“智能渔港”建设
1月6日，上海市发布《关于推进智能渔港建设的意见》。
一是完善设施。新建泊位12个。
二是规范管理。
三是拓展服务。推出“一码通办”。
每月公布进度。
下一步，将开展评估。
江苏出台措施支持海水稻种植
明确三方面举措：一是扩面积；二是提单产；三是强品牌。
产业动向
浙江建立滩涂养殖保险机制并在沿海七市县分批推开试点覆盖养殖户三万余户
一、主要做法
（一）扩大范围
覆盖贝类。
二、成效
投保率提高。
"""


def with_text(issue: Issue, text: str, title: str = "标题") -> Issue:
    return replace(issue, sections=(Section("科创聚焦", (Article("a", title, (Paragraph(text),)),)),))


def test_an_issue_is_one_paragraph_a_line(issue: Issue, style: HouseStyle) -> None:
    assert export_txt(issue, style).decode("utf-8") == EXPECTED
    assert plain_text(issue, style) == EXPECTED


def test_without_a_total_the_number_stands_alone(issue: Issue, style: HouseStyle) -> None:
    assert plain_text(replace(issue, total=None), style).splitlines()[1] == "2026年第5期"


def test_another_style_asks_for_indents_blank_lines_and_other_ordinals(
    issue: Issue, other: HouseStyle
) -> None:
    lines = plain_text(issue, other).splitlines()
    assert lines[2:4] == ["2026年2月6日 某省驻上海办事处", "要目"]
    assert lines[9:19] == [
        "",
        "　　编者按：汛期将至，请各乡镇早作安排。",
        "",
        "科创聚焦",
        "上海多措并举推进“智能渔港”建设",
        "　　1月6日，上海市发布《关于推进智能渔港建设的意见》。",
        "　　一、完善设施。新建泊位12个。",
        "　　二、规范管理。",
        "　　三、拓展服务。推出“一码通办”。",
        "　　每月公布进度。",
    ]
    assert lines[20:22] == ["", "江苏出台措施支持海水稻种植"]
    assert not any("责任编辑" in line for line in lines)


def test_newline_and_encoding_are_those_of_the_style_unless_told(issue: Issue, other: HouseStyle) -> None:
    data = export_txt(issue, other)
    assert data.decode("gb18030").count("\r\n") == data.count(b"\n") == 31
    told = export_txt(issue, other, newline="lf", encoding="utf-8")
    assert b"\r" not in told
    assert "要目" in told.decode("utf-8")


def test_gb18030_holds_rare_characters_and_emoji(issue: Issue, style: HouseStyle) -> None:
    rare = with_text(issue, "朱镕基、𠮷野家、㐀、👍🏽。")
    assert "𠮷野家、㐀、👍🏽" in export_txt(rare, style, encoding="gb18030").decode("gb18030")


def test_a_character_that_the_encoding_lacks_is_named_with_its_article(
    issue: Issue, style: HouseStyle
) -> None:
    with pytest.raises(ExportError) as caught:
        export_txt(with_text(issue, "到㐀村。", "渔村新貌"), style, encoding="gb2312")
    assert "稿件“渔村新貌”" in str(caught.value)
    assert "“㐀”（U+3400）" in str(caught.value)


@pytest.mark.parametrize("broken", ["坏\ud83d字", "坏\ufffe字", "坏\uffff字"])
def test_a_character_that_no_file_holds_is_named_with_its_article(
    issue: Issue, style: HouseStyle, broken: str
) -> None:
    with pytest.raises(ExportError) as caught:
        export_txt(with_text(issue, broken, "渔村新貌"), style)
    assert "稿件“渔村新貌”" in str(caught.value)
    assert f"U+{ord(broken[1]):04X}" in str(caught.value)


def test_a_message_about_a_broken_title_can_itself_be_shown(issue: Issue, style: HouseStyle) -> None:
    with pytest.raises(ExportError) as caught:
        export_txt(with_text(issue, "文。", "坏\ud83d题"), style)
    assert str(caught.value).encode("utf-8")


@pytest.mark.parametrize(
    ("changes", "place"), [({"title": "刊\ud800名"}, "刊名"), ({"issuer": "单\uffff位"}, "编印单位")]
)
def test_the_masthead_too_is_looked_at(
    issue: Issue, style: HouseStyle, changes: dict[str, str], place: str
) -> None:
    with pytest.raises(ExportError) as caught:
        export_txt(replace(issue, **changes), style)
    assert caught.value.where == place


def test_an_article_without_title_is_named_by_its_place(issue: Issue, style: HouseStyle) -> None:
    nameless = replace(issue, sections=(Section("科创聚焦", (Article("a", "有"), Article("b", " "))),))
    with pytest.raises(ExportError, match="栏目“科创聚焦”第2篇稿件：没有标题"):
        export_txt(nameless, style)


def test_a_section_without_name_is_named_by_its_place(issue: Issue, style: HouseStyle) -> None:
    nameless = replace(issue, sections=(Section("科创聚焦"), Section("", (Article("a", "有"),))))
    with pytest.raises(ExportError, match="第2个栏目：没有名称"):
        export_txt(nameless, style)


def test_a_title_with_blanks_and_tabs_stays_on_its_line(issue: Issue, style: HouseStyle) -> None:
    lines = plain_text(with_text(issue, "甲\t乙", "标\r\n题"), style).splitlines()
    assert lines[-2:] == ["标 题", "甲 乙"]


@pytest.mark.parametrize("path", sorted(ISSUES.glob("*.toml")), ids=lambda path: path.stem)
def test_the_text_of_a_sample_reads_back_as_the_sample(path: Path, style: HouseStyle) -> None:
    sample = load_issue(path)
    again = import_txt(export_txt(sample, style), path.name, style).issue

    def printed(issue: Issue) -> list[object]:
        return [
            (s.name, [(a.title, a.body, a.run_in) for a in s.articles]) for s in issue.sections if s.articles
        ]

    assert printed(again) == printed(sample)
    assert (again.id, again.total, again.date, again.issuer) == (
        sample.id,
        sample.total,
        sample.date,
        sample.issuer,
    )


def test_the_published_issue_comes_out_as_it_went_in(published: Path, style: HouseStyle) -> None:
    data = published.read_bytes()
    imported = import_txt(data, published.name, style)
    before = data.decode("utf-8-sig").splitlines()
    after = export_txt(imported.issue, style).decode("utf-8").splitlines()
    different = [(was, line) for was, line in zip(before[2:], after, strict=False) if was != line]
    assert [line.replace("四是完善", "四完善", 1) for _, line in different] == [was for was, _ in different]
    assert len(different) == 1
    left_out = [remark.line for remark in imported.remarks if remark.kind == "left_out"]
    assert left_out == [1, 2, *range(len(after) + 3, len(before) + 1)]
    again = import_txt(export_txt(imported.issue, style), published.name, style)
    assert again.issue == imported.issue
