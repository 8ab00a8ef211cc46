"""The columns of the desk: which are there, how wide they are, and that they come back as they were left.

Where the screen has no room for all of them, the outline is a drawer, there while it has the focus; in a narrow
window the right column is a strip of three rows at the bottom.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.binding import BindingType

from editor.tui.keys import command
from editor.tui.screens.panes import Panes
from editor.tui.widgets.divider import Divider

OUTLINE = "outline"
_OUTLINE_WIDTH, _LEAST, _TEXT_LEAST = 34, 20, 30  # cells; the manuscript keeps at least the last
_WIDE, _WIDE_OUTLINE = 150, 46  # from this width the outline has room for the lines of each article
_STEP = 4
_TWO = 100  # from this width columns stand beside each other: Desk.HORIZONTAL_BREAKPOINTS


class Columns(Panes):
    """Shows, hides and resizes the columns."""

    DEFAULT_CSS = """
    Columns {
        &.-tucked #outline-pane, &.-tucked #outline-rule { display: none; }
        &.-tucked.-drawer #outline-pane, &.-tucked.-drawer #outline-rule { display: block; }
        &.-crowded.-drawer #manuscript-pane, &.-crowded.-drawer #outline-rule { display: none; }
        &.-crowded.-drawer #outline-pane { width: 1fr; }
        & #column-rule { display: none; }
        &.-column #column-rule { display: block; }
        &.-narrow #column-rule { display: none; }
        &.-narrow #column { dock: bottom; width: 100%; height: 4; background: $background; }
        &.-narrow #column .head { background: $chosen; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
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

    def on_mount(self) -> None:
        """As it was left."""
        self.column.show(self._desk.preferences.panel)
        self._arrange(self.app.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Give each column its place."""
        self._arrange(event.size.width)

    # -- commands -----------------------------------------------------------------------------------------

    def action_next_panel(self) -> None:
        """The next panel in the right column; after the last, none."""
        self.show_panel(self.column.next_name)

    def action_hide_panel(self) -> None:
        """Hide the right column, or show what was in it."""
        last = self._last_panel or next((panel.name for panel in self.column.panels), "")
        self.show_panel("" if self.column.shown else last)

    def action_hide_outline(self) -> None:
        """Hide the outline, or show it."""
        shown = not self._desk.preferences.outline
        self._desk.prefer(outline=shown)
        if not shown and self.outline.has_focus:
            self.manuscript.take_focus()
        self._arrange(self.app.size.width)

    def action_resize(self, step: int) -> None:
        """Make a column narrower or wider."""
        if self.outline.has_focus or not self.column.shown:
            self._set_width(OUTLINE, self._width(OUTLINE) + step * _STEP)
        else:
            self._set_width(self.column.shown, self._width(self.column.shown) + step * _STEP)

    _last_panel = ""

    def show_panel(self, name: str) -> None:
        """Show a panel in the right column, none for an empty name."""
        self._last_panel = self.column.shown or self._last_panel
        if not name and self.column.has_focus_within:
            self.manuscript.take_focus()
        self.column.show(name)
        self._desk.prefer(panel=self.column.shown)
        self._arrange(self.app.size.width)
        self.panel_shown()

    def focus_panel(self) -> bool:
        """Go to the right column; False if it is not there."""
        panel = self.column.panel
        if panel is not None:
            panel.widget.focus()
        return panel is not None

    def focus_outline(self) -> None:
        """Go to the outline, where it is put away too."""
        self.add_class("-drawer")
        self.call_after_refresh(self.outline.focus)

    def panel_shown(self) -> None:
        """Another panel is in the right column; fill it."""

    # -- the widths ---------------------------------------------------------------------------------------

    def _width(self, name: str) -> int:
        """The cells of a column: as it was left, else what it wants."""
        panel = self.column.panel
        outline = _WIDE_OUTLINE if self.app.size.width >= _WIDE else _OUTLINE_WIDTH
        wanted = outline if name == OUTLINE or panel is None else panel.width
        return self._desk.preferences.widths.get(name, wanted)

    def _set_width(self, name: str, width: int) -> None:
        most = self.app.size.width - _TEXT_LEAST - 1
        width = max(_LEAST, min(width, most))
        self._desk.prefer(widths={**self._desk.preferences.widths, name: width})
        self._arrange(self.app.size.width)

    def _arrange(self, screen: int) -> None:
        """Give the columns their widths, and put the outline away where all three would not fit."""
        narrow = screen < _TWO
        most = screen - _TEXT_LEAST - 1
        outline = max(_LEAST, min(self._width(OUTLINE), most))
        column = max(_LEAST, min(self._width(self.column.shown), most)) if self.column.shown else 0
        crowded = not narrow and bool(column) and screen - outline - column - 2 < _TEXT_LEAST
        self.set_class(bool(column), "-column")
        self.set_class(crowded, "-crowded")
        self.set_class(narrow or crowded or not self._desk.preferences.outline, "-tucked")
        self.query_one("#outline-pane").styles.width = None if crowded else outline
        self.column.styles.width = None if narrow else column

    @on(Divider.Dragged)
    def _dragged(self, event: Divider.Dragged) -> None:
        if event.divider.id == "outline-rule":
            self._set_width(OUTLINE, event.column)
        else:
            self._set_width(self.column.shown, self.app.size.width - event.column - 1)
