"""``yaoxun new``: the next issue."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from editor.cli.arguments import day, positive
from editor.session.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "--date", type=day, metavar="日期", help="出版日期，如 2026-01-09（默认上一期后七天）"
    )
    parser.add_argument("--number", type=positive, metavar="期数", help="第几期（默认当年上一期加一）")
    parser.add_argument("--like", metavar="期", help="仿照哪一期：取它的刊名、编印单位、样式和栏目")


def run(options: Namespace) -> int:
    """Make the issue file and print its path."""
    workspace = Workspace.find(options.workspace)
    like = workspace.load(workspace.resolve(options.like)) if options.like else None
    print(workspace.create(workspace.next_issue(date=options.date, number=options.number, like=like)))
    return 0
