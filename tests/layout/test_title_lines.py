import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.layout.titles import break_title
from editor.layout.words import words

TITLES = [
    row
    for row in (Path(__file__).parent / "titles.txt").read_text(encoding="utf-8").splitlines()
    if row and not row.startswith("#")
]


def ends(lines: tuple[str, ...]) -> list[int]:
    """Where lines end, but for the last, in characters of the title."""
    return [sum(map(len, lines[: n + 1])) for n in range(len(lines) - 1)]


def test_there_are_titles_enough() -> None:
    assert len(TITLES) >= 80


@pytest.mark.parametrize("marked", TITLES)
def test_a_title_is_broken_between_words_only(marked: str) -> None:
    allowed = {len(marked[:i].replace("/", "")) for i, c in enumerate(marked) if c == "/"}
    lines = break_title(marked.replace("/", ""), 20)
    assert set(ends(lines)) <= allowed, lines
    assert "".join(lines) == marked.replace("/", "")


@pytest.mark.parametrize("marked", TITLES)
def test_the_lines_of_a_title_are_balanced(marked: str) -> None:
    lines = break_title(marked.replace("/", ""), 20)
    assert all(len(line) >= 3 for line in lines[1:])
    if "《" not in marked and len(lines) == 2:
        assert abs(len(lines[0]) - len(lines[1])) <= 9


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert break_title("上海发布十条举措稳就业", 20) == ("上海发布十条举措稳就业",)


def test_an_empty_title_has_no_lines() -> None:
    assert break_title("", 20) == break_title("  ", 20) == ()


def test_quotes_that_fit_are_not_opened_by_a_break() -> None:
    lines = break_title("某市全面推行“高效办成一件事”集成改革持续优化营商环境", 20)
    assert any("“高效办成一件事”" in line for line in lines)


def test_a_figure_and_what_it_counts_stay_together() -> None:
    assert not any(
        line.startswith("家")
        for line in break_title("某市首批遴选了一百二十八家企业参加绿色转型试点工作", 20)
    )


def test_a_line_does_not_begin_with_a_particle_or_end_with_a_word_that_looks_forward() -> None:
    for marked in TITLES:
        for before, after in pairwise(break_title(marked.replace("/", ""), 20)):
            assert after[0] not in "的了等和与及"[:3]
            assert before[-1] not in "和与及对将为"


def test_three_lines_are_not_an_hourglass() -> None:
    lines = break_title(
        "某市出台支持民营经济高质量发展若干政策措施全面激发市场活力推动传统产业转型升级取得积极成效", 20
    )
    assert len(lines) == 3
    assert not len(lines[0]) > len(lines[1]) < len(lines[2])


def test_a_blank_at_the_end_of_a_line_is_dropped() -> None:
    lines = break_title("加快建设现代化产业体系的实践与思考 兼谈区域协同发展新路径", 20)
    assert lines == ("加快建设现代化产业体系的实践与思考", "兼谈区域协同发展新路径")


def test_a_title_far_too_long_is_filled_without_delay() -> None:
    lines = break_title("推动产业转型升级" * 700, 20)
    assert "".join(lines) == "推动产业转型升级" * 700
    assert max(map(len, lines)) <= 20


@given(st.text(st.sampled_from("推动产业和的“”《》（），、2025AIx%—…"), max_size=80), st.integers(4, 24))
def test_lines_hold_the_title_and_are_never_too_wide(title: str, chars: int) -> None:
    lines = break_title(title, chars)
    assert "".join(lines) == title
    for line in lines:
        width = sum(0.5 if c.isascii() else 1.0 for c in line)
        assert width <= chars or len(words(line)) == 1


@given(st.text(max_size=60))
def test_words_follow_each_other_without_gaps(text: str) -> None:
    found = words(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)


@pytest.mark.parametrize("mark", "，、。；：！？）》”%")
def test_no_line_of_a_title_begins_with_a_closing_mark(mark: str) -> None:
    for before in range(12, 21):
        title = "推动产业转型升级" * 2 + "推动产业"
        lines = break_title(title[:before] + mark + title, 20)
        assert not any(line.startswith(mark) for line in lines), lines


def test_a_line_with_gaps_between_han_and_latin_is_not_filled_to_the_brim() -> None:
    assert len(break_title("A上B海C推D动E产F业G转H型I升J级K持L续", 18)) > 1


def test_the_lexicon_holds_each_word_once_and_words_only() -> None:
    rows = files("editor.layout").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    lexicon = [word for row in rows if not row.startswith("#") for word in row.split()]
    assert len(lexicon) == len(set(lexicon)) > 5000
    assert all(re.fullmatch("[一-龥]{2,8}", word) for word in lexicon)
    assert max(map(len, rows)) <= 120
