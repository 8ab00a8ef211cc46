"""Where good values end: of a style, of a text that a file of ours can have; and how a value is repeated to the staff."""

from datetime import date, datetime, time

import pytest

from editor.errors import FileFormatError
from editor.model.style import HouseStyle
from editor.store.misfit import Misfit, kind_of, said, shown
from editor.store.source import DEEPEST, MOST_MARKS, MOST_PARTS, read_source, refuse_absurd, refuse_deep
from editor.store.style_file import check_value, grid


@pytest.mark.parametrize(
    ("path", "low", "high"),
    [
        (("page", "width_mm"), 50, 1000),
        (("page", "height_mm"), 50, 1000),
        (("page", "lines"), 1, 200),
        (("page", "chars"), 1, 200),
        (("page", "line_pt"), 1, 500),
        (("page", "number_pt"), 1, 400),
        (("page", "char_spacing_pt"), -20, 20),
        (("page", "left_mm"), 0, 500),
        (("elements", "body", "size_pt"), 1, 400),
        (("elements", "body", "before_pt"), 0, 500),
        (("elements", "body", "left_chars"), 0, 100),
        (("elements", "body", "first_line_chars"), -100, 100),
        (("masthead", "rule_pt"), 0, 12),
        (("masthead", "rule_space_pt"), 0, 31),
        (("masthead", "fit"), 0.1, 1),
        (("periodical", "weekday"), 1, 7),
        (("periodical", "first_number"), 1, 9999),
    ],
)
def test_a_number_of_a_style_lies_between_its_limits(path, low, high):
    for good in (low, high, (low + high) / 2):
        check_value(good, path)
    for bad in (low - 0.01, high + 0.01):
        with pytest.raises(Misfit) as refused:
            check_value(bad, path)
        assert refused.value.path == path
        assert refused.value.message == f"{path[-1]} 应在 {low:g} 到 {high:g} 之间，实为 {bad:g}"
    check_value(True, path)  # of another kind, which the decoder says


@pytest.mark.parametrize(
    ("path", "good", "bad", "words"),
    [
        (("fonts", "a", "name"), "仿" * 31, "仿" * 32, "字体名最多 31 个字（Word 的限制），实为 32 个"),
        (("fonts", "a", "substitutes", 0), "仿" * 32, " ", "substitutes 不能为空"),
        (("sections", 3), "栏", "\u3000", "sections 不能为空"),
        (("issuer",), "办", "", "issuer 不能为空"),
        (("editor_note",), "按\n又", "按\x07", "editor_note 里有看不见的字符 U+0007，应删去"),
        (("title",), "刊", "刊\n物", "title 里不能换行"),
        (("masthead", "rule_color"), "ff00AA", "ff00A", "rule_color 应为六位颜色值 RRGGBB，如 FF0000，实为“ff00A”"),
        (("masthead", "rule_color"), "012345", "0123456", "RRGGBB"),
        (("ordinals", "measure"), "①", "①1", "measure 里应有且只有一个“一”“1”或“①”，它代表序号，实为“①1”"),
        (("ordinals", "heading"), "一、", "二、", "heading 里应有且只有一个"),
        (("text", "indent"), " \u3000", "—", "indent 只能是空格，实为“—”"),
        (("page", "number"), "{page}/{pages}", "{title}", "不认识 {title}，这里可用：{page}、{pages}"),
        (("page", "number"), "{{}}", "}", "花括号不成对，花括号本身要写成 {{ 或 }}"),
        (("periodical", "label"), "{year}第{number}期", "{year}期", "label 里要有 {number}，它代表期数，实为“{year}期”"),
        (("periodical", "combined"), "{numbers}", "{number}{total}", "不认识 {total}"),
        (("masthead", "right"), "{issuer}{extra.电话}", "{extra.}", "不认识 {extra.}"),
        (("tail", "left"), "{copies}", "{copies!r}", "不认识 {copies}"),
        (("articles", "byline"), "（{unit}{source}）", "{title}", "不认识 {title}，这里可用：{byline}、{unit}、{source}"),
        (("articles", "attachments"), "{title}", "附\n件", "attachments 里不能换行"),
        (("proof", "rule", 0, "find", 0), "某词", " ", "find 里的词应有"),
    ],
)  # fmt: skip
def test_a_text_of_a_style_says_what_its_key_can_say(path, good, bad, words):
    check_value(good, path)
    with pytest.raises(Misfit) as refused:
        check_value(bad, path)
    assert words in refused.value.message and refused.value.path == path


