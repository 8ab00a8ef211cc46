"""``yaoxun search WORDS…``: full text over all issues, best first."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from editor.archive.folding import fold
from editor.archive.search import MANY, SPARE, Filters, Found, Hit
from editor.cli.arguments import positive, print_json, year
from editor.cli.marking import UNDERLINED, Marks, marks_for
from editor.errors import UsageError
from editor.session.archive import Archive
from editor.session.root import find_root

_PROGRESS_FROM = 100  # files to be read from which a word about it is in place


def add_arguments(parser: ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument(
        "words", nargs="+", metavar="词", help="要找的词；几个词须都出现，不分大小写和全角半角"
    )
    parser.add_argument("--section", metavar="栏目", help=f"只找这个栏目（“{SPARE}”只找备用稿）")
    parser.add_argument(
        "--region", metavar="地区", help="只找这个地区，如 沪、上海、其他，按标题和导语中先写到的地名"
    )
    parser.add_argument("--year", type=year, metavar="年", help="只找这一年")
    parser.add_argument("--limit", type=positive, metavar="篇数", default=50, help="最多列出几篇（默认 50）")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(options: Namespace) -> int:
    """Print the hits; a file that cannot be searched is named on stderr; nothing found makes the code 1, or 2 where there is such a file."""
    if not "".join(options.words).strip():
        raise UsageError("没有写要找的词", advice="如 yaoxun search 养老服务")
    archive = Archive(find_root(options.workspace))
    archive.refresh(_tell)
    region = _region(archive, options.region) if options.region else None
    section = _section(archive, options.section) if options.section else None
    found = archive.search(" ".join(options.words), Filters(section, region, options.year), options.limit)
    problems = archive.problems()
    for problem in problems:
        print(f"{problem} 没有检索。", file=sys.stderr)
    for error in archive.misnamed():
        print(error, file=sys.stderr)
    if options.json:
        _print_json(found.hits)
    else:
        _print_hits(found)
    if found.hits:
        return 0
    return 2 if problems else 1  # what is sought may stand in a file that was not searched


def _section(archive: Archive, word: str) -> str:
    """The section that goes by this name, whatever its case and width."""
    known = {fold(name): name for name in (*archive.sections(), SPARE)}
    found = known.get(fold(word.strip()))
    if found is None:  # one in which nothing stands yet
        known = {fold(name): name for name in archive.sections_of_styles()} | known
        found = known.get(fold(word.strip()))
    if found is None:
        raise UsageError(f"没有“{word}”这个栏目", advice=f"可用：{'、'.join(known.values())}")
    return found


def _region(archive: Archive, word: str) -> str:
    """The region that goes by this name in the office's list of places."""
    known = archive.region_names
    word = fold(word.strip())
    if word not in known:
        named = "、".join(dict.fromkeys(known.values()))
        raise UsageError(
            f"没有“{word}”这个地区", advice=f"可用：{named}，地区由 styles/words/places.toml 的 delta 定"
        )
    return known[word]


def _tell(done: int, files: int) -> None:
    if files >= _PROGRESS_FROM and done == 1:
        print(f"正在为{files}期建立索引，只需一次……", file=sys.stderr)


def _print_json(hits: Sequence[Hit]) -> None:
    rows = [
        {
            "issue": hit.issue,
            "section": hit.section,
            "article": hit.article,
            "title": hit.title,
            "excerpt": hit.excerpt.text,
            "score": float(f"{hit.score:.4g}"),
        }
        for hit in hits
    ]
    print_json(rows)


def _print_hits(found: Found) -> None:
    marks = marks_for(sys.stdout, UNDERLINED)
    for hit in found.hits:
        print(f"{hit.issue:<9}{hit.section}  {_marked(hit.title, hit.title_marks, marks)}")
        print(f"         {_marked(hit.excerpt.text, hit.excerpt.marks, marks)}")
    if not found.hits:
        print("没有找到。", file=sys.stderr)
    elif found.total > len(found.hits):
        total = f"{MANY}篇以上" if found.total > MANY else f"{found.total}篇"
        print(f"共{total}，以上是最相关的{len(found.hits)}篇。", file=sys.stderr)


def _marked(text: str, spans: Sequence[tuple[int, int]], marks: Marks) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}{marks.before}{text[start:end]}{marks.after}{text[end:]}"
    return text
