"""``yaoxun publish ISSUE``: mark an issue as sent out, or take the mark back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from editor.cli.arguments import ISSUE_HELP, day, find_issue, given
from editor.session.publishing import publish, sent, withdraw


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("issue", type=given, metavar="期", help=ISSUE_HELP)
    parser.add_argument("--date", type=day, metavar="日期", help="哪一天发出（默认这一期的日期）")
    parser.add_argument("--by", default="", metavar="姓名", help="谁发出的（默认登录用户）")
    parser.add_argument("--undo", action="store_true", help="取消已发标记")


def run(options: Namespace) -> int:
    """Mark it, and say so."""
    _, path = find_issue(options.workspace, options.issue)
    if options.undo:
        issue, written = withdraw(path)
        print(f"{issue.label}：已取消已发标记。")
    else:
        issue, written = publish(path, date=options.date, by=options.by)
        print(f"{issue.label}：{sent(issue)}。")
    if written.warning:
        print(f"{written.warning}。", file=sys.stderr)
    return 0
