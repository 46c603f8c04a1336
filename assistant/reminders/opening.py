"""Who keeps a dossier is told, where they chose, when a code opened it somewhere else."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from assistant.dossier.facts import language_of
from assistant.reminders.messenger import Messenger
from assistant.reminders.sweep import address_of
from assistant.store.store import Store
from assistant.words.words import words_in

log = logging.getLogger(__name__)


async def tell_of_opening(
    store: Store, messengers: Mapping[str, Messenger], id: str, channel: str, reach: str
) -> bool:
    """Tell that the dossier was opened on `channel` by who is reached at `reach`; whether told.

    Nothing of the dossier is said. Whoever opened it where the notice would arrive knows already.
    Never raises: the talk that goes on there has nothing to do with it.
    """
    try:
        dossier = store.dossier(id)
        chosen = str(dossier.value("access.notify") or "none")
        messenger, address = messengers.get(chosen), address_of(store, dossier, chosen)
        if messenger is None or address is None or (chosen, address) == (channel, reach):
            return False
        words = words_in(language_of(dossier))
        where = words.say(f"opened_{channel}")
        return await messenger.tell(address, words.say("opened_elsewhere", where=where))
    except Exception as fault:  # its words may hold an address: the class says enough
        log.error("it could not be told that %s was opened: %s", id, type(fault).__name__)
        return False
