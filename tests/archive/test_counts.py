"""What was printed in a year, by section, region, month, year and place; and what was never printed of."""

import pytest

from editor.archive.counts import NOWHERE, Count, Counts, counts
from editor.archive.places import Places
from editor.model.issue import IssueId, Section
from tests.archive.conftest import PROVINCES, article, issue


@pytest.fixture
def printed(shelf):
    """Two years: 2024 one issue and a supplement of January, 2025 one issue of July with a spare."""
    shelf.write(
        issue(1, [article("上海港口", "岸电设施。")], year=2024),
        issue(1, [article("苏州河道", "整治。")], year=2024, kind="supplement", section="域外动态"),
        issue(
            28,
            [article("苏州与上海共建", "共享数据。", id="bbbbbb"), article("推广经验", "各地推广。", id="cccccc")],
            year=2025,
            spares=(article("合肥备用稿", "备用。", id="ssssss"),),
        ),
    )  # fmt: skip
    return shelf


def counted(shelf, *wanted, **chosen) -> Counts:
    shelf.index.refresh()
    return shelf.index.ask(lambda connection: counts(connection, Places(PROVINCES), *wanted, **chosen))


def named(found: Counts) -> dict[str, tuple[int, int]]:
    return {each.place.name: each[1:] for each in found.places if each.articles or each.characters}


def test_everything_is_counted_where_no_year_is_given(printed):
    found = counted(printed)
    assert (found.issues, found.articles, found.characters) == (3, 4, 9 + 7 + 12 + 9)
    assert found.sections == (Count("科创聚焦", 3, 30), Count("域外动态", 1, 7))
    assert found.regions == (
        Count("沪", 1, 9),
        Count("苏", 2, 19),
        Count("浙", 0, 0),
        Count("皖", 0, 0),
        Count("域外", 0, 0),
        Count(NOWHERE, 1, 9),
    )
    assert found.months == (Count("2024-01", 2, 16), Count("2025-07", 2, 21))
    assert found.years == (Count("2024", 2, 16), Count("2025", 2, 21))
    assert named(found) == {"上海": (2, 21), "江苏": (2, 19), "苏州": (2, 19)}


def test_a_year_holds_only_its_own_issues(printed):
    found = counted(printed, 2024)
    assert (found.issues, found.articles, found.characters) == (2, 2, 16)
    assert [count.name for count in found.sections] == ["域外动态", "科创聚焦"]
    assert found.months == (Count("2024-01", 2, 16),)
    assert found.years == (Count("2024", 2, 16),)
    assert named(found) == {"上海": (1, 9), "江苏": (1, 7), "苏州": (1, 7)}


def test_a_year_without_issues_is_all_noughts_but_lists_every_region_and_place(printed):
    found = counted(printed, 1999)
    assert (found.issues, found.articles, found.characters) == (0, 0, 0)
    assert found.sections == found.months == found.years == ()
    assert {count[1:] for count in found.regions} == {(0, 0)}
    assert {each[1:] for each in found.places} == {(0, 0)}
    assert tuple(each.place for each in found.places) == Places(PROVINCES).all


def test_of_some_issues_only_those_are_counted(printed):
    supplement = IssueId(2024, True, 1)
    found = counted(printed, None, only=[supplement, IssueId(2025, False, 28)])
    assert (found.issues, found.articles) == (2, 3)
    assert found.years == (Count("2024", 1, 7), Count("2025", 2, 21))
    assert counted(printed, 2025, only=[supplement]).articles == 0
    assert counted(printed, 2024, only=[supplement]).regions[1] == Count("苏", 1, 7)
    none = counted(printed, only=[])
    assert (none.issues, none.articles) == (0, 0)


def test_sections_of_as_many_articles_come_by_their_names(shelf):
    made = issue(1, [article("甲", "一。", id="aaaaab")], section="乙栏")
    more = (Section("甲栏", (article("乙", "二。", id="aaaaac"),)),)
    shelf.write(made.__class__(**{**vars(made), "sections": (*made.sections, *more)}))
    assert [count.name for count in counted(shelf).sections] == sorted(["乙栏", "甲栏"])


def test_an_issue_without_articles_is_an_issue_and_a_spare_was_not_printed(shelf):
    shelf.write(issue(1, [], spares=(article("上海备用稿", "备用。"),)))
    found = counted(shelf)
    assert (found.issues, found.articles, found.months) == (1, 0, ())
    assert named(found) == {}


def test_the_year_is_that_of_the_issue_whatever_its_day(shelf):
    from datetime import date

    shelf.write(issue(52, [article("上海港口", "岸电设施。")], year=2024, date=date(2025, 1, 1)))
    found = counted(shelf, 2024)
    assert (found.issues, found.articles, found.months) == (1, 1, (Count("2025-01", 1, 9),))
    assert counted(shelf, 2025).articles == 0
