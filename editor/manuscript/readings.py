"""How characters are read: the readings of GB 2312 without tones, for finding by letters and for slips of the input method.

The table is 27 KB and read in two milliseconds. A library (pypinyin) takes 4 MB and 140 milliseconds, for telling which
reading is meant; here every reading counts.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_TABLE = "pinyin.txt"


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """The readings of each character, at most three, in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for line in files("editor.manuscript").joinpath(_TABLE).read_text(encoding="utf-8").splitlines():
        reading, _, characters = line.partition(" ")
        if reading != "#":
            for character in characters:
                found[character] = (*found.get(character, ()), reading)
    return found


@cache
def _by_sound() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for character, sounds in readings().items():
        for sound in sounds:
            found.setdefault(_blurred(sound), set()).add(character)
    return {sound: frozenset(characters) for sound, characters in found.items()}


def _blurred(reading: str) -> str:
    """A reading without what many speakers do not tell apart: zh and z, an and ang (模糊音 of input methods)."""
    for initial in ("zh", "ch", "sh"):
        if reading.startswith(initial):
            reading = initial[0] + reading[2:]
    return reading[:-1] if reading.endswith(("ang", "eng", "ing")) else reading


def sounding_near(character: str) -> frozenset[str]:
    """The characters that sound like one or nearly so, itself among them."""
    sounds = (_by_sound()[_blurred(sound)] for sound in readings().get(character, ()))
    return frozenset().union(*sounds)


def sound_alike(one: str, other: str) -> bool:
    """Whether two characters share a reading, tones aside."""
    table = readings()
    return not set(table.get(one, ())).isdisjoint(table.get(other, ()))
