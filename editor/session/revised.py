"""A tracked change as edits of the issue: what a person would call it, and in what order edits are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from editor.importers.docx.revisions import Revision
from editor.manuscript.lines import position_at, render
from editor.merge.article_edits import Edit
from editor.merge.asks import Ask
from editor.merge.edits import edits
from editor.merge.rows import rows_of
from editor.model.issue import Article, Issue
from editor.model.style import HouseStyle
from editor.session.recognition import folded

_MOST_STEPS = 40  # edits of one change that are told one by one


class ReadingOrder:
    """The order in which asks are read: as they stand in the issue, what is gone where it stood."""

    def __init__(self, base: Issue, *states: Issue) -> None:
        self._first = {each.name: each.articles[0].id for each in base.sections if each.articles}
        order: list[str] = []
        for state in states:
            before = -1
            for article in (*state.articles, *state.spares):
                if article.id in order:
                    before = order.index(article.id)
                else:
                    before += 1
                    order.insert(before, article.id)
        self._places = {key: at for at, key in enumerate(order)}

    def key(self, ask: Ask) -> tuple[int, int, int, int]:
        """Where an ask comes: article, block, item, offset."""
        edit = ask.edit
        section = edit.kind.startswith("section_")
        place = self._places.get(self._first.get(edit.title, "") if section else edit.article, -1)
        inside = -2 if section else -1 if edit.block is None else edit.block
        return place, inside, -1 if edit.item is None else edit.item, edit.start


def steps(first: Edit, old: Issue, new: Issue) -> Iterator[tuple[Edit, Issue, Issue]]:
    """A change in which something moved and was changed besides, edit by edit, with the states between which each lies."""
    edit, before = first, old
    for _ in range(_MOST_STEPS):
        after = edit.make(before)
        rest = edits(after, new)
        if not rest or after == before:
            break
        yield edit, before, after
        edit, before = rest[0], after
    yield edit, before, new


def as_cut(edit: Edit, revision: Revision, old: Issue, new: Issue) -> Edit:
    """The edit as a split or join where the file put in or took out the end of a paragraph, with words beside it."""
    split, join = "\n" in revision.come, "\n" in revision.gone
    if (
        revision.whole
        or split == join
        or not edit.kind.endswith(("_added", "_removed"))
        or edit.block is None
    ):
        return edit
    before, after = (rows_of(state.article(edit.article).body) for state in (old, new))
    at = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    fewer, more = (before, after) if split else (after, before)
    if at is None or len(more) != len(fewer) + 1 or before[at].mark.kind != after[at].mark.kind:
        return edit
    two, one = "\n".join(row.text for row in more[at : at + 2]), fewer[at].text
    kind = f"{before[at].mark.kind}_{'split' if split else 'joined'}"
    place = before[at]
    words = (one, two) if split else (two, one)
    return replace(
        edit, kind=kind, before=words[0], after=words[1], block=place.block, item=place.item, start=0
    )


def as_rows(edit: Edit, old: Issue, new: Issue) -> Edit:
    """The edit of a row that came or went with the words of those that did so with it: the rows of one table."""
    if edit.block is None or not edit.kind.endswith(("_added", "_removed")):
        return edit
    rows = [each for each in edits(old, new) if (each.kind, each.article) == (edit.kind, edit.article)]
    before, after = (
        "\n".join(filter(None, words)) for words in zip(*((r.before, r.after) for r in rows), strict=True)
    )
    return replace(edit, before=before, after=after) if len(rows) > 1 else edit


def as_moved(edit: Edit, article: Article, gone: str) -> Edit:
    """The move of the row that was moved in the file: of two rows that changed places either may have."""
    wanted = folded(gone)
    for row in rows_of(article.body):
        if row.mark.kind == "measure" and row.text and wanted.endswith(folded(row.text)):
            kind = f"{row.mark.kind}_moved"
            return replace(edit, kind=kind, before=row.text, after=row.text, block=row.block, item=row.item)
    return edit


def place_of(paragraph: str, states: Sequence[Issue], style: HouseStyle) -> Edit:
    """Where a printed paragraph stands in one of some states, as a comment; without a place if nowhere."""
    wanted = folded(paragraph)
    for article in (article for state in states for article in state.articles):
        if wanted and folded(article.title) == wanted:
            return Edit("comment", article.id, article.title, "", "")
        lines = render(article.body, article.run_in, style.ordinals)
        for row, line in enumerate(lines):
            if wanted and folded(line.text) == wanted:
                place = position_at(lines, row, 0)
                return Edit("comment", article.id, article.title, "", "", place.block, place.measure)
    return Edit("comment", "", "", "", "")
