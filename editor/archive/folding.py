"""When two texts count as the same to somebody who searches: case and full or half width do not matter.

Stands apart because the index, the query, the excerpt and the search for duplicates must agree on it to the
character: folding keeps the length of a text, so a place in the folded text is a place in the text.
"""

from __future__ import annotations

import re

_WIDE = range(0xFF01, 0xFF5F)  # ！ to ～, the full-width forms of ! to ~
_TO_NARROW = 0xFEE0
_ANY_WIDE = re.compile(f"[{chr(_WIDE[0])}-{chr(_WIDE[-1])}]")
_USUAL = "，：；！？（）％"
_QUOTES = (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"))  # a query is typed with either


def fold(text: str) -> str:
    """The text in one case, half width and straight quotation marks, of the same length."""
    folded = text.casefold()
    if len(folded) != len(text):  # ß would become ss
        folded = "".join(map(_folded_letter, text))
    # One replacement after the other is many times quicker than str.translate: a text holds few different ones.
    for wide in _USUAL:
        folded = folded.replace(wide, chr(ord(wide) - _TO_NARROW))
    for curly, straight in _QUOTES:
        folded = folded.replace(curly, straight)
    for wide in set(_ANY_WIDE.findall(folded)):
        folded = folded.replace(wide, chr(ord(wide) - _TO_NARROW))
    return folded


def query_words(query: str) -> tuple[str, ...]:
    """The different words of a query, folded; a word is what stands between blanks."""
    return tuple(dict.fromkeys(fold(query).split()))


def letters(folded: str) -> str:
    """What is left of a folded text without blanks and punctuation."""
    return "".join(filter(str.isalnum, folded))


def _folded_letter(letter: str) -> str:
    folded = letter.casefold()
    return folded if len(folded) == 1 else letter
