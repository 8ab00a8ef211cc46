"""Comments (批注): who says what about which words, who answered, and whether it is settled.

They are listed and never taken into the text.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from editor.importers.docx.paragraphs import OpenParagraph, quoted
from editor.importers.docx.tree import children, every, plain_text
from editor.importers.package import Package
from editor.model.remark import Comment, Remark

_LISTED = 1000
_ANCHOR = 30  # code points of the words that a comment is about


class Comments:
    """The comments of a document and the words that each is about, gathered while the text is read."""

    def __init__(self, root: Element | None) -> None:
        comments = children(root, "w:comment")
        self._comments = {element.get("w:id", ""): element for element in comments[:_LISTED]}
        self._count = len(comments)
        self._anchors: dict[str, str] = {}
        self._open: dict[str, None] = {}

    def open(self, comment_id: str) -> None:
        """What is written from here on belongs to the anchor of a comment."""
        if comment_id in self._comments:
            self._open[comment_id] = None
            self._anchors.setdefault(comment_id, "")

    def close(self, comment_id: str) -> None:
        """The anchor of a comment ends here."""
        self._open.pop(comment_id, None)

    def write(self, text: str) -> None:
        """Text that belongs to every open anchor."""
        for comment_id in tuple(self._open) if text else ():
            self._anchors[comment_id] += text[:_ANCHOR]
            if len(self._anchors[comment_id]) >= _ANCHOR:
                del self._open[comment_id]

    def place(self, comment_id: str, open_: OpenParagraph) -> None:
        """The mark of a comment stands in this paragraph: say there what it says."""
        comment = self._comments.pop(comment_id, None)
        if comment is not None:
            notice = self._notice(comment, self._anchors.get(comment_id, ""))
            open_.notices.append(notice)

    def unplaced(self) -> list[Remark]:
        """Those whose mark stands nowhere, and how many there are if not all are listed."""
        found = [self._notice(comment, self._anchors.get(key, "")) for key, comment in self._comments.items()]
        if self._count > _LISTED:
            found.append(Remark("left_out", 0, f"批注共{self._count}条，只列出前{_LISTED}条"))
        return found

    def _notice(self, comment: Element, anchor: str) -> Remark:
        text = plain_text(comment)
        author = comment.get("w:author", "")
        who = f"批注（{quoted(author)}）" if author else "批注"
        about = f"针对“{quoted(anchor)}”" if anchor.strip() else "没有针对的文字"
        return Remark("left_out", 0, f"{who}没有收入：{quoted(text)}；{about}", text)


def threads(package: Package) -> list[tuple[str, Comment]]:
    """The comments of a document in order, each with the id of its anchor; an answer to none that is there is one of its own."""
    comments = children(package.related("comments"), "w:comment")[:_LISTED]
    paragraphs = ((each.get("w14:paraId"), comment) for comment in comments for each in every(comment, "w:p"))
    by_paragraph = {key: comment for key, comment in paragraphs if key}
    parents: dict[int, Element] = {}
    done: set[int] = set()
    for entry in children(package.related("commentsExtended")):
        comment = by_paragraph.get(entry.get("w15:paraId", ""))
        if comment is None:
            continue
        if entry.get("w15:done") in ("1", "true"):
            done.add(id(comment))
        parent = by_paragraph.get(entry.get("w15:paraIdParent", ""))
        if parent is not None and parent is not comment:
            parents[id(comment)] = parent
    replies: dict[int, list[Comment]] = {}
    for comment in comments:
        if id(comment) in parents:
            replies.setdefault(id(_first(comment, parents)), []).append(Comment(*_said(comment)))
    return [
        (
            comment.get("w:id", ""),
            Comment(*_said(comment), tuple(replies.get(id(comment), ())), id(comment) in done),
        )
        for comment in comments
        if id(comment) not in parents
    ]


def _said(comment: Element) -> tuple[str, str, str]:
    """Author, date and all that a comment says, its paragraphs on lines of their own."""
    lines = ("".join(each.text or "" for each in every(p, "w:t")) for p in every(comment, "w:p"))
    return comment.get("w:author", ""), comment.get("w:date", ""), "\n".join(lines).strip()


def _first(comment: Element, parents: dict[int, Element]) -> Element:
    """The comment that a thread began with; a circle of answers ends where it began."""
    seen: set[int] = set()
    while id(comment) in parents and id(comment) not in seen:
        seen.add(id(comment))
        comment = parents[id(comment)]
    return comment
