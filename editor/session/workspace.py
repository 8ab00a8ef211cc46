"""A workspace (工作区): the folder that holds ``issues/`` and ``styles/``, and what is in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date as Date  # noqa: N812  (a parameter is called date)
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from editor.errors import EditorError, IssueExistsError, UsageError, WorkspaceError
from editor.files.atomic import write_new
from editor.files.disk import storage_error
from editor.files.keeping import journals
from editor.model.issue import SERIES, SUPPLEMENT, Issue, IssueId, Section
from editor.session.misnamed import Misnamed
from editor.session.root import find_root
from editor.store.issue_file import line_of_style, load_issue, new_bytes

if TYPE_CHECKING:
    from editor.model.style import HouseStyle, Periodical

DEFAULT_STYLE = "official"
LATEST = "latest"
_RECENT = 5  # issues whose style tells that of the next
_FRIDAY = 5  # when the bulletin appears that this was made for
_LAST_DAYS = 28  # from here on a day is missing in some month
_HALF = 15  # days

_NOT_FOR_GIT = b".yaoxun/\nexports/\n"  # what the program keeps for itself, and what can be made again


class Listed(NamedTuple):
    """A file of ``issues/``: the issue, or the error that keeps it from being one."""

    path: Path
    issue: Issue | None
    error: EditorError | None = None


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
        """The workspace that is meant; see :func:`editor.session.root.find_root`."""
        return cls(find_root(explicit, environ=environ, beside=beside))

    @classmethod
    def init(cls, folder: Path, style: bytes | None = None) -> Workspace:
        """Make a workspace of a folder; what is already there is left as it is.

        ``style`` is the default house style as a file, None: the one that ships. StorageError, with nothing made, where
        what should have come with the program did not; WorkspaceError where the folder cannot be written.
        """
        from editor.session.shipped import COMPLETE, STYLES, read_shipped

        wanted = {name: read_shipped(name) for name in COMPLETE if name.startswith(f"{STYLES}/")}
        if style is not None:
            wanted[f"{STYLES}/{DEFAULT_STYLE}.toml"] = style
        wanted[".gitignore"] = _NOT_FOR_GIT
        try:
            for name in ("issues", STYLES):
                (folder / name).mkdir(parents=True, exist_ok=True)
            for name, data in wanted.items():
                target = folder / name
                if not target.exists():
                    target.parent.mkdir(exist_ok=True)
                    target.write_bytes(data)
        except OSError as error:
            reason = storage_error(folder, error, "建立")
            raise WorkspaceError(
                f"不能在这里建立工作区，{reason.message}", where=folder, advice=reason.advice
            ) from error
        return cls(folder.resolve())

    # -- issues -------------------------------------------------------------------------------------------

    def path_of(self, issue_id: IssueId) -> Path:
        """Where the issue of that id is, or would be, kept."""
        return self.issues_folder / f"{issue_id}.toml"

    def issue_files(self) -> list[tuple[IssueId, Path]]:
        """The issue files by name, newest first. StorageError where the folder is there and cannot be read."""
        named = [(IssueId.parse(path.stem), path) for path in _toml_files(self.issues_folder)]
        return sorted(((found, path) for found, path in named if found), reverse=True)

    def stray_files(self) -> list[Path]:
        """TOML files in ``issues/`` whose name is not that of an issue."""
        return sorted(path for path in _toml_files(self.issues_folder) if IssueId.parse(path.stem) is None)

    def issues(self) -> Iterator[Listed]:
        """Every issue file, newest first; a broken one comes with its error and hides no other."""
        for _, path in self.issue_files():
            try:
                yield Listed(path, load_issue(path))
            except EditorError as error:
                yield Listed(path, None, error)

    def misnamed(self, listed: Iterable[Listed]) -> list[WorkspaceError]:
        """Which of some files are called otherwise than the issue in them."""
        return [found.error for found in self.called_otherwise(listed)]

    def called_otherwise(self, listed: Iterable[Listed]) -> list[Misnamed]:
        """The same with what they should be called."""
        found = ((entry.path, self.path_of(entry.issue.id)) for entry in listed if entry.issue is not None)
        return [Misnamed(path, right) for path, right in found if path.name != right.name]

    def of_year(self, year: int) -> list[Issue]:
        """All issues of a year, newest first. The EditorError of a broken one, as none may be left out unsaid."""
        listed = [Listed(path, load_issue(path)) for found, path in self.issue_files() if found.year == year]
        for error in self.misnamed(listed):
            raise error
        found = [entry.issue for entry in listed if entry.issue is not None]
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
                named = self.issues_folder / f"{word}.toml"  # whatever issue it holds
                path = self._called_otherwise(issue_id) or (named if named.exists() else path)
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

    def _called_otherwise(self, issue_id: IssueId) -> Path | None:
        """The file that holds an issue under another name, such as 2026-3.toml for 2026-03."""
        listed = ((entry.path, entry.issue) for entry in self.issues())
        return next((path for path, issue in listed if issue is not None and issue.id == issue_id), None)

    def load(self, path: Path) -> Issue:
        """The issue in a file."""
        return load_issue(path)

    @staticmethod
    def has_unsaved(path: Path) -> bool:
        """Whether there is work on an issue file that was never saved; what cannot be read holds none."""
        if not journals(path):
            return False
        from editor.session import journal  # the whole history: few files need it

        return journal.has_unsaved(path)

    # -- styles -------------------------------------------------------------------------------------------

    def style_names(self) -> list[str]:
        """The names of the house styles that are there, broken ones too."""
        return sorted(path.stem for path in _toml_files(self.styles_folder))

    def style(self, name: str) -> HouseStyle:
        """The house style of that name, read once."""
        from editor.store.style_file import load_style  # a list of issues needs no styles

        if name not in self._styles:
            path = self.styles_folder / f"{name}.toml"
            if name != Path(name).name or not path.exists():
                known = "、".join(self.style_names()) or "无"
                raise WorkspaceError(f"没有名为“{name}”的样式（已有：{known}）", where=self.styles_folder)
            self._styles[name] = load_style(path)
        return self._styles[name]

    def style_of(self, issue: Issue, path: Path) -> HouseStyle:
        """The house style of the issue in a file. Where there is none of that name, the error names the line in it."""
        try:
            return self.style(issue.style)
        except WorkspaceError as error:
            raise WorkspaceError(
                error.message,
                where=path,
                line=line_of_style(path),
                advice=f"请把这里的 style 改成已有的样式，或在 styles 里放上 {issue.style}.toml",
            ) from error

    def reload_style(self, name: str) -> HouseStyle:
        """The house style of that name, read again."""
        self._styles.pop(name, None)
        return self.style(name)

    def style_for(self, text: str) -> HouseStyle:
        """The style whose bulletin a text is: whose title stands in it on a line of its own, else anywhere.

        Of several the one whose issuer stands in the text too goes first, then the default one, then the longer title.
        One that is broken is passed over, as long as another can be used.
        """
        lines = {"".join(line.split()).strip("《》") for line in text.splitlines()}

        def fitness(style: HouseStyle) -> tuple[bool, bool, bool, int]:
            alone = "".join(style.title.split()) in lines
            return alone, style.issuer in text, style.name == DEFAULT_STYLE, len(style.title)

        styles = []
        for name in self.style_names():
            with suppress(EditorError):
                styles.append(self.style(name))
        named = [style for style in styles if style.title in text]
        return max(named, key=fitness) if named else self.default_style()

    def default_style(self) -> HouseStyle:
        """The style for what names none: the official one, else the only one. Its error where there is none."""
        names = self.style_names()
        return self.style(names[0] if len(names) == 1 and DEFAULT_STYLE not in names else DEFAULT_STYLE)

    # -- the next issue -----------------------------------------------------------------------------------

    def next_issue(
        self,
        *,
        date: Date | None = None,
        number: int | None = None,
        like: Issue | None = None,
        style: str | None = None,
        supplement: bool = False,
    ) -> Issue:
        """The issue after the latest of the series: its number, date, title, issuer and sections as the style says.

        ``like`` gives title, issuer, style and sections instead. Without it and without ``style`` the style is that of
        most of the last issues, so that one issue in another dress stays the only one. A supplement (增刊) is numbered by
        itself in each year, and has the date of the issue that would follow. WorkspaceError or FileFormatError
        if the style is not there or broken.
        """
        series = [(found, path) for found, path in self.issue_files() if not found.supplement]
        last = load_issue(series[0][1]) if series else None
        house = self.style(style or (like.style if like else self._usual_style(series)))
        if date is None:
            if last is None:
                date = first_date(house.periodical, Date.today())
            else:
                date = next_date(house.periodical, last.date)
        if number is None and supplement:
            taken = [f.number for f, _ in self.issue_files() if f.supplement and f.year == date.year]
            number = max(taken, default=0) + 1
        if number is None:
            through = house.periodical.numbering == "through"
            before = [(found.number, path) for found, path in series if through or found.year == date.year]
            first = 1 if series else house.periodical.first_number
            number = load_issue(max(before)[1]).last_number + 1 if before else first
        return Issue(
            title=like.title if like else house.title,
            year=date.year,
            number=number,
            date=date,
            issuer=like.issuer if like else house.issuer,
            style=house.name,
            kind=SUPPLEMENT if supplement else SERIES,
            total=last.total + last.numbers if last and last.total is not None and not supplement else None,
            sections=tuple(
                map(Section, (s.name for s in like.sections) if like else house.sections or ("",))
            ),
        )

    def _usual_style(self, series: Sequence[tuple[IssueId, Path]]) -> str:
        """The style of most of the last issues; where as many have another, the default one goes first."""
        recent = []
        for _, path in series[:_RECENT]:
            with suppress(EditorError):
                recent.append(load_issue(path).style)
        if not recent:
            return self.default_style().name
        return max(dict.fromkeys(recent), key=lambda name: (recent.count(name), name == DEFAULT_STYLE))

    def create(self, issue: Issue) -> Path:
        """Write a new issue file. WorkspaceError if there is one of that id already."""
        path = self.path_of(issue.id)
        if path.exists() or not write_new(path, new_bytes(path, issue)):
            raise IssueExistsError(
                f"{issue.id.label}已经存在，没有改动", where=path, advice="可用 --number 指定另一个期号"
            )
        return path


def _toml_files(folder: Path) -> list[Path]:
    """The TOML files of a folder; none where it is missing. Path.glob finds none where it must not look, either."""
    try:
        return [path for path in folder.iterdir() if os.path.normcase(path.suffix) == ".toml"]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise storage_error(folder, error, "读取文件夹") from error


# -- when an issue appears, by how often the house style says that the publication does --------------------------------


def first_date(periodical: Periodical, today: Date) -> Date:
    """The date of the first issue of all: as the style says, else the next of its weekdays, today included."""
    if periodical.first_date is not None:
        return periodical.first_date
    return today + timedelta(days=((periodical.weekday or _FRIDAY) - today.isoweekday()) % 7)


def next_date(periodical: Periodical, last: Date) -> Date:
    """The date of the issue after one of the date ``last``."""
    if periodical.every in ("week", "fortnight"):
        after = last + timedelta(days=7 if periodical.every == "week" else 14)
        if periodical.weekday is not None:  # in the same week, back on its day
            after += timedelta(days=periodical.weekday - after.isoweekday())
        return after
    if periodical.every == "half-month" and last.day <= _HALF:
        return _in_month(last.year, last.month, last.day + _HALF)
    day = last.day - _HALF if periodical.every == "half-month" else _meant_day(periodical, last)
    return _in_month(last.year + last.month // 12, last.month % 12 + 1, day)


def _meant_day(periodical: Periodical, last: Date) -> int:
    """The day of the month; that of the first issue where a short month came between (31 January, 28 February)."""
    first = periodical.first_date
    ends_month = last.day == _days(last.year, last.month)
    return first.day if first is not None and first.day > _LAST_DAYS and ends_month else last.day


def _in_month(year: int, month: int, day: int) -> Date:
    return Date(year, month, min(day, _days(year, month)))


def _days(year: int, month: int) -> int:
    from calendar import monthrange

    return monthrange(year, month)[1]
