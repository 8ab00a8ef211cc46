"""Tracked changes as a person counts them, and the document with any of them taken and the others not.

Marks of one author that stand beside each other are one revision. A paragraph that came or went whole is one; so is an
article with all below its title; so is a move, also where another program made a deletion and an insertion of it. To see
the document with some revisions only, the marks of all others are turned round (inserted ↔ deleted) before it is read:
one reader serves every view.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from editor.importers.docx.marks import FLIPPED, Change, Item, Marks, Op
from editor.manuscript.source import squeezed
from editor.merge.alignment import likeness

_TITLE_LEVEL = 1  # outline level, from 0, of titles in our documents
_LEAST_MOVED = 6  # characters from which equal words gone here and come there have moved
_REWRITTEN = 0.5  # likeness from which a paragraph gone and one come in its place are one, rewritten
_ORDINAL = re.compile(r"\A\s*[（(]?(?:第?[一二三四五六七八九十]{1,3})[）)、是，,]\s*")


@dataclass
class Revision:
    """One change as a person counts it: who, when (as the file says), what went and what came.

    ``number`` counts from 0 in reading order. ``needs`` are the revisions inside which it stands: without them it has no
    place. ``near`` are those that it touches, and those that touch them. ``whole`` says that paragraphs came or went whole.
    """

    number: int
    author: str
    date: str
    gone: str
    come: str
    first: int
    last: int
    needs: set[int] = field(default_factory=set)
    near: set[int] = field(default_factory=set)
    whole: bool = False


@dataclass
class _Group:
    """Items of one author's marks that become a revision.

    ``op`` is the direction if they are whole ``paragraphs``, ``level`` the outline of the first of these.
    """

    author: str
    items: list[int] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    move: str = ""
    op: Op | None = None
    paragraphs: tuple[int, int] = (-1, -1)
    level: int | None = None
    _own: list[list[Change]] = field(default_factory=list)

    def add(self, at: int, changes: list[Change]) -> None:
        self.items.append(at)
        self._own.append(changes)
        self.changes += changes

    def part(self, start: int, end: int) -> _Group:
        """Some of the items, by their places in the group."""
        part = _Group(self.author, move=self.move)
        for at, changes in zip(self.items[start:end], self._own[start:end], strict=True):
            part.add(at, changes)
        return part

    def take(self, other: _Group) -> None:
        """Take all items of another group. The two are whole paragraphs if both are, one way, or the ends of a move."""
        self.op = self.op if self.move or self.op == other.op else None
        self.items += other.items
        self.changes += other.changes
        self._own += other._own
        if other.paragraphs[1] >= 0:
            self.paragraphs = self.paragraphs[0], other.paragraphs[1]


class Revisions:
    """The revisions of a document."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._items = marks.items
        levels = [level for number in marks.titles if (level := marks.outlines[number]) is not None]
        self._title_level = max(set(levels), key=levels.count, default=_TITLE_LEVEL)
        self._by_paragraph: defaultdict[int, list[Item]] = defaultdict(list)
        for item in self._items:
            self._by_paragraph[item.paragraph].append(item)
        self._groups = sorted(self._grouped(), key=lambda group: group.items)
        self.all = [self._revision(number, group) for number, group in enumerate(self._groups)]
        self._find_needs()
        self._find_near()

    @contextmanager
    def taken(self, numbers: Collection[int]) -> Iterator[None]:
        """While the document is read: these revisions are there, and those that they need; the others never happened."""
        wanted = set(numbers)
        waiting = list(wanted)
        while waiting:
            more = self.all[waiting.pop()].needs - wanted
            wanted |= more
            waiting += more
        kept = {id(change.element) for number in wanted for change in self._groups[number].changes}
        every = {id(change.element): change.element for item in self._items for change in item.changes}
        turned = [element for key, element in every.items() if key not in kept]
        for element in turned:
            element.tag = FLIPPED[element.tag]
        try:
            yield
        finally:
            for element in turned:
                element.tag = FLIPPED[element.tag]

    def at(self, start: int, end: int) -> int | None:
        """The first revision that touches items ``start`` to ``end``; None if none does."""
        touching = (any(start <= at < end for at in group.items) for group in self._groups)
        return next((number for number, touches in enumerate(touching) if touches), None)

    # -- grouping ---------------------------------------------------------------------------------------------

    def _grouped(self) -> list[_Group]:
        authors = dict.fromkeys(change.author for item in self._items for change in item.changes)
        groups: list[_Group] = []
        for author in authors:
            own: Iterable[_Group] = (piece for run in self._runs(author) for piece in self._pieces(run))
            for belongs in (self._is_in_one_table, self._is_below_title, self._is_rewritten):
                own = _joined(own, belongs)
            groups += self._moves(own)
        return groups

    def _runs(self, author: str) -> Iterator[_Group]:
        """The items of an author's changes, as far as they stand beside each other and belong to one move or none."""
        run: _Group | None = None
        for at, item in enumerate(self._items):
            own = [change for change in item.changes if change.author == author]
            if not own:
                if run is not None and self._ends_entire(item, author, run):
                    continue  # some programs do not mark the ends of paragraphs that came or went
                if run is not None and (item.text or item.is_end):
                    yield run
                    run = None
                continue
            move = next((change.move for change in own if change.move), "") or self._whole_move(item, author)
            if run is not None and run.move != move:
                yield run
                run = None
            run = run or _Group(author, move=move)
            run.add(at, own)
        if run is not None:
            yield run

    def _whole_move(self, item: Item, author: str) -> str:
        """The move of the paragraph that an item stands in, if all of the paragraph is of this author's changes."""
        inside = self._by_paragraph[item.paragraph]
        moves = {change.move for each in inside for change in each.changes if change.author == author}
        owned = all(any(change.author == author for change in each.changes) for each in inside)
        named = moves - {""}
        return next(iter(named)) if owned and len(named) == 1 else ""

    def _pieces(self, run: _Group) -> Iterator[_Group]:
        """A run cut where paragraphs came or went whole."""
        ends = [at for at in run.items if self._items[at].is_end]
        if not run.move and not ends:
            of = [self._items[at].paragraph for at in run.items]
            for _, items in groupby(range(len(of)), key=of.__getitem__):
                places = list(items)
                yield self._judged(run.part(places[0], places[-1] + 1))
            return
        if run.move:
            yield self._judged(run)
            return
        first, last = run.items[0], run.items[-1]
        after = next((item for item in self._items[last + 1 :] if item.text or item.is_end), None)
        if self._starts_inside(first):
            # A split, a join, or words over the edge of paragraphs.
            if after is not None and not after.is_end:
                yield run
                return
            cuts = [run.items.index(at) for at in ends]
        else:
            cuts = [run.items.index(at) + 1 for at in ends]
        for start, end in zip([0, *cuts], [*cuts, len(run.items)], strict=True):
            if start < end:
                yield self._judged(run.part(start, end))

    def _judged(self, group: _Group) -> _Group:
        """The group with what it is: whether a whole paragraph, whether a title, and in which direction."""
        texts = [at for at in group.items if self._items[at].text]
        op = self._only(group)
        paragraphs = {self._items[at].paragraph for at in texts}
        if not texts or op is None or not all(self._is_entire(each, group.author) for each in paragraphs):
            return group
        group.op = op
        group.paragraphs = (min(paragraphs), max(paragraphs))
        is_title = min(paragraphs) in self._marks.titles  # whatever style another program has given it
        group.level = self._title_level if is_title else self._marks.outlines[min(paragraphs)]
        return group

    def _is_entire(self, paragraph: int, author: str) -> bool:
        """Whether all words of a paragraph came, or all went, by one author."""
        texts = [item for item in self._by_paragraph[paragraph] if item.text]
        ops = {change.op for item in texts for change in item.changes if change.author == author}
        owned = all(any(change.author == author for change in item.changes) for item in texts)
        return bool(texts) and owned and len(ops) == 1

    def _ends_entire(self, item: Item, author: str, run: _Group) -> bool:
        """Whether an item is the unmarked end of a paragraph whose words all came or went, with more of that behind it."""
        following = item.paragraph + 1
        return (
            item.is_end
            and self._items[run.items[-1]].paragraph == item.paragraph
            and not any(self._items[at].is_end for at in run.items)
            and self._is_entire(item.paragraph, author)
            and self._is_entire(following, author)
        )

    def _is_in_one_table(self, last: _Group, piece: _Group) -> bool:
        """Whether cells of one table came, or went, one behind the other.

        What a row is read as depends on the others: a table of one row is a frame around paragraphs.
        """
        table = self._items[piece.items[0]].table
        beside = table and self._items[last.items[-1]].table == table
        return bool(beside and last.op and last.op == piece.op)

    def _is_below_title(self, title: _Group, piece: _Group) -> bool:
        """Whether a group is of whole paragraphs below a whole title."""
        return (
            title.level == self._title_level
            and piece.op is not None
            and piece.op == title.op
            and piece.move == title.move
            and piece.paragraphs[0] == title.paragraphs[1] + 1
            and (piece.level is None or piece.level > self._title_level)
        )

    def _is_rewritten(self, last: _Group, group: _Group) -> bool:
        """Whether a paragraph went and one that says much the same came in its place."""
        if not last.op or not group.op or last.op == group.op or last.move or group.move:
            return False
        between = any(item.text or item.is_end for item in self._items[last.items[-1] + 1 : group.items[0]])
        return not between and likeness(self._text(last), self._text(group)) >= _REWRITTEN

    def _moves(self, groups: Iterable[_Group]) -> list[_Group]:
        """The groups with both ends of a move made one: of one name, or the same words gone here and come there."""
        by_name: dict[str, _Group] = {}
        result: list[_Group] = []
        for group in groups:
            if group.move and group.move in by_name:
                by_name[group.move].take(group)
                continue
            if group.move:
                by_name[group.move] = group
            result.append(group)
        for group in [each for each in result if not each.move and self._only(each) == "in"]:
            words = self._words(group)
            gone = (each for each in result if not each.move and self._only(each) == "out")
            alike = (
                each
                for each in gone
                if (each.op is None) == (group.op is None) and self._words(each) == words
            )
            origin = next(alike, None) if len(words) >= _LEAST_MOVED else None
            if origin is not None:
                origin.take(group)
                origin.move = f"{origin.items[0]}"
                result.remove(group)
        return result

    # -- what groups are --------------------------------------------------------------------------------------

    def _revision(self, number: int, group: _Group) -> Revision:
        date = next((change.date for change in group.changes if change.date), "")
        gone, come = (self._side(group, op) for op in ("out", "in"))
        whole = group.op is not None
        return Revision(number, group.author, date, gone, come, group.items[0], group.items[-1], whole=whole)

    def _find_needs(self) -> None:
        """A change inside what somebody else put in needs that: inside their words, or their paragraph."""
        numbered = [(change, number) for number, group in enumerate(self._groups) for change in group.changes]
        owner = {id(change.element): number for change, number in numbered}
        put_in = self._paragraphs_put_in()
        for number, group in enumerate(self._groups):
            needs = self.all[number].needs
            for at in group.items:
                item = self._items[at]
                around = [change for change in item.changes if change.author != group.author]
                needs |= {owner[id(change.element)] for change in around if change.op == "in"}
                change = put_in.get(item.paragraph)
                if change is not None and change.author != group.author:
                    needs.add(owner[id(change.element)])
            needs.discard(number)

    def _find_near(self) -> None:
        """Put together what touches: change beside change without a word between, and one inside the other.

        A paragraph that came beside one that went touches it too: without the other each stands in its place.
        """
        together = {number: {number} for number in range(len(self.all))}

        def join(one: int, other: int) -> None:
            if together[one] is not together[other]:
                together[one] |= together[other]
                together.update(dict.fromkeys(together[one], together[one]))

        owners: dict[int, list[int]] = {}
        for number, group in enumerate(self._groups):
            for at in group.items:
                owners.setdefault(at, []).append(number)
        before: list[int] = []
        for at, item in enumerate(self._items):
            here = owners.get(at, [])
            if here:
                for number in (*before, *here, *self.all[here[0]].needs):
                    join(here[0], number)
            if here or item.text or item.is_end:
                before = [] if item.is_end else here
        whole = sorted((group.paragraphs, number) for number, group in enumerate(self._groups) if group.op)
        for (one, number), (other, next_number) in pairwise(whole):
            if one[1] + 1 == other[0] and self._groups[number].op != self._groups[next_number].op:
                join(number, next_number)
        for number, revision in enumerate(self.all):
            revision.near = together[number] - {number}

    def _paragraphs_put_in(self) -> dict[int, Change]:
        """The paragraphs all of whose text and whose end somebody put in, by number, with the change of the end."""
        found: dict[int, Change] = {}
        for item in self._items:
            change = next((each for each in item.changes if each.op == "in"), None)
            if item.is_end and change is not None:
                texts = [each for each in self._by_paragraph[item.paragraph] if each.text]
                if texts and all(any(c.op == "in" for c in each.changes) for each in texts):
                    found[item.paragraph] = change
        return found

    def _side(self, group: _Group, op: Op) -> str:
        side = (self._items[at] for at in group.items if self._op(at, group.author) == op)
        return "".join("\n" if item.is_end else item.text for item in side)

    def _text(self, group: _Group) -> str:
        return "".join(self._items[at].text for at in group.items)

    def _words(self, group: _Group) -> str:
        """Words as they are compared over a move: without blanks and the ordinal before them."""
        return squeezed(_ORDINAL.sub("", self._text(group)))

    def _only(self, group: _Group) -> Op | None:
        ops = {self._op(at, group.author) for at in group.items}
        return ops.pop() if len(ops) == 1 else None

    def _op(self, at: int, author: str) -> Op:
        return next(change.op for change in reversed(self._items[at].changes) if change.author == author)

    def _starts_inside(self, at: int) -> bool:
        paragraph = self._items[at].paragraph
        return any(item.paragraph == paragraph and item.text for item in self._items[max(at - 500, 0) : at])


def _joined(groups: Iterable[_Group], belongs: Callable[[_Group, _Group], bool]) -> list[_Group]:
    """The groups, each put to the one before it where it belongs to that."""
    joined: list[_Group] = []
    for group in groups:
        if joined and belongs(joined[-1], group):
            joined[-1].take(group)
        else:
            joined.append(group)
    return joined
