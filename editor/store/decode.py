"""The data of an issue file, checked key by key, as an Issue.

Works on what tomllib gives. Unknown keys are left alone, they belong to somebody; but what looks like a slip of
one that matters is refused, because the text under it would silently be missing from the issue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date as Date  # noqa: N812  (a field is called date)
from datetime import datetime
from typing import Any, Final

from editor.model.body import LEVELS, Block, Body, Chain, Heading, Paragraph
from editor.model.issue import (
    ARTICLE_ID,
    ARTICLE_LABELS,
    EXTRA_NAME,
    FIELD_LABELS,
    LARGEST_NUMBER,
    LARGEST_TOTAL,
    SERIES,
    STYLE_NAME,
    SUPPLEMENT,
    Article,
    Issue,
    Section,
)
from editor.store import keys
from editor.store.misfit import KeyPath, Misfit, kind_of, said

Data = dict[str, Any]

# Each turns the data of one older format into the next: {1: one_to_two}. There is no older one yet.
MIGRATIONS: Final[dict[int, Callable[[Data], Data]]] = {}

_YEARS = (1900, 2999)
_MOST_COPIES = 999_999
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ALIKE = 0.82  # keeps sections, artcle and bodys, lets share and issued pass

_LABELS = {
    **FIELD_LABELS,
    **ARTICLE_LABELS,
    keys.NAME: "栏目名称",
    keys.ID: "稿件编号",
    keys.ACCEPT: "已接受的校对意见",
    keys.BODY: "正文",
    keys.HEADING: "小标题",
    keys.LEVEL: "小标题的级别",
    keys.RESTART: "小标题从一编号",
}


def decode_issue(data: Data) -> Issue:
    """The issue that the data of a file stands for. Misfit names the path of what is wrong."""
    data = _current(data)
    _refuse_slips(data, keys.OF_FILE, (keys.ISSUE, keys.SECTION, keys.SPARE, keys.ARTICLE), ())
    if keys.ISSUE not in data:
        raise Misfit((), "缺少 [issue] 表（刊名、年份、期号、日期）")
    table = _Table(data[keys.ISSUE], (keys.ISSUE,), keys.OF_ISSUE)
    year = table.whole(keys.YEAR, *_YEARS)
    number = table.whole(keys.NUMBER, 1, LARGEST_NUMBER)
    issue = Issue(
        title=table.text(keys.TITLE),
        year=year,
        number=number,
        date=table.issue_date(year),
        issuer=table.text(keys.ISSUER),
        style=table.name_of_style(),
        total=table.whole(keys.TOTAL, 1, LARGEST_TOTAL) if keys.TOTAL in table.data else None,
        number_to=table.number_to(number),
        secrecy=table.text(keys.SECRECY, ""),
        serial=table.text(keys.SERIAL, ""),
        editor=table.text(keys.EDITOR, ""),
        approver=table.text(keys.APPROVER, ""),
        copies=table.copies(),
        editor_note=table.text(keys.EDITOR_NOTE, "", lines=True),
        published=table.date(keys.PUBLISHED) if keys.PUBLISHED in table.data else None,
        published_by=table.text(keys.PUBLISHED_BY, ""),
        extra=table.extra(),
        kind=table.kind(),
        sections=tuple(_section(*row) for row in _rows(data, keys.SECTION, ())),
        spares=tuple(_article(*row) for row in _rows(data, keys.SPARE, ())),
    )
    _refuse_twins(issue)
    return issue


def _current(data: Data) -> Data:
    """The data in today's format, whatever format the file has."""
    if keys.FORMAT_KEY not in data:
        raise Misfit((), f"缺少 format，不像是期次文件，第一行应为 format = {keys.FORMAT}")
    found = data[keys.FORMAT_KEY]
    path = (keys.FORMAT_KEY,)
    if type(found) is not int:
        raise Misfit(path, f"format 应为整数 {keys.FORMAT}，实为{kind_of(found)}")
    if found > keys.FORMAT:
        raise Misfit(path, f"由更新版本的要讯保存（format 为{said(found)}），请升级")
    for version in range(found, keys.FORMAT):
        if version not in MIGRATIONS:
            raise Misfit(path, f"format 应为 {keys.FORMAT}，实为{said(found)}")
        data = MIGRATIONS[version](data)
    return data


def _section(data: object, path: KeyPath) -> Section:
    table = _Table(data, path, keys.OF_SECTION, vital=(keys.ARTICLE,))
    articles = tuple(_article(*row) for row in _rows(table.data, keys.ARTICLE, path))
    return Section(table.text(keys.NAME), articles)


