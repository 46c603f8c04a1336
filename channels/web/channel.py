"""The page as a channel: what `start` runs."""

from __future__ import annotations

from assistant.conversation import Conversation
from assistant.settings import Settings
from channels.channel import Channel
from channels.web.desk import Desk
from channels.web.server import serve


async def run(conversation: Conversation, settings: Settings) -> None:
    """Answer browsers until cancelled. Raises `BadAddress`."""
    await serve(Desk(conversation, settings), settings.port)


WEB = Channel(
    name="page",
    is_on=lambda settings: bool(settings.port),
    turned_on_by="VIVEVOIX_PORT=8080: docs/how-to/web-page.md",
    run=run,
)
