"""Coming back to a dossier, and taking it along to another channel.

A person proves that a dossier is theirs with its number and their secret code, or with a code of
passage said on a channel where they were. The codes are checked where the store is
(`assistant.conversation`): here it is only known whether the proof held.
"""

from __future__ import annotations

from dataclasses import dataclass

from stdnum import luhn

from assistant.answers.kind import Lang
from assistant.answers.numbers import in_digits
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.talk import Awaiting, Talk
from assistant.understanding.meaning import Meaning

DOSSIER_DIGITS = 10
SECRET_DIGITS = 6  # wrong ones make the next wait (assistant.store.ways_back)
HANDOVER_DIGITS = 8  # one among 10^8, for minutes
TRIES = 3  # wrong codes, or numbers that are none, before the talk ends

_GIVES_UP = frozenset({"deny", "skip", "start_dossier", "dont_know", "stop", "back"})

ASKED_WHETHER_THEY_HAVE_ONE = frozenset({"phone", "web"})
"""Channels where a person who comes back is somebody new: neither a telephone number nor a browser
opens anything."""
BY_KEYS = frozenset({"phone"})
"""Channels of those where the keys are told, whatever the turn came by."""

READS_BACK = frozenset(
    {"summary", "progress", "correct", "hand_over", "hand_over_phone", "hand_over_telegram"}
    | {"new_secret_code", "do_review", "do_print", "do_documents", "who_opened", "delete_dossier"}
)
"""What would tell the dossier, or give it away: asks for the code again after a pause."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A code that was said: with the number of its dossier, or a code of passage alone."""

    code: str
    dossier: str | None = None


def proof_in(talk: Talk, text: str, keys: str | None, lang: Lang) -> Proof | None:
    """The proof in a turn, where one may be said; None when there is none."""
    digits = _digits(text, keys, lang)
    if talk.awaiting == "secret_code" and talk.claim and len(digits) == SECRET_DIGITS:
        return Proof(digits, talk.claim)
    may_begin_with_it = not talk.consented and _is_a_number_alone(text, keys)
    if len(digits) == HANDOVER_DIGITS and (talk.awaiting == "way_back" or may_begin_with_it):
        return Proof(digits)
    return None


def _digits(text: str, keys: str | None, lang: Lang) -> str:
    said = in_digits(text, lang) if keys is None else keys
    return "".join(c for c in said if c in "0123456789")


def _is_a_number_alone(text: str, keys: str | None) -> bool:
    """Whether nothing but digits was said; "start 12345678" is how a link says it."""
    return keys is None and text.removeprefix("start").replace(" ", "").isdecimal()


def answered(x: Exchange, meaning: Meaning) -> bool:
    """Whether the turn was about coming back; what is to be said and asked then has been set."""
    if x.turn.proof_held is not None:
        _tell_proof(x, held=x.turn.proof_held)
    elif x.talk.awaiting == "have_dossier":
        return _whether_they_have_one(x, meaning)
    elif x.talk.awaiting == "put_out":
        x.say("put_out")
        _await(x, "way_back")
    elif x.talk.awaiting == "way_back":
        return _number_said(x, meaning)
    elif x.talk.awaiting == "secret_code":
        return _no_code_said(x, meaning, "secret_code_not_heard")
    elif not x.talk.greeted and x.turn.channel in ASKED_WHETHER_THEY_HAVE_ONE:
        x.say("here_is")
        _await(x, "have_dossier")
    else:
        return meaning.intent in READS_BACK and code_is_awaited(x)
    return True


def code_is_awaited(x: Exchange) -> bool:
    """Whether the code must be said first: then it is asked for."""
    if x.talk.locked:
        x.talk.claim = x.dossier.id
        x.say("code_after_a_pause")
        _await(x, "secret_code")
    return x.talk.locked


def come_back(x: Exchange, _meaning: Meaning) -> None:
    """The person says that they have a dossier already."""
    if x.talk.consented:
        x.say("already_here", number=in_pairs(x.dossier.id))
    else:
        _await(x, "way_back")


def new_secret_code(x: Exchange, _meaning: Meaning) -> None:
    """Tell a new secret code; whoever came in by the old one, elsewhere, is put out."""
    if not x.talk.consented or not x.dossier.id:
        x.say("first_consent")
        return
    x.puts_others_out = True
    if x.shelf.open_elsewhere():
        x.say("others_put_out")
    _tell_codes(x)


def _tell_codes(x: Exchange) -> None:
    """Tell the number and a new secret code, with which the person comes back from anywhere."""
    x.gives_secret_code = True
    x.talk.code_told = True
    x.say(
        "your_codes",
        number=in_pairs(x.dossier.id),
        code=" ".join(x.turn.fresh_secret_code),
    )
    if x.turn.tells_keys:
        x.say("keys_hear_again")


