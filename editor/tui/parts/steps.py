"""Back and forth through the history of the issue."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from editor.session.history import Step
from editor.tui.keys import command
from editor.tui.parts.work import Part


class Steps(Part):
    """Undo and redo: one history for text, moves, deletes, imports and fixes."""

    COMMANDS: ClassVar[list[BindingType]] = [
        command("edit.undo", "ctrl+z", "undo", "撤销", "撤销上一步，文字、移动、删除都可以", show=True),
        command("edit.redo", "ctrl+y", "redo", "重做", "重做刚撤销的一步", show=True),
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
            self.work.show_issue(step.article)
            self.work.say(f"已{word}：{step.label}")
