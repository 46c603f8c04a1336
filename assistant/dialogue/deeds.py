"""What was done with a wish's paper, told at any point of the talk: confirmed, then kept.

"j'ai signé mes directives", "je l'ai donné à mon médecin", "je révoque mes directives". The talk
goes on afterwards where it was.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.answers.kind import Understood, Value
from assistant.dialogue import coming_back
from assistant.dialogue.correction import reopen
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.talk import AT_REST, Heard
from assistant.dialogue.wishes import wish_status
from assistant.dossier.dossier import State
from assistant.dossier.status import Stage, statuses
from assistant.steps import QUESTIONS, STEP_OF
from assistant.steps.step import Question
from assistant.understanding.deeds import Deed, deed_in
from assistant.understanding.meaning import OPEN_KINDS, asked, asks, mentions
from assistant.understanding.phrases import plain

ANSWERED_HERE = ("signed_on", "deposited_with", "kept_by", "accepts", "registered", "revoked_on")
"""Open questions of a wish at which such a sentence is the answer itself."""
SIGNED_ON = {
    "directives": "directives.signed_on",
    "trusted_person": "trusted_person.signed_on",
    "organ_donation": "organ_donation.paper_signed_on",
}
REQUESTED, CODE = "activation.requested_on", "activation.code_received"
GIVEN_TO = {
    "directives": "directives.deposited_with",
    "trusted_person": "trusted_person.deposited_with",
    "organ_donation": "organ_donation.paper_given_to",
}


def told(x: Exchange) -> bool:
    """Whether the turn tells a deed, or asks for the message to the trusted person."""
    if not x.talk.consented or x.turn.keys is not None or x.talk.pending:
        return False
    if plain(x.turn.text) in x.words.lexicon["wants_invitation"]:
        if not coming_back.code_is_awaited(x):
            tell_invitation(x)
        return True
    if _tells_of_the_code(x):
        return True
    question = x.question
    deed = deed_in(
        x.turn.text, x.words, named_only=question is not None and question.kind.name in OPEN_KINDS
    )
    if deed is None or (question is not None and _answers(question, deed)):
        return False
    fitting = [deed.wish] if deed.wish else _wishes_meant(x, deed)
    if not fitting:
        return False
    if len(fitting) > 1:
        x.say("which_wish")
        return True
    if not coming_back.code_is_awaited(x):
        _DO[deed.what](x, fitting[0], deed)
    return True


def _tells_of_the_code(x: Exchange) -> bool:
    """Whether the turn says that the code that opens Mon espace santé came: kept, and gone on."""
    awaited = x.dossier.value("activation.state") == "not_active" and not x.dossier.value(CODE)
    if not awaited or x.talk.asking == CODE or asks(x.turn.text, x.words):
        return False
    if not mentions(x.turn.text, x.words.lexicon["says_code_received"]):
        return False
    if not coming_back.code_is_awaited(x):
        if x.dossier.answer(REQUESTED) is None:
            x.keep(QUESTIONS[REQUESTED], state=State.UNKNOWN)
        x.keep(QUESTIONS[CODE], value=True)
        x.say("code_noted")
        _open_told(x, "activation.first_login_done", None)
    return True


def tell_invitation(x: Exchange) -> None:
    """The words with which the person may ask somebody to be their trusted person."""
    name = x.dossier.value("trusted_person.name")
    if name is None:
        x.say("no_wish_yet")
        return
    parts = (x.dossier.value(f"identity.{part}") for part in ("first_names", "birth_name"))
    author = " ".join(str(part) for part in parts if part)
    x.say("invitation_intro")
    x.say("invitation", name=str(name), author=author)
    x.say("invitation_then")


def _answers(question: Question, deed: Deed) -> bool:
    """Whether the deed is the answer to the open question."""
    step, _, part = question.id.partition(".")
    return part.endswith(ANSWERED_HERE) and deed.wish in (None, step)


def _wishes_meant(x: Exchange, deed: Deed) -> list[str]:
    """The wishes whose paper "it" may be: the one that is talked of, or all that fit."""
    found = statuses(x.dossier)
    stages = (Stage.SIGNED, Stage.DEPOSITED) if deed.what == "deposited" else (
        Stage.DRAFT, Stage.PRINTED,
    )  # fmt: skip
    fitting = [wish for wish, status in found.items() if status.stage in stages]
    if x.talk.step in fitting:
        return [x.talk.step]
    if deed.what == "signed" and deed.by_both and "trusted_person" in fitting:
        return ["trusted_person"]
    return fitting


def _open_told(x: Exchange, field_id: str, value: Value | None) -> None:
    """Ask whether `value` is right, or for the value; then go back to where the talk was."""
    step = STEP_OF[field_id].name
    if x.talk.step != step:
        x.talk.back_to = x.talk.back_to or x.talk.step or AT_REST
    elif x.question is None:
        x.talk.back_to = AT_REST
    x.open(field_id)
    if value is not None:
        x.talk.pending = Heard(value, x.turn.text)


def _day_told(x: Exchange, field_id: str) -> Value:
    """The day in the sentence; today when it names none."""
    question = QUESTIONS[field_id]
    heard = question.kind.understand(x.turn.text, asked(question, x.words, x.turn.today))
    return heard.value if isinstance(heard, Understood) else x.turn.today.isoformat()


def _signed(x: Exchange, wish: str, deed: Deed) -> None:
    alone = wish == "trusted_person" and not deed.by_both
    field_id = "trusted_person.author_signed_on" if alone else SIGNED_ON[wish]
    _open_told(x, field_id, _day_told(x, field_id))


def _deposited(x: Exchange, wish: str, deed: Deed) -> None:
    status = statuses(x.dossier).get(wish)
    if status is None or status.stage not in (Stage.SIGNED, Stage.DEPOSITED):
        x.say("not_signed_yet")
        return
    _open_told(x, GIVEN_TO[wish], deed.to_whom or None)


def _revoked(x: Exchange, wish: str, _deed: Deed) -> None:
    status = statuses(x.dossier).get(wish)
    if status is None or status.stage is Stage.REVOKED:
        x.say("nothing_to_revoke")
        return
    if wish == "organ_donation":  # the latest expression counts: it is asked anew
        reopen(x, QUESTIONS["organ_donation.position"], None)
        return
    _open_told(x, f"{wish}.revoked_on", x.turn.today.isoformat())
    x.talk.awaiting = "consequence"


def _printed(x: Exchange, wish: str, _deed: Deed) -> None:
    if wish in statuses(x.dossier) and f"{wish}.printed_on" in QUESTIONS:
        x.keep(QUESTIONS[f"{wish}.printed_on"], value=x.turn.today.isoformat())
    for sentence in wish_status(wish, x.dossier, x.words):
        x.tell(sentence)


def _answered(answer: str) -> Callable[[Exchange, str, Deed], None]:
    def keep(x: Exchange, wish: str, _deed: Deed) -> None:
        if x.dossier.value("trusted_person.name") is None:
            x.say("no_wish_yet")
            return
        x.keep(QUESTIONS["trusted_person.accepts"], value=answer)
        x.say({"accepted": "accepts_noted", "refused": "refuses_noted"}.get(answer, "asked_noted"))
        for sentence in wish_status(wish, x.dossier, x.words):
            x.tell(sentence)

    return keep


def _registered(x: Exchange, wish: str, _deed: Deed) -> None:
    if wish not in statuses(x.dossier):
        x.say("no_wish_yet")
        return
    _open_told(x, "organ_donation.registered", "registered")


_DO: dict[str, Callable[[Exchange, str, Deed], None]] = {
    "signed": _signed,
    "deposited": _deposited,
    "revoked": _revoked,
    "printed": _printed,
    "accepted": _answered("accepted"),
    "refused": _answered("refused"),
    "asked": _answered("asked"),
    "registered": _registered,
}
