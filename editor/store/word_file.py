"""The word lists of proof-reading: reading ``styles/words/*.toml``, and adding a row.

A bad row is left out and named with its line, and the rest works: one with a slip in it, one whose wrong form stood
before, one that another calls right, or whose right form leads back to it. The lists are read only by commands that proof-read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from editor.errors import FileFormatError, StorageError
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
from editor.store.canonical import write_table
from editor.store.fields import read_table
from editor.store.misfit import KeyPath, Misfit, kind_of, said
from editor.store.source import placed, read_rows

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LARGEST: Final = 1024 * 1024  # bytes of one list; those that ship have up to 50 KB
_MOST_FAULTS: Final = 20  # bad rows of a list that are named one by one
_ANY_TABLE: Final = "["

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
_MAY_BE_EMPTY: Final = frozenset(("right", "reason", "source"))
_SOUGHT: Final = frozenset(("wrong", "term"))  # keys of words that are looked for
_ONCE: Final[dict[type[_Row], tuple[str, ...]]] = {  # keys of what may stand in a list only once
    Word: ("wrong",),
    Term: ("term",),
    Organisation: ("name", "short", "wrong"),
    Province: ("name", "cities", "guarded"),
}


class WordLists(NamedTuple):
    """The word lists of a workspace, and what is wrong with the rows that had to be left out of them."""

    lexicon: Lexicon
    faults: tuple[FileFormatError, ...]


def load_word_lists(folder: Path, shipped: Traversable | None = None) -> WordLists:
    """The word lists in a folder; one that is not there is taken from the folder ``shipped``; empty without that.

    A bad row costs nothing but itself. StorageError if a list cannot be read or did not come with the program;
    FileFormatError if it is none at all.
    """
    lists = {place: _list(folder, shipped, file, table, row) for file, table, row, place in _LISTS}
    faults = (fault for found in lists.values() for fault in found.faults)
    return WordLists(Lexicon(**{place: found.rows for place, found in lists.items()}), tuple(faults))


def load_provinces(folder: Path, shipped: Traversable | None = None) -> tuple[Province, ...]:
    """The list of places alone, for who needs no other; like :func:`load_word_lists`."""
    return _list(folder, shipped, *_PLACES).rows


class _List(NamedTuple):
    """The rows of a list that can be used, and what is wrong with the others."""

    rows: tuple[Any, ...]
    faults: tuple[FileFormatError, ...] = ()


def _list(folder: Path, shipped: Traversable | None, file: str, table: str, row: type[_Row]) -> _List:
    path = folder / file
    if path.exists():
        return _parsed(read_bytes(path, largest=LARGEST), path, table, row)
    return _List(()) if shipped is None else _parsed(_shipped(shipped, file), Path(file), table, row)


def _shipped(folder: Traversable, file: str) -> bytes:
    """A list that came with the program; StorageError if it did not, as checking without it would find too little."""
    try:
        return (folder / file).read_bytes()
    except (OSError, KeyError) as error:  # a zip says KeyError
        raise StorageError(f"程序自带的词表 {file} 不见了", advice="安装不完整，请重新安装要讯") from error


def add_word(folder: Path, word: Word, shipped: Traversable | None = None) -> None:
    """Put a row at the end of the wording list. FileFormatError if it is bad or contradicts a row that is there.

    Everything else in the file stays as it is, comments included. Where there is no list yet, that of the folder
    ``shipped`` is its beginning, so that one word more does not make all others fewer.
    """
    path = folder / _WORDING
    before = b""
    if path.exists():
        before = read_bytes(path, largest=LARGEST)
    elif shipped is not None:
        before = _shipped(shipped, _WORDING)
    fields = vars(word) | {"allow": word.allow or None, "off": word.off or None}
    gap = b"\n" if not before or before.endswith(b"\n") else b"\n\n"
    data = before + gap + write_table("[[word]]", fields).encode("utf-8")
    source, _ = read_rows(data, path, _ANY_TABLE)
    _, misfits = _usable(source.data, "word", Word)
    last = ("word", len(source.data["word"]) - 1)
    for misfit in misfits:
        if misfit.path[:2] == last:
            raise placed(misfit, path, source)
    write_atomically(path, data, make_folder=True)


def _parsed(data: bytes, path: Path, table: str, kind: type[_Row]) -> _List:
    source, broken = read_rows(data, path, _ANY_TABLE)
    rows, misfits = _usable(source.data, table, kind)
    faults = [*broken, *(placed(misfit, path, source) for misfit in misfits[:_MOST_FAULTS])]
    if len(misfits) > _MOST_FAULTS:
        more = f"另有{len(misfits) - _MOST_FAULTS}条写得不对"
        faults.append(FileFormatError(more, where=path, advice="请先改正前面的"))
    return _List(rows, tuple(faults))


def _usable(data: dict[str, Any], table: str, kind: type[_Row]) -> tuple[tuple[Any, ...], list[Misfit]]:
    """The rows of a list that can be used, and a misfit for each that cannot."""
    misfits = [Misfit((key,), f"不认识 {key}，这里只有 [[{table}]]") for key in data if key != table]
    rows = data.get(table, [])
    if not isinstance(rows, list):
        misfits.append(Misfit((table,), f"{table} 应写作 [[{table}]]，实为{kind_of(rows)}"))
        rows = []
    found: dict[KeyPath, _Row] = {}
    for place, row in enumerate(rows):
        try:
            found[table, place] = _row(kind, row, (table, place))
        except Misfit as misfit:
            misfits.append(misfit)
    for check in (_repeated, _brought_back):
        clashes = {clash.path[:2]: clash for clash in check(found)}
        misfits += clashes.values()
        found = {path: row for path, row in found.items() if path not in clashes}
    return tuple(found.values()), misfits


def _row(kind: type[_Row], data: object, path: KeyPath) -> _Row:
    row: _Row = read_table(kind, data, path, _scalar)
    if isinstance(row, Word):
        _check_pair(row, path)
    return row


# -- one value ------------------------------------------------------------------------------------------------------


def _scalar(hint: type, value: object, path: KeyPath) -> object:
    if hint is not bool:
        _check_text(value, path, may_be_empty=path[-1] in _MAY_BE_EMPTY)
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


def _check_pair(row: Word, path: KeyPath) -> None:
    """Misfit for a pair that makes no sense by itself."""
    if row.right.count(DIGIT) > row.wrong.count(DIGIT):
        raise Misfit((*path, "right"), f"right 里的 {DIGIT} 比 wrong 里的多")
    for place, longer in enumerate(row.allow):
        if row.wrong not in longer or row.wrong == longer:
            raise Misfit((*path, "allow", place), f"“{longer}”应是含有“{row.wrong}”的更长的词")


# -- all rows of a list: of two that contradict each other, the later one is at fault ------------------------------


def _repeated(rows: Mapping[KeyPath, _Row]) -> list[Misfit]:
    """Misfits for rows of which a form stands in one before."""
    seen: dict[str, KeyPath] = {}
    misfits = []
    for path, row in rows.items():
        own: dict[str, KeyPath] = {}
        for form, at in _forms(row, path):
            if twin := seen.get(form) or own.get(form):
                misfits.append(Misfit(at, f"“{form}”前面已经有了", twin=twin))
                break
            own[form] = at
        else:
            seen |= own
    return misfits


def _forms(row: _Row, path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    """What may stand in a list only once, and where it stands."""
    for key in _ONCE[type(row)]:
        said = getattr(row, key)
        if isinstance(said, str):
            yield said, (*path, key)
        else:
            yield from ((form, (*path, key, at)) for at, form in enumerate(said))


def _brought_back(rows: Mapping[KeyPath, _Row]) -> list[Misfit]:
    """Misfits for pairs whose right form another calls wrong, or that bring a wrong form back."""
    pairs = {path: row for path, row in rows.items() if isinstance(row, Word)}
    wrong = {row.wrong: path for path, row in pairs.items()}
    lengths = sorted({len(form) for form in wrong})
    misfits = []
    for path, row in pairs.items():
        form = next((piece for piece in _pieces(row.right, lengths) if piece in wrong), None)
        if form is not None:
            misfits.append(_contradiction(path, row.right, wrong[form], form))
    return misfits


def _contradiction(path: KeyPath, right: str, other: KeyPath, form: str) -> Misfit:
    """The misfit of a right form in the row at ``path`` in which the wrong form of another stands, or its own."""
    at, there = (*path, "right"), (*other, "wrong")
    if path < other:
        part = "" if form == right else f"“{right}”的一部分"
        return Misfit(there, f"“{form}”在别处是对的写法{part}", twin=at)
    if form == right:
        return Misfit(at, f"“{right}”在别处列为错的写法", twin=there)
    return Misfit(at, f"“{right}”里又有“{form}”，改了还会再报")


def _pieces(text: str, lengths: list[int]) -> Iterator[str]:
    """Every piece of a text that has one of these lengths."""
    for length in lengths:
        for start in range(len(text) - length + 1):
            yield text[start : start + length]
