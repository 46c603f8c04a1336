"""Who opened the dossier: the latest openings that are written down, told by ear."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from assistant.answers.date import in_words
from assistant.dialogue.exchange import Exchange
from assistant.dossier.access import Access, Done
from assistant.understanding.meaning import Meaning
from assistant.words.words import Words

TOLD = 3  # at once: as many as one remembers
LOOKED_AT = 100  # lines; those of one day that are alike are told as one
WRONG_CODES_OF = timedelta(days=30)

_SENTENCES = {
    Done.OPENED: "who_opened_code",
    Done.TAKEN_UP: "who_opened_here",
    Done.SHOWN: "who_opened_read",
    Done.EXPORTED: "who_opened_copied",
    Done.PRINTED: "who_opened_printed",
    Done.IMPORTED: "who_opened_added",
}
"""What others may have done, each with its sentence. The rest is the person's own doing."""


def tell_who_opened(x: Exchange, _meaning: Meaning) -> None:
    """The latest openings, wrong codes, then where the dossier opens and how to close it."""
    accesses = x.shelf.accessed(LOOKED_AT)
    for sentence in _openings(accesses, x):
        x.tell(sentence)
    since = x.turn.at - WRONG_CODES_OF
    wrong = sum(one.what is Done.WRONG_CODE and one.at >= since for one in accesses)
    if wrong:
        x.say("who_opened_wrong", count=wrong)
    x.say("who_opened")


def _openings(accesses: list[Access], x: Exchange) -> Iterator[str]:
    told: set[tuple[str, str, object]] = set()
    for one in accesses:
        at, sentence = one.at.astimezone(x.turn.at.tzinfo), _SENTENCES.get(one.what)
        channel = one.detail if one.what is Done.TAKEN_UP else one.by
        here = one.what is Done.TAKEN_UP and channel == x.turn.channel
        if sentence is None or here:
            continue
        like_it = sentence, channel, at.date()
        if like_it in told:
            continue
        told.add(like_it)
        where = x.words.sentences.get(f"opened_{channel}") or x.words.say("opened_somewhere")
        yield x.words.say(sentence, when=moment(at, x.turn.at, x.words), where=where)
        if len(told) == TOLD:
            return


def moment(at: datetime, now: datetime, words: Words) -> str:
    """A day and an hour of the past, as a sentence begins with them; both in one time zone."""
    part = "morning" if at.hour < 12 else "afternoon" if at.hour < 18 else "evening"
    told = at.hour if words.lang == "fr" else (at.hour - 1) % 12 + 1
    hour = words.say(f"hour_{part}", hour=told)
    if at.date() == now.date():
        return words.say("moment_today", hour=hour)
    if at.date() == now.date() - timedelta(days=1):
        return words.say("moment_yesterday", hour=hour)
    return words.say("moment_on", date=in_words(at.date().isoformat(), words.lang), hour=hour)
