"""The grammar of 一是, rule by rule. Every sentence is invented."""

import pytest

from editor.manuscript.grammar import Replacement, parse, renumber
from editor.manuscript.lines import locate, position_at, render
from editor.manuscript.ordinals import numeral
from editor.model.body import Chain, Heading, Paragraph
from editor.model.style import Ordinals

from .bodies import ALIKE, HOUSE, OTHER

LEAD = "某市日前印发《示范方案》。"


def read(*lines: str, **options):
    return parse(lines, HOUSE, **options)


def printed(parsed, ordinals=HOUSE) -> list[str]:
    return [line.text for line in render(parsed.body, parsed.run_in, ordinals)]


def kinds(parsed) -> list[tuple[str, int]]:
    return [(remark.kind, remark.line) for remark in parsed.remarks]


# -- chains of lines ----------------------------------------------------------------------------------------


def test_lines_with_ordinals_are_a_chain_without_them():
    parsed = read(LEAD, "一是健全机制。统筹推进。", "二是扩大供给。", "各区结合实际落实。")
    assert parsed.body == (
        Paragraph(LEAD),
        Chain(("健全机制。统筹推进。", "扩大供给。")),
        Paragraph("各区结合实际落实。"),
    )
    assert (parsed.run_in, parsed.remarks) == (False, ())


def test_a_chain_of_twenty_one_measures_is_one_chain():
    parsed = read(*(f"{numeral(number)}是落实任务。" for number in range(1, 22)))
    assert parsed.body == (Chain(("落实任务。",) * 21),)


def test_one_begins_a_second_chain():
    parsed = read("一是甲。", "二是乙。", "同时，", "一是丙。", "一是丁。")
    assert parsed.body == (Chain(("甲。", "乙。")), Paragraph("同时，"), Chain(("丙。",)), Chain(("丁。",)))


def test_lines_before_exactly_the_next_number_continue_a_measure():
    parsed = read("一是甲。", "甲的续段。", "又一续段。", "二是乙。", "结尾。")
    assert parsed.body == (Chain(("甲。\n甲的续段。\n又一续段。", "乙。")), Paragraph("结尾。"))
    assert printed(parsed) == ["一是甲。", "甲的续段。", "又一续段。", "二是乙。", "结尾。"]


def test_a_missing_number_is_closed_up_and_reported_with_both_numbers():
    parsed = read("一是甲。", "三是丙。", "四是丁。", first_line=40)
    assert parsed.body == (Chain(("甲。", "丙。", "丁。")),)
    assert kinds(parsed) == [("doubtful", 41), ("doubtful", 42)]
    assert "“三是”" in parsed.remarks[0].message
    assert "“二是”" in parsed.remarks[0].message
    assert "漏了一条" in parsed.remarks[0].message
    assert "漏了一条" not in parsed.remarks[1].message


def test_a_repeated_number_is_reported_as_such():
    parsed = read("一是甲。", "二是乙。", "二是丙。")
    assert parsed.body == (Chain(("甲。", "乙。", "丙。")),)
    assert [remark.kind for remark in parsed.remarks] == ["doubtful"]
    assert "重复" in parsed.remarks[0].message


def test_a_measure_that_follows_no_chain_keeps_its_words_in_an_import():
    parsed = read(LEAD, "三是丙。", "普通一段。")
    assert parsed.body == (Paragraph(LEAD), Paragraph("三是丙。"), Paragraph("普通一段。"))
    assert kinds(parsed) == [("doubtful", 2)]


def test_a_measure_that_follows_no_chain_begins_one_when_typed():
    assert read(LEAD, "三是丙。", live=True).body == (Paragraph(LEAD), Chain(("丙。",)))


def test_blanks_around_a_line_and_its_ordinal_go_without_a_word():
    parsed = read("\u3000\u3000一是\u3000健全 A B 机制。 ", "", "\u3000", "\xa0\u3000\u3000二是乙。\t")
    assert parsed.body == (Chain(("健全 A B 机制。", "乙。")),)
    assert parsed.remarks == ()


def test_unseen_characters_go_with_a_remark_and_tabs_become_blanks():
    parsed = read("\ufeff一是健\u200b全\x07机制。", "二是A\t\tB。", "二\u202e")
    assert parsed.body == (Chain(("健全机制。", "A B。")), Paragraph("二"))
    assert kinds(parsed) == [("repaired", 1), ("repaired", 3)]
    assert "3个" in parsed.remarks[0].message


