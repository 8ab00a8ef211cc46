"""Small questions to an XML tree whose tags are called ``w:p``: a path to one element, or all of several kinds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from xml.etree.ElementTree import Element

NEAR = 2000
"""Elements of a drawing that are looked through, however many it has."""

DROPPED = frozenset(("w:del", "w:moveFrom"))
"""What a tracked change took away."""

_WORDS = ("w:t", "m:t", "a:t")
_GAPS = ("w:p", "a:p", "w:tab")
_SIGNS = ("w:sym", "w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple")


def at_path(element: Element | None, *path: str) -> Element | None:
    """The element at a path of tags, the first of each; None if there is none."""
    for tag in path:
        element = None if element is None else element.find(tag)
    return element


def children(element: Element | None, *tags: str) -> list[Element]:
    """The children of an element, or those with one of these tags; none of an element that is not there."""
    return [each for each in element if not tags or each.tag in tags] if element is not None else []


def every(element: Element, *tags: str) -> Iterator[Element]:
    """The element and all below it that have one of these tags, in order."""
    return (each for each in element.iter() if each.tag in tags)


def value(element: Element | None, tag: str) -> str | None:
    """The ``w:val`` of a child, or None."""
    found = None if element is None else element.find(tag)
    return None if found is None else found.get("w:val")


def switch(element: Element | None, *path: str) -> bool | None:
    """Whether the element at a path of tags says yes, as it does without a value; None if there is none."""
    found = at_path(element, *path)
    return None if found is None else found.get("w:val", "1") not in ("0", "false", "off")


def plain_text(element: Element) -> str:
    """All words of an element, its paragraphs with a blank between them; for notices."""
    pieces = (each.text or "" if each.tag in _WORDS else " " for each in every(element, *_WORDS, *_GAPS))
    return "".join(pieces).strip()


def choices(control: Element) -> list[str]:
    """What a content control lets one choose from."""
    items = (each for each in islice(control.iter(), NEAR) if each.tag == "w:listItem")
    return [item.get("w:displayText") or item.get("w:value") or "" for item in items]


def goes_on(paragraph: Element) -> bool:
    """Whether a paragraph goes on in the next one: its mark was deleted, or it is the first letter of it, set large."""
    frame = at_path(paragraph, "w:pPr", "w:framePr")
    if frame is not None and frame.get("w:dropCap") in ("drop", "margin"):
        return True
    return bool(children(at_path(paragraph, "w:pPr", "w:rPr"), *DROPPED))


def is_placeholder(element: Element) -> bool:
    """Whether a content control waits: it shows the words that ask to fill it in, or nothing of what it lets choose."""
    if element.tag != "w:sdt":
        return False
    if switch(element, "w:sdtPr", "w:showingPlcHdr"):
        return True
    return bool(choices(element)) and next(every(element, *_WORDS, *_SIGNS), None) is None


def preferred(alternatives: Element) -> Element:
    """One of the contents that say the same twice: the first choice, unless only the fallback holds any text."""
    choice, fallback = alternatives.find("mc:Choice"), alternatives.find("mc:Fallback")
    if choice is None or (fallback is not None and not _says(choice) and _says(fallback)):
        return alternatives if fallback is None else fallback
    return choice


def _says(element: Element) -> bool:
    return any(
        each.tag in ("w:t", "pic:pic", "c:chart", "dgm:relIds") for each in islice(element.iter(), NEAR)
    )


def description(drawing: Element) -> str:
    """What the author says of a drawing (its title and alternative text), empty if nothing."""
    said = (
        each.get(name) or "" for each in islice(drawing.iter(), NEAR) for name in ("title", "descr", "alt")
    )
    return "；".join(dict.fromkeys(filter(None, said)))


def printed_text(element: Element) -> str:
    """The text of a ``w:t`` as it is printed."""
    text = element.text or ""
    if element.get("xml:space") != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\r", " ").replace("\n", " ")


def form_default(mark: Element) -> str | None:
    """The text that a text field of a form begins with, empty if none; None for a mark of any other field."""
    field = at_path(mark, "w:ffData", "w:textInput")
    return None if field is None else value(field, "w:default") or ""
