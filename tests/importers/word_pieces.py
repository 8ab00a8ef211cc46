"""What the Word files of ``word_ways`` are put together from: paragraphs, mastheads, 目录 and bodies as offices make them."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from editor.manuscript.lines import render
from editor.model.issue import Article, Issue
from editor.store.style_file import load_style

from .word_file import p, r

CHAINS = 5  # of an article at most
STYLE = load_style(Path(__file__).parents[2] / "styles" / "official.toml")
Text = Callable[[str], str]
CENTRED = '<w:jc w:val="center"/>'
INDENTED = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
ORDINAL = re.compile("[一二三四五六七八九十]+是")


# -- paragraphs -------------------------------------------------------------------------------------------------------


def line(text: str, style: str = "", *, look: str = "", run: str = "") -> str:
    """A paragraph of plain words."""
    broken = "<w:r><w:br/></w:r>".join(r(part, run) for part in escape(text).split("\n"))
    return p(style=style, properties=look).replace("</w:p>", f"{broken}</w:p>")


def styled(style: str) -> Text:
    return lambda text: line(text, style)


def looking(run: str = "", look: str = "") -> Text:
    return lambda text: line(text, look=look, run=run)


def text_line(text: str) -> str:
    return line(text, look=INDENTED)


def with_bold_start(text: str) -> str:
    """一是 and its sentence bold, run in to the rest."""
    ordinal = ORDINAL.match(text)
    stop = text.find("。") + 1
    if not ordinal or not stop:
        return text_line(text)
    return f"<w:p><w:pPr>{INDENTED}</w:pPr>{r(escape(text[:stop]), '<w:b/>')}{r(escape(text[stop:]))}</w:p>"


def framed(inside: str) -> str:
    """A paragraph that holds a text box, as Word and older programs write it."""
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def cells(*rows: tuple[str, ...]) -> str:
    """A table whose cells hold paragraphs."""
    made = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def complex_field(code: str, result: str) -> str:
    return (
        FIELD.format("begin")
        + f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        + FIELD.format("separate")
        + result
        + FIELD.format("end")
    )


# -- masthead ---------------------------------------------------------------------------------------------------------


def label(issue: Issue) -> str:
    return f"{issue.year}年第{issue.number}期"


def day(issue: Issue) -> str:
    return f"{issue.date.year}年{issue.date.month}月{issue.date.day}日"


def heads(issue: Issue) -> tuple[str, str, str]:
    return issue.title, label(issue), f"{issue.issuer}\t{day(issue)}"


def tabbed(text: str, run: str = "", look: str = "") -> str:
    first, *rest = text.split("\t")
    return f"<w:p><w:pPr>{look}</w:pPr>{r(first, run)}{''.join(f'<w:r><w:tab/></w:r>{r(each, run)}' for each in rest)}</w:p>"


def head_lines(issue: Issue) -> str:
    name, number, imprint = heads(issue)
    return (
        line(name, look=CENTRED, run='<w:b/><w:color w:val="FF0000"/><w:sz w:val="84"/>')
        + line(number, look=CENTRED)
        + tabbed(imprint)
    )


def head_in_title_style(issue: Issue) -> str:
    name, number, imprint = heads(issue)
    return line(name, "Title") + line(number) + tabbed(imprint)


def head_table(issue: Issue) -> str:
    name, number, _ = heads(issue)
    return line(name, look=CENTRED) + cells((line(number), line(issue.issuer), line(day(issue))))


def head_in_one_cell(issue: Issue) -> str:
    return cells((head_lines(issue),)) + p()


def head_box(issue: Issue) -> str:
    return framed(head_lines(issue))


def head_row(issue: Issue) -> str:
    return line(f"{issue.title}　{label(issue)}　{issue.issuer}　{day(issue)}")


def head_framed(issue: Issue) -> str:
    return head_lines(issue).replace(
        "<w:pPr>", '<w:pPr><w:framePr w:w="8000" w:hSpace="180" w:wrap="around"/>'
    )


def head_spaced(issue: Issue) -> str:
    """Letters pushed apart with blanks, the day and the issuer on lines of their own."""
    spaced = " ".join(issue.title)
    return line(spaced) + line(f"（{label(issue)}）") + line(issue.issuer) + line(day(issue)) + p()


def head_with_rule(issue: Issue) -> str:
    """A red line below, which is a shape."""
    rule = '<w:p><w:r><w:pict><v:line from="0,0" to="440,0" strokecolor="red"/></w:pict></w:r></w:p>'
    return head_lines(issue) + rule


def head_of_breaks(issue: Issue) -> str:
    return line("\n".join((issue.title, label(issue), f"{issue.issuer}　　{day(issue)}")), look=CENTRED)


def no_head(issue: Issue) -> str:
    return ""


# -- 目录 -------------------------------------------------------------------------------------------------------------


def entries(issue: Issue) -> list[tuple[str, bool]]:
    """Rows of the 目录: words, and whether they are a title's."""
    return [
        entry
        for section in issue.sections
        if section.articles
        for entry in ((section.name, False), *((article.title, True) for article in section.articles))
    ]


def pages(issue: Issue) -> list[tuple[str, str]]:
    return [(text, str(at + 1) if is_title else "") for at, (text, is_title) in enumerate(entries(issue))]


def contents(rows: Callable[[Issue], str], heading: str = "目　录") -> Callable[[Issue], str]:
    return lambda issue: line(heading, look=CENTRED) + rows(issue)


