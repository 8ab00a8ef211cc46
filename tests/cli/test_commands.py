import json
from pathlib import Path

import pytest

from editor.cli import COMMANDS
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue


class TestTheWholeWay:
    def test_an_issue_goes_from_text_to_file_to_text(self, yaoxun, text_file, workspace):
        imported = yaoxun("import", text_file)
        assert imported.code == 0
        assert Path(imported.out.strip()) == workspace.path_of(load_issue(Path(imported.out.strip())).id)
        exported = yaoxun("export", "2025-30", "--to", "txt")
        assert exported.code == 0
        assert Path(exported.out.strip()).name == "长三角每周要讯2025年第30期.txt"
        assert Path(exported.out.strip()).read_text("utf-8") == text_file.read_text("utf-8")

    def test_export_makes_both_formats_and_prints_a_path_a_line(self, yaoxun, text_file):
        yaoxun("import", text_file)
        paths = [Path(line) for line in yaoxun("export", "latest").out.splitlines()]
        assert [p.suffix for p in paths] == [".docx", ".txt"]
        assert all(p.parent.name == "exports" and p.stat().st_size for p in paths)

    def test_importing_the_exported_text_gives_an_equal_issue(self, yaoxun, text_file, workspace, tmp_path):
        yaoxun("import", text_file)
        path = workspace.root / "issues" / "2025-30.toml"
        first = path.read_bytes()
        exported = yaoxun("export", "2025-30", "--to", "txt", "-o", tmp_path / "出").out.strip()
        assert yaoxun("import", exported, "--force").code == 0
        assert path.read_bytes() == first

    def test_gb18030_and_crlf_are_written_when_asked_for(self, yaoxun, text_file):
        yaoxun("import", text_file)
        done = yaoxun("export", "2025-30", "--to", "txt", "--encoding", "gb18030", "--newline", "crlf")
        assert "上海市试办三个概念验证平台。\r\n" in Path(done.out.strip()).read_bytes().decode("gb18030")


class TestImport:
    def test_a_dry_run_writes_nothing(self, yaoxun, text_file, workspace):
        done = yaoxun("import", text_file, "--dry-run")
        assert done.code == 0
        assert not list(workspace.issues_folder.iterdir())

    def test_an_issue_that_is_there_is_kept_without_force(self, yaoxun, text_file, workspace):
        yaoxun("import", text_file)
        path = workspace.root / "issues" / "2025-30.toml"
        path.write_text(path.read_text("utf-8") + "# 手记\n", encoding="utf-8")
        before = path.read_bytes()
        refused = yaoxun("import", text_file)
        assert refused.code == 2
        assert "--force" in refused.err
        assert path.read_bytes() == before

    def test_one_bad_file_stops_no_other(self, yaoxun, text_file, tmp_path, workspace):
        bad = tmp_path / "空.txt"
        bad.write_bytes(b"")
        done = yaoxun("import", bad, text_file)
        assert done.code == 2
        assert "空.txt" in done.err
        assert (workspace.root / "issues" / "2025-30.toml").exists()

    def test_what_was_repaired_and_left_out_stands_on_stderr_with_its_line(self, yaoxun, text_file):
        text = text_file.read_text("utf-8").replace("二是落实", "二是落实")
        text_file.write_text(text + "三完善机制。定期评估。\n四是扩大范围。\n进入投票\n", encoding="utf-8")
        done = yaoxun("import", text_file)
        assert "第12行 已修正" in done.err
        assert "第14行 未收入" in done.err


class TestNew:
    def test_the_next_issue_is_a_week_later_with_the_sections_of_the_style(self, yaoxun, text_file):
        yaoxun("import", text_file)
        issue = load_issue(Path(yaoxun("new").out.strip()))
        assert (str(issue.id), issue.date.isoformat()) == ("2025-31", "2025-08-15")
        assert [s.name for s in issue.sections][:2] == ["科创聚焦", "经济热点"]

    def test_a_new_year_begins_with_number_one(self, yaoxun, text_file):
        yaoxun("import", text_file)
        assert yaoxun("new", "--date", "2026-01-02").out.strip().endswith("2026-01.toml")

    def test_date_and_number_can_be_given(self, yaoxun):
        assert yaoxun("new", "--date", "2026-03-06", "--number", "9").out.strip().endswith("2026-09.toml")

    def test_an_issue_that_is_there_is_never_replaced(self, yaoxun, workspace):
        path = Path(yaoxun("new", "--date", "2026-03-06", "--number", "9").out.strip())
        before = path.read_bytes()
        again = yaoxun("new", "--date", "2026-03-06", "--number", "9")
        assert again.code == 2
        assert "2026年第9期已经存在" in again.err
        assert path.read_bytes() == before

    def test_like_takes_the_sections_of_another_issue(self, yaoxun, text_file):
        yaoxun("import", text_file)
        issue = load_issue(Path(yaoxun("new", "--like", "2025-30").out.strip()))
        assert [s.name for s in issue.sections] == ["科创聚焦"]


