"""Issue files in every other shape that TOML allows: inline tables, dotted keys, all kinds of strings and arrays."""

from collections.abc import Iterable
from random import Random

from editor.model.body import Chain, Heading
from editor.model.issue import Article, Issue
from editor.store.canonical import article_fields, issue_fields, write_key, write_text


def oddly(issue: Issue, random: Random) -> str:
    """A file that stands for the issue; its comments are ``# C12;``."""
    return _Shaper(random).file(issue)


class _Shaper:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._comments = 0

    def file(self, issue: Issue) -> str:
        top = [f"format = 1{self._gap()}"]
        tables = []
        fields = self._pairs(issue_fields(issue))
        own = [f"{write_key(name)} = {self._text(text)}" for name, text in issue.extra]
        if own:
            how = self._random.randrange(2)
            fields += [f"extra = {self._inline(own)}"] if how else [f"extra.{pair}" for pair in own]
        match self._random.randrange(3):
            case 0:
                tables += ["", f"[ 'issue' ]{self._gap()}", *(f"  {pair}{self._gap()}" for pair in fields)]
            case 1:
                top.append(f"issue = {{ {', '.join(fields)} }}{self._gap()}")
            case 2:
                top += (f"issue . {pair}{self._gap()}" for pair in fields)
        for section in issue.sections:
            tables += ["", f"[[section]]{self._gap()}", f"name={self._text(section.name)}"]
            tables += self._headed(section.articles, '"section" . article')
            if not section.articles and self._random.random() < 0.3:
                tables.append(f"article = []{self._gap()}")
        tables += self._headed(issue.spares, "spare")
        if not issue.spares and self._random.random() < 0.3:
            top.append(f"spare = []{self._gap()}")
        self._random.shuffle(top)
        return "\n".join([*top, *tables, ""])

    def _headed(self, articles: Iterable[Article], name: str) -> list[str]:
        lines = []
        for article in articles:
            lines += [f"[[{name}]]{self._gap()}", *self._article(article)]
        return lines

    def _inline(self, pairs: list[str]) -> str:
        return f"{{{', '.join(pairs)}}}"

    def _article(self, article: Article) -> list[str]:
        return self._pairs(article_fields(article))

    def _pairs(self, fields) -> list[str]:
        pairs = [f"{key} = {self._value(value)}" for key, value in fields.items() if value is not None]
        self._random.shuffle(pairs)
        return pairs

    def _value(self, value: object) -> str:
        match value:
            case bool():
                return "true" if value else "false"
            case str():
                return self._text(value)
            case tuple():
                return self._array(self._value(item) for item in value)
            case Chain(measures):
                return self._array(map(self._text, measures))
            case Heading(text, level, restart):
                pairs = [f"'heading' = {self._text(text)}"]
                pairs += [f"level = {level}"] if level > 1 or self._random.random() < 0.5 else []
                pairs += (
                    [f"restart = {str(restart).lower()}"] if restart or self._random.random() < 0.3 else []
                )
                self._random.shuffle(pairs)
                return self._inline(pairs)
            case _:
                return self._text(value.text) if hasattr(value, "text") else str(value)

    def _array(self, items: Iterable[str]) -> str:
        if self._random.random() < 0.4:
            return f"[{', '.join(items)}]"
        parts = [f"{self._gap()}{item}{self._gap()}" for item in items]
        comma = "," if parts and self._random.random() < 0.5 else ""
        return f"[{','.join(parts)}{comma}{self._gap()}\n]"

    def _gap(self) -> str:
        """Blanks, a line end, or a comment and a line end."""
        if self._random.random() < 0.6:
            return ""
        self._comments += 1
        return self._random.choice(("", " ", f" # C{self._comments};")) and f" # C{self._comments};\n  "

    def _text(self, text: str) -> str:
        plain = write_text(text)
        match self._random.randrange(4):
            case 0 if "'" not in text and "\n" not in text and "\\u" not in plain:
                return f"'{text}'"
            case 1:
                return f'"""\n{plain[1:-1]}"""'
            case 2 if "'''" not in text and not text.endswith("'") and "\\u" not in plain:
                return f"'''{text}'''"
        return plain
