"""Go to anything: letters find Chinese words, the best first."""

from collections.abc import Callable
from functools import partial

import pytest

from editor.manuscript.readings import readings
from editor.model.issue import Article, Issue, Section
from editor.session import targets
from editor.session.targets import Target, found, issues_of, typed_at, within
from editor.session.workspace import Workspace

SECTIONS = ["科创聚焦", "经济热点", "产业动向", "政策举措", "经验交流", "域外动态"]


def names(typed: str, *texts: str) -> list[str]:
    return [target.text for target in found([Target("section", text, "") for text in texts], typed)]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("科创聚焦", "kcjj"),
        ("科创聚焦", "kechuang"),
        ("科创聚焦", "kecju"),
        ("科创聚焦", "科cjj"),
        ("长三角一体化", "csj"),
        ("重庆推进", "cqtj"),
        ("银行网点", "yhwd"),
        ("浙江衢州", "zjqz"),
        ("推进“一网通办”", "tjywtb"),
        ("AI助手", "aizs"),
    ],
)
def test_letters_stand_for_characters(text: str, typed: str) -> None:
    assert typed_at(text, 0, typed)


@pytest.mark.parametrize("typed", ["kj", "kcjjx", "cjj", "kechuangx"])
def test_other_letters_do_not(typed: str) -> None:
    assert not typed_at("科创聚焦", 0, typed)


def test_every_character_of_gb2312_can_be_typed() -> None:
    table = [bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    characters = {c for pair in table for c in pair.decode("gb2312", "ignore")}
    assert set(readings()) == characters and len(characters) == 6763


def test_what_begins_so_comes_before_letters_and_letters_before_what_holds_the_words() -> None:
    texts = ("再谈经济", "经济热点", "jj协议", "上海经济热点", "说jj协议", "政策")
    assert names("jj", *texts) == ["jj协议", "经济热点", "说jj协议", "再谈经济", "上海经济热点"]
    assert names("经济", *texts) == ["经济热点", "再谈经济", "上海经济热点"]
    assert names("", *texts) == list(texts)


def test_every_word_counts() -> None:
    assert names("shanghai 港口", "上海绿色港口", "江苏港口", "上海银行") == ["上海绿色港口"]


def test_one_wrong_letter_is_forgiven_where_nothing_else_is_meant() -> None:
    assert names("kjjj", *SECTIONS) == ["科创聚焦"]
    assert names("kjjj", *SECTIONS, "科技经纪局") == ["科技经纪局"]
    assert names("kxx", *SECTIONS) == []


def test_letters_and_words_with_something_between_come_last() -> None:
    assert names("kj", *SECTIONS, "说科技") == ["说科技", "科创聚焦"]
    assert names("上海开源", "上海多措并举建设开源创新生态", "江苏开源") == ["上海多措并举建设开源创新生态"]
    assert names("jjk", *SECTIONS) == []


def test_an_issue_holds_its_sections_articles_and_spares(workspace: Workspace) -> None:
    from dataclasses import replace

    issue: Issue = replace(
        workspace.next_issue(),
        sections=(Section("科创聚焦", (Article("aaaaaa", "甲"),)), Section("经济热点")),
        spares=(Article("bbbbbb", "乙"),),
    )
    assert list(within(issue)) == [
        Target("section", "科创聚焦", "0"),
        Target("article", "甲", "aaaaaa", "科创聚焦"),
        Target("section", "经济热点", "1"),
        Target("spare", "乙", "bbbbbb"),
    ]


def test_issues_are_found_by_number_and_by_name(samples: Workspace) -> None:
    there = issues_of(samples)
    assert [target.key for target in found(there, "2026-02")] == ["2026-02"]
    assert [target.key for target in found(there, "第2期")] == ["2026-02"]
    assert [target.key for target in found(there, "2026n2")] == ["2026-02"]


def test_of_a_pasted_text_only_as_much_is_looked_at_as_a_title_has(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []

    def counted(real: Callable[..., bool], *given: str) -> bool:
        looked_at.append(len(given[-1]))
        return real(*given)

    for name in ("typed_at", "typed_within"):
        monkeypatch.setattr(targets, name, partial(counted, getattr(targets, name)))
    for typed in ("kcjj" * 5000, "科创聚焦" * 5000, "上海 " * 5000):
        names(typed, *SECTIONS)
    assert looked_at and max(looked_at) <= 100
    assert len(looked_at) <= 3 * len(SECTIONS) * 200
