"""``yaoxun new``: the next issue."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace

from editor.cli.arguments import day, given, numbers
from editor.errors import IssueExistsError
from editor.session.workspace import Workspace

_TRIES = 20  # to be the first with a number


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "--date", type=day, metavar="日期", help="出版日期，如 2026-01-09（默认上一期往后一个周期）"
    )
    parser.add_argument(
        "--number", type=numbers, metavar="期数", help="第几期（默认上一期加一），合刊写作 28-29"
    )
    parser.add_argument(
        "--style", type=given, metavar="样式", help="用哪种样式，如 official（默认与近几期相同）"
    )
    parser.add_argument("--supplement", action="store_true", help="新建增刊，期数另编")
    parser.add_argument(
        "--like", type=given, metavar="期", help="仿照哪一期：取它的刊名、编印单位、样式和栏目"
    )


def run(options: Namespace) -> int:
    """Make the issue file and print its path."""
    workspace = Workspace.find(options.workspace)
    like = workspace.load(workspace.resolve(options.like)) if options.like else None
    first, last = options.number or (None, None)
    for attempt in range(_TRIES):
        issue = workspace.next_issue(
            date=options.date, number=first, like=like, style=options.style, supplement=options.supplement
        )
        try:
            path = workspace.create(replace(issue, number_to=last))
        except IssueExistsError:  # somebody else was faster, unless the number is asked for
            if first is not None or attempt == _TRIES - 1:
                raise
        else:
            break
    print(path)
    return 0
