"""``yaoxun check`` as it is typed."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from editor.cli.marking import Marks, compared, excerpt, shown
from editor.model.body import Chain, Paragraph
from editor.model.issue import Article, Section

TEXT = "近日,上海市印发方案,截止目前已有三成完工。"
MARKS = Marks("[", "]")


@pytest.fixture
def path(workspace):
    article = Article(
        "abcdef", "上海推进数据共享", (Paragraph(TEXT), Chain(("摸清底数。", "健全机制,落实。")))
    )
    issue = replace(workspace.next_issue(), number=9, sections=(Section("产业动向", (article,)),))
    return workspace.create(issue)


def test_the_findings_are_grouped_by_article_with_the_place_marked(yaoxun, path):
    done = yaoxun("check", path.stem)
    lines = done.out.splitlines()
    assert lines[0] == f"{path.stem}  上海推进数据共享"
    assert lines[1] == "  错误  第1段  近日【,】上海市印发方案,截止目前已有…"
    assert lines[2] == "        半角“,”应为全角“，”  [half-width]"
    assert "  错误  第2段第2条  健全机制【,】落实。" in lines
    assert sum(line.startswith(path.stem) for line in lines) == 1
    assert "错误3条、警告1条，其中3条可用 --fix 改正。" in done.err


def test_many_places_with_the_same_certain_fix_are_counted_and_all_of_them_in_json(yaoxun, workspace):
    article = Article("abcdef", "上海推进数据共享", (Paragraph("甲,乙,丙,丁,戊,己。"),))
    issue = replace(workspace.next_issue(), number=9, sections=(Section("产业动向", (article,)),))
    path = workspace.create(issue)
    done = yaoxun("check", path.stem)
    assert sum("错误" in line for line in done.out.splitlines()) == 3
    assert "另有2处同样的：“,”改“，”" in done.out
    assert len(json.loads(yaoxun("check", path.stem, "--json").out)) == 5


def test_an_error_makes_the_code_1_and_a_warning_does_not(yaoxun, path):
    assert yaoxun("check", path.stem).code == 1
    assert yaoxun("check", path.stem, "--fix").code == 0


def test_no_issue_named_means_the_latest(yaoxun, path):
    assert yaoxun("check").out == yaoxun("check", path.stem).out != ""


def test_several_issues_are_checked_one_after_the_other(yaoxun, path, samples):
    done = yaoxun("check", "2026-01", path.stem, "--json")
    assert {row["issue"] for row in json.loads(done.out)} == {path.stem}
    assert done.code == 1


def test_the_samples_are_in_order(yaoxun, samples):
    done = yaoxun("check", "2026-01", "2026-02", "2026-03")
    assert done.code == 0
    assert "警告" not in done.out + done.err
    assert "2026年第1期：没有发现问题。" in done.err


def test_json_is_one_document_with_the_keys_of_the_contract(yaoxun, path):
    rows = json.loads(yaoxun("check", path.stem, "--json").out)
    assert rows[0] == {
        "issue": path.stem,
        "article": "abcdef",
        "title": "上海推进数据共享",
        "block": 0,
        "item": None,
        "start": 2,
        "end": 3,
        "text": ",",
        "rule": "half-width",
        "severity": "error",
        "message": "半角“,”应为全角“，”",
        "fix": "，",
    }
    assert [(row["block"], row["item"], row["start"]) for row in rows][-1] == (1, 1, 4)


def test_json_of_nothing_is_an_empty_list(yaoxun, samples):
    assert json.loads(yaoxun("check", "2026-01", "--json").out) == []


def test_fix_changes_only_what_is_safe_and_twice_gives_the_same_bytes(yaoxun, path):
    done = yaoxun("check", path.stem, "--fix")
    assert "近日，上海市印发方案，截止目前" in path.read_text("utf-8")
    assert "截止目前" in done.out
    assert "half-width" not in done.out
    once = path.read_bytes()
    assert yaoxun("check", path.stem, "--fix").out == done.out
    assert path.read_bytes() == once


def test_what_fix_replaces_is_kept_as_a_version(yaoxun, path):
    yaoxun("check", path.stem, "--fix")
    assert yaoxun("versions", path.stem).out.count("\n") == 1


def test_diff_shows_the_changes_and_writes_nothing(yaoxun, path):
    before = path.read_bytes()
    done = yaoxun("check", path.stem, "--diff")
    assert done.out.splitlines() == [
        f"{path.stem}  上海推进数据共享",
        "  第1段",
        "  - 近日【,】上海市印发方案【,】截止目前已有三成完工。",
        "  + 近日【，】上海市印发方案【，】截止目前已有三成完工。",
        "  第2段第2条",
        "  - 健全机制【,】落实。",
        "  + 健全机制【，】落实。",
    ]
    assert path.read_bytes() == before
    assert done.code == 1


def test_diff_with_fix_shows_the_changes_and_carries_them_out(yaoxun, path):
    done = yaoxun("check", path.stem, "--diff", "--fix")
    assert "  + 健全机制【，】落实。" in done.out
    assert "截止目前" in done.out.splitlines()[-2]
    assert "健全机制，落实。" in path.read_text("utf-8")
    again = yaoxun("check", path.stem, "--diff")
    assert again.out == ""
    assert "没有可以自动改正的" in again.err


def test_an_issue_that_is_not_there_is_one_clear_sentence(yaoxun, path):
    done = yaoxun("check", "2031-07")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1


def test_a_bad_word_list_is_named_with_its_line(yaoxun, path, workspace):
    (workspace.styles_folder / "words" / "wording.toml").write_text("[[word]]\nwrong = 3\n", encoding="utf-8")
    done = yaoxun("check", path.stem)
    assert done.code == 1  # for the half-width mark
    assert "wording.toml 第2行" in done.err
    (workspace.styles_folder / "words" / "wording.toml").write_text("不是词表\n", encoding="utf-8")
    done = yaoxun("check")
    assert done.code == 2
    assert "wording.toml 第1行" in done.err or "wording.toml：" in done.err


def test_checking_loads_neither_textual_nor_rich():
    code = "import sys, editor.cli.check, editor.session.proof, editor.session.archive; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"textual", "rich"} & set(loaded.split())


class TestMarking:
    def test_a_place_is_marked_with_what_stands_around_it(self):
        assert excerpt("前" * 40 + "错字" + "后" * 40, 40, 42, MARKS) == f"…{'前' * 14}[错字]{'后' * 14}…"
        assert excerpt("错字", 0, 2, MARKS) == "[错字]"

    def test_a_long_place_is_cut_in_the_middle(self):
        assert excerpt("长" * 500, 0, 500, MARKS) == f"[{'长' * 30}…{'长' * 30}]"

    def test_what_nobody_sees_has_a_name(self):
        assert shown("零\u200b宽\x1b[31m\n　") == "零<U+200B>宽<U+001B>[31m<U+000A>　"

    def test_changes_are_marked_in_both_states(self):
        assert compared("甲,乙。", "甲，乙。", MARKS) == ("甲[,]乙。", "甲[，]乙。")
        assert compared("甲 乙。", "甲乙。", MARKS) == ("甲[ ]乙。", "甲乙。")

    def test_what_stays_is_cut_short_between_changes(self):
        old, new = compared(f",{'同' * 40},{'后' * 40}", f"，{'同' * 40}，{'后' * 40}", MARKS)
        assert old == f"[,]{'同' * 14}…{'同' * 14}[,]{'后' * 14}…"
        assert new == old.replace(",", "，")

    def test_a_very_long_text_is_compared_from_both_ends(self):
        long = "同" * 100_000
        old, new = compared(f"{long},中,{long}", f"{long}，中，{long}", MARKS)
        assert old == f"…{'同' * 14}[,中,]{'同' * 14}…"
        assert new == f"…{'同' * 14}[，中，]{'同' * 14}…"


IMPORTED = """\
长三角每周要讯
（第9期）
浙江省人民政府驻上海办事处    2026年3月6日
目录
产业动向
上海推进数据共享

