"""The one door to LibreOffice: a DOCX becomes a PDF, and the PDF says on which sheet each bookmark stands.

Old documents become DOCX through the same door, and the 目录 is put right where LibreOffice prints other page numbers.

LibreOffice is an optional neighbour: found where it is installed, started with a profile of its own that is
thrown away, so that neither a running office nor a second export gets in the way. All of it works in a
temporary folder with plain names, whatever the names of the office's own folders.

The places of bookmarks are read from the PDF, into which LibreOffice writes each one as a named destination.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from editor.errors import ExportError
from editor.exporters.blocks import Paper, contents_pages
from editor.layout.pages import Pages
from editor.model.word import bookmark

_START_SECONDS = 90  # a cold start on a slow disk; LibreOffice makes its profile first
_DOCUMENT_SECONDS = 30  # each; 1,000 articles take about 5
_TO_DOCX = "docx:MS Word 2007 XML"
# Bookmarks as named destinations, for us; headings as outline, structure, title in the window and PDF/A-2b for readers.
_PDF_OPTIONS = {
    "ExportBookmarksToPDFDestination": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    "UseTaggedPDF": ("boolean", "true"),
    "DisplayPDFDocumentTitle": ("boolean", "true"),
    "SelectPdfVersion": ("long", "2"),
}
_WRITTEN = ",".join(
    f'"{name}":{{"type":"{kind}","value":"{value}"}}' for name, (kind, value) in _PDF_OPTIONS.items()
)
_TO_PDF = f"pdf:writer_pdf_Export:{{{_WRITTEN}}}"
INSTALL = "请到 zh-cn.libreoffice.org 下载安装 LibreOffice（Linux：安装 libreoffice-writer 软件包）后再试"


@dataclass(frozen=True)
class Rendering:
    """What LibreOffice made of a document: how many sheets, and on which one, from 0, each anchor stands."""

    count: int
    sheets: Mapping[str, int]

    def numbers(self, pages: Pages) -> dict[str, int]:
        """The page number of each anchor as printed; the engine's ``pages`` say where page 1 is.

        Where that is the first page of the body, what stands there before the first anchor (编者按) is taken to
        need as many sheets here as there.
        """
        first_sheet = 0
        if self.sheets and pages.first_sheet:
            lead = min(map(pages.sheet_of, self.sheets)) - pages.first_sheet
            first_sheet = min(self.sheets.values()) - lead
        return {anchor: sheet - first_sheet + 1 for anchor, sheet in self.sheets.items()}


def find() -> Path | None:
    """The program that starts LibreOffice on this machine, or None."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    return next((path for path in _usual_places() if path.is_file()), None)


def _usual_places() -> Iterator[Path]:
    if sys.platform == "win32":
        for variable in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"):
            if folder := os.environ.get(variable):
                # soffice.com waits until the work is done, soffice.exe does not.
                yield Path(folder) / "LibreOffice" / "program" / "soffice.com"
    elif sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield folder / "LibreOffice.app" / "Contents" / "MacOS" / "soffice"
    else:
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def to_pdf(docx: bytes) -> bytes:
    """A DOCX as LibreOffice prints it. ExportError where LibreOffice is missing or fails."""
    return to_pdfs([docx])[0]


def to_pdfs(documents: Sequence[bytes], *, environment: Mapping[str, str] | None = None) -> list[bytes]:
    """Several DOCX in one start of LibreOffice, in order. ``environment`` None means that of this process."""
    return [_in_chinese(pdf) for pdf in _converted(documents, ".docx", _TO_PDF, ".pdf", environment)]


def _in_chinese(pdf: bytes) -> bytes:
    """The PDF with Chinese as the language of the document, for readers that read aloud.

    LibreOffice takes that of Latin text, which has to be another one (:mod:`editor.layout.engine`). The two names are
    equally long, so that nothing in the file moves.
    """
    return re.sub(rb"(/Type/Catalog\b[^\0]{0,2000}?/Lang\()en-US(\))", rb"\g<1>zh-CN\2", pdf, count=1)


