"""Keeping the work: saving, another place, what others change meanwhile, earlier versions, leaving; and its history, step by step."""

from __future__ import annotations

from collections.abc import Generator
from typing import ClassVar

from textual.binding import BindingType

from editor.errors import EditorError
from editor.session.history import Step
from editor.session.steps import described
from editor.session.versions import RESTORED
from editor.tui.background import Background
from editor.tui.containment import containing
from editor.tui.file_questions import CopyDialog, Outcome, settle
from editor.tui.keys import command
from editor.tui.parts.work import Part, Work, asks
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.screens.versions import StepsScreen, VersionsScreen

LOOK = 3.0  # seconds between two looks at the file
_PAUSE = 3.0  # seconds without a key after which typing on is another step to undo
_CHANGED = "文件已被别人修改，^S 查看并合并"


class Keeping(Part):
    """The issue and its file."""

    COMMANDS: ClassVar[list[BindingType]] = [
        command("issue.copy", "", "copy", "另存一份", "把这一期现在的样子写入另一个文件"),
        command(
            "issue.versions", "", "versions", "早先的版本", "列出以前保存的样子，看有什么不同，恢复其中一个"
        ),
    ]

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._looking = Background(work.screen, self._changed_outside, self._looked, group="look")
        self._discard = False  # what becomes of unsaved work when the issue is closed

    def begin(self) -> None:
        """Look after the file from now on, and let a burst of typing end."""
        self.hold()
        self.work.screen.set_interval(LOOK, containing(self.work.screen, self.look))
        pause = containing(self.work.screen, self.after_a_pause)
        self._rest = self.work.screen.set_interval(_PAUSE, pause)

    def typed(self) -> None:
        """The burst of typing goes on."""
        self._rest.reset()

    def after_a_pause(self) -> None:
        """The hand rests: what is typed next is another step."""
        self.work.document.history.seal()
        for notice in self.work.document.notices():
            self.services.tell(notice)

    def hold(self) -> None:
        """The fields take text as long as the document does."""
        manuscript = self.work.manuscript
        for field in (manuscript.title_field, manuscript.body_field):
            field.read_only = self.work.document.read_only

    # -- what others do to the file -----------------------------------------------------------------------

    def look(self) -> None:
        """Look at the file, which may take a while on a share."""
        if not self.work.warning and not self._looking.busy:
            self._looking.ask(None)

    def _changed_outside(self, _: None) -> Generator[bool, None, None]:
        yield self.work.document.changed_outside()

    def _looked(self, changed: bool) -> None:
        if changed and self.work.document.changed_outside():  # and not by a save of ours at the same moment
            self.work.warning = _CHANGED
            self.work.show_status()

    # -- saving -------------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Save."""
        error = self._save()
        if error is not None:
            self.run(self._settle(error), "save")

    def _save(self) -> EditorError | None:
        """Save; what kept it from being saved, or None."""
        self.work.commit()
        try:
            self.work.document.save()
        except EditorError as error:
            return error
        self._saved_now()
        return None

    async def _settle(self, error: EditorError) -> bool:
        """Ask what to do about an error of saving; whether the work is in a file then."""
        outcome, copy = await settle(self.work.screen, self.work.document, error)
        self.hold()
        if outcome is Outcome.SAVED:
            self._saved_now()
        else:
            self.work.show_issue(self.work.article_id)
        if outcome is Outcome.COPIED:
            self.work.say("已另存一份，原来的文件没有改")
        if copy is not None:
            self.services.tell(f"已写入 {copy}")
        return outcome is not Outcome.LEFT

    def _saved_now(self) -> None:
        self.work.warning = ""
        self.work.show_issue(self.work.article_id)
        self.work.say("已保存")
        self.after_a_pause()

    def action_copy(self) -> None:
        """Save to another place."""
        self.run(self._copy(), "save")

    async def _copy(self) -> None:
        self.work.commit()
        copy = await self.ask(CopyDialog(self.work.document))
        if copy is not None:
            self.services.tell(f"已另存为 {copy}；现在打开的仍是原来的文件")

    # -- earlier versions ---------------------------------------------------------------------------------

    @asks
    async def action_versions(self) -> None:
        """List the earlier versions, and go back to one as a step."""
        self.work.leave_article()
        state = await self.ask(VersionsScreen(self.work.document))
        if state is None or state.earlier.issue is None:
            return
        if self.work.do(RESTORED, state.earlier.issue, article=self.work.article_id):
            self.work.say(f"已恢复 {state.earlier.moment}的版本，可以撤销，还没有保存")

    # -- leaving ------------------------------------------------------------------------------------------

    @property
    def may_go(self) -> bool:
        """Whether the issue can be left without a question."""
        self.work.leave_article()
        return not self.work.document.dirty

    async def may_leave(self) -> bool:
        """Ask what to do with unsaved work, if there is any; False if the issue is to stay open."""
        if self.may_go:
            return True
        question = f"{self.work.issue.label}有未保存的修改"
        answers = [("save", "保存"), ("discard", "不保存（再打开时可以撤销）"), ("cancel", "取消")]
        answer = await self.ask(ChoiceDialog(question, answers))
        if answer == "save":
            error = self._save()
            return error is None or await self._settle(error)
        self._discard = answer == "discard"
        return self._discard

    def close(self) -> None:
        """The screen has gone: close the document."""
        self.work.document.close(discard=self._discard)


class Steps(Part):
    """Undo and redo: one history for text, moves, deletes, imports and fixes."""

    COMMANDS: ClassVar[list[BindingType]] = [
        command("edit.undo", "ctrl+z", "undo", "撤销", "撤销上一步，文字、移动、删除都可以", show=True),
        command("edit.redo", "ctrl+y", "redo", "重做", "重做刚撤销的一步", show=True),
        command("edit.steps", "", "steps", "修改步骤", "列出每一步做了什么，回到其中任何一步，也可以再往后"),
    ]

    def action_undo(self) -> None:
        """Take back the last step."""
        self.work.commit()
        self._travelled(self.work.document.undo(), "撤销")

    def action_redo(self) -> None:
        """Take the undone step again."""
        self.work.commit()
        self._travelled(self.work.document.redo(), "重做")

    def _travelled(self, step: Step | None, word: str) -> None:
        if step is None:
            self.work.say(f"没有可以{word}的了")
        else:
            history = self.work.document.history
            before = history.state(history.done - (history.done > 0 and history.latest is step))
            self.work.show_issue(step.article)
            self.work.say(f"已{word}：{described(before, step)}")

    @asks
    async def action_steps(self) -> None:
        """List the steps, and go to one."""
        self.work.leave_article()
        history = self.work.document.history
        if not history.steps:
            self.work.say("还没有修改过")
            return
        before = history.done
        done = await self.ask(StepsScreen(history))
        step = None if done is None else self.work.document.go(done)
        if done is None or step is None:
            return
        self.work.show_issue(step.article)
        count = abs(done - before)
        keys = (self.work.key_of("edit.redo"), self.work.key_of("edit.undo"))
        did, back = (f"已撤销 {count} 步", keys[0]) if done < before else (f"已重做 {count} 步", keys[1])
        self.work.say(f"{did}；{back} 可以再回来")
