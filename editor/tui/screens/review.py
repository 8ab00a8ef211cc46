"""The leader's Word back, ask by ask: one key decides one and goes on to the next open one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from editor.errors import EditorError
from editor.merge.asks import Ask
from editor.session.asks import STATUS_LABELS, kind_label, sentence, short
from editor.session.review import Review
from editor.tui.keys import command
from editor.tui.screen import EDGES, STEPS, DeskScreen
from editor.tui.screens.dialogs import ChoiceDialog, NameDialog
from editor.tui.widgets.asks import AskRows, AskText, setting_of_ask
from editor.tui.widgets.cells import wrapped
from editor.tui.widgets.keybar import KeyBar
from editor.tui.widgets.reading import Setting
from editor.tui.widgets.rows import Pieces, Rows
from editor.tui.widgets.status import Rule, StatusLine

_KEYS = {
    " ": "take",
    "\u3000": "take",
    "x": "refuse",
    "u": "undo",
    "n": "next",
    "A": "take_article",
    "f": "author",
}
_KEYS |= {"e": "edit", "r": "reason", "k": "check"}
_ASKING = ("edit", "reason")  # what is typed behind them is for their dialog


class ReviewScreen(DeskScreen[None]):
    """Left the asks by article, right the one under the cursor in its paragraph, above how far one has come."""

    DEFAULT_CSS = """
    ReviewScreen {
        & AskRows { width: 42%; min-width: 30; }
        & AskText { width: 1fr; padding: 0 2; }
        & #both { height: 1fr; }
        &.-narrow #both { layout: vertical; }
        &.-narrow AskRows { width: 100%; height: 40%; }
        &.-narrow AskText { width: 100%; height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command(
            "review.take", "space,ideographic_space", "take", "采纳", "采纳这一处，到下一处未定", show=True
        ),
        command("review.refuse", "x,delete", "refuse", "不采纳", "不采纳这一处，到下一处未定", show=True),
        command("review.edit", "e,ctrl+e", "edit", "采纳并改", "采纳，并把改后的词句再改一改", show=True),
        command("review.undo", "u,ctrl+z", "undo", "撤销", "撤销刚才的一次决定", show=True),
        command("review.next", "n,f4", "next", "下一处未定", "到下一处未定的改动", show=True),
        command(
            "review.article", "A,ctrl+a", "take_article", "本篇全部", "采纳本篇全部未定的改动", show=True
        ),
        command(
            "review.author",
            "f,f3",
            "author",
            "按人",
            "只看一个人的改动，再按看下一个人的，直到全部",
            show=True,
        ),
        command("review.reason", "r,f6", "reason", "理由", "写明为什么不采纳", show=True),
        command("review.check", "k,f5", "check", "核红", "逐处核对落实没有，另有没有别的改动", show=True),
        *STEPS,
        *EDGES,
        command("review.leave", "escape", "leave", "返回", "回到稿件，定过的都留着", show=True),
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._review = review
        self._checking = False

    def compose(self) -> ComposeResult:
        """Head, list and text beside each other, keys."""
        review = self._review
        yield StatusLine(f"{review.returned.source.name}　{review.document.issue.label}的回稿", id="head")
        yield Rule()
        with Horizontal(id="both"):
            yield AskRows(review, id="asks")
            yield AskText(id="text")
        yield StatusLine("", id="quiet")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first open one."""
        rows = self._rows
        rows.cursor = min(1, max(rows.count - 1, 0))
        self._go_on(-1)

    def on_resize(self, event: events.Resize) -> None:
        """In a narrow window the text stands below the list."""
        self.set_class(event.size.width < 100, "-narrow")

    @property
    def _rows(self) -> AskRows:
        return self.query_one(AskRows)

    def on_rows_reached(self, event: Rows.Reached) -> None:
        """Show another one."""
        self._show()

    def _show(self) -> None:
        review, ask, text = self._review, self._rows.ask, self.query_one(AskText)
        done = review.count("done") + review.count("refused")
        counts = f"已定 {done}／{len(review.asks)}，未定 {review.count('open')}"
        conflicts = review.count("conflict")
        self.query_one("#head", StatusLine).right = counts + (f"，另改 {conflicts}" if conflicts else "")
        self.query_one("#quiet", StatusLine).left = self._quiet()
        if self._checking:
            text.show(_setting_of_check(review))
        elif ask is None:
            text.show(lambda width: [[(line, "quiet")] for line in wrapped("没有要定的改动。", width)])
        else:
            text.show(setting_of_ask(ask, review, review.document.style))

    def _quiet(self) -> str:
        returned = self._review.returned
        author = f"只看 {self._rows.author}　" if self._rows.author else ""
        return f"{author}依据{returned.base.name}" + (
            f"　另有{returned.asides}，不必定" if returned.asides else ""
        )

    def _go_on(self, after: int | None = None) -> None:
        """To the next open ask, or stay where none is open."""
        rows = self._rows
        asks = rows.asks
        here = rows.ask
        at = (
            after
            if after is not None
            else next((n for n, ask in enumerate(asks) if here and ask.key == here.key), -1)
        )
        found = self._review.next_open(at, asks)
        if found is not None:
            rows.go_to(asks[found])
        rows.refresh()
        self._show()
        if found is None and asks and not self._review.count("open"):
            self.notify("全部定了，按 k 核红。")

    # -- keys -------------------------------------------------------------------------------------------------

    def on_paste(self, event: events.Paste) -> None:
        """Keys that came faster than one is told from the next arrive as a text: each is a key all the same."""
        event.stop()
        actions = [_KEYS.get(character) for character in event.text]
        if None in actions:
            return
        for action in filter(None, actions):
            getattr(self, f"action_{action}")()
            if action in _ASKING:
                break

    def _deciding(self) -> Ask | None:
        """The ask that a key is about."""
        self._checking = False
        return self._rows.ask

    def action_take(self) -> None:
        """Take the ask under the cursor."""
        ask = self._deciding()
        if ask is not None:
            self._take([ask])

    def action_take_article(self) -> None:
        """Take all open asks of its article."""
        ask = self._deciding()
        if ask is not None:
            same = [a for a in self._rows.asks if a.edit.article == ask.edit.article]
            self._take([each for each in same if self._review.status(each) == "open"])

    def _take(self, asks: list[Ask]) -> None:
        open_ = [ask for ask in asks if self._review.returned.question(ask) is not None]
        if open_ and len(asks) == 1:
            self._ask_reading(asks[0])
            return
        if open_:
            asks = [ask for ask in asks if ask not in open_]
            self.notify(f"{len(open_)} 处可以有两种读法，留着没有采纳，请逐处按空格定。")
        with self._warning():
            if self._review.take(asks):
                self.notify("稿子里同一处文字已另行改过，没有采纳。", severity="warning")
                self._show()
            else:
                self._go_on()

    @contextmanager
    def _warning(self) -> Iterator[None]:
        """Say what keeps from deciding: the issue can only be read, the disk refuses."""
        try:
            yield
        except EditorError as error:
            self.notify(str(error), severity="warning")

    def _ask_reading(self, ask: Ask) -> None:
        """Ask what an ask means, and take it so."""
        review = self._review
        question = review.returned.question(ask)
        assert question is not None  # only what is open is asked

        def answered(reading: int | None) -> None:
            if reading is None:
                return
            with self._warning():
                review.answer(question, reading)
                self._rows.fill()
                self._rows.changed()
                found = next((each for each in self._rows.asks if question.is_about(each)), None)
                if found is not None:
                    self._rows.go_to(found)
                    self._take([found])

        heading = f"{question.what}：“{short(question.words)}”"
        self.app.push_screen(ChoiceDialog(heading, list(enumerate(question.readings))), answered)

    def action_refuse(self) -> None:
        """Refuse it."""
        ask = self._deciding()
        if ask is None:
            return
        with self._warning():
            if self._review.refuse(ask):
                self._go_on()
            else:
                self.notify("已经落实，之后又改过，请在稿件里改回。", severity="warning")

    def action_edit(self) -> None:
        """Take it with other words."""
        ask = self._deciding()
        if ask is None:
            return
        if not ask.edit.after or ask.is_comment or "\n" in ask.edit.after:
            self.notify("这一处没有可以再改的词句。")
            return

        def edited(words: str | None) -> None:
            if words is None:
                return
            with self._warning():
                if self._review.take_edited(ask, words):
                    self._go_on()
                else:
                    self.notify("没有采纳：找不到这一处，请在稿件里改。", severity="warning")

        self.app.push_screen(NameDialog("采纳并改为", ask.edit.after), edited)

    def action_reason(self) -> None:
        """Say why it was refused."""
        ask = self._deciding()
        if ask is None or self._review.status(ask) != "refused":
            self.notify("先按 x 不采纳，再写理由。")
            return

        def given(reason: str | None) -> None:
            if reason is not None:
                self._review.give_reason(ask, reason)
                self._show()

        decision = self._review.returned.decisions.get(ask.key)
        self.app.push_screen(NameDialog("不采纳的理由", decision.reason if decision else ""), given)

    def action_undo(self) -> None:
        """Take the last decision back and go to it."""
        self._checking = False
        ask = self._review.undo()
        if ask is None:
            self.notify("没有可以撤销的决定。")
            return
        self._rows.go_to(ask)
        self._rows.refresh()
        self._show()

    def action_next(self) -> None:
        """To the next open ask."""
        self._checking = False
        self._go_on()

    def action_author(self) -> None:
        """The asks of the next person, after the last of all."""
        rows = self._rows
        names = ["", *self._review.authors]
        rows.author = names[(names.index(rows.author) + 1) % len(names)]
        rows.fill()
        rows.changed()
        rows.cursor = min(1, max(rows.count - 1, 0))
        self._show()

    def action_check(self) -> None:
        """核红, or back to the ask."""
        self._checking = not self._checking
        self._show()

    def action_step(self, step: int) -> None:
        """Up or down by one ask."""
        self._checking = False
        super().action_step(step)

    @property
    def paged(self) -> Rows:
        """The text."""
        return self.query_one(AskText)

    def action_leave(self) -> None:
        """Back to the issue; what was decided stays."""
        self.dismiss(None)


def _setting_of_check(review: Review) -> Setting:
    """核红: what is left, what was refused and why, what else was changed."""
    check = review.returned.check(review.document.issue)
    lines: list[tuple[str, str]] = []
    done = sum(status == "done" for _, status in check.rows)
    lines.append((f"核红：{len(check.rows)} 处改动，已落实 {done} 处", "strong"))
    for ask, status in check.rows:
        decision = review.returned.decisions.get(ask.key)
        if status in ("open", "conflict"):
            lines.append((f"{STATUS_LABELS[status].strip()}　{sentence(ask)}", "warn"))
        elif status == "refused":
            reason = (
                f"（{decision.reason}）" if decision is not None and decision.reason else "（没有写理由）"
            )
            lines.append((f"不采纳　{sentence(ask)}{reason}", ""))
    for edit in check.others:
        where = f"《{edit.title}》" if edit.article else edit.title
        lines.append((f"另有改动　{kind_label(edit)} {where}", "warn"))
        lines += ((f"　　- {line}", "gone") for line in edit.before.splitlines() if edit.before != edit.after)
        lines += ((f"　　+ {line}", "new") for line in edit.after.splitlines())
    if check.is_clean:
        lines.append(("都已落实或注明不采纳，别处没有改动。", "strong"))

    def rows(width: int) -> list[Pieces]:
        return [[(row, tone)] for text, tone in lines for row in wrapped(text, width)]

    return rows
