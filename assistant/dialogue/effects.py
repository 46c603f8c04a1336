"""What an answer does besides being kept: consent, the language, the rate, the last yes."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answers.date import in_words
from assistant.answers.kind import Value
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.summary import summary_of, topics
from assistant.dialogue.wishes import wish_status
from assistant.dossier.due import code_due_on
from assistant.dossier.wishes.witnesses import same
from assistant.steps.step import Question

TOLD_AFTERWARDS = ("author_signed_on", "deposited_with", "paper_given_to", "revoked_on")
TOLD_IN_PASSING = (*TOLD_AFTERWARDS, "signed_on", "paper_signed_on", "registered")


def consequence(x: Exchange, question: Question, value: Value) -> list[str]:
    """What an answer really does, said before it is confirmed; nothing for most answers.

    Opposing the access in an emergency (CSP L1111-17), blocking somebody (L1111-19, R1111-49 for
    what they deposited, L1111-16 for the family doctor), revoking a wish (L1111-6, L1111-11).
    """
    if question.id == "access.emergency":
        return [x.field_words.consequence] if value == "oppose" else []
    if question.id == "access.blocked.practitioner":
        said = [x.words.fields["access.blocked"].consequence]
        return [*said, x.words.say("blocks_own_doctor")] if _is_own_doctor(x, value) else said
    return [x.field_words.consequence] if question.id.endswith(".revoked_on") else []


def _is_own_doctor(x: Exchange, value: Value) -> bool:
    doctor = x.dossier.value("identity.doctor")
    if not isinstance(doctor, dict) or not isinstance(value, dict):
        return False
    return same(doctor["name"], value["name"])


def declined(x: Exchange, question: Question) -> None:
    """A no after the consequence was heard: the choice is put again; a wish stays as it was."""
    x.talk.pending, x.talk.awaiting = None, ""
    if question.id.endswith(".revoked_on"):
        x.say("not_revoked")
        x.open_next()


def may_be_kept(x: Exchange, question: Question, value: Value) -> bool:
    """Whether an answer is kept at all; when it is not, why has been said."""
    if question.id == "welcome.consent" and value is False:
        x.say("no_consent")
        x.forgets = True
        return False
    if question.id == "review.confirmed":
        x.talk.pending = None
        if value is False:
            x.talk.awaiting = "which_field"
            return False
        return not _reads_on(x)
    return True


def _reads_on(x: Exchange) -> bool:
    """Whether another topic is read back, now that the one before it is right."""
    x.talk.reviewed += _topics_left(x)[:1]
    _read_topic(x)
    if _topics_left(x):
        return True
    x.talk.reviewed = []
    return False


def _read_topic(x: Exchange) -> None:
    """Read back one topic: three minutes in one breath are more than anybody can check."""
    for topic in _topics_left(x)[:1]:
        for sentence in summary_of(topic, x.dossier, x.words, x.turn.today):
            x.tell(sentence)


def _topics_left(x: Exchange) -> list[str]:
    left = topics(x.dossier, x.words, x.turn.today)
    return [topic for topic in left if topic not in x.talk.reviewed]


def _language(x: Exchange, value: Value) -> None:
    x.speak("en" if value == "en" else "fr")


def _consent(x: Exchange, _value: Value) -> None:
    x.talk.consented = True
    x.begins = True


def ends_the_talk(question: Question, value: Value) -> bool:
    """Whether a spoken answer sends somebody away: it is said twice before it counts.

    "Non, je suis toute seule" may have answered another question.
    """
    return question.id == "welcome.adult" and value is False


def _adult(x: Exchange, value: Value) -> None:
    if value is False:
        x.say("not_adult")
        x.talk.step = None
        x.talk.open(None)
        x.alone = True


def _rate(x: Exchange, value: Value) -> None:
    x.talk.rate = "slow" if value == "slow" else "fast" if value == "fast" else "normal"


def _opening_in_an_emergency(x: Exchange, value: Value) -> None:
    if value == "oppose":  # what is said here is not heard there
        x.say("refusal_elsewhere")


def _route(x: Exchange, value: Value) -> None:
    x.tell(x.words.steps["activation"].extra[f"route_{value}"])


def _code_received(x: Exchange, value: Value) -> None:
    """Said to be awaited: when it is due, and that it will be asked about then."""
    arrives = code_due_on(x.dossier)
    if value is True or arrives is None:
        return
    extra = x.words.steps["activation"].extra
    late = arrives <= x.turn.today
    date = in_words(arrives.isoformat(), x.words.lang)
    x.tell(extra["late"] if late else extra["waiting"].format(date=date))


_EFFECTS: dict[str, Callable[[Exchange, Value], None]] = {
    "welcome.language": _language,
    "welcome.consent": _consent,
    "welcome.adult": _adult,
    "welcome.speech_rate": _rate,
    "access.emergency": _opening_in_an_emergency,
    "activation.route": _route,
    "activation.code_received": _code_received,
}


def after(x: Exchange, question: Question, value: Value) -> None:
    """Do what follows from an answer just kept."""
    effect = _EFFECTS.get(question.id)
    if effect:
        effect(x, value)
    step, _, part = question.id.partition(".")
    if part in (TOLD_IN_PASSING if x.talk.back_to else TOLD_AFTERWARDS):
        for sentence in wish_status(step, x.dossier, x.words):
            x.tell(sentence)


def before_asking(x: Exchange) -> None:
    """Say what must be heard before the open question: before the last yes, what it is about."""
    if x.talk.asking == "review.confirmed" and not x.talk.misses:
        _read_topic(x)
