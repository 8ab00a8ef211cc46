"""Files that are not what their names say: pages of web systems, mail pages, Word 2003 XML, flat packages."""

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from editor.importers import read_issue, read_submission
from editor.importers.encoding import suffix_for_conversion
from editor.importers.forms import read_page, unflattened
from editor.store.style_file import load_style
from tests.importers.word_file import p, word_file

STYLE = load_style(Path(__file__).parents[2] / "styles" / "official.toml")
LINES = (
    "长三角每周要讯",
    "2026年第5期",
    "某某办事处 2026年1月30日",
    "科创聚焦",
    "上海推进甲项工作",
    "近日，上海市推进甲项工作。",
)
PAGE = "<html><head><title>页</title><style>p{{}}</style></head><body>{}</body></html>"
WORD_2003 = '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>{}</w:body></w:wordDocument>'


def flat(data: bytes) -> bytes:
    parts = []
    with ZipFile(BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml").decode()
        for name in archive.namelist():
            if name != "[Content_Types].xml":
                main = name == "word/document.xml"
                kind = (
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                    if main
                    else "application/vnd.openxmlformats-package.relationships+xml"
                    if name.endswith(".rels")
                    else "application/xml"
                )
                body = archive.read(name).decode().split("?>", 1)[-1]
                parts.append(
                    f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}"><pkg:xmlData>{body}</pkg:xmlData></pkg:part>'
                )
    assert types
    return (
        '<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">'
        + "".join(parts)
        + "</pkg:package>"
    ).encode()


FORMS = {
    "html": PAGE.format("".join(f"<p>{line}</p>" for line in LINES)).encode(),
    "html in gbk": PAGE.format(
        '<meta charset="gb2312">' + "".join(f"<div>{line}<br></div>" for line in LINES)
    ).encode("gbk"),
    "mail page": (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n\n"
        + PAGE.format("".join(f"<p>{line}</p>" for line in LINES))
        + "\n--x--\n"
    ).encode(),
    "word 2003": WORD_2003.format(
        "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
    ).encode(),
    "flat package": flat(word_file("".join(map(p, LINES)))),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS)
def test_it_is_read_as_what_it_is(data):
    issue = read_issue(data, "要讯.doc", lambda _: STYLE).issue
    assert [(s.name, [(a.title, a.body[0].text) for a in s.articles]) for s in issue.sections] == [
        ("科创聚焦", [(LINES[4], LINES[5])])
    ]
    assert issue.number == 5


def test_the_cells_of_a_page_keep_their_places():
    rows = "<table><tr><td>甲</td><td></td><td>5亿元</td></tr><tr><td>乙</td><td>3亿元</td><td></td></tr></table>"
    assert read_page(PAGE.format(rows).encode(), "x").text.splitlines() == ["甲｜｜5亿元", "乙｜3亿元｜"]


def test_scripts_are_no_text_and_line_breaks_of_the_source_no_blanks():
    page = PAGE.format("<script>var a = 1;</script><p>近日，\n  上海市推进。</p>")
    assert read_page(page.encode(), "x").text == "近日，上海市推进。"


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"{\\rtf1\\ansi}", ".rtf"),
        (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
        ("甲。".encode(), ""),
        (word_file(p("甲。")), ""),
    ],
)
def test_what_another_program_must_convert_is_known_by_its_bytes(data, suffix):
    assert suffix_for_conversion(data) == suffix


@pytest.mark.parametrize("data", [b"", b"<", "正文。".encode(), "<甲>".encode(), b"\xff\xfe<\x00"])
def test_a_text_is_no_page(data):
    assert read_page(data, "x") is None and unflattened(data) is None


def test_the_pictures_of_a_page_are_named():
    page = '<html><head><img src="x"></head><p>近日。</p><img src="a.png" alt="布局图"><p><img src="b.png"/></p></html>'
    (remark,) = read_page(page.encode(), "x").remarks
    assert remark.kind == "left_out" and "2张图片" in str(remark) and "布局图" in str(remark)
    assert read_submission(page.encode(), "x", STYLE).remarks == (remark,)


def test_the_numbers_of_a_list_are_written_and_menus_named():
    page = "<html><body><nav><a>首页</a></nav><ol start=3><li><p>甲项。</p></li><li>乙项。</li></ol><ul><li>丙项。</li></ul></body></html>"
    read = read_page(page.encode(), "x")
    assert read.text.splitlines() == ["3. 甲项。", "4. 乙项。", "丙项。"]
    assert "首页" in str(read.remarks)


@pytest.mark.parametrize("kind", ["plain", "html"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_mail_is_its_words_and_its_attachments_are_named(kind, encoding):
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.cn", "稿件"
    text = "\n".join(LINES)
    body = text if kind == "plain" else "".join(f"<p>{line}</p>" for line in LINES)
    body += "\n-- \n张三\n电话：021-1\n" if kind == "plain" else ""
    message.set_content(body, subtype=kind, charset=encoding, cte="base64")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="附件一.pdf")
    imported = read_issue(message.as_bytes(), "稿件.eml", lambda _: STYLE)
    assert [article.title for article in imported.issue.articles] == ["上海推进甲项工作"]
    assert any("附件一.pdf" in str(remark) for remark in imported.remarks)
    assert "张三" not in str(imported.issue)
    assert any("张三 电话" in remark.text for remark in imported.remarks) == (kind == "plain")
