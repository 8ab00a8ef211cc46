"""A finding (校对意见) as data: where, what, how grave, and what to do about it; and which are accepted.

Accepting (``accept = ["rule-id: reason"]``) concerns all findings of that rule in that article, now and later: the
file has no place for where, and a place would not survive the next edit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from editor.model.issue import Article

Severity: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule has to say about one place.

    ``article`` is an article's id, empty for the issue as a whole. ``block`` counts from 0 in its body and ``item``
    in a chain, None where they do not apply: a finding with ``block`` None is about the title, the article or the
    issue. ``start`` and ``end`` are code points of that paragraph, measure (without ordinal), heading or title, and
    ``text`` is what stands between them. ``message`` is one plain Chinese sentence. ``fix`` replaces the text; None
    where a person has to think.
    """

    article: str
    block: int | None
    item: int | None
    start: int
    end: int
    text: str
    rule: str
    severity: Severity
    message: str
    fix: str | None = None

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Where it stands in its article, for sorting; the title comes before the body."""
        return -1 if self.block is None else self.block, self.item or 0, self.start, self.end


def accepted_rules(article: Article) -> frozenset[str]:
    """The ids of the rules whose findings are accepted in an article."""
    return frozenset(entry.replace("：", ":", 1).partition(":")[0].strip() for entry in article.accept)
