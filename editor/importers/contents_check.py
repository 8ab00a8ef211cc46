"""The 目录 against the issue: which title it announced, and where the two differ."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from editor.importers.contents import Contents, section_key
from editor.manuscript.source import SourceLine
from editor.manuscript.titles import are_alike, title_key
from editor.model.remark import Remark

_AHEAD = 12  # entries with which a title is compared that is not in the 目录 word for word
_LONGEST = 120  # code points; a longer line is no title
_COMPARISONS = 10_000  # of titles that are not the same; an issue needs some hundred


class ContentsCheck:
    """Finds the entry of each title in turn, each entry once, and remembers what differs."""

    def __init__(self, contents: Contents, lines: Iterable[SourceLine]) -> None:
        self.remarks: list[Remark] = []
        self._contents = contents
        self._found: set[int] = set()
        self._comparisons = _COMPARISONS
        self._last: defaultdict[str, int] = defaultdict(lambda: -1)  # by section of the 目录
        self._exact: defaultdict[str, deque[int]] = defaultdict(deque)
        for at, entry in enumerate(contents.entries):
            self._exact[entry.key].append(at)
        in_issue = {title_key(line.text) for line in lines if len(line.text) <= _LONGEST}
        self._loose = [at for at, entry in enumerate(contents.entries) if entry.key not in in_issue]

    @property
    def is_empty(self) -> bool:
        """Whether there is no 目录 to check against."""
        return not self._contents.entries

    def announces(self, text: str) -> bool:
        """Whether an entry not yet found has these words, punctuation and blanks apart."""
        return len(text) <= _LONGEST and bool(key := title_key(text)) and bool(self._exact.get(key))

    def spells(self, text: str) -> bool:
        """Whether an entry not yet found is written just so."""
        return any(self._contents.entries[at].title == text for at in self._exact.get(title_key(text), ()))

    def awaits(self, text: str) -> bool:
        """Whether an entry has these words that no line of the issue has as they are."""
        return any(at in self._loose for at in self._exact.get(title_key(text), ()))

    def is_alike(self, text: str) -> bool:
        """Whether one of the next entries that are nowhere word for word says almost this."""
        return self._alike(title_key(text)) is not None

    def take(self, title: str, line: int, section: str) -> None:
        """Note a title of the issue and its section, and say how its entry differs."""
        if self.is_empty:
            return
        at = self._entry(title_key(title))
        if at is None:
            self._doubt(line, "这篇的标题不在目录中", title)
            return
        self._found.add(at)
        entry = self._contents.entries[at]
        announced = entry.section
        if entry.title != title:
            self._doubt(line, f"目录写作“{entry.title}”，正文写作“{title}”，以正文为准", title)
        if self._contents.sections and announced != section_key(section):
            message = f"这篇在目录中属于“{announced}”，在正文中属于“{section}”，以正文为准"
            self._doubt(line, message, title)
        if at < self._last[announced]:
            self._doubt(line, "这篇的次序与目录不同，以正文为准", title)
        self._last[announced] = max(self._last[announced], at)

    def take_section(self, name: str, line: int) -> None:
        """Note a section of the issue, and say so when the 目录 lacks it."""
        if self._contents.sections and section_key(name) not in self._contents.sections:
            self._doubt(line, f"栏目“{name}”不在目录中", name)

    def finish(self, sections: Iterable[str]) -> list[Remark]:
        """All remarks, those on entries and sections included that the issue does not have."""
        for at, entry in enumerate(self._contents.entries):
            if at not in self._found:
                self._doubt(entry.line, f"目录中的“{entry.title}”在正文中没有找到", entry.title)
        order = [section_key(name) for name in sections]
        keys = set(order)
        for key, (name, line) in self._contents.sections.items():
            if key not in keys:
                self._doubt(line, f"目录中的栏目“{name}”在正文中没有找到", name)
        announced = [key for key in self._contents.sections if key in keys]
        if announced != [key for key in order if key in self._contents.sections]:
            line = next(iter(self._contents.sections.values()))[1]
            self._doubt(line, "栏目的次序与目录不同，以正文为准", "")
        return self.remarks

    def _entry(self, key: str) -> int | None:
        """The entry of a title, by its words or almost; it is not found again."""
        if self._exact.get(key):
            at: int | None = self._exact[key].popleft()
        else:
            at = self._alike(key)
            if at is not None:
                self._exact[self._contents.entries[at].key].remove(at)
        if at in self._loose:
            self._loose.remove(at)
        return at

    def _alike(self, key: str) -> int | None:
        ahead = self._loose[: min(_AHEAD, self._comparisons)]
        self._comparisons -= len(ahead)
        return next((at for at in ahead if are_alike(key, self._contents.entries[at].key)), None)

    def _doubt(self, line: int, message: str, text: str) -> None:
        self.remarks.append(Remark("doubtful", line, message, text, rule="toc-mismatch"))
