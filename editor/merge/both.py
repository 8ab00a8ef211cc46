"""Both texts of a conflict in one article: where a machine has to write a file, nothing that anybody wrote may be lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from editor.merge.alignment import align
from editor.merge.article_edits import ARTICLE_LABELS, value_said
from editor.merge.changes import said
from editor.merge.rows import Mark, Row, body_of, rows_of
from editor.merge.threeway import Conflict, Merged, Standing
from editor.model.body import Body
from editor.model.issue import FIELD_LABELS, Article, Issue, joined, replace_article

MARK = "合并待定："
"""How the line of a note begins that says what is left to decide."""


def with_both(merged: Merged) -> tuple[Issue, tuple[str, ...]]:
    """The merged issue in which both texts stand where both changed the same words, and a sentence for each conflict."""
    issue = merged.issue
    sentences: list[str] = []
    for conflict in merged.conflicts:
        ours, theirs = conflict.ours, conflict.theirs
        if isinstance(ours, Standing) and isinstance(theirs, Standing):
            article = _both(ours.article, theirs.article)
            lines = list(_differences(ours, theirs))
            note = "\n".join(filter(None, (article.note, *(MARK + line for line in lines))))
            issue = replace_article(issue, replace(article, note=note))
            sentences += (f"《{article.title}》{line}" for line in lines)
        else:
            sentences.append(_sentence(conflict))
    return issue, tuple(sentences)


def _both(ours: Article, theirs: Article) -> Article:
    note, source = joined("\n", ours.note, theirs.note), joined("\n", ours.source, theirs.source)
    return replace(ours, body=_rows(ours.body, theirs.body), note=note, source=source)


def _rows(ours: Body, theirs: Body) -> Body:
    """The rows of ours, each that differs followed by theirs."""
    if ours == theirs:
        return ours
    old, new = rows_of(ours), rows_of(theirs)
    result: list[tuple[str, Mark]] = []
    for link in align(old, new):
        mine: list[Row] = [old[at] for at in link.old]
        other: list[Row] = [new[at] for at in link.new]
        same = [row.text for row in mine] == [row.text for row in other]
        result += ((row.text, row.mark) for row in (mine if same else [*mine, *other]))
    return body_of(result)


def _differences(ours: Standing, theirs: Standing) -> Iterator[str]:
    if ours.article.body != theirs.article.body:
        yield "正文同一处两人都改了，两种写法都留着，请删去一种"
    if ours.section != theirs.section:
        yield f"两人移到了不同的栏目，对方放在“{theirs.section or '备用稿'}”"
    for each in fields(Article):
        mine, other = getattr(ours.article, each.name), getattr(theirs.article, each.name)
        if each.name not in ("body", "source", "note") and mine != other:
            yield f"{ARTICLE_LABELS[each.name]}两人都改了，对方写作：{value_said(other)}"


def _sentence(conflict: Conflict) -> str:
    if conflict.kind == "issue":
        label = FIELD_LABELS.get(conflict.name, conflict.name)
        return f"{label}两人都改了，对方写作：{said(conflict.theirs)}"
    if conflict.kind == "section":
        return f"栏目“{conflict.base}”两人都改了名，对方写作：{conflict.theirs}"
    standing = conflict.ours or conflict.theirs
    title = standing.article.title if isinstance(standing, Standing) else ""
    return f"《{title}》一人删去、一人改了，稿件留着"
