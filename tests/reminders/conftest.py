"""The reminders' tests run on SQLite and on PostgreSQL."""

from tests.store.conftest import (  # noqa: F401
    _cluster,
    cluster,
    kept,
    patience,
    postgresql,
    sqlite,
    store,
)
