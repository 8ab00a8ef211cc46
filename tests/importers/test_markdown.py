"""Markdown: headings are sections and titles, lists count by themselves, and nothing else of its signs is text."""

from pathlib import Path

from editor.importers import import_text, read_submission
from editor.importers.markdown import read_markdown
from editor.model.body import Chain, Paragraph
from editor.store.style_file import load_style

STYLE = load_style(Path(__file__).parents[2] / "styles" / "official.toml")
HEAD = "# 长三角每周要讯\n\n2026年第5期\n\n某某办事处 2026年1月30日\n\n"
BODY = "## 科创聚焦\n\n### 上海推进甲项工作\n\n近日，上海市**推进**甲项[工作](https://a.cn/b)。\n\n1. 建平台。\n\n1. 育人才。\n\n### 海洋观测网\n\n近日，江苏省推进。\n"


def test_an_issue_in_markdown():
    issue = import_text(HEAD + BODY, "x.md", STYLE).issue
    (section,) = issue.sections
    assert (issue.title, issue.number, section.name) == ("长三角每周要讯", 5, "科创聚焦")
    assert [(article.title, article.body) for article in section.articles] == [
        ("上海推进甲项工作", (Paragraph("近日，上海市推进甲项工作。"), Chain(("建平台。", "育人才。")))),
        ("海洋观测网", (Paragraph("近日，江苏省推进。"),)),
    ]


def test_a_contents_list_is_no_section():
    contents = "## 目录\n\n- 科创聚焦\n- 上海推进甲项工作\n- 海洋观测网\n\n"
    imported = import_text(HEAD + contents + BODY, "x.md", STYLE)
    assert [article.title for article in imported.issue.articles] == ["上海推进甲项工作", "海洋观测网"]
    assert not [remark for remark in imported.remarks if "目录" in remark.message]


def test_pictures_are_named_and_lines_stay_lines():
    markdown = read_markdown(["## 甲", "", "![布局图](a.png)", "## 乙"], STYLE)
    assert markdown.lines == ["甲", "", "", "乙"]
    (remark,) = markdown.remarks
    assert (remark.line, remark.text) == (3, "布局图")


def test_an_article_sent_in_markdown_is_a_title_and_text():
    submission = read_submission(BODY.encode(), "x.md", STYLE)
    assert submission.text.splitlines()[:3] == ["科创聚焦", "", "上海推进甲项工作"]
    assert (submission.marks[1], submission.marks[3]) == ("section", "title")


def test_a_sign_in_plain_text_is_text():
    lines = ["# 一个井号", "2*3*4＝24，**重点**。", "1. 甲", "1. 乙"]
    assert read_markdown(lines, STYLE) is None


def test_headings_below_the_title_of_an_article_get_their_ordinals():
    text = "# 上海推进甲项工作\n\n近日，上海市推进。\n\n## 主要做法\n\n建平台。\n\n## 下一步\n\n再推进。\n"
    submission = read_submission(text.encode(), "x.md", STYLE)
    assert [line for line in submission.text.splitlines() if line] == [
        "上海推进甲项工作",
        "近日，上海市推进。",
        "一、主要做法",
        "建平台。",
        "二、下一步",
        "再推进。",
    ]
    assert dict(submission.marks) == {1: "title"}
