"""Before an issue is exported: what is wrong with it is shown, gone to, or let through for a reason that is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from editor.files.disk import reason_of
from editor.proof.finding import Finding
from editor.session.document import Document
from editor.session.findings import Review, note_override
from editor.session.proof import Proofing
from editor.tui.screen import DeskScreen
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.screens.findings import PreflightScreen
from editor.tui.services import Services


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
            _note_override(services, review, answer)
            export()

    screen.app.push_screen(PreflightScreen(review), answered)


def _note_override(services: Services, review: Review, reason: str) -> None:
    try:
        note_override(services.workspace, review.issue, review.grave, reason)
    except OSError as error:
        services.tell(f"理由没能记下（{reason_of(error)}），导出照常")
