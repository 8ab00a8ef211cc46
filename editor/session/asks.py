"""Asks in words: what each is called, and what became of it, as list, screen and 核红 say it."""

from __future__ import annotations

from typing import Final

from editor.merge.article_edits import Edit
from editor.merge.asks import Ask, Status
from editor.model.unseen import harmless

STATUS_LABELS: Final[dict[Status, str]] = {
    "open": "未定　",
    "conflict": "另改　",
    "done": "已落实",
    "refused": "不采纳",
}
"""What became of an ask, in three characters' width."""

_THINGS = {
    "paragraph": "段落",
    "measure": "举措",
    "heading": "小标题",
    "article": "稿件",
    "section": "栏目",
}
_DONE = {
    "added": "增加",
    "removed": "删去",
    "moved": "移动",
    "split": "拆分",
    "joined": "合并",
    "renamed": "改名",
}
_WHOLE = {"text": "改文字", "title": "改标题", "comment": "批注"}
_EXCERPT = 24


def kind_label(edit: Edit) -> str:
    """What an edit is, in a few characters: 改文字, 举措增加, 期号."""
    if edit.kind == "field":
        return "改" if edit.article else f"改{edit.title}"
    if edit.kind in _WHOLE:
        return _WHOLE[edit.kind]
    thing, _, what = edit.kind.partition("_")
    if what.startswith("to_"):
        return f"{_THINGS[thing]}改作{_THINGS[what.removeprefix('to_')]}"
    return f"{_DONE[what]}{_THINGS[thing]}"


def sentence(ask: Ask) -> str:
    """An ask on one line."""
    edit = ask.edit
    where = f"《{edit.title}》" if edit.article else ""
    if edit.kind == "comment":
        words = ask.comments[0].text if ask.comments else ""
        return f"{where}批注“{short(words)}”"
    if edit.before == edit.after or not edit.before or not edit.after:
        words = f"“{short(edit.after or edit.before)}”"
    else:
        words = f"“{short(edit.before)}”→“{short(edit.after)}”"
    return f"{where}{kind_label(edit)}{words}"


def short(text: str) -> str:
    """The beginning of a text on one line, without characters that nobody sees."""
    line = harmless(" ".join(text.split()))
    return line if len(line) <= _EXCERPT else f"{line[: _EXCERPT - 1]}…"
