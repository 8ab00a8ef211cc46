"""Figures that do not agree with each other: growth, points, parts of a total, shares, ranges the wrong way round.

Only what one sentence says in full is reckoned, in the same unit, with the rounding that its decimals allow. Where a
second reading is possible (an annual rate, parts that may overlap or be incomplete) nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from editor.proof.desk import Desk
from editor.proof.digrams import digrams, sought
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import HAN, side_by_side
from editor.proof.sheet import Sheet

_REST = r"[0-9,]*(?:\.[0-9]+)?"
_N = f"[0-9]{_REST}"
_UNIT = rf"(?:[万亿千百]{{0,2}}[{HAN}]{{0,4}}?)"

# 由200亿元增至260亿元，增长20%
_GROWTH = re.compile(
    rf"(?:由|从)[^，。；\n0-9]{{0,10}}(?P<a>{_N})(?P<unit>{_UNIT})[^，。；\n0-9]{{0,8}}?(?:增|提|上升|升|扩|下降|降|减|缩|压|回落|收窄)[^，。；\n0-9]{{0,4}}"
    rf"(?P<b>{_N})(?P=unit)[，,]?(?P<gap>[^，。；\n0-9]{{0,8}}?)(?:增长|增加|上升|提高|提升|增幅|下降|减少|降低|缩短|压缩|压减|降幅|缩减)(?:了|为|达|达到)?(?P<at>(?P<c>{_N})%)"
)
# 由2.8%提高到3.3%，提高0.5%
_POINTS = re.compile(
    rf"(?:由|从)[^，。；\n0-9]{{0,10}}(?P<a>{_N})%[^，。；\n0-9]{{0,8}}(?P<b>{_N})%[，,](?P<gap>[^，。；\n0-9]{{0,10}}?)"
    rf"(?:增长|增加|上升|提高|提升|扩大|下降|减少|降低|回落|收窄|加快|放缓|回升|上涨|攀升|下滑|压降|压减|缩小)了?(?P<at>(?P<c>{_N})%)"
)
_AFTER_PERCENT = sought(digrams(side_by_side("%", "，,")))
_YEARLY = re.compile("年均|每年|累计|同比|环比|其中|复合|年化")

# 共安排专项资金3.2亿元，其中省级1.5亿元，市级1.2亿元
_TOTAL = re.compile(
    rf"(?<![0-9.,．·])(?P<at>(?P<n>{_N})(?P<unit>[万亿千百]{{0,2}}[{HAN}]{{1,3}}?))(?:，|（|：|,)其中[，：:]?(?P<parts>[^。；\n]{{4,120}})"
)
_PART = re.compile(rf"(?P<label>[{HAN}“”]{{1,14}}?)(?P<n>{_N})(?P<unit>[万亿千百]{{0,2}}[{HAN}]{{1,3}})")
_WHOLES = tuple(
    tuple(names.split())
    for names in (
        "中央 省 市 县 区 地方",
        "线上 线下",
        "城镇 农村",
        "城市 农村",
        "男 女",
        "进口 出口",
        "国内 国外",
        "境内 境外",
        "新建 改建 扩建 续建 改造",
        "内资 外资",
        "固定 流动",
        "第一产业 第二产业 第三产业",
        "财政 自筹 社会",
        "国有 民营 外资",
        "公办 民办",
        "公立 民营",
        "内销 外销",
        "内贸 外贸",
        "货物 服务",
    )
)
# What is one of these is not another, but there may be more than are told: their sum may be less, not more.
_APART = tuple(
    tuple(names.split())
    for names in (
        "高校 高等院校 企业 医院 科研院所 科研机构 机关 事业单位 社会组织 国企 民企 外企",
        "咨询 投诉 举报 求助 建议 表扬",
        "上海 江苏 浙江 安徽",
        "博士 硕士 本科 大专",
        "特级 一级 二级 三级 四级",
        "甲类 乙类 丙类",
        "工业 农业 服务业 建筑业",
        "财政 银行 企业自筹 自筹 社会资本",
    )
)
_OF_ANYTHING = frozenset(
    "个项条类种次批场天日月年分点"
)  # units in which parts of another kind may be counted: 5个方面，其中任务12个
_NO_PART = re.compile(
    "累计|总|全|同比|环比|比|去年|上年|往年|历年|目标|计划|预计|达到|至今|已|超|带动|覆盖|服务|惠及|涉及|吸引|接待|辐射|撬动|拉动|引导|实现|产值|融资|贷款|授信"
)
_SUMS = ("共", "合计", "总计", "总")
_FEW = 3  # parts from which a near miss is no chance
_NEAR = 0.03  # of the total

# 占比分别为5%、40%、50%
_SHARES = re.compile(
    rf"(?:占比|比重|比例|占)[^，。；\n0-9]{{0,8}}分别[为占是达]+(?P<at>{_N}%(?:[、和，]{_N}%){{2,}})"
)
_WHOLE_FROM, _WHOLE_TO = 90, 110

_YEARS = re.compile(
    r"(?P<a>(?:19|20)(?<![0-9A-Za-z.\-－]..)[0-9]{2})年?[—～至到]{1,2}(?P<b>(?:19|20)[0-9]{2})(?=年|[）)])"
)
_PERCENTS = re.compile(
    rf"(?P<a>[0-9](?<![0-9.\-－].){_REST})(?P<unit>%|％|℃|万元|亿元|元|岁|公里|个|家|倍)[～~—](?P<b>{_N})(?P=unit)"
)
_SHORT_RANGE = re.compile(
    rf"(?P<a>[0-9](?<![0-9.\-－—～~A-Za-z].){_REST})[～~—](?P<b>{_N})(?P<unit>%|℃|岁|周岁|万元|亿元|公里|平方米|个百分点|倍)"
)
_MONTHS = re.compile(
    r"(?P<a>20[0-9]{2})年(?P<am>[0-9]{1,2})月(?:至|到|—|～|－)(?P<b>20[0-9]{2})年(?P<bm>[0-9]{1,2})月"
)
_CLOCK = re.compile(
    r"(?P<a>[0-9](?<![0-9:：].)[0-9]?)[:：](?P<am>[0-5][0-9])(?:至|到|—|～|~|-|－)(?P<b>[0-9]{1,2})[:：](?P<bm>[0-5][0-9])(?![0-9:：])"
)
_DAYS = re.compile(
    r"(?P<am>[0-9][0-9]?)月(?P<a>[0-9]{1,2})日(?:至|到|—|～)(?P<bm>[0-9]{1,2})月(?P<b>[0-9]{1,2})日"
)
_RANGE = sought(digrams(side_by_side("—～~-－", "0123456789")))
_TO = sought(digrams(side_by_side("年月日0123456789—～", "至到")))
_TO_DATE = sought(digrams(side_by_side("月日", "至到—～－")))
_HOUR = sought(digrams(side_by_side(":：", "012345")))
"""What a range must have, which is soon told."""

_NIGHT, _MORNING = 17, 12  # o'clock: a range from an evening to a morning runs over midnight


def arithmetic(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Growth, points, sums and shares that do not come out."""
    text = sheet.text
    if "%" in text:
        if sheet.may_hold(_AFTER_PERCENT):
            yield from _points(text)
        if "由" in text or "从" in text:
            yield from _growth(text)
        if "分别" in text:
            yield from _shares(text)
    if "其中" in text:
        yield from _sums(text)


