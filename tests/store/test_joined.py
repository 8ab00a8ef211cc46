"""Comments and unknown keys that two people wrote are all in the merged file, where they were written."""

import re
import tomllib
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.store.issue_file import dump_issue, parse_issue
from editor.store.joined import joined
from tests.store.annotated import annotate
from tests.strategies import issues

many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
randoms = st.integers(0, 2**32).map(Random)


def other_hand(text):
    """A text with the marks of another person."""
    return re.sub(r"\bx_(\d)", r"y_\1", text.replace("# C", "# D"))


def unknown(text):
    """The unknown keys of the file, of each section and of each article."""
    tables = tomllib.loads(text)
    sections = tables.get("section", [])
    articles = [row for section in sections for row in section.get("article", [])]
    rows = {"": tables, "issue": tables["issue"]}
    rows |= {f"section {row['name']} {n}": row for n, row in enumerate(sections)}
    rows |= {f"article {row['id']}": row for row in [*articles, *tables.get("spare", [])]}
    return {
        (name, key): repr(value)
        for name, row in rows.items()
        for key, value in row.items()
        if key[:2] in ("x_", "y_")
    }


@given(issues(), randoms)
@many
def test_all_that_both_wrote_is_there_each_in_its_own_table(issue, random):
    base = dump_issue(issue)
    ours, theirs = other_hand(annotate(base, random)), annotate(base, random)
    text = joined(ours, base, theirs)
    assert parse_issue(text.encode(), "期") == issue
    for mark in (r"# C\d+;", r"# D\d+;", r"\bx_\d+\b", r"\by_\d+\b"):
        assert sorted(re.findall(mark, text)) == sorted(re.findall(mark, f"{ours}{theirs}"))
    if len({section.name for section in issue.sections}) == len(issue.sections):
        assert unknown(text) == unknown(ours) | unknown(theirs)


@given(issues(), randoms)
@many
def test_what_only_one_of_two_wrote_is_not_there_twice(issue, random):
    base = annotate(dump_issue(issue), random)
    assert joined(base, base, base) == base
    assert joined(base, dump_issue(issue), base) == base


def test_a_table_of_another_program_stays_with_its_article_or_section():
    base = '[issue]\nx = 1\n\n[[section]]\nname = "甲"\n\n[[section.article]]\nid = "a"\n\n[[section.article]]\nid = "b"\n'
    theirs = base.replace('id = "a"\n', 'id = "a"\n\n[section.article.crm]\ntitle = "编号"  # 对方的\n')
    theirs = theirs.replace('name = "甲"\n', 'name = "甲"\n\n[section.colour]\nname = "红"\n')
    for ours in (base, base.replace("\n", "\r\n"), base.replace('id = "b"', 'id = "b"\nown = 1')):
        text = joined(ours, base, theirs)
        section = tomllib.loads(text)["section"][0]
        assert section["colour"] == {"name": "红"}
        assert [article.get("crm") for article in section["article"]] == [{"title": "编号"}, None]
        assert text.count("# 对方的") == 1
        assert text.count("\r\n") == (text.count("\n") if "\r\n" in ours else 0)
    changed = theirs.replace('title = "编号"', 'title = "新编号"')
    assert 'title = "新编号"' in joined(theirs, theirs, changed)


def test_a_comment_in_a_list_stands_there_still_unless_the_list_was_changed():
    base = '[[spare]]\nid = "a"\nbody = [\n  "一",\n  "二",\n]\n'
    theirs = base.replace('"一",', '"一",  # 查过')
    assert joined(base, base, theirs) == theirs
    ours = base.replace("一", "壹")
    assert joined(ours, base, theirs) == ours.replace("body", "# 查过\nbody")


def test_a_key_of_somebody_stands_where_he_put_it():
    base = '[[spare]]\nid = "a"\ntitle = "题"\n'
    for theirs in (
        base.replace("id", "own = 1\nid"),
        base.replace("title", "own = 1\ntitle"),
        f"{base}own = 1\n",
    ):
        assert joined(base, base, theirs) == theirs


@pytest.mark.parametrize(
    ("ours", "theirs", "text"),
    [
        ("", "own = 1\n", ""),  # we took it out, they left it
        ("", "own = 2\n", "own = 2\n"),  # we took it out, they changed it
        ("own = 2\n", "own = 1\n", "own = 2\n"),
        ("own = 1\n", "own = 2\n", "own = 2\n"),
        ("own = 2\n", "own = 2\n", "own = 2\n"),
        ("own = 2\n", "own = 3\n", "# 合并冲突，对方写作：own = 3\nown = 2\n"),
        ("own = 1\n", "", "own = 1\n"),  # nothing is ever taken out
        ("own = 1\n", "own = 1  # 查过\n", "own = 1  # 查过\n"),
        ("own = 1\n", "# 查过\nown = 1\n", "# 查过\nown = 1\n"),
    ],
)
def test_of_a_key_that_is_none_of_ours_the_change_wins_and_of_two_both_are_said(ours, theirs, text):
    head = '[[spare]]\nid = "a"\n'
    assert joined(head + ours, f"{head}own = 1\n", head + theirs) == head + text


@pytest.mark.parametrize(
    ("theirs", "text"),
    [
        ('[[spare]]  # 表\nid = "a"\n', '[[spare]]  # 表\nid = "a"\n'),
        ('# 上\n[[spare]]\nid = "a"\n', '# 上\n[[spare]]\nid = "a"\n'),
        ('[[spare]]\n# 中\nid = "a"\n', '[[spare]]\n# 中\nid = "a"\n'),
        ('[[spare]]\nid = "a"  # 旁\n', '[[spare]]\nid = "a"  # 旁\n'),
        ('[[spare]]\nid = "a"\n# 下\n', '[[spare]]\nid = "a"\n# 下\n'),
        ('[[spare]]\nid = "a"\n\n# 末\n', '[[spare]]\nid = "a"\n\n# 末\n'),
    ],
)
def test_a_comment_comes_in_where_it_was_written(theirs, text):
    base = '[[spare]]\nid = "a"\n'
    assert joined(base, base, theirs) == text
    assert joined(text, base, theirs) == text
    assert joined(base, theirs, theirs) == base  # they said nothing new
