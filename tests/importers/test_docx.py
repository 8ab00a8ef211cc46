"""Word files of other offices: by headings, by look, or like the text, with all that Word can put into one."""

import pytest

from editor.importers import read_issue
from editor.model.body import Chain, Heading, Paragraph

from .golden import STYLE, lines_of
from .word_file import HEAD, p, r, said, take, word_file

SIMPLE = p("科创聚焦", "H1") + p("上海建设概念验证中心", "H2")
LIST = (
    '<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def level(at: int, number_format: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text: str, at: int = 0, list_id: int = 1) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return p(text, properties=numbering)


def numbered(*levels: str) -> dict[str, str]:
    return {"numbering": LIST.format(levels="".join(levels))}


def only(imported):
    """The one article of an import."""
    (article,) = imported.issue.articles
    return article


def body(imported):
    return only(imported).body


# -- headings ---------------------------------------------------------------------------------------------------


def test_headings_of_two_levels_are_sections_and_titles():
    imported = take(SIMPLE + p("甲。") + p("经济热点", "H1") + p("江苏出台措施", "H2") + p("乙。"))
    assert lines_of(imported) == [
        "科创聚焦",
        "上海建设概念验证中心",
        "甲。",
        "经济热点",
        "江苏出台措施",
        "乙。",
    ]
    assert not imported.remarks
    assert (imported.issue.number, imported.issue.issuer) == (5, STYLE.issuer)


def test_the_bulletins_title_may_be_a_heading_above_them():
    head = HEAD.replace("<w:pPr></w:pPr>", '<w:pPr><w:pStyle w:val="H1"/></w:pPr>', 1)
    text = p("科创聚焦", "H2") + p("上海建设概念验证中心", "H3") + p("甲。")
    imported = read_issue(word_file(head + text), "x", lambda _: STYLE)
    assert lines_of(imported) == ["科创聚焦", "上海建设概念验证中心", "甲。"]


def test_one_level_is_sections_and_titles_by_the_names_of_the_sections():
    imported = take(
        p("科创聚焦", "H1") + p("上海建设中心", "H1") + p("甲。") + p("江苏出台措施", "H1") + p("乙。")
    )
    assert lines_of(imported) == ["科创聚焦", "上海建设中心", "甲。", "江苏出台措施", "乙。"]


def test_unknown_sections_are_those_that_stand_right_above_titles():
    text = (
        p("特别关注", "H1")
        + p("上海建设中心", "H2")
        + p("甲。")
        + p("一周回顾", "H1")
        + p("江苏出台措施", "H2")
        + p("乙。")
    )
    imported = take(text)
    assert [section.name for section in imported.issue.sections] == ["特别关注", "一周回顾"]
    assert [line for line in said(imported) if "样式中没有栏目" in line]


def test_titles_without_sections_are_kept_in_one_that_says_so():
    imported = take(
        p("上海建设中心", "H1")
        + p("甲。")
        + p("主要做法", "H2")
        + p("乙。")
        + p("江苏出台措施", "H1")
        + p("丙。")
    )
    (section,) = imported.issue.sections
    assert [article.title for article in section.articles] == ["上海建设中心", "江苏出台措施"]
    assert section.articles[0].body == (Paragraph("甲。"), Heading("主要做法"), Paragraph("乙。"))


def test_deeper_headings_get_the_ordinals_of_the_house():
    text = p("主要做法", "H3") + p("扩大范围", "H4") + p("甲。") + p("成效", "H3") + p("乙。")
    imported = take(SIMPLE + text)
    expected = (
        Heading("主要做法"),
        Heading("扩大范围", 2),
        Paragraph("甲。"),
        Heading("成效"),
        Paragraph("乙。"),
    )
    assert body(imported) == expected
    assert [line for line in said(imported) if "小标题加上序次语" in line]


def test_a_title_broken_by_a_line_break_is_one_title():
    imported = take(p("科创聚焦", "H1") + p("上海建设\n概念验证中心", "H2") + p("甲。"))
    assert only(imported).title == "上海建设概念验证中心"


LOOK = {
    "styles": '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
}
CENTRED = '<w:jc w:val="center"/>'
BIG = '<w:b/><w:sz w:val="44"/>'


def test_without_styles_centred_bold_titles_are_known_by_their_look():
    text = (
        p("科创聚焦", properties=CENTRED, run="<w:b/>")
        + p("建设概念验证中心", properties=CENTRED, run=BIG)
        + p("1月6日起试点。")
        + p("试点范围", run="<w:b/>")
        + p("共三区。")
        + p("海水稻种植面积扩大", properties=CENTRED, run=BIG)
        + p("覆盖三万户。")
    )
    imported = take(text, LOOK)
    (section,) = imported.issue.sections
    assert [article.title for article in section.articles] == ["建设概念验证中心", "海水稻种植面积扩大"]
    assert [block.text for block in section.articles[0].body] == ["1月6日起试点。", "试点范围", "共三区。"]


def test_a_title_on_two_lines_of_one_look_is_one_title():
    text = (
        p("科创聚焦", properties=CENTRED)
        + p("上海多措并举推进绿色港口", properties=CENTRED, run=BIG)
        + p("建设", properties=CENTRED, run=BIG)
        + p("1月6日起试点。")
    )
    imported = take(text, LOOK)
    assert only(imported).title == "上海多措并举推进绿色港口建设"
    assert any("标题分作两行" in line for line in said(imported))


def test_without_styles_and_look_the_words_decide_as_in_a_text_file():
    imported = take(
        p("科创聚焦") + p("上海建设概念验证中心") + p("甲。") + p("江苏出台措施支持种植") + p("乙。")
    )
    assert [article.title for article in imported.issue.articles] == [
        "上海建设概念验证中心",
        "江苏出台措施支持种植",
    ]


# -- lists ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number_format", "text", "first"),
    [("decimal", "%1.", "1."), ("chineseCounting", "（%1）", "（一）"), ("decimalEnclosedCircle", "%1", "①")],
)
def test_numbers_made_by_word_are_measures(number_format, text, first):
    imported = take(
        SIMPLE + p("甲。") + item("扩面积。") + item("提单产。"), numbered(level(0, number_format, text))
    )
    assert body(imported) == (Paragraph("甲。"), Chain(("扩面积。", "提单产。")))
    assert f"repaired 第7行：自动编号“{first}”记作“一是”（扩面积。）" in said(imported)


