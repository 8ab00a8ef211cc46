"""花脸稿 between any two states of an issue: as it is, an earlier version, as it was sent, or what stands in a Word file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from editor.errors import UsageError, WorkspaceError
from editor.exporters.redline import redline_docx, redline_paragraphs
from editor.exporters.redline.paragraphs import Redlined, Signed
from editor.files.known import user_name
from editor.files.versions import sent_states, version, versions
from editor.importers import read_issue
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.session.exports import export_name, write_document
from editor.session.intake import as_docx
from editor.session.recognition import Recognition
from editor.session.workspace import Workspace
from editor.store.issue_file import carried_issue, parse_issue

SENT: Final = "sent"
_STATE = re.compile(r"(?P<issue>.+)@(?P<state>sent|[0-9]{1,5})", re.IGNORECASE)
_WORD = (".docx", ".doc", ".wps")
_DATE = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Named:
    """One state: the word that names it, the issue, who made it and when, and its file; None for a Word file."""

    word: str
    issue: Issue
    by: str
    when: datetime
    path: Path | None


def named_state(workspace: Workspace, word: str) -> Named:
    """The state that a word names: 2026-03, 2026-03@2, 2026-03@sent, or a Word file. UsageError for anything else."""
    if word.casefold().endswith(_WORD):
        return _in_word_file(workspace, Path(word))
    found = _STATE.fullmatch(word)
    if found is None:
        path = workspace.resolve(word)
        return Named(word, workspace.load(path), *_maker(path, 0), path)
    path = workspace.resolve(found["issue"])
    if found["state"].casefold() != SENT:
        number = int(found["state"])
        state = version(path, number)
        return Named(word, parse_issue(state.read(), state.path), *_maker(path, number), path)
    sent = sent_states(path)
    if not sent:
        raise WorkspaceError(
            "这一期还没有记下发出的稿", where=path, advice="导出 DOCX 时会自动记下；也可以用 @1 指早先的版本"
        )
    return Named(word, parse_issue(sent[0].read(), sent[0].path), sent[0].by, sent[0].when, path)


def between(old: Named, new: Named, style: HouseStyle) -> list[Redlined]:
    """The paragraphs of both states with their changes marked, for a terminal."""
    before, after = matched(old, new, style)
    return redline_paragraphs(before, after, style)


def write_redline(old: Named, new: Named, style: HouseStyle, folder: Path) -> Path:
    """Write the 花脸稿 as DOCX into a folder; its path."""
    return write_between(*matched(old, new, style), style, folder, new.by, new.when)


def write_between(
    old: Issue, new: Issue, style: HouseStyle, folder: Path, by: str = "", when: datetime | None = None
) -> Path:
    """Write the 花脸稿 between two issues, made by whom and when (None: now); its path."""
    signed = Signed(by or user_name() or new.issuer, f"{(when or datetime.now(UTC)).astimezone(UTC):{_DATE}}")
    name = f"{export_name(new, 'docx').removesuffix('.docx')}花脸稿"
    return write_document(folder, name, redline_docx(old, new, style, signed))


def matched(old: Named, new: Named, style: HouseStyle) -> tuple[Issue, Issue]:
    """Both issues; what stands in a Word file is recognised as the articles of the other."""
    if new.path is None and old.path is not None:
        return old.issue, Recognition(old.issue, style).state(new.issue)
    if old.path is None:
        return Recognition(new.issue, style).state(old.issue), new.issue
    return old.issue, new.issue


def style_of(workspace: Workspace, old: Named, new: Named) -> HouseStyle:
    """The house style in which both are set: that of the new one, unless it comes from a Word file."""
    named = new if new.path is not None else old
    return workspace.style(named.issue.style)


def _maker(path: Path, number: int) -> tuple[str, datetime]:
    """Who saved a state, and when: the one who replaced the version before it."""
    found = versions(path)
    if number < len(found):
        return found[number].by, found[number].when
    return "", datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _in_word_file(workspace: Workspace, path: Path) -> Named:
    data = as_docx(path)
    if not data.startswith(b"PK"):
        raise UsageError(
            "这不是 Word 文件", where=path, advice="花脸稿比的是期号、期号@版本、期号@sent 或 Word 文件"
        )
    imported = read_issue(data, path.name, workspace.style_for, workspace.style_names(), carried_issue)
    return Named(path.name, imported.issue, "", datetime.fromtimestamp(path.stat().st_mtime, UTC), None)
