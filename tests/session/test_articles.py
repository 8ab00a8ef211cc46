"""Several articles moved, parked and deleted at once; a section sorted by region."""

from datetime import date as Date  # noqa: N812  (as in the model)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.model.issue import Article, Issue, Place, Section
from editor.session.articles import (
    drag_several,
    move_several,
    park_several,
    remove_several,
    step_several,
    step_several_sections,
)
from editor.session.regions import regions_of, sort_by_region
from editor.session.workspace import Workspace


def issue_of(*sections: str, spares: str = "") -> Issue:
    """An issue whose articles are single letters."""
    made = tuple(Section(f"第{n}栏", tuple(map(Article, letters))) for n, letters in enumerate(sections))
    return Issue("要讯", 2026, 1, Date(2026, 1, 2), "甲", sections=made, spares=tuple(map(Article, spares)))


def letters(issue: Issue) -> list[str]:
    return ["".join(a.id for a in s) for s in (*(s.articles for s in issue.sections), issue.spares)]


@pytest.mark.parametrize(
    ("ids", "step", "after"),
    [
        ("bc", -1, ["bcad", "ef", "g"]),
        ("ab", -1, ["abcd", "ef", "g"]),
        ("ac", -1, ["acbd", "ef", "g"]),
        ("bd", 1, ["acb", "def", "g"]),
        ("f", 1, ["abcd", "ef", "g"]),
        ("ef", 1, ["abcd", "ef", "g"]),
    ],
)
def test_articles_step_together_and_keep_their_order(ids: str, step: int, after: list[str]) -> None:
    assert letters(step_several(issue_of("abcd", "ef", spares="g"), set(ids), step)) == after


def test_articles_go_to_a_section_behind_its_others_in_the_order_in_which_they_stood() -> None:
    assert letters(move_several(issue_of("abcd", "ef", spares="g"), {"g", "c", "a"}, 1)) == [
        "bd",
        "efacg",
        "",
    ]
    assert letters(move_several(issue_of("abcd", "ef"), {"e", "a"}, 1)) == ["bcd", "fae", ""]
    assert letters(step_several_sections(issue_of("abcd", "ef"), {"a", "f"}, 1)) == ["bcd", "ea", "f"]


def test_articles_are_parked_and_deleted_together() -> None:
    assert letters(park_several(issue_of("abcd", "ef", spares="g"), {"e", "a", "g"})) == ["bcd", "f", "gae"]
    assert letters(remove_several(issue_of("abcd", "ef", spares="g"), {"e", "a", "g"})) == ["bcd", "f", ""]


@given(ids=st.sets(st.sampled_from("abcdefg")), step=st.sampled_from([-1, 1]))
def test_no_step_loses_an_article_or_changes_the_order_among_those_moved(ids: set[str], step: int) -> None:
    before = issue_of("abc", "", "def", spares="g")
    after = step_several(before, ids, step)
    assert sorted("".join(letters(after))) == sorted("".join(letters(before)))
    assert [c for c in "".join(letters(after)) if c in ids] == [c for c in "abcdefg" if c in ids]


def test_a_section_is_sorted_by_region_and_keeps_the_order_within_one(workspace: Workspace) -> None:
    titles = ["安徽甲", "山东甲", "江苏甲", "推进甲", "上海甲", "苏州乙", "宁波甲", "上海乙"]
    section = Section("甲", tuple(Article(str(n), title) for n, title in enumerate(titles)))
    issue = Issue("要讯", 2026, 1, Date(2026, 1, 2), "甲", sections=(section,))
    after = sort_by_region(issue, 0, regions_of(workspace))
    assert [a.title for a in after.sections[0].articles] == [
        "上海甲",
        "上海乙",
        "江苏甲",
        "苏州乙",
        "宁波甲",
        "安徽甲",
        "山东甲",
        "推进甲",
    ]
    assert sort_by_region(after, 0, regions_of(workspace)) is after


@pytest.mark.parametrize(
    ("ids", "dragged", "place", "after"),
    [
        ("ac", "a", Place(1, 1), ["bd", "eacf", "g"]),
        ("ac", "c", Place(1, 1), ["bd", "eacf", "g"]),
        ("aeg", "e", Place(0, 3), ["bcaegd", "f", ""]),
        ("abf", "a", Place(None, 0), ["cd", "e", "abfg"]),
        ("b", "b", Place(0, 0), ["bacd", "ef", "g"]),
        ("abcdefg", "d", Place(1, 2), ["", "abcdefg", ""]),
    ],
)
def test_articles_that_are_dragged_stand_together_in_their_order(ids, dragged, place, after):
    assert letters(drag_several(issue_of("abcd", "ef", spares="g"), ids, dragged, place)) == after


def test_the_order_of_regions_is_that_of_the_offices_own_list(workspace):
    words = workspace.styles_folder / "words"
    text = (words / "places.toml").read_text("utf-8")
    text = text.replace('mark = "沪"\ndelta = true', 'mark = "沪"').replace(
        'mark = "鲁"', 'mark = "鲁"\ndelta = true'
    )
    (words / "places.toml").write_text(text, encoding="utf-8")
    from editor.session.regions import region_names

    names = region_names(workspace)
    assert names["山东"] == names["鲁"] == "鲁" and "上海" not in names and names["其他"] == "域外"
    assert [province.mark for province in regions_of(workspace).home] == ["苏", "浙", "皖", "鲁"]
