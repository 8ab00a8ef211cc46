"""Chinese text found by the letters it is typed with: kcjj, kechuang, kcju and 科cjj all find 科创聚焦.

A table of one's own: the readings of GB 2312 are 27 KB and are read in two milliseconds. A library (pypinyin) takes
4 MB and 140 milliseconds, for telling which reading is meant: here every reading finds the word, 长三角 by csj and zsj.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

SOME = "?"  # any one letter
_TABLE = "pinyin.txt"


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """The readings of each character."""
    found: dict[str, tuple[str, ...]] = {}
    for line in files("editor.session").joinpath(_TABLE).read_text(encoding="utf-8").splitlines():
        reading, _, characters = line.partition(" ")
        if reading != "#":
            for character in characters:
                found[character] = (*found.get(character, ()), reading)
    return found


def typed_at(text: str, start: int, typed: str) -> bool:
    """Whether ``typed`` (not empty, in small letters) stands for the text from ``start`` on.

    Each character is typed as itself, or as the beginning of one of its readings, or as :data:`SOME`; marks may be left
    out.
    """
    readings = _readings()
    reached = {0}
    for character in text[start:].casefold():
        if not reached:
            return False
        onward: set[int] = set() if character.isalnum() else set(reached)
        for place in reached:
            if typed.startswith((character, SOME), place):
                onward.add(place + len(character))
            for reading in readings.get(character, ()):
                for letter, length in zip(reading, range(1, len(reading) + 1), strict=True):
                    if typed[place + length - 1 : place + length] != letter:
                        break
                    onward.add(place + length)
        if len(typed) in onward:
            return True
        reached = onward
    return False


def typed_within(text: str, typed: str) -> bool:
    """Whether each character of ``typed`` (in small letters) stands for one of the text, in order, gaps allowed.

    It stands for itself, or as the first letter of a reading.
    """
    readings = _readings()
    wanted = iter(typed)
    letter = next(wanted, None)
    for character in text.casefold():
        if letter is None:
            return True
        if letter == character or any(reading[0] == letter for reading in readings.get(character, ())):
            letter = next(wanted, None)
    return letter is None
