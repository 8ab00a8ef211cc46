"""``yaoxun rename [ISSUE] [NUMBER]``: file names that contradict the issue in them are put right; or a new number is given."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from editor.cli.arguments import ISSUE_HELP, find_issue, given
from editor.errors import EditorError
from editor.session.misnamed import Misnamed
from editor.session.particulars import renumber
from editor.session.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "issue", type=given, nargs="?", metavar="期", help=f"{ISSUE_HELP}；不写就改正全部与内容不符的文件名"
    )
    parser.add_argument(
        "number", type=given, nargs="?", metavar="新期号", help="如 2026-04、2026-s01（默认文件里写的期号）"
    )


def run(options: Namespace) -> int:
    """Rename, print each new path, and say what could not be done."""
    if options.issue is None:
        workspace = Workspace.find(options.workspace)
        wrong = workspace.called_otherwise(workspace.issues())
        return _all_right(workspace, wrong)
    workspace, path = find_issue(options.workspace, options.issue)
    print(renumber(workspace, path, options.number or str(workspace.load(path).id)))
    return 0


def _all_right(workspace: Workspace, wrong: list[Misnamed]) -> int:
    code = 0
    for misnamed in wrong:
        try:
            if misnamed.right.exists():
                raise misnamed.error
            print(renumber(workspace, misnamed.path, misnamed.right.stem))
        except EditorError as error:
            print(error, file=sys.stderr)
            code = 2
    if not wrong:
        print("文件名与里面写的期号都相符。", file=sys.stderr)
    return code
