"""An issue as staff make it in Word: the same words in as many ways as offices have of setting them.

Each of :data:`WAYS` is a :class:`Way` by name, and :func:`made` the .docx of an issue in that way. What comes in must be
equal to the issue: masthead, sections, titles, bodies. ``python -m tests.importers.word_ways FILE.txt`` prints where that
does not hold for the issue in a text file.
"""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from editor.model.issue import Article, Issue
from tests.imported import import_txt

from .word_file import STYLES, r, word_file
from .word_pieces import (
    CENTRED,
    CHAINS,
    STYLE,
    Text,
    automatic,
    bare,
    by_fields,
    cells,
    complex_field,
    contents,
    day,
    dotted,
    field_in_control,
    field_rows,
    framed,
    head_box,
    head_framed,
    head_in_one_cell,
    head_in_title_style,
    head_lines,
    head_of_breaks,
    head_row,
    head_spaced,
    head_table,
    head_with_rule,
    label,
    line,
    looking,
    no_contents,
    no_head,
    numbered_rows,
    numbering,
    of_breaks,
    pages,
    paragraphs,
    rows_in_a_box,
    rows_in_a_table,
    rows_of_breaks,
    styled,
    tabbed_rows,
    text_line,
    titles_only,
    typed,
    with_bold_start,
    with_drop_cap,
)

RUN = re.compile(
    r"<w:r><w:rPr>(?P<look>(?:(?!</w:rPr><w:t).)*?)</w:rPr><w:t xml:space=\"preserve\">(?P<text>[^<]*)</w:t></w:r>"
)
DOTTED, PLAIN = contents(dotted), paragraphs(text_line)
SECTION, TITLE = styled("H1"), styled("H2")


# -- a way ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Way:
    """How an issue is set. ``over`` and ``among`` change the whole text; ``between`` stands before each article."""

    masthead: Callable[[Issue], str] = head_lines
    contents: Callable[[Issue], str] = DOTTED
    section: Text = SECTION
    title: Text = TITLE
    body: Callable[[Article, int], str] = PLAIN
    between: str = ""
    over: Text = str
    styles: str = ""
    lists: Callable[[int], str] | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    header: Callable[[Issue], str] | None = None
    article: Text = str  # an article, title and all


def made(issue: Issue, way: Way) -> bytes:
    """The .docx of an issue."""
    blocks = [way.masthead(issue), way.contents(issue)]
    number = 0
    for section in issue.sections:
        blocks += [way.section(section.name)] if section.articles else []
        for article in section.articles:
            number += 1
            blocks.append(way.between + way.article(way.title(article.title) + way.body(article, number)))
    parts = {"styles": STYLES + NAMED + way.styles, **way.parts}
    if way.lists is not None:
        parts["numbering"] = way.lists((number + 1) * CHAINS)
    if way.header is not None:
        parts["header"] = way.header(issue)
    return word_file(way.over("".join(blocks)), parts)


def both(one: Way, other: Way) -> Way:
    """Two ways at once; where they differ on the same thing, the second."""
    usual = Way()
    own = {each.name: getattr(other, each.name) for each in fields(Way)}
    changed = {name: value for name, value in own.items() if value != getattr(usual, name)}
    joined = {
        "over": lambda xml: other.over(one.over(xml)),
        "styles": one.styles + other.styles,
        "parts": {**one.parts, **other.parts},
    }
    return replace(one, **{**changed, **joined})


NAMED = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (
        ("TOC1", "toc 1"),
        ("TOC2", "toc 2"),
        ("TOCHeading", "TOC Heading"),
        ("Title", "Title"),
        ("a1", "正文稿"),
    )
)
OWN = "".join(
    f'<w:style w:type="paragraph" w:styleId="x{level}"><w:name w:val="{name}"/><w:pPr><w:outlineLvl w:val="{level}"/></w:pPr></w:style>'
    for level, name in enumerate(("栏目名", "稿件题目"))
)
CHINESE = "".join(
    f'<w:style w:type="paragraph" w:styleId="{level + 1}"><w:name w:val="标题 {level}"/></w:style>'
    for level in (1, 2)
)
LOOKS = (
    '<w:style w:type="paragraph" w:styleId="k1"><w:name w:val="黑三"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    + (
        '<w:style w:type="paragraph" w:styleId="k2"><w:name w:val="标宋二"/><w:basedOn w:val="k1"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
    )
)
BOLD = '<w:style w:type="character" w:styleId="cb"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
DEFAULTS_2003 = '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体"/></w:rPr></w:rPrDefault></w:docDefaults>'


def fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}"/>'


def runs(make: Callable[[str, str], str]) -> Text:
    """Change every run, given its look and its words."""
    return lambda xml: RUN.sub(lambda found: make(found["look"], found["text"]), xml)


def piece(look: str, text: str) -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def signs(text: str) -> list[str]:
    """Characters, an entity of XML being one."""
    return re.findall(r"&\w+;|.", text)


def cut(size: int, between: str = "") -> Text:
    """Runs cut in pieces of so many characters."""

    def pieces(look: str, text: str) -> str:
        every = signs(text)
        return between.join(piece(look, "".join(every[at : at + size])) for at in range(0, len(every), size))

    return runs(pieces)


def each_paragraph(make: Text) -> Text:
    return lambda xml: re.sub(r"<w:p>(?:(?!<w:p>).)*?</w:p>", lambda found: make(found[0]), xml)


def bookmarked(xml: str) -> str:
    numbers = iter(range(10**6))

    def marks(look: str, text: str) -> str:
        n = next(numbers)
        return (
            f'<w:bookmarkStart w:id="{n}" w:name="_GoBack{n}"/>{piece(look, text)}<w:bookmarkEnd w:id="{n}"/>'
        )

    return runs(marks)(xml)


def inserted(xml: str) -> str:
    """Every run inserted by somebody and not accepted, and something else deleted before it."""
    who = 'w:id="1" w:author="张三" w:date="2026-01-05T09:00:00Z"'
    gone = f"<w:del {who}><w:r><w:delText>原来的话</w:delText></w:r></w:del>"
    return runs(lambda look, text: f"{gone}<w:ins {who}>{piece(look, text)}</w:ins>")(xml)


def joined_by_change(xml: str) -> str:
    """Each paragraph split in two, and the mark between them deleted in a tracked change."""
    gone = '<w:pPr><w:rPr><w:del w:id="1" w:author="甲"/></w:rPr></w:pPr>'

    def halves(paragraph: str) -> str:
        found = list(RUN.finditer(paragraph))
        if len(found) != 1 or len(signs(found[0]["text"])) < 2:
            return paragraph
        every, look = signs(found[0]["text"]), found[0]["look"]
        first = f"<w:p>{gone}{piece(look, ''.join(every[:2]))}</w:p>"
        return first + paragraph.replace(found[0][0], piece(look, "".join(every[2:])))

    return each_paragraph(halves)(xml)


def nested(xml: str) -> str:
    control = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    return control.format(control.format(each_paragraph(control.format)(xml)))


def in_sections(xml: str) -> str:
    """Two columns, and a new section of the document before every heading."""
    columns = '<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/><w:cols w:num="2"/></w:sectPr></w:pPr></w:p>'
    return xml.replace('<w:p><w:pPr><w:pStyle w:val="H1"/>', columns + '<w:p><w:pPr><w:pStyle w:val="H1"/>')


