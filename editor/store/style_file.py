"""House style files: reading ``styles/NAME.toml``.

The dataclasses of ``model.style`` are the description of the file. What is known here besides is which values make sense:
a style is edited by hand, and a page one millimetre wide or a size of 1600 points is a slip that had better be said at its
line than be seen on paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date as Date  # noqa: N812  (as in the model)
from math import floor
from pathlib import Path
from string import Formatter
from typing import Final

from editor.errors import FileFormatError
from editor.files.atomic import read_bytes
from editor.model.issue import EXTRA_NAME
from editor.model.lexicon import DIGIT, LONGEST, MOST_FIGURES, SHORTEST
from editor.model.style import HouseRule, HouseStyle, Page
from editor.model.unseen import BREAKS, CONTROLS, FORMATTING, UNWRITABLE
from editor.store.fields import read_table
from editor.store.misfit import KeyPath, Misfit, kind_of, said
from editor.store.source import placed, read_rows

LARGEST: Final = 1024 * 1024  # bytes; the one that ships has some 6 KB

_EXPECTED: Final[dict[type, str]] = {
    str: "文字，要加引号",
    int: "整数",
    float: "数",
    bool: "真假值 true 或 false",
    Date: "日期，如 2026-01-09，不加引号",
}
_NAME = "name"
_RULE_HEADER = "[[proof.rule"
_KEYS = "keys"  # the one table whose keys are free: binding ids

# Lowest and highest value of numbers, by field name; of the others by the unit at the end of the name.
_BY_NAME: Final[dict[str, tuple[float, float]]] = {
    "width_mm": (50, 1000),
    "height_mm": (50, 1000),
    "lines": (1, 200),
    "chars": (1, 200),
    "size_pt": (1, 400),
    "number_pt": (1, 400),
    "line_pt": (1, 500),
    "char_spacing_pt": (-20, 20),
    "first_line_chars": (-100, 100),  # a negative one hangs
    "rule_pt": (0, 12),  # no border is thicker (ISO/IEC 29500-1, 17.18.2)
    "rule_space_pt": (0, 31),  # more than Word takes between a rule and its text
    "fit": (0.1, 1),
    "weekday": (1, 7),
    "first_number": (1, 9999),
}
_BY_UNIT: Final[dict[str, tuple[float, float]]] = {"mm": (0, 500), "pt": (0, 500), "chars": (0, 100)}

_COLOR = re.compile(r"[0-9A-Fa-f]{6}")
_UNSEEN = re.compile(f"(?!\n)[{CONTROLS}{BREAKS}{FORMATTING}{UNWRITABLE}]")
_NUMERALS = ("一", "1", "①")
_MOST_SECTIONS = 200
_WIDEST_PAPER_MM = 558  # Word takes no paper over 22 inches
_LONGEST_FONT_NAME = 31  # characters; Word takes no more (ISO/IEC 29500-1, 17.8.3.10)
_MM_PT = 72 / 25.4
_TWIPS = 20  # to the point
_TOLERANCE = 0.05  # points, as the page engine has it

_MUST_SPEAK = (("title",), ("issuer",))
_PAGE_FIELDS = ("page", "pages")
_LABELS = ("label", "supplement", "combined")
_LABEL_FIELDS = ("year", "number", "number_to", "numbers")
_ISSUE_FIELDS = (
    *("title", "year", "number", "numbers", "total", "issuer", "date", "label"),
    *("secrecy", "serial", "editor", "approver", "copies"),
)
_ARTICLE_FIELDS = ("byline", "unit", "source")
_OWN_FIELD = re.compile(rf"extra\.{EXTRA_NAME.pattern}")


def load_style(path: Path) -> HouseStyle:
    """The house style in a file; its name is that of the file.

    StorageError if it cannot be read; FileFormatError with line and column for unknown keys, wrong types and values
    that make no sense. What the file leaves out has the default of the place where it is left out. A bad proof rule of
    the office's own is left out, as the issue can be printed without it; :func:`rule_faults` tells.
    """
    return parse_style(read_bytes(path, largest=LARGEST), path)


def parse_style(data: bytes, path: Path) -> HouseStyle:
    """The house style in the bytes of a file; see :func:`load_style`."""
    return _read(data, path)[0]


def rule_faults(path: Path) -> tuple[FileFormatError, ...]:
    """What is wrong with the proof rules of its own that a style had to leave out; like :func:`load_style`."""
    return _read(read_bytes(path, largest=LARGEST), path)[1]


def _read(data: bytes, path: Path) -> tuple[HouseStyle, tuple[FileFormatError, ...]]:
    source, broken = read_rows(data, path, _RULE_HEADER)
    try:
        proof, misfits = _with_good_rules(source.data.get("proof"))
        values = {_NAME: path.stem, **source.data}
        if misfits:
            values["proof"] = proof
        bindings = tuple(_bindings(values.pop(_KEYS, {}), (_KEYS,)))
        if values[_NAME] != path.stem:
            raise Misfit((_NAME,), f"name 应与文件名一致，为“{path.stem}”，或者不写")
        style: HouseStyle = read_table(HouseStyle, values, (), _scalar)
        style = _with_grid(replace(style, keys=bindings), source.data.get("page", {}))
        check_style(style)
    except Misfit as misfit:
        raise placed(misfit, path, source) from misfit
    return style, (*broken, *(placed(misfit, path, source) for misfit in misfits))


def _with_good_rules(proof: object) -> tuple[object, list[Misfit]]:
    """The table of proof-reading without the rules that make no sense, and a misfit for each of these."""
    if not isinstance(proof, dict) or not isinstance(rows := proof.get("rule"), list):
        return proof, []
    good: dict[str, object] = {}
    misfits = []
    for place, row in enumerate(rows):
        path = ("proof", "rule", place)
        try:
            rule: HouseRule = read_table(HouseRule, row, path, _scalar)
            if rule.id in good:
                raise Misfit((*path, "id"), f"规则“{rule.id}”写了两次")
        except Misfit as misfit:
            misfits.append(misfit)
        else:
            good[rule.id] = row
    return {**proof, "rule": list(good.values())}, misfits


def _with_grid(style: HouseStyle, written: Mapping[str, object]) -> HouseStyle:
    """The style with the line pitch and character spacing that its page asks for, where it does not say them itself."""
    page = style.page
    if min(page.type_area_mm) <= 0:
        return style  # refused soon
    line, spacing = grid(page, style.elements.body.size_pt)
    if "line_pt" not in written:
        page = replace(page, line_pt=line)
    if "char_spacing_pt" not in written:
        page = replace(page, char_spacing_pt=spacing)
    return replace(style, page=page)


def _scalar(hint: type, value: object, path: KeyPath) -> object:
    if hint is float and type(value) is int:
        value = float(value) if abs(value) < 1e9 else value
    if type(value) is not hint:
        expected = _EXPECTED[hint]
        name = next(part for part in reversed(path) if isinstance(part, str))
        raise Misfit(path, f"{name} 应为{expected}，实为{said(value)}")
    check_value(value, path)
    return value


def _bindings(value: object, path: KeyPath) -> list[tuple[str, str]]:
    """The pairs of a ``[keys]`` table; ``article.up = "f7"`` without quotes is a table in TOML and means the same."""
    if isinstance(value, str) and len(path) > 1:
        if not value.strip():
            raise Misfit(path, f"{path[-1]} 没有写按键")
        check_value(value, path)
        return [(".".join(map(str, path[1:])), value)]
    if not isinstance(value, dict):
        raise Misfit(
            path, f"{path[-1]} 应为{'文字，要加引号' if len(path) > 1 else '表'}，实为{kind_of(value)}"
        )
    return [pair for key, inner in value.items() for pair in _bindings(inner, (*path, key))]


# -- which values make sense ----------------------------------------------------------------------------------------


def check_value(value: object, path: KeyPath) -> None:
    """Misfit if one value of a style makes no sense for the key it has."""
    key = next(str(part) for part in reversed(path) if isinstance(part, str))
    if isinstance(value, str):
        _check_text(value, key, path)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        low, high = _BY_NAME.get(key) or _BY_UNIT.get(key.rpartition("_")[2], (-1e9, 1e9))
        if not low <= value <= high:
            raise Misfit(path, f"{key} 应在 {low:g} 到 {high:g} 之间，实为{said(value)}")


def check_style(style: HouseStyle) -> None:
    """Misfit if values of a style that make sense one by one do not go together."""
    page = style.page
    for key in ("width_mm", "height_mm"):
        if getattr(page, key) > _WIDEST_PAPER_MM:
            raise Misfit(("page", key), f"{key} 最多 {_WIDEST_PAPER_MM} 毫米，再大的纸 Word 打不开")
    if page.left_mm + page.right_mm >= page.width_mm:
        raise Misfit(("page", "left_mm"), "左右页边距之和不小于纸宽，没有地方排字")
    if page.top_mm + page.bottom_mm >= page.height_mm:
        raise Misfit(("page", "top_mm"), "上下页边距之和不小于纸高，没有地方排字")
    _check_grid(style)
    _check_indents(style)
    if len(style.sections) > _MOST_SECTIONS:
        raise Misfit(("sections", _MOST_SECTIONS), f"栏目超过 {_MOST_SECTIONS} 个")
    for place, name in enumerate(style.sections):
        if name in style.sections[:place]:
            raise Misfit(("sections", place), f"栏目“{name}”写了两次")


def grid(page: Page, size_pt: float) -> tuple[float, float]:
    """Line pitch and character spacing, in points, that put the page's lines and characters into its type area.

    In whole twips, rounded down, as word processors count: A4 with the margins of GB/T 9704 gives 28.95 and -0.25.
    """
    width, height = _type_area(page)
    line = floor(height * _TWIPS / page.lines) / _TWIPS
    spacing = floor((width / page.chars - size_pt) * _TWIPS) / _TWIPS
    return line, spacing


def _type_area(page: Page) -> tuple[float, float]:
    """Width and height of the type area (版心) in points."""
    width, height = page.type_area_mm
    return width * _MM_PT, height * _MM_PT


def _check_grid(style: HouseStyle) -> None:
    """Refuse lines and characters that the page does not have: they stand in the style to be believed."""
    page, size = style.page, style.elements.body.size_pt
    width, height = _type_area(page)
    lines = int((height + _TOLERANCE) / page.line_pt)
    if lines != page.lines:
        fitting = grid(page, size)[0]
        raise Misfit(
            ("page", "lines"),
            f"lines 写作每面{page.lines}行，按行距 {page.line_pt:g} 磅和上下页边距却是{lines}行；"
            f"请改 lines，或把 line_pt 改成 {fitting:g}（不写则自动算出）",
        )
    chars = int((width + _TOLERANCE) / max(size + page.char_spacing_pt, 0.05))
    if chars != page.chars:
        fitting = grid(page, size)[1]
        raise Misfit(
            ("page", "chars"),
            f"chars 写作每行{page.chars}字，按正文 {size:g} 磅、字距 {page.char_spacing_pt:g} 磅和左右页边距却是{chars}字；"
            f"请改 chars，或把 char_spacing_pt 改成 {fitting:g}（不写则自动算出）",
        )


def _check_indents(style: HouseStyle) -> None:
    """Refuse indents that leave no room for a character."""
    width = _type_area(style.page)[0]
    for field in fields(style.elements):
        element = getattr(style.elements, field.name)
        first = max(element.first_line_chars, 0.0)
        if (element.left_chars + element.right_chars + first + 1) * element.size_pt > width:
            raise Misfit(
                ("elements", field.name, "left_chars"), f"{field.name} 的缩进比版心还宽，没有地方排字"
            )


def _check_text(value: str, key: str, path: KeyPath) -> None:
    unseen = _UNSEEN.search(value)
    if unseen is not None:
        raise Misfit(path, f"{key} 里有看不见的字符 U+{ord(unseen[0]):04X}，应删去")
    if "\n" in value and key != "editor_note":
        raise Misfit(path, f"{key} 里不能换行")
    if not value.strip() and (path in _MUST_SPEAK or path[0] in ("sections", "fonts")):
        raise Misfit(path, f"{key} 不能为空")
    if path[0] == "fonts" and key == "name" and len(value) > _LONGEST_FONT_NAME:
        raise Misfit(path, f"字体名最多 {_LONGEST_FONT_NAME} 个字（Word 的限制），实为 {len(value)} 个")
    if key.endswith("color") and not _COLOR.fullmatch(value):
        raise Misfit(path, f"{key} 应为六位颜色值 RRGGBB，如 FF0000，实为{said(value)}")
    if path[0] == "ordinals" and sum(map(value.count, _NUMERALS)) != 1:
        raise Misfit(path, f"{key} 里应有且只有一个“一”“1”或“①”，它代表序号，实为{said(value)}")
    if path == ("text", "indent") and value.strip():
        raise Misfit(path, f"{key} 只能是空格，实为{said(value)}")
    if path[:2] == ("proof", "rule") and "find" in path:
        _check_sought(value, path)
    if path == ("page", "number"):
        _check_fields(value, _PAGE_FIELDS, path)
    if path[0] == "periodical" and key in _LABELS:
        _check_fields(value, _LABEL_FIELDS, path)
        if "{number}" not in value and "{numbers}" not in value:
            raise Misfit(path, f"{key} 里要有 {{number}}，它代表期数，实为{said(value)}")
    if path[0] in ("masthead", "tail") and not key.endswith("color"):
        _check_fields(value, _ISSUE_FIELDS, path)
    if path[0] == "articles" and key != "attachments":
        _check_fields(value, _ARTICLE_FIELDS, path)


def _check_sought(value: str, path: KeyPath) -> None:
    """Refuse words of the office's own rules that would be found everywhere, or that stand for too many others."""
    if not SHORTEST <= len(value) <= LONGEST or not value.strip():
        raise Misfit(path, f"find 里的词应有{SHORTEST}到{LONGEST}字，实为{said(value)}")
    if value.count(DIGIT) > MOST_FIGURES:
        raise Misfit(path, f"find 里的词最多有{MOST_FIGURES}个 {DIGIT}")


def _check_fields(value: str, known: tuple[str, ...], path: KeyPath) -> None:
    """Refuse {placeholders} other than the known ones, and any that reach into an object or format it."""
    try:
        parts = list(Formatter().parse(value))
    except ValueError as error:
        raise Misfit(path, "花括号不成对，花括号本身要写成 {{ 或 }}") from error
    for _, name, form, conversion in parts:
        own = known is _ISSUE_FIELDS and name is not None and _OWN_FIELD.fullmatch(name)
        if name is not None and ((name not in known and not own) or form or conversion):
            raise Misfit(path, f"不认识 {{{name}}}，这里可用：{'、'.join(f'{{{field}}}' for field in known)}")
