"""Whatever stands in an issue, the document is whole: it opens, and all of it is there."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from editor.errors import ExportError
from editor.exporters.docx import export_docx
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from tests.exporters.opened import Opened, text_of
from tests.generated import generated_issue

TITLES = [
    "[/附件]",
    "[@click=app.quit]退出",
    '<w:p>&amp;"引号"\'&#10;</w:t>',
    "👍🏽🇨🇳表情",
    "{title}%s\\n",
    "TOC \\o PAGEREF",
    "e\u0301 𠮷 㐀 镕",
    "标" * 300,
    "Supercalifragilisticexpialidocious" * 3,
    "“" * 45,
    "，" * 45,
]


def with_article(issue: Issue, article: Article) -> Issue:
    return replace(issue, sections=(Section("科创聚焦", (article,)),))


@pytest.mark.parametrize("title", TITLES)
def test_a_hostile_title_is_only_text(issue: Issue, style: HouseStyle, title: str) -> None:
    opened = Opened(export_docx(with_article(issue, Article("k3f9qd", title, (Paragraph(title),))), style))
    assert text_of(opened.of_style("Heading2")[0]).replace("\n", "") == title
    assert text_of(opened.of_style("TOC2")[0]).split("\t")[0] == title
    assert text_of(opened.of_style("ArticleBody")[0]) == title


def test_a_hostile_masthead_is_only_text(issue: Issue, style: HouseStyle) -> None:
    hostile = replace(issue, title="<刊>&名", issuer='"]]>')
    document = docx.Document(BytesIO(export_docx(hostile, style)))
    assert document.paragraphs[0].text == "<刊>&名"
    assert document.core_properties.author == '"]]>'


def test_a_paragraph_of_ten_thousand_characters_is_whole(issue: Issue, style: HouseStyle) -> None:
    text = "推进渔港建设，" * 1500
    opened = Opened(export_docx(with_article(issue, Article("a", "标题", (Paragraph(text),))), style))
    assert text_of(opened.of_style("ArticleBody")[0]) == text


def test_a_hundred_measures_are_numbered_to_the_end(issue: Issue, style: HouseStyle) -> None:
    chain = Chain(tuple(f"第{n}项。内容。" for n in range(100)))
    opened = Opened(export_docx(with_article(issue, Article("a", "标题", (chain,))), style))
    measures = opened.of_style("Measure")
    assert len(measures) == 100
    assert text_of(measures[20]) == "二十一是第20项。内容。"
    assert text_of(measures[-1]).startswith("一百是")


def test_three_hundred_articles_are_all_there_in_order(style: HouseStyle) -> None:
    issue = generated_issue(7, articles=300)
    opened = Opened(export_docx(issue, style))
    titles = [text_of(heading).replace("\n", "") for heading in opened.of_style("Heading2")]
    assert titles == [article.title for article in issue.articles]
    assert len(titles) == 300


def test_invisible_noise_is_left_out(issue: Issue, style: HouseStyle) -> None:
    article = Article("a", "标\u200b题\u202e", (Paragraph("甲\x00乙\x0c丙\u2066丁\ufeff"),))
    opened = Opened(export_docx(with_article(issue, article), style))
    assert text_of(opened.of_style("Heading2")[0]) == "标题"
    assert text_of(opened.of_style("ArticleBody")[0]) == "甲乙 丙丁"


@pytest.mark.parametrize("broken", ["\ud83d", "\udc00", "\ufffe", "\uffff"])
def test_a_character_that_xml_forbids_stops_the_export_with_its_place(
    issue: Issue, style: HouseStyle, broken: str
) -> None:
    with pytest.raises(ExportError) as caught:
        export_docx(with_article(issue, Article("a", "渔村新貌", (Paragraph(f"新{broken}貌"),))), style)
    assert (
        str(caught.value)
        == f"稿件“渔村新貌”：含有任何文件都存不下的字符 U+{ord(broken):04X}；请删去后重新输入。"
    )


def test_an_article_without_title_stops_the_export_with_its_place(issue: Issue, style: HouseStyle) -> None:
    with pytest.raises(ExportError, match="栏目“科创聚焦”第1篇稿件：没有标题"):
        export_docx(with_article(issue, Article("a", "\u200b", (Paragraph("文。"),))), style)