def test_what_a_decoder_could_not_read_is_doubtful():
    assert kinds(read("健全机\ufffd。")) == [("doubtful", 1)]


# -- what is no chain ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "三省一市共同推进。",
        "四川省跟进。",
        "五年来成效明显。",
        "“一是”的写法，“二是”的写法。",
        "“一是甲；二是乙”是常用句式。",
        "重点有二，其中一是甲，再其中二是乙。",
        "坚持一是一、二是二，实事求是。",
        "一是一，二是二，不含糊。",
        "不是一是甲二是乙。",
        "到第十一是很晚了，二是也晚。",
        "办法（一是甲；二是乙）见附件。",
        "《一是甲，二是乙》一书出版。",
        "二十一世纪以来。",
        "一带一路、一体化。",
        "三、四线城市房价回落",
        "二、三线城市跟进",
        "一、二、三产业融合",
        "二、三产业占比提高",
        "第一、二产业协调",
        "五、六月份降水偏多",
        "（三）班的学生",
        "（二）号楼加装电梯",
        "十一是法定假日。",
        "四是否可行，尚待论证。",
    ],
)
def test_words_that_look_like_ordinals_are_left_alone(line):
    parsed = read(LEAD, line)
    assert parsed.body == (Paragraph(LEAD), Paragraph(line))
    assert read(LEAD, line, live=True).body == parsed.body


@pytest.mark.parametrize(
    "heading", ["二、三农工作", "一、二手房市场", "三、班子建设", "（三）班子建设", "四、五一假期"]
)
def test_a_word_that_begins_with_a_numeral_of_its_own_may_follow_an_ordinal(heading):
    (block,) = read(heading, live=True).body
    assert isinstance(block, Heading)
    assert block.text == heading.partition("）" if "）" in heading else "、")[2]


def test_a_holiday_next_to_a_chain_is_no_measure_of_it():
    lines = ["一是甲。", "二是乙。", "十一是法定假日。"]
    assert printed(read(*lines)) == lines
    assert printed(read(*lines, live=True)) == lines


def test_an_eleventh_measure_is_one_though_one_before_it_is_missing():
    lines = [f"{numeral(number)}是第{number}件事。" for number in range(1, 13) if number != 5]
    for live in (False, True):
        (chain,) = read(*lines, live=live).body
        assert len(chain.measures) == 11
        assert chain.measures[9] == "第11件事。"


# -- run-in chains ------------------------------------------------------------------------------------------


def test_ordinals_inside_a_paragraph_are_a_run_in_chain():
    line = "新政有三方面突破：一是范围扩大，覆盖全域；二是流程优化。共减五项。三是服务提升。"
    parsed = read(LEAD, line, "下一步抓好落实。")
    assert parsed.body == (
        Paragraph(LEAD),
        Paragraph("新政有三方面突破："),
        Chain(("范围扩大，覆盖全域；", "流程优化。共减五项。", "服务提升。")),
        Paragraph("下一步抓好落实。"),
    )
    assert parsed.run_in
    assert printed(parsed) == [LEAD, line, "下一步抓好落实。"]


@pytest.mark.parametrize(
    "line",
    [
        "有两点:一是甲,二是乙.",
        "有三点，其中，一是甲。二是乙。三是丙。",
        "有两点： 一是 甲。 二是 乙。",
        "强调“协同。”一是甲，统筹（一是细、二是实）。”二是乙。",
        "有两点：一是甲；二是",
    ],
)
def test_a_run_in_chain_is_printed_back_to_the_character(line):
    parsed = read(LEAD, line)
    assert parsed.run_in
    assert isinstance(parsed.body[-1], Chain)
    assert printed(parsed) == [LEAD, line]


def test_a_run_in_chain_that_begins_its_line_stays_on_a_line_of_its_own():
    after_paragraph = read(LEAD, "一是甲；二是乙。")
    assert after_paragraph.body == (Paragraph(LEAD), Paragraph(""), Chain(("甲；", "乙。")))
    assert printed(after_paragraph) == [LEAD, "一是甲；二是乙。"]
    assert read("一是甲；二是乙。").body == (Chain(("甲；", "乙。")),)


def test_a_chain_of_lines_makes_ordinals_inside_a_paragraph_plain_words():
    line = "有两点：一是丙；二是丁。"
    parsed = read("一是甲。", "二是乙。", line)
    assert parsed.body == (Chain(("甲。", "乙。")), Paragraph(line))
    assert (parsed.run_in, kinds(parsed)) == (False, [("doubtful", 3)])
    assert read("一是甲。", line, live=True).body == (Chain(("甲。",)), Paragraph(line))


