"""Nothing that is not printed leaves the house, whatever the format: searched for by marker words in every part.

Every function of the exporters that makes a file is searched, and every command; one that comes to them and is not named
here fails.
"""

import getpass
import platform
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib import import_module
from inspect import get_annotations, getmembers, isfunction
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from editor import exporters
from editor.cli import COMMANDS, run
from editor.exporters.docx import export_docx
from editor.exporters.docx.notice import Notice, export_notice
from editor.exporters.edition import Alone, Edition, volume_of
from editor.exporters.html import export_html
from editor.exporters.libreoffice import to_pdf, to_pdfs
from editor.exporters.markdown import export_markdown
from editor.exporters.redline import Signed, redline_docx
from editor.exporters.txt import article_text, export_txt, plain_text
from editor.model.body import Chain, Heading, Paragraph
from editor.model.issue import Article, Issue, Section
from editor.model.style import HouseStyle
from editor.session.exports import ALL_FORMATS, head_text
from editor.session.workspace import Workspace
from editor.store.issue_file import save_issue
from tests.exported import for_readers, working_copy
from tests.render.rendering import AVAILABLE

MARKERS = (
    "备稿题标记",
    "备稿文标记",
    "来源标记",
    "备注标记",
    "放行标记",
    "空栏标记",
    "来稿标记",
    "自定标记",
    "发布标记",
)
UNIT = "来稿标记"  # what the list of units is about
USER, HOST, PLACE = "yonghubiaoji", "zhujibiaoji", "lujingbiaoji"
PRINTED = "智能渔港"


@pytest.fixture
def marked(issue: Issue) -> Issue:
    article = replace(
        next(issue.articles), source="来源标记", note="备注标记", accept=("x: 放行标记",), unit=UNIT
    )
    spare = Article(
        "spare9",
        "备稿题标记",
        (Paragraph("备稿文标记"), Chain(("备稿文标记",)), Heading("备稿文标记")),
        source="来源标记",
    )
    first = issue.sections[0]
    sections = (
        replace(first, articles=(article, *first.articles[1:])),
        *issue.sections[1:],
        Section("空栏标记"),
    )
    return replace(
        issue, sections=sections, spares=(spare,), extra=(("phone", "自定标记"),), published_by="发布标记"
    )


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user, a machine and a folder whose names no document may hold."""
    home = tmp_path / PLACE
    home.mkdir()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, USER)
    for name in ("HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, HOST)
    monkeypatch.setattr(socket, "gethostname", lambda: HOST)
    monkeypatch.setattr(platform, "node", lambda: HOST)
    assert getpass.getuser() == USER
    monkeypatch.chdir(home)
    return home


def first(issue: Issue) -> Article:
    return next(issue.articles)


def shortened(issue: Issue) -> Issue:
    """An earlier state: the first article was without its last paragraph, and had another note."""
    article = replace(first(issue), body=first(issue).body[:-1], note="备注标记，早先")
    section = issue.sections[0]
    sections = (replace(section, articles=(article, *section.articles[1:])), *issue.sections[1:])
    return replace(issue, sections=sections)


Export = Callable[[Issue, HouseStyle], bytes]


def editions(export: Callable[[Edition, HouseStyle], bytes], suffix: str) -> Mapping[str, Export]:
    """A format of an issue, of a volume and of an article alone."""
    return {
        suffix: export,
        f"{suffix} of a volume": lambda issue, style: export(volume_of(2026, [issue]), style),
        f"{suffix} of an article": lambda issue, style: export(Alone(first(issue), issue), style),
    }


EXPORTS: Mapping[Callable[..., object], Mapping[str, Export]] = {
    export_docx: {
        **editions(export_docx, "docx"),
        "docx, with ids": for_readers,
        "docx, remembered": lambda issue, style: export_docx(
            issue, style, file=head_text(issue), export="0123456789ab"
        ),
    },
    export_txt: editions(export_txt, "txt"),
    export_html: editions(export_html, "html"),
    export_markdown: editions(export_markdown, "md"),
    plain_text: {"text": lambda issue, style: plain_text(issue, style).encode()},
    article_text: {"text of an article": lambda issue, style: article_text(first(issue), style).encode()},
    redline_docx: {
        "redline": lambda issue, style: redline_docx(
            shortened(issue), issue, style, Signed("审稿人", "2026-02-06T00:00:00Z")
        )
    },
    export_notice: {
        "notice": lambda issue, style: export_notice(
            Notice("通报", issue.issuer, date(2026, 2, 6), (PRINTED,), ("单位",), (("甲",),)), style
        )
    },
    to_pdf: {"pdf": lambda issue, style: to_pdf(for_readers(issue, style))},
    to_pdfs: {
        "pdf of a volume": lambda issue, style: to_pdfs([export_docx(volume_of(2026, [issue]), style)])[0]
    },
}
# What makes a part of a file, or reads one; and the comparison that gives back what the others made.
STEPS = {"package_bytes", "repacked", "template_bytes", "document_bytes", "to_docx"}
TEXTS = ("article_text", "plain_text")
NEEDS_LIBREOFFICE = (
    pytest.mark.render,
    pytest.mark.skipif(not AVAILABLE, reason="LibreOffice is not installed"),
    pytest.mark.xdist_group("render"),
)
CASES = [
    pytest.param(export, id=name, marks=NEEDS_LIBREOFFICE if function in (to_pdf, to_pdfs) else ())
    for function, each in EXPORTS.items()
    for name, export in each.items()
]


def makers() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of the exporters that gives the bytes of files, or the whole text of one."""
    for module in walk_packages(exporters.__path__, f"{exporters.__name__}."):
        for name, function in getmembers(import_module(module.name), isfunction):
            if function.__module__ != module.name or name.startswith("_"):
                continue
            if "bytes" in str(get_annotations(function).get("return")) or name in TEXTS:
                yield name, function


