"""A PDF from the office's own printer driver, held against the issue or the volume that it is of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.errors import ImportRefusedError, UsageError
from editor.exporters.blocks import Paper, paper, settled
from editor.exporters.edition import volume_blocks, volume_of
from editor.exporters.printed import Printed, bound_year, compared, issue_words, sheets_of
from editor.files.atomic import read_bytes
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.session.workspace import Workspace

_MOST = 200  # issues that are looked through, the latest first


@dataclass(frozen=True)
class Verdict:
    """What came of it: what the PDF is of (2026年第1期), its sheets and those by our engine, and each article."""

    label: str
    sheets: int
    expected: int
    articles: tuple[Printed, ...]

    @property
    def moved(self) -> tuple[Printed, ...]:
        """The articles that stand on another page than the 目录 says, or were not found."""
        return tuple(each for each in self.articles if not each.is_right)


def verify_pdf(workspace: Workspace, file: Path, issue_path: Path | None = None) -> Verdict:
    """Hold a PDF against the 目录 of an issue; None looks for the issue whose titles it has, or for the volume.

    EditorError with one sentence for a file that is no PDF of text, or of no issue here, or of another one, and for a
    style without a 目录 or without page numbers in it.
    """
    sheets = sheets_of(read_bytes(file), file.name)
    if issue_path is None and (bound := bound_year(sheets)):
        label, style, ours = _volume(workspace, *bound, file.name)
    else:
        label, style, ours = _issue(workspace, sheets, file.name, issue_path)
    articles = compared(sheets, ours, style)
    if not any(each.page for each in articles):
        raise ImportRefusedError(f"PDF 里没有{label}的正文", where=file.name, advice="请打印全部页面")
    return Verdict(label, len(sheets), ours.pages.count, tuple(articles))


def _issue(
    workspace: Workspace, sheets: list[str], name: str, path: Path | None
) -> tuple[str, HouseStyle, Paper]:
    issue = _recognised(workspace, sheets, name) if path is None else workspace.load(path)
    titles = {issue.label: [article.title for article in issue.articles]}
    if path is not None and not issue_words(sheets, titles):
        other = _recognised(workspace, sheets, name)
        raise UsageError(f"这不是{issue.label}的 PDF，是{other.label}的", where=name)
    style = workspace.style(issue.style) if path is None else workspace.style_of(issue, path)
    _require_numbers(style, issue.label, name)
    return issue.label, style, paper(issue, style)


def _volume(workspace: Workspace, year: int, count: int, name: str) -> tuple[str, HouseStyle, Paper]:
    """The volume of a year: of all its issues, or of those that are published."""
    every = workspace.of_year(year)
    sent = [issue for issue in every if issue.published is not None]
    issues = next((each for each in (every, sent) if len(each) == count), None)
    if issues is None:
        raise UsageError(
            f"这是{count}期的{year}年合订本，现在有{len(every)}期",
            where=name,
            advice="请重新导出合订本，再打印核对",
        )
    volume = volume_of(year, issues)
    style = workspace.style(issues[0].style)
    _require_numbers(style, volume.label, name)
    return volume.label, style, settled(volume_blocks(volume, style), style)


def _require_numbers(style: HouseStyle, label: str, name: str) -> None:
    if not style.contents.show:
        raise UsageError(f"{label}的样式没有目录，无从核对", where=name)
    if not style.contents.page_numbers:
        raise UsageError(f"{label}的目录不印页码，无从核对", where=name)


def _recognised(workspace: Workspace, sheets: list[str], name: str) -> Issue:
    latest = [issue for _, issue, _ in list(workspace.issues())[:_MOST] if issue is not None]
    titles = {str(issue.id): [article.title for article in issue.articles] for issue in latest}
    found = issue_words(sheets, titles)
    if not found:
        raise UsageError(
            "工作区里没有一期有这份 PDF 里的标题", where=name, advice="请在这一期所在的工作区里核对"
        )
    return next(issue for issue in latest if str(issue.id) == found)
