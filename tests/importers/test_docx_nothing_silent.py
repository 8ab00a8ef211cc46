"""Nothing silent: a word in any element of WordprocessingML that can hold one stands in the issue or in the report.

The elements are those of the schema (ECMA-376 part 1, wml.xsd and what it lets in: DrawingML, VML, OMML, alternatives),
at every level at which they may stand, and some at levels at which they may not.
"""

import pytest

from .word_file import p, said, take

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
