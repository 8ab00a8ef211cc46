"""Whatever stands in a file or is called, no command lets it act on the terminal, and no document has it."""

import io
import json
import os
import re
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from editor.cli import harmless
from editor.model.issue import Issue
from editor.model.unseen import BREAKS, CONTROLS, FORMATTING, UNWRITABLE
from editor.session.exports import export_name
from editor.session.workspace import Workspace
from tests.cli.conftest import ISSUE_TEXT
from tests.cli.test_bad_input import GOOD

# Escape sequences, eight-bit ones, writing direction, zero width, tags that hide words, fillers.
HOSTILE = {
    "escape": "\x1b]0;题\x07\x1b[2J",
    "c1": "\x9b31m",
    "override": "\u202e",
    "isolates": "\u2066\u2069\u2067\u2068",
    "embeddings": "\u202a\u202b\u202c\u202d",
    "marks": "\u200e\u200f\u061c",
    "zero width": "\u200b\u2060\ufeff",
    "tags": "\U000e0041\U000e007f",
    "line separator": "\u2028\u2029\x85",
}
IN_TOML = [
    name for name in HOSTILE if name not in ("escape", "c1", "line separator")
]  # the others are refused


def hidden(text: str) -> list[str]:
    """What a terminal would act upon, or nobody would see."""
    return [c for c in text if not c.isprintable() and c not in "\n\u3000"]


def write(workspace: Workspace, words: str) -> Path:
    text = GOOD.replace("上海试点", f"上海{words}试点").replace("三月五日", f"三{words}月五日")
    text = text.replace("长三角每周要讯", f"长三角{words}每周要讯").replace("科创聚焦", f"科创{words}聚焦")
    path = workspace.issues_folder / "2026-09.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", IN_TOML)
def test_an_issue_file_with_hidden_characters_is_printed_with_escapes(yaoxun, workspace, name) -> None:
    path = write(workspace, HOSTILE[name])
    before = path.read_bytes()
    for words in (["show", "2026-09"], ["list"], ["list", "--json"], ["versions", "2026-09"]):
        done = yaoxun(*words)
        assert done.code == 0, done.err
        assert hidden(done.out + done.err) == [], words
    assert "\\u" in yaoxun("list").out
    (row,) = json.loads(yaoxun("list", "--json").out)
    assert row["title"] == f"长三角{HOSTILE[name]}每周要讯"  # JSON says the same as the file
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", IN_TOML)
def test_no_hidden_character_reaches_a_document_or_its_name(yaoxun, workspace, name) -> None:
    write(workspace, HOSTILE[name])
    done = yaoxun("export", "2026-09")
    assert done.code == 0, done.err
    docx, txt = map(Path, done.out.splitlines())
    assert hidden(docx.name) == hidden(txt.name) == []
    assert hidden(txt.read_text(encoding="utf-8-sig").replace("\r", "")) == []
    with zipfile.ZipFile(io.BytesIO(docx.read_bytes())) as package:
        # The issue itself, carried as data for reading it back, is shown by nothing.
        for part in (name for name in package.namelist() if not name.startswith("customXml/item1")):
            assert hidden(package.read(part).decode("utf-8").replace("\r", "")) == [], part


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_is_taken_without_its_hidden_characters(yaoxun, workspace, tmp_path, name) -> None:
    words = HOSTILE[name] if name != "line separator" else "\u2060"
    source = tmp_path / "来稿.txt"
    text = ISSUE_TEXT.replace("概念验证", f"概念{words}验证").replace("科创聚焦", f"科创{words}聚焦")
    source.write_text(text, encoding="utf-8")
    done = yaoxun("import", source)
    assert done.code == 0 and hidden(done.out + done.err) == []
    saved = Path(done.out.strip()).read_text(encoding="utf-8")
    assert hidden(saved) == [] and "\\u" not in saved
    assert "看不见的字符" in done.err


