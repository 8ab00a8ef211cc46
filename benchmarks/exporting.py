"""DOCX: ours against pandoc's for the same text. Run: python -m benchmarks.exporting (needs pandoc)"""

import gc
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from benchmarks.measure import HEAD, ROOT, compare, process
from editor.exporters.docx import export_docx
from editor.manuscript.lines import render
from editor.model.issue import Issue
from editor.store.style_file import load_style
from tests.generated import generated_issue

STYLE = load_style(ROOT / "styles" / "official.toml")
ROUNDS = 5


def markdown(issue: Issue) -> str:
    """The same headings and paragraphs for pandoc."""
    lines = [f"# {issue.title}"]
    for section in issue.sections:
        lines.append(f"# {section.name}")
        for article in section.articles:
            lines.append(f"## {article.title}")
            lines += (line.text for line in render(article.body, article.run_in, STYLE.ordinals))
    return "\n\n".join(lines) + "\n"


def pandoc(source: Path) -> list[str | Path]:
    return ["pandoc", "--toc", "-s", "-f", "markdown", "-o", source.with_suffix(".docx"), source]


def export_fresh(articles: int, seeds: Iterator[int]) -> Callable[[], object]:
    """Export an issue that was not seen before; making it is not timed."""
    ready = iter([generated_issue(next(seeds), articles) for _ in range(ROUNDS + 1)])
    return lambda: export_docx(next(ready), STYLE)


def main() -> None:
    if shutil.which("pandoc") is None:
        raise SystemExit("pandoc is not installed")
    print(subprocess.run(["pandoc", "--version"], capture_output=True, text=True).stdout.splitlines()[0])
    print(HEAD)
    gc.disable()  # as the command line does
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = folder / "large.md"
        large.write_text(markdown(generated_issue(1, 1000)), encoding="utf-8")
        # Other articles each time, as paragraphs that were broken into lines before are remembered.
        seeds = count(1)
        print(
            compare(
                "1,000 articles to DOCX : pandoc",
                export_fresh(1000, seeds),
                process(*pandoc(large)),
                goal=1.2,
                runs=ROUNDS,
            ).row()
        )
        print(
            compare(
                "1,000 articles : 100 articles",
                export_fresh(1000, seeds),
                export_fresh(100, seeds),
                goal=11.0,
                runs=ROUNDS,
            ).row()
        )


if __name__ == "__main__":
    main()
