"""Comments (批注): who says what about which words. They are listed and never taken into the text."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from editor.importers.docx.paragraphs import Notice, OpenParagraph, quoted
from editor.importers.docx.tree import plain_text

_LISTED = 1000
_ANCHOR = 30  # code points of the words that a comment is about


class Comments:
    """The comments of a document and the words that each is about, gathered while the text is read."""

    def __init__(self, root: Element | None) -> None:
        comments = [] if root is None else [element for element in root if element.tag == "w:comment"]
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

    def unplaced(self) -> list[Notice]:
        """Those whose mark stands nowhere, and how many there are if not all are listed."""
        found = [self._notice(comment, self._anchors.get(key, "")) for key, comment in self._comments.items()]
        if self._count > _LISTED:
            found.append(Notice("left_out", f"批注共{self._count}条，只列出前{_LISTED}条"))
        return found

    def _notice(self, comment: Element, anchor: str) -> Notice:
        text = plain_text(comment)
        author = comment.get("w:author", "")
        who = f"批注（{quoted(author)}）" if author else "批注"
        about = f"针对“{quoted(anchor)}”" if anchor.strip() else "没有针对的文字"
        return Notice("left_out", f"{who}没有收入：{quoted(text)}；{about}", text)
