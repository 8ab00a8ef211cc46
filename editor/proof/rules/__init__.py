"""All rules, in the order in which they are run.

Those with safe fixes come first and in this order: each reads what the ones before it mended.
"""

from __future__ import annotations

from editor.proof.rule import Rule
from editor.proof.rules.agreement import AGREEMENT
from editor.proof.rules.amounts import AMOUNTS
from editor.proof.rules.arithmetic import ARITHMETIC
from editor.proof.rules.chains import CHAINS
from editor.proof.rules.characters import CHARACTERS, PRIVATE_USE
from editor.proof.rules.claims import CLAIMS
from editor.proof.rules.dates import DATES
from editor.proof.rules.figures import DATE_FORMS, FIGURE_SPACE, FIGURES, MARK_SPACE
from editor.proof.rules.garbled import GARBLED_FORMS, GARBLED_TERM
from editor.proof.rules.grammar import GRAMMATICAL
from editor.proof.rules.half_width import HALF_WIDTH, STRAIGHT_QUOTES
from editor.proof.rules.homophones import SOUNDS
from editor.proof.rules.marks import DUN_DENG, MARKS, ORDINAL_MARK
from editor.proof.rules.names import NAME_VARIANTS, ORGANISATION
from editor.proof.rules.ordinal_families import FAMILIES
from editor.proof.rules.pairs import PAIRS
from editor.proof.rules.quantities import FIGURE_CONFLICT
from editor.proof.rules.ranges import RANGES, YEAR_RANGE
from editor.proof.rules.repeats import ACROSS, TOC_MISMATCH
from editor.proof.rules.shape import EMPTY_SECTION, SHAPES
from editor.proof.rules.slips import INPUT_SLIP
from editor.proof.rules.spellings import SPELLINGS
from editor.proof.rules.wording import NAMED as NAMED_IN_WORDING
from editor.proof.rules.wording import WORDING

__all__ = ["CHAPTERS", "NAMED", "RULES", "rule"]

NAMED = (*NAMED_IN_WORDING, *GARBLED_FORMS)
"""Words that rules look for themselves, for the one search over all words."""

RULES: tuple[Rule, ...] = (
    *CHARACTERS,
    FIGURE_SPACE,
    HALF_WIDTH,
    ORDINAL_MARK,
    DUN_DENG,
    *DATE_FORMS,
    YEAR_RANGE,
    *CHAINS,
    *FAMILIES,
    *CLAIMS,
    *SHAPES,
    EMPTY_SECTION,
    *ACROSS,
    NAME_VARIANTS,
    FIGURE_CONFLICT,
    INPUT_SLIP,
    TOC_MISMATCH,
    *DATES,
    MARK_SPACE,
    STRAIGHT_QUOTES,
    *PAIRS,
    *MARKS,
    *RANGES,
    *ARITHMETIC,
    *FIGURES,
    PRIVATE_USE,
    *WORDING,
    *AMOUNTS,
    *GRAMMATICAL,
    *SOUNDS,
    GARBLED_TERM,
    *SPELLINGS,
    *AGREEMENT,
    ORGANISATION,
)

CHAPTERS: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("结构", (*CHAINS, *FAMILIES, *CLAIMS, TOC_MISMATCH, *ACROSS, *SHAPES, EMPTY_SECTION)),
    ("前后一致", (NAME_VARIANTS, FIGURE_CONFLICT, *AGREEMENT)),
    (
        "标点",
        (
            HALF_WIDTH,
            STRAIGHT_QUOTES,
            *PAIRS,
            *MARKS,
            DUN_DENG,
            ORDINAL_MARK,
            YEAR_RANGE,
            *RANGES,
            MARK_SPACE,
        ),
    ),
    ("数字和日期", (*DATES, *ARITHMETIC, *AMOUNTS, *FIGURES, *DATE_FORMS, FIGURE_SPACE)),
    ("字符", (*CHARACTERS, PRIVATE_USE)),
    ("用词", (*WORDING, *SOUNDS, GARBLED_TERM, INPUT_SLIP, *GRAMMATICAL, *SPELLINGS, ORGANISATION)),
)
"""The rules as people look for them, for the page of all rules."""

_BY_ID = {rule.id: rule for rule in RULES}


def rule(rule_id: str) -> Rule | None:
    """The rule of that id, or None if the program has none."""
    return _BY_ID.get(rule_id)
