"""Where words begin and end in Chinese prose: what it takes to end the line of a title, and no more.

The most probable way through a small lexicon (words.txt, read once, most frequent first), figures and Latin
words as they stand. What the lexicon lacks falls apart into single characters, which costs more than any word.

Why not a library, measured with the line breaker of titles.py on 79 invented titles of more than one line
(tests/layout/titles.txt, marked by hand) and on 114 clauses of published prose, there against jieba's words:

=====================  ============  =============  ==========  ============  ============
words from             titles wrong  clauses wrong  installed   first call    last release
=====================  ============  =============  ==========  ============  ============
none, equal lines                47             69           –             –             –
BudouX 0.10                       4             18      0.4 MB         10 ms          2026
jieba 0.42                        0              –       42 MB        580 ms          2020
rjieba 0.2 (Rust)                 0              –      4.6 MB         80 ms          2026
jieba's 5,200 words               5             19     0.04 MB          8 ms             –
our 1,400 words                   1             22     0.01 MB          3 ms             –
both (words.txt)                  0             13     0.05 MB          8 ms             –
=====================  ============  =============  ==========  ============  ============

Only rjieba does better, and on prose alone; it is a binary for each platform and costs every command 80 ms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from math import log
from typing import NamedTuple

from editor.layout.metrics import HAN

_LONGEST = 8  # characters of a word
_TOKEN = re.compile(f"[{HAN}]+|[,;:!?]|[!-~¡-\u1fff＋－％／．０-９Ａ-Ｚａ-ｚ]+|——|……|.", re.DOTALL)
_NUMERAL = re.compile("[第约近超逾]?[一二两三四五六七八九十百千万亿零〇几数多]+|[0-9.,%+]*[0-9]%?[余多]?")
_CLASSIFIER = re.compile(
    "年|月|日|家|个|条|项|批|类|大|亿|万|元|名|人|种|次|期|轮|届|座|部|省|市|区|县|所|处|城|地|级|天|倍|吨|公里"
    "|亿元|万元|个月|部门|周年|年度"
)


class Word(NamedTuple):
    """Code points ``start`` to ``end`` of a text."""

    start: int
    end: int


def words(text: str) -> list[Word]:
    """The text in words, figures, Latin words and single marks, without gaps."""
    found: list[Word] = []
    for token in _TOKEN.finditer(text):
        start = token.start()
        if re.match(f"[{HAN}]", token[0]):
            for end in _ends(token[0]):
                found.append(Word(start, token.start() + end))
                start = token.start() + end
        else:
            found.append(Word(start, token.end()))
    return list(_with_units(text, found))


def _ends(text: str) -> list[int]:
    """The ends of the words of a stretch of Han."""
    lexicon, unknown = _lexicon()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        best.append(
            min(
                (best[start][0] + lexicon.get(text[start:end], unknown if start == end - 1 else 1e9), start)
                for start in range(max(0, end - _LONGEST), end)
            )
        )
    ends, end = [], len(text)
    while end:
        ends.append(end)
        end = best[end][1]
    return ends[::-1]


def _with_units(text: str, parts: list[Word]) -> Iterator[Word]:
    """The words, a figure and what it counts as one: 32家, 2027年, 十条, 3000亿元."""
    whole: Word | None = None
    for part in parts:
        if whole and _NUMERAL.fullmatch(text, *whole) and _CLASSIFIER.fullmatch(text, *part):
            whole = Word(whole.start, part.end)
            continue
        if whole:
            yield whole
        whole = part
    if whole:
        yield whole


@lru_cache(maxsize=1)
def _lexicon() -> tuple[Mapping[str, float], float]:
    """What each word costs, after Zipf by its place in the lexicon, and what an unknown character costs."""
    rows = files("editor.layout").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    names = [word for row in rows if not row.startswith("#") for word in row.split()]
    return {word: log(place + 50) for place, word in enumerate(names)}, log(len(names) + 50) + 3.0
