"""The word lists (词表) that proof-reading and the archive go by: wording, organisations, places, terms on 台港澳.

Each row of ``styles/words/*.toml`` is one dataclass here, a key is a field of the same name. Every row that ships says where
it comes from (``source``) and why it is there (``reason``), for the person who edits the list; the office need not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Level = Literal["必错", "疑似", "提示"]

DIGIT = "#"
"""Stands for one figure in a wrong form and its right one: 截止# is 截止2025年 and 截止7月 alike."""

SHORTEST = 2
"""Code points of a word that is looked for, at least: a single character would be found everywhere."""

LONGEST = 40
"""Code points of a word, at most; reasons, sources and advice may be longer."""

MOST_FIGURES = 2
"""How often :data:`DIGIT` may stand in a word, as each stands for ten spellings."""


@dataclass(frozen=True)
class Word:
    """A wrong form and the right one; ``right`` empty means that it is only reported.

    ``allow`` holds longer words in which the wrong form is right. ``off`` silences the row.
    """

    wrong: str
    right: str
    level: Level = "疑似"
    reason: str = ""
    source: str = ""
    allow: tuple[str, ...] = ()
    off: bool = False


@dataclass(frozen=True)
class Organisation:
    """A kind of public body: its full name, its usual short forms, best first, and wrong ones.

    ``allow`` holds longer names in which a wrong form is right: 人大农业与农村委员会.
    """

    name: str
    short: tuple[str, ...]
    reason: str = ""
    source: str = ""
    wrong: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


LEVELS = ("市", "州", "地区", "盟")
"""What behind the name of a city makes it certain that the city is meant."""

BEARER = re.compile(
    r"(?:[东西南北中][一-鿿]?)?(?:路|街|大道|大学|学院|银行|证券|医院|交大|理工|师范|科技大学|外国语|财经|航空|保险|信托|酒|菜|合作组织)"
)
"""What behind the name of a place bears it and is not about it: 北京大学, 南京路, 中山医院, 四川北路, 宁波银行."""


@dataclass(frozen=True)
class Province:
    """A province with its cities.

    ``short`` is its name without 省, ``mark`` its one-character name, ``delta`` whether it belongs to the Delta.
    ``cities`` are names that mean the city wherever they stand, ``guarded`` those that are ordinary words too and
    count only with 市, 州 or 地区 behind them; ``also`` other names of places in it.
    """

    name: str
    short: str
    mark: str
    reason: str = ""
    source: str = ""
    delta: bool = False
    cities: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """Words on 台港澳 that must not stand like this. They are only reported; ``advice`` says what to write."""

    term: str
    advice: str
    reason: str = ""
    source: str = ""
    allow: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """All word lists of a workspace."""

    words: tuple[Word, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    provinces: tuple[Province, ...] = ()
    terms: tuple[Term, ...] = ()
