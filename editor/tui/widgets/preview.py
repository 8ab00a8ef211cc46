"""The contents of an issue at a glance: each section with its titles, as far as there is room."""

from __future__ import annotations

from typing import ClassVar

from textual.strip import Strip
from textual.widget import Widget

from editor.session.catalogue import Entry
from editor.tui.containment import Drawn
from editor.tui.widgets.cells import ELLIPSIS, UNTITLED, fit, strip_of, wrapped
from editor.tui.widgets.rows import Pieces

_INDENT, _NAME = 3, 12
_BETWEEN = " ／ "
_COPY = "{} 是 {} 的副本（同步冲突或复制留下的），不算一期。可以合并：两份里改的都留下，原样收作早先的版本。"


class Preview(Drawn, Widget):
    """Plain text, set anew when another entry or another width is shown."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"preview--quiet", "preview--warn"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entry: Entry | None = None
        self._rows: list[Pieces] = []

    def show(self, entry: Entry | None) -> None:
        """Show another entry, or nothing."""
        if entry is not self._entry:
            self._entry = entry
            self._set()

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._set()

    def _set(self) -> None:
        self._rows = rows_of(self._entry, self.size.width) if self._entry and self.size.width else []
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row; the last one that there is room for says when there are more."""
        base = self.rich_style
        width, height = self.size
        pieces = self._rows[y] if y < len(self._rows) else []
        if y == height - 1 and len(self._rows) > height:
            pieces = [(" " * (_INDENT + _NAME) + ELLIPSIS, "quiet")]
        styled = [
            (text, self.get_component_rich_style(f"preview--{tone}", partial=True) if tone else base)
            for text, tone in pieces
        ]
        return strip_of(styled, width, base)


def rows_of(entry: Entry, width: int) -> list[Pieces]:
    """The rows of an entry in a width: the name of a section beside its titles, or the error in full."""
    if entry.error is not None:
        return [[(" " * _INDENT + line, "warn")] for line in wrapped(str(entry.error), width - 2 * _INDENT)]
    if entry.facts is None:
        return []
    rows: list[Pieces] = []
    if entry.copy_of is not None:
        told = _COPY.format(entry.path.name, entry.copy_of.name)
        rows += [[(" " * _INDENT + line, "warn")] for line in wrapped(told, width - 2 * _INDENT)]
    for name, titles in entry.facts.contents:
        text = _BETWEEN.join(title or UNTITLED for title in titles)
        for number, line in enumerate(wrapped(text, width - _INDENT - _NAME - _INDENT)):
            head = fit("" if number else name, _NAME - 2)
            rows.append([(" " * _INDENT, ""), (f"{head}  ", "quiet"), (line, "")])
    return rows or [[(" " * _INDENT + "还没有稿件", "quiet")]]
