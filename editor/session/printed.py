"""A PDF from the office's own printer driver, held against the issue that it is of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.errors import UsageError
from editor.files.atomic import read_bytes
from editor.session.workspace import Workspace

if TYPE_CHECKING:
    from editor.exporters.printed import Printed
    from editor.model.issue import Issue

_MOST = 200  # issues that are looked through, the latest first


@dataclass(frozen=True)
class Verdict:
    """What came of it: the issue, the sheets of the PDF and by our engine, and each article."""

    issue: Issue
    sheets: int
    expected: int
    articles: tuple[Printed, ...]

    @property
    def moved(self) -> tuple[Printed, ...]:
        """The articles that stand on another page than the 目录 says, or were not found."""
        return tuple(each for each in self.articles if each.page != each.said)


def verify_pdf(workspace: Workspace, file: Path, issue_path: Path | None = None) -> Verdict:
    """Hold a PDF against the 目录 of an issue; None looks for the issue whose titles it has.

    EditorError with one sentence for a file that is no PDF of text, or of no issue here, and for a style without page
    numbers in its 目录.
    """
    from editor.exporters.blocks import paper
    from editor.exporters.printed import compared, sheets_of

    sheets = sheets_of(read_bytes(file), file.name)
    issue = _issue_of(workspace, sheets, file) if issue_path is None else workspace.load(issue_path)
    style = workspace.style(issue.style)
    if not style.contents.page_numbers:
        raise UsageError(f"{issue.label}的目录不印页码，无从核对", where=file.name)
    ours = paper(issue, style)
    articles = compared(sheets, ours, style, file.name)
    return Verdict(issue, len(sheets), ours.pages.count, tuple(articles))


def _issue_of(workspace: Workspace, sheets: list[str], file: Path) -> Issue:
    from editor.exporters.printed import issue_words

    latest = [issue for _, issue, _ in list(workspace.issues())[:_MOST] if issue is not None]
    titles = {str(issue.id): [article.title for article in issue.articles] for issue in latest}
    name = issue_words(sheets, titles)
    if not name:
        raise UsageError(
            "不知道这是哪一期的 PDF", where=file.name, advice="请写明期号，如 yaoxun verify 文件.pdf 2025-28"
        )
    return next(issue for issue in latest if str(issue.id) == name)
