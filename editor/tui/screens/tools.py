"""Commands of the edit screen that ask first: paste and go, find, what is not text, spares; and those on several articles."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import SuspendNotSupported
from textual.binding import BindingType
from textual.worker import get_current_worker

from editor.model.issue import Article, Issue, replace_article
from editor.session.articles import place_after
from editor.session.hits import Hit, find, replace_hits
from editor.tui.keys import command
from editor.tui.returning import ask_return, review_return, word_file
from editor.tui.screens.find import FindScreen, Search
from editor.tui.screens.jumps import Jumps
from editor.tui.screens.panes import about_remarks
from editor.tui.widgets.cells import clip, drawable

if TYPE_CHECKING:
    from editor.session.guess import Experience

_YIELD = 0.002  # seconds that the reading thread leaves to the keyboard after each issue


class Tools(Jumps):
    """The panes with the commands that ask first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("text.find", "ctrl+f", "find", "查找", "在本篇或全期查找和替换，标题和备用稿也在内"),
        command(
            "article.outside", "ctrl+k", "edit_outside", "外部编辑", "用自己的编辑器改这一篇，退出后读回"
        ),
        command(
            "article.fields",
            "ctrl+b",
            "fields",
            "稿件信息",
            "来源、内部备注、举措分段或接排；刊名、日期、总期号、编印单位",
        ),
        command("issue.review", "", "review", "审改回稿", "领导改过发回的 Word：逐处采纳、不采纳、核红"),
    ]

    _experience: Experience | None = None
    _search = Search()

    def on_mount(self) -> None:
        """Look where earlier issues put what, once the screen is seen."""
        self.call_after_refresh(self.run_worker, self._gather, thread=True, group="experience")

    def _gather(self) -> None:
        """In a thread, which also loads what reads a paste: that takes longer than all the rest."""
        import editor.tui.screens.paste  # noqa: F401
        from editor.session.guess import Experience, earlier
        from editor.session.regions import regions_of

        worker = get_current_worker()
        experience = Experience(regions_of(self.workspace))
        for issue in earlier(self.workspace, self.issue):
            if worker.is_cancelled:
                return
            experience.learn(issue)
            sleep(_YIELD)
        self._experience = experience

    # -- find and replace ---------------------------------------------------------------------------------

    @work(exclusive=True, group="tool")
    async def action_find(self) -> None:
        """Look for words, go to one of the places or replace some."""
        self._leave_article()
        search = replace(self._search, article=self.article_id, at=0)
        if words := self._selected_words():
            search = replace(search, words=words)
        while True:
            screen = FindScreen(self.issue, search, read_only=self.document.read_only)
            found = await self.app.push_screen_wait(screen)
            if found is None:
                return
            self._search = search = found.search
            if found.hit is not None:
                self._go_to_hit(found.hit)
                return
            label = f"替换“{clip(search.words, 16)}”{len(found.hits)}处"
            here = found.hits[0].article
            if self._do(label, replace_hits(self.issue, found.hits, drawable(search.by)), article=here):
                self._say(f"已{label}，可以撤销")

    def _selected_words(self) -> str:
        """What is selected in the text on one row, to be looked for."""
        field = self.manuscript.body_field
        return field.selected_text if field.has_focus and "\n" not in field.selected_text else ""

    def _go_to_hit(self, hit: Hit) -> None:
        self.outline.select_article(hit.article)
        self._open_entry()
        self.manuscript.select_words(hit.block, hit.measure, hit.start, hit.end)

    def go_to_words(self, article_id: str, words: str) -> None:
        """Go to an article, and select the longest of some words where it stands in its text, else in its title."""
        if article_id not in self.issue.ids:
            self._say("这一篇已经不在这一期里")
            return
        hits = chain.from_iterable(
            sorted(find(self.issue, word, within=article_id), key=lambda hit: hit.block is None)
            for word in sorted(words.split(), key=len, reverse=True)
        )
        if (hit := next(hits, None)) is not None:
            self._go_to_hit(hit)
        else:
            self.go_to_article(article_id)

    # -- what is not text ---------------------------------------------------------------------------------

    @work(exclusive=True, group="tool")
    async def action_fields(self) -> None:
        """Source, note and setting of the article under the cursor; of the issue on a heading."""
        from editor.tui.screens.particulars import ArticleFields, IssueFields

        self._leave_article()
        article = self.article
        if article is not None:
            fields = ArticleFields(article, self.issue, self.document.style.ordinals)
            changed = await self.app.push_screen_wait(fields)
            if isinstance(changed, Article):
                self._do("修改稿件信息", replace_article(self.issue, changed), article=article.id)
            if not isinstance(changed, Issue):
                return
        masthead = await self.app.push_screen_wait(IssueFields(self.issue))
        if isinstance(masthead, Issue):
            self._do("修改刊头", masthead, article=article.id if article else "")

    # -- an editor of one's own -----------------------------------------------------------------------------

    def action_edit_outside(self) -> None:
        """Have the article edited by a program of the person's own, and read it back."""
        from editor.session.external_editor import edit_outside, editor_command

        self._leave_article()
        article, ordinals = self.article, self.document.style.ordinals
        if article is None:
            return
        if self.document.read_only:
            self._say("只读，不能修改")
            return
        command = editor_command()
        try:
            with self.app.suspend():
                edited = edit_outside(article, ordinals, command)
        except SuspendNotSupported:  # then it has a window of its own
            edited = edit_outside(article, ordinals, command)
        issue = replace_article(self.issue, edited.article)
        if not self._do("在外部编辑", issue, article=article.id):
            self._say("没有改动")
        elif edited.remarks:
            self._desk.tell(about_remarks("读回", edited.remarks))

    # -- several articles at once -------------------------------------------------------------------------

    @property
    def picked(self) -> frozenset[str]:
        """The ids of the articles that were picked in the outline, none while the caret is in the text."""
        return frozenset() if self.manuscript.has_caret else frozenset(self.outline.picked)

    def _do_together(self, verb: str, issue: Issue) -> None:
        """Change the picked articles as a step."""
        label = f"{verb}{len(self.picked)}篇稿件"
        if self._do(label, issue, article=self.article_id):
            self._say(f"已{label}，可以撤销")

    def action_sort(self) -> None:
        """Put the section under the cursor into the order of the regions."""
        from editor.session.regions import regions_of, sort_by_region

        self._leave_article()
        entry = self.outline.entry
        issue = sort_by_region(self.issue, entry.section, regions_of(self.workspace))
        if issue is self.issue:
            self._say(f"“{entry.name}”已是沪苏浙皖的次序")
        else:
            self._do("按地区排序", issue, article=entry.article.id if entry.article else "")

    @work(exclusive=True, group="tool")
    async def action_earlier_spares(self) -> None:
        """Take a spare of an earlier issue, behind the article under the cursor."""
        from editor.session.spares import take_spare
        from editor.tui.screens.spares import SparesScreen

        self._leave_article()
        spare = await self.app.push_screen_wait(SparesScreen(self.workspace, self.issue))
        if spare is not None:
            entry = self.outline.entry
            place = place_after(self.issue, entry.article.id if entry.article else None, entry.section)
            issue, taken = take_spare(self.issue, spare, place)
            self._do("取用往期备用稿", issue, article=taken)

    # -- returns ------------------------------------------------------------------------------------------

    @work(exclusive=True, group="tool")
    async def action_review(self) -> None:
        """Ask for a file that came back, and go through it."""
        source = await ask_return(self)
        if source is not None:
            await self._review(source)

    @work(exclusive=True, group="tool")
    async def open_return(self, source: Path) -> None:
        """Go through a file that came back."""
        await self._review(source)

    async def _review(self, source: Path) -> None:
        self._leave_article()
        article = self.article.id if self.article is not None else ""
        with self._desk.telling():
            await review_return(
                self, self.workspace, self.document, source, lambda: self._show_issue(article)
            )

    # -- paste and go -------------------------------------------------------------------------------------

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted into the outline becomes articles; into a field it never comes here."""
        event.stop()
        self.paste_articles(event.text)

    def action_paste_articles(self) -> None:
        """Paste into the outline what was copied here."""
        self.paste_articles(self.app.clipboard)

    @work(exclusive=True, group="tool")
    async def paste_articles(self, text: str) -> None:
        """Show what a text becomes, and take it in."""
        from editor.session.guess import Experience
        from editor.session.pasted import is_article, take_pasted
        from editor.session.regions import regions_of
        from editor.tui.screens.paste import PasteScreen

        if (source := word_file(text)) is not None:
            await self._review(source)
            return
        if self.document.read_only:
            self._say("只读，不能粘贴")
            return
        if not is_article(text):
            self._say("粘贴的文字太短，不像稿件；要粘进正文，先按回车进入正文")
            return
        self._leave_article()
        entry = self.outline.entry
        style = self.document.style
        here = entry.name if entry.section is not None else None
        experience = self._experience or Experience(regions_of(self.workspace))
        accepted = await self.app.push_screen_wait(
            PasteScreen(
                text, self.issue, style, experience, here, self.ran_before if self._past_known else None
            )
        )
        if accepted is None:
            return
        behind = entry.article.id if entry.article else ""
        issue = take_pasted(self.issue, accepted.placed, style.sections, behind)
        count = len(accepted.placed)
        label = "粘贴稿件" if count == 1 else f"粘贴{count}篇稿件"
        if self._do(label, issue, article=accepted.current):
            self._say(f"已收下{count}篇，可以撤销")
            if accepted.edit:
                self.manuscript.take_focus()
