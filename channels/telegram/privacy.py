"""What may be talked of before a yes: Telegram keeps bot chats, and answers are about health.

The desk asks here before a turn reaches the dossier. Until the person agreed, nothing does.
"""

from __future__ import annotations

from datetime import date

from assistant.answers.kind import Asked, Lang, Understood
from assistant.answers.yes_no import YES_NO
from assistant.conversation import Heard
from assistant.knowledge.knowledge import entries
from assistant.safety.danger import danger_in
from assistant.words.words import words_in
from channels.telegram.sending import Outgoing

GENERAL = {"human": "human", "are_you_human": "i_am_a_program", "thanks": "you_are_welcome"}
"""Intents that have nothing to do with anybody's health, and the sentence of each."""


def question(lang: Lang) -> Outgoing:
    """Two sentences on what Telegram keeps, and whether to go on here."""
    words = words_in(lang)
    said = [words.say("telegram_privacy"), words.say("telegram_privacy_ask")]
    return Outgoing("\n".join(said), _yes_no(lang), confirms=True)


def asked_again(lang: Lang) -> Outgoing:
    """The question once more, after what was neither a yes nor a no."""
    words = words_in(lang)
    said = [words.say("telegram_privacy_again"), words.say("telegram_privacy_ask")]
    return Outgoing("\n".join(said), _yes_no(lang), confirms=True)


def decision(text: str, lang: Lang, today: date) -> bool | None:
    """A yes or a no; None when it is neither, or in doubt."""
    answer = YES_NO.understand(text, Asked(lang=lang, today=today))
    if isinstance(answer, Understood) and isinstance(answer.value, bool):
        return answer.value
    return None


def danger(text: str, lang: Lang) -> Outgoing | None:
    """The sentence on an emergency or distress, which waits for nobody's agreement."""
    found = danger_in(text, lang)
    return Outgoing(words_in(lang).say(found.value)) if found else None


def without_agreement(heard: Heard, lang: Lang) -> Outgoing:
    """The reply to somebody who did not agree: what is general, and nothing of the dossier."""
    words = words_in(lang)
    if heard.intent in ("emergency", "distress"):
        return Outgoing(words.say(heard.intent))
    if heard.intent in GENERAL:
        return Outgoing(words.say(GENERAL[heard.intent]))
    entry = entries(lang).get(heard.intent.removeprefix("faq/"))
    return Outgoing(entry.say if entry else words.say("telegram_withheld"))


def _yes_no(lang: Lang) -> tuple[str, ...]:
    words = words_in(lang)
    return words.say("yes"), words.say("no")
