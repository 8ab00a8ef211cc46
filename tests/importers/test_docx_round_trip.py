"""Our own documents come back whole, also through other programs; and those that other programs made come in."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import asdict, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from hypothesis import Phase, assume, given, settings

from editor.errors import ExportError
from editor.exporters import libreoffice
from editor.exporters.docx import export_docx
from editor.importers import read_issue
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import Articles, HouseStyle, Ordinals, Tail
from editor.model.unseen import CONTROLS, FORMATTING
from editor.store.issue_file import carried_issue, load_issue
from editor.store.style_file import load_style
from tests.exported import for_readers, working_copy
from tests.exporters.opened import edited
from tests.generated import generated_issue
from tests.imported import import_txt
from tests.strategies import issues

from .golden import STYLE, lines_of

ROOT = Path(__file__).parents[2]
OFFICIAL = load_style(ROOT / "styles" / "official.toml")
GENERATED = int(os.environ.get("YAOXUN_GENERATED", "4"))  # 200 in the long run
SAMPLES = sorted((ROOT / "issues").glob("*.toml"))

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
needs_libreoffice = pytest.mark.skipif(libreoffice.find() is None, reason="LibreOffice is not installed")


def back(data: bytes, style: HouseStyle = OFFICIAL):
    return read_issue(data, "要讯.docx", lambda _: style, ("official", "样式二"), carried_issue)


def seen(issue: Issue) -> Issue:
    """The issue without everything that no reader sees."""
    sections = tuple(
        replace(each, articles=tuple(replace(a, source="", note="", accept=()) for a in each.articles))
        for each in issue.sections
        if each.articles
    )
    return replace(issue, sections=sections, spares=())


def printed(issue: Issue) -> list[object]:
    """What a reader of the document sees; run-in says nothing where there is no chain."""
    return [
        (section.name, [(a.title, a.body, a.run_in and any(isinstance(b, Chain) for b in a.body)) for a in section.articles])
        for section in issue.sections
        if section.articles
    ]  # fmt: skip


def assert_whole(issue: Issue) -> None:
    imported = back(working_copy(issue, OFFICIAL))
    assert imported.issue == issue
    assert not imported.remarks
    imported = back(for_readers(issue, OFFICIAL))
    assert imported.issue == seen(issue)
    assert not imported.remarks


def assert_printed(issue: Issue) -> None:
    imported = back(export_docx(issue, OFFICIAL))
    assert printed(imported.issue) == printed(issue)
    head = [(i.title, i.year, i.number, i.kind, i.date, i.issuer) for i in (imported.issue, issue)]
    assert head[0] == head[1]
    assert not imported.remarks


# -- ours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_whole_and_without_what_it_carries_as_printed(path):
    assert_whole(load_issue(path))
    assert_printed(load_issue(path))


@pytest.mark.parametrize("seed", range(GENERATED))
def test_a_generated_issue_comes_back_whole_and_without_what_it_carries_as_printed(seed):
    assert_whole(generated_issue(seed))
    assert_printed(generated_issue(seed))


def test_the_published_issue_comes_back_whole_and_without_what_it_carries_as_printed(published):
    issue = import_txt(published.read_bytes(), published.name, OFFICIAL).issue
    assert_whole(issue)
    assert_printed(issue)


UNSEEN = re.compile(f"[{FORMATTING}{CONTROLS}]")


def words_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for each in value.values() if isinstance(value, dict) else value:
            yield from words_of(each)


@settings(max_examples=30, deadline=None, phases=[Phase.reuse, Phase.generate])  # shrinking takes minutes
@given(issues())
def test_any_issue_that_can_be_exported_comes_back_whole(issue):
    assume(not UNSEEN.search("".join(words_of(asdict(issue)))))  # no importer lets these in
    try:
        data = working_copy(issue, OFFICIAL)
    except ExportError:
        assume(False)
    assert back(data).issue == issue


def test_a_heading_that_is_called_like_a_section_is_no_section():
    body = (Heading("内部分工", 4, restart=True), Chain(("摸底。", "整改。")), Heading("科创聚焦", 3))
    articles = (
        Article("6r6equ", "上海推进智能渔港建设", body),
        Article("7r6equ", "江苏开设夜间驿站", (Paragraph("已运行。"),)),
    )
    issue = replace(RICH, sections=(Section("科创聚焦", articles),), spares=())
    assert back(working_copy(issue, OFFICIAL)).issue == issue


RICH = Issue(
    "长三角每周要讯",
    2026,
    5,
    date(2026, 2, 6),
    "某省驻上海办事处",
    total=133,
    sections=(
        Section("经验交流"),
        Section(
            "科创聚焦",
            (
                Article(
                    "k3f9qd",
                    "上海多措并举推进“智能渔港”建设",
                    (Paragraph("1月6日，上海市发布意见。"), Chain(("拓展服务。\n每月公布进度。", "完善设施。新建泊位12个。")),),
                    source="内部来稿",
                    note="周四再核数字\n联系老王",
                    accept=("year-range: 原文如此",),
                ),
                Article("p7m2xv", "江苏出台措施支持海水稻种植", (Paragraph("明确举措："), Chain(("扩面积；", "强品牌。"))), run_in=True),
            ),
        ),
        Section("产业动向"),
        Section("特别关注", (Article("w5t8cz", "浙江建立保险机制", (Heading("主要做法"), Paragraph("覆盖贝类。"))),)),
    ),
    spares=(Article("spare2", "备用的一篇", (Paragraph("不印。"),)),),
)  # fmt: skip


def test_everything_that_is_not_printed_comes_back():
    assert_whole(RICH)


def test_what_the_house_style_prints_around_an_issue_is_named_and_no_article():
    style = replace(OFFICIAL, editor_note="编者按：请阅。", tail=Tail(report="甲", copies="80", editor="丁"))
    imported = back(working_copy(RICH, style), style)
    assert imported.issue == RICH
    kinds = [(remark.kind, remark.message.partition("由样式印出")[0]) for remark in imported.remarks]
    assert kinds == [("left_out", "编者按"), ("left_out", "报尾"), ("left_out", "报尾")]


def test_a_style_with_other_ordinals_and_a_head_of_its_own_comes_back():
    style = load_style(ROOT / "tests" / "data" / "styles" / "other.toml")
    issue = replace(RICH, style="样式二")
    assert back(working_copy(issue, style), style).issue == issue
    assert back(for_readers(issue, style), style).issue == seen(issue)


def test_a_style_that_this_workspace_lacks_becomes_its_own():
    data = working_copy(replace(RICH, style="别处"), OFFICIAL)
    imported = read_issue(data, "x", lambda _: OFFICIAL, ("official",), carried_issue)
    assert imported.issue == RICH


def test_a_blank_where_a_title_is_broken_is_not_lost():
    title = "短 5G-A、AI+AR、8+X 与 12345热线，上海多措并举推进绿色港口建设"
    article = Article("k3f9qd", title, (Paragraph("甲。"),))
    issue = replace(RICH, sections=(Section("科创聚焦", (article,)),))
    with ZipFile(BytesIO(for_readers(issue, OFFICIAL))) as archive:
        assert b"<w:br/>" in archive.read("word/document.xml")
    assert_printed(issue)


# -- changed in Word ------------------------------------------------------------------------------------------------


def doubts(imported) -> list[str]:
    return [remark.message for remark in imported.remarks if remark.kind == "doubtful"]


def test_a_changed_article_has_the_new_words_and_keeps_its_id_source_and_note():
    imported = back(
        edited(working_copy(RICH, OFFICIAL), lambda xml: xml.replace("新建泊位12个", "新建泊位15个"))
    )
    article = imported.issue.article("k3f9qd")
    assert article.body[1] == Chain(("拓展服务。\n每月公布进度。", "完善设施。新建泊位15个。"))
    assert article == replace(RICH.article("k3f9qd"), body=article.body)
    assert replace(imported.issue, sections=()) == replace(RICH, sections=())
    assert [section.name for section in imported.issue.sections] == [
        section.name for section in RICH.sections
    ]
    assert doubts(imported) == ["这篇的文字在导出之后改过，以文中为准（上海多措并举推进“智能渔…）"]


def paragraph_of(xml: str, words: str) -> str:
    (found,) = (each for each in re.findall("<w:p>.*?</w:p>", xml) if words in each and "Heading2" in each)
    return found


@pytest.mark.parametrize("export", [export_docx, working_copy])
@pytest.mark.parametrize(
    ("title", "changed"),
    [
        ("江苏支持海水稻种植", "江苏 支持海水稻种植"),
        ("江苏 支持海水稻种植", "江苏支持海水稻种植"),
        ("江苏 支持海水稻", "江苏　支持海水稻"),
    ],
)
def test_a_title_changed_by_blanks_alone_is_the_new_one(export, title, changed):
    issue = replace(RICH, sections=(Section("科创聚焦", (Article("k3f9qd", title, (Paragraph("甲。"),)),)),))

    def change(xml: str) -> str:
        old = paragraph_of(xml, title)
        return xml.replace(old, old.replace(title, changed))

    assert [article.title for article in back(edited(export(issue, OFFICIAL), change)).issue.articles] == [
        changed
    ]


def test_a_changed_title_is_the_new_one():
    def change(xml: str) -> str:
        old = paragraph_of(xml, "海水稻")
        return xml.replace(old, old.replace("海水稻种植", "耐盐稻种植"))

    imported = back(edited(working_copy(RICH, OFFICIAL), change))
    assert imported.issue.article("p7m2xv").title == "江苏出台措施支持耐盐稻种植"
    assert any("这篇的文字在导出之后改过" in line for line in doubts(imported))
    assert any("目录写作“江苏出台措施支持海水稻种植”" in line for line in doubts(imported))


def test_an_article_deleted_in_word_is_gone_and_named():
    def change(xml: str) -> str:
        start = xml.index(paragraph_of(xml, "海水稻"))
        return xml[:start] + xml[xml.index("<w:p>", xml.index("强品牌。", start)) :]

    imported = back(edited(working_copy(RICH, OFFICIAL), change))
    assert [article.id for article in imported.issue.articles] == ["k3f9qd", "w5t8cz"]
    assert any("导出时的这一篇在文中已经没有" in line for line in doubts(imported))
    assert imported.issue.spares == RICH.spares


def test_articles_moved_in_word_stand_where_they_were_moved_to():
    def change(xml: str) -> str:
        title = paragraph_of(xml, "智能渔港")
        start = xml.index(title)
        middle = xml.index(paragraph_of(xml, "海水稻"))
        end = xml.index("<w:p>", xml.index("强品牌。", middle))
        return xml[:start] + xml[middle:end] + xml[start:middle] + xml[end:]

    imported = back(edited(working_copy(RICH, OFFICIAL), change))
    assert [article.id for article in imported.issue.articles] == ["p7m2xv", "k3f9qd", "w5t8cz"]
    assert imported.issue.article("k3f9qd") == RICH.article("k3f9qd")
    assert any("次序" in line for line in doubts(imported))


def test_a_changed_number_in_the_head_wins():
    imported = back(edited(working_copy(RICH, OFFICIAL), lambda xml: xml.replace("第5期", "第6期")))
    assert (imported.issue.number, imported.issue.date) == (6, RICH.date)
    assert "刊头在导出之后改过，以文中为准" in doubts(imported)
    assert list(imported.issue.articles) == list(RICH.articles)


CARRIED = "customXml/item1.xml"
FIRST_VERSION = (
    Path(__file__).with_name("first_version.docx").read_bytes()
)  # RICH as the first version carried it


SECOND_VERSION = Path(__file__).with_name("second_version.docx").read_bytes()  # for readers, its head as JSON


def forged(data: bytes, change) -> bytes:
    """A document that carries something else, and the same text."""

    def changed(xml: str) -> str:
        plain = xml.replace("&quot;", '"')
        assert change(plain) != plain
        return change(plain)

    return edited(data, changed, CARRIED)


def test_a_document_of_the_first_version_comes_back_whole():
    assert back(FIRST_VERSION).issue == RICH


def test_a_document_of_the_second_version_comes_back_as_one_of_today():
    assert back(SECOND_VERSION).issue == back(for_readers(RICH, OFFICIAL)).issue == seen(RICH)
    other = forged(SECOND_VERSION, lambda xml: xml.replace('"year":2026', '"year":"二"'))
    assert printed(back(other).issue) == printed(RICH)


@pytest.mark.parametrize(
    "data", [FIRST_VERSION, working_copy(RICH, OFFICIAL)], ids=["first version", "working copy"]
)
def test_what_is_carried_never_outweighs_what_is_printed(data):
    changed = forged(data, lambda xml: xml.replace("新建泊位12个", "新建泊位99个"))
    assert "新建泊位12个" in str(back(changed).issue)
    changed = forged(
        data, lambda xml: xml.replace("number = 5", "number = 7").replace('"number":5', '"number":7')
    )
    assert back(changed).issue.number == 5


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace('"k3f9qd"', '"../../x"'),
        lambda xml: xml.replace('"year":2026', '"year":-1'),
        lambda xml: xml.replace('"date":"2026-02-06"', '"date":"昨天"'),
        lambda xml: xml.replace('"spare2"', '"k3f9qd"'),
        lambda xml: xml.replace('"level":1', '"level":"一"'),
        lambda xml: xml.replace('"ordinals":["一是"', '"ordinals":["1"'),
        lambda xml: re.sub(">{.*}<", ">[[[[<", xml),
        lambda xml: re.sub(">{.*}<", f">{'[' * 100_000}<", xml),
        lambda xml: re.sub(">{.*}<", ">{}<", xml),
        lambda xml: re.sub(">{.*}<", ">" + json.dumps({"issue": 1, "head": 2, "ordinals": [], "bookmarks": []}) + "<", xml),
    ],
)  # fmt: skip
def test_what_is_carried_and_cannot_be_ours_is_passed_over(change):
    assert printed(back(forged(FIRST_VERSION, change)).issue) == printed(RICH)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace('"id":"k3f9qd"', '"id":"../../x"'),
        lambda xml: xml.replace('"body":[', '"body":[[-1],'),
        lambda xml: xml.replace('"body":[', '"body":[[[999999999999]],'),
        lambda xml: xml.replace('"body":[', '"body":["x",'),
        lambda xml: xml.replace('"level":1', '"level":3'),
        lambda xml: xml.replace('"run_in":true', '"run_in":"是"'),
        lambda xml: xml.replace('"articles":{', '"articles":{"a_zzzzzz":{},'),
        lambda xml: re.sub('"articles":{.*}}', '"articles":[1]}', xml),
    ],
)  # fmt: skip
def test_shapes_that_cannot_be_ours_are_passed_over(change):
    assert printed(back(forged(for_readers(RICH, OFFICIAL), change)).issue) == printed(RICH)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace('id = \\"k3f9qd\\"', 'id = \\"../../x\\"'),
        lambda xml: xml.replace("format = 1", "format = 99"),
        lambda xml: xml.replace("[issue]", "[issue"),
        lambda xml: re.sub('"file":".*?[^\\\\]"', '"file":5', xml),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_ours_is_passed_over(change):
    assert printed(back(forged(working_copy(RICH, OFFICIAL), change)).issue) == printed(RICH)


def test_unseen_characters_do_not_come_in_by_the_back_door():
    changed = forged(FIRST_VERSION, lambda xml: xml.replace("联系老王", "联系\\u202e老\\u200b王"))
    assert back(changed).issue.article("k3f9qd").note == "周四再核数字\n联系老王"


# -- for readers ----------------------------------------------------------------------------------------------------


def test_words_changed_in_word_leave_an_article_in_its_shape():
    data = edited(for_readers(RICH, OFFICIAL), lambda xml: xml.replace("每月公布进度", "每季度公布一次进度"))
    article = back(data).issue.article("k3f9qd")
    assert article.body[1] == Chain(("拓展服务。\n每季度公布一次进度。", "完善设施。新建泊位12个。"))
    data = edited(for_readers(RICH, OFFICIAL), lambda xml: xml.replace("强品牌。", "做强品牌，走出国门。"))
    assert back(data).issue.article("p7m2xv").body[1] == Chain(("扩面积；", "做强品牌，走出国门。"))


def test_a_paragraph_more_in_word_is_read_by_its_words():
    data = edited(for_readers(RICH, OFFICIAL), lambda xml: xml.replace(
        "覆盖贝类。</w:t></w:r></w:p>", "覆盖贝类。</w:t></w:r></w:p><w:p><w:r><w:t>另有一段。</w:t></w:r></w:p>"
    ))  # fmt: skip
    article = back(data).issue.article("w5t8cz")
    assert article.body == (Heading("主要做法"), Paragraph("覆盖贝类。"), Paragraph("另有一段。"))


# -- through other programs -----------------------------------------------------------------------------------------


@needs_libreoffice
@pytest.mark.render
@pytest.mark.parametrize("clean", [False, True])
def test_a_trip_through_libreoffice_keeps_text_order_sections_and_chains(clean):
    issue = load_issue(SAMPLES[0])
    imported = back(libreoffice.to_docx((export_docx if clean else for_readers)(issue, OFFICIAL), ".docx"))
    assert printed(imported.issue) == printed(issue)
    assert clean or imported.issue == seen(issue)


MARKDOWN = """\
长三角每周要讯

