"""Comments and unknown keys of a second file put into a merged one: what the model does not know, two people wrote too.

All files are cut as they are when they are saved (``chunks``). An article is known by its id, a section by its name,
another table by its key inside these. What the second file has more than the base comes in where it stood; nothing is
ever taken out.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from editor.store import keys
from editor.store.chunks import Chunk, Entry, Key, cut, entries, recut
from editor.store.order import ARTICLE_KEY, SECTION_KEY, SPARE_KEY
from editor.store.values import comments, indent_of

_KNOWN = {
    (): keys.OF_FILE,
    (keys.ISSUE,): keys.OF_ISSUE,
    SECTION_KEY: keys.OF_SECTION,
    ARTICLE_KEY: keys.OF_ARTICLE,
    SPARE_KEY: keys.OF_ARTICLE,
}

Name = tuple[str, ...]  # what it is and which one, then the keys inside it


@dataclass
class _Part:
    """A key with its value, and the comments and blank lines above it."""

    entry: Entry
    above: str

    def head(self, words: Iterable[str]) -> None:
        """Put comments right above its key."""
        self.above += _lines(words, indent_of(self.entry))


@dataclass
class _Table:
    """What a chunk says: the line of its header, its keys, the comments below the last one."""

    header: str
    parts: list[_Part]
    below: str

    @classmethod
    def of(cls, chunk: Chunk) -> _Table:
        head, found = entries(chunk.text)
        line = head.find("\n") + 1 if chunk.key else 0
        above, parts = head[line:], []
        for entry in found:
            parts.append(_Part(Entry(entry.key, entry.text[: entry.below]), above))
            above = entry.text[entry.below :]
        return cls(head[:line], parts, above)

    def __str__(self) -> str:
        return "".join([self.header, *(f"{part.above}{part.entry.text}" for part in self.parts), self.below])

    def part(self, key: Key) -> _Part | None:
        return next((part for part in self.parts if part.entry.key == key), None)


def joined(merged: str, base: str, theirs: str) -> str:
    """A merged text with the comments and unknown keys that theirs has more than the base. Misfit as ``cut`` has it."""

    def change(chunks: list[Chunk], tail: str) -> str:
        here, (before, old_tail), (others, new_tail) = _named(chunks), _cut(base), _cut(theirs)
        for name, chunk in others.items():
            was, target = before.get(name), here.get(name)
            if was is not None and str(was) == str(chunk):
                continue
            if target is not None:
                _join(target, was, chunk)
            elif was is None and chunk.key not in _KNOWN:
                _insert(chunks, here, name, chunk)
        more = _novel(old_tail, tail)(new_tail)
        return "".join(map(str, chunks)) + tail + (f"\n{_lines(more)}" if more else "")

    return recut(merged, change)


def _cut(text: str) -> tuple[dict[Name, Chunk], str]:
    chunks, tail = cut(text.replace("\r\n", "\n").removesuffix("\n") + "\n")
    return _named(chunks), tail


def _named(chunks: Sequence[Chunk]) -> dict[Name, Chunk]:
    """The chunks, each by what it is."""
    named: dict[Name, Chunk] = {}
    owners: dict[Key, Name] = {}
    counts: Counter[Name] = Counter()
    for chunk in chunks:
        if chunk.key == SECTION_KEY:
            owners.pop(ARTICLE_KEY, None)
        if chunk.key in (SECTION_KEY, ARTICLE_KEY, SPARE_KEY):
            called = tomllib.loads(chunk.text.partition("\n")[2])
            kind, which = (keys.NAME,) * 2 if chunk.key == SECTION_KEY else (keys.ID,) * 2
            name: Name = (kind, str(called.get(which)))
            owners[chunk.key] = name
        else:
            length = next((n for n in range(len(chunk.key), 0, -1) if chunk.key[:n] in owners), 0)
            name = (*owners.get(chunk.key[:length], ("", "")), *chunk.key[length:])
        counts[name] += 1
        named[(*name, str(counts[name]))] = chunk
    return named


def _insert(chunks: list[Chunk], here: dict[Name, Chunk], name: Name, chunk: Chunk) -> None:
    """Put a table that is none of ours behind the others of its article or section, else at the end; or nowhere."""
    owner = name[:2]
    behind = [each for other, each in here.items() if other[:2] == owner] or ([] if any(owner) else chunks)
    if behind:
        chunk.gap = chunk.gap or "\n"
        chunks.insert(chunks.index(behind[-1]) + 1, chunk)
        here[name] = chunk


def _join(target: Chunk, was: Chunk | None, theirs: Chunk) -> None:
    """Put into a table what theirs says more than it was."""
    novel = _novel(str(was or ""), str(target))
    here, there, old = _Table.of(target), _Table.of(theirs), _Table.of(was or Chunk((), (), ""))
    target.apart += "".join(f"{comment}\n\n" for comment in novel(theirs.apart))
    target.own += _lines(novel(theirs.own))
    for comment in novel(there.header):
        if comments(here.header):
            target.own += f"{comment}\n"
        else:
            here.header = f"{here.header.rstrip()}  {comment}\n"
    previous: Key = ()
    for part in there.parts:
        key = part.entry.key
        mine, before = here.part(key), old.part(key)
        if mine is not None:
            mine.head(novel(part.above))
            _take(mine, before, part, novel, known=_is_known((*target.key, *key)))
        elif not _is_known((*target.key, *key)) and (before is None or before.entry != part.entry):
            behind = (n for n, each in enumerate(here.parts, 1) if each.entry.key == previous)
            place = next(behind, len(here.parts)) if previous else 0
            part.above = _lines(novel(part.above), indent_of(part.entry))
            here.parts.insert(place, part)
            novel(part.entry.text)
        else:
            here.below += _lines(novel(part.above))
        previous = key
    here.below += _lines(novel(there.below))
    target.text = str(here)


def _take(
    mine: _Part, before: _Part | None, part: _Part, novel: Callable[[str], list[str]], *, known: bool
) -> None:
    """Let a key say what theirs says beside its value if it is ours, else all of it."""
    was, ours, theirs = before.entry.text if before else "", mine.entry.text, part.entry.text
    more = novel(theirs)
    if known:
        if (
            more
            and set(comments(ours)) <= set(comments(theirs))
            and tomllib.loads(ours) == tomllib.loads(theirs)
        ):
            mine.entry.text = theirs
        else:
            mine.head(more)
    elif theirs not in (ours, was):
        if ours == was:
            mine.entry.text = theirs
        else:
            mine.head(f"# 合并冲突，对方写作：{line.strip()}" for line in theirs.splitlines())


def _is_known(path: Key) -> bool:
    """Whether a key is one of ours: the deepest table of ours above it has a key of that name."""
    length = next(n for n in range(len(path) - 1, -1, -1) if path[:n] in _KNOWN)
    return path[length] in _KNOWN[path[:length]]


def _novel(*known: str) -> Callable[[str], list[str]]:
    """Says which comments of a text are in none of the known ones, each as often as it is more; and knows them then."""
    left: Counter[str] = Counter()
    for text in known:
        left |= Counter(comments(text))

    def novel(text: str) -> list[str]:
        found = []
        for comment in comments(text):
            if left[comment] > 0:
                left[comment] -= 1
            else:
                found.append(comment)
        return found

    return novel


def _lines(words: Iterable[str], indent: str = "") -> str:
    return "".join(f"{indent}{each}\n" for each in words)
