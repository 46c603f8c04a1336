"""Who keeps a dossier is told, where they chose, when a code opened it somewhere else."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.dossier.dossier import Dossier
from assistant.dossier.facts import language_of
from assistant.reminders.address import address_of
from assistant.reminders.messenger import Messenger
from assistant.words.words import words_in

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for somebody who is reached at `address` on `channel`."""

    channel: str
    address: str
    sentence: str


def notice_of_opening(
    dossier: Dossier, reached: Callable[[str], str | None], channel: str, reach: str
) -> Notice | None:
    """That `dossier` was opened on `channel` by who is reached at `reach`; None where nobody asked.

    `reached` tells where the person talked on a channel before: asked afterwards, it would name
    whoever opened it. Who opened it at the very place of the notice knows already. Nothing of the
    dossier is in it.
    """
    chosen = str(dossier.value("access.notify") or "none")
    address = address_of(dossier, chosen, reached(chosen))
    if address is None or (chosen, address) == (channel, reach):
        return None
    words = words_in(language_of(dossier))
    where = words.sentences.get(f"opened_{channel}") or words.say("opened_somewhere")
    return Notice(chosen, address, words.say("opened_elsewhere", where=where))


async def tell(notice: Notice, messengers: Mapping[str, Messenger]) -> bool:
    """Whether it was told. Never raises: the talk that goes on has nothing to do with it."""
    messenger = messengers.get(notice.channel)
    if messenger is None:
        return False
    try:
        return await messenger.tell(notice.address, notice.sentence)
    except Exception as fault:  # its words may hold an address: the class says enough
        log.error("an opening may not have been told: %s", type(fault).__name__)
        return False
