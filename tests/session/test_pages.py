"""The issue as rows of its pages: numbers, places, flaws, and what is left."""

from dataclasses import replace

import pytest

from editor.exporters.blocks import paper
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle, Tail
from editor.session.pages import TITLE, line_of, print_out, printed_before, section_anchor
from editor.session.workspace import DEFAULT_STYLE, Workspace
from tests.generated import generated_issue


@pytest.fixture
def style(workspace: Workspace) -> HouseStyle:
    return workspace.style(DEFAULT_STYLE)


def issue_of(workspace: Workspace, *bodies: str) -> Issue:
    articles = tuple(
        Article(f"aaaaa{'abcdefgh'[n]}", f"标题{n}", (Paragraph(text),)) for n, text in enumerate(bodies)
    )
    return replace(workspace.next_issue(), sections=(Section("科创聚焦", articles), Section("空栏目")))


@pytest.mark.parametrize("seed", range(3))
def test_pages_are_those_of_the_export(style: HouseStyle, seed: int) -> None:
    issue = generated_issue(seed)
    printed, made = print_out(issue, style), paper(issue, style)
    assert len(printed.sheets) == made.pages.count and printed.room == made.pages.room
    for article in issue.articles:
        assert printed.page_of(article.id) == made.pages.page_of(article.id)
        row = printed.row_at(article.id)
        assert row is not None and printed.number_at(row) == printed.page_of(article.id)
    for number, sheet in enumerate(printed.sheets):
        shown = [row.text for row in printed.rows[sheet.first : sheet.end] if row.kind]
        placed = [made.pages.blocks[p.block].block.text[p.start : p.end] for p in made.pages.lines_on(number)]
        assert shown == placed
        assert all(row.sheet == number for row in printed.rows[sheet.first : sheet.end])
        assert sheet.end - sheet.first >= style.page.lines


def test_the_rows_of_an_article_give_back_its_text(workspace: Workspace, style: HouseStyle) -> None:
    issue = issue_of(workspace, "长三角一体化发展" * 20)
    printed = print_out(issue, style)
    rows = [row for row in printed.rows if row.anchor == "aaaaaa" and row.kind == "body"]
    assert "".join(row.text for row in rows) == "长三角一体化发展" * 20
    assert printed.lines["aaaaaa"] == (1, len(rows))
    for row in rows:
        found = printed.row_at("aaaaaa", 0, row.start)
        assert found is not None and printed.rows[found] == row


def test_rows_stand_on_the_grid_with_the_empty_ones_between_and_are_set_in_as_on_paper(
    workspace: Workspace, style: HouseStyle
) -> None:
    printed = print_out(issue_of(workspace, "长三角一体化发展" * 6, "甲"), style)
    second = printed.rows[printed.sheets[1].first : printed.sheets[1].end]
    assert [(at, row.kind, row.indent) for at, row in enumerate(second) if row.kind] == [
        (0, "section", 0.0),
        (1, "title", 0.0),
        (3, "body", 2.0),
        (4, "body", 0.0),
        (5, "title", 0.0),
        (7, "body", 2.0),
    ]
    body = replace(style.elements.body, left_chars=3.0)
    further_in = print_out(printed.issue, replace(style, elements=replace(style.elements, body=body)))
    assert [row.indent for row in further_in.rows if row.kind == "body"] == [5.0, 3.0, 5.0]


def test_the_title_and_each_paragraph_have_their_place(workspace: Workspace, style: HouseStyle) -> None:
    issue = issue_of(workspace, "甲")
    body = (Paragraph("导语。"), Chain(("乙。", "丙。")))
    issue = replace(issue, sections=(Section("科创聚焦", (Article("aaaaaa", "标题", body),)),))
    printed = print_out(issue, style)
    found = [printed.row_at("aaaaaa", paragraph) for paragraph in (TITLE, 0, 1, 2)]
    texts = [printed.rows[row].text for row in found if row is not None]
    assert texts == ["标题", "导语。", "一是乙。", "二是丙。"]
    assert printed.row_at("aaaaaa", 9) == found[-1]


