"""The first page: what is shown where there is no workspace yet. Makes one, opens another, or shows a sample.

An application of its own, over before the desk begins, so that the desk never has to do without a workspace.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.driver import Driver
from textual.widgets import Static
from textual.widgets.input import Selection

from editor.errors import EditorError
from editor.files.keeping import user_folder
from editor.session.founding import EVERY, Plan, found, masthead, plan_of, read_default, sample_workspace
from editor.session.preferences import last_workspace, read_preferences
from editor.session.root import is_workspace
from editor.session.workspace import first_date
from editor.tui.containment import sentence_of, telling
from editor.tui.input_queue import Given, QueuedApp
from editor.tui.patches import install
from editor.tui.patches.driver import Typed, handing_over
from editor.tui.paths import place_to_write
from editor.tui.screen import FIELDS, DeskScreen
from editor.tui.theme import dress, other
from editor.tui.widgets.cells import drawable, drawable_lines
from editor.tui.widgets.field import Field, PathField
from editor.tui.widgets.keybar import KeyBar
from editor.tui.widgets.rows import Choices, Rows
from editor.tui.widgets.status import Rule

_STYLE = """
.first-page { padding: 1 3; height: 1fr; overflow-y: auto; }
.first-page .heading { text-style: bold; height: auto; }
.first-page .quiet { color: $quiet; height: auto; }
.first-page Choices { height: 6; margin-top: 1; }
.first-page .row { height: 1; layout: horizontal; }
.first-page .name { width: 12; color: $quiet; }
.first-page Field { width: 1fr; background: $chosen; padding: 0 1; }
.first-page .masthead { height: auto; margin-top: 1; text-align: center; }
.first-page .masthead.-title { color: $accent; text-style: bold; }
.first-page .wrong { color: $accent; height: auto; margin-top: 1; }
"""


def ask_for_workspace(here: Path) -> tuple[Path | None, list[Typed]]:
    """The workspace that the person makes or chooses on the first page, None if they leave; what they typed after that."""
    install()
    page = FirstPage(here, user_folder())
    return page.run(), page.typed_after


class FirstPage(QueuedApp[Path], inherit_bindings=False):
    """The screens before there is a workspace. ``home`` is the folder of the user, None for none."""

    CSS = files("editor.tui").joinpath("app.tcss").read_text(encoding="utf-8") + _STYLE
    TITLE = "要讯"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "theme", "换配色", id="app.theme"),
        Binding("ctrl+q", "quit", "退出", id="app.quit"),
    ]

    def __init__(self, here: Path, home: Path | None, environ: Mapping[str, str] = os.environ) -> None:
        self.unread: deque[Typed] = deque()
        super().__init__()
        self.here, self.home = here, home
        dress(self, read_preferences(home).theme, environ)

    def on_mount(self) -> None:
        """Show what can be done."""
        self.push_screen(WelcomeScreen(self.here, self.home))

    def takes(self, event: Given) -> bool:
        """Whether a page is there and stays."""
        return not self._exit and isinstance(self.screen, _Page) and self.screen.takes_keys

    def get_driver_class(self) -> type[Driver]:
        """One that leaves the terminal, and what is typed meanwhile, to the desk."""
        return handing_over(super().get_driver_class(), self.unread)

    async def on_event(self, event: events.Event) -> None:
        """Take what was read."""
        if isinstance(event, Typed) and event in self.unread:
            self.unread.remove(event)
        await super().on_event(event)

    @property
    def typed_after(self) -> list[Typed]:
        """Keys and pastes that came after the last one that the page was given."""
        return [event for event in (*self._input.left, *self.unread) if isinstance(event, Typed)]

    async def _dispatch_action(self, namespace: DOMNode, action_name: str, params: Any) -> bool:  # noqa: ANN401
        """What a command cannot do is said."""
        with telling(self):
            return await super()._dispatch_action(namespace, action_name, params)
        return True

    def action_theme(self) -> None:
        """The other theme."""
        self.theme = other(self.theme)


class _Page(DeskScreen[None]):
    """A heading, what belongs to it, a line for what is wrong, the keys."""

    def __init__(self, here: Path, home: Path | None) -> None:
        super().__init__()
        self._here, self._home = here, home

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static(" 要讯编辑台", markup=False, classes="heading")
        yield Rule()
        with Vertical(classes="first-page"):
            yield from self.content()
            yield Static("", markup=False, classes="wrong")
        yield KeyBar()

    def content(self) -> ComposeResult:
        """What is asked."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Say what is wrong, or nothing any more."""
        self.query_one(".wrong", Static).update(drawable(sentence))