def _article(data: object, path: KeyPath) -> Article:
    table = _Table(data, path, keys.OF_ARTICLE, vital=(keys.BODY,))
    return Article(
        id=table.id(),
        title=table.text(keys.TITLE),
        body=table.body(),
        run_in=table.truth(keys.RUN_IN),
        source=table.text(keys.SOURCE, "", lines=True),
        note=table.text(keys.NOTE, "", lines=True),
        accept=table.texts(keys.ACCEPT, lines=True),
        unit=table.text(keys.UNIT, ""),
        editor_note=table.text(keys.EDITOR_NOTE, "", lines=True),
        byline=table.text(keys.BYLINE, ""),
        attachments=table.texts(keys.ATTACHMENTS),
    )


def _rows(data: Data, key: str, path: KeyPath) -> Iterator[tuple[object, KeyPath]]:
    """The tables of an array of tables, each with its path."""
    rows = data.get(key, [])
    if not isinstance(rows, list):
        header = ".".join(str(part) for part in (*path, key) if isinstance(part, str))
        raise Misfit((*path, key), f"{key} 应写成 [[{header}]]，双方括号，实为{kind_of(rows)}")
    return ((row, (*path, key, place)) for place, row in enumerate(rows))


def _refuse_twins(issue: Issue) -> None:
    seen: dict[str, KeyPath] = {}
    for place, article in articles_with_paths(issue):
        path = (*place, keys.ID)
        if article.id in seen:
            raise Misfit(
                path, f"稿件编号 {article.id} 用了两次", twin=seen[article.id], advice="请给其中一篇另取编号"
            )
        seen[article.id] = path


def articles_with_paths(issue: Issue) -> Iterator[tuple[KeyPath, Article]]:
    """Every article of an issue, spares last, with the path of its table in the file."""
    for number, section in enumerate(issue.sections):
        for index, article in enumerate(section.articles):
            yield (keys.SECTION, number, keys.ARTICLE, index), article
    for index, article in enumerate(issue.spares):
        yield (keys.SPARE, index), article


def _refuse_slips(data: Data, known: tuple[str, ...], vital: tuple[str, ...], path: KeyPath) -> None:
    """Refuse a key that differs from a known one in spelling habits only, or resembles a vital one."""
    for key in data:
        if key in known:
            continue
        plain = re.sub("[-_ ]", "", key).lower()
        twin = next((k for k in known if k.replace("_", "") == plain), None)
        if twin is None:
            from difflib import get_close_matches  # rarely needed, and slow to import

            twin = next(iter(get_close_matches(key, vital, 1, _ALIKE)), None)
        if twin == keys.ARTICLE and not path:
            twin = f"{keys.SECTION}.{keys.ARTICLE}"
        if twin is not None:
            raise Misfit((*path, key), f"不认识 {key}，应为 {twin}")


