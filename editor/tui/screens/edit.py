"""The edit screen: where its panes stand, which commands it has, and to which part a message goes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from editor.proof.finding import Finding
from editor.session.document import Document
from editor.tui.containment import contained, containing, watching
from editor.tui.keys import command
from editor.tui.parts.articles import Articles
from editor.tui.parts.columns import Columns
from editor.tui.parts.corrections import Corrections
from editor.tui.parts.findings import Findings
from editor.tui.parts.intake import Handout, Intake, about_remarks
from editor.tui.parts.keeping import Keeping, Steps
from editor.tui.parts.pages import Pages
from editor.tui.parts.past import PastArticles
from editor.tui.parts.search import Search
from editor.tui.parts.work import Part, Work, tell
from editor.tui.screen import DeskScreen
from editor.tui.services import Services
from editor.tui.widgets.body import BodyField
from editor.tui.widgets.column import Divider
from editor.tui.widgets.finding_rows import Ran
from editor.tui.widgets.keybar import HintLine, KeyBar
from editor.tui.widgets.outline import Outline, OutlineHead
from editor.tui.widgets.paper import Paper
from editor.tui.widgets.past import PastPanel
from editor.tui.widgets.rows import Rows

_BY_PLACE = ("move.up", "article.park", "column.next")  # commands that are called otherwise elsewhere

# What the key bar shows for each pane: commands by their ids, the weightiest first.
_IN_OUTLINE = (
    "issue.close issue.save finding.next column.next move.up article.new move.down move.section article.park "
    "outline.pick outline.delete pane.next issue.export go.anywhere sections.arrange edit.undo text.find"
)
_IN_TEXT = (
    "issue.close issue.save finding.next column.next move.up move.down pane.next edit.undo text.find "
    "go.anywhere article.new article.cut move.section issue.export"
)
_IN_FINDINGS = (
    "issue.close finding.fix finding.accept finding.next column.next finding.fix_rule finding.word "
    "finding.rule_off pane.next issue.save edit.undo"
)
_IN_PAGES = "issue.close issue.save finding.next column.next pane.next column.hide issue.export go.anywhere"


class EditScreen(DeskScreen[Path | None]):
    """One issue open for work. The result is the issue to open next."""

    DEFAULT_CSS = """
    EditScreen {
        & #panes { height: 1fr; }
        & .pane { height: 1fr; }
        & .head { height: 1; padding: 0 1; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
        & .pane.-active .head { color: $accent; }
        & #outline-pane { width: 34; }
        & #manuscript-pane { width: 1fr; }
        &.-tucked #outline-pane, &.-tucked #outline-rule { display: none; }
        &.-tucked.-drawer #outline-pane, &.-tucked.-drawer #outline-rule { display: block; }
        &.-crowded.-drawer #manuscript-pane, &.-crowded.-drawer #outline-rule { display: none; }
        &.-crowded.-drawer #outline-pane { width: 1fr; }
        & #column-rule { display: none; }
        &.-column #column-rule { display: block; }
        &.-narrow #column-rule { display: none; }
        &.-narrow #column { dock: bottom; width: 100%; height: 4; background: $background; }
        &.-narrow #column.-bare { height: 1; }
        &.-narrow #column.-bare.-active { height: 4; }
        &.-narrow.-beside #column-rule { display: block; }
        &.-narrow.-beside #column { dock: none; width: 1fr; height: 1fr; }
        &.-narrow #column .head { background: $chosen; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *Columns.COMMANDS,
        *Corrections.COMMANDS,
        *Search.COMMANDS,
        *PastArticles.COMMANDS,
        *Intake.COMMANDS,
        *Articles.COMMANDS[-1:],
        *Intake.RETURNS,
        *Keeping.COMMANDS,
        command("issue.save", "ctrl+s", "save", "保存", "把这一期写入文件", show=True),
        *Articles.COMMANDS[:4],
        command("pane.next", "f6", "next_pane", "换窗格", "依次到目录、正文、右栏", show=True),
        command(
            "issue.export", "ctrl+e", "export", "导出", "导出 DOCX 和纯文本；有校对意见时先列出", show=True
        ),
        *Handout.COMMANDS,
        *Steps.COMMANDS,
        *Articles.COMMANDS[4:-1],
        command("issue.close", "ctrl+l", "close", "各期", "回到各期列表", show=True),
        command("app.quit", "ctrl+q", "quit", "退出", "退出要讯；有未保存的修改会先问"),
        Binding("escape", "escape", show=False),
    ]

    def __init__(self, services: Services, document: Document) -> None:
        super().__init__()
        self.services = services
        self.document = document
        self.work = work = Work(self, services, document)
        self.columns = Columns(work)
        self.pages = Pages(work)
        self.findings = Findings(work)
        self.corrections = Corrections(work, self.findings)
        self.keeping = Keeping(work)
        self.search = Search(work, self.columns, self.keeping)
        self.intake = Intake(work, lambda: self.findings.ran_before if self.findings.past_known else None)
        self.articles = Articles(work)
        self.past = PastArticles(work, self.columns)
        self.parts: tuple[Part, ...] = (
            self.columns,
            self.pages,
            self.findings,
            self.corrections,
            self.search,
            self.intake,
            self.keeping,
            self.articles,
            self.past,
            Handout(work),
            Steps(work),
        )
        work.column.panels = tuple(panel for part in self.parts for panel in part.panels())
        work.changed = lambda: tell(self.parts, lambda part: part.issue_changed)
        work.entered = self._entered
        self.columns.shown = self._panel_shown
        self._labels: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Status, outline beside manuscript and right column, keys."""
        yield self.work.status
        with Horizontal(id="panes"):
            with Vertical(id="outline-pane", classes="pane"):
                yield OutlineHead(self.work.outline)
                yield self.work.outline
            yield Divider(id="outline-rule")
            with Vertical(id="manuscript-pane", classes="pane"):
                yield self.work.head
                yield self.work.manuscript
            yield Divider(id="column-rule")
            yield self.work.column
        yield HintLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the issue, with the cursor on its first article."""
        issue = self.document.issue
        self.keeping.begin()
        self.watch(self, "focused", watching(self, self._focus_moved))
        first = next(iter((*issue.articles, *issue.spares)), None)
        self.work.show_issue(first.id if first else "")
        self.work.outline.focus()
        self.work.help(self.columns.begin, self.intake.begin, self._welcome)

    def _welcome(self) -> None:
        """A hint for somebody new."""
        if self.services.is_new():
            hint = containing(self, self.query_one(HintLine).show)
            self.call_after_refresh(hint, self.services.preferences.used)

    def on_unmount(self) -> None:
        """Close the document, now that nothing can be typed into it."""
        self.keeping.close()

    # -- where to go in it --------------------------------------------------------------------------------

    def go_to_words(self, article_id: str, words: str) -> None:
        """Go to words in an article."""
        self.search.go_to_words(article_id, words)

    def go_to_finding(self, finding: Finding) -> None:
        """Go to a finding."""
        self.corrections.go_to_finding(finding)

    def open_return(self, source: Path) -> None:
        """Go through a file that came back."""
        self.intake.open_return(source)

    def _entered(self) -> None:
        tell(self.parts, lambda part: part.entry_changed)
        self.work.help(self._bar_follows)

    def _panel_shown(self) -> None:
        tell(self.parts, lambda part: part.panel_shown)
        self.work.help(self._bar_follows)

    # -- what the panes tell ------------------------------------------------------------------------------

    @on(Paper.Edited)
    def _edited(self) -> None:
        self.work.commit()
        self.work.help(self.keeping.typed, self.pages.follow_soon, self._bar_follows)

    @on(BodyField.CaretJumped)
    def _caret_jumped(self) -> None:
        self.document.history.seal()
        self.work.help(self.pages.follow_soon, self.corrections.caret_moved, self._bar_follows)

    @on(BodyField.Pasted)
    def _pasted(self, event: BodyField.Pasted) -> None:
        if event.remarks:
            self.services.tell(about_remarks("粘贴", event.remarks))

    @on(Paper.PastedApart)
    def _pasted_apart(self, event: Paper.PastedApart) -> None:
        self.intake.pasted_apart(event.field, event.text)

    @on(Paper.Copied)
    def _copied(self, event: Paper.Copied) -> None:
        self.work.say(f"已复制这一段（{len(event.text)}字）")

    @on(Paper.Refused)
    def _refused(self) -> None:
        self.work.refuses("修改")

    @on(Rows.Reached, "#outline")
    def _reached(self) -> None:
        self.work.reached()

    @on(Rows.Chosen, "#outline")
    def _chosen(self) -> None:
        self.work.manuscript.take_focus()

    @on(Rows.Chosen, "#pages")
    @on(Rows.Chosen, "#contents")
    def _page_chosen(self, event: Rows.Chosen) -> None:
        self.pages.chosen(event)

    @on(Rows.Chosen, "#findings")
    def _finding_chosen(self) -> None:
        if isinstance(self.findings.panel.item, Ran):
            self.past.action_past()
        else:
            self.corrections.chosen()

    @on(PastPanel.Asked)
    def _past_asked(self, event: PastPanel.Asked) -> None:
        self.past.asked(event.words)

    @on(PastPanel.Wanted)
    def _past_wanted(self, event: PastPanel.Wanted) -> None:
        self.past.wanted(event.past)

    @on(PastPanel.Left)
    def _past_left(self) -> None:
        self.past.left()

    @on(Outline.Dropped)
    def _dropped(self, event: Outline.Dropped) -> None:
        self.articles.dropped(event)

    @on(Divider.Dragged)
    def _dragged(self, event: Divider.Dragged) -> None:
        self.columns.dragged(event)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted into the outline becomes articles; into a field it never comes here."""
        event.stop()
        self.intake.paste_articles(event.text)

    def on_resize(self, event: events.Resize) -> None:
        """Give each column its place."""
        self.columns.arrange(event.size.width)

    def _focus_moved(self) -> None:
        """The pane that has the keys is in accent; on a narrow screen the outline is there while it is that one."""
        if self.focused is not None:
            self.set_class(self.focused is self.work.outline, "-drawer")
            for pane in self.query(".pane"):
                pane.set_class(pane in self.focused.ancestors, "-active")
            self.call_after_refresh(containing(self, self._bar_follows))

    def bar(self) -> Sequence[str]:
        """What the key bar shows of the pane that has the keys."""
        if self.work.column.has_focus_within:
            commands = _IN_FINDINGS if self.findings.panel.has_focus else _IN_PAGES
        else:
            commands = _IN_TEXT if self.work.manuscript.has_caret else _IN_OUTLINE
        return commands.split()

    def label_of(self, command: str) -> str:
        """What a command is called where the caret is."""
        labels = (contained(partial(part.label_of, command), part.failed) for part in self.parts)
        return next(filter(None, labels), "")

    @on(Outline.Picked)
    def _bar_follows(self) -> None:
        """The bar says what the keys do where the caret is now."""
        labels = tuple(map(self.label_of, _BY_PLACE))
        if labels != self._labels:
            self._labels = labels
            self.query_one(KeyBar).refresh()

    # -- commands -----------------------------------------------------------------------------------------

    def action_next_pane(self) -> None:
        """From the outline to the text, to the right column if there is one, and back to the outline."""
        if self.work.outline.has_focus and self.work.manuscript.article is not None:
            self.work.manuscript.take_focus()
        elif self.work.column.has_focus_within or not self.columns.focus_panel():
            self.columns.focus_outline()

    def action_escape(self) -> None:
        """From the right column back to the text, from the text to the outline, from there to the list of issues."""
        if self.work.column.has_focus_within:
            self.work.manuscript.take_focus()
        elif self.work.manuscript.has_caret:
            self.columns.focus_outline()
        elif self.work.said == self._way_back:
            self.action_close()
        else:
            self.work.say(self._way_back)

    @property
    def _way_back(self) -> str:
        """What Escape on the outline offers; the next one takes it."""
        return f"再按一次 Esc 回到各期列表（{self.work.key_of('issue.close')} 也可以）"

    def action_export(self) -> None:
        """Export the issue as it is now, once its findings were looked at."""
        from editor.tui.screens.export import ExportScreen
        from editor.tui.screens.findings import look_before

        self.work.commit()
        look_before(
            self,
            self.services,
            self.findings.now(),
            lambda: self.app.push_screen(ExportScreen(self.services.workspace, self.document)),
            self.go_to_finding,
        )

    def action_close(self) -> None:
        """Back to the list of issues."""
        if self.keeping.may_go:
            self.dismiss()
        else:
            self.run_worker(self._leave(), exclusive=True, group="leave")

    async def _leave(self) -> None:
        if await self.keeping.may_leave():
            self.dismiss()

    def action_quit(self) -> None:
        """Leave the program."""
        if self.keeping.may_go:
            self.app.exit()
        else:
            self.run_worker(self._quit(), exclusive=True, group="leave")

    async def _quit(self) -> None:
        if await self.keeping.may_leave():
            self.app.exit()
