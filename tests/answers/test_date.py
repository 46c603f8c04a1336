"""Whole dates as people say them. Today is 24 November 2026, a Tuesday."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.date import (
    BIRTH_DATE,
    FUTURE_DATE,
    PAST_DATE_WHOLE,
    Date,
    DayMissing,
    InTheFuture,
    InThePast,
    MonthMissing,
    NoSuchDate,
    NotADate,
    SeveralDates,
    TooLongAgo,
    YearMissing,
)
from assistant.answers.kind import Asked, Lang, NothingHeard, Refusal, Understood

TODAY = date(2026, 11, 24)
FR = Asked(lang="fr", today=TODAY)
EN = Asked(lang="en", today=TODAY)
BOTH = {"fr": FR, "en": EN}


@pytest.mark.parametrize(
    "said",
    [
        "12 mai 1942",
        "le 12 mai 1942",
        "douze mai mille neuf cent quarante-deux",
        "le douze mai dix-neuf cent quarante-deux",
        "le douze mai mil neuf cent quarante deux",
        "le douze mai dix-neuf quarante-deux",
        "le douze mai quarante-deux",
        "douze mai 42",
        "12/05/1942",
        "12/05/42",
        "12-05-1942",
        "12.05.1942",
        "12 05 1942",
        "12 5 42",
        "12051942",
        "120542",
        "1942-05-12",
        "douze zéro cinq quarante-deux",
        "douze cinq quarante-deux",
        "le douze cinq mille neuf cent quarante-deux",
        "un deux zéro cinq un neuf quatre deux",
        "je suis née le 12 mai 1942 à Quimper",
        "je suis né le douze mai de l'année 1942",
        "c'était un 12 mai 1942",
        "dimanche 12 mai 1942",
        "le 12 du mois de mai 1942",
        "alors euh le douze euh mai mille neuf cent quarante-deux",
        "j'ai 84 ans, je suis née le 12 mai 1942",
        "LE 12 MAI 1942",
        "le douze mai, en quarante-deux",
    ],
)
def test_a_date_of_birth_is_understood_however_it_is_said(said: str) -> None:
    assert BIRTH_DATE.understand(said, FR) == Understood("1942-05-12")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("premier avril quarante-deux", "1942-04-01"),
        ("le 1er avril 1938", "1938-04-01"),
        ("le premier de l'an 1940", "1940-01-01"),
        ("le jour de Noël 1944", "1944-12-25"),
        ("12 fevrier 1942", "1942-02-12"),
        ("12 fevirer 1942", "1942-02-12"),
        ("3 aout 1939", "1939-08-03"),
        ("3 août 1939", "1939-08-03"),
        ("3 aou\u0302t 1939", "1939-08-03"),
        ("8 septenbre 1941", "1941-09-08"),
        ("8 decembre 1941", "1941-12-08"),
        ("le trente et un décembre trente-neuf", "1939-12-31"),
        ("le vingt un mars 1940", "1940-03-21"),
        ("vingt-neuf février mille neuf cent quarante", "1940-02-29"),
        ("le onze novembre quarante", "1940-11-11"),
        ("12 sept. 1942", "1942-09-12"),
        ("le douze sept quarante-deux", "1942-07-12"),
        ("12/05/07", "2007-05-12"),
        ("12/05/09", "1909-05-12"),
        ("24/11/08", "2008-11-24"),
        ("le quatre quatre quarante-quatre", "1944-04-04"),
        ("le nonante-deux", None),
    ],
)
def test_months_days_and_centuries_are_read_right(said: str, value: str | None) -> None:
    heard = BIRTH_DATE.understand(said, FR)
    assert heard == Understood(value) if value else isinstance(heard, Refusal)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("le onze mai, non, le douze mai 1942", "1942-05-12"),
        ("le 12 mai 1943 non 1942", "1942-05-12"),
        ("le 12 juin 1942, non, mai", "1942-05-12"),
        ("12 juin 1942, pardon, 12 mai 1942", "1942-05-12"),
        ("12 juin 1942, c'est mai", "1942-05-12"),
        ("12 juin 1942, le mois c'est mai", "1942-05-12"),
        ("11 mai 1942, le 12", "1942-05-12"),
        ("12 mai 1943, c'est en 1942", "1942-05-12"),
        ("12 mai 1943, quarante-deux", "1942-05-12"),
        ("non pas le 11, le 12 mai 1942", "1942-05-12"),
        ("le 12 mai, pas juin, 1942", "1942-05-12"),
        ("12 mai 1942, je répète, 12 mai 1942", "1942-05-12"),
    ],
)
def test_a_part_corrected_in_mid_sentence_is_the_one_kept(said: str, value: str) -> None:
    assert BIRTH_DATE.understand(said, FR) == Understood(value)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", NothingHeard),
        ("bonjour madame", NothingHeard),
        ("je ne sais pas", NothingHeard),
        ("j'ai 84 ans", NotADate),
        ("hier", NotADate),
        ("il y a 84 ans", NotADate),
        ("06 12 34 56 78", NotADate),
        ("12 mai 942", NotADate),
        ("31 février 1942", NoSuchDate),
        ("29 février 1943", NoSuchDate),
        ("12/13/1942", NoSuchDate),
        ("le 32 mai 1942", NoSuchDate),
        ("31 juin", NoSuchDate),
        ("12 mai 2030", InTheFuture),
        ("25 novembre 2026", InTheFuture),
        ("12 mai 1890", TooLongAgo),
        ("23 novembre 1906", TooLongAgo),
        ("le 12 mai", YearMissing),
        ("en mai", YearMissing),
        ("12/05", YearMissing),
        ("mai 1942", DayMissing),
        ("mai quarante-deux", DayMissing),
        ("05/1942", DayMissing),
        ("1942", MonthMissing),
        ("en 1942", MonthMissing),
        ("le 12", MonthMissing),
        ("le 12 sept 1942", MonthMissing),
        ("le 12 ou le 13 mai 1942", SeveralDates),
        ("le 12 mai ou juin 1942", SeveralDates),
        ("12 mai 1942 et mon mari 13 juin 1943", SeveralDates),
        ("mai juin 1942", SeveralDates),
    ],
)
def test_what_is_no_whole_date_of_birth_is_refused(said: str, refusal: type[Refusal]) -> None:
    assert BIRTH_DATE.understand(said, FR) == refusal()


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("the twelfth of May nineteen forty-two", "1942-05-12"),
        ("twelve May nineteen hundred and forty-two", "1942-05-12"),
        ("May 12, 1942", "1942-05-12"),
        ("May 12th 1942", "1942-05-12"),
        ("May the twelfth nineteen forty-two", "1942-05-12"),
        ("12 May 1942", "1942-05-12"),
        ("12th of may 42", "1942-05-12"),
        ("12/05/42", "1942-05-12"),
        ("twelve five forty-two", "1942-05-12"),
        ("I was born on the first of April 1938", "1938-04-01"),
        ("second of march nineteen oh nine", "1909-03-02"),
        ("12 Febuary 1942", "1942-02-12"),
        ("the eleventh, no, the twelfth of May 1942", "1942-05-12"),
    ],
)
def test_an_english_date_is_read_day_first(said: str, value: str) -> None:
    assert BIRTH_DATE.understand(said, EN) == Understood(value)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("12/31/1942", NoSuchDate),
        ("May 12", YearMissing),
        ("May 1942", DayMissing),
        ("May nineteen forty-two", DayMissing),
        ("I am eighty-four years old", NotADate),
    ],
)
def test_an_english_date_that_is_not_whole_is_refused(said: str, refusal: type[Refusal]) -> None:
    assert BIRTH_DATE.understand(said, EN) == refusal()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("aujourd'hui", "2026-11-24"),
        ("hier", "2026-11-23"),
        ("avant-hier", "2026-11-22"),
        ("lundi dernier", "2026-11-23"),
        ("mardi dernier", "2026-11-17"),
        ("il y a trois jours", "2026-11-21"),
        ("il y a exactement une semaine", "2026-11-17"),
        ("il y a huit jours", "2026-11-17"),
        ("il y a quinze jours", "2026-11-10"),
        ("le 12 mai dernier", "2026-05-12"),
        ("le 12 décembre dernier", "2025-12-12"),
        ("le 12 mai de cette année", "2026-05-12"),
        ("le 3 mars de l'an dernier", "2025-03-03"),
        ("le 12 du mois dernier", "2026-10-12"),
        ("12/05/24", "2024-05-12"),
        ("12/05/27", "1927-05-12"),
        ("il y a deux mois", DayMissing()),
        ("le mois dernier", DayMissing()),
        ("la semaine dernière", DayMissing()),
        ("l'an dernier", MonthMissing()),
        ("le dix novembre", YearMissing()),
        ("demain", InTheFuture()),
        ("dans deux jours", InTheFuture()),
    ],
)
def test_a_past_day_may_be_said_from_today(said: str, heard: str | Refusal) -> None:
    expected = Understood(heard) if isinstance(heard, str) else heard
    assert PAST_DATE_WHOLE.understand(said, FR) == expected


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("demain", "2026-11-25"),
        ("après-demain", "2026-11-26"),
        ("aujourd'hui", "2026-11-24"),
        ("lundi prochain", "2026-11-30"),
        ("dans un an", "2027-11-24"),
        ("dans six mois", "2027-05-24"),
        ("dans un an et demi", "2028-05-24"),
        ("dans trois mois", "2027-02-24"),
        ("dans quinze jours", "2026-12-08"),
        ("le 12 mai prochain", "2027-05-12"),
        ("le 12 mai de l'année prochaine", "2027-05-12"),
        ("12/05/27", "2027-05-12"),
        ("le 3 mars 2027", "2027-03-03"),
        ("hier", InThePast()),
        ("12/05/26", InThePast()),
        ("12 mai 1942", InThePast()),
        ("12 mai", YearMissing()),
        ("l'année prochaine", MonthMissing()),
        ("le mois prochain", DayMissing()),
        ("en mai 2027", DayMissing()),
    ],
)
def test_a_day_to_come_may_be_said_from_today(said: str, heard: str | Refusal) -> None:
    expected = Understood(heard) if isinstance(heard, str) else heard
    assert FUTURE_DATE.understand(said, FR) == expected


def test_a_distance_may_be_said_in_english() -> None:
    assert FUTURE_DATE.understand("in six months", EN) == Understood("2027-05-24")
    assert PAST_DATE_WHOLE.understand("last monday", EN) == Understood("2026-11-23")
    assert PAST_DATE_WHOLE.understand("three days ago", EN) == Understood("2026-11-21")


def test_keys_are_eight_digits_or_six() -> None:
    assert BIRTH_DATE.from_keys("12051942", FR) == Understood("1942-05-12")
    assert BIRTH_DATE.from_keys("120542", FR) == Understood("1942-05-12")
    assert BIRTH_DATE.from_keys("31021942", FR) == NoSuchDate()
    assert BIRTH_DATE.from_keys("1205", FR) == NotADate()
    assert BIRTH_DATE.from_keys("", FR) == NothingHeard()


def test_a_date_is_read_back_in_words() -> None:
    assert BIRTH_DATE.say_back("1942-05-12", FR) == "12 mai 1942"
    assert BIRTH_DATE.say_back("1938-04-01", FR) == "1er avril 1938"
    assert BIRTH_DATE.say_back("1942-05-12", EN) == "12 May 1942"


KINDS = st.sampled_from([BIRTH_DATE, PAST_DATE_WHOLE, FUTURE_DATE])
LANGS = st.sampled_from(["fr", "en"])
WORDS = [
    "le", "12", "5", "05", "1942", "42", "31", "mai", "juin", "1er", "premier", "douze",
    "mille neuf cent", "quarante", "vingt", "dix", "neuf", "zéro", "non", "pas", "pardon",
    "c'est", "en", "ou", "et", ",", "/", "-", "dernier", "prochain", "hier", "lundi", "il y a",
    "dans", "deux", "ans", "mois", "jours", "l'an", "cette année", "été", "depuis", "toujours",
    "noël", "may", "the", "of", "twelfth", "nineteen", "forty", "two", "years", "ago", "last",
    "year", "in", "no", "99999999", "00", "20261231", "annees", "1998",
]  # fmt: skip
said_anyhow = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join), st.text(max_size=200)
)


@given(days=st.integers(0, 119 * 365), lang=LANGS)
def test_every_day_of_birth_read_back_is_the_same_day(days: int, lang: Lang) -> None:
    day = (TODAY - timedelta(days=days)).isoformat()
    spoken = BIRTH_DATE.say_back(day, BOTH[lang])
    assert BIRTH_DATE.understand(spoken, BOTH[lang]) == Understood(day)


@given(kind=KINDS, said=said_anyhow, lang=LANGS)
def test_whatever_is_understood_is_read_back_as_the_same_day(
    kind: Date, said: str, lang: Lang
) -> None:
    heard = kind.understand(said, BOTH[lang])
    if isinstance(heard, Understood):
        assert kind.understand(kind.say_back(heard.value, BOTH[lang]), BOTH[lang]) == heard
    else:
        assert type(heard) in kind.refusals


@given(kind=KINDS, keys=st.text(max_size=12))
def test_no_keys_make_it_fail(kind: Date, keys: str) -> None:
    kind.from_keys(keys, FR)


@pytest.mark.parametrize(
    "said",
    ["12 mai " * 1400, "non " * 2500, "é" * 10_000, "1" * 10_000],
    ids=["groups", "words", "letters", "digits"],
)
def test_a_very_long_text_is_only_refused(said: str) -> None:
    assert isinstance(BIRTH_DATE.understand(said, FR), Refusal)
