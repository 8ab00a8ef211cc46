"""An import as readable text, to be compared with the files beside the cases.

``python -m tests.importers.golden`` writes those files anew; look at the differences before you keep them.
"""

from pathlib import Path

from editor.importers import Imported
from editor.manuscript.lines import render
from editor.model.body import Chain, Heading
from editor.model.style import HouseStyle
from tests.imported import import_txt

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))
STYLE = HouseStyle(
    name="official",
    title="长三角每周要讯",
    issuer="浙江省人民政府驻上海办事处",
    sections=("科创聚焦", "经济热点", "产业动向", "政策举措", "经验交流", "域外动态"),
)


def lines_of(imported: Imported) -> list[str]:
    """The issue as the published text has it, from the first section on."""
    lines = []
    for section in imported.issue.sections:
        lines.append(section.name)
        for article in section.articles:
            lines.append(article.title)
            lines += [line.text for line in render(article.body, article.run_in, STYLE.ordinals)]
    return lines


def describe(imported: Imported) -> str:
    """Everything that was read, one line each: masthead, structure, text, remarks."""
    issue = imported.issue
    lines = [f"{issue.id} {issue.total or '-'} {issue.date} {issue.title} {issue.issuer}"]
    for section in issue.sections:
        lines.append(f"# {section.name}")
        for article in section.articles:
            lines.append(f"## {article.title}{' (run-in)' if article.run_in else ''}")
            for block in article.body:
                if isinstance(block, Chain):
                    lines += ["  - " + measure.replace("\n", " ⏎ ") for measure in block.measures]
                elif isinstance(block, Heading):
                    lines.append(f"  {'=' * block.level} {block.text}")
                else:
                    lines.append(f"  {block.text}")
    lines.append("remarks")
    lines += [f"  {remark.kind} {remark}" for remark in imported.remarks]
    return "\n".join(lines) + "\n"


def read_case(path: Path) -> Imported:
    """One of the cases, as a file that an office would send."""
    return import_txt(path.read_bytes(), path.name, STYLE)


if __name__ == "__main__":
    for case in CASES:
        case.with_suffix(".golden").write_text(describe(read_case(case)), encoding="utf-8", newline="\n")
