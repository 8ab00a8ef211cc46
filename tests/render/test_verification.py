"""``export --verify`` and ``--to pdf`` through the command line."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from editor.cli import run
from editor.exporters import blocks, libreoffice
from editor.exporters.blocks import paper
from editor.layout.pages import Pages
from editor.session.exports import export_issue
from editor.session.workspace import Workspace
from tests.render.rendering import AVAILABLE

FONTS = str(Path(__file__).with_name("fonts.conf"))


@pytest.fixture
def latest(samples: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.chdir(samples.root)
    monkeypatch.setenv("FONTCONFIG_FILE", FONTS)
    return samples


@pytest.mark.parametrize("words", [["--verify"], ["--to", "pdf"], ["--to", "docx", "--verify"]])
def test_without_libreoffice_one_sentence_says_what_to_install_and_nothing_is_written(
    words, latest, monkeypatch, capsys
):
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    assert run(["export", "latest", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "LibreOffice" in said.err
    assert "安装" in said.err
    assert said.err.count("\n") == 1
    assert not latest.exports_folder.exists()


def test_plain_text_alone_has_no_page_numbers_to_verify(latest, capsys):
    assert run(["export", "latest", "--to", "txt", "--verify"]) == 2
    assert "--to docx" in capsys.readouterr().err
    assert not latest.exports_folder.exists()


@pytest.mark.render
@pytest.mark.skipif(not AVAILABLE, reason="LibreOffice is not installed")
class TestWithLibreOffice:
    def test_right_numbers_are_said_to_be_right(self, latest, capsys):
        assert run(["export", "latest", "--verify"]) == 0
        said = capsys.readouterr()
        assert "与本程序一致" in said.err
        assert "页码全部一致" in said.err
        assert [Path(line).suffix for line in said.out.splitlines()] == [".docx", ".txt"]

    def test_a_pdf_is_written_and_named(self, latest, capsys):
        assert run(["export", "latest", "--to", "pdf"]) == 0
        path = Path(capsys.readouterr().out.strip())
        assert path.suffix == ".pdf"
        assert path.read_bytes().startswith(b"%PDF")

    def test_wrong_numbers_are_corrected_and_named(self, latest, monkeypatch, tmp_path):
        issue = latest.load(latest.latest())
        style = latest.style(issue.style)
        right = export_issue(issue, style, tmp_path / "right", formats=["docx"]).paths[0].read_bytes()
        last = [article.id for article in issue.articles][-1]
        true_page = paper(issue, style).pages.page_of(last)

        class OneOff(Pages):
            def page_of(self, anchor: str) -> int:
                return super().page_of(anchor) + (anchor == last)

        right_paper = blocks.settled

        def wrong_paper(*arguments):
            found = right_paper(*arguments)
            return replace(
                found, pages=OneOff(**{f.name: getattr(found.pages, f.name) for f in fields(Pages)})
            )

        monkeypatch.setattr(blocks, "settled", wrong_paper)
        exported = export_issue(issue, style, tmp_path / "verified", formats=["docx"], verify=True)
        assert any(f"{true_page + 1} → {true_page}" in remark for remark in exported.remarks)
        assert exported.paths[0].read_bytes() == right
