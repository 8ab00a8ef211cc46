"""Comments with their threads: who said what about which words, who answered, and whether it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from editor.importers.docx.tree import every
from editor.importers.package import Package

_LISTED = 1000


@dataclass(frozen=True)
class Reply:
    """One answer in a thread. ``date`` is as the file gives it, empty where it gives none."""

    author: str
    date: str
    text: str


@dataclass(frozen=True)
class Thread:
    """A comment and its answers. ``id`` is that of its anchor; ``done`` says that somebody settled it in Word."""

    id: str
    author: str
    date: str
    text: str
    replies: tuple[Reply, ...] = ()
    done: bool = False


def threads(package: Package) -> list[Thread]:
    """The threads of a document in the order of its comments. An answer without the comment it answers is one of its own."""
    root = package.related(package.main, "comments")
    comments = [] if root is None else [each for each in root if each.tag == "w:comment"][:_LISTED]
    by_paragraph = {key: comment for comment in comments for key in _paragraph_ids(comment)}
    parents: dict[int, Element] = {}
    done: set[int] = set()
    extended = package.related(package.main, "commentsExtended")
    for entry in () if extended is None else extended:
        comment = by_paragraph.get(entry.get("w15:paraId", ""))
        if comment is None:
            continue
        if entry.get("w15:done") in ("1", "true"):
            done.add(id(comment))
        parent = by_paragraph.get(entry.get("w15:paraIdParent", ""))
        if parent is not None and parent is not comment:
            parents[id(comment)] = parent
    replies: dict[int, list[Reply]] = {}
    for comment in comments:
        if id(comment) in parents:
            reply = Reply(comment.get("w:author", ""), comment.get("w:date", ""), _text(comment))
            replies.setdefault(id(_first(comment, parents)), []).append(reply)
    return [
        Thread(
            comment.get("w:id", ""),
            comment.get("w:author", ""),
            comment.get("w:date", ""),
            _text(comment),
            tuple(replies.get(id(comment), ())),
            id(comment) in done,
        )
        for comment in comments
        if id(comment) not in parents
    ]


def _first(comment: Element, parents: dict[int, Element]) -> Element:
    """The comment that a thread began with; a circle of answers ends where it began."""
    seen: set[int] = set()
    while id(comment) in parents and id(comment) not in seen:
        seen.add(id(comment))
        comment = parents[id(comment)]
    return comment


def _paragraph_ids(comment: Element) -> Iterator[str]:
    return (key for each in every(comment, "w:p") if (key := each.get("w14:paraId", "")))


def _text(comment: Element) -> str:
    """All that a comment says, its paragraphs on lines of their own."""
    lines = ("".join(each.text or "" for each in every(p, "w:t")) for p in every(comment, "w:p"))
    return "\n".join(lines).strip()