def of_wps(xml: str) -> str:
    look = (
        fonts("仿宋_GB2312")
        + '<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    )
    hinted = runs(lambda own, text: piece(own + look, text))(xml)
    return hinted.replace(
        "<w:pPr>", '<w:pPr><w:keepNext w:val="0"/><w:widowControl/><w:suppressLineNumbers w:val="0"/>'
    )


def of_2003(xml: str) -> str:
    tagged = runs(
        lambda look, text: (
            f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate"><w:smartTagPr><w:attr w:name="Year" w:val="2026"/></w:smartTagPr>{piece(look, text)}</w:smartTag>'
        )
    )
    return tagged(xml)


def hiding(xml: str) -> str:
    """Hidden notes of whoever wrote it, in every paragraph and as paragraphs."""
    note = piece("<w:vanish/>", "此处待核")
    return each_paragraph(
        lambda paragraph: paragraph.replace("</w:p>", f"{note}</w:p>") + f"<w:p>{note}</w:p>"
    )(xml)


def revised_looks(xml: str) -> str:
    changed = '<w:rPrChange w:id="2" w:author="甲"><w:rPr/></w:rPrChange>'
    return runs(lambda look, text: piece(look + changed, text))(xml)


def full_width_indent(text: str) -> str:
    return line(f"　　{text}")


def spaced_out(text: str) -> str:
    return line("　".join(text), look=CENTRED)


def ended(*lines: str) -> Text:
    """Lines below the issue."""
    return lambda xml: xml + "".join(map(line, lines))


def headed(*lines: Callable[[Issue], str]) -> Callable[[Issue], str]:
    return lambda issue: "".join(line(make(issue)) for make in lines)


def numbered_lists(_: int) -> str:
    levels = (("chineseCounting", "%1、"), ("decimal", "%2."))
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def ordinal_sections() -> Text:
    numbers = iter("一二三四五六七八九十")
    return lambda text: line(f"{next(numbers)}、{text}", run="<w:b/>")


def counted() -> Text:
    numbers = iter(range(1, 100))
    return lambda text: line(f"{next(numbers)}、{text}", run="<w:b/>")


NBSP = "\u00a0"
TYPED = ("{n}.", "{n}、", "（{n}）", "（{z}）", "{z}、", "第{z}，")
AUTOMATIC = ("（%1）", "%1、")
RULES = ("————————", "＊　＊　＊", "==========", "◇◇◇", "-----------")
AROUND = ("★ {} ★", "{}：", "［{}］", "<{}>", "《{}》", "——{}——")
DRESS = ("● {}", "◆{}", "标题：{}", "【{}】")
AUTOMATIC_HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="n{level + 1}"><w:name w:val="heading {level + 1}"/><w:pPr><w:numPr>'
    f'<w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    for level in (0, 1)
)

