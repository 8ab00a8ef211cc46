"""Nothing that is not printed leaves the house, whatever the format: searched for by marker words in every part."""

import getpass
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from editor.exporters.docx import export_docx, export_volume_docx
from editor.exporters.html import export_html, export_volume_html
from editor.exporters.libreoffice import to_pdf
from editor.exporters.markdown import export_markdown, export_volume_markdown
from editor.exporters.txt import export_txt, export_volume_txt
from editor.exporters.volume import volume_of
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from tests.exported import for_readers, working_copy
from tests.render.rendering import AVAILABLE

MARKERS = (
    "备稿题标记",
    "备稿文标记",
    "来源标记",
    "备注标记",
    "放行标记",
    "空栏标记",
    "来稿标记",
    "自定标记",
    "发布标记",
)


@pytest.fixture
def marked(issue: Issue) -> Issue:
    article = replace(
        next(issue.articles), source="来源标记", note="备注标记", accept=("x: 放行标记",), unit="来稿标记"
    )
    spare = Article(
        "spare9", "备稿题标记", (Paragraph("备稿文标记"), Chain(("备稿文标记",))), source="来源标记"
    )
    first = issue.sections[0]
    sections = (
        replace(first, articles=(article, *first.articles[1:])),
        *issue.sections[1:],
        Section("空栏标记"),
    )
    return replace(
        issue, sections=sections, spares=(spare,), extra=(("phone", "自定标记"),), published_by="发布标记"
    )


EXPORTS: Mapping[str, Callable[[Issue, HouseStyle], bytes]] = {
    "docx": for_readers,
    "docx, clean": export_docx,
    "docx of a volume": lambda issue, style: export_volume_docx(volume_of(2026, [issue]), style),
    "txt": export_txt,
    "html": export_html,
    "md": export_markdown,
    "html of a volume": lambda issue, style: export_volume_html(volume_of(2026, [issue]), style),
    "md of a volume": lambda issue, style: export_volume_markdown(volume_of(2026, [issue]), style),
    "txt of a volume": lambda issue, style: export_volume_txt(volume_of(2026, [issue]), style),
}


def everything_in(data: bytes) -> str:
    """All that a search of the file finds."""
    if not data.startswith(b"PK"):
        return data.decode()
    with ZipFile(BytesIO(data)) as archive:
        parts = [*archive.namelist(), *(archive.read(name).decode() for name in archive.namelist())]
    return "\n".join(parts)


@pytest.mark.parametrize("name", EXPORTS)
def test_no_word_that_is_not_printed_is_in_a_file_for_readers(name, marked, style):
    text = everything_in(EXPORTS[name](marked, style))
    assert "智能渔港" in text
    assert not [word for word in MARKERS if word in text]
    assert "spare9" not in text
    assert str(Path.home()) not in text
    assert getpass.getuser() not in text.replace("docRoot", "")


@pytest.mark.render
@pytest.mark.skipif(not AVAILABLE, reason="LibreOffice is not installed")
def test_no_word_that_is_not_printed_is_in_a_pdf(marked, style):
    reader = PdfReader(BytesIO(to_pdf(export_docx(marked, style))))
    words = [page.extract_text() for page in reader.pages]
    words += [str(reader.metadata), str(reader.outline), str(list(reader.named_destinations))]
    words.append(reader.trailer["/Root"]["/Metadata"].get_data().decode())
    text = "".join("".join(words).split())
    assert "智能渔港" in text
    assert not [word for word in (*MARKERS, "spare9", str(Path.home()) + "/") if word in text]


def test_a_working_copy_has_them_all(marked, style):
    text = everything_in(working_copy(marked, style))
    assert not [word for word in MARKERS if word not in text]