产业动向
上海推进数据共享
近日，上海市印发方案，提出三条举措。
一是摸清底数,分类建立台账。
二是健全机制。
三完善平台建设。
"""


def test_what_the_importer_mended_is_told_until_somebody_changes_the_issue(yaoxun, workspace, tmp_path):
    source = tmp_path / "第9期.txt"
    source.write_text(IMPORTED, encoding="utf-8")
    assert yaoxun("import", str(source)).code == 0
    said = "导入时，原文第13行"
    assert said in yaoxun("check").out
    assert yaoxun("check", "--fix").code == 0  # what the program mends is no change of somebody's
    assert said in yaoxun("check").out
    path = workspace.latest()
    path.write_text(path.read_text("utf-8").replace("底数", "家底"), encoding="utf-8")
    assert said not in yaoxun("check").out


def test_findings_on_the_issue_and_on_a_title_say_so_on_the_screen_and_in_json(yaoxun, workspace):
    article = Article("abcdef", "上海推进,数据共享", (Paragraph("近日，上海印发方案。"),))
    sections = (Section("产业动向", (article,)), Section("经验交流"))
    path = workspace.create(replace(workspace.next_issue(), number=9, sections=sections))
    lines = yaoxun("check", path.stem).out.splitlines()
    assert f"{path.stem}  整期" in lines and "  错误  标题  上海推进【,】数据共享" in lines
    found = {row["rule"]: row for row in json.loads(yaoxun("check", path.stem, "--json").out)}
    assert (found["empty-section"]["article"], found["empty-section"]["title"]) == ("", "")
    title = found["half-width"]
    assert (title["title"], title["block"], title["start"]) == ("上海推进,数据共享", None, 4)
