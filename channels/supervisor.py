"""Running every channel that is on, each by itself: the fault of one is not heard on another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from assistant.conversation import Conversation
from assistant.settings import Settings
from channels.channel import Channel

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds before a channel is run again, doubled each time


def channels() -> tuple[Channel, ...]:
    """Every channel beside the terminal, in the order in which `start` names them."""
    from channels.phone.channel import PHONE
    from channels.telegram.channel import TELEGRAM
    from channels.voice.channel import VOICE
    from channels.web.channel import WEB

    return (WEB, VOICE, PHONE, TELEGRAM)


async def supervise(
    on: Sequence[Channel], conversation: Conversation, settings: Settings, wait: float = FIRST_WAIT
) -> None:
    """Run the channels until cancelled. One that fails is run again, later each time."""
    async with asyncio.TaskGroup() as group:
        for channel in on:
            group.create_task(_kept_running(channel, conversation, settings, wait))


async def _kept_running(
    channel: Channel, conversation: Conversation, settings: Settings, wait: float
) -> None:
    while True:
        try:
            await channel.run(conversation, settings)
            return
        except Exception as fault:  # its words may be a person's: the class says enough
            log.error(
                "%s failed (%s), runs again in %.0f s", channel.name, type(fault).__name__, wait
            )
        await asyncio.sleep(wait)
        wait = min(2 * wait, LONGEST_WAIT)
