"""Fixtures for all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from warm import Command

from evaluator.equality.workers import Workers
from evaluator.reference.library import Library, load

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("EVALUATOR_TEST_DATA", ROOT.parent / "shared" / "data"))

# The same examples every time; `--hypothesis-profile=search` looks for new ones.
settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("search", deadline=None, max_examples=5000)
settings.load_profile("fixed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a browser or real logs is known by its fixtures; `make check` leaves it to `make test`."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        for fixture, marker in (("chromium", "browser"), ("shared", "real")):
            if fixture in fixtures:
                item.add_marker(marker)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests keep is theirs alone; the processes of one suite share it, as two runs of a user's do."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(shared / "cache"))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def command() -> Iterator[Command]:
    """The command line, as a user calls it."""
    running = Command()
    yield running
    running.close()


@pytest.fixture(scope="session")
def library(root: Path) -> Library:
    """Our own reference solutions."""
    return load(root / "reference")


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    """Two, with the bounds that a run has by default."""
    with Workers(jobs=2) as running:
        yield running


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real material, which lives beside the checkout and not in it."""
    if not SHARED.is_dir():
        pytest.skip(f"real material is not here (looked in {SHARED.name}/ beside the checkout, or EVALUATOR_TEST_DATA)")
    return SHARED
