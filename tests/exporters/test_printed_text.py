"""The text of a PDF from an office's printer held against its 目录, without any printer: the sheets are made here."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from pypdf import PdfWriter

from editor.cli import run
from editor.errors import ImportRefusedError, UsageError
from editor.exporters.blocks import CONTENTS, Paper, paper, settled
from editor.exporters.edition import volume_blocks, volume_of
from editor.exporters.printed import bound_year, compared, sheets_of
from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from editor.session.printed import verify_pdf
from editor.session.workspace import Workspace
from tests.generated import generated_issue


def sheets(ours: Paper, moved: Sequence[str] = ()) -> list[str]:
    """The text of each sheet, bare, as a PDF gives it; the titles ``moved`` stand one sheet later."""
    found = [""] * (ours.pages.count + 1)
    for placed in ours.pages.blocks:
        block = placed.block
        for part in placed.parts:
            lines = placed.lines[part.first : part.end]
            text = "".join(block.text[line.start : line.end] for line in lines)
            right = block.right if part.end == len(placed.lines) else ""
            dots = "." * 20 if block.kind in CONTENTS else ""
            found[part.sheet + (block.anchor in moved and block.kind == "title")] += f"{text}{dots}{right}"
    numbers = [ours.pages.number(sheet) for sheet in range(len(found))]
    return [
        "".join(normalize("NFKC", f"{text}— {number} —").split())
        for text, number in zip(found, numbers, strict=True)
        if text
    ]


def titled(*titles: str) -> Issue:
    body = (Paragraph("汉" * 300),)
    articles = tuple(Article(f"aaaaa{number}", title, body) for number, title in enumerate(titles, 2))
    return Issue(
        "刊名", 2026, 1, date(2026, 1, 2), "单位", sections=(Section("2026年要闻", articles), Section("栏"))
    )


DIGITS = titled("12345热线提质", "5G应用", "2026年1号文件", "“十五五”", "8部门发文")


def test_titles_that_begin_with_digits_leave_the_numbers_of_the_rows_above_alone(style: HouseStyle) -> None:
    ours = paper(DIGITS, style)
    found = compared(sheets(ours), ours, style)
    assert [each.said for each in found] == [each.page for each in found]
    assert [each.said for each in found] == [ours.pages.page_of(a.id) for a in DIGITS.articles]


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_title_that_is_spoken_of_earlier_is_not_taken_for_the_article(
    style: HouseStyle, place: Literal["before", "after"]
) -> None:
    first, *others = DIGITS.articles
    talking = replace(first, body=(Paragraph("汉" * 600), Paragraph("详见“5G应用”一文。"), *first.body))
    section = replace(DIGITS.sections[0], articles=(talking, *others))
    issue = replace(
        DIGITS, sections=(section,), editor_note="本期导读：12345热线提质；5G应用；2026年1号文件。"
    )
    here = replace(style, contents=replace(style.contents, editor_note=place))
    ours = paper(issue, here)
    found = compared(sheets(ours), ours, here)
    assert [(each.said, each.page) for each in found] == [
        (ours.pages.page_of(article.id),) * 2 for article in issue.articles
    ]


def test_an_article_that_is_not_printed_is_named_and_the_others_are_found(style: HouseStyle) -> None:
    ours = paper(DIGITS, style)
    made = sheets(ours)
    at = max(number for number, text in enumerate(made) if "5G应用" in text)
    made[at] = "".join(made[at].rsplit("5G应用", 1))
    found = compared(made, ours, style)
    assert [each.title for each in found if each.page is None] == ["5G应用"]
    assert all(each.page == each.said for each in found if each.page is not None)


def test_what_the_contents_say_is_read_where_the_next_row_is_not_printed(style: HouseStyle) -> None:
    short = replace(DIGITS, sections=(replace(DIGITS.sections[0], articles=tuple(DIGITS.articles)[::2]),))
    made = sheets(paper(short, style))
    found = {each.title: each for each in compared(made, paper(DIGITS, style), style)}
    printed = [found[article.title] for article in short.articles]
    assert all(each.said == each.page for each in printed)
    assert (found["5G应用"].said, found["5G应用"].page, found["5G应用"].is_right) == (None, None, False)


def test_what_moved_is_named_and_nothing_else(style: HouseStyle) -> None:
    ours = paper(DIGITS, style)
    found = compared(sheets(ours, ["aaaaa4"]), ours, style)
    moved = [each.title for each in found if each.page != each.said]
    assert "2026年1号文件" in moved
    assert "12345热线提质" not in moved


def test_a_volume_is_held_against_its_own_contents(style: HouseStyle) -> None:
    volume = volume_of(2026, [generated_issue(seed, articles=4) for seed in (1, 2, 3)])
    ours = settled(volume_blocks(volume, style), style)
    made = sheets(ours)
    assert bound_year(made) == (2026, 3)
    found = compared(made, ours, style)
    assert len(found) == 12
    assert all(each.page == each.said for each in found)


def test_an_issue_is_no_volume(style: HouseStyle) -> None:
    assert bound_year(sheets(paper(DIGITS, style))) is None


class TestInAWorkspace:
    """With sheets in the place of a PDF's."""

    @pytest.fixture
    def pdf(self, samples: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        """Give the sheets of the PDF, and get its path."""

        def of(made: list[str]) -> Path:
            monkeypatch.setattr("editor.session.printed.sheets_of", lambda data, name: made)
            path = tmp_path / "打印.pdf"
            path.write_bytes(b"")
            return path

        return of

    def in_style(self, samples: Workspace, word: str) -> Paper:
        issue = samples.load(samples.resolve(word))
        return paper(issue, samples.style(issue.style))

    def test_the_issue_is_known_by_its_titles(self, samples, pdf) -> None:
        verdict = verify_pdf(samples, pdf(sheets(self.in_style(samples, "2026-02"))))
        assert (verdict.label, verdict.moved) == ("2026年第2期", ())

    def test_another_issue_than_the_one_named_is_said(self, samples, pdf) -> None:
        path = pdf(sheets(self.in_style(samples, "2026-02")))
        with pytest.raises(UsageError, match="这不是2026年第3期的 PDF，是2026年第2期的"):
            verify_pdf(samples, path, samples.resolve("2026-03"))

    def test_a_pdf_of_no_issue_here_is_said(self, samples, pdf, style) -> None:
        path = pdf(sheets(paper(DIGITS, style)))
        for word in (None, samples.resolve("2026-01")):
            with pytest.raises(UsageError, match="没有一期有这份 PDF 里的标题"):
                verify_pdf(samples, path, word)

    def test_a_front_page_alone_is_said(self, samples, pdf) -> None:
        path = pdf(sheets(self.in_style(samples, "2026-01"))[:1])
        with pytest.raises(ImportRefusedError, match="没有2026年第1期的正文"):
            verify_pdf(samples, path)

    @pytest.mark.parametrize(("key", "said"), [("show", "没有目录"), ("page_numbers", "不印页码")])
    def test_a_style_without_contents_or_numbers_is_said(self, samples, pdf, key, said) -> None:
        path = pdf(sheets(self.in_style(samples, "2026-01")))
        official = samples.styles_folder / "official.toml"
        head, contents = official.read_text("utf-8").split("\n[contents]")
        off = re.sub(f"(?m)^{key} = true", f"{key} = false", contents, count=1)
        official.write_text(f"{head}\n[contents]{off}", "utf-8")
        with pytest.raises(UsageError, match=said):
            verify_pdf(Workspace.find(samples.root), path)

    def test_a_volume_of_all_or_of_what_is_published_is_known(self, samples, pdf, yaoxun_in) -> None:
        every = samples.of_year(2026)
        style = samples.style(every[0].style)
        for issues in (every, every[-1:]):
            ours = settled(volume_blocks(volume_of(2026, issues), style), style)
            path = pdf(sheets(ours))
            if len(issues) == 1:
                with pytest.raises(UsageError, match="这是1期的2026年合订本，现在有3期"):
                    verify_pdf(samples, path)
                assert run(["publish", "2026-01"]) == 0
            verdict = verify_pdf(samples, path)
            assert (verdict.label, verdict.moved) == ("2026年合订本", ())
            assert len(verdict.articles) == sum(1 for issue in issues for _ in issue.articles)

    @pytest.fixture
    def yaoxun_in(self, samples, monkeypatch):
        monkeypatch.chdir(samples.root)


@pytest.mark.parametrize("cipher", ["RC4-128", "AES-256"])
@pytest.mark.parametrize("password", ["", "geheim"])
def test_a_locked_pdf_is_said_whatever_its_cipher(cipher: str, password: str) -> None:
    pytest.importorskip("cryptography") if cipher.startswith("AES") else None
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt(password, "owner", algorithm=cipher)
    buffer = BytesIO()
    writer.write(buffer)
    said = "加了密" if password else "没有文字"
    with pytest.raises(ImportRefusedError, match=said):
        sheets_of(buffer.getvalue(), "密.pdf")


def test_a_cipher_without_its_library_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdf
    from pypdf.errors import DependencyError

    def refuse(*_: object) -> None:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    monkeypatch.setattr(pypdf, "PdfReader", refuse)
    with pytest.raises(ImportRefusedError, match="加了密"):
        sheets_of(b"%PDF-1.7", "密.pdf")
