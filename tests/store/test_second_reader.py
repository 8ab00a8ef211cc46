"""What the store writes, read by tomlkit: a reader that we did not write and that keeps every character."""

import tomllib
from random import Random

import pytest
import tomlkit

from editor.model.issue import park_article, step_article, step_article_section
from editor.store.issue_file import dump_issue, load_issue, save_issue
from tests.conftest import ROOT

SAMPLES = sorted((ROOT / "issues").glob("2026-0[123].toml"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_files_saved_after_moves_are_read_alike_by_both(sample, tmp_path):
    random, path = Random(5), tmp_path / sample.name
    path.write_bytes(sample.read_bytes())
    issue = load_issue(path)
    for _ in range(20):
        article = random.choice(sorted(issue.ids))
        move = random.choice([step_article, step_article_section, lambda i, a, _: park_article(i, a)])
        issue = move(issue, article, random.choice([-1, 1]))
        save_issue(path, issue)
        text = path.read_text("utf-8")
        document = tomlkit.parse(text)
        assert document.as_string() == text
        assert document.unwrap() == tomllib.loads(text)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_new_files_are_read_alike_by_both(sample):
    text = dump_issue(load_issue(sample))
    assert tomlkit.parse(text).unwrap() == tomllib.loads(text)
