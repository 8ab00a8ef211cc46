"""Whether a house style can be used, and whether it prints what it says: page, ordinals, sections, fonts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Literal

from editor.errors import EditorError
from editor.exporters.fonts import installed, stand_in
from editor.model.style import Font, HouseStyle
from editor.proof.rules import RULES
from editor.session.workspace import Workspace
from editor.store.style_file import rule_faults
from editor.store.word_file import load_word_lists

State = Literal["good", "doubtful", "bad"]

_MARKS: Final[dict[State, str]] = {"good": "✓", "doubtful": "!", "bad": "✗"}


@dataclass(frozen=True)
class Point:
    """One thing that was looked at: what it is, how it stands, and what to do (empty if nothing)."""

    subject: str
    state: State
    finding: str
    advice: str = ""

    def __str__(self) -> str:
        """One line: ✗ 样式：缺少字体。请安装."""
        return f"{_MARKS[self.state]} {self.subject}：{self.finding}" + (
            f"。{self.advice}" if self.advice else ""
        )


def style_points(workspace: Workspace, name: str, *, fonts: bool = True) -> Iterator[Point]:
    """Everything there is to say about the style of that name. Never an EditorError."""
    try:
        style = workspace.style(name)
    except EditorError as error:
        yield Point("样式", "bad", str(error).rstrip("。"))
        return
    page = style.page
    yield Point("样式", "good", f"{name}.toml：{style.title}，每面{page.lines}行、每行{page.chars}字")
    yield from _ordinals(style)
    yield from _sections(style)
    yield from _rules(workspace, style)
    yield from _namesakes(workspace, style)
    if fonts:
        yield from font_points(style)


def _ordinals(style: HouseStyle) -> Iterator[Point]:
    """Two kinds of ordinals that look alike cannot be told apart when the text is read again."""
    names = {
        "measure": "举措",
        "heading": "一级小标题",
        "subheading": "二级小标题",
        "heading3": "三级小标题",
        "heading4": "四级小标题",
    }
    seen: dict[str, str] = {}
    for key, what in names.items():
        sample = getattr(style.ordinals, key)
        if sample in seen:
            finding = f"{style.name}.toml：{seen[sample]}和{what}的序次语都是“{sample}”，读回来分不清"
            yield Point("序次语", "bad", finding, f"请在 [ordinals] 里改 {key}")
        seen.setdefault(sample, what)


def _sections(style: HouseStyle) -> Iterator[Point]:
    unknown = [name for name in style.proof.outside if name not in style.sections]
    if unknown:
        yield Point(
            "栏目",
            "doubtful",
            f"{style.name}.toml：proof.outside 里的{'、'.join(unknown)}不在 sections 里",
            "没有专登外地稿件的栏目就写 outside = []",
        )
    if not style.contents.show and style.contents.editor_note == "before":
        yield Point(
            "目录",
            "doubtful",
            f'{style.name}.toml：没有目录（show = false），editor_note = "before" 不起作用',
        )


def _rules(workspace: Workspace, style: HouseStyle) -> Iterator[Point]:
    """Proof rules of its own that cannot be used, and rules that are switched off and that nobody has."""
    for fault in rule_faults(workspace.styles_folder / f"{style.name}.toml"):
        yield Point("校对规则", "bad", f"有一条没有用上：{str(fault).rstrip('。')}")
    known = {rule.id for rule in (*RULES, *style.proof.rule)}
    for name in (name for name in style.proof.off if name not in known):
        near = get_close_matches(name, known, 1)
        advice = f"是不是 {near[0]}" if near else "规则的代号见校对意见末尾的方括号"
        yield Point("校对规则", "doubtful", f"{style.name}.toml：停用的“{name}”不是规则的代号", advice)


def word_points(workspace: Workspace) -> Iterator[Point]:
    """Whether the word lists can be used, row by row. Never an EditorError."""
    try:
        faults = load_word_lists(workspace.styles_folder / "words").faults
    except EditorError as error:
        yield Point("词表", "bad", str(error).rstrip("。"))
        return
    for fault in faults:
        yield Point("词表", "bad", f"有一条没有用上：{str(fault).rstrip('。')}")


def _namesakes(workspace: Workspace, style: HouseStyle) -> Iterator[Point]:
    """Styles of one title: an import takes the one whose issuer stands in the text, else the default."""
    titles: Counter[str] = Counter()
    for name in workspace.style_names():
        with suppress(EditorError):
            titles[workspace.style(name).title] += 1
    if titles[style.title] > 1:
        yield Point(
            "样式",
            "doubtful",
            f"{style.name}.toml：另有样式的刊名也是“{style.title}”",
            "导入时按编印单位分辨；不用的样式请移出 styles",
        )


def font_points(style: HouseStyle) -> Iterator[Point]:
    """Whether the fonts of a style are on this machine, and what is there in their place."""
    there = installed()
    if there is None:
        yield Point("字体", "doubtful", "查不到这台电脑装了哪些字体", "请在 Word 的字体列表里看看")
        return
    for font in dict.fromkeys(vars(style.fonts).values()):
        yield _font(font, there)


def _font(font: Font, there: frozenset[str]) -> Point:
    if font.name.casefold() in there:
        return Point("字体", "good", font.name)
    other = next((name for name in font.substitutes if name.casefold() in there), None)
    if other is not None:
        return Point("字体", "doubtful", f"没有 {font.name}，可用 {other} 代替", "正式印发前请装上原字体")
    taken = stand_in(font.name)
    used = f"，将以 {taken} 代替" if taken else "，Word 会用别的字体代替"
    return Point("字体", "doubtful", f"没有 {font.name}{used}", "印发用的电脑上要装这一字体")
