import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from editor.errors import ExportError
from editor.exporters import libreoffice
from editor.exporters.blocks import paper
from editor.exporters.docx import export_docx
from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from tests.render.rendering import AVAILABLE

STYLE = HouseStyle("official", "刊名", "编印单位", ())
ISSUE = Issue(
    "刊名",
    2026,
    1,
    date(2026, 1, 2),
    "编印单位",
    sections=(
        Section("栏目", (Article("k3f9qd", "前一篇", (Paragraph("字" * 900),)), Article("b2c3d4", "后一篇"))),
    ),
)
installed = [pytest.mark.render, pytest.mark.skipif(not AVAILABLE, reason="LibreOffice is not installed")]


def as_program(path: Path, script: str) -> Path:
    if sys.platform == "win32":
        pytest.skip("the stand-in for LibreOffice is a shell script")
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_without_libreoffice_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: None)
    with pytest.raises(ExportError) as caught:
        libreoffice.to_pdf(b"")
    assert "没有找到 LibreOffice" in str(caught.value)
    assert "安装" in str(caught.value)
    assert str(caught.value).count("。") == 1


def test_a_libreoffice_that_prints_nothing_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = as_program(tmp_path / "soffice", "exit 0")
    monkeypatch.setattr(libreoffice, "find", lambda: program)
    with pytest.raises(ExportError, match="没有做出文件"):
        libreoffice.to_pdf(b"")


def test_a_libreoffice_that_does_not_start_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "find", lambda: tmp_path / "gone")
    with pytest.raises(ExportError, match="无法启动"):
        libreoffice.to_pdf(b"")


def test_a_libreoffice_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The starter waits for a child, as LibreOffice's own does; ending it must end both.
    alive = tmp_path / "alive"
    program = as_program(tmp_path / "soffice", f'sleep 60 & echo $! > "{alive}"; wait')
    monkeypatch.setattr(libreoffice, "find", lambda: program)
    monkeypatch.setattr(libreoffice, "_START_SECONDS", 1)
    monkeypatch.setattr(libreoffice, "_DOCUMENT_SECONDS", 0)
    with pytest.raises(ExportError, match="1秒"):
        libreoffice.to_pdf(b"")
    state = Path(f"/proc/{alive.read_text().strip()}/stat")
    assert not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = as_program(tmp_path / "soffice", "exit 0")
    monkeypatch.setattr(libreoffice, "find", lambda: program)
    folder = tmp_path / "临时"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with pytest.raises(ExportError):
        libreoffice.to_pdf(b"")
    assert list(folder.iterdir()) == []


def test_names_in_a_pdf_hold_ascii_letters_and_digits_only() -> None:
    assert libreoffice._destination_name("a_k3f9qd") == "a5Fk3f9qd"


class TestWithLibreOffice:
    pytestmark = installed

    def test_a_temporary_folder_with_a_chinese_name_and_blanks_is_no_obstacle(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "临时 文件夹"
        folder.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        assert libreoffice.to_pdf(export_docx(ISSUE, STYLE)).startswith(b"%PDF")

    def test_two_exports_at_the_same_time_do_not_disturb_each_other(self) -> None:
        docx = export_docx(ISSUE, STYLE)
        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(libreoffice.to_pdf, (docx, docx))
        assert first.startswith(b"%PDF")
        assert second.startswith(b"%PDF")

    def test_each_anchor_has_the_sheet_on_which_it_stands(self) -> None:
        pages = paper(ISSUE, STYLE).pages
        pdf = libreoffice.to_pdf(export_docx(ISSUE, STYLE))
        rendering = libreoffice.read_rendering(pdf, ["k3f9qd", "b2c3d4", "section-0", "nobody"])
        assert rendering.count == 3
        assert rendering.sheets == {"k3f9qd": 1, "b2c3d4": 2, "section-0": 1}
        assert rendering.numbers(pages) == {"k3f9qd": 2, "b2c3d4": 3, "section-0": 2}


def test_a_rendering_without_anchors_has_no_numbers() -> None:
    assert libreoffice.Rendering(1, {}).numbers(paper(ISSUE, STYLE).pages) == {}


def test_numbers_count_from_the_sheet_that_the_engine_calls_page_one() -> None:
    pages = paper(ISSUE, STYLE).pages
    assert pages.first_sheet == 0
    later = libreoffice.Rendering(4, {"section-0": 2, "k3f9qd": 2, "b2c3d4": 3})
    # A 目录 that ran over to a second sheet in LibreOffice.
    assert later.numbers(pages) == {"section-0": 3, "k3f9qd": 3, "b2c3d4": 4}


def test_numbers_count_from_the_body_where_the_style_says_so() -> None:
    from_body = replace(STYLE, page=replace(STYLE.page, first_page="body"))
    pages = paper(ISSUE, from_body).pages
    assert pages.first_sheet == 1
    later = libreoffice.Rendering(4, {"section-0": 2, "k3f9qd": 2, "b2c3d4": 3})
    assert later.numbers(pages) == {"section-0": 1, "k3f9qd": 1, "b2c3d4": 2}
