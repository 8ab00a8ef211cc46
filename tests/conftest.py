"""What tests of several rooms stand on: a workspace of their own, and the published issue where it is at hand."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from editor.session.workspace import Workspace

ROOT = Path(__file__).parent.parent
PUBLISHED = ROOT.parent / "shared" / "published" / "2025-28.txt"

# A busy machine is no failure: tests hold no clock, and that of Hypothesis is off as well. EXAMPLES=5000 is for a person
# who has the time; properties that say a number of their own keep it.
settings.register_profile(
    "steady",
    max_examples=int(os.environ.get("EXAMPLES", "200")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")
settings.register_profile("unshrunk", settings.get_profile("steady"), phases=[Phase.explicit, Phase.generate])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first: no worker is to wait for them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace with the shipped styles."""
    return Workspace.init(tmp_path / "工作区")


@pytest.fixture
def samples(workspace: Workspace) -> Workspace:
    """A workspace that holds copies of the sample issues."""
    for sample in (ROOT / "issues").glob("*.toml"):
        (workspace.issues_folder / sample.name).write_bytes(sample.read_bytes())
    return workspace


@pytest.fixture(scope="session")
def published() -> Path:
    """The published issue, somebody's text that lies beside the project and never in it."""
    if not PUBLISHED.exists():
        pytest.skip("the published issue is not at hand")
    return PUBLISHED
