"""Word files made by hand for tests: the parts that a test names, and nothing else."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from editor.importers import Imported, read_issue

from .golden import STYLE

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in (1, 2, 3, 4)
)


def p(text: str = "", style: str = "", *, properties: str = "", run: str = "") -> str:
    """A paragraph of one run; ``properties`` are further children of w:pPr, ``run`` those of w:rPr."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{r(text, run) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run; a line break in the text is one in the run."""
    inside = "<w:br/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in text.split("\n"))
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


HEAD = (
    p("长三角每周要讯")
    + p("2026年第5期")
    + f"<w:p>{r('浙江省人民政府驻上海办事处')}<w:r><w:tab/></w:r>{r('2026年1月30日')}</w:p>"
)


def word_file(
    body: str, parts: dict[str, str] | None = None, *, main_type: str = "document.main+xml"
) -> bytes:
    """A .docx. ``parts`` are contents of further parts by kind, such as ``numbering``; ``styles`` is always there."""
    held = {"styles": STYLES, **(parts or {})}
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{WORD}.{kind}+xml"/>' for kind in held
    )
    relations = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in held
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}.{main_type}"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"'
        f' Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": f"<w:{kind} {NAMES}>{content}</w:{kind}>" for kind, content in held.items()},
    }
    return zipped(files)


def zipped(files: dict[str, str | bytes]) -> bytes:
    """An archive of files by name."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def take(body: str, parts: dict[str, str] | None = None) -> Imported:
    """The import of a file whose body follows a usual head."""
    return read_issue(word_file(HEAD + body, parts), "要讯.docx", lambda _: STYLE)


def said(imported: Imported) -> list[str]:
    """All remarks in words."""
    return [f"{remark.kind} {remark}" for remark in imported.remarks]
