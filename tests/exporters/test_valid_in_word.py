"""Word opens our documents without a word of repair: the Open XML SDK finds no error for any version of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from editor.exporters.docx import export_docx
from editor.exporters.volume import volume_of
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle, Tail
from editor.store.issue_file import load_issue
from editor.store.style_file import load_style
from tests.exported import for_readers, working_copy
from tests.exporters.opened import edited
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
                        Paragraph("丙。"),
                    ),
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
    return replace(style, tail=TAIL, editor_note="编者按：请阅。\n又一段。", page=page)


def without_much(style: HouseStyle) -> HouseStyle:
    contents = replace(style.contents, sections=False, page_numbers=False, leader="none")
    return replace(style, contents=contents, page=replace(style.page, number=""))


@cache
def documents() -> Mapping[str, bytes]:
    made = {f"sample {issue.id}": for_readers(issue, OFFICIAL) for issue in SAMPLES}
    made |= {f"sample in {name}": for_readers(SAMPLES[0], style) for name, style in OTHERS.items()}
    return made | {
        "everything": for_readers(EVERYTHING, with_everything(OFFICIAL)),
        "little": export_docx(EVERYTHING, without_much(OFFICIAL)),
        "working copy": working_copy(SAMPLES[-1], OFFICIAL),
        "volume": export_docx(volume_of(2026, SAMPLES), OFFICIAL),
    }


@pytest.mark.skipif(VALIDATOR is None, reason=MISSING)
@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", documents())
def test_no_version_of_word_finds_an_error(name: str, version: str) -> None:
    assert errors_in(documents()[name], version) == []


@pytest.mark.skipif(VALIDATOR is None, reason=MISSING)
def test_an_error_would_be_found() -> None:
    broken = edited(documents()["everything"], lambda xml: xml.replace("<w:pStyle", "<w:ind/><w:pStyle", 1))
    assert errors_in(broken, "Office2013")
