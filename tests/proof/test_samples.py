"""The samples that ship: clean as they are, and with one flaw for each rule exactly that flaw is found."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from editor.model.body import Block, Chain
from editor.model.issue import Issue, Section, replace_article
from editor.proof.engine import check
from editor.proof.rule import ForImport
from editor.proof.rules import RULES
from editor.store.issue_file import load_issue
from tests.proof.conftest import PastIssues

ISSUES = Path(__file__).parents[2] / "issues"
SAMPLES = sorted(ISSUES.glob("2026-0*.toml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_have_no_errors_and_no_warnings(path, style, lexicon):
    earlier = PastIssues(tuple(load_issue(other) for other in SAMPLES if other.stem < path.stem))
    found = check(load_issue(path), style, lexicon, earlier)
    assert [finding for finding in found if finding.severity != "note"] == []


# -- one flaw each ------------------------------------------------------------------------------------------------

LAST = ("2hxqca", 2, None)  # a paragraph at the end of an article: what is added to it stands by itself
TAIL = "样板。"

# What is added there, by rule; ⟦ ⟧ enclose the place to be found.
SENTENCES = {
    "chain-gap": "做法有：一是定规程；二是定办法；⟦四是⟧定机构。",
    "chain-missing-shi": "做法有：一是定规程；⟦二⟧完善办法；三是定机构。",
    "chain-single": "做法有：⟦一是⟧定规程。",
    "empty": "后续总投资⟦××⟧亿元。",
    "figure-conflict": "新增耕地指标交易额累计达到12亿元。新增耕地指标交易额累计达到⟦13⟧亿元。",
    "half-width": "下一步⟦,⟧扩大试点。",
    "straight-quotes": '推行⟦"⟧一网通办⟦"⟧改革。',
    "unpaired": "印发⟦《⟧实施细则，扩大试点。",
    "nesting": "推进“土地整治⟦“一件事”⟧改革”。",
    "listed-quotes": "推行“好办”⟦、⟧“快办”服务。",
    "doubled": "扩大试点⟦，，⟧尽快见效。",
    "dun-deng": "覆盖沛县、丰县⟦、⟧等地。",
    "ellipsis-dash": "建成一批⟦--⟧湿地公园。",
    "ordinal-mark": "⟦第一、⟧建立清单；⟦第二、⟧限期办结。",
    "year-range": "实施期为⟦2026-2028⟧年。",
    "number-range": "每年推出⟦1-2个⟧项目。",
    "chain-dash": "形成修复⟦-管护-⟧运营链条。",
    "figure-space": "新增⟦ ⟧12处湿地。",
    "zero-padded": "定于⟦0⟧7月⟦0⟧5日启动。",
    "day-hao": "定于7月17⟦号⟧启动。",
    "two-digit-year": "自⟦25⟧年7月启动。",
    "mixed-date": "定于2026年⟦七⟧月启动。",
    "leading-dot": "增幅提高⟦.5⟧个百分点。",
    "approximate-number": "每县选⟦3、4⟧个村试点。",
    "invisible": "扩大⟦\u200b⟧试点。",
    "lookalike": "方便⟦\u2f08⟧民群众。",
    "full-width": "新增⟦１２⟧处湿地。",
    "private-use": "方便群众⟦\ue000⟧出行。",
    "wrong-word": "⟦布署⟧今冬修复。",
    "doubtful-word": "⟦截止目前⟧已完工三成。",
    "hint-word": "⟦涉及到⟧多个部门。",
    "doubled-word": "⟦推动推动⟧项目落地。",
    "party-committee": "徐州⟦市市委⟧专题研究。",
    "sensitive": "吸引⟦两岸三地⟧客商参观。",
    "organisation": "会同市⟦卫健康委⟧开展义诊。",
    "date-impossible": "自⟦2月30日⟧起试运行。",
    "approximation": "吸引⟦超过300余⟧名游客。",
    "comparison": "办理时间⟦减少了两倍⟧。",
    "grammar": "⟦防止同类破坏不再发生⟧。",
    "particle": "湿地恢复⟦的很⟧好。",
    "zuo": "为流域治理⟦做出⟧贡献。",
    "input-slip": "完善湿地管护⟦考合⟧体系。",
    "garbled-term": "完善⟦基础施⟧建设。",
    "mark-space": "推行“林长制”⟦ ⟧，管护湿地。",
    "homophone": "⟦既使⟧遇到旱情，也要保证供水。",
    "unit": "环湖绿道全长12⟦KM⟧。",
    "letter-case": "新建⟦5g⟧基站20个。",
    "plan-years": "谋划⟦十五五规划⟧重点任务。",
    "law-name": "依据《中华人民共和国⟦环境法⟧》处罚。",
    "slogan-marks": "推行⟦《一网通办》⟧改革。",
    "measure-word": "建成⟦三生态⟧示范基地。",
    "collocation": "持续⟦改善基层治理能力⟧。",
    "place-superior": "邀请⟦浙江省芜湖市⟧代表参观。",
    "person-name": "镇党委书记陆建华表示，⟦陆建化⟧介绍了经验。",
    "arithmetic": "规模由200亿元增至260亿元，增长⟦20%⟧。",
    "reversed-range": "降幅为⟦30%～20%⟧。",
    "ordinal-gap": "会议强调，一要摸底；二要分类；⟦四要⟧督办。",
    "recent": "近日，该市印发规程，⟦日前⟧又召开会议。",
}


@dataclass(frozen=True)
class Seed:
    """Words of the sample that become others. ``block`` None is the title."""

    rule: str
    article: str
    block: int | None
    item: int | None
    words: str
    instead: str


SEEDS = [
    *(Seed(rule, *LAST, TAIL, TAIL + sentence) for rule, sentence in SENTENCES.items()),
    Seed("claimed-count", "fvgfrm", None, None, "八条举措", "⟦九条举措⟧"),
    Seed("chain-punctuation", "fvgfrm", 1, 2, "租赁发票。", "租赁发票⟦；⟧"),
    Seed("region-section", "dztnqa", None, None, "上海", "⟦云南⟧"),
    Seed("name-variants", "r6mcpv", 0, None, "市经济信息化委", "市⟦经信委⟧"),
    Seed("title-shape", "dk5vbw", None, None, "数字化养护", "数字化养护⟦。⟧"),
    Seed("missing-stop", "dk5vbw", 1, 2, "优先安排省级补助。", "优先安排省级补⟦助⟧"),
]


@pytest.fixture(scope="module")
def clean() -> Issue:
    return load_issue(ISSUES / "2026-03.toml")


def seeded(issue: Issue, seed: Seed) -> tuple[Issue, list[tuple[int, int]]]:
    """The issue with the flaw, and the places where it must be found."""
    article = issue.article(seed.article)
    old = article.title if seed.block is None else text_of(article.body[seed.block], seed.item)
    assert old.count(seed.words) == 1
    new, places = old.replace(seed.words, seed.instead), []
    while "⟦" in new:
        start = new.index("⟦")
        new = new.replace("⟦", "", 1)
        places.append((start, new.index("⟧")))
        new = new.replace("⟧", "", 1)
    if seed.block is None:
        return replace_article(issue, replace(article, title=new)), places
    body = list(article.body)
    body[seed.block] = with_text(body[seed.block], seed.item, new)
    return replace_article(issue, replace(article, body=tuple(body))), places


def text_of(block: Block, item: int | None) -> str:
    return block.measures[item] if isinstance(block, Chain) else block.text


def with_text(block: Block, item: int | None, text: str) -> Block:
    if isinstance(block, Chain):
        return Chain((*block.measures[:item], text, *block.measures[item + 1 :]))
    return replace(block, text=text)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.rule)
def test_a_seeded_flaw_is_found_at_its_place_and_nothing_else(seed, clean, style, lexicon):
    before = check(clean, style, lexicon)
    issue, places = seeded(clean, seed)
    found = [finding for finding in check(issue, style, lexicon) if finding not in before]
    assert [(f.rule, f.article, f.block, f.item) for f in found] == [
        (seed.rule, seed.article, seed.block, seed.item)
    ] * len(places)
    assert [(f.start, f.end) for f in found] == places


def test_an_article_that_stands_twice_is_found(clean, style, lexicon):
    twin = replace(clean.article("ez3pex"), id="zzzzzz", title="上海开源工作再部署")
    section = clean.sections[3]
    issue = replace(
        clean,
        sections=(
            *clean.sections[:3],
            replace(section, articles=(*section.articles, twin)),
            *clean.sections[4:],
        ),
    )
    found = [f for f in check(issue, style, lexicon) if f.severity != "note"]
    assert [(f.rule, f.article, f.block, f.start, f.end) for f in found] == [
        ("duplicate", "zzzzzz", None, 0, 9)
    ]


def test_a_wrong_total_is_found(clean, style, lexicon):
    earlier = PastIssues((load_issue(ISSUES / "2026-02.toml"),))
    found = [f for f in check(replace(clean, total=155), style, lexicon, earlier) if f.severity != "note"]
    assert [(f.rule, f.article, f.block) for f in found] == [("issue-chain", "", None)]


def test_an_empty_section_is_found(clean, style, lexicon):
    before = check(clean, style, lexicon)
    issue = replace(clean, sections=(*clean.sections, Section("专题调研")))
    assert [f.rule for f in check(issue, style, lexicon) if f not in before] == ["empty-section"]


def test_every_rule_has_a_seeded_flaw():
    about_the_issue = {"duplicate", "issue-chain", "empty-section"}
    in_an_issue = {rule.id for rule in RULES if not isinstance(rule, ForImport)}
    assert {seed.rule for seed in SEEDS} | about_the_issue == in_an_issue
