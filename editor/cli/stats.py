"""``yaoxun stats [YEAR]``: articles and characters by section, region, month and place."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from editor.archive.counts import Counts
from editor.cli.arguments import given_path, print_json, year
from editor.errors import UsageError
from editor.session.archive import Archive
from editor.session.root import find_root
from editor.session.statistics import Taken, count_lines, notice, taken, unit_lines

if TYPE_CHECKING:
    from editor.model.issue import IssueId
    from editor.session.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("year", nargs="?", type=year, metavar="年", help="统计哪一年（默认全部）")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="以 JSON 输出")
    form.add_argument("--docx", action="store_true", help="与 --by source 同用：采用情况通报，存到 exports")
    parser.add_argument("--by", choices=("source",), help="source 按来稿单位统计")
    parser.add_argument("--published", action="store_true", help="只统计标记已发的各期")
    parser.add_argument(
        "-o", "--output", type=given_path, metavar="文件夹", help="通报存到哪里（默认工作区的 exports）"
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
        print(*count_lines(options.year, counts, bars=_shows_bars()), sep="\n")
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
    from editor.session.workspace import Workspace

    workspace = Workspace.find(options.workspace)
    counted = taken(workspace, options.year, published=options.published)
    for problem in counted.problems:
        print(f"{problem} 没有计入。", file=sys.stderr)
    if options.docx:
        print(_write_notice(workspace, counted, options))
    elif options.json:
        document = {
            "year": options.year,
            "issues": len(counted.issues),
            "articles": counted.articles,
            "units": [asdict(unit) for unit in counted.units],
        }
        print_json(document)
    elif options.csv:
        rows: list[Sequence[object]] = [("来稿单位", "篇数", "字数", *counted.months)]
        for unit in counted.units:
            months = (unit.months.get(month, 0) for month in counted.months)
            rows.append((_no_formula(unit.name), unit.articles, unit.characters, *months))
        _print_csv_of(rows)
    else:
        print(*unit_lines(options.year, counted), sep="\n")
    return 2 if counted.problems else 0


def _write_notice(workspace: Workspace, counted: Taken, options: Namespace) -> Path:
    from datetime import date

    from editor.session.exports import write_document

    title, data = notice(counted, workspace.default_style(), options.year, date.today())
    return write_document(options.output or workspace.exports_folder, title, data)


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


def _shows_bars() -> bool:
    return sys.stdout.isatty()
