"""What a document of ours prints about an issue and its articles, told by its paragraph styles.

密级 and 编号, 编者按, 署名, 来源 and 附件 have styles of their own, so they come back into their own fields and never into
the text of an article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.importers.articles import FoundSection
from editor.importers.below import Said, fields_of, with_about
from editor.importers.docx.paragraphs import Paragraph
from editor.manuscript.source import SourceLine, excerpt
from editor.model.issue import Issue
from editor.model.remark import Remark
from editor.model.style import HouseStyle
from editor.model.word import STYLES

_KINDS = {STYLES[kind].name: kind for kind in ("topline", "editor_note", "byline", "source", "attachment")}
_NUMBER = re.compile(r"[0-9]{1,2}\. ")


@dataclass(frozen=True)
class About:
    """One such line: its number, what it is, its text, that at its right end behind a tab."""

    line: int
    kind: str
    text: str


def apart(
    lines: Sequence[SourceLine], paragraphs: Mapping[int, Paragraph]
) -> tuple[list[SourceLine], list[About]]:
    """The lines of the text, and those that say something about it."""
    kept: list[SourceLine] = []
    about: list[About] = []
    for line in lines:
        paragraph = paragraphs[line.line]
        kind = _KINDS.get(paragraph.style.name)
        if kind is None:
            kept.append(line)
        else:
            about.append(About(line.line, kind, paragraph.text if kind == "topline" else line.text))
    return kept, about


def put_back(
    issue: Issue, found: Sequence[FoundSection], about: Sequence[About], style: HouseStyle
) -> tuple[Issue, list[Remark]]:
    """The issue with every such line in its field, and what is to say; what was carried there already stays as it is.

    ``found`` are its sections as they stood in the text. A line above all articles belongs to the issue; a note that is
    that of the house is no issue's own.
    """
    if not about:
        return issue, []
    titles = [article.line for section in found for article in section.articles]
    owned = defaultdict[int, list[About]](list)  # by the line of the title above, 0 for the issue
    for each in about:
        owned[max((line for line in titles if line < each.line), default=0)].append(each)
    issue, remarks = _of_issue(issue, owned.pop(0, []), style)
    said = {line: _of_article(below, style) for line, below in owned.items()}
    return replace(issue, sections=with_about(issue.sections, found, said)), remarks


def _of_issue(issue: Issue, about: Sequence[About], style: HouseStyle) -> tuple[Issue, list[Remark]]:
    note, remarks = _joined(about, "editor_note"), []
    if note.split() == style.editor_note.split():
        for each in (each for each in about if each.kind == "editor_note"):
            message = f"编者按由样式印出，不收入稿件（{excerpt(each.text)}）"
            remarks.append(Remark("left_out", each.line, message, each.text))
    elif not issue.editor_note:
        issue = replace(issue, editor_note=note)
    for each in about:
        if each.kind == "topline":
            left, _, right = each.text.partition("\t")
            issue = replace(
                issue, secrecy=issue.secrecy or left.strip(), serial=issue.serial or right.strip()
            )
    return issue, remarks


def _of_article(about: Sequence[About], style: HouseStyle) -> Said:
    label, attached = style.articles.attachments, (each.text for each in about if each.kind == "attachment")
    return {
        "editor_note": _joined(about, "editor_note"),
        "attachments": tuple(_NUMBER.sub("", text.removeprefix(label).strip(), count=1) for text in attached),
        **fields_of(style.articles.source, _joined(about, "source")),
        **fields_of(style.articles.byline, _joined(about, "byline")),
    }


def _joined(about: Iterable[About], kind: str) -> str:
    return "\n".join(each.text for each in about if each.kind == kind)
