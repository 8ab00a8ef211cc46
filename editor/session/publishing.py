"""Whether an issue went out (已发): marked with the day and who said so, and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date  # noqa: N812  (as in the model)
from pathlib import Path

from editor.errors import UsageError
from editor.files.atomic import read_bytes
from editor.files.known import user_name
from editor.model.issue import Issue
from editor.session.versions import Written, save_closed
from editor.store.issue_file import parse_issue


def publish(path: Path, *, date: Date | None = None, by: str = "") -> tuple[Issue, Written]:
    """Mark an issue as sent out; ``date`` None is the date of the issue, ``by`` empty is who is logged in.

    UsageError for one without articles, LockedError while somebody works on it.
    """
    data = read_bytes(path)
    issue = parse_issue(data, path)
    if not any(True for _ in issue.articles):
        raise UsageError("这一期还没有稿件，没有标记已发", where=path)
    marked = replace(issue, published=date or issue.date, published_by=" ".join(by.split()) or user_name())
    return marked, save_closed(path, marked, expect=data)


def withdraw(path: Path) -> tuple[Issue, Written]:
    """Take the mark back; under the same conditions."""
    data = read_bytes(path)
    issue = replace(parse_issue(data, path), published=None, published_by="")
    return issue, save_closed(path, issue, expect=data)


def sent(issue: Issue) -> str:
    """When it went out and by whom: 已发 2026-01-16（张三）; empty if it has not."""
    if issue.published is None:
        return ""
    return f"已发 {issue.published.isoformat()}" + (f"（{issue.published_by}）" if issue.published_by else "")


def warning(issue: Issue) -> str:
    """What somebody should know who is about to change it; empty if it has not gone out."""
    return f"{issue.label}{sent(issue)}，再改就与发出的不同" if issue.published is not None else ""
