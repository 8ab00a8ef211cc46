"""Go to anything: what there is to go to, and what of it is meant by a few letters.

Chinese text is found by the letters it is typed with: kcjj, kechuang, kcju and 科cjj all find 科创聚焦. Every reading
finds the word, 长三角 by csj and zsj.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from editor.archive.folding import fold
from editor.manuscript.readings import readings
from editor.model.issue import Issue
from editor.session.workspace import Workspace

_TYPED = 100  # characters that are looked at: more than a title has; a pasted text costs no more than they do
_FORGIVEN = 4  # letters from which one may be wrong
_NEARLY, _GAPS = 4, 5  # ranks: one letter is wrong; something stands between the letters

Kind = Literal["section", "article", "spare", "issue", "command"]


SOME = "?"  # any one letter


def typed_at(text: str, start: int, typed: str) -> bool:
    """Whether ``typed`` (not empty, in small letters) stands for the text from ``start`` on.

    Each character is typed as itself, or as the beginning of one of its readings, or as :data:`SOME`; marks may be left
    out.
    """
    table = readings()
    reached = {0}
    for character in text[start:].casefold():
        if not reached:
            return False
        onward: set[int] = set() if character.isalnum() else set(reached)
        for place in reached:
            if typed.startswith((character, SOME), place):
                onward.add(place + len(character))
            for reading in table.get(character, ()):
                for letter, length in zip(reading, range(1, len(reading) + 1), strict=True):
                    if typed[place + length - 1 : place + length] != letter:
                        break
                    onward.add(place + length)
        if len(typed) in onward:
            return True
        reached = onward
    return False


def typed_within(text: str, typed: str) -> bool:
    """Whether each character of ``typed`` (in small letters) stands for one of the text, in order, gaps allowed.

    It stands for itself, or as the first letter of a reading.
    """
    table = readings()
    wanted = iter(typed)
    letter = next(wanted, None)
    for character in text.casefold():
        if letter is None:
            return True
        if letter == character or any(reading[0] == letter for reading in table.get(character, ())):
            letter = next(wanted, None)
    return letter is None


@dataclass(frozen=True)
class Target:
    """Somewhere to go. ``key`` says where: index of the section, id of the article, id of the issue, of the command.

    ``where`` is told beside the text: the section of an article, the keys of a command. ``also`` are other words for it,
    divided by blanks.
    """

    kind: Kind
    text: str
    key: str
    where: str = ""
    also: str = ""


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
    what holds their letters or has another word for it, last what has gaps between them. Before those with gaps, where
    there is nothing better, comes what begins with the letters but for one.
    """
    words, targets = fold(typed[:_TYPED]).split(), list(targets)
    ranks = {target: rank for target in targets if (rank := _rank(target, words)) is not None}
    if len(words) == 1 and all(rank >= _GAPS for rank in ranks.values()):
        ranks |= {target: _NEARLY for target in targets if _nearly(target.text, words[0])}
    return sorted((target for target in targets if target in ranks), key=ranks.__getitem__)


def _nearly(text: str, word: str) -> bool:
    """Whether the text begins with the letters, one of them wrong."""
    guesses = (word[:wrong] + SOME + word[wrong + 1 :] for wrong in range(len(word)))
    return len(word) >= _FORGIVEN and word.isalpha() and any(typed_at(text, 0, guess) for guess in guesses)


def _rank(target: Target, words: Sequence[str]) -> int | None:
    """How well a target fits, 0 best; None if it does not."""
    ranks = [_rank_of(target, word) for word in words]
    return None if None in ranks else sum(rank for rank in ranks if rank is not None)


def _rank_of(target: Target, word: str) -> int | None:
    text = f"{target.text} {target.key}" if target.kind == "issue" else target.text
    folded = fold(text)
    if folded.startswith(word):
        return 0
    if typed_at(text, 0, word):
        return 1
    if word in folded:
        return 2
    if any(typed_at(text, start, word) for start in range(1, len(text))):
        return 3
    others = fold(target.also)
    if word in others or any(typed_at(other, 0, word) for other in others.split()):
        return 3
    return _GAPS if typed_within(target.text, word) else None
