"""Pairs of states of an issue whose changes touch one another where paragraphs meet."""

from collections.abc import Iterator
from dataclasses import replace

from editor.model.body import Block, Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Place, add_article, remove_article, replace_article

Rows = list[tuple[str, str]]

TITLE = "浙江出台促进条例"
ROWS: Rows = [
    ("paragraph", "开头一段交代来由。"),
    ("heading", "主要做法"),
    ("paragraph", "第二段写清安排。"),
    ("measure", "理顺工作机制，明确职责分工。"),
    ("measure", "加强资金保障，列出专项经费。"),
    ("paragraph", "今后还将继续推进。"),
]
_ADDED: Rows = [("paragraph", "补写的一段。"), ("paragraph", "再补的一段。")]
_END, _START = "并逐项落实", "据了解，"


def touching(issue: Issue) -> Iterator[tuple[str, Issue, Issue]]:
    """Name, old and new: words at the end of the title, a heading, a measure, the last paragraph of an article and of the
    issue, before rows that came, went or were changed where they begin; and all of it the other way round."""
    for name, old, new in _put_in(issue):
        yield f"{name} put in", old, new
        yield f"{name} taken out", new, old


def _put_in(issue: Issue) -> Iterator[tuple[str, Issue, Issue]]:
    rows = [("title", TITLE), *ROWS]
    articles = list(issue.articles)
    old = _with(issue, articles[0], rows)
    for at, (kind, text) in enumerate(rows):
        longer = [*rows[:at], (kind, text + _END)]
        behind = rows[at + 1 :]
        name = f"{kind} {at}"
        yield f"{name} and paragraphs", old, _with(issue, articles[0], [*longer, *_ADDED, *behind])
        if not behind:
            continue
        (next_kind, words), *others = behind
        begun = [(next_kind, _START + words), *others]
        other_end = [*rows[:at], (kind, f"{text[:-3]}换了尾")]
        for what, new in (
            ("and the next", [*longer, *begun]),
            ("and a row and the next", [*longer, _ADDED[0], *begun]),
            ("otherwise and the next", [*other_end, *begun]),
            ("for the next", [*longer, *others]),
        ):
            yield f"{name} {what}", old, _with(issue, articles[0], new)
    old = _with(issue, articles[-1], rows)
    for added in ("paragraph", "measure", "heading"):
        come = [(added, words) for _, words in _ADDED]
        new = [*rows[:-1], (rows[-1][0], rows[-1][1] + _END), *come]
        yield f"the last paragraph of all and {added}s", old, _with(issue, articles[-1], new)
    last = _with(issue, articles[0], [*rows[:-1], (rows[-1][0], rows[-1][1] + _END)])
    new = Article("nnnnn9", "新来的一篇", (Paragraph("正文一段。"), Chain(("做法其一。", "做法其二。"))))
    yield "a last paragraph and an article", issue, add_article(last, new, Place(0, 1))
    yield "a last paragraph for an article", issue, remove_article(last, articles[1].id)
    end = len(issue.sections) - 1
    replaced = add_article(remove_article(issue, articles[-1].id), new, Place(end, 0))
    yield "the last article for another", issue, replaced
    noted = replace(issue, editor_note="编者按写在前面。")
    yield (
        "what stands before the contents",
        noted,
        replace(noted, editor_note="编者按写在前面。又一句。\n再一段。"),
    )


def _with(issue: Issue, article: Article, rows: Rows) -> Issue:
    (_, title), *rest = rows
    body: list[Block] = []
    for kind, text in rest:
        if kind == "measure" and body and isinstance(body[-1], Chain):
            body[-1] = Chain((*body[-1].measures, text))
        else:
            body.append({"measure": lambda t: Chain((t,)), "heading": Heading}.get(kind, Paragraph)(text))
    return replace_article(issue, replace(article, title=title, body=tuple(body), run_in=False))