def test_a_first_measure_that_holds_ordinals_is_a_line_of_its_chain():
    parsed = read("一是甲：一是丙；二是丁。", "二是乙。")
    assert parsed.body == (Chain(("甲：一是丙；二是丁。", "乙。")),)


def test_broken_numbers_inside_a_paragraph_are_kept_and_reported():
    line = "有三点：一是甲；二是乙；四是丁。"
    parsed = read(line)
    assert (parsed.body, kinds(parsed)) == ((Paragraph(line),), [("doubtful", 1)])
    assert "一、二、四" in parsed.remarks[0].message


@pytest.mark.parametrize("line", ["有一点：一是甲。", "有两组：一是甲；二是乙。另：一是丙；二是丁。"])
def test_one_ordinal_or_two_chains_in_a_paragraph_are_plain_words(line):
    assert read(line).body == (Paragraph(line),)


# -- repairs ------------------------------------------------------------------------------------------------


def test_a_forgotten_shi_before_the_next_measure_is_put_in():
    parsed = read("一是甲。", "二是乙。", "三养老服务更可及。试点。", "四是丁。", first_line=10)
    assert parsed.body == (Chain(("甲。", "乙。", "养老服务更可及。试点。", "丁。")),)
    assert kinds(parsed) == [("repaired", 12)]
    assert parsed.remarks[0].message == "“三养老服务更…”缺“是”，已补为“三是养老服务更…”"


@pytest.mark.parametrize(
    "line", ["三完善服务网络。", "三进一步优化布局。", "三大力发展养老产业。", "三支持企业融资。"]
)
def test_a_forgotten_shi_at_the_end_of_a_chain_needs_policy_prose(line):
    parsed = read("一是甲。", "二是乙。", line)
    assert parsed.body == (Chain(("甲。", "乙。", line[1:])),)
    assert [remark.kind for remark in parsed.remarks] == ["repaired"]


@pytest.mark.parametrize(
    "line",
    [
        "三省一市共推进。",
        "三亚市借鉴。",
        "三农工作持续加强。",
        "三年来成效明显。",
        "三个方面发力。",
        "三大任务落地。",
        "三十余项举措见效。",
        "三月底前完成。",
        "三家企业入选。",
        "三保障水平提高。",
        "三峡库区整治。",
    ],
)
def test_a_numeral_that_begins_a_word_is_never_a_measure(line):
    parsed = read("一是甲。", "二是乙。", line)
    assert parsed.body == (Chain(("甲。", "乙。")), Paragraph(line))
    assert parsed.remarks == ()
    following = read("一是甲。", "二是乙。", line, "四是丁。")
    assert Paragraph(line) in following.body
    assert "repaired" not in dict(kinds(following))


def test_a_numeral_that_may_be_a_measure_is_kept_and_reported():
    parsed = read("一是甲。", "二是乙。", "三养老床位够用。")
    assert parsed.body == (Chain(("甲。", "乙。")), Paragraph("三养老床位够用。"))
    assert kinds(parsed) == [("doubtful", 3)]


def test_a_first_measure_without_shi_needs_both_signs():
    assert read(LEAD, "一加强统筹。", "二是乙。").body == (Paragraph(LEAD), Chain(("加强统筹。", "乙。")))
    assert read(LEAD, "一加强统筹。").body == (Paragraph(LEAD), Paragraph("一加强统筹。"))
    assert read(LEAD, "一养老服务。", "二是乙。").body[1] == Paragraph("一养老服务。")


def test_a_continuation_that_begins_with_one_is_no_first_measure():
    assert read("一是甲。", "一加强就见效。", "二是乙。").body == (Chain(("甲。\n一加强就见效。", "乙。")),)


def test_a_continuation_line_is_not_mended_by_its_words_alone():
    parsed = read("一是甲。", "甲的续段。", "二完善服务。")
    assert parsed.body == (Chain(("甲。",)), Paragraph("甲的续段。"), Paragraph("二完善服务。"))


