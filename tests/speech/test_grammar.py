"""What is listened for comes from the questions, and each of it is understood as what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answers.kind import Asked, Lang, Understood
from assistant.conversation import Replied
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.grammar import DATE_KINDS, commands, grammar, is_asked_in_parts
from assistant.speech.protocols import Expected, Hearing, Manner
from assistant.steps import QUESTIONS
from assistant.words.words import LANGUAGES, words_in
from channels.spoken.awaited import Awaited

TODAY = date(2026, 11, 25)
CHOICES = [q.id for q in QUESTIONS.values() if q.kind.name == "choice"]


def asked(field: str | None, lang: Lang = "fr") -> Expected:
    return Expected(field, confirming=False, lang=lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("field", CHOICES)
def test_each_option_can_be_said_and_is_heard_as_one_option_only(field: str, lang: Lang) -> None:
    options = words_in(lang).fields[field].options
    own = {way for option in options.values() for way in (option.say, *option.heard)}
    found = set()
    for said in (said for said in grammar(asked(field, lang)).answers if said in own):
        meant = QUESTIONS[field].kind.understand(said, Asked(lang, TODAY, options))
        assert isinstance(meant, Understood), said
        found.add(meant.value)
    assert found == set(options)


def test_a_command_is_listened_for_at_each_question() -> None:
    for field in (None, *QUESTIONS):
        assert set(commands("fr")) <= set(grammar(asked(field)).phrases)


@pytest.mark.parametrize("field", [q.id for q in QUESTIONS.values() if q.kind.name in DATE_KINDS])
def test_a_part_of_a_date_is_not_asked_in_parts_again(field: str) -> None:
    assert is_asked_in_parts(asked(field))
    for part in ("day", "month", "year"):
        assert not is_asked_in_parts(replace(asked(field), part=part))
    assert "août" in grammar(replace(asked(field), part="month")).answers


def test_there_is_none_can_be_said_where_the_date_may_be_lacking() -> None:
    assert "non" in grammar(replace(asked("trusted_person.signed_on"), part="day")).answers
    assert "non" not in grammar(replace(asked("identity.birth_date"), part="day")).answers


def _put(expected: Expected) -> Replied:
    return Replied(
        replies=(),
        asking=expected.asking,
        confirming=False,
        step=None,
        dossier=None,
        lang="fr",
        seconds=0.0,
        manner=Manner("fr"),
        expected=expected,
    )


@pytest.mark.parametrize("said", ["non", "je ne sais pas"])
def test_what_is_no_day_answers_the_whole_question_at_once(said: str) -> None:
    awaited = Awaited.after(
        _put(asked("trusted_person.signed_on")), EmbeddedListener(), keypad=True
    )
    assert awaited.take(Hearing((said,), 0.9)) == Hearing((said,), 0.9)
    assert awaited.take(Hearing(("douze",), 0.9)) is None


def test_a_date_that_is_proposed_is_taken_by_a_yes_or_one_key_before_any_part_of_another() -> None:
    expected = asked("review.next_on")
    awaited = Awaited.after(_put(expected), EmbeddedListener(), keypad=True)
    assert awaited.also_asked == ["Dites oui. Sinon, quel jour du mois\u00a0?"]
    assert "oui" in grammar(awaited.expected).answers
    assert awaited.take(Hearing(("oui",), 0.9)) == Hearing(("oui",), 0.9)
    assert awaited.part_in("1#") is None
    assert awaited.part_in("01#") == "1"


def test_where_no_date_is_proposed_a_yes_is_no_day() -> None:
    awaited = Awaited.after(_put(asked("identity.birth_date")), EmbeddedListener(), keypad=True)
    assert "oui" not in grammar(awaited.expected).answers
    assert awaited.part_in("1#") == "1"
