"""Chinese text found by the letters it is typed with: kcjj, kechuang, kcju and 科cjj all find 科创聚焦.

Every reading finds the word, 长三角 by csj and zsj.
"""

from __future__ import annotations

from editor.manuscript.readings import readings

SOME = "?"  # any one letter


def typed_at(text: str, start: int, typed: str) -> bool:
    """Whether ``typed`` (not empty, in small letters) stands for the text from ``start`` on.

    Each character is typed as itself, or as the beginning of one of its readings, or as :data:`SOME`; marks may be left
    out.
    """
    table = readings()
    reached = {0}
    for character in text[start:].casefold():
        if not reached:
            return False
        onward: set[int] = set() if character.isalnum() else set(reached)
        for place in reached:
            if typed.startswith((character, SOME), place):
                onward.add(place + len(character))
            for reading in table.get(character, ()):
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
    table = readings()
    wanted = iter(typed)
    letter = next(wanted, None)
    for character in text.casefold():
        if letter is None:
            return True
        if letter == character or any(reading[0] == letter for reading in table.get(character, ())):
            letter = next(wanted, None)
    return letter is None
