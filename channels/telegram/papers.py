"""Documents in and out, as this channel sees them: what it is given to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.answers.kind import Lang

LARGEST = 20_000_000  # bytes: what a bot can fetch (Bot API 9, getFile), and what is received


@dataclass(frozen=True, slots=True)
class PaperKept:
    """A document that was received, and sealed. `is_read` tells whether words were found in it."""

    id: str
    is_read: bool


@dataclass(frozen=True, slots=True)
class PaperRefused:
    """Nothing was kept: a carte Vitale, a type that is not taken … `says` is the whole reply."""

    says: str


class Papers(Protocol):
    """The documents of one dossier, that of the conversation of `sender`."""

    async def receive(self, sender: str, content: bytes, lang: Lang) -> PaperKept | PaperRefused:
        """Check by content, turn, read and seal a photograph or a PDF. The name is never used."""

    async def name(self, sender: str, paper: str, title: str) -> None:
        """Give a document its title."""

    async def read(self, sender: str, paper: str) -> tuple[str, str] | None:
        """Its title, empty when it has none, and the words on it; None when it is not there."""


class Prints(Protocol):
    """The papers that the assistant makes."""

    async def card(self, sender: str, lang: Lang) -> bytes | None:
        """The emergency card of the sender's dossier as PDF; None when there is no dossier."""
