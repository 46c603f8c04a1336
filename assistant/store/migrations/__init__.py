"""Alembic migrations, run by `assistant.store.schema`."""
