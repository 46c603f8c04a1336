"""The first tables: dossiers, answers, conversations, vault."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "dossiers",
        sa.Column("id", sa.String(10), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    dossier = sa.ForeignKey("dossiers.id", ondelete="CASCADE")
    op.create_table(
        "answers",
        sa.Column("dossier_id", sa.String(10), dossier, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("superseded_by", sa.Integer, nullable=True),
        sa.Column("record", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column(
            "dossier_id",
            sa.String(10),
            sa.ForeignKey("dossiers.id", ondelete="CASCADE"),
            nullable=True,
            index=True,
        ),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "vault",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("vault", "conversations", "answers", "dossiers"):
        op.drop_table(table)