def test_nothing_is_mended_while_typing():
    assert read("一是甲。", "二完善服务。", live=True).body == (Chain(("甲。",)), Paragraph("二完善服务。"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、健全机制。", "二、扩大供给。"),
        ("（一）健全机制。", "（二）扩大供给；"),
        ("第一，健全机制。", "第二，扩大供给。"),
        ("其一，健全机制；", "其二，扩大供给。"),
        ("1.健全机制。", "2.扩大供给。"),
        ("1、健全机制。", "2、扩大供给。"),
        ("(1)健全机制。", "（2）扩大供给。"),
        ("①健全机制。", "②扩大供给。"),
    ],
)
def test_closed_lines_in_another_numbering_become_measures_each_with_a_remark(first, second):
    parsed = read(LEAD, first, second)
    assert parsed.body[0] == Paragraph(LEAD)
    assert parsed.body[1].measures == (first[-5:], second[-5:])
    assert kinds(parsed) == [("repaired", 2), ("repaired", 3)]
    assert "改为“一是”" in parsed.remarks[0].message
    assert "改为“二是”" in parsed.remarks[1].message


def test_one_measure_in_another_numbering_goes_on_with_its_chain():
    parsed = read("一是甲。", "二、乙要落实。", "三是丙。")
    assert parsed.body == (Chain(("甲。", "乙要落实。", "丙。")),)
    assert kinds(parsed) == [("repaired", 2)]


@pytest.mark.parametrize(
    "lines",
    [
        ("一、健全机制。",),
        ("二、健全机制。", "三、扩大供给。"),
        ("1.5亿元投入到位。", "2.5亿元在途。"),
        ("第一，健全机制。", "普通一段。", "第二，扩大供给。"),
        ("首先，健全机制。", "其次，扩大供给。"),
    ],
)
def test_other_numbering_that_is_not_certainly_a_chain_is_kept(lines):
    assert read(LEAD, *lines).body == tuple(map(Paragraph, (LEAD, *lines)))


def test_spoken_ordinals_are_only_doubtful():
    assert kinds(read("首先，健全机制。", "其次，扩大供给。")) == [("doubtful", 1)]


# -- headings -----------------------------------------------------------------------------------------------


def test_short_open_lines_with_heading_ordinals_are_headings():
    parsed = read(
        "一、总体要求",
        "正文。",
        "二、主要任务",
        "（一）强化供给",
        "正文。",
        "（二）优化服务",
        "一是甲。",
        "二是乙。",
    )
    assert [block for block in parsed.body if isinstance(block, Heading)] == [
        Heading("总体要求"),
        Heading("主要任务"),
        Heading("强化供给", 2),
        Heading("优化服务", 2),
    ]
    assert parsed.body[-1] == Chain(("甲。", "乙。"))
    assert parsed.remarks == ()


def test_second_level_numbers_begin_again_under_each_heading():
    lines = ["一、甲", "（一）丙", "文。", "二、乙", "（一）丁", "文。"]
    parsed = read(*lines)
    assert printed(parsed) == lines


def test_a_wrong_heading_number_is_put_right_and_reported():
    parsed = read("一、甲", "文。", "三、丙", "文。")
    assert printed(parsed)[2] == "二、丙"
    assert kinds(parsed) == [("doubtful", 3)]


def test_a_heading_after_an_equal_ordinal_that_stayed_text_keeps_its_number():
    lines = ["一、总体要求", "文。", "二、主要任务：", "文。", "三、保障措施", "文。"]
    parsed = read(*lines)
    assert printed(parsed) == lines
    assert printed(read(*lines, live=True)) == lines
    assert ("doubtful", 5) in kinds(parsed)


def test_brackets_of_the_other_width_are_a_heading_with_a_remark():
    parsed = read("(一)强化供给", "正文。")
    assert parsed.body[0] == Heading("强化供给", 2)
    assert kinds(parsed) == [("repaired", 1)]


def test_a_list_of_second_level_lines_without_text_is_not_headings():
    parsed = read("（一）强化供给", "（二）优化服务")
    assert parsed.body == (Paragraph("（一）强化供给"), Paragraph("（二）优化服务"))
    assert [remark.kind for remark in parsed.remarks] == ["doubtful", "doubtful"]


def test_a_long_or_closed_line_is_no_heading():
    long = "一、" + "统筹推进各项工作" * 6
    assert read(long, "文。").body[0] == Paragraph(long)


# -- other house styles -------------------------------------------------------------------------------------


def test_another_style_prints_and_reads_its_own_ordinals():
    parsed = parse(["导语。", "（一）健全机制。", "（二）扩大供给。"], OTHER)
    assert parsed.body == (Paragraph("导语。"), Chain(("健全机制。", "扩大供给。")))
    assert parsed.remarks == ()


