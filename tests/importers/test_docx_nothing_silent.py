"""Nothing silent: a word in any element of WordprocessingML that can hold one stands in the issue or in the report.

The places are those of the schema (``cases/words.tsv``, made by ``schema_words``): every step from one kind of element
to another on the way to a word, every attribute of free text, every pointer. What the schema only lets in (DrawingML,
VML, OMML, alternatives) and what it forbids is listed by hand.
"""

from pathlib import Path

import pytest

from .word_file import p, said, take

CASES = Path(__file__).parent / "cases"
MARK = "标记甲乙丙"
t = f"<w:t>{MARK}</w:t>"
run = f"<w:r>{t}</w:r>"
para = f"<w:p>{run}</w:p>"
ABOVE = p("科创聚焦") + p("上海推进甲项工作") + p("近日，上海推进。")

HOLDERS = {
    "smartTag": f'<w:p><w:smartTag w:element="x">{run}</w:smartTag></w:p>',
    "customXml run": f'<w:p><w:customXml w:element="x">{run}</w:customXml></w:p>',
    "customXml block": f'<w:customXml w:element="x">{para}</w:customXml>',
    "sdt run": f"<w:p><w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt></w:p>",
    "sdt block": f"<w:sdt><w:sdtContent>{para}</w:sdtContent></w:sdt>",
    "sdt row": f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{para}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>",
    "sdt cell": f"<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>{para}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
    "ins row": f"<w:tbl><w:ins><w:tr><w:tc>{para}</w:tc></w:tr></w:ins></w:tbl>",
    "customXml row": f"<w:tbl><w:customXml><w:tr><w:tc>{para}</w:tc></w:tr></w:customXml></w:tbl>",
    "hyperlink": f'<w:p><w:hyperlink w:anchor="x">{run}</w:hyperlink></w:p>',
    "dir": f'<w:p><w:dir w:val="rtl">{run}</w:dir></w:p>',
    "bdo": f'<w:p><w:bdo w:val="rtl">{run}</w:bdo></w:p>',
    "fldSimple": f'<w:p><w:fldSimple w:instr="AUTHOR">{run}</w:fldSimple></w:p>',
    "fldSimple empty": f'<w:p><w:fldSimple w:instr=" MACROBUTTON x {MARK}"/></w:p>',
    "field MACROBUTTON": f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MACROBUTTON NoMacro {MARK}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "field EQ": f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> EQ \\o(甲,{MARK})</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "field QUOTE": f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE "{MARK}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "field unknown result": f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    "ruby": f"<w:p><w:r><w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase>{run}</w:rubyBase></w:ruby></w:r></w:p>",
    "ruby rt": f"<w:p><w:r><w:ruby><w:rt>{run}</w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
    "del": f'<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{MARK}</w:delText></w:r></w:del></w:p>',
    "ins": f'<w:p><w:ins w:id="1" w:author="x">{run}</w:ins></w:p>',
    "moveFrom": f'<w:p><w:moveFrom w:id="1" w:author="x">{run}</w:moveFrom></w:p>',
    "moveTo": f'<w:p><w:moveTo w:id="1" w:author="x">{run}</w:moveTo></w:p>',
    "oMath": f"<w:p><m:oMath><m:r><m:t>{MARK}</m:t></m:r></m:oMath></w:p>",
    "oMathPara": f"<w:p><m:oMathPara><m:oMath><m:r><m:t>{MARK}</m:t></m:r></m:oMath></m:oMathPara></w:p>",
    "vanish": f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{t}</w:r></w:p>",
    "pict textbox": f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    "pict textpath": f'<w:p><w:r><w:pict><v:shape><v:textpath string="{MARK}"/></v:shape></w:pict></w:r></w:p>',
    "pict alt": f'<w:p><w:r><w:pict><v:shape alt="{MARK}"/></w:pict></w:r></w:p>',
    "wps txbx": f"<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{para}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
    "drawing a:t": f"<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:p><a:r><a:t>{MARK}</a:t></a:r></a:p></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
    "drawing docPr descr": f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{MARK}"/></wp:inline></w:drawing></w:r></w:p>',
    "drawing docPr title": f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" title="{MARK}"/></wp:inline></w:drawing></w:r></w:p>',
    "picture title": f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="甲" title="{MARK}"/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>',
    "pict rect title": f'<w:p><w:r><w:pict><v:rect title="{MARK}"/></w:pict></w:r></w:p>',
    "sdt list without a choice": f'<w:p><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:value="{MARK}"/></w:dropDownList></w:sdtPr><w:sdtContent/></w:sdt></w:p>',
    "sdt list with its prompt": f'<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/><w:comboBox><w:listItem w:displayText="{MARK}" w:value="1"/></w:comboBox></w:sdtPr><w:sdtContent><w:r><w:t>选择一项。</w:t></w:r></w:sdtContent></w:sdt></w:p>',
    "AC choice only": f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="zz">{t}</mc:Choice></mc:AlternateContent></w:r></w:p>',
    "AC fallback": f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="zz"/><mc:Fallback>{t}</mc:Fallback></mc:AlternateContent></w:r></w:p>',
    "AC block": f'<mc:AlternateContent><mc:Choice Requires="zz">{para}</mc:Choice></mc:AlternateContent>',
    "AC two choices": f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="aa"><w:t>甲</w:t></mc:Choice><mc:Choice Requires="zz">{t}</mc:Choice></mc:AlternateContent></w:r></w:p>',
    "object": f"<w:p><w:r><w:object><v:shape><v:textbox><w:txbxContent>{para}</w:txbxContent></v:textbox></v:shape></w:object></w:r></w:p>",
    "framePr": f'<w:p><w:pPr><w:framePr w:w="100"/></w:pPr>{run}</w:p>',
    "unknown block": f"<w:foo>{para}</w:foo>",
    "unknown in p": f"<w:p><w:foo>{run}</w:foo></w:p>",
    "unknown in r": f"<w:p><w:r><w:foo>{t}</w:foo></w:r></w:p>",
    "foreign in body": f"<v:shape><v:textbox><w:txbxContent>{para}</w:txbxContent></v:textbox></v:shape>",
    "foreign in p": f"<w:p><v:shape><v:textbox><w:txbxContent>{para}</w:txbxContent></v:textbox></v:shape></w:p>",
    "tbl caption": f'<w:tbl><w:tblPr><w:tblCaption w:val="{MARK}"/></w:tblPr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
    "nested tbl": f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{para}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
    "p in tbl": f"<w:tbl>{para}</w:tbl>",
    "p in tr": f"<w:tbl><w:tr>{para}</w:tr></w:tbl>",
    "run in body": run,
    "text in p": f"<w:p>{t}</w:p>",
    "delText plain": f"<w:p><w:r><w:delText>{MARK}</w:delText></w:r></w:p>",
    "instrText outside field": f"<w:p><w:r><w:instrText>{MARK}</w:instrText></w:r></w:p>",
    "bare text in t sibling": f"<w:p><w:r>{MARK}</w:r></w:p>",
    "proofErr perm": f'<w:p><w:permStart w:id="1"/>{run}<w:permEnd w:id="1"/></w:p>',
    "ptab etc": f"<w:p><w:r><w:ptab/>{t}</w:r></w:p>",
    "ole": f'<w:p><w:r><w:object><o:OLEObject ProgID="{MARK}" r:id="zz"/></w:object></w:r></w:p>',
}
PARTS = {
    "footnotes": f'<w:footnote w:id="9">{para}</w:footnote>',
    "endnotes": f'<w:endnote w:id="9">{para}</w:endnote>',
    "comments": f'<w:comment w:id="9" w:author="a">{para}</w:comment>',
    "header": para,
    "footer": para,
}
POINTERS = {
    "subDoc": '<w:p><w:subDoc r:id="zz"/></w:p>',
    "contentPart": '<w:p><w:r><w:contentPart r:id="zz"/></w:r></w:p>',
    "altChunk": '<w:altChunk r:id="zz"/>',
    "chart": '<w:p><w:r><w:drawing><a:graphic><a:graphicData><c:chart xmlns:c="urn:c" r:id="zz"/></a:graphicData></a:graphic></w:drawing></w:r></w:p>',
    "picture as a fill": '<w:p><w:r><w:drawing><wps:wsp><wps:spPr><a:blipFill><a:blip r:embed="zz"/></a:blipFill></wps:spPr></wps:wsp></w:drawing></w:r></w:p>',
}


