"""``yaoxun init [DIR]``: make a workspace."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from editor.session.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("folder", nargs="?", type=Path, metavar="文件夹", help="默认为当前文件夹")


def run(options: Namespace) -> int:
    """Make it and print its path; what is already there stays as it is."""
    workspace = Workspace.init(options.folder or options.workspace or Path())
    print(workspace.root)
    print("工作区已就绪：issues 放各期，styles 放样式。", file=sys.stderr)
    return 0
