"""The document is clean inside: order of elements, styles, fonts, language, page geometry, package."""

from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.opc.package import OpcPackage
from hypothesis import given, settings
from lxml import etree

from editor.exporters.docx import export_docx
from editor.exporters.docx.template import template_bytes
from editor.model.issue import Issue
from editor.model.style import HouseStyle, Tail
from tests.exported import for_readers
from tests.exporters.opened import MC, Opened, W, style_of, text_of, value
from tests.strategies import issues

# The order of children in the schema: CT_PPr, CT_RPr, CT_TblPr, CT_SectPr, CT_Settings, CT_Style of ISO/IEC 29500-1.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "pBdr": "top left bottom right between bar",
    "settings": "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang decimalSymbol "
    "listSeparator",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
}


@pytest.fixture(scope="module")
def opened(issue: Issue, style: HouseStyle) -> Opened:
    return Opened(export_docx(issue, style))


@pytest.fixture(scope="module")
def richest(issue: Issue, style: HouseStyle) -> Opened:
    """A document with everything that a style can ask for."""
    tail = Tail(report="甲", send="乙", copy_to="丙", copies="80", editor="丁", approver="戊")
    page = replace(style.page, first_page="body")
    return Opened(export_docx(issue, replace(style, tail=tail, editor_note="编者按：请阅。", page=page)))


def children(element) -> list[str]:
    """The names of the children; of alternatives, that of what they hold."""
    names = []
    for child in element:
        if child.tag == f"{MC}AlternateContent":
            (name,) = {held.tag for choice in child for held in choice}
            names.append(name)
        else:
            names.append(child.tag)
    return [name.removeprefix(W) for name in names]


@pytest.mark.parametrize("name", ORDERS)
def test_children_stand_in_the_order_of_the_schema(
    name: str, richest: Opened, other: HouseStyle, issue: Issue
) -> None:
    order = ORDERS[name].split()
    found = 0
    for document in (richest, Opened(export_docx(issue, other))):
        for part in document.parts.values():
            for element in part.iter(f"{W}{name}"):
                places = [order.index(child) for child in children(element)]
                assert places == sorted(places)
                once = [child for child in children(element) if child != "footerReference"]
                assert len(set(once)) == len(once)
                found += 1
    assert found