def test_the_house_ordinals_of_one_style_are_foreign_to_another():
    parsed = parse(["一是健全机制。", "二是扩大供给。"], OTHER)
    assert printed(parsed, OTHER) == ["（一）健全机制。", "（二）扩大供给。"]
    assert [remark.kind for remark in parsed.remarks] == ["repaired", "repaired"]


def test_where_measures_and_headings_are_numbered_alike_the_closing_mark_decides():
    lines = ["一、总体要求", "文。", "一、健全机制。", "二、扩大供给。", "二、保障措施", "文。"]
    parsed = parse(lines, ALIKE)
    assert parsed.body == (
        Heading("总体要求"),
        Paragraph("文。"),
        Chain(("健全机制。", "扩大供给。")),
        Heading("保障措施"),
        Paragraph("文。"),
    )
    assert printed(parsed, ALIKE) == lines


def test_a_measure_numbered_like_a_heading_stays_one_while_it_is_typed():
    parsed = parse(["一、健全机制。", "二、扩大", "三、"], ALIKE, live=True)
    assert parsed.body == (Chain(("健全机制。", "扩大", "")),)


# -- live ---------------------------------------------------------------------------------------------------


def test_live_every_row_stays_with_its_blanks():
    lines = ["导语 ", "", "\u3000段 落 ", "一是甲 ", "二是乙"]
    parsed, changes = renumber(lines, HOUSE)
    assert printed(parsed) == lines
    assert changes == ()


def test_live_numbers_follow_a_deleted_and_an_inserted_measure():
    _, changes = renumber(["一是甲。", "三是丙。", "四是丁。"], HOUSE)
    assert changes == (Replacement(1, 0, 2, "二是"), Replacement(2, 0, 2, "三是"))
    _, changes = renumber(["一是甲。", "一是新。", "二是乙。"], HOUSE)
    assert changes == ()
    _, changes = renumber(["一是甲。", "二是新。", "二是乙。", "十是丙。"], HOUSE)
    assert changes == (Replacement(2, 0, 2, "三是"), Replacement(3, 0, 2, "四是"))


def test_live_the_numbers_of_a_row_are_replaced_from_its_end():
    text = "有四点：一是甲；三是丙；四是丁。"
    parsed, changes = renumber([text], HOUSE, run_in=True)
    assert parsed.body == (Paragraph("有四点："), Chain(("甲；", "丙；", "丁。")))
    assert changes == (Replacement(0, 12, 14, "三是"), Replacement(0, 8, 10, "二是"))


def test_live_a_run_in_chain_is_only_mended_where_there_was_one():
    text = "有四点：一是甲；三是丙；四是丁。"
    assert renumber([text], HOUSE, run_in=False)[1] == ()


def test_live_a_run_in_chain_whose_first_measure_went_begins_with_one_again():
    _, changes = renumber(["二是乙；三是丙。"], HOUSE, run_in=True)
    assert changes == (Replacement(0, 4, 6, "二是"), Replacement(0, 0, 2, "一是"))


def test_live_a_run_in_chain_broken_over_two_lines_keeps_its_words():
    lines = ["有四点：一是甲；二是乙；", "三是丙；四是丁。"]
    parsed, changes = renumber(lines, HOUSE, run_in=True)
    assert changes == ()
    assert parsed.body[-1] == Paragraph("三是丙；四是丁。")


def test_live_blanks_after_an_ordinal_are_swallowed():
    _, changes = renumber(["\u3000一是 甲"], HOUSE)
    assert changes == (Replacement(0, 0, 4, "一是"),)


def test_live_an_empty_measure_and_an_empty_heading_are_there_at_once():
    assert read("一是甲。", "二是", "一、", live=True).body == (Chain(("甲。", "")), Heading(""))


# -- places -------------------------------------------------------------------------------------------------


def test_a_place_in_the_second_line_of_a_measure_is_found_there():
    lines = render((Chain(("甲。\n乙丙。", "丁。")),), False, HOUSE)
    assert [line.text for line in lines] == ["一是甲。", "乙丙。", "二是丁。"]
    assert locate(lines, 0, 0, 4) == (1, 1)
    assert locate(lines, 0, 0, 2) == (0, 4)
    assert (position_at(lines, 1, 1).measure, position_at(lines, 1, 1).offset) == (0, 4)


