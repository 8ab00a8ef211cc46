"""A PDF that somebody's Word or WPS printed, held against its 目录: which article stands on another page than it says.

Such a PDF has no bookmarks to go by, only text: the titles of the issue are looked for in order, first in the 目录, then
in the body. Stands apart from the comparison with LibreOffice, which makes the document it looks at.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate, pairwise
from logging import CRITICAL, getLogger
from string import Formatter

from editor.errors import ImportRefusedError
from editor.exporters.blocks import CONTENTS, Paper
from editor.layout.block import Block
from editor.model.style import HouseStyle

_NUMBER = re.compile(r"[.·…．。‧・_\-—]*([0-9]{1,4})\Z")  # of a row, behind its dots
_VOLUME = re.compile(r"\(([0-9]{4})年合订本共([0-9]+)期\)")  # as volume_blocks heads one, bare


@dataclass(frozen=True)
class Printed:
    """An article as it stands in a PDF.

    ``said`` is the number in the 目录, ``page`` the number of the page on which its title stands; None for what was not
    found.
    """

    title: str
    said: int | None
    page: int | None

    @property
    def is_right(self) -> bool:
        """Whether it stands where the 目录 says."""
        return self.page is not None and self.page == self.said


def sheets_of(pdf: bytes, name: str) -> list[str]:
    """The text of each sheet without blanks. ImportRefusedError for what is no PDF, is locked, or has no text."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    getLogger("pypdf").setLevel(CRITICAL)  # it tells of every blemish that it reads past
    try:
        reader = PdfReader(BytesIO(pdf))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(name)
        sheets = [_bare(page.extract_text()) for page in reader.pages]
    except DependencyError as error:  # a cipher that pypdf has no library for
        raise _locked(name) from error
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise ImportRefusedError("不是 PDF，或已损坏", where=name, advice="请重新打印成 PDF") from error
    if not any(sheets):
        raise ImportRefusedError(
            "PDF 里没有文字，可能是扫描件", where=name, advice="请用 Word 或 WPS 的“另存为 PDF”"
        )
    return sheets


def _locked(name: str) -> ImportRefusedError:
    return ImportRefusedError("这份 PDF 加了密，读不出文字", where=name, advice="请取得没有加密的文件")


def compared(sheets: Sequence[str], ours: Paper, style: HouseStyle) -> list[Printed]:
    """Every article of the 目录, with the page that says so and the page on which it stands.

    ``ours`` is the issue as the program makes it.
    """
    numbers, texts = _numbered(sheets, ours, style)
    text, starts = "".join(texts), list(accumulate(map(len, texts[:-1]), initial=0))
    places = [(block, place) for block, place in _places(text, ours.blocks) if place >= 0]
    said: dict[str, int] = {}
    for (block, place), (_, following) in pairwise(places):
        if block.kind in CONTENTS:
            # Up to where the next block begins, as that may begin with digits (12345热线, 2026年第2期).
            number = _NUMBER.match(text[place + len(_bare(block.text)) : following])
            said |= {block.anchor: int(number[1])} if number else {}
    titles = ((block, place) for block, place in places if block.kind == "title")
    pages = {block.anchor: numbers[bisect_right(starts, place) - 1] for block, place in titles}
    return [
        Printed(block.text, said.get(block.anchor), pages.get(block.anchor))
        for block in ours.blocks
        if block.kind == "contents_entry"
    ]


def _places(text: str, stream: Iterable[Block]) -> Iterator[tuple[Block, int]]:
    """Where each block begins in the text, -1 where it was not found.

    All are looked for, one behind the other: a 编者按 or a paragraph may speak of a title that comes later.
    """
    at = last = 0
    for block in stream:
        words = _bare(block.text)
        place = text.find(words, at)
        if place < 0 and block.kind == "title":  # something short between was found too far on
            place = text.find(words, last)
        if place >= 0:
            at = place + len(words)
            last = at if block.kind in (*CONTENTS, "title") else last
        yield block, place


def _numbered(sheets: Sequence[str], ours: Paper, style: HouseStyle) -> tuple[list[int], list[str]]:
    """The number of each sheet, and its text without that number at its head or foot.

    What most of the numbers that are printed say holds for all; where none is printed, our own pages do.
    """
    pattern = "".join(
        re.escape(_bare(words)) + ("" if field is None else "([0-9]{1,4})" if field == "page" else "[0-9]*")
        for words, field, _, _ in Formatter().parse(style.page.number)
    )
    offsets: Counter[int] = Counter()
    texts = []
    for sheet, text in enumerate(sheets):
        found = re.search(rf"{pattern}\Z", text) or re.match(pattern, text) if style.page.number else None
        if found:
            offsets[sheet - int(found[1])] += 1
            text = text[: found.start()] + text[found.end() :]
        texts.append(text)
    offset = offsets.most_common(1)[0][0] if offsets else ours.pages.first_sheet - 1
    return [sheet - offset for sheet in range(len(sheets))], texts


def _bare(text: str) -> str:
    """Text without blanks, width and the variants that PDF writers put in the place of characters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def bound_year(sheets: Sequence[str]) -> tuple[int, int] | None:
    """The year of the volume (合订本) that a PDF is, and how many issues it binds; None for anything else."""
    found = _VOLUME.search(sheets[0])
    return (int(found[1]), int(found[2])) if found else None


def issue_words(sheets: Sequence[str], titles: Mapping[str, Sequence[str]]) -> str:
    """Of several issues, by name, the one most of whose titles stand in a PDF; empty if none has any there."""
    text = "".join(sheets)
    found = {name: sum(_bare(title) in text for title in own) for name, own in titles.items()}
    best = max(found, key=lambda name: found[name], default="")
    return best if best and found[best] else ""
