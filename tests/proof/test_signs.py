"""A row of a table is looked for only where one of its signs stands, so that its signs must cover all that it can match."""

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

from editor.proof import rules, sheet, view
from editor.proof.digrams import characters
from editor.proof.rules import agreement, arithmetic, claims, figures, marks, ordinal_families, ranges, shape
from editor.proof.rules.expressions import Expression, Rows
from editor.proof.rules.letters import BLANKS, JOINERS
from tests.proof.unsigned import OTHER, without_sign

MODULES = [import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__)]
ROWS = {
    id(row): pytest.param(row, id=f"{module.__name__.rpartition('.')[2]}-{row.pattern.pattern[:24]}")
    for module in MODULES
    for table in vars(module).values()
    if isinstance(table, tuple) and not isinstance(table, Expression)
    for row in table
    if isinstance(row, Expression)
}


def test_all_tables_are_looked_through():
    assert len(ROWS) > 180


@pytest.mark.parametrize("row", ROWS.values())
def test_whatever_a_row_matches_holds_one_of_its_signs(row):
    assert without_sign(row.pattern, row.signs) is None


@pytest.mark.parametrize(("signs", "pattern"), view._KINDS)
def test_whatever_is_masked_holds_one_of_its_signs(signs, pattern):
    assert without_sign(pattern, signs) is None


def test_whatever_is_a_placeholder_holds_one_of_its_signs():
    assert without_sign(shape._PLACEHOLDER, (*shape._SIGNS, *shape._WORDS)) is None


_RANGES = arithmetic._RANGE | arithmetic._TO
DIGRAMS = (
    (arithmetic._YEARS, _RANGES),
    (arithmetic._PERCENTS, arithmetic._RANGE),
    (arithmetic._SHORT_RANGE, arithmetic._RANGE),
    (arithmetic._MONTHS, arithmetic._TO_DATE),
    (arithmetic._MONTHS, _RANGES),
    (arithmetic._DAYS, arithmetic._TO_DATE),
    (arithmetic._DAYS, _RANGES),
    (arithmetic._CLOCK, arithmetic._HOUR),
    (arithmetic._CLOCK, _RANGES),
    (arithmetic._POINTS, arithmetic._AFTER_PERCENT),
    (figures._HAN_YEAR, figures._HAN_BESIDE),
    (figures._MIXED, figures._HAN_BESIDE),
    (figures._MIXED_DAY, figures._HAN_BESIDE),
    (marks._DOUBLED, marks._ANY_DOUBLED),
    (agreement._COUNTY, agreement._DIGRAMS_OF_COUNTIES),
    (agreement._NAMED, agreement._DIGRAMS_OF_POSTS),
    (claims._AFTER_LIST, claims._BESIDE_LIST),
    (ordinal_families._MIXED, ordinal_families._MIXED_SIGNS),
    *zip(ordinal_families._FAMILIES, ordinal_families._SIGNS, strict=True),
)


@pytest.mark.parametrize(("pattern", "digrams"), DIGRAMS)
def test_whatever_a_pattern_matches_holds_a_digram_that_it_is_looked_for_by(pattern, digrams):
    assert without_sign(pattern, list(map(characters, digrams))) is None


UNUSUAL = (
    (figures._BEFORE_FIGURE, BLANKS),
    (figures._AFTER_FIGURE, BLANKS),
    (figures._BESIDE_MARK, " \u00a0"),
    (figures._LEADING_DOT, "."),
    (ranges._WORD_CHAIN, JOINERS),
)


@pytest.mark.parametrize(("pattern", "characters"), UNUSUAL)
def test_whatever_a_pattern_matches_holds_an_unusual_character_that_it_is_looked_for_by(pattern, characters):
    assert without_sign(pattern, list(characters)) is None
    assert sheet._ODD.findall("".join(characters)) == list(characters)


OF_ROWS = [
    pytest.param(rule, table, id=rule.id)
    for rule in rules.RULES
    for module in MODULES
    for table in vars(module).values()
    if isinstance(table, Rows) and getattr(rule, "signs", None) == table.digrams
]


def test_rules_that_are_asked_by_the_digrams_of_a_table_are_known():
    assert len(OF_ROWS) == 6


@pytest.mark.parametrize(("rule", "table"), OF_ROWS)
def test_a_rule_that_is_asked_by_the_digrams_of_a_table_has_no_shorter_sign(rule, table):
    assert all(len(sign) > 1 for row in table._rows for sign in row.signs)


@pytest.mark.parametrize(
    ("pattern", "signs", "missing"),
    [
        ("严禁|禁止", ["禁止"], "严禁"),
        ("(?P<at>[流化善])?营环境", ["营商环"], "营环境"),
        ("高质量?发展", ["高质发"], "高质量发展"),
        ("甲(?=乙|丙)", ["乙"], "甲"),
        ("(?<=甲)乙", ["甲"], None),
        ("甲(?=乙)", ["乙"], None),
        ("甲.{0,3}乙", ["甲"], None),
        ("[甲乙]丙", ["甲丙"], "乙丙"),
        ("[^甲]乙", ["丁乙"], f"{OTHER}乙"),
        ("(?:甲乙|丙)丁", ["乙丁", "丙丁"], None),
        ("甲{3}", ["甲甲"], None),
    ],
)
def test_what_a_sign_misses_is_found(pattern, signs, missing):
    found = without_sign(re.compile(pattern), signs)
    assert (found is None) == (missing is None)
    if found and missing:
        assert len(found) <= len(missing)
        assert not any(sign in found for sign in signs)
