"""The list of issues as it is looked through: small facts of each file, read once and again only when it changed.

Whole issues are not kept: a workspace of twenty years holds a thousand of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812  (a field is called date)
from datetime import datetime
from operator import itemgetter
from pathlib import Path

from editor.errors import EditorError
from editor.model.issue import Issue, IssueId
from editor.session.misnamed import repeated
from editor.session.question import holds
from editor.session.workspace import Workspace


@dataclass(frozen=True)
class Facts:
    """What the list shows of an issue that could be read."""

    title: str
    date: Date
    articles: int
    characters: int
    contents: tuple[tuple[str, tuple[str, ...]], ...]  # sections that are printed: name, titles
    published: Date | None = None  # the day on which it went out
    id: IssueId | None = None  # as the file says, whatever it is called
    label: str = ""  # 2026年第3期, 2026年第28、29期合刊


@dataclass(frozen=True)
class Entry:
    """A file of ``issues/``. Not yet read while both ``facts`` and ``error`` are None.

    ``id`` is None for a file whose name is not that of an issue. ``stamp`` (nanoseconds, bytes) tells whether
    the file changed; None if it is gone.
    """

    path: Path
    id: IssueId | None
    stamp: tuple[int, int] | None
    facts: Facts | None = None
    error: EditorError | None = None
    flaws: tuple[int, int] | None = None
    """How many errors and warnings proof-reading finds in it, None while that is not known."""
    unsaved: bool = False
    """Whether a journal holds work on it that was never saved."""
    pages: int | None = None
    """How many pages it has on paper, None while that is not known."""
    copy_of: Path | None = None
    """The issue file that it is a copy of, as shared folders and people leave them; None if of none."""

    @property
    def label(self) -> str:
        """2026年第3期, or the name of the file."""
        if self.facts is not None and self.facts.label:
            return self.facts.label
        return self.id.label if self.id else self.path.name

    @property
    def right_name(self) -> str:
        """What the file should be called by what it says; empty where it is, and where that is not known."""
        said = self.facts.id if self.facts else None
        return "" if said is None or self.path.name == f"{said}.toml" else f"{said}.toml"

    @property
    def year(self) -> int | None:
        """The year of the issue, None while it is not known."""
        said = (self.facts.id if self.facts else None) or self.id
        return said.year if said else None

    @property
    def changed(self) -> datetime | None:
        """When the file was last written, in local time; None if it is gone, or its time is no time of a calendar."""
        try:
            return datetime.fromtimestamp(self.stamp[0] / 1e9) if self.stamp else None
        except (OverflowError, OSError, ValueError):
            return None

    @property
    def read(self) -> bool:
        """Whether it is known what the file holds."""
        return self.facts is not None or self.error is not None

    def holds(self, words: str) -> bool:
        """Whether each of the words, divided by blanks, stands in number, date, title or contents."""
        return holds(self._text, words)

    @property
    def _text(self) -> str:
        parts = [self.label, str(self.id or "")]
        if self.facts:
            titles = [text for name, titles in self.facts.contents for text in (name, *titles)]
            parts += [self.facts.title, self.facts.date.isoformat(), *titles]
        return "\n".join(parts)


def survey(workspace: Workspace, known: Iterable[Entry] = ()) -> list[Entry]:
    """The files that are there, newest issue first, files of other names last.

    Files that have not changed keep what is known of them; the others are to be read.
    """
    before = {entry.path: entry for entry in known}
    found: list[tuple[IssueId | None, Path]] = [*workspace.issue_files()]
    found += [(None, path) for path in workspace.stray_files()]
    entries = []
    for issue_id, path in found:
        entry = Entry(path, issue_id, _stamp(path))
        old = before.get(path)
        if old is None or old.stamp != entry.stamp:
            entries.append(entry)
        else:  # what was not saved may have been given up without a trace in the file
            entries.append(replace(old, unsaved=Workspace.has_unsaved(path)) if old.unsaved else old)
    return entries


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Surveyed entries by date, newest first, so that a supplement stands where it came out, as ``yaoxun list`` has it.

    What is not read, or cannot be, stays behind what it follows by its name; files of other names are last.
    """
    keys = []
    latest = Date.max
    for entry in entries:
        latest = entry.facts.date if entry.facts else latest
        keys.append((entry.id is None, -latest.toordinal()))
    return [entry for _, entry in sorted(zip(keys, entries, strict=True), key=itemgetter(0))]


def read_entry(workspace: Workspace, entry: Entry) -> Entry:
    """The entry with what its file holds, or with the error that keeps it from being an issue."""
    stamp = _stamp(entry.path)
    try:
        issue = workspace.load(entry.path)
        copy_of = repeated(entry.path, workspace.path_of(issue.id))
        return replace(entry, stamp=stamp, facts=_facts(issue), error=None, copy_of=copy_of)
    except EditorError as error:
        return replace(entry, stamp=stamp, facts=None, error=error)


def rules_of(workspace: Workspace) -> frozenset[tuple[Path, tuple[int, int] | None]]:
    """What pages and findings depend on besides the issues: the files of styles and word lists, with their stamps."""
    return frozenset((path, _stamp(path)) for path in workspace.styles_folder.rglob("*.toml"))


def proof_entries(workspace: Workspace, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries with the pages of their issues and how many errors and warnings there are; earlier issues are not asked.

    One that cannot be read any more is passed over, and so are all if a word list cannot be.
    """
    from editor.exporters.blocks import paper
    from editor.session.findings import tally
    from editor.session.proof import Proofing
    from editor.session.remarks import remarks_of

    readers: dict[str, Proofing] = {}
    for entry in entries:
        try:
            issue = workspace.load(entry.path)
            style = workspace.style(issue.style)
            reader = readers.setdefault(issue.style, Proofing(workspace, style))
            reader.remarks = remarks_of(entry.path)
            counts = tally(reader.findings(issue))
        except EditorError:
            continue
        pages = paper(issue, style).pages.count
        flaws = counts.errors, counts.warnings
        yield replace(entry, flaws=flaws, pages=pages, unsaved=Workspace.has_unsaved(entry.path))


def _facts(issue: Issue) -> Facts:
    return Facts(
        title=issue.title,
        date=issue.date,
        articles=sum(1 for _ in issue.articles),
        characters=issue.characters,
        contents=tuple((s.name, tuple(a.title for a in s.articles)) for s in issue.sections if s.articles),
        published=issue.published,
        id=issue.id,
        label=issue.label,
    )


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
