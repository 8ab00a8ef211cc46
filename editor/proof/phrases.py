"""All words that any rule looks for, found in one pass: the word lists, and words that rules name themselves.

Of words that overlap, the one that begins first and is longest counts; that is how a longer harmless word (其它语言)
hides a shorter wrong one (其它).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from editor.model.lexicon import Lexicon, Organisation, Term, Word
from editor.model.style import HouseRule
from editor.proof.words import Words

Kind = Literal["word", "organisation", "wrong-organisation", "term", "house", "allowed", "named"]
Row: TypeAlias = Word | Organisation | Term | HouseRule | None


class Entry(NamedTuple):
    """What a word is. ``row`` is the row of a word list or of the house style, None for other kinds."""

    kind: Kind
    word: str
    row: Row = None


class Mention(NamedTuple):
    """A word found in a text."""

    start: int
    end: int
    entry: Entry


class Phrases:
    """Finds words and says what each is."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._words = Words(entries)

    def find(self, text: str, digrams: frozenset[int]) -> list[Mention]:
        """The words of a text with these digrams, in order, none overlapping; those that only hide others are left out."""
        found = self._words.find(text, digrams)
        return [Mention(start, end, entry) for start, end, entry in found if entry.kind != "allowed"]


def phrases(lexicon: Lexicon, house: Iterable[HouseRule] = (), named: Iterable[str] = ()) -> Phrases:
    """The words of word lists and of a house style, and those that rules ``named``. A word named twice is the first's."""
    entries: dict[str, Entry] = {}

    def add(kind: Kind, words: Iterable[str], row: Row) -> None:
        for word in words:
            if len(word) > 1:  # a single character is no word to look for
                entries.setdefault(word, Entry(kind, word, row))

    for rule in house:
        add("house", rule.find, rule)
    for word in lexicon.words:
        if not word.off:
            add("word", (word.wrong,), word)
            add("allowed", word.allow, word)
    for body in lexicon.organisations:
        add("organisation", (body.name, *body.short), body)
        add("wrong-organisation", body.wrong, body)
        add("allowed", body.allow, body)
    for term in lexicon.terms:
        add("term", (term.term,), term)
        add("allowed", term.allow, term)
    add("named", named, None)
    return Phrases(entries)
