import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.layout.block import Run
from editor.layout.breaking import Measure, break_lines
from editor.layout.metrics import FontMetrics, Metrics, official
from editor.layout.setting import Settings
from editor.model.style import Element, HouseStyle

Broken = Callable[..., list[str]]


def test_a_line_of_body_text_holds_28_han(broken: Broken) -> None:
    assert list(map(len, broken("汉" * 60))) == [28, 28, 4]


def test_the_first_line_is_two_characters_shorter(broken: Broken, style: HouseStyle) -> None:
    assert list(map(len, broken("汉" * 60, style.elements.body))) == [26, 28, 6]


def test_an_empty_paragraph_has_one_empty_line(broken: Broken) -> None:
    assert broken("") == [""]


def test_quotes_dashes_and_dots_are_as_wide_as_han(broken: Broken) -> None:
    assert len(broken("“”—…·" * 20)[0]) in (27, 28)


def test_latin_letters_and_digits_are_half_as_wide_as_han(broken: Broken) -> None:
    assert len(broken("1" * 200)[0]) == 57


@pytest.mark.parametrize("mark", "，。、；：！？）》”’】」%％℃…")
def test_a_mark_that_may_not_begin_a_line_takes_the_character_before_it_down(
    broken: Broken, mark: str
) -> None:
    first, second = broken("汉" * 28 + mark + "字" * 5)
    assert first == "汉" * 27
    assert second == "汉" + mark + "字" * 5


@pytest.mark.parametrize("mark", "（《“‘【「")
def test_an_opening_mark_goes_down_with_what_it_opens(broken: Broken, mark: str) -> None:
    assert broken("汉" * 27 + mark + "字" * 5) == ["汉" * 27, mark + "字" * 5]


def test_several_closing_marks_go_down_together(broken: Broken) -> None:
    assert broken("汉" * 27 + "》）。字") == ["汉" * 26, "汉》）。字"]


@pytest.mark.parametrize(
    "word", ["MicroLED", "85.6%", "1,200", "1+1+3+N", "PM2.5", "C919", "￥100", "12:30", "25℃"]
)
def test_a_latin_word_or_figure_stays_whole(broken: Broken, word: str) -> None:
    assert broken("汉" * 27 + word + "字") == ["汉" * 27, word + "字"]


@pytest.mark.parametrize("sign", "≥≤≈≠↑↓→№€＄￥″√∶①Ⅳ●")
def test_a_sign_stays_with_its_figure_and_parts_from_han(broken: Broken, sign: str) -> None:
    assert broken("汉" * 27 + f"{sign}35字") == ["汉" * 27, f"{sign}35字"]
    assert broken("汉" * 26 + f"35{sign}字字字") in (
        ["汉" * 26, f"35{sign}字字字"],
        ["汉" * 26 + f"35{sign}", "字字字"],
    )
    assert broken("汉" * 28 + sign + "字") == ["汉" * 28, sign + "字"]


@pytest.mark.parametrize("sign", "≥№€↑")
def test_a_sign_begins_a_line_after_a_mark(broken: Broken, sign: str) -> None:
    assert broken("汉" * 27 + f"，{sign}35字") == ["汉" * 27 + "，", f"{sign}35字"]


def test_a_range_or_a_compound_may_part_at_its_hyphen_or_slash(broken: Broken) -> None:
    assert broken("汉" * 25 + "2025-2030年")[0].endswith("2025-")
    assert broken("汉" * 25 + "AR1/MR眼镜")[0].endswith("AR1/")
    assert broken("汉" * 26 + "T/123号")[0].endswith("T/")


@pytest.mark.parametrize("word", ["VR/MR", "T/CAS", "GB/T", "10km/h", "24/7"])
def test_a_slash_ends_no_line_that_has_no_room_for_more_or_inside_a_figure(broken: Broken, word: str) -> None:
    count = 28 - len(word.partition("/")[0]) // 2 - 1
    head = "汉" * count
    assert broken(head + word + "字") == [head, word + "字"]


@pytest.mark.parametrize("pair", ["——", "……"])
def test_a_dash_and_an_ellipsis_are_not_parted(broken: Broken, pair: str) -> None:
    first, second = broken("汉" * 27 + pair + "字")
    assert pair not in first
    assert pair in second


def test_a_gap_between_han_and_latin_takes_room(broken: Broken, style: HouseStyle) -> None:
    text = "汉" * 27 + "12"
    none = Settings(style, replace(official(), gap_em=0.0)).of(Element()).measure
    assert broken(text) == ["汉" * 27, "12"]
    assert len(break_lines((Run(text),), none)) == 1


@pytest.mark.parametrize("sign", "①⑩⒈Ⅰ")
def test_a_numeral_sign_that_begins_a_paragraph_stands_apart_from_han_where_it_counts_as_latin(
    style: HouseStyle, sign: str
) -> None:
    text = sign + "汉" * 27
    word = Settings(style, replace(official(), first_signs_are_latin=False)).of(Element()).measure
    libreoffice = Settings(style, official()).of(Element()).measure
    assert [len(break_lines((Run(text),), measure)) for measure in (word, libreoffice)] == [1, 2]
    inside = f"汉{sign}" + "汉" * 26
    assert len(break_lines((Run(inside),), libreoffice)) == 1


