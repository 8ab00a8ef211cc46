"""The word lists of proof-reading: reading ``styles/words/*.toml``, and adding a row.

Rows are checked as a whole when they are read: a wrong form that stands twice, that another row calls right, or whose
right form leads back to it, is refused with its line. The lists are read only by commands that proof-read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from editor.errors import StorageError
from editor.files.atomic import read_bytes, write_atomically
from editor.model.lexicon import (
    DIGIT,
    LONGEST,
    MOST_FIGURES,
    SHORTEST,
    Lexicon,
    Organisation,
    Province,
    Term,
    Word,
)
from editor.store.canonical import write_list, write_text
from editor.store.fields import read_table
from editor.store.misfit import KeyPath, Misfit, kind_of, said
from editor.store.source import read_source

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LARGEST: Final = 1024 * 1024  # bytes of one list; those that ship have up to 50 KB

_Row: TypeAlias = Word | Organisation | Province | Term

_WORDING: Final = "wording.toml"
_PLACES: Final = ("places.toml", "province", Province)
_LISTS: Final[tuple[tuple[str, str, type[_Row], str], ...]] = (  # file, table, row, field of the lexicon
    (_WORDING, "word", Word, "words"),
    ("organisations.toml", "organisation", Organisation, "organisations"),
    (*_PLACES, "provinces"),
    ("sensitive.toml", "term", Term, "terms"),
)

_PROSE: Final = frozenset(("reason", "source", "advice"))  # keys of any length
_SOUGHT: Final = frozenset(("wrong", "term"))  # keys of words that are looked for


def load_lexicon(folder: Path, shipped: Traversable | None = None) -> Lexicon:
    """The word lists in a folder; one that is not there is taken from the folder ``shipped``; empty without that.

    StorageError if one cannot be read or did not come with the program; FileFormatError with line and column for a bad row or a contradiction.
    """
    return Lexicon(**{place: _list(folder, shipped, file, table, row) for file, table, row, place in _LISTS})


def load_provinces(folder: Path, shipped: Traversable | None = None) -> tuple[Province, ...]:
    """The list of places alone, for who needs no other; like :func:`load_lexicon`."""
    return _list(folder, shipped, *_PLACES)


def _list(
    folder: Path, shipped: Traversable | None, file: str, table: str, row: type[_Row]
) -> tuple[Any, ...]:
    if (folder / file).exists():
        return _rows(folder / file, table, row)
    return () if shipped is None else _parsed(_shipped(shipped, file), Path(file), table, row)


def _shipped(folder: Traversable, file: str) -> bytes:
    """A list that came with the program; StorageError if it did not, as checking without it would find too little."""
    try:
        return (folder / file).read_bytes()
    except (OSError, KeyError) as error:  # a zip says KeyError
        raise StorageError(f"程序自带的词表 {file} 不见了", advice="安装不完整，请重新安装要讯") from error


def add_word(folder: Path, word: Word, shipped: Traversable | None = None) -> None:
    """Put a row at the end of the wording list. FileFormatError if it contradicts a row that is there.

    Everything else in the file stays as it is, comments included. Where there is no list yet, that of the folder
    ``shipped`` is its beginning, so that one word more does not make all others fewer.
    """
    path = folder / _WORDING
    before = b""
    if path.exists():
        before = read_bytes(path, largest=LARGEST)
    elif shipped is not None:
        before = _shipped(shipped, _WORDING)
    data = before + (b"\n" if before and not before.endswith(b"\n") else b"") + _written(word).encode("utf-8")
    _parsed(data, path, "word", Word)
    write_atomically(path, data, make_folder=True)


def _rows(path: Path, table: str, kind: type[_Row]) -> tuple[Any, ...]:
    return _parsed(read_bytes(path, largest=LARGEST), path, table, kind)


def _parsed(data: bytes, path: Path, table: str, kind: type[_Row]) -> tuple[Any, ...]:
    source = read_source(data, path)
    try:
        for key in source.data:
            if key != table:
                raise Misfit((key,), f"不认识 {key}，这里只有 [[{table}]]")
        rows = source.data.get(table, [])
        if not isinstance(rows, list):
            raise Misfit((table,), f"{table} 应写作 [[{table}]]，实为{kind_of(rows)}")
        found = tuple(read_table(kind, row, (table, place), _scalar) for place, row in enumerate(rows))
        _check(found, table)
    except Misfit as misfit:
        from editor.store.locate import in_file  # here, as good files need no tomlkit

        raise in_file(misfit, path, source.text) from misfit
    return found


# -- one value ------------------------------------------------------------------------------------------------------


def _scalar(hint: type, value: object, path: KeyPath) -> object:
    if hint is not bool:
        _check_text(value, path, may_be_empty=path[-1] == "right")
    elif not isinstance(value, bool):
        raise Misfit(path, f"{path[-1]} 应为 true 或 false，实为{said(value)}")
    return value


def _check_text(value: object, path: KeyPath, *, may_be_empty: bool) -> None:
    key = next(part for part in reversed(path) if isinstance(part, str))
    if not isinstance(value, str):
        raise Misfit(path, f"{key} 应为文字，实为{said(value)}")
    if not may_be_empty and not value.strip():
        raise Misfit(path, f"{key} 不能为空")
    if value != value.strip() or not value.isprintable():
        raise Misfit(path, f"{key} 里不能有换行和看不见的字符，前后不能有空格")
    if key not in _PROSE:
        _check_word(value, key, path)


def _check_word(value: str, key: str, path: KeyPath) -> None:
    if len(value) > LONGEST:
        raise Misfit(path, f"{key} 不能超过{LONGEST}字")
    if value.count(DIGIT) > MOST_FIGURES:
        raise Misfit(path, f"{key} 里最多有{MOST_FIGURES}个 {DIGIT}")
    if key in _SOUGHT and len(value) < SHORTEST:
        raise Misfit(path, f"{key} 至少{SHORTEST}个字")


# -- all rows of a list -------------------------------------------------------------------------------------------


def _check(rows: tuple[_Row, ...], table: str) -> None:
    """Misfit for rows that contradict each other."""
    seen: dict[str, KeyPath] = {}
    for form, path in _forms(rows, table):
        if form in seen:
            raise Misfit(path, f"“{form}”前面已经有了", twin=seen[form])
        seen[form] = path
    _check_words([(row, (table, place)) for place, row in enumerate(rows) if isinstance(row, Word)])


def _forms(rows: tuple[_Row, ...], table: str) -> Iterator[tuple[str, KeyPath]]:
    """What may stand in a list only once, and where it stands."""
    for place, row in enumerate(rows):
        path = (table, place)
        if isinstance(row, Word):
            yield row.wrong, (*path, "wrong")
        elif isinstance(row, Term):
            yield row.term, (*path, "term")
        elif isinstance(row, Organisation):
            yield row.name, (*path, "name")
            yield from ((form, (*path, "short", n)) for n, form in enumerate(row.short))
            yield from ((form, (*path, "wrong", n)) for n, form in enumerate(row.wrong))
        else:
            yield row.name, (*path, "name")
            yield from ((form, (*path, "cities", n)) for n, form in enumerate(row.cities))
            yield from ((form, (*path, "guarded", n)) for n, form in enumerate(row.guarded))


def _check_words(rows: list[tuple[Word, KeyPath]]) -> None:
    """Misfit for a right form that is wrong elsewhere, or that brings its own wrong form back."""
    wrong = {row.wrong: path for row, path in rows}
    lengths = sorted({len(form) for form in wrong})
    for row, path in rows:
        if row.right in wrong:
            twin = (*wrong[row.right], "wrong")
            raise Misfit((*path, "right"), f"“{row.right}”在别处列为错的写法", twin=twin)
        inside = next((form for form in _pieces(row.right, lengths) if form in wrong), None)
        if inside is not None:
            raise Misfit((*path, "right"), f"“{row.right}”里又有“{inside}”，改了还会再报")
        if row.right.count(DIGIT) > row.wrong.count(DIGIT):
            raise Misfit((*path, "right"), f"right 里的 {DIGIT} 比 wrong 里的多")
        for place, longer in enumerate(row.allow):
            if row.wrong not in longer or row.wrong == longer:
                raise Misfit((*path, "allow", place), f"“{longer}”应是含有“{row.wrong}”的更长的词")


def _pieces(text: str, lengths: list[int]) -> Iterator[str]:
    """Every piece of a text that has one of these lengths."""
    for length in lengths:
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


# -- writing ------------------------------------------------------------------------------------------------------


def _written(word: Word) -> str:
    lines = ["", "[[word]]"]
    lines += (
        f"{key} = {write_text(getattr(word, key))}" for key in ("wrong", "right", "level", "reason", "source")
    )
    if word.allow:
        lines.append(f"allow = {write_list(word.allow)}")
    if word.off:
        lines.append("off = true")
    return "\n".join(lines) + "\n"
