"""Copies that shared folders leave beside an issue, merged through the command line."""

import pytest

from editor.session.versions import save_over
from editor.store.issue_file import load_issue

NAMES = [
    "2026-05.sync-conflict-20260130-101500-ABCDEFG.toml",
    "2026-05 (1).toml",
    "2026-05（1）.toml",
    "2026-05 - 副本.toml",
    "2026-05-DESKTOP-7Q2.toml",
]


@pytest.fixture
def sent(workspace):
    """An issue that was saved once more after the copy was made: the state they share is a version."""
    from tests.cli.test_review_of_habits import RETURNS

    path = workspace.issues_folder / "2026-05.toml"
    base = (RETURNS / "2026-05.toml").read_text(encoding="utf-8")
    path.write_text(base, encoding="utf-8", newline="")
    assert "50家" in base
    mine = path.with_name("mine.toml")
    mine.write_text(base.replace("50家", "60家", 1), encoding="utf-8", newline="")
    save_over(path, load_issue(mine))
    mine.unlink()
    return path, base


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_is_named_with_the_command_that_merges_it_and_merged(yaoxun, sent, name):
    path, base = sent
    copy = path.with_name(name)
    title = next(load_issue(path).articles).title
    copy.write_text("# 王芳的话\n" + base.replace(title, f"{title}续", 1), encoding="utf-8", newline="")
    for command in (["list"], ["check", str(path)], ["doctor"]):
        outcome = yaoxun(*command)
        assert f'yaoxun merge "{copy}"' in outcome.out + outcome.err
    outcome = yaoxun("merge", str(copy))
    assert (outcome.code, outcome.out.strip()) == (0, str(path))
    assert not copy.exists()
    text = path.read_text(encoding="utf-8")
    assert "60家" in text
    assert f"{title}续" in text
    assert yaoxun("versions", str(path)).out.count("\n") >= 3


def test_where_both_changed_the_same_words_both_stay_and_are_named(yaoxun, sent):
    path, base = sent
    copy = path.with_name("2026-05 (2).toml")
    copy.write_text(base.replace("50家", "70家", 1), encoding="utf-8", newline="")
    outcome = yaoxun("merge", str(copy))
    assert outcome.code == 1
    assert "合并冲突" in outcome.err
    text = path.read_text(encoding="utf-8")
    assert "60家" in text
    assert "70家" in text
    load_issue(path)


@pytest.mark.parametrize("files", [["无.toml"], ["a", "b"]])
def test_what_is_no_copy_is_one_sentence_and_changes_nothing(yaoxun, sent, files):
    path, _ = sent
    before = path.read_bytes()
    outcome = yaoxun("merge", *files)
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 1
    assert path.read_bytes() == before


def test_the_issue_itself_is_no_copy(yaoxun, sent):
    path, _ = sent
    before = path.read_bytes()
    refused = yaoxun("merge", path)
    assert refused.code == 2 and "就是2026年第5期本身，不是副本" in refused.err
    assert path.read_bytes() == before
