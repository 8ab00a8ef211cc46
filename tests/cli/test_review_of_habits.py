"""Returned files as Word and WPS write them out of people's habits: selections over the edge, changes inside changes."""

import json
from pathlib import Path

import pytest

from editor.store.issue_file import load_issue
from tests.cli.test_review import printed, unprinted
from tests.conftest import ROOT

RETURNS = Path(__file__).parents[1] / "returns" / "2026-05"
EXPECTED = json.loads((RETURNS / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def path(workspace):
    """The issue that was sent; nothing remembers the export."""
    path = workspace.issues_folder / "2026-05.toml"
    path.write_bytes((RETURNS / "2026-05.toml").read_bytes())
    return path


def listed(yaoxun, name):
    outcome = yaoxun("review", str(RETURNS / f"{name}.docx"), "--json")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out), outcome.err


@pytest.mark.parametrize("name", EXPECTED, ids=[f"{n}-{e['what']}" for n, e in EXPECTED.items()])
def test_all_taken_is_what_the_file_says_and_every_ask_is_done(yaoxun, path, name):
    file, expected, sent = str(RETURNS / f"{name}.docx"), EXPECTED[name], load_issue(path)
    rows, _ = listed(yaoxun, name)
    assert sum(row["kind"] != "comment" for row in rows) == expected["asks"]
    assert yaoxun("review", file, "--take", "all").code == 0
    after = load_issue(path)
    assert printed(after) == expected["expected"]
    assert unprinted(after)[0] == unprinted(sent)[0]
    assert {row["status"] for row in listed(yaoxun, name)[0]} == {"done"}
    assert yaoxun("review", file, "--check").code == 0


def test_what_moved_and_was_changed_besides_is_told_word_by_word_and_taken_apart(yaoxun, path):
    rows, _ = listed(yaoxun, "c09")
    said = [(row["kind"], row["before"], row["after"]) for row in rows]
    assert said[1:] == [("title", "上线试运行", "启用"), ("text", "", "，其中国产占八成")]
    file = str(RETURNS / "c09.docx")
    assert yaoxun("review", file, "--take", "1", "--refuse", "2,3").code == 0
    text = path.read_text(encoding="utf-8")
    assert "上线试运行" in text
    assert "其中国产占八成" not in text
    assert [row["status"] for row in listed(yaoxun, "c09")[0]] == ["done", "refused", "refused"]
    assert yaoxun("review", file, "--check").code == 0


def test_a_word_struck_inside_refused_words_is_settled_with_them(yaoxun, path):
    file = str(RETURNS / "c04.docx")
    assert yaoxun("review", file, "--refuse", "1").code == 0
    assert [row["status"] for row in listed(yaoxun, "c04")[0]][:2] == ["refused", "refused"]


@pytest.mark.parametrize(
    ("name", "first", "second", "kinds"),
    [
        ("c05", "拆成两条举措", "仍是一条", ["text"]),
        ("c06", "新增一篇稿件", "只是上一篇多几段", ["paragraph_added"] * 3),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked(yaoxun, path, name, first, second, kinds):
    file = str(RETURNS / f"{name}.docx")
    _, said = listed(yaoxun, name)
    assert "须问" in said
    assert first in said
    assert second in said
    assert "--other 1" in said
    assert yaoxun("review", file, "--other", "1").code == 0
    rows, said = listed(yaoxun, name)
    assert "须问" not in said
    assert [row["kind"] for row in rows] == kinds
    assert yaoxun("review", file, "--take", "all").code == 0
    assert yaoxun("review", file, "--check").code == 0


def test_other_readings_are_only_for_what_has_one(yaoxun, path):
    outcome = yaoxun("review", str(RETURNS / "b09.docx"), "--other", "1")
    assert outcome.code == 2
    assert "第1处只有一种读法" in outcome.err


def test_a_table_that_was_put_in_is_one_change_with_all_its_cells(yaoxun, workspace, tmp_path):
    """Each cell is a paragraph of its own for Word; marked or not at its end, none of them is lost."""
    import re
    from io import BytesIO
    from zipfile import ZipFile

    text = (ROOT / "tests" / "returns" / "2026-03.toml").read_text(encoding="utf-8")
    (workspace.issues_folder / "2026-03.toml").write_text(text, encoding="utf-8", newline="")
    assert yaoxun("export", "2026-03", "--to", "docx", "-o", str(tmp_path)).code == 0
    (sent,) = tmp_path.glob("*.docx")
    who = 'w:author="周主任" w:date="2026-01-17T10:00:00Z"'
    for number, end in enumerate(("", f'<w:pPr><w:rPr><w:ins w:id="9001" {who}/></w:rPr></w:pPr>')):
        rows = ""
        for at, cells in enumerate((("银行", "家数"), ("国有银行", "12"))):
            inside = "".join(
                f'<w:tc><w:p>{end}<w:ins w:id="{9100 + at}" {who}><w:r><w:t>{words}</w:t></w:r></w:ins></w:p></w:tc>'
                for words in cells
            )
            rows += f'<w:tr><w:trPr><w:ins w:id="{9200 + at}" {who}/></w:trPr>{inside}</w:tr>'
        come = tmp_path / f"回来{number}.docx"
        with ZipFile(BytesIO(sent.read_bytes())) as old, ZipFile(come, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                if name == "word/document.xml":
                    xml = data.decode()
                    at = next(p.end() for p in re.finditer(r"<w:p>.*?</w:p>", xml) if "首批接入银行" in p[0])
                    data = f"{xml[:at]}<w:tbl>{rows}</w:tbl>{xml[at:]}".encode()
                new.writestr(name, data)
        (ask,) = json.loads(yaoxun("review", str(come), "--json").out)
        assert ask["after"] == "银行｜家数\n国有银行｜12"
        if number:
            assert yaoxun("review", str(come), "--take", "all").code == 0
            assert yaoxun("review", str(come), "--check").code == 0
