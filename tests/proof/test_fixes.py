"""Carrying out fixes."""

from dataclasses import replace
from datetime import date

import pytest

from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.proof.finding import Finding
from editor.proof.fixes import fix, fix_safe

ARTICLE = Article(
    "甲",
    "上海推进共享。",
    (
        Paragraph("近日,上海印发方案."),
        Heading("下一步,工作"),
        Chain(("摸清底数,再部署。", "健全机制，，落实。")),
    ),
)
ISSUE = Issue("要讯", 2026, 3, date(2026, 1, 16), "处", sections=(Section("产业动向", (ARTICLE,)),))


def finding(start, end, text, into, block=0, item=None, rule="half-width"):
    return Finding("甲", block, item, start, end, text, rule, "error", "", into)


def test_fixes_land_in_title_paragraph_heading_and_measure(reader):
    fixed = fix(ISSUE, [f for f in reader.check(ISSUE) if f.fix is not None]).article("甲")
    assert fixed.title == "上海推进共享"
    assert fixed.body == (
        Paragraph("近日，上海印发方案。"),
        Heading("下一步，工作"),
        Chain(("摸清底数，再部署。", "健全机制，落实。")),
    )


def test_safe_fixes_leave_suggestions_alone(reader):
    fixed = fix_safe(ISSUE, reader).article("甲")
    assert fixed.title == "上海推进共享。"
    assert fixed.body[2] == Chain(("摸清底数，再部署。", "健全机制，，落实。"))


def test_safe_fixes_leave_accepted_findings_alone(reader):
    accepting = replace(ARTICLE, accept=("half-width: 原文",))
    issue = replace(ISSUE, sections=(Section("产业动向", (accepting,)),))
    assert fix_safe(issue, reader) is issue


def test_of_two_fixes_that_overlap_only_the_first_is_carried_out():
    overlapping = [finding(0, 3, "近日,", "近日，"), finding(2, 4, ",上", "；上")]
    assert fix(ISSUE, overlapping).article("甲").body[0] == Paragraph("近日，上海印发方案.")


def test_several_fixes_in_one_text_do_not_shift_each_other():
    both = [finding(9, 10, ".", "。。。"), finding(2, 3, ",", "")]
    assert fix(ISSUE, both).article("甲").body[0] == Paragraph("近日上海印发方案。。。")


@pytest.mark.parametrize(
    "stale",
    [
        finding(2, 3, "；", "，"),
        finding(2, 3, ",", "，", block=9),
        finding(4, 5, ",", "，", block=2, item=5),
        replace(finding(2, 3, ",", "，"), article="丁"),
    ],
)
def test_a_finding_on_another_state_of_the_issue_is_refused(stale):
    with pytest.raises(LookupError):
        fix(ISSUE, [stale])


def test_fixes_go_to_their_own_measure_block_and_title_whatever_their_order():
    wanted = [
        finding(0, 2, "健全", "完善", block=2, item=1),
        finding(0, 2, "摸清", "查清", block=2, item=0),
        finding(0, 3, "下一步", "下步", block=1),
        finding(0, 2, "近日", "日前", block=0),
        finding(6, 7, "。", "", block=None),
    ]
    for order in (wanted, wanted[::-1]):
        fixed = fix(ISSUE, order).article("甲")
        assert fixed.title == "上海推进共享"
        assert fixed.body == (
            Paragraph("日前,上海印发方案."),
            Heading("下步,工作"),
            Chain(("查清底数,再部署。", "完善机制，，落实。")),
        )


def test_two_fixes_that_touch_are_both_carried_out_and_one_without_a_fix_none():
    both = [finding(0, 2, "近日", "日前"), finding(2, 3, ",", "，")]
    assert fix(ISSUE, both).article("甲").body[0] == Paragraph("日前，上海印发方案.")
    assert fix(ISSUE, [finding(0, 2, "近日", None)]) is ISSUE
    assert fix(ISSUE, []) is ISSUE


def test_a_heading_keeps_its_level_and_its_restart(reader):
    body = (Heading("下一步,工作", 3, restart=True),)
    issue = replace(ISSUE, sections=(Section("产业动向", (replace(ARTICLE, body=body),)),))
    assert fix(issue, [finding(3, 4, ",", "，")]).article("甲").body == (
        Heading("下一步，工作", 3, restart=True),
    )


def test_safe_fixes_leave_spares_alone_and_are_done_once(reader):
    spare = replace(ARTICLE, id="乙")
    once = fix_safe(replace(ISSUE, spares=(spare,)), reader)
    assert once.spares == (spare,)
    assert once.article("甲") != ARTICLE
    assert fix_safe(once, reader) is once


@pytest.mark.parametrize(("block", "item"), [(3, None), (2, 2)])
def test_a_place_that_is_not_there_is_named(block, item):
    with pytest.raises(LookupError, match=f"no block {block}, item {item} in 甲"):
        fix(ISSUE, [finding(0, 1, "甲", "乙", block=block, item=item)])
    with pytest.raises(LookupError, match="the text at 0 is no longer '甲'"):
        fix(ISSUE, [finding(0, 1, "甲", "乙")])
