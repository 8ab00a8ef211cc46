"""The issues, newest first, as rows: number, date, articles, characters, pages, findings, last change. And one at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from rich.cells import cell_len
from textual.message import Message

from editor.session.catalogue import Entry
from editor.tui.widgets.cells import ELLIPSIS, UNTITLED, clip, fit, wrapped
from editor.tui.widgets.reading import Reading
from editor.tui.widgets.rows import ItemRows, Pieces

_MARK, _NUMBER, _DATE, _ARTICLES, _CHARACTERS, _PAGES, _FLAWS, _CHANGED = 3, 18, 12, 6, 10, 6, 9, 13
_GAP = "   "

_INDENT, _NAME = 3, 12  # cells before a row of the glance, and of the name of a section
_BETWEEN = " ／ "
_COPY = "{} 是 {} 的副本（同步冲突或复制留下的），不算一期。可以合并：两份里改的都留下，原样收作早先的版本。"


class IssueRows(ItemRows[Entry]):
    """Rows of entries. The focus stays in the field that filters them, so the cursor always stands out."""

    class Scrolled(Message):
        """Other rows came to the screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.resting = False
        """Whether the cursor is in another list."""

    @property
    def shows_cursor(self) -> bool:
        """While the cursor is here."""
        return not self.resting

    @property
    def seen(self) -> Sequence[Entry]:
        """The entries that are on the screen."""
        top = round(self.scroll_y)
        return self._rows[top : top + self.size.height]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scroll, and tell."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled())

    def on_resize(self) -> None:
        """Show as many as there is room for, and tell."""
        super().on_resize()
        self.post_message(self.Scrolled())

    def list_entries(self, entries: Sequence[Entry], keep: Entry | None) -> None:
        """Show other entries; the cursor goes with the file of ``keep`` where it is still there."""
        paths = [entry.path for entry in entries]
        self.show(entries, paths.index(keep.path) if keep is not None and keep.path in paths else None)

    def pieces(self, index: int, width: int) -> Pieces:
        """One issue, or one broken file with its error."""
        entry = self._rows[index]
        here = index == self.cursor and not self.resting
        head: Pieces = [
            (fit("▸" if here else "", 2), "accent"),
            (" ", ""),
            (fit(entry.label, _NUMBER), "strong" if here else ""),
        ]
        rest = max(0, width - _MARK - _NUMBER)
        if entry.error is not None:
            return [*head, (clip(f"✗ {_complaint(entry)}", rest), "warn")]
        if entry.facts is None:
            return [*head, (clip("…", rest), "quiet")]
        return [
            *head,
            (fit(entry.facts.date.isoformat(), _DATE), "quiet"),
            (fit(str(entry.facts.articles), _ARTICLES, right=True), ""),
            (fit(f"{entry.facts.characters:,}", _CHARACTERS, right=True), ""),
            (fit("" if entry.pages is None else str(entry.pages), _PAGES, right=True), ""),
            (_GAP, ""),
            (fit(_flaws(entry), _FLAWS), "warn" if entry.flaws and any(entry.flaws) else "quiet"),
            _changed(entry, width),
        ]


def _changed(entry: Entry, width: int) -> tuple[str, str]:
    """When it was changed; that work on it was never saved or its name is wrong, in as many words as there is room for."""
    if entry.unsaved:
        words, short = "● 有未保存的恢复稿", "● 有恢复稿"
    elif entry.copy_of is not None:
        words, short = f"● {entry.copy_of.name} 的副本，可合并", "● 副本可合并"
    elif entry.right_name:
        words, short = f"● 文件名应为 {entry.right_name}", "● 文件名不符"
    else:
        return fit(_last(entry), _CHANGED), "quiet"
    room = width - sum((_MARK, _NUMBER, _DATE, _ARTICLES, _CHARACTERS, _PAGES, len(_GAP), _FLAWS))
    return (words if room >= cell_len(words) else fit(short, _CHANGED)), "warn"


def heading() -> str:
    """The heads of the columns."""
    return (
        " " * _MARK
        + fit("期号", _NUMBER)
        + fit("日期", _DATE)
        + fit("篇数", _ARTICLES, right=True)
        + fit("字数", _CHARACTERS, right=True)
        + fit("页数", _PAGES, right=True)
        + _GAP
        + fit("校对", _FLAWS)
        + "修改"
    )


def _flaws(entry: Entry) -> str:
    """✗2 !1, a dash where nothing is wrong, nothing while that is not known."""
    if entry.flaws is None:
        return ""
    return " ".join(f"{mark}{count}" for mark, count in zip("✗!", entry.flaws, strict=True) if count) or "–"


def _last(entry: Entry) -> str:
    """When it went out, else when it was last changed."""
    out = entry.facts.published if entry.facts else None
    if out is not None:
        return f"已发 {out.month}月{out.day}日"
    return when(entry.changed, datetime.now().date())


def when(moment: datetime | None, today: date) -> str:
    """今天 16:20, 昨天 09:05, 1月9日, 2025-12-30."""
    if moment is None:
        return ""
    day = moment.date()
    if day == today:
        return f"今天 {moment:%H:%M}"
    if (today - day).days == 1:
        return f"昨天 {moment:%H:%M}"
    return f"{day.month}月{day.day}日" if day.year == today.year else day.isoformat()


def _complaint(entry: Entry) -> str:
    """What is wrong, without the path, which the row already names."""
    error = entry.error
    assert error is not None
    place = f"第{error.line}行：" if error.line is not None else ""
    return f"{place}{error.message}"


class Preview(Reading):
    """The contents of an entry, as far as there is room."""

    DEFAULT_CSS = """
    Preview { overflow: hidden; scrollbar-gutter: auto; }
    """

    def show_entry(self, entry: Entry | None) -> None:
        """Show another entry, or nothing."""
        self.show(lambda width: rows_of(entry, width) if entry else [])

    def pieces(self, index: int, width: int) -> Pieces:
        """One row; the last one that there is room for says when there are more."""
        if index == self.size.height - 1 and self.count > self.size.height:
            return [(" " * (_INDENT + _NAME) + ELLIPSIS, "quiet")]
        return super().pieces(index, width)


def rows_of(entry: Entry, width: int) -> list[Pieces]:
    """The rows of an entry in a width: the name of a section beside its titles, or the error in full."""
    if entry.error is not None:
        return [[(" " * _INDENT + line, "warn")] for line in wrapped(str(entry.error), width - 2 * _INDENT)]
    if entry.facts is None:
        return []
    rows: list[Pieces] = []
    if entry.copy_of is not None:
        told = _COPY.format(entry.path.name, entry.copy_of.name)
        rows += [[(" " * _INDENT + line, "warn")] for line in wrapped(told, width - 2 * _INDENT)]
    for name, titles in entry.facts.contents:
        text = _BETWEEN.join(title or UNTITLED for title in titles)
        for number, line in enumerate(wrapped(text, width - _INDENT - _NAME - _INDENT)):
            head = fit("" if number else name, _NAME - 2)
            rows.append([(" " * _INDENT, ""), (f"{head}  ", "quiet"), (line, "")])
    return rows or [[(" " * _INDENT + "还没有稿件", "quiet")]]
