"""A file name that contradicts the issue in it is put right by a command, and an issue is given another number."""

from pathlib import Path

import pytest


def _renamed(workspace, old: str, new: str):
    path = workspace.issues_folder / old
    return path.rename(workspace.issues_folder / new)


def test_every_name_that_contradicts_its_file_is_put_right_byte_for_byte(yaoxun, samples):
    data = (samples.issues_folder / "2026-02.toml").read_bytes()
    _renamed(samples, "2026-02.toml", "2026-9.toml")
    listed = yaoxun("list")
    assert "yaoxun rename" in listed.err and "2026-02.toml" in listed.err and listed.code == 2
    done = yaoxun("rename")
    path = samples.issues_folder / "2026-02.toml"
    assert (done.code, done.out, done.err) == (0, f"{path}\n", "") and path.read_bytes() == data
    assert not (samples.issues_folder / "2026-9.toml").exists()
    assert (yaoxun("list").code, yaoxun("list").err) == (0, "")
    assert "都相符" in yaoxun("rename").err


def test_a_name_that_is_taken_is_refused_with_both_files_and_the_others_are_put_right(yaoxun, samples):
    folder = samples.issues_folder
    (folder / "2026-12.toml").write_bytes((folder / "2026-01.toml").read_bytes())
    _renamed(samples, "2026-02.toml", "2026-9.toml")
    done = yaoxun("rename")
    assert done.code == 2 and done.out == f"{folder / '2026-02.toml'}\n"
    assert "2026-12.toml" in done.err and "与 2026-01.toml 重复" in done.err
    assert (folder / "2026-12.toml").exists() and (folder / "2026-01.toml").exists()


def test_one_issue_is_put_right_by_its_file_name_its_number_or_its_path(yaoxun, samples):
    for word in ("2026-9", "2026-02", samples.issues_folder / "2026-9.toml"):
        _renamed(samples, "2026-02.toml", "2026-9.toml")
        assert yaoxun("rename", word).out == f"{samples.issues_folder / '2026-02.toml'}\n"


def test_an_issue_is_given_another_number(yaoxun, samples):
    assert yaoxun("rename", "2026-02", "2026-s01").out.endswith("2026-s01.toml\n")
    assert 'kind = "supplement"' in (samples.issues_folder / "2026-s01.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2026-01", "九"], "不是期号"),
        (["2026-01", "2026-02"], "已经存在"),
        (["2026-33"], "没有2026年第33期"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(yaoxun, samples, words, said):
    before = sorted(path.name for path in samples.issues_folder.iterdir())
    refused = yaoxun("rename", *words)
    assert refused.code == 2 and said in refused.err and refused.err.count("\n") == 1
    assert sorted(path.name for path in samples.issues_folder.iterdir()) == before


def test_exporting_an_issue_under_another_name_is_done_and_told(yaoxun, samples):
    named = samples.latest()
    wrong = named.with_name("2026-77.toml")
    named.rename(wrong)
    outcome = yaoxun("export", wrong, "--to", "txt")
    assert outcome.code == 0
    assert Path(outcome.out.strip()).exists()
    assert "与文件名不符" in outcome.err