def test_the_grid_of_a4_has_the_figures_of_the_standard():
    style = HouseStyle(name="a", title="刊", issuer="办", sections=("栏",))
    assert grid(style.page, 16) == (28.95, -0.25)


# -- how a value is repeated ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kind", "repeated"),
    [
        (True, "真假值", "真假值"),
        (7, "整数", " 7"),
        (-(10**30) + 1, "整数", f" -{'9' * 30}"),
        (10**30, "整数", "整数"),
        (7.50, "小数", " 7.5"),
        ("甲", "文字", "“甲”"),
        ("甲" * 20, "文字", f"“{'甲' * 20}”"),
        ("甲" * 21, "文字", f"“{'甲' * 20}…”"),
        ("甲\x1b\n", "文字", "“甲\ufffd\ufffd”"),
        (datetime(2025, 3, 7, 10), "日期加时间", "日期加时间"),
        (date(2025, 3, 7), "日期", "日期"),
        (time(10), "时间", "时间"),
        ([], "数组", "数组"),
        ({}, "表", "表"),
        (None, "别的内容", "别的内容"),
    ],
)
def test_a_value_is_repeated_as_staff_would_call_it(value, kind, repeated):
    assert (kind_of(value), said(value)) == (kind, repeated)


def test_a_message_has_three_hundred_characters_at_most():
    assert shown("甲" * 300) == "甲" * 300
    assert shown("甲" * 301) == Misfit((), "甲" * 301).message == "甲" * 300 + "…"


# -- what no file of ours can be --------------------------------------------------------------------------------


def refusal(text: str | bytes) -> FileFormatError:
    with pytest.raises(FileFormatError) as refused:
        read_source(text.encode() if isinstance(text, str) else text, "期.toml")
    return refused.value


def test_tables_nest_and_keys_are_divided_only_so_far():
    def nested(levels: int) -> dict[str, object]:
        data: dict[str, object] = {}
        for _ in range(levels):
            data = {"a": [data]} if levels % 2 else {"a": data}
        return data

    refuse_deep(nested(DEEPEST), "期.toml")
    with pytest.raises(FileFormatError, match="方括号或花括号套得太深，超过 100 层"):
        refuse_deep(nested(DEEPEST + 2), "期.toml")
    refuse_absurd(f"a = 1\n{'.'.join('a' * MOST_PARTS)} = 1", "期.toml")
    error = refusal(f"a = 1\n{'.'.join('a' * (MOST_PARTS + 2))} = 1")
    assert (error.message, error.line) == ("键分成了太多段", 2)
    refuse_absurd(f'a = "{"." * 99}"', "期.toml")
    refuse_absurd("=" * MOST_MARKS, "期.toml")
    with pytest.raises(FileFormatError, match="内容的条目太多，不像期次、样式或词表文件"):
        refuse_absurd("=" * (MOST_MARKS + 1), "期.toml")


def test_a_slip_is_named_with_its_line_and_column():
    error = refusal("a = 1\n\nb = 甲\n".encode()[:-1] + "\n乙".encode("gb18030"))
    assert (error.message, error.line, error.column) == ("这里不是 UTF-8 编码的文字", 4, 1)
    error = refusal('甲 = "'.encode() + b"\xff")
    assert (error.line, error.column) == (1, 6)
    error = refusal('a = "一\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> 对方\n')
    assert error.line == 2 and "合并冲突标记" in error.message
    error = refusal("a = 1\nb = [\n  1,\n\n")
    assert (error.line, error.column) == (3, 5)
    assert refusal("一段普通的文字。\n").message == "这不是 TOML 文件，像是普通文本"
