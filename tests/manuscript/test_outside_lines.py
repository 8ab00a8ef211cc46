"""Lines of a text from outside, one by one: their blanks, tables, titles, and the ordinals that they begin with."""

import pytest

from editor.manuscript.clauses import is_idiom, ordinals_in
from editor.manuscript.foreign import bullet, foreign_ordinal, glued, is_spoken_pair
from editor.manuscript.ordinals import Ordinal, Pattern, counted, patterns, read_number
from editor.manuscript.source import SourceLine, clean_lines, clean_numbered, excerpt, split_lines, squeezed
from editor.manuscript.tables import is_row, tables_in
from editor.manuscript.titles import (
    are_alike,
    begins_with_a_place,
    is_long_prose,
    is_prose,
    is_title_shaped,
    title_key,
)
from editor.manuscript.words import belongs_to_a_word, makes_a_word, starts_policy_prose, starts_with_han

from .bodies import HOUSE

# -- lines and what nobody sees -------------------------------------------------------------------------------


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_whatever_breaks_a_line_breaks_it_once(line_break):
    assert split_lines(f"甲{line_break}乙") == ["甲", "乙"]
    assert split_lines(f"甲{line_break}") == ["甲"]
    assert split_lines(f"甲{line_break}{line_break}") == ["甲", ""]
    assert split_lines("") == []


def test_what_is_taken_from_a_line_and_what_cannot_be_read_is_said_with_its_number():
    kept, remarks = clean_lines(["\u3000甲\t\t乙\u200b丙\u200b ", " \u200b", "丁\ufffd戊", "己"], 5)
    assert kept == [SourceLine(5, "甲 乙丙"), SourceLine(7, "丁\ufffd戊"), SourceLine(8, "己")]
    assert [(r.kind, r.line, r.message, r.text) for r in remarks] == [
        ("repaired", 5, "删去2个看不见的字符（甲 乙丙）", "甲 乙丙"),
        ("doubtful", 7, "有无法辨认的字符“\ufffd”，请对照原文（丁\ufffd戊）", "丁\ufffd戊"),
    ]
    assert clean_lines(["甲"])[0] == [SourceLine(1, "甲")]


def test_a_text_is_quoted_by_its_first_twelve_characters():
    assert excerpt("甲" * 12) == "甲" * 12
    assert excerpt("甲" * 13) == "甲" * 12 + "…"
    assert excerpt("甲乙丙", 2) == "甲乙…"
    assert squeezed(" 甲\u3000乙\t丙\n") == "甲乙丙"


# -- tables -----------------------------------------------------------------------------------------------------


def cells(*lines: str) -> list[str | None]:
    """For each line the row of a table that it is, or None."""
    found = tables_in([line.replace("→", "\t") for line in lines])
    return [found[at][0] if at in found else None for at in range(len(lines))]


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (["地区→家数", "某市→12"], ["地区｜家数", "某市｜12"]),
        (
            ["地区→→家数", "某市→12"],
            ["地区｜｜家数", "某市｜12｜"],
        ),  # every row has the columns of the widest
        (["地区→家数", "某市→"], [None, None]),  # one row of two cells is none
        (["地区→家数", "某市→12", "尾→"], ["地区｜家数", "某市｜12", "尾｜"]),
        (["甲→乙→丙"], ["甲｜乙｜丙"]),
        (["甲→乙"], [None]),
        (["甲→→丙"], [None]),
        (["第3期→某办→编"], [None]),
        (["某办→编→2025年3月7日"], [None]),
        (["甲→乙→各地："], [None]),
        (["甲 →  乙 一  → 丙"], ["甲｜乙 一｜丙"]),
        (["文。", "甲→乙→丙", "文。"], [None, "甲｜乙｜丙", None]),
        (["甲→乙→丙", "文。", "丁→戊→己"], ["甲｜乙｜丙", None, "丁｜戊｜己"]),
        (["→甲乙", "→丙丁"], [None, None]),  # an indent
        (["1.→甲", "2.→乙"], [None, None]),  # the number of a list
        (["（一）→甲", "（二）→乙"], [None, None]),
        (["一是→甲", "二是→乙"], [None, None]),
        (["①→甲", "②→乙"], [None, None]),
        (["•→甲", "•→乙"], [None, None]),
        (["第一条→甲", "第二条→乙"], [None, None]),
        (["甲……→1", "乙……→2"], [None, None]),  # a leader of the 目录
        (["主送：某办→共印20份", "甲→乙"], [None, None]),
        (["报：某办→甲→乙"], [None]),
        (["某办→2025年3月7日", "地区→家数", "某市→12"], [None, "地区｜家数", "某市｜12"]),  # a masthead
        (["某办→2025年3月7日", "某局→2025年3月8日"], ["某办｜2025年3月7日", "某局｜2025年3月8日"]),
    ],
)
def test_lines_of_cells_are_rows_of_a_table(lines, rows):
    assert cells(*lines) == rows


