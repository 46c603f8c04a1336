"""Numbers as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.kind import Lang
from assistant.answers.numbers import count_in, in_digits, ordinal_in, read_numbers
from assistant.answers.tokens import tokens_of


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("zéro six douze trente-quatre", "0 6 12 34"),
        ("zero six", "0 6"),
        ("septante huitante nonante", "70 80 90"),
        ("nonante-deux", "92"),
        ("soixante et onze", "71"),
        ("soixante-et-onze", "71"),
        ("quatre-vingt-douze", "92"),
        ("quatre vingt douze", "92"),
        ("quatre-vingts, douze", "80 12"),
        ("vingt et un", "21"),
        ("vingt un", "21"),
        ("vingt et trente", "20 30"),
        ("quatre-vingt-un", "81"),
        ("mille neuf cent quarante-deux", "1942"),
        ("mil neuf cent quarante-deux", "1942"),
        ("dix-neuf cent quarante-deux", "1942"),
        ("deux mille quatre", "2004"),
        ("06 douze 34", "06 12 34"),
        ("dixhuit", "18"),
        ("cinquente", "50"),
        ("attendez une seconde, six", "6"),
        ("deux minutes", ""),
        ("mon nom est Dupont", ""),
    ],
)
def test_french_number_words_are_read(said: str, digits: str) -> None:
    assert " ".join(n.digits for n in read_numbers(tokens_of(said), "fr")) == digits


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("oh six twelve thirty-four", "0 6 12 34"),
        ("nineteen forty-two", "19 42"),
        ("nineteen hundred and forty-two", "1942"),
        ("two thousand and four", "2004"),
        ("twenty-first", "21"),
        ("one and two", "1 2"),
        ("nought seven", "0 7"),
    ],
)
def test_english_number_words_are_read(said: str, digits: str) -> None:
    assert " ".join(n.digits for n in read_numbers(tokens_of(said), "en")) == digits


def test_in_a_date_the_thousand_belongs_to_the_year() -> None:
    numbers = read_numbers(
        tokens_of("douze cinq mille neuf cent quarante-deux"), "fr", in_a_date=True
    )
    assert [n.digits for n in numbers] == ["12", "5", "1942"]


@pytest.mark.parametrize(
    ("said", "lang", "rank"),
    [
        ("la deuxième", "fr", 2),
        ("le premier", "fr", 1),
        ("la seconde", "fr", 2),
        ("le 3e", "fr", 3),
        ("la 2ème", "fr", 2),
        ("le cinquième médicament", "fr", 5),
        ("le neuvième", "fr", 9),
        ("le vingt et unième", "fr", 21),
        ("numéro trois", "fr", 3),
        ("le deuxième ou le troisième", "fr", None),
        ("j'en ai deux", "fr", None),
        ("the second one", "en", 2),
        ("number four", "en", 4),
        ("the twenty-first", "en", 21),
    ],
)
def test_a_rank_is_read(said: str, lang: Lang, rank: int | None) -> None:
    assert ordinal_in(said, lang) == rank


def test_a_quantity_is_read() -> None:
    assert count_in("j'en ai trois", "fr") == 3
    assert count_in("two or three", "en") is None


def test_words_are_replaced_by_digits_in_place() -> None:
    assert in_digits("douze, rue des Trois-Frères", "fr") == "12, rue des 3-Frères"


@given(number=st.integers(0, 2199), lang=st.sampled_from(["fr", "en"]))
def test_every_number_in_words_is_read_as_itself(number: int, lang: Lang) -> None:
    words = french(number) if lang == "fr" else english(number)
    assert [n.value for n in read_numbers(tokens_of(words), lang)] == [number]


@given(said=st.text(max_size=300), lang=st.sampled_from(["fr", "en"]))
def test_no_text_makes_it_fail(said: str, lang: Lang) -> None:
    in_digits(said, lang)
    ordinal_in(said, lang)
    count_in(said, lang)


FRENCH = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
    "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit",
    "dix-neuf",
]  # fmt: skip
FRENCH_TENS = [
    "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt",
    "quatre-vingt",
]  # fmt: skip
ENGLISH = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def french(number: int) -> str:
    """The number in French words, as in France."""
    if number < 20:
        return FRENCH[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        if tens in (7, 9):
            rest += 10
        word = FRENCH_TENS[tens - 2]
        if not rest:
            return word
        return f"{word}{' et ' if rest in (1, 11) and tens < 8 else '-'}{FRENCH[rest]}"
    size, name = (1000, "mille") if number >= 1000 else (100, "cent")
    times, rest = divmod(number, size)
    head = name if times == 1 else f"{FRENCH[times]} {name}"
    return f"{head} {french(rest)}" if rest else head


def english(number: int) -> str:
    """The number in English words."""
    if number < 20:
        return ENGLISH[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        word = ENGLISH_TENS[tens - 2]
        return f"{word}-{ENGLISH[rest]}" if rest else word
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    times, rest = divmod(number, size)
    head = f"{ENGLISH[times]} {name}"
    return f"{head} {english(rest)}" if rest else head
