import csv
import io
import json

import pytest

from editor.store.issue_file import dump_issue
from tests.archive.conftest import article, issue
from tests.cli.conftest import Outcome


@pytest.fixture
def two_years(workspace):
    for each in (
        issue(1, [article("上海试点", "四个字。")], year=2024),
        issue(1, [article("苏州市试点", "四个字。"), article("试点", "无锡和上海共建。", id="bbbbbb")]),
        issue(
            6,
            [article("济南试点", "四个字。")],
            section="域外动态",
            spares=(article("杭州", "备用。", id="ssssss"),),
        ),
        issue(7, [article("试点", "没有地名。")], section="=1+1"),
    ):
        (workspace.issues_folder / f"{each.id}.toml").write_text(dump_issue(each), encoding="utf-8")
    return workspace


@pytest.fixture
def year(yaoxun, two_years):
    return json.loads(yaoxun("stats", "2025", "--json").out)


def by_name(rows, *names):
    return {row["name"]: row["articles"] for row in rows if row["name"] in names}


def test_a_year_is_counted_without_spares(year):
    assert (year["year"], year["issues"], year["articles"], year["characters"]) == (2025, 3, 4, 34)


def test_sections_come_with_most_articles_first(year):
    assert [(row["name"], row["articles"]) for row in year["sections"]] == [
        ("科创聚焦", 2),
        ("=1+1", 1),
        ("域外动态", 1),
    ]


def test_regions_go_by_the_first_place_and_none_is_left_out(year):
    assert [(row["name"], row["articles"]) for row in year["regions"]] == [
        ("沪", 0),
        ("苏", 2),
        ("浙", 0),
        ("皖", 0),
        ("域外", 1),
        ("未写地名", 1),
    ]
    assert sum(row["characters"] for row in year["regions"]) == year["characters"]


def test_months_are_those_of_the_issues(year):
    assert [(row["name"], row["articles"]) for row in year["months"]] == [("2025-01", 2), ("2025-02", 2)]


def test_every_place_named_is_covered_and_those_never_named_are_listed(year):
    names = ("上海", "江苏", "苏州", "无锡", "常州", "杭州", "山东", "广东")
    assert by_name(year["places"], *names) == {
        "上海": 1,
        "江苏": 2,
        "苏州": 1,
        "无锡": 1,
        "常州": 0,
        "杭州": 0,
        "山东": 1,
        "广东": 0,
    }
    place = next(row for row in year["places"] if row["name"] == "苏州")
    assert place == {"region": "苏", "province": "江苏", "name": "苏州", "articles": 1, "characters": 9}


def test_without_a_year_everything_is_counted(yaoxun, two_years):
    document = json.loads(yaoxun("stats", "--json").out)
    assert (document["year"], document["issues"], document["articles"]) == (None, 4, 5)
    assert [row["name"] for row in document["months"]] == ["2024-01", "2025-01", "2025-02"]


def test_csv_opens_in_excel_and_has_one_row_a_count(yaoxun, two_years):
    out = yaoxun("stats", "2025", "--csv").out
    assert out.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert rows[0] == ["统计项", "地区", "名称", "篇数", "字数"]
    assert ["栏目", "", "科创聚焦", "2", "19"] in rows
    assert ["覆盖", "苏", "无锡", "1", "10"] in rows
    assert {len(row) for row in rows} == {5}


def test_a_name_in_the_csv_is_never_a_formula(yaoxun, two_years):
    assert "'=1+1" in yaoxun("stats", "2025", "--csv").out


def test_the_tables_say_who_is_covered_and_who_is_not(yaoxun, two_years):
    out = yaoxun("stats", "2025").out
    assert out.startswith("2025年：3期，4篇，34字\n")
    assert "  江苏\n    有：江苏2、无锡1、苏州1\n" in out or "  江苏\n    有：江苏2、苏州1、无锡1\n" in out
    assert "    无：浙江、杭州、" in out
    assert "█" not in out


def test_on_a_terminal_there_are_bars(yaoxun, two_years, monkeypatch):
    monkeypatch.setattr("editor.cli.stats._shows_bars", lambda: True)
    lines = [line for line in yaoxun("stats", "2025").out.splitlines() if "█" in line]
    assert lines[0].count("█") == 2 * lines[1].count("█")


def test_all_years_are_shown_year_by_year(yaoxun, two_years):
    out = yaoxun("stats").out
    assert "年份\n  2024 " in out
    assert "月份" not in out


def test_a_year_without_issues_has_none(yaoxun, two_years):
    assert yaoxun("stats", "1999") == Outcome(0, "1999年：0期，0篇，0字\n", "")
    assert json.loads(yaoxun("stats", "1999", "--json").out)["articles"] == 0


def test_a_broken_file_is_named_and_makes_the_code_2(yaoxun, two_years):
    (two_years.issues_folder / "2024-01.toml").write_text("format = [\n", encoding="utf-8")
    outcome = yaoxun("stats", "--json")
    assert (outcome.code, json.loads(outcome.out)["articles"]) == (2, 4)
    assert "2024-01.toml" in outcome.err


@pytest.mark.parametrize("words", [["25"], ["2025", "--json", "--csv"]])
def test_bad_usage_is_code_2(yaoxun, two_years, words):
    outcome = yaoxun("stats", *words)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
