"""Tracked changes are read as accepted and counted. What pandoc reads is the judge, where it is installed."""

import shutil
import subprocess

import pytest

from editor.model.body import Paragraph

from .golden import lines_of
from .word_file import HEAD, p, r, said, take, word_file

SIMPLE = p("科创聚焦", "H1") + p("上海建设概念验证中心", "H2")
WHO = 'w:id="1" w:author="王" w:date="2026-01-05T09:00:00Z"'


def ins(content: str) -> str:
    return f"<w:ins {WHO}>{content}</w:ins>"


def gone(text: str) -> str:
    """A deleted run."""
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def para(content: str, mark: str = "") -> str:
    """A paragraph whose mark itself was inserted (``ins``), deleted (``del``) or moved."""
    properties = f"<w:pPr><w:rPr><w:{mark} {WHO}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{properties}{content}</w:p>"


def moved(kind: str, content: str) -> str:
    start = f'<w:{kind}RangeStart {WHO} w:name="move1"/>'
    return f'{start}<w:{kind} {WHO}>{content}</w:{kind}><w:{kind}RangeEnd w:id="1"/>'


def row(text: str, change: str) -> str:
    return f"<w:tr><w:trPr><w:{change} {WHO}/></w:trPr><w:tc><w:tcPr/>{p(text)}</w:tc></w:tr>"


KINDS = {
    "inserted words": (para(r("共") + ins(r("约")) + r("120家。")), 1),
    "deleted words": (para(r("共") + gone("约") + r("120家。")), 1),
    "a figure replaced": (para(r("共") + gone("100") + ins(r("120")) + r("家。")), 2),
    "an inserted paragraph": (para(r("甲。")) + para(ins(r("乙。")), "ins") + para(r("丙。")), 1),
    "a deleted paragraph": (para(r("甲。")) + para(gone("乙。"), "del") + para(r("丙。")), 1),
    "a split paragraph": (para(r("甲。"), "ins") + para(r("乙。")), 1),
    "joined paragraphs": (para(r("甲，"), "del") + para(r("乙。")), 1),
    "three joined paragraphs": (para(r("甲，"), "del") + para(r("乙，"), "del") + para(r("丙。")), 2),
    "words moved": (
        para(moved("moveFrom", r("乙，")) + r("甲，") + moved("moveTo", r("乙，")) + r("丙。")),
        1,
    ),
    "a paragraph moved": (
        para(moved("moveFrom", r("乙。")), "moveFrom")
        + para(r("甲。"))
        + para(moved("moveTo", r("乙。")), "moveTo")
        + para(r("丙。")),
        1,
    ),
    "formatting only": (
        f"<w:p><w:pPr><w:jc w:val='left'/><w:pPrChange {WHO}><w:pPr><w:jc w:val='center'/></w:pPr></w:pPrChange></w:pPr>"
        f"<w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>甲。</w:t></w:r></w:p>",
        2,
    ),
    "a deletion inside an insertion": (para(r("甲") + ins(r("乙") + gone("丙") + r("丁")) + r("。")), 2),
    "a link inserted": (para(r("见") + ins(f"<w:hyperlink>{r('公告')}</w:hyperlink>") + r("。")), 1),
    "rows inserted and deleted": (
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid>{row('甲。', 'ins')}{row('乙。', 'del')}</w:tbl>"
        + para(r("丙。")),
        2,
    ),
}


def count(imported) -> int:
    (line,) = (line for line in said(imported) if "处修订" in line)
    return int(line.partition("文中有")[2].partition("处")[0])


@pytest.mark.parametrize("kind", KINDS)
def test_the_count_of_changes_is_reported(kind):
    text, changes = KINDS[kind]
    assert count(take(SIMPLE + text)) == changes


BEYOND_PANDOC = {
    "a link inserted",
    "rows inserted and deleted",
}  # it loses the first and keeps the deleted row


def pandoc_lines(data: bytes) -> list[str]:
    """The lines that pandoc reads, without blanks: it puts one where paragraphs were joined."""
    command = ["pandoc", "--from=docx", "--to=plain", "--wrap=none", "--track-changes=accept"]
    plain = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    kept = [line.strip() for line in plain.splitlines()]
    return [line.replace(" ", "") for line in kept if line.strip("- ")]


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - BEYOND_PANDOC))
def test_changes_are_read_as_pandoc_accepts_them(kind):
    text = SIMPLE + KINDS[kind][0]
    assert lines_of(take(text)) == pandoc_lines(word_file(HEAD + text))[3:]


def test_an_inserted_link_and_rows_are_read_as_accepted():
    lines = {kind: lines_of(take(SIMPLE + KINDS[kind][0]))[2:] for kind in BEYOND_PANDOC}
    assert lines == {"a link inserted": ["见公告。"], "rows inserted and deleted": ["甲。", "丙。"]}


def test_a_changed_figure_is_read_as_the_new_one():
    (article,) = take(SIMPLE + KINDS["a figure replaced"][0]).issue.articles
    assert article.body == (Paragraph("共120家。"),)


def test_a_paragraph_joined_to_a_title_leaves_the_title_its_own():
    text = p("科创聚焦", "H1") + para(gone("旧标题"), "del") + p("上海建设概念验证中心", "H2") + p("甲。")
    assert lines_of(take(text)) == ["科创聚焦", "上海建设概念验证中心", "甲。"]


def test_a_file_without_changes_says_nothing_of_them():
    assert not said(take(SIMPLE + p("甲。")))