@pytest.mark.parametrize("sign", "“（—№●≥")
def test_other_signs_that_begin_a_paragraph_have_no_gap(broken: Broken, sign: str) -> None:
    assert len(broken(sign + "汉" * 26 + "，")) == 1


def test_the_gap_before_a_word_is_not_counted_at_the_end_of_a_line(broken: Broken) -> None:
    assert broken("汉" * 28 + "2030年")[0] == "汉" * 28


def test_blanks_at_the_end_of_a_line_take_no_room_and_begin_no_line(broken: Broken) -> None:
    assert broken("汉" * 28 + "  " + "字字") == ["汉" * 28 + "  ", "字字"]


def test_a_word_longer_than_the_line_is_cut_where_the_line_ends(broken: Broken) -> None:
    lines = broken("A" * 130)
    assert list(map(len, lines)) == [57, 57, 16]


def test_a_right_end_that_finds_no_room_takes_a_line_of_its_own(broken: Broken) -> None:
    assert broken("汉" * 20, right="12") == ["汉" * 20]
    assert broken("汉" * 28, right="12") == ["汉" * 28, ""]


def test_a_right_end_stands_outside_the_right_indent(broken: Broken) -> None:
    assert broken("汉" * 26, Element(right_chars=2.0), right="12") == ["汉" * 26]


def test_marks_hang_where_the_word_processor_lets_them(style: HouseStyle) -> None:
    hanging = replace(official(), hanging=frozenset("，。"))
    measure = Settings(style, hanging).of(Element()).measure
    lines = break_lines((Run("汉" * 28 + "，字字"),), measure)
    assert [(line.start, line.end) for line in lines] == [(0, 29), (29, 31)]


def test_words_part_from_marks_where_the_word_processor_lets_them(style: HouseStyle, broken: Broken) -> None:
    text = "汉" * 24 + "AI、OLED"
    word = replace(official(), latin_joins_marks=False)
    measure = Settings(style, word).of(Element()).measure
    assert broken(text)[0] == "汉" * 24
    assert break_lines((Run(text),), measure)[0].end == len("汉" * 24 + "AI、")


def test_a_proportional_font_is_a_table_of_widths(style: HouseStyle) -> None:
    thin = FontMetrics(exceptions={"i": 0.25})
    metrics = Metrics(dict.fromkeys(official().fonts, thin))
    measure = Settings(style, metrics).of(Element()).measure
    assert break_lines((Run("i" * 200),), measure)[0].end > 100


def test_a_run_in_another_font_is_measured_in_that_font(style: HouseStyle) -> None:
    wide = {role: FontMetrics(full=2.0 if role == "kaiti" else 1.0) for role in official().fonts}
    measure = Settings(style, Metrics(wide)).of(Element()).measure
    assert break_lines((Run("汉" * 14, "kaiti"), Run("汉" * 14)), measure)[0].end == 13


def _measure() -> Measure:
    style = HouseStyle("official", "刊名", "编印单位", ())
    return Settings(style, official()).of(style.elements.body).measure


TEXTS = st.text(st.sampled_from("汉字年“”《》（），。、；—…·%-+/.,() AbZ019"), max_size=200)


@given(TEXTS)
def test_lines_hold_the_whole_text_in_order(text: str) -> None:
    lines = break_lines((Run(text),), _measure())
    assert "".join(text[line.start : line.end] for line in lines) == text
    assert all(line.start < line.end for line in lines) or len(text) == 0


@given(TEXTS)
def test_no_line_is_wider_than_the_type_area(text: str) -> None:
    measure = _measure()
    widths = measure.fonts[None]
    for number, line in enumerate(break_lines((Run(text),), measure)):
        set_text = text[line.start : line.end].rstrip(" ")
        assert sum(map(widths.__getitem__, set_text)) <= (measure.rest if number else measure.first)


@given(TEXTS, st.integers(0, 200))
def test_cutting_a_paragraph_into_runs_of_one_font_moves_no_break_by_more_than_a_word(
    text: str, at: int
) -> None:
    whole = break_lines((Run(text),), _measure())
    cut = break_lines((Run(text[:at]), Run(text[at:])), _measure())
    assert abs(len(whole) - len(cut)) <= 1


@given(TEXTS.filter(lambda text: re.search("[汉字年]", text) is not None))
def test_no_line_begins_with_a_closing_mark_unless_nothing_else_is_left(text: str) -> None:
    lines = break_lines((Run(text),), _measure())
    for before, line in pairwise(lines):
        if text[line.start] in "，。、；》）”":
            # Then the line before holds no place at all where it might have ended.
            assert not re.search("[汉字年][汉字年]", text[before.start : before.end])
