"""A new workspace for a publication: what it is called, who issues it, how often, its first issue, its sections.

Asked by ``yaoxun init`` and by the first page at the desk; both hand over a :class:`Plan`.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812  (as in the model)
from itertools import islice
from pathlib import Path
from typing import Final

from editor.errors import FileFormatError, UsageError, WorkspaceError
from editor.exporters.blocks import unnumbered
from editor.model.issue import LARGEST_NUMBER, SUPPLEMENT, Issue, Section
from editor.model.style import Every, HouseStyle
from editor.session.particulars import day_of
from editor.session.shipped import COMPLETE, SAMPLE, STYLES, read_shipped
from editor.session.workspace import DEFAULT_STYLE, Workspace, first_date
from editor.store.issue_file import parse_issue
from editor.store.style_edit import Value, drafted
from editor.store.style_file import parse_style

EVERY: Final[dict[Every, str]] = {
    "week": "每周",
    "fortnight": "每两周",
    "half-month": "每半月",
    "month": "每月",
}
"""How often a publication may appear, and how that is said."""

SHIPPED_STYLE: Final = f"{STYLES}/{DEFAULT_STYLE}.toml"

_SAMPLES = "样例"
_HEAD = ("masthead", "number", "imprint")
_BETWEEN = re.compile(r"[,，、;；\n]")


@dataclass(frozen=True)
class Plan:
    """What is decided about a new workspace; None: as in the style that ships."""

    title: str | None = None
    issuer: str | None = None
    every: Every | None = None
    first_number: int | None = None
    first_date: Date | None = None
    sections: tuple[str, ...] | None = None
    sample: bool = False

    @property
    def style(self) -> HouseStyle:
        """The house style that it makes. UsageError for a value that no style can have."""
        try:
            return parse_style(self.style_file, Path(f"{DEFAULT_STYLE}.toml"))
        except FileFormatError as error:
            raise UsageError(error.message) from error

    @property
    def style_file(self) -> bytes:
        """That style as a file, with the comments of the one that ships."""
        answers: dict[str, Value | None] = {
            "title": self.title,
            "issuer": self.issuer,
            "sections": self.sections,
            "periodical.every": self.every,
            "periodical.first_number": self.first_number,
            "periodical.first_date": self.first_date,
        }
        given = {name: value for name, value in answers.items() if value is not None}
        if self.sections is not None:  # the section for items from elsewhere, if they have one of that name
            outside = read_default().proof.outside
            given["proof.outside"] = tuple(name for name in outside if name in self.sections)
        return drafted(read_shipped(SHIPPED_STYLE), given)

    @property
    def changes_style(self) -> bool:
        """Whether anything is decided that stands in the style."""
        return replace(self, sample=False) != Plan()


def read_default() -> HouseStyle:
    """The house style that came with the program."""
    return parse_style(read_shipped(SHIPPED_STYLE), Path(f"{DEFAULT_STYLE}.toml"))


def sections_of(words: str) -> tuple[str, ...]:
    """The sections in a line, between commas of either kind. UsageError for none and for one that stands twice."""
    names = tuple(name for word in _BETWEEN.split(words) if (name := word.strip()))
    if not names:
        raise UsageError("没有写栏目", advice="栏目之间用逗号隔开，如 要闻,工作动态,经验交流")
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        raise UsageError(f"栏目“{twice}”写了两次", advice="请去掉一个")
    return names


def number_of(word: str) -> int:
    """The number of the first issue. UsageError for what is none."""
    if not (word.isascii() and word.isdigit() and 0 < int(word) <= LARGEST_NUMBER):
        raise UsageError(f"“{word}”不是 1 到 {LARGEST_NUMBER} 的整数")
    return int(word)


def plan_of(title: str, issuer: str, every: str, number: str, date: str, sections: str) -> Plan:
    """The plan in words as they are typed into a form. UsageError for the first that cannot be used."""
    if not title.strip() or not issuer.strip():
        raise UsageError("刊名和编印单位都要填")
    names = {word: key for key, name in EVERY.items() for word in (key, name)}
    if every.strip() not in names:
        raise UsageError(f"多久一期应为{'、'.join(EVERY.values())}，实为“{every.strip()}”")
    plan = Plan(
        title=title.strip(),
        issuer=issuer.strip(),
        every=names[every.strip()],
        first_number=number_of(number.strip()),
        first_date=day_of(date),
        sections=sections_of(sections),
    )
    plan.style  # noqa: B018  (read, to see whether it can be)
    return plan


def sample_workspace(home: Path | None) -> Workspace:
    """A workspace with the samples that ship, in the folder of a user; in a folder of the system's where there is none.

    What was tried out there before is still there.
    """
    folder = home / _SAMPLES if home is not None else Path(tempfile.mkdtemp(prefix="yaoxun-"))
    workspace = Workspace.init(folder)
    for name in COMPLETE:
        target = workspace.issues_folder / Path(name).name
        if name.startswith("issues/") and not target.exists():
            target.write_bytes(read_shipped(name))
    return workspace


def found(folder: Path, plan: Plan) -> Workspace:
    """Make a workspace of a folder; what is already there is left as it is.

    UsageError, with nothing made, for a value that no style can have and where the folder has a style already that the
    plan would change; errors of :meth:`Workspace.init` as there.
    """
    there = folder / SHIPPED_STYLE
    if plan.changes_style and there.exists():
        raise WorkspaceError("这里已经有样式，没有改动", where=there, advice="刊名、栏目等请直接在样式里改")
    style = plan.style
    sample = sample_issue(style) if plan.sample else None
    workspace = Workspace.init(folder, plan.style_file if plan.changes_style else None)
    if sample is not None:
        workspace.create(sample)
    return workspace


def masthead(style: HouseStyle) -> list[str]:
    """The head of the first issue in this style as it will be printed, a row a line."""
    date = first_date(style.periodical, Date.today())
    issue = Issue(style.title, date.year, style.periodical.first_number, date, style.issuer, style.name)
    return [
        "　　".join(filter(None, (block.text, block.right)))
        for block in unnumbered(issue, style)
        if block.kind in _HEAD
    ]


def sample_issue(style: HouseStyle) -> Issue:
    """The sample that ships, as an issue of this style: its articles spread over the style's sections in order.

    Of its own date, as its text speaks of days; a supplement, so that the numbers of real issues do not depend on it.
    """
    sample = parse_issue(read_shipped(SAMPLE), Path(SAMPLE))
    names = style.sections or ("",)  # a house without sections
    filled = [section for section in sample.sections if section.articles]
    if set(names) >= {section.name for section in filled}:
        own = {section.name: section.articles for section in filled}
        sections = tuple(Section(name, own.get(name, ())) for name in names)
    else:
        share, more = divmod(sum(1 for _ in sample.articles), len(names))
        left = sample.articles
        sections = tuple(
            Section(name, tuple(islice(left, share + (place < more)))) for place, name in enumerate(names)
        )
    return replace(
        sample,
        title=style.title,
        issuer=style.issuer,
        style=style.name,
        number=1,
        kind=SUPPLEMENT,
        total=None,
        sections=sections,
    )
