"""Small questions to an XML tree whose tags are called ``w:p``: a path to one element, or all of several kinds."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def at_path(element: Element, *path: str) -> Element | None:
    """The element at a path of tags, the first of each; None if there is none."""
    found: Element | None = element
    for tag in path:
        if found is None:
            break
        found = found.find(tag)
    return found


def every(element: Element, *tags: str) -> Iterator[Element]:
    """The element and all below it that have one of these tags, in order."""
    return (each for each in element.iter() if each.tag in tags)


def value(element: Element, tag: str) -> str | None:
    """The ``w:val`` of a child, or None."""
    found = element.find(tag)
    return None if found is None else found.get("w:val")


def plain_text(element: Element) -> str:
    """All words of an element, its paragraphs with a blank between them; for notices."""
    pieces = (each.text or "" if each.tag == "w:t" else " " for each in every(element, "w:t", "w:p"))
    return "".join(pieces).strip()
