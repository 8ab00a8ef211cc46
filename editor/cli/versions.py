"""``yaoxun versions ISSUE``: the earlier states of an issue, what changed since, and the way back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from editor.cli.arguments import ISSUE_HELP, find_issue, given, positive
from editor.errors import WorkspaceError
from editor.model.issue import IssueId
from editor.session.versions import Earlier, changes_since, earlier_states, restore
from editor.session.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("issue", type=given, metavar="期", help=ISSUE_HELP)
    action = parser.add_mutually_exclusive_group()
    action.add_argument(
        "--restore", type=positive, metavar="N", help="恢复第N个早先的版本（现在的样子会另留一个版本）"
    )
    action.add_argument("--diff", type=positive, metavar="N", help="逐篇列出第N个版本之后的改动")


def run(options: Namespace) -> int:
    """List the versions, show what changed since one, or restore one."""
    path = _find(options)
    if options.restore is not None:
        return _restore(path, options.restore)
    if options.diff is not None:
        return _diff(path, options.diff)
    states = list(earlier_states(path))
    if not states:
        print("还没有早先的版本，第一次改动保存后就会有。", file=sys.stderr)
    for state in states:
        print(_row(state))
    return 0


def _find(options: Namespace) -> Path:
    """The file of an issue, also of one that was deleted or renumbered and left its versions."""
    try:
        return find_issue(options.workspace, options.issue)[1]
    except WorkspaceError:
        issue_id = IssueId.parse(options.issue)
        if issue_id is None:
            raise
        path = Workspace.find(options.workspace).path_of(issue_id)
        if next(earlier_states(path), None) is None:
            raise
        return path


def _restore(path: Path, number: int) -> int:
    was_there = path.exists()
    warning = restore(path, number).warning
    if warning:
        print(f"{warning}。", file=sys.stderr)
    if was_there:
        print(f"已恢复第{number}个早先的版本；恢复之前的样子现在是第1个。", file=sys.stderr)
    else:
        print(f"已找回，取自第{number}个早先的版本。", file=sys.stderr)
    print(path)
    return 0


def _diff(path: Path, number: int) -> int:
    found = changes_since(path, number)
    if not found:
        print("稿件内容没有不同。", file=sys.stderr)
    for change in found:
        print(change)
    return 0


def _row(state: Earlier) -> str:
    if state.issue is None:
        return f"{state.number:>3}  {state.moment}  （文件有误，读不出来）"
    articles = sum(len(section.articles) for section in state.issue.sections)
    return f"{state.number:>3}  {state.moment}  {articles:>3}篇 {state.issue.characters:>7,}字"
