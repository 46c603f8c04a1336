"""A paper or a file that the person received, kept as it came. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

LARGEST_DOCUMENT = 20_000_000  # bytes, as it came
MOST_DOCUMENTS = 500  # in one dossier


class Decision(Enum):
    """What the person said about a fact that a document holds."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One item of a list of the dossier, as a document says it: never kept without a yes.

    `list_field` is the list (`health.allergies`), `values` the fields of the item and what the
    document says of them. A field marked `will` is never among them.
    """

    list_field: str
    values: Mapping[str, str]
    decision: Decision = Decision.PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A received document. `number` and `received_at` are given when it is kept.

    `type` is one of the words of `assistant/documents/types.yml`; `date` the document's own,
    `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `summary` plain sentences, ready to be said; `text` what was
    read in it; `content` the bytes as they came, empty where only the list was asked for.
    """

    title: str
    type: str
    media_type: str
    summary: str
    content: bytes
    author: str | None = None
    date: str | None = None
    text: str = ""
    proposals: tuple[Proposal, ...] = ()
    number: int | None = None
    received_at: datetime | None = None
    channel: str = ""
    masked: bool = False
    """Whether a social security number was taken out before it was kept."""
    size: int = field(default=0)
    """Bytes of the content, also where it is not there."""

    @property
    def pending(self) -> list[int]:
        """The places of the proposals that the person was not asked about yet."""
        return [
            place
            for place, proposal in enumerate(self.proposals)
            if proposal.decision is Decision.PENDING
        ]
