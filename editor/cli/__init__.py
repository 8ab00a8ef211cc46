"""The command line: parsing and printing only, one small module a command.

What is printed cannot make a terminal act: hidden characters of any text, path or error are shown as escapes, written as
JSON writes them, so that ``--json`` says the same as before, and a reader sees that there is one.

stdout is data, stderr is narration. Exit codes: 0 fine, 1 findings or nothing found, 2 bad usage or bad
input with one clear line on stderr. There is never a traceback: what nobody foresaw is written to a file.
"""

from __future__ import annotations

import argparse
import codecs
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any, Final, NoReturn, TextIO, cast

from editor import __version__
from editor.cli.arguments import given_path
from editor.errors import EditorError, UsageError
from editor.model.unseen import BREAKS, CONTROLS, FILLERS, FORMATTING, UNWRITABLE

FINE, FOUND, BAD = 0, 1, 2
INTERRUPTED = 130  # as shells count Ctrl+C

_ALIKE = {
    "✓": "√v",
    "✗": "×x",
    "●": "*",
    "•": "·-",
}  # what stands for a mark that an encoding lacks, best first

# Let through are the marks that search and check set themselves; another text could at worst underline itself.
_OWN_MARKS: Final = r"\x1b\[(?:0|7|1;4)m"
_HOSTILE: Final = (
    f"(?!{_OWN_MARKS}|[\t\n])[{CONTROLS}{BREAKS}{FORMATTING}{UNWRITABLE}]"  # compiled if it is needed
)

# argparse has no setting for its own messages but takes them through gettext: those of CPython 3.11–3.14 that a user of
# this program can meet.
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
    "ignored explicit argument %r": "这个选项不带值：%s",
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

# Every command and its one-line help. The module of a command is imported only when it is run.
COMMANDS = {
    "edit": "在终端界面打开一期",
    "init": "建立工作区",
    "new": "新建下一期",
    "list": "列出各期",
    "show": "阅读一期",
    "import": "导入 Word 文档、文本或整个文件夹",
    "export": "导出 DOCX 和纯文本",
    "verify": "用打印出的 PDF 核对目录页码",
    "check": "校对一期",
    "search": "检索各期全文",
    "stats": "统计篇数和字数",
    "publish": "标记已发",
    "review": "审改回稿：领导改过的 Word 逐处采纳、核红",
    "redline": "花脸稿：两稿之间改了哪里，成一份带修订的 Word",
    "merge": "合并同步冲突留下的副本，或两个人改过的同一期（git 用）",
    "rename": "文件名改成里面写的期号，或给一期换期号",
    "delete": "删除一期，可以找回",
    "versions": "列出、比较、恢复早先的版本",
    "check-style": "检查样式",
    "doctor": "检查字体、LibreOffice、终端、工作区",
    "manual": "阅读使用手册",
}


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal, with Chinese colons.

    argparse asks shutil, which takes longer to import than a search to run.
    """

    def __init__(self, prog: str) -> None:
        try:
            columns = int(os.environ.get("COLUMNS", "0")) or os.get_terminal_size().columns
        except (ValueError, OSError):  # no number, no terminal
            columns = 80
        super().__init__(prog, width=columns - 2)

    def format_help(self) -> str:
        """The colons after the headings are argparse's own."""
        return "".join(
            f"{line[:-2]}：\n" if line.endswith(":\n") else line
            for line in super().format_help().splitlines(keepends=True)
        )


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:  # noqa: ANN401  (argparse's own)
        super().__init__(formatter_class=_Help, **settings)

    def error(self, message: str) -> NoReturn:
        # argparse quotes what may be chosen as Python does (before 3.12) and puts commas between.
        said = re.sub(
            r"（可用：(.*)）$", lambda found: found[0].replace("'", "").replace(", ", "、"), message
        )
        raise UsageError(said, advice=f"用法见 {self.prog} --help")


