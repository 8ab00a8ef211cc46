from dataclasses import replace
from datetime import date
from random import Random

import pytest

from editor.archive import duplicates
from editor.archive.duplicates import alike, runs_before
from editor.archive.folding import fold
from editor.archive.rows import body_text
from editor.archive.shingles import LENGTH, is_sampled, sample, shingles
from tests.archive.conftest import Shelf, article, issue
from tests.generated import generated_issue
from tests.rewritten import WAYS, rewritten

STORY = (
    "10月8日，市民政局在三个街道试办社区助餐点，由食堂、企业和物业共用厨房，按月公布菜价。",
    "助餐点向六十岁以上居民供应午餐和晚餐，补助按就餐次数结算，不足部分由街道列入预算。",
    "年底前在每个街道各设两处，明年起接受居民评议，评议靠后的由街道收回场地另行招租。",
)
ANOTHER_TITLE = "一二三四五六七八"


def runs(shelf: Shelf, looked_up, of="2099-01"):
    shelf.index.refresh()
    return shelf.index.ask(lambda connection: runs_before(connection, looked_up, of))


@pytest.fixture
def past(shelf):
    shelf.write(
        issue(1, [article("社区助餐点试办一年", *STORY)]),
        issue(2, [article("港口建设岸电设施", "港口集团新建岸电设施，船舶靠泊后关停辅机，电价按谷段计收。")]),
    )
    return shelf


def test_an_article_that_ran_before_is_found_with_issue_day_and_title(past):
    (run,) = runs(past, article("别的题目", *STORY))
    assert run == ("2025-01", "2025-01-03", "aaaaaa", "社区助餐点试办一年", 1.0)


def test_letters_that_only_differ_in_case_and_width_are_the_same(shelf):
    shelf.write(issue(1, [article("题", "推广ＡＩ质检设备，ABC三类企业共用（试行），数据按月归集并公布。")]))
    (run,) = runs(shelf, article("另", "推广AI质检设备,abc三类企业共用(试行),数据按月归集并公布。"))
    assert run.likeness == 1


def test_an_equal_title_is_half_alike_whatever_the_text(past):
    (run,) = runs(past, article("“社区助餐点”试办一年", "与以前完全无关。"))
    assert (run.title, run.likeness) == ("社区助餐点试办一年", 0.5)


def test_a_short_text_that_is_the_same_under_the_same_title_is_wholly_alike(shelf):
    shelf.write(issue(1, [article("安徽推进养老服务", "近日，安徽省出台措施。")]))
    assert [run.likeness for run in runs(shelf, article("安徽推进养老服务", "近日,安徽省出台措施。"))] == [
        1.0
    ]
    assert [run.likeness for run in runs(shelf, article("安徽推进养老服务", "近日，安徽省印发。"))] == [0.5]
    assert [run.likeness for run in runs(shelf, article("安徽推进养老服务"))] == [0.5]


def test_an_identical_text_is_found_behind_many_equal_titles(shelf):
    title = "本周各地工作动态综述"
    shelf.write(issue(1, [article("别的题目", *STORY)]))
    shelf.write(*(issue(n, [article(title, f"第{n}条与此无关的动态。")]) for n in range(2, 14)))
    first, *others = runs(shelf, article(title, *STORY))
    assert (first.title, first.likeness) == ("别的题目", 1.0)
    assert {other.likeness for other in others} == {0.5}


def test_a_short_title_may_be_equal_by_accident(shelf):
    shelf.write(issue(1, [article("一周要闻", "港口集团新建岸电设施。")]))
    assert runs(shelf, article("一周要闻", "市民政局试办社区助餐点。")) == ()


def test_an_archive_without_articles_has_printed_nothing_like_it(shelf):
    assert runs(shelf, article("社区助餐点试办一年", *STORY)) == ()
    shelf.write(issue(1, []))
    assert runs(shelf, article("社区助餐点试办一年", *STORY)) == ()


def test_the_only_article_there_is_can_be_found(shelf):
    shelf.write(issue(1, [article("社区助餐点试办一年", *STORY)]))
    (run,) = runs(shelf, article("别的题目", *STORY))
    assert run.likeness == 1


@pytest.mark.parametrize("typed", ["", "试办", "社区助餐点，由食堂", "按月公布菜价。", "   "])
def test_a_phrase_just_being_typed_is_no_article(past, typed):
    assert runs(past, article("", typed)) == ()
    assert runs(past, article("")) == ()


