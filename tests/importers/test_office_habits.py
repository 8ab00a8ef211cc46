"""What offices do to their documents, and what must come of it: each case is a kind, not a file."""

import pytest

from editor.importers import import_text, read_issue, read_submission
from editor.importers.forms import read_page
from editor.manuscript.grammar import parse
from editor.model.body import Chain, Paragraph

from .golden import STYLE
from .word_file import HEAD, OFFICE, p, r, said, take, word_file

SECTION, TITLE, LEAD = "科创聚焦", "上海试点海洋观测网建设", "近日，上海市部署建设海洋观测网。"
OPENING = p(SECTION, "H1") + p(TITLE, "H2")


def bodies(imported):
    return [(article.title, article.body) for article in imported.issue.articles]


class TestFigures:
    def test_a_power_in_a_formula_stays_a_power(self):
        power = "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>8</m:t></m:r></m:sup></m:sSup></m:oMath>"
        ((_, body),) = bodies(take(OPENING + f"<w:p>{r('发电2.4×')}{power}{r('千瓦时。')}</w:p>"))
        assert body == (Paragraph("发电2.4×10⁸千瓦时。"),)

    @pytest.mark.parametrize(
        ("formula", "text"),
        [
            (
                "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f>",
                "1/3",
            ),
            (
                "<m:sSub><m:e><m:r><m:t>CO</m:t></m:r></m:e><m:sub><m:r><m:t>2</m:t></m:r></m:sub></m:sSub>",
                "CO₂",
            ),
            ("<m:rad><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad>", "√2"),
            (
                "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>甲</m:t></m:r></m:sup></m:sSup>",
                "x^甲",
            ),
        ],
    )
    def test_other_formulas_stay_readable_on_one_line(self, formula, text):
        ((_, body),) = bodies(
            take(OPENING + f"<w:p>{r('取值')}<m:oMath>{formula}</m:oMath>{r('左右。')}</w:p>")
        )
        assert body == (Paragraph(f"取值{text}左右。"),)

    def test_a_small_raised_figure_is_named_and_a_raised_line_is_not(self):
        raised = '<w:position w:val="12"/><w:sz w:val="18"/>'
        imported = take(
            OPENING
            + f"<w:p>{r('减排4×10')}{r('7', raised)}{r('克。')}</w:p>"
            + p("整行都抬高了。", run=raised)
        )
        assert sum("抬高的小字“7”" in line for line in said(imported)) == 1
        assert not any("整行" in line for line in said(imported))

    def test_a_page_of_the_web_keeps_its_powers(self):
        assert (
            read_page("<html><p>共6×10<sup>9</sup>条，CO<sub>2</sub></p></html>".encode(), "").text
            == "共6×10⁹条，CO₂"
        )


class TestNumbersTypedBeforeTitles:
    def titles(self, *titles):
        text = "长三角每周要讯\n2026年第5期\n办事处 2026年1月30日\n" + SECTION
        return [
            a.title
            for a in import_text(text + "".join(f"\n{t}\n{LEAD}" for t in titles), "", STYLE).issue.articles
        ]

    @pytest.mark.parametrize(
        "numbers",
        [("1．", "2．", "3．"), ("1 ", "2 ", "3 "), ("1\t", "2\t", "3\t"), ("１．", "２．", "３．")],
    )
    def test_are_no_part_of_them_and_figures_behind_them_are(self, numbers):
        titles = ("2025年海洋观测季启动仪式举行", "上海5G海洋观测网开通", "3.0版海洋观测平台上线")
        body = OPENING[: OPENING.index("</w:p>") + 6]
        for number, title in zip(numbers, titles, strict=True):
            body += f'<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr>{r(number + title)}</w:p>' + p(LEAD)
        assert [title for title, _ in bodies(take(body))] == list(titles)

    def test_a_title_that_begins_with_a_figure_alone_keeps_it(self):
        body = p(SECTION, "H1") + p("12 个海洋观测站建成", "H2") + p(LEAD) + p(TITLE, "H2") + p(LEAD)
        assert [title for title, _ in bodies(take(body))] == ["12 个海洋观测站建成", TITLE]


