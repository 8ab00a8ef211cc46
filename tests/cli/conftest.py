from dataclasses import dataclass
from pathlib import Path

import pytest

from editor.cli import run

ISSUE_TEXT = """\
长三角每周要讯
2025年第30期
浙江省人民政府驻上海办事处 2025年8月8日
目录
科创聚焦
上海试点概念验证平台
科创聚焦
上海试点概念验证平台
8月4日，上海市试办三个概念验证平台。
一是明确对象。面向高校团队开放。
二是落实经费。每个平台给予首年补助。
"""


@dataclass
class Outcome:
    code: int
    out: str
    err: str


@pytest.fixture
def yaoxun(capsys, monkeypatch, workspace):
    """Run a command line inside the test's workspace."""
    monkeypatch.delenv("YAOXUN_WORKSPACE", raising=False)
    monkeypatch.chdir(workspace.root)

    def run_command(*words: object) -> Outcome:
        try:
            code = run([str(word) for word in words])
        except SystemExit as end:  # argparse leaves through it after --help and --version
            code = end.code
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run_command


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "八月第一期.txt"
    path.write_text(ISSUE_TEXT, encoding="utf-8")
    return path
