"""Find and replace: all places are listed as one types, and what a replacement makes of each is seen before it is made.

The screen changes nothing. Its answer says what is to be done; after a replacement it is shown again where it was.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from editor.model.issue import Issue
from editor.session.hits import MOST, Hit, find
from editor.tui.screen import FieldOverRows
from editor.tui.widgets.cells import UNTITLED, clip, drawable, fit
from editor.tui.widgets.field import Field
from editor.tui.widgets.outline import SPARES
from editor.tui.widgets.rows import ItemRows, Pieces

_CONTEXT = 10  # characters before the words, so that they stand where the eye looks
_WHERE, _PLACE = 24, 7  # cells of title and place, and of the place alone


class HitRows(ItemRows[Hit]):
    """A row a place; the focus stays in a field. Places that are passed over are quiet."""

    DEFAULT_CSS = """
    HitRows {
        & .rows--found { text-style: bold underline; }
        & .rows--struck { text-style: strike; color: $quiet; }
        & .rows--new { color: $success; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--found", "rows--struck", "rows--new"}

    def __init__(self) -> None:
        super().__init__()
        self._where: Mapping[str, str] = {}
        self._by: str | None = None
        self._passed: Collection[int] = ()

    def show_hits(
        self, hits: Sequence[Hit], where: Mapping[str, str], by: str | None, passed: Collection[int]
    ) -> None:
        """Show places; ``where`` says by article id where that is.

        ``by`` is what is to stand there, None while nothing is replaced; ``passed`` are the indexes that are not.
        """
        self._where, self._by, self._passed = where, by, passed
        self.show(hits, None)

    def pieces(self, index: int, width: int) -> Pieces:
        """One place."""
        hit = self._rows[index]
        place = "标题" if hit.block is None else "正文" if hit.measure is None else f"举措{hit.measure + 1}"
        where = fit(self._where.get(hit.article, ""), _WHERE - _PLACE) + fit(f" {place}", _PLACE)
        passed = index in self._passed
        before = drawable(hit.text[max(0, hit.start - _CONTEXT) : hit.start])
        if hit.start > _CONTEXT:
            before = "…" + before
        words = drawable(hit.words)
        pieces: Pieces = [self.mark(index), (where, "quiet"), ("  ", "")]
        pieces.append((before, "quiet" if passed else ""))
        if self._by is None or passed:
            pieces.append((words, "quiet" if passed else "found"))
        else:
            pieces += [(words, "struck"), (drawable(self._by), "new")]
        used = sum(cell_len(text) for text, _ in pieces)
        pieces.append(
            (clip(hit.text[hit.end : hit.end + width], max(0, width - used)), "quiet" if passed else "")
        )
        return pieces


@dataclass(frozen=True)
class Sought:
    """What is looked for, and what the list was left at.

    ``replacing`` says that ``by`` is to stand there, empty or not. ``article`` is the only one to be searched unless
    ``whole``.
    """

    words: str = ""
    by: str = ""
    replacing: bool = False
    whole: bool = True
    fold: bool = True
    at: int = 0
    article: str = ""


@dataclass(frozen=True)
class Found:
    """The answer: go to a hit, or replace some, or neither; ``search`` is how to go on."""

    search: Sought
    hit: Hit | None = None
    hits: tuple[Hit, ...] = ()


class FindScreen(FieldOverRows[Found]):
    """Two fields above the places. The focus is always in a field."""

    DEFAULT_CSS = """
    FindScreen #dialog {
        & Horizontal { height: 1; margin-bottom: 1; }
        & .label { width: 6; color: $quiet; }
        & Field { width: 1fr; margin: 0; }
        & #count { height: 1; color: $quiet; margin-bottom: 1; }
        & HitRows { height: 1fr; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "leave", show=False),
        Binding("ctrl+r", "replace", show=False),
        Binding("ctrl+e", "replace_all", show=False),
        Binding("ctrl+d", "pass_over", show=False),
        Binding("ctrl+t", "scope", show=False),
        Binding("ctrl+o", "fold", show=False),
    ]
    HINT = "回车 到那里   ↑↓ 选   Tab 换成…   ^R 换这处   ^E 全换   ^D 跳过或不跳过这处   Esc 关闭"
    SIZE = "wide"

    def __init__(self, issue: Issue, search: Sought, *, read_only: bool = False) -> None:
        super().__init__()
        self._issue = issue
        self._search = search
        self._read_only = read_only
        self._hits: tuple[Hit, ...] = ()
        self._passed: set[int] = set()
        self._where = dict(_where(issue))

    def question(self) -> ComposeResult:
        """Fields, count, places."""
        with Horizontal():
            yield Static("查找", markup=False, classes="label")
            yield Field(self._search.words, id="words")
        with Horizontal(id="by-row"):
            yield Static("换成", markup=False, classes="label")
            yield Field(self._search.by, placeholder="不填而按 ^R ^E，就是删去", id="by")
        yield Static("", markup=False, id="count")
        yield HitRows()

    def on_mount(self) -> None:
        """List the places of what was looked for last."""
        words = self.query_one("#words", Field)
        words.focus()
        words.action_select_all()  # what was looked for last is there to be used again, or typed over
        self._find(self._search.at)

    @property
    def _rows(self) -> HitRows:
        return self.query_one(HitRows)

    # -- finding ------------------------------------------------------------------------------------------

    def _find(self, at: int = 0) -> None:
        search = self._search
        within = "" if search.whole else search.article
        self._hits = find(self._issue, search.words, within=within, fold=search.fold)
        self._passed = set()
        self._show()
        self._rows.cursor = at

    def _show(self) -> None:
        by = self._search.by if self._search.replacing else None
        self._rows.show_hits(self._hits, self._where, by, self._passed)
        search = self._search
        count = f"{'至少' if len(self._hits) == MOST else ''}{len(self._hits)} 处" if search.words else ""
        found = count if self._hits or not search.words else "没有找到"
        scope = "全期（含备用稿）" if search.whole else "本篇"
        fold = "全角半角、大小写不分" if search.fold else "一字不差"
        left = f"，跳过 {len(self._passed)} 处" if self._passed else ""
        self.query_one("#count", Static).update(Content(f"^T 范围：{scope}   ^O {fold}   {found}{left}"))

    def _say(self, why: str) -> None:
        """Say in the place of the count why a key did nothing."""
        self.query_one("#count", Static).update(Content(f"! {why}"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Other words, or another replacement."""
        self._read_fields()

    def _read_fields(self) -> None:
        """Take what stands in the fields. Commands ask too: they may come sooner than the message of a change."""
        words, by = (self.query_one(f"#{name}", Field).value for name in ("words", "by"))
        if by != self._search.by:
            self._search = replace(self._search, by=by, replacing=True)
            self._show()
        if words != self._search.words:
            self._search = replace(self._search, words=words)
            self._find()

    def action_scope(self) -> None:
        """Search one article, or the whole issue."""
        if self._search.article:
            self._search = replace(self._search, whole=not self._search.whole)
            self._find()
        else:
            self._say("光标不在稿件上，只能查全期")

    def action_fold(self) -> None:
        """Take width and case for the same, or not."""
        self._search = replace(self._search, fold=not self._search.fold)
        self._find()

    # -- commands -----------------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Go nowhere; what was looked for, and what was to stand there, are here the next time."""
        self._read_fields()
        self.dismiss(Found(self._search))

    def action_take(self) -> None:
        """Go to the place under the cursor."""
        self._read_fields()
        if not self._hits:
            self._say("没有可去的地方" if self._search.words else "先打要找的字")
        else:
            at = self._rows.cursor
            self.dismiss(Found(replace(self._search, at=at), self._hits[at]))

    def action_replace(self) -> None:
        """Replace the words under the cursor; the next one is under it then."""
        if self._may_replace():
            at = self._rows.cursor
            self.dismiss(Found(replace(self._search, at=at), hits=(self._hits[at],)))

    def action_replace_all(self) -> None:
        """Replace all but those passed over."""
        if self._may_replace():
            hits = tuple(hit for index, hit in enumerate(self._hits) if index not in self._passed)
            if hits:
                self.dismiss(Found(replace(self._search, at=0), hits=hits))
            else:
                self._say("每一处都跳过了")

    def _may_replace(self) -> bool:
        """Whether there is something to replace, and it was seen what becomes of it; if not, it is shown now."""
        self._read_fields()
        if not self._hits or self._read_only:
            self._say("只读，不能替换" if self._read_only else "没有可替换的地方")
            return False
        seen = self._search.replacing
        if not seen:
            self._search = replace(self._search, replacing=True)
            self._show()
        return seen

    def action_pass_over(self) -> None:
        """Leave the place under the cursor out when all are replaced, or take it in again."""
        if not self._hits:
            self._say("没有可跳过的地方")
        else:
            self._passed ^= {self._rows.cursor}
            self._show()
            self._rows.action_step(1)


def _where(issue: Issue) -> list[tuple[str, str]]:
    """For each article what it is known by: its title, a spare as such."""
    printed = [(article.id, article.title or UNTITLED) for article in issue.articles]
    return printed + [(article.id, f"{SPARES} {article.title or UNTITLED}") for article in issue.spares]
