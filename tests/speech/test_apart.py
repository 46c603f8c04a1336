"""A date in parts that was turned down: which part was wrong, and what is not heard again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers.kind import Lang
from assistant.bench.hearing import said_in
from assistant.speech.apart import DateApart
from assistant.speech.embedded.listener import EmbeddedListener
from assistant.speech.grammar import grammar, parts_named
from assistant.speech.protocols import Expected
from assistant.words.words import LANGUAGES, words_in

BIRTH = Expected("identity.birth_date", confirming=False, lang="fr")
MARCH = "douze mars mille neuf cent quarante deux"


def turned_down(*dates: str, lang: Lang = "fr") -> DateApart:
    return DateApart(replace(BIRTH, lang=lang, refused=dates))


def test_which_part_was_wrong_is_asked_first_and_the_others_stay() -> None:
    apart = turned_down(MARCH)
    assert apart.part == "which"
    assert "les trois" in words_in("fr").say(apart.sentence)
    apart.take("le mois")
    assert apart.part == "month"
    assert apart.expected.refused == ("mars",)
    apart.take("mai")
    assert apart.part is None
    assert apart.joined() == "douze mai mille neuf cent quarante deux"


def test_after_all_three_each_is_asked_and_none_is_held_to_be_wrong() -> None:
    apart = turned_down(MARCH)
    apart.take("les trois")
    for said in ("douze", "mai", "mille neuf cent quarante trois"):
        assert apart.expected.refused == ()
        apart.take(said)
    assert apart.joined() == "douze mai mille neuf cent quarante trois"


def test_what_was_wrong_before_is_wrong_still_while_the_rest_stands() -> None:
    apart = turned_down(MARCH, MARCH.replace("mars", "juin"))
    apart.take("le mois")
    assert apart.expected.refused == ("mars", "juin")
    apart = turned_down(MARCH, "deux mai mille neuf cent quarante deux")
    apart.take("le jour")
    assert apart.expected.refused == ("deux",), "the twelfth may have been right"


def test_a_date_that_was_typed_otherwise_is_asked_whole_again() -> None:
    assert turned_down("12/03/1942").part == "day"
    assert turned_down("en mars").part == "day"


@pytest.mark.parametrize(
    ("lang", "part", "refused", "gone"),
    [
        ("fr", "day", "le 1", {"premier", "un"}),
        ("fr", "day", "vingt et un", {"vingt et un"}),
        ("fr", "year", "1942", {"mille neuf cent quarante deux", "dix neuf cent quarante deux"}),
        ("en", "day", "the twelfth", {"twelve", "twelfth", "the twelfth"}),
        ("en", "year", "twenty oh four",
         {"twenty oh four", "two thousand four", "two thousand and four"}),
    ],
)  # fmt: skip
def test_a_refused_number_is_listened_for_no_more_however_it_is_said(
    lang: Lang, part: str, refused: str, gone: set[str]
) -> None:
    expected = replace(BIRTH, lang=lang, part=part, refused=(refused,))  # type: ignore[arg-type]
    every = set(grammar(replace(expected, refused=())).answers)
    assert every - set(grammar(expected).answers) == gone


def test_a_refused_month_is_listened_for_no_more() -> None:
    listened_for = grammar(replace(BIRTH, part="month", refused=("mars",))).answers
    assert "mars" not in listened_for
    assert len(listened_for) == 11


@pytest.mark.parametrize(
    ("part", "said"),
    [("day", "seize"), ("month", "mars"), ("year", "mille neuf cent cinquante six")],
)
def test_the_recogniser_never_hears_again_what_was_turned_down(part: str, said: str) -> None:
    ears, expected = EmbeddedListener(), replace(BIRTH, part=part)  # type: ignore[arg-type]
    sounds = [said_in("quiet", said, voice) for voice in ("fr", "fr+f4", "fr-ch+m4")]
    heard = [hearing.texts[0] for sound in sounds if (hearing := ears.hear(sound, expected))]
    assert heard
    without = replace(expected, refused=tuple(heard))
    again = [hearing.texts[0] for sound in sounds if (hearing := ears.hear(sound, without))]
    assert not {*heard} & {*again}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_which_part_was_wrong_is_heard(lang: Lang) -> None:
    ears, voice = EmbeddedListener(), {"fr": "fr+m1", "en": "en-gb+f4"}[lang]
    for ways in parts_named(lang).values():
        for way in ways:
            hearing = ears.hear(
                said_in("quiet", way, voice), replace(BIRTH, lang=lang, part="which")
            )
            assert hearing is not None
            assert hearing.texts == (way,)
