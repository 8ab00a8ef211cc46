"""The head of an issue in a text: title, number, issuer, date, in the orders and writings that occur.

What stands above it (the page's own title lines) is left out and used to check it; the masthead wins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  (as where fields are called date)
from string import Formatter

from editor.errors import ImportRefusedError
from editor.importers.contents import section_key
from editor.importers.dates import FoundDate, count, find_date, find_year, narrow
from editor.importers.issue_number import IMPRINT_LABEL, LONGEST_IMPRINT, OFFICE, number_in, without_totals
from editor.importers.page_junk import is_page_junk
from editor.manuscript.source import SourceLine, excerpt, squeezed
from editor.manuscript.titles import is_prose, is_title_shaped
from editor.model.issue import LARGEST_TOTAL, SERIES, SUPPLEMENT, Issue
from editor.model.remark import Remark, RemarkKind
from editor.model.style import HouseStyle

_SEARCHED = 60  # lines in which a masthead must begin
_TAIL = 12  # last lines in which 印发 may stand with the date
_REACH = 5  # lines that title and imprint may lie away from the number
_WEB_TITLE = re.compile(
    r"(?P<title>\D{2,30}?)\s*(?P<year>[0-9]{4})\s*年?\s*\(?\s*第?\s*(?P<number>[0-9]{1,4})\s*期?\s*\)?"
)
_CONTENTS = re.compile(r"[【\[]?\s*(?:本期|本刊)?\s*(?:目\s*[录錄次]|要\s*目)\s*[】\]]?[：:]?")
_DONE_BY = re.compile("(?:编印|编发|主办|主编|编)$")
_SECRECY = re.compile("内部(?:资料|刊物|文件)|注意保存|[秘机绝]密")
_DIVIDERS = " \u3000｜|·"  # between the cells of a row
_LONGEST_TITLE = 30
_SENTENCE = re.compile("[。；！？，]")
_YEARS = range(1949, 3000)


class NoMastheadError(ImportRefusedError):
    """A text without any masthead: no issue, but perhaps an article."""


@dataclass(frozen=True)
class Masthead:
    """What the head says: an issue without sections. ``after`` is the index of the first line below, of the clean lines."""

    issue: Issue
    after: int


def is_contents_heading(text: str) -> bool:
    """Whether a line is the heading of the 目录."""
    return _CONTENTS.fullmatch(text) is not None


def read_masthead(lines: Sequence[SourceLine], style: HouseStyle, name: str) -> tuple[Masthead, list[Remark]]:
    """The masthead, and what is to say about it and the lines above it.

    ImportRefusedError if there is none, or it names a day or number that cannot be.
    """
    return _MastheadReader(lines, style, name).read()


class _MastheadReader:
    def __init__(self, text: Sequence[SourceLine], style: HouseStyle, name: str) -> None:
        lines = text[:_SEARCHED]
        self._tail = text[max(len(text) - _TAIL, 1) :]
        sections = frozenset(map(section_key, style.sections))
        heading = style.text.contents_heading
        ends = (at for at, line in enumerate(lines) if at and _ends_head(line.text, sections, heading))
        end = next(ends, len(lines))
        self._written = lines[:end]
        # At the 目录 or a section: then the last line before it belongs to the head.
        self._ended = end < len(lines)
        self._totals, self._lines = without_totals(self._written)
        self._style = style
        self._name = name
        self._row = _row(style)
        self._remarks: list[Remark] = []

    def read(self) -> tuple[Masthead, list[Remark]]:
        at, number = self._find_number()
        prefix, office = self._parted(number["title"].strip())
        title_at, title = self._find_title(at, prefix)
        date_at, found = self._find_date(at, title_at)
        beside = (number["rest"] or "").strip(_DIVIDERS) or office or (prefix if title_at != at else "")
        if beside and (at == date_at or number["rest"]):
            issuer_at, issuer = at, self._without_label(at, beside)
        else:
            issuer_at, issuer = self._find_issuer({at, title_at, date_at}, found, (at, beside))
        used = {at, title_at, date_at, issuer_at}
        total_at = min(self._totals, key=lambda line: abs(line - at), default=at)
        if total_at <= max(used) + 1:
            used.add(total_at)
        date = found.date
        if date is None or date.year not in _YEARS:
            raise self._refused(date_at, "没有这一天")
        self._check_beside(date_at, found, date)
        issue = Issue(
            title,
            self._year(at, number, date),
            self._number(at, number),
            date,
            issuer,
            self._style.name,
            self._total(total_at) if total_at in used else None,
            SUPPLEMENT if number["before"] or number["after"] or number["only"] else SERIES,
            number_to=self._number_to(at, number),
        )
        after = max(used) + 1
        for unused in sorted(set(range(after)) - used):
            self._leave_out(unused, issue)
        return Masthead(issue, after), sorted(self._remarks, key=lambda remark: remark.line)

    # -- finding ----------------------------------------------------------------------------------------------

    def _find_number(self) -> tuple[int, re.Match[str]]:
        """The line with the number. A page title above may hold it too, so a line of its own comes first."""
        found = [(at, match) for at, line in enumerate(self._lines) if (match := number_in(line.text))]
        if not found:
            message = f"没有找到刊头：应有刊名“{self._style.title}”和“2025年第28期”这样的一行"
            advice = "请确认这是整期要讯的文本；如果是一篇稿件，用 yaoxun import --into 期号 文件 并入某一期"
            if _is_like_an_article([line.text for line in self._lines]):
                message = "没有刊头，像一篇稿件"
                advice = "要并入某一期，用 yaoxun import --into 期号 文件，或打开那一期后粘贴、拖入；如果是整期，请补上刊名和期号"
            raise NoMastheadError(message, where=self._name, advice=advice)
        return next((each for each in found if not each[1]["title"].strip()), found[0])

    def _parted(self, words: str) -> tuple[str, str]:
        """The title of the house before a number, and the office that stands between them."""
        title, office = self._style.title, words.removeprefix(self._style.title)
        parted = office.lstrip(" \u3000·")
        return (title, parted) if parted and len(parted) < len(office) < len(words) else (words, "")

    def _find_title(self, at: int, prefix: str) -> tuple[int, str]:
        expected = _squeezed(self._style.title)
        near = range(max(0, at - _REACH), min(len(self._lines), at + _REACH))
        for candidate in sorted(near, key=lambda index: abs(index - at)):
            text = self._lines[candidate].text
            if _squeezed(text) == expected:
                if text != self._style.title:
                    self._remark("repaired", candidate, f"刊名“{text}”记作“{self._style.title}”")
                return candidate, self._style.title
        if prefix:
            title_at, title = at, prefix
        elif (above := self._short_above(at)) is not None:
            title_at, title = above, self._lines[above].text
        else:
            self._remark("doubtful", at, f"没有找到刊名，用样式中的“{self._style.title}”")
            return at, self._style.title
        if _squeezed(title) != expected:
            differs = f"刊名“{title}”与样式中的“{self._style.title}”不同，以文中为准"
            self._remark("doubtful", title_at, differs)
        return title_at, title

    def _short_above(self, at: int) -> int | None:
        """The line above that may be a title."""
        above = next((line for line in reversed(range(at)) if self._lines[line].text), None)
        text = self._lines[above].text if above is not None else ""
        return above if text and len(text) <= _LONGEST_TITLE and not find_date(text) else None

    def _find_date(self, at: int, title_at: int) -> tuple[int, FoundDate]:
        top = min(at, title_at)
        for candidate in range(top, min(len(self._lines), at + _REACH)):
            if found := self._imprint(candidate):
                return candidate, found
        for candidate in reversed(range(top)):
            if (found := self._imprint(candidate)) and not found.before and not found.after:
                self._remark("doubtful", candidate, "刊头里没有日期，用网页标题下的日期")
                return candidate, found
        for line in reversed(self._tail):  # a style may print it at the end only
            found = find_date(line.text)
            if found and len(line.text) <= LONGEST_IMPRINT and "印发" in line.text:
                self._remark("doubtful", at, f"刊头里没有日期，用报尾的日期（{excerpt(line.text)}）")
                return at, FoundDate(found.date, "", "")
        raise ImportRefusedError(
            "刊头里没有日期：应有“2025年7月25日”这样的日期",
            where=self._name,
            line=self._lines[at].line,
            advice="请在期号下面补一行编印单位和日期，再导入",
        )

    def _imprint(self, at: int) -> FoundDate | None:
        """The date in a line that is no sentence."""
        text = self._lines[at].text
        if len(text) > LONGEST_IMPRINT or (
            _SENTENCE.search(text) and not self._row.fullmatch(narrow(self._in_row(at)))
        ):
            return None
        return find_date(text)

    def _in_row(self, at: int) -> str:
        """A line as the row of the house has it, which may print the 总期号 beside the issuer."""
        masthead = self._style.masthead
        return (self._written if "{total" in masthead.left + masthead.right else self._lines)[at].text

    def _find_issuer(self, used: set[int], found: FoundDate, beside: tuple[int, str]) -> tuple[int, str]:
        """Where the issuer stands, and who it is. ``beside`` are the words beside the number, empty if there are none."""
        date_at = max(used)
        for candidate in used:
            row = self._row.fullmatch(narrow(self._in_row(candidate)))
            if row and self._imprint(candidate) == found and not number_in(row["issuer"]):
                start, end = row.span("issuer")
                words = self._in_row(candidate)[start:end].strip()
                return candidate, self._without_label(candidate, words)
            parts = (found.before, found.after) if self._imprint(candidate) == found else ()
            for part in parts:
                if (office := part.strip(_DIVIDERS)) and not number_in(part):
                    return candidate, self._without_label(candidate, office)
        reach = date_at + 2 + sum(at > date_at for at in self._totals)
        for candidate in range(min(used), min(len(self._lines), reach)):
            text = self._lines[candidate].text
            named = _squeezed(text) == _squeezed(self._style.issuer) or IMPRINT_LABEL.match(text)
            last = self._ended and candidate == len(self._lines) - 1
            named = named or (OFFICE.search(text) if last else None)
            if (
                text
                and candidate not in used
                and not _SECRECY.search(text)
                and (named or (candidate < date_at and len(text) <= LONGEST_IMPRINT))
            ):
                return candidate, self._without_label(candidate, text)
        if beside[1]:
            return beside[0], self._without_label(*beside)
        self._remark("doubtful", date_at, f"刊头里没有编印单位，用样式中的“{self._style.issuer}”")
        return date_at, self._style.issuer

    def _without_label(self, at: int, text: str) -> str:
        issuer = IMPRINT_LABEL.sub("", text, count=1)
        if _squeezed(_DONE_BY.sub("", issuer)) == _squeezed(self._style.issuer):
            issuer = self._style.issuer
        if issuer != text:
            self._remark("repaired", at, f"编印单位“{text}”记作“{issuer}”")
        return issuer

    # -- checking ---------------------------------------------------------------------------------------------

    def _check_beside(self, at: int, found: FoundDate, date: Date) -> None:
        """Say what of the words beside the date is not taken, and what contradicts it."""
        if found.lunar:
            self._remark("left_out", at, f"农历日期没有收入（{found.lunar}）")
        if found.weekday is not None and found.weekday != date.weekday():
            written, real = ("一二三四五六日"[day] for day in (found.weekday, date.weekday()))
            differs = f"刊头写作星期{written}，{date.month}月{date.day}日是星期{real}，请核对"
            self._remark("doubtful", at, differs)

    def _year(self, at: int, number: re.Match[str], date: Date) -> int:
        if not number["year"]:
            return date.year
        year = find_year(number["year"])
        if abs(year - date.year) > 1:
            raise self._refused(at, f"刊头写作{year}年，日期却在{date.year}年")
        if year != date.year:
            self._remark("doubtful", at, f"刊头写作{year}年，日期在{date.year}年，以刊头为准")
        return year

    def _number(self, at: int, number: re.Match[str]) -> int:
        if number["only"]:
            self._remark("doubtful", at, "增刊没有写第几期，记作第1期")
            return 1
        return self._positive(at, number["number"] or number["serial"], "期号")

    def _total(self, at: int) -> int | None:
        if at not in self._totals:
            return None
        total = self._positive(at, self._totals[at], "总期号")
        if total > LARGEST_TOTAL:
            raise self._refused(at, f"总期号最大是{LARGEST_TOTAL}")
        return total

    def _number_to(self, at: int, number: re.Match[str]) -> int | None:
        if not number["to"]:
            return None
        first, last = self._number(at, number), self._positive(at, number["to"], "期号")
        if last <= first:
            raise self._refused(at, f"合刊的期号“{number['to']}”不在“{first}”之后")
        return last

    def _positive(self, at: int, text: str, what: str) -> int:
        value = count(text)
        if not value:
            raise self._refused(at, f"{what}“{text}”不对")
        return value

    def _refused(self, at: int, message: str) -> ImportRefusedError:
        line = self._written[at]
        return ImportRefusedError(
            f"{message}（{excerpt(line.text, LONGEST_IMPRINT)}）", where=self._name, line=line.line
        )

    def _leave_out(self, at: int, issue: Issue) -> None:
        """Report a line of the head that has no place in the issue, and check what it says against the masthead."""
        text = self._lines[at].text
        if not text:
            self._remark("left_out", at, f"重复的总期号（{self._written[at].text}）")
            return
        web_title = _WEB_TITLE.fullmatch(narrow(text)) if len(text) <= LONGEST_IMPRINT else None
        found = self._imprint(at)
        if web_title:
            self._remark("left_out", at, f"网页标题（{text}）")
            if (int(web_title["year"]), int(web_title["number"])) != (issue.year, issue.number):
                differs = f"网页标题“{text}”与刊头的{issue.year}年第{issue.number}期不同，以刊头为准"
                self._remark("doubtful", at, differs)
        elif found and not found.before and not found.after:
            self._remark("left_out", at, f"网页日期（{text}）")
            if found.date != issue.date:
                self._remark("doubtful", at, f"网页日期“{text}”与刊头的{issue.date}不同，以刊头为准")
        elif number := number_in(text):
            self._remark("left_out", at, f"网页标题（{text}）")
            written = number["number"] or number["serial"]
            if written and count(written) != issue.number:
                self._remark("doubtful", at, f"网页标题“{text}”与刊头的第{issue.number}期不同，以刊头为准")
        elif _squeezed(text) == _squeezed(issue.title):
            self._remark("left_out", at, f"重复的刊名（{text}）")
        elif is_page_junk(text):
            self._remark("left_out", at, f"网页上的文字（{excerpt(text)}）")
        else:
            self._remark("doubtful", at, f"刊头处的这一行没有收入（{excerpt(text)}）")

    def _remark(self, kind: RemarkKind, at: int, message: str) -> None:
        self._remarks.append(Remark(kind, self._lines[at].line, message, self._written[at].text))


def _row(style: HouseStyle) -> re.Pattern[str]:
    """The row of the house with issuer and date, as it stands in a text."""
    ends = (_expression(end) for end in (style.masthead.left, style.masthead.right))
    expression = r"\s+".join(filter(None, ends))
    complete = all(f"(?P<{name}>" in expression for name in _EXPRESSIONS)
    return re.compile(expression if complete else "(?!)(?P<issuer>)")


def _expression(pattern: str) -> str:
    seen: set[str] = set()
    done = ""
    for text, name, _, _ in Formatter().parse(pattern):
        done += re.escape(text)
        if name is not None:
            done += _EXPRESSIONS.get(name, ".*?") if name not in seen else ".*?"
            seen.add(name)
    return done


_EXPRESSIONS = {"issuer": "(?P<issuer>.+)", "date": "(?P<date>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)"}


def _ends_head(text: str, sections: Collection[str], heading: str) -> bool:
    """Whether the head ends above a line: at the 目录, or where there is none, at the first section."""
    is_section = len(text) <= _LONGEST_TITLE and section_key(text) in sections
    return is_section or is_contents_heading(text) or text == heading != ""


def _is_like_an_article(texts: Sequence[str]) -> bool:
    """Whether a text without a masthead begins with a title and has prose below it."""
    first = next((at for at, text in enumerate(texts[:_REACH]) if is_title_shaped(text)), None)
    return first is not None and any(map(is_prose, texts[first + 1 : first + 1 + _REACH]))


def _squeezed(text: str) -> str:
    return squeezed(text).strip("《》")