def words(imported):
    """The issue, and all that the report says or keeps."""
    return f"{imported.issue} {said(imported)} {[remark.text for remark in imported.remarks]}"


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_a_word_is_in_the_issue_or_in_the_report(holder):
    assert MARK in words(take(ABOVE + holder + p("末段。")))


@pytest.mark.parametrize("kind", PARTS)
def test_a_word_of_another_part_is_in_the_report(kind):
    assert MARK in words(take(ABOVE + p("末段。"), {kind: PARTS[kind]}))


@pytest.mark.parametrize("pointer", POINTERS.values(), ids=POINTERS)
def test_what_points_at_another_part_is_named(pointer):
    assert len(said(take(ABOVE + pointer + p("末段。")))) > len(said(take(ABOVE + p("末段。"))))


def test_what_was_read_is_not_named_as_well():
    assert said(take(ABOVE + para)) == []


# -- every place of the schema ----------------------------------------------------------------------------------------

PLACES = [tuple(line.split("\t")) for line in (CASES / "words.tsv").read_text("utf-8").splitlines()]

NO_WORDS = {
    "* @author": "who changed or said something, never what",
    "comment @initials": "the author again",
    "permStart @ed": "who may edit a stretch whose words are read",
    "permStart @id": "a number",
    "permEnd @id": "a number",
    "bookmarkStart @name": "the name of a place",
    "moveFromRangeStart @name": "the name of a move whose words are read where they went",
    "moveToRangeStart @name": "the name of a move whose words are read where they went",
    "customXml @uri": "the schema of an element whose words are read",
    "smartTag @uri": "the schema of an element whose words are read",
    "placeholder @val": "the name of a building block",
    "docPart @val": "the name of a building block",
    "attr @uri": "the schema of an attribute",
    "attr @name": "the name of an attribute",
    "attr @val": "what a program knows of the words inside, which are read",
    "alias @val": "the name of a control, which is shown while one edits",
    "tag @val": "the name of a control, for programs",
    "dataBinding @prefixMappings": "where a program keeps the words that the control shows",
    "dataBinding @xpath": "where a program keeps the words that the control shows",
    "dataBinding @storeItemID": "where a program keeps the words that the control shows",
    "comboBox @lastValue": "what was chosen, which the control shows",
    "dropDownList @lastValue": "what was chosen, which the control shows",
    "dateFormat @val": "a pattern",
    "docPartGallery @val": "the kind of a building block",
    "docPartCategory @val": "the kind of a building block",
    "numFmt @format": "a pattern",
    "format @val": "a pattern",
    "pStyle @val": "a style",
    "rStyle @val": "a style",
    "tblStyle @val": "a style",
    "style @val": "a style",
    "styleLink @val": "a style",
    "numStyleLink @val": "a style",
    "cnfStyle @val": "bits",
    "rFonts @ascii": "a font",
    "rFonts @hAnsi": "a font",
    "rFonts @eastAsia": "a font",
    "rFonts @cs": "a font",
    "tc @id": "the name of a cell",
    "header @val": "the name of a cell",
    "numberingChange @original": "the number before a change; the one after it is read",
    "control @shapeid": "the name of a shape",
    "objectLink @progId": "a program; the object is named",
    "objectLink @shapeId": "the name of a shape",
    "objectLink @fieldCodes": "switches",
    "objectEmbed @progId": "a program; the object is named",
    "objectEmbed @shapeId": "the name of a shape",
    "objectEmbed @fieldCodes": "switches",
    "name @val": "the name of a form field",
    "entryMacro @val": "a macro",
    "exitMacro @val": "a macro",
    "hyperlink @tgtFrame": "a window",
    "hyperlink @docLocation": "where a link goes, whose words are read",
    "hyperlink @anchor": "where a link goes, whose words are read",
    "hyperlink r:id": "where a link goes, whose words are read",
    "printerSettings r:id": "settings",
    "headerReference r:id": "the header, which is named as a part",
    "footerReference r:id": "the footer, which is named as a part",
    "description @val": "what a building block is for; its words are named",
}
IN_OTHER_PARTS = {
    "fldData text": "a program's data in base64",
    "delText text": "deleted in a part that is left out",
    "instrText text": "what makes a field, whose result is read",
    "delInstrText text": "what made a field, in a part that is left out",
}
WRAPS = {
    "header": "{}",
    "footer": "{}",
    "footnotes": '<w:footnote w:id="9">{}</w:footnote>',
    "endnotes": '<w:endnote w:id="9">{}</w:endnote>',
    "comments": '<w:comment w:id="9">{}</w:comment>',
    "glossaryDocument": "<w:docParts><w:docPart><w:docPartBody>{}</w:docPartBody></w:docPart></w:docParts>",
}


