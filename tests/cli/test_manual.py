"""The manual read by a newcomer: every command in it does what it says, every piece of a file is taken."""

import re
import shlex

import pytest

from editor.cli.manual import part
from editor.errors import UsageError
from editor.session.proof import Proofing
from editor.session.workspace import Workspace
from tests.conftest import ROOT

MANUAL = (ROOT / "docs" / "manual.zh.md").read_text("utf-8")
_ELSEWHERE = ("review", "redline", "verify")  # want a leader's file, or a PDF; their own tests have them


def commands():
    fences = re.findall(r"```sh\n(.*?)```", MANUAL, re.DOTALL)
    lines = [line for fence in fences for line in fence.splitlines()]
    lines += re.findall(r"`(yaoxun[^`]*)`", re.sub(r"```.*?```", "", MANUAL, flags=re.DOTALL))
    found = [shlex.split(line)[1:] for line in dict.fromkeys(lines) if line.startswith("yaoxun")]
    return [words for words in found if words and words[0] not in _ELSEWHERE]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_a_command_of_the_manual_does_what_it_says(yaoxun, samples, monkeypatch, words):
    monkeypatch.chdir(samples.root)
    yaoxun("new", "--date", "2025-07-04")
    assert yaoxun("new", "--supplement").code == 0
    if words[0] == "versions" and words[1] != "latest":
        yaoxun("delete", words[1])
    if words[0] == "import":
        assert yaoxun("export", "2026-03").code == 0
        (samples.root / "往期").mkdir()
        source = next(samples.exports_folder.glob("*第3期.docx"))
        (samples.root / "第28期.docx").write_bytes(source.read_bytes())
        (samples.root / "稿件.docx").write_bytes(source.read_bytes())
        (samples.root / "往期" / "一.docx").write_bytes(source.read_bytes())
    if words[:2] == ["export", "2025"]:
        words = ["export", "2026", *words[2:]]
    if words[0] == "stats" and "--docx" in words:
        pytest.skip("needs units")
    if words[:2] == ["new", "--style"] and words[2] == "样式名":
        words = ["new", "--style", "official"]
    if words == ["merge", "副本文件"]:
        copy = samples.latest().with_name(f"{samples.latest().stem} - 副本.toml")
        copy.write_bytes(samples.latest().read_bytes())
        words = ["merge", str(copy)]
    done = yaoxun(*words)
    refused = done.code == 2 and not (words[0] == "import" and "已经存在" in done.err)
    assert not refused, done.err


def test_every_file_that_the_manual_names_is_there():
    for name in re.findall(r"`(styles/[\w./-]+|[a-z]+\.toml)`", MANUAL):
        places = [ROOT / name, ROOT / "styles" / "examples" / name, ROOT / "styles" / "words" / name]
        assert any(place.exists() for place in places) or name == "keys.toml", name


def test_the_pieces_of_files_in_the_manual_are_taken(workspace: Workspace, samples: Workspace):
    pieces = re.findall(r"```toml\n(.*?)```", MANUAL, re.DOTALL)
    assert len(pieces) == 3
    issue, words, rules = pieces
    path = samples.resolve("2026-03")
    text = path.read_text("utf-8")
    head, rest = text.split("\n[[section]]", 1)
    path.write_text(f"{head}\n{issue}\n[[section]]{rest}", encoding="utf-8")
    loaded = samples.load(path)
    assert (loaded.secrecy, loaded.copies, loaded.extra[0][0]) == ("内部资料　注意保存", "80", "phone")
    (workspace.styles_folder / "words" / "wording.toml").write_text(words, encoding="utf-8")
    style = workspace.styles_folder / "official.toml"
    text = style.read_text("utf-8")
    style.write_text(text[: text.index("[proof]")] + rules, encoding="utf-8")
    findings = Proofing(workspace, workspace.style("official")).findings(loaded)
    assert findings is not None
    assert workspace.style("official").proof.rule[0].fix == "驻上海办事处"


def test_a_section_is_found_by_its_heading():
    assert part(MANUAL, "备份").startswith("## 备份和升级\n")
    with pytest.raises(UsageError, match="没有“无此节”"):
        part(MANUAL, "无此节")


def test_the_list_at_the_top_leads_to_every_section():
    listed = re.findall(r"\]\(#([^)]+)\)", MANUAL)
    headings = [
        re.sub(r"[：、，]", "", heading) for heading in re.findall(r"^## (.+)$", MANUAL, re.MULTILINE)
    ]
    assert set(listed) <= set(headings)
    assert len(set(headings) - set(listed)) <= 1
