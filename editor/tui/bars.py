"""What the key bar of the edit screen shows for each pane: commands by their ids, the weightiest first."""

from typing import Final

IN_OUTLINE: Final = [
    "issue.close",
    "issue.save",
    "finding.next",
    "column.next",
    "move.up",
    "article.new",
    "move.down",
    "move.section",
    "article.park",
    "outline.pick",
    "outline.delete",
    "pane.next",
    "issue.export",
    "go.anywhere",
    "sections.arrange",
    "edit.undo",
    "text.find",
]
IN_TEXT: Final = [
    "issue.close",
    "issue.save",
    "finding.next",
    "column.next",
    "move.up",
    "move.down",
    "pane.next",
    "edit.undo",
    "text.find",
    "go.anywhere",
    "article.new",
    "article.cut",
    "move.section",
    "issue.export",
]
IN_FINDINGS: Final = [
    "issue.close",
    "finding.fix",
    "finding.accept",
    "finding.next",
    "column.next",
    "finding.fix_rule",
    "finding.word",
    "finding.rule_off",
    "pane.next",
    "issue.save",
    "edit.undo",
]
IN_PAGES: Final = [
    "issue.close",
    "issue.save",
    "finding.next",
    "column.next",
    "pane.next",
    "column.hide",
    "issue.export",
    "go.anywhere",
]
