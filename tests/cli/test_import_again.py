"""A file of an issue that is there already: nothing that only the office keeps is lost, and later changes are merged."""

from dataclasses import replace
from pathlib import Path

import pytest

from editor.files.keeping import beside
from editor.files.lock import Lock
from editor.model.body import Paragraph
from editor.model.issue import Article, Issue, Section, replace_article
from editor.session.versions import save_over
from editor.store.issue_file import dump_issue, load_issue, parse_issue, save_issue
from tests.cli.test_import_docx import edited


@pytest.fixture
def path(samples) -> Path:
    return samples.issues_folder / "2026-01.toml"


@pytest.fixture
def kept(path) -> Path:
    """The issue with everything that no reader sees."""
    issue = load_issue(path)
    first = replace(next(issue.articles), source="来源", note="备注", unit="某县")
    sections = (*issue.sections, Section("空着的栏目", ()))
    issue = replace(
        replace_article(issue, first), spares=(Article("spare9", "备用的一篇"),), extra=(("phone", "1"),)
    )
    save_issue(path, replace(issue, sections=(*issue.sections, sections[-1])))
    return path


def exported(yaoxun, to: str) -> Path:
    return Path(yaoxun("export", "2026-01", "--to", to, "--clean").out.strip())


def reworded(file: Path, old: str, new: str) -> Path:
    """The file with other words, as somebody sends it back."""
    if file.suffix == ".docx":
        file.write_bytes(edited(file.read_bytes(), lambda xml: xml.replace(old, new)))
    else:
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return file


def reworded_issue(issue: Issue, old: str, new: str) -> Issue:
    return parse_issue(dump_issue(issue).replace(old, new).encode(), "")


def told(path: Path, article: int, words: str) -> None:
    """A change made at the desk: words at the end of an article."""
    issue = load_issue(path)
    found = list(issue.articles)[article]
    save_over(path, replace_article(issue, replace(found, body=(*found.body, Paragraph(words)))))


@pytest.mark.parametrize("to", ["txt", "docx"])
def test_a_file_for_readers_takes_nothing_away_that_no_reader_sees(yaoxun, kept, to):
    before = load_issue(kept)
    outcome = yaoxun("import", "--force", exported(yaoxun, to))
    assert outcome.code == 0, outcome.err
    assert load_issue(kept) == before


@pytest.mark.parametrize("to", ["txt", "docx"])
class TestAnIssueThatWasChangedMeanwhile:
    def test_is_not_replaced_and_the_merge_is_offered(self, yaoxun, path, to):
        file = exported(yaoxun, to)
        told(path, 0, "后来在界面里加的一段。")
        before = path.read_bytes()
        refused = yaoxun("import", "--force", file)
        assert refused.code == 2 and "--merge" in refused.err and "又改过" in refused.err
        assert path.read_bytes() == before

    def test_is_merged_with_the_file(self, yaoxun, path, to):
        file = reworded(exported(yaoxun, to), "2.6万台", "2.7万台")
        told(path, 1, "后来在界面里加的一段。")
        done = yaoxun("import", "--merge", file)
        assert done.code == 0, done.err
        words = str(load_issue(path))
        assert "后来在界面里加的一段。" in words and "2.7万台" in words and "2.6万台" not in words

    def test_is_left_alone_where_both_sides_changed_the_same_words(self, yaoxun, path, to):
        file = reworded(exported(yaoxun, to), "2.6万台", "2.7万台")
        save_over(path, reworded_issue(load_issue(path), "2.6万台", "2.8万台"))
        before = path.read_bytes()
        refused = yaoxun("import", "--merge", file)
        assert refused.code == 2
        assert "两边都改了同一处" in refused.err and "《" in refused.err
        assert path.read_bytes() == before

    def test_is_replaced_when_that_is_said_twice(self, yaoxun, path, to):
        before = load_issue(path)
        file = exported(yaoxun, to)
        told(path, 0, "后来在界面里加的一段。")
        assert yaoxun("import", "--force", "--force", file).code == 0
        assert load_issue(path) == before


def test_a_living_lock_is_respected(yaoxun, path):
    file = exported(yaoxun, "txt")
    before = path.read_bytes()
    file.write_text(file.read_text("utf-8").replace("。", "；", 1), "utf-8")
    lock = Lock(beside(path).lock)
    assert lock.acquire() is None
    try:
        refused = yaoxun("import", "--force", file)
    finally:
        lock.release()
    assert refused.code == 2 and "正在编辑这一期" in refused.err
    assert path.read_bytes() == before
