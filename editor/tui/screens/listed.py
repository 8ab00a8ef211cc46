"""The list of issues as it fills: files read in a thread, filtered by what is typed, their text searched, some proof-read.

Nothing here keeps the first screen waiting: the list is shown before a file is read, the archive is opened at the first
search, and the issues that are on the screen are proof-read when all else is done.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep

from textual.widgets import Input, Static

from editor.errors import EditorError
from editor.session.catalogue import Entry, in_order, proof_entries, read_entry, rules_of, survey
from editor.session.question import Question, question
from editor.session.regions import region_names
from editor.tui.background import Background
from editor.tui.screen import DeskScreen
from editor.tui.services import Services
from editor.tui.widgets.field import Field
from editor.tui.widgets.issue_rows import IssueRows, Preview
from editor.tui.widgets.rows import Rows
from editor.tui.widgets.status import Rule
from editor.tui.widgets.text_hits import TextHits

_FIRST, _BATCH = 0.03, 0.1  # seconds of reading until the first update of the list, and between two more
_YIELD = 0.002  # seconds that the reading thread leaves to the keyboard after each file
PROOF_AFTER = 0.8  # seconds of rest until the issues on the screen are proof-read

_FIRST_STEPS = """\
还没有任何一期。
按 Ctrl+N 新建第一期，期号、日期、栏目都会填好；按 Ctrl+O 导入已有的文本。
刊名、编印单位和栏目在 styles 文件夹的 official.toml 里，可以先改好。"""


class Listed(DeskScreen[None]):
    """Knows the issues and shows those that are wanted. A subclass composes the widgets."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._workspace = services.workspace
        self._reading = Background(self, self._load, self._take, failed=self._failed, group="load")
        self._proofing = Background(
            self, self._proof, self._take_flaws, failed=self._failed, rest=PROOF_AFTER, group="marks"
        )
        self._trouble = ""
        self._entries: list[Entry] = []
        self._surveyed = False
        self._rules: object = None  # by which the issues were proof-read
        self._wanted: Path | None = None  # the file that the cursor is to go to once it is listed

    @property
    def takes_keys(self) -> bool:
        """Enter opens what is listed, so there has to be a list, or to be none."""
        return self.whole and (self._surveyed or not self._reading.waits)

    # -- the list -----------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Look again what is there: the issue that was open may have changed, and so may others."""
        self._reading.ask(list(self._entries))

    def _load(self, known: list[Entry]) -> Generator[list[Entry], None, None]:
        """List the files, then read those that are not known, newest first."""
        rules, entries = rules_of(self._workspace), survey(self._workspace, known)
        if rules != self._rules:
            self._rules = rules
            entries = [replace(entry, flaws=None, pages=None) for entry in entries]
        yield in_order(entries)
        due = monotonic() + _FIRST
        for index, entry in enumerate(entries):
            if entry.read:
                continue
            entries[index] = read_entry(self._workspace, entry)
            if monotonic() > due:
                yield in_order(entries)
                due = monotonic() + _BATCH
            sleep(_YIELD)
        yield in_order(entries)

    def _failed(self, sentence: str) -> None:
        """The list stays as it is."""
        if sentence != self._trouble:
            self._trouble = sentence
            self._services.show_error(EditorError(sentence.rstrip("。")))

    def _proof_later(self) -> None:
        """Proof-read the issues on the screen and count their pages once the hand rests and nothing else is to be done."""
        seen = self.query_one(IssueRows).seen
        self._proofing.ask([entry for entry in seen if entry.facts is not None and entry.flaws is None])

    def _proof(self, entries: list[Entry]) -> Generator[Entry, None, None]:
        if entries and self.on_top:
            yield from proof_entries(self._workspace, entries)

    def _take_flaws(self, proofed: Entry) -> None:
        """Show what was found, if the file is still the one that was read."""
        for index, entry in enumerate(self._entries):
            if (entry.path, entry.stamp) == (proofed.path, proofed.stamp):
                self._entries[index] = replace(entry, flaws=proofed.flaws, pages=proofed.pages)
                self._show()

    def _take(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._surveyed = True
        self._show()
        if all(entry.read for entry in entries):
            self._proof_later()

    def _show(self) -> None:
        rows = self.query_one(IssueRows)
        asked = self._asked
        limited = asked.words or asked.year
        shown = [entry for entry in self._entries if _meant(entry, asked)] if limited else self._entries
        rows.list_entries(shown, self._to_keep(rows.item))
        self._show_message(shown, self.query_one(Field).value.strip())
        self._show_preview()

    @property
    def _asked(self) -> Question:
        """What was typed."""
        contents = (entry.facts.contents for entry in self._entries if entry.facts)
        sections = (name for sections in contents for name, _ in sections)
        return question(self.query_one(Field).value, sections, region_names(self._workspace))

    def _to_keep(self, present: Entry | None) -> Entry | None:
        wanted = next((entry for entry in self._entries if entry.path == self._wanted), None)
        if wanted is not None:
            self._wanted = None
        return wanted or present

    def _show_message(self, shown: Sequence[Entry], words: str) -> None:
        text = ""
        if not self._surveyed:
            text = "正在读取……"
        elif not self._entries:
            text = _FIRST_STEPS
        elif not shown:
            text = f"没有含“{words}”的期。按 Esc 列出全部。"
        message = self.query_one("#message", Static)
        message.update(text)
        message.display = bool(text)
        self.query_one(IssueRows).display = not text
        self.query_one("#columns").display = not text

    def _show_preview(self) -> None:
        entry = self.query_one(IssueRows).item
        if not self._hits.words:
            self.query_one("#chosen", Rule).title = entry.label if entry else ""
        self.query_one(Preview).show_entry(entry)
        self.refresh_bindings()  # what can be done with it

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter, and look for the words in the text of all issues."""
        if self._surveyed:
            self._show()
            self._proof_later()
        self._hits.ask(self._asked)

    # -- the text of all issues ---------------------------------------------------------------------------

    @property
    def _hits(self) -> TextHits:
        return self.query_one(TextHits)

    def on_text_hits_answered(self) -> None:
        """Show what was found in the place of the preview."""
        hits = self._hits
        self.set_class(bool(hits.words), "-searched")
        self.query_one("#chosen", Rule).title = hits.note
        self._go_to_hits(hits.active or not self.query_one(IssueRows).display)
        self._show_preview()

    def _go_to_hits(self, there: bool) -> None:
        """Have the cursor among the hits, or among the issues."""
        rows = self.query_one(IssueRows)
        self._hits.activate(there)
        rows.resting = self._hits.active
        rows.refresh()

    def on_rows_reached(self, event: Rows.Reached) -> None:
        """Show the contents of the issue under the cursor."""
        self._show_preview()

    def on_issue_rows_scrolled(self) -> None:
        """Proof-read what came to the screen."""
        self._proof_later()

    def action_step(self, step: int) -> None:
        """Up or down by one row, from the issues to the hits and back."""
        rows, hits = self.query_one(IssueRows), self._hits
        if hits.active and step < 0 and not hits.cursor and rows.display:
            self._go_to_hits(False)
        elif hits.active:
            hits.action_step(step)
        elif step > 0 and rows.cursor >= rows.count - 1 and hits.count:
            self._go_to_hits(True)
        else:
            rows.action_step(step)

    @property
    def stepped(self) -> Rows:
        """The hits while the cursor is there, else the issues."""
        return self._hits if self._hits.active else self.query_one(IssueRows)


def _meant(entry: Entry, asked: Question) -> bool:
    """Whether an issue is of the year and holds the words; sections and regions are those of articles."""
    return asked.year in (None, entry.year) and entry.holds(asked.words)