@pytest.mark.parametrize(
    ("lines", "is_contents"),
    [
        (["某市推进数字服务→1", "某省建设→2"], True),
        (["某市推进数字服务→（1）", "某省建设→(2)"], True),
        (["某市推进数字服务→2", "某省建设→2"], True),
        (["某市推进数字服务→2", "某省建设→1"], False),  # a page never falls
        (["某市推进数字服务→2", "某省建设→10"], True),
        (["某市推进数字服→1", "某省建设→2"], False),  # an entry has eight characters
        (["某市推进数字服务→1", "某省建设→2→3"], False),
        (["某市推进数字服务→一", "某省建设→二"], False),
        (["某市推进数字服务→12345", "某省建设→23456"], False),
    ],
)
def test_titles_with_their_pages_are_no_table(lines, is_contents):
    assert (cells(*lines) == [None] * len(lines)) is is_contents


def test_a_table_says_what_it_is_and_each_row_which_one():
    found = tables_in(["文。", "甲\t乙\t丙", "丁\t戊"])
    assert [(at, remark.kind, remark.message, remark.line) for at, (_, remark) in found.items()] == [
        (1, "doubtful", "这里是一张2行3列的表格，按每行一段文字收入，请核对", 0),
        (2, "repaired", "表格的第2行，各格用“｜”隔开", 0),
    ]
    assert found[2][1].text == found[2][0] == "丁｜戊｜"
    _, remarks = clean_numbered([(4, "文。"), (9, "甲\t乙\t丙")])
    assert [remark.line for remark in remarks] == [9]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("甲｜乙｜丙", True),
        ("甲｜乙", False),
        ("甲｜12", True),
        ("甲｜-1,200.5%", True),
        ("甲｜+3％", True),
        ("甲｜12家", False),
        ("甲12", False),
    ],
)
def test_a_row_has_three_columns_or_ends_with_a_figure(text, row):
    assert is_row(text) is row


# -- titles -----------------------------------------------------------------------------------------------------


def test_titles_are_the_same_whatever_their_marks_blanks_widths_and_cases():
    assert title_key("“ＡＩ 创新”：某市（2025）") == title_key("ai创新某市２０２５") == "ai创新某市2025"
    assert title_key("。 ") == ""


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("某市推进数字服务", "某市推动数字服务", True),
        ("一二三四五", "一二三四六", True),  # eight of ten characters
        ("一二三四", "一二三六", False),
        ("一二三四五六", "六五四三二一", False),
        ("某市", "", False),
        ("", "某市", False),
    ],
)
def test_titles_are_alike_if_about_a_word_differs(one, other, alike):
    assert are_alike(one, other) is alike


@pytest.mark.parametrize(
    ("text", "shaped"),
    [
        ("某市推进服务", True),
        ("某市推进服", False),
        *((f"某市推进数字服务{mark}", False) for mark in "。；;！!？?：:，,、…"),
        ("某市推进“数字服务。”", False),
        ("某市推进“数字服务”", True),
        ("某市推进。数字服务", False),
        ("某市推进，数字服务", True),
        ("一是推进数字服务", False),
        ("1.推进数字服务", False),
        ("地区｜家数｜合计", False),
    ],
)
def test_what_looks_like_a_title(text, shaped):
    assert is_title_shaped(text) is shaped


def test_most_titles_begin_with_a_place():
    for place in ("上海", "长三角", "青海", "台湾", "全国", "大连", "杭州", "连云港", "马鞍山"):
        assert begins_with_a_place(f"{place}推进服务")
        assert not begins_with_a_place(f"推进{place}服务")


