"""Packages from outside (DOCX), opened in this one safe place and nowhere else.

What a package may cost is bounded before it is paid: entries of the archive, bytes unpacked, elements, depth and
characters of XML. Only the parts that are asked for are unpacked, into memory and never to disk, so that a bomb in any
other one does nothing. XML is read without document types and so without entities (OOXML forbids both); what lies
outside the package is named and never fetched.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from editor.errors import ImportRefusedError
from editor.model.word import NAMESPACES

# An issue has some 10,000 elements, a volume of a whole year 150,000, 1,000,000 characters and a nesting of 20.
_ENTRIES = 10_000
_UNPACKED = 64 << 20  # bytes of all parts that are read
_ELEMENTS = 300_000
_CHARACTERS = 3_000_000
_DEPTH = 200  # the readers of the tree go down recursively, a frame or two for each element
_FEED = 1 << 18  # bytes
_LONGEST_TAG = 4  # feeds; a longer one has more attributes than memory should hold

_ENTRY = b"PK\x01\x02"  # of the directory at the end of an archive
_ENCRYPTED = 0x1
_CLIMBS = re.compile(r"(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:|\x00")
_DAMAGED = (BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, LookupError)

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"  # ISO/IEC 29500 Strict: the same under other names, without the year
_PREFIXES = {uri: prefix for prefix, uri in NAMESPACES.items()}
_PREFIXES |= {
    uri.replace(_OFFICE, _STRICT).replace("/2006", ""): prefix
    for prefix, uri in NAMESPACES.items()
    if uri.startswith(_OFFICE)
}

_OTHER_DOCUMENTS = {
    "spreadsheetml": "这是 Excel 表格",
    "presentationml": "这是演示文稿",
    "opendocument": "这是 ODF 文档",
}
_WORD_DOCUMENT = re.compile(r"wordprocessingml|ms-word")
_MACROS = "macroEnabled"


@dataclass(frozen=True)
class Relation:
    """How one part refers to another: ``kind`` is the last word of its type, ``target`` a part or, if external, a link."""

    kind: str
    target: str
    external: bool


class Package:
    """A WordprocessingML package; its parts are XML trees whose tags and attributes are called ``w:p``, ``r:id``.

    ``name`` is that of its file, for error messages; ``elements`` and ``characters`` are what its XML may still have.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.elements, self.characters = _ELEMENTS, _CHARACTERS
        self._unpacked = 0
        self._relations: dict[str, list[Relation]] = {}
        self._trees: dict[str, Element] = {}
        self._archive = self._open(data)
        self._entries = self._directory()
        self._types = self._content_types()
        self.main = self._main_part()

    @property
    def has_macros(self) -> bool:
        """Whether it carries macros. They are never read."""
        return _MACROS in self._type_of(self.main) or any(
            part.endswith("vbaproject.bin") for part in self._entries
        )

    def xml(self, part: str) -> Element | None:
        """The root of a part, the same each time; None if there is no such part. ImportRefusedError if it is no XML that we read."""
        key = part.lower()
        info = self._entries.get(key)
        if info is not None and key not in self._trees:
            self._trees[key] = _TreeReader(self).read(self._bytes(info))
        return self._trees.get(key)

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to, in order. The package as a whole is the part with the empty name."""
        if part not in self._relations:
            folder, file = posixpath.split(part)
            root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
            found = () if root is None else root
            self._relations[part] = [
                _relation(each, folder) for each in found if each.tag == "rel:Relationship"
            ]
        return self._relations[part]

    def targets(self, part: str, kind: str) -> list[str]:
        """The parts of a kind that a part refers to, in order."""
        return [each.target for each in self.relations(part) if each.kind == kind and not each.external]

    def related(self, kind: str) -> Element | None:
        """The first part of a kind that the main one refers to, such as its styles; None if there is none."""
        return next((self.xml(target) for target in self.targets(self.main, kind)), None)

    def body(self) -> Element:
        """The body of the main part. ImportRefusedError if it has none."""
        root = self.xml(self.main)
        body = None if root is None else root.find("w:body")
        if body is None:
            raise self.refused("缺少 Word 文件的正文", "文件可能已损坏，请重新取得")
        return body

    # -- the archive ------------------------------------------------------------------------------------------

    def _open(self, data: bytes) -> ZipFile:
        if data.count(_ENTRY) > _ENTRIES:
            raise self.refused("压缩包里的文件太多")
        try:
            return ZipFile(BytesIO(data))
        except _DAMAGED as error:
            raise self.refused("文件不完整或已损坏", "请重新取得文件") from error

    def _directory(self) -> dict[str, ZipInfo]:
        """The entries by name in small letters, as packages compare names."""
        entries: dict[str, ZipInfo] = {}
        for info in self._archive.infolist():
            if _CLIMBS.search(info.filename):
                raise self.refused("压缩包里有指向外面的文件名")
            name = info.filename.replace("\\", "/")  # as old tools on Windows write it
            entries.setdefault(name.lower(), info)
        return entries

    def _bytes(self, info: ZipInfo) -> bytes:
        if info.flag_bits & _ENCRYPTED:
            raise self.refused("文件有密码", "请在 Word 中去掉密码后再导入")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self.refused("压缩方式不是 Word 文件所用的", "请在 Word 中另存后再试")
        try:
            with self._archive.open(info) as member:
                data = member.read(_UNPACKED - self._unpacked + 1)
        except _DAMAGED as error:
            raise self.refused("文件不完整或已损坏", "请重新取得文件") from error
        self._unpacked += len(data)
        if self._unpacked > _UNPACKED:
            raise self.refused("解压后的内容大得反常")
        return data

    # -- the package ------------------------------------------------------------------------------------------

    def _content_types(self) -> dict[str, str]:
        """Content types by part, and by extension with a leading dot."""
        root = self.xml("[Content_Types].xml")
        if root is None:
            raise self.refused("这是压缩文件，不是 Word 文件", "请解压后导入其中的文件")
        types: dict[str, str] = {}
        for element in root:
            if element.tag == "ct:Override":
                types[element.get("PartName", "").removeprefix("/").lower()] = element.get("ContentType", "")
            elif element.tag == "ct:Default":
                types["." + element.get("Extension", "").lower()] = element.get("ContentType", "")
        return types

    def _main_part(self) -> str:
        main = next(iter(self.targets("", "officeDocument")), "")
        if main.lower() not in self._entries:
            raise self.refused("缺少 Word 文件的正文", "文件可能已损坏，请重新取得")
        content_type = self._type_of(main)
        for word, message in _OTHER_DOCUMENTS.items():
            if word in content_type:
                raise self.refused(f"{message}，不是 Word 文件")
        if not _WORD_DOCUMENT.search(content_type):
            raise self.refused("正文的类型不是 Word 文档", "请在 Word 中另存后再试")
        return main

    def _type_of(self, part: str) -> str:
        extension = "." + part.rpartition(".")[2].lower()
        return self._types.get(part.lower()) or self._types.get(extension, "")

    def refused(self, message: str, advice: str = "") -> ImportRefusedError:
        """Why it cannot be read."""
        return ImportRefusedError(message, where=self.name, advice=advice)


def _relation(element: Element, folder: str) -> Relation:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, target, external=True)
    path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
    return Relation(kind, path.lstrip("/"), external=False)


class _TreeReader:
    """Makes the tree of a part, with short tags such as ``w:p``; what is in no namespace of ours is ``:name``."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._builder = TreeBuilder()
        self.names: dict[str, str] = {}
        self._depth = 0
        self._events = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self, data: bytes) -> Element:
        try:
            self._feed(data)
            return self._builder.close()
        except (expat.ExpatError, ValueError, LookupError, AssertionError) as error:
            raise self._package.refused("里面的 XML 不完整或已损坏") from error

    def _feed(self, data: bytes) -> None:
        silent = before = 0
        for start in range(0, len(data), _FEED):
            self._parser.Parse(data[start : start + _FEED], False)
            silent = silent + 1 if self._events == before else 0
            before = self._events
            if silent > _LONGEST_TAG:
                raise self._package.refused("里面的 XML 大得反常")
        self._parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._events += 1
        self._depth += 1
        self._package.elements -= 1
        if self._depth > _DEPTH:
            raise self._package.refused("里面的表格或文本框嵌套得太深")
        if self._package.elements < 0:
            raise self._package.refused("里面的内容多得反常")
        short = self._short
        self._builder.start(short(tag), {short(name): value for name, value in attributes.items()})

    def _end(self, tag: str) -> None:
        self._events += 1
        self._depth -= 1
        self._builder.end(self._short(tag))

    def _text(self, text: str) -> None:
        self._events += 1
        self._package.characters -= len(text)
        if self._package.characters < 0:
            raise self._package.refused("里面的文字多得反常")
        self._builder.data(text)

    def _doctype(self, *_: object) -> None:
        raise self._package.refused("里面的 XML 带有文档类型声明，Word 文件不允许")

    def _short(self, name: str) -> str:
        short = self.names.get(name)
        if short is None:
            uri, blank, local = name.rpartition(" ")
            short = f"{_PREFIXES.get(uri, '')}:{local}" if blank else local
            self.names[name] = short
        return short