WAYS: dict[str, Callable[[], Way]] = {
    # how headings are told
    "heading styles": Way,
    "styles of Chinese names": lambda: Way(section=styled("2"), title=styled("3"), styles=CHINESE),
    "own styles with outline levels": lambda: Way(section=styled("x0"), title=styled("x1"), styles=OWN),
    "own styles with a look only": lambda: Way(section=styled("k1"), title=styled("k2"), styles=LOOKS),
    "outline levels": lambda: Way(
        section=looking(look='<w:outlineLvl w:val="0"/>'), title=looking(look='<w:outlineLvl w:val="1"/>')
    ),
    "bold": lambda: Way(section=looking("<w:b/>"), title=looking("<w:b/>")),
    "bold by a character style": lambda: Way(
        section=looking('<w:rStyle w:val="cb"/>'), title=looking('<w:rStyle w:val="cb"/>'), styles=BOLD
    ),
    "size": lambda: Way(section=looking('<w:sz w:val="32"/>'), title=looking('<w:sz w:val="44"/>')),
    "fonts": lambda: Way(section=looking(fonts("黑体")), title=looking(fonts("方正小标宋简体"))),
    "centred": lambda: Way(section=looking(look=CENTRED), title=looking(look=CENTRED)),
    "nothing": lambda: Way(section=line, title=line),
    "nothing, no contents": lambda: Way(section=line, title=line, contents=no_contents),
    "a level lower, masthead a title": lambda: Way(
        masthead=head_in_title_style, section=styled("H2"), title=styled("H3")
    ),
    "brackets": lambda: Way(section=lambda text: line(f"【{text}】", run="<w:b/>"), title=looking("<w:b/>")),
    **{
        f"sections as {form}": partial(lambda form: Way(section=lambda text: line(form.format(text))), form)
        for form in AROUND
    },
    **{
        f"titles as {form}": partial(
            lambda form: Way(title=lambda text: line(form.format(text), run="<w:b/>")), form
        )
        for form in DRESS
    },
    "titles counted": lambda: Way(title=counted()),
    "headings numbered by Word": lambda: Way(
        section=styled("n1"), title=styled("n2"), styles=AUTOMATIC_HEADINGS, lists=numbered_lists
    ),
    "a page break in the title": lambda: Way(
        title=lambda text: line(text, "H2").replace("<w:t ", '<w:br w:type="page"/><w:t ')
    ),
    "sections pushed apart": lambda: Way(section=spaced_out),
    "numbered sections": lambda: Way(section=ordinal_sections(), title=looking("<w:b/>")),
    "sections in text boxes": lambda: Way(
        section=lambda text: framed(line(text, look=CENTRED)), title=looking("<w:b/>", CENTRED)
    ),
    "titles in tables of one cell": lambda: Way(title=lambda text: cells((line(text, run="<w:b/>"),))),
    "titles of two lines": lambda: Way(title=lambda text: line(f"{text[:8]}\n{text[8:]}", "H2")),
    # 目录
    "no contents": lambda: Way(contents=no_contents),
    "contents with tabs": lambda: Way(contents=contents(tabbed_rows)),
    "contents bare": lambda: Way(contents=contents(bare, "目录")),
    "contents of titles": lambda: Way(contents=contents(titles_only)),
    "contents numbered": lambda: Way(contents=contents(numbered_rows, "本期目录")),
    "contents by a field": lambda: Way(contents=contents(field_rows)),
    "contents in a control": lambda: Way(contents=field_in_control),
    "contents in a table": lambda: Way(contents=contents(rows_in_a_table)),
    "contents in a text box": lambda: Way(contents=rows_in_a_box),
    "contents without a heading": lambda: Way(contents=dotted),
    "contents without heading or pages": lambda: Way(contents=bare),
    "contents called 要目": lambda: Way(contents=contents(dotted, "本期要目")),
    "contents with ornaments": lambda: Way(
        contents=contents(
            lambda i: "".join(line(f"·{text}　{page}" if page else f"◆{text}") for text, page in pages(i))
        )
    ),
    "contents of line breaks": lambda: Way(contents=contents(rows_of_breaks)),
    # masthead
    "masthead in a table": lambda: Way(masthead=head_table),
    "masthead in a cell": lambda: Way(masthead=head_in_one_cell),
    "masthead in a text box": lambda: Way(masthead=head_box),
    "masthead in the page header": lambda: Way(masthead=no_head, header=head_lines),
    "masthead in a row": lambda: Way(masthead=head_row),
    "masthead in frames": lambda: Way(masthead=head_framed),
    "masthead pushed apart": lambda: Way(masthead=head_spaced),
    "masthead with a rule": lambda: Way(masthead=head_with_rule),
    "masthead of line breaks": lambda: Way(masthead=head_of_breaks),
    "masthead with a total and a weekday": lambda: Way(
        masthead=headed(
            lambda i: i.title,
            lambda i: f"{label(i)}（总第151期）",
            lambda i: f"{i.issuer}　　{day(i)}　星期五",
        )
    ),
    "masthead with labels": lambda: Way(
        masthead=headed(lambda i: i.title, label, lambda i: f"编印：{i.issuer}", lambda i: f"日期：{day(i)}")
    ),
    "masthead with secrecy": lambda: Way(
        masthead=lambda i: line("内部资料　注意保存") + line("编号：000128") + head_lines(i)
    ),
    # bodies
    "automatic 一是": lambda: Way(body=automatic, lists=numbering("%1是")),
    "automatic 一是, a kind of list each": lambda: Way(
        body=automatic, lists=numbering("%1是", "chineseCountingThousand", overriding=False)
    ),
    "bold 一是": lambda: Way(body=paragraphs(with_bold_start)),
    "line breaks": lambda: Way(body=of_breaks),
    "indents of blanks": lambda: Way(body=paragraphs(full_width_indent)),
    "empty paragraphs": lambda: Way(over=lambda xml: xml.replace("</w:p>", "</w:p><w:p/>" + line("　"))),
    "a page each": lambda: Way(between='<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
    "columns": lambda: Way(over=in_sections),
    "layout table": lambda: Way(article=lambda xml: cells((xml,))),
    "articles in text boxes": lambda: Way(article=framed),
    "一是 by fields": lambda: Way(body=by_fields),
    **{f"typed {form}": partial(lambda form: Way(body=typed(form)), form) for form in TYPED},
    **{
        f"automatic {form}": partial(lambda form: Way(body=automatic, lists=numbering(form)), form)
        for form in AUTOMATIC
    },
    "automatic 1.": lambda: Way(body=automatic, lists=numbering("%1.", "decimal")),
    "large first letters": lambda: Way(body=with_drop_cap),
    "indents of tabs": lambda: Way(
        body=paragraphs(lambda text: f"<w:p><w:r><w:tab/></w:r>{r(escape(text))}</w:p>")
    ),
    "indents of fixed blanks": lambda: Way(body=paragraphs(lambda text: line(f"{NBSP * 4}{text}{NBSP} "))),
    **{f"articles divided by {rule}": partial(lambda rule: Way(between=line(rule)), rule) for rule in RULES},
    "a tail": lambda: Way(
        over=ended("报：某某办公厅。", "送：各市驻沪办。", "责任编辑：张三　　签发：李四", "（共印80份）")
    ),
    "printed by": lambda: Way(over=ended("浙江省人民政府驻上海办事处　　2026年1月2日印发")),
    "the end": lambda: Way(over=ended("（本期完）")),
    # what programs leave
    "insertions": lambda: Way(over=inserted),
    "deleted paragraph marks": lambda: Way(over=joined_by_change),
    "changed looks": lambda: Way(over=revised_looks),
    "WPS": lambda: Way(over=of_wps, section=styled("2"), title=styled("3"), styles=CHINESE),
    "Word 2003": lambda: Way(over=of_2003, styles=DEFAULTS_2003),
    "proofErr": lambda: Way(over=cut(7, '<w:proofErr w:type="spellStart"/><w:proofErr w:type="spellEnd"/>')),
    "a run a character": lambda: Way(over=cut(1)),
    "soft hyphens": lambda: Way(
        over=cut(9, "<w:r><w:softHyphen/></w:r><w:r><w:lastRenderedPageBreak/></w:r>")
    ),
    "bookmarks": lambda: Way(over=bookmarked),
    "controls in controls": lambda: Way(over=nested),
    "custom XML": lambda: Way(over=lambda xml: f'<w:customXml w:element="x">{xml}</w:customXml>'),
    "hidden notes": lambda: Way(over=hiding),
    "theme fonts": lambda: Way(
        over=runs(
            lambda look, text: piece(
                '<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/>' + look, text
            )
        )
    ),
    "rsids": lambda: Way(
        over=lambda xml: xml.replace("<w:p>", '<w:p w:rsidR="00A12B3C" w:rsidRDefault="00A12B3C">').replace(
            "<w:r>", '<w:r w:rsidRPr="00FF00AA">'
        )
    ),
    "page numbers in the footer": lambda: Way(
        parts={"footer": f"<w:p>{r('— ')}{complex_field(' PAGE ', r('1'))}{r(' —')}</w:p>"}
    ),
    "a running title": lambda: Way(parts={"header": line("长三角每周要讯")}),
}


def same(issue: Issue) -> tuple[object, ...]:
    """What must be equal: all that is printed of an issue."""
    sections = tuple(
        (section.name, tuple((article.title, article.run_in, article.body) for article in section.articles))
        for section in issue.sections
        if section.articles
    )
    return issue.title, issue.year, issue.number, issue.date, issue.issuer, sections


def main() -> None:
    """Try all ways with the issue in a text file."""
    from editor.errors import EditorError
    from editor.importers import read_issue

    path = Path(sys.argv[1])
    issue = replace(import_txt(path.read_bytes(), path.name, STYLE).issue, title=STYLE.title)
    for name, way in WAYS.items():
        try:
            back = read_issue(made(issue, way()), "要讯.docx", lambda _: STYLE).issue
        except EditorError as error:
            sys.stdout.write(f"{name}: {error}\n")
            continue
        if same(back) != same(issue):
            sys.stdout.write(f"{name}: {difference(same(issue), same(back))}\n")


def difference(ours: object, theirs: object) -> str:
    """The first place where two things differ."""
    if isinstance(ours, tuple) and isinstance(theirs, tuple) and len(ours) == len(theirs):
        return next((difference(a, b) for a, b in zip(ours, theirs, strict=True) if a != b), "")
    return f"{str(ours)[:300]}  ≠  {str(theirs)[:300]}"


if __name__ == "__main__":
    main()