class TestWhichIssues:
    @pytest.fixture
    def thrice(self, shelf):
        shelf.write(*(issue(n, [article(f"第{n}次", *STORY)]) for n in (1, 2, 3)))
        return shelf

    def test_equally_alike_ones_come_newest_first(self, thrice):
        assert [run.issue for run in runs(thrice, article("", *STORY))] == ["2025-03", "2025-02", "2025-01"]

    def test_neither_the_issue_itself_nor_later_ones_count(self, thrice):
        assert [run.issue for run in runs(thrice, article("", *STORY), of="2025-02")] == ["2025-01"]

    def test_another_issue_of_the_same_day_counts(self, thrice):
        thrice.write(issue(1, [article("增刊", *STORY)], kind="supplement", date=date(2025, 1, 3)))
        assert [run.issue for run in runs(thrice, article("", *STORY), of="2025-01")] == ["2025-s01"]

    def test_a_spare_was_not_printed(self, shelf):
        shelf.write(issue(1, [], spares=(article("备用", *STORY),)))
        assert runs(shelf, article("", *STORY)) == ()

    def test_what_was_deleted_did_not_run(self, thrice):
        runs(thrice, article("", *STORY))
        (thrice.folder / "2025-03.toml").unlink()
        thrice.write(issue(2, [article("第2次", "港口集团新建岸电设施。")]))
        assert [run.issue for run in runs(thrice, article("", *STORY))] == ["2025-01"]


def test_of_very_many_only_the_closest_are_compared_as_wholes(shelf, monkeypatch):
    shelf.write(*(issue(n, [article("社区助餐点试办一年", *STORY)]) for n in range(1, 31)))
    compared = []
    monkeypatch.setattr(duplicates, "alike", lambda *texts: compared.append(texts) or alike(*texts))
    assert len(runs(shelf, article("社区助餐点试办一年", *STORY))) == len(compared) <= 16


def test_a_short_text_is_not_like_a_long_one_that_holds_less_than_half_of_it(shelf):
    long = [text for number in range(8) for text in _texts(number)]
    shelf.write(issue(1, [article("长", *long, STORY[0])]), issue(2, [article("短", STORY[0])]))
    assert [run.title for run in runs(shelf, article("", *STORY[:2]))] == ["短"]
    assert {run.title for run in runs(shelf, article("", STORY[0]))} == {"长", "短"}


def _texts(seed):
    return body_text(next(generated_issue(seed, 1).articles)).split("\n")


class TestSamples:
    @pytest.mark.parametrize("seed", range(20))
    def test_the_sample_of_a_long_text_is_what_others_know_it_to_be(self, seed):
        folded = fold("".join(_texts(seed))) * 2 + "补" * 300
        assert sample(folded) == {shingle for shingle in shingles(folded) if is_sampled(shingle)}

    def test_of_a_short_text_every_shingle_is_in_it(self):
        folded = fold(STORY[0])
        assert sample(folded) == shingles(folded)

    def test_no_shingle_reaches_over_punctuation_or_a_blank(self):
        assert shingles("一二三四，五六七八 九") == frozenset()
        assert shingles("一二三四五，六七八九十") == {"一二三四五", "六七八九十"}
        assert all(len(shingle) == LENGTH for shingle in shingles(fold(STORY[0])))


# The goals of the archive on fewer articles; benchmarks/archive.py measures them over 12,000.


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    shelf = Shelf(tmp_path_factory.mktemp("旧刊"))
    made = [generated_issue(seed, 12) for seed in range(40)]
    shelf.write(*(_dated(number, each) for number, each in enumerate(made, start=1)))
    yield shelf, [(f"2025-{n:02d}", each) for n, made_ in enumerate(made, 1) for each in made_.articles]
    shelf.index.close()


def _dated(number, made):
    return replace(made, year=2025, number=number)


@pytest.mark.parametrize("way", WAYS)
def test_of_articles_rewritten_at_least_95_in_100_are_found(library, way):
    shelf, articles = library
    chosen = Random(6).sample(articles, 60)
    found = 0
    for seed, (name, original) in enumerate(chosen):
        again = replace(rewritten(original, WAYS[way], seed), title=ANOTHER_TITLE)  # by the text alone
        found += any((run.issue, run.article) == (name, original.id) for run in runs(shelf, again))
    assert found >= 57


def test_of_pairs_on_one_subject_at_most_one_in_100_is_alike(library):
    _, articles = library
    by_subject = {}
    for _, each in articles:
        subject = each.title[4:8]  # after two characters of a place and two of a verb
        by_subject.setdefault(subject, []).append(shingles(fold(body_text(each))))
    random = Random(6)
    subjects = [same for same in by_subject.values() if len(same) > 1]
    pairs = [random.sample(random.choice(subjects), 2) for _ in range(300)]
    assert sum(alike(*pair) > 0 for pair in pairs) <= 3


@pytest.mark.parametrize(
    ("first", "second", "shared", "likeness"),
    [
        (40, 40, 11, 0.0),  # too few to be more than a phrase
        (40, 40, 12, 0.3),
        (41, 41, 12, 0.0),
        (100, 100, 29, 0.0),
        (100, 100, 30, 0.3),
        (100, 300, 30, 0.3),  # measured against the one that has fewer
        (300, 100, 30, 0.3),
        (100, 301, 59, 0.0),  # where one is much longer
        (100, 301, 60, 0.6),
        (12, 12, 12, 1.0),
        (0, 0, 0, 0.0),
    ],
)
def test_how_much_two_texts_must_share_to_be_one_story(first, second, shared, likeness):
    one = frozenset(range(first))
    other = frozenset(range(first - shared, first - shared + second))
    assert alike(one, other) == pytest.approx(likeness)


