"""A workspace (工作区): the folder that holds ``issues/`` and ``styles/``, and what is in it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date as Date  # noqa: N812  (a parameter is called date)
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from editor.errors import EditorError, UsageError, WorkspaceError
from editor.model.issue import Issue, IssueId, Section
from editor.session.root import find_root
from editor.store.issue_file import load_issue, save_issue

if TYPE_CHECKING:
    from editor.model.style import HouseStyle

DEFAULT_STYLE = "official"
PUBLISHED_EVERY = timedelta(days=7)
LATEST = "latest"


class Listed(NamedTuple):
    """A file of ``issues/``: the issue, or the error that keeps it from being one."""

    path: Path
    issue: Issue | None
    error: EditorError | None = None


def shipped_styles() -> Path:
    """The folder of house styles that came with the program: in the wheel, or in the source tree."""
    packed = Path(__file__).parent.parent / "data" / "styles"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "styles"


class Workspace:
    """The issues and styles of one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.issues_folder = root / "issues"
        self.styles_folder = root / "styles"
        self.exports_folder = root / "exports"
        self._styles: dict[str, HouseStyle] = {}

    @classmethod
    def find(
        cls,
        explicit: Path | None = None,
        *,
        environ: Mapping[str, str] = os.environ,
        beside: Path | None = None,
    ) -> Workspace:
        """The workspace named, else that of the environment, else the nearest at or above the current folder.

        ``beside`` is an issue file given by its path: where none of these is one, its own workspace is taken.
        """
        return cls(find_root(explicit, environ=environ, beside=beside))

    @classmethod
    def init(cls, folder: Path) -> Workspace:
        """Make a workspace of a folder; what is already there is left as it is."""
        import shutil

        try:
            for name in ("issues", "styles"):
                (folder / name).mkdir(parents=True, exist_ok=True)
            shipped = shipped_styles()
            for source in sorted(shipped.rglob("*.toml")):
                target = folder / "styles" / source.relative_to(shipped)
                if not target.exists():
                    target.parent.mkdir(exist_ok=True)
                    shutil.copyfile(source, target)
        except OSError as error:
            raise WorkspaceError(
                f"不能在这里建立工作区（{error.strerror}）", where=folder, advice="请换一个可写的文件夹"
            ) from error
        return cls(folder.resolve())

    # -- issues -------------------------------------------------------------------------------------------

    def path_of(self, issue_id: IssueId) -> Path:
        """Where the issue of that id is, or would be, kept."""
        return self.issues_folder / f"{issue_id}.toml"

    def issue_files(self) -> list[tuple[IssueId, Path]]:
        """The issue files by name, newest first."""
        named = [(IssueId.parse(path.stem), path) for path in self.issues_folder.glob("*.toml")]
        return sorted(((found, path) for found, path in named if found), reverse=True)

    def stray_files(self) -> list[Path]:
        """TOML files in ``issues/`` whose name is not that of an issue."""
        return sorted(p for p in self.issues_folder.glob("*.toml") if IssueId.parse(p.stem) is None)

    def issues(self) -> Iterator[Listed]:
        """Every issue file, newest first; a broken one comes with its error and hides no other."""
        for _, path in self.issue_files():
            try:
                yield Listed(path, load_issue(path))
            except EditorError as error:
                yield Listed(path, None, error)

    def of_year(self, year: int) -> list[Issue]:
        """All issues of a year, newest first. The EditorError of a broken one, as none may be left out unsaid."""
        found = [load_issue(path) for issue_id, path in self.issue_files() if issue_id.year == year]
        if not found:
            raise WorkspaceError(
                f"没有{year}年的任何一期", where=self.issues_folder, advice="用 yaoxun list 查看已有各期"
            )
        return found

    def latest(self) -> Path:
        """The newest issue of the regular series, or the newest of all where there is no such."""
        files = self.issue_files()
        if not files:
            raise WorkspaceError(
                "还没有任何一期",
                where=self.issues_folder,
                advice="用 yaoxun new 新建，或用 yaoxun import 导入",
            )
        return next((path for found, path in files if not found.supplement), files[0][1])

    def resolve(self, word: str) -> Path:
        """The file that ``word`` names: ``2025-28``, ``latest``, or a path."""
        if word == LATEST:
            return self.latest()
        issue_id = IssueId.parse(word)
        if issue_id is not None:
            path = self.path_of(issue_id)
            if not path.exists():
                raise WorkspaceError(
                    f"没有{issue_id.label}", where=path, advice="用 yaoxun list 查看已有各期"
                )
            return path
        path = Path(word)
        if path.exists():
            return path
        if path.suffix == ".toml":
            raise WorkspaceError("没有这个文件", where=path, advice="用 yaoxun list 查看已有各期")
        raise UsageError(f"“{word}”不是期号、latest 或文件路径", advice="期号写作 2025-28，增刊写作 2025-s01")

    def load(self, path: Path) -> Issue:
        """The issue in a file."""
        return load_issue(path)

    # -- styles -------------------------------------------------------------------------------------------

    def style(self, name: str) -> HouseStyle:
        """The house style of that name, read once."""
        from editor.store.style_file import load_style  # a list of issues needs no styles

        if name not in self._styles:
            path = self.styles_folder / f"{name}.toml"
            if name != Path(name).name or not path.exists():
                known = "、".join(sorted(p.stem for p in self.styles_folder.glob("*.toml"))) or "无"
                raise WorkspaceError(f"没有名为“{name}”的样式（已有：{known}）", where=self.styles_folder)
            self._styles[name] = load_style(path)
        return self._styles[name]

    def reload_style(self, name: str) -> HouseStyle:
        """The house style of that name, read again."""
        self._styles.pop(name, None)
        return self.style(name)

    def style_for(self, text: str) -> HouseStyle:
        """The style whose bulletin title stands in a text, else the default one."""
        for path in sorted(self.styles_folder.glob("*.toml")):
            if path.stem != DEFAULT_STYLE and (style := self.style(path.stem)).title in text:
                return style
        return self.style(DEFAULT_STYLE)

    # -- the next issue -----------------------------------------------------------------------------------

    def next_issue(
        self, *, date: Date | None = None, number: int | None = None, like: Issue | None = None
    ) -> Issue:
        """The issue after the latest: number + 1 in its year, a week later, sections from the style.

        ``like`` gives title, issuer, style and sections instead of the latest issue and its style.
        """
        last = load_issue(self.latest()) if self.issue_files() else None
        model = like or last
        style = self.style(model.style if model else DEFAULT_STYLE)
        if date is None:
            date = last.date + PUBLISHED_EVERY if last else _friday(Date.today())
        if number is None:
            in_year = [found.number for found, _ in self.issue_files() if _is_regular_in(found, date.year)]
            number = max(in_year, default=0) + 1
        issue = Issue(
            title=model.title if model else style.title,
            year=date.year,
            number=number,
            date=date,
            issuer=model.issuer if model else style.issuer,
            style=model.style if model else style.name,
            total=last.total + 1 if last and last.total is not None else None,
            sections=tuple(map(Section, style.sections)),
        )
        return replace(issue, sections=tuple(Section(s.name) for s in like.sections)) if like else issue

    def create(self, issue: Issue) -> Path:
        """Write a new issue file. WorkspaceError if there is one of that id already."""
        path = self.path_of(issue.id)
        if path.exists():
            raise WorkspaceError(
                f"{issue.id.label}已经存在，没有改动", where=path, advice="可用 --number 指定另一个期号"
            )
        save_issue(path, issue)
        return path


def _is_regular_in(issue_id: IssueId, year: int) -> bool:
    return issue_id.year == year and not issue_id.supplement


def _friday(day: Date) -> Date:
    return day + timedelta(days=(4 - day.weekday()) % 7)
