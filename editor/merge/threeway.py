"""Merging two states of an issue that come from a third: a pure function of three issues.

What only one side touched is taken from it, word by word. Where both changed the same words there is a conflict, for a
person to choose; until then both texts exist: the merged issue holds ours, the conflict holds all three. Articles are
known by their id, sections by ``match_sections``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date as Date  # noqa: N812  (a field is called date)
from enum import Enum
from typing import Final, Literal, TypeAlias

from editor.merge.articles import MergedArticle, merge_articles, one_sided
from editor.merge.order import match_sections, merge_order
from editor.model.issue import Article, Issue, Section, derived_id

# A section of the base by its index, a new one by name and count.
_SectionKey: TypeAlias = int | tuple[str, int]
_Room: TypeAlias = _SectionKey | None  # None are the spares

FIELDS: Final = tuple(field.name for field in fields(Issue) if field.name not in ("sections", "spares"))
"""What an issue says about itself: everything but its articles."""


class Choice(Enum):
    """Which side a conflict is settled for. BOTH keeps ours and puts theirs after it, as an article of its own."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Standing:
    """An article and the name of the section it stands in, None for the spares."""

    article: Article
    section: str | None


State: TypeAlias = Standing | str | int | Date | tuple[tuple[str, str], ...] | None


@dataclass(frozen=True)
class Conflict:
    """Something that both sides changed, each in its own way: its three states, None where it does not exist.

    ``kind`` says what the states are: ``article`` a Standing, ``section`` its name, ``issue`` the value of a field. The two
    Standings of an article differ only where both changed the same words: what one side alone changed is in both.
    ``name`` is the id of the article, the number of the section in the base from 0, or the name of the field.
    """

    kind: Literal["article", "section", "issue"]
    name: str
    base: State
    ours: State
    theirs: State

    @property
    def key(self) -> str:
        """The name under which a choice is given."""
        return f"{self.kind}:{self.name}"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen: both only where there are two texts."""
        ours, theirs = self.ours, self.theirs
        both = isinstance(ours, Standing) and isinstance(theirs, Standing) and ours.article != theirs.article
        return (Choice.OURS, Choice.THEIRS, *([Choice.BOTH] if both else []))


@dataclass(frozen=True)
class Merged:
    """Three issues, and what they make together. While there are conflicts, ``issue`` is not to be saved as it is."""

    base: Issue
    ours: Issue
    theirs: Issue
    issue: Issue
    conflicts: tuple[Conflict, ...]

    @property
    def clean(self) -> Issue | None:
        """The issue if nothing conflicts, else None."""
        return None if self.conflicts else self.issue


def merge(base: Issue, ours: Issue, theirs: Issue) -> Merged:
    """Merge two issues that come from ``base``. In a conflict ``issue`` has ours, or the side that still has it."""
    merging = _Merging(base, ours, theirs, {})
    issue = merging.issue()
    return Merged(base, ours, theirs, issue, tuple(merging.conflicts))


def resolve(merged: Merged, choices: Mapping[str, Choice]) -> Issue:
    """The merged issue with every conflict settled; ``choices`` by the key of each. LookupError if one is missing."""
    for conflict in merged.conflicts:
        if choices[conflict.key] not in conflict.choices:
            raise LookupError(f"{choices[conflict.key]} is no choice for {conflict.key}")
    return _Merging(merged.base, merged.ours, merged.theirs, choices).issue()


class _Side:
    """One of the three issues, its sections by keys that all three share."""

    def __init__(self, issue: Issue, base: Issue) -> None:
        self.issue = issue
        self.keys: list[_SectionKey] = []
        counts: Counter[str] = Counter()
        origins = match_sections(base.sections, issue.sections)
        for section, origin in zip(issue.sections, origins, strict=True):
            counts[section.name] += origin is None
            self.keys.append((section.name, counts[section.name]) if origin is None else origin)
        self.names = {key: section.name for key, section in zip(self.keys, issue.sections, strict=True)}
        self.orders: dict[_Room, list[str]] = {None: [article.id for article in issue.spares]}
        self.articles: dict[str, Article] = {article.id: article for article in issue.spares}
        self.rooms: dict[str, _Room] = dict.fromkeys(self.articles)
        for key, section in zip(self.keys, issue.sections, strict=True):
            self.orders[key] = [article.id for article in section.articles]
            self.articles |= {article.id: article for article in section.articles}
            self.rooms |= dict.fromkeys(self.orders[key], key)

    def standing(self, article_id: str) -> Standing | None:
        """The article and where it stands, None if it is not here."""
        article, room = self.articles.get(article_id), self.rooms.get(article_id)
        return None if article is None else Standing(article, None if room is None else self.names[room])

    def differs(self, other: _Side, article_id: str) -> bool:
        """Whether an article that both have says something else here, or stands in another section."""
        return (
            self.articles[article_id] != other.articles[article_id]
            or self.rooms[article_id] != other.rooms[article_id]
        )


class _Merging:
    """One merge under way: the three sides, the choices made, and the conflicts met."""

    def __init__(self, base: Issue, ours: Issue, theirs: Issue, choices: Mapping[str, Choice]) -> None:
        self._base = _Side(base, base)
        self._ours = _Side(ours, base)
        self._theirs = _Side(theirs, base)
        self._choices = choices
        self.conflicts: list[Conflict] = []

    def issue(self) -> Issue:
        """The merged issue. Called once: it fills the conflicts."""
        values = {name: self._field(name) for name in FIELDS}
        rooms: dict[_Room, dict[str, Article]] = {}
        for article_id in dict.fromkeys([*self._ours.articles, *self._theirs.articles]):
            landed = self._article(article_id)
            if landed is not None:
                rooms.setdefault(landed[0], {})[article_id] = landed[1]
        keys = merge_order(self._base.keys, self._ours.keys, self._theirs.keys, self._staying(rooms))
        taken = {*self._base.articles, *self._ours.articles, *self._theirs.articles}
        sections = tuple(
            Section(self._section_name(key), self._in_order(key, rooms.get(key, {}), taken)) for key in keys
        )
        spares = self._in_order(None, rooms.get(None, {}), taken)
        return replace(self._ours.issue, **values, sections=sections, spares=spares)  # type: ignore[arg-type]

    def _settle(self, conflict: Conflict) -> Choice:
        self.conflicts.append(conflict)
        if conflict.key in self._choices:
            return self._choices[conflict.key]
        return Choice.THEIRS if conflict.kind == "article" and conflict.ours is None else Choice.OURS

    def _field(self, name: str) -> object:
        base, ours, theirs = (getattr(side.issue, name) for side in (self._base, self._ours, self._theirs))
        if settled := one_sided(base, ours, theirs):
            return settled[0]
        choice = self._settle(Conflict("issue", name, base, ours, theirs))
        return theirs if choice is Choice.THEIRS else ours

    def _article(self, article_id: str) -> tuple[_Room, Article] | None:
        """Where an article of ours or theirs comes to stand, and what it says; None if it was taken out."""
        base, ours, theirs = self._base, self._ours, self._theirs
        if article_id not in theirs.articles:
            return self._alone(article_id, ours, theirs)
        if article_id not in ours.articles:
            return self._alone(article_id, theirs, ours)
        merged = self._merged(article_id)
        stands = one_sided(base.rooms.get(article_id, ()), ours.rooms[article_id], theirs.rooms[article_id])
        choice = Choice.OURS
        if merged.clashes or not stands:
            choice = self._settle(self._conflict(article_id, merged))
        side, said = (theirs, merged.theirs) if choice is Choice.THEIRS else (ours, merged.ours)
        return stands[0] if stands else side.rooms[article_id], said

    def _merged(self, article_id: str) -> MergedArticle:
        base, ours, theirs = self._base, self._ours, self._theirs
        was = base.articles.get(article_id)
        if was is None:  # of two new articles of one id neither is what the other was made of
            return MergedArticle(ours.articles[article_id], theirs.articles[article_id])
        return merge_articles(was, ours.articles[article_id], theirs.articles[article_id])

    def _alone(self, article_id: str, having: _Side, lacking: _Side) -> tuple[_Room, Article] | None:
        """The same for an article that one side lacks: it is new, or it was taken out on purpose."""
        here = having.rooms[article_id], having.articles[article_id]
        if article_id not in self._base.articles:
            return here
        if not having.differs(self._base, article_id):
            return None
        choice = self._settle(self._conflict(article_id))
        return here if (choice is Choice.THEIRS) is (having is self._theirs) else None

    def _conflict(self, article_id: str, merged: MergedArticle | None = None) -> Conflict:
        base, ours, theirs = (side.standing(article_id) for side in (self._base, self._ours, self._theirs))
        if merged is not None and ours is not None and theirs is not None:
            ours, theirs = replace(ours, article=merged.ours), replace(theirs, article=merged.theirs)
        return Conflict("article", article_id, base, ours, theirs)

    def _staying(self, rooms: Mapping[_Room, object]) -> set[_SectionKey]:
        """The sections that nobody took out, and those that still have to hold something."""
        ours, theirs = set(self._ours.keys), set(self._theirs.keys)
        base = set(self._base.keys)
        return (ours & theirs) | ((ours | theirs) - base) | {key for key in rooms if key is not None}

    def _section_name(self, key: _SectionKey) -> str:
        base, ours, theirs = (side.names.get(key) for side in (self._base, self._ours, self._theirs))
        if ours is None or theirs is None:
            name = ours if ours is not None else theirs
            assert name is not None  # a key comes from one of the two
            return name
        if settled := one_sided(base, ours, theirs):
            return settled[0]
        choice = self._settle(Conflict("section", str(key), base, ours, theirs))
        return theirs if choice is Choice.THEIRS else ours

    def _in_order(self, room: _Room, landed: Mapping[str, Article], taken: set[str]) -> tuple[Article, ...]:
        """The articles of one room in their merged order; ``taken`` are the ids that no new article may have."""
        base, ours, theirs = (side.orders.get(room, []) for side in (self._base, self._ours, self._theirs))
        articles = []
        for article_id in merge_order(base, ours, theirs, landed):
            articles.append(landed[article_id])
            if self._choices.get(f"article:{article_id}") is Choice.BOTH:
                second = self._merged(article_id).theirs
                twin = derived_id(f"{article_id} {second.title}", taken)
                taken.add(twin)
                articles.append(replace(second, id=twin))
        return tuple(articles)