class TestOrdinalsBeforeFigures:
    def test_of_a_list_are_ordinals(self):
        lines = ["1.2025年底前完成清理。", "2.2026年起实行通报。", "3.3家单位先行试点。"]
        assert parse(lines, STYLE.ordinals).body == (
            Chain(("2025年底前完成清理。", "2026年起实行通报。", "3家单位先行试点。")),
        )

    def test_a_decimal_alone_is_none(self):
        lines = ["3.5亿元补贴全部兑付。", "此后再无变化。", "2.4亿元转入下年。"]
        assert parse(lines, STYLE.ordinals).body == tuple(map(Paragraph, lines))


class TestMastheads:
    def test_the_lunar_date_is_no_issuer(self):
        text = f"长三角每周要讯\n2026年第5期　2026年1月30日　星期五　农历腊月十二\n{SECTION}\n{TITLE}\n{LEAD}"
        assert import_text(text, "", STYLE).issue.issuer == STYLE.issuer

    def test_the_contents_may_be_called_those_of_this_issue(self):
        text = f"长三角每周要讯\n2026年第5期\n办事处 2026年1月30日\n本期目录\n{SECTION}\n{TITLE}……1\n{SECTION}\n{TITLE}\n{LEAD}"
        assert [a.title for a in import_text(text, "", STYLE).issue.articles] == [TITLE]

    def test_numbers_typed_before_sections_in_the_contents_match_those_without(self):
        text = f"长三角每周要讯\n2026年第5期\n办事处 2026年1月30日\n目录\n一、{SECTION}\n{TITLE}\n一、{SECTION}\n{TITLE}\n{LEAD}"
        imported = import_text(text, "", STYLE)
        assert not any("没有找到" in line for line in said(imported))

    def test_in_a_table_in_the_page_header_is_read(self):
        def cell(text):
            return f"<w:tc>{p(text)}</w:tc>"

        rows = "".join(
            f"<w:tr>{cell(a)}{cell(b)}</w:tr>"
            for a, b in (("长三角每周要讯", ""), ("2026年第5期（总第133期）", "2026年1月30日"))
        )
        data = word_file(OPENING + p(LEAD), {"hdr": f"<w:tbl>{rows}</w:tbl>"})
        data = _renamed(data, f"{OFFICE}/hdr", f"{OFFICE}/header")
        imported = read_issue(data, "要讯.docx", lambda _: STYLE)
        assert (imported.issue.number, imported.issue.total) == (5, 133)


class TestTables:
    def test_a_cell_that_nobody_filled_in_is_empty_and_the_table_one_still(self):
        prompt = (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"<w:tc>{p('单击此处输入日期。')}</w:tc></w:sdtContent></w:sdt>"
        )
        first = "".join(f"<w:tc>{p(text)}</w:tc>" for text in ("市", "数", "时间"))
        second = f"<w:tc>{p('甲')}</w:tc><w:tc>{p('9')}</w:tc>{prompt}"
        imported = take(
            OPENING + p(LEAD) + f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>" + p("完。")
        )
        ((_, body),) = bodies(imported)
        assert body[1:3] == (Paragraph("市｜数｜时间"), Paragraph("甲｜9｜"))
        assert any("单击此处" in line for line in said(imported))

    def test_a_page_that_stands_in_one_cell_comes_apart_and_a_table_of_values_does_not(self):
        page = f"<table><tr><td><p>{TITLE}</p><p>{LEAD}</p></td></tr></table><table><tr><td><p>市</p></td><td><p>数</p></td></tr></table>"
        assert read_page(f"<html>{page}</html>".encode(), "").text == f"{TITLE}\n{LEAD}\n市｜数"

    def test_rows_typed_with_tabs_in_word_keep_their_cells(self):
        def row(*cells):
            return f"<w:p>{'<w:r><w:tab/></w:r>'.join(map(r, cells))}</w:p>"

        submission = read_submission(
            word_file(p(TITLE) + p(LEAD) + row("指标", "去年", "今年") + row("床位", "", "12")), "", STYLE
        )
        assert submission.text.split("\n")[2:] == ["指标｜去年｜今年", "床位｜｜12"]