def test_every_function_that_makes_a_file_is_searched() -> None:
    known = {name for name, function in makers() if function in EXPORTS}
    assert {name for name, _ in makers()} - known == STEPS
    assert len(known) == len(EXPORTS)


def everything_in(data: bytes) -> str:
    """All that a search of the file finds."""
    if data.startswith(b"%PDF"):
        return _all_of_pdf(data)
    if not data.startswith(b"PK"):
        return data.decode()
    with ZipFile(BytesIO(data)) as archive:
        parts = [*archive.namelist(), *(archive.read(name).decode() for name in archive.namelist())]
        parts += [str(info.comment) + str(info.extra) for info in archive.infolist()]
    return "\n".join(parts)


def _all_of_pdf(data: bytes) -> str:
    reader = PdfReader(BytesIO(data))
    words = [page.extract_text() for page in reader.pages]
    words += [str(reader.metadata), str(reader.outline), str(list(reader.named_destinations))]
    words.append(reader.trailer["/Root"]["/Metadata"].get_data().decode())
    numbers = {*reader.xref_objStm, *(number for each in reader.xref.values() for number in each)}
    words += [str(reader.get_object(number)) for number in numbers]  # of streams the dictionary
    return "".join("".join(words).split())


def found_in(data: bytes, words: tuple[str, ...] = MARKERS) -> list[str]:
    """The marker words, and the names of the user, the machine and its folders, in a file."""
    text = everything_in(data)
    hidden = (
        *words,
        "spare9",
        USER,
        HOST,
        PLACE,
        f"{Path.home()}/",
        sys.prefix,
        "w:rsid",
        "attachedTemplate",
    )
    return [word for word in hidden if word in text]


@pytest.mark.parametrize("export", CASES)
def test_no_word_that_is_not_printed_is_in_a_file_for_readers(
    export: Export, marked: Issue, style: HouseStyle
) -> None:
    data = export(marked, style)
    assert PRINTED in everything_in(data)
    assert found_in(data) == []


def test_a_working_copy_has_them_all(marked: Issue, style: HouseStyle) -> None:
    found = found_in(working_copy(marked, style))
    assert found == [*MARKERS, "spare9"]


NOT_FOR_READERS = {
    "edit", "init", "new", "list", "show", "import", "verify", "check", "search", "review", "merge", "rename",
    "delete", "versions", "check-style", "doctor", "manual",
}  # fmt: skip
FOR_READERS: Mapping[str, list[list[str]]] = {
    "export": [
        *(["2026-05", "--to", name] for name in ALL_FORMATS),
        ["2026-05", "--clean"],
        ["2026-05", "--verify"],
        *(["2026", "--volume", "--to", name] for name in ALL_FORMATS),
        *(["2026-05", "--article", PRINTED, "--to", name] for name in ("docx", "txt", "html", "md")),
    ],
    "publish": [["2026-05", "--by", USER], ["2026-05", "--undo"]],
    "redline": [["2026-05", "2026-05"]],
    "stats": [["2026", "--by", "source", "--docx"]],
}


def test_every_command_is_known_to_write_for_readers_or_not() -> None:
    assert NOT_FOR_READERS.isdisjoint(FOR_READERS)
    assert NOT_FOR_READERS | set(FOR_READERS) == set(COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(
            [command, *words],
            id=" ".join([command, *words]),
            marks=NEEDS_LIBREOFFICE if {"pdf", "--verify"} & set(words) else (),
        )
        for command, each in FOR_READERS.items()
        for words in each
    ],
)
def test_no_file_that_a_command_writes_for_readers_holds_such_a_word(
    words: list[str], marked: Issue, somewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace.init(somewhere / "工作区")
    save_issue(workspace.path_of(marked.id), marked)
    monkeypatch.chdir(workspace.root)
    assert run(words) == 0
    files = [path for path in workspace.exports_folder.rglob("*") if path.is_file()]
    assert files or words[0] == "publish"
    for path in files:
        meant = {UNIT} if words[0] == "stats" else {USER} if words[0] == "redline" else set()
        assert set(found_in(path.read_bytes())) <= meant
        assert not [word for word in (*MARKERS, USER, HOST, PLACE) if word in path.name]
