"""How words go together in this trade: phrases of two words of two characters, and what may be typed instead of them.

They come from a list that is shipped, so that a young archive is no blind one, and from what the house has printed. A
phrase in which one character is another of the same sound or of nearly the same shape is what an input method leaves
behind: 考合体系 for 考核体系. Beside a phrase of the list the slip may be a word itself (主题责任 for 主体责任); one that was
only printed stands against no other word, as 监察人员 and 检查人员 are both right. What is no word and is like one that official
prose uses everywhere is a slip by itself (健权 for 健全).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from editor.manuscript.dictionary import crosses, is_word, joins_words
from editor.manuscript.readings import sounding_like, sounding_near
from editor.proof.digrams import characters, digrams_apart, sought
from editor.proof.words import read_table

_TABLE = "set_phrases.txt"
_COMMON = "common_words.txt"
_WORD = 2  # code points

_SHAPES = (
    "货贷", "末未", "己已巳", "戊戍戌", "土士", "人入", "日曰", "治冶", "拔拨", "折拆析", "候侯", "券卷", "毫亳", "陕狭", "崇祟",
    "栗粟", "徙徒", "壁璧", "竞竟", "撤撒", "贫贪", "辨辩", "侍待", "往住", "技枝", "扩护", "沿治", "失矢", "代伐", "干千", "天夭",
    "今令", "大太", "迁迂", "享亨", "免兔", "苦若", "雪霄", "未末", "部都", "情清", "体休", "复夏", "准淮", "设没", "合台", "管菅",
    "要耍", "问间", "业亚", "微徽", "密蜜", "历厉", "晴睛", "场扬", "项顶", "继断", "官宫", "住佳", "遗遣", "侦帧", "师帅", "输榆",
)  # fmt: skip
"""Characters that are taken for each other by their shape."""

ALONE = frozenset(
    "的了在是和与及将把被对从向由为以于并而或不有无其该本各每市省区县镇乡村月日年时个名项家所等也都就还又再已我他她它们这那来去到上下"
    "中内外前后里间可要能会应须让使给用按据因但若如则即至自同共约近逾超达多几两一二三四五六七八九十百千万亿人者性化之着较好只刚常说高"
    "新老大小地方得很最更太非亦均皆未曾"
)
"""Characters that stand as words of their own too often for anything to be wrong beside them."""


_JOINING = frozenset(
    (
        "或者",
        "以及",
        "其他",
        "其它",
        "应当",
        "进行",
        "有关",
        "由于",
        "因为",
        "如果",
        "但是",
        "可以",
        "不得",
        "大部",
        "年代",
        "如下",
    )
)
"""Words that stand beside any other, so that no phrase of them is a habit."""

_TERM = 3  # times that an article writes what is no word: then it is a term that the dictionary does not know


class Slip(NamedTuple):
    """A word of two characters at ``start`` that is a slip, the right word, and the phrase that says so (or none)."""

    start: int
    right: str
    phrase: str


class _Typed(NamedTuple):
    """Two characters that may be typed for a word: for which, the word before or behind them tells, or they are no word and
    always stand for a ``common`` one.
    """

    words: str
    is_word: bool
    by_before: dict[str, str]
    by_behind: dict[str, str]
    common: str | None


class _Remembered(dict[int, _Typed | None]):
    """What is known of digrams, each looked up once; a cache of functools takes twice the time."""

    def __init__(self, look_up: Callable[[int], _Typed | None]) -> None:
        self._look_up = look_up

    def __missing__(self, digram: int) -> _Typed | None:
        typed = self[digram] = self._look_up(digram)
        return typed


class Usage:
    """The phrases of the shipped list and those ``printed``, which are of four characters each."""

    def __init__(self, printed: Iterable[str] = ()) -> None:
        self._shipped, self._right = _shipped()
        self._behind: dict[str, set[str]] = defaultdict(set)
        self._before: dict[str, set[str]] = defaultdict(set)
        for phrase in self._shipped.union(filter(_is_habit, printed)):
            first, last = phrase[:_WORD], phrase[_WORD:]
            self._behind[first].add(last)
            self._before[last].add(first)
        self._common = _slips_of_common_words()
        words = self._behind.keys() | self._before.keys()
        typed = "".join(_typed_for(word, _like) for word in words)
        sought(chain(digrams_apart(typed), self._common))
        self._typed = _Remembered(self._typed_as)  # texts have few, and again and again the same

    def slips(self, text: str, known: frozenset[int]) -> Iterator[Slip]:
        """The slips of a text of which :func:`sought_in` tells what is ``known``, in order."""
        found: list[Slip] = []
        for typed in filter(None, map(self._typed.__getitem__, known)):
            slips = _slips_of(typed, text)
            if slips and (typed.is_word or text.count(typed.words) < _TERM):
                found += slips
        free = 0
        for slip in sorted(found):
            if slip.start >= free:
                free = slip.start + _WORD
                yield slip

    def _typed_as(self, digram: int) -> _Typed | None:
        """What two characters may be typed for, if anything; a word sounds or looks like them as they do like it."""
        words, common = characters(digram), self._common.get(digram)
        by_before = self._told_by(words, self._before, lambda other, word: other + word)
        by_behind = self._told_by(words, self._behind, lambda other, word: word + other)
        return (
            _Typed(words, is_word(words), by_before, by_behind, common)
            if common or by_before or by_behind
            else None
        )

    def _told_by(
        self, typed: str, beside: Mapping[str, Iterable[str]], phrase: Callable[[str, str], str]
    ) -> dict[str, str]:
        """The right word for each that, standing ``beside`` what was typed, makes a ``phrase`` with this one alone."""
        if ALONE.issuperset(typed) and not is_word(typed):
            return {}
        told: dict[str, list[str]] = defaultdict(list)
        for right in _words(_typed_for(typed, _like)):
            for other in beside.get(right, ()):
                told[other].append(right)
        return {
            other: rights[0]
            for other, rights in told.items()
            if len(rights) == 1 and self._is_slip(typed, phrase(other, typed), phrase(other, rights[0]))
        }

    def _is_slip(self, word: str, typed: str, right: str) -> bool:
        """Whether a phrase that was typed is none; if the word in it is one, only a phrase that was shipped stands against it."""
        return (
            typed[_WORD:] not in self._behind.get(typed[:_WORD], ())
            and typed not in self._right
            and (right in self._shipped or not is_word(word))
        )


def _slips_of(typed: _Typed, text: str) -> list[Slip]:
    """The slips in a text that are these two characters."""
    words, is_word, by_before, by_behind, common = typed
    found: list[Slip] = []
    at = text.find(words)
    while at >= 0:
        end = at + _WORD
        if (right := by_before.get(before := text[at - _WORD : at])) and _is_apart(
            text, (at - _WORD, at, end) if is_word else (end,)
        ):
            found.append(Slip(at, right, before + right))
        if (right := by_behind.get(behind := text[end : end + _WORD])) and _is_apart(
            text, (at, end, end + _WORD) if is_word else (at,)
        ):
            found.append(Slip(at, right, right + behind))
        if common and joins_words(text, at, end):
            found.append(Slip(at, common, common))
        at = text.find(words, at + 1)
    return found


def _is_apart(text: str, edges: Iterable[int]) -> bool:
    """Whether no word runs over any of these edges."""
    return not any(crosses(text, edge) for edge in edges)


@lru_cache(maxsize=2)
def usage_of(printed: tuple[str, ...]) -> Usage:
    """The usage of these phrases and the shipped ones, kept for the next reader, which mostly knows the same."""
    return Usage(printed)


@cache
def _slips_of_common_words() -> dict[int, str]:
    """What may be typed for each word of the list of common ones and is no word, unless it may be typed for two of them.

    Such a one is a slip whatever stands beside it: 健权 for 健全.
    """
    lines, right = read_table(_COMMON)
    found: dict[str, str] = {}
    doubtful = set(right)
    for word in " ".join(lines).split():
        typed = _words(_typed_for(word, _nearly_like))
        doubtful.update(each for each in typed if found.setdefault(each, word) != word)
        doubtful.update(_words(_typed_for(word, lambda character: ALONE & _nearly_like(character))))
    sure = {typed: word for typed, word in found.items() if typed not in doubtful and not is_word(typed)}
    return dict(zip(digrams_apart("".join(sure)), sure.values(), strict=True))


def _typed_for(word: str, like: Callable[[str], Iterable[str]]) -> str:
    """What may be typed for a word of two characters, one behind the other: one of them is another that is ``like`` it."""
    first, last = word[0], word[1]
    return last.join((*like(first), "")) + first.join(("", *like(last)))


def _is_habit(phrase: str) -> bool:
    """Whether a phrase that was printed is two words that go together, not words that happened to meet."""
    return _JOINING.isdisjoint((phrase[:_WORD], phrase[_WORD:])) and not crosses(phrase, _WORD)


@cache
def _shipped() -> tuple[frozenset[str], frozenset[str]]:
    """The phrases of the list, and those that are right though they are like one of them."""
    lines, right = read_table(_TABLE)
    return frozenset(phrase for line in lines for phrase in _phrases_of(line)), right


def _phrases_of(line: str) -> Iterator[str]:
    before, middle, *rest = line.split("=")
    for word in _words(middle):
        yield from (side + word for side in _words(before))
        yield from (word + side for side in _words("".join(rest)))


def _words(text: str) -> Iterator[str]:
    return (text[at : at + _WORD] for at in range(0, len(text), _WORD))


def are_alike(typed: str, right: str) -> bool:
    """Whether a character sounds like another, tones aside, or looks much like it."""
    return typed in _like(right)


@cache
def _like(character: str) -> frozenset[str]:
    """The characters that sound like one, tones aside, or look much like it."""
    return sounding_like(character).union(_shapes().get(character, "")) - {character}


@cache
def _nearly_like(character: str) -> frozenset[str]:
    """Those that nearly sound like one as well."""
    return sounding_near(character).union(_shapes().get(character, "")) - {character}


@cache
def _shapes() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _SHAPES:
        for character in group:
            found[character] = found.get(character, "") + group
    return found
