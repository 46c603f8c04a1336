"""Run by Alembic inside the transaction that `assistant.store.schema` opened."""

from __future__ import annotations

from alembic import context

from assistant.store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