class WelcomeScreen(_Page):
    """What can be done where there is no workspace."""

    def content(self) -> ComposeResult:
        """Where one is, and the ways on."""
        yield Static(drawable(f"这里还没有工作区：{self._here}"), markup=False, classes="heading")
        yield Static("工作区是一个文件夹，各期放在 issues，样式放在 styles。", markup=False, classes="quiet")
        self._ways = [("make", "在这里建立工作区")]
        last = last_workspace(self._home)
        if last is not None:
            self._ways.append(("last", f"打开上次的：{last.name}（{last.parent}）"))
        self._ways += [("other", "打开别的文件夹"), ("sample", "看一看样例"), ("leave", "退出")]
        yield Choices([text for _, text in self._ways], 1 if last is not None else 0)

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.query_one(Choices).focus()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go that way."""
        way = self._ways[event.index][0]
        if way == "make":
            self.app.push_screen(FoundingScreen(self._here, self._home))
        elif way == "other":
            self.app.push_screen(FolderScreen(self._here, self._home))
        elif way == "last":
            self.app.exit(last_workspace(self._home))
        elif way == "sample":
            self._open_sample()
        else:
            self.app.exit(None)

    def _open_sample(self) -> None:
        try:
            self.app.exit(sample_workspace(self._home).root)
        except (EditorError, OSError) as error:
            self.say(str(error))


class _Form(_Page):
    """Fields under each other: arrows and Enter go through them, Enter in the last takes all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "onward", "下一项", id="form.onward"),
        Binding("ctrl+s", "take", "确定", id="form.take"),
        Binding("escape", "leave", "返回", id="form.leave"),
        *FIELDS,
    ]

    def row(self, name: str, field: Field) -> ComposeResult:
        """A field with its name before it."""
        with Vertical(classes="row"):
            yield Static(name, markup=False, classes="name")
            yield field

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query(Field).first().focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What stands in a field gives way to what is typed; a path is written on."""
        if isinstance(event.widget, Field):
            length = len(event.widget.value)
            start = length if isinstance(event.widget, PathField) else 0
            event.widget.selection = Selection(start, length)

    def action_onward(self) -> None:
        """To the next field, or take all."""
        if self.focused is self.query(Field).last():
            self.action_take()
        else:
            self.action_field(1)

    def action_take(self) -> None:
        """Take what stands in the fields."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Back to the first page, if this is what is seen."""
        if self.app.screen is self:
            self.app.pop_screen()


class FoundingScreen(_Form):
    """A new workspace: the publication and its first issue, with the masthead as it will be."""

    def content(self) -> ComposeResult:
        """A field for each thing that is asked."""
        default = read_default()
        day = first_date(default.periodical, date.today())
        yield Static(drawable(f"在 {self._here} 建立工作区"), markup=False, classes="heading")
        yield Static("以后都能在 styles/official.toml 里改。", markup=False, classes="quiet")
        yield from self.row("刊名", Field(default.title))
        yield from self.row("编印单位", Field(default.issuer))
        yield from self.row("多久一期", Field(EVERY["week"], placeholder="、".join(EVERY.values())))
        yield from self.row("第一期期号", Field("1"))
        yield from self.row("第一期日期", Field(f"{day.year}年{day.month}月{day.day}日"))
        yield from self.row("栏目", Field("，".join(default.sections)))
        yield Static("", markup=False, classes="masthead -title")
        yield Static("", markup=False, classes="masthead", id="below")

    def on_input_changed(self) -> None:
        """Show the masthead, or what keeps it from being one."""
        try:
            title, *below = masthead(self._plan().style)
        except EditorError as error:
            self.say(str(error))
            return
        self.query_one(".masthead.-title", Static).update(drawable(title))
        self.query_one("#below", Static).update(drawable_lines("\n".join(below)))
        self.say("")

    def action_take(self) -> None:
        """Make the workspace and open it."""
        try:
            workspace = found(self._here, self._plan())
        except EditorError as error:
            self.say(str(error))
        else:
            self.app.exit(workspace.root)

    def _plan(self) -> Plan:
        return plan_of(*(field.value for field in self.query(Field)))


class FolderScreen(_Form):
    """Another folder: opened if it is a workspace, else one is made there."""

    def content(self) -> ComposeResult:
        """A field for its path."""
        yield Static("打开别的文件夹", markup=False, classes="heading")
        yield Static(
            "写路径，或把文件夹拖到窗口里；还不是工作区的，接着就在那里建立。", markup=False, classes="quiet"
        )
        yield from self.row("文件夹", PathField(str(self._here) + os.sep))

    def action_take(self) -> None:
        """Go there."""
        try:
            self._open(place_to_write(self.query_one(PathField).value))
        except (EditorError, OSError) as error:
            self.say(sentence_of(error))

    def _open(self, path: Path | None) -> None:
        if path is None:
            self.say("没有写文件夹")
        elif is_workspace(path):
            self.app.exit(path.resolve())
        elif path.exists() and not path.is_dir():
            self.say("这是文件，不是文件夹")
        else:
            self.app.switch_screen(FoundingScreen(path.absolute(), self._home))
