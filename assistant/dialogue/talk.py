"""Where a conversation stands: small, JSON, and nothing that the dossier already holds."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TypeAlias

from assistant.answers.kind import Lang, Value
from assistant.dialogue.rate import Rate

Awaiting: TypeAlias = Literal[
    "", "which_field", "number", "removal", "consequence", "proposal",
    "did_you_ask", "have_dossier", "put_out", "way_back", "secret_code",
]  # fmt: skip
"""What the next utterance is for, when it is not an answer to the open question."""

ASKED_BY_YES_OR_NO: frozenset[Awaiting] = frozenset({"removal", "did_you_ask", "proposal"})
"""What is awaited with a yes or a no."""

HEARD_AS_YES_OR_NO: frozenset[Awaiting] = ASKED_BY_YES_OR_NO | {"have_dossier"}
"""What is answered by a yes or a no aloud: whether there is a dossier has keys of its own."""

ASKED_BY_DIGITS: frozenset[Awaiting] = frozenset({"way_back", "secret_code"})
"""What is awaited in digits: a dossier's number, a code."""

AT_REST = "at_rest"
"""Where to go back to when no step was open."""

TRAIL_LENGTH = 20  # questions that "back" can walk through


@dataclass(slots=True)
class Heard:
    """A value that was understood and is not kept yet, with the person's own words."""

    value: Value
    said: str


@dataclass(slots=True)
class Talk:
    """The state of one conversation between two turns.

    `step`, `asking` and `item` are the open question; `pending` what was heard for it and waits
    for a yes; `mending` the value that a no refused, of which a part may be corrected; `early`
    what was said before it was asked; `misses` the answers refused in a row on this question;
    `refused` what was heard for this question, in words, and turned down;
    `may_mean` the answers that a question may be about, the likeliest first; `claim` the number of
    the dossier that a secret code is awaited for; `locked` whether reading back asks for that code;
    `last_at` the moment of the last turn; `reviewed` the topics read back and found right;
    `alarmed` whether the last reply was about a danger.
    """

    lang: Lang = "fr"
    language_known: bool = False
    step: str | None = None
    asking: str | None = None
    item: int | None = None
    pending: Heard | None = None
    mending: Heard | None = None
    early: dict[str, Heard] = field(default_factory=dict)
    misses: int = 0
    last_attempt: str = ""
    refused: list[str] = field(default_factory=list)
    page: int = 0
    trail: list[tuple[str, int | None]] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    back_to: str | None = None
    awaiting: Awaiting = ""
    removal: tuple[str, int] | None = None
    rate: Rate = "normal"
    volume: int = 0
    resting: bool = False
    greeted: bool = False
    consented: bool = False
    last_said: list[str] = field(default_factory=list)
    more: str = ""
    may_mean: list[str] = field(default_factory=list)
    claim: str | None = None
    wrong_codes: int = 0
    code_told: bool = False
    locked: bool = False
    last_at: str = ""
    reviewed: list[str] = field(default_factory=list)
    alarmed: bool = False

    def to_json(self) -> dict[str, Any]:
        """A JSON object, the inverse of `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any] | None) -> Talk:
        """The talk that `to_json` wrote; a new one from None."""
        if not kept:
            return cls()
        talk = cls(**kept)
        talk.pending = Heard(**kept["pending"]) if kept["pending"] else None
        talk.mending = Heard(**kept["mending"]) if kept["mending"] else None
        talk.early = {name: Heard(**heard) for name, heard in kept["early"].items()}
        talk.trail = [(name, item) for name, item in kept["trail"]]
        talk.removal = (kept["removal"][0], kept["removal"][1]) if kept["removal"] else None
        return talk

    def open(self, field_id: str | None, item: int | None = None) -> None:
        """Make `field_id` the open question."""
        if self.asking and (self.asking, self.item) != (field_id, item):
            self.trail = [*self.trail, (self.asking, self.item)][-TRAIL_LENGTH:]
        self.asking, self.item = field_id, item
        self.pending = self.mending = None
        self.misses, self.page, self.last_attempt, self.awaiting = 0, 0, "", ""
        self.refused = []