def reversed_range(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """2027—2025, 30%～20%, 9:00至8:30, 3月5日至2月1日."""
    text = sheet.text
    ranges = sheet.may_hold(_RANGE)
    dates = sheet.may_hold(_TO_DATE)
    for match in _YEARS.finditer(text):
        if match["a"] > match["b"]:
            yield _swapped(match, match["b"] + text[match.end("a") : match.start("b")] + match["a"])
    for match in _PERCENTS.finditer(text) if ranges else ():
        if _value(match["a"]) > _value(match["b"]):
            joiner = text[match.end("unit")]
            yield _swapped(match, f"{match['b']}{match['unit']}{joiner}{match['a']}{match['unit']}")
    for match in _SHORT_RANGE.finditer(text) if ranges else ():
        if _value(match["a"]) > _value(match["b"]):
            joiner = text[match.end("a")]
            yield _swapped(match, f"{match['b']}{joiner}{match['a']}{match['unit']}")
    for match in _MONTHS.finditer(text) if dates else ():
        if (match["a"], int(match["am"])) > (match["b"], int(match["bm"])):
            yield Hit(*match.span(), "起止年月颠倒")
    for match in _CLOCK.finditer(text) if sheet.may_hold(_HOUR) else ():
        first, last = (int(match["a"]), int(match["am"])), (int(match["b"]), int(match["bm"]))
        over_night = first[0] >= _NIGHT and last[0] <= _MORNING
        if (
            first > last
            and last[0] <= 24
            and not over_night
            and text[match.start() - 2 : match.start()] != "下午"
        ):
            yield Hit(*match.span(), "起止时间颠倒")
    for match in _DAYS.finditer(text) if dates else ():
        first, last = (int(match["am"]), int(match["a"])), (int(match["bm"]), int(match["b"]))
        if first > last and not (first[0] >= 9 and last[0] <= 6):
            yield Hit(*match.span(), "起止日期颠倒")


def _swapped(match: re.Match[str], right: str) -> Hit:
    end = match.end("b") + (len(match["unit"]) if "unit" in match.re.groupindex else 0)
    return Hit(match.start(), end, "起止颠倒", right)


def _value(words: str) -> float:
    return float(words.replace(",", ""))


def _decimals(words: str) -> int:
    return len(words.partition(".")[2])


def _points(text: str) -> Iterator[Hit]:
    for match in _POINTS.finditer(text):
        first, last, said = (_value(match[name]) for name in "abc")
        if abs(abs(last - first) - said) < 10 ** -max(_decimals(match["c"]), 1) * 0.6:
            yield Hit(*match.span("at"), "两个百分数之差应写“百分点”", f"{match['c']}个百分点")


def _growth(text: str) -> Iterator[Hit]:
    for match in _GROWTH.finditer(text):
        first, last, said = (_value(match[name]) for name in "abc")
        if not first or "%" in match["unit"] or _YEARLY.search(match["gap"]):
            continue
        true = abs(last - first) / first * 100
        if abs(true - said) > max(1.0, 0.02 * true):
            right = f"{true:.{_decimals(match['c'])}f}%"
            yield Hit(*match.span("at"), f"由{match['a']}到{match['b']}，算得{right}", right)


def _sums(text: str) -> Iterator[Hit]:
    for match in _TOTAL.finditer(text):
        unit = match["unit"]
        parts = []
        total = _value(match["n"])
        for part in _PART.finditer(match["parts"]):
            if not part["unit"].startswith(unit):
                break
            parts.append((part["label"], _value(part["n"])))
            if parts[-1][1] > total and unit[-1] not in _OF_ANYTHING and not _NO_PART.search(part["label"]):
                said = f"{part['n']}{unit}"
                at = match.start("parts") + part.start("n")
                yield Hit(at, at + len(said), f"其中的一项（{said}）比总数（{match['n']}{unit}）还多")
                break
        if len(parts) < 2 or parts[-1][1] > total:
            continue
        summed = sum(value for _, value in parts)
        allowed = 10 ** -_decimals(match["n"]) * 0.51 * len(parts)
        if abs(summed - total) <= max(allowed, 0.001 * total):
            continue
        before = text[max(0, match.start() - 14) : match.start()]
        near = (
            len(parts) >= _FEW
            and abs(summed - total) <= _NEAR * total
            and any(sign in before for sign in _SUMS)
        )
        labels = [label for label, _ in parts]
        if near or _is_whole(labels) or (summed > total and _are_apart(labels)):
            yield Hit(*match.span("at"), f"各项相加为{summed:.10g}{unit}，与这里的{match['n']}{unit}不符")


def _is_whole(labels: list[str]) -> bool:
    """Whether labels divide a whole: each begins with another name of one set, and all but the larger sets are used up."""
    for names in _WHOLES:
        used = [next((name for name in names if label.startswith(name)), None) for label in labels]
        if None not in used and len(set(used)) == len(used):
            return len(used) == len(names) or len(names) > _FEW
    return False


def _are_apart(labels: list[str]) -> bool:
    """Whether each label begins with another name of one set whose members have nothing in common."""
    for names in _APART:
        used = [next((name for name in names if label.startswith(name)), None) for label in labels]
        if None not in used and len(set(used)) == len(used):
            return True
    return False


def _shares(text: str) -> Iterator[Hit]:
    for match in _SHARES.finditer(text):
        total = sum(map(_value, re.findall(rf"({_N})%", match["at"])))
        if _WHOLE_FROM <= total <= _WHOLE_TO and abs(total - 100) > 0.35:
            yield Hit(*match.span("at"), f"各项占比相加为{total:.10g}%，不是100%")


ARITHMETIC = (
    ForArticle(
        id="arithmetic",
        says="数字算不拢：由200亿元增至260亿元，增长20%；各项相加与总数不符，一项多于总数；占比相加不是100%",
        why="习惯：同一句里的数字应当相符；两个百分数之差用“百分点”",
        bad=(
            "规模由200亿元增至260亿元，增长⟦20%⟧。",
            "占比由2.8%提高到3.3%，提高⟦0.5%⟧。",
            "共安排资金⟦3.2亿元⟧，其中省级1.5亿元，市级1.2亿元。",
            "培育企业300家，其中民营企业⟦400家⟧。",
            "三次产业占比分别为⟦5%、40%、50%⟧。",
        ),
        good=(
            "规模由200亿元增至260亿元，增长30%，占比由20%提高到25%，提高5个百分点。",
            "共有企业120家，其中高新技术企业80家，专精特新企业60家。",
            "安排资金5亿元，其中省级2亿元，带动社会投资20亿元。",
            "共安排资金3.2亿元，其中省级2亿元，市级1.2亿元。",
        ),
        find=arithmetic,
    ),
    ForArticle(
        id="reversed-range",
        says="起止颠倒：2027—2025年、30%～20%、9:00至8:30",
        why="习惯：起止由小到大、由先到后",
        bad=("行动方案（⟦2027—2025⟧年）。", "降幅为⟦30%～20%⟧。", "培训时间为上午⟦9:00至8:30⟧。"),
        good=(
            "行动方案（2025—2027年）。",
            "营业时间为18:00至2:00，降幅为20%～30%。",
            "12月20日至1月10日开展。",
        ),
        find=reversed_range,
        signs=_RANGE | _TO,
    ),
)
