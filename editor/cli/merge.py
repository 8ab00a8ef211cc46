"""``yaoxun merge BASE OURS THEIRS``: a git merge driver for issue files, word by word."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from editor.session.git import merge_files


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("base", type=Path, metavar="祖本", help="两边改之前的文件（git 的 %%O）")
    parser.add_argument("ours", type=Path, metavar="我的", help="我这边的文件，合并结果写在这里（%%A）")
    parser.add_argument("theirs", type=Path, metavar="对方", help="对方的文件（%%B）")


def run(options: Namespace) -> int:
    """Merge; 1 where both changed the same words, of which both are kept and named."""
    conflicts = merge_files(options.base, options.ours, options.theirs)
    for sentence in conflicts:
        print(f"合并冲突：{sentence}。", file=sys.stderr)
    return 1 if conflicts else 0