@pytest.mark.parametrize("name", HOSTILE)
def test_an_error_about_a_hostile_name_is_one_harmless_line(yaoxun, tmp_path, name) -> None:
    for words in (
        ["show", f"x{HOSTILE[name]}y"],
        ["import", tmp_path / f"a{HOSTILE[name]}.txt"],
        ["-w", tmp_path / HOSTILE[name], "list"],
        ["export", "latest", "--to", HOSTILE[name]],
        [HOSTILE[name]],
    ):
        done = yaoxun(*words)
        assert done.code == 2
        assert hidden(done.out + done.err) == []
        assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_an_error_in_a_hostile_file_is_one_harmless_line(yaoxun, workspace, name) -> None:
    path = workspace.issues_folder / "2026-09.toml"
    for old, new in (
        ("year = 2026", 'year = "{}"'),
        ("[[section]]", "[[sections{}]]"),
        ('id = "abc234"', 'id = "{}"'),
    ):
        path.write_text(GOOD.replace(old, new.format(HOSTILE[name]), 1), encoding="utf-8")
        done = yaoxun("show", "2026-09")
        assert done.code == 2
        assert hidden(done.out + done.err) == []
        assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("name", IN_TOML)
def test_a_style_with_hidden_characters_is_refused_with_its_line(yaoxun, workspace, name) -> None:
    write(workspace, "")
    style = workspace.styles_folder / "official.toml"
    text = style.read_text(encoding="utf-8").replace('"科创聚焦"', f'"科创{HOSTILE[name]}聚焦"', 1)
    style.write_text(text, encoding="utf-8")
    done = yaoxun("show", "2026-09")
    assert done.code == 2
    assert "official.toml 第" in done.err and "看不见的字符" in done.err and hidden(done.err) == []


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="other systems refuse such names")
def test_stray_files_of_hostile_names_are_named_harmlessly(yaoxun, samples) -> None:
    for words in HOSTILE.values():
        (samples.issues_folder / f"a{words}.toml").write_text("x", encoding="utf-8")
    done = yaoxun("list")
    assert hidden(done.out + done.err) == []
    assert len(done.err.splitlines()) == len(HOSTILE)


@pytest.mark.parametrize(
    "title",
    [
        "../../要讯",
        "/etc/passwd",
        "C:\\要讯",
        "..\\..\\要讯",
        "要讯:流",
        "con.要讯",
        "NUL.",
        "aux .x",
        "COM1.甲",
        "...",
        "要讯\u202etxt.exe",
        "要\x00讯",
        "长" * 300,
        "\ud800",
        "~",
        "-o",
        "  ",
        '<>|?*"',
    ],
)
@pytest.mark.parametrize("kind", ["regular", "supplement"])
def test_the_name_of_an_export_stays_in_its_folder_on_every_system(title: str, kind: str) -> None:
    issue = replace(Issue(title, 2026, 9, date(2026, 3, 6), "某办", kind=kind))
    name = export_name(issue, "docx")
    assert name.endswith("第9期.docx") and Path(name).name == name
    assert not set(name) & set('<>:"/\\|?*') and hidden(name) == []
    assert len(name.encode()) <= 255 and name == name.strip(" .")
    assert name.partition(".")[0].strip().casefold() not in ("con", "nul", "aux", "com1")


@pytest.mark.parametrize("title", ["../../要讯", "NUL.", "长" * 300])
def test_an_export_of_a_hostile_title_is_written_into_the_folder_that_was_asked_for(
    yaoxun, workspace, tmp_path, title
) -> None:
    (workspace.issues_folder / "2026-09.toml").write_text(
        GOOD.replace("长三角每周要讯", title), encoding="utf-8"
    )
    done = yaoxun("export", "2026-09", "-o", tmp_path / "出")
    assert done.code == 0, done.err
    assert {Path(line).parent for line in done.out.splitlines()} == {tmp_path / "出"}
    assert len(list((tmp_path / "出").iterdir())) == 2


def test_every_character_that_prints_nothing_is_written_as_an_escape_and_no_other() -> None:
    hidden = re.compile(f"[{CONTROLS}{BREAKS}{FORMATTING}{UNWRITABLE}]")
    written = io.StringIO()
    stream = harmless(written)
    for character in map(chr, range(0x110000)):
        if character not in "\t\n":
            stream.write(character)
            assert (hidden.match(character) is None) == (written.getvalue() == character), hex(ord(character))
            written.seek(0)
            written.truncate()
