"""HTML and Markdown: every word in order, nothing of the text taken for markup, and nothing that mail throws away."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.errors import ExportError
from editor.exporters.blocks import CONTENTS, unnumbered
from editor.exporters.edition import Alone, volume_of
from editor.exporters.html import export_html
from editor.exporters.markdown import export_markdown
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from editor.store.issue_file import load_issue

SAMPLE = load_issue(Path(__file__).parents[2] / "issues" / "2026-01.toml")
HOSTILE = (
    "$5 与 $6$",
    "<b>&amp;</b>",
    "*星* _线_ `码` [甲](乙)",
    "# 井",
    "1. 一",
    "- 横",
    "> 引",
    "===",
    "甲|乙~~丙~~",
    "\\反斜",
)


class Page(HTMLParser):
    """What a browser finds: text by element, anchors, links, tags, attributes."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.names: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._open: list[str] = []
        self.feed(data.decode("utf-8"))
        assert not self._open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self._open.append(tag)
        if re.fullmatch("p|h[1-6]", tag):
            self.texts.append((tag, ""))
        found = dict(attrs)
        self.names += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self.texts and "div" in self._open and data.strip():
            tag, before = self.texts[-1]
            self.texts[-1] = tag, before + data


def printed(issue: Issue, style: HouseStyle) -> list[str]:
    return ["　".join(filter(None, (block.text, block.right))) for block in unnumbered(issue, style)]


def test_a_page_holds_every_word_in_order_under_headings(style: HouseStyle) -> None:
    page = Page(export_html(SAMPLE, style))
    assert [text for _, text in page.texts] == printed(SAMPLE, style)
    by_tag = {tag: [text for each, text in page.texts if each == tag] for tag in ("h1", "h2", "h3")}
    assert by_tag["h1"] == [SAMPLE.title]
    assert by_tag["h2"] == [section.name for section in SAMPLE.sections if section.articles]
    assert by_tag["h3"] == [article.title for article in SAMPLE.articles]


def test_rows_of_the_contents_lead_to_their_titles(style: HouseStyle) -> None:
    page = Page(export_html(SAMPLE, style))
    assert page.links == [f"#{name}" for name in page.names]
    assert len(page.names) == len([b for b in unnumbered(SAMPLE, style) if b.kind in CONTENTS])


def test_a_page_is_one_file_with_its_styles_inside(style: HouseStyle) -> None:
    page = Page(export_html(SAMPLE, style))
    assert page.tags <= {
        *[
            "html",
            "head",
            "meta",
            "title",
            "body",
            "div",
            "nav",
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "a",
            "span",
        ]
    }
    assert page.attributes <= {*["lang", "charset", "name", "content", "style", "id", "href"]}


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_is_text(text: str, issue: Issue, style: HouseStyle) -> None:
    article = Article("k3f9qd", f"标题{text}", (Paragraph(text), Chain((text, text))))
    hostile = replace(issue, title=text, sections=(Section(text, (article,)),))
    assert [found for _, found in Page(export_html(hostile, style)).texts] == printed(hostile, style)


# Standard Markdown, and that of forges and note books, which knows tables, struck text and formulas.
DIALECTS = ("commonmark", "gfm+tex_math_dollars")


@given(st.lists(st.text("甲1.-#*_`[]()<>|~&\\!+= ：“”$^@{}'\"/%", min_size=1), min_size=1))
def test_a_page_says_what_is_printed_and_no_more(texts: list[str]) -> None:
    style = HouseStyle("official", "刊名", "单位", ("栏",))
    body = tuple(Paragraph(f"{text}末") for text in texts)
    issue = replace(SAMPLE, sections=(Section("栏", (Article("k3f9qd", f"题{texts[0]}末", body),)),))
    assert [text for _, text in Page(export_html(issue, style)).texts] == printed(issue, style)


def plain(markdown: bytes, dialect: str) -> Iterator[str]:
    """The paragraphs that pandoc reads."""
    read = subprocess.run(
        ["pandoc", "-f", dialect, "-t", "plain", "--wrap=none"],
        input=markdown,
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8")
    for line in read.split("\n"):
        if line.strip():
            yield re.sub(r"\s", "", re.sub(r"^ *-   ", "", line))


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(HOSTILE), st.text("甲1.-#*_`[]()<>|~&\\!+= ：“”$^@{}'\"/%", min_size=1)),
        min_size=1,
    )
)
def test_markdown_says_what_is_printed_and_no_more(dialect: str, texts: list[str]) -> None:
    style = HouseStyle("official", "刊名", "单位", ("栏",))
    body = tuple(Paragraph(f"{text}末") for text in texts)
    issue = replace(SAMPLE, sections=(Section("栏", (Article("k3f9qd", f"题{texts[0]}末", body),)),))
    expected = [re.sub(r"\s", "", text) for text in printed(issue, style)]
    assert list(plain(export_markdown(issue, style), dialect)) == expected


def test_markdown_has_a_heading_for_each_level(style: HouseStyle) -> None:
    lines = export_markdown(SAMPLE, style).decode().splitlines()
    assert lines[0] == f"# {SAMPLE.title}"
    assert [line[3:] for line in lines if line.startswith("## ")][1:] == [
        section.name for section in SAMPLE.sections if section.articles
    ]
    assert [line[4:] for line in lines if line.startswith("### ")] == [a.title for a in SAMPLE.articles]


def test_one_article_stands_alone(style: HouseStyle) -> None:
    article = next(SAMPLE.articles)
    page = Page(export_html(Alone(article, SAMPLE), style))
    assert page.texts[0] == ("h3", article.title)
    assert "长三角每周要讯" not in export_html(Alone(article, SAMPLE), style).decode()
    assert export_markdown(Alone(article, SAMPLE), style).decode().startswith(f"# {article.title}\n\n")


def test_a_volume_is_one_page_and_one_text(style: HouseStyle) -> None:
    volume = volume_of(2026, [SAMPLE])
    assert Page(export_html(volume, style)).texts[0] == ("h1", SAMPLE.title)
    assert export_markdown(volume, style).decode().startswith(f"# {SAMPLE.title}\n")


@pytest.mark.parametrize("export", [export_html, export_markdown])
def test_an_article_without_a_title_is_refused(export, issue: Issue, style: HouseStyle) -> None:
    nameless = replace(issue, sections=(Section("栏", (Article("k3f9qd", " "),)),))
    with pytest.raises(ExportError):
        export(nameless, style)
