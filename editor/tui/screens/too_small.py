"""What stands in a window that is too small to work in."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.widgets import Static

from editor.tui.screen import DeskDialog

LEAST = Size(60, 16)  # cells: dialogs need the width, list and preview the height


def too_small(size: Size) -> bool:
    """Whether nothing can be done in a window of that size."""
    return size.width < LEAST.width or size.height < LEAST.height


class TooSmallScreen(DeskDialog[None]):
    """Says which size is needed; goes away when the window is larger."""

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static("", markup=False)

    def action_leave(self) -> None:
        """Only a larger window helps."""

    def on_screen_resume(self) -> None:
        """A screen was opened over it, or the window has grown meanwhile."""
        if not too_small(self.app.size):
            self.dismiss()

    def on_resize(self, event: events.Resize) -> None:
        """Say how large the window is; go when it is large enough."""
        if not too_small(event.size):
            self.dismiss()
            return
        width, height = event.size
        self.query_one(Static).update(
            f"窗口太小：至少要 {LEAST.width} 列 {LEAST.height} 行，现在是 {width} 列 {height} 行。请拉大窗口或缩小字号。"
        )
