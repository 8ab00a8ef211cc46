from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.archive import search as searching
from editor.archive.folding import fold
from editor.model.body import texts
from tests.archive.conftest import Shelf, article, chain, issue
from tests.strategies import articles as any_articles

SOME = [
    article("上海探索养老与医疗床位联动", "10月8日，上海市试行转介。", "收住后，床位按月结算。", id="aaaaaa"),
    article("江苏推广“AI＋”质检", "江苏省在12家企业推广。", "一年内覆盖ＡＩ质检设备1,200台。", id="bbbbbb"),
    article("安徽清理涉企收费", "安徽省取消3项收费。", "清单见网站。", id="cccccc"),
]


@pytest.fixture
def three(shelf):
    shelf.write(issue(1, SOME))
    return shelf


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("床位", {"aaaaaa"}),
        ("床", {"aaaaaa"}),
        ("后，床位按", {"aaaaaa"}),
        ("ai", {"bbbbbb"}),
        ("AI+", {"bbbbbb"}),
        ("1,200", {"bbbbbb"}),
        ("1", {"aaaaaa", "bbbbbb"}),
        ("”", {"bbbbbb"}),
        ("涉企 清单", {"cccccc"}),
        ("涉企 床位", set()),
        ("位床", set()),
        ("介收", set()),  # the end of a paragraph and the beginning of the next
        ("动10", set()),  # the end of the title and the beginning of the body
        ("清单见网站。", {"cccccc"}),
        ("网站。x", set()),
    ],
)
def test_a_hit_contains_the_words_as_consecutive_characters(three, query, found):
    assert {hit.article for hit in three.search(query).hits} == found


@pytest.mark.parametrize(
    "query", ["", " 　", "*", "床位*", '床"位', "AND", "title:床位", "\x00", "床\x01位", "\ud800"]
)
def test_what_means_something_to_the_index_means_nothing_in_a_query(three, query):
    assert three.search(query).hits == ()


def words_of(article):
    """Words that stand in an article, and such as nearly do."""
    lines = [article.title, *(line for text in texts(article.body) for line in text.split("\n"))]
    stretches = st.sampled_from(lines).flatmap(
        lambda line: st.tuples(st.integers(0, len(line)), st.integers(1, 12)).map(
            lambda at: line[at[0] : sum(at)]
        )
    )
    return stretches | st.tuples(stretches, st.text(max_size=1)).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_search_finds_what_looking_through_every_text_finds(tmp_path_factory, data):
    made = data.draw(st.lists(any_articles(), min_size=1, max_size=4))
    made = [replace(each, id=f"aaaaa{letter}") for each, letter in zip(made, "bcde", strict=False)]
    shelf = Shelf(tmp_path_factory.mktemp("性质"), homes=[None])
    shelf.write(issue(1, made))
    query = " ".join(data.draw(st.lists(words_of(data.draw(st.sampled_from(made))), min_size=1, max_size=2)))
    words = fold(query).split()
    expected = {
        each.id
        for each in made
        if words
        and all(any(word in fold(text) for text in (each.title, *texts(each.body))) for word in words)
    }
    found = shelf.search(query)
    assert {hit.article for hit in found.hits} == expected
    assert found.total == len(expected)
    for hit in found.hits:
        marked = [fold(hit.title[start:end]) for start, end in hit.title_marks]
        marked += [fold(hit.excerpt.text[start:end]) for start, end in hit.excerpt.marks]
        assert marked
        assert all(any(word in each for word in words) for each in marked)


