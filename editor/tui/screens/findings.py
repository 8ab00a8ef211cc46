"""What is asked about findings: a reason to keep the text, which of several fixes, whether to export all the same.

Before an issue is exported, what is wrong with it is shown, gone to, or let through for a reason that is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from editor.files.disk import reason_of
from editor.model.issue import Article
from editor.proof.finding import Finding
from editor.session.document import Document
from editor.session.findings import Review, note_override, tally
from editor.session.proof import Proofing
from editor.tui.screen import FIELDS, DeskDialog, DeskScreen, FieldOverRows
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.services import Services
from editor.tui.widgets.cells import UNTITLED, drawable, fit
from editor.tui.widgets.field import Field
from editor.tui.widgets.finding_rows import FindingRows, Flaw, Item, Note, flaw_of, in_place
from editor.tui.widgets.rows import Choices, ItemRows, Pieces, Rows

KEEP_REASONS = ("文件原文如此", "固定用语", "已与来稿单位核实")
EXPORT_REASONS = ("已逐条核对，原文如此", "领导已审定", "先出样稿")
_TITLE = 20  # cells


class ReasonDialog(FieldOverRows[str]):
    """Ask for a reason: one of the usual ones, or one in one's own words. The answer is never empty."""

    HINT = "↑↓ 选一条，或直接写   回车 确定   Esc 取消"

    def __init__(self, heading: str, usual: Sequence[str]) -> None:
        super().__init__(heading)
        self._usual = usual

    def question(self) -> ComposeResult:
        """The usual reasons above a field for another."""
        choices = Choices(self._usual)
        choices.can_focus = False
        choices.styles.height = len(self._usual)
        field = Field(placeholder="别的理由")
        field.styles.margin = (1, 0, 0, 0)
        yield from (choices, field)

    def on_mount(self) -> None:
        """What is typed is a reason."""
        self.query_one(Field).focus()

    def action_take(self) -> None:
        """Take what was written, a figure alone for the reason of that number; else what is chosen."""
        written = drawable(self.query_one(Field).value).strip()
        if written.isdecimal() and 1 <= int(written) <= len(self._usual):
            written = self._usual[int(written) - 1]
        self.dismiss(written or self._usual[self.query_one(Choices).cursor])


