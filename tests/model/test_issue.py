import random
from dataclasses import replace
from datetime import date

import pytest

from editor.model.body import Chain, Heading, Paragraph, characters, texts
from editor.model.issue import (
    Article,
    Issue,
    IssueId,
    Place,
    Section,
    add_article,
    add_section,
    join_articles,
    move_article,
    move_section,
    new_id,
    park_article,
    remove_article,
    remove_section,
    rename_section,
    replace_article,
    split_article,
    step_article,
    step_article_section,
)


def an_issue() -> Issue:
    articles = [Article(f"a{n}", f"标题{n}", (Paragraph(f"导语{n}。"),)) for n in range(5)]
    return Issue(
        title="要讯",
        year=2026,
        number=3,
        date=date(2026, 1, 16),
        issuer="某办事处",
        sections=(Section("甲", tuple(articles[:2])), Section("乙"), Section("丙", tuple(articles[2:4]))),
        spares=(articles[4],),
    )


def order(issue: Issue) -> list[list[str]]:
    return [[a.id for a in issue.articles_in(n)] for n in (*range(len(issue.sections)), None)]


class TestIssueId:
    @pytest.mark.parametrize("word", ["2025-28", "2025-01", "2025-s01", "2025-100"])
    def test_an_id_is_written_as_it_is_read(self, word: str):
        assert str(IssueId.parse(word)) == word

    @pytest.mark.parametrize(("word", "same"), [("2025-1", "2025-01"), ("2025-S1", "2025-s01")])
    def test_a_short_form_names_the_same_issue(self, word: str, same: str):
        assert IssueId.parse(word) == IssueId.parse(same)

    @pytest.mark.parametrize(
        "word", ["", "latest", "2025", "25-28", "2025-28.toml", "２０２５-28", "2025-", "../2025-28"]
    )
    def test_other_words_are_not_ids(self, word: str):
        assert IssueId.parse(word) is None

    def test_supplements_are_labelled_and_sorted_apart(self):
        assert IssueId.parse("2025-s01").label == "2025年增刊第1期"
        assert IssueId.parse("2025-02") < IssueId.parse("2025-s01") < IssueId.parse("2026-01")


class TestDoubleIssue:
    def test_it_is_labelled_with_both_numbers_and_keeps_the_id_of_the_first(self):
        issue = replace(an_issue(), number=28, number_to=29)
        assert issue.label == "2026年第28、29期合刊"
        assert str(issue.id) == "2026-28"
        assert issue.last_number == 29

    def test_more_than_two_numbers_are_a_range(self):
        assert replace(an_issue(), number=28, number_to=30).label == "2026年第28—30期合刊"

    def test_any_other_issue_has_one_number(self):
        assert an_issue().label == an_issue().id.label == "2026年第3期"
        assert an_issue().last_number == 3


class TestFinding:
    def test_articles_are_the_printed_ones(self):
        assert [a.id for a in an_issue().articles] == ["a0", "a1", "a2", "a3"]

    def test_a_spare_has_no_section(self):
        assert an_issue().find("a4") == Place(None, 0)

    def test_an_unknown_id_is_a_lookup_error(self):
        with pytest.raises(LookupError):
            an_issue().find("nobody")

    def test_characters_leave_blanks_spares_and_ordinals_out(self):
        body = (Paragraph("甲 乙"), Chain(("丙　丁", "戊")), Heading("己"))
        issue = replace(an_issue(), sections=(Section("甲", (Article("x", "标题", body),)),))
        assert issue.characters == 2 + 2 + 3 + 1
        assert list(texts(body)) == ["甲 乙", "丙　丁", "戊", "己"]
        assert characters("a\u00a0b\n c") == 3