class TestOrder:
    def test_a_word_in_the_title_goes_before_one_in_the_body(self, shelf):
        shelf.write(
            issue(1, [article("港口岸电设施", "建设有序。")]),
            issue(2, [article("交通要闻", "岸电岸电岸电。", "其他事项。")]),
        )
        assert shelf.titles("岸电") == ["港口岸电设施", "交通要闻"]

    def test_more_of_a_word_goes_before_less(self, shelf):
        shelf.write(
            issue(1, [article("甲", "岸电建设岸电运营岸电补贴。")]),
            issue(2, [article("乙", "岸电建设有关事项的安排。")]),
        )
        assert shelf.titles("岸电") == ["甲", "乙"]

    def test_equally_good_ones_come_newest_first(self, shelf):
        shelf.write(*(issue(n, [article(f"第{n}次", "岸电设施。")]) for n in (2, 3, 1)))
        assert shelf.titles("岸电") == ["第3次", "第2次", "第1次"]

    def test_the_day_of_an_issue_counts_not_its_number(self, shelf):
        extra = issue(1, [article("增刊期", "岸电设施。")], kind="supplement", date=date(2025, 1, 20))
        shelf.write(*(issue(n, [article(f"第{n}期", "岸电设施。")]) for n in (1, 2, 4)), extra)
        assert shelf.titles("岸电") == ["第4期", "增刊期", "第2期", "第1期"]

    def test_of_very_many_those_titled_so_come_first_and_then_the_newest(self, shelf, monkeypatch):
        monkeypatch.setattr(searching, "MANY", 3)
        shelf.write(*(issue(n, [article(f"第{n}期{'岸电' * (n == 2)}", "岸电设施。")]) for n in range(1, 7)))
        found = shelf.search("岸电", limit=4)
        assert [hit.title for hit in found.hits] == ["第2期岸电", "第6期", "第5期", "第4期"]
        assert found.total == 4
        assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)

    def test_no_more_are_listed_than_asked_for_but_all_are_counted(self, shelf):
        shelf.write(*(issue(n, [article(f"第{n}期", "岸电设施。")]) for n in range(1, 6)))
        found = shelf.search("岸电", limit=2)
        assert (len(found.hits), found.total) == (2, 5)


class TestFilters:
    @pytest.fixture
    def several(self, shelf):
        spare = article("合肥备用稿", "岸电设施。", id="ssssss")
        shelf.write(
            issue(1, [article("上海港口", "岸电设施。")], year=2024),
            issue(1, [article("山东港口", "岸电设施。")], section="域外动态", spares=(spare,)),
            issue(2, [article("港口", "7月1日，苏州市建设岸电设施，上海市亦有。")]),
        )
        return shelf

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({"section": "域外动态"}, {"山东港口"}),
            ({"section": "备用稿"}, {"合肥备用稿"}),
            ({"section": "没有"}, set()),
            ({"region": "沪"}, {"上海港口"}),
            ({"region": "苏"}, {"港口"}),
            ({"region": "域外"}, {"山东港口"}),
            ({"year": 2024}, {"上海港口"}),
            ({"year": 2025, "region": "皖"}, {"合肥备用稿"}),
            ({}, {"上海港口", "山东港口", "港口", "合肥备用稿"}),
        ],
    )
    def test_section_region_and_year_narrow_a_search(self, several, monkeypatch, filters, found):
        for many in (2000, 0):
            monkeypatch.setattr(searching, "MANY", many)
            assert set(several.titles("岸电", **filters)) == found


class TestExcerpt:
    def one(self, shelf, query, *blocks):
        body = tuple(article("", *[block]).body[0] if isinstance(block, str) else block for block in blocks)
        shelf.write(issue(1, [replace(article("题目岸电"), body=body)]))
        return shelf.search(query).hits[0].excerpt

    def test_it_shows_the_words_and_where_they_stand(self, shelf):
        found = self.one(shelf, "床位 结算", "导语。", "收住以后，床位按月结算，按季公布。")
        assert found.text == "收住以后，床位按月结算，按季公布。"
        assert [found.text[start:end] for start, end in found.marks] == ["床位", "结算"]
        assert (found.line, found.start) == (1, 5)

    def test_lines_are_counted_as_the_texts_of_the_body(self, shelf):
        found = self.one(shelf, "结算", "导语。", chain("一句。\n续段。", "收住。\n按月结算。"))
        assert (found.line, found.text[found.marks[0][0] :]) == (2, "结算。")

    def test_a_long_text_is_cut_on_both_sides(self, shelf):
        found = self.one(shelf, "床位", "前" * 200 + "床位" + "后" * 200)
        assert found.text.startswith("…前")
        assert found.text.endswith("后…")
        assert len(found.text) < 80

    def test_a_hit_at_the_end_of_a_long_text_is_shown_with_what_goes_before(self, shelf):
        found = self.one(shelf, "床位", "前" * 200 + "床位")
        assert found.text.endswith("前床位")
        assert len(found.text) > 60

    def test_a_hit_in_the_title_alone_is_shown_with_the_beginning_of_the_body(self, shelf):
        found = self.one(shelf, "题目", "导语。", "其他。")
        assert (found.text, found.marks, found.line) == ("导语。", (), None)

    def test_marks_fit_letters_that_fold_to_another_width(self, shelf):
        found = self.one(shelf, "ai+b", "推广“ＡＩ＋Ｂ”，即AI+B。")
        assert [found.text[start:end] for start, end in found.marks] == ["ＡＩ＋Ｂ", "AI+B"]

    def test_an_article_without_body_is_found_by_its_title(self, shelf):
        shelf.write(issue(1, [article("题目岸电")]))
        assert shelf.search("岸电").hits[0].excerpt.text == ""


