"""Characters whose meaning stands in their format: raised and lowered figures, and the letters of symbol fonts.

A raised 8 is another figure than an 8, and a þ in Wingdings is a ticked box. What has a Unicode character of its own is
written with it (Unicode blocks Superscripts and Subscripts, Latin-1, Dingbats, Greek); the rest is named.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

UNREADABLE = "\ufffd"
"""What stands for a sign that cannot be read."""

PRIVATE_USE = range(0xE000, 0xF900)  # where Word keeps the characters of symbol fonts
_RAISED = dict(zip("0123456789+-=()niab－−＋", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇ⁻⁻⁺", strict=True))
_LOWERED = dict(zip("0123456789+-=()aeox－−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓ₋₋", strict=True))
_SETS = {"superscript": (_RAISED, "上标"), "subscript": (_LOWERED, "下标")}

_FIGURES = frozenset("0123456789+-−－")
_FEW = 3  # digits of a power

_LATIN, _GREEKS = "ABGDEZHQIKLMNXOPRSTUFCYW", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"
_GREEK = dict(zip(_LATIN + _LATIN.lower(), _GREEKS + _GREEKS.lower(), strict=True))
_SYMBOL = _GREEK | {chr(code): sign for code, sign in {
    0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB0: "°", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xAE: "→",
    0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xD6: "√", 0xE5: "∑", 0xCE: "∈", 0xC5: "⊕", 0xA2: "′", 0xB2: "″", 0xDE: "⇒",
}.items()}  # fmt: skip
_WINGDINGS = {chr(code): sign for code, sign in {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪",
    0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xDC: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑", 0x28: "☎", 0x2A: "✉", 0xB2: "☆", 0xD6: "✎",
}.items()} | {chr(0x81 + n): sign for n, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")} | {
    chr(0x8C + n): sign for n, sign in enumerate("❶❷❸❹❺❻❼❽❾❿")
}  # fmt: skip
_WINGDINGS_2 = dict(zip("RPOQST\xa3*\x98\xa2", "☑✓✗☒☒☒□□●■", strict=True))
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "marlett", "zapfdingbats", "mt extra")


def shifted(text: str, position: str) -> tuple[str, str]:
    """Raised or lowered text as Unicode has it, and the name of what could not be written so, empty if all could.

    ``position`` is a value of ``w:vertAlign``, or ``raised``: a figure of a few digits that is then named and no more, as
    lines are raised for their looks too.
    """
    if position == "raised":
        is_power = 0 < len(text.strip()) <= _FEW and _FIGURES.issuperset(text.strip())
        return text, "抬高的小字" if is_power else ""
    if position not in _SETS or not text.strip():
        return text, ""
    table, name = _SETS[position]
    if all(character in table or character.isspace() for character in text):
        return "".join(table.get(character, character) for character in text), ""
    return text, name


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are signs."""
    return font.casefold().startswith(_SYMBOL_FONTS)


def symbols(text: str, font: str) -> str | None:
    """Letters of a symbol font as the signs that they show; None if one of them has no sign in Unicode that is known."""
    table = _FONTS.get(font.casefold(), {})
    shown = []
    for character in text:
        code = ord(character)
        letter = chr(code & 0xFF) if 0xF000 <= code <= 0xF0FF else character
        if letter.isspace():
            shown.append(letter)
        elif letter in table:
            shown.append(table[letter])
        else:
            return None
    return "".join(shown)


def symbol(element: Element) -> str:
    """The sign of ``w:sym``: of a symbol font by its table, else by its number if that is Unicode's."""
    try:
        code = int(element.get("w:char", ""), 16)
    except ValueError:
        return UNREADABLE
    is_private = code in PRIVATE_USE  # of symbol fonts, which have no Unicode of their own
    shown = symbols(chr(code), element.get("w:font", "")) if 0 < code < 0xD800 or is_private else None
    if shown is None:
        return UNREADABLE if is_private or not 0x20 <= code < 0xD800 else chr(code)
    return shown
