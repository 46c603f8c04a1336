"""Telephone numbers as people say them."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.answers.kind import Asked, Lang, NothingHeard, Refusal, Understood
from assistant.answers.phone import PHONE
from assistant.answers.phone_found import SeveralNumbers, spot_phone
from assistant.answers.phone_plan import NotATelephone, TooFewDigits, TooManyDigits

FR = Asked(lang="fr", today=date(2026, 11, 24))
EN = Asked(lang="en", today=date(2026, 11, 24))
BOTH = {"fr": FR, "en": EN}
CLAIRE = "+33612345678"


@pytest.mark.parametrize(
    "said",
    [
        "06 12 34 56 78",
        "0612345678",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "06/12/34/56/78",
        "06, 12, 34, 56, 78.",
        "0 6 1 2 3 4 5 6 7 8",
        "0612 345 678",
        "061 234 5678",
        "+33 6 12 34 56 78",
        "+33612345678",
        "+33 (0)6 12 34 56 78",
        "+33 (0) 612 345 678",
        "+33 06 12 34 56 78",
        "0033 6 12 34 56 78",
        "00 33 6 12 34 56 78",
        "33 6 12 34 56 78",
        "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
        "zero six douze trente quatre cinquante six soixante dix huit",
        "zéro six un deux trois quatre cinq six sept huit",
        "Zéro Six Douze Trente-Quatre Cinquante-Six Septante-Huit",
        "06 douze 34 cinquante-six 78",
        "plus trente-trois six douze trente-quatre cinquante-six soixante-dix-huit",
        "zéro zéro trente-trois six douze trente-quatre cinquante-six soixante-dix-huit",
        "alors c'est le 06 12 34 56 78",
        "vous pouvez m'appeler au 06 12 34 56 78 le matin",
        "mon numéro c'est le zéro six douze trente-quatre cinquante-six soixante-dix-huit merci",
        "euh zéro six euh douze alors trente-quatre et puis cinquante-six et soixante-dix-huit",
        "06 12, attendez que je regarde, 34 56 78",
        "06 12 34... une seconde... 56 78",
        "zéro six point douze point trente-quatre point cinquante-six point soixante-dix-huit",
        "j'ai 82 ans et mon numéro est le 06 12 34 56 78",
        "06 12 34 56 78, je répète, 06 12 34 56 78",
        "06 12 34 56 78 et je répète zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        "06 12 34 56 78, poste 12",
        "06\u00a012\u00a034\u00a056\u00a078",
        "non c'est le 06 12 34 56 78",
        "je crois que c'est le 06 12 34 56 78",
        "06 12 34 56 78 non ?",
    ],
)
def test_a_french_number_is_understood_however_it_is_said(said: str) -> None:
    assert PHONE.understand(said, FR) == Understood(CLAIRE)


@pytest.mark.parametrize(
    "said",
    [
        "zéro six douze, non pas douze, treize, trente-quatre, cinquante-six, soixante-dix-huit",
        "zéro six douze, non, treize, trente-quatre, cinquante-six, soixante-dix-huit",
        "zéro six douze pardon treize trente-quatre cinquante-six soixante-dix-huit",
        "06 12 je me trompe 13 34 56 78",
        "06 12 enfin 13 34 56 78",
        "06 12, oups, 13, 34, 56, 78",
        "06 12 excusez-moi 13 34 56 78",
        "06 12 non non 13 34 56 78",
        "06 12 34 56 78, non, je recommence, 06 13 34 56 78",
        "06 12 34, je me suis trompée, 06 13 34 56 78",
        "06 12 34 56 78, pas 12, 13",
        "06 12 34 56 78, c'est 13 et pas 12",
        "ce n'est pas le 06 12 34 56 78, c'est le 06 13 34 56 78",
        "06 13 35 non 34 56 78",
        "06 13 34 56 79 non 78",
        "0613345679, non, 78",
        "06 13 34 56 79, c'est 78",
        "06 13 34 56 79, le dernier c'est 78",
        "06 13 34 56 79, pas 79, 78",
        "06 13 34 57 78, non, 56 78",
        "zéro sept, non, zéro six, treize, trente-quatre, cinquante-six, soixante-dix-huit",
    ],
)
def test_a_group_corrected_in_mid_sentence_is_the_one_kept(said: str) -> None:
    assert PHONE.understand(said, FR) == Understood("+33613345678")


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("0692 12 34 56", "+262692123456"),
        ("0262 20 12 34", "+262262201234"),
        ("zéro six neuf deux, douze, trente-quatre, cinquante-six", "+262692123456"),
        ("+262 692 12 34 56", "+262692123456"),
        ("+262 (0)692 12 34 56", "+262692123456"),
        ("0590 20 12 34", "+590590201234"),
        ("0690 35 12 34", "+590690351234"),
        ("0596 61 22 40", "+596596612240"),
        ("0696 12 34 56", "+596696123456"),
        ("0594 30 12 34", "+594594301234"),
        ("0694 20 12 34", "+594694201234"),
        ("0269 61 12 34", "+262269611234"),
        ("01 23 45 67 89", "+33123456789"),
        ("zéro un quarante-deux vingt-six quatre-vingt-douze onze", "+33142269211"),
        ("07 12 34 56 78", "+33712345678"),
        ("09 87 65 43 21", "+33987654321"),
        ("06 39 98 12 34", "+33639981234"),
        ("zéro six nonante-deux, septante, huitante-trois, quarante-quatre", "+262692708344"),
        ("zéro six, deux zéros, trente-quatre, cinquante-six, soixante-dix-huit", "+33600345678"),
        ("zéro six double zéro trente-quatre cinquante-six soixante-dix-huit", "+33600345678"),
        ("06, deux fois douze, trente-quatre, cinquante-six", "+33612123456"),
        ("+32 470 12 34 56", "+32470123456"),
        ("+44 7911 123456", "+447911123456"),
        ("0041 79 123 45 67", "+41791234567"),
    ],
)
def test_overseas_and_foreign_numbers_are_understood(said: str, value: str) -> None:
    assert PHONE.understand(said, FR) == Understood(value)


@pytest.mark.parametrize(
    "said",
    [
        "oh six twelve thirty-four fifty-six seventy-eight",
        "zero six, one two, three four, five six, seven eight",
        "it's 06 12 34 56 78",
        "plus thirty-three six twelve thirty-four fifty-six seventy-eight",
        "06 13, sorry, 12, 34 56 78",
        "06 13, no, 12, 34 56 78",
        "nought six one two three four five six seven eight",
    ],
)
def test_a_number_said_in_english_is_understood(said: str) -> None:
    assert PHONE.understand(said, EN) == Understood(CLAIRE)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", NothingHeard()),
        ("je ne sais pas", NothingHeard()),
        ("j'ai 82 ans", NothingHeard()),
        ("j'ai deux filles", NothingHeard()),
        ("ce n'est pas le 06 12 34 56 78", NothingHeard()),
        ("06 12 34 56 7", TooFewDigits(heard=9)),
        ("6 12 34 56 78", TooFewDigits(heard=9)),
        ("zéro six douze trente-quatre", TooFewDigits(heard=6)),
        ("+33 6 12 34 56 7", TooFewDigits(heard=9)),
        ("06 12 34 soixante-dix-huit", TooFewDigits(heard=8)),
        ("06 12 34 56 enfin 57", TooFewDigits(heard=8)),
        ("06 12 34 56 7, depuis 8 ans", TooFewDigits(heard=9)),
        ("06 12 34 56 78 9", TooManyDigits(heard=11)),
        ("06 12 34 56 78 90", TooManyDigits(heard=12)),
        ("9" * 10_000, TooManyDigits(heard=10_000)),
        ("15", NotATelephone()),
        ("le quinze", NotATelephone()),
        ("112", NotATelephone()),
        ("le dix-huit", NotATelephone()),
        ("3114", NotATelephone()),
        ("trente et un quatorze", NotATelephone()),
        ("34 22", NotATelephone()),
        ("00 00 00 00 00", NotATelephone()),
        ("12 34 56 78 90", NotATelephone()),
        ("06 12 34 56 78 ou 06 12 34 56 79", SeveralNumbers()),
        ("0612345678 0612345679", SeveralNumbers()),
        ("06 12 34 56 78 et aussi le 01 23 45 67 89", SeveralNumbers()),
        ("le fixe c'est le 01 23 45 67 89 et le portable le 06 12 34 56 78", SeveralNumbers()),
        ("06 12 34 56 78, et chez moi 01 23 45", SeveralNumbers()),
        ("06 12 34 56 78, non, je me trompe", SeveralNumbers()),
        ("06 12 pas 34", TooFewDigits(heard=4)),
        ("00:0PAS0", SeveralNumbers()),
    ],
)
def test_what_is_no_single_number_is_refused_with_its_reason(said: str, refusal: Refusal) -> None:
    assert PHONE.understand(said, FR) == refusal


@pytest.mark.parametrize(
    ("said", "value", "taken"),
    [
        ("ma fille Claire Martin, 06 12 34 56 78", CLAIRE, "06 12 34 56 78"),
        ("ma fille au +33 6 12 34 56 78, Claire", CLAIRE, "+33 6 12 34 56 78"),
        (
            "Paul, plus trente-trois six douze trente-quatre cinquante-six soixante-dix-huit",
            CLAIRE,
            "plus trente-trois six douze trente-quatre cinquante-six soixante-dix-huit",
        ),
        ("Mme Le\u0301vy 0612345678 a\u0300 Nantes", CLAIRE, "0612345678"),
    ],
)
def test_a_number_is_found_in_a_longer_sentence(said: str, value: str, taken: str) -> None:
    found = spot_phone(said, FR)
    assert found is not None
    assert found[0] == value
    assert said[slice(*found[1])] == taken


@pytest.mark.parametrize("said", ["ma fille Claire", "06 12 ou 06 13", "ma fille, 06 12 34 56"])
def test_no_number_is_found_where_there_is_none(said: str) -> None:
    assert spot_phone(said, FR) is None


def test_keys_are_the_digits() -> None:
    assert PHONE.from_keys("0612345678", FR) == Understood(CLAIRE)
    assert PHONE.from_keys("0033612345678", FR) == Understood(CLAIRE)
    assert PHONE.from_keys("061234567", FR) == TooFewDigits(heard=9)
    assert PHONE.from_keys("15", FR) == NotATelephone()
    assert PHONE.from_keys("", FR) == NothingHeard()


def test_a_number_is_read_back_by_pairs() -> None:
    assert PHONE.say_back(CLAIRE, FR) == "06 12 34 56 78"
    assert PHONE.say_back("+262692123456", FR) == "06 92 12 34 56"
    assert PHONE.say_back("+32470123456", FR) == "+32 470 12 34 56"


@given(digits=st.from_regex(r"(0|\+33 ?|0033)[1-9][0-9]{8}", fullmatch=True))
def test_a_french_number_is_never_another_one(digits: str) -> None:
    heard = PHONE.understand(digits, FR)
    if isinstance(heard, Understood):
        assert str(heard.value)[-9:] == digits[-9:]


numbers = st.from_regex(
    r"(0|\+33|\+262|\+590|\+32|\+44|\+41|\+49|\+1|\+39|\+213|\+225)[0-9]{8,10}", fullmatch=True
)
SAID = [
    "zéro", "un", "six", "douze", "treize", "trente", "quatre", "vingt", "soixante", "dix",
    "cent", "mille", "06", "12", "34", "56", "78", "0", "7", "00", "+33", "(0)", "non", "pas",
    "pardon", "enfin", "euh", "et", "ou", "plus", "fois", "double", "deux", "zéros", "c'est",
    "le", ",", ".", "?", "0612345678", "oh", "no", "sorry", "twelve", "thirty",
]  # fmt: skip
words = st.lists(
    st.sampled_from(SAID),
    max_size=14,
).map(" ".join)


@given(said=st.one_of(numbers, words, st.text(max_size=200)), lang=st.sampled_from(["fr", "en"]))
@example(said="+7 800 12 12 12 12", lang="fr")  # the 8 is taken for Russia's own prefix
def test_a_number_read_back_is_understood_as_the_same_number(said: str, lang: Lang) -> None:
    asked = BOTH[lang]
    heard = PHONE.understand(said, asked)
    if isinstance(heard, Understood):
        assert PHONE.understand(PHONE.say_back(heard.value, asked), asked) == heard
    else:
        assert type(heard) in PHONE.refusals


@given(said=st.text(max_size=200), keys=st.text(max_size=20))
def test_no_text_makes_it_fail(said: str, keys: str) -> None:
    spot_phone(said, FR)
    PHONE.from_keys(keys, FR)


@pytest.mark.parametrize(
    "said",
    ["06 " * 3400, "non " * 2500, "é" * 10_000, "0" * 10_000],
    ids=["groups", "words", "letters", "digits"],
)
def test_a_very_long_text_is_only_refused(said: str) -> None:
    assert isinstance(PHONE.understand(said, FR), Refusal)
