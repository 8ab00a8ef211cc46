"""Files that Word and WPS wrote before .docx: one container (OLE2) for many kinds of documents, told apart here.

They are not read by this program; where LibreOffice is installed they become .docx first.
"""

from __future__ import annotations

from editor.errors import ImportRefusedError

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WPS = ".wps"


def is_old_word(data: bytes) -> bool:
    """Whether the bytes are such a container."""
    return data.startswith(_MAGIC)


def old_suffix(data: bytes, name: str) -> str:
    """Under which suffix another program will know the document: ``.doc`` or ``.wps``.

    ImportRefusedError for what is in such a container and is no text: locked files, tables, presentations.
    """
    if _has(data, "EncryptedPackage"):
        raise ImportRefusedError("文件有密码", where=name, advice="请在 Word 中去掉密码后再导入")
    if _has(data, "WordDocument"):
        return ".doc"  # today's WPS too writes this under its own suffix
    for stream, what in (("Workbook", "Excel 表格"), ("PowerPoint Document", "演示文稿")):
        if _has(data, stream):
            raise ImportRefusedError(f"这是{what}，不是 Word 文件", where=name)
    return _WPS if name.casefold().endswith(_WPS) else ".doc"


def _has(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data
