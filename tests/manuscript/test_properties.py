"""What holds for every text and every body."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from editor.manuscript.grammar import parse, renumber
from editor.manuscript.lines import locate, position_at, render
from editor.model.body import Chain
from editor.model.style import Ordinals

from .bodies import HOUSE, OTHER, STYLES, normal, raw_lines

_INVISIBLE_OR_BLANK = re.compile(r"[\s\u200b｜]")  # ｜ stands for the tabs of a table


def _texts(body, run_in: bool, ordinals: Ordinals = HOUSE) -> list[str]:
    return [line.text for line in render(body, run_in, ordinals)]


@given(normal)
def test_what_is_printed_is_read_back_as_the_same_body(body_and_run_in):
    body, run_in = body_and_run_in
    parsed = parse(_texts(body, run_in), HOUSE)
    assert (parsed.body, parsed.run_in) == (body, run_in)
    assert parsed.remarks == ()


@given(normal)
def test_live_reading_agrees_with_reading_for_import(body_and_run_in):
    body, run_in = body_and_run_in
    parsed = parse(_texts(body, run_in), HOUSE, live=True, run_in=run_in)
    assert (parsed.body, parsed.run_in) == (body, run_in)


@given(raw_lines, STYLES)
@example(["一、一，二是二。", "二、甲。"], HOUSE)
@example(["一是甲；二是乙。", "二是丙。"], HOUSE)
def test_any_text_is_settled_after_one_reading(lines, ordinals):
    first = parse(lines, ordinals)
    again = parse(_texts(first.body, first.run_in, ordinals), ordinals)
    assert (again.body, again.run_in) == (first.body, first.run_in)


@given(raw_lines)
def test_no_character_changes_but_in_a_line_that_a_remark_names(lines):
    parsed = parse(lines, HOUSE)
    changed = {remark.line for remark in parsed.remarks}
    kept = [(at, line) for at, line in enumerate(lines, start=1) if _INVISIBLE_OR_BLANK.sub("", line)]
    printed = _texts(parsed.body, parsed.run_in)
    assert len(printed) == len(kept)
    for (at, line), text in zip(kept, printed, strict=True):
        if at not in changed:
            # Blanks around a line and around its ordinal go without a word.
            assert _INVISIBLE_OR_BLANK.sub("", text) == _INVISIBLE_OR_BLANK.sub("", line)


@given(raw_lines, st.booleans(), STYLES)
def test_live_every_row_stays_a_row_and_only_ordinals_change(lines, run_in, ordinals):
    parsed, changes = renumber(lines, ordinals, run_in=run_in)
    rows = list(lines)
    for change in changes:
        rows[change.row] = rows[change.row][: change.start] + change.text + rows[change.row][change.end :]
    assert rows == _texts(parsed.body, parsed.run_in, ordinals)
    assert parsed.remarks == ()


@given(raw_lines, st.booleans(), st.sampled_from([HOUSE, OTHER]))
def test_live_numbering_is_settled_after_one_reading(lines, run_in, ordinals):
    parsed, _ = renumber(lines, ordinals, run_in=run_in)
    rows = _texts(parsed.body, parsed.run_in, ordinals)
    assert renumber(rows, ordinals, run_in=parsed.run_in)[1] == ()


@given(raw_lines, STYLES)
def test_spans_cover_every_line_and_lead_to_the_text_of_the_body(lines, ordinals):
    body = (parsed := parse(lines, ordinals)).body
    for line in render(body, parsed.run_in, ordinals):
        assert [span.start for span in line.spans] == [0, *(span.end for span in line.spans[:-1])]
        assert line.spans[-1].end == len(line.text)
        for span in line.spans:
            block = body[span.block]
            text = block.measures[span.measure] if isinstance(block, Chain) else block.text
            shown = line.text[span.text_start : span.end]
            assert text[span.offset : span.offset + len(shown)] == shown


@given(normal, STYLES)
def test_every_place_is_found_on_the_lines_and_back(body_and_run_in, ordinals):
    body, run_in = body_and_run_in
    lines = render(body, run_in, ordinals)
    for row, line in enumerate(lines):
        for column in range(len(line.text) + 1):
            place = position_at(lines, row, column)
            found = locate(lines, place.block, place.measure, place.offset)
            assert found[0] == row
            assert position_at(lines, *found) == place
