"""A monkey at the desk: whatever a hand, a terminal, a shell or a colleague can do, at random, to the real program.

What it looks for: an end that nobody asked for, an error in the log, a screen that does not answer, a row wider than the
window, an issue that does not load afterwards, words that are gone after a kill.
"""

import os
import random
import re
import shutil
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from wcwidth import wcwidth

from editor.errors import EditorError
from editor.session.document import Document
from editor.session.workspace import Workspace
from editor.store.issue_file import load_issue
from tests.odd_workspaces import KINDS
from tests.tui.process import Terminal

_WRITES = "import sys; open(sys.argv[1], 'a', encoding='utf-8').write('上海试点。')"
_EDITOR = f'{sys.executable} -c "{_WRITES}"'  # one that changed nothing would be waited for in the terminal
FROZEN = 2.0  # seconds of the main thread's own work until it answers: the load of the machine is not in them
DEAD = 120.0  # seconds of waiting after which it does not answer at all
_TRIES = 5
KEPT = 0.6  # seconds of the program's rest after which what was typed must be on the disk

KEYS = {
    **{f"^{chr(64 + n)}": bytes([n]) for n in (2, 4, 5, 6, 7, 11, 12, 14, 15, 16, 18, 19, 20, 25, 26)},
    "F2": b"\x1bOQ", "F3": b"\x1bOR", "F4": b"\x1bOS", "F5": b"\x1b[15~", "F6": b"\x1b[17~", "F7": b"\x1b[18~",
    "F8": b"\x1b[19~", "F9": b"\x1b[20~", "S-F4": b"\x1b[1;2S", "S-F2": b"\x1b[1;2Q",
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "S-down": b"\x1b[1;2B",
    "S-right": b"\x1b[1;2C", "C-left": b"\x1b[1;5D", "A-up": b"\x1b[1;3A", "A-right": b"\x1b[1;3C",
    "home": b"\x1b[H", "end": b"\x1b[F", "pgup": b"\x1b[5~", "pgdn": b"\x1b[6~", "del": b"\x1b[3~",
    "tab": b"\t", "S-tab": b"\x1b[Z", "esc": b"\x1b", "bs": b"\x7f", "space": b" ", "1": b"1", "2": b"2", "3": b"3",
}  # fmt: skip
OFTEN = ["enter"] * 12 + ["down", "up", "esc", "bs", "tab"] * 4
PHRASES = [
    "上海试点",
    "一是加强统筹。",
    "二是",
    "三、四线城市",
    "2025年3月5日",
    "12.5%",
    "（一）",
    "，",
    "“",
    "kcjj",
    "/",
    "\\",
    "[/附件]",
]
ODD = ["👨‍👩‍👧", "❤️🇨🇳", "e\u0301", "\u200b\u202e反", "\x00\x07", "\t\t", "𠀀𬺰", "\ufeff", "%s{0}", "�"]
TOO_WIDE_FOR = re.compile(rb"\x1b\[(\d+);(\d+)H((?:\x1b\[[0-9;:]*m|[^\x1b\n\r])*)")
COLOURS = re.compile(rb"\x1b\[[0-9;:]*m")


@dataclass
class Outcome:
    """What sessions came to: how many, with how many events of each kind, and the complaints."""

    sessions: int = 0
    kills: int = 0
    found_again: int = 0
    events: Counter[str] = field(default_factory=Counter)
    workspaces: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)
    longest: float = 0.0


