"""The same tests on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.store.store import Store
from tests.store.kept import Kept
from tests.store.postgresql import Cluster, NotHere, running

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def _cluster() -> Iterator[Cluster | str]:
    try:
        with running() as cluster:
            yield cluster
    except NotHere as why:
        yield str(why)


@pytest.fixture
def cluster(_cluster: Cluster | str) -> Cluster:
    """A PostgreSQL server."""
    if isinstance(_cluster, str):
        pytest.skip(f"no PostgreSQL: {_cluster}")
    return _cluster


@pytest.fixture
def sqlite(tmp_path: Path) -> Kept:
    """An empty home."""
    return Kept("", tmp_path / "home")


@pytest.fixture
def postgresql(cluster: Cluster, tmp_path: Path) -> Iterator[Kept]:
    """An empty home, and an empty database."""
    name = f"test_{next(_numbers)}"
    cluster.run(f"CREATE DATABASE {name}")
    yield Kept(cluster.url(name), tmp_path / "home")
    cluster.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest) -> Kept:
    """Each of them in turn."""
    where: Kept = request.getfixturevalue(request.param)
    return where


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    """An empty home on another machine, with each kind of database in turn."""
    home = tmp_path / "new machine" / "home"
    if request.param == "sqlite":
        yield Kept("", home)
        return
    server: Cluster = request.getfixturevalue("cluster")
    name = f"test_{next(_numbers)}"
    server.run(f"CREATE DATABASE {name}")
    yield Kept(server.url(name), home)
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """A folder for backups, as it were on a disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


@pytest.fixture
def store(kept: Kept) -> Iterator[Store]:
    """A new store."""
    opened = kept.open()
    yield opened
    opened.close()


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A turn gives up waiting for another one at once, not after 5 seconds."""
    monkeypatch.setattr("assistant.store.database.LOCK_WAIT", 0.2)
