"""Packages that mean harm, or are no Word files at all: one sentence, in bounded time and memory."""

import struct
from io import BytesIO
from zipfile import ZipFile

import pytest

from editor.errors import ImportRefusedError
from editor.importers import read_issue

from .golden import STYLE
from .word_file import HEAD, NAMES, OFFICE, p, r, said, take, word_file, zipped

GOOD = HEAD + p("科创聚焦", "H1") + p("上海建设概念验证中心", "H2") + p("甲。")


def refusal(data: bytes) -> str:
    with pytest.raises(ImportRefusedError) as caught:
        read_issue(data, "要讯.docx", lambda _: STYLE)
    sentence = str(caught.value)
    assert sentence.startswith("要讯.docx")
    assert "\n" not in sentence
    return sentence


def changed(name: str, content: str | bytes | None) -> bytes:
    """A good file with one part replaced, or left out."""
    with ZipFile(BytesIO(word_file(GOOD))) as archive:
        files: dict[str, str | bytes] = {each: archive.read(each) for each in archive.namelist()}
    files.pop(name, None)
    if content is not None:
        files[name] = content
    return zipped(files)


def document(inside: str, before: str = "") -> str:
    return f"{before}<w:document {NAMES}><w:body>{GOOD}{inside}</w:body></w:document>"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
MANY_ATTRIBUTES = " ".join(f"a{n}=''" for n in range(400_000))
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"


HARMFUL = {
    "entities": (lambda: changed(DOCUMENT, document(p("&b;"), ENTITIES)), "文档类型"),
    "an outside entity": (lambda: changed(DOCUMENT, document(p("&a;"), OUTSIDE)), "文档类型"),
    "nested tables": (lambda: changed(DOCUMENT, document("<w:tbl><w:tr><w:tc>" * 10_000)), "嵌套得太深"),
    "elements": (lambda: changed(DOCUMENT, document("<w:p/>" * 400_000)), "内容多得反常"),
    "characters": (lambda: changed(DOCUMENT, document(p("甲" * 5_000_000))), "文字多得反常"),
    "attributes": (lambda: changed(DOCUMENT, document(f"<w:p {MANY_ATTRIBUTES}/>")), "大得反常"),
    "a bomb": (lambda: changed(DOCUMENT, b"\0" * (80 << 20)), "大得反常"),
    "an open element": (lambda: changed(DOCUMENT, document("<w:p>")), "XML"),
    "no XML": (lambda: changed(DOCUMENT, b"\xff\xfe<"), "XML"),
    "no main part": (lambda: changed(DOCUMENT, None), "正文"),
    "an empty document": (lambda: changed(DOCUMENT, "<w:document xmlns:w='urn:x'/>"), "正文"),
    "no content types": (lambda: changed(TYPES, None), "不是 Word 文件"),
    "no relationships": (lambda: changed("_rels/.rels", None), "正文"),
    "a climbing name": (lambda: changed("../../etc/cron", "x"), "指向外面"),
    "a name on a drive": (lambda: changed("C:\\Windows\\x", "x"), "指向外面"),
    "half a file": (lambda: word_file(GOOD)[:1500], "不完整"),
    "no archive": (lambda: b"PK\x03\x04" + bytes(range(256)) * 9, "不完整"),
    "endless paragraphs": (lambda: word_file(GOOD + p("甲。") * 31_000), "不像一期"),
    "entries": (lambda: zipped({f"{n}.xml": "" for n in range(10_001)}), "文件太多"),
    "an empty archive": (lambda: b"PK\x05\x06" + b"\0" * 18, "不是 Word 文件"),
}


@pytest.mark.parametrize("kind", HARMFUL)
def test_a_package_that_means_harm_is_refused_in_one_sentence(kind):
    make, words = HARMFUL[kind]
    assert words in refusal(make())


@pytest.mark.parametrize(
    ("kind", "words"),
    [("spreadsheetml.sheet.main+xml", "Excel"), ("presentationml.presentation.main+xml", "演示文稿")],
)
def test_other_documents_are_called_by_their_names(kind, words):
    with ZipFile(BytesIO(word_file(GOOD))) as archive:
        types = archive.read(TYPES).decode()
    assert words in refusal(changed(TYPES, types.replace("wordprocessingml.document.main+xml", kind)))


def test_a_locked_entry_says_that_there_is_a_password():
    data = bytearray(word_file(GOOD))
    for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(signature)
        while at >= 0:
            struct.pack_into("<H", data, at + flags, 1)
            at = data.find(signature, at + 1)
    assert "密码" in refusal(bytes(data))


def test_a_bomb_that_nobody_reads_does_nothing():
    data = changed("word/media/image1.bmp", b"\0" * (200 << 20))
    assert read_issue(data, "x", lambda _: STYLE).issue.number == 5


def test_macros_are_named_and_nothing_of_them_is_read():
    data = word_file(GOOD, main_type="ms-word.document.macroEnabled.main+xml")
    imported = read_issue(data, "x", lambda _: STYLE)
    assert said(imported) == ["left_out 第1行：文件带有宏，没有运行，也没有收入"]


def test_links_to_the_outside_are_named_and_not_followed():
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="b" Type="{OFFICE}/image" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
        f'<Relationship Id="c" Type="{OFFICE}/hyperlink" Target="http://127.0.0.1:9/y" TargetMode="External"/>'
        "</Relationships>"
    )
    imported = read_issue(changed("word/_rels/document.xml.rels", relations), "x", lambda _: STYLE)
    assert said(imported) == ["left_out 第1行：文件指向外部的内容（http://127.0.0.1:9/x），没有打开"]


def test_comments_beyond_count_are_counted():
    opened = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(20_000))
    comments = "".join(f'<w:comment w:id="{n}">{p(str(n))}</w:comment>' for n in range(20_000))
    text = p("科创聚焦", "H1") + p("上海建设概念验证中心", "H2") + f"<w:p>{opened}{r('甲') * 20_000}</w:p>"
    lines = said(take(text, {"comments": comments}))
    assert len(lines) == 1001
    assert "left_out 第1行：批注共20000条，只列出前1000条" in lines
