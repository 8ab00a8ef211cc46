"""When the next issue appears, by how often the house style says that the publication does."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812  (as in the model)
from datetime import timedelta

from editor.model.style import Periodical

_FRIDAY = 5  # when the bulletin appears that this was made for
_LAST_DAYS = 28  # from here on a day is missing in some month
_HALF = 15  # days


def first_date(periodical: Periodical, today: Date) -> Date:
    """The date of the first issue of all: as the style says, else the next of its weekdays, today included."""
    if periodical.first_date is not None:
        return periodical.first_date
    return today + timedelta(days=((periodical.weekday or _FRIDAY) - today.isoweekday()) % 7)


def next_date(periodical: Periodical, last: Date) -> Date:
    """The date of the issue after one of the date ``last``."""
    if periodical.every in ("week", "fortnight"):
        after = last + timedelta(days=7 if periodical.every == "week" else 14)
        if periodical.weekday is not None:  # in the same week, back on its day
            after += timedelta(days=periodical.weekday - after.isoweekday())
        return after
    if periodical.every == "half-month" and last.day <= _HALF:
        return _in_month(last.year, last.month, last.day + _HALF)
    day = last.day - _HALF if periodical.every == "half-month" else _meant_day(periodical, last)
    return _in_month(last.year + last.month // 12, last.month % 12 + 1, day)


def _meant_day(periodical: Periodical, last: Date) -> int:
    """The day of the month; that of the first issue where a short month came between (31 January, 28 February)."""
    first = periodical.first_date
    ends_month = last.day == _days(last.year, last.month)
    return first.day if first is not None and first.day > _LAST_DAYS and ends_month else last.day


def _in_month(year: int, month: int, day: int) -> Date:
    return Date(year, month, min(day, _days(year, month)))


def _days(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1]