def test_numbers_that_read_like_the_house_need_no_word():
    imported = take(
        SIMPLE + item("扩面积。") + item("提单产。"), numbered(level(0, "chineseCounting", "%1是"))
    )
    assert body(imported) == (Chain(("扩面积。", "提单产。")),)
    assert not imported.remarks


def test_numbered_lines_shaped_like_headings_are_headings():
    text = item("主要做法") + p("甲。") + item("成效") + p("乙。")
    imported = take(SIMPLE + text, numbered(level(0, "chineseCountingThousand", "%1、")))
    assert body(imported) == (Heading("主要做法"), Paragraph("甲。"), Heading("成效"), Paragraph("乙。"))


def test_a_list_that_starts_anew_is_another_chain():
    text = item("甲。") + item("乙。") + p("此外：") + item("丙。", list_id=2) + item("丁。", list_id=2)
    imported = take(SIMPLE + text, numbered(level(0, "decimal", "%1.")))
    assert [block for block in body(imported) if isinstance(block, Chain)] == [
        Chain(("甲。", "乙。")),
        Chain(("丙。", "丁。")),
    ]


def test_deeper_levels_keep_their_numbers_as_text_inside_the_measure():
    text = item("甲：") + item("小项甲", 1) + item("乙。")
    imported = take(SIMPLE + text, numbered(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")))
    assert body(imported) == (Chain(("甲：\na)小项甲", "乙。")),)


def test_bullets_are_measures_and_a_single_one_is_a_paragraph():
    parts = numbered(level(0, "bullet", "•"))
    imported = take(SIMPLE + p("甲。") + item("扩面积。") + item("提单产。"), parts)
    assert body(imported) == (Paragraph("甲。"), Chain(("扩面积。", "提单产。")))
    assert any("项目符号" in line for line in said(imported))
    assert body(take(SIMPLE + item("只有一条。"), parts)) == (Paragraph("只有一条。"),)


def test_a_typed_ordinal_is_not_numbered_twice():
    imported = take(
        SIMPLE + item("一是扩面积。") + item("二是提单产。"), numbered(level(0, "decimal", "%1."))
    )
    assert body(imported) == (Chain(("扩面积。", "提单产。")),)
    assert any("已有序次语" in line for line in said(imported))


def test_the_number_of_a_heading_is_left_out():
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    text = p("科创聚焦", "H1") + p("上海建设概念验证中心", "H2", properties=numbering) + p("甲。")
    imported = take(text, numbered(level(0, "decimal", "%1.")))
    assert only(imported).title == "上海建设概念验证中心"
    assert any("标题前的自动编号“1.”没有收入" in line for line in said(imported))


# -- where text can stand -----------------------------------------------------------------------------------------


def cell(*paragraphs: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(paragraphs)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    inside = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows)
    return f"<w:tbl><w:tblPr/>{inside}</w:tbl>"


def test_a_masthead_in_a_table_is_a_masthead():
    head = table(
        (cell(p("长三角每周要讯")),), (cell(p("浙江省人民政府驻上海办事处")), cell(p("2026年1月30日")))
    )
    data = word_file(p("2026年第5期") + head + SIMPLE + p("甲。"))
    issue = read_issue(data, "x", lambda _: STYLE).issue
    assert (issue.title, issue.number, issue.issuer, issue.date.day) == (STYLE.title, 5, STYLE.issuer, 30)


def test_a_masthead_in_a_text_box_and_word_art_is_read_once():
    box = f"<w:txbxContent>{p('2026年第5期')}{p('浙江省人民政府驻上海办事处 2026年1月30日')}</w:txbxContent>"
    boxed = (
        '<w:p><w:r><w:pict><v:shape><v:textpath string="长三角每周要讯"/></v:shape></w:pict></w:r><w:r><mc:AlternateContent>'
        f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    imported = read_issue(word_file(boxed + SIMPLE + p("甲。")), "x", lambda _: STYLE)
    assert imported.issue.title == STYLE.title
    assert lines_of(imported) == ["科创聚焦", "上海建设概念验证中心", "甲。"]
    assert sum("文本框" in line for line in said(imported)) == 2


def test_a_table_of_figures_is_a_line_for_each_row_and_named():
    rows = ((cell(p("地区")), cell(p("产值"))), (cell(p("上海")), cell(p("12亿元"))))
    imported = take(SIMPLE + p("甲。") + table(*rows) + p("乙。"))
    assert [block.text for block in body(imported)] == ["甲。", "地区｜产值", "上海｜12亿元", "乙。"]
    assert "doubtful 第7行：这里原有一张2行2列的表格，按每行一段文字收入，请核对" in said(imported)


def test_tables_in_tables_are_read_in_order():
    inner = table((cell(p("乙。")),), (cell(p("丙。")),))
    imported = take(SIMPLE + table((cell(p("甲。"), inner, p()),)) + p("丁。"))
    assert [block.text for block in body(imported)] == ["甲。", "乙。", "丙。", "丁。"]


def test_text_in_controls_links_tags_and_unknown_wrappers_is_kept_in_order():
    inside = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('甲')}</w:sdtContent></w:sdt><w:hyperlink>{r('乙')}</w:hyperlink>"
        f"<w:smartTag>{r('丙')}</w:smartTag><w:strange>{r('丁')}</w:strange>"
    )
    text = f"<w:sdt><w:sdtContent><w:p>{inside}{r('。')}</w:p></w:sdtContent></w:sdt>"
    assert body(take(SIMPLE + text)) == (Paragraph("甲乙丙丁。"),)


def test_characters_that_are_elements_are_characters():
    inside = '<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6月</w:t><w:tab/><w:sym w:font="Arial" w:char="2264"/><w:t>3。</w:t></w:r>'
    imported = take(f"{SIMPLE}<w:p>{inside}</w:p>")
    assert body(imported) == (Paragraph("5-6月 ≤3。"),)


def test_a_symbol_of_a_symbol_font_is_said_to_be_unreadable():
    imported = take(SIMPLE + '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0F9"/><w:t>甲。</w:t></w:r></w:p>')
    assert any("无法辨认" in line for line in said(imported))


@pytest.mark.parametrize(
    "run",
    [
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>þ</w:t></w:r>',
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>R</w:t></w:r>',
    ],
)
def test_a_sign_of_a_symbol_font_that_unicode_has_is_that_sign(run):
    assert body(take(SIMPLE + f"<w:p>{run}{r('完成。')}</w:p>")) == (Paragraph("☑完成。"),)


def run(text, properties):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_raised_and_lowered_figures_stay_what_they_are():
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    imported = take(
        SIMPLE + f"<w:p>{r('蓄水5×10')}{run('8', up)}{r('立方米，减排CO')}{run('2', down)}{r('。')}</w:p>"
    )
    assert body(imported) == (Paragraph("蓄水5×10⁸立方米，减排CO₂。"),)
    assert not said(imported)


def test_what_unicode_cannot_raise_is_kept_and_named():
    raised = run("[3]", '<w:vertAlign w:val="superscript"/>')
    imported = take(SIMPLE + f"<w:p>{r('甲')}{raised}{r('。')}</w:p>")
    assert body(imported) == (Paragraph("甲[3]。"),)
    assert any("上标" in line and "[3]" in line for line in said(imported))


@pytest.mark.parametrize("strike", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_figures_do_not_run_into_what_follows_and_are_named(strike):
    imported = take(SIMPLE + f"<w:p>{r('投资')}{run('100', strike)}{r('200亿元。')}</w:p>")
    assert body(imported) == (Paragraph("投资200亿元。"),)
    assert any("删除线" in line and "100" in line for line in said(imported))


def test_empty_merged_and_numbered_cells_keep_their_places():
    def wide(count, inside):
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{count}"/></w:tcPr>{inside}</w:tc>'

    rows = ((wide(3, p("完成情况")),), (cell(p("甲")), cell(p()), cell(p("5亿元"))))
    imported = take(SIMPLE + p("甲。") + table(*rows))
    assert [block.text for block in body(imported)] == ["甲。", "完成情况｜｜", "甲｜｜5亿元"]
    assert any("2行3列的表格" in line for line in said(imported))


def test_a_table_of_sentences_is_taken_apart_and_says_so():
    rows = (
        (cell(p("甲单位推进甲项工作。")), cell(p("乙单位推进乙项工作。"))),
        (cell(p("丙。")), cell(p("丁。"))),
    )
    imported = take(SIMPLE + p("戊。") + table(*rows))
    assert [block.text for block in body(imported)] == [
        "戊。",
        "甲单位推进甲项工作。",
        "乙单位推进乙项工作。",
        "丙。",
        "丁。",
    ]
    assert any("2行2列的版式表格" in line for line in said(imported))


def form(inside):
    return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (
            '<w:ddList><w:result w:val="1"/><w:listEntry w:val="一般"/><w:listEntry w:val="重大"/></w:ddList>',
            "重大",
        ),
        ('<w:ddList><w:listEntry w:val="一般"/><w:listEntry w:val="重大"/></w:ddList>', "一般"),
        ("<w:checkBox><w:checked/></w:checkBox>", "☑"),
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "☐"),
    ],
)
def test_a_form_field_shows_what_was_chosen(inside, shown):
    field = (
        form(inside)
        + '<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert body(take(SIMPLE + f"<w:p>{r('等级为')}{field}{r('项目。')}</w:p>")) == (
        Paragraph(f"等级为{shown}项目。"),
    )


