"""Saving one edit over an issue file of 300 articles, and its journal. Run: python -m benchmarks.saving"""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from benchmarks.measure import HEAD, Ratio, compare
from editor.files.journal import Journal, framed, read_journal
from editor.model.body import Paragraph
from editor.model.issue import Issue, replace_article
from editor.session.history import Step, Took, Trail, compacted, record_of, replay
from editor.store import issue_file
from editor.store.issue_file import dump_issue, load_issue, save_issue
from tests.generated import generated_issue

ARTICLES = 300
STEPS = 1_000  # as many as a journal keeps


def main() -> None:
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for ratio in (saving(Path(folder)), *journal(Path(folder))):
            print(ratio.row(), flush=True)


def edited(issue: Issue, number: int) -> Issue:
    """The issue with a paragraph more in one article."""
    articles = list(issue.articles)
    article = articles[number % len(articles)]
    return replace_article(issue, replace(article, body=(*article.body, Paragraph(f"补充第{number}条。"))))


def saving(folder: Path) -> Ratio:
    path = folder / "2026-01.toml"
    path.write_text(dump_issue(generated_issue(1, ARTICLES)), encoding="utf-8")
    numbers = count()
    now = [load_issue(path)]

    def save() -> None:
        now[0] = edited(now[0], next(numbers))
        save_issue(path, now[0])

    def read() -> None:
        issue_file._LAST.clear()
        now[0] = load_issue(path)

    return compare(f"one edit saved, {ARTICLES} articles : reading the file back", save, read, goal=1.8)


def journal(folder: Path) -> Iterator[Ratio]:
    trail = typed(ARTICLES)
    steps = len(trail.steps)

    def record() -> None:
        for index in range(steps):
            framed(record_of(trail, Took(index, trail.steps[index]), 0))

    few = typed(15)

    def record_of_few() -> None:
        for index in range(steps):
            framed(record_of(few, Took(index, few.steps[index]), 0))

    yield compare(
        f"{STEPS} keys in the journal, {ARTICLES} articles : 15 articles", record, record_of_few, goal=4.0
    )
    path = folder / "2026-01.journal"
    kept = Journal(path)
    kept.begin(compacted(trail)[0])
    kept.close()
    issues = folder / "first.toml"
    issues.write_text(dump_issue(trail.first), encoding="utf-8")

    def read() -> None:
        issue_file._LAST.clear()
        load_issue(issues)

    yield compare(
        f"a history of {STEPS} keys read, {ARTICLES} articles : reading the issue",
        lambda: replay(read_journal(path)),
        read,
        goal=6.0,
        clock=time.process_time,
    )


def typed(articles: int) -> Trail:
    first = generated_issue(1, articles)
    trail = Trail(first, first, "-")
    for number in range(STEPS):
        trail.take(Took(number, Step("输入", edited(trail.issue, number))))
    return trail


if __name__ == "__main__":
    main()
