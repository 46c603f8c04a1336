"""What several tests use: one loaded engine, a store of their own, a clock that stands still."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, settings

from assistant.conversation import Conversation
from assistant.engine.embedded import EmbeddedEngine
from assistant.engine.model import is_trained, model_path, train
from assistant.store.store import Store
from tests.talking import Person

# No test asserts a time: who reads a lexicon first would fail at Hypothesis' fifth of a second.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples on every run in CI, so that a green run stays green; new ones at the desk.
# A failure there is told as it was found: making it small takes minutes, and is for the desk.
settings.register_profile(
    "ci",
    settings.get_profile("desk"),
    derandomize=True,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

MASTER_KEY = bytes(range(32))
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


LONGEST_NAME = 200  # characters


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """No file names a test: a PDF holds the second in which it was made, so that two workers that
    collect at different seconds would not have the same tests, and pytest would run none.
    """
    return argname if isinstance(val, bytes | str) and len(val) > LONGEST_NAME else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each worker begins with its share of the long ones: begun last, one keeps the others waiting.

    `--dist worksteal` gives each worker so many in a row.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0"))
    long = [item for item in items if item.get_closest_marker("long")]
    others = iter([item for item in items if not item.get_closest_marker("long")])
    ordered: list[pytest.Item] = []
    for worker in range(workers):
        end = len(ordered) + (len(items) - len(ordered)) // (workers - worker)
        ordered += long[worker::workers]
        ordered += islice(others, max(0, end - len(ordered)))
    items[:] = ordered or items


@pytest.fixture(scope="session")
def engine() -> EmbeddedEngine:
    """The trained engine, loaded once: it keeps nothing between two turns."""
    if not is_trained():
        train()
    return EmbeddedEngine(model_path())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty VIVEVOIX_HOME."""
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Store:
    """A new store on SQLite."""
    return Store.open("", home, MASTER_KEY)


@pytest.fixture
def conversation(engine: EmbeddedEngine, store: Store) -> Conversation:
    """Conversations on 24 November 2026, each turn a second after the other."""
    return Conversation(engine, store, ticking())


def ticking() -> Callable[[], datetime]:
    """A clock that moves on by a second each time it is read."""
    seconds = iter(range(1_000_000))
    return lambda: datetime.fromtimestamp(NOW.timestamp() + next(seconds), NOW.tzinfo)


@pytest.fixture
def person(conversation: Conversation) -> Person:
    """Somebody who has not said anything yet."""
    return Person(conversation)


@pytest.fixture
def jeanne(person: Person) -> Person:
    """Jeanne, welcomed, who chose the whole dossier and is asked her birth name."""
    from tests.people import JEANNE

    person.says("/start")
    person.answers(JEANNE, until="identity.birth_name")
    return person


@pytest.fixture(autouse=True)
def _nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests reaches them."""
    for name in [name for name in os.environ if name.startswith("VIVEVOIX_")]:
        monkeypatch.delenv(name)
