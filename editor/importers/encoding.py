"""Bytes → text: UTF-8 with or without a mark, UTF-16 with one, GB18030. Everything else is refused with a reason.

RTF, ODT, and what Word and WPS wrote before .docx are told apart: where LibreOffice is installed they become .docx first.
"""

from __future__ import annotations

import codecs

from editor.errors import ImportRefusedError

_MARKS = (  # the longer ones first: the mark of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a .docx begins: an archive with entries, and one without any."""
_OTHER_FILES = (
    (b"PK\x03\x04", "这是 Word 或压缩文件，不是文本", "请在 Word 中另存为纯文本（.txt）"),
    (b"\xd0\xcf\x11\xe0", "这是旧版 Word 或 WPS 文件，不是文本", "请另存为纯文本（.txt）"),
    (b"%PDF", "这是 PDF 文件，不是文本", "请复制其中文字存为纯文本（.txt）"),
    (b"{\\rtf", "这是 RTF 文件，不是文本", "请另存为纯文本（.txt）"),
)
_WORD = (".docx", ".docm", ".doc", ".wps")
_LARGEST = 8 << 20  # bytes; a year of issues has 2 MB
_UTF8_SHARE = 10  # so many good multi-byte characters for one bad: a damaged UTF-8 file, not GB18030


def decode(data: bytes, name: str) -> str:
    """The text of a file, without its byte-order mark. ImportRefusedError names the line that cannot be read."""
    if not data.strip():
        raise ImportRefusedError("文件是空的", where=name)
    if len(data) > _LARGEST:
        raise ImportRefusedError("文件太大，不像一期的文本", where=name, advice="请检查是不是选错了文件")
    for start, message, advice in _OTHER_FILES:
        if data.startswith(start):
            raise ImportRefusedError(message, where=name, advice=advice)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name).removeprefix("\ufeff")
    if b"\x00" in data:
        raise _no_text(name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "utf-8" if _is_damaged_utf8(data) else "gb18030", name)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if name.casefold().endswith(_WORD):
            raise _no_text(name) from error
        line = data.count(b"\n", 0, error.start) + 1
        message = f"这里的文字既不是 UTF-8 也不是 GB18030，文件可能已损坏（按 {encoding.upper()} 读到此处）"
        raise ImportRefusedError(message, where=name, line=line, advice="请重新取得文件") from error
    if "\x00" in text:
        raise _no_text(name)
    return text


def _no_text(name: str) -> ImportRefusedError:
    """The error for bytes that are neither a document nor a text, whatever their name says."""
    if name.casefold().endswith(_WORD):
        return ImportRefusedError("Word 文件不完整或已损坏，读不出来", where=name, advice="请重新取得文件")
    return ImportRefusedError("这不是文本文件", where=name, advice="请给出 .txt 或 .docx 文件")


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 were meant to be.

    Damaged UTF-8 often happens to be valid GB18030 and would come out as other, wrong characters.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(not character.isascii() for character in text) - bad
    return good >= _UTF8_SHARE * bad


# -- what only another program can read ---------------------------------------------------------------------------

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WPS = ".wps"
_SECTOR = 512  # bytes; every stream begins at a multiple
_FIB_REACH = 1 << 20
_ENCRYPTED = 0x0100  # fEncrypted


def suffix_for_conversion(data: bytes, name: str = "") -> str:
    """Under which suffix another program will know such a document: ``.rtf``, ``.odt``, ``.doc`` or ``.wps``; else empty.

    ImportRefusedError for what is in a container and is no text: locked files, tables, presentations.
    """
    if data.lstrip()[:5] == b"{\\rtf":
        return ".rtf"
    if _OPEN_DOCUMENT in data[:200]:
        return ".odt"
    if not data.startswith(_MAGIC):
        return ""
    if _has(data, "EncryptedPackage"):
        raise ImportRefusedError("文件有密码", where=name, advice="请在 Word 中去掉密码后再导入")
    if _is_locked(data):
        raise ImportRefusedError("文件有密码", where=name, advice="请在 Word 或 WPS 中去掉密码后再导入")
    if _has(data, "WordDocument"):
        return ".doc"  # today's WPS too writes this under its own suffix
    for stream, what in (("Workbook", "Excel 表格"), ("PowerPoint Document", "演示文稿")):
        if _has(data, stream):
            raise ImportRefusedError(f"这是{what}，不是 Word 文件", where=name)
    return _WPS if name.casefold().endswith(_WPS) else ".doc"


def _is_locked(data: bytes) -> bool:
    """Whether the first page of the document stream (the FIB, [MS-DOC] 2.5.1) says that the text is encrypted."""
    for at in range(_SECTOR, min(len(data), _FIB_REACH), _SECTOR):
        if data[at : at + 2] == b"\xec\xa5":
            return bool(int.from_bytes(data[at + 10 : at + 12], "little") & _ENCRYPTED)
    return False


def _has(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data
