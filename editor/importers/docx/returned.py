"""A document that came back: its revisions and comments, and the issue in it with any of the revisions taken."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from editor.importers.articles import Mark
from editor.importers.docx.comments import threads
from editor.importers.docx.document import import_package
from editor.importers.docx.formats import Styles
from editor.importers.docx.marks import Marks
from editor.importers.docx.revisions import Revision, Revisions
from editor.importers.docx.tree import children
from editor.importers.lines import ReadFile
from editor.importers.package import Package
from editor.manuscript.source import squeezed
from editor.model.issue import Issue
from editor.model.remark import Comment
from editor.model.style import HouseStyle
from editor.model.word import EXPORT_PROPERTY


@dataclass(frozen=True)
class Commented:
    """A comment, the words it is about, the paragraph they stand in (before all changes), and the revision it belongs to."""

    comment: Comment
    words: str
    paragraph: str
    revision: int | None


class Returned:
    """A returned document. ``formats`` counts its changes of format alone."""

    def __init__(
        self,
        data: bytes,
        name: str,
        style_for: Callable[[str], HouseStyle],
        known_styles: Collection[str] = (),
        read_file: ReadFile | None = None,
    ) -> None:
        self._package = Package(data, name)
        self._style_for = style_for
        self._known_styles = known_styles
        self._read_file = read_file
        self._marks = Marks(self._package.body(), Styles(self._package.related("styles")))
        self._revisions = Revisions(self._marks)
        self.formats = self._marks.formats
        self._headings: dict[str, Mark] = {}
        self._typed: set[str] = set()

    def know(self, sections: Collection[str], titles: Collection[str]) -> None:
        """From here on these headings are known for what they are, whatever the styles of the file say."""
        self._headings = dict.fromkeys(map(squeezed, sections), "section")
        self._headings |= dict.fromkeys(map(squeezed, titles), "title")

    def know_new(self, titles: Collection[str]) -> None:
        """The same for titles that were put in, whose words below belong to them. The revisions are counted anew."""
        self._typed = set(map(squeezed, titles))
        self._marks.know_titles(self._typed)
        self._revisions = Revisions(self._marks)

    @property
    def revisions(self) -> list[Revision]:
        """Its tracked changes in reading order."""
        return self._revisions.all

    @property
    def export_id(self) -> str:
        """The id that an export of ours put into its properties; empty if there is none."""
        for target in self._package.targets("", "custom-properties"):
            for each in children(self._package.xml(target)):
                if each.get("name") == EXPORT_PROPERTY:
                    return "".join(each.itertext()).strip()
        return ""

    def view(self, taken: Collection[int]) -> Issue:
        """The issue as it is with these revisions, and without all others. ImportRefusedError if there is none then."""
        with self._revisions.taken(taken):
            return import_package(
                self._package,
                self._style_for,
                self._known_styles,
                self._read_file,
                headings=self._headings,
                typed=self._typed,
            ).issue

    def comments(self) -> list[Commented]:
        """Its comments in reading order."""
        found = []
        for key, comment in threads(self._package):
            anchor = self._marks.anchors.get(key)
            if anchor is None:
                found.append((len(self._marks.items), Commented(comment, "", "", None)))
                continue
            inside = self._marks.items[anchor.start : anchor.end]
            words = "".join(item.text for item in inside)
            paragraph = inside[0].paragraph if inside else None
            before = "" if paragraph is None else self._marks.plain(paragraph, accepted=False)
            revision = self._revisions.at(anchor.start, anchor.end)
            found.append((anchor.start, Commented(comment, words, before, revision)))
        return [commented for _, commented in sorted(found, key=lambda each: each[0])]