def test_what_is_copied_from_paper_is_found_with_its_ordinals_and_either_kind_of_quotation_marks(shelf):
    shelf.write(issue(1, [article("质检", "推广“AI＋”质检设备。", "突破：", "范围扩大。")]))
    assert shelf.titles('推广"AI+"质检') == ["质检"]
    for query in ("一是范围扩大", "（二）推广“AI", "突破：一是范围扩大"):
        assert shelf.titles(query) == ["质检"]
    assert shelf.titles("一是没有的词") == []


def test_a_hit_longer_than_the_excerpt_is_marked(shelf):
    words = "助餐点向六十岁以上居民供应午餐和晚餐，补助按就餐次数结算，不足部分由街道列入预算，" * 2
    shelf.write(issue(1, [article("题", words)]))
    (hit,) = shelf.search(words).hits
    ((start, end),) = hit.excerpt.marks
    assert hit.excerpt.text[start:end] in words
    assert end - start > 40


def test_fifty_are_listed_where_nobody_says_how_many(shelf):
    shelf.write(issue(1, [article(f"第{n}篇", "岸电设施。", id=f"aaa{n:03d}") for n in range(53)]))
    shelf.index.refresh()
    found = shelf.index.ask(lambda connection: searching.search(connection, "岸电"))
    assert (len(found.hits), found.total) == (50, 53)


def test_a_hit_says_issue_day_section_article_title_and_where_the_words_stand_in_it(shelf):
    spare = article("岸电备用", "导语。", id="ssssss")
    shelf.write(issue(28, [article("港口岸电：岸电设施", "导语。", id="bbbbbb")], spares=(spare,)))
    first, second = sorted(shelf.search("岸电").hits, key=lambda hit: hit.article)
    assert first[:6] == (
        "2025-28",
        "2025-07-11",
        "科创聚焦",
        "bbbbbb",
        "港口岸电：岸电设施",
        ((2, 4), (5, 7)),
    )
    assert (second.section, second.title_marks) == ("备用稿", ((0, 2),))


def test_many_is_counted_up_to_one_more(shelf, monkeypatch):
    shelf.write(issue(1, [article(f"第{n}篇", "岸电。", id=f"aaaa{n:02d}") for n in range(10)]))
    for many, total, scores in ((10, 10, False), (9, 10, True), (5, 6, True)):
        monkeypatch.setattr(searching, "MANY", many)
        found = shelf.search("岸电", limit=3)
        assert (len(found.hits), found.total) == (3, total)
        assert ({hit.score for hit in found.hits} == {0.0}) is scores


def test_sections_are_listed_by_their_articles_and_those_of_as_many_by_name(shelf):
    shelf.write(
        issue(1, [article("甲", id="aaaaa2"), article("乙", id="aaaaa3")], section="域外动态"),
        issue(2, [article("丙")], section="乙栏", spares=(article("备", id="ssssss"),)),
        issue(3, [article("丁")], section="丙栏"),
        issue(4, []),
    )
    shelf.index.refresh()
    assert shelf.index.ask(searching.sections) == ("域外动态", *sorted(("乙栏", "丙栏")))


