"""The house itself: what a reviewer would have to look for again and again."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "editor").rglob("*.py"))
LONGEST = 400  # lines; no thousand-line screen


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_is_short_and_says_what_it_holds(path: Path):
    text = path.read_text("utf-8")
    text = text.removeprefix("# -*- coding: utf-8 -*-\n")  # __main__ speaks to Python 2 as well
    assert text.startswith(('"""', 'r"""')), f"{path} has no docstring"
    assert text.count("\n") <= LONGEST


def test_readme_opens_with_two_commands_each_one_line_in_a_block_of_its_own():
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert blocks == [
        "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/yaoxun\n",
        "python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]' && .venv/bin/pytest\n",
    ]


@pytest.mark.parametrize("page", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_every_link_inside_the_project_leads_somewhere(page: str):
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (ROOT / target).exists(), target


def test_every_test_and_module_that_a_page_names_is_there():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks" / "README.md"]
    for page in pages:
        named = re.findall(r"`((?:tests|editor|benchmarks|styles)/[\w./-]+)`", page.read_text("utf-8"))
        missing = [name for name in named if not (ROOT / name).exists()]
        assert not missing, f"{page.name}: {missing}"
        alone = re.findall(r"`(test_\w+\.py)`", page.read_text("utf-8"))
        assert all(any((ROOT / "tests").rglob(name)) for name in alone), page.name


def test_the_readme_counts_the_rules():
    from editor.proof.catalogue import CHAPTERS

    rules = {rule.id for _, rules in CHAPTERS for rule in rules}
    assert f"{len(rules)} rules" in (ROOT / "README.md").read_text("utf-8")


def test_the_readme_names_every_command():
    from editor.cli import COMMANDS

    text = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"yaoxun {name} " not in text] == []


def test_the_samples_are_marked_as_samples():
    samples = sorted((ROOT / "issues").glob("2026-0[123].toml"))
    assert len(samples) == 3
    for sample in samples:
        assert "样例" in sample.read_text("utf-8").splitlines()[0]


def test_no_sentence_takes_words_of_the_operating_system_which_are_english():
    told = [path.name for path in MODULES if "{error.strerror}" in path.read_text("utf-8")]
    assert told == []
