"""One look at every dossier: what is due and was never told is sent on the channel chosen.

Each reminder is claimed in the database before it is sent: two processes cannot send the same one.
It is sent at most once. If the process is killed, or the line cut, between the sending and its
note, nobody knows whether the message left: it is not sent again, but said at the next talk. So
nothing is sent twice, and nothing is lost in silence.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from assistant.dossier.dossier import Dossier
from assistant.dossier.due import Due, due
from assistant.dossier.facts import language_of
from assistant.reminders.address import address_of
from assistant.reminders.messenger import Messenger
from assistant.store.errors import StoreError
from assistant.store.store import Store
from assistant.words.words import words_in

log = logging.getLogger(__name__)

Tell = Callable[[Messenger, str, str], bool]
"""Waits for a messenger to tell a sentence at an address; raises what it raises."""


def sweep(store: Store, messengers: Mapping[str, Messenger], tell: Tell, now: datetime) -> int:
    """Send what is due; how many were sent. A dossier that cannot be read stops no other."""
    sent = 0
    for listed in store.dossiers():
        if listed.forgotten:
            continue
        try:
            sent += _of_one(store, listed.id, messengers, tell, now)
        except StoreError as unavailable:
            log.error("reminders of %s not looked at: %s", listed.id, unavailable)
    return sent


def _of_one(
    store: Store, id: str, messengers: Mapping[str, Messenger], tell: Tell, now: datetime
) -> int:
    dossier = store.dossier(id)
    found = due(dossier, now.date())
    channel = str(dossier.value("access.notify") or "none")
    messenger = messengers.get(channel)
    if not found or messenger is None:  # said at the next talk
        return 0
    address = address_of(dossier, channel, store.reach(id, channel))
    if address is None:
        return 0
    return sum(_send(store, dossier, one, messenger, address, tell, now) for one in found)


def sentence_of(reminder: Due, dossier: Dossier) -> str:
    """What is sent: nothing of the person's health, for others may see the screen."""
    lang = language_of(dossier)
    words = words_in(lang)
    return words.say("reminder_sent", what=words.say(f"reminder_{reminder.kind}"))


def _send(
    store: Store,
    dossier: Dossier,
    reminder: Due,
    messenger: Messenger,
    address: str,
    tell: Tell,
    now: datetime,
) -> bool:
    with store.reminding() as reminders:
        if not reminders.claim(dossier.id, reminder, now):
            return False
    try:
        was_sent = tell(messenger, address, sentence_of(reminder, dossier))
    except Exception as fault:  # its words may hold an address: the class says enough
        log.error("a reminder of %s may be lost: %s", dossier.id, type(fault).__name__)
        return False
    with store.reminding() as reminders:
        if was_sent:
            reminders.settle(dossier.id, reminder, "sent", now)
        else:
            reminders.release(dossier.id, reminder)
    return was_sent
