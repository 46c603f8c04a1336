"""What a turn changes in the store: the dossier, the ways into it, and where the talk stands."""

from __future__ import annotations

from datetime import datetime

from assistant.dialogue.exchange import Exchange
from assistant.dialogue.talk import Talk
from assistant.dossier.access import Access, Done
from assistant.engine.at_work import TurnAtWork
from assistant.store.store import Work
from assistant.talk_kept import kept


def keep(work: Work, at_work: TurnAtWork, now: datetime, channel: str) -> None:
    """Put into `work` all that the turn asks to be kept; nothing of who did not agree."""
    x = at_work.exchange
    if x is not None and x.forgets:
        work.drop_conversation()
        at_work.talk = Talk(lang=at_work.talk.lang)
        return
    if x is not None:
        _keep_asked(work, x, now, consented=at_work.talk.consented)
        work.accesses += _accesses(work, x, channel)
    work.save_state(kept(at_work.talk, at_work.form))


def _keep_asked(work: Work, x: Exchange, now: datetime, *, consented: bool) -> None:
    if x.begins:
        work.begin_dossier()
    for answer in x.kept if consented else ():
        work.record(answer)
    for number, place, decision in x.decided:
        work.decide(number, place, decision)
    dossier = work.dossier_id
    if dossier is None:
        return
    if x.gives_secret_code:
        work.ways_back.set_secret_code(dossier, x.turn.fresh_secret_code)
    if x.puts_others_out:
        put_out = Talk(x.talk.lang, language_known=True, awaiting="put_out")
        work.put_others_out(kept(put_out, None))
    for reminder in x.reminded:
        work.reminders.said(dossier, reminder, now)
    if x.hands_over:
        work.ways_back.hand_over(dossier, x.turn.fresh_handover_code, now)


def _accesses(work: Work, x: Exchange, channel: str) -> list[Access]:
    """What is written down beside the dossier: that it begins, or has a new code."""
    done = ((Done.BEGUN, x.begins), (Done.NEW_CODE, x.gives_secret_code))
    return [
        Access(dossier=work.dossier_id, what=what, by=channel, at=x.turn.at)
        for what, holds in done
        if holds and work.dossier_id
    ]
