from pathlib import Path

import pytest


@pytest.fixture
def at_samples(samples, monkeypatch):
    monkeypatch.chdir(samples.root)
    return samples


@pytest.mark.usefixtures("at_samples")
def test_a_year_is_bound_into_one_document_of_each_format(yaoxun, at_samples, monkeypatch):
    monkeypatch.chdir(at_samples.root)
    outcome = yaoxun("export", 2026, "--volume")
    assert outcome.code == 0
    paths = [Path(line) for line in outcome.out.splitlines()]
    assert [path.name for path in paths] == [
        "长三角每周要讯2026年合订本.docx",
        "长三角每周要讯2026年合订本.txt",
    ]
    assert all(path.exists() for path in paths)


@pytest.mark.parametrize(
    ("word", "said"), [("latest", "不是年份"), ("2026-03", "不是年份"), ("1999", "没有1999年")]
)
def test_what_is_no_year_is_said(yaoxun, at_samples, monkeypatch, word, said):
    monkeypatch.chdir(at_samples.root)
    outcome = yaoxun("export", word, "--volume")
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert not at_samples.exports_folder.exists()


def test_a_broken_issue_stops_the_binding_and_is_named(yaoxun, at_samples, monkeypatch):
    monkeypatch.chdir(at_samples.root)
    (at_samples.issues_folder / "2026-02.toml").write_text("format = ", encoding="utf-8")
    outcome = yaoxun("export", 2026, "--volume")
    assert outcome.code == 2
    assert "2026-02.toml" in outcome.err
    assert not at_samples.exports_folder.exists()
