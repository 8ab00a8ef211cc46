"""From one finding to the next, and what can be done about one: mend, keep, mend all alike, change the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from editor.errors import EditorError
from editor.manuscript.lines import position_at
from editor.model.issue import Issue
from editor.proof.finding import Finding
from editor.session.findings import Key, Review
from editor.session.proof import Proofing
from editor.tui.keys import command, commands
from editor.tui.screens.dialogs import ConfirmDialog
from editor.tui.screens.proofed import Proofed
from editor.tui.widgets.cells import clip
from editor.tui.widgets.finding_rows import MARKS, Flaw, Other
from editor.tui.widgets.rows import Rows


class Corrections(Proofed):
    """The panes with the commands on findings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("finding.next", "f4", "go_finding(1)", "下一处", "到下一处校对意见，选中那几个字"),
        command("finding.previous", "shift+f4", "go_finding(-1)", "上一处", "到上一处校对意见"),
        command("finding.fix", "shift+f9", "fix_finding", "改正", "按校对意见改正光标处；在校对栏按空格"),
        command(
            "finding.accept",
            "shift+f2",
            "accept_finding",
            "保留原文",
            "写明理由，这一篇里这类意见不再提；在校对栏按 Del",
        ),
        command(
            "finding.fix_rule",
            "",
            "fix_rule",
            "同类全改",
            "全期同一类意见一起改正，先列出每一处；在校对栏按 ^A",
        ),
        command("finding.word", "", "add_word", "加入词表", "把这个词加入本单位词表；在校对栏按 ^W"),
        command("finding.rule_off", "", "rule_off", "停用规则", "本单位不再用这条校对规则；在校对栏按 ^U"),
    ]

    _at: Finding | None = None  # the finding that was gone to last

    # -- going from one to the next -----------------------------------------------------------------------

    def action_go_finding(self, step: int) -> None:
        """To the next or previous finding of the issue."""
        self._leave_article()
        review = self._now()
        if review is None:
            return
        present = self._present(review)
        found = (
            review.step(present, step) if present is not None else review.beyond(*self._caret(review), step)
        )
        if found is None:
            self._say("未见问题")
        else:
            self.go_to_finding(found)

    def go_to_finding(self, finding: Finding) -> None:
        """Show a finding where it is, select its words, and say it."""
        review = self.review or self._now()
        if review is None or finding not in review.ordered:
            return
        self._at = finding
        if finding.article:
            self.outline.select_article(finding.article)
            self._reached()
            if finding.end > finding.start or finding.block is not None:
                self.manuscript.select_words(finding.block, finding.item, finding.start, finding.end)
            else:
                self.manuscript.title_field.focus()
        self.findings.go_to(finding)
        number = review.ordered.index(finding) + 1
        mark = MARKS[finding.severity][0]
        fix = f"，{self._key('finding.fix')} 改正" if finding.fix is not None else ""
        self._say(f"{mark} {finding.message}（{number}/{len(review.ordered)}）{fix}")

    def _key(self, command: str) -> str:
        """The key of a command as it is now, for it may have been changed."""
        return next((c.keys[0] for c in commands(self) if c.id == command and c.keys), "")

    def _present(self, review: Review) -> Finding | None:
        """The finding that was gone to, as long as nothing else was done; in its panel the one under the cursor."""
        if self.findings.has_focus:
            return self.findings.finding
        at = self._at
        if at is None or at not in review.ordered:
            return None
        article = self.article
        if not at.article:
            return at
        if article is None or article.id != at.article:
            return None
        start, end = self._caret(review)
        whole = at.start == at.end and at.block is None
        return at if whole or at.place == (*start[1:], end[3]) else None

    def _caret(self, review: Review) -> tuple[Key, Key]:
        """Where the selection begins and ends, as the places of findings are written."""
        entry = self.outline.entry
        if entry.article is None:
            before = sum(len(section.articles) for section in self.issue.sections[: entry.section])
            return (before, -2, 0, 0), (before, -2, 0, 0)
        number = review.article_number(entry.article.id)
        text, title = self.manuscript.body_field, self.manuscript.title_field
        if text.has_focus:
            ends = [position_at(text.rendered, *place) for place in sorted(text.selection)]
            first, last = ((number, p.block, p.measure or 0, p.offset) for p in ends)
            return first, last
        if title.has_focus:
            first, last = ((number, -1, 0, column) for _, column in sorted(title.selection))
            return first, last
        return (number, -2, 0, 0), (number, -2, 0, 0)

    def _finding_here(self) -> Finding | None:
        """The finding a command is about: under the cursor of its panel, gone to, or around the caret."""
        review = self._now()
        if review is None:
            return None
        if (present := self._present(review)) is not None:
            return present
        start, end = self._caret(review)
        article = self.article
        for finding in review.by_article.get(article.id, ()) if article is not None else ():
            if start[1:3] == finding.place[:2] and finding.start <= start[3] and end[3] <= finding.end:
                return finding
        self._say(f"光标处没有校对意见，{self._key('finding.next')} 到下一处")
        return None

    @on(Rows.Chosen, "#findings")
    def _finding_chosen(self) -> None:
        """Go to a finding, or to the first one of another article."""
        item = self.findings.item
        review = self._now()
        if review is None:
            return
        if isinstance(item, Other) and (found := review.by_article.get(item.article)):
            self.go_to_finding(found[0])
        elif isinstance(item, Flaw):
            self.go_to_finding(item.finding)

    # -- what can be done about one -----------------------------------------------------------------------

    def action_fix_finding(self) -> None:
        """Put its fix in the place of the words."""
        finding = self._finding_here()
        if finding is None:
            return
        if finding.fix is None:
            self._say("这条没有现成的改法，请自己改")
            return
        label = f"改正“{clip(finding.text, 12)}”"
        if self._carry_out(label, lambda proofing: proofing.fix(self.issue, finding), finding.article):
            self._say(f"已{label}，{self._key('finding.next')} 下一处")

    @work(exclusive=True, group="tool")
    async def action_accept_finding(self) -> None:
        """Ask for a reason, and keep the text."""
        from editor.tui.screens.findings import KEEP_REASONS, ReasonDialog

        finding = self._finding_here()
        if finding is None:
            return
        heading = f"为什么保留原文？\n{finding.message}\n（这一篇里这类意见以后都不再提）"
        reason = await self.app.push_screen_wait(ReasonDialog(heading, KEEP_REASONS))
        if reason is not None and self._carry_out(
            "保留原文", lambda proofing: proofing.accept(self.issue, finding, reason), finding.article
        ):
            self._say("已保留原文，可以撤销")

    @work(exclusive=True, group="tool")
    async def action_fix_rule(self) -> None:
        """Show what all fixes of one rule would change, and carry them out as one step."""
        from editor.tui.screens.findings import FixesScreen

        finding, review = self._finding_here(), self.review
        if finding is None or review is None:
            return
        fixable = [f for f in review.ordered if f.rule == finding.rule and f.fix is not None]
        if not fixable:
            self._say("这类意见没有现成的改法")
            return
        chosen = await self.app.push_screen_wait(FixesScreen(review, fixable))
        if chosen is None:
            return
        label = f"改正同类{len(chosen)}处"
        article = self.article_id
        if self._carry_out(label, lambda proofing: proofing.fix_some(self.issue, chosen), article):
            self._say(f"已{label}，可以撤销")

    @work(exclusive=True, group="tool")
    async def action_add_word(self) -> None:
        """Add the words of the finding, or those that are selected, to the list of the house."""
        from editor.tui.screens.findings import WordDialog

        review = self._now()
        finding = self._present(review) if review is not None else None
        wrong, right = (finding.text, finding.fix or "") if finding is not None else ("", "")
        selected = self.manuscript.body_field.selected_text
        if not wrong and "\n" not in selected:
            wrong = selected
        word = await self.app.push_screen_wait(WordDialog(wrong, right))
        if word is None:
            return
        with self._desk.telling():
            self._ask(lambda proofing: proofing.add_word(*word))
            self._read_again()
            self._say(f"已把“{clip(word[0], 16)}”加入本单位词表")

    @work(exclusive=True, group="tool")
    async def action_rule_off(self) -> None:
        """Switch the rule of the finding off for the house."""
        finding = self._finding_here()
        if finding is None:
            return
        question = f"本单位不再用这条规则（{finding.rule}）？\n{finding.message}"
        choices = [("keep", "照旧使用"), ("off", "停用")]
        if await self.app.push_screen_wait(ConfirmDialog(question, choices)) != "off":
            return
        with self._desk.telling():
            self._ask(lambda proofing: proofing.switch_off(finding.rule))
            self._read_again()
            self._say(f"已停用规则 {finding.rule}，可在样式文件的 [proof] 里恢复")

    def _ask(self, question: Callable[[Proofing], None]) -> None:
        """Do something with the proof-reader. EditorError if it cannot be done."""
        with self._lock:
            if self._proofing is not None:
                question(self._proofing)

    def _carry_out(self, label: str, change: Callable[[Proofing], Issue], article: str) -> bool:
        """Change the issue as one step; what keeps it from being changed is said."""
        with self._lock:
            if self._proofing is None:
                return False
            try:
                issue = change(self._proofing)
            except EditorError as error:
                self._desk.show_error(error)
                return False
            except LookupError:  # the text was changed while a question stood open
                self._say("文字已变，请再看一次校对意见")
                return False
        done = self._do(label, issue, article=article)
        self._now()
        return done
