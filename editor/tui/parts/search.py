"""Finding and replacing, and going to anything: a section, an article, words, another issue, a command."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import ClassVar

from textual.binding import BindingType

from editor.session.hits import Hit, find, replace_hits
from editor.session.targets import Target, issues_of, within
from editor.tui.keys import GO_TO, command, commands
from editor.tui.parts.columns import Columns
from editor.tui.parts.keeping import Keeping
from editor.tui.parts.work import Part, Work, asks
from editor.tui.screens.commands import GoToScreen, targets_of
from editor.tui.screens.find import FindScreen, Sought
from editor.tui.widgets.cells import clip, drawable


class Search(Part):
    """Where to go."""

    COMMANDS: ClassVar[list[BindingType]] = [
        GO_TO,
        command("text.find", "ctrl+f", "find", "查找", "在本篇或全期查找和替换，标题和备用稿也在内"),
    ]

    def __init__(self, work: Work, columns: Columns, keeping: Keeping) -> None:
        super().__init__(work)
        self._columns = columns
        self._keeping = keeping

    # -- find and replace ---------------------------------------------------------------------------------

    @asks
    async def action_find(self) -> None:
        """Look for words, go to one of the places or replace some."""
        work = self.work
        work.leave_article()
        search = replace(self.services.sought or Sought(), article=work.article_id, at=0)
        if words := self._selected_words():
            search = replace(search, words=words)
        while True:
            found = await self.ask(FindScreen(work.issue, search, read_only=work.document.read_only))
            if found is None:
                return
            self.services.sought = search = found.search
            if found.hit is not None:
                self._go_to_hit(found.hit)
            if not found.hits:
                return
            label = f"替换“{clip(search.words, 16)}”{len(found.hits)}处"
            here = found.hits[0].article
            if work.do(label, replace_hits(work.issue, found.hits, drawable(search.by)), article=here):
                work.say(f"已{label}，可以撤销")

    def _selected_words(self) -> str:
        """What is selected in the text on one row, to be looked for."""
        field = self.work.manuscript.body_field
        return field.selected_text if field.has_focus and "\n" not in field.selected_text else ""

    def _go_to_hit(self, hit: Hit) -> None:
        self.work.outline.select_article(hit.article)
        self.work.open_entry()
        self.work.manuscript.select_words(hit.block, hit.measure, hit.start, hit.end)

    def go_to_words(self, article_id: str, words: str) -> None:
        """Go to an article, and select the longest of some words where it stands in its text, else in its title."""
        if article_id not in self.work.issue.ids:
            self.work.say("这一篇已经不在这一期里")
            return
        hits = chain.from_iterable(
            sorted(find(self.work.issue, word, within=article_id), key=lambda hit: hit.block is None)
            for word in sorted(words.split(), key=len, reverse=True)
        )
        if (hit := next(hits, None)) is not None:
            self._go_to_hit(hit)
        else:
            self.work.go_to_article(article_id)

    # -- go to anything -----------------------------------------------------------------------------------

    @asks
    async def action_go_to(self) -> None:
        """Ask where to go, and go there."""
        work = self.work
        work.commit()
        given = {command.id: command for command in commands(work.screen)}
        chosen = await self.ask(
            GoToScreen(list(within(work.issue)), targets_of(given.values()), self._other_issues)
        )
        if chosen is None:
            return
        if chosen.kind == "command":
            command = given[chosen.key]
            await work.screen.app.run_action(command.action, command.node)
        elif chosen.kind == "issue":
            path = self.services.workspace.resolve(chosen.key)  # before this is closed: it may have gone
            if await self._keeping.may_leave():
                work.screen.dismiss(path)
        elif chosen.kind == "section":
            work.outline.select_section(int(chosen.key))
            self._columns.focus_outline()
        else:
            work.go_to_article(chosen.key)

    def _other_issues(self) -> list[Target]:
        """In a thread."""
        here = str(self.work.issue.id)
        return [target for target in issues_of(self.services.workspace) if target.key != here]