class _CommandParser(_Parser):
    """The parser of one command; it is made, and its module imported, when the command is used, not before."""

    def __init__(self, *, module: str, **settings: Any) -> None:  # noqa: ANN401  (argparse's own)
        self._module = module
        self._settings = settings

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # noqa: ANN401
        super().__init__(**self._settings)
        command = import_module(f"editor.cli.{self._module}")
        _add_workspace(self, default=argparse.SUPPRESS)
        command.add_arguments(self)
        self.set_defaults(run=command.run)
        return super().parse_known_args(args, namespace)


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    argparse._ = lambda message: _WORDS.get(message, message)  # type: ignore[attr-defined]  # looked up at each use
    parser = _Parser(
        prog="yaoxun", description="要讯编辑台：编辑《长三角每周要讯》。不带命令时打开终端界面。"
    )
    parser.add_argument("--version", action="version", version=f"yaoxun {__version__}", help="显示版本")
    _add_workspace(parser, default=None)
    commands = parser.add_subparsers(prog=parser.prog, metavar="命令", parser_class=_CommandParser)
    for name, summary in COMMANDS.items():
        module = f"{name}_" if iskeyword(name) else name.replace("-", "_")
        commands.add_parser(name, help=summary, description=f"{summary}。", module=module)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code. Every error ends here, as one Chinese sentence on stderr."""
    sys.stdin = sys.stdin or Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  (until the end)
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    if sys.stdout is None:  # before anything is done of which nobody would hear
        print("标准输出是关着的，结果没有地方写，没有执行；请不要关闭输出（>&-）。", file=sys.stderr)
        return BAD
    _keep_printing(sys.stdout, sys.stderr)
    try:
        with redirect_stdout(harmless(sys.stdout)), redirect_stderr(harmless(sys.stderr)):
            return _run(arguments)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stdout = None  # nothing is left to flush at exit
        return FINE


def _run(arguments: Sequence[str]) -> int:
    try:
        return _dispatch(arguments)
    except BrokenPipeError:
        raise
    except EditorError as error:
        print(error, file=sys.stderr)
        return BAD
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        print(_of_the_system(error), file=sys.stderr)
        return BAD
    except Exception as error:
        print(_unforeseen(error), file=sys.stderr)
        return BAD


def _dispatch(arguments: Sequence[str]) -> int:
    options = build_parser().parse_args(arguments)
    if "run" not in options:
        from editor.cli.edit import open_somewhere

        return open_somewhere(options.workspace)
    code: int = options.run(options)
    sys.stdout.flush()
    return code


def _add_workspace(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "-w",
        "--workspace",
        type=given_path,
        metavar="文件夹",
        default=default,
        help="工作区文件夹（默认就近查找）",
    )


def _keep_printing(*streams: TextIO) -> None:
    """A character that the terminal's encoding lacks is shown by one like it, else escaped, and never ends the program.

    GBK, in which Windows redirects output, has neither ✓ nor ✗.
    """
    codecs.register_error("yaoxun", _alike)
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="yaoxun")


def _alike(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    first = error.object[error.start]
    for other in _ALIKE.get(first, ""):
        with suppress(UnicodeError):
            other.encode(error.encoding)
            return other, error.start + 1
    escaped, _ = codecs.lookup_error("backslashreplace")(
        UnicodeEncodeError(error.encoding, error.object, error.start, error.start + 1, error.reason)
    )
    return str(escaped), error.start + 1


def _of_the_system(error: OSError) -> EditorError:
    """What the system says of a path or of the output: names too long, folders that cannot be read or have gone."""
    from editor.files.disk import storage_error

    where = error.filename
    if where is None:  # no file of ours: stdout leads to a full disk, or to nobody
        sys.stdout = None  # nothing is left to flush at exit
    return storage_error("标准输出" if where is None else str(where), error, "操作")


def _unforeseen(error: Exception) -> EditorError:
    from editor.session.failure import log_error

    log = log_error(error)
    return EditorError(
        f"程序出错，没有完成（{type(error).__name__}：{error}）", advice=f"详情已写入 {log}" if log else ""
    )


class Harmless:
    """A stream before another one, which writes whatever is hidden as an escape, and is that other one in all else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        """Write a text; the length of what was given."""
        plain = text == "\n" or (text.isprintable() and FILLERS.isdisjoint(text))
        self._stream.write(text if plain else re.sub(_HOSTILE, _escaped, text))
        return len(text)

    def writelines(self, lines: Iterable[str], /) -> None:
        """Write one text after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  (whatever the stream has)
        return getattr(self._stream, name)


def harmless(stream: TextIO) -> TextIO:
    """The stream with its door."""
    return cast(TextIO, Harmless(stream))


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[n]:02x}{units[n + 1]:02x}" for n in range(0, len(units), 2))
