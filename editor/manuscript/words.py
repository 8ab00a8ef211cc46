"""What may and what may not follow a bare numeral at the start of a measure: the word lists of one repair.

Staff forget the 是 of 四是完善… and write 四完善…. That can be told from 四川省…, 四个方面… and 三农工作… only by the
words. The lists are data, so that a case met in the office is one more word here.
"""

from __future__ import annotations

import re

from editor.manuscript.ordinals import NUMERAL, number

_POLICY_WORDS = """
    完善 加强 强化 推进 推动 提升 优化 健全 加快 深化 建立 构建 落实 加大 支持 促进 扩大 鼓励 引导 规范 创新 培育 打造
    聚焦 统筹 实施 开展 探索 拓展 拓宽 提高 增强 发挥 发展 建设 组织 坚持 突出 保障 严格 严控 严肃 细化 明确 制定 出台 设立
    搭建 推广 推行 改善 改进 改革 简化 整合 盘活 激发 释放 夯实 巩固 壮大 做好 做强 做优 做大 抓好 抓实 抓紧 用好 管好
    全面 全力 持续 进一步 着力 大力 积极 切实 不断 深入 稳步 有序 充分 科学 精准 高效 高标准 高质量 高水平 加速 加密 加力
    围绕 依托 注重 防范 化解 降低 减轻 减少 缩短 压缩 取消 清理 整治 查处 监督 强调 要求 试点 启动 启用 引进 引入 集聚
    布局 优先 率先 联合 协同 融合 衔接 畅通 打通 疏通 创建 创造 营造 树立 弘扬 宣传 培养 选拔 选派 吸引 招引 帮扶 帮助
    确保 保持 稳定 兜牢 守牢 筑牢 严守 压实 压紧 考核 评估 评价 督促 督导 跟踪 监测 预警 应对 处置 维护 保护 修复 治理 攻克
    突破 丰富 充实 配强 配齐 补齐 补足 延伸 延长 放宽 放开 放大 简政 便利 提供 提出 提前 提速 提质 完成 实行 实现 推出 推介
"""
VERBS = tuple(_POLICY_WORDS.split())
"""How a measure of policy prose begins: verbs, and the adverbs that stand before them."""

_WORDS = """
    一带 一路 一体 一般 一些 一直 一线 一流 一定 一律 一并 一手 一旦 一致 一样 一起 一把 一方 一网 一站 一件 一码 一窗
    一业 一企 一人 一户 一村 一老 一小 一揽子 一系列 一加一 二手 二维 二次 二级 二十四节气 三农 三亚 三峡 三明 三门 三沙 三江 三省
    三角 三资 三公 三旧 三改 三废 三包 三甲 三孩 三方 三产 三支一扶 三权 三治 三医 三品 三单 三通 三保障 三提三知 三落实 三聚焦三
    四川 四平 四会 四大 四化 四好 四上 四新 四史 四风 四氧 四肢 四周 四处 四海 四强企业 四季 四链 四免 四梁八柱 五一 五四 五河
    五金 五常 五险 五保 五指 五星 五谷 五化 五位 五大 五粮 五育 五水共治 五落实 六安 六合 六盘 六一 六稳 六保 六边 七台 七夕
    七一 七彩 八一 八宝 八里 八达 八八战略 九江 九华 九寨 九龙 九三 十堰 十佳 十强 十大 十足 十分 十余 十几 十里 十字 百强 百姓
    百货 百度 百色 百年
"""
WORDS = tuple(_WORDS.split())
"""Words and names that begin with a numeral: where one of them stands there is no measure."""

UNITS = frozenset(
    "个项条类级年月日号时分秒元角亿万千百十成倍次届期批步方面种家户名位人口亩吨米里省市县区州镇乡村街院所校园环线路楼层座栋台套部本册"
    "章节款则篇份张件只头匹辆艘架根支队组班排连营团师军星网端点维色味声代世大小中季周旬载岁度者等是至到比又或及与和、"
)
"""Measure words, units and others that make a count of a numeral: 四个, 五年, 三省一市."""

_LONGEST = max(map(len, WORDS))
_FIGURE = re.compile(rf"(?P<numeral>{NUMERAL})")
_ROOMS = re.compile("班(?![子列组])|号(?!召)|中队|组学")
_HAN = re.compile("[\u3400-\u9fff]")


def starts_policy_prose(text: str) -> bool:
    """Whether a text begins like a measure of policy prose: 完善…, 进一步加强…."""
    return text.startswith(VERBS)


def makes_a_word(numeral: str, rest: str) -> bool:
    """Whether a numeral and what follows it are a word, a name or a count, and so no forgotten ordinal.

    The longer reading wins: 四大 is a word, but 四大力支持… begins with 大力.
    """
    word = _longest(WORDS, numeral + rest[:_LONGEST]) - len(numeral)
    if word <= 0:
        word = 1 if rest[:1] in UNITS else 0
    return word > 0 and word >= _longest(VERBS, rest)


def belongs_to_a_word(ordinal: str, value: int, rest: str) -> bool:
    """Whether what looks like an ordinal makes a word or a figure with what follows it.

    三、四线城市, 五、六月 and 第一、二产业 are figures, （三）班 is a class, 四是否可行 a question. Headings such as
    二、三农工作 and 一、二手房 are none of these: there the second numeral begins a word of its own.
    """
    if ordinal.endswith("是"):
        return rest.startswith("否")
    if ordinal.endswith(("）", ")")):
        return _ROOMS.match(rest) is not None
    if not ordinal.endswith("、"):
        return False
    found = _FIGURE.match(rest)
    if found is None or number(found["numeral"]) != value + 1:
        return False
    word = _longest(WORDS, rest)
    return not word or rest.startswith("产业", word - 1)


def starts_with_han(text: str) -> bool:
    """Whether a text begins with a Chinese character."""
    return _HAN.match(text) is not None


def _longest(words: tuple[str, ...], text: str) -> int:
    return max((len(word) for word in words if text.startswith(word)), default=0)
