"""What a finding says and proposes, word for word, is kept in ``said.tsv`` beside this file: a change of a sentence, a
severity or a fix is seen and decided by a person.

One line for each finding on the rules' own bad examples and on the flaws of ``cases.tsv``: the example, the rule, the
severity, the words at its place, the fix (－ for none, ∅ for what goes), the message. ``YAOXUN_SAID=write`` writes it anew.
"""

import os
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from editor.model.issue import Issue
from editor.proof.engine import Proofreader
from editor.proof.finding import Finding
from editor.proof.rule import ForImport
from editor.proof.rules import RULES
from editor.proof.sample import sample
from tests.proof.conftest import PastIssues
from tests.proof.test_cases import ROWS, issue_of

KEPT = Path(__file__).with_name("said.tsv")


def lines(name: str, issue: Issue, findings: Iterable[Finding]) -> Iterator[str]:
    numbers = {article.id: str(at) for at, article in enumerate(issue.articles)}
    for f in findings:
        fix = "－" if f.fix is None else f.fix or "∅"
        place = ",".join((numbers.get(f.article, ""), *map(str, (f.block, f.item, f.start))))
        fields = (name, f.rule, f.severity, place, f.text, fix, f.message)
        yield "\t".join(field.replace("\n", "⏎").replace("\t", "⇥") for field in fields)


def said(style, lexicon) -> Iterator[str]:
    reader = Proofreader(style, lexicon)
    for rule in RULES:
        for text in () if isinstance(rule, ForImport) else rule.bad:
            made = sample(text)
            found = reader.check(made.issue, PastIssues(made.earlier) if made.earlier else None)
            yield from lines(text.replace("\n", "⏎"), made.issue, found)
    for verdict, _, text, *_ in ROWS:
        if verdict == "flaw":
            issue = issue_of(text)
            yield from lines(text, issue, reader.check(issue))


def test_findings_say_and_propose_what_is_kept(style, lexicon):
    now = "\n".join(said(style, lexicon)) + "\n"
    if os.environ.get("YAOXUN_SAID") == "write":
        KEPT.write_text(now, "utf-8")
    kept = KEPT.read_text("utf-8")
    assert now == kept, "\n".join(unified_diff(kept.split("\n"), now.split("\n"), "kept", "now", n=0))
