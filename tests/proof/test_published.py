"""The published issue: what must be found in it, and nothing else.

The list is in ``published.txt`` beside this file: places and a few characters, as the text itself is not ours.
"""

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from editor.importers import read_issue
from editor.model.body import texts
from editor.model.issue import Article, Issue
from editor.proof.finding import Finding
from editor.proof.imported import findings_from_remarks

EXPECTED = Path(__file__).with_name("published.txt")

CHINESE = "[\u3400-\u9fff”’》〉）%]"
HALF_WIDTH = re.compile(rf"(?<={CHINESE})[,;:?!()]|[,;:?!()](?=[\u3400-\u9fff“‘《（》])")


@pytest.fixture(scope="module")
def imported(published, style):
    return read_issue(published.read_bytes(), published.name, lambda _: style)


@pytest.fixture
def findings(imported, reader) -> list[Finding]:
    return [*findings_from_remarks(imported.issue, imported.remarks), *reader.check(imported.issue)]


def rows(issue: Issue, findings: list[Finding]) -> list[str]:
    """A line for each text and rule: article, block and item, rule, and the places, with words where they tell more."""
    order = {article.id: number for number, article in enumerate(issue.articles)}
    places = defaultdict(list)
    for f in findings:
        key = (order[f.article], -1 if f.block is None else f.block, -1 if f.item is None else f.item, f.rule)
        places[key].append(str(f.start) if f.rule == "half-width" else f"{f.start}-{f.end} {f.text}")
    return [" ".join(map(str, key)) + ": " + ", ".join(found) for key, found in sorted(places.items())]


def test_the_findings_are_exactly_those_on_the_list(imported, findings):
    assert rows(imported.issue, findings) == EXPECTED.read_text("utf-8").splitlines()


def test_every_half_width_mark_beside_han_is_found_and_no_other(imported, findings):
    found = sum(f.rule == "half-width" for f in findings)
    printed = [text for a in imported.issue.articles for text in (a.title, *texts(a.body))]
    assert found == sum(len(HALF_WIDTH.findall(text)) for text in printed) > 300


@pytest.mark.parametrize(
    ("said", "instead", "rule"),
    [
        ("四方面突破点", "三方面突破点", "claimed-count"),
        ("十条举措", "九条举措", "claimed-count"),
        ("“四张清单”", "“五张清单”", "claimed-count"),
        ("“四项服务”", "“三项服务”", "claimed-count"),
        ("等11个审批服务事项", "等10个审批服务事项", "claimed-count"),
    ],
)
def test_the_counts_that_it_claims_are_checked(imported, reader, said, instead, rule):
    article = next(
        a for a in imported.issue.articles if any(said in text for text in (a.title, *texts(a.body)))
    )
    changed = with_words(article, said, instead)
    before = reader.check_article(article, imported.issue.date)
    after = reader.check_article(changed, imported.issue.date)
    assert rule not in {f.rule for f in before}
    assert [f.text.strip("“”等") in instead for f in after if f.rule == rule] == [True]


def with_words(article: Article, said: str, instead: str) -> Article:
    """The article with other words at the first place in title or body where they stand."""
    if said in article.title:
        return replace(article, title=article.title.replace(said, instead))
    body = []
    for block in article.body:
        if hasattr(block, "measures"):
            block = replace(block, measures=tuple(m.replace(said, instead) for m in block.measures))
        else:
            block = replace(block, text=block.text.replace(said, instead))
        body.append(block)
    return replace(article, body=tuple(body))
