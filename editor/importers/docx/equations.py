"""Formulas (m:oMath, EQ fields) on one line: a raised 8 stays a raised 8, a fraction keeps its bar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from editor.importers.docx.characters import shifted

_SHIFTS = {"m:sup": ("superscript", "^"), "m:sub": ("subscript", "_")}


def equation_text(element: Element | None) -> str:
    """The words of a formula or of a part of one, in reading order; empty for a part that is not there."""
    return "" if element is None else "".join(_pieces(element))


def field_text(instruction: str) -> str | None:
    r"""What an EQ field prints, which has no result: ``EQ 10\s\up6(12)`` is 10¹². None for any other field, or a switch unknown.

    The switches are those of ECMA-376 part 1, 17.16.5.17; \\o sets signs one over the other (带圈字符, 拼音指南).
    """
    name, _, code = instruction.strip().partition(" ")
    code = _LOOKS.sub("", code)
    if name.upper() != "EQ" or len(code) > _LONGEST:
        return None
    while switch := _SWITCH.search(code):
        write = _SWITCHES.get(switch["name"].lower())
        if write is None:
            return None
        code = code[: switch.start()] + write(switch["options"], switch["inside"]) + code[switch.end() :]
    return None if "\\" in code else code.strip() or None


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == "m:t":
            yield child.text or ""
        elif tag in _SHIFTS:
            yield _shifted(equation_text(child), *_SHIFTS[tag])
        elif tag == "m:f":
            yield "/".join(_grouped(equation_text(child.find(part))) for part in ("m:num", "m:den"))
        elif tag == "m:rad":
            yield _shifted(equation_text(child.find("m:deg")), "superscript", "") + "√"
            yield _grouped(equation_text(child.find("m:e")))
        elif tag == "m:d":
            yield "(" + "，".join(equation_text(part) for part in child.findall("m:e")) + ")"
        else:
            yield from _pieces(child)


_LONGEST = 400  # code points of a field that is read
_LOOKS = re.compile(r"\\\*\s*(?:\"[^\"]*\"|[\w一-龥]+)\s*")  # \* jc2 \* "Font:宋体" \* hps10
_SWITCH = re.compile(
    r"\\(?P<name>[a-zA-Z])(?P<options>(?:\\[a-zA-Z]+|[\s0-9])*)[(（](?P<inside>[^()（）\\]*)[)）]\s*"
)
_CIRCLED = dict(zip([str(number) for number in range(1, 21)], "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", strict=True))
_RINGS = frozenset("○◯〇O")
_SOUND = re.compile("[A-Za-z\u00c0-\u024f ]+")  # 拼音


def _parts(inside: str) -> list[str]:
    return [part.strip() for part in re.split("[,，;；]", inside)]


def _raised(options: str, inside: str) -> str:
    lowered = "\\do" in options.replace(" ", "").lower()
    return _shifted(inside, *_SHIFTS["m:sub" if lowered else "m:sup"])


def _over(_: str, inside: str) -> str:
    """Signs over each other: a figure in a ring, two rows of small characters, a word with its sound above."""
    first, *rest = (part.lstrip("^_") for part in _parts(inside))
    text = "".join(rest)
    if first in _RINGS and text:
        return _CIRCLED.get(text, f"({text})")
    return f"{text}({first})" if text and _SOUND.fullmatch(first) else first + text


def _root(_: str, inside: str) -> str:
    *degree, under = _parts(inside)
    return f"{_shifted(''.join(degree), 'superscript', '')}√{_grouped(under)}"


_SWITCHES: dict[str, Callable[[str, str], str]] = {
    "s": _raised,
    "o": _over,
    "f": lambda _, inside: "/".join(map(_grouped, _parts(inside))),
    "r": _root,
    "b": lambda _, inside: f"({inside})",
    "x": lambda _, inside: inside,
    "l": lambda _, inside: inside,
}


def _shifted(text: str, position: str, sign: str) -> str:
    written, unwritten = shifted(text, position)
    return f"{sign}{_grouped(text)}" if unwritten else written


def _grouped(text: str) -> str:
    """What takes part in an operation as one: in brackets where it has signs in it."""
    return text if text.isalnum() or len(text) < 2 else f"({text})"
