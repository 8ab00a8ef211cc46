import json
import os
import re
from dataclasses import replace

import pytest

from editor.store.issue_file import dump_issue
from tests.archive.conftest import article, chain, issue
from tests.cli.conftest import Outcome


@pytest.fixture
def some(workspace):
    """Two issues with two articles on one subject."""
    bed = article("上海探索医疗床位联动", "10月8日，上海市试行转介。", "收住后，床位按月结算。", id="bbbbbb")
    spare = article("备用的床位稿", "江苏省南京市的经验。", id="ssssss")
    for each in (
        issue(1, [article("江苏推广“ＡＩ＋”质检", "江苏省在12家企业推广，床位另议。")], section="产业动向"),
        issue(2, [replace(bed, body=(*bed.body, chain("床位公开。")))], spares=(spare,)),
    ):
        (workspace.issues_folder / f"{each.id}.toml").write_text(dump_issue(each), encoding="utf-8")
    return workspace


def found(outcome):
    return [row["article"] for row in json.loads(outcome.out)]


def test_hits_are_listed_with_issue_section_title_and_excerpt_best_first(yaoxun, some):
    outcome = yaoxun("search", "床位", "结算")
    assert outcome.code == 0
    assert outcome.out == (
        "2025-02  科创聚焦  上海探索医疗【床位】联动\n         收住后，【床位】按月【结算】。\n"
    )
    assert outcome.err == ""


def test_json_is_as_the_contract_says(yaoxun, some):
    (row, *_) = json.loads(yaoxun("search", "床位", "转介", "--json").out)
    assert list(row) == ["issue", "section", "article", "title", "excerpt", "score"]
    assert row["score"] > 0
    assert {**row, "score": 0} == {
        "issue": "2025-02",
        "section": "科创聚焦",
        "article": "bbbbbb",
        "title": "上海探索医疗床位联动",
        "excerpt": "收住后，床位按月结算。",
        "score": 0,
    }


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        (["床位"], ["ssssss", "bbbbbb", "aaaaaa"]),
        (["ai+"], ["aaaaaa"]),
        (["床位 江苏"], ["ssssss", "aaaaaa"]),
        (["床位", "--section", "产业动向"], ["aaaaaa"]),
        (["床位", "--section", "备用稿"], ["ssssss"]),
        (["床位", "--region", "沪"], ["bbbbbb"]),
        (["床位", "--year", "2025", "--limit", "1"], ["ssssss"]),
        (["床位", "--year", "２０２５", "--limit", "１"], ["ssssss"]),
        (["ＡＩ"], ["aaaaaa"]),
    ],
)
def test_words_and_filters_narrow_the_search(yaoxun, some, words, articles):
    assert found(yaoxun("search", *words, "--json")) == articles


@pytest.mark.parametrize("words", [["岸电"], ["床位", "--year", "2024"], ["床位", "岸电"], ["，岸，电，"]])
def test_nothing_found_is_code_1(yaoxun, some, words):
    assert yaoxun("search", *words) == Outcome(1, "", "没有找到。\n")
    outcome = yaoxun("search", *words, "--json")
    assert (outcome.code, outcome.out) == (1, "[]\n")


@pytest.mark.parametrize(
    "words",
    [[], [" "], ["", "　"], ["床位", "--region", "京"], ["床位", "--year", "25"], ["床位", "--limit", "0"]],
)
def test_bad_usage_is_code_2_with_one_line(yaoxun, some, words):
    outcome = yaoxun("search", *words)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)


def test_a_section_of_the_style_in_which_nothing_stands_is_one(yaoxun, some):
    assert yaoxun("search", "床位", "--section", "政策举措") == Outcome(1, "", "没有找到。\n")
    refused = yaoxun("search", "床位", "--section", "社会新闻")
    assert refused.code == 2
    assert all(name in refused.err for name in ("产业动向", "科创聚焦", "政策举措", "备用稿"))


def test_more_hits_than_are_listed_are_counted_on_stderr(yaoxun, some):
    outcome = yaoxun("search", "床位", "--limit", "2")
    assert outcome.out.count("\n") == 4
    assert outcome.err == "共3篇，以上是最相关的2篇。\n"


def test_a_broken_file_is_named_and_hides_no_other(yaoxun, some):
    (some.issues_folder / "2025-01.toml").write_text("format = [\n", encoding="utf-8")
    outcome = yaoxun("search", "转介")
    assert outcome.code == 0
    assert outcome.out
    assert re.search(r"2025-01\.toml 第\d行.*没有检索。\n", outcome.err)
    assert yaoxun("search", "岸电").code == 2  # it may stand in that file


def test_an_edit_by_hand_is_found_at_once(yaoxun, some):
    path = some.issues_folder / "2025-02.toml"
    yaoxun("search", "床位")
    path.write_text(path.read_text(encoding="utf-8").replace("联动", "互动"), encoding="utf-8")
    assert yaoxun("search", "联动").code == 1
    assert yaoxun("search", "互动").code == 0


def test_the_index_lies_in_the_workspace_and_may_be_deleted(yaoxun, some):
    before = yaoxun("search", "床位").out
    index = some.root / ".yaoxun" / "index.sqlite3"
    index.unlink()
    assert yaoxun("search", "床位").out == before
    index.write_bytes(os.urandom(5000))
    assert yaoxun("search", "床位").out == before


def test_another_list_of_places_changes_the_regions(yaoxun, some):
    assert found(yaoxun("search", "质检", "--region", "苏", "--json")) == ["aaaaaa"]
    places = some.root / "styles" / "words" / "places.toml"
    places.write_text(
        '[[province]]\nname = "某省"\nshort = "江苏"\nmark = "某"\nreason = "试"\nsource = "试"\n',
        encoding="utf-8",
    )
    assert found(yaoxun("search", "质检", "--region", "域外", "--json")) == ["aaaaaa"]


def test_without_a_list_of_its_own_the_one_that_ships_serves(yaoxun, some):
    (some.root / "styles" / "words" / "places.toml").unlink()
    assert found(yaoxun("search", "质检", "--region", "苏", "--json")) == ["aaaaaa"]


def test_on_a_terminal_the_words_are_bold(yaoxun, some, monkeypatch):
    monkeypatch.setattr("editor.cli.search.marks_for", lambda _, drawn: drawn)
    assert "医疗\x1b[1;4m床位\x1b[0m联动" in yaoxun("search", "床位").out


def test_a_region_goes_by_any_of_its_names_and_one_that_there_is_not_is_told(yaoxun, samples, monkeypatch):
    monkeypatch.chdir(samples.root)
    found = [yaoxun("search", "推动", "--region", name).out for name in ("苏", "江苏", "江苏省")]
    assert found[0] and len(set(found)) == 1
    refused = yaoxun("search", "推动", "--region", "火星")
    assert refused.code == 2 and "可用：沪、苏、浙、皖、域外" in refused.err
