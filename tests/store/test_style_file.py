"""Reading house styles: data for people to edit, so every slip is named at its place."""

import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pytest

from editor.errors import FileFormatError, StorageError
from editor.model.style import Font, HouseStyle
from editor.store.canonical import write_text
from editor.store.style_file import load_style

ROOT = Path(__file__).parents[2]

SHORT = """\
title = "长三角每周要讯"
issuer = "某办事处"
sections = ["科创聚焦", "经济热点"]
"""

FULL = f"""\
name = "official"
{SHORT}
editor_note = "编者按\\n又一段"

[page]
lines = 20
line_pt = 31
number = "- {{page}} -"
first_page = "body"

[fonts.fangsong]
name = "华文仿宋"
substitutes = ["STFangsong"]

[elements.body]
size_pt = 15
[elements.measure]
lead = "heiti"

[masthead]
right = "{{issuer}}　{{date}}"

[ordinals]
measure = "（一）"

[text]
indent = "　　"

[keys]
save = "ctrl+s"
"article.up" = "f7"
article.down = "f8"
"""


@pytest.fixture
def style(tmp_path):
    def load(text: str, name: str = "official.toml") -> HouseStyle:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load_style(path)

    return load


def refusal(style, text: str) -> FileFormatError:
    with pytest.raises(FileFormatError) as caught:
        style(text)
    assert "official.toml" in str(caught.value)
    return caught.value


def test_what_the_file_leaves_out_has_its_default(style):
    expected = HouseStyle("official", "长三角每周要讯", "某办事处", ("科创聚焦", "经济热点"))
    assert style(SHORT) == expected


def test_the_name_is_that_of_the_file(style):
    assert style(SHORT, "增刊.toml").name == "增刊"


def test_a_table_changes_only_what_it_names(style):
    plain, full = style(SHORT), style(FULL)
    assert full.page == replace(
        plain.page, lines=20, line_pt=31.0, char_spacing_pt=0.75, number="- {page} -", first_page="body"
    )  # the spacing follows from the characters of a line and the size of the body
    assert isinstance(full.page.line_pt, float)
    assert full.elements.body == replace(plain.elements.body, size_pt=15.0)
    assert full.elements.measure == replace(plain.elements.measure, lead="heiti")
    assert full.elements.title == plain.elements.title
    assert full.masthead == replace(plain.masthead, right="{issuer}　{date}")
    assert full.ordinals.measure == "（一）"
    assert full.text.indent == "　　"
    assert full.editor_note == "编者按\n又一段"


def test_a_font_that_is_named_inherits_nothing_from_the_one_it_replaces(style):
    fonts = style(FULL).fonts
    assert fonts.fangsong == Font("华文仿宋", ("STFangsong",), gb2312=False)
    assert fonts.kaiti == style(SHORT).fonts.kaiti


def test_key_bindings_are_pairs_and_dots_need_no_quotes(style):
    assert style(FULL).keys == (("save", "ctrl+s"), ("article.up", "f7"), ("article.down", "f8"))


def written(value: object, path: str = "") -> str:
    """A style written out in full, every key of it."""
    lines, tables = [], []
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name == "keys":
            tables += ["[keys]", *(f"{write_text(key)} = {write_text(keys)}" for key, keys in inner)]
        elif is_dataclass(inner):
            tables += [f"[{path}{field.name}]", written(inner, f"{path}{field.name}.")]
        elif isinstance(inner, tuple):
            lines.append(f"{field.name} = [{', '.join(map(write_text, inner))}]")
        elif isinstance(inner, str):
            lines.append(f"{field.name} = {write_text(inner)}")
        elif inner is not None:
            lines.append(f"{field.name} = {str(inner).lower()}")
    return "\n".join([*lines, *tables])


def test_every_key_of_a_style_is_read_and_every_default_is_allowed(style):
    full = style(FULL)
    assert style(written(full)) == full


