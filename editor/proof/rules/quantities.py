"""The rule about one quantity with two values.

Two figures are taken for the same quantity only when the same words lead up to them from the beginning of the
sentence, or when a title names a count that the text names otherwise: 新增四类租赁物 / 新增五类租赁物.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from editor.manuscript.ordinals import counted
from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.reading import Reading, Spot
from editor.proof.rule import ForIssue
from editor.proof.rules.letters import HAN
from editor.proof.sheet import Sheet

_FIGURE = re.compile(
    "[0-9][0-9.,]*"
)  # marks at its end included; a pattern without them takes twice the time
_YEAR = re.compile("(?:[0-9]{4}|[上去今明]|[上下]半)年\\Z")
_LONGEST_YEAR = 5  # code points
_LIMIT = re.compile("[^，。；\n]{1,4}(?:以上|以下|以内)|[^，。；\n]{1,4}的，")
_SHORTEST = 10  # code points that must lead up to a figure, the figures among them not counted
_LONGEST = 80
_UNIT = 2  # code points behind a figure that must agree

_COUNT = re.compile(
    rf"(?<![0-9第一二三四五六七八九十])([0-9]{{1,4}}|[一二两三四五六七八九十]{{1,3}})((?:[类大项个条种家张]|方面|部门)[{HAN}]{{3,8}}?)(?=[^{HAN}]|\Z|[{HAN}])"
)
_NOUN = 4  # code points of unit and noun by which a count of the title is found in the text


class _Quantity(NamedTuple):
    """A figure and the words that lead up to it. ``digits`` is its value as written, without thousands marks."""

    words: str
    digits: str
    start: int
    end: int


def figure_conflict(reading: Reading, _: Desk) -> Iterable[Spot]:
    """Quantities with two values, in an issue; counts of a title that the article names otherwise."""

    def find() -> Iterator[Spot]:
        first: dict[str, _Quantity] = {}
        for sheet in reading.sheets:
            for quantity in _quantities(sheet):
                known = first.setdefault(quantity.words, quantity)
                if known.digits != quantity.digits:
                    message = f"同一个数，前面写作“{known.digits}”，这里写作“{quantity.digits}”"
                    yield Spot(sheet, Hit(quantity.start, quantity.end, message))
            yield from (Spot(sheet, hit) for hit in (*_title_counts(sheet), *_turned(sheet)))

    known_by = reading.extracts("quantity-values", _values)
    return reading.find_unless_silent("figure-conflict", known_by, find)


def _values(sheet: Sheet) -> tuple[object, ...]:
    quantities = ((quantity.words, quantity.digits) for quantity in _quantities(sheet))
    return (*quantities, *_title_counts(sheet), *_turned(sheet))


def _quantities(sheet: Sheet) -> list[_Quantity]:
    return sheet.once("quantities", lambda: list(_find_quantities(sheet)))


def _figures(sheet: Sheet) -> list[re.Match[str]]:
    return sheet.once("figures", lambda: list(_FIGURE.finditer(sheet.text)))


def _find_quantities(sheet: Sheet) -> Iterator[_Quantity]:
    """The first figure of each sentence that enough words lead up to."""
    text = sheet.text
    ended = text.replace("；", "。").replace("\n", "。")
    taken = -1  # where the sentence begins whose figure was found last
    before = 0  # where the figure before ends
    read, year = 0, ""  # the year that the paragraph named last up to a place: 到2027年，…。机械化率达到85%
    for match in _figures(sheet):
        at, last = match.start(), before
        before = match.end()
        start = ended.rfind("。", max(0, at - _LONGEST), at) + 1
        if start == taken or not _SHORTEST <= at - start < _LONGEST:
            continue
        taken = start
        words = text[start:at]
        if last <= start or len(words) - sum(map(len, _FIGURE.findall(words))) >= _SHORTEST:
            digits = match[0].rstrip(".,")
            end = at + len(digits)
            if _LIMIT.match(text, end):
                continue  # 处二十万元以上…的罚款: a limit, and each paragraph has its own
            line = text.rfind("\n", read, start) + 1
            if line:
                read, year = line, ""
            read, year = start, _last_year(text, read, start) or year
            unit = ended[end : end + _UNIT].partition("。")[0]
            yield _Quantity(f"{year}{words}#{unit}", digits.replace(",", ""), at, end)


def _last_year(text: str, start: int, end: int) -> str:
    """The year that is named last between two places, empty if none is."""
    while (at := text.rfind("年", start, end)) >= 0:
        if match := _YEAR.search(text, max(start, at + 1 - _LONGEST_YEAR), at + 1):
            return match[0]
        end = at
    return ""


_CLAUSE = re.compile(
    rf"(?:^|[，。；：\n])(?P<words>[{HAN}“”]{{6,30}}?)(?P<n>[0-9][0-9.]*)(?P<unit>[{HAN}%]{{1,2}})"
)


def _turned(sheet: Sheet) -> list[Hit]:
    return sheet.once("turned-figures", lambda: list(_find_turned(sheet)))


def _find_turned(sheet: Sheet) -> Iterator[Hit]:
    """Figures of the same digits in another order, behind the same words in one article: 36万亩, 63万亩."""
    figures = {match[0].rstrip(".,") for match in _figures(sheet) if match.end() - match.start() > 1}
    if len({tuple(sorted(figure)) for figure in figures}) == len(figures):
        return
    first: dict[tuple[str, str], str] = {}
    for match in _CLAUSE.finditer(sheet.text):
        digits = match["n"].rstrip(".")
        known = first.setdefault((match["words"], match["unit"]), digits)
        if known != digits and sorted(known) == sorted(digits):
            start = match.start("n")
            message = f"同一个数，前面写作“{known}”，这里写作“{digits}”，是不是数字颠倒了"
            yield Hit(start, start + len(digits), message)


def _title_counts(sheet: Sheet) -> list[Hit]:
    return sheet.once("title-counts", lambda: list(_find_title_counts(sheet)))


def _find_title_counts(sheet: Sheet) -> Iterator[Hit]:
    """Counts of the title whose noun the text counts too, and never with that number."""
    place = sheet.places[0]
    body = sheet.text[place.end :]
    for match in _COUNT.finditer(sheet.text, place.start, place.end):
        noun = match[2][:_NOUN]
        if noun not in body:
            continue
        said = set(re.findall(rf"([0-9]+|[一二两三四五六七八九十]+){re.escape(noun)}", body))
        values = {counted(words) for words in said}
        if values and 0 not in values and counted(match[1]) not in values:
            other = "、".join(sorted(said))
            yield Hit(
                match.start(), match.start(2) + len(noun), f"标题说“{match[1]}{noun}”，正文说“{other}{noun}”"
            )


FIGURE_CONFLICT = ForIssue(
    id="figure-conflict",
    says="同一个数前后不一致",
    why="习惯：前文与后文、标题与正文的数字应当相符",
    fix="N",
    bad=(
        "题 上海甲\n到2028年建成海上风电项目总装机容量不少于300万千瓦。\n到2028年建成海上风电项目总装机容量不少于⟦350⟧万千瓦。",
        "题 上海新增⟦四类租赁物⟧\n首批新增五类租赁物，包括风电设备。",
        "题 上海甲\n全县现有高标准农田36万亩。\n目前，全县现有高标准农田⟦63⟧万亩。",
    ),
    good=(
        "题 上海甲\n农户信用贷款单笔上限为500万元。商户信用贷款单笔上限为100万元。同比增长5%。同比增长6%。",
        "题 上海新增四类租赁物\n首批新增四类租赁物，另有五类设备列入储备。",
        "题 上海甲\n到2027年，体系建立。全省主要农作物综合机械化率达到85%。\n到2030年，体系完善。全省主要农作物综合机械化率达到90%。",
    ),
    find=figure_conflict,
)
