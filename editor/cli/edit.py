"""``yaoxun edit ISSUE``: the terminal interface on one issue."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.arguments import ISSUE_HELP, find_issue, given
from editor.errors import UsageError, WorkspaceError
from editor.session.root import ENVIRONMENT, current_folder, note_version
from editor.session.workspace import Workspace
from editor.tui.keyboard import taken

if TYPE_CHECKING:
    from editor.tui.patches.driver import Typed


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("issue", type=given, metavar="期", help=ISSUE_HELP)


@taken()
def run(options: Namespace) -> int:
    """Open the issue."""
    workspace, path = find_issue(options.workspace, options.issue)
    workspace.load(path)  # a bad file is named here, before the screen is taken over
    return open_interface(workspace, path)


@taken()
def open_somewhere(folder: Path | None) -> int:
    """Open the list of issues of a workspace; where there is none and none was named, the first page before it."""
    typed: Sequence[Typed] = ()
    try:
        workspace = Workspace.find(folder)
    except WorkspaceError:
        if folder is not None or os.environ.get(ENVIRONMENT) or not _in_terminal():
            raise
        from editor.tui.first_page import ask_for_workspace

        root, typed = ask_for_workspace(current_folder())
        if root is None:
            return 0
        workspace = Workspace(root)
    return open_interface(workspace, None, typed)


def open_interface(workspace: Workspace, path: Path | None, typed: Sequence[Typed] = ()) -> int:
    """Open the terminal interface on one issue, or on the list of issues for None.

    ``typed`` is what was typed on the first page for what comes after it.
    """
    if not _in_terminal():
        raise UsageError("终端界面需要在终端里打开", advice="请直接在终端窗口运行，不要重定向输入输出")
    from editor.session.preferences import remember_workspace
    from editor.tui.app import run as run_interface

    remember_workspace(workspace.root)
    note_version(workspace.root)
    return run_interface(workspace, path, typed)


def _in_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()
