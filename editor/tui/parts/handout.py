"""One article leaves the desk alone: its words to the clipboard, or as a file."""

from __future__ import annotations

from asyncio import to_thread
from typing import ClassVar

from textual.binding import BindingType

from editor.tui.keys import command
from editor.tui.parts.work import Part, asks
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.widgets.cells import UNTITLED

_FORMATS = (
    (("docx",), "Word 文档（.docx）"),
    (("txt",), "纯文本（.txt）"),
    (("html",), "网页（.html，供网站、公众号、邮件）"),
    (("md",), "Markdown（.md）"),
)
_CLIPBOARD = "已把全文送到剪贴板；粘贴不出来的，是终端不收，请用“导出本篇”"


class Handout(Part):
    """The article under the cursor, printed or spare, as it is now."""

    COMMANDS: ClassVar[list[BindingType]] = [
        command("article.copy", "", "copy_article", "复制全文", "把光标所在稿件的标题和正文送到剪贴板"),
        command("article.export", "", "export_article", "导出本篇", "只把光标所在的一篇导出为文件"),
    ]

    def action_copy_article(self) -> None:
        """The article to the clipboard, by OSC 52: the terminal decides whether it takes it."""
        from editor.exporters.txt import article_text

        self.work.leave_article()
        if (article := self.work.article) is None:
            self.work.say("先把光标移到一篇稿件")
        else:
            self.work.screen.app.copy_to_clipboard(article_text(article, self.work.document.style))
            self.work.say(f"“{article.title or UNTITLED}”{_CLIPBOARD}")

    @asks
    async def action_export_article(self) -> None:
        """The article as a file in the folder for exports."""
        from editor.session.exports import export_article

        work = self.work
        work.leave_article()
        if (article := work.article) is None:
            work.say("先把光标移到一篇稿件")
            return
        formats = await self.ask(ChoiceDialog(f"“{article.title or UNTITLED}”导出为", _FORMATS))
        if formats is None:
            return
        folder = self.services.workspace.exports_folder
        exported = await to_thread(
            export_article, work.issue, article, work.document.style, folder, formats=formats
        )
        self.services.tell("已导出：\n" + "\n".join(str(path.resolve()) for path in exported.paths))
