"""The tables. What a person said, and which questions they answered, stands only in sealed columns.

Associated data of a sealed column: table/dossier/row/column, so that a row moved or copied
elsewhere cannot be read there.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    TypeDecorator,
    Unicode,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DOSSIER_DIGITS = 10
CONVERSATION_DIGITS = 64  # HMAC-SHA256, in hexadecimal


class Utc(TypeDecorator[datetime]):
    """A moment, aware, in UTC whatever the database gives back. Refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without its time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite keeps no zone: what was kept is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table of the store."""

    type_annotation_map = {  # noqa: RUF012  SQLAlchemy's own name
        datetime: Utc(),
        bytes: LargeBinary(),
    }


class DossierRow(Base):
    """A dossier, with its key; a key of None: forgotten. The row stays, so does its number."""

    __tablename__ = "dossiers"

    id: Mapped[str] = mapped_column(String(DOSSIER_DIGITS), primary_key=True)
    wrapped_key: Mapped[bytes | None]
    created_at: Mapped[datetime]


class AnswerRow(Base):
    """One answer, whole in `record`; the current ones are those that nothing superseded."""

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))
    record: Mapped[bytes]

    __table_args__ = (
        Index("answers_of_a_dossier", "dossier_id", "superseded_by"),
        Index("answers_superseded_by", "superseded_by"),
        {"sqlite_autoincrement": True},  # a number is never given twice: it is sealed in
    )


class ConversationRow(Base):
    """Where a person stands in the talk; sealed with the dossier's key once there is one."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(CONVERSATION_DIGITS), primary_key=True)
    dossier_id: Mapped[str | None] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), index=True
    )
    wrapped_key: Mapped[bytes | None]
    state: Mapped[bytes]
    version: Mapped[int]
    updated_at: Mapped[datetime]


class SecretCodeRow(Base):
    """What a dossier's secret code is checked against, and how long wrong ones make it wait."""

    __tablename__ = "secret_codes"

    dossier_id: Mapped[str] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True
    )
    hash: Mapped[str] = mapped_column(String(200))
    wrong: Mapped[int]
    not_before: Mapped[datetime | None]


class HandoverRow(Base):
    """A code of passage, as its HMAC: opens a dossier once, until it expires."""

    __tablename__ = "handovers"

    id: Mapped[str] = mapped_column(String(CONVERSATION_DIGITS), primary_key=True)
    dossier_id: Mapped[str] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), index=True
    )
    expires_at: Mapped[datetime]


class ReminderRow(Base):
    """A reminder that was taken on, as the HMAC of dossier, kind and day; `told` how far it is."""

    __tablename__ = "reminders"

    id: Mapped[str] = mapped_column(String(CONVERSATION_DIGITS), primary_key=True)
    dossier_id: Mapped[str] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), index=True
    )
    told: Mapped[str] = mapped_column(String(7))
    at: Mapped[datetime]


class ReachRow(Base):
    """Where a person is reached on a channel; the address is sealed with the dossier's key."""

    __tablename__ = "reach"

    dossier_id: Mapped[str] = mapped_column(
        ForeignKey("dossiers.id", ondelete="CASCADE"), primary_key=True
    )
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    address: Mapped[bytes]


class SchedulerJobRow(Base):
    """APScheduler's own table (its SQLAlchemyJobStore): one job a day, the same for everybody."""

    __tablename__ = "scheduler_jobs"

    id: Mapped[str] = mapped_column(Unicode(191), primary_key=True)
    next_run_time: Mapped[float | None] = mapped_column(Float(25), index=True)
    job_state: Mapped[bytes]


class DocumentRow(Base):
    """A received document: what is known of it in `record`, its bytes in `content`.

    `pending` counts the proposals that the person was not asked about yet.
    """

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    dossier_id: Mapped[str] = mapped_column(ForeignKey("dossiers.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    pending: Mapped[int]
    record: Mapped[bytes]
    content: Mapped[bytes]

    __table_args__ = (
        Index("documents_of_a_dossier", "dossier_id", "pending"),
        {"sqlite_autoincrement": True},  # a number is never given twice: it is sealed in
    )


class AuditRow(Base):
    """A line of the audit log. Text alone, so that what was put there by others can be read too.

    `mac` is the HMAC of the line and of the `mac` before it. No foreign key: the lines about a
    dossier outlive it.
    """

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[str] = mapped_column(String(32))
    dossier_id: Mapped[str | None] = mapped_column(String(DOSSIER_DIGITS))
    what: Mapped[str] = mapped_column(String(20))
    by_whom: Mapped[str] = mapped_column(String(80))
    detail: Mapped[str] = mapped_column(String(40))
    mac: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index("audit_of_a_dossier", "dossier_id", "number"),)


class VaultRow(Base):
    """One row: what tells a wrong master key."""

    __tablename__ = "vault"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    check: Mapped[bytes]