def to_docx(document: bytes, suffix: str) -> bytes:
    """An old document (``suffix`` .doc or .wps) as a DOCX. ExportError where LibreOffice is missing or fails."""
    return _converted([document], suffix, _TO_DOCX, ".docx", None)[0]


def _converted(
    documents: Sequence[bytes],
    suffix: str,
    output_filter: str,
    output_suffix: str,
    environment: Mapping[str, str] | None,
) -> list[bytes]:
    program = find()
    if program is None:
        raise ExportError("这台电脑上没有找到 LibreOffice", advice=INSTALL)
    with TemporaryDirectory(prefix="yaoxun-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        made = folder / "made"
        made.mkdir()
        sources = [folder / f"{index}{suffix}" for index in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        options = (f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore")
        command = [program, *options, "--convert-to", output_filter, "--outdir", made, *sources]
        _run(list(map(str, command)), _START_SECONDS + _DOCUMENT_SECONDS * len(sources), environment)
        return [_result(made / f"{source.stem}{output_suffix}") for source in sources]


def _run(command: Sequence[str], seconds: int, environment: Mapping[str, str] | None) -> None:
    """Start LibreOffice and wait so long for it. ExportError where it does not start or does not come to an end."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=None if environment is None else dict(environment),
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ExportError("LibreOffice 无法启动", where=command[0], advice=INSTALL) from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        late = f"LibreOffice 在{seconds}秒内没有排完"
        raise ExportError(late, advice="请关闭其他程序后再试一次") from error
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started: its program is a starter that leaves the work to a child."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _result(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ExportError("LibreOffice 没有做出文件，可能没有装全", advice=INSTALL) from error


def read_rendering(pdf: bytes, anchors: Iterable[str]) -> Rendering:
    """The sheets of a PDF made by :func:`to_pdf`. Anchors that the document does not hold are left out."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf))
    destinations = {
        name.removeprefix("/"): reader.get_destination_page_number(destination)
        for name, destination in reader.named_destinations.items()
    }
    names = {anchor: _destination_name(bookmark(anchor)) for anchor in anchors}
    places = {anchor: destinations.get(name) for anchor, name in names.items()}
    sheets = {anchor: sheet for anchor, sheet in places.items() if sheet is not None}
    return Rendering(len(reader.pages), sheets)


def _destination_name(name: str) -> str:
    """A bookmark's name as LibreOffice writes it into a PDF: all but ASCII letters and digits in hexadecimal."""
    return "".join(c if c.isascii() and c.isalnum() else f"{ord(c):X}" for c in name)


# -- our page numbers held against LibreOffice's ------------------------------------------------------------------

_ROUNDS = 3  # a corrected number may be a digit longer and push an entry of the 目录 to a new line


@dataclass(frozen=True)
class Correction:
    """One entry of the 目录 whose number was put right: ``ours`` became ``printed``."""

    title: str
    ours: int
    printed: int


@dataclass(frozen=True)
class Verified:
    """A document whose 目录 says what LibreOffice prints, with that print.

    ``count`` and ``printed_count`` are the sheets by our engine and by LibreOffice; ``entries`` the entries compared.
    """

    docx: bytes
    pdf: bytes
    entries: int
    corrections: tuple[Correction, ...]
    count: int
    printed_count: int


def verify(ours: Paper, export: Callable[[Mapping[str, int]], bytes]) -> Verified:
    """Export, have LibreOffice print it, and correct the 目录 until both agree.

    ``export`` makes the DOCX of ``ours`` with these page numbers by anchor. ExportError where LibreOffice is missing
    or fails.
    """
    expected = contents_pages(ours.blocks, ours.pages)
    numbers: Mapping[str, int] = expected
    for _ in range(_ROUNDS):
        docx = export(numbers)
        pdf = to_pdf(docx)
        rendering = read_rendering(pdf, expected)
        before, numbers = numbers, {**expected, **rendering.numbers(ours.pages)}
        if numbers == before:
            break
    titles = {block.anchor: block.text for block in ours.blocks if block.anchor in expected}
    corrections = tuple(
        Correction(titles[anchor], number, before[anchor])
        for anchor, number in expected.items()
        if before[anchor] != number
    )
    return Verified(docx, pdf, len(expected), corrections, ours.pages.count, rendering.count)
