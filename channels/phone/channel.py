"""The telephone as a channel: what `start` runs."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from assistant.conversation import Conversation
from assistant.settings import Settings
from assistant.speech.protocols import Listener, Speaker
from assistant.speech.recognisers import listener
from assistant.speech.voices import speaker
from channels.channel import Channel
from channels.phone.switchboard import Switchboard, Talk
from channels.phone.twilio.hook import serve
from channels.phone.wiring import Wiring, is_on
from channels.spoken.line import Line
from channels.spoken.prompts import Prompts
from channels.spoken.rules import BY_TELEPHONE
from channels.spoken.talk import converse

CHANNEL = "phone"
SECONDS_A_MINUTE = 60.0
TURNED_ON_BY = "VIVEVOIX_SIP_PORT=5060, or VIVEVOIX_SIP_REGISTRAR=…: docs/how-to/telephone.md"


async def run(conversation: Conversation, settings: Settings) -> None:
    """Answer the telephone until cancelled. Raises `BadWiring`, `GatewayEnded`, `NoVoice`."""
    async with asyncio.TaskGroup() as ways:
        if is_on(settings):
            ears, mouth = await asyncio.to_thread(lambda: (listener(settings), speaker(settings)))
            talk = talk_with(conversation, settings, ears, mouth)
            ways.create_task(Switchboard(Wiring.of(settings), talk).run())
        if settings.twilio_token.get_secret_value():
            ways.create_task(serve(conversation, settings))


def talk_with(
    conversation: Conversation, settings: Settings, ears: Listener, mouth: Speaker
) -> Talk:
    """How each call is talked with. Its sender is the call: the next one is somebody new."""
    rules = replace(
        BY_TELEPHONE,
        longest=settings.longest_call * SECONDS_A_MINUTE,
        transfer_to=settings.human_phone,
    )
    prompts = Prompts(mouth)

    async def talk(line: Line) -> None:
        await converse(
            line, conversation, ears, prompts, sender=line.id, channel=CHANNEL, rules=rules
        )

    return talk


PHONE = Channel(
    name="telephone",
    is_on=lambda settings: is_on(settings) or bool(settings.twilio_token.get_secret_value()),
    turned_on_by=TURNED_ON_BY,
    run=run,
)
