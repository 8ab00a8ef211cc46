"""What sections of a bulletin are about: the words of the trade that speak for a section whose name holds a certain word.

The names are the office's own; what stands in them (科创, 经济, 产业 …) says which subject is meant. Where an archive is
small these words decide, where it is large it knows better. Words that are in every second title (推进, 多措并举,
服务, 平台) speak for none and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple


class Subject(NamedTuple):
    """One subject: what the name of its section holds, and words that speak for it."""

    named: re.Pattern[str]
    words: tuple[str, ...]
    of_places: bool = False
    """Whether it is rather what one city or district did than a province."""


def _subject(named: str, words: str, *, of_places: bool = False) -> Subject:
    return Subject(re.compile(named), tuple(words.split()), of_places)


SUBJECTS: Sequence[Subject] = (
    _subject(
        "科创|科技|创新|研发|科学",
        """科技 科研 科学 研发 实验室 人工智能 大模型 算力 算法 语料 量子 脑机 类脑 芯片 集成电路 卫星 空天 航天 中试 概念验证
        成果转化 技术转移 技术合同 专利 知识产权 开源 科学家 大科学装置 科学仪器 基础研究 应用基础 前沿技术 未来产业 具身智能 区块链
        孵化器 硬科技 高新区 高新技术 产学研 高等院校 首台套 创新联合体 创新平台 创新生态 创新中心 揭榜挂帅 攻关 关键技术 核心技术 院士""",
    ),
    _subject(
        "经济|金融|财经|商贸|外贸|消费|贸易|投资",
        """经济 金融 信贷 授信 贷款 融资 保险 债券 基金 信托 租赁 租赁物 银行 证券 期货 上市 资本 消费 首发 商圈 电商 零售 外贸 外资
        跨境 进出口 出口 进口 口岸 通关 保税 自贸 自由贸易 临港新片区 航运 邮轮 离岸 汇率 结算 人民币 民营 小微 中小企业 招商 税收
        财政 房地产 楼市 文旅 旅游 会展 免税 贸易 商品 担保""",
    ),
    _subject(
        "产业|工业|制造|农业",
        """产业 产业链 供应链 集群 制造 工业 汽车 电池 光伏 储能 氢能 风电 装备 机床 机器人 机械 船舶 钢铁 石化 新材料 纺织 家电 医药
        医疗器械 生物制造 低空 无人机 大飞机 园区 数字化转型 智改数转 灯塔工厂 智能工厂 绿色工厂 农机 种业 养殖 渔业 花木 食品加工
        软件和信息服务 再制造 产能 量产 链主 专精特新 物流""",
    ),
    _subject(
        "政策|举措|民生|治理|社会|改革|法治|服务|城乡",
        """政策 审批 许可 备案 排污 办法 条例 规定 细则 监管 执法 标准 政务 营商环境 一件事 一网通办 补贴 补助 减免 托育 养老
        教育 学校 校园 医保 医疗机构 医院 卫生健康 住房 公积金 住宅 电梯 就业 社保 落户 户籍 公路 管网 交通 公交 停车 充换电 环境 污染
        生态 垃圾 水源 安全 应急 防灾 社区 驿站 更新改造 城市更新 农村 乡村 残疾人 儿童 青年 老年 适老 体育 数据授权 帮扶 救助""",
    ),
    _subject(
        "经验|做法|案例|交流|基层|地方|探索",
        """经验 做法 案例 探索 模式 机制 破解 会客厅 样板 示范区 共治 联保 街道 乡镇 网格""",
        of_places=True,
    ),
)


def subjects_of(section: str) -> Sequence[Subject]:
    """The subjects that the name of a section holds, none for a name like 综合."""
    return tuple(subject for subject in SUBJECTS if subject.named.search(section))


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def told(text: str, section: str, *, title: bool) -> set[str]:
    """The words in a title or a lead that speak for a section. In leads, 探索 and 机制 stand everywhere and say nothing."""
    subjects = (each for each in subjects_of(section) if title or not each.of_places)
    return {word for subject in subjects for word in _pattern(subject.words).findall(text)}


def spoken_for(title: str, lead: str, section: str, *, of_one_place: bool) -> float:
    """How many words speak for a section, those of the title as often as :data:`TITLE` says.

    ``of_one_place`` says that the article is about one city or district.
    """
    words = TITLE * len(told(title, section, title=True)) + len(told(lead, section, title=False))
    return words + (_PLACE if of_one_place and any(each.of_places for each in subjects_of(section)) else 0.0)


TITLE = 3
"""Times that a word in the title counts."""

_PLACE = 3.0  # words that it counts for, that one city or district did it
