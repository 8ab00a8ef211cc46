from dataclasses import replace

import pytest
from hypothesis import given, settings

from editor.exporters.blocks import CONTENTS, article_blocks, blocks, paper, unnumbered
from editor.layout.block import Block, Run
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle, Tail
from tests.strategies import issues


def of_kind(stream: tuple[Block, ...], *kinds: str) -> list[Block]:
    return [block for block in stream if block.kind in kinds]


def with_article(issue: Issue, article: Article) -> Issue:
    return replace(issue, sections=(Section("科创聚焦", (article,)),))


def test_everything_stands_in_its_order(issue: Issue, style: HouseStyle) -> None:
    assert [block.kind for block in blocks(issue, style)] == [
        "masthead", "number", "imprint",
        "contents_heading", "contents_section", "contents_entry", "contents_entry",
        "contents_section", "contents_entry",
        "section", "title", "body", "measure", "measure", "measure", "measure", "body", "title", "body",
        "section", "title", "heading", "subheading", "body", "heading", "body",
    ]  # fmt: skip


def test_an_empty_section_and_the_spares_are_not_printed(issue: Issue, style: HouseStyle) -> None:
    printed = "".join(block.text for block in blocks(issue, style))
    assert "经济热点" not in printed
    assert "备用的一篇" not in printed


def test_what_is_for_the_office_is_not_printed(issue: Issue, style: HouseStyle) -> None:
    printed = "".join(block.text for block in blocks(issue, style))
    assert "内部来稿" not in printed
    assert "周四再核数字" not in printed


def test_the_masthead_shows_the_total_where_there_is_one(issue: Issue, style: HouseStyle) -> None:
    assert of_kind(blocks(issue, style), "number")[0].text == "（第5期　总第133期）"
    assert of_kind(blocks(replace(issue, total=None), style), "number")[0].text == "2026年第5期"


def test_a_supplement_is_called_one_and_has_no_total(issue: Issue, style: HouseStyle) -> None:
    supplement = replace(issue, kind="supplement")
    assert of_kind(blocks(supplement, style), "number")[0].text == "2026年增刊第5期"


def test_issuer_and_date_are_the_two_ends_of_a_row(issue: Issue, style: HouseStyle) -> None:
    (row,) = of_kind(blocks(issue, style), "imprint")
    assert (row.text, row.right) == ("某省驻上海办事处", "2026年2月6日")


def test_braces_in_a_title_are_only_braces(issue: Issue, style: HouseStyle) -> None:
    stream = blocks(replace(issue, title="{date}要讯", issuer="{title}"), style)
    assert of_kind(stream, "masthead")[0].text == "{date}要讯"
    assert of_kind(stream, "imprint")[0].text == "{title}"


@pytest.mark.parametrize(
    ("title", "size"), [("长三角每周要讯", 42.0), ("长三角一体化发展示范区建设周报", 28.0)]
)
def test_a_long_title_of_the_bulletin_shrinks_until_it_fits(
    issue: Issue, style: HouseStyle, title: str, size: float
) -> None:
    (masthead,) = of_kind(blocks(replace(issue, title=title), style), "masthead")
    assert masthead.element.size_pt == size
    assert masthead.element.size_pt * len(title) <= 442.2 * 0.96


def test_a_measure_sets_off_its_ordinal_and_first_sentence(issue: Issue, style: HouseStyle) -> None:
    first, second, *_ = of_kind(blocks(issue, style), "measure")
    assert first.runs == (Run("一是完善设施。", "kaiti"), Run("新建泊位12个。"))
    assert second.runs == (Run("二是", "kaiti"), Run("规范管理。"))


def test_a_first_sentence_ends_after_its_closing_quotes(issue: Issue, style: HouseStyle) -> None:
    article = Article("a", "标题", (Chain(("坚持“能早则早。”逐项落实。",)),))
    (measure,) = of_kind(blocks(with_article(issue, article), style), "measure")
    assert measure.runs[0].text == "一是坚持“能早则早。”"


def test_a_style_without_a_lead_sets_nothing_off(issue: Issue, style: HouseStyle) -> None:
    plain = replace(
        style, elements=replace(style.elements, measure=replace(style.elements.measure, lead=None))
    )
    assert of_kind(blocks(issue, plain), "measure")[0].runs == (Run("一是完善设施。新建泊位12个。"),)


def test_a_measure_over_two_paragraphs_has_its_ordinal_once(issue: Issue, style: HouseStyle) -> None:
    third, more = of_kind(blocks(issue, style), "measure")[2:]
    assert third.text == "三是拓展服务。推出“一码通办”。"
    assert more.runs == (Run("每月公布进度。"),)
    assert third.body == more.body == (1, 2)


def test_a_run_in_chain_stays_inside_its_paragraph(issue: Issue, style: HouseStyle) -> None:
    run_in = [block for block in blocks(issue, style) if block.article == "p7m2xv" and block.kind != "title"]
    assert [block.text for block in run_in] == ["明确三方面举措：一是扩面积；二是提单产；三是强品牌。"]
    assert run_in[0].kind == "body"


