"""Who did what with a dossier: a line of the audit log. Pure, and nothing that anybody said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Done(Enum):
    """What was done. A closed list: what is written down about people is chosen here."""

    BEGUN = "begun"
    OPENED = "opened"
    """By a code, on a channel; `detail` tells which kind of code."""
    WRONG_CODE = "wrong code"
    NEW_CODE = "new secret code"
    TAKEN_UP = "taken up"
    """At this computer, where nobody is asked for a code; `detail` is the channel."""
    SHOWN = "shown"
    EXPORTED = "exported"
    PRINTED = "printed"
    SENT = "sent"
    """A paper, as a file in a chat."""
    IMPORTED = "imported"
    FORGOTTEN = "forgotten"
    RESTORED = "restored"
    """A copy of the database was put in place of what there was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One line. `number` is given when it is written.

    `dossier` is None when it is about none, or about a number that is not there; `by` the channel,
    or the operator's account on the computer; `detail` a word of the program's own: the format of
    an export, the name of a paper, the kind of a code.
    """

    dossier: str | None
    what: Done
    by: str
    at: datetime
    detail: str = ""
    number: int = 0