class Monkey:
    """One session: a workspace, a terminal, and some two hundred events. ``seed`` says which."""

    def __init__(self, seed: int, folder: Path, outcome: Outcome) -> None:
        self.seed, self.outcome = seed, outcome
        self.pick = random.Random(seed)
        self.kind = self.pick.choice(sorted(KINDS))
        self.workspace: Workspace = KINDS[self.kind](folder)
        self.state = folder / "user"
        self.state.mkdir()
        self.size = (100, 30)
        self.done: list[str] = []
        self.untouched = True  # nobody but the program has written to the issues

    def session(self, events: int) -> None:
        """Play, be killed or leave, and see what is left."""
        self.outcome.sessions += 1
        self.outcome.workspaces[self.kind] += 1
        while events > 0 and not self._complained:
            with self._terminal() as terminal:
                events = self._play(terminal, events)
        if not self._complained:
            self._marker()
        self._look_at_what_is_left()
        for folder in (self.workspace.root, self.workspace.issues_folder, self.workspace.styles_folder):
            with suppress(OSError):
                folder.chmod(0o755)

    def _terminal(self) -> Terminal:
        named = sorted(self.workspace.issues_folder.glob("*.toml"))
        words = ["edit", named[-1].stem] if named and self.pick.random() < 0.6 else []
        self.size = (100, 30)
        self.done.append("start " + " ".join(words))
        return self._started(*words)

    def _started(self, *words: str) -> Terminal:
        own = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR")  # with the log in it
        environment = {**dict.fromkeys(own, str(self.state)), "EDITOR": _EDITOR}
        return Terminal(self.workspace.root, *words, state=self.state, environment=environment)

    # -- events -------------------------------------------------------------------------------------------

    def _play(self, terminal: Terminal, events: int) -> int:
        """As many events as are left, until the program ends; how many are left then."""
        time.sleep(self.pick.random() * 1.5)  # some are too early
        acts = (
            [self._press] * 10 + [self._burst] * 6 + [self._type] * 5 + [self._paste] * 2 + [self._click] * 3
        )
        acts += [self._resize, self._stop, self._outside, self._bytes]
        while events > 0:
            act = self.pick.choice(acts)
            name = act.__name__.strip("_")
            said = act(terminal)
            self.done.append(f"{name} {said}")
            self.outcome.events[name] += 1
            events -= 1
            terminal._read(self.pick.random() * 0.15)
            if terminal.process.poll() is not None:
                return self._ended(terminal, events)
            if self.pick.random() < 0.15 and not self._answers(terminal):
                break
        if self.pick.random() < 0.5:
            terminal.kill()
            self.outcome.kills += 1
        return events

    def _keys(self, count: int) -> list[str]:
        return [
            self.pick.choice(OFTEN) if self.pick.random() < 0.5 else self.pick.choice([*KEYS])
            for _ in range(count)
        ]

    def _press(self, terminal: Terminal, count: int = 1) -> str:
        keys = self._keys(count)
        if self.pick.random() < 0.004:
            keys.append("^Q")
        terminal.send(b"".join(KEYS.get(key, {"enter": b"\r", "^Q": b"\x11"}.get(key, b"")) for key in keys))
        return " ".join(keys)

    def _burst(self, terminal: Terminal) -> str:
        return self._press(terminal, self.pick.randrange(2, 12))

    def _type(self, terminal: Terminal) -> str:
        text = "".join(
            self.pick.choice([*PHRASES, *PHRASES, *ODD, "\r"]) for _ in range(self.pick.randrange(1, 6))
        )
        terminal.send(text.encode())
        return repr(text)

    def _paste(self, terminal: Terminal) -> str:
        paragraph = "3月5日，上海试点概念验证平台，提出到2027年建成10家。"
        text = self.pick.choice(
            [
                f"上海试点概念验证平台\n{paragraph}\n一是建平台。{paragraph}\n二是育人才。{paragraph}\n",
                "首先，甲。\n其次，乙。\n" + paragraph * self.pick.randrange(1, 60),
                paragraph * 300,
                "\n" * self.pick.randrange(1, 300),
                str(self.workspace.root),
                "x" * 5000,
                "".join(self.pick.choices([*PHRASES, *ODD, "\n"], k=40)),
            ]
        )
        terminal.send(f"\x1b[200~{text}\x1b[201~".encode()[:60000])
        return f"{len(text)} characters {text[:12]!r}"

    def _click(self, terminal: Terminal) -> str:
        x, y = self.pick.randrange(1, self.size[0] + 1), self.pick.randrange(1, self.size[1] + 1)
        match self.pick.choice(["click", "twice", "thrice", "drag", "wheel", "right"]):
            case "drag":
                data = f"\x1b[<0;{x};{y}M\x1b[<32;{x + 3};{y + 2}M\x1b[<0;{x + 3};{y + 2}m"
            case "wheel":
                data = f"\x1b[<{self.pick.choice([64, 65])};{x};{y}M" * 5
            case "right":
                data = f"\x1b[<2;{x};{y}M\x1b[<2;{x};{y}m"
            case times:
                data = f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m" * ["click", "twice", "thrice"].index(
                    times
                ).__add__(1)
        terminal.send(data.encode())
        return repr(data)

    def _resize(self, terminal: Terminal) -> str:
        sizes = [(80, 24), (120, 36), (200, 60), (100, 30), (60, 16), (40, 10), (61, 17), (15, 4), (149, 20)]
        self.size = self.pick.choice(sizes)
        terminal.resize(*self.size)
        return str(self.size)

    def _bytes(self, terminal: Terminal) -> str:
        data = self.pick.choice(
            ["长三角要讯".encode("gbk"), b"\xff\xfe", "长".encode()[:2], b"\x1b[", b"\x1b[200~\xe4"]
        )
        terminal.send(data + (b"\x1b[201~" if b"200~" in data else b""))
        return repr(data)

    def _stop(self, terminal: Terminal) -> str:
        stop = self.pick.choice([signal.SIGSTOP, signal.SIGTSTP, signal.SIGCONT])
        terminal.process.send_signal(stop)
        if stop != signal.SIGCONT:
            terminal.stopped(patience=5)
        terminal.process.send_signal(signal.SIGCONT)
        return stop.name

    def _outside(self, terminal: Terminal) -> str:
        """Somebody else at the same folder."""
        named = sorted(self.workspace.issues_folder.glob("*.toml"))
        what = self.pick.choice(["edited", "touched", "deleted", "copied", "exports", "kept", "index"])
        with suppress(OSError, IndexError, EditorError):
            path = self.pick.choice(named)
            text = path.read_text(encoding="utf-8")
            match what:
                case "edited":
                    path.write_text(
                        text.replace("上海", "江苏").replace("助餐点", "助餐处"), encoding="utf-8"
                    )
                case "touched":
                    path.touch()
                case "deleted" if len(named) > 1:
                    path.unlink()
                case "copied":
                    path.with_name(f"{path.stem}-副本.toml").write_text(text, encoding="utf-8")
                case "exports":
                    shutil.rmtree(self.workspace.exports_folder, ignore_errors=True)
                case "kept":
                    shutil.rmtree(self.workspace.root / ".yaoxun" / "versions", ignore_errors=True)
                case "index":
                    for index in self.state.rglob("*.sqlite*"):
                        index.write_bytes(b"no index")
            return f"{what} {path.name}"
        return what

    # -- what may not happen ------------------------------------------------------------------------------

    @property
    def _complained(self) -> bool:
        return any(line.startswith(f"session {self.seed} ") for line in self.outcome.complaints)

    def _complain(self, what: str) -> None:
        last = "\n    ".join(self.done[-12:])
        self.outcome.complaints.append(f"session {self.seed} ({self.kind}): {what}\n    {last}")

    def _ended(self, terminal: Terminal, events: int) -> int:
        terminal._settle()
        if terminal.process.returncode == 0:
            return events
        said = terminal._drawn[-1500:].decode("utf-8", "replace")
        if terminal.process.returncode == 2 and not terminal.taken and "程序出错" not in said:
            return max(0, events - 40)  # this workspace is refused, in a sentence
        self._complain(f"ended with code {terminal.process.returncode}: {said}")
        return 0

    def _answers(self, terminal: Terminal) -> bool:
        """Whether it draws the window that has another size now, and no row of it is too wide."""
        before, busy = time.monotonic(), _busy(terminal)
        columns, rows = self.size
        while terminal._read(0):
            pass
        for size in ((columns, rows + 1), (columns, rows)):
            terminal.resize(*size)
            mark, other = len(terminal._drawn), rows
            while len(terminal._drawn) == mark:
                if not terminal._read(1.0):  # both sizes may have been taken for one change, which is none
                    other = rows + 2 if other == rows else rows
                    terminal.resize(columns, other)
                if terminal.process.poll() is not None:
                    return True  # asked to leave before
                if time.monotonic() - before > DEAD:
                    self._complain("does not answer")
                    return False
        terminal.resize(columns, rows)
        took = _busy(terminal) - busy
        self.outcome.longest = max(self.outcome.longest, took)
        if took > FROZEN * float(os.environ.get("MONKEY_PATIENCE", "1")):
            self._complain(f"froze for {took:.1f} s")
            return False
        wide: list[tuple[int, str]] = []
        for _ in range(_TRIES):  # what was drawn for the size before may still be on its way
            terminal._settle()
            mark = len(terminal._drawn)
            terminal.send(b"\x1b[C")
            terminal._settle()
            wide = list(too_wide(terminal._drawn[mark:], columns))
            if not wide:
                break
        else:
            self._complain(f"rows wider than {columns}: {wide[:2]}")
        if terminal.process.poll() is None:
            terminal.forget()
        return not wide

    def _marker(self) -> None:
        """Write something, be killed, and find it again."""
        named = sorted(self.workspace.issues_folder.glob("20??-??.toml"))
        if not named:
            return
        path = named[-1]
        words = f"记号{self.seed}之文"
        with self._started("edit", path.stem) as terminal:
            self.done.append(f"marker in {path.stem}")
            try:
                self._enter(terminal)
                if terminal.process.poll() is not None:
                    if terminal.taken or "程序出错" in terminal.text:
                        self._complain(f"could not be opened again: {terminal.text[-800:]}")
                    return
                if "备用稿" not in terminal.text:
                    return  # this workspace is refused, in a sentence on the list
                terminal.press("\x0e")
                terminal.press(words)
                terminal.see(words)
            except AssertionError as error:
                self._complain(f"marker not taken: {str(error)[-1500:]}")
                return
            time.sleep(KEPT)
            terminal._settle()
            terminal.kill()
            self.outcome.kills += 1
        os.environ["XDG_STATE_HOME"] = str(self.state)
        try:
            style = self.workspace.style(load_issue(path).style)
            with Document.open(path, style) as document:
                found = any(
                    words in article.title for article in (*document.issue.articles, *document.issue.spares)
                )
        except EditorError as error:
            self._complain(f"cannot be opened after a kill: {error}")
            return
        if found:
            self.outcome.found_again += 1
        else:
            self._complain("the marker is lost")

    def _enter(self, terminal: Terminal) -> None:
        """Wait for the edit screen, or for rest elsewhere, and answer what is asked before it is there."""
        until = time.monotonic() + DEAD
        while time.monotonic() < until and terminal.process.poll() is None and "备用稿" not in terminal.text:
            rests = _rests(terminal)
            if any(asked in terminal.text for asked in ("接着改", "只读打开", "恢复那个版本", "已发")):
                terminal.press("\r")
            elif rests and terminal.taken:
                return

    def _look_at_what_is_left(self) -> None:
        for path in sorted(self.workspace.issues_folder.glob("*.toml")):
            try:
                load_issue(path)
            except EditorError as error:
                self._complain(f"does not load: {error}")
        for log in sorted(self.state.rglob("*.log")):
            self._complain(f"{log.name}: {log.read_text(encoding='utf-8')[-3000:]}")


def _rests(terminal: Terminal, enough: float = 1.5) -> bool:
    """Whether nothing is drawn and next to nothing worked for ``enough`` seconds; False as soon as something is drawn."""
    busy, since = _busy(terminal), time.monotonic()
    while time.monotonic() - since < enough:
        if terminal._read(0.3):
            terminal._settle()
            return False
    return _busy(terminal) - busy < 0.1


def _busy(terminal: Terminal) -> float:
    """Seconds that the main thread has worked; 0 where that cannot be known."""
    pid = terminal.process.pid
    try:
        fields = Path(f"/proc/{pid}/task/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def too_wide(drawn: bytes, columns: int):
    """The rows, by number and text, of which a stretch was drawn past the last column."""
    for row, column, text in TOO_WIDE_FOR.findall(drawn):
        words = COLOURS.sub(b"", text).decode("utf-8", "replace")
        if int(column) - 1 + sum(max(wcwidth(c), 0) for c in words) > columns:
            yield int(row), words
