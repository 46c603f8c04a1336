"""Who is let into a dossier, who must say the code again, and who is told of it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from assistant.dialogue.coming_back import proof_in
from assistant.dialogue.talk import Talk
from assistant.dossier.access import Access, Done
from assistant.dossier.dossier import Dossier
from assistant.reminders.opening import Notice, notice_of_opening
from assistant.said import Said, printable
from assistant.security.account import account
from assistant.store.errors import StoreError
from assistant.store.store import Work

log = logging.getLogger(__name__)

PAUSE = timedelta(minutes=30)  # of silence, after which somebody else may hold the device
KEPT_IN_A_POCKET = frozenset({"telegram"})
"""Channels that stay open on a device which others may pick up."""
AT_THIS_COMPUTER = frozenset({"terminal", "voice"})
"""Channels where who has the computer's account may take up any open talk, without a code."""


def proof_held(said: Said, talk: Talk, work: Work, now: datetime) -> bool | None:
    """Whether a code in the turn opened a dossier, which is the conversation's from then on.

    None when no code was said.
    """
    proof = proof_in(talk, printable(said.text).removeprefix("/"), said.keys, talk.lang)
    if proof is None:
        return None
    found: str | None
    if proof.dossier is None:
        found = work.ways_back.taken_over(proof.code, now)
    else:
        opens = work.ways_back.opens(proof.dossier, proof.code, now)
        found = proof.dossier if opens else None
    work.accesses.append(
        Access(
            dossier=found or proof.dossier,
            what=Done.OPENED if found else Done.WRONG_CODE,
            by=said.channel,
            at=now,
            detail="code of passage" if proof.dossier is None else "secret code",
        )
    )
    if found is None:
        return False
    work.bind(found)
    return True


def write_down_taken_up(said: Said, work: Work, now: datetime) -> None:
    """That the talk about a dossier goes on at this computer, where nobody is asked for a code."""
    if work.dossier_id is not None:
        taken_up = Access(
            dossier=work.dossier_id, what=Done.TAKEN_UP, by=account(), at=now, detail=said.channel
        )
        work.accesses.append(taken_up)


def after_a_pause(talk: Talk, now: datetime) -> bool:
    """Whether the turn before this one is long past."""
    return bool(talk.last_at) and now - datetime.fromisoformat(talk.last_at) > PAUSE


def lock(said: Said, talk: Talk, work: Work) -> None:
    """Where others may have picked the device up, reading back asks for the code again."""
    dossier = work.dossier_id
    if said.channel in KEPT_IN_A_POCKET and dossier is not None:
        talk.locked = talk.locked or work.ways_back.has_secret_code(dossier)


def notice_of(said: Said, work: Work, dossier: Dossier) -> Notice | None:
    """What tells of the opening: before the place where the person is reached may be another's."""
    try:
        return notice_of_opening(dossier, work.reach, said.channel, said.reach)
    except StoreError as damaged:  # whoever has the code is let in all the same
        log.error("an opening cannot be told: %s", damaged)
        return None
