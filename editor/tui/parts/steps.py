"""Back and forth through the history of the issue."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from editor.session.document import Document
from editor.session.history import Step
from editor.session.steps import described
from editor.tui.keys import command
from editor.tui.parts.work import Part, asks


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
        self._travelled(self._document.undo(), "撤销")

    def action_redo(self) -> None:
        """Take the undone step again."""
        self.work.commit()
        self._travelled(self._document.redo(), "重做")

    @property
    def _document(self) -> Document:
        return self.work.document

    def _travelled(self, step: Step | None, word: str) -> None:
        if step is None:
            self.work.say(f"没有可以{word}的了")
        else:
            history = self._document.history
            before = history.state(history.done - (history.done > 0 and history.latest is step))
            self.work.show_issue(step.article)
            self.work.say(f"已{word}：{described(before, step)}")

    @asks
    async def action_steps(self) -> None:
        """List the steps, and go to one."""
        from editor.tui.screens.steps import StepsScreen

        self.work.leave_article()
        history = self._document.history
        if not history.steps:
            self.work.say("还没有修改过")
            return
        before = history.done
        done = await self.ask(StepsScreen(history))
        step = None if done is None else self._document.go(done)
        if done is None or step is None:
            return
        self.work.show_issue(step.article)
        count = abs(done - before)
        keys = (self.work.key_of("edit.redo"), self.work.key_of("edit.undo"))
        did, back = (f"已撤销 {count} 步", keys[0]) if done < before else (f"已重做 {count} 步", keys[1])
        self.work.say(f"{did}；{back} 可以再回来")