@pytest.mark.parametrize(
    ("text", "long_", "prose"),
    [
        ("甲" * 60, False, False),
        ("甲" * 61, True, True),
        ("甲乙。", False, True),
        ("甲乙。”", False, True),
        ("甲乙。丙丁", True, False),
        ("甲乙。丙丁。", True, True),
        ("甲乙；丙丁戊", True, False),
        ("甲乙;丙丁戊", True, False),
        ("。甲乙", True, False),
        ("。甲", False, False),
        ("甲", False, False),
        ("", False, False),
        *((f"甲{mark}", False, True) for mark in "；;！!？?：:"),
        *((f"甲{mark}", False, False) for mark in "，,、…"),
    ],
)
def test_prose_is_a_sentence_or_long_and_long_prose_more_than_one(text, long_, prose):
    assert (is_long_prose(text), is_prose(text)) == (long_, prose)


# -- words that begin with a numeral ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numeral", "rest", "word"),
    [
        ("四", "川各地", True),
        ("四", "个方面", True),
        ("四", "完善机制", False),
        ("四", "大任务", True),
        ("四", "大力支持", False),
        ("二", "十四节气", True),
        ("三", "提速", False),
        ("三", "提三知三", True),
        ("四", "", False),
        ("四", "鑫", False),
        ("三", "等奖", True),
    ],
)
def test_a_numeral_makes_a_word_or_a_count_with_what_follows(numeral, rest, word):
    assert makes_a_word(numeral, rest) is word


@pytest.mark.parametrize(
    ("ordinal", "value", "rest", "belongs"),
    [
        ("四是", 4, "否可行", True),
        ("四是", 4, "加强", False),
        ("（三）", 3, "班学生", True),
        ("（三）", 3, "班子建设", False),
        ("（三）", 3, "号楼", True),
        ("（三）", 3, "号召各地", False),
        ("(三)", 3, "中队", True),
        ("（三）", 3, "组学研究", True),
        ("（三）", 3, "加强", False),
        ("三、", 3, "四线城市", True),
        ("三、", 3, "五线城市", False),
        ("三、", 3, "加强", False),
        ("三，", 3, "四线城市", False),
        ("五、", 5, "六月", True),
        ("二、", 2, "三农工作", False),
        ("一、", 1, "二手房", False),
        ("一、", 1, "二产业", True),
    ],
)
def test_an_ordinal_belongs_to_a_word_or_figure(ordinal, value, rest, belongs):
    assert belongs_to_a_word(ordinal, value, rest) is belongs


def test_how_measures_of_policy_prose_begin():
    assert starts_policy_prose("完善机制") and starts_policy_prose("进一步加强")
    assert not starts_policy_prose("机制完善") and not starts_policy_prose("")
    assert [starts_with_han(text) for text in ("一", "㐀", "鿿", "A一", "，", "")] == [True] * 3 + [False] * 3


# -- ordinals ---------------------------------------------------------------------------------------------------

MEASURE = patterns(HOUSE).measure


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("一是甲；二是乙。三是丙，四是丁：五是戊！六是己？七是庚", [1, 2, 3, 4, 5, 6, 7]),
        ("一是甲;二是乙,三是丙:四是丁!五是戊?六是己", [1, 2, 3, 4, 5, 6]),
        ("甲一是乙", []),
        ("其中一是甲", []),
        ("说“甲。”一是乙", [1]),
        ("甲：“一是乙；二是丙”，二是丁", [2]),
        ("甲（一是乙），（二是丙）一是丁", []),
        ("甲（一是乙）。一是丁", [1]),
        ("甲：一是“乙。二是丙", [1, 2]),  # no closing mark encloses nothing
        ("甲； 一是乙", [1]),
        ("甲：一是否可行，二是加强", [2]),
        ("甲：一是一、二是二", []),
        ("甲：十四五是乙，三是丙", [3]),
        ("", []),
    ],
)
def test_ordinals_count_where_a_clause_begins_outside_of_marks(text, numbers):
    assert [found.number for found in ordinals_in(text, MEASURE)] == numbers


def test_an_ordinal_is_found_with_its_place():
    assert ordinals_in("甲： 二是乙", MEASURE) == [Ordinal(2, 3, 5, 5)]
    brackets = Pattern.of("（一）")
    assert [o.number for o in ordinals_in("甲：（一）乙；（二）丙（注，（三）丁）", brackets)] == [1, 2]


