"""``yaoxun export ISSUE``: DOCX, plain text, PDF."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from editor.cli.arguments import ISSUE_HELP, find_issue
from editor.session.exporting import ALL_FORMATS, FORMATS, export_issue


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("issue", metavar="期", help=ISSUE_HELP)
    parser.add_argument(
        "--to",
        action="append",
        choices=ALL_FORMATS,
        help="只导出这种格式，可重复（默认 docx 和 txt；pdf 由 LibreOffice 排版）",
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="文件夹", help="导出到哪里（默认工作区的 exports）"
    )
    parser.add_argument("--verify", action="store_true", help="用 LibreOffice 核对目录页码，不同的改正")
    parser.add_argument("--encoding", choices=("utf-8", "gb18030"), help="纯文本的编码（默认依样式）")
    parser.add_argument("--newline", choices=("lf", "crlf"), help="纯文本的换行（默认依样式）")


def run(options: Namespace) -> int:
    """Export, and print each path on a line of its own."""
    workspace, path = find_issue(options.workspace, options.issue)
    issue = workspace.load(path)
    exported = export_issue(
        issue,
        workspace.style(issue.style),
        options.output or workspace.exports_folder,
        formats=options.to or FORMATS,
        encoding=options.encoding,
        newline=options.newline,
        verify=options.verify,
    )
    for remark in exported.remarks:
        print(remark, file=sys.stderr)
    for path in exported.paths:
        print(path)
    return 0
