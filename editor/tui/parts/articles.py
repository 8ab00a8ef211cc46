"""The commands on articles and sections: new, moved, parked, deleted, cut, joined, sorted, what is said about them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from editor.model.issue import (
    Article,
    Issue,
    add_article,
    move_article,
    move_section,
    new_id,
    remove_article,
    remove_section,
    replace_article,
)
from editor.session.articles import (
    came_from,
    cut_article,
    drag_several,
    join_with_next,
    move_several,
    park_several,
    place_after,
    remove_several,
    step_several,
    step_several_sections,
)
from editor.tui.keys import command
from editor.tui.parts.work import Part, asks
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.screens.sections import arrange_sections
from editor.tui.widgets.cells import UNTITLED
from editor.tui.widgets.outline import SPARES, Outline

_NO_ARTICLE = "先在目录里选一篇稿件"


class Articles(Part):
    """Each command is one step. Where several articles are picked, it is given to all of them."""

    COMMANDS: ClassVar[list[BindingType]] = [
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
        command("move.section", "f9", "move_to_section", "换栏目", "把稿件移到另一个栏目或备用稿", show=True),
        command("sections.arrange", "f3", "sections", "栏目", "添加、改名、移动、删除栏目", show=True),
        command("article.park", "ctrl+d", "park", "备用", "转为备用稿（不印）；已是备用稿的取回", show=True),
        command("article.join", "ctrl+r", "join", "合并", "把下一篇并入这一篇，它的标题成为一段"),
        command("heading.restart", "", "restart", "重新编号", "光标处的小标题从一编起，再用一次接着上面编"),
        command("move.previous", "alt+left", "step_section(-1)", "前一栏目", "把稿件移到前一个栏目"),
        command("move.next", "alt+right", "step_section(1)", "后一栏目", "把稿件移到后一个栏目"),
        command(
            "article.fields",
            "ctrl+b",
            "fields",
            "稿件信息",
            "来源、内部备注、举措分段或接排；刊名、日期、总期号、编印单位",
        ),
    ]

    def label_of(self, command: str) -> str:
        """What F7 and F8 move, what becomes of the article under the cursor."""
        work = self.work
        if command in ("move.up", "move.down"):
            return ("上移" if command == "move.up" else "下移") + self._movable
        return (
            "取回"
            if command == "article.park" and work.article and work.outline.entry.section is None
            else ""
        )

    @property
    def _movable(self) -> str:
        """What is moved where the caret is."""
        work = self.work
        if work.manuscript.body_field.has_focus:
            return work.manuscript.body_field.under_caret
        if work.picked:
            return f"{len(work.picked)}篇"
        return "稿件" if work.article else "栏目"

    # -- new, moved, parked, deleted ----------------------------------------------------------------------

    def action_new_article(self) -> None:
        """A new article behind the one under the cursor."""
        if self.work.refuses("新建稿件"):
            return
        self.work.leave_article()
        entry = self.work.outline.entry
        place = place_after(self.work.issue, entry.article.id if entry.article else None, entry.section)
        new = Article(new_id(self.work.issue.ids))
        if self.work.do("新建稿件", add_article(self.work.issue, new, place), article=new.id):
            self.work.manuscript.take_focus()

    def action_move(self, step: int) -> None:
        """Move what is under the caret: in the text a measure or paragraph, else an article or section."""
        work = self.work
        if work.refuses("移动"):
            return
        work.commit()
        entry = work.outline.entry
        if work.manuscript.body_field.has_focus:
            moved = self._move_in_text(step)
        elif self._meant:
            moved = self._do("移动", "移动稿件", step_several(work.issue, self._meant, step))
        elif entry.section is not None:
            to = max(0, min(entry.section + step, len(work.issue.sections) - 1))
            moved = work.do("移动栏目", move_section(work.issue, entry.section, to), section=to)
        else:
            work.say(f"“{SPARES}”总在最后，不能移动")
            return
        if not moved:
            work.say("已在最前" if step < 0 else "已在最后")

    def action_restart(self) -> None:
        """Begin a second list with the heading under the caret, or let it go on with the first."""
        if self.work.refuses("重新编号"):
            return
        self.work.step_ends()
        field = self.work.manuscript.body_field
        if field.has_focus and field.restart():
            self.work.step_ends("小标题重新编号")
        else:
            self.work.say("把光标放在正文里前面已有同级小标题的小标题上，再重新编号")

    def _move_in_text(self, step: int) -> bool:
        self.work.step_ends()
        moved = self.work.manuscript.body_field.move(step)
        self.work.step_ends("移动段落")
        return moved

    def action_step_section(self, step: int) -> None:
        """Move the article to the previous or next section."""
        work = self.work
        if work.refuses("移动"):
            return
        work.commit()
        if not self._meant:
            work.say(_NO_ARTICLE)
        elif not self._do("移动", "移动稿件", step_several_sections(work.issue, self._meant, step)):
            work.say("前面没有栏目了" if step < 0 else "后面没有栏目了")

    @asks
    async def action_move_to_section(self) -> None:
        """Ask for a section, and move the article or the picked ones there."""
        work = self.work
        if work.refuses("移动"):
            return
        work.commit()
        section = work.outline.entry.section
        if not self._meant:
            work.say(_NO_ARTICLE)
            return
        await self._ask_section("移到哪个栏目", len(work.issue.sections) if section is None else section)

    async def _ask_section(self, question: str, proposed: int) -> None:
        """Ask for a section, the spares behind the last one, and move the article or those picked to its end."""
        work = self.work
        names = [*(section.name for section in work.issue.sections), SPARES]
        picked, meant, here = work.picked, self._meant, work.outline.entry.section
        chosen = await self.ask(ChoiceDialog(question, enumerate(names), proposed))
        if chosen is None or not meant:
            return
        section = None if chosen == len(names) - 1 else chosen
        there = not picked and here == section
        if there or not self._do("移动", "移动稿件", move_several(work.issue, meant, section)):
            work.say(f"已在“{names[chosen]}”")
        elif not picked:
            work.say(f"已移到“{names[chosen]}”，可以撤销")

    def action_park(self) -> None:
        """Make the article, or those picked, a spare; ask where spares go."""
        work = self.work
        if work.refuses("转为备用稿"):
            return
        work.commit()
        picked, meant = work.picked, self._meant
        if not meant:
            work.say(_NO_ARTICLE)
        elif meant <= {article.id for article in work.issue.spares}:
            self.run(self._take_back())
        elif self._do("停印", "转为备用稿", park_several(work.issue, meant)) and not picked:
            key = work.key_of("article.park")
            work.say(f"已转为备用稿，不印；在备用稿上再按 {key} 取回")

    async def _take_back(self) -> None:
        """Ask where a spare goes; where it came from is proposed."""
        work = self.work
        first = next((spare for spare in work.issue.spares if spare.id in self._meant), None)
        came = None if first is None else came_from(work.document.history.states, first.id)
        names = [section.name for section in work.issue.sections]
        known = came in names
        question = f"取回到哪个栏目（原在“{came}”）" if known else "取回到哪个栏目"
        if not names:
            work.say(f"还没有栏目，{work.key_of('sections.arrange')} 添加")
            return
        await self._ask_section(question, names.index(came) if known and came else 0)

    def action_delete(self) -> None:
        """Delete the article under the cursor, or the section, whose articles are kept as spares."""
        work = self.work
        if work.refuses("删除"):
            return
        work.commit()
        entry = work.outline.entry
        if work.picked:
            self._do("删除", "", remove_several(work.issue, work.picked))
        elif entry.article is not None:
            if work.do("删除稿件", remove_article(work.issue, entry.article.id)):
                work.say(f"已删除“{entry.article.title or UNTITLED}”，可以撤销")
        elif entry.section is None:
            work.say(f"“{SPARES}”不能删除；要删其中一篇，先移到那一篇上")
        elif work.do("删除栏目", remove_section(work.issue, entry.section)):
            kept = f"，其中{entry.size}篇转为备用稿" if entry.size else ""
            work.say(f"已删除栏目“{entry.name}”{kept}，可以撤销")

    @property
    def _meant(self) -> frozenset[str]:
        """The ids of the articles that a command is given to: those picked, else the one under the cursor."""
        return self.work.picked or frozenset(filter(None, (self.work.article_id,)))

    def _do(self, verb: str, label: str, issue: Issue) -> bool:
        """Change the articles that are meant as a step; False if that changes nothing. Of picked ones it is said."""
        count = len(self.work.picked)
        label = f"{verb}{count}篇稿件" if count else label
        done = self.work.do(label, issue, article=self.work.article_id)
        if done and count:
            self.work.say(f"已{label}，可以撤销")
        return done

    def dropped(self, event: Outline.Dropped) -> None:
        """A row of the outline was dragged onto another."""
        work = self.work
        if work.refuses("移动"):
            return
        work.commit()
        dragged, onto, picked = event.dragged, event.onto, work.outline.picked
        if dragged.article is not None and dragged.article.id in picked:
            moved = drag_several(work.issue, picked, dragged.article.id, event.place)
            work.do(f"移动{len(picked)}篇稿件", moved, article=dragged.article.id)
        elif dragged.article is not None:
            moved = move_article(work.issue, dragged.article.id, event.place)
            work.do("移动稿件", moved, article=dragged.article.id)
        elif dragged.section is not None and onto.section is not None:
            moved = move_section(work.issue, dragged.section, onto.section)
            work.do("移动栏目", moved, section=onto.section)

    # -- cut, joined, sorted ------------------------------------------------------------------------------

    def action_cut(self) -> None:
        """Cut the article in two at the caret."""
        work = self.work
        if work.refuses("拆分"):
            return
        work.commit()
        article = work.article
        if article is None or not work.manuscript.body_field.has_focus:
            work.say("先把光标放到正文里要拆开的地方")
            return
        issue, second = cut_article(work.issue, article, work.manuscript.body_field.cut())
        if work.do("拆分稿件", issue, article=second):
            work.manuscript.take_focus()
            work.say("已拆成两篇，可以撤销；后一篇还没有标题")

    def action_join(self) -> None:
        """Make one article of this one and the next."""
        work = self.work
        if work.refuses("合并"):
            return
        work.commit()
        if (article := work.article) is None:
            work.say(_NO_ARTICLE)
            return
        joined = join_with_next(work.issue, article.id, work.document.style.ordinals)
        if joined is None:
            work.say("这一栏目里后面没有稿件可以合并")
        else:
            work.do("合并稿件", joined, article=article.id)
            work.say("已把下一篇并入这一篇，可以撤销")

    def action_sort(self) -> None:
        """Put the section under the cursor into the order of the regions."""
        from editor.session.regions import regions_of, sort_by_region

        work = self.work
        if work.refuses("排序"):
            return
        work.leave_article()
        entry = work.outline.entry
        issue = sort_by_region(work.issue, entry.section, regions_of(self.services.workspace))
        if issue is work.issue:
            work.say(f"“{entry.name}”已是沪苏浙皖的次序")
        else:
            work.do("按地区排序", issue, article=entry.article.id if entry.article else "")

    # -- sections, and what is not text -------------------------------------------------------------------

    @asks
    async def action_sections(self) -> None:
        """Add, rename, move or remove a section."""
        work = self.work
        if work.refuses("改栏目"):
            return
        work.commit()
        current, order = work.outline.entry.section, work.document.style.sections
        arranged = await arrange_sections(work.screen, work.issue, current, order)
        if arranged is not None:
            work.do(arranged.label, arranged.issue, section=arranged.section)

    @asks
    async def action_fields(self) -> None:
        """Source, note and setting of the article under the cursor; of the issue on a heading."""
        from editor.tui.screens.particulars import ArticleFields, IssueFields

        work = self.work
        work.leave_article()
        article = work.article
        if article is not None:
            fields = ArticleFields(article, work.issue, work.document.style.ordinals)
            changed: Issue | Article | None = await self.ask(fields)
            if isinstance(changed, Article):
                work.do("修改稿件信息", replace_article(work.issue, changed), article=article.id)
            if not isinstance(changed, Issue):
                return
        masthead: Issue | Article | None = await self.ask(
            IssueFields(work.issue, self.services.workspace.style_names())
        )
        if isinstance(masthead, Issue):
            work.do("修改刊头", masthead, article=article.id if article else "")
