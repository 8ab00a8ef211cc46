from collections.abc import Callable

import pytest

from editor.layout.block import Block, Run
from editor.layout.breaking import break_lines
from editor.layout.metrics import official
from editor.layout.setting import Settings
from editor.model.style import Element, HouseStyle

_PLAIN = Element()


@pytest.fixture(scope="session")
def style() -> HouseStyle:
    return HouseStyle("official", "刊名", "编印单位", ("栏目",))


@pytest.fixture(scope="session")
def broken(style: HouseStyle) -> Callable[..., list[str]]:
    """The lines of a paragraph, set as body without indent unless told otherwise."""

    def lines(text: str, element: Element = _PLAIN, right: str = "") -> list[str]:
        setting = Settings(style, official()).of(element)
        return [text[line.start : line.end] for line in break_lines((Run(text),), setting.measure, right)]

    return lines


@pytest.fixture(scope="session")
def block(style: HouseStyle) -> Callable[..., Block]:
    """A block of a kind, with as many lines of Han as asked for or with a text."""

    def make(kind: str, text: str | int = 1, **changes: object) -> Block:
        element = getattr(style.elements, kind)
        if isinstance(text, int):
            text = "汉" * (28 * text - round(element.first_line_chars))
        return Block(kind, element, (Run(text),) if text else (), **changes)

    return make
