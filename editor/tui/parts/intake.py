"""What comes into the issue from outside the desk: a paste, a spare of an earlier issue, an editor of one's own.

And what leaves it alone: one article, its words to the clipboard, or as a file.
"""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, ClassVar

from textual.app import SuspendNotSupported
from textual.binding import BindingType

from editor.errors import UsageError
from editor.model.issue import Article, Issue, replace_article
from editor.model.remark import Remark
from editor.session.articles import place_after
from editor.tui.background import Background
from editor.tui.containment import containing
from editor.tui.keys import IN_PANE, NO_KEY, TAKE_FILE, command
from editor.tui.parts.work import Part, Work, asks
from editor.tui.paths import given_files, missing_file, typed_path
from editor.tui.screens.dialogs import ChoiceDialog, NameDialog
from editor.tui.widgets.cells import UNTITLED, clip

if TYPE_CHECKING:
    from editor.importers import Submission
    from editor.session.guess import Experience
    from editor.session.returns import Return
    from editor.tui.widgets.paper import Paper

_YIELD = 0.002  # seconds that the reading thread leaves to the keyboard after each issue
_REMARKS = 3  # of a paste that are told; the rest is counted
_FORMATS = (
    (("docx",), "Word 文档（.docx）"),
    (("txt",), "纯文本（.txt）"),
    (("html",), "网页（.html，供网站、公众号、邮件）"),
    (("md",), "Markdown（.md）"),
)
_CLIPBOARD = "已把全文送到剪贴板；粘贴不出来的，是终端不收，请用“导出本篇”"


