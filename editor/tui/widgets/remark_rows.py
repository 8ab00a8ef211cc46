"""What was read from a file: what its reader has to say, then its sections and articles."""

from __future__ import annotations

from editor.model.issue import Issue
from editor.model.remark import Remark, RemarkKind
from editor.tui.widgets.cells import clip, fit
from editor.tui.widgets.rows import Pieces, Rows
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


class RemarkRows(Rows):
    """Rows to be read; the cursor does not show, up and down scroll."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._issue: Issue | None = None
        self._remarks: tuple[Remark, ...] = ()
        self._rows: list[Pieces] = []

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._rows)

    @property
    def shows_cursor(self) -> bool:
        """There is nothing to choose."""
        return False

    def show(self, issue: Issue, remarks: tuple[Remark, ...]) -> None:
        """Show what was read."""
        self._issue, self._remarks = issue, remarks
        self._set()
        self.cursor = 0

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._set()

    def _set(self) -> None:
        width = self.scrollable_content_region.width
        if self._issue is not None and width:
            self._rows = [*_of_remarks(self._remarks, width), *_of_issue(self._issue, width)]
            self.changed()

    def pieces(self, index: int, width: int) -> Pieces:
        """One row."""
        return self._rows[index]

    def action_step(self, step: int) -> None:
        """Scroll by one row."""
        self.scroll_relative(y=step, animate=False)

    def action_page(self, step: int) -> None:
        """Scroll by a screen."""
        self.scroll_relative(y=step * max(1, self.size.height - 1), animate=False)

    def action_edge(self, step: int) -> None:
        """Scroll to the first or last row."""
        self.scroll_to(y=0 if step < 0 else self.count, animate=False)


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
            title = fit(article.title or "（无标题）", max(4, width - 16))
            rows.append([("  ", ""), (title, ""), (fit(size, 12, right=True), "quiet")])
    return rows
