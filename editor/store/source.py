"""The bytes of a TOML file, their text, and what tomllib makes of them; every way in which that can fail.

Issue files and style files come in through here, and every refusal names the line. What no issue, style or word list
has, and what would keep tomllib busy for minutes, is refused unread: it takes time for every mark of the syntax, and for
a dotted key the square of its parts. Both are counted first, which costs milliseconds.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final, NamedTuple

from editor.errors import FileFormatError
from editor.store.misfit import Misfit

_BOM = b"\xef\xbb\xbf"
_SIGNATURES = (
    (b"PK\x03\x04", "这是 Word 文档或压缩包，不是 TOML 文件", "要导入 Word 文档请用 yaoxun import"),
    (b"%PDF", "这是 PDF 文件，不是 TOML 文件", ""),
    (b"\xff\xfe", "文件是 UTF-16 编码，应为 UTF-8", "请在编辑器里另存为 UTF-8"),
    (b"\xfe\xff", "文件是 UTF-16 编码，应为 UTF-8", "请在编辑器里另存为 UTF-8"),
)

# A line that could be TOML. A file without any is not a damaged TOML file but something else.
_LIKE_TOML = r"""^[ \t]*(\[|[A-Za-z0-9_.\-"' \t]+=)"""

_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"

# What tomllib says, from CPython 3.11 to 3.14, and what staff should read. First match counts. These patterns are
# compiled when a file is bad: all of them would take a twentieth of what listing the issues does.
_SYNTAX = (
    (r"Cannot overwrite a value", "这个键前面已经有了，或与前面的表重名"),
    (r"Cannot declare .* twice", "这个表前面已经有了"),
    (r"Duplicate inline table key", "花括号里有重复的键"),
    (r"Cannot (mutate immutable|redefine) namespace", "这个键与前面的表重名"),
    (r"Expected '=' after a key", "键后面应为等号“=”"),
    (r"Expected ']]' at the end", "双方括号没有写完整，应为“]]”"),
    (r"Expected ']' at the end", "方括号没有写完整，应为“]”"),
    (r"Expected newline or end of document", "一行写完后还有多余的内容，应换行"),
    (r"Invalid initial character for a key", "这里应为键名（英文字母、数字、_ 或 -）"),
    (r"Invalid statement", "这一行既不是“键 = 值”，也不是 [表头] 或 # 注释"),
    (r"Invalid date or datetime", "日期不存在，或日期的写法不对"),
    (r"Invalid value", "等号或逗号后面的值写得不对，文字要加英文双引号"),
    (r"Unclosed array", "数组没有写完，缺少逗号“,”或“]”"),
    (r"Unclosed inline table", "花括号没有写完，缺少逗号“,”或“}”"),
    (r"Unterminated string|Expected \"'+\"|Expected '\"+'", "文字没有写完，缺少结尾的引号"),
    (r"Illegal character '\\n'|Expected \"'\"", "文字没有写完，这一行缺少结尾的英文引号"),
    (r"(Illegal|Found invalid) character", "有不允许的控制字符"),
    (r"Unescaped '\\'|Invalid hex value", "反斜杠的写法不对，“\\”要写成“\\\\”"),
    (r"not a Unicode scalar value", "\\u 后面的编号不是字符"),
    (r"nest", "方括号或花括号套得太深"),
)


class Source(NamedTuple):
    """A TOML file: its text without byte order mark and with its own line ends, and its data."""

    text: str
    data: dict[str, Any]
    bom: bool = False

    def encode(self, text: str) -> bytes:
        """The bytes of another text, in the manner of this file."""
        return (_BOM if self.bom else b"") + text.encode("utf-8")


def read_source(data: bytes, where: Path | str) -> Source:
    """Text and data of a TOML file. FileFormatError with line and column if it is none."""
    text, bom = _text_of(data, where, "请从历史版本或备份恢复")
    return Source(text, _values(text, where), bom)


def read_rows(data: bytes, where: Path | str, header: str) -> tuple[Source, list[FileFormatError]]:
    """The same for a file of rows that may go wrong one by one, and what is wrong with those that are no TOML.

    A row is a table whose header begins with ``header``. Broken ones are comments in the text, so that lines stay lines.
    """
    text, bom = _text_of(data, where, "请从备份恢复；是自带的，可以删去它再运行 yaoxun init 补上")
    faults: list[FileFormatError] = []
    try:
        values = _values(text, where)
    except FileFormatError:
        text, faults = _without_broken(text, where, header)
        if not faults:
            raise
        values = _values(text, where)
    return Source(text, values, bom), faults


def _without_broken(text: str, where: Path | str, header: str) -> tuple[str, list[FileFormatError]]:
    kept, faults, line = [], [], 0
    for piece in re.split(r"^(?=[ \t]*\[)", text, flags=re.MULTILINE):
        try:
            if piece.lstrip().startswith(header):
                _values(piece, where)
        except FileFormatError as error:
            at = line + (error.line or 1)
            faults.append(
                FileFormatError(error.message, where=where, line=at, column=error.column, advice=error.advice)
            )
            piece = re.sub(r"[^\r\n]+", "#", piece)
        kept.append(piece)
        line += piece.count("\n")
    return "".join(kept), faults


def _text_of(data: bytes, where: Path | str, if_empty: str) -> tuple[str, bool]:
    """The text of a file, and whether it begins with a byte order mark. ``if_empty`` is the advice for one without text."""
    for signature, message, advice in _SIGNATURES:
        if data.startswith(signature):
            raise FileFormatError(message, where=where, advice=advice)
    if b"\0" in data:
        raise FileFormatError("这是二进制文件，不是 TOML 文件", where=where, advice="请检查是不是选错了文件")
    bom = data.startswith(_BOM)
    text = _decoded(data[len(_BOM) :] if bom else data, where)
    if not text.strip():
        raise FileFormatError("文件是空的", where=where, advice=if_empty)
    _refuse_conflict(text, where)
    refuse_absurd(text, where)
    return text, bom


def placed(misfit: Misfit, where: Path | str, source: Source) -> FileFormatError:
    """The error to show for a misfit in a source, with line and column."""
    from editor.store.values import locate  # here, as good files need no tomlkit

    line, column = locate(source.text, misfit.path)
    message = misfit.message
    if misfit.twin is not None:
        message += f"，与第{locate(source.text, misfit.twin)[0]}行重复"
    return FileFormatError(message, where=where, line=line, column=column, advice=misfit.advice)


def _values(text: str, where: Path | str) -> dict[str, Any]:
    values = _parsed(text, where)
    refuse_deep(values, where)
    return values


def _refuse_conflict(text: str, where: Path | str) -> None:
    """FileFormatError for a file into which git wrote both sides of a conflict."""
    found = re.search(r"^<{7} .*$", text, re.MULTILINE) if "<<<<<<< " in text else None
    if found is not None and re.search(r"^>{7} .*$", text, re.MULTILINE):
        raise FileFormatError(
            "文件里有 git 的合并冲突标记（<<<<<<<），两个人都改了这里",
            where=where,
            line=text.count("\n", 0, found.start()) + 1,
            advice="请留下要的一边，删去 <<<<<<<、=======、>>>>>>> 三行；"
            "要由要讯自动合并，请运行 yaoxun init --git",
        )


def _decoded(data: bytes, where: Path | str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        raise FileFormatError(
            "这里不是 UTF-8 编码的文字",
            where=where,
            line=data.count(b"\n", 0, error.start) + 1,
            column=len(data[start : error.start].decode("utf-8")) + 1,
            advice="可能是 GB18030（GBK）编码，请在编辑器里另存为 UTF-8",
        ) from error


def _parsed(text: str, where: Path | str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise _absurd("方括号或花括号套得太深", where) from error
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(text, str(error), where) from error
    except ValueError as error:  # a number of thousands of digits
        raise FileFormatError("有一个数太长，无法读取", where=where) from error


def _syntax_error(text: str, message: str, where: Path | str) -> FileFormatError:
    if not re.search(_LIKE_TOML, text, re.MULTILINE):
        return FileFormatError(
            "这不是 TOML 文件，像是普通文本", where=where, advice="要导入文本请用 yaoxun import"
        )
    words = next((words for pattern, words in _SYNTAX if re.search(pattern, message)), "TOML 写法有误")
    place = re.search(_PLACE, message)
    if place is not None and place[1]:
        line, column = int(place[1]), int(place[2])
    else:
        line, column = _end_of(text)
    return FileFormatError(words, where=where, line=line, column=column, advice="请改正后再试")


def _end_of(text: str) -> tuple[int, int]:
    """Line and column behind the last character that is not blank: where something was missing."""
    text = text.rstrip()
    return text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1


# An issue of 300 long articles has some 60,000. So many, of whichever kind, take tomllib some seconds and 200 MB.
MOST_MARKS: Final = 300_000
_MARKS: Final = ("[", "{", "=", ",", '"', "'", "\\", "\n", ".")
MOST_PARTS: Final = 20  # of a key; our own have three
DEEPEST: Final = 100  # levels; ours have six
_QUOTED: Final = r'"(?:[^"\\]|\\.)*"|' + r"'[^']*'"


def _absurd(message: str, where: Path | str, line: int | None = None) -> FileFormatError:
    return FileFormatError(message, where=where, line=line, advice="请检查是不是选错了文件")


def refuse_absurd(text: str, where: Path | str) -> None:
    """FileFormatError for a text with more tables, values, lines or parts of a key than any file of ours can have."""
    if sum(map(text.count, _MARKS)) > MOST_MARKS:
        raise _absurd("内容的条目太多，不像期次、样式或词表文件", where)
    if text.count(".") > MOST_PARTS:
        for number, line in enumerate(text.split("\n"), 1):
            if line.count(".") > MOST_PARTS and re.sub(_QUOTED, "", line).count(".") > MOST_PARTS:
                _refuse_key(line, number, where)


def refuse_deep(data: dict[str, Any], where: Path | str) -> None:
    """FileFormatError for tables and arrays that nest deeper than any of ours."""
    level: list[Any] = [data]
    for _ in range(DEEPEST + 1):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    if level:
        raise _absurd(f"方括号或花括号套得太深，超过 {DEEPEST} 层", where)


def _refuse_key(line: str, number: int, where: Path | str) -> None:
    """Refuse a line with a key of many parts; in a text of several lines it may only be a row of dots."""
    part = rf"(?:[\w-]+|{_QUOTED})[ \t]*\.[ \t]*"
    # Anchored where a key can begin, so that a line of any length is looked through once.
    if re.search(rf"(?:^|[\[{{,])[ \t]*(?:{part}){{{MOST_PARTS}}}", line):
        raise _absurd("键分成了太多段", where, number)
