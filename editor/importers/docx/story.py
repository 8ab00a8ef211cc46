"""document.xml → paragraphs in reading order: tables, text boxes, fields, notes, comments and tracked changes resolved.

Tracked changes are read as accepted: what was inserted or moved here stays, what was deleted or moved away goes, and a
paragraph whose mark was deleted goes on with the next. What cannot be taken becomes a notice at its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element

from editor.importers.docx.characters import UNREADABLE, symbol
from editor.importers.docx.comments import Comments
from editor.importers.docx.equations import equation_text
from editor.importers.docx.fields import Fields
from editor.importers.docx.formats import Format, Styles, paragraph_format, run_format
from editor.importers.docx.leftovers import Leftovers, says_no_more
from editor.importers.docx.numbering import Numbering
from editor.importers.docx.paragraphs import BREAK, Look, OpenParagraph, Paragraph, quoted
from editor.importers.docx.tables import (
    dissolved,
    empty_cells,
    inside,
    is_data_table,
    joined_rows,
    prompting_cells,
)
from editor.importers.docx.tree import (
    DROPPED,
    NEAR,
    at_path,
    children,
    choices,
    description,
    every,
    form_default,
    goes_on,
    is_placeholder,
    plain_text,
    preferred,
    printed_text,
    switch,
    value,
)
from editor.model.remark import Remark

_KEPT = frozenset(("w:ins", "w:moveTo"))
_MARKERS = frozenset(("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr"))
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
        self._left = Leftovers()
        self._referred: set[str] = set()  # notes
        self.deleted: list[str] = []
        """What tracked changes took away."""

    def read(self, body: Element) -> list[Paragraph]:
        """All paragraphs of ``w:body``, or of any other element that holds paragraphs."""
        done: list[Paragraph] = []
        open_: OpenParagraph | None = None
        for element in self._blocks(body):
            if element.tag == "w:p":
                open_ = self._continued(element, open_)
                if not goes_on(element):
                    done += open_.closed()
                    open_ = None
                continue
            if open_ is not None:  # nothing follows that it could go on with
                done += open_.closed()
                open_ = None
            done += self._other_block(element)
        return done if open_ is None else done + open_.closed()

    def leftovers(self, body: Element) -> list[Remark]:
        """What no paragraph could take, and the notes that nothing refers to; for when all was read."""
        notes = (text for key, text in self._notes.items() if text and key not in self._referred)
        said = (
            Remark("left_out", 0, f"正文没有引用的脚注或尾注没有收入（{quoted(text)}）", text)
            for text in notes
        )
        return [*self._left.notices(body), *said]

    def _blocks(self, parent: Element) -> Iterator[Element]:
        """The blocks in an element and in what wraps them."""
        for child in parent:
            if child.tag in ("w:p", "w:tbl", "w:altChunk"):
                yield child
            elif child.tag == "mc:AlternateContent":
                yield from self._blocks(self._one_of(child))
            elif child.tag == "w:bookmarkStart":
                self._waiting.append(child.get("w:name", ""))
            elif child.tag in DROPPED:
                self.changes += 1
                self._drop(child)
            elif is_placeholder(child):
                self._prompt(child)
            elif child.tag not in _MARKERS:
                yield from self._blocks(child)

    def _one_of(self, alternatives: Element) -> Element:
        """One of the contents that say the same; the others are done with unless they say more."""
        chosen = preferred(alternatives)
        for other in alternatives:
            if other is not chosen and says_no_more(other, chosen):
                self._left.take_all(other)
        return chosen

    def _drop(self, element: Element) -> None:
        """Leave out what a tracked change took away; its words are kept for the report."""
        self.deleted += (each.text or "" for each in every(element, "w:t", "w:delText"))
        self._left.take_all(element)

    def _prompt(self, control: Element) -> None:
        self._prompts.append("；".join(filter(None, (plain_text(control), *choices(control)))))
        self._left.take_all(control)

    def _other_block(self, element: Element) -> list[Paragraph]:
        if element.tag == "w:tbl":
            return self._noted(self._table(element), element)
        self._left.take(element)
        notice = Remark("left_out", 0, "嵌在这里的另一份文档没有收入")
        return [self._plain("", notices=(notice,))]

    def _plain(self, text: str, look: Look | None = None, notices: tuple[Remark, ...] = ()) -> Paragraph:
        """A paragraph of the usual style, for what stands in none."""
        return Paragraph(text, self._styles.default, look or Look(), notices=notices)

    # -- paragraphs -------------------------------------------------------------------------------------------

    def _continued(self, element: Element, before: OpenParagraph | None) -> OpenParagraph:
        """The paragraph of a ``w:p``, or the open one before it with this one's text: its mark is the one that stays.

        One of which nothing is left goes with its bookmarks, and gives its look to no other.
        """
        properties = element.find("w:pPr")
        style = self._styles.paragraph(value(properties, "w:pStyle"))
        own = paragraph_format(properties).over(style.format)
        self._count_marks(element, properties)
        open_ = before or OpenParagraph(style, own)
        if not open_.written:
            open_.bookmarks = []
        open_.bookmarks += self._waiting
        self._waiting = []
        written = open_.written
        self._inline(element, open_)
        for prompt in self._prompts:
            open_.note("left_out", f"内容控件还没有填写，提示文字没有收入（{quoted(prompt)}）", prompt)
        self._prompts = []
        for left in self._left.notices(element):
            open_.note(left.kind, left.message, left.text)
        if not written or open_.written > written:
            open_.style, open_.format = style, own
        if not goes_on(element):
            open_.label = self._numbering.label(own.list_id, own.list_level)
        return open_

    def _count_marks(self, element: Element, properties: Element | None) -> None:
        """Count the changes of a paragraph's properties and mark; one that goes with a change of its text counts once."""
        if properties is None:
            return
        self.changes += sum(each.tag.endswith("Change") for each in properties)
        inside = {each.tag for each in element}
        for child in children(properties.find("w:rPr")):
            changed = child.tag in _KEPT or child.tag in DROPPED
            self.changes += (changed and child.tag not in inside) or child.tag.endswith("Change")

    # -- runs -------------------------------------------------------------------------------------------------

    def _inline(self, parent: Element, open_: OpenParagraph) -> None:
        for child in parent:
            tag = child.tag
            if tag == "w:r":
                self._run(child, open_)
            elif tag in DROPPED or tag in _KEPT:
                self.changes += tag != "w:moveFrom"  # a move is one change, and counts where it went
                if tag in _KEPT:
                    self._inline(child, open_)
                else:
                    self._drop(child)
            elif tag == "mc:AlternateContent":
                self._inline(self._one_of(child), open_)
            elif tag == "w:bookmarkStart":
                open_.bookmarks.append(child.get("w:name", ""))
            elif tag in ("m:oMath", "m:oMathPara"):
                self._equation(child, open_)
            elif tag == "w:fldSimple":
                self._write(self._fields.check_empty(child, open_), open_, open_.format)
                with self._fields.result_of(child):
                    self._inline(child, open_)
            elif is_placeholder(child):
                self._prompt(child)
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
            if self._fields.shows_text:
                self._left.take(child)
            self._write(printed_text(child), open_, format_)
        elif tag in _CHARACTERS:
            self._write(_CHARACTERS[tag], open_, format_)
        elif tag == "w:sym":
            self._sign(child, open_, format_)
        elif tag == "w:fldChar":
            self._form_field(child, open_, format_)
            printed = self._fields.mark(child.get("w:fldCharType", ""), open_, form_default(child))
            self._write(printed, open_, format_)
        elif tag == "w:instrText":
            if self._fields.instruct(child.text or ""):
                self._left.take(child)
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            self._note(child, open_)
        elif tag == "w:commentReference":
            self._comments.place(child.get("w:id", ""), open_)
        elif tag == "w:ruby":
            self._ruby(child, open_)
        elif tag == "mc:AlternateContent":
            for chosen in self._one_of(child):
                self._piece(chosen, open_, format_)
        elif tag in ("w:drawing", "w:pict", "w:object"):
            if any(each.tag in _OBJECTS for each in islice(child.iter(), NEAR)):
                for told in every(child, "wp:docPr", "v:shape"):  # what is said of a picture is named with it
                    self._left.take(told)
            self._graphic(child, open_, description(child))

    def _write(self, text: str, open_: OpenParagraph, format_: Format) -> None:
        if self._fields.shows_text:
            self._fields.write(text)
            open_.write(text, format_)
            open_.in_contents = open_.in_contents or (self._fields.in_contents and bool(text.strip()))
            self._comments.write(text)

    def _sign(self, sign: Element, open_: OpenParagraph, format_: Format) -> None:
        shown = symbol(sign)
        if shown == UNREADABLE:
            open_.note("doubtful", f"{sign.get('w:font', '')}字体的一个符号读不出，请核对")
        self._write(shown, open_, replace(format_, symbols=None))

    def _form_field(self, mark: Element, open_: OpenParagraph, format_: Format) -> None:
        """What a form field shows: the entry chosen of a list, a box ticked or not. Its text stands as the field's result."""
        chosen = at_path(mark, "w:ffData", "w:ddList")
        if chosen is not None:
            entries = [entry.get("w:val", "") for entry in children(chosen, "w:listEntry")]
            number = value(chosen, "w:result") or value(chosen, "w:default") or "0"
            at = int(number) if number.isdigit() else 0
            self._write(entries[at] if at < len(entries) else "", open_, format_)
        box = at_path(mark, "w:ffData", "w:checkBox")
        if box is not None:
            state = switch(box, "w:checked")
            ticked = switch(box, "w:default") if state is None else state
            self._write("☑" if ticked else "☐", open_, format_)

    def _note(self, reference: Element, open_: OpenParagraph) -> None:
        kind = "脚注" if reference.tag == "w:footnoteReference" else "尾注"
        key = f"{reference.tag[2:-9]}{reference.get('w:id', '')}"
        self._referred.add(key)
        text = self._notes.get(key, "")
        open_.note("left_out", f"{kind}没有收入（{quoted(text)}）", text)

    def _ruby(self, ruby: Element, open_: OpenParagraph) -> None:
        base, above = ruby.find("w:rubyBase"), ruby.find("w:rt")
        if base is not None:
            self._inline(base, open_)
        if above is not None:
            text = plain_text(above)
            self._left.take_all(above)
            open_.note("left_out", f"文字上方的注音没有收入（{quoted(text)}）", text)

    def _equation(self, equation: Element, open_: OpenParagraph) -> None:
        text = equation_text(equation)
        self._write(text, open_, open_.format)
        self._left.take_all(equation)
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
                texts = ("".join(t.text or "" for t in p.iter("a:t")) for p in child.iter("a:p"))
                self._left.take_all(child)
                self._box([self._plain(text) for text in texts if text.strip()], open_)
            elif tag == "v:textpath" and child.get("string"):
                self._box([self._plain(child.get("string", ""), Look(bold=True, centred=True))], open_)
            elif tag in _OBJECTS:
                about = about or child.get("ProgID", "") or child.get("w:name", "")
                said = f"（{quoted(about)}）" if about else ""
                open_.note("left_out", f"{_OBJECTS[tag]}没有收入{said}", about)
                self._left.take_all(child)
            elif tag == "mc:AlternateContent":
                self._graphic(self._one_of(child), open_, about)
            else:
                self._graphic(child, open_, about)

    def _box(self, paragraphs: list[Paragraph], open_: OpenParagraph) -> None:
        written = [paragraph for paragraph in paragraphs if paragraph.text.strip() or paragraph.notices]
        if written:
            first = written[0].text
            open_.box(written)
            open_.note("doubtful", f"文本框中的文字收在这里，请核对（{quoted(first)}）", first)

    # -- tables -----------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> list[Paragraph]:
        rows = [self._row(row) for row in inside(table, "w:tr") if not self._is_deleted(row)]
        return joined_rows(rows) if is_data_table(rows) else dissolved(rows)

    def _noted(self, paragraphs: list[Paragraph], table: Element) -> list[Paragraph]:
        """The paragraphs of a table; what else is in it is named at the first."""
        left = tuple(self._left.notices(table))
        if not left:
            return paragraphs
        first, *rest = paragraphs or [self._plain("")]
        return [replace(first, notices=(*first.notices, *left)), *rest]

    def _row(self, row: Element) -> list[list[Paragraph]]:
        """The cells of a row; of those that are merged all but the first are empty."""
        self.changes += at_path(row, "w:trPr", "w:ins") is not None
        cells = [empty_cells(row, "w:gridBefore")]
        prompts = prompting_cells(row)
        for cell in inside(row, "w:tc"):
            if id(cell) in prompts:
                self._prompt(cell)
                cells.append([[]])
            else:
                cells.append([self.read(cell)])
            cells.append(empty_cells(cell, "w:gridSpan", own=1))
        return [cell for group in cells for cell in group]

    def _is_deleted(self, row: Element) -> bool:
        deleted = at_path(row, "w:trPr", "w:del") is not None
        if deleted:
            self._drop(row)
        self.changes += deleted
        return deleted
