"""Ctrl+G on the edit screen: to a section, an article, another issue, or a command."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from editor.session.targets import Target, issues_of, within
from editor.tui.keys import GO_TO, commands
from editor.tui.screens.goto import GoToScreen, targets_of
from editor.tui.screens.paged import Paged


class Jumps(Paged):
    """Goes to anything."""

    BINDINGS: ClassVar[list[BindingType]] = [GO_TO]

    @work(exclusive=True, group="ask")
    async def action_go_to(self) -> None:
        """Ask where to go, and go there."""
        self._commit()
        given = {command.id: command for command in commands(self)}
        chosen = await self.app.push_screen_wait(
            GoToScreen(list(within(self.issue)), targets_of(given.values()), self._other_issues)
        )
        if chosen is None:
            return
        if chosen.kind == "command":
            command = given[chosen.key]
            await self.app.run_action(command.action, command.node)
        elif chosen.kind == "issue":
            await self._open_issue(chosen.key)
        elif chosen.kind == "section":
            self.outline.select_section(int(chosen.key))
            self.focus_outline()
        else:
            self.go_to_article(chosen.key)

    def go_to_article(self, article_id: str) -> None:
        """Put the cursor of the outline on an article, and the caret into its text."""
        self.outline.select_article(article_id)
        self._reached()
        self.manuscript.take_focus()

    def _other_issues(self) -> list[Target]:
        """In a thread."""
        return [target for target in issues_of(self.workspace) if target.key != str(self.issue.id)]

    async def _open_issue(self, issue_id: str) -> None:
        path = self.workspace.resolve(issue_id)  # before this issue is closed: it may have gone meanwhile
        if await self.may_leave():
            self.dismiss(path)

    async def may_leave(self) -> bool:
        """Whether the issue was closed, unsaved work having been asked about."""
        raise NotImplementedError
