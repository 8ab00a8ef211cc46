"""Rules about what joins two ends: years, figures, and words in a chain."""

from __future__ import annotations

import re
from collections.abc import Iterable

from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.letters import BLANKS, HAN, HYPHENS, JOINERS
from editor.proof.sheet import Sheet

_YEARS = re.compile(
    rf"(?<![0-9A-Za-z.\-－–/])((?:19|20)[0-9]{{2}}年?)([{BLANKS}]?[{HYPHENS}~～]+[{BLANKS}]?|——|--)((?:19|20)[0-9]{{2}})"
    rf"(?![0-9A-Za-z{HYPHENS}号室房章]|\.[0-9])(?=(?P<ends>年|学年|财年|赛季年)?)"
)

# What a typed range of quantities is followed by. Not 号 and 室: 2-3号楼 names a house.
_UNITS = (
    "个月|个|周岁|岁|项|家|人次|名|人|次|倍|年|月|日|天|小时|分钟|秒|公里|千米|厘米|毫米|平方|立方|米|公斤|千克|公顷|吨|克|亩|升|度|元|层|级"
    "|种|类|条|批|户|套|台|辆|期|页|届|位|所|座|处|间|场|点|时|周|季度|门|篇|份|件|张|只|头|棵|艘|架|支|本|册|课|学时|成|折|万|亿|千|百|%|‰|℃"
)
_QUANTITY = re.compile(
    rf"(?<![0-9A-Za-z.,:/~～—{HYPHENS}])([0-9]+(?:\.[0-9]+)?)(%?)[{BLANKS}]?[{HYPHENS}][{BLANKS}]?([0-9]+(?:\.[0-9]+)?)[{BLANKS}]?({_UNITS})"
)
_SHORTENED = re.compile(r"[～~—]([0-9]+(?:\.[0-9]+)?)([%‰万亿])")
_FIRST_FIGURE = re.compile(r"(?<![0-9A-Za-z.,:/~～—–\-－])([0-9]+(?:\.[0-9]+)?)$")
_REACH = 16  # code points back to the beginning of the first figure
_WAVE = "～"

_WORD_CHAIN = re.compile(rf"(?<=[{HAN}])[{HYPHENS}](?:[{HAN}]++[{HYPHENS}])+(?=[{HAN}])")
_TWO_CHAINS = re.compile("[和与及同、]")  # 中国－阿拉伯国家峰会和中国－海合会峰会
_TO_DASH = str.maketrans(dict.fromkeys(JOINERS, "—"))


def year_range(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Years joined by a hyphen or a dash of two."""
    if sheet.odd.isdisjoint(JOINERS | {"~", "～"}) and "——" not in sheet.text:
        return
    for match in _YEARS.finditer(sheet.text):
        first, last = match[1], match[3]
        in_brackets = sheet.text[match.start() - 1 : match.start()] == "（" and sheet.text.startswith(
            "）", match.end()
        )
        if not (match["ends"] or first.endswith("年") or in_brackets):
            continue  # 房间2010-2012, 编号2021-2025
        if first[:4] < last:
            right = f"{first}—{last}"
            yield Hit(match.start(), match.end(), f"年份起止用一字线，应为“{right}”", right)


def number_range(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Figures joined by a hyphen, and ranges whose first figure lacks its % or 万."""
    text = sheet.text
    if not sheet.odd.isdisjoint(JOINERS):
        for match in _QUANTITY.finditer(text):
            if float(match[1]) < float(match[3]):
                right = _range(text, match)
                yield Hit(match.start(), match.end(), f"数值范围应写作“{right}”", right)
    if not sheet.odd.isdisjoint("～~") or "—" in text:
        for match in _SHORTENED.finditer(text):
            at, (last, unit) = match.start(), match.groups()
            before = _FIRST_FIGURE.search(text[max(0, at - _REACH) : at])
            if before is not None and float(before[1]) < float(last):
                first, joiner = before[1], text[at]
                right = f"{first}{unit}{joiner}{last}{unit}"
                message = f"前一个数省略“{unit}”会有歧义，应写作“{right}”"
                yield Hit(at - len(first), match.end(), message, right)


def _range(text: str, match: re.Match[str]) -> str:
    first, _, last, unit = match.groups()
    if unit in ("%", "‰", "万", "亿"):
        return f"{first}{unit}{_WAVE}{last}{unit}"
    of_calendar = unit == "月" or (unit == "日" and text[match.start() - 1 : match.start()] == "月")
    return f"{first}{'—' if of_calendar else _WAVE}{last}{unit}"


def chain_dash(sheet: Sheet, _: Desk) -> Iterable[Hit]:
    """Words joined by hyphens into a chain of three or more."""
    for match in _WORD_CHAIN.finditer(sheet.text):
        if _TWO_CHAINS.search(match[0]):
            continue
        right = match[0].translate(_TO_DASH)
        yield Hit(match.start(), match.end(), "词语之间的连接号应为一字线“—”", right)


YEAR_RANGE = ForArticle(
    id="year-range",
    says="年份起止用了短横线：2026-2030年",
    why="GB/T 15834-2011 4.13.3.2：标示时间起止用一字线",
    fix="A",
    bad=("《行动方案（⟦2026-2030⟧年）》印发。", "实施期为⟦2026年-2028⟧年。", "（⟦2026–2028⟧）"),
    good=(
        "《行动方案（2026—2030年）》印发。",
        "执行DB31/T 2010-2024标准，热线0571-2026。",
        "入住2010-2012室。",
    ),
    find=year_range,
)

RANGES = (
    ForArticle(
        id="number-range",
        says="数值范围的写法：1-2个　10-20%　3～5万",
        why="GB/T 15834-2011 4.13.3.3：数值起止用浪纹线；GB/T 15835-2011 5.1.3：省略会有歧义的单位、百分号不省略",
        bad=(
            "推出⟦1-2个⟧产品。",
            "面向⟦16-24岁⟧青年。",
            "下降⟦10-20%⟧。",
            "补助⟦3～5万⟧元。",
            "⟦1-3月⟧完成。",
        ),
        good=(
            "推出1～2个产品，下降10%～20%，补助3万～5万元。",
            "5G-A基站、2-3号楼、A320-200架次。",
            "比分3-2。",
        ),
        find=number_range,
    ),
    ForArticle(
        id="chain-dash",
        says="词语串联用了短横线：需求-研发-应用",
        why="GB/T 15834-2011 4.13.3：并列相关项目的连接用一字线",
        bad=("完善“需求发布⟦-研发攻关-⟧场景应用”机制。", "形成研究⟦-转化-⟧产业链条。"),
        good=("完善“需求发布—研发攻关—场景应用”机制。", "吐鲁番-哈密盆地、5G-A、AI-SaaS-云平台。"),
        find=chain_dash,
        signs=JOINERS,
    ),
)
