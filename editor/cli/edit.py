"""``yaoxun edit ISSUE``: the terminal interface on one issue."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from editor.cli.arguments import ISSUE_HELP, find_issue
from editor.errors import UsageError
from editor.session.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("issue", metavar="期", help=ISSUE_HELP)


def run(options: Namespace) -> int:
    """Open the issue."""
    workspace, path = find_issue(options.workspace, options.issue)
    workspace.load(path)  # a bad file is named here, before the screen is taken over
    return open_interface(workspace, path)


def open_interface(workspace: Workspace, path: Path | None) -> int:
    """Open the terminal interface on one issue, or on the list of issues for None."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("终端界面需要在终端里打开", advice="请直接在终端窗口运行，不要重定向输入输出")
    from editor.session.preferences import remember_workspace, user_folder
    from editor.session.shared import note_version
    from editor.tui.app import run as run_interface

    remember_workspace(user_folder(), workspace.root)
    note_version(workspace.root)
    return run_interface(workspace, path)