def built(path, how):
    """Elements one in the other, with the marker or a pointer where the last one holds it."""
    *above, last = path
    holding = "" if how == "text" else ' r:id="zz"' if how == "r:id" else f' w:{how[1:]}="{MARK}"'
    xml = f"<w:{last}{holding}{_needed(last)}>{MARK if how == 'text' else ''}</w:{last}>"
    for name in reversed(above):
        xml = f"<w:{name}{_needed(name)}>{xml}</w:{name}>"
    return xml + ('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>' if "fldChar" in path else "")


def _needed(name):
    return {"fldChar": ' w:fldCharType="begin"', "comment": ' w:id="9"'}.get(name, "")


def is_told(imported, how):
    return len(said(imported)) > 0 if how == "r:id" else MARK in words(imported)


def reason(path, how, but=NO_WORDS):
    return next((key for key in (f"{path[-1]} {how}", f"* {how}") if key in but), None)


def in_body(rows):
    return [(path[2:], how) for path, how in rows if path[:2] == ["document", "body"]]


ROWS = [(path.split("/"), how) for path, how in PLACES]


def test_every_place_of_the_schema_in_the_text_is_told_or_holds_no_words():
    silent = {
        ("/".join(path), how)
        for path, how in in_body(ROWS)
        if not is_told(take(ABOVE + built(path, how) + p("末段。")), how)
    }
    assert {place for place in silent if not reason(place[0].split("/"), place[1])} == set()


