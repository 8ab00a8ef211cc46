"""What stands in a window that is too small to work in."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

LEAST = Size(60, 16)  # cells: dialogs need the width, list and preview the height


class TooSmallScreen(ModalScreen[None]):
    """Says which size is needed; the application takes it away when the window is larger."""

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static("", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Say how large the window is."""
        width, height = event.size
        self.query_one(Static).update(
            f"窗口太小：至少要 {LEAST.width} 列 {LEAST.height} 行，现在是 {width} 列 {height} 行。请拉大窗口或缩小字号。"
        )
