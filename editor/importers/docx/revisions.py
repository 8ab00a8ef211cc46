"""Tracked changes as a person counts them, and the document with any of them taken and the others not.

Marks of one author that stand beside each other are one revision. A paragraph that came or went whole is one; so is an
article with all below its title; so is a move, also where another program made a deletion and an insertion of it. To see
the document with some revisions only, the marks of all others are turned round (inserted ↔ deleted) before it is read:
one reader serves every view.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from editor.importers.docx.groups import Group
from editor.importers.docx.marks import FLIPPED, Change, Item, Marks, Op, every_change
from editor.merge.alignment import likeness

_TITLE_LEVEL = 1  # outline level, from 0, of titles in our documents
_LEAST_MOVED = 6  # characters from which equal words gone here and come there have moved
_REWRITTEN = 0.5  # likeness from which a paragraph gone and one come in its place are one, rewritten
_ORDINAL = re.compile(r"\s*[（(]?(?:第?[一二三四五六七八九十]{1,3})[）)、是，,]\s*")


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


class Revisions:
    """The revisions of a document."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._items = marks.items
        levels = [level for number in marks.titles if (level := marks.outlines[number]) is not None]
        self._title_level = max(set(levels), key=levels.count, default=_TITLE_LEVEL)
        self._groups = self._numbered(self._grouped())
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
        turned = [element for element in every_change(self._items) if id(element) not in kept]
        for element in turned:
            element.tag = FLIPPED[element.tag]
        try:
            yield
        finally:
            for element in turned:
                element.tag = FLIPPED[element.tag]

    def at(self, start: int, end: int) -> int | None:
        """The first revision that touches items ``start`` to ``end``; None if none does."""
        for number, group in enumerate(self._groups):
            if any(start <= at < end for at in group.items):
                return number
        return None

    # -- grouping ---------------------------------------------------------------------------------------------

    def _grouped(self) -> list[Group]:
        authors = dict.fromkeys(change.author for item in self._items for change in item.changes)
        groups: list[Group] = []
        for author in authors:
            pieces = [piece for run in self._runs(author) for piece in self._pieces(run)]
            groups += self._moves(self._rewritten(self._articles(self._tables(pieces))))
        return groups

    def _runs(self, author: str) -> Iterator[Group]:
        """The items of an author's changes, as far as they stand beside each other and belong to one move or none."""
        run: Group | None = None
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
            run = run or Group(author, move=move)
            run.add(at, own)
        if run is not None:
            yield run

    def _whole_move(self, item: Item, author: str) -> str:
        """The move of the paragraph that an item stands in, if all of the paragraph is of this author's changes."""
        inside = self._paragraph(item.paragraph)
        moves = {change.move for each in inside for change in each.changes if change.author == author}
        owned = all(any(change.author == author for change in each.changes) for each in inside)
        named = moves - {""}
        return next(iter(named)) if owned and len(named) == 1 else ""

    def _pieces(self, run: Group) -> Iterator[Group]:
        """A run cut where paragraphs came or went whole."""
        ends = [at for at in run.items if self._items[at].is_end]
        if not run.move and not ends:
            for _, items in groupby(
                range(len(run.items)), key=lambda at: self._items[run.items[at]].paragraph
            ):
                places = list(items)
                yield self._judged(run.part(places[0], places[-1] + 1))
            return
        if run.move:
            yield self._judged(run)
            return
        first, last = run.items[0], run.items[-1]
        after = next((item for item in self._items[last + 1 :] if item.text or item.is_end), None)
        if self._starts_inside(first):
            if (
                after is not None and not after.is_end
            ):  # a split, a join, or words over the edge of paragraphs
                yield run
                return
            cuts = [run.items.index(at) for at in ends]
        else:
            cuts = [run.items.index(at) + 1 for at in ends]
        for start, end in zip([0, *cuts], [*cuts, len(run.items)], strict=True):
            if start < end:
                yield self._judged(run.part(start, end))

    def _judged(self, group: Group) -> Group:
        """The group with what it is: whether a whole paragraph, whether a title, and in which direction."""
        texts = [at for at in group.items if self._items[at].text]
        ops = {self._op(at, group.author) for at in group.items}
        paragraphs = {self._items[at].paragraph for at in texts}
        if not texts or len(ops) > 1 or not all(self._is_entire(each, group.author) for each in paragraphs):
            return group
        group.op = ops.pop()
        group.paragraphs = (min(paragraphs), max(paragraphs))
        is_title = min(paragraphs) in self._marks.titles  # whatever style another program has given it
        group.level = self._title_level if is_title else self._marks.outlines[min(paragraphs)]
        return group

    def _is_entire(self, paragraph: int, author: str) -> bool:
        """Whether all words of a paragraph came, or all went, by one author."""
        texts = [item for item in self._paragraph(paragraph) if item.text]
        ops = {change.op for item in texts for change in item.changes if change.author == author}
        owned = all(any(change.author == author for change in item.changes) for item in texts)
        return bool(texts) and owned and len(ops) == 1

    def _ends_entire(self, item: Item, author: str, run: Group) -> bool:
        """Whether an item is the unmarked end of a paragraph whose words all came or went, with more of that behind it."""
        following = item.paragraph + 1
        return (
            item.is_end
            and self._items[run.items[-1]].paragraph == item.paragraph
            and not any(self._items[at].is_end for at in run.items)
            and self._is_entire(item.paragraph, author)
            and self._is_entire(following, author)
        )

    def _tables(self, pieces: Sequence[Group]) -> list[Group]:
        """The pieces with the cells of one table that came, or went, one behind the other made one.

        What a row is read as depends on the others: a table of one row is a frame around paragraphs.
        """
        groups: list[Group] = []
        for piece in pieces:
            last = groups[-1] if groups else None
            table = self._items[piece.items[0]].table
            beside = last is not None and table and self._items[last.items[-1]].table == table
            if last is not None and beside and last.op and last.op == piece.op:
                last.take(piece)
            else:
                groups.append(piece)
        return groups

    def _articles(self, pieces: Sequence[Group]) -> list[Group]:
        """The pieces with all whole paragraphs below a whole title put to it."""
        groups: list[Group] = []
        for piece in pieces:
            last = groups[-1] if groups else None
            if last is not None and last.level == self._title_level and self._goes_on(last, piece):
                last.take(piece)
            else:
                groups.append(piece)
        return groups

    def _goes_on(self, title: Group, piece: Group) -> bool:
        return (
            piece.op is not None
            and piece.op == title.op
            and piece.move == title.move
            and piece.paragraphs[0] == title.paragraphs[1] + 1
            and (piece.level is None or piece.level > self._title_level)
        )

    def _rewritten(self, groups: list[Group]) -> list[Group]:
        """The groups with a paragraph gone and one come in its place made one, if they say much the same."""
        result: list[Group] = []
        for group in groups:
            last = result[-1] if result else None
            if (
                last is not None
                and last.op
                and group.op
                and last.op != group.op
                and not last.move
                and not group.move
            ):
                beside = not self._between(last.items[-1], group.items[0])
                if beside and likeness(self._text(last), self._text(group)) >= _REWRITTEN:
                    last.take(group)
                    last.op = None
                    continue
            result.append(group)
        return result

    def _moves(self, groups: list[Group]) -> list[Group]:
        """The groups with both ends of a move made one: of one name, or the same words gone here and come there."""
        by_name: dict[str, Group] = {}
        result: list[Group] = []
        for group in groups:
            if group.move and group.move in by_name:
                by_name[group.move].take(group)
                continue
            if group.move:
                by_name[group.move] = group
            result.append(group)
        for group in [each for each in result if not each.move and self._only(each) == "in"]:
            words = _squeezed(self._text(group))
            if len(words) < _LEAST_MOVED:
                continue
            origin = next(
                (
                    each
                    for each in result
                    if not each.move
                    and self._only(each) == "out"
                    and (each.op is None) == (group.op is None)
                    and _squeezed(self._text(each)) == words
                ),
                None,
            )
            if origin is not None:
                origin.take(group)
                origin.op, origin.move = None, f"{origin.items[0]}"
                result.remove(group)
        return result

    # -- what groups are --------------------------------------------------------------------------------------

    def _numbered(self, groups: list[Group]) -> list[Group]:
        return sorted(groups, key=lambda group: group.items)

    def _revision(self, number: int, group: Group) -> Revision:
        date = next((change.date for change in group.changes if change.date), "")
        gone, come = (self._side(group, op) for op in ("out", "in"))
        whole = group.op is not None
        return Revision(number, group.author, date, gone, come, group.items[0], group.items[-1], whole=whole)

    def _find_needs(self) -> None:
        """A change inside what somebody else put in needs that: inside their words, or their paragraph."""
        owner: dict[int, int] = {}
        for number, group in enumerate(self._groups):
            owner |= {id(change.element): number for change in group.changes}
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
                inside = self._paragraph(item.paragraph)
                texts = [each for each in inside if each.text]
                if texts and all(any(c.op == "in" for c in each.changes) for each in texts):
                    found[item.paragraph] = change
        return found

    def _side(self, group: Group, op: Op) -> str:
        words = [
            "\n" if self._items[at].is_end else self._items[at].text
            for at in group.items
            if self._op(at, group.author) == op
        ]
        return "".join(words)

    def _text(self, group: Group) -> str:
        return "".join(self._items[at].text for at in group.items)

    def _only(self, group: Group) -> Op | None:
        ops = {self._op(at, group.author) for at in group.items}
        return ops.pop() if len(ops) == 1 else None

    def _op(self, at: int, author: str) -> Op:
        return next(change.op for change in reversed(self._items[at].changes) if change.author == author)

    def _starts_inside(self, at: int) -> bool:
        paragraph = self._items[at].paragraph
        return any(item.paragraph == paragraph and item.text for item in self._items[max(at - 500, 0) : at])

    def _between(self, last: int, first: int) -> bool:
        return any(item.text or item.is_end for item in self._items[last + 1 : first])

    def _paragraph(self, number: int) -> list[Item]:
        if not hasattr(self, "_by_paragraph"):
            self._by_paragraph: dict[int, list[Item]] = {}
            for item in self._items:
                self._by_paragraph.setdefault(item.paragraph, []).append(item)
        return self._by_paragraph.get(number, [])


def _squeezed(text: str) -> str:
    """Words as they are compared over a move: without blanks and the ordinal before them."""
    found = _ORDINAL.match(text)
    return "".join(text[found.end() if found else 0 :].split())
