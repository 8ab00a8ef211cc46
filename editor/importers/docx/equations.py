"""Formulas (m:oMath) on one line: a raised 8 stays a raised 8, a fraction keeps its bar."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editor.importers.docx.characters import shifted

_SHIFTS = {"m:sup": ("superscript", "^"), "m:sub": ("subscript", "_")}


def equation_text(element: Element) -> str:
    """The words of a formula or of a part of one, in reading order."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == "m:t":
            yield child.text or ""
        elif tag in _SHIFTS:
            yield _shifted(equation_text(child), *_SHIFTS[tag])
        elif tag == "m:f":
            above, below = (child.find(part) for part in ("m:num", "m:den"))
            yield "/".join(_grouped("" if part is None else equation_text(part)) for part in (above, below))
        elif tag == "m:rad":
            degree, inside = child.find("m:deg"), child.find("m:e")
            root = "" if degree is None else equation_text(degree)
            yield _shifted(root, "superscript", "") + "√"
            yield "" if inside is None else _grouped(equation_text(inside))
        elif tag == "m:d":
            yield "(" + "，".join(equation_text(part) for part in child.findall("m:e")) + ")"
        else:
            yield from _pieces(child)


def _shifted(text: str, position: str, sign: str) -> str:
    written, unwritten = shifted(text, position)
    return f"{sign}{_grouped(text)}" if unwritten else written


def _grouped(text: str) -> str:
    """What takes part in an operation as one: in brackets where it has signs in it."""
    return text if text.isalnum() or len(text) < 2 else f"({text})"
