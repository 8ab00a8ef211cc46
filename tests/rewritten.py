"""Articles rewritten in known ways: what an editor does to an item that runs a second time.

For tests and benchmarks of near-duplicates: the same article, way and seed give the same result everywhere. Nothing of
the layout is kept: what comes out has plain paragraphs.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from editor.model.body import Paragraph, texts
from editor.model.issue import Article
from tests.generated import generated_issue

_SENTENCE = re.compile("[^。！]*[。！]?")
_HAN = re.compile("[一-龥]{2,}")
_WORD = 2  # Chinese characters; most words have two
_REPLACED = 0.2  # of the words
_PARAGRAPH = 4  # sentences


def _reordered(article: Article, random: Random) -> Article:
    sentences = _sentences(article)
    random.shuffle(sentences)
    return _of(article, sentences)


def _reworded(article: Article, random: Random) -> Article:
    others = [word for text in texts(_other(random).body) for word in _words(text)]

    def other_words(run: re.Match[str]) -> str:
        return "".join(
            random.choice(others) if random.random() < _REPLACED else word for word in _words(run[0])
        )

    return _of(article, [_HAN.sub(other_words, sentence) for sentence in _sentences(article)])


def _retitled(article: Article, random: Random) -> Article:
    return replace(article, title=_other(random).title)


def _halved(article: Article, random: Random) -> Article:
    sentences = _sentences(article)
    kept = sorted(random.sample(range(len(sentences)), (len(sentences) + 1) // 2))
    return _of(article, [sentences[place] for place in kept])


def all_of_it(article: Article, random: Random) -> Article:
    """All four ways at once, which is beyond what is promised."""
    for way in (_halved, _reworded, _reordered, _retitled):
        article = way(article, random)
    return article


WAYS: dict[str, Callable[[Article, Random], Article]] = {
    "sentences reordered": _reordered,
    "one word in five replaced": _reworded,
    "title changed": _retitled,
    "shortened by half": _halved,
}
"""The ways of rewriting that the project promises to see through (all but the third keep the title)."""


def rewritten(article: Article, way: Callable[[Article, Random], Article], seed: int) -> Article:
    """The article as somebody else would hand it in again."""
    return way(article, Random(seed))


def _sentences(article: Article) -> list[str]:
    return [sentence for text in texts(article.body) for sentence in _SENTENCE.findall(text) if sentence]


def _words(text: str) -> list[str]:
    return [run[start : start + _WORD] for run in _HAN.findall(text) for start in range(0, len(run), _WORD)]


def _of(article: Article, sentences: list[str]) -> Article:
    paragraphs = [
        "".join(sentences[start : start + _PARAGRAPH]) for start in range(0, len(sentences), _PARAGRAPH)
    ]
    return replace(article, body=tuple(map(Paragraph, paragraphs)))


def _other(random: Random) -> Article:
    """Somebody else's article, for words and titles."""
    return next(generated_issue(random.randrange(10**6), 1).articles)
