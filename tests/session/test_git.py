"""Issue files under git: merged word by word, every file loads, and nothing that either side wrote is lost."""

import subprocess
import sys
from random import Random

import pytest

from editor.cli import run
from editor.merge.rows import body_of, rows_of
from editor.model.body import texts
from editor.model.issue import (
    Article,
    Place,
    add_article,
    move_article,
    park_article,
    remove_article,
    rename_section,
    replace_article,
)
from editor.session.merge import CONFIG, merge_files, prepare, shortcomings
from editor.store.issue_file import dump_issue, load_issue
from tests.generated import generated_issue

SEEDS = range(60)  # 600 by hand


@pytest.fixture
def three(tmp_path):
    """Three files, from texts; gives their paths."""

    def write(base, ours, theirs):
        paths = [tmp_path / name for name in ("base.toml", "ours.toml", "theirs.toml")]
        for path, text in zip(paths, (base, ours, theirs), strict=True):
            path.write_bytes(text.encode("utf-8"))
        return paths

    return write


def with_rows(article, rows):
    return Article(article.id, article.title, body_of(rows), article.run_in, article.source, article.note)


def edited(issue, random, mark):
    """An issue after some edits of one person, and the words that he put in, each unmistakable."""
    wrote = []
    for number in range(random.randint(1, 6)):
        word = f"{mark}{'甲乙丙丁戊己'[number]}写"
        sort = random.choice(
            ("word", "word", "word", "row", "gone", "title", "new", "move", "section", "park")
        )
        ids = sorted(a.id for a in issue.articles)
        article = issue.article(random.choice(ids))
        rows = [(row.text, row.mark) for row in rows_of(article.body)]
        at = random.randrange(len(rows))
        if sort == "word":
            text, kind = rows[at]
            cut = random.randrange(len(text) + 1)
            rows[at] = (text[:cut] + word + text[cut:], kind)
            issue = replace_article(issue, with_rows(article, rows))
        elif sort == "row":
            rows.insert(at, (f"{word}的一段。", rows[at][1]))
            issue = replace_article(issue, with_rows(article, rows))
        elif sort == "title":
            issue = replace_article(issue, Article(article.id, f"{article.title}{word}", article.body))
        elif sort == "new":
            new = Article(f"n{mark}{number}", f"{word}的稿件", article.body[:1])
            issue = add_article(issue, new, Place(random.randrange(len(issue.sections)), 0))
        else:
            word = ""
            if sort == "gone" and len(rows) > 2:
                issue = replace_article(issue, with_rows(article, rows[:at] + rows[at + 1 :]))
            elif sort == "move":
                issue = move_article(issue, article.id, Place(random.randrange(len(issue.sections)), 0))
            elif sort == "park":
                issue = park_article(issue, article.id)
            elif sort == "section":
                issue = rename_section(issue, random.randrange(len(issue.sections)), f"栏{mark}{number}")
        wrote += [word] if word else []
    return issue, wrote


@pytest.mark.parametrize("seed", SEEDS)
def test_every_merged_file_loads_and_holds_what_both_sides_wrote(three, seed):
    random = Random(seed)
    base = generated_issue(seed, 5)
    (ours, mine), (theirs, other) = edited(base, random, "我"), edited(base, random, "他")
    paths = three(dump_issue(base), dump_issue(ours), dump_issue(theirs))
    conflicts = merge_files(*paths)
    merged = load_issue(paths[1])
    text = paths[1].read_text(encoding="utf-8")
    for word in (*mine, *other):
        kept = ours if word in mine else theirs
        if word in dump_issue(kept):  # not what the same person took out again
            assert word in text
    assert merged.ids >= (ours.ids | theirs.ids)
    if not conflicts:
        assert "合并" not in text
    touched = {
        side: {a.id for a in (*side.articles, *side.spares) if a.id in base.ids and a != base.article(a.id)}
        for side in (ours, theirs)
    }
    if not touched[ours] & touched[theirs]:
        assert not [sentence for sentence in conflicts if "正文" in sentence or "标题" in sentence]


def test_different_words_of_one_paragraph_are_no_conflict_and_the_same_words_keep_both(three):
    base = generated_issue(3, 3)
    first = next(base.articles)
    said = next(iter(texts(first.body)))

    def with_lead(text):
        lead, *rest = first.body
        return dump_issue(
            replace_article(base, Article(first.id, first.title, (type(lead)(text), *rest), first.run_in))
        )

    paths = three(dump_issue(base), with_lead(f"新近{said}"), with_lead(f"{said}并已见效。"))
    assert merge_files(*paths) == ()
    assert f"新近{said}并已见效。" in paths[1].read_text(encoding="utf-8")
    middle = len(said) // 2
    paths = three(
        dump_issue(base),
        with_lead(f"{said[:middle]}我的说法{said[middle:]}"),
        with_lead(f"{said[:middle]}他的说法{said[middle:]}"),
    )
    (sentence,) = merge_files(*paths)
    assert first.title in sentence
    text = paths[1].read_text(encoding="utf-8")
    assert text.startswith("# 合并冲突：")
    assert "我的说法" in text
    assert "他的说法" in text
    assert load_issue(paths[1]).article(first.id).note.startswith("合并待定：")


