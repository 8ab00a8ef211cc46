"""How a line of the head writes the number of an issue, the year before it and the 总期号 around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from editor.importers.dates import find_date, narrow
from editor.manuscript.source import SourceLine

LONGEST_IMPRINT = 60  # code points of a line that may hold a number or date of the issue

_N = r"[0-9一二三四五六七八九十百零]{1,5}"
_BETWEEN = r"[\s,，;；、·•|｜/—\-]*"
_TOTAL = re.compile(
    rf"{_BETWEEN}\(?\s*(?:总|累计)\s*(?P<label>期号?\s*[:：]?\s*)?第?\s*(?P<total>[0-9]+|[一二三四五六七八九十百千万零]+)"
    rf"\s*(?(label)[期号]?|[期号])\s*\)?{_BETWEEN}"
)
_OWN = (
    rf"(?:第\s*(?P<number>{_N})\s*(?:[、,，—－\-至~～]\s*第?\s*(?P<to>{_N}))?\s*期\s*(?:合刊)?\s*(?P<after>增刊)?"
    rf"|第?\s*(?P<serial>{_N})\s*[号期]|(?P<only>增刊))"
)
_NUMBER = re.compile(
    rf"(?P<title>\D{{0,30}}?){_BETWEEN}[(【]?\s*"
    rf"[〔\[(【]?\s*(?:(?P<year>[0-9]{{4}}|[〇○零一二三四五六七八九]{{4}}(?=年))\s*(?:年度?)?\s*[〕\])】]?{_BETWEEN})?(?P<before>增刊)?\s*"
    rf"{_OWN}\s*[)】]?(?P<rest>[\s｜|·]+(?:(?!第)[^0-9,，]){{2,40}})?[\s｜|·]*"
)

IMPRINT_LABEL = re.compile(r"(?:(?:主办|编印|编发|承办|主编|编辑|印发|发文)(?:单位|部门|机关)?|单位)[：:]\s*")
OFFICE = re.compile(
    "^[^。；！？，、：]{2,24}(?:办公[室厅]|办事处|委员会|政府|中心|公司|集团|[协学]会|研究[室院]|编辑部|[委局厅处部署办院])$"
)
"""What is called like an office."""


def without_totals(lines: Sequence[SourceLine]) -> tuple[dict[int, str], list[SourceLine]]:
    """The 总期号 of the lines that have one, in words, and the lines without them: it is no number, name or issuer."""
    totals: dict[int, str] = {}
    left = list(lines)
    for at, line in enumerate(lines):
        found = _TOTAL.search(narrow(line.text)) if len(line.text) <= LONGEST_IMPRINT else None
        if found:
            totals[at] = found["total"]
            text = f"{line.text[: found.start()]} {line.text[found.end() :]}".strip()
            left[at] = replace(line, text=text)
    return totals, left


def number_in(text: str) -> re.Match[str] | None:
    """The number of the issue if a short line says nothing else, but perhaps the title before it and a date."""
    if len(text) > LONGEST_IMPRINT:
        return None
    found = find_date(text)
    parts = (found.before, found.after) if found else (text,)
    return next((match for part in parts if (match := _fitting(part, whole=found is not None))), None)


def _fitting(part: str, *, whole: bool) -> re.Match[str] | None:
    """The number in a part of a line; what follows must be an office where the date stands elsewhere."""
    match = _NUMBER.fullmatch(narrow(part))
    if match is None:
        return None
    rest = (match["rest"] or "").strip(" \u3000｜|·")
    if rest and not whole and not (IMPRINT_LABEL.match(rest) or OFFICE.match(rest)):
        return None
    bare = match["serial"] or match["only"]
    return None if bare and not match["year"] else match  # 第3号 and 增刊 alone are anything
