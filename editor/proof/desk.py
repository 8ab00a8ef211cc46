"""What a rule may ask besides the text: house style, word lists, and the day of the issue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  (a field is called date)

from editor.model.style import HouseStyle
from editor.proof.phrases import Phrases
from editor.proof.regions import Regions


@dataclass(frozen=True, eq=False)
class Desk:
    """The desk at which an issue is read. ``date`` is that of the issue."""

    style: HouseStyle
    phrases: Phrases
    regions: Regions
    date: Date
