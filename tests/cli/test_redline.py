"""花脸稿 through the command line: issues, versions, what was sent, Word files."""

from pathlib import Path
from zipfile import ZipFile

import pytest

RETURNS = Path(__file__).parents[1] / "returns"


@pytest.fixture
def path(workspace):
    path = workspace.issues_folder / "2026-03.toml"
    path.write_bytes((RETURNS / "2026-03.toml").read_bytes())
    return path


def xml(outcome):
    assert outcome.code == 0, outcome.err
    (path,) = outcome.out.splitlines()
    assert path.endswith("花脸稿.docx")
    return ZipFile(path).read("word/document.xml").decode()


def test_a_version_what_was_sent_and_a_word_file_can_be_compared(yaoxun, path, tmp_path):
    assert yaoxun("export", "2026-03").code == 0
    assert yaoxun("review", RETURNS / "t02.docx", "--take", "all").code == 0
    for old in ("2026-03@1", "2026-03@sent"):
        document = xml(yaoxun("redline", old, "2026-03", "-o", tmp_path / "花脸"))
        assert document.count("<w:del ") == 3
        assert "3500个" in document
    document = xml(yaoxun("redline", "2026-03@sent", RETURNS / "t22.docx"))
    assert "<w:del " in document
    shown = yaoxun("redline", "2026-03@1", "2026-03", "--print")
    assert "[-五-]{+六+}部门" in shown.out
    assert yaoxun("redline", "2026-03", "2026-03", "--print").out.strip() == "没有不同。"


def test_versions_and_sent_states_say_who(yaoxun, path, monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "王芳")
    yaoxun("export", "2026-03")
    yaoxun("review", RETURNS / "t01.docx", "--take", "all")
    assert "王芳" in yaoxun("versions", "2026-03").out
    assert 'w:author="王芳"' in xml(yaoxun("redline", "2026-03@1", "2026-03"))
    assert "王芳发出的稿" in yaoxun("review", RETURNS / "t04.docx").err


def test_an_export_is_remembered_once_and_found_by_its_text(yaoxun, path, workspace):
    for _ in range(2):
        yaoxun("export", "2026-03", "--to", "docx")
    (kept,) = (workspace.root / ".yaoxun" / "exports" / "2026-03").iterdir()
    with ZipFile(workspace.exports_folder / "长三角每周要讯2026年第3期.docx") as archive:
        assert kept.name.split("-")[1].split(".")[0] in archive.read("docProps/custom.xml").decode()
    yaoxun("export", "2026-03", "--to", "docx", "--clean")
    with ZipFile(workspace.exports_folder / "长三角每周要讯2026年第3期.docx") as archive:
        assert "docProps/custom.xml" not in archive.namelist()


@pytest.mark.parametrize(
    ("old", "words"),
    [
        ("2026-03@7", "没有第7个早先的版本"),
        ("2026-03@sent", "还没有记下发出的稿"),
        ("2031-01", "没有2031年第1期"),
        ("没有.docx", "没有.docx"),
    ],
)
def test_a_state_that_is_not_there_is_one_sentence(yaoxun, path, old, words):
    outcome = yaoxun("redline", old, "2026-03")
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err
    assert len(outcome.err.splitlines()) == 1