class Intake(Part):
    """Takes articles in. ``ran_before`` says in a thread what ran before, None as long as that is not known."""

    COMMANDS: ClassVar[list[BindingType]] = [
        command(
            "article.outside", "ctrl+k", "edit_outside", "外部编辑", "用自己的编辑器改这一篇，退出后读回"
        ),
    ]

    RETURNS: ClassVar[list[BindingType]] = [
        command("issue.review", "", "review", "审改回稿", "领导改过发回的 Word：逐处采纳、不采纳、核红"),
        replace(
            TAKE_FILE, key=f"{NO_KEY}{TAKE_FILE.id}", action="take_file", id=f"{TAKE_FILE.id}{IN_PANE}body"
        ),
    ]

    def __init__(
        self, work: Work, ran_before: Callable[[], Callable[[Article], Sequence[str]] | None]
    ) -> None:
        super().__init__(work)
        self._ran_before = ran_before
        self._experience: Experience | None = None
        self._gathering = Background(work.screen, self._gather, self._take_experience, group="experience")

    def begin(self) -> None:
        """Look where earlier issues put what, once the screen is seen."""
        self.work.screen.call_after_refresh(
            containing(self.work.screen, self._gathering.ask), self.work.issue
        )

    def _gather(self, issue: Issue) -> Generator[Experience | None, None, None]:
        """Also loads what reads a paste: that takes longer than all the rest."""
        import editor.tui.screens.paste  # noqa: F401
        from editor.session.guess import Experience, earlier
        from editor.session.regions import regions_of

        experience = Experience(regions_of(self.services.workspace))
        for each in earlier(self.services.workspace, issue):
            experience.learn(each)
            sleep(_YIELD)
            yield None
        yield experience

    def _take_experience(self, experience: Experience | None) -> None:
        self._experience = experience

    # -- paste and go -------------------------------------------------------------------------------------

    def action_paste_articles(self) -> None:
        """Paste into the outline what was copied here."""
        if text := self.work.screen.app.clipboard:
            self.paste_articles(text)
        else:
            self.work.say("还没有在这里复制过；别处复制的，用终端的粘贴（右键、Ctrl+Shift+V）")

    @asks
    async def paste_articles(self, text: str) -> None:
        """Show what a text becomes, and take it in."""
        from editor.session.pasted import is_article

        if files := given_files(text):
            await self._take_files(files)
        elif self.work.document.read_only:
            self.work.say("只读，不能粘贴")
        elif (path := missing_file(text)) is not None:
            self.work.say(f"没有这个文件：{path}")
        elif not is_article(text):
            self.work.say("粘贴的文字太短，不像稿件；要粘进正文，先按回车进入正文")
        else:
            await self._offer(text)

    @asks
    async def pasted_apart(self, field: Paper, text: str) -> None:
        """What was pasted into the title or the text of an article and may be none of it: ask."""
        if files := given_files(text):
            await self._take_files(files)
            return
        question = "粘贴的像一篇带标题的稿件。怎么收？"
        choices = [("article", "收作新稿，放在这一篇之后"), ("here", "插入正文光标处")]
        answer = await self.ask(ChoiceDialog(question, choices))
        if answer == "article":
            await self._offer(text)
        elif answer == "here":
            field.take_paste(text)

    async def _offer(self, given: str | Submission, name: str = "") -> None:
        """Show what a text, or a file of that name, becomes, and take what is accepted."""
        from editor.session.guess import Experience
        from editor.session.pasted import take_pasted
        from editor.session.regions import regions_of
        from editor.tui.screens.paste import PasteScreen

        work = self.work
        work.leave_article()
        entry = work.outline.entry
        style = work.document.style
        here = entry.name if entry.section is not None else None
        experience = self._experience or Experience(regions_of(self.services.workspace))
        screen = PasteScreen(given, work.issue, style, experience, here, self._ran_before(), name=name)
        accepted = await self.ask(screen)
        if accepted is None:
            return
        behind = entry.article.id if entry.article else ""
        issue = take_pasted(work.issue, accepted.placed, style.sections, behind)
        count = len(accepted.placed)
        did = "收入" if name else "粘贴"
        label = f"{did}稿件" if count == 1 else f"{did}{count}篇稿件"
        if work.do(label, issue, article=accepted.current):
            work.say(f"已收下{count}篇，可以撤销")
            if accepted.edit:
                work.manuscript.take_focus()

    # -- files --------------------------------------------------------------------------------------------

    @asks
    async def action_take_file(self) -> None:
        """Ask for a file with articles, or one that came back, and take it in."""
        from editor.tui.screens.files import FilesScreen

        source = await self.ask(FilesScreen("收文件：一篇或几篇稿件，或这一期的回稿"))
        if source is not None:
            await self._take_files([source])

    async def _take_files(self, files: Sequence[Path]) -> None:
        """Take in one after the other; one that cannot be read stops no other."""
        for number, source in enumerate(files, start=1):
            of = f"（第{number}个文件，共{len(files)}个）" if len(files) > 1 else ""
            with self.services.telling():
                await self._take_file(source, f"{source.name}{of}")

    async def _take_file(self, source: Path, name: str) -> None:
        from editor.importers import Submission
        from editor.session.submissions import read_given

        work = self.work
        work.leave_article()
        work.say(f"正在读取 {source.name}……")
        try:
            document = work.document
            given = await to_thread(
                read_given, self.services.workspace, source, document.path, document.style
            )
        finally:
            work.say("")
        if not isinstance(given, Submission):
            await self._go_through(given)
        elif document.read_only:
            work.say("只读，不能收稿")
        else:
            await self._offer(given, name)

    # -- returns ------------------------------------------------------------------------------------------

    @asks
    async def action_review(self) -> None:
        """Ask for a file that came back, and go through it."""
        answer = await self.ask(NameDialog("回稿文件（可以拖进窗口，或粘贴路径）"))
        source = None if answer is None else typed_path(answer)
        if source is not None:
            await self._review_return(source)

    def open_return(self, source: Path) -> None:
        """Go through a file that came back."""
        self.run(self._review_return(source))

    async def _review_return(self, source: Path) -> None:
        """EditorError if it is no return of the issue that is open."""
        from editor.session.returns import read_return

        self.work.leave_article()
        path = self.work.document.path
        await self._go_through(await to_thread(read_return, self.services.workspace, source, path))

    async def _go_through(self, returned: Return) -> None:
        from editor.session.review import Review
        from editor.tui.screens.review import ReviewScreen

        article = self.work.article_id
        await self.ask(ReviewScreen(Review(self.work.document, returned)))
        self.work.show_issue(article)

    # -- spares of earlier issues -------------------------------------------------------------------------

    @asks
    async def action_earlier_spares(self) -> None:
        """Take a spare of an earlier issue, behind the article under the cursor."""
        from editor.session.past import take_spare
        from editor.tui.screens.spares import SparesScreen

        if self.work.refuses("取用"):
            return
        self.work.leave_article()
        spare = await self.ask(SparesScreen(self.services.workspace, self.work.issue))
        if spare is not None:
            entry = self.work.outline.entry
            place = place_after(self.work.issue, entry.article.id if entry.article else None, entry.section)
            issue, taken = take_spare(self.work.issue, spare, place)
            if self.work.do("取用往期备用稿", issue, article=taken):
                self.work.say(f"已取用“{clip(spare.article.title or UNTITLED, 24)}”，可以撤销；往期的没有动")

    # -- an editor of one's own ---------------------------------------------------------------------------

    def action_edit_outside(self) -> None:
        """Have the article edited by a program of the person's own, and read it back."""
        from editor.session.external_programs import edit_outside, editor_command

        work = self.work
        work.leave_article()
        article, ordinals = work.article, work.document.style.ordinals
        if work.refuses("修改"):
            return
        if article is None:
            work.say("先在目录里选一篇稿件")
            return
        command = editor_command()
        try:
            with work.screen.app.suspend():
                edited = edit_outside(article, ordinals, command, _ask_when_done)
        except SuspendNotSupported:  # then it has a window of its own
            edited = edit_outside(article, ordinals, command, _not_waited_for)
        issue = replace_article(work.issue, edited.article)
        if not work.do("在外部编辑", issue, article=article.id):
            work.say("没有改动")
        elif edited.remarks:
            self.services.tell(about_remarks("读回", edited.remarks))


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


def _ask_when_done() -> None:
    """Wait in the terminal, which is the person's meanwhile."""
    with suppress(EOFError, KeyboardInterrupt):
        input(
            "编辑器已经返回，文字还没有改动。如果它的窗口还开着：改完保存，再按回车读回；没有要改的，直接按回车。"
        )


def _not_waited_for() -> None:
    raise UsageError(
        "外部编辑器马上就返回了，稿件没有改动", advice="请用会等待的写法，如 EDITOR=“code --wait”"
    )


def about_remarks(when: str, remarks: tuple[Remark, ...]) -> str:
    """What a reader had to say about a text, in one sentence."""
    told = "；".join(remark.message for remark in remarks[:_REMARKS])
    return f"{when}时有{len(remarks)}处处理：{told}" + ("……" if len(remarks) > _REMARKS else "")
