"""What a returned file leaves open, where two readings are as good: asked, never guessed in silence.

Enter inside a measure without an ordinal: two measures, or one that goes on below? A title typed in the style of the
text: an article, or more paragraphs of the one before?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from editor.manuscript.source import squeezed
from editor.merge.alignment import align
from editor.merge.asks import Ask
from editor.merge.rows import Row, rows_of
from editor.model.issue import Issue
from editor.session.recognition import folded

_ENDS: Final = "。；：？！，、…;:?!,.”）)"  # what no title ends with
_TITLE = range(8, 46)  # characters of a title
_SAID: Final = {
    "split": ("举措中间断开，没有写序号", "拆成两条举措", "仍是一条，只是另起一段"),
    "article": ("新增的几段里头一段像标题，但不是标题样式", "新增一篇稿件", "只是上一篇多几段"),
}


@dataclass(frozen=True)
class Question:
    """Words that can be read in two ways. ``article`` is the id of the article in which they came, ``words`` the new title or what was cut off."""

    kind: Literal["split", "article"]
    article: str
    words: str

    @property
    def key(self) -> str:
        """Under what its answer is kept."""
        return f"{self.kind}:{self.article}:{folded(self.words)[:40]}"

    @property
    def what(self) -> str:
        """What is to be seen in the file."""
        return _SAID[self.kind][0]

    @property
    def readings(self) -> tuple[str, str]:
        """What it can mean, the likelier one first."""
        return _SAID[self.kind][1:]

    def is_about(self, ask: Ask) -> bool:
        """Whether an ask comes of these words, read in one way or the other."""
        edit, words = ask.edit, folded(self.words)
        if self.kind == "article" and edit.kind == "article_added":
            return folded(edit.title) == words
        if edit.article != self.article:
            return False
        if self.kind == "article":
            return edit.kind.endswith("_added") and folded(edit.after) == words
        cut = edit.kind.endswith("_split") or (edit.kind == "text" and "\n" in edit.after)
        return cut and any(
            row.text and folded(row.text).endswith(words)
            for row in rows_of(ask.new.article(self.article).body)
        )


def questions(base: Issue, whole: Issue) -> Iterator[Question]:
    """What is open in a file, between the issue that was sent and the file with all its changes."""
    for article in whole.articles:
        if article.id not in base.ids:
            continue
        before = base.article(article.id)
        if before.body == article.body:
            continue
        old, new = rows_of(before.body), rows_of(article.body)
        links = align(old, new)
        for link in links:
            if len(link.old) == len(link.new) == 1:
                for part in _cut_off(old[link.old[0]], new[link.new[0]]):
                    yield Question("split", article.id, part)
        come = {link.new[0] for link in links if not link.old}
        last = len(new)
        while last - 1 in come:
            last -= 1
        title = next((at for at in range(last, len(new) - 1) if _begins_article(new[at], new[at + 1])), None)
        if title is not None:
            yield Question("article", article.id, new[title].text)


def _cut_off(old: Row, new: Row) -> list[str]:
    """The parts of a measure that begin on a line of their own and did not before."""
    if new.mark.kind != "measure":
        return []
    before = {folded(part) for part in old.text.split("\n")}
    return [part for part in new.text.split("\n")[1:] if part and folded(part) not in before]


def _begins_article(row: Row, below: Row) -> bool:
    """Whether a row looks like a title above a text."""
    text = squeezed(row.text)
    return (
        row.mark.kind != "heading"
        and len(text) in _TITLE
        and text[-1] not in _ENDS
        and "。" not in text
        and below.mark.kind != "heading"
        and below.text.rstrip().endswith(("。", "：", "！"))
    )
