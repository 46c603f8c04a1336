"""Whose browser it is: a cookie of 256 random bits, of which only a hash is known here.

A session is a note in the store, sealed like the rest: it outlives this process, and ends with the
talk, with its note, or after a quarter of an hour without an answer.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from assistant.conversation import Replied
from assistant.notes import NoteBook

CHANNEL = "web"
LEFT_ALONE = timedelta(minutes=15)  # shorter than in a pocket: a counter's computer is everybody's
BYTES = 32  # 256 bits
_COOKIE = re.compile(r"[A-Za-z0-9_-]{43}")  # as many of base64's letters


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands on a page: what was `said` last, at which `mark`, and `at` which moment.

    `alone`: nothing is asked after it.
    """

    at: str
    said: str = ""
    mark: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that came with a cookie of ours. `cookie` goes nowhere but back to it."""

    cookie: str
    seen: Seen
    is_left_alone: bool = False

    @property
    def sender(self) -> str:
        """The person's name for the assistant."""
        return sender_of(self.cookie)


def sender_of(cookie: str) -> str:
    """Whoever reads the store cannot make the cookie from it."""
    return f"{CHANNEL}:{hashlib.sha256(cookie.encode()).hexdigest()}"


def utc_now() -> datetime:
    """The moment, wherever the machine is."""
    return datetime.now(UTC)


class Sessions:
    """The sessions of every browser. All but `made` raise `StoreError`."""

    def __init__(self, notes: NoteBook, now: Callable[[], datetime] = utc_now) -> None:
        """`notes` keep them."""
        self._notes = notes
        self._now = now

    async def of(self, cookie: str | None) -> Session | None:
        """The session of a cookie, left alone or not; None for one that is not, or no more."""
        if cookie is None or not _COOKIE.fullmatch(cookie):
            return None
        notes = await self._notes.of(sender_of(cookie))
        if not notes:
            return None
        seen = Seen(**notes)
        age = self._now() - datetime.fromisoformat(seen.at)
        return Session(cookie, seen, is_left_alone=not timedelta() <= age <= LEFT_ALONE)

    def made(self) -> Session:
        """A new one, kept nowhere yet."""
        return Session(secrets.token_urlsafe(BYTES), Seen(""))

    async def keep(self, session: Session, said: str, mark: str, *, alone: bool = False) -> None:
        """The page shows this from now on."""
        seen = Seen(self._now().isoformat(), said, mark, alone)
        await self._notes.keep(session.sender, asdict(seen))

    async def keep_reply(self, session: Session, replied: Replied) -> None:
        """The page shows this reply from now on."""
        said = "\n".join(reply.text for reply in replied.replies if reply.text)
        await self.keep(session, said, replied.mark, alone=replied.alone)

    async def end(self, session: Session) -> None:
        """Its cookie opens nothing any more."""
        await self._notes.keep(session.sender, {})
