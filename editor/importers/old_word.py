"""Documents that only another program can read: RTF, ODT, and what Word and WPS wrote before .docx.

The last is one container (OLE2) for many kinds of documents, told apart here. Where LibreOffice is installed they become
.docx first.
"""

from __future__ import annotations

from editor.errors import ImportRefusedError

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
