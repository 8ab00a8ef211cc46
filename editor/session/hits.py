"""Find and replace in the plain text of an issue: titles, paragraphs, measures, headings, spares as well.

Words are plain words. What stands in the model is searched, so ordinals, which come from position, are not found and
cannot be broken. Pure: hits in, issue out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from editor.model.body import Chain, text_at, with_text
from editor.model.issue import Article, Issue, replace_article

MOST = 2000  # hits that are listed; who has more is looking for a comma

# Full width and half width, and the kinds of quotation marks, each as one character: places stay what they are.
_FOLDED = {0xFF01 + n: 0x21 + n for n in range(94)} | {
    ord(mark): plain
    for marks, plain in (
        ("“”„＂", '"'),
        ("‘’＇", "'"),
        ("。．", "."),
        ("、", ","),
        ("—–－", "-"),
        ("\u3000", " "),
        ("【〔", "["),
        ("】〕", "]"),
    )
    for mark in marks
}


@dataclass(frozen=True)
class Hit:
    """Where words stand: the article, the block of its body (None: the title), the measure of a chain, code points.

    ``text`` is all of that title, paragraph, heading or measure.
    """

    article: str
    block: int | None
    measure: int | None
    start: int
    end: int
    text: str

    @property
    def words(self) -> str:
        """What stands there."""
        return self.text[self.start : self.end]

    @property
    def field(self) -> tuple[str, int | None, int | None]:
        """The text that it is in."""
        return self.article, self.block, self.measure


@lru_cache(maxsize=4_096)
def folded(text: str) -> str:
    """The text in one width and one case, as long as before."""
    plain = text.translate(_FOLDED)
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)  # İ would become two


def find(issue: Issue, words: str, *, within: str = "", fold: bool = True) -> tuple[Hit, ...]:
    """Where words stand in an issue, in reading order, spares last, at most ``MOST`` of them.

    ``within`` is the id of the only article to be searched, empty for all. ``fold`` takes full and half width, large
    and small letters for the same.
    """
    if not words:
        return ()
    wanted = folded(words) if fold else words
    found: list[Hit] = []
    for article in (*issue.articles, *issue.spares):
        if within in ("", article.id):
            for block, measure, text in fields(article):
                for place in re.finditer(re.escape(wanted), folded(text) if fold else text):
                    found.append(Hit(article.id, block, measure, *place.span(), text))
                    if len(found) == MOST:
                        return tuple(found)
    return tuple(found)


def replace_hits(issue: Issue, hits: Collection[Hit], by: str) -> Issue:
    """The issue with other words at some hits. LookupError if a text is no longer what it was when they were found."""
    by_field: dict[tuple[str, int | None, int | None], list[Hit]] = defaultdict(list)
    for hit in hits:
        by_field[hit.field].append(hit)
    changed: dict[str, Article] = {}
    for (article_id, block, measure), mine in by_field.items():
        article = changed.get(article_id) or issue.article(article_id)
        if block is None:
            changed[article_id] = replace(article, title=_text(article.title, mine, by))
        else:
            text = _text(text_at(article.body, block, measure), mine, by)
            changed[article_id] = replace(article, body=with_text(article.body, block, measure, text))
    for article in changed.values():
        issue = replace_article(issue, article)
    return issue


def fields(article: Article) -> Iterator[tuple[int | None, int | None, str]]:
    """Every text of an article with its block and measure, the title first."""
    yield None, None, article.title
    for number, block in enumerate(article.body):
        if isinstance(block, Chain):
            for measure, text in enumerate(block.measures):
                yield number, measure, text
        else:
            yield number, None, block.text


def _text(text: str, hits: Sequence[Hit], by: str) -> str:
    for hit in sorted(hits, key=lambda hit: hit.start, reverse=True):
        if hit.text != text and text[: hit.end] != hit.text[: hit.end]:
            raise LookupError(f"the text of {hit.article} is no longer what it was")
        text = text[: hit.start] + by + text[hit.end :]
    return text
