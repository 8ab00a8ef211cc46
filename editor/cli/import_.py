"""``yaoxun import FILE…``: a text of an issue into the workspace."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from editor.errors import EditorError
from editor.session.importing import Taken, read_outside, take
from editor.session.workspace import Workspace

_KINDS = {"repaired": "已修正", "left_out": "未收入", "doubtful": "请核对"}


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="一期的文本（.txt，UTF-8 或 GB18030）"
    )
    parser.add_argument("--dry-run", action="store_true", help="只看结果，不写入")
    parser.add_argument("--force", action="store_true", help="覆盖已有的同一期")


def run(options: Namespace) -> int:
    """Import each file; one that is refused is named on stderr, stops no other, and makes the exit code 2."""
    workspace = Workspace.find(options.workspace)
    code = 0
    for source in options.files:
        try:
            taken = read_outside(workspace, source)
            if not options.dry_run:
                warning = take(taken, force=options.force).warning
                if warning:
                    print(f"{taken.path}：{warning}。", file=sys.stderr)
        except EditorError as error:
            print(error, file=sys.stderr)
            code = 2
            continue
        _report(taken)
        print(taken.path)
    return code


def _report(taken: Taken) -> None:
    issue = taken.imported.issue
    articles = sum(len(section.articles) for section in issue.sections)
    print(
        f"{taken.source}：{issue.id.label}，{len(issue.sections)}个栏目，{articles}篇稿件。", file=sys.stderr
    )
    for remark in taken.imported.remarks:
        print(f"  第{remark.line}行 {_KINDS[remark.kind]}：{remark.message}", file=sys.stderr)