def test_a_block_knows_its_place_in_the_body(issue: Issue, style: HouseStyle) -> None:
    places = [block.body for block in blocks(issue, style) if block.article == "k3f9qd"]
    assert places == [(-1, -1), (0, -1), (1, 0), (1, 1), (1, 2), (1, 2), (2, -1)]


def test_every_row_of_the_contents_points_at_a_heading_of_the_same_text(
    issue: Issue, style: HouseStyle
) -> None:
    stream = blocks(issue, style)
    rows = of_kind(stream, "contents_section", "contents_entry")
    headings = of_kind(stream, "section", "title")
    assert [(row.anchor, row.text) for row in rows] == [
        (heading.anchor, heading.text) for heading in headings
    ]


def test_the_contents_name_the_pages_of_the_engine(issue: Issue, style: HouseStyle) -> None:
    made = paper(issue, style)
    for row in of_kind(made.blocks, "contents_section", "contents_entry"):
        assert row.right == str(made.pages.page_of(row.anchor))


def test_page_numbers_seen_elsewhere_replace_those_of_the_engine(issue: Issue, style: HouseStyle) -> None:
    stream = blocks(issue, style, pages={"k3f9qd": 7})
    assert {row.anchor: row.right for row in of_kind(stream, "contents_entry")}["k3f9qd"] == "7"


def test_a_style_without_page_numbers_has_none_even_when_they_are_given(
    issue: Issue, style: HouseStyle
) -> None:
    bare = replace(style, contents=replace(style.contents, page_numbers=False))
    rows = of_kind(blocks(issue, bare, pages={"k3f9qd": 7}), "contents_section", "contents_entry")
    assert not any(row.right for row in rows)


def test_the_body_begins_a_page_where_the_style_says_so(issue: Issue, style: HouseStyle) -> None:
    breaks = [block.kind for block in blocks(issue, style) if block.page_break_before]
    assert breaks == ["section"]
    flowing = replace(style, contents=replace(style.contents, page_break_after=False))
    assert not any(block.page_break_before for block in blocks(issue, flowing))


def test_a_note_of_the_editor_stands_before_the_first_section(issue: Issue, style: HouseStyle) -> None:
    stream = blocks(issue, replace(style, editor_note="编者按：\n请阅。"))
    assert [block.text for block in of_kind(stream, "editor_note")] == ["编者按：", "请阅。"]
    assert [block.kind for block in stream if block.page_break_before] == ["editor_note"]


def test_what_the_issue_says_itself_wins_over_the_style(issue: Issue, style: HouseStyle) -> None:
    style = replace(
        style, editor_note="样式的话。", tail=Tail(report="县委", copies="80", approver="甲", editor="乙")
    )
    own = replace(issue, editor_note="本期的话。", copies="12", editor="丙", number=3, number_to=4)
    stream = blocks(own, style)
    assert [block.text for block in of_kind(stream, "editor_note")] == ["本期的话。"]
    assert [(row.text, row.right) for row in of_kind(stream, "tail")][1:] == [
        ("责任编辑：丙　　签发：甲", "（共印12份）")
    ]
    assert any("第3、4期" in block.text for block in stream)


def test_the_tail_holds_what_the_style_fills_in(issue: Issue, style: HouseStyle) -> None:
    tail = Tail(report="县委", copies="80", approver="甲")
    rows = of_kind(blocks(issue, replace(style, tail=tail)), "tail")
    assert [(row.text, row.right) for row in rows] == [("报：县委", ""), ("签发：甲", "（共印80份）")]


def test_an_issue_without_articles_has_no_contents(issue: Issue, style: HouseStyle) -> None:
    stream = blocks(replace(issue, sections=(Section("科创聚焦"),)), style)
    assert [block.kind for block in stream] == ["masthead", "number", "imprint"]


def test_a_draft_without_title_can_be_laid_out(issue: Issue, style: HouseStyle) -> None:
    made = paper(with_article(issue, Article("a", "", (Paragraph("草稿。"),))), style)
    assert of_kind(made.blocks, "title")[0].text == ""


def test_blank_paragraphs_and_noise_are_not_printed(issue: Issue, style: HouseStyle) -> None:
    article = Article("a", "标\u200b题", (Paragraph("　"), Paragraph("\u202e三\x00万\u2028元\ufeff")))
    stream = blocks(with_article(issue, article), style)
    assert [block.text for block in stream if block.article] == ["标题", "三万 元"]


@settings(max_examples=40, deadline=None)
@given(issues())
def test_title_lines_make_up_the_title_and_nothing_raises(issue: Issue) -> None:
    style = HouseStyle("official", "刊名", "单位", ())
    for block in unnumbered(issue, style):
        if block.kind == "title":
            assert "".join(block.lines).replace(" ", "") == block.text.replace(" ", "")


