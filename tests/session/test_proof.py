"""Proof-reading as both front ends meet it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from editor.errors import FileChangedError, FileFormatError, LockedError, UsageError
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Section
from editor.model.remark import Remark
from editor.session.archive import Archive
from editor.session.document import Document
from editor.session.proof import Proofing, check_file, is_safe
from editor.session.workspace import Workspace
from editor.store.issue_file import save_issue
from editor.store.style_file import load_style

TEXT = "近日,上海市印发方案,截止目前已有三成完工。"


@pytest.fixture
def proofing(workspace) -> Proofing:
    return Proofing(workspace, workspace.style("official"))


@pytest.fixture
def issue(workspace):
    article = Article("abcdef", "上海推进数据共享", (Paragraph(TEXT), Chain(("摸清底数。", "健全机制。"))))
    empty = workspace.next_issue()
    return replace(empty, sections=(Section("产业动向", (article,)),))


def rules(findings) -> list[str]:
    return [finding.rule for finding in findings]


def only(findings, rule):
    return next(finding for finding in findings if finding.rule == rule)


def test_a_fix_removes_its_finding(proofing, issue):
    found = proofing.findings(issue)
    assert rules(found) == ["half-width", "half-width", "doubtful-word"]
    fixed = proofing.fix(issue, found[-1])
    assert rules(proofing.findings(fixed)) == ["half-width", "half-width"]


def test_what_an_import_said_stands_among_the_findings_in_reading_order(workspace, issue):
    first = replace(next(issue.articles), id="aaaaaa", title="江苏推进数据共享")
    issue = replace(issue, sections=(Section("产业动向", (first, *issue.articles)),))
    said = tuple(
        Remark(
            "doubtful", line, "缺“二是”", text="三是健全机制，形成合力。", rule="chain-gap", article=article
        )
        for line, article in ((9, "abcdef"), (3, "aaaaaa"), (1, ""))
    )
    found = Proofing(workspace, workspace.style("official"), remarks=said).findings(issue)
    where = ["", "aaaaaa", "abcdef"]
    assert [where.index(f.article) for f in found] == sorted(where.index(f.article) for f in found)
    assert [f.place for f in found if f.article == "aaaaaa"] == sorted(
        f.place for f in found if f.article == "aaaaaa"
    )
    assert rules(found).count("chain-gap") == 3


def test_all_fixes_of_a_rule_are_one_step_that_can_be_shown_first(proofing, issue):
    def alike(issue):
        return [f for f in proofing.findings(issue) if f.rule == "half-width" and f.fix is not None]

    assert [f.text for f in alike(issue)] == [",", ","]
    fixed = proofing.fix(issue, *alike(issue))
    assert rules(proofing.findings(fixed)) == ["doubtful-word"]
    assert proofing.fix(fixed, *alike(fixed)) is fixed


def test_only_fixes_of_kind_a_are_safe(proofing, issue):
    assert list(map(is_safe, proofing.findings(issue))) == [True, True, False]


def test_an_acceptance_keeps_its_reason_in_the_article(proofing, issue):
    accepted = proofing.accept(issue, only(proofing.findings(issue), "doubtful-word"), " 引文\n如此 ")
    assert accepted.article("abcdef").accept == ("doubtful-word: 引文 如此",)
    assert rules(proofing.findings(accepted)) == ["half-width", "half-width"]


def test_accepting_twice_is_accepting_once(proofing, issue):
    finding = only(proofing.findings(issue), "half-width")
    once = proofing.accept(issue, finding, "原文")
    assert proofing.accept(once, finding, "再说一遍") is once


def test_an_acceptance_needs_a_reason_and_an_article(proofing, issue):
    finding = only(proofing.findings(issue), "half-width")
    with pytest.raises(UsageError, match="理由"):
        proofing.accept(issue, finding, " \n")
    empty = replace(issue, sections=(*issue.sections, Section("专题")))
    with pytest.raises(UsageError, match="整期"):
        proofing.accept(empty, only(proofing.findings(empty), "empty-section"), "留着")


def test_a_rule_switched_off_is_off_in_the_style_file_and_at_once(proofing, issue, workspace):
    path = workspace.styles_folder / "official.toml"
    before = path.read_text("utf-8")
    proofing.switch_off("half-width")
    assert rules(proofing.findings(issue)) == ["doubtful-word"]
    assert load_style(path).proof.off == ("half-width",)
    assert path.read_text("utf-8") == before.replace("off = []", 'off = ["half-width"]')
    assert Workspace(workspace.root).style("official").proof.off == ("half-width",)


def test_a_word_pair_that_is_added_is_looked_for_at_once(proofing, issue, workspace):
    path = workspace.styles_folder / "words" / "wording.toml"
    before = path.read_bytes()
    proofing.add_word("三成完工", "完工三成")
    assert only(proofing.findings(issue), "doubtful-word").text == "截止目前"
    assert [f.fix for f in proofing.findings(issue) if f.text == "三成完工"] == ["完工三成"]
    assert path.read_bytes().startswith(before)


def test_a_workspace_without_word_lists_uses_those_that_ship_and_keeps_them_when_it_adds_one(
    proofing, issue, workspace
):
    for path in (workspace.styles_folder / "words").iterdir():
        path.unlink()
    assert "doubtful-word" in rules(proofing.findings(issue))
    proofing.add_word("三成完工", "完工三成")
    assert {"截止目前", "三成完工"} <= {f.text for f in proofing.findings(issue)}


def test_a_word_pair_that_contradicts_the_list_is_refused_and_changes_nothing(proofing, workspace):
    path = workspace.styles_folder / "words" / "wording.toml"
    before = path.read_bytes()
    with pytest.raises(FileFormatError, match="前面已经有了"):
        proofing.add_word("布署", "部署")
    assert path.read_bytes() == before


def test_the_findings_of_an_import_come_first_and_can_be_accepted(workspace, issue):
    remark = Remark("repaired", 12, "“二健全…”缺“是”", "二健全机制。", "abcdef", "chain-missing-shi")
    proofing = Proofing(workspace, workspace.style("official"), remarks=(remark,))
    found = proofing.findings(issue)
    assert rules(found)[:2] == ["chain-missing-shi", "half-width"]
    assert found[0].severity == "note"
    accepted = proofing.accept(issue, found[0], "看过了")
    assert "chain-missing-shi" not in rules(proofing.findings(accepted))


def test_the_issue_before_is_asked(workspace, proofing, issue):
    workspace.create(replace(issue, total=7))
    following = replace(issue, number=issue.number + 2, date=issue.date + timedelta(days=7), total=8)
    found = only(proofing.findings(following), "issue-chain")
    assert (found.article, found.severity) == ("", "error")


def test_a_broken_issue_before_hides_nothing_else(workspace, proofing, issue):
    workspace.path_of(issue.id).write_text("坏的", encoding="utf-8")
    following = replace(issue, number=issue.number + 1)
    assert rules(proofing.findings(following)) == ["half-width", "half-width", "doubtful-word"]


def test_an_article_that_ran_before_is_found(samples):
    issue = samples.load(samples.issues_folder / "2026-03.toml")
    past = samples.load(samples.issues_folder / "2026-01.toml").sections[0].articles[0]
    again = replace(past, id="zzzzzz")
    repeated = replace(issue, sections=(Section("科创聚焦", (again,)), *issue.sections[1:]))
    archive = Archive(samples.root)
    found = Proofing(samples, samples.style("official"), archive).findings(repeated)
    archive.close()
    assert [(f.article, "2026-01" in f.message) for f in found if f.rule == "duplicate"] == [("zzzzzz", True)]


# -- whole files --------------------------------------------------------------------------------------------------


def test_checking_a_file_writes_nothing(workspace, issue):
    path = workspace.create(issue)
    before = path.read_bytes()
    checked = check_file(workspace, path)
    assert rules(checked.findings) == ["half-width", "half-width", "doubtful-word"]
    assert checked.issue is checked.before
    assert path.read_bytes() == before


def test_fixing_a_file_twice_gives_the_same_bytes(workspace, issue):
    path = workspace.create(issue)
    assert rules(check_file(workspace, path, save=True).findings) == ["doubtful-word"]
    once = path.read_bytes()
    assert "近日，上海市印发方案，截止" in once.decode()
    check_file(workspace, path, save=True)
    assert path.read_bytes() == once


def test_an_issue_that_somebody_works_on_is_not_fixed(workspace, issue):
    path = workspace.create(issue)
    before = path.read_bytes()
    with Document.open(path, workspace.style("official")):
        with pytest.raises(LockedError, match="正在编辑"):
            check_file(workspace, path, save=True)
        assert check_file(workspace, path).findings
    assert path.read_bytes() == before
    assert check_file(workspace, path, save=True).issue != issue


def test_a_file_changed_meanwhile_is_not_overwritten(workspace, issue, monkeypatch):
    path = workspace.create(issue)
    read = Proofing.fix_safe

    def somebody_saves(self, it):
        path.write_text(path.read_text("utf-8").replace("三成", "四成"), encoding="utf-8")
        return read(self, it)

    monkeypatch.setattr(Proofing, "fix_safe", somebody_saves)
    with pytest.raises(FileChangedError):
        check_file(workspace, path, save=True)
    assert "四成" in path.read_text("utf-8")


def test_what_silences_a_rule_that_nobody_has_or_gives_no_reason_is_said(workspace, issue):
    style = workspace.styles_folder / "official.toml"
    text = style.read_text("utf-8")
    assert "\noff = []" in text
    style.write_text(text.replace("\noff = []", '\noff = ["nonsense"]', 1), "utf-8")
    workspace.reload_style("official")
    (article,) = issue.articles
    accepted = replace(article, accept=("no-such-rule: 理由", "half-width", "doubtful-word: 引文"))
    path = workspace.issues_folder / "2026-90.toml"
    save_issue(path, replace(issue, number=90, sections=(Section("产业动向", (accepted,)),)))
    said = check_file(workspace, path).remarks
    assert [
        name in " ".join(said) for name in ("nonsense", "no-such-rule", "half-width", "doubtful-word")
    ] == [
        True,
        True,
        True,
        False,
    ]


def test_bad_rows_of_word_lists_and_rules_are_named_and_the_others_work(workspace, issue):
    words = workspace.styles_folder / "words" / "wording.toml"
    added = '\n[[word]]\nwrong = 5\n\n[[word]]\nwrong = "三成完工"\nright = "完工三成"\n'
    words.write_text(words.read_text("utf-8") + added, "utf-8")
    style = workspace.styles_folder / "official.toml"
    rules = '\n[[proof.rule]]\nfind = ["坏"]\n\n[[proof.rule]]\nid = "ours"\nfind = ["数据共享"]\n\n[[proof.rule]]\nid = "recnet"\n'
    style.write_text(style.read_text("utf-8") + rules, "utf-8")
    workspace.reload_style("official")
    path = workspace.issues_folder / "2026-90.toml"
    save_issue(path, replace(issue, number=90))
    checked = check_file(workspace, path)
    said = " ".join(checked.remarks)
    assert "wording.toml" in said and "official.toml" in said and "recnet" in said
    found = {finding.text for finding in checked.findings}
    assert {"三成完工", "数据共享", "截止目前"} <= found
