from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.layout.block import Block, Run
from editor.layout.engine import paginate
from editor.model.style import Element, HouseStyle, Page, Tail
from tests.generated import generated_issue

Make = Callable[..., Block]
PITCH = Page().line_pt


def tops(style: HouseStyle, *blocks: Block) -> list[tuple[int, float]]:
    """Sheet and top of the first line of each block."""
    pages = paginate(blocks, style)
    return [(placed.parts[0].sheet, round(placed.parts[0].y, 2)) for placed in pages.blocks]


def plain(lines: int, **changes: object) -> Block:
    element = Element(**changes)  # type: ignore[arg-type]
    return Block("body", element, (Run("汉" * 28 * lines),))


def test_a_page_holds_22_lines(style: HouseStyle) -> None:
    pages = paginate([plain(45)], style)
    assert pages.count == 3
    assert [part.end - part.first for part in pages.blocks[0].parts] == [22, 22, 1]


def test_nothing_makes_one_empty_page(style: HouseStyle) -> None:
    pages = paginate([], style)
    assert (pages.count, pages.room) == (1, 22)


def test_room_counts_the_body_lines_left_on_the_last_page(style: HouseStyle) -> None:
    assert paginate([plain(20)], style).room == 2
    assert paginate([plain(22)], style).room == 0


def test_the_larger_of_space_after_and_space_before_counts(style: HouseStyle) -> None:
    blocks = (
        plain(1, after_pt=10.0),
        plain(1, before_pt=15.0),
        plain(1, before_pt=4.0, after_pt=5.0),
        plain(1),
    )
    assert [y for _, y in tops(style, *blocks)] == [0, PITCH + 15, 2 * PITCH + 19, 3 * PITCH + 24]


def test_space_before_counts_on_the_first_page_and_after_a_page_break(style: HouseStyle) -> None:
    spaced = plain(1, before_pt=14.0)
    assert tops(style, spaced, replace(spaced, page_break_before=True)) == [(0, 14.0), (1, 14.0)]


def test_space_before_is_dropped_at_the_top_of_a_page_that_the_text_ran_over_to(style: HouseStyle) -> None:
    assert tops(style, plain(22), plain(1, before_pt=14.0)) == [(0, 0.0), (1, 0.0)]


def test_a_page_break_before_the_first_block_makes_no_empty_page(style: HouseStyle) -> None:
    assert tops(style, replace(plain(1), page_break_before=True)) == [(0, 0.0)]


def test_a_title_is_never_left_alone_at_the_foot(style: HouseStyle, block: Make) -> None:
    # 20 lines leave room for the title, but not for a line under it.
    assert tops(style, plain(20), block("title", "标题"), block("body", 3)) == [(0, 0.0), (1, 0.0), (1, 41.0)]
    assert [sheet for sheet, _ in tops(style, plain(19), block("title", "标题"), block("body", 3))] == [
        0,
        0,
        0,
    ]


def test_section_title_and_first_body_line_stay_together(style: HouseStyle, block: Make) -> None:
    sheets = [
        s for s, _ in tops(style, plain(18), block("section", "栏目"), block("title", "题"), block("body", 1))
    ]
    assert sheets == [0, 1, 1, 1]


def test_titles_that_follow_each_other_do_not_loop_when_they_fill_more_than_a_page(
    style: HouseStyle, block: Make
) -> None:
    pages = paginate([plain(1), *(block("title", "题") for _ in range(40))], style)
    assert pages.count > 1
    assert len(pages.blocks) == 41


def test_an_element_taller_than_the_page_still_finds_a_place(style: HouseStyle) -> None:
    pages = paginate([plain(2, line_pt=900.0), plain(1)], style)
    assert pages.count == 3


def test_a_title_has_the_lines_that_were_made_for_it(style: HouseStyle) -> None:
    text = "上半行 下半行"
    title = Block("title", style.elements.title, (Run(text),), lines=("上半行", "下半行"))
    (placed,) = paginate([title], style).blocks
    assert [text[line.start : line.end] for line in placed.lines] == ["上半行", "下半行"]


def test_the_red_rule_takes_its_room(style: HouseStyle, block: Make) -> None:
    imprint = block("imprint", "编印单位", right="2026年1月2日")
    below = style.masthead.rule_pt + style.masthead.rule_space_pt
    assert tops(style, imprint, plain(1)) == [(0, 14.0), (0, round(14.0 + PITCH + below, 2))]
    bare = replace(style, masthead=replace(style.masthead, rule_pt=0.0))
    assert tops(bare, imprint, plain(1))[1] == (0, 14.0 + PITCH)


def test_page_numbers_count_from_the_masthead(style: HouseStyle, block: Make) -> None:
    stream = [block("masthead", "刊名"), replace(block("title", "题", anchor="a"), page_break_before=True)]
    pages = paginate(stream, style)
    assert (pages.page_of("a"), pages.number(0), pages.number(1)) == (2, 1, 2)


