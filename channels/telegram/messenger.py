"""Reminders and access notices, by a message of their own: never anything of the dossier."""

from __future__ import annotations

import logging

from channels.telegram.at_hand import CHANNEL
from channels.telegram.sending import Outgoing, Sender

log = logging.getLogger(__name__)


class TelegramMessenger:
    """Tells a chat something."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def tell(self, address: str, sentence: str) -> bool:
        """Send `sentence` to a chat, by its number; False when it certainly was not sent.

        A person may have closed the chat. Raises `TelegramError` when it is not known whether the
        message left: the network was away.
        """
        from telegram.error import BadRequest, Forbidden

        chat = address.removeprefix(f"{CHANNEL}:")
        if not chat.isdecimal():
            return False
        try:
            await self._sender.send(int(chat), Outgoing(sentence))
        except (BadRequest, Forbidden) as refused:
            log.warning("reminder not sent: %s", type(refused).__name__)
            return False
        return True
