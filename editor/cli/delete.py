"""``yaoxun delete ISSUE``: take an issue out of the workspace, from where it can be got back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from editor.cli.arguments import ISSUE_HELP, find_issue, given
from editor.session.particulars import delete


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("issue", type=given, metavar="期", help=ISSUE_HELP)


def run(options: Namespace) -> int:
    """Delete it, and say how it comes back."""
    workspace, path = find_issue(options.workspace, options.issue)
    delete(workspace, path)
    print(f"已删除 {path.name}。找回：yaoxun versions {path.stem} --restore 1")
    return 0