def test_an_unclosed_list_of_figures_below_a_typed_contents_swallows_nothing():
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = f'<w:p>{mark("begin")}<w:r><w:instrText>TOC \\c "图"</w:instrText></w:r>{mark("separate")}{r("图1")}</w:p>'
    second = "江苏试点海洋观测船共享"
    body = (
        p("目录")
        + p(SECTION)
        + p(f"{TITLE} 1")
        + p(f"{second} 3")
        + OPENING
        + p(LEAD)
        + field
        + p(second, "H2")
        + p(LEAD)
    )
    assert [title for title, _ in bodies(take(body))] == [TITLE, second]


@pytest.mark.parametrize(("result", "told"), [("\u2002\u2002", True), ("", True), ("已填", False)])
def test_a_text_field_of_a_form_that_nobody_filled_in_is_named_with_its_default(result, told):
    data = '<w:ffData><w:textInput><w:default w:val="某某单位"/></w:textInput></w:ffData>'
    field = (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    imported = take(OPENING + f"<w:p>{r('责任单位：')}{field}{r('。')}</w:p>")
    assert any("某某单位" in line for line in said(imported)) == told


def test_the_words_of_charts_and_diagrams_are_in_the_report():
    def chart(words):
        drawing = "http://schemas.openxmlformats.org/drawingml/2006"
        texts = "".join(f"<a:t>{word}</a:t>" for word in words)
        return f'<c:chartSpace xmlns:c="{drawing}/chart" xmlns:a="{drawing}/main">{texts}<c:v>37.5</c:v></c:chartSpace>'

    data = word_file(OPENING + p(LEAD), {"chart": chart(["国产化率变化"])})
    told = read_issue(_with_head(data), "", lambda _: STYLE).remarks
    assert any("37.5" in remark.text and "国产化率变化" in remark.text for remark in told)


def _with_head(data):
    return _rewritten(data, "word/document.xml", "<w:body>", f"<w:body>{HEAD}")


def _renamed(data, old, new):
    return _rewritten(data, "word/_rels/document.xml.rels", old, new)


def _rewritten(data, name, old, new):
    from io import BytesIO
    from zipfile import ZipFile

    from .word_file import zipped

    with ZipFile(BytesIO(data)) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    files[name] = files[name].decode().replace(old, new).encode()
    return zipped(files)


class TestFieldsWithoutAResult:
    """Word prints EQ and QUOTE from their code: they have no result to read."""

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            (r"EQ 10\s\up6(12)", "10¹²"),
            (r"eq CO\s\do4(2)", "CO₂"),
            (r"EQ \o\ac(○,3)", "③"),
            (r"EQ \o\ac(○,一)", "(一)"),
            (r"EQ \f(1,3)", "1/3"),
            (r"EQ \f(1,\r(2))", "1/(√2)"),
            (r"EQ \r(3,8)", "³√8"),
            (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(shàng),上)', "上(shàng)"),
            (r"EQ \o(\s\up 11(甲乙),\s\do 4(丙丁))", "甲乙丙丁"),
            ('QUOTE "上海"', "上海"),
        ],
    )
    def test_is_written_as_it_is_printed_and_named(self, code, text):
        begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
        quoted = code.replace('"', "&quot;")
        for field in (
            f"{begin}<w:r><w:instrText> {quoted} </w:instrText></w:r>{end}",
            f'<w:fldSimple w:instr=" {quoted} "/>',
        ):
            imported = take(OPENING + f"<w:p>{r('推进')}{field}{r('项工作。')}</w:p>")
            assert bodies(imported) == [(TITLE, (Paragraph(f"推进{text}项工作。"),))]
            assert any("域代码" in line for line in said(imported))

    def test_a_code_that_nobody_can_read_is_named_whole(self):
        field = r'<w:fldSimple w:instr=" EQ \i(1,2,3) "/>'
        imported = take(OPENING + f"<w:p>{r('推进')}{field}{r('项工作。')}</w:p>")
        assert any(r"\i(1,2,3)" in remark.text for remark in imported.remarks)
