from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.merge.threeway import Choice, merge, resolve
from editor.model.body import Paragraph
from editor.model.issue import (
    Article,
    Issue,
    Place,
    Section,
    add_article,
    add_section,
    move_article,
    move_section,
    park_article,
    remove_article,
    remove_section,
    rename_section,
    replace_article,
)
from tests.strategies import issues

BASE = Issue(
    title="要讯",
    year=2026,
    number=1,
    date=date(2026, 1, 2),
    issuer="处",
    sections=(
        Section("科创", (Article("aa", "甲"), Article("bb", "乙"), Article("cc", "丙"))),
        Section("经济", (Article("dd", "丁"),)),
        Section("空栏"),
    ),
    spares=(Article("ss", "备"),),
)


def said(issue, article_id, title):
    return replace_article(issue, replace(issue.article(article_id), title=title))


def outline(issue):
    rows = [(section.name, "".join(a.title for a in section.articles)) for section in issue.sections]
    return [*rows, ("备用", "".join(a.title for a in issue.spares))]


class TestWhatDoesNotTouch:
    def test_changes_to_two_articles_are_both_there(self):
        merged = merge(BASE, said(BASE, "aa", "甲一"), said(BASE, "bb", "乙二"))
        assert not merged.conflicts
        assert outline(merged.issue)[0] == ("科创", "甲一乙二丙")

    def test_text_and_place_of_one_article_go_together(self):
        merged = merge(BASE, said(BASE, "aa", "甲一"), move_article(BASE, "aa", Place(1, 1)))
        assert not merged.conflicts
        assert outline(merged.issue)[:2] == [("科创", "乙丙"), ("经济", "丁甲一")]

    def test_new_articles_of_both_stand_where_each_put_them(self):
        ours = add_article(BASE, Article("xx", "新"), Place(0, 1))
        theirs = add_article(BASE, Article("yy", "增"), Place(0, 3))
        assert outline(merge(BASE, ours, theirs).issue)[0] == ("科创", "甲新乙丙增")

    def test_a_renamed_section_takes_in_what_the_other_puts_there(self):
        ours = rename_section(BASE, 0, "科技")
        theirs = add_article(BASE, Article("yy", "增"), Place(0, 0))
        assert outline(merge(BASE, ours, theirs).issue)[0] == ("科技", "增甲乙丙")

    def test_a_section_taken_out_stays_if_the_other_put_an_article_there(self):
        theirs = add_article(BASE, Article("yy", "增"), Place(1, 0))
        merged = merge(BASE, remove_section(BASE, 1), theirs)
        assert outline(merged.issue) == [("科创", "甲乙丙"), ("经济", "增"), ("空栏", ""), ("备用", "备丁")]

    def test_a_new_section_of_the_same_name_is_one_section(self):
        one = add_section(BASE, "新栏", 3)
        two = add_article(one, Article("yy", "增"), Place(3, 0))
        assert outline(merge(BASE, one, two).issue)[3] == ("新栏", "增")

    def test_orders_of_sections_and_articles_go_together(self):
        merged = merge(BASE, move_section(BASE, 2, 0), move_article(BASE, "cc", Place(0, 0)))
        assert outline(merged.issue)[:2] == [("空栏", ""), ("科创", "丙甲乙")]

    def test_a_removed_article_is_removed(self):
        merged = merge(BASE, remove_article(BASE, "aa"), said(BASE, "bb", "乙二"))
        assert outline(merged.issue)[0] == ("科创", "乙二丙")

    def test_fields_of_the_issue_go_together(self):
        merged = merge(BASE, replace(BASE, total=7), replace(BASE, issuer="办"))
        assert (merged.issue.total, merged.issue.issuer) == (7, "办")


class TestConflicts:
    def test_two_texts_of_one_article_are_three_states_to_choose_from(self):
        merged = merge(BASE, said(BASE, "aa", "一"), said(BASE, "aa", "二"))
        (conflict,) = merged.conflicts
        states = [state.article.title for state in (conflict.base, conflict.ours, conflict.theirs)]
        assert (conflict.name, states) == ("aa", ["甲", "一", "二"])
        assert outline(merged.issue)[0][1] == "一乙丙"
        chosen = {c: outline(resolve(merged, {conflict.key: c}))[0][1] for c in conflict.choices}
        assert chosen == {Choice.OURS: "一乙丙", Choice.THEIRS: "二乙丙", Choice.BOTH: "一二乙丙"}

    @pytest.mark.parametrize("change", [lambda i: said(i, "aa", "一"), lambda i: park_article(i, "aa")])
    def test_taken_out_here_and_changed_there_is_a_conflict_and_the_article_stays(self, change):
        for sides in ((remove_article(BASE, "aa"), change(BASE)), (change(BASE), remove_article(BASE, "aa"))):
            merged = merge(BASE, *sides)
            (conflict,) = merged.conflicts
            assert "aa" in merged.issue.ids
            kept = {c: "aa" in resolve(merged, {conflict.key: c}).ids for c in conflict.choices}
            gone = Choice.OURS if conflict.ours is None else Choice.THEIRS
            assert kept == {Choice.OURS: gone is Choice.THEIRS, Choice.THEIRS: gone is Choice.OURS}

    def test_two_new_places_of_one_article_are_a_conflict_about_its_place(self):
        merged = merge(BASE, move_article(BASE, "aa", Place(1, 0)), park_article(BASE, "aa"))
        (conflict,) = merged.conflicts
        assert [s.section for s in (conflict.base, conflict.ours, conflict.theirs)] == ["科创", "经济", None]
        assert Choice.BOTH not in conflict.choices
        assert resolve(merged, {conflict.key: Choice.THEIRS}).find("aa").section is None

    def test_two_names_of_one_section_and_two_numbers_are_conflicts(self):
        ours = replace(rename_section(BASE, 0, "科技"), total=5)
        theirs = replace(rename_section(BASE, 0, "创新"), total=6)
        merged = merge(BASE, ours, theirs)
        assert {c.key for c in merged.conflicts} == {"issue:total", "section:0"}
        settled = resolve(merged, {"issue:total": Choice.THEIRS, "section:0": Choice.THEIRS})
        assert (settled.total, settled.sections[0].name) == (6, "创新")

    def test_a_conflict_without_a_choice_is_not_settled_by_silence(self):
        merged = merge(BASE, said(BASE, "aa", "一"), said(BASE, "aa", "二"))
        with pytest.raises(LookupError):
            resolve(merged, {})