2026年第5期

浙江省人民政府驻上海办事处 2026年1月30日

# 科创聚焦

## 上海建设概念验证中心

市科委日前印发方案。

1. 明确对象。面向高校团队。
2. 落实经费。给予首年补助。

下一步将开展评估。

## 江苏支持“5G+工业”*示范*[项目](https://example.org/)

覆盖三万户。

# 经济热点

## 浙江建立保险机制

### 主要做法

覆盖贝类。

### 成效

投保率提高。
"""


@needs_pandoc
def test_a_document_that_pandoc_made_of_markdown_is_taken_in():
    made = subprocess.run(
        ["pandoc", "-f", "markdown", "-t", "docx"], input=MARKDOWN.encode(), capture_output=True, check=True
    )
    imported = back(made.stdout)
    assert printed(imported.issue) == [
        (
            "科创聚焦",
            [
                (
                    "上海建设概念验证中心",
                    (
                        Paragraph("市科委日前印发方案。"),
                        Chain(("明确对象。面向高校团队。", "落实经费。给予首年补助。")),
                        Paragraph("下一步将开展评估。"),
                    ),
                    False,
                ),
                ("江苏支持“5G+工业”示范项目", (Paragraph("覆盖三万户。"),), False),
            ],
        ),
        (
            "经济热点",
            [
                (
                    "浙江建立保险机制",
                    (Heading("主要做法"), Paragraph("覆盖贝类。"), Heading("成效"), Paragraph("投保率提高。")),
                    False,
                )
            ],
        ),
    ]  # fmt: skip


LINES = [
    "科创聚焦", "上海建设概念验证中心", "市科委日前印发方案。", "一是明确对象。", "二是落实经费。", "江苏支持海水稻种植", "覆盖三万户。",
    "经济热点", "数字人民币场景扩容提质", "投保率提高。",
]  # fmt: skip
SECTIONS, TITLES = (
    {"科创聚焦", "经济热点"},
    {"上海建设概念验证中心", "江苏支持海水稻种植", "数字人民币场景扩容提质"},
)


def saved(document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_head():
    document = docx.Document()
    for line in ("长三角每周要讯", "2026年第5期", "浙江省人民政府驻上海办事处\t2026年1月30日"):
        document.add_paragraph(line)
    return document


def test_a_document_of_the_default_template_of_python_docx_is_taken_in():
    document = with_head()
    for line in LINES:
        if line in SECTIONS | TITLES:
            document.add_heading(line, 1 if line in SECTIONS else 2)
        elif line[1] == "是":
            document.add_paragraph(line[2:], style="List Number")
        else:
            document.add_paragraph(line)
    imported = read_issue(saved(document), "x", lambda _: STYLE)
    assert lines_of(imported) == LINES


def test_a_document_with_nothing_but_looks_is_taken_in():
    document = with_head()
    for line in LINES:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        if line in SECTIONS | TITLES:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.bold = True
            run.font.size = Pt(16 if line in SECTIONS else 22)
    imported = read_issue(saved(document), "x", lambda _: STYLE)
    assert lines_of(imported) == LINES
    assert not imported.remarks


def test_a_document_of_another_office_keeps_its_ordinals_as_the_house_writes_them():
    style = replace(OFFICIAL, ordinals=Ordinals(measure="第一，"))
    imported = back(export_docx(load_issue(SAMPLES[0]), style))
    assert [title for _, articles in printed(imported.issue) for title, _, _ in articles] == [
        article.title for article in load_issue(SAMPLES[0]).articles
    ]


def test_what_is_printed_about_an_issue_and_its_articles_comes_back_from_a_file_for_readers():
    style = replace(OFFICIAL, articles=Articles(byline="文/{byline}", source="（{unit}供稿）"))
    sections = RICH.sections
    told = Article(
        "t2t2t2", "江海推进岸线整治", (Paragraph("1月6日，江海印发方案。"),),
        unit="江海市委办", byline="张三", editor_note="编者按：可资借鉴。\n请各地参考。", attachments=("名单", "做法"),
    )  # fmt: skip
    plain = Article("u2u2u2", "江海推进岸线修复", (Paragraph("1月7日，江海开工。"),), attachments=("清单",))
    issue = replace(
        RICH, secrecy="内部资料", serial="No.7", editor_note="导读：看点。", spares=(),
        sections=(replace(sections[0], articles=(told, plain)),),
    )  # fmt: skip
    again = back(for_readers(issue, style), style).issue
    assert list(again.articles) == [told, plain]
    assert (again.secrecy, again.serial, again.editor_note) == ("内部资料", "No.7", "导读：看点。")
    without = replace(style, articles=replace(style.articles, source=""))
    assert next(back(for_readers(issue, without), without).issue.articles).unit == ""
