"""花脸稿: accepting all gives the new state, rejecting all the old one, as four readers see it."""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest
from lxml import etree

from editor.exporters.docx import export_docx
from editor.exporters.redline import RENUMBERED, Signed, redline_docx, redline_paragraphs
from editor.importers.docx.returned import Returned
from editor.model.body import Chain
from editor.model.issue import replace_article
from editor.store.issue_file import load_issue
from tests.conftest import ROOT
from tests.generated import generated_issue
from tests.ooxml import MISSING, VALIDATOR, errors_in
from tests.redlines import touching
from tests.session.test_git import edited

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SIGNED = Signed("李主任", "2026-01-15T09:00:00Z")
DROPPED = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo"), "": ()}
SEEDS = range(40)  # 200 by hand


@pytest.fixture(scope="session")
def style(tmp_path_factory):
    from editor.session.workspace import Workspace

    return Workspace.init(tmp_path_factory.mktemp("样式")).style("official")


def main_part(docx):
    with ZipFile(BytesIO(docx)) as archive:
        return archive.read("word/document.xml")


def paragraphs(docx, view=""):
    """Style and words of each paragraph below the 目录, with all changes accepted or rejected by a resolver of our own."""
    dropped = {W + tag for tag in DROPPED[view]}
    found, words = [], ""
    for p in etree.fromstring(main_part(docx)).iter(f"{W}p"):
        name = p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        before = p.find(f"{W}pPr/{W}pPrChange/{W}pPr/{W}pStyle")
        if view == "reject" and before is not None:
            name = before.get(f"{W}val")
        if name.startswith("TOC"):
            continue
        for each in p.iter(f"{W}t", f"{W}delText", f"{W}tab"):
            if not any(parent.tag in dropped for parent in each.iterancestors()):
                words += "\t" if each.tag == f"{W}tab" else each.text or ""
        mark = p.find(f"{W}pPr/{W}rPr")
        if mark is None or not any(each.tag in dropped for each in mark):
            found.append((name, words))
            words = ""
    assert not words, "the last paragraph has no end"
    return found


def pair(seed, count=3):
    """An issue and the same after some edits of several people."""
    random, old = Random(seed), generated_issue(seed, 4 + seed % 14)
    new = old
    for mark in "改动新"[:count]:
        if len(list(new.articles)) > 2:
            new, _ = edited(new, random, mark)
    return old, new


@pytest.mark.parametrize("seed", SEEDS)
def test_accepted_it_is_the_new_state_and_rejected_the_old_one(style, seed):
    old, new = pair(seed)
    docx = redline_docx(old, new, style, SIGNED)
    assert paragraphs(docx, "accept") == paragraphs(export_docx(new, style))
    assert paragraphs(docx, "reject") == paragraphs(export_docx(old, style))
    xml = main_part(docx).decode()
    ids = re.findall(r"<w:(?!\w+End )\w+ [^>]*?w:id=\"(\d+)\"", xml)
    assert len(ids) == len(set(ids))
    for each in etree.fromstring(xml.encode()).iter(f"{W}t", f"{W}delText"):
        gone = any(parent.tag == f"{W}del" for parent in each.iterancestors())
        assert gone == (each.tag == f"{W}delText")
    starts = Counter(re.findall(r"<w:(move\w+)RangeStart", xml))
    assert starts == Counter(re.findall(r"<w:(move\w+)RangeEnd", xml))


def test_changes_that_touch_where_paragraphs_meet_are_exact_too(style):
    sent = load_issue(ROOT / "tests" / "returns" / "2026-03.toml")
    for name, old, new in touching(sent):
        docx = redline_docx(old, new, style, SIGNED)
        assert paragraphs(docx, "accept") == paragraphs(export_docx(new, style)), name
        assert paragraphs(docx, "reject") == paragraphs(export_docx(old, style)), name
        places = [
            re.findall('bookmarkStart [^>]*w:name="([^"]+)"', main_part(each).decode())
            for each in (docx, export_docx(new, style))
        ]
        assert Counter(places[0]) == Counter(places[1]), name


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_our_own_reader_sees_both_states_in_it(style, seed):
    old, new = pair(seed, 1)
    document = Returned(redline_docx(old, new, style, SIGNED), "花脸稿.docx", lambda _: style)
    views = document.view(range(len(document.revisions))), document.view(())
    for view, issue in zip(views, (new, old), strict=True):
        assert [a.title for a in view.articles] == [a.title for a in issue.articles]
        assert [a.body for a in view.articles] == [a.body for a in issue.articles]