def test_of_those_of_the_same_title_and_those_of_the_same_text_eight_each_are_compared(shelf, monkeypatch):
    title = "社区助餐点试办一年"
    shelf.write(*(issue(n, [article(f"别的题目{n}", *STORY)]) for n in range(1, 13)))
    shelf.write(*(issue(n, [article(title, f"第{n}条与此无关的动态。")]) for n in range(13, 25)))
    found = runs(shelf, article(title, *STORY))
    assert [run.likeness for run in found] == [1.0] * 8 + [0.5] * 8


def test_a_shingle_that_too_many_articles_hold_tells_nothing(shelf, monkeypatch):
    shelf.write(*(issue(n, [article(f"第{n}次", *STORY)]) for n in range(1, 6)))
    monkeypatch.setattr(duplicates, "_RARE", 5)
    assert len(runs(shelf, article("", *STORY))) == 5
    monkeypatch.setattr(duplicates, "_RARE", 4)
    assert runs(shelf, article("", *STORY)) == ()


def test_of_articles_that_share_as_much_a_rarer_shingle_brings_nearer(shelf, monkeypatch):
    common, rare = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午", "东南西北中春夏秋冬金木水火土日月星"
    shelf.write(*(issue(n, [article("", common + "，" + f"第{n}处。")]) for n in range(1, 5)))
    shelf.write(issue(5, [article("", rare)], date=date(2024, 1, 1)))
    monkeypatch.setattr(duplicates, "_CLOSEST", 1)
    assert [run.issue for run in runs(shelf, article("", f"{common}。{rare}。"))] == ["2025-05"]


@pytest.mark.parametrize(
    ("title", "found"), [("一二三四五六七", 0), ("一二三四五六七八", 1), ("“一二三四”：五六七 八", 1)]
)
def test_a_title_of_eight_letters_and_more_is_no_accident(shelf, title, found):
    shelf.write(issue(1, [article(title.strip("“"), "港口集团新建岸电设施。")]))
    assert len(runs(shelf, article(title, "市民政局试办社区助餐点。"))) == found


def test_an_equal_title_lowers_no_likeness_and_is_not_counted_twice(past):
    (run,) = runs(past, article("社区助餐点试办一年", *STORY[:2]))
    assert 0.5 < run.likeness <= 1
    (run,) = runs(past, article("社区助餐点试办一年", *STORY))
    assert run.likeness == 1


class TestShingles:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("", set()),
            ("一二三四", set()),
            ("一二三四五", {"一二三四五"}),
            ("一二三四五六", {"一二三四五", "二三四五六"}),
            ("ab12中", {"ab12中"}),
            ("一二_三四五", set()),
        ],
    )
    def test_a_shingle_is_five_letters_in_a_row(self, text, found):
        assert shingles(text) == found

    def test_a_text_of_250_characters_is_short_and_one_of_251_is_not(self):
        text = "".join(chr(0x4E00 + code * 7) for code in range(251))
        assert sample(text[:250]) == shingles(text[:250])
        assert sample(text) < shingles(text)

    @pytest.mark.parametrize(
        ("first", "sampled"),
        [(0x4E00, True), (0x4E04, True), (0x4E05, False), (0x4E1F, False), (0x4E20, True), (0x9FFF, False),
         (0x9FE4, True), (ord("a"), False), (0x3400, False)],
    )  # fmt: skip
    def test_five_of_each_32_chinese_characters_begin_a_sampled_one(self, first, sampled):
        shingle = chr(first) + "二三四五"
        assert is_sampled(shingle) is sampled
        assert (shingle in sample(shingle + "，" * 300)) is sampled


def test_a_shingle_that_every_text_would_be_found_by_counts_ten_times_one_of_short_texts(shelf, monkeypatch):
    sampled = [chr(0x4E00 + 32 * at) for at in range(5)]
    others = [chr(0x4E00 + 32 * at + 20) for at in range(200)]
    few, many = "".join(sampled + others[:11]), "".join(others[50:142])
    shelf.write(issue(1, [article("几个", few)]), issue(2, [article("许多", many)]))
    monkeypatch.setattr(duplicates, "_CLOSEST", 1)
    found = runs(shelf, article("", f"{few}，{many}。"))  # 5 and 7 tenths beside 88 tenths
    assert [run.title for run in found] == ["许多"]
    few = "".join(chr(0x4E00 + 32 * at) for at in range(9)) + "".join(others[:7])
    shelf.write(issue(1, [article("几个", few)]))
    found = runs(shelf, article("", f"{few}，{many}。"))  # 9 and 3 tenths
    assert [run.title for run in found] == ["几个"]