def test_the_prompt_of_a_content_control_is_no_text():
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处输入。')}</w:sdtContent></w:sdt>"
    imported = take(SIMPLE + f"<w:p>{r('甲。')}{control}</w:p>")
    assert body(imported) == (Paragraph("甲。"),)
    assert any("单击此处输入" in line for line in said(imported))


def test_line_breaks_in_text_make_paragraphs():
    assert body(take(SIMPLE + p("甲。\n乙。"))) == (Paragraph("甲。"), Paragraph("乙。"))


# -- fields and the table of contents ------------------------------------------------------------------------------


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText> {text} </w:instrText></w:r>"


def row(text: str, page: int) -> str:
    number = mark("begin") + code("PAGEREF a") + mark("separate") + r(str(page)) + mark("end")
    return f"<w:hyperlink>{r(text)}<w:r><w:tab/></w:r>{number}</w:hyperlink>"


def test_the_result_of_a_field_is_text_and_its_instruction_is_not():
    inside = r("见") + mark("begin") + code("REF x") + mark("separate") + r("第三节") + mark("end") + r("。")
    simple = f'<w:p><w:fldSimple w:instr="REF y">{r("第四节。")}</w:fldSimple></w:p>'
    assert body(take(f"{SIMPLE}<w:p>{inside}</w:p>{simple}")) == (
        Paragraph("见第三节。"),
        Paragraph("第四节。"),
    )


