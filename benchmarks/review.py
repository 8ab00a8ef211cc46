"""Returns and 花脸稿 against the plain work on the same issue. Run: python -m benchmarks.review"""

from benchmarks.measure import HEAD, ROOT, compare
from editor.exporters.docx import export_docx
from editor.exporters.redline import Signed, redline_docx
from editor.importers import read_issue
from editor.importers.docx.returned import Returned
from editor.store.style_file import load_style
from tests.generated import generated_issue
from tests.returned import returned

STYLE = load_style(ROOT / "styles" / "official.toml")
SIGNED = Signed("李主任", "2026-01-15T09:00:00Z")


def main() -> None:
    issue = generated_issue(25, 26)
    back = returned(issue, STYLE, 5, edits=30, silent=0.0)
    document = Returned(back.data, "回稿.docx", lambda _: STYLE)
    new = document.view(range(len(document.revisions)))
    print(HEAD)
    print(
        compare(
            "花脸稿 of 26 articles with 30 changes : export",
            lambda: redline_docx(issue, new, STYLE, SIGNED),
            lambda: export_docx(new, STYLE),
            goal=3,
        ).row()
    )
    print(
        compare(
            "one view of a return with 30 changes : import",
            lambda: document.view(range(0, 30, 2)),
            lambda: read_issue(back.data, "回稿.docx", lambda _: STYLE),
            goal=1.2,
        ).row()
    )


if __name__ == "__main__":
    main()
