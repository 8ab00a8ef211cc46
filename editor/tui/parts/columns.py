"""The columns of the desk: which are there, how wide they are, and that they come back as they were left.

Where the screen has no room for all of them, the outline is a drawer, there while it has the focus; in a narrow
window the right column is a strip of three rows at the bottom.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from editor.tui.containment import containing
from editor.tui.keys import command
from editor.tui.parts.work import Part, Work
from editor.tui.widgets.column import Divider

OUTLINE = "outline"
_OUTLINE_WIDTH, _LEAST, _TEXT_LEAST = 34, 20, 30  # cells; the manuscript keeps at least the last
_WIDE, _WIDE_OUTLINE = 150, 46  # from this width the outline has room for the lines of each article
_STEP = 4
_TWO = 100  # from this width columns stand beside each other: HORIZONTAL_BREAKPOINTS of the application


class Columns(Part):
    """Shows, hides and resizes the columns."""

    COMMANDS: ClassVar[list[BindingType]] = [
        command("column.next", "f5", "next_panel", "版面", "右栏依次显示版面、目录、校对，再按收起"),
        command("column.hide", "shift+f5", "hide_panel", "收起右栏", "收起右栏，再按重新显示"),
        command(
            "outline.hide",
            "shift+f6",
            "hide_outline",
            "收起目录",
            "收起左边的目录，再按重新显示；收起时按 F6 临时显示",
        ),
        command("column.narrower", "shift+f7", "resize(-1)", "变窄", "光标在目录时目录变窄，否则右栏变窄"),
        command("column.wider", "shift+f8", "resize(1)", "变宽", "光标在目录时目录变宽，否则右栏变宽"),
    ]

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._column = work.column
        self._last_panel = ""
        self.shown: Callable[[], object] = lambda: None  # called when another panel is in the column

    def begin(self) -> None:
        """As it was left."""
        self._column.show(self.services.preferences.panel)
        self.arrange(self._screen_width)

    @property
    def _screen_width(self) -> int:
        return self.work.screen.app.size.width

    def label_of(self, command: str) -> str:
        """What F5 shows next."""
        if command != "column.next":
            return ""
        titles = {panel.name: panel.title for panel in self._column.panels}
        return titles.get(self._column.next_name, "收起右栏")

    # -- commands -----------------------------------------------------------------------------------------

    def action_next_panel(self) -> None:
        """The next panel in the right column; after the last, none."""
        self.show_panel(self._column.next_name)

    def action_hide_panel(self) -> None:
        """Hide the right column, or show what was in it."""
        last = self._last_panel or next((panel.name for panel in self._column.panels), "")
        self.show_panel("" if self._column.shown else last)

    def action_hide_outline(self) -> None:
        """Hide the outline, or show it."""
        if self.work.screen.app.size.width < _TWO:
            self.work.say(f"窗口窄，目录已收着，{self.work.key_of('pane.next')} 显示")
            return
        shown = not self.services.preferences.outline
        self.services.prefer(outline=shown)
        if not shown and self.work.outline.has_focus:
            self.work.manuscript.take_focus()
        self.arrange(self._screen_width)

    def action_resize(self, step: int) -> None:
        """Make a column narrower or wider."""
        name = OUTLINE if self.work.outline.has_focus or not self._column.shown else self._column.shown
        if self._screen_width < _TWO:
            self.work.say("窗口窄，栏宽不能改")
        elif name == OUTLINE and not self.services.preferences.outline:
            self.work.say(f"目录收着，{self.work.key_of('outline.hide')} 显示")
        elif not self._set_width(name, self._width(name) + step * _STEP):
            self.work.say("已到最宽" if step > 0 else "已到最窄")

    def show_panel(self, name: str) -> None:
        """Show a panel in the right column, none for an empty name."""
        self._last_panel = self._column.shown or self._last_panel
        if not name and self._column.has_focus_within:
            self.work.manuscript.take_focus()
        self._column.show(name)
        panel = self._column.panel
        if panel is None or not panel.asked:
            self.services.prefer(panel=self._column.shown)
        self.arrange(self._screen_width)
        self.shown()

    def focus_panel(self) -> bool:
        """Go to the right column; False if it is not there."""
        panel = self._column.panel
        if panel is not None:
            panel.widget.focus()
        return panel is not None

    def focus_outline(self) -> None:
        """Go to the outline, where it is put away too."""
        self.work.screen.add_class("-drawer")
        self.work.screen.call_after_refresh(containing(self.work.screen, self.work.outline.focus))

    # -- the widths ---------------------------------------------------------------------------------------

    def _width(self, name: str) -> int:
        """The cells of a column: as it was left, else what it wants."""
        panel = self._column.panel
        outline = _WIDE_OUTLINE if self._screen_width >= _WIDE else _OUTLINE_WIDTH
        wanted = outline if name == OUTLINE or panel is None else panel.width
        return self.services.preferences.widths.get(name, wanted)

    def _set_width(self, name: str, width: int) -> bool:
        """Give a column a width within what there is room for; False if it has that already."""
        most = self._screen_width - _TEXT_LEAST - 1
        width = max(_LEAST, min(width, most))
        if width == self._width(name):
            return False
        self.services.prefer(widths={**self.services.preferences.widths, name: width})
        self.arrange(self._screen_width)
        return True

    def arrange(self, width: int) -> None:
        """Give the columns their widths, and put the outline away where all three would not fit."""
        screen = self.work.screen
        narrow = width < _TWO
        most = width - _TEXT_LEAST - 1
        outline = max(_LEAST, min(self._width(OUTLINE), most))
        column = max(_LEAST, min(self._width(self._column.shown), most)) if self._column.shown else 0
        asked = self._column.panel is not None and self._column.panel.asked
        if asked:  # two texts beside each other, each as wide as the other
            column = max(_LEAST, min(column, (width - outline - 2) // 2))
        crowded = not narrow and bool(column) and width - outline - column - 2 < _TEXT_LEAST
        screen.set_class(bool(column), "-column")
        screen.set_class(asked, "-beside")
        screen.set_class(crowded, "-crowded")
        screen.set_class(narrow or crowded or not self.services.preferences.outline, "-tucked")
        screen.query_one("#outline-pane").styles.width = None if crowded else outline
        self._column.styles.width = None if narrow else column

    def dragged(self, event: Divider.Dragged) -> None:
        """A rule between two columns was dragged."""
        if event.divider.id == "outline-rule":
            self._set_width(OUTLINE, event.column)
        else:
            self._set_width(self._column.shown, self._screen_width - event.column - 1)
