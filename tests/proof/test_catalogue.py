"""``docs/rules.md`` says what the rules are."""

from pathlib import Path

from editor.proof.catalogue import CHAPTERS, page
from editor.proof.rules import RULES

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_current():
    assert (DOCS / "rules.md").read_text("utf-8") == page(), (
        "run python -m editor.proof.catalogue > docs/rules.md"
    )


def test_every_rule_stands_in_exactly_one_chapter():
    ids = [rule.id for _, rules in CHAPTERS for rule in rules]
    assert sorted(ids) == sorted(rule.id for rule in RULES)
