"""A DOCX as LibreOffice prints it, taken apart again: rows of text, and where ink stands below the type area.

The official fonts are played by free ones of the same measure (fonts.conf). Needs LibreOffice and poppler-utils.
"""

import html
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from editor.exporters.libreoffice import Rendering, find, read_rendering, to_pdfs

MM = 72 / 25.4
TOP, LEFT, BOTTOM = 37 * MM, 28 * MM, (297 - 35) * MM  # the type area of GB/T 9704-2012
AVAILABLE = find() is not None and shutil.which("pdftotext") is not None

_PAGE = re.compile("<page ")
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
_SAME_ROW_PT = 4.0
_DOTS_PER_INCH = 144


@dataclass(frozen=True)
class Row:
    """One row of text: the middle of its height and its two ends, in points from the top left of the paper."""

    middle: float
    left: float
    right: float
    text: str


@dataclass(frozen=True)
class Ink:
    """The box of the ink below the type area of a page, in millimetres from the paper's top and left edge.

    ``dash`` is the height at which most of it lies: that of the dashes beside the page number.
    """

    left: float
    right: float
    dash: float


@dataclass(frozen=True)
class RenderedPages:
    """A rendered document."""

    pdf: bytes

    @cached_property
    def rows(self) -> tuple[tuple[Row, ...], ...]:
        """The rows of each sheet, from top to bottom, the page number among them."""
        return _rows(self.pdf)

    def rendering(self, anchors: Iterable[str]) -> Rendering:
        """On which sheets the anchors stand."""
        return read_rendering(self.pdf, anchors)

    def body(self, sheet: int) -> list[Row]:
        """The rows inside the type area."""
        return [row for row in self.rows[sheet] if TOP <= row.middle <= BOTTOM]

    def foot(self, sheet: int) -> Ink | None:
        """What is printed below the type area of a sheet."""
        return self._feet[sheet]

    @cached_property
    def _feet(self) -> list[Ink | None]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "page.pdf")
            path.write_bytes(self.pdf)
            subprocess.run(
                ["pdftoppm", "-gray", "-r", str(_DOTS_PER_INCH), str(path), str(path.with_suffix(""))],
                check=True,
            )
            return [_ink(picture.read_bytes()) for picture in sorted(Path(folder).glob("*.pgm"))]


def render(docx: bytes) -> RenderedPages:
    """One document; several cost little more: :func:`render_all`."""
    return render_all([docx])[0]


def render_all(documents: Sequence[bytes]) -> list[RenderedPages]:
    """Documents in the fonts that stand in for the official ones, all in one start of LibreOffice."""
    fonts = {"FONTCONFIG_FILE": str(Path(__file__).with_name("fonts.conf"))}
    pdfs = to_pdfs(documents, environment={**os.environ, **fonts})
    return list(map(RenderedPages, pdfs))


def _rows(pdf: bytes) -> tuple[tuple[Row, ...], ...]:
    found = subprocess.run(
        ["pdftotext", "-bbox-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode("utf-8")
    return tuple(tuple(_rows_of_page(page)) for page in _PAGE.split(found)[1:])


def _rows_of_page(page: str) -> Iterable[Row]:
    rows: dict[float, list[tuple[float, float, str]]] = {}
    for left, top, right, bottom, text in _WORD.findall(page):
        middle = (float(top) + float(bottom)) / 2
        key = next((known for known in rows if abs(known - middle) < _SAME_ROW_PT), middle)
        rows.setdefault(key, []).append((float(left), float(right), html.unescape(text)))
    for middle, words in sorted(rows.items()):
        words.sort()
        yield Row(
            middle, words[0][0], max(right for _, right, _ in words), "".join(word[2] for word in words)
        )


def _ink(picture: bytes) -> Ink | None:
    """The ink below the type area in a grey picture (PGM) of a page."""
    header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture)
    assert header is not None
    width = int(header[1])
    per_mm = _DOTS_PER_INCH / 25.4
    first = round((297 - 35 + 1) * per_mm)  # a millimetre below the type area, clear of letters' tails
    lines = [
        [x for x in range(width) if picture[at + x] < 128]
        for at in range(header.end() + first * width, len(picture) - width + 1, width)
    ]
    if not any(lines):
        return None
    longest = max(map(len, lines))
    dash = [number for number, line in enumerate(lines) if len(line) >= longest * 0.9]
    middle = first + (dash[0] + dash[-1] + 1) / 2
    columns = [x for line in lines for x in line]
    return Ink(min(columns) / per_mm, (max(columns) + 1) / per_mm, middle / per_mm)
