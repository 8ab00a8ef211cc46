"""``yaoxun show ISSUE``: read one issue in the terminal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from editor.cli.arguments import ISSUE_HELP, find_issue, given
from editor.exporters.txt import plain_text
from editor.session.workspace import Listed


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("issue", type=given, metavar="期", help=ISSUE_HELP)


def run(options: Namespace) -> int:
    """Print the issue as it reads in plain text."""
    workspace, path = find_issue(options.workspace, options.issue)
    issue = workspace.load(path)
    for error in workspace.misnamed([Listed(path, issue)]):
        print(error, file=sys.stderr)
    print(plain_text(issue, workspace.style_of(issue, path)), end="")
    return 0
