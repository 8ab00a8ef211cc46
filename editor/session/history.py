"""One history of an issue: every change to text, order or sections is a step that can be undone.

The states are frozen issues that share their unchanged parts, so a step costs what it changed. A burst of
typing in one article is one step: steps with the same ``merge`` key are joined until the burst is sealed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from editor.model.issue import Issue


@dataclass(frozen=True)
class Step:
    """One change: what it is called (plain Chinese, “移动稿件”), the issue after it, and where it happened.

    ``article`` is the id of the article to show when the step is undone or redone, empty for none.
    ``merge`` names the burst that the step belongs to, empty for none.
    """

    label: str
    issue: Issue
    article: str = ""
    merge: str = ""


class History:
    """The steps of one issue, and the position among them."""

    def __init__(self, issue: Issue, steps: Iterable[Step] = (), done: int = 0) -> None:
        self._first = issue
        self._steps = list(steps)
        self._done = done
        self._sealed = True

    @property
    def done(self) -> int:
        """How many of the steps are in force."""
        return self._done

    @property
    def issue(self) -> Issue:
        """The issue as it is now."""
        return self._steps[self._done - 1].issue if self._done else self._first

    def do(self, step: Step) -> None:
        """Take a step. What had been undone is forgotten, as in every editor."""
        last = self._steps[self._done - 1] if self._done else None
        joins = last is not None and bool(step.merge) and step.merge == last.merge and not self._sealed
        keep = self._done - 1 if joins else self._done
        self._steps[keep:] = [step]
        self._done = keep + 1
        self._sealed = False

    def seal(self) -> None:
        """End the current burst: the next step stands by itself."""
        self._sealed = True

    def undo(self) -> Step | None:
        """Take back the last step and return it, or None if there is none."""
        if not self._done:
            return None
        self._done -= 1
        self._sealed = True
        return self._steps[self._done]

    def redo(self) -> Step | None:
        """Take the step again that was undone last and return it, or None if there is none."""
        if self._done == len(self._steps):
            return None
        self._done += 1
        self._sealed = True
        return self._steps[self._done - 1]
