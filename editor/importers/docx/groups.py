"""Marks of one author that belong together: what becomes a revision, while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from editor.importers.docx.marks import Change, Op


@dataclass
class Group:
    """Items that belong together. ``op`` is the direction if they are whole paragraphs, ``level`` the outline of the first."""

    author: str
    items: list[int] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    move: str = ""
    op: Op | None = None
    paragraphs: tuple[int, int] = (-1, -1)
    level: int | None = None
    _own: list[list[Change]] = field(default_factory=list)

    def add(self, at: int, changes: list[Change]) -> None:
        """Take one more item with the changes on it."""
        self.items.append(at)
        self._own.append(changes)
        self.changes += changes

    def part(self, start: int, end: int) -> Group:
        """Some of the items, by their places in the group."""
        part = Group(self.author, move=self.move)
        for at, changes in zip(self.items[start:end], self._own[start:end], strict=True):
            part.add(at, changes)
        return part

    def take(self, other: Group) -> None:
        """Take all items of another group."""
        self.items += other.items
        self.changes += other.changes
        self._own += other._own
        if other.paragraphs[1] >= 0:
            self.paragraphs = self.paragraphs[0], other.paragraphs[1]
