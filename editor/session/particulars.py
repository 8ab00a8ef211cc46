"""What is said about an article or an issue outside its text: source, note, run-in chains; title, date, total, issuer.

Typed by hand, so checked here: each function gives the changed article or issue, or a UsageError with a sentence for the
person who typed. Its number as well, which is the name of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812  (a parameter is called date)
from pathlib import Path

from editor.errors import FileFormatError, LockedError, StorageError, UsageError, WorkspaceError
from editor.files.atomic import read_bytes, write_atomically
from editor.files.keeping import beside
from editor.files.versions import keep_version
from editor.importers.dates import count, find_date
from editor.manuscript.grammar import parse
from editor.manuscript.lines import render
from editor.model.body import Chain
from editor.model.issue import LARGEST_NUMBER, LARGEST_TOTAL, SERIES, SUPPLEMENT, Article, Issue, IssueId
from editor.model.style import Ordinals
from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.store.issue_file import rewritten

_TEXTS = ("secrecy", "serial", "editor", "approver", "copies", "editor_note")


def with_particulars(
    article: Article,
    source: str,
    note: str,
    run_in: bool,
    ordinals: Ordinals,
    *,
    unit: str | None = None,
    byline: str | None = None,
    editor_note: str | None = None,
    attachments: str | None = None,
) -> Article:
    """The article with another source, note and setting of its chains, and what else is given.

    ``attachments`` are their titles, divided by ；. UsageError if its chains cannot stand inside a paragraph without being read as something else.
    """
    changed = replace(
        article,
        source=source.strip(),
        note=note.strip(),
        run_in=run_in,
        unit=article.unit if unit is None else unit.strip(),
        byline=article.byline if byline is None else byline.strip(),
        editor_note=article.editor_note if editor_note is None else editor_note.strip(),
        attachments=article.attachments if attachments is None else _titles(attachments),
    )
    if run_in != article.run_in and has_chains(article) and not _reads_back(changed, ordinals):
        raise UsageError("这篇的举措不能接成一段", advice="接排后每条要以句号或分号结尾，且没有分段的举措")
    return changed


def _titles(words: str) -> tuple[str, ...]:
    return tuple(title for part in re.split("[;；\n]", words) if (title := part.strip()))


def has_chains(article: Article) -> bool:
    """Whether there is anything to run in."""
    return any(isinstance(block, Chain) for block in article.body)


def with_masthead(issue: Issue, title: str, date: str, total: str, issuer: str) -> Issue:
    """The issue with another masthead; ``date`` as 2026年1月16日 or 2026-01-16, ``total`` empty for none.

    UsageError for a day that does not exist or lies in another year, a total that is no number, an empty name.
    """
    if not title.strip() or not issuer.strip():
        raise UsageError("刊名和编印单位都要填")
    found = find_date(date)
    if found is None or found.before or found.after:
        raise UsageError(f"“{date.strip()}”不是日期", advice="写作 2026-01-16 或 2026年1月16日")
    if found.date is None:
        raise UsageError(f"没有“{date.strip()}”这一天")
    if found.date.year != issue.year:
        raise UsageError(f"日期应在{issue.year}年，因为这是{issue.label}")
    whole = count(total.strip()) if total.strip() else None
    if total.strip() and (whole is None or whole < 1):
        raise UsageError(f"总期号“{total.strip()}”不是数", advice="不用总期号就留空")
    if whole is not None and whole > LARGEST_TOTAL:
        raise UsageError(f"总期号“{total.strip()}”太大", advice=f"最大是{LARGEST_TOTAL}")
    return replace(issue, title=title.strip(), date=found.date, total=whole, issuer=issuer.strip())


@dataclass(frozen=True)
class OwnFields:
    """What else an issue says of itself, as it is typed: all text, empty for none."""

    number_to: str = ""
    secrecy: str = ""
    serial: str = ""
    editor: str = ""
    approver: str = ""
    copies: str = ""
    editor_note: str = ""
    style: str = ""

    @classmethod
    def of(cls, issue: Issue) -> OwnFields:
        """Those of an issue."""
        return cls(
            number_to="" if issue.number_to is None else str(issue.number_to),
            **{name: getattr(issue, name) for name in _TEXTS},
            style=issue.style,
        )


def with_own_fields(issue: Issue, own: OwnFields, styles: Sequence[str]) -> Issue:
    """The issue with what it says of itself; ``styles`` are the names of those that there are.

    UsageError for a last number of a 合刊 that is none, copies that are no number, a style that there is not.
    """
    last, copies = own.number_to.strip(), own.copies.strip()
    number_to = count(last) if last else None
    if last and (number_to is None or not issue.number < number_to <= LARGEST_NUMBER):
        raise UsageError(f"合刊的末期号“{last}”不对", advice=f"应比{issue.number}大；不是合刊就留空")
    if copies and not count(copies):
        raise UsageError(f"份数“{copies}”不是数", advice="只写数字")
    style = own.style.strip()
    if style not in styles:
        raise UsageError(f"没有样式“{style}”", advice=f"已有：{'、'.join(styles)}")
    texts = {name: getattr(own, name).strip() for name in _TEXTS}
    return replace(issue, number_to=number_to, style=style, **texts)


def day_of(typed: str) -> Date:
    """The day that was typed, 2026-01-16 or 2026年1月16日. UsageError for anything else."""
    found = find_date(typed)
    if found is None or found.before or found.after or found.date is None:
        raise UsageError(
            f"“{typed.strip()}”不是日期，或没有这一天", advice="写作 2026-01-16 或 2026年1月16日"
        )
    return found.date


def numbered_and_dated(issue: Issue, number: str, date: str) -> Issue:
    """A new issue with another number (28, of a double issue 28-29) and date, as they are typed.

    UsageError for what is no number or no date; the year of the issue is that of its date.
    """
    first, *rest = re.split("[-—–、]", number.strip())
    numbers = [count(word.strip()) for word in (first, *rest)]
    if len(numbers) > 2 or not all(value and value <= LARGEST_NUMBER for value in numbers):
        raise UsageError(f"“{number.strip()}”不是期号", advice="写作 28，合刊写作 28-29")
    last = numbers[1] if rest else None
    if last is not None and last <= (numbers[0] or 0):
        raise UsageError(f"合刊的末期号“{number.strip()}”不对", advice="后一个应比前一个大")
    day = day_of(date)
    return replace(issue, number=numbers[0] or issue.number, number_to=last, date=day, year=day.year)


def _reads_back(article: Article, ordinals: Ordinals) -> bool:
    """Whether the text as it would be printed is read as the same article, as it is after every key."""
    lines = [line.text for line in render(article.body, article.run_in, ordinals)]
    parsed = parse(lines, ordinals, live=True, run_in=article.run_in)
    return (parsed.body, parsed.run_in) == (article.body, article.run_in)


def renumber(workspace: Workspace, path: Path, word: str) -> Path:
    """Rename an issue to the number in ``word`` (2026-04, 2026-s01) and return its new file; the old bytes stay a version.

    UsageError for what is no number, WorkspaceError where that issue is there already, LockedError while somebody has
    the issue open, StorageError where work of it is not saved, or the files cannot be written. Then nothing is changed.
    """
    new = IssueId.parse(word.strip())
    if new is None:
        raise UsageError(f"“{word}”不是期号", advice="期号写作 2026-04，增刊写作 2026-s01")
    target = workspace.path_of(new)
    if target == path:
        return path
    if target.exists():
        raise WorkspaceError(f"{new.label}已经存在，没有改动", where=target, advice="请换一个期号")
    with _opened(workspace, path, "不能改期号") as document:
        kind = SUPPLEMENT if new.supplement else SERIES
        issue = replace(document.issue, year=new.year, number=new.number, kind=kind)
        old = read_bytes(path)
        write_atomically(target, rewritten(old, issue, target))
        try:
            _take_away(path, old, "没能改名")
        except StorageError:
            with suppress(OSError):
                target.unlink()
            raise
    with suppress(OSError):
        beside(path).journal.unlink()  # its steps belong to a file that is no more
    return target


def delete(workspace: Workspace, path: Path) -> None:
    """Take an issue out of the workspace; its bytes stay a version, from which it can be restored.

    LockedError while somebody has it open, StorageError where work of it is not saved or the disk refuses; then nothing
    is changed. A file that is no issue, or whose style is missing, is taken away as well.
    """
    with suppress(FileFormatError, WorkspaceError), _opened(workspace, path, "不能删除"):
        pass
    _take_away(path, read_bytes(path), "没能删除")
    with suppress(OSError):
        beside(path).journal.unlink()  # its steps belong to a file that is no more


@contextmanager
def _opened(workspace: Workspace, path: Path, what: str) -> Iterator[Document]:
    """An issue that nobody else works on and that has no unsaved work."""
    with Document.open(path, workspace.style) as document:
        if document.read_only:
            raise LockedError(f"{document.lock_holder}正在编辑这一期，{what}", where=path)
        if document.recovered:
            raise StorageError("这一期有上次未保存的修改", where=path, advice="请先打开它，保存或放弃")
        yield document


def _take_away(path: Path, old: bytes, failed: str) -> None:
    """Remove an issue file, its bytes kept as a version; StorageError, and it stays, where that cannot be."""
    try:
        keep_version(path, old)
        path.unlink()
    except (OSError, StorageError) as error:
        raise StorageError(f"{failed}，原来的文件没有动", where=path, advice="请检查文件夹的权限") from error