class TestList:
    def test_json_is_one_document_with_the_keys_of_the_contract(self, yaoxun, text_file):
        yaoxun("import", text_file)
        (row,) = json.loads(yaoxun("list", "--json").out)
        assert list(row) == ["id", "year", "number", "date", "title", "articles", "characters", "path"]
        assert (row["id"], row["articles"], row["date"]) == ("2025-30", 1, "2025-08-08")

    def test_newest_comes_first_and_a_year_can_be_chosen(self, yaoxun, text_file):
        yaoxun("import", text_file)
        yaoxun("new")
        yaoxun("new", "--date", "2026-01-02")
        assert [line.split()[0] for line in yaoxun("list").out.splitlines()] == [
            "2026-01",
            "2025-31",
            "2025-30",
        ]
        assert [r["id"] for r in json.loads(yaoxun("list", "--year", "2026", "--json").out)] == ["2026-01"]

    def test_an_empty_workspace_is_an_empty_list(self, yaoxun):
        assert (yaoxun("list").out, json.loads(yaoxun("list", "--json").out)) == ("", [])

    def test_a_broken_file_hides_no_other(self, yaoxun, text_file, workspace):
        yaoxun("import", text_file)
        (workspace.issues_folder / "2025-31.toml").write_text("format = ", encoding="utf-8")
        done = yaoxun("list")
        assert done.code == 2
        assert "2025-31.toml 第1行" in done.err
        assert "2025-30" in done.out

    def test_a_file_with_another_name_is_named(self, yaoxun, workspace):
        (workspace.issues_folder / "副本.toml").write_text("", encoding="utf-8")
        assert "副本.toml" in yaoxun("list").err


class TestShow:
    def test_show_prints_the_issue_as_it_reads(self, yaoxun, text_file):
        yaoxun("import", text_file)
        shown = yaoxun("show", "2025-30")
        assert shown.code == 0
        assert shown.out == text_file.read_text("utf-8")

    def test_an_issue_can_be_named_by_its_path(self, yaoxun, text_file, workspace):
        yaoxun("import", text_file)
        assert yaoxun("show", workspace.root / "issues" / "2025-30.toml").out.startswith("长三角每周要讯")


class TestWorkspace:
    def test_init_makes_one_and_leaves_what_is_there(self, yaoxun, tmp_path):
        folder = tmp_path / "新 工作区"
        assert yaoxun("init", folder).out.strip() == str(folder)
        style = folder / "styles" / "official.toml"
        style.write_text(style.read_text("utf-8") + "# 本处\n", encoding="utf-8")
        assert yaoxun("init", folder).code == 0
        assert style.read_text("utf-8").endswith("# 本处\n")

    def test_the_option_goes_before_the_environment_and_that_before_the_folder(
        self, yaoxun, tmp_path, monkeypatch
    ):
        named, env = Workspace.init(tmp_path / "甲"), Workspace.init(tmp_path / "乙")
        monkeypatch.setenv("YAOXUN_WORKSPACE", str(env.root))
        assert str(env.root) in yaoxun("new", "--date", "2026-01-02").out
        assert str(named.root) in yaoxun("-w", named.root, "new", "--date", "2026-01-02").out
        assert str(named.root) in yaoxun("new", "-w", named.root, "--date", "2026-01-09").out

    def test_a_folder_inside_belongs_to_the_workspace_above(self, yaoxun, workspace, monkeypatch):
        inside = workspace.root / "issues" / "附件"
        inside.mkdir()
        monkeypatch.chdir(inside)
        assert yaoxun("list").code == 0


class TestHelp:
    @pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
    def test_help_is_chinese_through_and_through(self, yaoxun, command):
        done = yaoxun(*command, "--help")
        assert done.code == 0
        assert "用法：" in done.out
        for english in ("usage", "options", "positional", "show this", ":\n"):
            assert english not in done.out

    def test_the_version_can_be_asked_for(self, yaoxun):
        assert yaoxun("--version").out.startswith("yaoxun ")
