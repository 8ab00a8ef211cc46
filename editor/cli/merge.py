"""``yaoxun merge BASE OURS THEIRS``: a git merge driver for issue files, word by word; ``yaoxun merge COPY`` merges a copy."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from editor.cli.arguments import find_workspace, given_path
from editor.errors import UsageError
from editor.session.merge import merge_copy, merge_files


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "files",
        type=given_path,
        nargs="+",
        metavar="文件",
        help="一个：同步冲突留下的副本，合并进它那一期，副本收作早先的版本；三个：祖本、我的、对方（git 的 %%O %%A %%B），结果写进我的",
    )


def run(options: Namespace) -> int:
    """Merge; 1 where both changed the same words, of which both are kept and named."""
    files: list[Path] = options.files
    if len(files) == 1:
        path, conflicts = merge_copy(find_workspace(options.workspace, str(files[0])), files[0])
        print(path)
        print("副本已合并，两份原样都在早先的版本里（yaoxun versions）。", file=sys.stderr)
    elif len(files) == 3:
        conflicts = merge_files(*files)
    else:
        raise UsageError("要一个副本，或祖本、我的、对方三个文件", advice="用法见 yaoxun merge --help")
    for sentence in conflicts:
        print(f"合并冲突：{sentence}。", file=sys.stderr)
    return 1 if conflicts else 0
