"""Where a conversation stands, as its channel is told."""

from __future__ import annotations

import hashlib

from assistant.answers.kind import Lang
from assistant.dialogue.talk import ASKED_BY_DIGITS, HEARD_AS_YES_OR_NO, Talk
from assistant.dossier.dossier import Dossier
from assistant.engine.embedded import Uttered
from assistant.said import Replied
from assistant.speech.protocols import Expected, Manner
from assistant.steps import QUESTIONS, STEP_NAMED
from assistant.store.store import Work
from assistant.words.words import words_in


def standing(talk: Talk, work: Work, replies: tuple[Uttered, ...]) -> Replied:
    """The reply, and where the conversation stands now."""
    question = QUESTIONS[talk.asking] if talk.asking else None
    return Replied(
        replies=replies,
        asking=talk.asking,
        confirming=talk.pending is not None,
        step=talk.step if talk.step in STEP_NAMED else None,
        dossier=work.dossier.id if work.dossier else None,
        lang=talk.lang,
        seconds=0.0,
        manner=Manner(talk.lang, talk.rate, talk.volume),
        expected=expected_in(talk, work.dossier),
        mark=mark_of(work.state),
        heard_out=talk.awaiting == "consequence" or (question is not None and question.will),
    )


def not_kept(lang: Lang, key: str) -> Replied:
    """The reply when nothing could be kept: the question that was open is still open."""
    return Replied(
        replies=(sentence(lang, key),),
        asking=None,
        confirming=False,
        step=None,
        dossier=None,
        lang=lang,
        seconds=0.0,
        manner=Manner(lang),
        expected=Expected(None, confirming=False, lang=lang),
        undone=True,
    )


def expected_in(talk: Talk, dossier: Dossier | None) -> Expected:
    """What may be said next, for a recogniser."""
    return Expected(
        talk.asking,
        confirming=talk.pending is not None or talk.awaiting in HEARD_AS_YES_OR_NO,
        lang=talk.lang,
        refused=tuple(talk.refused),
        resting=talk.resting,
        begun=bool(dossier and talk.asking and dossier.items(talk.asking)),
        code=talk.awaiting in ASKED_BY_DIGITS,
    )


def mark_of(state: bytes | None) -> str:
    """Short, another one for every state, and telling nothing of it."""
    return hashlib.sha256(state or b"").hexdigest()[:16]


def sentence(lang: Lang, key: str) -> Uttered:
    """The sentence called `key`, when it is the whole reply."""
    return Uttered(words_in(lang).say(key), ())
