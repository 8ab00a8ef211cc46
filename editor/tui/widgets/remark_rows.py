"""What was read from a file: what its reader has to say, then its sections and articles."""

from __future__ import annotations

from editor.model.issue import Issue
from editor.model.remark import Remark, RemarkKind
from editor.tui.widgets.cells import UNTITLED, clip, fit
from editor.tui.widgets.reading import Reading
from editor.tui.widgets.rows import Pieces
from editor.tui.widgets.status import StatusLine
from editor.tui.widgets.wrapped import wrapped

# Each kind has a mark besides its colour; what is to be looked at comes first.
_KINDS: dict[RemarkKind, tuple[str, str, str]] = {
    "doubtful": ("!", "请核对", "warn"),
    "left_out": ("-", "未收入", "accent"),
    "repaired": ("·", "已修正", "quiet"),
}
_LINE, _HEAD = 10, 11  # cells of the line number, and of mark and kind
_WORDS = 60  # cells of the words concerned that are shown; they may be a whole paragraph


class RemarkRows(Reading, can_focus=True):
    """What was read, to be looked through."""

    def show_read(self, issue: Issue, remarks: tuple[Remark, ...]) -> None:
        """Show what was read."""
        self.show(lambda width: [*_of_remarks(remarks, width), *_of_issue(issue, width)])


def counts(remarks: tuple[Remark, ...]) -> str:
    """请核对 1 · 未收入 3; 没有需要说明的地方 if there are none."""
    found = [
        f"{name} {number}"
        for kind, (_, name, _) in _KINDS.items()
        if (number := sum(1 for remark in remarks if remark.kind == kind))
    ]
    return StatusLine.PARTS.join(found) or "没有需要说明的地方"


def _of_remarks(remarks: tuple[Remark, ...], width: int) -> list[Pieces]:
    rows: list[Pieces] = []
    order = list(_KINDS)
    for remark in sorted(remarks, key=lambda remark: (order.index(remark.kind), remark.line)):
        mark, name, tone = _KINDS[remark.kind]
        for number, line in enumerate(wrapped(_sentence(remark), width - _HEAD - _LINE)):
            first = number == 0
            rows.append(
                [
                    (fit(f"{mark} {name}" if first else "", _HEAD), tone),
                    (fit(f"第{remark.line}行" if first else "", _LINE), "quiet"),
                    (line, ""),
                ]
            )
    return [*rows, [("", "")]] if rows else []


def _sentence(remark: Remark) -> str:
    words = clip(remark.text, _WORDS)
    return f"{remark.message}：{words}" if words and remark.text not in remark.message else remark.message


def _of_issue(issue: Issue, width: int) -> list[Pieces]:
    rows: list[Pieces] = []
    for section in issue.sections:
        rows.append([(clip(f"{section.name}  {len(section.articles)} 篇", width), "strong")])
        for article in section.articles:
            size = f"{article.characters:,} 字"
            title = fit(article.title or UNTITLED, max(4, width - 16))
            rows.append([("  ", ""), (title, ""), (fit(size, 12, right=True), "quiet")])
    return rows
