"""How somebody who is not talking now is told something: one messenger a channel.

A channel that can reach people puts its messenger into `Conversation.messengers` under the name
that `access.notify` uses (`telegram`, `phone`, `email`) while it runs, and takes it away after.
"""

from __future__ import annotations

from typing import Protocol


class Messenger(Protocol):
    """Tells one sentence to one person."""

    async def tell(self, address: str, sentence: str) -> bool:
        """Tell `sentence` at `address`: a chat's number, a telephone (E.164), an e-mail address.

        True: it was sent. False: it certainly was not, and may be tried again. An exception: it is
        not known, and the sentence will be said at the next talk instead of being sent twice.
        """
