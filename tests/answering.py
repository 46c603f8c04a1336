"""What somebody answers to whatever is asked: by keys, and by voice where one can be heard."""

from __future__ import annotations

from assistant.answers.kind import Lang
from assistant.conversation import Replied
from assistant.steps import QUESTIONS
from assistant.words.words import words_in
from tests.people import LISTS

BY_KEYS = {
    "welcome.language": "1",
    "welcome.helper_present": "2",
    "welcome.speech_rate": "2",
    "welcome.scope": "1",
    "identity.birth_date": "12051942",
    "identity.phone": "0612345678",
    "trusted_person.phone": "0798765432",
    "trusted_person.relation": "1#",  # of more than six
    "trusted_person.birth_date": "04071968",
    "emergency_contacts.phone": "0240112233",
    "emergency_contacts.relation": "1#",
    "emergency_contacts.same_as_trusted": "2",
    "health.contraindications.since": "1971#",
}
LATER = "#"


def by_keys(replied: Replied, given: set[str]) -> str:
    """What somebody with keys alone presses at this question; `given` are the lists begun."""
    asking = replied.asking
    if asking is None:
        return "2"  # no dossier yet
    if replied.expected.confirming:
        return "#"
    if asking in LISTS:
        first = asking not in given and asking != "access.blocked"
        given.add(asking)
        return "1" if first else "2"
    if asking in BY_KEYS:
        return BY_KEYS[asking]
    one_of = any(reply.choices for reply in replied.replies)
    return "1" if one_of else LATER


def by_voice(replied: Replied, keys: str, lang: Lang) -> str:
    """The answer that `keys` give, as it is said; empty where no voice can give it."""
    question = QUESTIONS[replied.asking] if replied.asking else None
    number = keys.removesuffix(LATER)
    if question is None or replied.confirming or question.is_list or not number.isdecimal():
        return ""
    words = words_in(lang)
    if question.kind.name == "yes_no":
        return words.say("yes" if number == "1" else "no").lower()
    if question.kind.name == "choice":
        return list(words.fields[question.id].options.values())[int(number) - 1].say
    return ""


def as_said(field: str, kept: object, lang: Lang) -> str:
    """What is kept of a yes or no, or of a choice, as it was said."""
    words = words_in(lang)
    if isinstance(kept, bool):
        return words.say("yes" if kept else "no").lower()
    return words.fields[field].options[str(kept)].say
