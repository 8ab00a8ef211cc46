"""document.xml → paragraphs in reading order: tables, text boxes, fields, notes, comments and tracked changes resolved.

Tracked changes are read as accepted: what was inserted or moved here stays, what was deleted or moved away goes, and a
paragraph whose mark was deleted goes on with the next. What cannot be taken becomes a notice at its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element

from editor.importers.docx.characters import symbols
from editor.importers.docx.comments import Comments
from editor.importers.docx.fields import Fields
from editor.importers.docx.formats import Format, Styles, paragraph_format, run_format
from editor.importers.docx.numbering import Numbering
from editor.importers.docx.paragraphs import BREAK, Look, Notice, OpenParagraph, Paragraph, quoted
from editor.importers.docx.tables import dissolved, is_data_table, joined_rows
from editor.importers.docx.tree import at_path, plain_text, value

_KEPT = frozenset(("w:ins", "w:moveTo"))
_DROPPED = frozenset(("w:del", "w:moveFrom"))
_MARKERS = frozenset(("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr"))
_PRIVATE_USE = range(0xE000, 0xF900)  # where Word keeps the characters of symbol fonts
_MOST_COLUMNS = 63  # that a table of Word can have
_NEAR = 2000  # elements of a drawing that are looked through, however many it has
_UNREADABLE = "\ufffd"
_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": BREAK,
    "w:cr": BREAK,
    "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}
_OBJECTS = {
    "pic:pic": "图片",
    "v:imagedata": "图片",
    "c:chart": "图表",
    "dgm:relIds": "图示",
    "o:OLEObject": "嵌入的对象",
    "w:control": "控件",
}


class Story:
    """The reader of a document's main part. ``changes`` counts its tracked changes."""

    def __init__(
        self, styles: Styles, numbering: Numbering, comments: Comments, notes: dict[str, str], fields: Fields
    ) -> None:
        self.changes = 0
        self._styles = styles
        self._numbering = numbering
        self._comments = comments
        self._notes = notes
        self._fields = fields
        self._waiting: list[str] = []  # bookmarks between paragraphs
        self._prompts: list[str] = []  # of content controls that nobody filled in

    def read(self, body: Element) -> list[Paragraph]:
        """All paragraphs of ``w:body``, or of any other element that holds paragraphs."""
        done: list[Paragraph] = []
        open_: OpenParagraph | None = None
        for element in self._blocks(body):
            if element.tag == "w:p":
                open_ = self._continued(element, open_)
                if not self._loses_mark(element):
                    done += open_.closed()
                    open_ = None
                continue
            if open_ is not None:  # nothing follows that it could go on with
                done += open_.closed()
                open_ = None
            done += self._other_block(element)
        return done if open_ is None else done + open_.closed()

    def _blocks(self, parent: Element) -> Iterator[Element]:
        """The blocks in an element and in what wraps them."""
        for child in parent:
            if child.tag in ("w:p", "w:tbl", "w:altChunk"):
                yield child
            elif child.tag == "mc:AlternateContent":
                yield from self._blocks(_chosen(child))
            elif child.tag == "w:bookmarkStart":
                self._waiting.append(child.get("w:name", ""))
            elif child.tag in _DROPPED:
                self.changes += 1
            elif _is_placeholder(child):
                self._prompts.append(plain_text(child))
            elif child.tag not in _MARKERS:
                yield from self._blocks(child)

    def _other_block(self, element: Element) -> list[Paragraph]:
        if element.tag == "w:tbl":
            return self._table(element)
        notice = Notice("left_out", "嵌在这里的另一份文档没有收入")
        return [Paragraph("", self._styles.default, Look(0.0, False, False, ""), notices=(notice,))]

    # -- paragraphs -------------------------------------------------------------------------------------------

    def _continued(self, element: Element, before: OpenParagraph | None) -> OpenParagraph:
        """The paragraph of a ``w:p``, or the open one before it with this one's text: its mark is the one that stays.

        One of which nothing is left goes with its bookmarks, and gives its look to no other.
        """
        properties = element.find("w:pPr")
        style = self._styles.paragraph(None if properties is None else value(properties, "w:pStyle"))
        own = paragraph_format(properties).over(style.format)
        self._count_marks(element, properties)
        open_ = before or OpenParagraph(style, own)
        if open_.is_empty:
            open_.bookmarks = []
        open_.bookmarks += self._waiting
        self._waiting = []
        written = open_.written
        self._inline(element, open_)
        for prompt in self._prompts:
            open_.note("left_out", f"内容控件还没有填写，提示文字没有收入（{quoted(prompt)}）", prompt)
        self._prompts = []
        if not written or open_.written > written:
            open_.style, open_.format = style, own
        if not self._loses_mark(element):
            open_.label = self._numbering.label(own.list_id, own.list_level)
        return open_

    def _loses_mark(self, element: Element) -> bool:
        mark = at_path(element, "w:pPr", "w:rPr")
        return mark is not None and any(each.tag in _DROPPED for each in mark)

    def _count_marks(self, element: Element, properties: Element | None) -> None:
        """Count the changes of a paragraph's properties and mark; one that goes with a change of its text counts once."""
        if properties is None:
            return
        self.changes += sum(each.tag.endswith("Change") for each in properties)
        mark = properties.find("w:rPr")
        inside = {each.tag for each in element}
        for child in () if mark is None else mark:
            changed = child.tag in _KEPT or child.tag in _DROPPED
            self.changes += (changed and child.tag not in inside) or child.tag.endswith("Change")

    # -- runs -------------------------------------------------------------------------------------------------

    def _inline(self, parent: Element, open_: OpenParagraph) -> None:
        for child in parent:
            tag = child.tag
            if tag == "w:r":
                self._run(child, open_)
            elif tag in _DROPPED or tag in _KEPT:
                self.changes += tag != "w:moveFrom"  # a move is one change, and counts where it went
                if tag in _KEPT:
                    self._inline(child, open_)
            elif tag == "mc:AlternateContent":
                self._inline(_chosen(child), open_)
            elif tag == "w:bookmarkStart":
                open_.bookmarks.append(child.get("w:name", ""))
            elif tag in ("m:oMath", "m:oMathPara"):
                self._equation(child, open_)
            elif tag == "w:fldSimple":
                with self._fields.result_of(child):
                    self._inline(child, open_)
            elif _is_placeholder(child):
                self._prompts.append(plain_text(child))
            elif tag == "w:commentRangeStart":
                self._comments.open(child.get("w:id", ""))
            elif tag == "w:commentRangeEnd":
                self._comments.close(child.get("w:id", ""))
            elif tag not in _MARKERS:
                self._inline(child, open_)

    def _run(self, run: Element, open_: OpenParagraph) -> None:
        properties = run.find("w:rPr")
        format_ = open_.format
        if properties is not None:
            own = run_format(properties).over(self._styles.character(value(properties, "w:rStyle")))
            format_ = own.over(format_)
            self.changes += properties.find("w:rPrChange") is not None
        for child in run:
            self._piece(child, open_, format_)

    def _piece(self, child: Element, open_: OpenParagraph, format_: Format) -> None:
        tag = child.tag
        if tag == "w:t":
            self._write(_text(child), open_, format_)
        elif tag in _CHARACTERS:
            self._write(_CHARACTERS[tag], open_, format_)
        elif tag == "w:sym":
            self._sign(child, open_, format_)
        elif tag == "w:fldChar":
            self._form_field(child, open_, format_)
            self._fields.mark(child.get("w:fldCharType", ""), open_)
        elif tag == "w:instrText":
            self._fields.instruct(child.text or "")
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            self._note(child, open_)
        elif tag == "w:commentReference":
            self._comments.place(child.get("w:id", ""), open_)
        elif tag == "w:ruby":
            self._ruby(child, open_)
        elif tag == "mc:AlternateContent":
            for chosen in _chosen(child):
                self._piece(chosen, open_, format_)
        elif tag in ("w:drawing", "w:pict", "w:object"):
            self._graphic(child, open_, _description(child))

    def _write(self, text: str, open_: OpenParagraph, format_: Format) -> None:
        if self._fields.shows_text:
            open_.write(text, format_)
            open_.in_contents = open_.in_contents or (self._fields.in_contents and bool(text.strip()))
            self._comments.write(text)

    def _sign(self, sign: Element, open_: OpenParagraph, format_: Format) -> None:
        """The sign of ``w:sym``: of a symbol font by its table, else by its number if that is Unicode's."""
        shown = symbols(_letter(sign), sign.get("w:font", "")) if _letter(sign) else None
        if shown is None:
            shown = _symbol(sign)
        if shown == _UNREADABLE:
            open_.note("doubtful", f"{sign.get('w:font', '')}字体的一个符号读不出，请核对")
        self._write(shown, open_, replace(format_, symbols=None))

    def _form_field(self, mark: Element, open_: OpenParagraph, format_: Format) -> None:
        """What a form field shows: the entry chosen of a list, a box ticked or not. Its text stands as the field's result."""
        chosen = at_path(mark, "w:ffData", "w:ddList")
        if chosen is not None:
            entries = [entry.get("w:val", "") for entry in chosen if entry.tag == "w:listEntry"]
            number = value(chosen, "w:result") or value(chosen, "w:default") or "0"
            at = int(number) if number.isdigit() else 0
            self._write(entries[at] if at < len(entries) else "", open_, format_)
        box = at_path(mark, "w:ffData", "w:checkBox")
        if box is not None:
            state = box.find("w:checked")
            state = box.find("w:default") if state is None else state
            ticked = state is not None and state.get("w:val", "1") not in ("0", "false", "off")
            self._write("☑" if ticked else "☐", open_, format_)

    def _note(self, reference: Element, open_: OpenParagraph) -> None:
        kind = "脚注" if reference.tag == "w:footnoteReference" else "尾注"
        text = self._notes.get(f"{reference.tag[2:-9]}{reference.get('w:id', '')}", "")
        open_.note("left_out", f"{kind}没有收入（{quoted(text)}）", text)

    def _ruby(self, ruby: Element, open_: OpenParagraph) -> None:
        base, above = ruby.find("w:rubyBase"), ruby.find("w:rt")
        if base is not None:
            self._inline(base, open_)
        if above is not None:
            text = plain_text(above)
            open_.note("left_out", f"文字上方的注音没有收入（{quoted(text)}）", text)

    def _equation(self, equation: Element, open_: OpenParagraph) -> None:
        text = "".join(element.text or "" for element in equation.iter("m:t"))
        self._write(text, open_, open_.format)
        open_.note("doubtful", f"公式按一行文字收入，请核对（{quoted(text)}）", text)

    # -- graphics ---------------------------------------------------------------------------------------------

    def _graphic(self, element: Element, open_: OpenParagraph, about: str) -> None:
        """Text boxes are read; pictures and objects are named. Lines and empty shapes say nothing.

        ``about`` is what the author says of it (alternative text).
        """
        for child in element:
            tag = child.tag
            if tag == "w:txbxContent":
                with self._fields.apart():
                    paragraphs = self.read(child)
                self._box(paragraphs, open_)
            elif tag == "a:txBody":
                look = Look(0.0, False, False, "")
                texts = ("".join(t.text or "" for t in p.iter("a:t")) for p in child.iter("a:p"))
                self._box(
                    [Paragraph(text, self._styles.default, look) for text in texts if text.strip()], open_
                )
            elif tag == "v:textpath" and child.get("string"):
                look = Look(0.0, True, True, "")
                self._box([Paragraph(child.get("string", ""), self._styles.default, look)], open_)
            elif tag in _OBJECTS:
                open_.note(
                    "left_out", f"{_OBJECTS[tag]}没有收入{f'（{quoted(about)}）' if about else ''}", about
                )
            elif tag == "mc:AlternateContent":
                self._graphic(_chosen(child), open_, about)
            else:
                self._graphic(child, open_, about)

    def _box(self, paragraphs: list[Paragraph], open_: OpenParagraph) -> None:
        written = [paragraph for paragraph in paragraphs if paragraph.text.strip() or paragraph.notices]
        if written:
            open_.box(written)
            open_.note(
                "doubtful", f"文本框中的文字收在这里，请核对（{quoted(written[0].text)}）", written[0].text
            )

    # -- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> list[Paragraph]:
        rows = [self._row(row) for row in _rows(table) if not self._is_deleted(row)]
        return joined_rows(rows) if is_data_table(rows) else dissolved(rows)

    def _row(self, row: Element) -> list[list[Paragraph]]:
        """The cells of a row; of those that are merged all but the first are empty."""
        self.changes += at_path(row, "w:trPr", "w:ins") is not None
        cells = [_empty_cells(row, "w:gridBefore")]
        for cell in _cells(row):
            cells.append([self.read(cell)])
            cells.append(_empty_cells(cell, "w:gridSpan", own=1))
        return [cell for group in cells for cell in group]

    def _is_deleted(self, row: Element) -> bool:
        deleted = at_path(row, "w:trPr", "w:del") is not None
        self.changes += deleted
        return deleted


