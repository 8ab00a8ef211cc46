"""Findings in their order, in their places while the text changes, and the note of an export in spite of them."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from editor.files.keeping import FOLDER
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Section
from editor.proof.finding import Finding
from editor.session.findings import (
    OVERRIDES,
    Flaws,
    Review,
    Tally,
    note_override,
    runs_sentence,
    still,
    tally,
    text_of,
)

ARTICLE = Article("aaaaaa", "标题", (Paragraph("导语,一句。"), Chain(("甲事。", "乙事,丙事。"))))
OTHER = Article("bbbbbb", "另题", (Paragraph("别的。"),))


def finding(article="aaaaaa", block=None, item=None, start=0, end=0, severity="error", rule="r"):
    return Finding(article, block, item, start, end, "", rule, severity, "一句话")


def review_of(workspace, *findings):
    issue = replace(workspace.next_issue(), sections=(Section("栏", (ARTICLE, OTHER)),))
    return Review(issue, findings)


def test_findings_are_gone_through_from_the_issue_to_the_last_article(workspace):
    later = finding("bbbbbb", 0, None, 1, 2)
    measure = finding(block=1, item=1, start=2, end=3, severity="note")
    lead = finding(block=0, start=2, end=3)
    whole = finding("")
    review = review_of(workspace, later, measure, lead, whole)
    assert review.ordered == (whole, lead, measure, later)
    assert review.grave == (whole, lead, later)
    assert [review.step(one, 1) for one in review.ordered] == [lead, measure, later, whole]
    assert review.marks == {"aaaaaa": "error", "bbbbbb": "error"}


def test_from_a_caret_it_goes_on_either_way_and_round(workspace):
    first, second = finding(block=0, start=2, end=3), finding("bbbbbb", 0, None, 1, 2)
    review = review_of(workspace, first, second)
    between = (0, 1, 0, 0)
    assert review.beyond(between, between, 1) == second
    assert review.beyond(between, between, -1) == first
    end = (9, 0, 0, 0)
    assert review.beyond(end, end, 1) == first
    assert review_of(workspace).beyond(end, end, 1) is None


def test_a_tally_names_only_what_there_is():
    assert str(tally([finding(), finding(severity="note")])) == "✗1 ·1"
    assert str(Tally()) == "" and Tally(notes=3).severity is None
    assert Tally(1, 2).severity == "error" and Tally(0, 2).severity == "warning"


def test_the_text_of_a_finding_is_that_of_its_field():
    assert text_of(ARTICLE, None, None) == "标题"
    assert text_of(ARTICLE, 1, 1) == "乙事,丙事。"
    assert text_of(ARTICLE, 1, 7) == text_of(ARTICLE, 9, None) == ""


def test_a_place_moves_with_its_words_and_goes_with_them():
    assert still("导语,一句。", "新导语,一句。", 2, 3) == (3, 4)
    assert still("导语,一句。", "导语,一句话。", 2, 3) == (2, 3)
    assert still("导语,一句。", "导语，一句。", 2, 3) is None


@given(st.text("甲乙,"), st.text("甲乙,"), st.data())
def test_a_place_that_is_kept_holds_the_same_words(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    place = still(old, new, start, end)
    if place is not None:
        assert new[slice(*place)] == old[start:end]


def test_a_flaw_where_nothing_stands_is_shown_at_what_it_follows():
    flaws = Flaws(ARTICLE, (finding(block=0, start=6, end=6),))
    assert [place[:2] for place in flaws.within(0, None, "导语,一句。")] == [(5, 6)]
    assert list(flaws.within(0, None, "")) == list(flaws.within(1, 0, "甲事。")) == []


def test_what_ran_before_is_said_in_one_sentence():
    run = ("2026-01", "2026-01-02", "aaaaaa", "题目", 0.834)
    assert runs_sentence(run) == "2026年第1期（1月2日）已刊相近稿件《题目》 83%"


def test_every_override_is_one_line_with_its_reason(workspace):
    review = review_of(workspace, finding(), finding(severity="warning", rule="s"))
    for reason in ("急件", "两行\n理由"):
        note_override(workspace, review.issue, review.grave, reason)
    lines = (workspace.root / FOLDER / OVERRIDES).read_text(encoding="utf-8").splitlines()
    assert [line.partition("理由：")[2] for line in lines] == [
        "急件  （r×1、s×1）",
        "两行 理由  （r×1、s×1）",
    ]
    assert all(one <= other for one, other in pairwise(line[:16] for line in lines))


def test_sections_without_articles_come_after_everything_else(workspace):
    whole, first, empty = finding(""), finding(block=0), finding("", rule="empty-section")
    review = review_of(workspace, empty, first, whole)
    assert review.ordered == (whole, first, empty)
    assert [review.step(one, 1) for one in review.ordered] == [first, empty, whole]
    end = (0, 9, 0, 0)
    assert review.beyond(end, end, 1) == whole
    assert review_of(workspace, empty).beyond(end, end, 1) == empty
