"""The contents of an issue at a glance: each section with its titles, as far as there is room."""

from __future__ import annotations

from editor.session.catalogue import Entry
from editor.tui.widgets.cells import ELLIPSIS, UNTITLED, fit, wrapped
from editor.tui.widgets.reading import Reading
from editor.tui.widgets.rows import Pieces

_INDENT, _NAME = 3, 12
_BETWEEN = " ／ "
_COPY = "{} 是 {} 的副本（同步冲突或复制留下的），不算一期。可以合并：两份里改的都留下，原样收作早先的版本。"


class Preview(Reading):
    """The contents of an entry, as far as there is room."""

    DEFAULT_CSS = """
    Preview { overflow: hidden; scrollbar-gutter: auto; }
    """

    def show_entry(self, entry: Entry | None) -> None:
        """Show another entry, or nothing."""
        self.show(lambda width: rows_of(entry, width) if entry else [])

    def pieces(self, index: int, width: int) -> Pieces:
        """One row; the last one that there is room for says when there are more."""
        if index == self.size.height - 1 and self.count > self.size.height:
            return [(" " * (_INDENT + _NAME) + ELLIPSIS, "quiet")]
        return super().pieces(index, width)


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
