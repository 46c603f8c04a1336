"""The recogniser without a download hears closed answers, and knows when it does not know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answers.date import BIRTH_DATE
from assistant.answers.kind import Asked, Lang, Understood
from assistant.answers.yes_no import leading_yes_no
from assistant.bench.hearing import BESIDE, Utterance, hear_all, said_in
from assistant.bench.rooms import Room, in_a_room
from assistant.speech.apart import DateApart
from assistant.speech.embedded.decoder import Decoder
from assistant.speech.embedded.dictionary import FRENCH, words_of
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.embedded.making.learn import read, written
from assistant.speech.embedded.making.phones import ENGLISH_PHONES
from assistant.speech.grammar import (
    answers_the_whole,
    commands,
    every_phrase,
    grammar,
    token,
)
from assistant.speech.protocols import Expected
from assistant.speech.sound import Sound
from assistant.steps import QUESTIONS
from assistant.understanding.meaning import command_said
from assistant.words.words import FOLDER, read_file, words_in
from tests.conftest import NOW

CONSENT = Expected("welcome.consent", confirming=False, lang="fr")
CHOICES = [q.id for q in QUESTIONS.values() if q.kind.name == "choice"]
BIRTH = Expected("identity.birth_date", confirming=False, lang="fr")
NAME = Expected("identity.birth_name", confirming=False, lang="fr")
VOICES = ("fr", "fr+f4", "fr-ch+m4")
"""None of them is one that the pronunciations were learnt from."""

NUMBERS_SAID = (
    "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
    "zéro sept quarante trois neuf soixante et un",
    "zéro un quarante-deux dix-sept trente-six zéro cinq",
)
NAMES_SAID = (
    "Lefèvre", "Le Goffic", "Yvonne Marie Jeanne", "Claire Martin", "docteur Bernard Petit",
    "douze rue des Lilas à Quimper", "la pénicilline", "Kerbrat", "Dupont", "Quimper",
)  # fmt: skip


@pytest.fixture(scope="module")
def ears() -> EmbeddedListener:
    return EmbeddedListener()


def share(
    ears: EmbeddedListener, expected: Expected, phrases: Sequence[str], room: Room = "quiet"
) -> tuple[float, float]:
    """Heard right, and heard as something else."""
    said = [Utterance("all", phrase, expected) for phrase in phrases for _ in VOICES]
    heard = hear_all(ears, said, room, VOICES)["all"]
    return heard.right / heard.all, heard.wrong / heard.all


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_phrase_that_is_listened_for_is_understood_as_what_it_is(lang: Lang) -> None:
    aloud, words = read_file(FOLDER / lang / "aloud.yml"), words_in(lang)
    for command, phrases in aloud["commands"].items():
        for phrase in phrases:
            assert command_said(phrase, words) == command, phrase
    assert all(leading_yes_no(phrase, lang) == (True, "") for phrase in aloud["yes"])
    assert all(leading_yes_no(phrase, lang) == (False, "") for phrase in aloud["no"])


def test_who_asked_to_wait_at_a_date_goes_on_by_that_word(ears: EmbeddedListener) -> None:
    resting = replace(BIRTH, part="day", resting=True)
    heard = ears.hear(said_in("quiet", "continuer", "fr"), resting)
    assert heard is not None
    assert heard.texts[0] == "continuer"
    assert answers_the_whole("continuer", resting), "it is no day"


@pytest.mark.parametrize("said", ["résumé", "tout le dossier"])
def test_who_has_finished_is_heard_to_ask_for_what_is_told_then(
    ears: EmbeddedListener, said: str
) -> None:
    at_rest = Expected(None, confirming=False, lang="fr")
    right, wrong = share(ears, at_rest, [said])
    assert right >= 0.6
    assert wrong == 0


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_who_asked_to_wait_is_told_a_word_that_is_listened_for(lang: Lang) -> None:
    told = words_in(lang).say("paused").rpartition(":")[2].strip(" .\u00a0")
    assert told in grammar(Expected(None, confirming=False, lang=lang, resting=True)).commands
    assert told not in commands(lang), "elsewhere it would only be taken for something else"
    assert command_said(told, words_in(lang)) == "resume"


def test_every_french_phrase_has_its_pronunciations() -> None:
    known = read(FRENCH)
    assert [p for p in every_phrase("fr") if token(p) not in known] == [], (
        "run: python -m assistant.speech.embedded.making.learn"
    )
    phones = {phone for ways in known.values() for way in ways for phone in way.split()}
    assert phones <= set(ENGLISH_PHONES)


def test_the_pronunciations_are_kept_sorted() -> None:
    assert written(read(FRENCH)) == FRENCH.read_text("utf-8")


def test_the_english_words_are_in_the_models_own_dictionary() -> None:
    decoder = Decoder("en", "wide")
    for phrase in commands("en"):
        assert all(decoder.knows(word) for word in phrase.split()), phrase
    for field in CHOICES:
        for option in words_in("en").fields[field].options.values():
            listened_for = set(grammar(Expected(field, confirming=False, lang="en")).answers)
            ways = listened_for & {option.say, *option.heard}
            words = [words_of(way, "en", decoder.knows) for way in ways]
            assert any(all(map(decoder.knows, way)) for way in words), option.say


def test_the_grammar_of_a_choice_is_its_own_options() -> None:
    options = words_in("fr").fields["identity.sex"].options.values()
    said = grammar(Expected("identity.sex", confirming=False, lang="fr")).answers
    assert {option.say for option in options} <= set(said)


def test_what_was_refused_is_not_listened_for_again() -> None:
    asked = Expected("identity.sex", confirming=False, lang="fr")
    said = grammar(asked).answers
    without = grammar(replace(asked, refused=(said[0],))).answers
    assert said[0] not in without
    assert len(without) == len(said) - 1


def test_it_says_what_it_cannot_hear() -> None:
    ears = EmbeddedListener()
    for question in QUESTIONS.values():
        expected = Expected(question.id, confirming=False, lang="fr")
        closed = question.kind.name in ("yes_no", "choice", "date", "past_date")
        assert ears.understands(expected) is closed, question.id
        assert ears.understands(replace(expected, confirming=True))
        assert not ears.understands(replace(expected, code=True))


@pytest.mark.parametrize("asked_back", [False, True])
def test_yes_and_no_are_heard_and_never_one_for_the_other(
    ears: EmbeddedListener, asked_back: bool
) -> None:
    expected = replace(CONSENT, confirming=asked_back)
    right, wrong = share(ears, expected, grammar(expected).answers)
    assert right >= 0.75
    assert wrong == 0


def test_commands_are_heard_and_never_one_for_the_other(ears: EmbeddedListener) -> None:
    right, wrong = share(ears, CONSENT, commands("fr"))
    assert right >= 0.85
    assert wrong == 0


def test_a_loud_answer_beside_a_television_is_heard_and_read_back(ears: EmbeddedListener) -> None:
    asked = Expected("welcome.helper_present", confirming=False, lang="fr")
    for lang, voices in (("fr", VOICES), ("en", ("en-us", "en-gb+f4"))):
        expected = replace(asked, lang=lang)
        words = grammar(expected).answers
        said = [Utterance("all", phrase, expected) for phrase in words for _ in voices]
        heard = hear_all(ears, said, "television 20 dB", voices)["all"]
        assert heard.right >= 0.5 * heard.all, lang
        assert heard.wrong == 0, lang
    plain = ears.hear(said_in("television 20 dB", "yes", "en-us"), replace(asked, lang="en"))
    assert plain is not None
    assert plain.read_back


def test_all_but_a_plain_yes_or_no_is_read_back_before_it_is_kept(ears: EmbeddedListener) -> None:
    will = ears.hear(said_in("quiet", "oui", "fr"), CONSENT)
    assert will is not None
    assert will.read_back, "a wish, however plainly it was said"
    sex = Expected("identity.sex", confirming=False, lang="fr")
    choice = ears.hear(said_in("quiet", grammar(sex).answers[0], "fr"), sex)
    assert choice is not None
    assert choice.read_back
    yes = ears.hear(said_in("quiet", "oui", "fr"), replace(CONSENT, confirming=True))
    assert yes is not None
    assert not yes.read_back, "that is the reading back itself"


def test_months_are_heard(ears: EmbeddedListener) -> None:
    month = replace(BIRTH, part="month")
    right, wrong = share(ears, month, grammar(month).answers)
    assert right >= 0.70
    assert wrong <= 0.03


@pytest.mark.parametrize("room", ["quiet", "telephone"])
def test_march_is_never_taken_for_may(ears: EmbeddedListener, room: Room) -> None:
    month = replace(BIRTH, part="month")
    for said, other in (("mars", "mai"), ("mai", "mars")):
        for number, voice in enumerate(VOICES):
            heard = ears.hear(said_in(room, said, voice, number), month)
            assert heard is None or heard.texts[0] != other, (said, voice)


@pytest.mark.parametrize("expected", [CONSENT, replace(CONSENT, confirming=True)])
def test_a_sentence_that_begins_as_an_answer_does_is_none(
    ears: EmbeddedListener, expected: Expected
) -> None:
    for voice in VOICES:
        sound = said_in("quiet", "attends, je suis au téléphone", voice)
        assert ears.hear(sound, expected) is None, voice


def test_english_is_heard_too(ears: EmbeddedListener) -> None:
    yes_or_no = replace(CONSENT, lang="en")
    said = [Utterance("all", phrase, yes_or_no) for phrase in grammar(yes_or_no).answers]
    heard = hear_all(ears, said * 2, "quiet", ("en-us", "en-gb+f4"))["all"]
    assert heard.right >= 0.75 * heard.all


def test_a_no_is_heard_by_telephone_as_a_yes_is(ears: EmbeddedListener) -> None:
    asked_back = replace(CONSENT, confirming=True)
    for word in ("oui", "non"):
        right, wrong = share(ears, asked_back, [word], "telephone")
        assert right >= 0.6, word
        assert wrong == 0, word


def test_talk_beside_the_question_is_mostly_nothing(ears: EmbeddedListener) -> None:
    heard = [
        ears.hear(said_in("quiet", words, VOICES[n % len(VOICES)], n), CONSENT)
        for n, words in enumerate(BESIDE["fr"])
    ]
    assert sum(h is not None for h in heard) <= 0.3 * len(heard)


@pytest.mark.parametrize("room", ["quiet", "telephone"])
def test_a_telephone_number_is_no_command(ears: EmbeddedListener, room: Room) -> None:
    """Where it cannot be heard, "zéro six douze …" has turned down the voice before."""
    phone = Expected("identity.phone", confirming=False, lang="fr")
    for number in NUMBERS_SAID:
        for voice in VOICES:
            assert ears.hear(said_in(room, number, voice), phone) is None, (number, voice)


def test_where_a_name_is_asked_commands_are_heard_and_names_are_seldom_commands(
    ears: EmbeddedListener,
) -> None:
    right, wrong = share(ears, NAME, commands("fr"))
    assert right >= 0.80
    assert wrong <= 0.10
    _, obeyed = share(ears, NAME, NAMES_SAID)
    assert obeyed <= 0.25


def test_an_empty_room_and_a_noise_are_nothing(ears: EmbeddedListener) -> None:
    import numpy

    for room in ("quiet", "noise 10 dB"):
        empty = in_a_room(numpy.zeros(0, numpy.float32), room)  # type: ignore[arg-type]
        assert ears.hear(empty, CONSENT) is None
    assert ears.hear(Sound(b"", 16_000), CONSENT) is None


def test_the_same_sound_is_always_heard_as_the_same(ears: EmbeddedListener) -> None:
    sound = said_in("quiet", "oui", "fr+f4")
    first = ears.hear(sound, CONSENT)
    ears.hear(said_in("quiet", "non", "fr"), NAME)
    assert ears.hear(sound, CONSENT) == first


@pytest.mark.parametrize(
    ("lang", "parts", "value"),
    [
        ("fr", ("douze", "mars", "mille neuf cent quarante trois"), "1943-03-12"),
        ("fr", ("premier", "mai", "dix neuf cent quarante deux"), "1942-05-01"),
        ("fr", ("trente et un", "août", "mille neuf cent quatre vingt"), "1980-08-31"),
        ("en", ("the twelfth", "march", "nineteen forty three"), "1943-03-12"),
        ("en", ("twenty first", "may", "nineteen forty two"), "1942-05-21"),
    ],
)
def test_a_date_heard_in_parts_is_the_date(lang: Lang, parts: tuple[str, ...], value: str) -> None:
    apart = DateApart(replace(BIRTH, lang=lang))
    asked = []
    for part in parts:
        asked.append(apart.part)
        assert words_in(lang).say(apart.sentence)
        assert apart.expected.part == apart.part
        apart.take(part)
    assert asked == ["day", "month", "year"]
    assert apart.part is None
    context = Asked(lang=lang, today=NOW.date(), options={})
    assert BIRTH_DATE.understand(apart.joined(), context) == Understood(value)
