"""A conversation typed in the terminal: plain lines, readable by a screen reader."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import TextIO

from assistant.answers.kind import Lang
from assistant.conversation import Conversation, Replied, Said
from assistant.words.words import words_in

CHANNEL = "terminal"
PROMPT = "> "


def shown(replied: Replied) -> Iterable[str]:
    """The lines of a reply: its sentences, then its choices."""
    for reply in replied.replies:
        yield from reply.text.split("\n")
        if reply.choices:
            yield f"  [{' / '.join(reply.choices)}]"


async def talk(
    lines: AsyncIterator[str],
    out: TextIO,
    conversation: Conversation,
    lang: Lang | None,
    sender: str,
) -> None:
    """Talk until the lines end. The conversation goes on at the same question the next time."""
    replied = await conversation.turn(Said(sender=sender, channel=CHANNEL, text="start", lang=lang))
    write(out, replied)
    async for line in lines:
        replied = await conversation.turn(
            Said(sender=sender, channel=CHANNEL, text=line.rstrip("\n"), lang=lang)
        )
        write(out, replied)
    out.write(
        "\n"
        + words_in(replied.lang).say("stopped" if replied.dossier else "stopped_before_consent")
        + "\n"
    )


def write(out: TextIO, replied: Replied) -> None:
    """A reply, and the sign that it is the person's turn."""
    out.write("\n".join(shown(replied)) + f"\n{PROMPT}")
    out.flush()
