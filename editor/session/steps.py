"""What each step of a history did, as a person would say it: “输入 12 字：一是加快…”, “移动稿件《…》到“经济热点””.

Nothing of it is kept: a step is described from the states before and after it, when somebody wants to read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from editor.merge.rows import rows_of
from editor.merge.tokens import common_ends
from editor.model.issue import Article, Issue
from editor.session.history import Step

TYPED: Final = "输入"
PASTED: Final = "粘贴"
_WORDS = 16  # characters that are quoted of what was typed
_TITLE = 18  # and of a title
_UNTITLED = "（无标题）"
_SPARES = "备用稿"
_KINDS = {"paragraph": "段落", "measure": "举措", "heading": "小标题"}

_Text = tuple[str, str]  # what kind of text it is, and the text


def described(before: Issue, step: Step) -> str:
    """One line about a step that was taken on ``before``."""
    was, now = before.get(step.article), step.issue.get(step.article)
    if step.label in (TYPED, PASTED) and was is not None and now is not None:
        return _typed(was, now, step.label)
    about = _moved(before, step) or _came_or_went(before, step.issue) or _sections(before, step.issue)
    return f"{step.label}{about}" if about else step.label + (_named(now) if now is not None else "")


def _named(article: Article) -> str:
    return f"《{_short(article.title, _TITLE) or _UNTITLED}》"


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most] + "…"


# -- text -------------------------------------------------------------------------------------------------


def _typed(before: Article, after: Article, label: str) -> str:
    """What became of the text of an article."""
    old, new = list(_texts(before)), list(_texts(after))
    first, last = common_ends(old, new)
    gone, come = old[first : len(old) - last], new[first : len(new) - last]
    if len(gone) == len(come) == 1:
        return _changed(gone[0], come[0], label)
    words, others = ("".join(text for _, text in some) for some in (gone, come))
    if words == others and len(come) > len(gone):
        return "另起一段"
    if words == others and len(come) < len(gone):
        return "接到上一段" if words and all(text for _, text in gone) else "去掉空行"
    if sorted(gone) == sorted(come):
        return "换段落的次序"
    if label == PASTED:
        return f"{label} {max(1, len(come) - len(gone) + bool(gone and gone[0][1] == ''))} 段：{_short(others, _WORDS)}"
    if not gone:
        return f"{label} {len(others)} 字：{_short(others, _WORDS)}"
    if not come:
        return f"删去 {len(gone)} 段：{_short(words, _WORDS)}"
    return f"改动 {max(len(gone), len(come))} 段：{_short(others, _WORDS)}"


def _texts(article: Article) -> Iterator[_Text]:
    """Title, paragraphs, headings and measures, each by itself."""
    yield "标题", article.title
    yield from ((_KINDS[row.mark.kind], row.text) for row in rows_of(article.body))


def _changed(old: _Text, new: _Text, label: str) -> str:
    """What became of one text."""
    (was_kind, was), (kind, now) = old, new
    if was == now:
        return f"改为{kind}：{_short(now, _WORDS)}" if kind != was_kind else label
    start, end = common_ends(was, now)
    gone, come = was[start : len(was) - end], now[start : len(now) - end]
    where = "标题" if kind == "标题" else ""
    if not gone:
        return f"{label}{where} {len(come)} 字：{_short(come, _WORDS)}"
    if not come:
        return f"删去{where} {len(gone)} 字：{_short(gone, _WORDS)}"
    return f"{where}“{_short(gone, _WORDS // 2)}”改为“{_short(come, _WORDS // 2)}”"


# -- articles and sections --------------------------------------------------------------------------------


def _moved(before: Issue, step: Step) -> str:
    """Which article went where, if it is there before and after."""
    after, article = step.issue, step.issue.get(step.article)
    if article is None or article.id not in before.ids or len(before.ids) != len(after.ids):
        return ""
    if [section.name for section in before.sections] != [section.name for section in after.sections]:
        return ""
    was, now = before.find(article.id), after.find(article.id)
    if was.section == now.section and was.index == now.index:
        return ""
    if was.section == now.section:
        return f"{_named(article)}到本栏第 {now.index + 1} 篇"
    to = _section(after, now.section)
    return _named(article) + ("" if step.label.endswith(to) else f"到“{to}”")


def _section(issue: Issue, section: int | None) -> str:
    return _SPARES if section is None else issue.sections[section].name


def _came_or_went(before: Issue, after: Issue) -> str:
    """Which articles are new, or gone."""
    come, gone = after.ids - before.ids, before.ids - after.ids
    issue, ids = (after, come) if come else (before, gone)
    articles = [article for article in (*issue.articles, *issue.spares) if article.id in ids]
    if not articles:
        return ""
    first = articles[0]
    if len(articles) > 1:
        return f"：{_named(first)}等"
    place = f"（{_section(issue, issue.find(first.id).section)}）"
    return (_named(first) if first.title else "") + place


def _sections(before: Issue, after: Issue) -> str:
    """Which section was added, removed, renamed or moved."""
    was, now = [section.name for section in before.sections], [section.name for section in after.sections]
    if was == now:
        return ""
    if len(was) != len(now):
        longer, shorter = (was, now) if len(was) > len(now) else (now, was)
        at = next((n for n, name in enumerate(shorter) if longer[n] != name), len(shorter))
        return f"“{longer[at]}”"
    changed = [n for n, (a, b) in enumerate(zip(was, now, strict=True)) if a != b]
    if len(changed) == 1:
        return f"“{was[changed[0]]}”为“{now[changed[0]]}”"
    return f"：{'、'.join(now[changed[0] : changed[-1] + 1])}"