@pytest.mark.parametrize("text", ["一是一二是二", "一是一，二是二", "一是一、二是二", "一是一,二是二"])
def test_one_is_one_and_two_is_two_is_a_saying(text):
    assert is_idiom(f"甲{text}", 1) and not is_idiom(f"甲{text}", 0)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("一是甲", ("一是", 1, "一是", "甲")),
        ("二． 甲", ("一、", 2, "二．", "甲")),
        ("(三)、甲", ("（一）", 3, "(三)、", "甲")),
        ("第四：甲", ("第一，", 4, "第四：", "甲")),
        ("其五，甲", ("其一，", 5, "其五，", "甲")),
        ("12)甲", ("1.", 12, "12)", "甲")),
        ("２、甲", ("1.", 2, "２、", "甲")),
        ("1.5亿元", None),
        ("1.2025年", ("1.", 1, "1.", "2025年")),
        ("1)2025年", None),
        ("（7）甲", ("（1）", 7, "（7）", "甲")),
        ("⑳、甲", ("①", 20, "⑳、", "甲")),
        ("0.甲", None),
        ("123.甲", None),
        ("三、四线城市", None),
        ("十四五、甲", None),
        ("甲一是", None),
    ],
)
def test_ordinals_of_other_numberings(line, found):
    ordinal = foreign_ordinal(line)
    assert (ordinal and (ordinal.kind, ordinal.number, ordinal.ordinal, ordinal.text)) == found


def test_a_number_before_a_figure_only_goes_on_with_a_list():
    found = glued("3.3家", 3)
    assert found is not None and (found.kind, found.number, found.ordinal, found.text) == (
        "1.",
        3,
        "3.",
        "3家",
    )
    assert glued("3.3家", 2) is None and glued("3.家", 3) is None and glued("家3.3", 3) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("• 甲", ("•", "甲")),
        ("○甲", ("○", "甲")),
        ("○○市", None),
        ("- 甲", ("-", "甲")),
        ("-甲", ("-", "甲")),
        ("-A", None),
        ("o 甲", ("o", "甲")),
        ("oA", None),
        ("•", None),
        ("甲•", None),
    ],
)
def test_bullets_count_by_position(line, found):
    mark = bullet(line, 4)
    assert (mark and (mark.kind, mark.text)) == found
    assert mark is None or (mark.number, mark.ordinal) == (4, mark.kind)


def test_a_spoken_pair_begins_with_first_and_goes_on():
    for following in ("其次", "再次", "第二", "二是", "最后"):
        assert is_spoken_pair("首先，甲。", f"{following}，乙。")
        assert not is_spoken_pair("甲。", f"{following}，乙。")
    assert not is_spoken_pair("首先，甲。", "乙。")


def test_a_number_is_read_in_figures_of_either_width_circled_or_as_a_numeral():
    written = ("12", "１２", "①", "㊿", "十二", "0", "", "①②", "²", "甲")
    assert [read_number(words) for words in written] == [12, 12, 1, 50, 12, None, None, None, None, None]


def test_figures_and_numerals_are_counted_with():
    assert [counted(words) for words in ("12", "两", "十二", "二两", "", "甲")] == [12, 2, 12, 0, 0, 0]


@pytest.mark.parametrize(
    ("sample", "number", "written"),
    [
        ("一是", 12, "十二是"),
        ("（1）", 12, "（12）"),
        ("①", 1, "①"),
        ("①", 50, "㊿"),
        ("①", 51, "（51）"),
        ("1.", 3, "3."),
        ("第一部分　", 2, "第二部分　"),
    ],
)
def test_an_ordinal_is_written_as_its_sample_and_read_again(sample, number, written):
    pattern = Pattern.of(sample)
    assert pattern.ordinal(number) == written
    if number <= 50:
        found = pattern.match(f"甲 {written} 乙", 1)
        assert found is not None and found.number == number
        assert (found.start, found.end) == (2, 2 + len(written.strip())) or sample.endswith("\u3000")
        assert found.text == 2 + len(written) + 1


@pytest.mark.parametrize(
    ("sample", "text", "number"),
    [
        ("（一）", "(三)甲", 3),
        ("(一)", "（三）甲", 3),
        ("1.", "0.甲", None),
        ("1.", "1.5亿元", None),
        ("1.", "12345.甲", None),
        ("1.", "1234.甲", 1234),
        ("一是", "一二是", None),
        ("一是", "甲一是", None),
    ],
)
def test_what_a_pattern_takes(sample, text, number):
    found = Pattern.of(sample).match(text)
    assert (found and found.number) == number


def test_each_level_of_headings_has_its_pattern():
    written = patterns(HOUSE)
    assert [written.heading_of(level).ordinal(2) for level in (1, 2, 3, 4)] == [
        "二、",
        "（二）",
        "2.",
        "（2）",
    ]