SLIPS = {
    "an unknown key": ("[page]", "[page]\nline = 20", "line = 20", "不认识 line，是不是 lines"),
    "an unknown key unlike any": (
        "[masthead]",
        "[masthead]\nq = 1",
        "q = 1",
        "不认识 q，这里可用：above_left、",
    ),
    "an unknown table": ("[ordinals]", "[ordinal]", "[ordinal]", "不认识 ordinal，是不是 ordinals"),
    "a missing title": ('title = "长三角每周要讯"\n', "", "", "缺少 title"),
    "a font without name": ('name = "华文仿宋"\n', "", "[fonts.fangsong]", "缺少 name"),
    "another name": ('name = "official"', 'name = "other"', "name", "应与文件名一致，为“official”"),
    "an empty title": ('"长三角每周要讯"', '" "', "title", "title 不能为空"),
    "an empty section": ('"经济热点"', '""', "sections", "sections 不能为空"),
    "a section twice": ('"经济热点"', '"科创聚焦"', "sections", "栏目“科创聚焦”写了两次"),
    "text for a list": ('["科创聚焦", "经济热点"]', '"科创聚焦"', "sections", "应为数组，实为文字"),
    "a number in a list": ('"经济热点"]', "1]", "sections", "sections 应为文字，要加引号，实为 1"),
    "text for a number": ("lines = 20", 'lines = "20"', "lines", "lines 应为整数，实为“20”"),
    "true for a number": ("line_pt = 31", "line_pt = true", "line_pt", "line_pt 应为数，实为真假值"),
    "a fraction of a line": ("lines = 20", "lines = 20.5", "lines", "lines 应为整数，实为 20.5"),
    "a table for a number": ("lines = 20", "lines = {}", "lines", "lines 应为整数，实为表"),
    "a number for a table": (
        "sections = [",
        "contents = 1\nsections = [",
        "contents",
        "contents 应为表，实为整数",
    ),
    "a word that is no choice": ('"body"', '"cover"', "first_page", "应为 masthead 或 body，实为“cover”"),
    "no font role": ('lead = "heiti"', 'lead = "arial"', "lead", "应为 fangsong 或 kaiti"),
    "a negative page": (
        "lines = 20",
        "width_mm = -1",
        "width_mm",
        "width_mm 应在 50 到 1000 之间，实为 -1",
    ),
    "paper that Word does not take": ("lines = 20", "width_mm = 600", "width_mm", "最多 558 毫米"),
    "a rule that Word does not take": (
        "[masthead]",
        "[masthead]\nrule_pt = 13",
        "rule_pt",
        "应在 0 到 12 之间",
    ),
    "indents wider than the page": (
        "size_pt = 15",
        "size_pt = 15\nleft_chars = 40",
        "left_chars",
        "没有地方排字",
    ),
    "no lines": ("lines = 20", "lines = 0", "lines", "应在 1 到 200 之间"),
    "a font name that Word does not take": (
        'name = "华文仿宋"',
        f'name = "{"仿" * 32}"',
        "name",
        "最多 31 个字",
    ),
    "no size": ("size_pt = 15", "size_pt = 0", "size_pt", "应在 1 到 400 之间"),
    "nan": ("size_pt = 15", "size_pt = nan", "size_pt", "应在 1 到 400 之间"),
    "infinity": ("size_pt = 15", "before_pt = inf", "before_pt", "应在 0 到 500 之间"),
    "a huge number": ("size_pt = 15", f"size_pt = {'9' * 400}", "size_pt", "应为数，实为整数"),
    "margins wider than the page": ("lines = 20", "left_mm = 200", "left_mm", "左右页边距之和不小于纸宽"),
    "margins higher than the page": ("lines = 20", "top_mm = 300", "top_mm", "上下页边距之和不小于纸高"),
    "lines without end": ("lines = 20", f"lines = 0x{'f' * 9999}", "lines", "应在 1 到 200 之间，实为整数"),
    "a colour by name": (
        "size_pt = 15",
        'color = "red"',
        "color",
        "应为六位颜色值 RRGGBB，如 FF0000，实为“red”",
    ),
    "a colour with a hash": ("[masthead]", '[masthead]\nrule_color = "#FF0000"', "rule_color", "RRGGBB"),
    "an ordinal without a one": ('"（一）"', '"（二）"', 'measure = "（二', "有且只有一个“一”“1”或“①”"),
    "an ordinal with two ones": ('"（一）"', '"（1一）"', 'measure = "（1', "有且只有一个“一”“1”或“①”"),
    "more lines than the page has": ("lines = 20", "lines = 23", "lines", "把 line_pt 改成 27.7"),
    "characters that the page does not have": (
        "lines = 20",
        "char_spacing_pt = 1\nlines = 20",
        "[page]",
        "每行28字",
    ),
    "an unknown field": ("{issuer}　", "{isuer}　", "right", "不认识 {isuer}，这里可用：{title}"),
    "a field that reaches inside": ("{issuer}　", "{issuer.__class__}", "right", "不认识 {issuer.__class__}"),
    "a field that formats": ("{issuer}　", "{issuer:>99999999}", "right", "不认识 {issuer}"),
    "a brace alone": ("{issuer}　", "{issuer", "right", "花括号不成对"),
    "an unknown field of the page": (
        "{page}",
        "{sheet}",
        "number",
        "不认识 {sheet}，这里可用：{page}、{pages}",
    ),
    "an indent that is text": ('"　　"', '"——"', "indent", "只能是空格"),
    "a control character": ("又一段", r"又一段\u0007", "editor_note", "看不见的字符 U+0007"),
    "a character that turns the text round": (
        "又一段",
        r"又一\u202e段",
        "editor_note",
        "看不见的字符 U+202E",
    ),
    "a title of two lines": ('"长三角每周要讯"', r'"长三角\n每周要讯"', "title", "title 里不能换行"),
    "a key without keys": ('"ctrl+s"', '""', "save", "save 没有写按键"),
    "a key that is a number": ('"f8"', "8", "article.down", "down 应为文字，要加引号，实为整数"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_with_its_line(style, slip):
    old, new, place, words = SLIPS[slip]
    assert old in FULL
    text = FULL.replace(old, new, 1)
    error = refusal(style, text)
    assert words in error.message
    if place:
        assert text.split("\n")[error.line - 1].lstrip().startswith(place.split("\n")[0])


def test_key_bindings_are_a_table(style):
    assert "keys 应为表，实为数组" in refusal(style, f"{SHORT}keys = []\n").message


def test_bad_syntax_and_encoding_are_named_with_their_line(style, tmp_path):
    assert refusal(style, SHORT + "\n[page\n").line == 5
    (tmp_path / "official.toml").write_bytes(SHORT.encode("gb18030"))
    with pytest.raises(FileFormatError, match="UTF-8"):
        load_style(tmp_path / "official.toml")


def test_a_style_that_is_missing_or_absurdly_big_is_refused(tmp_path):
    with pytest.raises(StorageError, match="不存在"):
        load_style(tmp_path / "none.toml")
    (tmp_path / "big.toml").write_bytes(b"# " + b"x" * (1024 * 1024))
    with pytest.raises(StorageError, match="文件太大"):
        load_style(tmp_path / "big.toml")


@pytest.mark.parametrize("path", sorted((ROOT / "styles").glob("*.toml")), ids=lambda path: path.stem)
def test_the_styles_that_ship_are_read(path):
    style = load_style(path)
    assert style.name == path.stem
    assert style.sections


def test_reading_a_style_loads_no_toml_writer(tmp_path):
    (tmp_path / "official.toml").write_text(FULL, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from editor.store.style_file import load_style;"
        "load_style(Path(sys.argv[1])); sys.exit(bool({'tomlkit', 'difflib'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "official.toml")], check=True, cwd=ROOT)
