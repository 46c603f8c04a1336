"""The commands that work everywhere: each is answered, then the open question comes back."""

from __future__ import annotations

import math
from collections.abc import Callable

from assistant.answers.spelled_aloud import spell
from assistant.dialogue import (
    answering,
    coming_back,
    correction,
    knowing,
    language,
    opened,
    other_wish,
    received,
)
from assistant.dialogue.asking import CHOICES_AT_ONCE
from assistant.dialogue.early import take_apart
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.plan import open_places, steps_left
from assistant.dialogue.progress import left_in_step
from assistant.dialogue.rate import Rate
from assistant.dialogue.summary import summary
from assistant.dialogue.talk import Heard
from assistant.dialogue.wishes import standing
from assistant.steps import QUESTIONS, STEP_NAMED
from assistant.understanding.meaning import Meaning

OPENS = "start"  # what a channel says for a person who comes
LOUDEST, SOFTEST = 3, -3  # steps of volume either side of the usual one
_KEPT_AS: dict[Rate, str] = {"slowest": "slow", "slow": "slow", "normal": "normal", "fast": "fast"}
"""The option of `welcome.speech_rate` by which each rate is kept, the slowest first."""


def _repeat(x: Exchange, _meaning: Meaning) -> None:
    """Say the last reply again; the open question follows by itself."""
    for sentence in x.talk.last_said:
        x.tell(sentence)


def _rate(step: int) -> Callable[[Exchange, Meaning], None]:
    def change(x: Exchange, _meaning: Meaning) -> None:
        rates = list(_KEPT_AS)
        now = rates.index(x.talk.rate)
        then = min(max(now + step, 0), len(rates) - 1)
        if then == now:
            x.say("rate_is_slowest" if step < 0 else "rate_is_fastest")
            return
        x.talk.rate = rates[then]
        x.say("rate_is_slower" if step < 0 else "rate_is_faster")
        if x.talk.consented and x.dossier.answer("welcome.speech_rate"):
            x.keep(QUESTIONS["welcome.speech_rate"], value=_KEPT_AS[x.talk.rate])

    return change


def _volume(step: int) -> Callable[[Exchange, Meaning], None]:
    def change(x: Exchange, _meaning: Meaning) -> None:
        then = min(max(x.talk.volume + step, SOFTEST), LOUDEST)
        if then == x.talk.volume:
            x.say("volume_is_loudest" if step > 0 else "volume_is_softest")
            return
        x.talk.volume = then
        x.say("volume_is_louder" if step > 0 else "volume_is_softer")

    return change


def _about_the_question(part: str) -> Callable[[Exchange, Meaning], None]:
    def tell(x: Exchange, _meaning: Meaning) -> None:
        if x.talk.awaiting or x.question is None:
            x.say("help_here")
        else:
            x.tell(getattr(x.field_words, part))

    return tell


def _help(x: Exchange, meaning: Meaning) -> None:
    if x.talk.pending:  # the question behind it was answered
        x.say("yes_or_no_please")
    else:
        _about_the_question("help")(x, meaning)
    if x.talk.misses:
        x.say("help_commands")
    if x.turn.tells_keys:
        x.say("keys_everywhere")


def _spell(x: Exchange, _meaning: Meaning) -> None:
    heard = x.talk.pending or x.talk.mending
    if heard and isinstance(heard.value, str) and x.question:
        x.say("spelled", letters=spell(x.say_back(x.question, heard.value), x.words.lang))
        return
    x.say("you_spell")


def _back(x: Exchange, _meaning: Meaning) -> None:
    if x.talk.pending:
        x.talk.open(x.talk.asking, x.talk.item)
        return
    while x.talk.trail:
        field_id, item = x.talk.trail.pop()
        if field_id not in ("welcome.language", "welcome.consent"):
            trail = x.talk.trail
            x.say("going_back")
            x.open(field_id, item)
            x.talk.trail = trail
            return
    x.say("no_way_back")


def _correct(x: Exchange, _meaning: Meaning) -> None:
    correction.correct(x)


def _pause(x: Exchange, _meaning: Meaning) -> None:
    x.talk.resting, x.alone = True, True
    x.say("paused" if x.talk.consented else "silence")


def _stop(x: Exchange, _meaning: Meaning) -> None:
    x.talk.resting, x.alone, x.ends = True, True, True
    x.say("stopped" if x.talk.consented else "stopped_before_consent")


def resume(x: Exchange, meaning: Meaning, *, was_resting: bool = False) -> None:
    """Take up the talk where it was left."""
    x.talk.resting = False
    if x.question is None:
        x.open_next_step()
        return
    if not x.talk.consented or _talked_just_now(x, was_resting):
        x.say("hello" if meaning.intent == "greet" else "we_go_on")
        return
    name = x.dossier.value("identity.first_names")
    x.say("welcome_back", name=f" {str(name).split()[0]}" if name else "")


def _talked_just_now(x: Exchange, was_resting: bool) -> bool:
    """Whether nobody was away: a channel that opens says "start", as a person rarely does."""
    return not (was_resting or x.turn.after_a_pause or x.turn.text == OPENS)


