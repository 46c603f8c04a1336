"""What is being replied to: what arrived, what is remembered of the chat, and in which language."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answers.kind import Lang
from assistant.speech.protocols import Manner
from assistant.words.words import words_in
from channels.telegram.arriving import Arrived
from channels.telegram.remembered import Remembered
from channels.telegram.sending import Outgoing

CHANNEL = "telegram"


@dataclass(slots=True)
class AtHand:
    """`text` is what was written or heard, `otherwise` what else may have been heard,
    `read_back` whether it may well have been misheard.

    `decides` is what the reply asks a yes or a no about.
    `manner` is how the person is spoken to, None when not known yet.
    `aloud`: this reply is spoken as well, whatever the habit of the chat. `alone`: nothing is to
    follow the reply; that of a turn has its question already.
    """

    came: Arrived
    kept: Remembered
    lang: Lang
    text: str = ""
    otherwise: tuple[str, ...] = ()
    read_back: bool = False
    manner: Manner | None = None
    decides: str = ""
    aloud: bool = False
    alone: bool = False

    @property
    def sender(self) -> str:
        """The person's name for the assistant."""
        return address(self.came.chat)

    def word(self, key: str) -> str:
        """A sentence alone."""
        return words_in(self.lang).say(key)

    def sentence(self, key: str, *, confirms: bool = False, **blanks: object) -> Outgoing:
        """One sentence as the reply; with `confirms`, yes and no stand under it."""
        words = words_in(self.lang)
        choices = (words.say("yes"), words.say("no")) if confirms else ()
        return Outgoing(words.say(key, **blanks), choices, confirms=confirms)


def both(first: str, then: Outgoing) -> Outgoing:
    """One message of two: what is said first, then the reply with its choices."""
    return replace(then, text=f"{first}\n{then.text}")


def address(chat: int) -> str:
    """The sender's name, and where a reminder goes."""
    return f"{CHANNEL}:{chat}"
