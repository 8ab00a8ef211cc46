"""Every TOML key of the issue file, written down once, in the order in which the file lists them.

It stands apart so that reader, writer and editor cannot disagree about a name.
"""

from __future__ import annotations

from typing import Final

FORMAT: Final = 1  # what this program writes; newer files are refused, older ones migrated

FORMAT_KEY: Final = "format"

ISSUE: Final = "issue"
TITLE: Final = "title"
YEAR: Final = "year"
NUMBER: Final = "number"
KIND: Final = "kind"
TOTAL: Final = "total"
DATE: Final = "date"
ISSUER: Final = "issuer"
STYLE: Final = "style"
NUMBER_TO: Final = "number_to"
SECRECY: Final = "secrecy"
SERIAL: Final = "serial"
EDITOR: Final = "editor"
APPROVER: Final = "approver"
COPIES: Final = "copies"
EDITOR_NOTE: Final = "editor_note"  # of an issue and of an article
PUBLISHED: Final = "published"
PUBLISHED_BY: Final = "published_by"
EXTRA: Final = "extra"

SECTION: Final = "section"
NAME: Final = "name"

ARTICLE: Final = "article"
SPARE: Final = "spare"
ID: Final = "id"
SOURCE: Final = "source"
UNIT: Final = "unit"
BYLINE: Final = "byline"
ATTACHMENTS: Final = "attachments"
NOTE: Final = "note"
ACCEPT: Final = "accept"
RUN_IN: Final = "run_in"
BODY: Final = "body"

HEADING: Final = "heading"
LEVEL: Final = "level"
RESTART: Final = "restart"

OF_FILE: Final = (FORMAT_KEY, ISSUE, SECTION, SPARE)
OF_ISSUE: Final = (
    *(TITLE, YEAR, NUMBER, NUMBER_TO, KIND, TOTAL, DATE, ISSUER, STYLE),
    *(SECRECY, SERIAL, EDITOR, APPROVER, COPIES, EDITOR_NOTE, PUBLISHED, PUBLISHED_BY, EXTRA),
)
OF_SECTION: Final = (NAME, ARTICLE)
OF_ARTICLE: Final = (ID, TITLE, SOURCE, UNIT, EDITOR_NOTE, BYLINE, ATTACHMENTS, NOTE, ACCEPT, RUN_IN, BODY)
OF_HEADING: Final = (HEADING, LEVEL, RESTART)

# Of which tables there are several, by what heads them.
ARRAYS: Final = {(): (SECTION, SPARE), (SECTION,): (ARTICLE,)}