def test_comments_and_unknown_keys_of_both_sides_survive(three):
    base = dump_issue(generated_issue(4, 3))
    ids = [line for line in base.splitlines() if line.startswith("id = ")]
    ours = base.replace(ids[0], f"{ids[0]}\nours_key = 1  # 我加的键", 1).replace(
        "[issue]", "# 我的话\n[issue]", 1
    )
    theirs = base.replace(ids[0], f"# 对方的话\n{ids[0]}\ntheirs_key = [\n  1,  # 里面\n]", 1)
    theirs = theirs.replace(ids[1], f"{ids[1]}  # 行尾的话", 1) + "\n# 末尾的话\n"
    paths = three(base, ours, theirs)
    assert merge_files(*paths) == ()
    text = paths[1].read_text(encoding="utf-8")
    for words in (
        "# 我的话",
        "ours_key = 1",
        "# 我加的键",
        "# 对方的话",
        "theirs_key = [",
        "# 里面",
        "# 行尾的话",
        "# 末尾的话",
    ):
        assert text.count(words) == 1, words
    assert load_issue(paths[1]) == load_issue(paths[0])


def test_two_that_were_added_apart_are_both_kept(three):
    ours, theirs = generated_issue(5, 3), generated_issue(6, 3)
    paths = three("", dump_issue(ours), dump_issue(theirs))
    merge_files(*paths)
    text = paths[1].read_text(encoding="utf-8")
    assert all(article.title in text for article in (*ours.articles, *theirs.articles))


def test_a_broken_side_is_named_and_ours_stays(three, capsys):
    good = dump_issue(generated_issue(7, 2))
    paths = three(good, good, "[[section]\n")
    assert run(["merge", *map(str, paths)]) == 2
    assert "theirs.toml" in capsys.readouterr().err
    assert paths[1].read_text(encoding="utf-8") == good


class TestARepository:
    def git(self, root, *words, check=True):
        settings = ("-c", "user.name=编辑", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main")
        command = ["git", "-C", str(root), *settings, *words]
        return subprocess.run(command, check=check, capture_output=True, text=True)

    def test_is_told_once_and_then_git_merges_by_itself(self, workspace):
        root = workspace.root
        self.git(root, "init")
        (root / ".gitignore").unlink(missing_ok=True)
        assert len(list(shortcomings(root))) == 3
        prepare(root)
        prepare(root)
        assert (root / ".gitignore").read_text(encoding="utf-8").splitlines() == [".yaoxun/", "exports/"]
        assert [advice for _, advice in shortcomings(root)] == [f"请在工作区里运行一次：{CONFIG}"]
        self.git(root, "config", "merge.yaoxun.driver", f'"{sys.executable}" -m editor merge %O %A %B')
        assert list(shortcomings(root)) == []

        base = generated_issue(8, 4)
        path = workspace.create(base)
        self.git(root, "add", ".")
        self.git(root, "commit", "-m", "一")
        first, second = list(base.articles)[:2]
        self.git(root, "checkout", "-b", "theirs")
        path.write_text(dump_issue(remove_article(base, second.id)), encoding="utf-8", newline="\n")
        self.git(root, "commit", "-am", "二")
        self.git(root, "checkout", "main")
        changed = Article(first.id, f"{first.title}新", first.body, first.run_in)
        path.write_text(dump_issue(replace_article(base, changed)), encoding="utf-8", newline="\n")
        self.git(root, "commit", "-am", "三")
        self.git(root, "merge", "theirs", "-m", "四")
        assert load_issue(path) == remove_article(replace_article(base, changed), second.id)
        assert (
            not list((root / ".yaoxun").glob("**/*.toml")) or self.git(root, "status", "--short").stdout == ""
        )

    def test_without_the_driver_the_markers_are_called_what_they_are(self, workspace, capsys, monkeypatch):
        monkeypatch.chdir(workspace.root)
        text = dump_issue(generated_issue(9, 2))
        lines = text.splitlines()
        lines[4:5] = ["<<<<<<< HEAD", "number = 1", "=======", "number = 2", ">>>>>>> theirs"]
        (workspace.issues_folder / "2026-10.toml").write_text("\n".join(lines), encoding="utf-8")
        assert run(["show", "2026-10"]) == 2
        err = capsys.readouterr().err
        assert "合并冲突标记" in err
        assert "第5行" in err
        assert "yaoxun init --git" in err