def test_every_run_is_marked_as_east_asian(richest: Opened) -> None:
    runs = [run for part in richest.parts.values() for run in part.iter(f"{W}r")]
    assert runs
    assert all(run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia" for run in runs)


def test_fonts_fill_all_four_slots_and_no_theme_is_mentioned(richest: Opened) -> None:
    fonts = list(richest.styles.iter(f"{W}rFonts"))
    assert len(fonts) > 15
    for font in fonts:
        assert len({font.get(f"{W}{slot}") for slot in ("ascii", "hAnsi", "eastAsia", "cs")}) == 1
        assert not any("Theme" in name for name in font.attrib)
    assert not any("theme" in name for name in richest.names)


def test_paragraphs_hold_no_formatting_of_their_own(opened: Opened) -> None:
    for paragraph in opened.paragraphs:
        own = set(children(paragraph.find(f"{W}pPr"))) - {"pStyle"}
        allowed = {"ContentsEnd": {"pageBreakBefore"}, "Heading2": {"ind"}}.get(style_of(paragraph), set())
        assert own <= allowed
    rows = {row for link in opened.document.iter(f"{W}hyperlink") for row in link.iter(f"{W}rPr")}
    for run in opened.document.iter(f"{W}rPr"):  # in a 目录 LibreOffice knows no style but that of the link
        turns = {"spacing"} if run in rows else set()
        assert set(children(run)) <= {"rFonts", "rStyle", "webHidden"} | turns


def test_no_paragraph_is_empty(richest: Opened) -> None:
    empty = [style_of(paragraph) for paragraph in richest.paragraphs if not text_of(paragraph)]
    assert empty == ["ContentsEnd", "TailAnchor"]  # a field needs one to end in, a frame to stand by


def test_the_built_in_styles_have_their_names_and_the_others_chinese_ones(opened: Opened) -> None:
    names = {style.get(f"{W}styleId"): value(style, "name") for style in opened.styles.iter(f"{W}style")}
    built_in = {
        "Normal": "Normal", "Heading1": "heading 1", "Heading2": "heading 2", "TOC1": "toc 1", "TOC2": "toc 2",
        "TOCHeading": "TOC Heading", "Footer": "footer", "Hyperlink": "Hyperlink",
        "DefaultParagraphFont": "Default Paragraph Font", "TableNormal": "Normal Table", "NoList": "No List",
    }  # fmt: skip
    assert built_in.items() <= names.items()
    assert all(name[0] >= "一" for key, name in names.items() if key not in built_in)
    custom = {s.get(f"{W}styleId") for s in opened.styles.iter(f"{W}style") if s.get(f"{W}customStyle")}
    assert custom == set(names) - set(built_in)


def test_every_style_that_is_used_or_named_is_there(richest: Opened) -> None:
    there = {style.get(f"{W}styleId") for style in richest.styles.iter(f"{W}style")}
    for part in richest.parts.values():
        for kind in ("pStyle", "rStyle", "basedOn", "next"):
            assert {e.get(f"{W}val") for e in part.iter(f"{W}{kind}")} <= there


def test_each_element_of_the_style_becomes_one_paragraph_style(opened: Opened) -> None:
    title = opened.style("Heading2")
    assert title.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "方正小标宋简体"
    assert value(title, "rPr/sz") == "44"
    assert title.find(f"{W}pPr/{W}spacing").get(f"{W}line") == "680"
    assert value(title, "pPr/outlineLvl") == "1"
    assert value(title, "pPr/jc") == "center"
    body = opened.style("ArticleBody").find(f"{W}pPr")
    assert body.find(f"{W}ind").attrib == {f"{W}firstLineChars": "200", f"{W}firstLine": "630"}
    assert body.find(f"{W}spacing").get(f"{W}line") == "579"
    assert value(opened.style("Masthead"), "rPr/color") == "FF0000"


def test_the_masthead_style_has_the_size_to_which_the_title_shrank(issue: Issue, style: HouseStyle) -> None:
    long = Opened(export_docx(replace(issue, title="长三角一体化发展示范区建设周报"), style))
    assert value(long.style("Masthead"), "rPr/sz") == "56"


def test_characters_are_set_close_only_at_the_size_of_the_body(opened: Opened) -> None:
    spacing = {s.get(f"{W}styleId"): value(s, "rPr/spacing") for s in opened.styles.iter(f"{W}style")}
    assert spacing["ArticleBody"] == spacing["TOC2"] == "-5"
    assert spacing["Heading2"] == spacing["Footer"] == "0"


def test_the_page_is_that_of_the_standard(opened: Opened) -> None:
    (section,) = opened.document.iter(f"{W}sectPr")
    size, margins, grid = (section.find(W + name) for name in ("pgSz", "pgMar", "docGrid"))
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    sides = {side: margins.get(W + side) for side in ("top", "left", "bottom", "right", "footer", "gutter")}
    assert sides == {
        "top": "2098", "left": "1588", "bottom": "1984", "right": "1474", "footer": "1421", "gutter": "0"
    }  # fmt: skip
    assert grid.attrib == {f"{W}type": "lines", f"{W}linePitch": "579"}


def test_issuer_and_date_stand_above_a_red_rule_with_a_tab_at_the_right_edge(opened: Opened) -> None:
    (row,) = opened.of_style("Imprint")
    assert text_of(row) == "某省驻上海办事处\t2026年2月6日"
    properties = opened.style("Imprint").find(f"{W}pPr")
    assert properties.find(f"{W}tabs/{W}tab").attrib == {f"{W}val": "right", f"{W}pos": "8844"}
    rule = properties.find(f"{W}pBdr/{W}bottom")
    assert (rule.get(f"{W}sz"), rule.get(f"{W}space"), rule.get(f"{W}color")) == ("18", "11", "FF0000")


def hanging(styles, style_id: str, reader: str) -> bool:
    """Whether marks hang in paragraphs of a style, as a kind of reader resolves it."""
    told = [styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")]
    chain = []
    while style_id:
        (found,) = (each for each in styles.iter(f"{W}style") if each.get(f"{W}styleId") == style_id)
        chain.append(found.find(f"{W}pPr"))
        style_id = value(found, "basedOn") or ""
    result = "1"  # what the standard says where nothing is said
    for properties in [*told, *reversed(chain)]:
        for child in () if properties is None else properties:
            if child.tag == f"{MC}AlternateContent":
                chosen = {"takes Choice": "Choice", "takes Fallback and inverts": "Fallback"}.get(reader)
                child = None if chosen is None else child.find(f"{MC}{chosen}/{W}overflowPunct")
            if child is not None and child.tag == f"{W}overflowPunct":
                result = child.get(f"{W}val")
    return (result == "0") if reader == "takes Fallback and inverts" else (result != "0")


@pytest.mark.parametrize(
    "reader", ["takes Choice", "takes Fallback and inverts", "skips the alternative", "knows no alternatives"]
)
def test_no_mark_hangs_in_any_reader(reader: str, richest: Opened) -> None:
    used = {style_of(paragraph) for paragraph in richest.paragraphs}
    assert len(used) > 10
    if (
        reader == "knows no alternatives"
    ):  # and reads what it knows wherever it stands, so that both would be said
        normal = richest.style("Normal").find(f"{W}pPr")
        assert normal.find(f"{W}overflowPunct") is None
    assert not [style_id for style_id in used if hanging(richest.styles, style_id, reader)]


def test_the_first_sentence_of_a_measure_has_a_character_style(opened: Opened) -> None:
    first = opened.of_style("Measure")[0]
    lead, rest = first.iter(f"{W}r")
    assert (value(lead, "rPr/rStyle"), text_of(lead)) == ("MeasureLead", "一是完善设施。")
    assert (value(rest, "rPr/rStyle"), text_of(rest)) == (None, "新建泊位12个。")
    assert opened.style("MeasureLead").find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "楷体_GB2312"


def footer(opened: Opened, kind: str) -> tuple[str, str]:
    """The text of the footer for even or other pages, and its style."""
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    last = list(opened.document.iter(f"{W}sectPr"))[-1]
    (wanted,) = (r.get(relation) for r in last.iter(f"{W}footerReference") if r.get(f"{W}type") == kind)
    (target,) = (
        r.get("Target") for r in opened.parts["word/_rels/document.xml.rels"] if r.get("Id") == wanted
    )
    (paragraph,) = opened.parts[f"word/{target}"].iter(f"{W}p")
    return text_of(paragraph), style_of(paragraph)


def test_odd_pages_are_numbered_at_the_right_and_even_ones_at_the_left(opened: Opened) -> None:
    assert footer(opened, "default") == ("— 1 —", "PageNumberOdd")
    assert footer(opened, "even") == ("— 2 —", "PageNumberEven")
    for name, side in (("PageNumberOdd", "right"), ("PageNumberEven", "left")):
        properties = opened.style(name).find(f"{W}pPr")
        assert properties.find(f"{W}ind").attrib == {W + side: "280"}
        assert value(opened.style(name), "pPr/jc") == side
    assert opened.parts["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


def test_numbers_in_the_middle_need_one_footer(issue: Issue, other: HouseStyle) -> None:
    centred = Opened(export_docx(issue, other))
    assert footer(centred, "default")[0] == "第 1 页"
    assert "word/footer2.xml" not in centred.names
    assert centred.parts["word/settings.xml"].find(f"{W}evenAndOddHeaders") is None


def test_a_style_without_page_numbers_has_no_footers(issue: Issue, style: HouseStyle) -> None:
    bare = Opened(export_docx(issue, replace(style, page=replace(style.page, number=""))))
    assert not any("footer" in name for name in bare.names)
    assert not list(bare.document.iter(f"{W}footerReference"))


def test_page_one_is_the_masthead_page_or_the_first_of_the_body(opened: Opened, richest: Opened) -> None:
    assert not list(opened.document.iter(f"{W}pgNumType"))
    front, body = richest.document.iter(f"{W}sectPr")
    assert front.find(f"{W}footerReference") is None
    assert front.getparent().getparent() is richest.of_style("ContentsEnd")[0]
    assert body.find(f"{W}pgNumType").get(f"{W}start") == "1"
    assert not list(richest.document.iter(f"{W}pageBreakBefore"))


def test_the_tail_is_framed_at_the_foot_of_the_last_page(richest: Opened) -> None:
    rows = richest.of_style("Tail")
    assert [text_of(row).removeprefix("\t") for row in rows] == [
        "报：甲",
        "送：乙",
        "发：丙",
        "责任编辑：丁　　签发：戊\t（共印80份）",
    ]
    frames = {tuple(sorted(row.find(f"{W}pPr/{W}framePr").attrib.items())) for row in rows}
    assert len(frames) == 1  # equal ones make one frame
    assert dict(*frames)[f"{W}yAlign"] == "bottom"
    assert richest.paragraphs[-1].getparent().index(richest.paragraphs[-1]) == len(richest.paragraphs) - 1
    assert style_of(richest.paragraphs[-1]) == "TailAnchor"


def test_the_rules_of_the_tail_are_as_wide_as_the_type_area(richest: Opened) -> None:
    properties = richest.style("Tail").find(f"{W}pPr")
    assert properties.find(f"{W}ind").attrib == {
        f"{W}left": "840",
        f"{W}hanging": "840",
    }  # a rule begins at 840 - 840
    tabs = [(tab.get(f"{W}val"), tab.get(f"{W}pos")) for tab in properties.iter(f"{W}tab")]
    assert tabs == [("left", "280"), ("right", "8564")]  # the text stands one character in on both sides
    assert all(text_of(row).startswith("\t") for row in richest.of_style("Tail"))


def test_the_settings_ask_nothing_of_the_reader(opened: Opened) -> None:
    settings_part = opened.parts["word/settings.xml"]
    assert settings_part.find(f"{W}updateFields") is None
    assert value(settings_part, "characterSpacingControl") == "doNotCompress"
    modes = {s.get(f"{W}name"): s.get(f"{W}val") for s in settings_part.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert not any(e.get(f"{W}dirty") for part in opened.parts.values() for e in part.iter(f"{W}fldChar"))


def test_the_font_table_offers_one_name_in_the_place_of_each_font(opened: Opened) -> None:
    fonts = {f.get(f"{W}name"): value(f, "altName") for f in opened.parts["word/fontTable.xml"]}
    assert fonts == {
        "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "黑体": "SimHei", "方正小标宋简体": "方正小标宋_GBK", "宋体": "SimSun"
    }  # fmt: skip


def test_file_managers_see_what_it_is(issue: Issue, style: HouseStyle) -> None:
    properties = docx.Document(BytesIO(export_docx(issue, style))).core_properties
    assert properties.title == "长三角每周要讯2026年第5期"
    assert properties.subject == "长三角每周要讯"
    assert properties.author == "某省驻上海办事处"
    assert properties.keywords == "科创聚焦; 产业动向"
    assert properties.language == "zh-CN"
    assert properties.created.date() == properties.modified.date() == issue.date


def test_every_part_has_its_content_type_and_every_relationship_its_part(
    issue: Issue, style: HouseStyle
) -> None:
    package = OpcPackage.open(BytesIO(for_readers(issue, style)))
    types = {str(part.partname): part.content_type for part in package.iter_parts()}
    assert len(types) == 9
    generic = [part for part, content_type in types.items() if content_type == "application/xml"]
    assert generic == ["/customXml/item1.xml"]  # as Word has it: the type of all custom XML


def test_a_clean_document_holds_nothing_but_what_is_printed(issue: Issue, style: HouseStyle) -> None:
    whole, clean = (Opened(make(issue, style)) for make in (for_readers, export_docx))
    assert set(whole.names) - set(clean.names) == {
        "customXml/item1.xml",
        "customXml/itemProps1.xml",
        "customXml/_rels/item1.xml.rels",
    }
    held = b"".join(etree.tostring(part, encoding="utf-8") for part in clean.parts.values()).decode()
    assert not [words for words in ("周四再核数字", "内部来稿", "备用的一篇", "spare2") if words in held]


def test_the_template_is_what_its_script_makes() -> None:
    kept = files("editor.exporters.docx").joinpath("template.docx").read_bytes()
    kept_parts, made_parts = (Opened(data).parts for data in (kept, template_bytes()))
    assert list(kept_parts) == list(made_parts)
    assert all(etree.tostring(part) == etree.tostring(made_parts[name]) for name, part in kept_parts.items())
    assert not any("docDefaults" in name or "theme" in name or "numbering" in name for name in kept_parts)


def test_equal_issues_give_equal_bytes_without_a_time(issue: Issue, style: HouseStyle) -> None:
    first = export_docx(issue, style)
    assert export_docx(replace(issue), replace(style)) == first
    with ZipFile(BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


@settings(max_examples=30, deadline=None)
@given(issues())
def test_any_issue_is_a_document_that_holds_all_its_text(issue: Issue) -> None:
    style = HouseStyle("official", "刊名", "单位", ())
    if any(not a.title.strip() for a in issue.articles) or any(not s.name.strip() for s in issue.sections):
        return
    opened = Opened(export_docx(issue, style))
    text = "".join(map(text_of, opened.paragraphs))
    for article in issue.articles:
        assert article.title.replace(" ", "") in text.replace("\n", "").replace(" ", "")
