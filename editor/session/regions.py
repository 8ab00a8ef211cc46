"""Articles by region: the place that one is about, and a section in the order of the Delta's papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from editor.errors import EditorError
from editor.model.body import Chain, Heading
from editor.model.issue import Article, Issue
from editor.model.lexicon import Province
from editor.proof.regions import Regions
from editor.session.shipped import shipped_styles
from editor.session.workspace import Workspace
from editor.store.word_file import load_provinces


def regions_of(workspace: Workspace) -> Regions:
    """The places that the office's word list knows, else that of the program; none if the list is broken."""
    try:
        return Regions(load_provinces(workspace.styles_folder / "words", shipped_styles() / "words"))
    except EditorError:  # proof-reading says so with file and line; here it only makes the guess poorer
        return Regions(())


def region_names(workspace: Workspace) -> Mapping[str, str]:
    """What each region of the office may be called (沪, 上海, 上海市); none if the list of places is broken."""
    path = workspace.styles_folder / "words" / "places.toml"
    try:
        about = path.stat()
        return _names_in(path.parent, (about.st_size, about.st_mtime_ns))
    except (OSError, EditorError):
        return _names_in(path.parent, (0, 0)) if not path.exists() else {}


@lru_cache(maxsize=4)
def _names_in(words: Path, _stamp: tuple[int, int]) -> Mapping[str, str]:
    from editor.archive.places import Places

    return Places(load_provinces(words, shipped_styles() / "words")).region_names


def place_of(article: Article, regions: Regions) -> Province | None:
    """The province that an article is about: of the first place in its title, else in its lead."""
    place = regions.first(article.title) or regions.first(lead(article))
    return place.province if place is not None else None


def lead(article: Article) -> str:
    """The first paragraph of an article, empty if it has none."""
    return next((b.text for b in article.body if not isinstance(b, Chain | Heading)), "")


def sort_by_region(issue: Issue, section: int | None, regions: Regions) -> Issue:
    """Put a section into the order of the office's own provinces (沪 苏 浙 皖), then the others; articles of one region stay as they stood.

    An article is of the place that its title names first, else its lead.
    """
    there = issue.articles_in(section)
    ordered = tuple(sorted(there, key=lambda article: _rank(article, regions)))
    if ordered == there:
        return issue
    if section is None:
        return replace(issue, spares=ordered)
    changed = replace(issue.sections[section], articles=ordered)
    return replace(issue, sections=(*issue.sections[:section], changed, *issue.sections[section + 1 :]))


def _rank(article: Article, regions: Regions) -> int:
    province = place_of(article, regions)
    return regions.home.index(province) if province in regions.home else len(regions.home)
