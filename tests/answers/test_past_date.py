"""Times in the past, as exactly as they are known. Today is 24 November 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.date import (
    InTheFuture,
    NoSuchDate,
    NotADate,
    SeveralDates,
    TooLongAgo,
    YearMissing,
)
from assistant.answers.kind import Asked, Lang, NothingHeard, Refusal, Understood
from assistant.answers.past_date import PAST_DATE, Vague
from tests.answers.test_date import said_anyhow

FR = Asked(lang="fr", today=date(2026, 11, 24))
EN = Asked(lang="en", today=date(2026, 11, 24))
BOTH = {"fr": FR, "en": EN}


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1998", "1998"),
        ("en 98", "1998"),
        ("en quatre-vingt-dix-huit", "1998"),
        ("98", "1998"),
        ("quatre-vingt-dix-huit", "1998"),
        ("mille neuf cent quatre-vingt-dix-huit", "1998"),
        ("dix-neuf cent quatre-vingt-dix-huit", "1998"),
        ("c'était en 1998 je crois", "1998"),
        ("depuis 1998", "1998"),
        ("vers 1998", "1998"),
        ("début 1998", "1998"),
        ("l'été 98", "1998"),
        ("l'hiver 1998", "1998"),
        ("en l'an 2000", "2000"),
        ("en deux mille quatre", "2004"),
        ("en 05", "2005"),
        ("en 27", "1927"),
        ("mai 1998", "1998-05"),
        ("en mai 98", "1998-05"),
        ("au mois de mai 1998", "1998-05"),
        ("en mai soixante-huit", "1968-05"),
        ("05/1998", "1998-05"),
        ("12 mai 1998", "1998-05-12"),
        ("12/05/1998", "1998-05-12"),
        ("12/05/98", "1998-05-12"),
        ("le douze mai quatre-vingt-dix-huit", "1998-05-12"),
        ("il y a deux ans", "2024"),
        ("y a deux ans", "2024"),
        ("ça fait dix ans", "2016"),
        ("depuis vingt ans", "2006"),
        ("il y a environ dix ans", "2016"),
        ("il y a deux ans et demi", "2024"),
        ("il y a trois mois", "2026-08"),
        ("depuis six mois", "2026-05"),
        ("il y a trois jours", "2026-11-21"),
        ("hier", "2026-11-23"),
        ("l'an dernier", "2025"),
        ("l'année dernière", "2025"),
        ("l'année passée", "2025"),
        ("cette année", "2026"),
        ("le mois dernier", "2026-10"),
        ("en mai dernier", "2026-05"),
        ("en décembre dernier", "2025-12"),
        ("depuis janvier", "2026-01"),
        ("en mai de l'année dernière", "2025-05"),
        ("en mai il y a deux ans", "2024-05"),
        ("l'été dernier", "2026"),
        ("2010, non, 2011", "2011"),
        ("quand j'avais vingt ans, en 1962", "1962"),
        ("quand j'avais vingt ans, en 62", "1962"),
    ],
)
def test_a_time_is_kept_as_exactly_as_it_was_said(said: str, value: str) -> None:
    assert PAST_DATE.understand(said, FR) == Understood(value)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("in 98", "1998"),
        ("in 1998", "1998"),
        ("nineteen ninety-eight", "1998"),
        ("May 1998", "1998-05"),
        ("12 May 1998", "1998-05-12"),
        ("two years ago", "2024"),
        ("about ten years ago", "2016"),
        ("for ten years", "2016"),
        ("three months ago", "2026-08"),
        ("last year", "2025"),
        ("last May", "2026-05"),
        ("since January", "2026-01"),
        ("in seventy-two or so", "1972"),
        ("when I was forty, in nineteen seventy-nine", "1979"),
    ],
)
def test_a_time_may_be_said_in_english(said: str, value: str) -> None:
    assert PAST_DATE.understand(said, EN) == Understood(value)


@pytest.mark.parametrize(
    "said",
    [
        "dans les années quatre-vingt",
        "les années 80",
        "dans les années 1980",
        "quand j'avais vingt ans",
        "à l'âge de vingt ans",
        "à vingt ans",
        "depuis toujours",
        "depuis l'enfance",
        "depuis ma naissance",
        "quand j'étais petite",
        "dans ma jeunesse",
        "depuis la guerre",
        "il y a longtemps",
        "il y a une dizaine d'années",
        "il y a quelques années",
        "il y a plus de vingt ans",
        "il y a presque dix ans",
        "il y a peut-être dix ans",
        "il y a deux ou trois ans",
        "avant 1998",
        "après 1998",
        "entre 1998 et 2000",
        "récemment",
        "depuis des années",
    ],
)
def test_what_tells_no_year_is_vague(said: str) -> None:
    assert PAST_DATE.understand(said, FR) == Vague()


@pytest.mark.parametrize(
    "said", ["in the eighties", "since childhood", "always", "more than ten years ago", "long ago"]
)
def test_what_tells_no_year_is_vague_in_english_too(said: str) -> None:
    assert PAST_DATE.understand(said, EN) == Vague()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", NothingHeard),
        ("je ne sais pas", NothingHeard),
        ("en mai", YearMissing),
        ("le 12 mai", YearMissing),
        ("12", NotADate),
        ("31 février 1998", NoSuchDate),
        ("en 2030", InTheFuture),
        ("décembre 2026", InTheFuture),
        ("dans deux ans", InTheFuture),
        ("en 1850", TooLongAgo),
        ("il y a deux cents ans", TooLongAgo),
        ("1998 ou 1999", SeveralDates),
        ("mai juin 1998", SeveralDates),
    ],
)
def test_what_is_no_time_in_the_past_is_refused(said: str, refusal: type[Refusal]) -> None:
    assert PAST_DATE.understand(said, FR) == refusal()


def test_keys_are_a_year_a_month_or_a_day() -> None:
    assert PAST_DATE.from_keys("1998", FR) == Understood("1998")
    assert PAST_DATE.from_keys("051998", FR) == Understood("1998-05")
    assert PAST_DATE.from_keys("12051998", FR) == Understood("1998-05-12")
    assert PAST_DATE.from_keys("120598", FR) == Understood("1998-05-12")
    assert PAST_DATE.from_keys("98765", FR) == NotADate()
    assert PAST_DATE.from_keys("", FR) == NothingHeard()


def test_a_time_is_read_back_in_words() -> None:
    assert PAST_DATE.say_back("1998", FR) == "1998"
    assert PAST_DATE.say_back("1998-05", FR) == "mai 1998"
    assert PAST_DATE.say_back("1998-05-01", FR) == "1er mai 1998"
    assert PAST_DATE.say_back("1998-05", EN) == "May 1998"


@given(said=said_anyhow, lang=st.sampled_from(["fr", "en"]))
def test_whatever_is_understood_is_read_back_as_the_same_time(said: str, lang: Lang) -> None:
    heard = PAST_DATE.understand(said, BOTH[lang])
    if isinstance(heard, Understood):
        assert (
            PAST_DATE.understand(PAST_DATE.say_back(heard.value, BOTH[lang]), BOTH[lang]) == heard
        )
    else:
        assert type(heard) in PAST_DATE.refusals


@given(keys=st.text(max_size=12))
def test_no_keys_make_it_fail(keys: str) -> None:
    PAST_DATE.from_keys(keys, FR)


@pytest.mark.parametrize(
    "said",
    ["1998 " * 2000, "il y a " * 1400, "é" * 10_000, "1" * 10_000],
    ids=["groups", "words", "letters", "digits"],
)
def test_a_very_long_text_makes_no_trouble(said: str) -> None:
    PAST_DATE.understand(said, FR)
