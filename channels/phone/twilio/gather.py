"""From a reply to what Twilio is to say and wait for (TwiML), and from what it brings to a turn."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from assistant.answers.kind import Lang
from assistant.conversation import Replied, Said
from assistant.dialogue.rate import Rate
from assistant.speech.protocols import Expected
from assistant.speech.spoken_form import by_language, spoken
from assistant.words.words import words_in
from channels.spoken.keys import (
    DONE,
    GIVES_NONE,
    ONE_KEY,
    UNTIL_HASH,
    digits_awaited,
    digits_instead,
)

if TYPE_CHECKING:
    from twilio.twiml.voice_response import Say, VoiceResponse

CHANNEL = "phone"
LOCALES: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}
VOICES: dict[Lang, str] = {"fr": "Polly.Lea", "en": "Polly.Amy"}
RATES: dict[Rate, str] = {
    "slowest": "65%",
    "slow": "80%",
    "fast": "120%",
}  # of the usual (SSML 1.1, prosody)

FIRST_KEY_WITHIN = 10  # seconds
NEXT_KEY_WITHIN = 5  # seconds, where an entry has several: Twilio has one limit for both


def turn(form: Mapping[str, str], number: int) -> Said:
    """What the caller said or pressed. The call is the sender; who calls is not looked at."""
    pressed = form.get("Digits", "")
    finished = DONE if form.get("FinishedOnKey") == DONE and not pressed.endswith(DONE) else ""
    text = "start" if number == 0 else form.get("SpeechResult", "")
    return Said(
        sender=f"{CHANNEL}:{form['CallSid']}",
        channel=CHANNEL,
        text="" if pressed or finished else text,
        keys=pressed + finished or None,
        keypad=True,
        message=number + 1,
    )


def answer(replied: Replied, following: str, person: str = "") -> str:
    """TwiML: what is said, and where what follows goes, the address `following`.

    With `person`, a telephone number, the call goes on there.
    """
    from twilio.twiml.voice_response import Gather, VoiceResponse

    response = VoiceResponse()
    if replied.ends or person:
        _say(response, replied)
        if person:
            response.dial(person)
            response.redirect(following, method="POST")
        else:
            response.hangup()
        return str(response)
    digits = digits_awaited(replied.expected)
    if digits_instead(replied.expected) != GIVES_NONE:
        digits = UNTIL_HASH  # the first key of a number keyed anew is no yes to the one read back
    if replied.undone:
        digits = UNTIL_HASH  # what is given once more, a number or a secret code, is not known here
    gather = Gather(
        input="dtmf" if replied.expected.code or replied.undone else "dtmf speech",
        language=LOCALES[replied.lang],
        action=following,
        method="POST",
        timeout=FIRST_KEY_WITHIN if digits == ONE_KEY else NEXT_KEY_WITHIN,
        finish_on_key="" if digits == ONE_KEY else DONE,  # alone, the hash key is an answer
        num_digits=digits or None,
        speech_timeout="auto",
        hints=", ".join(_hints(replied.expected)) or None,
        barge_in=not replied.heard_out,
        action_on_empty_result=True,
    )
    _say(gather, replied)
    response.append(gather)
    return str(response)


def _hints(expected: Expected) -> list[str]:
    """What may be said, for Twilio's recogniser."""
    words = words_in(expected.lang)
    if expected.asking is None or expected.code:
        return []
    options = words.fields[expected.asking].options.values()
    return [words.say("yes"), words.say("no")] if expected.confirming else [o.say for o in options]


def _say(where: VoiceResponse, replied: Replied) -> None:
    from twilio.twiml.voice_response import Say

    rate = RATES.get(replied.manner.rate)
    parts = [part for reply in replied.replies for part in by_language(reply.text, replied.lang)]
    for lang, of_it in groupby(parts, key=itemgetter(1)):
        text = " ".join(spoken(part, lang) for part, _ in of_it)
        says: Say = Say("" if rate else text, voice=VOICES[lang], language=LOCALES[lang])
        if rate:
            says.prosody(text, rate=rate)
        where.append(says)
