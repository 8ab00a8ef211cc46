"""Terms that are written in one way only, with a character left out, typed twice or in the wrong order: 基础施, 乡村兴, 营环商境.

What may become of each term of the list is made once and looked for in the one search over all words; what is made of
other words (城镇建设 of 城镇化建设) is right and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from editor.manuscript.dictionary import is_made_of_words, is_word, joins_words
from editor.proof.desk import Desk
from editor.proof.hit import Hit
from editor.proof.rule import ForArticle
from editor.proof.rules.names import mentions
from editor.proof.sheet import Sheet
from editor.proof.usage import ALONE
from editor.proof.words import read_table

_TABLE = "set_terms.txt"
_LEAST = 4  # code points of a term of which one may be left out
_WORD = 2

_LEFT_OUT, _TYPED_TWICE, _TURNED = "漏了字", "重复了字", "字的次序颠倒"


def _garbled() -> dict[str, tuple[str, str]]:
    """For each garbled form its term and what is wrong with it."""
    lines, exceptions = read_table(_TABLE)
    terms = " ".join(lines).split()
    right = exceptions.union(terms)
    found: dict[str, tuple[str, str]] = {}
    for term in terms:
        for form, says in _forms_of(term):
            if form not in right and (says == _TYPED_TWICE or not _may_be_meant(form)):
                found.setdefault(form, (term, says))
    return found


def _may_be_meant(form: str) -> bool:
    """Whether a form is made of words: 城镇建设, and 要保障 of 要素保障."""
    return (
        is_made_of_words(form)
        or (form[0] in ALONE and is_made_of_words(form[1:]))
        or (form[-1] in ALONE and is_made_of_words(form[:-1]))
    )


def _forms_of(term: str) -> Iterator[tuple[str, str]]:
    if len(term) >= _LEAST:
        for at in range(1, len(term) - 1):
            yield term[:at] + term[at + 1 :], _LEFT_OUT
        if not any(
            is_word(term[-length - 1 : -1]) for length in (_WORD, _WORD + 1)
        ):  # 科学技术 of 科学技术局 is right
            yield term[:-1], _LEFT_OUT
    for at in range(len(term) - 1):
        yield term[: at + _WORD] + term[at:], _TYPED_TWICE
        if term[at] != term[at + 1]:
            yield term[:at] + term[at + 1] + term[at] + term[at + _WORD :], _TURNED


_GARBLED = _garbled()

GARBLED_FORMS = tuple(_GARBLED)
"""What is looked for, for the one search over all words."""


def garbled_term(sheet: Sheet, desk: Desk) -> Iterable[Hit]:
    """Garbled terms where they stand between words, and not at the edge of the term itself."""
    text = sheet.text
    for start, end, entry in mentions(sheet, desk):
        if entry.kind != "named" or entry.word not in _GARBLED:
            continue
        term, says = _GARBLED[entry.word]
        if text.startswith(term, start) or text.endswith(term, 0, end):
            continue
        if joins_words(text, start, end) and not sheet.brackets.quotes(start, end):
            yield Hit(start, end, f"“{entry.word}”{says}，应为“{term}”", term)


GARBLED_TERM = ForArticle(
    id="garbled-term",
    says="固定用语漏字、多字、颠倒：基础施、高质量质量发展、营环商境",
    why="习惯：公文里写法固定的用语；用语见 set_terms.txt",
    bad=(
        "完善⟦基础施⟧建设。",
        "全面推进⟦乡村兴⟧战略，加强⟦知识权保护⟧。",
        "推动⟦高质量质量发展⟧。",
        "优化⟦营环商境⟧。",
    ),
    good=(
        "基础设计、基础施工，公共服务、乡村振兴。",
        "推进城镇建设、产城融合，改善公共服务装备，长三角一体发展。",
        "他在会上说：“基础施建设”几个字写错了。",
    ),
    find=garbled_term,
)
