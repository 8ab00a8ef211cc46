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
def _by_reading() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for character, sounds in readings().items():
        for sound in sounds:
            found.setdefault(sound, set()).add(character)
    return {sound: frozenset(characters) for sound, characters in found.items()}


@cache
def _by_sound() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for reading, characters in _by_reading().items():
        sound = _blurred(reading)
        found[sound] = found.get(sound, frozenset()) | characters
    return found


def _blurred(reading: str) -> str:
    """A reading without what many speakers do not tell apart: zh and z, an and ang (模糊音 of input methods)."""
    for initial in ("zh", "ch", "sh"):
        if reading.startswith(initial):
            reading = initial[0] + reading[2:]
    return reading[:-1] if reading.endswith(("ang", "eng", "ing")) else reading


def sounding_like(character: str) -> frozenset[str]:
    """The characters that share a reading with one, tones aside, itself among them."""
    table = _by_reading()
    return frozenset().union(*(table[reading] for reading in readings().get(character, ())))


def sounding_near(character: str) -> frozenset[str]:
    """The characters that sound like one or nearly so, itself among them."""
    table = _by_sound()
    return frozenset().union(*(table[_blurred(reading)] for reading in readings().get(character, ())))


def sound_alike(one: str, other: str) -> bool:
    """Whether two characters share a reading, tones aside."""
    return other in sounding_like(one)
