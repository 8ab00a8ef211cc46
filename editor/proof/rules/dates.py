"""Rules about dates: those that do not exist, do not fit their weekday, or have not come yet."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812  (a parameter is called date)
from typing import NamedTuple

from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.sheet import Sheet

_DAY = re.compile("月([0-9]{1,2})[日号]")
_BEFORE = re.compile("(?:([0-9]{4})年)?([0-9]{1,2})$")
_REACH = 7  # code points: 2025年12
_MONTH = re.compile("年([0-9]{1,2})月(?![0-9])")
_YEARLY_MONTH = re.compile("年(?<=[每今去明当次]年)的?(1[3-9]|[2-9][0-9])月(?!内)")
_FOUR_FIGURES = re.compile("[0-9]{4}$")
_WEEKDAY = re.compile("[（(，]?(?:星期|周)([一二三四五六日天])")
_WEEKDAYS = "一二三四五六日"

_HAPPENED = re.compile(
    "(?:，|(?:正式|联合|对外|集中|率先|首次)?(?:发布|印发|出台|公布|召开|举行|举办|启动|揭牌|开工|投产|投用|通车|下发|上线|签约|落地|成立|获悉))"
)
_TO_COME = re.compile("将|拟|计划|预计|起施行|起实施|起执行|截至|截止|之前|以前|前完成|前建成|力争|到时")
_CLAUSES_END = re.compile("[。；\n]")
_RANGE_ENDS = ("至", "到", "—", "～", "-", "－")
_YEAR = re.compile("([0-9]{4})年")
_HALF_A_YEAR = 183  # days


class Written(NamedTuple):
    """A date as it is written; ``year`` is None where it is left out."""

    start: int
    end: int
    year: int | None
    month: int
    day: int


def written_dates(text: str) -> Iterator[Written]:
    """The dates of a text that have a month and a day."""
    for match in _DAY.finditer(text):
        at = match.start()
        before = _BEFORE.search(text[max(0, at - _REACH) : at])
        if before is not None:
            year = int(before[1]) if before[1] else None
            yield Written(at - len(before[0]), match.end(), year, int(before[2]), int(match[1]))


def date_impossible(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """Dates that the calendar does not have, and months beyond December; then wrong weekdays and dates to come."""
    text = sheet.text
    if "月" not in text:
        return
    for match in _MONTH.finditer(text):
        at = match.start()
        if not 1 <= int(match[1]) <= 12 and _FOUR_FIGURES.match(text[max(0, at - 4) : at]):
            yield Hit(match.start(1), match.end(), f"没有{match[1]}月")
    for match in _YEARLY_MONTH.finditer(text):
        yield Hit(match.start(1), match.end(), f"没有{match[1]}月")
    lead = _lead(sheet)
    for written in written_dates(text):
        if not _exists(written, desk.date.year):
            yield Hit(written.start, written.end, f"没有{written.month}月{written.day}日这一天")
            continue
        yield from _weekday(text, written, desk.date)
        if written.start in lead:
            yield from _to_come(text, written, desk.date)


def _exists(written: Written, issue_year: int) -> bool:
    if not 1 <= written.month <= 12:
        return False
    if (written.month, written.day) == (2, 29) and written.year is None:
        return any(isleap(year) for year in range(issue_year - 1, issue_year + 2))
    return 1 <= written.day <= monthrange(written.year or issue_year, written.month)[1]


def _nearest(written: Written, date: Date) -> Date | None:
    """The day that is meant: of the year given, or of the year that brings it nearest to the issue."""
    years = [written.year] if written.year else range(date.year - 1, date.year + 2)
    days = []
    for year in years:
        try:
            days.append(Date(year, written.month, written.day))
        except ValueError:
            continue
    return min(days, key=lambda day: abs((day - date).days), default=None)


def _weekday(text: str, written: Written, date: Date) -> Iterator[Hit]:
    match = _WEEKDAY.match(text, written.end)
    day = _nearest(written, date) if match else None
    if match is None or day is None:
        return
    said = _WEEKDAYS.index(match[1].replace("天", "日"))
    if said != day.weekday():
        start = match.start(1)
        right = _WEEKDAYS[day.weekday()]
        yield Hit(start, start + 1, f"{day.year}年{day.month}月{day.day}日是星期{right}，不是星期{match[1]}")


def _lead(sheet: Sheet) -> range:
    """Where the lead stands: the first paragraph, which tells what happened."""
    fields = sheet.fields
    if len(fields) > 1 and fields[1].kind == "paragraph":
        place = sheet.places[1]
        return range(place.start, place.end)
    return range(0)


def _to_come(text: str, written: Written, date: Date) -> Iterator[Hit]:
    """An event told as past whose day comes after the day of the issue."""
    if not _HAPPENED.match(text, written.end):
        return
    day = _nearest(written, date)
    if day is None or day <= date:
        return
    if written.year is None and (day - date).days > _HALF_A_YEAR:
        return
    end = _CLAUSES_END.search(text, written.end)
    before = text[max(0, written.start - 10) : written.start]
    if before.endswith(_RANGE_ENDS):
        return
    line = text.rfind("\n", 0, written.start) + 1
    named = _YEAR.findall(text, line, written.start)
    if written.year is None and named and int(named[-1]) < date.year:
        return  # the year was named before
    sentence = text[written.start : end.start() if end else len(text)][:200]
    if not _TO_COME.search(sentence) and not _TO_COME.search(before):
        yield Hit(written.start, written.end, f"这一天在出刊日期（{date.month}月{date.day}日）之后")


DATES = (
    ForArticle(
        id="date-impossible",
        says="不存在的日期、与日期不符的星期、晚于出刊日期的事件",
        why="习惯：2月30日、13月等多为录入错误；已发生的事不会晚于出刊",
        fix="N",
        severity="error",
        bad=(
            "期 2026-03 总153 2026-01-16\n题 上海开展检查\n⟦2月30日⟧前完成检查。",
            "期 2026-03 总153 2026-01-16\n题 上海开展检查\n1月12日（星期⟦二⟧），上海市开展检查。",
            "期 2026-03 总153 2026-01-16\n题 上海开展检查\n⟦1月22日⟧，上海市召开会议。",
            "期 2026-03 总153 2026-01-16\n题 上海开展检查\n2026年⟦13月⟧完成检查。",
        ),
        good=(
            "期 2026-03 总153 2026-01-16\n题 上海开展检查\n1月12日（星期一），上海市印发办法，自3月1日起施行。",
            "期 2026-01 总151 2026-01-02\n题 上海开展检查\n12月30日，上海市召开会议，2024年2月29日前的项目不计。",
            "期 2026-03 总153 2026-01-16\n题 上海开展检查\n1月22日，上海市将召开会议。",
        ),
        find=date_impossible,
    ),
)