def _empty_cells(element: Element, tag: str, own: int = 0) -> list[list[Paragraph]]:
    """The columns that a row leaves out before its first cell, or that a cell covers beside its ``own``."""
    properties = at_path(element, "w:tcPr") if element.tag == "w:tc" else at_path(element, "w:trPr")
    spanned = None if properties is None else value(properties, tag)
    count = int(spanned) if spanned is not None and spanned.isdigit() else 0
    return [[] for _ in range(min(count, _MOST_COLUMNS) - own)]


def _rows(table: Element) -> Iterator[Element]:
    yield from _inside(table, "w:tr")


def _cells(row: Element) -> Iterator[Element]:
    yield from _inside(row, "w:tc")


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows or cells of a table, those in content controls included."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in ("w:sdt", "w:sdtContent", "w:customXml"):
            yield from _inside(child, tag)


def _is_placeholder(element: Element) -> bool:
    """Whether a content control still shows the words that ask to fill it in."""
    shows = at_path(element, "w:sdtPr", "w:showingPlcHdr") if element.tag == "w:sdt" else None
    return shows is not None and shows.get("w:val", "1") not in ("0", "false", "off")


def _chosen(alternatives: Element) -> Element:
    """One of the contents that say the same twice: the first choice, unless only the fallback holds any text."""
    choice, fallback = alternatives.find("mc:Choice"), alternatives.find("mc:Fallback")
    if choice is None or (fallback is not None and not _says(choice) and _says(fallback)):
        return alternatives if fallback is None else fallback
    return choice


def _says(element: Element) -> bool:
    return any(
        each.tag in ("w:t", "pic:pic", "c:chart", "dgm:relIds") for each in islice(element.iter(), _NEAR)
    )


def _description(drawing: Element) -> str:
    return next((each.get("descr", "") for each in islice(drawing.iter(), _NEAR) if each.get("descr")), "")


def _text(element: Element) -> str:
    text = element.text or ""
    if element.get("xml:space") != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\r", " ").replace("\n", " ")


def _letter(element: Element) -> str:
    """The letter of a symbol font that ``w:sym`` names, empty if it names none."""
    try:
        code = int(element.get("w:char", ""), 16)
    except ValueError:
        return ""
    return chr(code) if 0 < code < 0xD800 or code in _PRIVATE_USE else ""


def _symbol(element: Element) -> str:
    """The character of ``w:sym``; those of symbol fonts have no Unicode of their own."""
    try:
        code = int(element.get("w:char", ""), 16)
    except ValueError:
        return _UNREADABLE
    return _UNREADABLE if code in _PRIVATE_USE or not 0x20 <= code < 0xD800 else chr(code)