def test_page_numbers_can_count_from_the_body(style: HouseStyle, block: Make) -> None:
    from_body = replace(style, page=replace(style.page, first_page="body"))
    stream = [
        block("masthead", "刊名"),
        block("section", "栏", anchor="section-0"),
        block("title", "题", anchor="a"),
    ]
    pages = paginate(stream, from_body)
    assert pages.count == 2  # the body begins a page of its own
    assert (pages.page_of("a"), pages.number(0), pages.number(1)) == (1, None, 1)


def test_a_row_of_the_contents_does_not_hide_the_title_it_points_at(style: HouseStyle, block: Make) -> None:
    stream = [
        block("contents_entry", "题", anchor="a", right="2"),
        replace(block("title", "题", anchor="a"), page_break_before=True),
    ]
    assert paginate(stream, style).page_of("a") == 2


def test_an_unknown_anchor_is_a_lookup_error(style: HouseStyle) -> None:
    with pytest.raises(LookupError):
        paginate([], style).page_of("nobody")


@pytest.fixture
def with_tail(style: HouseStyle) -> HouseStyle:
    return replace(style, tail=Tail(report="办领导", editor="某某"))


def test_the_tail_stands_at_the_foot_of_the_last_page(with_tail: HouseStyle, block: Make) -> None:
    pages = paginate([plain(3), block("tail", "报：某某"), block("tail", "责任编辑：某某")], with_tail)
    first, last = (placed.parts[0] for placed in pages.blocks[1:])
    height = (297 - 37 - 35) * 72 / 25.4
    assert pages.count == 1
    assert first.y < last.y
    assert 0 < height - (last.y + PITCH) < 2
    assert pages.room == 22 - 3 - 2 - 1  # the rules of the tail cost the better part of a line


def test_a_tail_without_room_goes_to_a_new_page(with_tail: HouseStyle, block: Make) -> None:
    pages = paginate([plain(22), block("tail", "报：某某")], with_tail)
    assert pages.count == 2
    assert pages.blocks[1].parts[0].sheet == 1


def test_the_lines_of_a_page_come_from_top_to_bottom_with_their_rows(style: HouseStyle, block: Make) -> None:
    pages = paginate([block("title", "题"), plain(30)], style)
    lines = list(pages.lines_on(0))
    assert [line.y for line in lines] == sorted(line.y for line in lines)
    assert lines[0].row == 0
    assert lines[-1].row == 20  # the title and its spacing take two rows
    assert len(lines) + len(list(pages.lines_on(1))) == 31
    assert list(pages.lines_on(7)) == []


def test_a_place_in_the_text_has_a_page_and_a_row(style: HouseStyle) -> None:
    pages = paginate([plain(1), plain(30)], style)
    assert pages.locate(1, 0).row == 1
    there = pages.locate(1, 28 * 25)
    assert (there.sheet, there.row, there.line) == (1, 4, 25)
    assert pages.locate(1, 10_000).line == 29


def test_two_styles_do_not_share_their_lines(style: HouseStyle, block: Make) -> None:
    wide = replace(style, page=replace(style.page, left_mm=10.0, right_mm=10.0))
    stream = [block("body", "汉" * 100)]
    lines = [len(paginate(stream, each).blocks[0].lines) for each in (style, wide, style)]
    assert lines == [4, 3, 4]


def test_equal_streams_give_equal_pages(style: HouseStyle, block: Make) -> None:
    stream = [block("title", "题", anchor="a"), block("body", 30)]
    assert paginate(stream, style) == paginate(list(stream), style)


@given(st.integers(0, 60))
def test_every_line_of_an_issue_stands_inside_the_type_area_and_in_order(seed: int) -> None:
    from editor.exporters.blocks import paper

    style = HouseStyle("official", "刊名", "编印单位", ())
    pages = paper(generated_issue(seed, articles=3), style).pages
    height = (297 - 37 - 35) * 72 / 25.4
    bottom: dict[int, float] = {}
    for index, placed in enumerate(pages.blocks):
        assert placed.parts[0].first == 0
        assert placed.parts[-1].end == len(placed.lines)
        for part in placed.parts:
            assert part.y >= bottom.get(part.sheet, 0.0) - 0.01, index
            bottom[part.sheet] = part.y + (part.end - part.first) * placed.line_pt
            assert bottom[part.sheet] <= height + 0.1
    assert set(bottom) == set(range(pages.count))


@given(st.integers(0, 60), st.integers(0, 5))
def test_an_edit_moves_nothing_that_stands_before_it(seed: int, article: int) -> None:
    from editor.exporters.blocks import unnumbered
    from editor.model.body import Paragraph

    style = HouseStyle("official", "刊名", "编印单位", ())
    issue = generated_issue(seed, articles=6)
    section = next(i for i, s in enumerate(issue.sections) if s.articles)
    edited_section = issue.sections[section]
    edited = replace(edited_section.articles[0], body=(Paragraph("新" * 300),))
    sections = list(issue.sections)
    sections[section] = replace(edited_section, articles=(edited, *edited_section.articles[1:]))
    before = paginate(unnumbered(issue, style), style).blocks
    after = paginate(unnumbered(replace(issue, sections=tuple(sections)), style), style).blocks
    first = next(i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a.block != b.block)
    # The title before the edit may have to go along with the first line after it.
    assert before[: first - 2] == after[: first - 2]
