"""Keeping the work: saving, another place, what others change meanwhile, earlier versions, leaving."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.worker import get_current_worker

from editor.errors import EditorError
from editor.session.versions import RESTORED
from editor.tui.keys import command
from editor.tui.saving import Outcome, save_copy, settle
from editor.tui.screens.dialogs import ConfirmDialog
from editor.tui.screens.tools import Tools
from editor.tui.screens.versions import VersionsScreen

_LOOK = 3.0  # seconds between two looks at the file
_CHANGED = "文件已被别人修改，^S 查看并合并"


class Kept(Tools):
    """The panes of an issue that is in a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("issue.copy", "", "copy", "另存一份", "把这一期现在的样子写入另一个文件"),
        command(
            "issue.versions", "", "versions", "早先的版本", "列出以前保存的样子，看有什么不同，恢复其中一个"
        ),
    ]

    _warning = ""
    _looking = False

    def on_mount(self) -> None:
        """Begin to look after the file."""
        self.set_interval(_LOOK, self._look)

    # -- what others do to the file -----------------------------------------------------------------------

    def _look(self) -> None:
        """Look, in a thread: a share may take its time."""
        if not self._looking and not self._warning:
            self._looking = True
            self.run_worker(self._look_at_file, thread=True, group="look")

    def _look_at_file(self) -> None:
        changed = self.document.changed_outside()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._looked, changed)

    def _looked(self, changed: bool) -> None:
        self._looking = False
        if changed and self.document.changed_outside():  # and not by a save of ours at the same moment
            self._warning = _CHANGED
            self._show_status()

    def _show_status(self) -> None:
        super()._show_status()
        if self._warning:
            self.status.left += f"   ! {self._warning}"

    # -- saving -------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Save."""
        error = self._save()
        if error is not None:
            self._ask_about(error)

    @work(exclusive=True, group="save")
    async def _ask_about(self, error: EditorError) -> None:
        await self._settle(error)

    def _save(self) -> EditorError | None:
        """Save; what kept it from being saved, or None."""
        self._commit()
        try:
            self.document.save()
        except EditorError as error:
            return error
        self._saved_now()
        return None

    async def _settle(self, error: EditorError) -> bool:
        """Ask what to do about an error of saving; whether the work is in a file then. For a worker."""
        outcome, copy = await settle(self.app, self.document, error)
        self._hold()
        if outcome is Outcome.SAVED:
            self._saved_now()
        else:
            self._show_issue(self.article_id)
        if outcome is Outcome.COPIED:
            self._say("已另存一份，原来的文件没有改")
        if copy is not None:
            self._desk.tell(f"已写入 {copy}")
        return outcome is not Outcome.LEFT

    def _saved_now(self) -> None:
        self._warning = ""
        self._show_issue(self.article_id)
        self._say("已保存")
        self._after_a_pause()

    def _hold(self) -> None:
        """The fields take text as long as the document does."""
        for field in (self.manuscript.title_field, self.manuscript.body_field):
            field.read_only = self.document.read_only

    @work(exclusive=True, group="save")
    async def action_copy(self) -> None:
        """Save to another place."""
        self._commit()
        copy = await save_copy(self.app, self.document)
        if copy is not None:
            self._desk.tell(f"已另存为 {copy}；现在打开的仍是原来的文件")

    # -- earlier versions ---------------------------------------------------------------------------------

    @work(exclusive=True, group="ask")
    async def action_versions(self) -> None:
        """List the earlier versions, and go back to one as a step."""
        self._leave_article()
        state = await self.app.push_screen_wait(VersionsScreen(self.document))
        if state is None or state.earlier.issue is None:
            return
        if self._do(RESTORED, state.earlier.issue, article=self.article_id):
            self._say(f"已恢复 {state.earlier.moment}的版本，可以撤销，还没有保存")

    # -- leaving ------------------------------------------------------------------------------------------

    async def may_leave(self) -> bool:
        """Ask what to do with unsaved work, if there is any; False if the issue is to stay open.

        To be called in a worker. Closes the document.
        """
        self._leave_article()
        answer: str | None = "save"
        if self.document.dirty:
            question = f"{self.issue.label}有未保存的修改"
            answers = [("save", "保存"), ("discard", "不保存"), ("cancel", "取消")]
            answer = await self.app.push_screen_wait(ConfirmDialog(question, answers))
            if answer not in ("save", "discard"):
                return False
            error = self._save() if answer == "save" else None
            if error is not None and not await self._settle(error):
                return False
        self.document.close(discard=answer == "discard")
        return True