class TestWhatTheIssueAndTheStyleSay:
    """What stands in the issue, what in the style, and which of the two goes first."""

    def with_tables(self, style, **tables):
        changed = {name: replace(getattr(style, name), **values) for name, values in tables.items()}
        return replace(style, **changed)

    def texts(self, issue, style, *kinds):
        return [block.text + block.right for block in unnumbered(issue, style) if block.kind in kinds]

    def test_secrecy_and_serial_stand_above_the_title(self, issue, style):
        marked = replace(issue, secrecy="内部资料", serial="No.000128")
        stream = unnumbered(marked, style)
        assert (stream[0].kind, stream[0].text, stream[0].right) == ("topline", "内部资料", "No.000128")
        assert stream[1].kind == "masthead"
        assert unnumbered(issue, style)[0].kind == "masthead"

    def test_own_fields_are_filled_in_and_those_without_a_value_are_left_out(self, issue, style):
        style = self.with_tables(style, masthead={"right": "{date}　{extra.phone}{extra.other}"})
        called = replace(issue, extra=(("phone", "电话 0571"),))
        assert self.texts(called, style, "imprint")[0].endswith("　电话 0571")

    def test_a_double_issue_is_labelled_as_the_house_does(self, issue, style):
        double = replace(issue, number_to=issue.number + 1, total=None)
        assert "、" in self.texts(double, style, "number")[0]
        style = self.with_tables(style, periodical={"combined": "第{number}—{number_to}期（合刊）"})
        assert self.texts(double, style, "number") == [f"第{issue.number}—{issue.number + 1}期（合刊）"]

    def test_the_people_of_the_issue_go_before_those_of_the_house(self, issue, style):
        style = self.with_tables(
            style, tail={"editor": "平日的编辑", "copies": "50", "issued_by": "{issuer}"}
        )
        rows = self.texts(replace(issue, editor="这期的编辑"), style, "tail")
        assert rows[0] == "责任编辑：这期的编辑（共印50份）"
        assert rows[1] == f"{issue.issuer}{issue.date.year}年{issue.date.month}月{issue.date.day}日印发"

    def test_there_may_be_no_contents(self, issue, style):
        style = self.with_tables(style, contents={"show": False})
        assert not self.texts(issue, style, *CONTENTS, "contents_heading")
        assert not any(block.page_break_before for block in unnumbered(issue, style))

    def test_the_note_of_the_issue_stands_on_either_side_of_the_contents(self, issue, style):
        noted = replace(issue, editor_note="导读：看点。")
        for place, before in (("before", True), ("after", False)):
            kinds = [
                b.kind for b in unnumbered(noted, self.with_tables(style, contents={"editor_note": place}))
            ]
            assert (kinds.index("editor_note") < kinds.index("contents_heading")) is before

    def test_pages_begin_with_the_body_whatever_stands_before_the_contents(self, issue, style):
        style = self.with_tables(style, contents={"editor_note": "before"}, page={"first_page": "body"})
        noted = replace(issue, editor_note="导读：看点。")
        first = next(block for block in unnumbered(noted, style) if block.kind == "section")
        assert paper(noted, style).pages.page_of(first.anchor) == 1

    def test_an_article_has_byline_source_note_and_attachments(self, issue, style):
        article = replace(
            next(iter(issue.articles)), byline="张三", unit="江海区", source="江海区报送",
            editor_note="编者按：可资借鉴。", attachments=("名单", "做法"),
        )  # fmt: skip
        style = self.with_tables(style, articles={"source": "（{unit}供稿）"})
        stream = list(article_blocks(article, style))
        assert [b.kind for b in stream[:2]] == ["title", "editor_note"]
        assert [(b.kind, b.text) for b in stream[-4:]] == [
            ("attachment", "附件：1. 名单"),
            ("attachment", "　　　2. 做法"),
            ("byline", "（张三）"),
            ("source", "（江海区供稿）"),
        ]
        under = self.with_tables(style, articles={"byline_place": "title", "byline": "{byline}"})
        assert [b.text for b in article_blocks(article, under)][1] == "张三"
        assert all(block.article == article.id for block in stream)

    def test_without_sections_articles_follow_each_other(self, issue, style):
        plain = replace(style, sections=())
        bare = replace(issue, sections=(Section("", tuple(issue.articles)),))
        assert not self.texts(bare, plain, "section", "contents_section")
        assert self.texts(bare, plain, "contents_entry") == [a.title for a in issue.articles]

    @pytest.mark.parametrize(
        ("sample", "second"), [("1.", "2."), ("①", "②"), ("（1）", "（2）"), ("一要", "二要")]
    )
    def test_ordinals_are_counted_in_the_numerals_of_their_sample(self, style, sample, second):
        body = (Chain(("先做。", "后做。")),)
        style = self.with_tables(style, ordinals={"measure": sample})
        texts = [b.text for b in article_blocks(Article("a", "题", body), style)]
        assert texts[1:] == [f"{sample}先做。", f"{second}后做。"]
