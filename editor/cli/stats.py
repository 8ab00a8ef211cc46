"""``yaoxun stats [YEAR]``: articles and characters by section, region, month and place."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from editor.archive.counts import Count, Counts, Covered
from editor.archive.regions import OUTSIDE
from editor.cli.arguments import year
from editor.cli.document import print_json
from editor.errors import UsageError
from editor.session.archive import Archive
from editor.session.root import find_root

if TYPE_CHECKING:
    from editor.model.issue import IssueId
    from editor.session.sources import Taken
    from editor.session.workspace import Workspace

_BAR = 30  # columns
_NAME = 16  # columns


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("year", nargs="?", type=year, metavar="年", help="统计哪一年（默认全部）")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="以 JSON 输出")
    form.add_argument("--docx", action="store_true", help="与 --by source 同用：采用情况通报，存到 exports")
    parser.add_argument("--by", choices=("source",), help="source 按来稿单位统计")
    parser.add_argument("--published", action="store_true", help="只统计标记已发的各期")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="文件夹", help="通报存到哪里（默认工作区的 exports）"
    )
    form.add_argument("--csv", action="store_true", help="以 CSV 输出，可用 Excel 打开")


def run(options: Namespace) -> int:
    """Print the counts; a file that cannot be counted is named on stderr and makes the exit code 2."""
    if options.by == "source":
        return _by_source(options)
    if options.docx or options.output:
        raise UsageError("通报按来稿单位编，请加上 --by source")
    archive = Archive(find_root(options.workspace))
    archive.refresh()
    counts = archive.counts(options.year, _sent(options) if options.published else None)
    if options.json:
        _print_json(options.year, counts)
    elif options.csv:
        _print_csv(counts)
    else:
        _print_tables(options.year, counts)
    problems = archive.problems()
    for problem in problems:
        print(f"{problem} 没有计入。", file=sys.stderr)
    misnamed = archive.misnamed()
    for error in misnamed:
        print(error, file=sys.stderr)
    return 2 if problems or misnamed else 0


def _sent(options: Namespace) -> list[IssueId]:
    """The issues that went out."""
    from editor.session.workspace import Workspace

    listed = (each.issue for each in Workspace.find(options.workspace).issues())
    return [issue.id for issue in listed if issue is not None and issue.published is not None]


# -- by the units that handed the articles in ---------------------------------------------------------------------


def _by_source(options: Namespace) -> int:
    from editor.session.sources import taken
    from editor.session.workspace import Workspace

    workspace = Workspace.find(options.workspace)
    counted = taken(workspace, options.year, published=options.published)
    for problem in counted.problems:
        print(f"{problem} 没有计入。", file=sys.stderr)
    if options.docx:
        print(_write_notice(workspace, counted, options))
    elif options.json:
        units = [asdict(unit) for unit in counted.units]
        document = {
            "year": options.year,
            "issues": len(counted.issues),
            "articles": counted.articles,
            "units": units,
        }
        print_json(document)
    elif options.csv:
        _print_csv_of(
            [
                ("来稿单位", "篇数", "字数", *counted.months),
                *(
                    (
                        _no_formula(u.name),
                        u.articles,
                        u.characters,
                        *(u.months.get(m, 0) for m in counted.months),
                    )
                    for u in counted.units
                ),
            ]
        )
    else:
        _print_units(options.year, counted)
    return 2 if counted.problems else 0


def _write_notice(workspace: Workspace, counted: Taken, options: Namespace) -> Path:
    from datetime import date

    from editor.session.exports import write_document
    from editor.session.sources import notice

    title, data = notice(counted, workspace.default_style(), options.year, date.today())
    return write_document(options.output or workspace.exports_folder, title, "docx", data)


def _print_units(of_year: int | None, counted: Taken) -> None:
    period = f"{of_year}年" if of_year is not None else "全部"
    print(f"{period}：{len(counted.issues)}期，{counted.articles}篇，按来稿单位")
    for unit in counted.units:
        months = "、".join(f"{month} {count}篇" for month, count in sorted(unit.months.items()))
        print(f"  {_padded(unit.name)}{unit.articles:>6,}篇{unit.characters:>12,}字  {months}")


# -- by section, region, month and place ----------------------------------------------------------------------------


def _print_json(of_year: int | None, counts: Counts) -> None:
    document = {
        "year": of_year,
        "issues": counts.issues,
        "articles": counts.articles,
        "characters": counts.characters,
        "sections": [count._asdict() for count in counts.sections],
        "regions": [count._asdict() for count in counts.regions],
        "months": [count._asdict() for count in counts.months],
        "places": [
            {**covered.place._asdict(), "articles": covered.articles, "characters": covered.characters}
            for covered in counts.places
        ],
    }
    print_json(document)


def _print_csv(counts: Counts) -> None:
    """One table for everything, so that a spreadsheet can filter it.

    UTF-8 with a byte order mark, whatever the terminal speaks: without it Excel takes Chinese for something else.
    """
    rows: list[Sequence[object]] = [("统计项", "地区", "名称", "篇数", "字数")]
    for table, kind in ((counts.sections, "栏目"), (counts.regions, "地区"), (counts.months, "月份")):
        rows.extend((kind, "", _no_formula(count.name), *count[1:]) for count in table)
    rows.extend(
        ("覆盖", covered.place.region, covered.place.name, covered.articles, covered.characters)
        for covered in counts.places
    )
    _print_csv_of(rows)


def _print_csv_of(rows: Sequence[Sequence[object]]) -> None:
    import csv
    import io

    text = io.StringIO()
    csv.writer(text).writerows(rows)  # ends lines as Excel does, with CR LF
    sys.stdout.flush()
    sys.stdout.buffer.write(text.getvalue().encode("utf-8-sig"))


def _no_formula(name: str) -> str:
    """A name that somebody typed, so that no spreadsheet takes it for a formula."""
    return f"'{name}" if name.startswith(("=", "+", "-", "@")) else name


def _print_tables(of_year: int | None, counts: Counts) -> None:
    period = f"{of_year}年" if of_year is not None else "全部"
    print(f"{period}：{counts.issues}期，{counts.articles}篇，{counts.characters:,}字")
    if not counts.issues:
        return
    when = ("月份", counts.months) if of_year is not None else ("年份", counts.years)
    for title, table in (("栏目", counts.sections), ("地区", counts.regions), when):
        print(f"\n{title}")
        for line in _table(table):
            print(line)
    print("\n覆盖")
    for line in _coverage(counts):
        print(line)


def _table(counts: Iterable[Count]) -> Iterator[str]:
    counts = tuple(counts)
    most = max((count.articles for count in counts), default=0)
    for count in counts:
        bar = "█" * round(_BAR * count.articles / most) if most and _shows_bars() else ""
        yield f"  {_padded(count.name)}{count.articles:>6,}篇{count.characters:>12,}字  {bar}".rstrip()


def _shows_bars() -> bool:
    return sys.stdout.isatty()


def _coverage(counts: Counts) -> Iterator[str]:
    """For each province of the Delta, and for the rest: places with their articles, and places without any."""
    groups: dict[str, list[Covered]] = {}
    for covered in counts.places:
        place = covered.place
        groups.setdefault(OUTSIDE if place.region == OUTSIDE else place.province, []).append(covered)
    for name, places in groups.items():
        ranked = sorted((c for c in places if c.articles), key=lambda c: -c.articles)
        yield f"  {name}"
        yield f"    有：{'、'.join(f'{c.place.name}{c.articles}' for c in ranked) or '无'}"
        yield f"    无：{'、'.join(c.place.name for c in places if not c.articles) or '无'}"


def _padded(name: str) -> str:
    width = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in name)
    return name + " " * max(1, _NAME - width)
