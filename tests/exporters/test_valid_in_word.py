"""Word opens our documents without a word of repair: the Open XML SDK finds no error for any version of it."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from editor.exporters.blocks import blocks
from editor.exporters.docx import export_docx
from editor.exporters.docx.notice import Notice, export_notice
from editor.exporters.edition import Alone, volume_blocks, volume_of
from editor.exporters.redline import Signed, redline_docx
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import Elements, HouseStyle, Tail
from editor.store.issue_file import load_issue
from editor.store.style_file import load_style
from tests.exported import for_readers, working_copy
from tests.exporters.opened import edited
from tests.generated import generated_issue
from tests.ooxml import MISSING, VALIDATOR, VERSIONS, errors_in

ROOT = Path(__file__).parents[2]
OFFICIAL = load_style(ROOT / "styles" / "official.toml")
OTHERS = {path.stem: load_style(path) for path in sorted((ROOT / "tests" / "data" / "styles").glob("*.toml"))}
SAMPLES = [load_issue(path) for path in sorted((ROOT / "issues").glob("*.toml"))]
EVERYTHING = Issue(
    "长三角每周要讯 & <报>",
    2026,
    5,
    date(2026, 2, 6),
    "某省驻上海办事处",
    total=133,
    secrecy="内部资料",
    serial="编号：07",
    sections=(
        Section(
            "科创聚焦",
            (
                Article(
                    "k3f9qd",
                    "短 5G-A、AI+AR、8+X 与 12345热线，上海多措并举推进绿色港口建设",
                    (
                        Paragraph("甲\n乙"),
                        Chain(("拓展服务。\n每月公布。", "完善设施。")),
                        Heading("做法"),
                        Heading("其一", 2),
                        Heading("甲", 3),
                        Heading("乙", 4),
                        Paragraph("丙。"),
                    ),
                    byline="张三",
                    source="某报",
                    attachments=("清单", "图纸"),
                    editor_note="编者按：又一篇。",
                ),
                Article(
                    "p7m2xv", "江苏出台措施", (Paragraph("明确："), Chain(("扩面；", "强牌。"))), run_in=True
                ),
                Article("编号-1", "浙江建立保险机制", ()),
            ),
        ),
    ),
)
TAIL = Tail(report="甲", send="乙", copy_to="丙" * 60, copies="80", editor="丁", approver="戊")


def with_everything(style: HouseStyle) -> HouseStyle:
    page = replace(style.page, first_page="body")
    articles = replace(style.articles, source="（来源：{source}）")
    note = "编者按：请阅。\n又一段。"
    return replace(style, tail=TAIL, editor_note=note, page=page, articles=articles)


def without_much(style: HouseStyle) -> HouseStyle:
    contents = replace(style.contents, sections=False, page_numbers=False, leader="none")
    return replace(style, contents=contents, page=replace(style.page, number=""))


def earlier(issue: Issue) -> Issue:
    """An issue before its last section was written, and with its first article at the end of its section."""
    first, *others = issue.sections
    moved = replace(first, articles=(*first.articles[1:], *first.articles[:1]))
    return replace(issue, sections=(moved, *others[:-1]))


NOTICE = Notice("通报", "某处", date(2026, 2, 6), ("一段。",), ("单位", "篇数"), (("甲 & <乙>", "1"),) * 40)
SIGNED = Signed("审稿人", "2026-02-06T00:00:00Z")


@cache
def documents() -> Mapping[str, bytes]:
    made = {f"sample {issue.id}": for_readers(issue, OFFICIAL) for issue in SAMPLES}
    made |= {f"sample in {name}": for_readers(SAMPLES[0], style) for name, style in OTHERS.items()}
    return made | {
        "everything": for_readers(EVERYTHING, with_everything(OFFICIAL)),
        "little": export_docx(EVERYTHING, without_much(OFFICIAL)),
        "working copy": working_copy(SAMPLES[-1], OFFICIAL),
        "volume": export_docx(volume_of(2026, SAMPLES), OFFICIAL),
        "article": export_docx(Alone(next(EVERYTHING.articles), EVERYTHING), with_everything(OFFICIAL)),
        "redline": redline_docx(earlier(SAMPLES[0]), SAMPLES[0], with_everything(OFFICIAL), SIGNED),
        "notice": export_notice(NOTICE, OFFICIAL),
        **{
            f"generated in {name}": for_readers(generated_issue(seed), style)
            for seed, (name, style) in enumerate(OTHERS.items())
        },
    }


def test_every_kind_of_block_is_among_them() -> None:
    streams = [
        blocks(EVERYTHING, with_everything(OFFICIAL)),
        volume_blocks(volume_of(2026, SAMPLES), OFFICIAL),
    ]
    kinds = {block.kind for stream in streams for block in stream}
    assert kinds == {field.name for field in fields(Elements)} - {"page_number"} | {"column"}


@pytest.mark.skipif(VALIDATOR is None, reason=MISSING)
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", documents())
def test_no_version_of_word_finds_an_error(name: str, version: str) -> None:
    assert errors_in(documents()[name], version) == []


@pytest.mark.skipif(VALIDATOR is None, reason=MISSING)
def test_an_error_would_be_found() -> None:
    broken = edited(documents()["everything"], lambda xml: xml.replace("<w:pStyle", "<w:ind/><w:pStyle", 1))
    assert errors_in(broken, "Office2013")