def test_what_is_not_printed_has_no_page(workspace: Workspace, style: HouseStyle) -> None:
    issue = replace(issue_of(workspace, "甲"), spares=(Article("zzzzzz", "备用"),))
    printed = print_out(issue, style)
    assert printed.page_of(section_anchor(0)) == printed.page_of("aaaaaa")
    for anchor in ("zzzzzz", section_anchor(1), "nobody"):
        assert printed.page_of(anchor) is None and printed.row_at(anchor) is None


def test_a_last_line_of_one_character_is_a_flaw_and_of_two_is_none(
    workspace: Workspace, style: HouseStyle
) -> None:
    def flaws(count: int) -> int:
        return print_out(issue_of(workspace, "字" * count + "。"), style).flaws("lone")

    first = style.page.chars - 2
    assert (flaws(first + 1), flaws(first + 2), flaws(3)) == (1, 0, 0)


def test_the_last_line_of_a_paragraph_alone_on_a_page_is_a_flaw(
    workspace: Workspace, style: HouseStyle
) -> None:
    """Somewhere among growing texts the last line is the first of the next page, and there only."""
    found = []
    for lines in range(15, 25):
        printed = print_out(issue_of(workspace, "字" * (28 * lines - 2 - 10)), style)
        rows = [row for row in printed.rows if row.flaw == "widow"]
        if rows:
            found.append(lines)
            assert printed.rows[printed.sheets[rows[0].sheet].first].text == rows[0].text
            assert len(rows[0].text) == 18
    assert len(found) == 1


def test_the_contents_are_there_as_printed(workspace: Workspace, style: HouseStyle) -> None:
    printed = print_out(issue_of(workspace, "甲", "乙"), style)
    assert [(row.text, row.right) for row in printed.contents] == [
        ("目　　录", ""),
        ("科创聚焦", "2"),
        ("标题0", "2"),
        ("标题1", "2"),
    ]


def test_an_issue_without_a_word_is_one_page(workspace: Workspace, style: HouseStyle) -> None:
    printed = print_out(replace(workspace.next_issue(), sections=()), style)
    assert printed.count == 1 and printed.contents == ()


def test_empty_lines_are_not_counted() -> None:
    lines = ["甲", "", "乙", " ", "丙"]
    assert [printed_before(lines, row) for row in (0, 2, 4)] == [0, 1, 2]
    assert [line_of(lines, paragraph) for paragraph in (0, 1, 2, 3)] == [0, 2, 4, 4]
    assert line_of([""], 0) == 0


@pytest.mark.parametrize(("lines", "above"), [(20, None), (22, 0), (23, 1), (25, 3)])
def test_a_line_or_two_above_the_tail_of_the_last_page_are_counted(
    workspace: Workspace, style: HouseStyle, lines: int, above: int | None
) -> None:
    bare = replace(style, contents=replace(style.contents, show=False), sections=())
    tailed = replace(bare, tail=Tail(report="某某办公厅", send="某某局"))
    issue = issue_of(workspace, "汉" * (28 * 9))
    room = print_out(issue, bare).room
    issue = issue_of(workspace, "汉" * (28 * (9 + room + lines - 22)))
    printed = print_out(issue, tailed)
    assert len(printed.sheets) == (1 if above is None else 2)
    assert printed.above_tail == above


def test_a_byline_that_ran_over_to_the_next_page_is_a_widow(workspace: Workspace, style: HouseStyle) -> None:
    signed = replace(style, articles=replace(style.articles, byline="（{byline}）"))
    room = print_out(issue_of(workspace, "汉" * 26), style).room
    for over, flaws in ((0, 1), (-1, 0)):
        issue = issue_of(workspace, "汉" * (28 * (1 + room + over) - 2))
        (article,) = issue.articles
        issue = replace(issue, sections=(Section("科创聚焦", (replace(article, byline="张三"),)),))
        printed = print_out(issue, signed)
        assert printed.flaws("widow") == flaws
        assert [row.text for row in printed.rows if row.flaw == "widow"] == ["（张三）"] * flaws
