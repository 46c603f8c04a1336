"""Nobody is told aloud to say what is not listened for, nor to do what they cannot."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

import pytest

from assistant.answers.kind import Lang
from assistant.conversation import Conversation, Replied
from assistant.engine.embedded import Uttered
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.grammar import can_hear_an_answer, commands, grammar
from assistant.speech.protocols import Expected, Hearing, Manner
from assistant.speech.sound import Sound
from assistant.speech.spoken_form import spoken
from assistant.steps import QUESTIONS
from assistant.understanding.meaning import command_said
from assistant.understanding.phrases import plain
from assistant.words.words import LANGUAGES, words_in
from channels.spoken.awaited import Awaited
from tests.spoken.walking import Told, Walker

TELLS: dict[Lang, str] = {
    "fr": r"(?<!vous )\bdites\b|\bredites\b|\bpouvez (?:aussi )?dire\b|comprends surtout|"
    r"par exemple\s*:",
    "en": r"(?:^|[,:;] |\b(?:then|or|can|also|simply) )say\b|understand best|for example:",
}
"""What in a sentence tells to say the rest of it."""

WHEN: dict[Lang, str] = {
    "fr": r"\bsi\b|\bs'il|\bpour\b|\bcomme (?:vous|sur)\b|\bet (?:nous|votre)\b",
    "en": r"\bif\b|\bto\b|\bas (?:you|on)\b|\band (?:we|your)\b",
}
"""Where it goes on with when or why to say it."""

BETWEEN: dict[Lang, str] = {
    "fr": r"\b(?:ou bien|ou|par exemple|simplement)\b",
    "en": r"\b(?:or|for example)\b",
}
KEYS: dict[Lang, str] = {
    "fr": r"\btapez\b|\btouches?\b|\bdièse\b|\bétoile\b",
    "en": r"\bpress\b|\bkeys?\b|\bhash\b|\bstar\b",
}
THE_KEY: dict[Lang, str] = {"fr": "Sans la clé", "en": "Without the key"}
FOR_EYES = re.compile(r"cliqu|click|ci-de|below|above|https?:|www\.|écran|screen", re.IGNORECASE)
SIGNS = re.compile(r"[^\w\s.,;:?!'’-]")


def told_in_vain(told: Told) -> list[str]:
    """The sentences that tell to say what is not listened for."""
    lang = told.expected.lang
    phrases = {_bare(phrase, lang) for phrase in grammar(told.expected).phrases}
    return [
        sentence
        for sentence in re.split(r"(?<=[.?!])\s+", told.line)
        for by in list(re.finditer(TELLS[lang], sentence, re.IGNORECASE))
        for said in [sentence[by.end() :]]
        if _is_two_in_one_breath(said)
        or not any(
            _is_made_of(_bare(part, lang), phrases)
            for part in (said, re.split(WHEN[lang], said)[0])
        )
    ]


def _is_two_in_one_breath(said: str) -> bool:
    """Whether it is a yes and more, "yes, I agree": that is more than what is listened for."""
    return bool(re.search(r"\b(?:oui|yes), (?!(?:ou|or|non|no)\b)", said, re.IGNORECASE))


def _bare(said: str, lang: Lang) -> tuple[str, ...]:
    """Its words, but for those that stand between two phrases."""
    return tuple(plain(re.sub(BETWEEN[lang], " ", said, flags=re.IGNORECASE)).split())


def _is_made_of(words: tuple[str, ...], phrases: Collection[tuple[str, ...]]) -> bool:
    """Whether they are one phrase or several, each whole."""
    return any(
        words == phrase or (words[: len(phrase)] == phrase and _is_made_of(rest, phrases))
        for phrase in phrases
        if (rest := words[len(phrase) :]) or words == phrase
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("channel", "keypad"), [("voice", False), ("phone", True)])
def test_who_goes_through_the_whole_dossier_is_told_nothing_that_is_not_heard(
    conversation: Conversation, lang: Lang, channel: str, keypad: bool
) -> None:
    walker = Walker(conversation, lang, channel, keypad)
    walker.goes_through_all()
    assert len(walker.helped) > 75, "the whole dossier was walked"
    assert [vain for told in walker.told for vain in told_in_vain(told)] == []
    lines = [told.line for told in walker.told]
    assert [line for line in lines if FOR_EYES.search(line)] == []
    assert [line for line in lines if SIGNS.search(spoken(line, lang))] == []
    if not keypad:
        said = [line for line in lines if THE_KEY[lang] not in line]
        assert [line for line in said if re.search(KEYS[lang], line)] == []


def _put(expected: Expected, *lines: str) -> Replied:
    return Replied(
        replies=(Uttered("\n".join(lines), ()),),
        asking=expected.asking,
        confirming=False,
        step=None,
        dossier=None,
        lang=expected.lang,
        seconds=0.0,
        manner=Manner(expected.lang),
        expected=expected,
    )


def _told(expected: Expected, line: str) -> list[Told]:
    """What is said of it where only closed answers are heard, and what may be said then."""
    awaited = Awaited.after(_put(expected, line), EmbeddedListener(), keypad=True)
    return [Told(said, awaited.expected) for said in awaited.told]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("field", QUESTIONS)
def test_no_question_tells_to_say_what_is_not_heard_there(field: str, lang: Lang) -> None:
    words, expected = words_in(lang).fields[field], Expected(field, confirming=False, lang=lang)
    for line in filter(None, (words.ask, words.more, words.again, words.help, words.example)):
        assert [vain for told in _told(expected, line) for vain in told_in_vain(told)] == [], line


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("field", [q.id for q in QUESTIONS.values()])
def test_what_a_closed_question_tells_to_say_is_told_aloud_too(field: str, lang: Lang) -> None:
    """It is not left out for a long example: the short answer is the one that is told."""
    words, expected = words_in(lang).fields[field], Expected(field, confirming=False, lang=lang)
    if not can_hear_an_answer(expected):
        return
    for line in (words.ask, words.again):
        (told,) = _told(expected, line)
        left_out = line.replace(told.line, "")
        assert not re.search(TELLS[lang], left_out) or field in NAMED_AT_ONCE, left_out


NAMED_AT_ONCE = ("emergency_contacts", "access.blocked", "review.confirmed")
"""Where a name, or the answer to correct, may be said instead of a yes."""


@dataclass(frozen=True)
class Anything:
    """A recogniser of free speech."""

    def hear(self, sound: Sound, expected: Expected) -> Hearing | None:
        return None

    def understands(self, expected: Expected) -> bool:
        return not expected.code

    def asks_in_parts(self, expected: Expected) -> bool:
        return False


def test_where_free_speech_is_heard_nothing_is_left_out() -> None:
    name = Expected("trusted_person.name", confirming=False, lang="fr")
    ask = words_in("fr").fields["trusted_person.name"].ask
    assert "Dites son prénom" in ask
    assert Awaited.after(_put(name, ask), Anything(), keypad=False).told == [ask]
    told = Awaited.after(_put(name, ask), EmbeddedListener(), keypad=False).told
    later = words_in("fr").say("spoken_later_no_keys")
    assert told == ["Qui choisissez-vous\u00a0?", later]


def test_what_a_person_said_is_never_left_out() -> None:
    wish = "Je note\u00a0: dites à ma fille que je l'aime."
    will = Expected("directives.other", confirming=False, lang="fr")
    assert Awaited.after(_put(will, wish), EmbeddedListener(), keypad=False).told == [wish]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_command_that_is_heard_where_a_name_is_asked_is_no_name(lang: Lang) -> None:
    name = Expected("identity.birth_name", confirming=False, lang=lang)
    awaited = Awaited.after(_put(name, "?"), EmbeddedListener(), keypad=False)
    words = words_in(lang)
    for phrase in commands(lang):
        heard = awaited.take(Hearing((phrase,), 1.0))
        assert heard is not None
        meant = command_said(heard.texts[0], words, at_a_name=True)
        assert meant == command_said(phrase, words), phrase


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_told_at_rest_is_heard_at_rest_only(lang: Lang) -> None:
    at_rest = Expected(None, confirming=False, lang=lang)
    said = set(grammar(at_rest).phrases) - set(commands(lang))
    assert {command_said(phrase, words_in(lang)) for phrase in said} == {"summary", "everything"}
    asked = replace(at_rest, asking="welcome.adult")
    assert not said & set(grammar(asked).commands)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_says_that_something_is_wrong_is_told_a_way_on_that_is_heard(
    conversation: Conversation, lang: Lang
) -> None:
    """Which answer to correct is no closed question: without keys there must be a way back."""
    walker = Walker(conversation, lang, "voice", keypad=False)
    replied = walker.goes_on_to("review.confirmed")
    replied = walker.says(words_in(lang).say("no").lower(), replied)
    told = [told for told in walker.told if told.line.startswith(WHICH_ANSWER[lang])]
    assert told
    assert told_in_vain(told[-1]) == []
    assert re.search(TELLS[lang], told[-1].line, re.IGNORECASE)
    assert walker.says(words_in(lang).say("no").lower(), replied).asking == "review.confirmed"


WHICH_ANSWER: dict[Lang, str] = {"fr": "Que faut-il corriger", "en": "What should I correct"}
