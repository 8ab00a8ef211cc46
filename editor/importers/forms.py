"""What a file really is, whatever its name says: web pages, mail pages, Word 2003 XML and flat packages saved as .doc.

Chinese web systems give out such files as Word documents. Pages become lines of text, a flat package an ordinary one.
"""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.policy import default as mail_policy
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from editor.errors import ImportRefusedError
from editor.importers.docx.characters import shifted
from editor.importers.encoding import decode
from editor.manuscript.source import excerpt
from editor.manuscript.tables import BETWEEN
from editor.manuscript.titles import is_prose
from editor.model.remark import Remark

_HEAD = 4096  # bytes in which a file says what it is
_LARGEST = 32 << 20  # bytes of a page with its pictures
_PAGE = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|p|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*(?:multipart/|text/(?:html|plain))",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_FLAT = b"<pkg:package"
_PART = re.compile(r"<pkg:part\b(?P<said>[^>]*)>(?P<inside>.*?)</pkg:part>", re.DOTALL)
_NAME = re.compile(r"pkg:name=\"([^\"]{1,300})\"")
_TYPE = re.compile(r"pkg:contentType=\"([^\"]{1,200})\"")
_XML_DATA = re.compile(r"<pkg:xmlData\b[^>]*>(.*)</pkg:xmlData>", re.DOTALL)
_BINARY_DATA = re.compile(r"<pkg:binaryData\b[^>]*>(.*)</pkg:binaryData>", re.DOTALL)

_BLOCKS = frozenset((
    "p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
    "footer", "blockquote", "pre", "hr", "dd", "dt", "w:p", "w:tr",
))  # fmt: skip
_PICTURES = frozenset(("img", "v:imagedata", "object", "embed", "svg"))
_CALLED = ("alt", "o:title", "title")  # attributes that say what a picture shows
_NAMED = 40  # code points of these that are quoted
_LISTS = ("ol", "ul")
_CELLS = frozenset(("td", "th", "w:tc"))
_UNSEEN = frozenset(
    ("script", "style", "head", "title", "noscript", "template", "w:instrtext", "w:deltext", "w:bindata")
)


@dataclass(frozen=True)
class Page:
    """What a page or a mail says, or a plain text: its text, a line a paragraph, and what of it is left out."""

    text: str
    remarks: tuple[Remark, ...] = ()
    is_page: bool = True


def read_page(data: bytes, name: str) -> Page | None:
    """A web page, a mail page (MHT) or a Word 2003 XML document; None for other files."""
    head = data[:_HEAD]
    if _MAIL.match(head):
        return _mail(data)
    is_word = _WORD_2003 in head
    if not is_word and not _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return None
    if len(data) > _LARGEST:
        raise ImportRefusedError("网页文件太大，不像一期的文本", where=name, advice="请检查是不是选错了文件")
    return _shown(_decoded(data, _declared(data), name), words_in="w:t" if is_word else "")


def unflattened(data: bytes) -> bytes | None:
    """The ordinary package of a flat one (Flat OPC), or None for other files."""
    if _FLAT not in data[:_HEAD] or len(data) > _LARGEST:
        return None
    text = data.decode("utf-8", "replace")
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        overrides = ""
        for part in _PART.finditer(text):
            name, kind = _NAME.search(part["said"]), _TYPE.search(part["said"])
            xml, binary = _XML_DATA.search(part["inside"]), _BINARY_DATA.search(part["inside"])
            if name:
                content = xml[1].encode() if xml else _bytes_of(binary[1]) if binary else b""
                archive.writestr(name[1].lstrip("/"), content)
                called = kind[1] if kind else "application/octet-stream"
                overrides += f'<Override PartName="{name[1]}" ContentType="{called}"/>'
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{overrides}</Types>',
        )
    return made.getvalue()


def _bytes_of(text: str) -> bytes:
    try:
        return b64decode(text)
    except ValueError:
        return b""


def _declared(data: bytes) -> str:
    """The encoding that a page says it has; empty if it says none."""
    found = _CHARSET.search(data[:_HEAD])
    return found[1].decode("ascii") if found else ""


def _decoded(data: bytes, encoding: str, name: str = "") -> str:
    """The text of a page or a mail in the encoding that it declares, if that fits; else as any text."""
    try:
        return data.decode("gb18030" if encoding.lower().startswith("gb") else encoding)
    except (UnicodeDecodeError, LookupError):
        return decode(data, name)


def _mail(data: bytes) -> Page | None:
    """The page of an MHT file or the words of a mail; None if it holds neither."""
    parts = list(message_from_bytes(data, policy=mail_policy).walk())
    files = (part.get_filename() for part in parts if part.is_attachment())
    attached = tuple(_left_out("邮件的附件", file) for file in files if file)
    for kind in ("text/html", "text/plain"):
        for part in parts:
            payload = part.get_payload(decode=True) if part.get_content_type() == kind else None
            if isinstance(payload, bytes) and not part.is_attachment():
                if kind == "text/html":
                    page = _shown(_decoded(payload, _declared(payload)))
                else:
                    page = _written(_decoded(payload, part.get_content_charset() or "utf-8"))
                return replace(page, remarks=(*page.remarks, *attached))
    return None


