"""Files that hold an article or several → into an issue (来稿并入某一期): read, placed, and only then written."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.errors import ImportRefusedError, UsageError
from editor.files.atomic import read_bytes
from editor.importers import Submission, read_submission
from editor.importers.encoding import ZIP
from editor.model.issue import Article
from editor.model.style import HouseStyle
from editor.session.guess import Experience, Guess, earlier, guess
from editor.session.intake import as_docx
from editor.session.pasted import Pasted, PastedArticle, read_pasted, take_pasted
from editor.session.regions import regions_of
from editor.session.versions import Written, save_closed
from editor.session.workspace import Workspace
from editor.store.issue_file import parse_issue

if TYPE_CHECKING:
    from editor.session.returns import Return

SPARES = "备用稿"


def read_given(workspace: Workspace, source: Path, path: Path, style: HouseStyle) -> Return | Submission:
    """What a file is to the issue of an issue file: a return of it, else the text that may be taken into it.

    ImportRefusedError says why it is neither.
    """
    data = as_docx(source)
    if data.startswith(ZIP):
        from editor.session.returns import return_in  # here, as texts are no returns

        with suppress(UsageError, ImportRefusedError):
            return return_in(data, workspace, source, path)
    return read_submission(data, source.name, style)


@dataclass(frozen=True)
class Placed:
    """An article, the section that it goes to (None: the spares), why, and whether the issue has it already."""

    article: Article
    section: str | None
    reason: str
    is_there: bool


@dataclass(frozen=True)
class Submitted:
    """One file as it was read: its articles with their places, and what became of every line."""

    source: Path
    pasted: Pasted
    placed: tuple[Placed, ...]


class Submissions:
    """Files on their way into one issue: each is read onto what the ones before it made of the issue."""

    def __init__(self, workspace: Workspace, path: Path, section: str | None = None) -> None:
        """``section`` takes all articles. UsageError if neither issue nor style has it, or the issue is no file of it."""
        self._path = path
        self._data = read_bytes(path)
        self.issue = parse_issue(self._data, path)
        self._style = workspace.style_of(self.issue, path)
        sections = dict.fromkeys((*(each.name for each in self.issue.sections), *self._style.sections))
        self._names = [name for name in sections if name]
        self._section = section
        if section is not None and section not in (*self._names, SPARES):
            known = "、".join((*self._names, SPARES))
            raise UsageError(f"{self.issue.label}没有栏目“{section}”", where=path, advice=f"可用：{known}")
        self._experience = Experience(regions_of(workspace))
        if section is None:
            for issue in earlier(workspace, self.issue):
                self._experience.learn(issue)

    def add(self, source: Path) -> Submitted:
        """Read a file and put its articles behind the others of their sections. ImportRefusedError: nothing was put."""
        submission = read_submission(as_docx(source), source.name, self._style)
        pasted = read_pasted(submission, self._style, self.issue)
        if not pasted.articles:
            raise ImportRefusedError("没有可收的文字", where=source, advice="请确认文件里有稿件的标题和正文")
        placed = tuple(map(self._placed, pasted.articles))
        new = [(each.article, each.section) for each in placed if not each.is_there]
        self.issue = take_pasted(self.issue, new, self._style.sections)
        return Submitted(source, pasted, placed)

    def save(self) -> Written:
        """Write the issue, what was there before is kept. LockedError while somebody works on it."""
        return save_closed(self._path, self.issue, expect=self._data)

    def _placed(self, found: PastedArticle) -> Placed:
        article = found.article
        there = any(
            (each.title, each.body) == (article.title, article.body)
            for each in (*self.issue.articles, *self.issue.spares)
        )
        if self._section is not None:
            return Placed(article, None if self._section == SPARES else self._section, "", there)
        about = section_of(found, self._names, self._style, self._experience)
        return Placed(article, about.section or None, about.reason, there)


def section_of(
    found: PastedArticle, names: Sequence[str], style: HouseStyle, experience: Experience, here: str = ""
) -> Guess:
    """The section of an article: the one it stood under, else the guess, else the one under the cursor (``here``).

    Where nothing speaks for one it is the first, and the reason says so; the name is empty where there is none.
    """
    if found.section in names:
        return Guess(found.section, "文中写明")
    about = guess(found.article, names, style, experience, here)
    if about is not None:
        return about
    if here in names:
        return Guess(here, "光标所在的栏目")
    return Guess(names[0], "看不出栏目，暂放第一栏，请核对") if names else Guess("", "没有栏目，暂放备用稿")