@st.composite
def edited(draw, issue):
    """An issue after some changes of every kind."""
    for _ in range(draw(st.integers(0, 6))):
        ids = sorted(issue.ids)
        rooms = [None, *range(len(issue.sections))]
        place = Place(draw(st.sampled_from(rooms)), draw(st.integers(0, 3)))
        sort = draw(st.integers(0, 7))
        if sort == 0:
            new = Article(draw(st.sampled_from(["new1", "new2", "new3"])), "新", (Paragraph("一"),))
            issue = issue if new.id in ids else add_article(issue, new, place)
        elif sort == 1:
            issue = add_section(issue, draw(st.sampled_from(["一", "二"])), draw(st.integers(0, 4)))
        elif sort < 4 and issue.sections:
            index = draw(st.integers(0, len(issue.sections) - 1))
            change = draw(st.sampled_from([rename_section, move_section, remove_section]))
            extra = {rename_section: ("改名",), move_section: (0,), remove_section: ()}[change]
            issue = change(issue, index, *extra)
        elif ids:
            article = draw(st.sampled_from(ids))
            if sort == 4:
                issue = remove_article(issue, article)
            elif sort == 5:
                issue = move_article(issue, article, place)
            else:
                issue = said(issue, article, draw(st.sampled_from(["改一", "改二"])))
    if draw(st.booleans()):
        issue = replace(issue, total=draw(st.integers(1, 3)))
    return issue


@st.composite
def threes(draw):
    base = draw(issues())
    return base, draw(edited(base)), draw(edited(base))


@given(issues(), issues())
def test_against_an_unchanged_side_the_other_comes_out(base, other):
    for merged in (merge(base, other, base), merge(base, base, other), merge(base, other, other)):
        assert merged.issue == other
        assert not merged.conflicts


@given(threes())
def test_edits_against_an_unchanged_side_come_out(three):
    base, ours, theirs = three
    assert merge(base, ours, base).issue == ours
    assert merge(base, base, theirs).issue == theirs


@given(threes())
def test_conflicts_are_the_same_from_the_other_side(three):
    base, ours, theirs = three
    mirrored = {(c.key, c.base, c.theirs, c.ours) for c in merge(base, theirs, ours).conflicts}
    assert {(c.key, c.base, c.ours, c.theirs) for c in merge(base, ours, theirs).conflicts} == mirrored


@given(threes(), st.randoms(use_true_random=False))
def test_no_article_vanishes_unless_removed_on_purpose(three, random):
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    removed = base.ids - (ours.ids & theirs.ids)
    assert merged.issue.ids >= (ours.ids | theirs.ids) - removed
    fought = {conflict.name for conflict in merged.conflicts if conflict.kind == "article"}
    assert merged.issue.ids >= fought
    choices = {c.key: random.choice(c.choices) for c in merged.conflicts}
    settled = resolve(merged, choices)
    assert settled.ids >= (ours.ids | theirs.ids) - removed
    all_articles = [*settled.articles, *settled.spares]
    assert len(all_articles) == len(settled.ids)
    texts = {(a.title, a.body) for a in all_articles}
    for conflict in merged.conflicts:
        if choices[conflict.key] is Choice.BOTH:
            sides = (conflict.ours.article, conflict.theirs.article)
            assert {(a.title, a.body) for a in sides} <= texts


@given(threes())
def test_what_only_one_side_changed_is_as_that_side_has_it(three):
    base, ours, theirs = three
    merged = merge(base, ours, theirs).issue
    for article_id in base.ids & ours.ids & theirs.ids:
        was, our, their = (issue.article(article_id) for issue in (base, ours, theirs))
        if our == was:
            assert merged.article(article_id) == their
        elif their == was:
            assert merged.article(article_id) == our
