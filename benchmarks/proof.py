"""Proof-reading against autocorrect (a Rust program with a dozen rules), and against itself.

Needs the extra ``bench`` (autocorrect-py). Run: python -m benchmarks.proof
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count
from time import process_time

import autocorrect_py

from benchmarks.measure import HEAD, ROOT, compare
from editor.model.body import Chain, Paragraph, texts
from editor.model.issue import Article, Issue, Section, replace_article
from editor.proof.engine import Proofreader
from editor.store.issue_file import load_issue
from editor.store.style_file import load_style
from editor.store.word_file import load_word_lists

CHARACTERS = 12_000
RUNS = 45
SHORT, LONG = 20_000, 200_000

# Awkward paragraphs: what rules look for and nothing else, so that each place is a place to begin at.
AWKWARD = {
    "all “": "“",
    "all ”": "”",
    "“ ” in turn": "“”",
    'all "': '"',
    "all ，": "，",
    "all ,": ",",
    "Han and ,": "汉,",
    "all (": "(",
    "( ) in turn": "()",
    "、等": "、等",
    "all 一是": "一是",
    "。一是": "。一是",
    "；二": "；二",
    "figures and -": "1-2",
    "figures and .": "1.",
    "Han and -": "汉-",
    "blanks": " ",
    "figures": "1",
    "、": "、",
    "甲、 and 三类": "甲、三类",
    "的": "的",
    "。": "。",
    "—": "—",
    "2月30日": "2月30日",
    "words of the lists": "布署其它截止2近日",
    "names": "上海市卫健委",
    "twelve code points and a figure": "建成海上风电项目总装机容量1。",
    "zero-width": "\u200b",
    "〔2025〕": "〔2025〕1",
    "https://": "https://a",
    "GB": "GB1",
    "one Han": "推",
    "title-like sentences": "推进共享工作取得积极进展成效。",
}


def issue_of(*articles: Article) -> Issue:
    sections = (Section("科创聚焦", articles),)
    return Issue("要讯", 2026, 3, date(2026, 1, 16), "处", total=153, sections=sections)


def whole_issue() -> Issue:
    """A sample, with articles of another one up to the characters of a long issue."""
    issue = load_issue(ROOT / "issues" / "2026-01.toml")
    more: list[Article] = []
    for article in load_issue(ROOT / "issues" / "2026-02.toml").articles:
        if issue.characters + sum(a.characters for a in more) < CHARACTERS:
            more.append(replace(article, id=f"{article.id}2"))
    return replace(issue, sections=(*issue.sections, Section("专题", tuple(more))))


def text_of(issue: Issue) -> str:
    return "\n".join("\n".join((article.title, *texts(article.body))) for article in issue.articles)


def anew(issue: Issue) -> Issue:
    """An equal issue of which nothing was read yet."""
    sections = (replace(s, articles=tuple(replace(a) for a in s.articles)) for s in issue.sections)
    return replace(issue, sections=tuple(sections))


def reading(reader: Proofreader, issue: Issue) -> Callable[[], object]:
    """A first reading of the whole issue, each time."""
    return lambda: reader.check(anew(issue))


def with_a_key(issue: Issue, article: Article) -> Callable[[], Issue]:
    """The issue after each of many keys in one article."""
    keys = count()
    first = article.body[0]

    def typed() -> Issue:
        words = first.text[:-1] + "和" * (next(keys) % 9 + 1) + first.text[-1:]
        return replace_article(issue, replace(article, body=(Paragraph(words), *article.body[1:])))

    return typed


def main() -> None:
    style = load_style(ROOT / "styles" / "official.toml")
    reader = Proofreader(style, load_word_lists(ROOT / "styles" / "words").lexicon)
    issue = whole_issue()
    text = text_of(issue)
    print(f"{issue.characters} characters in {sum(1 for _ in issue.articles)} articles\n\n{HEAD}")

    read_all = reading(reader, issue)
    print(
        compare(
            "whole issue : autocorrect `lint_for`",
            read_all,
            lambda: autocorrect_py.lint_for(text, "issue.txt"),
            goal=3.0,
            runs=RUNS,
            clock=process_time,
        ).row()
    )

    article = sorted(issue.articles, key=lambda a: a.characters)[len(list(issue.articles)) // 2]
    typed = with_a_key(issue, article)
    fresh = Proofreader(style, load_word_lists(ROOT / "styles" / "words").lexicon)
    fresh.check(issue)
    for name, keys, goal in (
        ("ten keys, one after the other : whole issue", 10, 1.0),
        ("one key between two readings of the whole : whole issue", 1, 0.1),
    ):
        print(
            compare(
                name,
                lambda keys=keys: [fresh.check(typed()) for _ in range(keys)],
                read_all,
                goal=goal,
                runs=RUNS,
                clock=process_time,
            ).row()
        )
    if "--linear" in sys.argv[1:]:
        print_linear(reader)


def print_linear(reader: Proofreader) -> None:
    print("\n| awkward paragraph | 200,000 : 20,000 characters, goal ≤ 12 |\n|---|---|")
    for name, piece in AWKWARD.items():
        for kind in (paragraph, measures):
            short, long = kind(piece, SHORT), kind(piece, LONG)
            ratio = compare(
                "", reading(reader, long), reading(reader, short), goal=12, runs=3, clock=process_time
            )
            flag = "" if ratio.ratio <= ratio.goal else " **NO**"
            print(
                f"| {name}, {kind.__name__} | {ratio.ratio:.1f} ({ratio.ours * 1000:.0f} ms){flag} |",
                flush=True,
            )


def paragraph(piece: str, size: int) -> Issue:
    return issue_of(Article("甲", "上海推进共享", (Paragraph((piece * size)[:size]),)))


def measures(piece: str, size: int) -> Issue:
    """One chain of measures of 200 characters each."""
    text = (piece * 200)[:200]
    return issue_of(
        Article("甲", "上海推进共享", (Paragraph("三项措施："), Chain((text,) * (size // 200))), run_in=True)
    )


if __name__ == "__main__":
    main()
