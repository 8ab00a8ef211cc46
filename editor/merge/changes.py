"""What changed from one state of an issue to another, article by article, in plain Chinese.

For lists that people read before they decide: recovered work, somebody else's changes, earlier versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from editor.merge.order import in_their_places, match_sections
from editor.model.body import Body, Chain, Heading
from editor.model.issue import FIELD_LABELS, SUPPLEMENT, Article, Issue

SPARES: Final = "备用稿"

_LEVELS: Final = "一二三四"


@dataclass(frozen=True)
class Change:
    """One thing that changed: a sentence, and for a text its lines, each with “- ” or “+ ” before it.

    ``article`` is the id of the article that it is about, empty for a section or the issue itself.
    """

    sentence: str
    article: str = ""
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "\n".join([self.sentence, *(f"  {line}" for line in self.lines)])


def changes(old: Issue, new: Issue) -> tuple[Change, ...]:
    """What one has to do to ``old`` to get ``new``: the issue, its sections, then its articles in their order.

    Nothing if they differ in no more than the ids of articles.
    """
    if old is new or old == new:
        return ()
    old = _with_known_ids(old, new)
    return (*_of_issue(old, new), *_of_sections(old, new), *_of_articles(old, new))


def _with_known_ids(old: Issue, new: Issue) -> Issue:
    """The old issue, in which an article of the same title as a new one has its id: an import gives new ids."""
    before, fresh = old.ids, dict[str, str]()
    for article in (*new.articles, *new.spares):
        if article.title and article.id not in before:
            fresh.setdefault(article.title, article.id)
    known = new.ids

    def renamed(articles: tuple[Article, ...]) -> tuple[Article, ...]:
        return tuple(a if a.id in known else replace(a, id=fresh.pop(a.title, a.id)) for a in articles)

    if not fresh:
        return old
    sections = tuple(replace(section, articles=renamed(section.articles)) for section in old.sections)
    return replace(old, sections=sections, spares=renamed(old.spares))


def _of_issue(old: Issue, new: Issue) -> Iterator[Change]:
    for name, label in FIELD_LABELS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(f"{label}：{said(before)} → {said(after)}")


def said(value: object) -> str:
    """The value of a field of the issue, as it is read."""
    if value is None or value in ("", ()):
        return "无"
    if isinstance(value, tuple):
        return "、".join(f"{name}“{text}”" for name, text in value)
    return "增刊" if value == SUPPLEMENT else str(value)


def value_said(value: object) -> str:
    """The value of a field of an article, as it is read."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "\n".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _of_sections(old: Issue, new: Issue) -> Iterator[Change]:
    origins = match_sections(old.sections, new.sections)
    for section, origin in zip(new.sections, origins, strict=True):
        if origin is None:
            yield Change(f"新增栏目“{section.name}”")
        elif old.sections[origin].name != section.name:
            yield Change(f"栏目“{old.sections[origin].name}”改名为“{section.name}”")
    for index, section in enumerate(old.sections):
        if index not in origins:
            yield Change(f"删去栏目“{section.name}”")
    kept = [origin for origin in origins if origin is not None]
    if kept != sorted(kept):
        yield Change(f"栏目顺序改为：{'、'.join(section.name for section in new.sections)}")


def _of_articles(old: Issue, new: Issue) -> Iterator[Change]:
    before, after = _placed(old), _placed(new)
    stayed = in_their_places(old, new)
    renamed = _new_names(old, new)
    for key, (article, room) in after.items():
        if key not in before:
            lines = tuple(f"+ {line}" for line in article_lines(article))
            yield Change(f"新增《{_name(article)}》（{room}）", key, lines)
            continue
        was, old_room = before[key]
        if was != article:
            yield Change(f"修改《{_name(article)}》（{room}）", key, _differences(was, article))
        if renamed.get(old_room, old_room) != room:
            yield Change(f"移动《{_name(article)}》：{old_room} → {room}", key)
        elif key not in stayed:
            yield Change(f"调整《{_name(article)}》在“{room}”中的顺序", key)
    for key, (article, room) in before.items():
        if key not in after:
            lines = tuple(f"- {line}" for line in article_lines(article))
            yield Change(f"删去《{_name(article)}》（{room}）", key, lines)


def _placed(issue: Issue) -> dict[str, tuple[Article, str]]:
    """Every article by its id, with the name of what it stands in."""
    return {article.id: (article, SPARES if room is None else room) for room, article in issue.rooms}


def _new_names(old: Issue, new: Issue) -> dict[str, str]:
    pairs = zip(match_sections(old.sections, new.sections), new.sections, strict=True)
    return {old.sections[origin].name: section.name for origin, section in pairs if origin is not None}


def _name(article: Article) -> str:
    return article.title or "无标题"


def _differences(old: Article, new: Article) -> tuple[str, ...]:
    from difflib import SequenceMatcher  # slow to import, and only a list that is read needs it

    before, after = article_lines(old), article_lines(new)
    rows: list[str] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            rows += [f"- {line}" for line in before[a1:a2]]
            rows += [f"+ {line}" for line in after[b1:b2]]
    return tuple(rows)


def article_lines(article: Article) -> list[str]:
    """What an article says, a line each; measures and headings are marked, as ordinals belong to the house style."""
    lines = [f"标题：{article.title}"] if article.title else []
    lines += _body_lines(article.body)
    lines += [f"来源：{line}" for line in article.source.splitlines()]
    lines += [f"来稿单位：{article.unit}"] if article.unit else []
    lines += [f"编者按：{line}" for line in article.editor_note.splitlines()]
    lines += [f"署名：{article.byline}"] if article.byline else []
    lines += [f"附件：{name}" for name in article.attachments]
    lines += [f"备注：{line}" for line in article.note.splitlines()]
    lines += [f"已接受：{reason}" for reason in article.accept]
    return [*lines, "举措连排"] if article.run_in else lines


def _body_lines(body: Body) -> Iterator[str]:
    for block in body:
        match block:
            case Chain(measures):
                yield from (f"举措：{line}" for measure in measures for line in measure.split("\n"))
            case Heading(text, level, restart):
                yield f"{_LEVELS[level - 1]}级小标题{'（从一编号）' if restart else ''}：{text}"
            case _:
                yield block.text
