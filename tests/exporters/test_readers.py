"""Other programs read the document as it is meant: headings as headings, all text, in order."""

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest

from editor.exporters.blocks import blocks
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.store.issue_file import load_issue
from editor.store.style_file import load_style
from tests.exported import for_readers
from tests.generated import generated_issue
from tests.imported import import_txt

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "issues" / "2026-01.toml"
STYLES = sorted((ROOT / "tests" / "data" / "styles").glob("*.toml"))


@pytest.fixture(scope="module", params=["made up", "sample", "published", *(path.stem for path in STYLES)])
def case(request: pytest.FixtureRequest, issue: Issue, style: HouseStyle) -> tuple[Issue, HouseStyle]:
    """Issues in the official style, and a generated one in each of the others."""
    if request.param == "made up":
        return issue, style
    if request.param == "sample":
        return load_issue(SAMPLE), style
    if request.param != "published":
        path = next(path for path in STYLES if path.stem == request.param)
        return generated_issue(STYLES.index(path), articles=12), load_style(path)
    published = request.getfixturevalue("published")
    return import_txt(published.read_bytes(), published.name, style).issue, style


@pytest.fixture(scope="module")
def whole(case: tuple[Issue, HouseStyle]) -> Issue:
    return case[0]


@pytest.fixture(scope="module")
def made(case: tuple[Issue, HouseStyle]) -> bytes:
    return for_readers(*case)


@pytest.fixture(scope="module")
def printed(case: tuple[Issue, HouseStyle]) -> list[str]:
    """Every text that is printed, in order, the right ends of rows included."""
    return [bare(part) for block in blocks(*case) for part in (block.text, block.right) if part]


def bare(text: str) -> str:
    """The text without blanks and without the difference between quotation marks."""
    return re.sub(r"\s", "", text).replace("“", '"').replace("”", '"')


def assert_in_order(texts: list[str], reading: str) -> None:
    place = 0
    for text in texts:
        found = reading.find(text, place)
        assert found >= 0, text
        place = found + len(text)


def test_python_docx_finds_sections_and_titles_as_headings(made: bytes, whole: Issue) -> None:
    paragraphs = docx.Document(BytesIO(made)).paragraphs
    sections = [p.text for p in paragraphs if p.style is not None and p.style.name == "Heading 1"]
    titles = [p.text for p in paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert sections == [section.name for section in whole.sections if section.articles]
    assert [title.replace("\n", "") for title in titles] == [article.title for article in whole.articles]


def test_python_docx_reads_everything_in_order(made: bytes, printed: list[str]) -> None:
    assert_in_order(printed, bare("".join(p.text for p in docx.Document(BytesIO(made)).paragraphs)))


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_pandoc_reads_everything_in_order(made: bytes, printed: list[str], tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(made)
    plain = subprocess.run(
        ["pandoc", "--wrap=none", "-t", "plain", str(path)], capture_output=True, check=True
    ).stdout.decode("utf-8")
    assert_in_order(printed, bare(plain))


def test_mammoth_reads_everything_in_order(made: bytes, printed: list[str]) -> None:
    mammoth = pytest.importorskip("mammoth")
    assert_in_order(printed, bare(mammoth.extract_raw_text(BytesIO(made)).value))


def test_docx2python_reads_everything_in_order(made: bytes, printed: list[str]) -> None:
    docx2python = pytest.importorskip("docx2python").docx2python
    with docx2python(BytesIO(made)) as content:
        # It wraps links in HTML, bookmarks not.
        reading = re.sub(r"</?a[^>]*>", "", content.text)
    assert_in_order(printed, bare(reading))
