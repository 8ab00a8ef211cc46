"""Documents as the program sends them out, with what it carries of the issue file."""

from editor.exporters.docx import export_docx
from editor.model.issue import Issue
from editor.model.style import HouseStyle
from editor.session.exports import head_text
from editor.store.issue_file import dump_issue


def for_readers(issue: Issue, style: HouseStyle) -> bytes:
    """A DOCX for everybody: ids and shapes, and no words but the printed ones."""
    return export_docx(issue, style, file=head_text(issue))


def working_copy(issue: Issue, style: HouseStyle) -> bytes:
    """A DOCX for the office, which carries all."""
    return export_docx(issue, style, file=dump_issue(issue), working=True)
