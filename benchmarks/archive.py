"""The archive over 1,000 generated issues (12,000 articles, 36 MB). Run: python -m benchmarks.archive (needs grep)"""

import shutil
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.measure import HEAD, PYTHON, ROOT, Ratio, compare, process, seconds
from editor.archive.duplicates import alike
from editor.archive.folding import fold
from editor.archive.rows import body_text
from editor.archive.shingles import shingles
from editor.model.issue import Article
from editor.session.archive import Archive
from editor.store.issue_file import dump_issue, load_issue
from tests.generated import generated_issue
from tests.rewritten import WAYS, all_of_it, rewritten

ISSUES, ARTICLES = 1000, 12
A_YEAR = 50
LATE = "2099-01"  # an issue after all of them
BARE = "import sqlite3, argparse, tomllib"
SETTLED = 2.1  # seconds after which a file is believed by its time


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        fill(root)
        print(HEAD)
        for ratio in (*indexing(root), *searching(root), *command(root)):
            print(ratio.row(), flush=True)
        print(
            "\n| articles put in again | number | found | goal | by text alone | ms, median | ms, 99 in 100 |"
        )
        print("|---|---|---|---|---|---|---|")
        duplicates(root)
        print("\n| pairs on one subject | number | taken for the same | goal |\n|---|---|---|---|")
        unrelated(root)


def fill(root: Path) -> None:
    shutil.copytree(ROOT / "styles", root / "styles")
    (root / "issues").mkdir()
    for seed in range(ISSUES):
        issue = replace(
            generated_issue(seed, ARTICLES),
            year=2006 + seed // A_YEAR,
            number=seed % A_YEAR + 1,
            date=date(2006, 1, 6) + timedelta(weeks=seed),
        )
        (root / "issues" / f"{issue.id}.toml").write_text(dump_issue(issue), encoding="utf-8")


def files(root: Path) -> list[Path]:
    return sorted((root / "issues").glob("*.toml"))


# -- time ---------------------------------------------------------------------------------------------------------


def indexing(root: Path) -> Iterator[Ratio]:
    def read() -> None:
        for path in files(root):
            load_issue(path)

    def start() -> None:
        archive = Archive(root)
        archive.refresh()
        archive.close()

    def first() -> None:
        (root / ".yaoxun" / "index.sqlite3").unlink(missing_ok=True)
        start()

    def later() -> None:
        with files(root)[ISSUES // 2].open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        start()

    yield compare("first index : reading and parsing the files", first, read, goal=3.0, runs=3)
    yield compare(
        "start with one file changed : reading and parsing the files", later, read, goal=0.05, runs=5
    )


def searching(root: Path) -> Iterator[Ratio]:
    archive = rested(root)
    for length in (1, 2, 4, 10):
        for kind, word in words(root, length).items():
            yield compare(
                f"50 best for {length} characters, {kind} ({archive.search(word).total} articles) : `grep -rFc`",
                lambda word=word: archive.search(word),  # type: ignore[misc]
                process("grep", "-rFc", word, root / "issues"),
                goal=0.5,
                runs=9,
            )
    archive.close()


def words(root: Path, length: int) -> dict[str, str]:
    """A rare, a middling and a frequent word; those in some tenth of all articles are the most work."""
    count: Counter[str] = Counter()
    sampled = [text for path in files(root)[::20] for text in bodies(path)]
    for text in sampled:
        count.update({text[at : at + length] for at in range(len(text) - length + 1)})
    usable = sorted((word for word in count if word.isalnum()), key=lambda word: (count[word], word))
    middling = min(usable, key=lambda word: (abs(count[word] - len(sampled) // 13), word))
    return {"rare": usable[0], "middling": middling, "frequent": usable[-1]}


def bodies(path: Path) -> Iterator[str]:
    return (body_text(article) for article in load_issue(path).articles)


def command(root: Path) -> Iterator[Ratio]:
    rested(root).close()
    yaoxun = Path(PYTHON).with_name("yaoxun")
    for length in (2, 10):
        for kind, word in words(root, length).items():
            yield compare(
                f"`yaoxun search`, {length} characters, {kind} : `{BARE}`",
                process(yaoxun, "search", word, cwd=root),
                process(PYTHON, "-c", BARE),
                goal=2.0,
            )


def rested(root: Path) -> Archive:
    """An archive that is up to date, with no file that was changed just now."""
    archive = Archive(root)
    archive.refresh()
    time.sleep(SETTLED)
    archive.refresh()
    return archive


# -- duplicates ---------------------------------------------------------------------------------------------------


def duplicates(root: Path, number: int = 300) -> None:
    archive = rested(root)
    random = Random(6)
    chosen = [
        (path.stem, random.choice(list(load_issue(path).articles)))
        for path in random.sample(files(root), number)
    ]
    for name, way in {**WAYS, "all four at once": all_of_it}.items():
        times: list[float] = []
        again = [
            (issue, original, rewritten(original, way, seed)) for seed, (issue, original) in enumerate(chosen)
        ]
        found = sum(finds(archive, issue, article, times) for issue, _, article in again)
        untitled = ((issue, replace(article, title="")) for issue, _, article in again)
        by_text = sum(finds(archive, issue, article, times) for issue, article in untitled)
        goal = "≥ 95 %" if name in WAYS else ""
        slow = statistics.quantiles(times, n=100)[-1]
        print(
            f"| {name} | {number} | {found / number:.1%} | {goal} | {by_text / number:.1%} "
            f"| {statistics.median(times) * 1000:.1f} | {slow * 1000:.1f} |",
            flush=True,
        )
    archive.close()


def finds(archive: Archive, issue: str, article: Article, times: list[float]) -> bool:
    runs = []
    times.append(seconds(lambda: runs.extend(archive.runs_before(article, LATE))))
    return any((run.issue, run.article) == (issue, article.id) for run in runs)


def unrelated(root: Path, number: int = 3000) -> None:
    """Pairs of articles whose titles speak of the same."""
    random = Random(6)
    by_subject: dict[str, list[frozenset[str]]] = {}
    for path in random.sample(files(root), 250):
        for article in load_issue(path).articles:
            subject = article.title[4:8]  # after two characters of a place and two of a verb
            by_subject.setdefault(subject, []).append(shingles(fold(body_text(article))))
    subjects = [same for same in by_subject.values() if len(same) > 1]
    pairs = [random.sample(random.choice(subjects), 2) for _ in range(number)]
    taken = sum(alike(*pair) > 0 for pair in pairs)
    print(f"| generated | {number} | {taken / number:.2%} | ≤ 1 % |")


if __name__ == "__main__":
    main()
