"""Where WordprocessingML can hold words: a table of places, made of its schema.

``python -m tests.importers.schema_words wml.xsd > tests/importers/cases/words.tsv`` (the schema of ECMA-376, part 4, which
is not kept here). Each row is a path of elements from the root of a part, and how words or pointers stand at its end:
``text``, ``@name`` (an attribute of free text) or ``r:id`` (a part of the package). Every step that the schema allows
on the way to a word is the last but few of some row, so that a reader that passes over a kind of element misses a row.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

XSD = "{http://www.w3.org/2001/XMLSchema}"
ROOTS = ("document", "hdr", "ftr", "footnotes", "endnotes", "comments", "glossaryDocument", "numbering")
FREE = ("xsd:string", "s:ST_String")
WORD = "t"  # the element that holds most words


class Schema:
    """The types of a schema: what elements, attributes and text each lets in."""

    def __init__(self, root: Element) -> None:
        named = [each for each in root if each.get("name")]
        self.elements = {
            each.get("name", ""): each.get("type", "") for each in named if each.tag == f"{XSD}element"
        }
        self._named = {(each.tag.removeprefix(XSD), each.get("name", "")): each for each in named}

    def children(self, type_: str) -> dict[str, str]:
        """The elements of this schema that a type lets in, and their types."""
        found: dict[str, str] = {}
        for part in self._parts(type_):
            if part.tag == f"{XSD}element" and ":" not in part.get("ref", ""):
                name = part.get("name") or part.get("ref", "")
                found.setdefault(name, part.get("type") or self.elements[name])
        return found

    def attributes(self, type_: str) -> Iterator[str]:
        """How words stand in an element of a type."""
        for part in self._parts(type_):
            if part.tag == f"{XSD}attribute":
                if part.get("ref", "").startswith("r:"):
                    yield "r:id"
                elif self.is_free(part.get("type", "")):
                    yield f"@{part.get('name')}"

    def is_free(self, type_: str) -> bool:
        """Whether text of a type is whatever the author writes."""
        simple = self._named.get(("simpleType", type_))
        if simple is None:
            extension = next((each for each in self._parts(type_) if each.tag == f"{XSD}extension"), None)
            base = "" if extension is None else extension.get("base", "")
            return type_ in FREE or base in FREE
        restriction = simple.find(f"{XSD}restriction")
        return (
            restriction is not None
            and restriction.get("base") in FREE
            and restriction.find(f"{XSD}enumeration") is None
        )

    def _parts(self, type_: str) -> Iterator[Element]:
        """All that stands in a type, in its groups and in those that it extends."""
        seen: set[tuple[str, str]] = set()
        waiting = [("complexType", type_)]
        while waiting:
            key = waiting.pop()
            if key in seen or key not in self._named:
                continue
            seen.add(key)
            for part in self._named[key].iter():
                yield part
                kind = part.tag.removeprefix(XSD)
                if kind in ("group", "attributeGroup") and part.get("ref"):
                    waiting.append((kind, part.get("ref", "")))
                elif kind == "extension":
                    waiting.append(("complexType", part.get("base", "")))


def rows(schema: Schema) -> Iterator[tuple[str, str]]:
    """Paths and how words stand there, each once."""
    to_word = _ways_to(schema)
    seen: set[tuple[str, str]] = set()
    steps: set[tuple[str, str]] = set()
    for root in ROOTS:
        paths = {schema.elements[root]: (root,)}
        waiting = list(paths)
        while waiting:
            type_ = waiting.pop(0)
            for name, child in schema.children(type_).items():
                path = (*paths[type_], name)
                is_known = (type_, name) in steps
                steps.add((type_, name))
                for how in schema.attributes(child):
                    if (name, how) not in seen:
                        seen.add((name, how))
                        yield "/".join(path), how
                if is_known:
                    pass
                elif schema.is_free(child):
                    yield "/".join(path), "text"
                elif child in to_word:
                    yield "/".join((*path, *to_word[child])), "text"
                if child not in paths:
                    paths[child] = path
                    waiting.append(child)


def _ways_to(schema: Schema) -> dict[str, tuple[str, ...]]:
    """The shortest path from each type to an element of words."""
    types = {child for (kind, name) in schema._named if kind == "complexType" for child in (name,)}
    ways: dict[str, tuple[str, ...]] = {}
    while True:
        found = {
            type_: (name, *ways.get(child, ()))
            for type_ in types - set(ways)
            for name, child in schema.children(type_).items()
            if name == WORD or child in ways
        }
        if not found:
            return ways
        ways |= found


def main() -> None:
    """Print the table."""
    schema = Schema(ElementTree.parse(Path(sys.argv[1])).getroot())
    for path, how in rows(schema):
        sys.stdout.write(f"{path}\t{how}\n")


if __name__ == "__main__":
    main()
