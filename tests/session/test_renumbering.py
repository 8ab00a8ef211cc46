import pytest

from editor.errors import LockedError, UsageError, WorkspaceError
from editor.session.document import Document
from editor.session.renumbering import renumber
from editor.session.versions import earlier_states
from editor.store.issue_file import load_issue


def test_the_issue_and_its_file_change_their_number_and_nothing_else(samples):
    path = samples.latest()
    before, text = load_issue(path), path.read_text("utf-8")
    target = renumber(samples, path, " 2026-08 ")
    assert target == samples.issues_folder / "2026-08.toml"
    assert not path.exists()
    after = load_issue(target)
    assert (after.number, after.sections, after.spares) == (8, before.sections, before.spares)
    assert target.read_text("utf-8") == text.replace("number = 3", "number = 8", 1)


def test_a_supplement_is_numbered_apart(samples):
    target = renumber(samples, samples.latest(), "2026-s01")
    assert load_issue(target).id.label == "2026年增刊第1期"


def test_the_old_state_is_kept_as_a_version(samples):
    path = samples.latest()
    renumber(samples, path, "2026-08")
    assert len(list(earlier_states(path))) == 1


@pytest.mark.parametrize(
    ("word", "error"), [("第八期", UsageError), ("", UsageError), ("2026-01", WorkspaceError)]
)
def test_what_cannot_be_is_said_and_nothing_changes(samples, word, error):
    path = samples.latest()
    before = path.read_bytes()
    with pytest.raises(error):
        renumber(samples, path, word)
    assert path.read_bytes() == before
    assert len(list(samples.issues_folder.glob("*.toml"))) == 3


def test_an_issue_that_somebody_has_open_keeps_its_number(samples):
    path = samples.latest()
    with Document.open(path, samples.style("official")), pytest.raises(LockedError):
        renumber(samples, path, "2026-08")
    assert path.exists()
    assert not (samples.issues_folder / "2026-08.toml").exists()


def test_a_new_issue_of_the_old_number_inherits_nothing(samples):
    path = samples.latest()
    text = path.read_bytes()
    renumber(samples, path, "2026-08")
    path.write_bytes(text)
    with Document.open(path, samples.style("official")) as document:
        assert document.recovered == ()
        assert document.undo() is None
