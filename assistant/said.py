"""What comes in by a channel, and what goes out again: the same for all of them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from assistant.answers.kind import Lang
from assistant.engine.embedded import Uttered
from assistant.speech.protocols import Expected, Manner


@dataclass(frozen=True, slots=True)
class Said:
    """A turn as a channel hears it: words, or a complete entry on a keypad."""

    sender: str
    channel: str
    text: str = ""
    otherwise: tuple[str, ...] = ()
    """What a recogniser may have heard instead of `text`, likeliest first."""
    read_back: bool = False
    """Whether `text` may well be misheard: no answer in it is kept before a yes."""
    keys: str | None = None
    keypad: bool = False
    """Whether the person has keys under their fingers: each question then says what they do."""
    lang: Lang | None = None
    message: int | None = None
    """The channel's number of the message, growing with each: delivered twice it counts once."""
    mark: str = ""
    """The `Replied.mark` that the person had before them: another turn since, and this one answers
    nothing."""
    reach: str = ""
    """Where the sender can be told something later, on this channel; empty when nowhere."""


@dataclass(frozen=True, slots=True)
class Replied:
    """What a channel says or shows, and where the conversation stands now."""

    replies: tuple[Uttered, ...]
    asking: str | None
    confirming: bool
    step: str | None
    dossier: str | None
    lang: Lang
    seconds: float
    manner: Manner
    """How the replies are to be spoken."""
    expected: Expected
    """What may be said next, for a recogniser."""
    ends: bool = False
    """Whether the talk is over for now: a telephone hangs up."""
    heard_out: bool = False
    """Whether the reply is to be heard to its end: consent, a wish, what a choice leads to."""
    alone: bool = False
    """Whether nothing is to follow it: an emergency was answered, or a pause begins."""
    in_vain: bool = False
    """Whether nothing came of what was said: no answer, or one more to be confirmed and no yes."""
    mark: str = ""
    """Where the talk stands: another one after every turn."""
    undone: bool = False
    """Whether nothing could be kept: what was expected before is expected still."""


def printable(text: str) -> str:
    """Without control characters, which no voice can say: a line break reads as a space."""
    spaced = "".join(" " if c in "\n\r\t" else c for c in text)
    return "".join(
        c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn")
    ).strip()
