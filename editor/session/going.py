"""Go to anything: what there is to go to, and what of it is meant by a few letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from editor.model.issue import Issue
from editor.session.pinyin import SOME, typed_at
from editor.session.workspace import Workspace

_FORGIVEN = 4  # letters from which one may be wrong

Kind = Literal["section", "article", "spare", "issue", "command"]


@dataclass(frozen=True)
class Target:
    """Somewhere to go. ``key`` says where: index of the section, id of the article, id of the issue, of the command.

    ``where`` is told beside the text: the section of an article, the keys of a command.
    """

    kind: Kind
    text: str
    key: str
    where: str = ""


def within(issue: Issue) -> Iterator[Target]:
    """The sections, articles and spares of an issue, in order."""
    for index, section in enumerate(issue.sections):
        yield Target("section", section.name, str(index))
        for article in section.articles:
            yield Target("article", article.title, article.id, section.name)
    for article in issue.spares:
        yield Target("spare", article.title, article.id)


def issues_of(workspace: Workspace) -> list[Target]:
    """The issues of a workspace, newest first. Looks into its folder."""
    return [Target("issue", found.label, str(found)) for found, _ in workspace.issue_files()]


def found(targets: Iterable[Target], typed: str) -> list[Target]:
    """The targets that hold every word that was typed, best first; all of them for none.

    Best is what begins with the words, then what begins with their letters in pinyin, then what holds the words, then
    what holds their letters. Where that is nothing, one letter of several may be wrong.
    """
    words, targets = typed.casefold().split(), list(targets)
    ranked = [(rank, target) for target in targets if (rank := _rank(target, words)) is not None]
    if ranked or len(words) != 1 or len(words[0]) < _FORGIVEN or not words[0].isalpha():
        return [target for _, target in sorted(ranked, key=lambda pair: pair[0])]
    word = words[0]
    nearly = [word[:wrong] + SOME + word[wrong + 1 :] for wrong in range(len(word))]
    return [target for target in targets if any(typed_at(target.text, 0, guess) for guess in nearly)]


def _rank(target: Target, words: Sequence[str]) -> int | None:
    """How well a target fits, 0 best; None if it does not."""
    text = f"{target.text} {target.key}" if target.kind == "issue" else target.text
    ranks = [_rank_of(text, word) for word in words]
    return None if None in ranks else sum(rank for rank in ranks if rank is not None)


def _rank_of(text: str, word: str) -> int | None:
    folded = text.casefold()
    if folded.startswith(word):
        return 0
    if typed_at(text, 0, word):
        return 1
    if word in folded:
        return 2
    return 3 if any(typed_at(text, start, word) for start in range(1, len(text))) else None
