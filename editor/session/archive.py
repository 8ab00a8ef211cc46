"""The archive for both front ends: every issue of a workspace searched, compared and counted.

Joins what does not know each other: the archive, which keeps the index, and the store, which reads issue files and
word lists. The store is loaded only when there is something to read, as most searches find nothing changed.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from editor import __version__
from editor.archive.index import Index, homes
from editor.archive.search import Filters, Found, search, sections
from editor.archive.upkeep import Progress, Reader, misnamed, problems
from editor.session.misnamed import Misnamed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from editor.archive.counts import Counts
    from editor.archive.duplicates import Run
    from editor.archive.places import Places
    from editor.model.issue import Article, Issue, IssueId

_WORDS = ("styles", "words")
_PLACES = "places.toml"


class Archive:
    """All issues of a workspace. May be used from several threads: they wait for each other.

    Answers are as of the last :meth:`refresh`; the first question makes one. The first in a workspace of twenty
    years takes seconds, so a screen asks for it in the background.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._words = root.joinpath(*_WORDS)
        reader = Reader(_read, _parse)
        self._index = Index(root / "issues", homes(root), reader, self._load_places, self._find_edition())

    def refresh(self, progress: Progress | None = None) -> None:
        """Take in what changed in the issue files since the last time, by whomever.

        StorageError if their folder cannot be read, FileFormatError for a bad word list.
        """
        self._index.refresh(progress, self._find_edition())

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    def problems(self) -> tuple[str, ...]:
        """Why issue files are not in the archive, a sentence for each."""
        return self._index.ask(lambda connection: tuple(problems(connection)))

    def misnamed(self) -> tuple[str, ...]:
        """Which files are called otherwise than the issue in them, a sentence for each."""
        found = self._index.ask(misnamed)
        folder = self._root / "issues"
        return tuple(
            str(Misnamed(folder / f"{name}.toml", folder / f"{issue}.toml").error) for name, issue in found
        )

    def sections(self) -> tuple[str, ...]:
        """The sections that articles stand in, those of most articles first."""
        return self._index.ask(sections)

    def sections_of_styles(self) -> tuple[str, ...]:
        """The sections that the house styles of the workspace name, whether anything stands in them or not."""
        from editor.errors import EditorError
        from editor.session.workspace import Workspace  # a search needs none of it

        workspace, names = Workspace(self._root), dict[str, None]()
        for style in workspace.style_names():
            with suppress(EditorError):  # a broken one is told where it is used
                names |= dict.fromkeys(workspace.style(style).sections)
        return tuple(names)

    def search(self, query: str, filters: Filters = Filters(), limit: int = 50) -> Found:  # noqa: B008
        """The articles that contain every word of a query, best first; see :func:`editor.archive.search.search`."""
        return self._index.ask(lambda connection: search(connection, query, filters, limit))

    def runs_before(self, article: Article, issue: IssueId | str) -> tuple[Run, ...]:
        """The articles that other issues, not later than this one, printed and that are the same or nearly so."""
        from editor.archive.duplicates import runs_before

        return self._index.ask(lambda connection: runs_before(connection, article, str(issue)))

    def usual_phrases(self) -> tuple[str, ...]:
        """The phrases of two words that the house prints again and again, most frequent first."""
        from editor.archive.phrases import usual_phrases

        return self._index.ask(lambda connection: tuple(usual_phrases(connection)))

    def was_printed(self, words: str, issue: IssueId | str) -> bool:
        """Whether an issue other than this one has printed some words."""
        from editor.archive.phrases import was_printed

        return self._index.ask(lambda connection: was_printed(connection, words, str(issue)))

    @property
    def region_names(self) -> Mapping[str, str]:
        """What each region may be called (沪, 上海, 上海市), by the list of places of the office."""
        return self._load_places().region_names

    def counts(self, year: int | None = None, only: Collection[IssueId] | None = None) -> Counts:
        """What was printed in a year, or in all, by section, region, month and place; ``only`` in these issues."""
        from editor.archive.counts import counts

        places = self._load_places()
        return self._index.ask(lambda connection: counts(connection, places, year, only))

    def _find_edition(self) -> str:
        """What the index depends on: the list of places as it is now, and the program, which may read what it once refused."""
        try:
            about = (self._words / _PLACES).stat()
        except OSError:
            return f"{__version__} shipped"
        return f"{__version__} {about.st_size} {about.st_mtime_ns}"

    def _load_places(self) -> Places:
        from editor.archive.places import Places
        from editor.session.shipped import shipped_styles
        from editor.store.word_file import load_provinces

        return Places(load_provinces(self._words, shipped_styles() / _WORDS[-1]))


def _read(path: Path) -> bytes:
    from editor.files.atomic import read_bytes

    return read_bytes(path)


def _parse(data: bytes, path: Path) -> Issue:
    from editor.store.issue_file import parse_issue

    return parse_issue(data, path)
