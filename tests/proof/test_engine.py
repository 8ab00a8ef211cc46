"""The engine: what is accepted, switched off, reworded; what is read again after an edit."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Section, replace_article
from editor.model.style import HouseRule, Proof
from editor.proof import engine
from editor.proof.engine import Proofreader, check
from editor.proof.finding import accepted_rules
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from tests.proof.conftest import PastRun

FLAWED = Article(
    "甲", "上海推进数据共享", (Paragraph("近日,上海印发方案。"), Chain(("摸清底数,", "健全机制。")))
)
OTHER = Article("乙", "江苏推进数据共享", (Paragraph("近日，江苏省印发另一份方案。"),))


def issue_of(*articles: Article) -> Issue:
    return Issue("要讯", 2026, 3, date(2026, 1, 16), "处", sections=(Section("产业动向", articles),))


def rules_of(findings) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_finding_names_block_item_and_place(style, lexicon):
    found = [f for f in check(issue_of(FLAWED), style, lexicon) if f.rule == "half-width"]
    assert [(f.article, f.block, f.item, f.start, f.end, f.text, f.fix) for f in found] == [
        ("甲", 0, None, 2, 3, ",", "，"),
        ("甲", 1, 0, 4, 5, ",", "，"),
    ]


def test_an_acceptance_holds_for_the_rule_in_its_article_and_nowhere_else(style, lexicon):
    accepting = replace(FLAWED, accept=("half-width: 原文如此",))
    twin = replace(FLAWED, id="丙", title="安徽推进数据共享")
    found = check(issue_of(accepting, twin), style, lexicon)
    assert {f.article for f in found if f.rule == "half-width"} == {"丙"}


def test_an_acceptance_holds_for_rules_about_the_issue_too(style, lexicon):
    twin = replace(OTHER, id="丙", accept=("duplicate：两个栏目各登一次",))
    assert "duplicate" in rules_of(check(issue_of(OTHER, replace(twin, accept=())), style, lexicon))
    assert "duplicate" not in rules_of(check(issue_of(OTHER, twin), style, lexicon))


def test_the_title_of_a_repeated_article_is_quoted_as_it_reads(style, lexicon):
    title = "港口岸电见 https://example.org/a"
    first = replace(OTHER, id="丙", title=title)
    findings = check(issue_of(first, replace(first, id="丁")), style, lexicon)
    (message,) = [finding.message for finding in findings if finding.rule == "duplicate"]
    assert f"“{title}”" in message


def test_an_acceptance_may_have_either_colon_or_none():
    article = replace(FLAWED, accept=("half-width: 一", "recent：二", "doubled"))
    assert accepted_rules(article) == {"half-width", "recent", "doubled"}


def test_a_rule_that_is_off_says_nothing_and_mends_nothing(style, lexicon):
    quiet = replace(style, proof=Proof(off=("half-width",)))
    reader = Proofreader(quiet, lexicon)
    assert "half-width" not in rules_of(reader.check(issue_of(FLAWED)))
    assert "," in reader.mended(FLAWED, date(2026, 1, 16)).clean


def test_the_house_rewords_a_rule_and_adds_its_own(style, lexicon):
    rules = (
        HouseRule("half-width", message="请用全角", severity="note"),
        HouseRule("our-name", find=("驻沪办",), fix="驻上海办事处"),
    )
    article = replace(FLAWED, body=(Paragraph("近日,驻沪办印发方案。"),))
    found = check(issue_of(article), replace(style, proof=Proof(rule=rules)), lexicon)
    assert [(f.rule, f.severity, f.message, f.fix) for f in found] == [
        ("half-width", "note", "请用全角", "，"),
        ("our-name", "warning", "“驻沪办”应为“驻上海办事处”", "驻上海办事处"),
    ]


def test_spares_are_not_read(style, lexicon):
    issue = replace(issue_of(OTHER), spares=(FLAWED,))
    assert check(issue, style, lexicon) == ()
    reader = Proofreader(style, lexicon)
    assert "half-width" in rules_of(reader.check_article(FLAWED, issue.date))


def test_an_edit_reads_only_the_article_that_it_touched(style, lexicon):
    read: list[str] = []

    def note(sheet, desk):
        read.append(sheet.article.id)
        return [Hit(0, 0, "读过")]

    spy = ForArticle(id="spy", says="", why="", fix="N", severity="note", bad=(), good=(), find=note)
    reader = Proofreader(style, lexicon, (spy,))
    issue = issue_of(FLAWED, OTHER)
    assert len(reader.check(issue)) == 2
    edited = replace_article(issue, replace(OTHER, title="江苏推进算力共享"))
    assert len(reader.check(edited)) == 2
    assert read == ["甲", "乙", "乙"]


def test_another_day_of_issue_reads_all_again(style, lexicon):
    article = replace(OTHER, body=(Paragraph("1月18日，江苏省召开会议。"),))
    reader = Proofreader(style, lexicon)
    assert "date-impossible" in rules_of(reader.check(issue_of(article)))
    later = replace(issue_of(article), date=date(2026, 1, 23))
    assert "date-impossible" not in rules_of(reader.check(later))


def test_one_rule_gives_up_after_so_many_findings_in_one_article(style, lexicon):
    endless = replace(OTHER, body=(Paragraph("了，，" * 5000 + "。"),))
    found = check(issue_of(endless), style, lexicon)
    assert rules_of(found).count("doubled") == engine.MOST


def test_findings_come_in_reading_order(style, lexicon):
    found = check(issue_of(FLAWED, replace(FLAWED, id="丙", title="安徽推进数据共享。")), style, lexicon)
    places = [(f.article == "丙", -1 if f.block is None else f.block, f.item or 0, f.start) for f in found]
    assert places == sorted(places)


@dataclass(frozen=True)
class Titled:
    """An archive that knows an article by its title, and says how much of its text is the same."""

    likeness: float

    def before(self, issue):
        return None

    def runs_before(self, article, issue_id):
        return [PastRun("2025-50", f"“{article.title}”", self.likeness)]

    def usual_phrases(self):
        return ()

    def was_printed(self, words, issue_id):
        return False


@pytest.mark.parametrize(("likeness", "said"), [(0.5, "标题相同"), (0.8, "相同约80%"), (1.0, "相同约100%")])
def test_an_equal_title_alone_is_not_called_an_equal_text(style, lexicon, likeness, said):
    found = check(issue_of(OTHER), style, lexicon, Titled(likeness))
    (message,) = [f.message for f in found if f.rule == "duplicate"]
    assert message == f"2025-50期刊登过““{OTHER.title}””，{said}"


def test_an_acceptance_of_one_rule_silences_no_other_rule_of_its_article(style, lexicon):
    text = Paragraph("截止目前,上海印发方案，，全面实施。")
    first, twin = replace(FLAWED, body=(text,)), replace(FLAWED, id="丙", body=(text,))

    def found(article):
        return {f.rule for f in check(issue_of(twin, article), style, lexicon) if f.article == "甲"}

    before = found(first)
    assert before >= {
        "half-width",
        "doubled",
        "duplicate",
        "doubtful-word",
    }  # of each kind that is read apart
    for rule in before:
        assert found(replace(first, accept=(f"{rule}: 原文如此",))) == before - {rule}


def test_what_two_rules_propose_alike_at_one_place_is_found_once(style, lexicon):
    article = Article("甲", "上海推进数据共享", (Paragraph("各区建立台帐，与企业代表坐谈，对帐及时。"),))
    found = check(issue_of(article), style, lexicon)
    assert [(finding.text, finding.fix) for finding in found] == [
        ("台帐", "台账"),
        ("坐谈", "座谈"),
        ("对帐", "对账"),
    ]
