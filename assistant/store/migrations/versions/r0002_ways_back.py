"""The ways back to a dossier: secret codes and codes of passage."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_ways_back"
down_revision = "0001_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. There is no way back: a backup is the way back."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "secret_codes",
        sa.Column(
            "dossier_id",
            sa.String(10),
            sa.ForeignKey("dossiers.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("wrong", sa.Integer, nullable=False),
        sa.Column("not_before", moment),
    )
    op.create_table(
        "handovers",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column(
            "dossier_id",
            sa.String(10),
            sa.ForeignKey("dossiers.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("expires_at", moment, nullable=False),
    )
    op.create_index("ix_handovers_dossier_id", "handovers", ["dossier_id"])