@pytest.mark.parametrize(
    ("text", "words", "marks"),
    [
        ("甲乙甲乙", ["甲"], ((0, 1), (2, 3))),
        ("甲乙丙丁", ["甲乙", "乙丙"], ((0, 3),)),  # overlapping
        ("甲乙丙丁", ["甲乙", "丙丁"], ((0, 4),)),  # touching
        ("甲乙丙丁", ["甲乙丙丁", "乙"], ((0, 4),)),  # one within the other
        ("甲乙丙丁", ["甲", "丁"], ((0, 1), (3, 4))),
        ("甲甲甲", ["甲甲"], ((0, 2),)),
        ("甲乙", ["丙"], ()),
        ("", ["甲"], ()),
    ],
)
def test_places_of_words_are_joined_where_they_meet(text, words, marks):
    assert searching.marked(text, words) == marks
    assert searching.marked(text, words, 5) == tuple((start + 5, end + 5) for start, end in marks)


class TestWindow:
    """The excerpt of a text as long as it may be shown, and longer."""

    @pytest.mark.parametrize(
        ("before", "after", "cut_before", "cut_after"),
        [
            (0, 62, "", ""),
            (0, 63, "", "…"),
            (18, 44, "", ""),
            (18, 45, "", "…"),
            (19, 44, "…", ""),
            (62, 0, "", ""),
            (63, 0, "…", ""),
            (100, 100, "…", "…"),
        ],
    )
    def test_of_a_line_64_characters_are_shown_and_what_is_cut_is_marked(
        self, before, after, cut_before, cut_after
    ):
        found = searching.excerpt("前" * before + "岸电" + "后" * after, ["岸电"])
        assert (found.text[:1] == "…", found.text[-1:] == "…") == (bool(cut_before), bool(cut_after))
        assert len(found.text.strip("…")) == min(64, before + 2 + after)
        ((start, end),) = found.marks
        assert found.text[start:end] == "岸电"
        assert (found.line, found.start) == (0, before)
        assert start - len(cut_before) <= max(18, 64 - 2 - after)

    def test_it_is_of_the_longest_word_and_of_its_own_line(self):
        found = searching.excerpt("电。\n岸电设施。\n设施。", ["电", "岸电"])
        assert (found.text, found.line, found.start) == ("岸电设施。", 1, 0)
        found = searching.excerpt("电。\n岸电设施。\n末行设施。", ["没有的词", "末行"])
        assert (found.text, found.line, found.start) == ("末行设施。", 2, 0)

    def test_a_break_within_a_measure_is_a_blank(self):
        assert searching.excerpt("甲。\v岸电。", ["岸电"])[:3] == ("甲。 岸电。", ((3, 5),), 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("一是范围扩大", True),
        ("十二是范围扩大", True),
        ("第一，范围扩大", True),
        ("三、范围扩大", True),
        ("（十）范围扩大", True),
        ("12.范围扩大", True),
        ("3、范围扩大", True),
        ("3.5范围扩大", False),
        ("123.范围扩大", False),
        ("方案一是范围扩大", False),
        ("一是", False),
    ],
)
def test_an_ordinal_is_passed_over_only_at_the_beginning_of_a_clause(shelf, query, found):
    shelf.write(issue(1, [article("质检", "范围扩大。")]))
    assert shelf.titles(query) == (["质检"] if found else [])


def test_an_ordinal_that_stands_in_a_text_is_searched_for_as_it_is(shelf):
    shelf.write(issue(1, [article("甲", "一是范围扩大。")]), issue(2, [article("乙", "范围扩大。")]))
    assert shelf.titles("一是范围扩大") == ["甲"]


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x7f", "\ud800", "\udfff"])
def test_what_stands_in_no_text_finds_nothing_wherever_it_is(three, letter):
    assert three.search(f"床位{letter}").total == 0
    assert three.search(f"床位 {letter}按月").total == 0
    assert three.search("床位 \u3000 按月").total == 1
