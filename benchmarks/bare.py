"""A bare Textual program with as many widgets as the edit screen, and the text of a file in its text area: the baseline
of benchmarks/interface.py.
"""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Footer, Input, Static, TextArea, Tree


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("bare")
        with Horizontal():
            yield Tree("tree")
            yield TextArea(Path(sys.argv[1]).read_text("utf-8"))
        yield Input()
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()


if __name__ == "__main__":
    Bare().run()
