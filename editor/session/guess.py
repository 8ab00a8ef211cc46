"""Where a new article belongs: by the place it names, by its subject, and by what earlier issues put where.

Nothing is sent anywhere and nothing is learned beyond counts of pairs of characters, which a thread gathers from the
earlier issues when one is opened. A guess comes with its reason, so that a person sees at once whether it holds.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, pairwise
from math import log
from typing import Final, NamedTuple

from editor.model.body import Chain
from editor.model.issue import Article, Issue
from editor.model.style import HouseStyle
from editor.proof.regions import Regions
from editor.session.regions import lead, place_of
from editor.session.workspace import Workspace

_LOOKED_AT: Final = 60  # newest issues: more than a year of a weekly
_LEAD: Final = 120  # code points of the lead that say what it is about
_TITLE: Final = 3  # times that a word or a pair in the title counts
_PLACE: Final = 3.0  # words that it counts for, that one city or district did it
_ARCHIVE: Final = (
    0.002  # words of a subject that a hundredth of likelihood counts for, by title that is known
)
_SUREST: Final = 0.5  # the same at most, from 250 titles on
_TIE: Final = 0.5  # words by which two sections differ so little that the cursor decides
_DISTRICT: Final = re.compile("(?:上海|北京|天津|重庆)?[\u3400-\u9fff]{2,4}[区县]")
_ALIKE: Final = 3  # telling pairs that two titles on the like have in common at least
_NAMED: Final = 2  # words that a reason names
_COMMON: Final = 2  # titles of other sections that make a pair common
_HAN = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Guess:
    """A section by name, and why it."""

    section: str
    reason: str


@dataclass
class Experience:
    """What earlier issues put where: the pairs of characters of each section, and the titles."""

    regions: Regions
    pairs: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    titles: list[tuple[str, str, frozenset[str]]] = field(default_factory=list)  # section, title, its pairs

    def learn(self, issue: Issue) -> None:
        """Take in an issue."""
        for section in issue.sections:
            for article in section.articles:
                self.pairs[section.name].update(_pairs_of(article))
                self.titles.append((section.name, article.title, frozenset(_pairs(article.title))))


def earlier(workspace: Workspace, but: Issue) -> Iterator[Issue]:
    """The newest issues of a workspace other than ``but``, newest first, read one by one; for a thread."""
    others = (each.issue for each in workspace.issues() if each.issue is not None and each.issue.id != but.id)
    return islice(others, _LOOKED_AT)


def guess(
    article: Article, names: Sequence[str], style: HouseStyle, experience: Experience, here: str = ""
) -> Guess | None:
    """The most likely of some sections, or None if nothing speaks for one.

    ``here`` is the section under the cursor, empty for none.
    """
    province = place_of(article, experience.regions)
    outside = [name for name in names if name in style.proof.outside]
    if province is not None and not province.delta and outside:
        return Guess(outside[0], f"{province.short}不在长三角")
    inside = [name for name in names if name not in outside] or list(names)
    if not inside:
        return None
    weights = _weights(article, inside, experience)
    best = max(inside, key=lambda name: weights[name])
    if here in inside and weights[best] - weights[here] < _TIE:
        best = here
    if reason := _likeness(article, best, experience) or _subject(article, best):
        return Guess(best, reason)
    if best == here:
        return Guess(best, "光标所在的栏目")
    return Guess(best, "往期相近的稿件多在这一栏目") if experience.pairs[best] else None


def _weights(article: Article, names: Sequence[str], experience: Experience) -> dict[str, float]:
    """How well an article fits each section, in words that speak for it: by its subject, and by the archive as far as there is one."""
    known = min(_SUREST, _ARCHIVE * len(experience.titles))
    first = experience.regions.first(article.title)
    whole = () if first is None else (first.province.name, first.province.short, first.province.mark)
    of_one_place = _DISTRICT.match(article.title) is not None or (
        first is not None and article.title[first.start : first.end] not in whole
    )
    alike = dict(_alike(article, names, experience))
    return {
        name: spoken_for(article.title, lead(article)[:_LEAD], name, of_one_place=of_one_place)
        + known * alike[name]
        for name in names
    }


def _subject(article: Article, section: str) -> str:
    """The words of the title, else of the lead, that speak for a section, as a reason; empty if none does."""
    for where, text in (("标题", article.title), ("导语", lead(article)[:_LEAD])):
        words = sorted(told(text, section, title=where == "标题"), key=text.index)
        if words:
            return f"{where}说的是{'、'.join(words[:_NAMED])}"
    return ""


def _alike(article: Article, names: Sequence[str], experience: Experience) -> Iterator[tuple[str, float]]:
    """How well the words of an article fit each section: logarithms of likelihood, by the pairs of characters."""
    words = _pairs_of(article)
    there = Counter(pair for name in names for pair in experience.pairs.get(name, ()))
    for pair, count in there.items():
        if count * 2 > len(names):  # in more than half of the sections (推进, 多措并举): it says nothing
            words.pop(pair, None)
    known = len({pair for pairs in experience.pairs.values() for pair in pairs}) + 1
    for name in names:
        own = Counter(_pairs(name))
        pairs = experience.pairs.get(name, Counter())
        total = pairs.total() + known
        fits = (times * log((pairs[pair] + 1 + _TITLE * own[pair]) / total) for pair, times in words.items())
        yield name, sum(fits) / max(1, words.total()) * 100


def _likeness(article: Article, section: str, experience: Experience) -> str:
    """The title of that section that shares most with this one, as a reason; empty if none shares much.

    Pairs that stand in titles of several other sections (多措, 并举) say nothing.
    """
    words = frozenset(_pairs(article.title))
    common = Counter(
        pair for name, _, pairs in experience.titles if name != section for pair in pairs & words
    )
    telling = {pair for pair in words if common[pair] < _COMMON}
    best, shared = "", _ALIKE - 1
    for name, title, pairs in experience.titles:
        if name == section and len(telling & pairs) > shared:
            best, shared = title, len(telling & pairs)
    return f"往期“{best}”在这一栏目" if best else ""


def _pairs_of(article: Article) -> Counter[str]:
    words = Counter({pair: _TITLE * times for pair, times in Counter(_pairs(article.title)).items()})
    words.update(_pairs(lead(article)[:_LEAD]))
    for block in article.body:
        if isinstance(block, Chain):
            for measure in block.measures:
                words.update(_pairs(measure.partition("。")[0]))
    return words


def _pairs(text: str) -> Iterator[str]:
    for run in _HAN.findall(text):
        yield from (a + b for a, b in pairwise(run))


# -- subjects -----------------------------------------------------------------------------------------------------

# What sections of a bulletin are about. The names are the office's own; what stands in them (科创, 经济, 产业 …) says which
# subject is meant. Where an archive is small these words decide, where it is large it knows better. Words that are in
# every second title (推进, 多措并举, 服务, 平台) speak for none and are left out.


class Subject(NamedTuple):
    """One subject: what the name of its section holds (a pattern), and words that speak for it, divided by blanks."""

    named: str
    words: str
    of_places: bool = False
    """Whether it is rather what one city or district did than a province."""


SUBJECTS: Sequence[Subject] = (
    Subject(
        "科创|科技|创新|研发|科学",
        """科技 科研 科学 研发 实验室 人工智能 大模型 算力 算法 语料 量子 脑机 类脑 芯片 集成电路 卫星 空天 航天 中试 概念验证
        成果转化 技术转移 技术合同 专利 知识产权 开源 科学家 大科学装置 科学仪器 基础研究 应用基础 前沿技术 未来产业 具身智能 区块链
        孵化器 硬科技 高新区 高新技术 产学研 高等院校 首台套 创新联合体 创新平台 创新生态 创新中心 揭榜挂帅 攻关 关键技术 核心技术 院士""",
    ),
    Subject(
        "经济|金融|财经|商贸|外贸|消费|贸易|投资",
        """经济 金融 信贷 授信 贷款 融资 保险 债券 基金 信托 租赁 租赁物 银行 证券 期货 上市 资本 消费 首发 商圈 电商 零售 外贸 外资
        跨境 进出口 出口 进口 口岸 通关 保税 自贸 自由贸易 临港新片区 航运 邮轮 离岸 汇率 结算 人民币 民营 小微 中小企业 招商 税收
        财政 房地产 楼市 文旅 旅游 会展 免税 贸易 商品 担保""",
    ),
    Subject(
        "产业|工业|制造|农业",
        """产业 产业链 供应链 集群 制造 工业 汽车 电池 光伏 储能 氢能 风电 装备 机床 机器人 机械 船舶 钢铁 石化 新材料 纺织 家电 医药
        医疗器械 生物制造 低空 无人机 大飞机 园区 数字化转型 智改数转 灯塔工厂 智能工厂 绿色工厂 农机 种业 养殖 渔业 花木 食品加工
        软件和信息服务 再制造 产能 量产 链主 专精特新 物流""",
    ),
    Subject(
        "政策|举措|民生|治理|社会|改革|法治|服务|城乡",
        """政策 审批 许可 备案 排污 办法 条例 规定 细则 监管 执法 标准 政务 营商环境 一件事 一网通办 补贴 补助 减免 托育 养老
        教育 学校 校园 医保 医疗机构 医院 卫生健康 住房 公积金 住宅 电梯 就业 社保 落户 户籍 公路 管网 交通 公交 停车 充换电 环境 污染
        生态 垃圾 水源 安全 应急 防灾 社区 驿站 更新改造 城市更新 农村 乡村 残疾人 儿童 青年 老年 适老 体育 数据授权 帮扶 救助""",
    ),
    Subject(
        "经验|做法|案例|交流|基层|地方|探索",
        """经验 做法 案例 探索 模式 机制 破解 会客厅 样板 示范区 共治 联保 街道 乡镇 网格""",
        True,
    ),
)


def subjects_of(section: str) -> Sequence[Subject]:
    """The subjects that the name of a section holds, none for a name like 综合."""
    return tuple(subject for subject in SUBJECTS if re.search(subject.named, section))


@lru_cache(maxsize=8)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words.split()), key=len, reverse=True)))


def told(text: str, section: str, *, title: bool) -> set[str]:
    """The words in a title or a lead that speak for a section. In leads, 探索 and 机制 stand everywhere and say nothing."""
    subjects = (each for each in subjects_of(section) if title or not each.of_places)
    return {word for subject in subjects for word in _pattern(subject.words).findall(text)}


def spoken_for(title: str, lead: str, section: str, *, of_one_place: bool) -> float:
    """How many words speak for a section, those of the title three times.

    ``of_one_place`` says that the article is about one city or district.
    """
    words = _TITLE * len(told(title, section, title=True)) + len(told(lead, section, title=False))
    return words + (_PLACE if of_one_place and any(each.of_places for each in subjects_of(section)) else 0.0)