class TestMoving:
    @pytest.mark.parametrize(
        ("moved", "step", "expected"),
        [
            ("a0", 1, [["a1", "a0"], [], ["a2", "a3"], ["a4"]]),
            ("a1", 1, [["a0"], ["a1"], ["a2", "a3"], ["a4"]]),
            ("a2", -1, [["a0", "a1"], ["a2"], ["a3"], ["a4"]]),
            ("a0", -1, [["a0", "a1"], [], ["a2", "a3"], ["a4"]]),
            ("a3", 1, [["a0", "a1"], [], ["a2", "a3"], ["a4"]]),
            ("a4", -1, [["a0", "a1"], [], ["a2", "a3"], ["a4"]]),
        ],
    )
    def test_a_step_crosses_the_edge_of_a_section_and_stops_at_the_ends(self, moved, step, expected):
        assert order(step_article(an_issue(), moved, step)) == expected

    @pytest.mark.parametrize(
        ("moved", "step", "expected"),
        [
            ("a0", 1, [["a1"], ["a0"], ["a2", "a3"], ["a4"]]),
            ("a3", 1, [["a0", "a1"], [], ["a2"], ["a4", "a3"]]),
            ("a4", -1, [["a0", "a1"], [], ["a2", "a3", "a4"], []]),
            ("a4", 1, [["a0", "a1"], [], ["a2", "a3"], ["a4"]]),
        ],
    )
    def test_a_step_by_sections_goes_on_to_the_spares(self, moved, step, expected):
        assert order(step_article_section(an_issue(), moved, step)) == expected

    def test_parking_and_taking_back_keeps_the_article(self):
        parked = park_article(an_issue(), "a0")
        assert order(parked)[-1] == ["a4", "a0"]
        assert move_article(parked, "a0", Place(0, 0)) == an_issue()

    def test_the_other_sections_are_shared_and_not_copied(self):
        before = an_issue()
        after = step_article(before, "a0", 1)
        assert after.sections[2] is before.sections[2]


class TestChanging:
    def test_an_equal_article_gives_the_same_issue(self):
        issue = an_issue()
        assert replace_article(issue, replace(issue.article("a1"))) is issue

    def test_two_articles_cannot_have_one_id(self):
        with pytest.raises(LookupError):
            add_article(an_issue(), Article("a4"), Place(1, 0))

    def test_splitting_and_joining_gives_the_old_article_back(self):
        issue = an_issue()
        old = issue.article("a0")
        split = split_article(issue, "a0", (), Article("new", "", old.body))
        assert order(split)[0] == ["a0", "new", "a1"]
        assert join_articles(split, "a0", "new", old.body, False) == issue

    def test_joining_keeps_sources_notes_and_accepted_findings_of_both(self):
        issue = an_issue()
        issue = replace_article(issue, replace(issue.article("a0"), source="甲", accept=("r: 一",)))
        issue = replace_article(
            issue, replace(issue.article("a1"), source="乙", note="注", accept=("r: 一", "s: 二"))
        )
        joined = join_articles(issue, "a0", "a1", (), False).article("a0")
        assert (joined.source, joined.note, joined.accept) == ("甲\n乙", "注", ("r: 一", "s: 二"))

    def test_removing_takes_only_that_article(self):
        assert order(remove_article(an_issue(), "a4"))[-1] == []


class TestSections:
    def test_sections_are_added_renamed_and_moved(self):
        issue = rename_section(add_section(an_issue(), "新", 1), 1, "丁")
        assert [s.name for s in issue.sections] == ["甲", "丁", "乙", "丙"]
        assert [s.name for s in move_section(issue, 0, 99).sections] == ["丁", "乙", "丙", "甲"]

    def test_removing_a_section_parks_its_articles(self):
        assert order(remove_section(an_issue(), 0)) == [[], ["a2", "a3"], ["a4", "a0", "a1"]]


def test_random_moves_lose_and_double_nothing():
    random.seed(7)
    issue = an_issue()
    for _ in range(500):
        article = random.choice(sorted(issue.ids))
        operation = random.choice([step_article, step_article_section])
        issue = operation(issue, article, random.choice([-1, 1]))
        assert sorted(i for section in order(issue) for i in section) == ["a0", "a1", "a2", "a3", "a4"]


def test_a_new_id_is_none_of_those_taken():
    ids: set[str] = set()
    for _ in range(200):
        ids.add(new_id(ids))
    assert len(ids) == 200
    assert all((len(i) == 6 and i.isalnum() and i.islower()) or i.isdigit() for i in ids)
