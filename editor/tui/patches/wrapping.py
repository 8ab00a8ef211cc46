"""Lines of Chinese text on a screen: where they may break, and Textual made to break there.

The screen is measured in cells and knows nothing of paper, so this is not the line breaking of ``layout``;
only the habit is the same: closing marks do not begin a line and opening marks do not end one (避头尾).
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from editor.tui.patches.setter import Setter

# GB/T 15834-2011, 5.1: these do not begin a line. With their half-width forms, and the signs that belong
# to the figure before them.
NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕〗｝］”’…—·～％‰℃°,.;:?!)]}%>")
NOT_LAST = frozenset("（《〈「『【〔〖｛［“‘([{<￥$")  # 5.1.10: these do not end one
# Marks of Chinese text that take one cell in most terminals; beside them a line may break, unlike in a word.
_NARROW_CHINESE = frozenset("“”‘’—…·")
_UNDIVIDED = frozenset("—…")  # —— and …… are one mark of two characters

_EMOJI = "\ufe0f"  # makes a sign of one cell an emoji of two

_WORD, _CHINESE, _BLANK, _JOINED = range(4)


@lru_cache(maxsize=8192)
def _measure(character: str) -> tuple[int, int]:
    """Cells and class of a character."""
    cells = get_character_cell_size(character)
    if character.isspace():
        return cells, _BLANK
    if cells == 0:
        return cells, _JOINED
    return cells, _CHINESE if cells == 2 or character in _NARROW_CHINESE else _WORD


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end with ``before`` and the next begin with ``after``."""
    kind, next_kind = _measure(before)[1], _measure(after)[1]
    if next_kind in (_BLANK, _JOINED):
        return False
    if kind == _BLANK:
        return True
    if kind == next_kind == _WORD or (before == after and after in _UNDIVIDED):
        return False
    return after not in NOT_FIRST and before not in NOT_LAST


def line_breaks(
    text: str, width: int, *, indent: int = 0, hang: int = 0, fold: bool = True, tab: int = 1
) -> list[int]:
    """The indices at which a paragraph is broken so that each line takes at most ``width`` cells.

    ``indent`` is the number of cells that the first line loses, ``hang`` how many cells of blanks may stand
    past the edge, ``tab`` the cells of a tab. A word longer than a line is cut, unless ``fold`` is False.
    Linear in the length of the text.
    """
    breaks: list[int] = []
    start = chance = 0  # of the line; the last index at which it may be broken, or ``start``
    used = indent  # cells of the line so far
    before = ""
    for index, character in enumerate(text):
        cells, kind = _measure(character)
        if character == "\t":
            cells = tab
        elif character == _EMOJI:
            cells = cell_len(before + _EMOJI) - cell_len(before)
        if index > start and _may_break(before, character):
            chance = index
        room = width + hang if kind == _BLANK else width
        if used + cells > room and index > start and (chance > start or fold):
            start = chance if chance > start and kind != _BLANK else index
            breaks.append(start)
            used = sum(_measure(passed)[0] for passed in text[start:index])
            chance = start
        used += cells
        before = character
    return breaks


def wrap_text_areas(set_: Setter = setattr) -> None:
    """Let text areas break lines as Chinese does.

    Without it a line breaks at blanks only, so that 第1条 is followed by an empty rest of the line, and marks
    such as ，begin lines. A blank may stand in the cell that the text area keeps for the caret.
    """
    from textual.document import _wrapped_document

    def compute_wrap_offsets(
        text: str,
        width: int,
        tab_size: int,
        fold: bool = True,
        precomputed_tab_sections: list[tuple[str, int]] | None = None,
    ) -> list[int]:
        return line_breaks(text, width, hang=1, fold=fold, tab=tab_size)

    set_(_wrapped_document, "compute_wrap_offsets", compute_wrap_offsets)


def wrap_content(set_: Setter = setattr) -> None:
    """Let labels, toasts and everything else that shows ``Content`` break lines as Chinese does."""
    from textual import content

    def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
        return line_breaks(text, width, hang=len(text), fold=fold)

    set_(content, "divide_line", divide_line)