def test_every_place_of_the_schema_in_other_parts_is_told():
    holding = [(path, how) for path, how in in_body(ROWS) if how == "text" and "sectPr" not in path]
    silent = set()
    for path, how in holding:
        inside = built(path, how)
        parts = {kind: wrap.format(inside.replace(MARK, MARK + kind)) for kind, wrap in WRAPS.items()}
        told = words(take(ABOVE + p("末段。"), parts))
        silent |= {(kind, *path) for kind in WRAPS if MARK + kind not in told}
    assert {place for place in silent if f"{place[-1]} text" not in IN_OTHER_PARTS} == set()


@pytest.mark.parametrize(
    ("path", "how"),
    [row for row in ROWS if row[0][0] in ("comments", "footnotes", "glossaryDocument") and row[0][-1] != "t"],
    ids=" ".join,
)
def test_what_only_another_part_has(path, how):
    part, *inside = path
    assert is_told(take(ABOVE + p("末段。"), {part: built(inside, how)}), how) or reason(path, how)


def test_the_words_of_automatic_numbers_are_read():
    levels = f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="{MARK}"/></w:lvl></w:abstractNum>'
    numbering = levels + '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    numbered = p("乙项。", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert ("numbering", "abstractNum", "lvl", "lvlText") in {tuple(path) for path, _ in ROWS}
    assert MARK in words(take(ABOVE + numbered + p("末段。"), {"numbering": numbering}))


def test_no_reason_is_given_for_nothing():
    needed = {reason(path, how) for path, how in ROWS}
    assert set(NO_WORDS) <= needed
