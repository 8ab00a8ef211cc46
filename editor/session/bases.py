"""The state of an issue that a returned file was made from: found by the text, among all states that are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from editor.errors import EditorError, StorageError
from editor.files.versions import sent_states
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.session.recognition import printed_lines
from editor.session.versions import earlier_states
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue, parse_issue

LEAST_ALIKE = 0.6
"""The share of common text under which a file is no return of an issue."""

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
            share = round(view.paragraphs(printed), 9), round(view.text(printed), 9)
            told = bool(export) and state.export == export
            ranked.append((share, told, bool(state.export), -number, state, printed))
    best = max(ranked, key=lambda each: each[:4])
    return best[4], best[5]


def issue_of(workspace: Workspace, view: Issue) -> Path | None:
    """The issue file that a view may come from: that of its number if they have articles in common, else the most alike.

    The number may have been changed in the file, and its name says nothing. None if nothing is like it.
    """
    titles = {"".join(article.title.split()) for article in view.articles}
    named = workspace.path_of(view.id)
    others = (path for _, path in workspace.issue_files() if path != named)
    best: tuple[float, Path] | None = None
    for path in (*([named] if named.exists() else []), *others):
        with suppress(EditorError):
            common = titles & {"".join(article.title.split()) for article in load_issue(path).articles}
            share = len(common) / max(len(titles), 1)
            if share >= _SURELY:
                return path
            if share > 0 and (best is None or share > best[0]):
                best = share, path
    return best[1] if best is not None else (named if named.exists() else None)
