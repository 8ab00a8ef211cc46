"""What was decided about the asks of a returned file: kept beside the issue, so that opening it again goes on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from editor.errors import EditorError, StorageError
from editor.files.atomic import read_bytes, write_atomically
from editor.files.keeping import beside
from editor.model.issue import Issue
from editor.store.issue_file import dump_issue, parse_issue

Choice: TypeAlias = Literal["taken", "refused", "edited"]

_CHOICES = ("taken", "refused", "edited")
_LARGEST = 32 << 20  # bytes


@dataclass(frozen=True)
class Decision:
    """What was decided about an ask, and why."""

    choice: Choice
    reason: str = ""


class Decisions:
    """The decisions about one returned file. What cannot be read counts as not decided; the text itself says the rest."""

    def __init__(self, issue_path: Path, digest: str) -> None:
        self._file = beside(issue_path).reviews / f"{digest}.json"
        self._where = issue_path
        self._made: dict[str, Decision] = {}
        self.base: Issue | None = None
        """The state that the file was made from, once something was decided."""
        self.answers: dict[str, int] = {}
        """Which reading was chosen, 0 or 1, by the key of the question."""
        self._read()

    def get(self, key: str) -> Decision | None:
        """The decision about an ask, by its key."""
        return self._made.get(key)

    def answer(self, key: str, reading: int, base: Issue) -> None:
        """Keep which reading of a question was chosen. StorageError if that is not possible."""
        self.answers[key] = reading
        self.decide({}, base)

    def decide(self, made: Mapping[str, Decision | None], base: Issue) -> None:
        """Keep decisions by key, None to forget one, together with the base. StorageError if that is not possible."""
        for key, decision in made.items():
            if decision is None:
                self._made.pop(key, None)
            else:
                self._made[key] = decision
        self.base = base
        data = {
            "decisions": {key: asdict(decision) for key, decision in self._made.items()},
            "answers": self.answers,
            "base": dump_issue(base),
        }
        text = json.dumps(data, ensure_ascii=False, indent=1)
        write_atomically(self._file, text.encode("utf-8", "surrogatepass"), make_folder=True)

    def _read(self) -> None:
        with suppress(StorageError, EditorError, ValueError, TypeError, KeyError, AttributeError):
            raw = read_bytes(self._file)
            if len(raw) > _LARGEST:
                return
            data = json.loads(raw)
            made = {
                str(key): Decision(each["choice"], str(each["reason"]))
                for key, each in data["decisions"].items()
                if each["choice"] in _CHOICES
            }
            base = parse_issue(data["base"].encode("utf-8"), self._where)
            answers = {str(key): int(each) for key, each in data.get("answers", {}).items()}
            self._made, self.base, self.answers = made, base, answers
