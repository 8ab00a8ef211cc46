"""A PDF from other fonts than the official ones: exactly the articles that moved are named."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from editor.cli import run
from editor.errors import ImportRefusedError
from editor.exporters.blocks import contents_pages, paper
from editor.exporters.docx import export_docx
from editor.exporters.libreoffice import read_rendering, to_pdfs
from editor.exporters.printed import compared, sheets_of
from editor.session.workspace import Workspace
from editor.store.style_file import load_style
from tests.generated import generated_issue
from tests.render.rendering import AVAILABLE, render_all

ROOT = Path(__file__).parents[2]
STYLE = load_style(ROOT / "styles" / "official.toml")
SEEDS = range(4)
installed = [
    pytest.mark.render,
    pytest.mark.skipif(not AVAILABLE, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("render"),
]


@cache
def printed() -> dict[str, list[bytes]]:
    """The same documents in fonts of the official measure, and in whatever this machine has."""
    documents = [export_docx(generated_issue(seed), STYLE) for seed in SEEDS]
    return {"official": [pages.pdf for pages in render_all(documents)], "other": to_pdfs(documents)}


def _tags(node: Any) -> Iterator[str]:
    """The tags of a structure tree, that of every element once."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, dict) and "/S" in node:
        yield str(node["/S"])
        yield from _tags(node.get("/K", []))


class TestWithLibreOffice:
    pytestmark = installed

    @pytest.mark.parametrize("fonts", ["official", "other"])
    @pytest.mark.parametrize("seed", SEEDS)
    def test_exactly_the_articles_that_moved_are_named(self, seed: int, fonts: str) -> None:
        pdf, ours = printed()[fonts][seed], paper(generated_issue(seed), STYLE)
        expected = contents_pages(ours.blocks, ours.pages)
        truth = read_rendering(pdf, expected).numbers(ours.pages)
        titles = [(article.title, article.id) for article in generated_issue(seed).articles]
        found = compared(sheets_of(pdf, "a.pdf"), ours, STYLE)
        assert [(each.title, each.said, each.page) for each in found] == [
            (title, expected[anchor], truth[anchor]) for title, anchor in titles
        ]

    def test_other_fonts_do_move_articles(self) -> None:
        ours = paper(generated_issue(0), STYLE)
        found = compared(sheets_of(printed()["other"][0], "a.pdf"), ours, STYLE)
        assert any(each.page != each.said for each in found)

    def test_a_pdf_of_an_issue_is_known_by_its_titles(
        self, samples: Workspace, tmp_path: Path, capsys, monkeypatch
    ) -> None:
        monkeypatch.chdir(samples.root)
        assert run(["export", "2026-02", "--to", "pdf", "-o", str(tmp_path)]) == 0
        (path,) = tmp_path.glob("*.pdf")
        capsys.readouterr()
        code = run(["verify", str(path)])
        said = capsys.readouterr()
        assert said.err.startswith("2026年第2期：PDF 共")
        assert code == bool(said.out)
        assert run(["verify", str(path), "2026-03"]) == 2
        assert capsys.readouterr().err.endswith("这不是2026年第3期的 PDF，是2026年第2期的。\n")

    def test_a_pdf_is_tagged_in_chinese_with_title_outline_and_for_the_archive(
        self, samples: Workspace, tmp_path: Path, monkeypatch
    ) -> None:
        monkeypatch.chdir(samples.root)
        assert run(["export", "2026-01", "--to", "pdf", "-o", str(tmp_path)]) == 0
        (path,) = tmp_path.glob("*.pdf")
        reader = PdfReader(path)
        catalogue = reader.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"]
        assert catalogue["/Lang"] == "zh-CN"
        assert reader.metadata.title == "长三角每周要讯2026年第1期"
        assert next(item.title for item in reader.outline if not isinstance(item, list)) == "科创聚焦"
        archive = catalogue["/Metadata"].get_data().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in archive
        assert "<pdfaid:conformance>B</pdfaid:conformance>" in archive
        # What PDF/A-2 (ISO 19005-2) asks of any file: an output intent, all fonts inside, no forms, no transparency left open.
        assert catalogue["/OutputIntents"]
        assert "/AcroForm" not in catalogue
        fonts = {
            str(name): font.get_object()
            for page in reader.pages
            for name, font in page["/Resources"]["/Font"].items()
        }
        for font in fonts.values():
            assert "/ToUnicode" in font
            inside = font.get("/DescendantFonts", [font])[0].get_object()["/FontDescriptor"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inside)
        tags = Counter(_tags(catalogue["/StructTreeRoot"]["/K"]))
        issue = samples.load(samples.resolve("2026-01"))
        assert tags["/H1"] == sum(bool(section.articles) for section in issue.sections)
        assert tags["/H2"] == len(list(issue.articles))
        assert tags["/TOCI"] == tags["/H1"] + tags["/H2"]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"%PDF-1.7\n", "要讯".encode(), b"%PDF-1.4\n" + b"\0" * 5000]
)
def test_what_is_no_pdf_is_said_in_one_sentence(
    data: bytes, tmp_path: Path, samples: Workspace, monkeypatch, capsys
) -> None:
    with pytest.raises(ImportRefusedError):
        sheets_of(data, "坏.pdf")
    path = tmp_path / "坏.pdf"
    path.write_bytes(data)
    monkeypatch.chdir(samples.root)
    assert run(["verify", str(path)]) == 2
    said = capsys.readouterr()
    assert said.err.count("\n") == 1
    assert not said.out
