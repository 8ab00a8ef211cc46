"""Issue files as people leave them: canonical ones with comments, unknown keys and tables put in everywhere.

Every comment is ``# C12;`` and every unknown key or table ``x_12``, so that a test can say which of them is gone.
"""

import re
from random import Random

COMMENT = re.compile(r"# C\d+;")
UNKNOWN = re.compile(r"\bx_\d+\b")

VALUES = (
    "1",
    '"值 # 不是注释"',
    "'''a\n[section]\n'''",
    '"""\n文\\\n  字"""',
    "{ a = 1, b = [ 2, 3 ] }",
    "[ 1, # C0;\n  2 ]",
    "2025-07-25 10:00:00",
    "nan",
)


def annotate(text: str, random: Random, density: float = 0.15) -> str:
    """A canonical issue file with additions at legal places; it stands for the same issue."""
    return _Annotator(random, density).run(text)


class _Annotator:
    def __init__(self, random: Random, density: float) -> None:
        self._random = random
        self._density = density
        self._number = 0
        self._out: list[str] = []

    def run(self, text: str) -> str:
        depth = 0
        table = ""
        for line in text.removesuffix("\n").split("\n"):
            stripped = line.strip()
            if stripped in ("]", "],"):
                depth -= 1
            if stripped.startswith("[") and stripped != "[" and depth == 0:
                self._unknown_tables(table)
                table = stripped.strip("[]")
            self._above()
            self._out.append(line + (f"  {self._comment()}" if line and self._now() else ""))
            if stripped == "[" or (stripped.endswith(" = [") and not stripped.startswith('"')):
                depth += 1
            elif depth == 0 and stripped and table != "issue.extra" and self._now():
                self._out.append(
                    f"x_{self._next()} = {self._random.choice(VALUES)}".replace("C0", f"C{self._next()}")
                )
        self._unknown_tables(table)
        self._above()
        return "\n".join([*self._out, ""])

    def _above(self) -> None:
        while self._now():
            self._out.append(self._random.choice(("", f"{' ' * self._random.randrange(4)}{self._comment()}")))

    def _unknown_tables(self, table: str) -> None:
        if not self._now():
            return
        inside = {
            "": "",
            "issue": "issue.",
            "issue.extra": "issue.",
            "section": "section.",
            "section.article": self._random.choice(("section.article.", "section.")),
            "spare": "spare.",
        }[table]
        parent = self._random.choice((inside, ""))
        brackets = self._random.choice(("[{}]", "[[{}]]"))
        self._above()
        self._out += [brackets.format(f"{parent}x_{self._next()}"), f"deep = 1 {self._comment()}", ""]

    def _now(self) -> bool:
        return self._random.random() < self._density

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _comment(self) -> str:
        return f"# C{self._next()};"
