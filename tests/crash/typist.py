"""Somebody at work, as a process to be killed: types, moves, undoes, saves, imports, exports, and logs it.

``python typist.py ISSUE SEED``. Each line of the log is written before what it announces: ``state N TIME DIGEST`` for
a state of the issue, ``saving N`` for a save of it; ``saved N`` and ``flushed N`` stand after what they say.
"""

import os
import random
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from editor.model.body import Paragraph
from editor.model.issue import (
    Article,
    Place,
    add_article,
    move_article,
    new_id,
    remove_article,
    replace_article,
)
from editor.session.document import Document
from editor.session.exports import export_issue
from editor.session.intake import read_outside, take
from editor.session.workspace import Workspace
from editor.store.issue_file import dump_issue

MOST_ARTICLES = 30


def digest(issue) -> str:
    return sha256(dump_issue(issue).encode()).hexdigest()[:24]


class Typist:
    """One person's session on one document; ``say`` takes the lines of the log."""

    def __init__(self, document, pick, say):
        self.document, self.pick, self.say = document, pick, say
        self.number = 0
        self.announce(document.issue)

    def announce(self, issue):
        self.say(f"state {self.number} {time.monotonic()} {digest(issue)}")
        self.number += 1

    def do(self, label, issue, merge=""):
        self.announce(issue)
        self.document.do(label, issue, merge=merge)

    def type(self):
        issue, pick = self.document.issue, self.pick
        article = issue.article(pick.choice(sorted(issue.ids)))
        for _ in range(pick.randrange(1, 6)):
            text = Paragraph("".join(pick.choices("要讯稿件修改核对数字发布", k=9)))
            article = replace(article, body=(*article.body[:4], text))
            self.do("输入", replace_article(self.document.issue, article), merge=article.id)

    def move(self):
        issue, pick = self.document.issue, self.pick
        room = pick.choice([None, *range(len(issue.sections))])
        self.do("移动", move_article(issue, pick.choice(sorted(issue.ids)), Place(room, pick.randrange(3))))

    def add_or_remove(self):
        issue = self.document.issue
        if len(issue.ids) < MOST_ARTICLES and self.pick.random() < 0.6:
            self.do("新稿", add_article(issue, Article(new_id(issue.ids), "新稿"), Place(0, 0)))
        elif len(issue.ids) > 2:
            self.do("删除", remove_article(issue, self.pick.choice(sorted(issue.ids))))

    def step(self):
        history = self.document.history
        there, back = self.pick.choice([("undo", "redo"), ("redo", "undo")])
        if getattr(history, there)() is not None:
            issue = history.issue
            getattr(history, back)()
            self.announce(issue)
            getattr(self.document, there)()

    def save(self):
        self.say(f"saving {self.number - 1}")
        self.document.save()
        self.say(f"saved {self.number - 1}")

    def flush(self):
        if self.document.flush():
            self.say(f"flushed {self.number - 1}")


def exchange(typist, workspace, style):
    """Export the issue, and import the text of another one over itself."""
    if typist.pick.random() < 0.5:
        export_issue(typist.document.issue, style, workspace.exports_folder, formats=("txt",))
    else:
        source = workspace.root / "来稿.txt"
        take(read_outside(workspace, source), force=True)


def main() -> None:
    path, seed = Path(sys.argv[1]), int(sys.argv[2])
    workspace = Workspace(path.parent.parent)
    style = workspace.style("official")
    pick = random.Random(seed)
    log = sys.stdout.fileno()
    document = Document.open(path, style)
    document.accept_recovered()
    typist = Typist(document, pick, lambda line: os.write(log, f"{line}\n".encode()))
    typist.say("ready")
    work = [typist.type] * 8 + [typist.move, typist.add_or_remove, typist.step]
    # Half of the sessions save all the time, half hardly ever: the journal is alone then.
    actions = [*work, typist.save, typist.flush] if pick.random() < 0.5 else work * 9 + [typist.save]
    while True:
        time.sleep(pick.random() * 0.02)
        if pick.random() < 0.03:
            exchange(typist, workspace, style)
        pick.choice(actions)()


if __name__ == "__main__":
    main()
