"""Titles into balanced lines at word boundaries: 梯形 or 菱形, as GB/T 9704-2012 (7.3.1) asks.

A line never ends inside a word, a figure, a Latin word, or inside quotes or book marks that fit on a line, and
the last line never holds one or two characters, as long as there is another way. Rows of the 目录 are not balanced: a long
title turns early enough that no row runs into the numbers on the right, and a number is never left alone with its dots.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil

from editor.layout.breaking import may_break
from editor.layout.metrics import HAN_MEETS_LATIN, official, spread
from editor.layout.words import words
from editor.model.style import FontRole

_LONGEST = 240  # characters; beyond that nobody sees the balance and lines are simply filled

_QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’|《[^《》]*》|（[^（）]*）|「[^「」]*」")

# What a break costs, in squared characters of imbalance. Only the order of magnitude matters.
_INSIDE = 10_000.0  # a word, a figure, or against 避头尾
_INSIDE_QUOTES = 1_000.0
_SHORT_LAST = 3_000.0  # one or two characters on the last line
_BESIDE_SINGLE = 15.0  # a character alone may be half of a word that the lexicon lacks
_AFTER_TIE = 40.0
_BEFORE_PARTICLE = 60.0
_BEFORE_TIE = 3.0
_BEFORE_OPENER = -16.0
_AFTER_MARK = -8.0
_AFTER_BLANK = -60.0  # whoever typed a blank meant a break
_HOURGLASS = 40.0
_GROWS = 6.0  # a line longer than the one before takes a break character in a DOCX, so of two good shapes the other
_SAME = 0.5

# A line does not end with these: they look forward to the next word …
_TIES = frozenset("和与及或并在对向从把将为以由让被给使至到因按据自于")
# … nor begin with these: they belong to the word before.
_PARTICLES = frozenset("的之了着地得们等中上下内外里后前型化性式级类率度者网圈链")
# Verbs with which a new phrase begins: the best places.
_OPENER = re.compile(
    "推动|推进|加快|加强|促进|支持|建设|打造|深化|优化|完善|实施|开展|探索|建立|构建|提升|强化|助力|出台|发布|印发|培育|激发|破解"
    "|赋能|全面|积极|持续|进一步|率先|多措并举|引导|鼓励|服务|保障|健全|拓展|释放|聚焦|聚力|创新|关于|启动|上线"
)


def title_lines(text: str, width: float) -> tuple[str, ...]:
    """The lines in which a title is printed where ``width`` em fit on one; joined they are the title."""
    chars = max(int(width), 1)
    # In a font whose letters are wider than half an em a line may not fit: then the next narrower shape.
    for narrower in range(chars, chars * 2 // 3, -1):
        shape = break_title(text, narrower)
        if all(spread(line).most <= width for line in shape):
            return shape
    return break_title(text, chars)


@lru_cache(maxsize=4096)
def break_title(text: str, chars: int) -> tuple[str, ...]:
    """The lines of a title of which ``chars`` full-width characters fit on one; joined they are the title.

    Blanks at which a line ends are dropped. An empty title has no lines.
    """
    text = text.strip(" ")
    if not text:
        return ()
    widths = _widths(text)
    if widths[-1] <= chars:
        return (text,)
    costs = _break_costs(text, chars, widths)
    fill = _filled if len(text) > _LONGEST else _balanced
    places = fill(widths, costs, chars)
    return tuple(
        text[start:end].strip(" ") for start, end in zip([0, *places], [*places, len(text)], strict=True)
    )


def _widths(text: str) -> list[float]:
    """The width of the text before each character and of the whole, in em."""
    metrics = official()
    advances = list(map(metrics.fonts["xiaobiaosong"].advance, text))
    for gap in HAN_MEETS_LATIN.finditer(text):
        advances[gap.end()] += metrics.gap_em
    return list(accumulate(advances, initial=0.0))


def _break_costs(text: str, chars: int, widths: Sequence[float]) -> list[float]:
    """What it costs to end a line before each character."""
    costs = [_INSIDE] * len(text)
    parts = words(text)
    for before, after in pairwise(parts):
        costs[after.start] = _word_cost(text[before.start : before.end], text[after.start : after.end])
    for quoted in _QUOTED.finditer(text):
        if widths[quoted.end()] - widths[quoted.start()] <= chars:
            for place in range(quoted.start() + 1, quoted.end()):
                costs[place] += _INSIDE_QUOTES
    return costs


def _word_cost(before: str, after: str) -> float:
    metrics = official()
    if after[0] in metrics.no_start or before[-1] in metrics.no_end:
        return _INSIDE
    cost = 0.0
    if before in _TIES:
        cost += _AFTER_TIE
    if after in _PARTICLES:
        cost += _BEFORE_PARTICLE
    elif after in _TIES:
        cost += _BEFORE_TIE
    elif _OPENER.fullmatch(after):
        cost += _BEFORE_OPENER
    if _is_doubtful(before) or _is_doubtful(after):
        cost += _BESIDE_SINGLE
    if before.isspace():
        cost += _AFTER_BLANK
    elif before in "，、：；？！。,;:!?":
        cost += _AFTER_MARK
    return cost


def _is_doubtful(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and word not in _TIES and word not in "的等"


def _balanced(widths: Sequence[float], costs: Sequence[float], chars: int) -> list[int]:
    """The cheapest places to end lines: dynamic programming over the last line, from its start to its end.

    The state holds a whole line, not only its end, because the shape depends on three lines in a row.
    """
    length = len(costs)
    mean = widths[-1] / ceil(widths[-1] / chars)
    places = _possible(widths, costs, chars)
    # by end of a line, then by its start: the cost so far and the start of the line before it
    best: dict[int, dict[int, tuple[float, int]]] = {0: {}}
    for number, end in enumerate(places[1:]):
        best[end] = {}
        for start in places[number::-1]:
            if widths[end] - widths[start] > chars and start != places[number]:
                break
            here = _line_cost(widths, start, end, mean) + (costs[end] if end < length else 0.0)
            if start == 0:
                best[end][0] = (here, -1)
            else:
                cost, before = min(
                    (cost + _shape_cost(widths, first, before, start, end), before)
                    for before, (cost, first) in best[start].items()
                )
                best[end][start] = (cost + here, before)
        # A line that costs more than another with the same end, by more than its shape can make good, is out.
        limit = min(best[end].values())[0] + _HOURGLASS + _GROWS + _SAME
        best[end] = {start: found for start, found in best[end].items() if found[0] <= limit}
    end, start = length, min(best[length], key=lambda start: best[length][start])
    ends: list[int] = []
    while start > 0:
        ends.append(start)
        start, end = best[end][start][1], start
    return ends[::-1]


def _possible(widths: Sequence[float], costs: Sequence[float], chars: int) -> list[int]:
    """Where lines may begin and end: between words, and inside a word only if it fills a whole line."""
    words_end = [0, *(place for place in range(1, len(costs)) if costs[place] < _INSIDE), len(costs)]
    places = [0]
    for before, after in pairwise(words_end):
        inside = range(before + 1, after) if widths[after] - widths[before] > chars else ()
        places += [*inside, after]
    return places


def _line_cost(widths: Sequence[float], start: int, end: int, mean: float) -> float:
    """What a line costs by its width alone."""
    width = widths[end] - widths[start]
    short = end == len(widths) - 1 and start > 0 and width < 3
    return (width - mean) ** 2 + (_SHORT_LAST if short else 0.0)


def _shape_cost(widths: Sequence[float], first: int, before: int, start: int, end: int) -> float:
    """What the shape of the last lines costs: the line before (``before`` to ``start``) and this one.

    ``first`` is where the line before those began, -1 if there was none.
    """
    last, middle = widths[end] - widths[start], widths[start] - widths[before]
    cost = _SAME if last == middle else 0.0
    if last - middle > 1.2:
        cost += _GROWS
    if first >= 0 and middle < last and middle < widths[before] - widths[first]:
        cost += _HOURGLASS
    return cost


def _filled(widths: Sequence[float], costs: Sequence[float], chars: int) -> list[int]:
    """Places to end lines, each as late as it can be."""
    places, start = [], 0
    while widths[-1] - widths[start] > chars:
        end = bisect_right(widths, widths[start] + chars) - 1
        place = max((i for i in range(start + 1, end + 1) if costs[i] < _INSIDE), default=max(end, start + 1))
        places.append(place)
        start = place
    return places


# -- rows of the 目录 -----------------------------------------------------------------------------------------------

_KEPT = 2.0  # em on the right that a row leaves free where its title goes on
_KEPT_FOR_NUMBER = 2.5  # and where it ends: three digits, and dots between
_FEWEST = 3  # characters of a row
_SEARCHED = 6.0  # em before the edge in which a row may turn at the end of a word
_INSIDE_WORD = 2.5  # em of a shorter row that are no worse than a word cut in two


@lru_cache(maxsize=4096)
def break_row(
    text: str, font: FontRole, first: float, rest: float, *, numbered: bool = True
) -> tuple[str, ...]:
    """The rows of a title in a 目录, with page numbers on the right or without; joined they are the title.

    ``first`` and ``rest`` are the widths of the first row and of the others in em. Empty where there is no such way:
    then the page breaks it.
    """
    kept, kept_for_number = (_KEPT, _KEPT_FOR_NUMBER) if numbered else (0.0, 0.0)
    ends = {word.end for word in words(text)}
    rows: list[str] = []
    start, width = 0, first
    while spread(text[start:], font).most > width - kept_for_number:
        end = _turn(text, font, start, width - kept, ends)
        if end is None:
            return ()
        rows.append(text[start:end])
        start, width = end, rest
    return (*rows, text[start:])


def _turn(text: str, font: FontRole, start: int, width: float, ends: set[int]) -> int | None:
    """Where the row that begins at ``start`` ends, at most ``width`` wide; None if it cannot."""
    best, least = None, float("inf")
    for end in range(start + _FEWEST, len(text) - _FEWEST + 1):
        left = width - spread(text[start:end].rstrip(" "), font).most
        if left < 0:
            break
        if not may_break(text, end):
            continue
        cost = left + (0.0 if end in ends else _INSIDE_WORD)
        if cost <= least and (left <= _SEARCHED or best is None):
            best, least = end, cost
    return best