class _Table:
    """One table of the file, where it stands, and its values, checked as they are taken out."""

    def __init__(
        self, data: object, path: KeyPath, known: tuple[str, ...], *, vital: tuple[str, ...] = ()
    ) -> None:
        if not isinstance(data, dict):
            raise Misfit(path, f"这里应为表，实为{kind_of(data)}")
        _refuse_slips(data, known, vital, path)
        self.data: Data = data
        self.path = path

    def text(self, key: str, default: str | None = None, *, lines: bool = False) -> str:
        if key not in self.data and default is not None:
            return default
        return _text(self._needed(key), (*self.path, key), f"{key}（{_LABELS[key]}）", lines=lines)

    def whole(self, key: str, low: int, high: int) -> int:
        value = self._needed(key)
        if type(value) is not int:
            raise self._wrong(key, "整数")
        if not low <= value <= high:
            raise self._misfit(key, f"应在 {low} 到 {high} 之间，实为{said(value)}")
        return value

    def truth(self, key: str) -> bool:
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, "真假值 true 或 false")
        return value

    def texts(self, key: str, *, lines: bool = False) -> tuple[str, ...]:
        values = self.data.get(key, [])
        if not isinstance(values, list):
            raise self._wrong(key, "文字的数组")
        return tuple(
            _text(value, (*self.path, key, place), f"{key}（{_LABELS[key]}）的每一项", lines=lines)
            for place, value in enumerate(values)
        )

    def date(self, key: str) -> Date:
        value = self._needed(key)
        if isinstance(value, datetime) or not isinstance(value, Date):
            raise self._wrong(key, f"日期，不加引号，如 {key} = 2025-07-25")
        return value

    def issue_date(self, year: int) -> Date:
        value = self.date(keys.DATE)
        # The last issue of a year may come out in January, and the first before New Year.
        if abs(value.year - year) > 1:
            raise self._misfit(keys.DATE, f"与年份 {year} 相差太远，实为 {value}")
        return value

    def number_to(self, number: int) -> int | None:
        if keys.NUMBER_TO not in self.data:
            return None
        last = self.whole(keys.NUMBER_TO, 1, LARGEST_NUMBER)
        if last <= number:
            raise self._misfit(keys.NUMBER_TO, f"应大于期号 {number}，实为{said(last)}")
        return last

    def copies(self) -> str:
        """The copies that are printed; a bare number is as good as a text."""
        if type(self.data.get(keys.COPIES)) is int:
            return str(self.whole(keys.COPIES, 1, _MOST_COPIES))
        return self.text(keys.COPIES, "")

    def extra(self) -> tuple[tuple[str, str], ...]:
        """The office's own fields."""
        values, path = self.data.get(keys.EXTRA, {}), (*self.path, keys.EXTRA)
        if not isinstance(values, dict):
            raise Misfit(path, f"extra 应写成 [issue.extra] 表，实为{kind_of(values)}")
        for name in values:
            if not EXTRA_NAME.fullmatch(name):
                raise Misfit((*path, name), f"自定内容的名称只能用文字、数字、_ 和 -，实为{said(name)}")
        return tuple((name, _text(value, (*path, name), name)) for name, value in values.items())

    def kind(self) -> str:
        value = self.text(keys.KIND, SERIES)
        if value not in (SERIES, SUPPLEMENT):
            raise self._misfit(keys.KIND, f"应为 {SERIES} 或 {SUPPLEMENT}（增刊），实为{said(value)}")
        return value

    def name_of_style(self) -> str:
        value = self.text(keys.STYLE, Issue.style)
        if not STYLE_NAME.fullmatch(value):
            raise self._misfit(keys.STYLE, f"应为样式的名字，如 official，实为{said(value)}")
        return value

    def id(self) -> str:
        value = self.text(keys.ID)
        if not ARTICLE_ID.fullmatch(value):
            raise self._misfit(keys.ID, "应为几位字母和数字，如 k3f9qd")
        return value

    def body(self) -> Body:
        items = self.data.get(keys.BODY, [])
        if not isinstance(items, list):
            raise self._wrong(keys.BODY, "数组，段落写在方括号里")
        return tuple(_block(item, (*self.path, keys.BODY, place)) for place, item in enumerate(items))

    def _needed(self, key: str) -> object:
        if key not in self.data:
            raise Misfit(self.path, f"这里缺少 {key}（{_LABELS[key]}）")
        return self.data[key]

    def _wrong(self, key: str, expected: str) -> Misfit:
        return self._misfit(key, f"应为{expected}，实为{kind_of(self.data[key])}")

    def _misfit(self, key: str, words: str) -> Misfit:
        return Misfit((*self.path, key), f"{key}（{_LABELS[key]}）{words}")


def _block(item: object, path: KeyPath) -> Block:
    if isinstance(item, str):
        return Paragraph(_text(item, path, "段落"))
    if isinstance(item, list):
        measures = (_text(text, (*path, n), "举措组的每一项", lines=True) for n, text in enumerate(item))
        return Chain(tuple(measures))
    if isinstance(item, dict):
        table = _Table(item, path, keys.OF_HEADING, vital=(keys.HEADING,))
        level = table.whole(keys.LEVEL, 1, LEVELS) if keys.LEVEL in table.data else 1
        return Heading(table.text(keys.HEADING), level, table.truth(keys.RESTART))
    raise Misfit(
        path, f'正文的每一项应为段落（文字）、举措组（数组）或 {{ heading = "小标题" }}，实为{kind_of(item)}'
    )


def _text(value: object, path: KeyPath, what: str, *, lines: bool = False) -> str:
    """A text without control characters; line breaks only where ``lines`` allows them."""
    if not isinstance(value, str):
        raise Misfit(path, f"{what}应为文字，要加引号，实为{kind_of(value)}")
    control = _CONTROL.search(value)
    if control is not None:
        raise Misfit(path, f"{what}里有控制字符 U+{ord(control[0]):04X}，应删去")
    if not lines and "\n" in value:
        raise Misfit(path, f"{what}里不能换行")
    return value
