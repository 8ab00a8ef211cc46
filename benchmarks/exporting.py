"""DOCX: ours against pandoc's for the same text. Run: python -m benchmarks.exporting (needs pandoc)"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measure import HEAD, PYTHON, ROOT, compare, process
from editor.exporters.docx import export_docx
from editor.manuscript.grammar import render
from editor.model.issue import Issue
from editor.store.issue_file import save_issue
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


def main() -> None:
    if shutil.which("pandoc") is None:
        raise SystemExit("pandoc is not installed")
    print(subprocess.run(["pandoc", "--version"], capture_output=True, text=True).stdout.splitlines()[0])
    print(HEAD)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("issues", "styles"):
            shutil.copytree(ROOT / part, folder / part)
        hundred, thousand = generated_issue(1, 100), generated_issue(1, 1000)
        large = folder / "large.md"
        large.write_text(markdown(thousand), encoding="utf-8")
        print(
            compare(
                "1,000 articles to DOCX : pandoc",
                lambda: export_docx(thousand, STYLE),
                process(*pandoc(large)),
                goal=1.0,
                runs=ROUNDS,
            ).row()
        )
        print(
            compare(
                "1,000 articles : 100 articles",
                lambda: export_docx(thousand, STYLE),
                lambda: export_docx(hundred, STYLE),
                goal=11.0,
                runs=ROUNDS,
            ).row()
        )
        ordinary = generated_issue(2, 15)
        path = folder / "issues" / f"{ordinary.id}.toml"
        path.unlink(missing_ok=True)
        save_issue(path, ordinary)
        small = folder / "small.md"
        small.write_text(markdown(ordinary), encoding="utf-8")
        yaoxun = Path(PYTHON).with_name("yaoxun")
        print(
            compare(
                "15 articles, whole process : pandoc",
                process(yaoxun, "export", path, "--to", "docx", cwd=folder),
                process(*pandoc(small)),
                goal=2.5,
                runs=ROUNDS * 2,
            ).row()
        )


if __name__ == "__main__":
    main()