def test_a_contents_field_is_checked_and_left_out():
    rows = (
        f"<w:p>{mark('begin')}{code('TOC x')}{mark('separate')}{row('科创聚焦', 1)}</w:p>"
        f"<w:p>{row('上海建设验证中心', 1)}</w:p><w:p>{row('不在文中的一篇', 2)}{mark('end')}</w:p>"
    )
    imported = take(p("目　录") + rows + SIMPLE + p("甲。"))
    assert lines_of(imported) == ["科创聚焦", "上海建设概念验证中心", "甲。"]
    lines = said(imported)
    assert any("目录写作“上海建设验证中心”，正文写作“上海建设概念验证中心”" in line for line in lines)
    assert any("目录中的“不在文中的一篇”在正文中没有找到" in line for line in lines)


def test_a_typed_contents_with_leaders_and_pages_is_no_text():
    typed = p("目录") + p("科创聚焦") + p("上海建设概念验证中心……………1") + p("江苏出台措施支持种植……2")
    imported = take(
        typed + p("科创聚焦") + p("上海建设概念验证中心") + p("甲。") + p("江苏出台措施支持种植") + p("乙。")
    )
    assert [article.title for article in imported.issue.articles] == [
        "上海建设概念验证中心",
        "江苏出台措施支持种植",
    ]
    assert not imported.remarks


