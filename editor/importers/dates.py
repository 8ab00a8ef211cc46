"""Dates and numbers as mastheads write them: 2025年7月25日, 2025-07-25, 二〇二五年七月二十五日, full-width digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  (the word is wanted for fields)

from editor.manuscript.ordinals import number as chinese_number

_WIDTHS = str.maketrans("０１２３４５６７８９（）－．／", "0123456789()-./")
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE = "[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s*(?:年|[-./])\s*(?P<month>\d{1,2})\s*(?:月|[-./])\s*(?P<day>\d{1,2})(?:\s*日|(?!\d))"
    rf"|(?P<cyear>[〇○零一二三四五六七八九]{{4}})年(?P<cmonth>{_CHINESE})月(?P<cday>{_CHINESE})日"
)
_WEEKDAY = re.compile(
    "^(?:[（(，,\u3000 ]*(?:(?:星期|周|礼拜)[一二三四五六日天]|农历[\u3400-\u9fff]{2,9})[）)]*(?=[（(，,\u3000 ]|$|[^\u3400-\u9fff]))+"
)
_DAY = re.compile("(?:星期|周|礼拜)([一二三四五六日天])")
_DAYS = "一二三四五六日天"
_LUNAR = re.compile("农历[\u3400-\u9fff]{2,9}")
_LABEL = re.compile("(?:(?:印发|出版|编印|编发|发布|刊发|出刊)?(?:日期|时间)|印发|出版|出刊)[：:]?$")
_DONE = re.compile(r"^(?:印发|出版|编印|编发|发布|刊发|出刊)(?=[\s｜|]|$)")


@dataclass(frozen=True)
class FoundDate:
    """A date in a line, with the text before and after it. ``date`` is None if the calendar has no such day.

    The weekday, and words like 日期： and 印发, belong to the date and are in neither. ``weekday`` is that of the line, from 0
    for Monday, None if it has none; ``lunar`` is the day of the old calendar in it.
    """

    date: Date | None
    before: str
    after: str
    weekday: int | None = None
    lunar: str = ""


def narrow(text: str) -> str:
    """The text with digits and brackets of half width; as long as before."""
    return text.translate(_WIDTHS)


def find_date(text: str) -> FoundDate | None:
    """The first date in a line, or None."""
    found = _DATE.search(narrow(text))
    if found is None:
        return None
    try:
        if found["year"]:
            date = Date(int(found["year"]), int(found["month"]), int(found["day"]))
        else:
            month, day = chinese_number(found["cmonth"]), chinese_number(found["cday"])
            date = Date(find_year(found["cyear"]), month or 0, day or 0)
    except ValueError:
        return FoundDate(None, *_around(text, found))
    before, after = _around(text, found)
    weekday, lunar = _DAY.search(text, found.end()), _LUNAR.search(text, found.end())
    return FoundDate(
        date, before, after, min(_DAYS.index(weekday[1]), 6) if weekday else None, lunar[0] if lunar else ""
    )


def _around(text: str, found: re.Match[str]) -> tuple[str, str]:
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    return _LABEL.sub("", before).strip(), _DONE.sub("", _WEEKDAY.sub("", after).strip()).strip()


def find_year(text: str) -> int:
    """A year in digits or written out (二〇二五). ValueError if it is none."""
    return int(narrow(text).translate(_YEAR_DIGITS))


def count(text: str) -> int | None:
    """A number in digits of either width or as a Chinese numeral, or None."""
    digits = narrow(text)
    return int(digits) if digits.isascii() and digits.isdigit() else chinese_number(text)
