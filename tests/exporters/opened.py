"""A DOCX taken apart for tests: its parts as parsed XML, and the questions that tests ask of them."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


class Opened:
    """The parts of a package. Every one of them is parsed, so a document that is no XML fails here."""

    def __init__(self, docx: bytes) -> None:
        with ZipFile(BytesIO(docx)) as archive:
            self.names = archive.namelist()
            self.parts = {name: etree.fromstring(archive.read(name)) for name in self.names}
        self.document = self.parts["word/document.xml"]
        self.styles = self.parts["word/styles.xml"]
        self.paragraphs = list(self.document.iter(f"{W}p"))

    def of_style(self, *styles: str) -> list[etree._Element]:
        """The paragraphs of these styles, in order."""
        return [paragraph for paragraph in self.paragraphs if style_of(paragraph) in styles]

    def style(self, style_id: str) -> etree._Element:
        """A style by its id."""
        (found,) = (style for style in self.styles.iter(f"{W}style") if style.get(f"{W}styleId") == style_id)
        return found


def style_of(paragraph: etree._Element) -> str:
    """The id of the style of a paragraph."""
    return paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def text_of(element: etree._Element) -> str:
    """The text of a paragraph as it is read: a line break is a line break."""
    pieces = {f"{W}t": lambda e: e.text or "", f"{W}br": lambda e: "\n", f"{W}tab": lambda e: "\t"}
    return "".join(pieces[e.tag](e) for e in element.iter(*pieces) if e.getparent().tag == f"{W}r")


def value(element: etree._Element, path: str) -> str | None:
    """The ``w:val`` of the descendant at a path such as ``pPr/jc``; None if there is none."""
    found = element.find("/".join(W + name for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def edited(data: bytes, change: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """A document with the text of one part changed."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return buffer.getvalue()
