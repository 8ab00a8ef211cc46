"""``yaoxun list``: the issues of the workspace, newest first."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from editor.cli.arguments import print_json, year
from editor.model.issue import Issue
from editor.session.misnamed import copy_error, is_copy
from editor.session.workspace import Workspace


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("--year", type=year, metavar="年", help="只列这一年")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(options: Namespace) -> int:
    """Print the issues; a broken file is named on stderr, hides no other, and makes the exit code 2."""
    workspace = Workspace.find(options.workspace)
    listed = list(workspace.issues())
    problems = [entry.error for entry in listed if entry.error is not None] + workspace.misnamed(listed)
    issues = [(entry.issue, entry.path) for entry in listed if entry.issue is not None]
    issues.sort(key=lambda pair: pair[0].date, reverse=True)  # supplements stand where they came out
    rows = [_row(issue, path) for issue, path in issues if options.year in (None, issue.year)]
    for path in workspace.stray_files():
        if is_copy(path):
            problems.append(copy_error(path))
            continue
        print(f"{path}：文件名不是期号（如 2025-28.toml），没有列入。", file=sys.stderr)
    for problem in problems:
        print(problem, file=sys.stderr)
    if options.json:
        print_json(rows)
    else:
        _print_table(rows)
    return 2 if problems else 0


def _row(issue: Issue, path: Path) -> dict[str, object]:
    return {
        "id": str(issue.id),
        "year": issue.year,
        "number": issue.number,
        "date": issue.date.isoformat(),
        "title": issue.title,
        "articles": sum(len(section.articles) for section in issue.sections),
        "characters": issue.characters,
        "path": str(path),
        **({"published": issue.published.isoformat()} if issue.published else {}),
    }


def _print_table(rows: list[dict[str, object]]) -> None:
    for row in rows:
        unsaved = "  ● 有未保存的恢复稿" if Workspace.has_unsaved(Path(str(row["path"]))) else ""
        print(
            f"{row['id']:<9}{row['date']}  {row['articles']:>3}篇 {row['characters']:>7,}字  {row['title']}"
            f"{'  已发 ' + str(row['published']) if 'published' in row else ''}{unsaved}"
        )
