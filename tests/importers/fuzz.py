"""Spoilt inputs by the thousand: text, Word and issue files, of which every one is read or refused in one sentence.

``python -m tests.importers.fuzz 20000 [SEED]`` (``make fuzz``) prints what went wrong, the slowest input, and the memory
at its peak. The same seed gives the same inputs.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from editor.errors import EditorError
from editor.exporters.docx import export_docx
from editor.importers import read_issue
from editor.store.issue_file import carried_issue, load_issue, parse_issue
from editor.store.style_file import load_style
from tests.exported import for_readers

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases"
STYLE = load_style(ROOT / "styles" / "official.toml")
LONGEST = 2.0  # seconds for one input
LARGEST = 500  # MB

BITS = [
    "一是",
    "二、",
    "（三）",
    "第",
    "期",
    "目录",
    "。",
    "：",
    "“",
    "”",
    "《",
    "》",
    "\n",
    "\r\n",
    "\x00",
    "\x1b[2J",
    "\u202e",
    "\u200b",
    "\ufeff",
    "�",
    "😀",
    "�",
    "[[section]]",
    '"""',
    "'",
    "{",
    "}",
    "=",
    "\\u",
    "99999999999999999999",
    "-1",
    "1e999",
    "2026-02-30",
    "<w:p>",
    "</w:p>",
    "<w:tbl>",
    "<w:del>",
    "<w:ins>",
    "<w:numPr/>",
    "<w:br/>",
    "&",
    "&#0;",
    "&a;",
    "<!DOCTYPE",
    "]]>",
    'w:val="9999999999"',
    'w:val="-5"',
    'w:fldCharType="begin"',
    "mc:AlternateContent",
]


@dataclass(frozen=True)
class Input:
    """One spoilt input: its kind and its bytes."""

    kind: str
    data: bytes


@dataclass
class Result:
    """What became of all inputs. ``failures`` are those that raised anything but an EditorError, with the error."""

    counts: Counter[str]
    failures: list[tuple[Input, BaseException]]
    slowest: tuple[float, Input]

    def text(self) -> str:
        """The result in words."""
        seconds, slowest = self.slowest
        lines = [", ".join(f"{name} {count}" for name, count in sorted(self.counts.items()))]
        lines.append(
            f"slowest {seconds:.2f} s ({slowest.kind}, {len(slowest.data)} bytes); memory {_memory_mb()} MB at its peak"
        )
        lines += [f"FAILED {each.kind}: {error!r}" for each, error in self.failures[:20]]
        return "\n".join(lines)


def seeds() -> dict[str, list[bytes]]:
    """Good inputs of each kind."""
    files = sorted((ROOT / "issues").glob("*.toml"))
    documents = [make(load_issue(path), STYLE) for path in files for make in (for_readers, export_docx)]
    return {
        "txt": [path.read_bytes() for path in sorted(CASES.glob("*.txt"))],
        "docx": documents,
        "toml": [path.read_bytes() for path in files],
    }


def inputs(count: int, seed: int) -> Iterator[Input]:
    """So many spoilt inputs, in turn of each kind."""
    random, good = Random(seed), seeds()
    kinds = list(good)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        data = random.choice(good[kind])
        if kind == "docx" and random.random() < 0.8:
            yield Input(kind, _spoilt_package(random, data))
        else:
            yield Input(kind, _spoilt(random, data))


def _spoilt_package(random: Random, data: bytes) -> bytes:
    """A package with one or two parts spoilt, left out or given to each other, and packed again."""
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.choice((1, 1, 2))):
        name = random.choice((*files, *["word/document.xml"] * 6, *["customXml/item1.xml"] * 2))
        if name not in files:
            continue
        deed = random.random()
        if deed < 0.05:
            del files[name]
        elif deed < 0.1:
            files[name] = files[random.choice(list(files))]
        else:
            files[name] = _spoilt(random, files[name])
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            member = ZipInfo(name)  # of no time of its own, so that the bytes are the same
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, content)
    return buffer.getvalue()


def _spoilt(random: Random, data: bytes) -> bytes:
    """Bytes spoilt mostly as a text, which stays one then; now and then byte by byte."""
    encoding = "latin-1"
    if random.random() < 0.85:
        try:
            text, encoding = data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text = data.decode("latin-1")
    else:
        text = data.decode("latin-1")
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        text = random.choice(DEEDS)(random, text)
    return text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "replace")


def _cut(random: Random, text: str) -> str:
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start + random.choice((1, 3, 40, 4000)) :]


def _repeat(random: Random, text: str) -> str:
    start = random.randrange(len(text) + 1)
    piece = text[start : start + random.choice((1, 8, 60, 600))]
    return text[:start] + piece * random.choice((2, 3, 50)) + text[start:]


def _replace(random: Random, text: str) -> str:
    for _ in range(random.choice((1, 4, 32))):
        at = random.randrange(len(text) + 1)
        text = (
            text[:at]
            + chr(random.choice((random.randrange(256), random.randrange(0x3000, 0x9FFF))))
            + text[at + 1 :]
        )
    return text


def _insert(random: Random, text: str) -> str:
    start = random.randrange(len(text) + 1)
    return text[:start] + random.choice(BITS) * random.choice((1, 1, 2, 300)) + text[start:]


def _line(random: Random, text: str) -> str:
    """A line, or the element of an XML file, moved, doubled or left out."""
    joint = "\n" if text.count("\n") > 2 else "><"
    lines = text.split(joint)
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    lines[first : first + 1] = random.choice(([], [lines[second]], [lines[first], lines[second]]))
    return joint.join(lines)


def _end(random: Random, text: str) -> str:
    return text[: random.randrange(len(text) + 1)] if random.random() < 0.3 else text


DEEDS: tuple[Callable[[Random, str], str], ...] = (
    _cut,
    _repeat,
    _replace,
    _insert,
    _insert,
    _line,
    _line,
    _end,
)


def read(given: Input) -> None:
    """Read one input as the program would."""
    if given.kind == "toml":
        parse_issue(given.data, "2026-01.toml")
    else:
        read_issue(given.data, f"要讯.{given.kind}", lambda _: STYLE, ("official",), carried_issue)


def run(count: int, seed: int) -> Result:
    """Read so many inputs and say what became of them."""
    counts: Counter[str] = Counter()
    failures: list[tuple[Input, BaseException]] = []
    slowest = (0.0, Input("", b""))
    for given in inputs(count, seed):
        start = time.perf_counter()
        try:
            read(given)
            counts[f"{given.kind} read"] += 1
        except EditorError as error:
            counts[f"{given.kind} refused"] += 1
            if "\n" in str(error):
                failures.append((given, error))
        except Exception as error:
            failures.append((given, error))
        slowest = max(slowest, (time.perf_counter() - start, given), key=lambda each: each[0])
    return Result(counts, failures, slowest)


def _memory_mb() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    result = run(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print(result.text())
    sys.exit(bool(result.failures) or result.slowest[0] > LONGEST or _memory_mb() > LARGEST)
