"""From one finding to the next, and what can be done about one: mend, keep, mend all alike, change the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from editor.errors import EditorError
from editor.manuscript.lines import position_at
from editor.model.issue import Issue
from editor.proof.finding import Finding
from editor.session.findings import Key, Review
from editor.session.proof import Proofing
from editor.tui.keys import command
from editor.tui.parts.findings import Findings
from editor.tui.parts.work import Part, Work, asks
from editor.tui.screens.dialogs import ChoiceDialog
from editor.tui.widgets.cells import clip
from editor.tui.widgets.finding_rows import MARKS, Flaw, Other


class Corrections(Part):
    """The commands on findings."""

    COMMANDS: ClassVar[list[BindingType]] = [
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

    def __init__(self, work: Work, findings: Findings) -> None:
        super().__init__(work)
        self._findings = findings
        self._at: Finding | None = None  # the finding that was gone to last
        self._said = ""  # of it

    # -- going from one to the next -----------------------------------------------------------------------

    def action_go_finding(self, step: int) -> None:
        """To the next or previous finding of the issue."""
        self.work.leave_article()
        review = self._findings.now()
        if review is None:
            return
        present = self._present(review)
        found = (
            review.step(present, step) if present is not None else review.beyond(*self._caret(review), step)
        )
        if found is None:
            self.work.say("没有下一处：未见问题" if step > 0 else "没有上一处：未见问题")
        else:
            self.go_to_finding(found)

    def go_to_finding(self, finding: Finding) -> None:
        """Show a finding where it is, select its words, and say it."""
        review = self._findings.review or self._findings.now()
        if review is None or finding not in review.ordered:
            return
        self._at = finding
        if finding.article:
            self.work.outline.select_article(finding.article)
            self.work.reached()
            if finding.end > finding.start or finding.block is not None:
                self.work.manuscript.select_words(finding.block, finding.item, finding.start, finding.end)
            else:
                self.work.manuscript.title_field.focus()
        self._findings.panel.go_to(finding)
        number = review.ordered.index(finding) + 1
        mark = MARKS[finding.severity][0]
        fix = f"，{self.work.key_of('finding.fix')} 改正" if finding.fix is not None else ""
        only = "，只有这一处" if len(review.ordered) == 1 else ""
        ran = finding.rule == "duplicate" and "本期" not in finding.message
        beside = f"，{self.work.key_of('article.past')} 对照" if ran else ""
        self._said = f"{mark} {finding.message}"
        self.work.say(self._said, f"（{number}/{len(review.ordered)}{only}）{fix}{beside}")

    def entry_changed(self) -> None:
        """What was said of a finding goes with it."""
        self.caret_moved()

    def caret_moved(self) -> None:
        """What was said of a finding goes when the caret has left it."""
        review = self._findings.review
        if (
            self.work.said
            and self.work.said == self._said
            and (review is None or self._present(review) is None)
        ):
            self.work.say("")

    def _present(self, review: Review) -> Finding | None:
        """The finding that was gone to, as long as nothing else was done; in its panel the one under the cursor."""
        if self._findings.panel.has_focus:
            return self._findings.panel.finding
        at = self._at
        if at is None or at not in review.ordered:
            return None
        article = self.work.article
        if not at.article:
            return at
        if article is None or article.id != at.article:
            return None
        start, end = self._caret(review)
        whole = at.start == at.end and at.block is None
        return at if whole or at.place == (*start[1:], end[3]) else None

    def _caret(self, review: Review) -> tuple[Key, Key]:
        """Where the selection begins and ends, as the places of findings are written."""
        entry = self.work.outline.entry
        if entry.article is None:
            before = sum(len(section.articles) for section in self.work.issue.sections[: entry.section])
            return (before, -2, 0, 0), (before, -2, 0, 0)
        number = review.article_number(entry.article.id)
        text, title = self.work.manuscript.body_field, self.work.manuscript.title_field
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
        review = self._findings.now()
        if review is None:
            return None
        if (present := self._present(review)) is not None:
            return present
        start, end = self._caret(review)
        article = self.work.article
        for finding in review.by_article.get(article.id, ()) if article is not None else ():
            if start[1:3] == finding.place[:2] and finding.start <= start[3] and end[3] <= finding.end:
                return finding
        self.work.say(f"光标处没有校对意见，{self.work.key_of('finding.next')} 到下一处")
        return None

    def chosen(self) -> None:
        """Go to a finding, or to the first one of another article."""
        item = self._findings.panel.item
        review = self._findings.now()
        if review is None:
            return
        if isinstance(item, Other) and (found := review.by_article.get(item.article)):
            self.go_to_finding(found[0])
        elif isinstance(item, Flaw):
            self.go_to_finding(item.finding)

    # -- what can be done about one -----------------------------------------------------------------------

    def action_fix_finding(self) -> None:
        """Put its fix in the place of the words."""
        finding = None if self.work.refuses("改正") else self._finding_here()
        if finding is None:
            return
        if finding.fix is None:
            self.work.say("这条没有现成的改法，请自己改")
            return
        label = f"改正“{clip(finding.text, 12)}”"
        if self._carry_out(label, lambda proofing: proofing.fix(self.work.issue, finding), finding.article):
            self.work.say(f"已{label}，{self.work.key_of('finding.next')} 下一处")

    @asks
    async def action_accept_finding(self) -> None:
        """Ask for a reason, and keep the text."""
        from editor.tui.screens.findings import KEEP_REASONS, ReasonDialog

        finding = None if self.work.refuses("记下理由") else self._finding_here()
        if finding is None:
            return
        heading = f"为什么保留原文？\n{finding.message}\n（这一篇里这类意见以后都不再提）"
        reason = await self.ask(ReasonDialog(heading, KEEP_REASONS))
        if reason is not None and self._carry_out(
            "保留原文", lambda proofing: proofing.accept(self.work.issue, finding, reason), finding.article
        ):
            self.work.say("已保留原文，可以撤销")

    @asks
    async def action_fix_rule(self) -> None:
        """Show what all fixes of one rule would change, and carry them out as one step."""
        from editor.tui.screens.findings import FixesScreen

        finding = None if self.work.refuses("改正") else self._finding_here()
        review = self._findings.review
        if finding is None or review is None:
            return
        fixable = [f for f in review.ordered if f.rule == finding.rule and f.fix is not None]
        if not fixable:
            self.work.say("这类意见没有现成的改法")
            return
        chosen = await self.ask(FixesScreen(review, fixable))
        if chosen is None:
            return
        label = f"改正同类{len(chosen)}处"
        article = self.work.article_id
        if self._carry_out(label, lambda proofing: proofing.fix(self.work.issue, *chosen), article):
            self.work.say(f"已{label}，可以撤销")

    @asks
    async def action_add_word(self) -> None:
        """Add the words of the finding, or those that are selected, to the list of the house."""
        from editor.tui.screens.findings import WordDialog

        review = self._findings.now()
        finding = self._present(review) if review is not None else None
        wrong, right = (finding.text, finding.fix or "") if finding is not None else ("", "")
        selected = self.work.manuscript.body_field.selected_text
        if not wrong and "\n" not in selected:
            wrong = selected
        word = await self.ask(WordDialog(wrong, right))
        if word is None:
            return
        with self.services.telling():
            self._findings.about(lambda proofing: proofing.add_word(*word))
            self._findings.read_again()
            self.work.say(f"已把“{clip(word[0], 16)}”加入本单位词表")

    @asks
    async def action_rule_off(self) -> None:
        """Switch the rule of the finding off for the house."""
        finding = self._finding_here()
        if finding is None:
            return
        question = f"本单位不再用这条规则（{finding.rule}）？\n{finding.message}"
        choices = [("keep", "照旧使用"), ("off", "停用")]
        if await self.ask(ChoiceDialog(question, choices)) != "off":
            return
        with self.services.telling():
            self._findings.about(lambda proofing: proofing.switch_off(finding.rule))
            self._findings.read_again()
            self.work.say(f"已停用规则 {finding.rule}，可在样式文件的 [proof] 里恢复")

    def _carry_out(self, label: str, change: Callable[[Proofing], Issue], article: str) -> bool:
        """Change the issue as one step; what keeps it from being changed is said."""
        try:
            issue = self._findings.about(change)
        except EditorError as error:
            self.services.show_error(error)
            return False
        except LookupError:  # the text was changed while a question stood open
            self.work.say("文字已变，请再看一次校对意见")
            return False
        done = issue is not None and self.work.do(label, issue, article=article)
        self._findings.now()
        return done
