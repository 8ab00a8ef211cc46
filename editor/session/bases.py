"""The state of an issue that a returned file was made from: found by the text, among all states that are known.

A document for readers that is imported again is read as a state of the issue in the workspace, since it lacks what the
office keeps besides (ids, notes, sources, spares, empty sections). If that issue was changed after the state the file was
made from, replacing it would undo those changes; then both sides can be merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from editor.errors import EditorError, ImportRefusedError, StorageError
from editor.files.versions import sent_states
from editor.importers import Imported
from editor.manuscript.source import squeezed
from editor.merge.threeway import merge
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.session.recognition import Recognition, printed_lines
from editor.session.versions import earlier_states
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue, parse_issue

LEAST_ALIKE = 0.6
"""The share of common text under which a file is no return of an issue."""

_NAMED = 3  # articles that a sentence names
_SURELY = 0.5  # share of titles in common from which no other issue is looked at


@dataclass(frozen=True)
class State:
    """One known state of an issue: what it is called, and the issue. ``export`` is the id of a state as it was sent."""

    name: str
    issue: Issue
    export: str = ""


class Printed:
    """What is printed of an issue, as it is compared."""

    def __init__(self, issue: Issue, style: HouseStyle) -> None:
        lines = list(printed_lines(issue, style))
        self._lines = Counter(lines)
        text = "\n".join(lines)
        self._pairs = Counter(pairwise(text))

    def paragraphs(self, other: Printed) -> float:
        """The share of paragraphs that both have, by their length, from 0 to 1."""
        common = sum(len(line) * count for line, count in (self._lines & other._lines).items())
        return 2 * common / max(self._size() + other._size(), 1)

    def likeness(self, other: Printed) -> tuple[float, float]:
        """The shares of paragraphs and of text that both have, as they are ranked."""
        return round(self.paragraphs(other), 9), round(self.text(other), 9)

    def apart(self, other: Printed) -> int:
        """How many paragraphs only one of the two has."""
        return ((self._lines - other._lines) + (other._lines - self._lines)).total()

    def text(self, other: Printed) -> float:
        """The share of neighbouring characters that both have, from 0 to 1: a few changes everywhere cost little."""
        common = (self._pairs & other._pairs).total()
        return 2 * common / max(self._pairs.total() + other._pairs.total(), 1)

    def _size(self) -> int:
        return sum(len(line) * count for line, count in self._lines.items())


def states(path: Path) -> Iterator[State]:
    """All known states of an issue file, the present one first; what cannot be read is passed over."""
    yield State("现在的稿子", load_issue(path))
    with suppress(StorageError):
        for sent in sent_states(path):
            with suppress(EditorError):
                name = f"{sent.when.astimezone():%m-%d %H:%M}{sent.by and f' {sent.by}'}发出的稿"
                yield State(name, parse_issue(sent.read(), sent.path), sent.key)
    with suppress(StorageError):
        for earlier in earlier_states(path):
            if earlier.issue is not None:
                yield State(f"第{earlier.number}个版本", earlier.issue)


def best_state(path: Path, view: Printed, style: HouseStyle, export: str = "") -> tuple[State, Printed]:
    """The state whose printed paragraphs overlap most with a view. ``export`` is the id in the file, which breaks a tie."""
    ranked = []
    seen: set[Issue] = set()
    for number, state in enumerate(states(path)):
        if state.issue not in seen or state.export:
            seen.add(state.issue)
            printed = Printed(state.issue, style)
            share = view.likeness(printed)
            told = bool(export) and state.export == export
            ranked.append((share, told, bool(state.export), -number, state, printed))
    best = max(ranked, key=lambda each: each[:4])
    return best[4], best[5]


def issue_of(workspace: Workspace, view: Issue) -> Path | None:
    """The issue file that a view may come from: that of its number if they have articles in common, else the most alike.

    The number may have been changed in the file, and its name says nothing. None if nothing is like it.
    """
    titles = {squeezed(article.title) for article in view.articles}
    named = workspace.path_of(view.id)
    others = (path for _, path in workspace.issue_files() if path != named)
    best: tuple[float, Path] | None = None
    for path in (*([named] if named.exists() else []), *others):
        with suppress(EditorError):
            common = titles & {squeezed(article.title) for article in load_issue(path).articles}
            share = len(common) / max(len(titles), 1)
            if share >= _SURELY:
                return path
            if share > 0 and (best is None or share > best[0]):
                best = share, path
    return best[1] if best is not None else (named if named.exists() else None)


# -- a file of an issue that is there already (再次导入) -------------------------------------------------------------


def recognised(imported: Imported, present: Issue, style: HouseStyle) -> Imported:
    """What was read as a state of the issue that is there, with all that no document for readers shows."""
    issue = Recognition(present, style).state(imported.issue)
    ids = {
        old.id: new.id for old, new in zip(imported.issue.articles, issue.articles, strict=True)
    }  # sections and articles keep their order
    remarks = tuple(replace(each, article=ids.get(each.article, each.article)) for each in imported.remarks)
    issue = replace(issue, editor_note=imported.issue.editor_note or issue.editor_note)
    return replace(imported, issue=issue, remarks=remarks)


def changed_since(path: Path, issue: Issue, style: HouseStyle) -> Issue | None:
    """The state of an issue file that a text was made from if the file was changed since; None if it was not, or unknown."""
    with suppress(EditorError):
        view = Printed(issue, style)
        present, *earlier = dict.fromkeys(state.issue for state in states(path))
        lines = list(printed_lines(present, style))
        if lines == list(printed_lines(issue, style)):
            return None
        best, base = view.likeness(Printed(present, style)), None
        for state in earlier:  # of two equally like it the earlier one: nothing is undone by a guess
            share = view.likeness(Printed(state, style))
            if share >= best and share[1] >= LEAST_ALIKE and list(printed_lines(state, style)) != lines:
                best, base = share, state
        return base
    return None


def merged(base: Issue, path: Path, theirs: Issue, source: Path) -> Issue:
    """The issue of a file with the changes of both sides. ImportRefusedError names what both changed, each in its own way."""
    ours = load_issue(path)
    result = merge(base, ours, theirs)
    if result.conflicts:
        titles = {each.id: each.title for each in (*ours.articles, *theirs.articles, *base.articles)}
        names = [f"《{titles[each.name]}》" for each in result.conflicts if each.name in titles]
        where = "、".join(dict.fromkeys(names[:_NAMED])) or "刊头或栏目"
        raise ImportRefusedError(
            f"两边都改了同一处（{len(result.conflicts)}处，在{where}），没有合并",
            where=source,
            advice="在界面里打开这一期，拖入这个文件逐处审改；或再加一个 --force 全用文件的",
        )
    return result.issue