class WordDialog(DeskDialog[tuple[str, str, str] | None]):
    """A word pair for the list of the house: wrong, right, why."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        *FIELDS,
    ]
    HINT = "↑↓ 换一项   回车 加入   Esc 取消"

    def __init__(self, wrong: str, right: str) -> None:
        super().__init__("加入本单位词表")
        self._values = (("不用", wrong), ("应为（可不填，只提示）", right), ("理由（可不填）", ""))

    def question(self) -> ComposeResult:
        """The fields."""
        for name, value in self._values:
            yield Static(name, markup=False, classes="name")
            yield Field(drawable(value))

    def on_mount(self) -> None:
        """Begin with the first field that is empty."""
        fields = list(self.query(Field))
        for field in fields:
            field.cursor_position = len(field.value)
        next((field for field in fields if not field.value), fields[0]).focus()

    def action_take(self) -> None:
        """Take the pair if there is one."""
        wrong, right, why = (drawable(field.value).strip() for field in self.query(Field))
        if wrong:
            self.dismiss((wrong, right, why))


class FixRows(ItemRows[tuple[str, Flaw]], can_focus=True):
    """Every change of one rule: title, and the words with what will stand there."""

    DEFAULT_CSS = """
    FixRows {
        & .rows--struck { text-style: strike; color: $quiet; }
        & .rows--new { color: $success; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--struck", "rows--new"}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "pass_over", show=False)]

    def __init__(self, flaws: Sequence[tuple[str, Flaw]]) -> None:
        super().__init__(flaws)
        self.passed: set[int] = set()
        """The indexes of the changes that are not to be made."""

    def pieces(self, index: int, width: int) -> Pieces:
        """One change; one that is passed over is quiet."""
        title, flaw = self._rows[index]
        passed = index in self.passed
        pieces: Pieces = [("－ " if passed else "✓ ", "quiet" if passed else "accent")]
        pieces.append((fit(title, _TITLE) + "  ", "quiet"))
        if passed:
            unchanged = replace(flaw.finding, fix=None)
            return [*pieces, *((text, "quiet") for text, _ in in_place(unchanged, flaw.text))]
        return [*pieces, *in_place(flaw.finding, flaw.text)]

    def action_pass_over(self) -> None:
        """Leave the change under the cursor out, or take it in again."""
        self.passed ^= {self.cursor}
        self.refresh_row(self.cursor)
        self.action_step(1)


class FixesScreen(DeskDialog[tuple[Finding, ...] | None]):
    """All fixes of a rule before they are carried out; the answer is those that are to be."""

    HINT = "回车 全部改正（一步，可撤销）   空格 这处不改   Esc 不改"
    SIZE = "wide"

    def __init__(self, review: Review, findings: Sequence[Finding]) -> None:
        super().__init__(f"同类共 {len(findings)} 处：{findings[0].message}")
        self._findings = tuple(findings)
        articles = {article.id: article for article in review.issue.articles}
        self._rows = FixRows([(_title(articles, f), flaw_of(articles, f)) for f in findings])

    def question(self) -> ComposeResult:
        """Every change."""
        self._rows.styles.height = "1fr"
        yield self._rows

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter takes all that are not passed over."""
        if not self._rows.passed or len(self._rows.passed) < len(self._findings):
            kept = (f for n, f in enumerate(self._findings) if n not in self._rows.passed)
            self.dismiss(tuple(kept))


class PreflightScreen(DeskDialog[Finding | str | None]):
    """Errors and warnings before exporting. The answer is the finding to go to, or the reason to export all the same."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+e", "override", show=False)]
    HINT = "回车 到那里改   ^E 写明理由，照样导出   Esc 先不导出"
    SIZE = "large"

    def __init__(self, review: Review) -> None:
        super().__init__(f"导出前请看校对意见：{tally(review.grave)}")
        self._review = review

    def question(self) -> ComposeResult:
        """Which they are."""
        rows = FindingRows(id="grave")
        rows.styles.height = "1fr"
        yield rows

    def on_mount(self) -> None:
        """List them."""
        rows = self.query_one(FindingRows)
        rows.focus()
        rows.show(list(by_article(self._review, self._review.grave)))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go there."""
        finding = self.query_one(FindingRows).finding
        if finding is not None:
            self.dismiss(finding)

    def action_override(self) -> None:
        """Ask why, and export all the same."""

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.dismiss(reason)

        self.app.push_screen(ReasonDialog("为什么照样导出（会记在案）", EXPORT_REASONS), answered)


def by_article(review: Review, findings: Sequence[Finding]) -> Iterator[Item]:
    """Findings under the titles of their articles."""
    articles = {article.id: article for article in review.issue.articles}
    last: str | None = None
    for finding in findings:
        if finding.article != last:
            if last is not None:
                yield Note("")
            last = finding.article
            yield Note(_title(articles, finding) if last else "全期", "strong")
        yield flaw_of(articles, finding)


def _title(articles: Mapping[str, Article], finding: Finding) -> str:
    article = articles.get(finding.article)
    return (article.title if article else "") or UNTITLED


def proofread(services: Services, document: Document) -> Review:
    """The findings on an issue that is not open for work. EditorError if a word list cannot be used."""
    remarks = services.remarks_on(document.path)
    return Review(
        document.issue, Proofing(services.workspace, document.style, remarks=remarks).findings(document.issue)
    )


def look_before(
    screen: DeskScreen[Any],
    services: Services,
    review: Review | None,
    export: Callable[[], object],
    go_to: Callable[[Finding], object],
) -> None:
    """Export; where there are errors or warnings, once they were looked at and a reason was given.

    ``review`` is None where the issue could not be proof-read, which the person has been told.
    """
    if review is not None and not any(True for _ in review.issue.articles):
        question = f"{review.issue.label}还没有稿件，导出的只有刊头。"
        choices = [("no", "不导出"), ("yes", "照样导出")]

        def chosen(answer: str | None) -> None:
            if answer == "yes":
                export()

        screen.app.push_screen(ChoiceDialog(question, choices), chosen)
        return
    if review is None or not review.grave:
        export()
        return

    def answered(answer: Finding | str | None) -> None:
        if isinstance(answer, Finding):
            go_to(answer)
        elif answer is not None:
            try:
                note_override(services.workspace, review.issue, review.grave, answer)
            except OSError as error:
                services.tell(f"理由没能记下（{reason_of(error)}），导出照常")
            export()

    screen.app.push_screen(PreflightScreen(review), answered)
