"""The edit screen: the commands on one issue, with their keys."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from editor.model.issue import (
    Article,
    Place,
    add_article,
    move_article,
    move_section,
    new_id,
    park_article,
    remove_article,
    remove_section,
    step_article,
    step_article_section,
)
from editor.session.articles import (
    cut_article,
    join_with_next,
    move_several,
    park_several,
    place_after,
    remove_several,
    step_several,
    step_several_sections,
)
from editor.session.history import Step
from editor.tui.keys import command
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.screens.kept import Kept
from editor.tui.screens.sections import arrange_sections
from editor.tui.widgets.cells import UNTITLED
from editor.tui.widgets.outline import SPARES


class EditScreen(Kept):
    """One issue open for work."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("issue.save", "ctrl+s", "save", "保存", "把这一期写入文件", show=True),
        command("article.new", "ctrl+n", "new_article", "新稿", "在光标所在稿件之后新建一篇", show=True),
        command(
            "move.up",
            "f7,alt+up",
            "move(-1)",
            "上移",
            "上移光标所在的稿件、栏目，或正文里的举措、段落",
            show=True,
        ),
        command(
            "move.down",
            "f8,alt+down",
            "move(1)",
            "下移",
            "下移光标所在的稿件、栏目，或正文里的举措、段落",
            show=True,
        ),
        command("move.section", "f9", "move_to_section", "移到", "把稿件移到另一个栏目或备用稿", show=True),
        command("pane.next", "f6", "next_pane", "换栏", "依次到目录、正文、右栏", show=True),
        command(
            "issue.export", "ctrl+e", "export", "导出", "导出 DOCX 和纯文本；有校对意见时先列出", show=True
        ),
        command("edit.undo", "ctrl+z", "undo", "撤销", "撤销上一步，文字、移动、删除都可以", show=True),
        command("edit.redo", "ctrl+y", "redo", "重做", "重做刚撤销的一步", show=True),
        command("sections.arrange", "f3", "sections", "栏目", "添加、改名、移动、删除栏目", show=True),
        command("article.park", "ctrl+d", "park", "备用", "转为备用稿（不印）；已是备用稿的取回", show=True),
        command("article.cut", "ctrl+o", "cut", "拆分", "在正文光标处把一篇拆成两篇"),
        command("article.join", "ctrl+r", "join", "合并", "把下一篇并入这一篇，它的标题成为一段"),
        command("move.previous", "alt+left", "step_section(-1)", "前一栏目", "把稿件移到前一个栏目"),
        command("move.next", "alt+right", "step_section(1)", "后一栏目", "把稿件移到后一个栏目"),
        command("issue.close", "ctrl+l", "close", "各期", "回到各期列表", show=True),
        command("app.quit", "ctrl+q", "quit", "退出", "退出要讯；有未保存的修改会先问"),
        Binding("escape", "escape", show=False),
    ]

    # -- commands: panes and file -------------------------------------------------------------------------

    def action_next_pane(self) -> None:
        """From the outline to the text, to the right column if there is one, and back to the outline."""
        if self.outline.has_focus and self.manuscript.article is not None:
            self.manuscript.take_focus()
        elif self.column.has_focus_within or not self.focus_panel():
            self.focus_outline()

    def action_escape(self) -> None:
        """From the right column back to the text, from the text back to the outline."""
        if self.column.has_focus_within:
            self.manuscript.take_focus()
        elif self.manuscript.has_caret:
            self.focus_outline()

    def action_export(self) -> None:
        """Export the issue as it is now, once its findings were looked at."""
        from editor.tui.preflight import look_before
        from editor.tui.screens.export import ExportScreen

        self._commit()
        look_before(
            self._desk,
            self._now(),
            lambda: self.app.push_screen(ExportScreen(self.workspace, self.document)),
            self.go_to_finding,
        )

    @work(exclusive=True, group="leave")
    async def action_close(self) -> None:
        """Back to the list of issues."""
        if await self.may_leave():
            self.dismiss()

    @work(exclusive=True, group="leave")
    async def action_quit(self) -> None:
        """Leave the program."""
        if await self.may_leave():
            self.app.exit()

    # -- commands: history --------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take back the last step."""
        self._commit()
        self._travelled(self.document.undo(), "撤销")

    def action_redo(self) -> None:
        """Take the undone step again."""
        self._commit()
        self._travelled(self.document.redo(), "重做")

    def _travelled(self, step: Step | None, word: str) -> None:
        if step is None:
            self._say(f"没有可以{word}的了")
        else:
            self._show_issue(step.article)
            self._say(f"已{word}：{step.label}")

    # -- commands: articles and sections ------------------------------------------------------------------

    def action_new_article(self) -> None:
        """A new article behind the one under the cursor."""
        self._leave_article()
        entry = self.outline.entry
        place = place_after(self.issue, entry.article.id if entry.article else None, entry.section)
        new = Article(new_id(self.issue.ids))
        if self._do("新建稿件", add_article(self.issue, new, place), article=new.id):
            self.manuscript.take_focus()

    def action_move(self, step: int) -> None:
        """Move what is under the caret: in the text a measure or paragraph, else an article or section."""
        self._commit()
        entry = self.outline.entry
        if self.manuscript.body_field.has_focus:
            self.document.history.seal()
            if self.manuscript.move(step):
                self._commit("移动段落", burst=False)
        elif self.picked:
            self._do_together("移动", step_several(self.issue, self.picked, step))
        elif entry.article is not None:
            self._do("移动稿件", step_article(self.issue, entry.article.id, step), article=entry.article.id)
        elif entry.section is not None:
            to = max(0, min(entry.section + step, len(self.issue.sections) - 1))
            self._do("移动栏目", move_section(self.issue, entry.section, to), section=to)

    def action_step_section(self, step: int) -> None:
        """Move the article to the previous or next section."""
        self._commit()
        if self.picked:
            self._do_together("移动", step_several_sections(self.issue, self.picked, step))
        elif (article := self.article) is not None:
            self._do("移动稿件", step_article_section(self.issue, article.id, step), article=article.id)

    @work(exclusive=True)
    async def action_move_to_section(self) -> None:
        """Ask for a section, and move the article or the picked ones there."""
        self._commit()
        entry, picked = self.outline.entry, self.picked
        if entry.article is None and not picked:
            return
        names = [*(section.name for section in self.issue.sections), SPARES]
        now = len(names) - 1 if entry.section is None else entry.section
        chosen = await self.app.push_screen_wait(ChoiceDialog("移到哪个栏目", names, now))
        section = None if chosen == len(names) - 1 else chosen
        if chosen is not None and picked:
            self._do_together("移动", move_several(self.issue, picked, section))
        elif chosen is not None and chosen != now and entry.article is not None:
            place = Place(section, len(self.issue.articles_in(section)))
            moved = move_article(self.issue, entry.article.id, place)
            self._do("移动稿件", moved, article=entry.article.id)

    def action_park(self) -> None:
        """Make the article, or those picked, a spare; ask where spares go."""
        self._commit()
        entry, picked = self.outline.entry, self.picked
        spares = {article.id for article in self.issue.spares}
        if picked and not picked <= spares:
            self._do_together("停印", park_several(self.issue, picked))
        elif picked or (entry.article is not None and entry.section is None):
            self.action_move_to_section()
        elif entry.article is not None:
            self._do("转为备用稿", park_article(self.issue, entry.article.id), article=entry.article.id)

    def action_delete(self) -> None:
        """Delete the article under the cursor, or the section, whose articles are kept as spares."""
        self._commit()
        entry = self.outline.entry
        if self.picked:
            self._do_together("删除", remove_several(self.issue, self.picked))
        elif entry.article is not None:
            if self._do("删除稿件", remove_article(self.issue, entry.article.id)):
                self._say(f"已删除“{entry.article.title or UNTITLED}”，可以撤销")
        elif entry.section is not None:
            self._do("删除栏目", remove_section(self.issue, entry.section))

    def action_cut(self) -> None:
        """Cut the article in two at the caret."""
        self._commit()
        article = self.article
        if article is not None and self.manuscript.body_field.has_focus:
            issue, second = cut_article(self.issue, article, self.manuscript.cut())
            if self._do("拆分稿件", issue, article=second):
                self.manuscript.take_focus()

    def action_join(self) -> None:
        """Make one article of this one and the next."""
        self._commit()
        if (article := self.article) is None:
            return
        joined = join_with_next(self.issue, article.id, self.document.style.ordinals)
        if joined is None:
            self._say("这一栏目里后面没有稿件可以合并")
        else:
            self._do("合并稿件", joined, article=article.id)

    @work(exclusive=True)
    async def action_sections(self) -> None:
        """Add, rename, move or remove a section."""
        self._commit()
        current = self.outline.entry.section
        arranged = await arrange_sections(self.app, self.issue, current, self.document.style.sections)
        if arranged is not None:
            self._do(arranged.label, arranged.issue, section=arranged.section)