def dotted(issue: Issue) -> str:
    return "".join(line(f"{text}{'…' * 12 + page if page else ''}") for text, page in pages(issue))


def bare(issue: Issue) -> str:
    return "".join(line(text) for text, _ in entries(issue))


def titles_only(issue: Issue) -> str:
    return "".join(line(f"{text}{'.' * 30}{page}") for text, page in pages(issue) if page)


def numbered_rows(issue: Issue) -> str:
    titles = [text for text, is_title in entries(issue) if is_title]
    return "".join(line(f"{at}. {text}") for at, text in enumerate(titles, 1))


def tabbed_rows(issue: Issue) -> str:
    stops = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8844"/></w:tabs>'
    return "".join(
        tabbed(f"{escape(text)}\t{page}" if page else escape(text), look=stops) for text, page in pages(issue)
    )


def linked(text: str, page: str, at: int) -> str:
    shown = r(escape(text)) + (
        "<w:r><w:tab/></w:r>" + complex_field(f" PAGEREF _Toc{at} \\h ", r(page)) if page else ""
    )
    return f'<w:hyperlink w:anchor="_Toc{at}" w:history="1">{shown}</w:hyperlink>'


def field_rows(issue: Issue) -> str:
    """The 目录 that Word makes itself, links and all."""
    rows = [linked(text, page or "1", at) for at, (text, page) in enumerate(pages(issue))]
    first = (
        FIELD.format("begin")
        + '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
        + FIELD.format("separate")
    )
    made = [f'<w:p><w:pPr><w:pStyle w:val="TOC{1 + is_title}"/></w:pPr>' for _, is_title in entries(issue)]
    lines = "".join(
        f"{opening}{first if at == 0 else ''}{row}</w:p>"
        for at, (opening, row) in enumerate(zip(made, rows, strict=True))
    )
    return lines + f"<w:p>{FIELD.format('end')}</w:p>"


def field_in_control(issue: Issue) -> str:
    heading = line("目录", "TOCHeading")
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
    return f"<w:sdt>{gallery}<w:sdtContent>{heading}{field_rows(issue)}</w:sdtContent></w:sdt>"


def rows_in_a_table(issue: Issue) -> str:
    return cells(*((line(text), line(page)) for text, page in pages(issue))) + p()


def rows_in_a_box(issue: Issue) -> str:
    return framed(line("目　录") + dotted(issue))


def rows_of_breaks(issue: Issue) -> str:
    return line("\n".join(f"{text}{'…' * 6 + page if page else ''}" for text, page in pages(issue)))


def no_contents(issue: Issue) -> str:
    return ""


# -- bodies -----------------------------------------------------------------------------------------------------------


def lines_of(article: Article) -> list[str]:
    return [each.text for each in render(article.body, article.run_in, STYLE.ordinals)]


def paragraphs(make: Text) -> Callable[[Article, int], str]:
    return lambda article, _: "".join(map(make, lines_of(article)))


def of_breaks(article: Article, _: int) -> str:
    return line("\n".join(lines_of(article)))


def automatic(article: Article, number: int) -> str:
    """Measures numbered by Word; each chain is a list of its own, and counts anew."""
    made = []
    list_ = number * CHAINS
    for text in lines_of(article):
        ordinal = ORDINAL.match(text)
        list_ += text.startswith("一是")
        look = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_}"/></w:numPr>'
        made.append(line(text[ordinal.end() :], look=look) if ordinal else text_line(text))
    return "".join(made)


def numbering(
    template: str, format_: str = "chineseCounting", *, overriding: bool = True
) -> Callable[[int], str]:
    """Lists for as many articles: of one kind, begun anew for each, or each of a kind of its own."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:suff w:val="nothing"/><w:lvlText w:val="{template}"/></w:lvl>'
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if overriding else ""

    def lists(count: int) -> str:
        kinds = [0] if overriding else range(1, count + 1)
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{kind}">{level}</w:abstractNum>' for kind in kinds
        )
        return abstract + "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="{0 if overriding else n}"/>{again}</w:num>'
            for n in range(1, count + 1)
        )

    return lists


def by_fields(article: Article, _: int) -> str:
    """Measures counted by SEQ fields."""
    made = []
    for text in lines_of(article):
        ordinal = ORDINAL.match(text)
        if ordinal:
            number, rest = text[: ordinal.end() - 1], text[ordinal.end() - 1 :]
            made.append(f"<w:p>{complex_field(' SEQ n ', r(number))}{r(escape(rest))}</w:p>")
        else:
            made.append(text_line(text))
    return "".join(made)


def typed(form: str) -> Callable[[Article, int], str]:
    """Measures with another ordinal before them; ``form`` has n, a figure, or z, a Chinese number."""

    def body(article: Article, _: int) -> str:
        made = []
        number = 0
        for text in lines_of(article):
            ordinal = ORDINAL.match(text)
            number = 1 if text.startswith("一是") else number + 1
            words = form.format(n=number, z=ordinal[0][:-1]) + text[ordinal.end() :] if ordinal else text
            made.append(text_line(words))
        return "".join(made)

    return body


def with_drop_cap(article: Article, _: int) -> str:
    """The first letter in a frame of its own, as Word sets a large one."""
    first, *rest = lines_of(article)
    frame = '<w:framePr w:dropCap="drop" w:lines="2" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'
    return line(first[:1], look=frame) + "".join(map(text_line, [first[1:], *rest]))
