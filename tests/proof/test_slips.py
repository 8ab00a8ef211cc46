"""The rule that learns: what it finds in an empty archive, what it learns, and how seldom it is wrong."""

from datetime import date
from pathlib import Path

import pytest

from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Section
from editor.proof.digrams import digrams
from editor.proof.engine import Proofreader
from editor.proof.usage import Slip, Usage
from editor.store.issue_file import load_issue
from tests.proof.conftest import PastIssues

SAMPLES = [load_issue(path) for path in sorted((Path(__file__).parents[2] / "issues").glob("2026-0*.toml"))]

# Right words of this trade, and each with the wrong character that an input method offers.
SEEDS = (
    ("压实主体责任", "压实主题责任"),
    ("健全会商机制", "健全会商基制"),
    ("完善考核体系", "完善考合体系"),
    ("优化营商环境", "优化影商环境"),
    ("培育产业集群", "培育产业集裙"),
    ("推动产业转型", "推动产业转行"),
    ("开拓国际市场", "开拓国际世场"),
    ("有序推进建设", "有序推近建设"),
    ("提升公共服务水平", "提升公共服务水评"),
    ("落实惠企政策", "落实惠企证策"),
    ("加强基层治理", "加强基层智理"),
    ("推进成果转化", "推进成果转划"),
    ("强化要素保障", "强化要素保张"),
    ("优化审批流程", "优化审批流成"),
    ("打造综合枢纽", "打造综合枢扭"),
    ("开展隐患排查", "开展隐患排察"),
    ("促进区域协调", "促进区域协条"),
    ("加快数字经济发展", "加快数字经计发展"),
    ("深化改革创新", "深化改革窗新"),
    ("加强知识产权保护", "加强知识产全保护"),
)


def issue_of(*texts: str, number: int = 9) -> Issue:
    articles = tuple(Article(f"甲{n}", "上海推进共享", (Paragraph(text),)) for n, text in enumerate(texts))
    return Issue("要讯", 2026, number, date(2026, 3, 6), "处", sections=(Section("产业动向", articles),))


def slips(issue, style, lexicon, archive=None) -> list[str]:
    found = Proofreader(style, lexicon).check(issue, archive)
    return [finding.text for finding in found if finding.rule == "input-slip"]


def slips_of(usage: Usage, text: str) -> list[Slip]:
    return list(usage.slips(text, digrams(text)))


def test_most_slips_of_common_phrases_are_found_before_anything_is_printed():
    found = [wrong for _, wrong in SEEDS if slips_of(Usage(), f"各地{wrong}。")]
    assert len(found) >= 0.75 * len(SEEDS)


@pytest.mark.parametrize(("right", "wrong"), SEEDS)
def test_the_right_phrase_is_left_alone(right, wrong):
    assert slips_of(Usage(), f"各地{right}。") == []


@pytest.mark.parametrize("issue", SAMPLES, ids=lambda issue: str(issue.id))
def test_a_sample_is_silent_when_only_the_others_were_learned(issue, style, lexicon):
    others = PastIssues(tuple(other for other in SAMPLES if other.id != issue.id))
    assert slips(issue, style, lexicon, others) == []


def test_what_the_house_prints_again_and_again_is_learned(style, lexicon):
    earlier = issue_of(*("开展帮扶结对，扩大覆盖面。",) * 3, number=8)
    typed = issue_of("继续开展帮扶结碓。")
    assert slips(typed, style, lexicon) == []
    assert slips(typed, style, lexicon, PastIssues((earlier,))) == ["结碓"]


def test_what_is_learned_later_counts_for_an_article_that_was_read_before(style, lexicon):
    typed, reader = issue_of("继续开展帮扶结碓。"), Proofreader(style, lexicon)
    assert reader.check(typed) == ()
    earlier = PastIssues((issue_of(*("开展帮扶结对，扩大覆盖面。",) * 3, number=8),))
    found = reader.check(typed, earlier)
    assert [finding.text for finding in found if finding.rule == "input-slip"] == ["结碓"]


def test_twice_is_no_habit(style, lexicon):
    earlier = issue_of(*("扩大帮扶结对覆盖。",) * 2, number=8)
    assert slips(issue_of("继续开展帮扶结碓。"), style, lexicon, PastIssues((earlier,))) == []


def test_what_another_issue_has_printed_is_no_slip(style, lexicon):
    earlier = issue_of("办好考合体系。", number=8)
    assert slips(issue_of("办好考合体系。"), style, lexicon, PastIssues((earlier,))) == []
    assert slips(issue_of("办好考合体系。"), style, lexicon) == ["考合"]


def test_what_was_printed_stands_against_no_other_word(style, lexicon):
    earlier = issue_of(*("出庭的检查人员到场。",) * 3, number=8)
    assert slips(issue_of("出庭的检察人员到场。"), style, lexicon, PastIssues((earlier,))) == []


def test_a_word_of_an_article_that_it_writes_again_and_again_is_a_term(style, lexicon):
    assert slips(issue_of("考合体系试行。考合是新办法，考合分三步。"), style, lexicon) == []


def test_quoted_words_are_left_alone(style, lexicon):
    assert slips(issue_of("他写道：“完善考合体系。”"), style, lexicon) == []


def test_a_term_in_quotation_marks_that_differs_from_the_usual_one(style, lexicon):
    text = "推出“沪科贷”产品。“沪科贷”利率下调，“沪科货”余额增长。"
    assert slips(issue_of(text), style, lexicon) == ["沪科货"]


def test_one_switch_silences_it(style, lexicon):
    from dataclasses import replace

    from editor.model.style import Proof

    quiet = replace(style, proof=Proof(off=("input-slip",)))
    assert slips(issue_of("完善考合体系。"), quiet, lexicon) == []
