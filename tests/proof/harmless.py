"""Edits as they are made every day, none of which gives a proof-reader anything to say."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from editor.manuscript.ordinals import numeral
from editor.model.body import Block, Chain, Paragraph
from editor.model.issue import Article, Issue, Place, move_article, park_article, replace_article

SYNONYMS = (
    ("推动", "促进"), ("建设", "打造"), ("支持", "扶持"), ("加强", "强化"), ("完善", "健全"), ("提升", "提高"), ("开展", "组织"),
    ("鼓励", "引导"), ("优先", "率先"), ("建立", "构建"), ("企业", "经营主体"), ("项目", "工程"), ("群众", "居民"), ("及时", "尽快"),
)  # fmt: skip
ADVERBS = ("进一步", "持续", "加快", "稳步", "大力", "有序", "积极", "全面", "着力", "同步")
CLAUSES = (
    "相关工作纳入年度计划", "推进情况按季通报", "经费由市、区两级分担", "有关做法在全市推广", "四川、山东等地前来学习", "三省一市同步实施",
    "五年内实现全覆盖", "首批11个项目已经开工", "覆盖面提高10%", "诉求可拨打12345热线反映", "采用“8+X”模式", "引入AI+AR、5G-A等技术",
    "具体办法由市有关部门另行制定", "2025—2027年分步实施", "用水量下降1～2个百分点", "一批示范点陆续建成", "服务时间为9:30至17:00",
    "第一产业、第二产业协同发展", "由四大片区先行先试", "执行GB/T 15834—2011标准", "文号为〔2025〕8号", "力争一流、二级以上医院全部接入",
)  # fmt: skip


def harmless_edit(issue: Issue, random: Random) -> tuple[Issue, list[str]]:
    """The issue after a few edits, and their names."""
    edits = random.choices(EDITS, k=random.randint(1, 4))
    for edit in edits:
        issue = edit(issue, random)
    return issue, [edit.__name__ for edit in edits]


def use_a_synonym(issue: Issue, random: Random) -> Issue:
    word, other = random.choice(SYNONYMS)
    return in_some_text(issue, random, lambda text: text.replace(word, other, 1))


def put_an_adverb_before_a_verb(issue: Issue, random: Random) -> Issue:
    verb, _ = random.choice(SYNONYMS)
    adverb = random.choice(ADVERBS)
    return in_some_text(issue, random, lambda text: text.replace(f"。{verb}", f"。{adverb}{verb}", 1))


def add_a_clause(issue: Issue, random: Random) -> Issue:
    clause = random.choice(CLAUSES)
    return in_some_text(
        issue, random, lambda text: f"{text[:-1]}，{clause}。" if text.endswith("。") else text
    )


def add_a_sentence(issue: Issue, random: Random) -> Issue:
    sentence = f"{random.choice(CLAUSES)}，{random.choice(CLAUSES)}。"
    return in_some_text(issue, random, lambda text: text + sentence if text.endswith("。") else text)


def drop_a_sentence(issue: Issue, random: Random) -> Issue:
    def shorter(text: str) -> str:
        sentences = text.split("。")
        if len(sentences) < 4 or "“" in text or "（" in text:
            return text
        del sentences[random.randrange(1, len(sentences) - 1)]
        return "。".join(sentences)

    return in_some_text(issue, random, shorter)


def swap_measures(issue: Issue, random: Random) -> Issue:
    def swapped(block: Block) -> Block:
        if not isinstance(block, Chain) or len(block.measures) < 2:
            return block
        measures = list(block.measures)
        a, b = random.sample(range(len(measures)), 2)
        measures[a], measures[b] = measures[b], measures[a]
        return Chain(tuple(measures))

    return in_some_block(issue, random, swapped)


def drop_a_measure_and_say_so(issue: Issue, random: Random) -> Issue:
    article = random.choice(list(issue.articles))
    chains = [
        at for at, block in enumerate(article.body) if isinstance(block, Chain) and len(block.measures) > 2
    ]
    if not chains:
        return issue
    at = random.choice(chains)
    measures = list(article.body[at].measures)
    before, after = numeral(len(measures)), numeral(len(measures) - 1)
    del measures[random.randrange(len(measures))]
    body = [*article.body[:at], Chain(tuple(measures)), *article.body[at + 1 :]]
    body = [
        replace(b, text=recounted(b.text, before, after)) if isinstance(b, Paragraph) else b for b in body
    ]
    title = recounted(article.title, before, after)
    return replace_article(issue, replace(article, title=title, body=tuple(body)))


def recounted(text: str, before: str, after: str) -> str:
    for noun in ("条举措", "方面", "项措施", "个方面"):
        text = text.replace(before + noun, after + noun)
    return text


def move_an_article(issue: Issue, random: Random) -> Issue:
    article = random.choice(list(issue.articles))
    place = issue.find(article.id)
    return move_article(issue, article.id, Place(place.section, random.randrange(4)))


def park_one_of_several(issue: Issue, random: Random) -> Issue:
    article = random.choice(list(issue.articles))
    alone = len(issue.articles_in(issue.find(article.id).section)) == 1
    return issue if alone else park_article(issue, article.id)


def in_some_text(issue: Issue, random: Random, change: Callable[[str], str]) -> Issue:
    def changed(block: Block) -> Block:
        if not isinstance(block, Chain):
            return replace(block, text=change(block.text))
        at = random.randrange(len(block.measures))
        return Chain((*block.measures[:at], change(block.measures[at]), *block.measures[at + 1 :]))

    return in_some_block(issue, random, changed)


def in_some_block(issue: Issue, random: Random, change: Callable[[Block], Block]) -> Issue:
    article: Article = random.choice(list(issue.articles))
    at = random.randrange(len(article.body))
    body = (*article.body[:at], change(article.body[at]), *article.body[at + 1 :])
    return replace_article(issue, replace(article, body=body))


EDITS = (
    use_a_synonym,
    put_an_adverb_before_a_verb,
    add_a_clause,
    add_a_sentence,
    drop_a_sentence,
    swap_measures,
    drop_a_measure_and_say_so,
    move_an_article,
    park_one_of_several,
)
