"""The first tables: dossiers, answers, conversations, vault."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. There is no way back: a backup is the way back."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "dossiers",
        sa.Column("id", sa.String(10), primary_key=True),
        sa.Column("wrapped_key", sa.LargeBinary),
        sa.Column("created_at", moment, nullable=False),
    )
    op.create_table(
        "answers",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        sa.Column(
            "dossier_id",
            sa.String(10),
            sa.ForeignKey("dossiers.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("at", moment, nullable=False),
        sa.Column(
            "superseded_by",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            sa.ForeignKey("answers.id"),
        ),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("answers_of_a_dossier", "answers", ["dossier_id", "superseded_by"])
    op.create_index("answers_superseded_by", "answers", ["superseded_by"])
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("dossier_id", sa.String(10), sa.ForeignKey("dossiers.id", ondelete="CASCADE")),
        sa.Column("wrapped_key", sa.LargeBinary),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("updated_at", moment, nullable=False),
    )
    op.create_index("ix_conversations_dossier_id", "conversations", ["dossier_id"])
    op.create_table(
        "vault",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("check", sa.LargeBinary, nullable=False),
    )
