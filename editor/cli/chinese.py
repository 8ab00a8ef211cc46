"""The words of argparse in Chinese: it has no setting for its own messages but takes them through gettext."""

from __future__ import annotations

import argparse

# The messages of CPython 3.11–3.14 that a user of this program can meet.
_WORDS = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "subcommands": "命令",
    "show this help message and exit": "显示这份说明",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "the following arguments are required: %s": "缺少参数：%s",
    "one of the arguments %s is required": "须给出其中之一：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "not allowed with argument %s": "不能与 %s 同用",
    "ignored explicit argument %r": "这个选项不带值：%r",
    "expected one argument": "后面须有一个值",
    "expected at most one argument": "后面最多一个值",
    "expected at least one argument": "后面至少一个值",
    "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确，可能是 %(matches)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有命令 %(parser_name)s（可用：%(choices)s）",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)s（可用：%(choices)s）",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)": (
        "不能是 %(value)s，是否想用 %(suggestion)s？（可用：%(choices)s）"
    ),
    "invalid %(type)s value: %(value)r": "“%(value)s”不合要求",
}


def translate_argparse() -> None:
    """Make argparse speak Chinese. It looks its ``_`` up at each use, so this holds from now on."""
    argparse._ = lambda message: _WORDS.get(message, message)  # type: ignore[attr-defined]