def words(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
@pytest.mark.parametrize("seed", range(6))
def test_pandoc_reads_both_states_in_it(style, tmp_path, seed):
    old, new = pair(seed)
    for view, issue in (("accept", new), ("reject", old)):
        seen = []
        for docx in (redline_docx(old, new, style, SIGNED), export_docx(issue, style)):
            path = tmp_path / "a.docx"
            path.write_bytes(docx)
            command = ["pandoc", f"--track-changes={view}", "-t", "plain", "--wrap=none", str(path)]
            text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
            seen.append(words(text.rpartition("目　　录")[2]))
        contents = [words("".join(f"{s.name}" for s in new.sections))]
        assert contents
        tails = [text[-len(seen[1]) * 2 // 3 :] for text in seen]
        assert tails[0] == tails[1]


@pytest.mark.skipif(VALIDATOR is None, reason=MISSING)
@pytest.mark.parametrize("seed", range(5))
def test_word_would_open_it(style, seed):
    assert errors_in(redline_docx(*pair(seed), style, SIGNED), "Microsoft365") == []


class TestWhatAReaderSees:
    @pytest.fixture
    def sent(self):
        return load_issue(ROOT / "tests" / "returns" / "2026-03.toml")

    def test_ordinals_that_shifted_have_an_author_of_their_own(self, style, sent):
        first = next(sent.articles)
        chain = first.body[1]
        new = replace_article(
            sent,
            replace(
                first, body=(first.body[0], Chain(chain.measures[:2] + chain.measures[3:]), *first.body[2:])
            ),
        )
        root = etree.fromstring(main_part(redline_docx(sent, new, style, SIGNED)))
        by_author = {}
        for change in root.iter(f"{W}ins", f"{W}del"):
            text = "".join(each.text or "" for each in change.iter(f"{W}t", f"{W}delText"))
            by_author.setdefault(change.get(f"{W}author"), []).append(text)
        assert by_author[RENUMBERED] == ["四是", "三是", "五是", "四是"]
        assert "".join(by_author["李主任"]).startswith("三是扩大产业应用")

    def test_a_measure_taken_out_of_a_run_in_chain_goes_with_an_ordinal_that_is_not_cut(self, style, sent):
        article = sent.article("ccccc2")
        chain = article.body[1]
        new = replace_article(
            sent, replace(article, body=(article.body[0], Chain(chain.measures[:1] + chain.measures[2:])))
        )
        changed = [each for each in redline_paragraphs(sent, new, style) if each.is_changed]
        (paragraph,) = changed
        gone = [piece.text for piece in paragraph.pieces if piece.op == "out"]
        assert gone == ["投保流程更简洁，填报时间由半天缩短到10分钟；三是"]

    def test_an_article_that_moved_is_a_move_with_its_words_changed_inside(self, style, sent):
        from editor.model.issue import Place, move_article

        moved = move_article(sent, "ddddd2", Place(2, 1))
        article = moved.article("ddddd2")
        new = replace_article(moved, replace(article, title="江苏上线中小企业授信服务平台"))
        xml = main_part(redline_docx(sent, new, style, SIGNED)).decode()
        assert xml.count("<w:moveFromRangeStart") == xml.count("<w:moveToRangeStart") == 1
        gone = re.findall(r"<w:delText[^>]*>([^<]*)<", xml)
        assert "".join(gone) == "集合"

    def test_nothing_changed_is_nothing_marked(self, style, sent):
        xml = main_part(redline_docx(sent, sent, style, SIGNED)).decode()
        assert not re.search(r"<w:(ins|del|move\w+)[ >]", xml)