def test_a_place_inside_an_ordinal_is_the_start_of_its_text():
    lines = render((Paragraph("有两点："), Chain(("甲；", "乙。"))), True, HOUSE)
    place = position_at(lines, 0, 9)
    assert (place.block, place.measure, place.offset) == (1, 1, 0)
    assert locate(lines, 1, 1, 0) == (0, 10)


def test_a_place_that_is_not_there_is_a_lookup_error():
    lines = render((Paragraph("文。"),), False, HOUSE)
    with pytest.raises(LookupError):
        locate(lines, 1, None, 0)
    with pytest.raises(LookupError):
        position_at(lines, 1, 0)


def test_a_body_without_blocks_has_no_lines():
    assert render((), False, HOUSE) == ()
    assert parse([], HOUSE).body == ()


class TestFourLevels:
    LINES = (
        "一、做法",
        "（一）设施",
        "1.岸电",
        "（1）泊位",
        "新建泊位。",
        "（2）桩位",
        "2.水网",
        "二、成效",
        "1.不是小标题",
    )

    def test_headings_of_four_levels_are_read_and_printed_alike(self):
        parsed = parse(list(self.LINES), Ordinals())
        levels = [block.level if isinstance(block, Heading) else 0 for block in parsed.body]
        assert levels == [1, 2, 3, 4, 0, 4, 3, 1, 0]
        assert tuple(line.text for line in render(parsed.body, parsed.run_in, Ordinals())) == self.LINES

    @pytest.mark.parametrize(
        "lines",
        [
            ["1.前面没有上一级"],
            ["一、做法", "1.隔了一级"],
            ["一、做法", "（一）设施", "2.不从一起"],
            ["一、做法", "（一）设施", "1.这一行是一句话，不是小标题。"],
            ["一、做法", "（一）设施", "1.5亿元投入"],
        ],
    )
    def test_elsewhere_such_a_line_is_text(self, lines):
        parsed = parse(lines, Ordinals(), live=True)
        assert parsed.body[-1] == Paragraph(lines[-1])


@pytest.mark.parametrize(
    ("below", "doubted"),
    [
        (["（二）己", "文。"], False),
        (["二、己", "（二）庚", "文。"], True),  # its list ends with the next heading above it
        (["（三）己", "文。"], True),
        ([], True),
        (["1.己", "（二）庚", "文。"], False),
    ],
)
def test_a_second_list_of_one_heading_is_doubted(below, doubted):
    parsed = read("一、甲", "（一）乙", "文。", "（二）丙", "文。", "（一）丁", "文。", *below)
    assert any("又从“（一）”编起" in remark.message for remark in parsed.remarks) is doubted


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["一是甲。", "三是乙。"], "序次语写作“三是”，按次序改为“二是”，是否漏了一条"),
        (
            ["一是甲。", "一二是乙。", "二是丙。", "二是丁。"],
            "序次语写作“二是”，按次序改为“三是”，是否重复或颠倒",
        ),
        (["一是甲。", "三是乙。", "四是丙。"], "序次语写作“四是”，按次序改为“三是”，与前一条相接"),
        (["二是甲。"], "“二是”前面没有相接的举措，按普通段落保留，请核对"),
        (["一是甲；二是乙。", "二是丁。"], "“一是”这一段里还有下一条，按一条举措保留，请核对"),
        (
            ["一是甲。", "二是乙。", "", "有两点：一是丙；二是丁。"],
            "段内的举措与分段的举措并存，段内的按原文保留（有两点：一是丙；二是丁。）",
        ),
        (
            ["有两点：一是甲；三是乙。"],
            "段内序次语为一、三，不是从一起依次相接，按原文保留（有两点：一是甲；三是乙。）",
        ),
        (["3.甲乙丙。"], "“3.”开头，未作举措也未作小标题，按原文保留，请核对"),
        (["首先，甲。", "其次，乙。"], "“首先”“其次”像是一组举措，按普通段落保留，请核对"),
        (["一、甲", "文。", "三、乙", "文。"], "小标题序号写作“三、”，按次序改为“二、”，是否漏了一段"),
        (["一是甲。", "二加强统筹。", "三是丙。"], "“二加强统筹。”缺“是”，已补为“二是加强统筹。”"),
        (["(一)甲", "文。"], "序次语“(一)”改为“（一）”（甲）"),
    ],
)
def test_what_is_said_of_a_numbering(lines, message):
    remarks = read(*lines).remarks
    assert message in [remark.message for remark in remarks]
    assert all(remark.text == lines[remark.line - 1] for remark in remarks)
    assert read(*lines, live=True).remarks == ()