def _written(words: str) -> Page:
    """The words of a mail without the signature of its sender (RFC 3676, 4.3)."""
    text, _, signature = words.replace("\r\n", "\n").partition("\n-- \n")
    signed = " ".join(signature.split())
    return Page(text, (_left_out("邮件的签名", signed),) if signed else ())


def _left_out(what: str, words: str) -> Remark:
    called = f"（{excerpt(words, _NAMED)}）" if words else ""
    return Remark("left_out", 1, f"{what}没有收入{called}", words)


def _shown(html: str, words_in: str = "") -> Page:
    reader = _PageReader(words_in)
    reader.feed(html)
    reader.close()
    rows = "".join(reader.pieces).split("\n")
    text = "\n".join(line for row in rows for line in _lines_of_row(row) if line)
    menu, pictures = " ".join("".join(reader.menu).split()), reader.pictures
    named = "；".join(dict.fromkeys(filter(None, pictures)))
    remarks = [_left_out(f"网页里的{len(pictures)}张图片", named)] if pictures else []
    remarks += [_left_out("网页的导航", menu)] if menu else []
    return Page(text, tuple(remarks))


def _lines_of_row(text: str) -> list[str]:
    """A line, or a row of a table; one whose cells hold text and not values comes apart into its paragraphs."""
    cells = [list(filter(None, map(_trimmed, cell.split(_INSIDE)))) for cell in text.split(BETWEEN)]
    if len(cells) == 1 or any(is_prose(part) for cell in cells for part in cell):
        return [part for cell in cells for part in cell]
    return [BETWEEN.join(map(" ".join, cells))] if any(cells) else []


def _trimmed(text: str) -> str:
    return " ".join(text.split()) if text.isascii() else text.strip()


_INSIDE = "\x1e"  # a break between the paragraphs of a cell
_SHIFTS = {"sup": "superscript", "sub": "subscript"}


class _PageReader(HTMLParser):
    """Collects what a page shows, a line a block, cells of a row divided. ``words_in`` is the one tag whose text counts."""

    def __init__(self, words_in: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.pictures: list[str] = []
        self.menu: list[str] = []
        self._menus = 0  # that are open
        self._waiting = ""  # the number of an item that has no words yet
        self._lists: list[
            int | None
        ] = []  # the open ones, with the number of the next item if they have numbers
        self._words_in = words_in
        self._inside = 0
        self._unseen = 0
        self._shifts: list[str] = []  # the raised and lowered stretches that are open
        self._cells: list[int] = []  # of the open rows, how many cells they have so far

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a row or a cell; note a picture."""
        if tag in _PICTURES and not self._unseen:
            self.pictures.append(next((said for name, said in attrs if name in _CALLED and said), ""))
        if tag in _LISTS:
            start = dict(attrs).get("start") or "1"
            self._lists.append(None if tag == "ul" else int(start) if start.isdecimal() else 1)
        self._menus += tag == "nav"
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _CELLS and self._cells:
            if self._cells[-1]:
                self.pieces.append(BETWEEN)
            self._cells[-1] += 1
        elif tag in _BLOCKS:
            self._break(tag)
        if tag == "li":
            self._number()
        if tag in ("tr", "w:tr"):
            self._cells.append(0)
        if tag in _SHIFTS:
            self._shifts.append(_SHIFTS[tag])
        self._inside += tag == self._words_in

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that closes itself holds nothing; some break the line, some are pictures."""
        if tag in _PICTURES:
            self.handle_starttag(tag, attrs)
        if tag in _BLOCKS:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag in _LISTS and self._lists:
            self._lists.pop()
        self._menus -= tag == "nav" and self._menus > 0
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in ("tr", "w:tr") and self._cells:
            self._cells.pop()
        if tag in _SHIFTS and self._shifts:
            self._shifts.pop()
        if tag in _BLOCKS and tag != "br":
            self._break(tag)
        self._inside -= tag == self._words_in and self._inside > 0

    def handle_data(self, data: str) -> None:
        """Take text that is shown; line breaks of the source are blanks."""
        if self._menus:
            self.menu.append(data)
        elif not self._unseen and (self._inside or not self._words_in):
            words = re.sub(r"(?<=[^\x00-\x7f])[ \t]*[\r\n]+[ \t]*(?=[^\x00-\x7f]|$)", "", data)
            words = re.sub(r"[\r\n\t]+", " ", words)
            if words.strip():
                words, self._waiting = self._waiting + words.lstrip() if self._waiting else words, ""
            self.pieces.append(shifted(words, self._shifts[-1])[0] if self._shifts else words)

    def _number(self) -> None:
        """Keep the number that a browser shows before the words of an item of a list."""
        number = self._lists[-1] if self._lists else None
        if number is not None and not (self._unseen or self._menus):
            self._waiting = f"{number}. "
            self._lists[-1] = number + 1

    def _break(self, tag: str) -> None:
        in_cell = self._cells and self._cells[-1] > 0 and tag not in ("tr", "w:tr", "table")
        self.pieces.append(_INSIDE if in_cell else "\n")
