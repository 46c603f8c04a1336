"""The reply to a turn: safety first, then what is awaited, then commands, then the answer."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue import (
    answering,
    coming_back,
    confirming,
    correction,
    deeds,
    effects,
    knowing,
    received,
    reminding,
    safety,
    steering,
)
from assistant.dialogue.asking import choices, question_sentences
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.keypad import meaning_of_keys
from assistant.dialogue.talk import ASKED_BY_YES_OR_NO
from assistant.steps import QUESTIONS
from assistant.understanding.meaning import (
    Meaning,
    meaning_of,
    meaning_of_a_confirmation,
    out_of_the_blue,
)

LANGUAGE = "welcome.language"


def reply(x: Exchange) -> None:
    """Answer the turn: sentences, what is kept, and the question that is open afterwards."""
    asking_before = (x.talk.asking, x.talk.item)
    coming = x.talk.resting or x.turn.after_a_pause or x.turn.text == steering.OPENS
    _note_language_before_consent(x)
    meaning = _as_far_as_it_counts(x, _meaning(x))
    alarmed, x.talk.alarmed = x.talk.alarmed, False
    misses_before = x.talk.misses
    if not safety.answered(x, meaning):
        if alarmed and safety.was_a_false_alarm(x, meaning):
            x.say("we_go_on")
        elif coming_back.answered(x, meaning):
            pass
        elif not x.talk.greeted:
            _greet(x, meaning)
        else:
            _respond(x, meaning)
        coming_back.tell_codes_owed(x)
        reminding.tell_due(x)
    if x.begins:
        _keep_language(x)
    if (x.talk.asking, x.talk.item) != asking_before:
        effects.before_asking(x)
    if coming or (x.question is None and x.kept):
        received.propose(x)
    if x.talk.misses > misses_before or (meaning.intent == "out_of_scope" and not x.alone):
        x.in_vain = True
    if x.talk.misses > misses_before:
        x.talk.last_said = []  # why an answer was refused is not what somebody wants to hear again
    elif meaning.intent != "repeat":
        x.talk.last_said = list(x.sentences)


def ask(x: Exchange) -> tuple[list[str], list[str]]:
    """The open question's sentences and its choices; nothing when it must not follow."""
    if x.alone:
        return [], []
    return question_sentences(x), choices(x)


def _meaning(x: Exchange) -> Meaning:
    if x.turn.keys is not None:
        return meaning_of_keys(x, x.turn.keys)
    if x.talk.awaiting == "proposal":
        return received.meaning_of_reply(x)
    if x.question is None or x.talk.awaiting == "which_field":
        return out_of_the_blue(x.turn.text, x.words, x.turn.ranking)
    confirming = x.talk.pending is not None or x.talk.awaiting in ASKED_BY_YES_OR_NO
    meaning = meaning_of_a_confirmation if confirming else meaning_of
    return meaning(x.turn.text, x.question, x.words, x.turn.ranking, x.turn.today)


def _as_far_as_it_counts(x: Exchange, meaning: Meaning) -> Meaning:
    """A yes or a no that may be misheard settles nothing; with more words, a no still mends."""
    awaited = x.talk.pending is not None or x.talk.awaiting in ASKED_BY_YES_OR_NO
    doubtful = awaited and x.turn.read_back and not meaning.rest
    if doubtful and meaning.intent in ("affirm", "deny"):
        return replace(meaning, intent="inform")
    return meaning


def _note_language_before_consent(x: Exchange) -> None:
    """Until consent nothing is kept: the language is carried by the talk alone."""
    if x.talk.language_known and x.dossier.answer(LANGUAGE) is None:
        x.keep(QUESTIONS[LANGUAGE], value=x.talk.lang, said="")
        x.kept.clear()


def _keep_language(x: Exchange) -> None:
    language = x.dossier.answer(LANGUAGE)
    if language and language not in x.kept:
        x.kept.insert(0, language)


def _greet(x: Exchange, meaning: Meaning) -> None:
    """The first words, whatever was said first; a wish said at once is remembered."""
    x.talk.greeted = True
    if meaning.intent.startswith("do_") and meaning.intent in steering.COMMANDS:
        x.talk.goals = [meaning.intent.removeprefix("do_")]
    x.open_next_step()
    if x.turn.channel in coming_back.ASKED_WHETHER_THEY_HAVE_ONE:  # who speaks was said already
        here_is = x.words.say("here_is")
        x.sentences = [sentence.removeprefix(here_is).lstrip() for sentence in x.sentences]


def _respond(x: Exchange, meaning: Meaning) -> None:
    if x.turn.number is not None:
        knowing.tell_number(x, x.turn.number)
        return
    x.talk.resting, was_resting = False, x.talk.resting
    if was_resting and meaning.intent in ("greet", "start_dossier", "resume", "affirm"):
        steering.resume(x, meaning, was_resting=True)
        return
    if not x.turn.text and x.turn.keys is None:
        x.say("silence")
        return
    if _awaited(x, meaning) or deeds.told(x) or knowing.tells_of_an_old_letter(x):
        return
    if meaning.intent == "faq":
        knowing.tell_answer(x)
    elif meaning.intent == "tell_more":
        knowing.tell_more(x)
    elif meaning.intent == "out_of_scope" and x.question is not None:
        answering.beside_the_question(x)
    elif meaning.intent in steering.COMMANDS and not _is_an_answer_here(x, meaning):
        steering.COMMANDS[meaning.intent](x, meaning)
    elif x.question is None:
        x.in_vain = True
        x.say("what_now")
    elif x.talk.pending:
        confirming.confirm(x, meaning)
    elif x.talk.mending:
        confirming.mended(x, meaning)
    else:
        answering.answer(x, meaning)


def _is_an_answer_here(x: Exchange, meaning: Meaning) -> bool:
    """A correction said while a value waits, or is mended, is about it; "no more" ends a list."""
    if meaning.intent == "no_more":
        return meaning.state is not None
    return meaning.intent == "correct" and bool(x.talk.pending or x.talk.mending)


def _awaited(x: Exchange, meaning: Meaning) -> bool:
    """Whether the turn was the reply to something other than the open question."""
    is_command = meaning.intent in steering.COMMANDS and meaning.intent != "correct"
    if x.talk.awaiting == "number":
        x.talk.awaiting = ""
        if is_command or meaning.intent in ("deny", "skip"):
            return False
        x.say("number_not_heard")
        return True
    if x.talk.awaiting == "did_you_ask":
        if meaning.intent in ("affirm", "deny") and not meaning.rest:
            knowing.proposal_answered(x, yes=meaning.intent == "affirm")
            return True
        x.talk.awaiting = "" if not is_command else x.talk.awaiting
        return False
    if x.talk.awaiting == "proposal":
        return received.answered(x, meaning)
    if x.talk.awaiting == "removal" and meaning.intent in ("affirm", "deny"):
        correction.removal_answered(x, yes=meaning.intent == "affirm")
        return True
    if x.talk.awaiting == "which_field":
        return correction.which_field(x, meaning.intent)
    return False