def tell_codes_owed(x: Exchange) -> None:
    """The codes are told unasked, once, where only they lead back. Never within an answer.

    Nobody is put out by them: who calls may have come from home by a code of passage.
    """
    owed = x.talk.consented and x.dossier.id and not x.talk.code_told and not x.alone
    within = x.talk.pending or x.talk.mending or x.talk.misses
    if owed and not within and x.turn.channel in ASKED_WHETHER_THEY_HAVE_ONE:
        _tell_codes(x)


def hand_over(x: Exchange, meaning: Meaning) -> None:
    """Give a code of passage, and say where to go with it."""
    if not x.talk.consented or not x.dossier.id:
        x.say("first_consent")
        return
    x.hands_over = True
    if meaning.intent == "hand_over_phone" and x.turn.doors.phone:
        x.say("call_us", phone=x.turn.doors.phone)
    elif meaning.intent == "hand_over_phone":
        x.say("no_phone_here")
    elif meaning.intent == "hand_over_telegram" and x.turn.doors.telegram:
        x.say("write_to_us", bot=x.turn.doors.telegram)
    elif meaning.intent == "hand_over_telegram":
        x.say("no_telegram_here")
    x.say("code_of_passage", code=in_pairs(x.turn.fresh_handover_code))


def in_pairs(digits: str) -> str:
    """As a telephone number is read: two by two."""
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def _await(x: Exchange, what: Awaiting) -> None:
    x.talk.awaiting = what
    if x.question is None:  # no form is open to put the question
        for sentence in question_of(x):
            x.tell(sentence)


def question_of(x: Exchange) -> list[str]:
    """What is asked while a way back is awaited, with its keys by telephone."""
    sentences = [x.words.say(f"ask_{x.talk.awaiting}")]
    if x.turn.tells_keys or x.turn.channel in BY_KEYS:
        sentences.append(x.words.say(f"keys_{x.talk.awaiting}"))
    return sentences


def _tell_proof(x: Exchange, *, held: bool) -> None:
    if held:
        x.talk.awaiting, x.talk.claim, x.talk.wrong_codes = "", None, 0
        x.talk.resting = x.talk.locked = False
        name = x.dossier.value("identity.first_names")
        x.say("welcome_back", name=f" {str(name).split()[0]}" if name else "")
        if x.question is None:
            x.open_next_step()
        return
    _once_more(x, "code_wrong")


def _once_more(x: Exchange, sentence: str) -> None:
    """Ask again; after three tries, end politely, saying whom to call."""
    x.talk.wrong_codes += 1
    if x.talk.wrong_codes < TRIES:
        x.say(sentence)
        _await(x, "secret_code" if sentence == "secret_code_not_heard" else "way_back")
        return
    x.talk.awaiting, x.talk.claim, x.talk.wrong_codes = "", None, 0
    x.say("codes_end")
    x.alone = x.ends = True


def _whether_they_have_one(x: Exchange, meaning: Meaning) -> bool:
    keys = (x.turn.keys or "").removesuffix("#")
    if keys == "1" or meaning.intent in ("affirm", "come_back"):
        _await(x, "way_back")
        return True
    if _asked_again(x, meaning):
        return True
    if keys not in ("", "2"):  # who has a dossier and slips must not be given a new one
        _await(x, "have_dossier")
        return True
    x.talk.awaiting = ""
    return False  # a new dossier: the greeting follows


def _number_said(x: Exchange, meaning: Meaning) -> bool:
    digits = _digits(x.turn.text, x.turn.keys, x.words.lang)
    if len(digits) == DOSSIER_DIGITS and luhn.is_valid(digits):
        x.talk.claim = digits
        _await(x, "secret_code")
        return True
    return _no_code_said(x, meaning, "way_back_not_heard")


def _no_code_said(x: Exchange, meaning: Meaning, sentence: str) -> bool:
    if _asked_again(x, meaning):
        return True
    if meaning.intent in _GIVES_UP:
        x.talk.awaiting, x.talk.claim = "", None
        if meaning.intent != "stop":
            x.say("without_coming_back")
        return meaning.intent != "stop" and x.question is not None
    _once_more(x, sentence)
    return True


def _asked_again(x: Exchange, meaning: Meaning) -> bool:
    """A person, the question once more, or nothing at all: none of them is a wrong code."""
    entry = (x.turn.keys or "").removesuffix("#")
    if entry == "0" or meaning.intent == "human":
        phone = x.turn.human_phone
        x.say("human_to_call" if phone else "human", phone=phone)
    elif not x.turn.text and x.turn.keys is None:
        x.say("silence")
    elif entry != "*" and meaning.intent not in ("repeat", "help"):
        return False
    _await(x, x.talk.awaiting)
    return True
