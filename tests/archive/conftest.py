import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from editor.archive.index import Index
from editor.archive.places import Places
from editor.archive.search import Filters, Found, search
from editor.archive.upkeep import Reader
from editor.files.atomic import read_bytes
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.lexicon import Province
from editor.store.issue_file import dump_issue, parse_issue

PROVINCES = (
    Province("上海市", "上海", "沪", "", "", delta=True, also=("临港新片区",)),
    Province("江苏省", "江苏", "苏", "", "", delta=True, cities=("南京", "苏州")),
    Province("浙江省", "浙江", "浙", "", "", delta=True, cities=("杭州",)),
    Province("安徽省", "安徽", "皖", "", "", delta=True, cities=("合肥",), guarded=("黄山",)),
    Province("山东省", "山东", "鲁", "", "", cities=("济南",), guarded=("日照",)),
)


def article(title: str, *texts: str, id: str = "aaaaaa") -> Article:
    return Article(id, title, tuple(map(Paragraph, texts)))


def chain(*measures: str) -> Chain:
    return Chain(measures)


def issue(
    number: int, articles: Iterable[Article], *, year: int = 2025, section: str = "科创聚焦", **changes
) -> Issue:
    return Issue(
        title="长三角每周要讯",
        year=year,
        number=number,
        date=changes.pop("date", date(year, 1, 3) + timedelta(weeks=number - 1)),
        issuer="浙江省人民政府驻上海办事处",
        sections=(Section(section, tuple(articles)),),
        **changes,
    )


@dataclass
class Shelf:
    """A folder of issues with an index, and how often files of it were read."""

    root: Path
    edition: str = "一"
    homes: list[Path | None] | None = None
    read: list[str] = field(default_factory=list)
    index: Index = field(init=False)

    def __post_init__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.reopen()

    @property
    def folder(self) -> Path:
        return self.root / "issues"

    @property
    def file(self) -> Path:
        return self.root / ".yaoxun" / "index.sqlite3"

    def reopen(self):
        """What another start of the program sees."""
        if hasattr(self, "index"):
            self.index.close()
        self.index = Index(
            self.folder,
            [self.file] if self.homes is None else self.homes,
            Reader(self._read, parse_issue),
            lambda: Places(PROVINCES),
            self.edition,
        )

    def _read(self, path: Path) -> bytes:
        self.read.append(path.stem)
        return read_bytes(path)

    def write(self, *issues: Issue) -> None:
        for each in issues:
            (self.folder / f"{each.id}.toml").write_text(dump_issue(each), encoding="utf-8")

    def search(self, query: str, limit: int = 50, **filters) -> Found:
        self.index.refresh()
        return self.index.ask(lambda connection: search(connection, query, Filters(**filters), limit))

    def titles(self, query: str, **filters) -> list[str]:
        return [hit.title for hit in self.search(query, **filters).hits]


@pytest.fixture
def shelf(tmp_path):
    made = Shelf(tmp_path / "要讯 工作区")
    yield made
    made.index.close()


@pytest.fixture
def rested(monkeypatch):
    """Two seconds and more have passed since anything was written."""
    monkeypatch.setattr(time, "time_ns", lambda now=time.time_ns: now() + 3_000_000_000)