def test_a_field_without_an_end_hides_no_text():
    imported = take(f"{SIMPLE}<w:p>{mark('begin')}{code('PAGE')}{r('甲。')}</w:p>" + p("乙。"))
    assert body(imported) == (Paragraph("甲。"), Paragraph("乙。"))
    assert any("域不完整" in line for line in said(imported))


# -- what cannot be taken -------------------------------------------------------------------------------------------


def test_a_comment_is_listed_with_its_author_and_the_words_it_is_about():
    inside = (
        f'<w:commentRangeStart w:id="3"/>{r("约120家")}<w:commentRangeEnd w:id="3"/>'
        '<w:r><w:commentReference w:id="3"/></w:r>'
    )
    comments = f'<w:comment w:id="3" w:author="老王">{p("数字再核")}</w:comment><w:comment w:id="9">{p("孤零零")}</w:comment>'
    imported = take(f"{SIMPLE}<w:p>{r('共')}{inside}{r('。')}</w:p>", {"comments": comments})
    assert body(imported) == (Paragraph("共约120家。"),)
    assert "left_out 第6行：批注（老王）没有收入：数字再核；针对“约120家”" in said(imported)
    assert "left_out 第1行：批注没有收入：孤零零；没有针对的文字" in said(imported)


def test_footnotes_pictures_equations_and_hidden_text_are_named_at_their_place():
    picture = '<w:drawing><wp:inline><wp:docPr id="1" descr="港口照片"/><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing>'
    inside = (
        f'{r("甲")}<w:r><w:footnoteReference w:id="2"/></w:r><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>'
        f"<w:r>{picture}</w:r>{r('内部', '<w:vanish/>')}{r('。')}"
    )
    notes = f'<w:footnote w:id="2">{p("据统计局")}</w:footnote>'
    imported = take(f"{SIMPLE}<w:p>{inside}</w:p>", {"footnotes": notes})
    assert body(imported) == (Paragraph("甲x+y。"),)
    assert [line for line in said(imported) if "第6行" in line] == [
        "left_out 第6行：脚注没有收入（据统计局）",
        "doubtful 第6行：公式按一行文字收入，请核对（x+y）",
        "left_out 第6行：图片没有收入（港口照片）",
        "left_out 第6行：隐藏的文字没有收入（内部）",
    ]


def test_the_words_of_a_header_are_named_and_a_page_number_is_not():
    imported = take(SIMPLE + p("甲。"), {"header": p("内部资料"), "footer": p("— 1 —")})
    assert said(imported) == ["left_out 第1行：页眉的文字没有收入（内部资料）"]


def test_every_remark_is_free_of_what_a_terminal_would_obey():
    imported = take(SIMPLE + p("甲\u202e\u009b31m乙。") + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
                    {"footnotes": f'<w:footnote w:id="2">{p(chr(0x9b) + "2J注")}</w:footnote>'})  # fmt: skip
    assert body(imported) == (Paragraph("甲31m乙。"),)
    assert not any(ch in "".join(map(str, imported.remarks)) for ch in "\u202e\u009b")
