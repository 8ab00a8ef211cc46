"""How often our 目录 names the page on which LibreOffice prints an article.

Over generated issues (10 to 40 articles; tests/generated.py), the samples in issues/ and the published issue where
it is at hand; and over a fifth of the generated ones in every style of tests/data/styles. The fonts of official documents are played by free ones of the same measure (tests/render/fonts.conf).

    python benchmarks/page_accuracy.py [number of generated issues, default 200]
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from editor.exporters.blocks import paper  # noqa: E402
from editor.exporters.docx import export_docx  # noqa: E402
from editor.model.issue import Issue  # noqa: E402
from editor.model.style import HouseStyle  # noqa: E402
from editor.store.issue_file import load_issue  # noqa: E402
from editor.store.style_file import load_style  # noqa: E402
from tests.generated import generated_issue  # noqa: E402
from tests.imported import import_txt  # noqa: E402
from tests.render.rendering import render_all  # noqa: E402

PUBLISHED = ROOT.parent / "shared" / "published" / "2025-28.txt"
AT_ONCE = 20  # documents in one start of LibreOffice


@dataclass
class Tally:
    """What was counted over some issues; ``off`` are articles more than one page away."""

    name: str
    issues: int = 0
    articles: int = 0
    right: int = 0
    off: int = 0
    counts: int = 0

    def row(self) -> str:
        share = 100 * self.right / self.articles
        return (
            f"| {self.name} | {self.issues} | {self.articles} | {self.right} ({share:.2f} %) | {self.off}"
            f" | {self.counts} |"
        )


def groups(generated: int, style: HouseStyle) -> Iterator[tuple[str, list[Issue]]]:
    yield "generated", [generated_issue(seed) for seed in range(generated)]
    yield "samples", [load_issue(path) for path in sorted((ROOT / "issues").glob("*.toml"))]
    if PUBLISHED.exists():
        yield "published", [import_txt(PUBLISHED.read_bytes(), PUBLISHED.name, style).issue]


def count(name: str, issues: list[Issue], style: HouseStyle) -> Tally:
    tally = Tally(name)
    for start in range(0, len(issues), AT_ONCE):
        batch = issues[start : start + AT_ONCE]
        rendered = render_all([export_docx(issue, style) for issue in batch])
        for issue, pages in zip(batch, rendered, strict=True):
            ours = paper(issue, style).pages
            ids = [article.id for article in issue.articles]
            rendering = pages.rendering(ids)
            printed = rendering.numbers(ours)
            distances = [abs(ours.page_of(anchor) - printed[anchor]) for anchor in ids]
            tally.issues += 1
            tally.articles += len(ids)
            tally.right += distances.count(0)
            tally.off += sum(distance > 1 for distance in distances)
            tally.counts += rendering.count == ours.count
    return tally


def main() -> None:
    style = load_style(ROOT / "styles" / "official.toml")
    print("| issues | number | articles | right page | off by more than one | right page count |")
    print("|---|---|---|---|---|---|")
    generated = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for name, issues in groups(generated, style):
        print(count(name, issues, style).row(), flush=True)
    for path in sorted((ROOT / "tests" / "data" / "styles").glob("*.toml")):
        issues = [generated_issue(seed) for seed in range(-(-generated // 5))]
        print(count(f"generated, {path.stem}", issues, load_style(path)).row(), flush=True)


if __name__ == "__main__":
    main()
