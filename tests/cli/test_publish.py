"""已发, and what was taken of whom."""

import csv
import json
import re
from io import BytesIO, StringIO

import docx
import pytest


@pytest.fixture(autouse=True)
def in_samples(samples, monkeypatch):
    monkeypatch.chdir(samples.root)


def with_units(samples, name, *units):
    path = samples.issues_folder / f"{name}.toml"
    text = path.read_text("utf-8")
    for unit in units:
        text = text.replace("\nbody = [", f'\nunit = "{unit}"\nbody  = [', 1)
    path.write_text(text, encoding="utf-8")


class TestPublished:
    def test_it_is_marked_listed_and_taken_back(self, yaoxun, samples):
        before = samples.resolve("2026-01").read_bytes()
        marked = yaoxun("publish", "2026-01", "--by", "张三", "--date", "2026-01-05")
        assert (marked.code, marked.out) == (0, "2026年第1期：已发 2026-01-05（张三）。\n")
        assert "published = 2026-01-05" in samples.resolve("2026-01").read_text("utf-8")
        rows = yaoxun("list").out.splitlines()
        assert [("已发 2026-01-05" in row) for row in rows] == [row.startswith("2026-01") for row in rows]
        listed = {row["id"]: row.get("published") for row in json.loads(yaoxun("list", "--json").out)}
        assert listed == {"2026-01": "2026-01-05", "2026-02": None, "2026-03": None}
        assert yaoxun("publish", "2026-01", "--undo").code == 0
        assert samples.resolve("2026-01").read_bytes() == before

    def test_its_own_date_and_the_person_at_the_machine_are_the_default(self, yaoxun, samples):
        yaoxun("publish", "2026-02")
        issue = samples.load(samples.resolve("2026-02"))
        assert issue.published == issue.date and issue.published_by

    def test_an_empty_issue_did_not_go_out(self, yaoxun):
        yaoxun("new")
        assert yaoxun("publish", "latest").code == 2

    def test_changing_it_is_warned_of(self, yaoxun, samples):
        path = samples.resolve("2026-01")
        path.write_text(re.sub('(?m)^(  ".*?)，', r"\1,", path.read_text("utf-8"), count=1), encoding="utf-8")
        yaoxun("publish", "2026-01", "--by", "张三")
        assert "（张三），再改就与发出的不同" in yaoxun("check", "2026-01", "--fix").err

    def test_counts_and_volume_take_only_those_if_asked(self, yaoxun, samples):
        yaoxun("publish", "2026-01")
        yaoxun("publish", "2026-02")
        assert json.loads(yaoxun("stats", "2026", "--json").out)["issues"] == 3
        assert json.loads(yaoxun("stats", "2026", "--published", "--json").out)["issues"] == 2
        assert yaoxun("export", "2026", "--volume", "--published", "--to", "txt").code == 0
        (volume,) = samples.exports_folder.glob("*.txt")
        assert "共2期" in volume.read_text("utf-8") or "第3期" not in volume.read_text("utf-8")

    def test_nothing_went_out(self, yaoxun):
        assert json.loads(yaoxun("stats", "--published", "--json").out)["issues"] == 0
        assert yaoxun("export", "2026", "--volume", "--published").code == 2


class TestBySource:
    @pytest.fixture(autouse=True)
    def units(self, samples):
        with_units(samples, "2026-01", "江海区委办", "云溪县府办", "江海区委办")
        with_units(samples, "2026-02", "江海区委办、云溪县府办", "=公式镇")

    def test_units_are_counted_by_month_those_that_name_none_last(self, yaoxun, samples):
        data = json.loads(yaoxun("stats", "2026", "--by", "source", "--json").out)
        units = {unit["unit"] if "unit" in unit else unit["name"]: unit for unit in data["units"]}
        assert units["江海区委办"]["articles"] == 3 and units["江海区委办"]["months"] == {"2026-01": 3}
        assert units["云溪县府办"]["articles"] == 2
        assert data["units"][-1] == units["未注明"]
        assert data["articles"] == sum(1 for path in samples.issues() for _ in path.issue.articles)

    def test_the_table_and_the_sheet_say_the_same(self, yaoxun):
        assert "江海区委办" in yaoxun("stats", "--by", "source").out
        rows = list(
            csv.reader(StringIO(yaoxun("stats", "--by", "source", "--csv").out.removeprefix("\ufeff")))
        )
        assert rows[0] == ["来稿单位", "篇数", "字数", "2026-01"]
        assert rows[1][:2] == ["江海区委办", "3"]
        assert any(row[0] == "'=公式镇" for row in rows)

    def test_the_notice_is_a_word_file_in_the_house_style(self, yaoxun):
        made = yaoxun("stats", "2026", "--by", "source", "--docx")
        assert made.code == 0, made.err
        path = made.out.strip()
        assert path.endswith("2026年信息采用情况通报.docx")
        document = docx.Document(BytesIO(open(path, "rb").read()))  # noqa: SIM115, PTH123
        assert document.paragraphs[0].text == "2026年信息采用情况通报"
        (table,) = document.tables
        cells = [[cell.text for cell in row.cells] for row in table.rows]
        assert cells[0] == ["序号", "来稿单位", "采用篇数", "各月采用", "采用字数"]
        assert cells[1][:4] == ["1", "江海区委办", "3", "1月3"]
        assert not any("未注明" in row for row in cells)

    def test_only_what_went_out_is_counted_if_asked(self, yaoxun):
        yaoxun("publish", "2026-02")
        data = json.loads(yaoxun("stats", "--by", "source", "--published", "--json").out)
        assert data["issues"] == 1 and data["units"][0]["articles"] == 1


def test_a_notice_without_units_says_what_to_fill_in(yaoxun):
    refused = yaoxun("stats", "--by", "source", "--docx")
    assert refused.code == 2 and "unit" in refused.err
    assert yaoxun("stats", "--docx").code == 2