def _progress(x: Exchange, _meaning: Meaning) -> None:
    if x.talk.step is None:
        x.say("all_done")
        _standing(x)
        return
    x.tell(left_in_step(x.talk, x.dossier, x.words))
    others = [s for s in steps_left(x.dossier, x.talk.goals) if s.name != x.talk.step]
    if others:
        titles = ", ".join(x.words.steps[step.name].title for step in others)
        x.say("progress_then", titles=titles)
    _standing(x)


def _standing(x: Exchange) -> None:
    for sentence in standing(x.dossier, x.words):
        x.tell(sentence)


def _summary(x: Exchange, _meaning: Meaning) -> None:
    sentences = list(summary(x.dossier, x.words, x.turn.today))
    if not sentences:
        x.say("nothing_noted")
    for sentence in sentences:
        x.tell(sentence)


def _human(x: Exchange, _meaning: Meaning) -> None:
    if x.turn.human_phone:
        x.say("human_to_call", phone=x.turn.human_phone)
    else:
        x.say("human")


def _other_choices(x: Exchange, _meaning: Meaning) -> None:
    if x.question and x.question.kind.name == "choice":
        pages = math.ceil(len(x.field_words.options) / CHOICES_AT_ONCE)
        x.talk.page = (x.talk.page + 1) % pages


def _language(x: Exchange, _meaning: Meaning) -> None:
    """To the other language. "Français", said again in French, changes nothing."""
    if not language.names_the_spoken_one(x):
        x.speak(language.asked_for(x))
    x.say("language_changed")
    if x.talk.asking == "welcome.language":
        answering.settle(x, QUESTIONS["welcome.language"], Heard(x.talk.lang, x.turn.text))
    elif x.talk.consented:
        x.keep(QUESTIONS["welcome.language"], value=x.talk.lang)


def _tell_how_to_erase(x: Exchange, _meaning: Meaning) -> None:
    """With the number by which it is done; where nothing was kept, that there is nothing."""
    key = "delete_how" if x.dossier.id else "nothing_to_erase"
    x.say(key, dossier=coming_back.in_pairs(x.dossier.id))


def _number(x: Exchange, _meaning: Meaning) -> None:
    x.talk.awaiting = "number"


def _out_of_scope(x: Exchange, _meaning: Meaning) -> None:
    knowing.tell_out_of_scope(x)


def _say(key: str) -> Callable[[Exchange, Meaning], None]:
    def tell(x: Exchange, _meaning: Meaning) -> None:
        x.say(key)

    return tell


def _go_to(step: str) -> Callable[[Exchange, Meaning], None]:
    def go(x: Exchange, _meaning: Meaning) -> None:
        x.talk.goals = [step, *(g for g in x.talk.goals if g != step)]
        if not x.talk.consented:
            x.say("first_consent")
            return
        if correction.takes_back_an_item(x):
            return
        if other_wish.blocks_somebody(x, step):
            answering.begin_item(x, QUESTIONS["access.blocked"], x.turn.text)
            return
        if x.talk.step == step:
            x.say("we_are_there")
            return
        if not any(open_places(STEP_NAMED[step], x.dossier, x.talk.goals)):
            if not other_wish.reopened_by_name(x, step):
                x.say("step_is_done", title=x.words.steps[step].title)
            return
        x.open_next_step()
        if x.question:
            take_apart(x, x.question, x.turn.text)

    return go


def _everything(x: Exchange, _meaning: Meaning) -> None:
    if x.talk.consented:
        x.keep(QUESTIONS["welcome.scope"], value="everything")
    if x.question is None or x.talk.asking == "welcome.scope":
        x.open_next_step()


COMMANDS: dict[str, Callable[[Exchange, Meaning], None]] = {
    "repeat": _repeat,
    "slower": _rate(-1),
    "faster": _rate(+1),
    "louder": _volume(+1),
    "softer": _volume(-1),
    "help": _help,
    "why": _about_the_question("why"),
    "example": _about_the_question("example"),
    "spell": _spell,
    "back": _back,
    "correct": _correct,
    "pause": _pause,
    "resume": resume,
    "start_dossier": resume,
    "greet": resume,
    "progress": _progress,
    "summary": _summary,
    "human": _human,
    "stop": _stop,
    "language": _language,
    "check_number": _number,
    "other_choices": _other_choices,
    "everything": _everything,
    "no_more": _say("what_now"),
    "said_already": _say("sorry_say_it_again"),
    "thanks": _say("you_are_welcome"),
    "are_you_human": _say("i_am_a_program"),
    "out_of_scope": _out_of_scope,
    "do_documents": received.tell_documents,
    "do_print": _say("print_how"),
    "who_opened": opened.tell_who_opened,
    "delete_dossier": _tell_how_to_erase,
    "come_back": coming_back.come_back,
    "hand_over": coming_back.hand_over,
    "hand_over_phone": coming_back.hand_over,
    "hand_over_telegram": coming_back.hand_over,
    "new_secret_code": coming_back.new_secret_code,
    "do_identity": _go_to("identity"),
    "do_activation": _go_to("activation"),
    "do_trusted_person": _go_to("trusted_person"),
    "do_emergency_contacts": _go_to("emergency_contacts"),
    "do_health": _go_to("health"),
    "do_directives": _go_to("directives"),
    "do_organ_donation": _go_to("organ_donation"),
    "do_access": _go_to("access"),
    "do_review": _go_to("review"),
}
