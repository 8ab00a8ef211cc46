"""What the tests of proof-reading share: the shipped word lists and style, and an archive made of issues."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from editor.archive.phrases import phrases_in
from editor.archive.rows import body_text
from editor.model.issue import Article, Issue
from editor.model.lexicon import Lexicon
from editor.model.style import HouseStyle
from editor.proof.engine import Proofreader
from editor.proof.reading import Imprint
from editor.store.style_file import load_style
from editor.store.word_file import load_word_lists

STYLES = Path(__file__).parents[2] / "styles"


@dataclass(frozen=True)
class PastRun:
    issue: str
    title: str
    likeness: float


@dataclass(frozen=True)
class PastIssues:
    """An archive that knows articles again by their very words."""

    earlier: tuple[Issue, ...]

    def before(self, issue: Issue) -> Imprint | None:
        return max(
            (Imprint(i.id, i.date, i.total) for i in self.earlier if i.id < issue.id),
            key=lambda i: i.id,
            default=None,
        )

    def runs_before(self, article: Article, issue_id: str) -> list[PastRun]:
        return [
            PastRun(str(issue.id), past.title, 1.0)
            for issue in self.earlier
            for past in issue.articles
            if past.body == article.body
        ]

    def usual_phrases(self) -> tuple[str, ...]:
        counts = Counter(
            phrase
            for issue in self.earlier
            for article in issue.articles
            for phrase in phrases_in(body_text(article))
        )
        return tuple(phrase for phrase, count in counts.items() if count >= 3)

    def was_printed(self, words: str, issue_id: str) -> bool:
        return any(
            words in body_text(article)
            for issue in self.earlier
            if str(issue.id) != issue_id
            for article in issue.articles
        )


@pytest.fixture(scope="session")
def style() -> HouseStyle:
    return load_style(STYLES / "official.toml")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_word_lists(STYLES / "words").lexicon


@pytest.fixture
def reader(style, lexicon) -> Proofreader:
    return Proofreader(style, lexicon)
