"""The number check: what is right or doubtful in a social security number, in memory only.

The numbers are published examples (ANS, python-stdnum), nobody's.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.nir import NirCheck, Verdict, check_nir
from assistant.answers.nir_structure import Group
from assistant.answers.nir_withheld import WITHHELD, looks_like_nir, without_nir

SPOKEN = (
    "deux soixante-dix-neuf zéro trois cinquante et un deux cent quinze cent quatre-vingt-neuf "
    "quatre-vingt-neuf"
)


def check(said: str) -> NirCheck:
    return check_nir(said, "fr", None, None)


@pytest.mark.parametrize(
    "said",
    [
        "279035121518989",
        "2 79 03 51 215 189 89",
        "277076322082910",
        "124018852493334",
        "2 95 10 99 126 111 93",
        SPOKEN,
        "alors euh c'est le "
        + SPOKEN.replace("-", " ").replace(
            " quatre vingt neuf quatre", " quatre vingt neuf et la clé c'est quatre"
        ),
        "2 soixante dix neuf 03 51 deux cent quinze 189 clé 89",
        "2 53 07 2A 073 004 43",
        "253072A07300443",
        "deux cinquante-trois zéro sept deux a zéro soixante-treize zéro zéro quatre "
        "quarante-trois",
    ],
)
def test_a_number_said_in_any_grouping_is_valid(said: str) -> None:
    assert check(said) == NirCheck(Verdict.VALID, None, 15, True)


def test_the_key_may_be_left_out() -> None:
    assert check("2 79 03 51 215 189") == NirCheck(Verdict.VALID, None, 13, False)


def test_a_number_is_said_in_english() -> None:
    said = "two seventy nine oh three fifty one two fifteen one hundred eighty nine eighty nine"
    assert check_nir(said, "en", None, None).verdict is Verdict.VALID


@pytest.mark.parametrize(
    "number",
    ["223042545611404", "221042545611404", "222127505611201", "224027511583555", "276059205062865"],
)
def test_a_key_that_does_not_fit_is_wrong_and_no_group_is_named(number: str) -> None:
    assert check(number) == NirCheck(Verdict.WRONG_KEY, None, 15, True)


def with_key(number: str) -> str:
    return number + f"{97 - int(number) % 97:02d}"


@pytest.mark.parametrize(
    ("number", "group"),
    [
        ("9790351215189", Group.SEX),
        ("0790351215189", Group.SEX),
        ("2791351215189", Group.MONTH),
        ("2790051215189", Group.MONTH),
        ("2794551215189", Group.MONTH),
        ("2790300215189", Group.DEPARTMENT),
        ("2790351000189", Group.COMMUNE),
        ("2790397100189", Group.COMMUNE),
        ("2790351215000", Group.ORDER),
    ],
)
def test_a_group_that_no_number_has_is_named_though_the_key_fits(number: str, group: Group) -> None:
    assert check(with_key(number)) == NirCheck(Verdict.DOUBTFUL_GROUP, group, 15, True)


def test_a_key_over_97_is_doubtful() -> None:
    assert check("279035121518998").group is Group.KEY


@pytest.mark.parametrize("month", ["01", "12", "20", "42", "50", "99"])
def test_the_months_of_an_incomplete_civil_status_are_valid(month: str) -> None:
    assert check(with_key(f"279{month}51215189")).verdict is Verdict.VALID


@pytest.mark.parametrize("place", ["97102", "98735", "99352", "20004", "91352", "96001"])
def test_overseas_abroad_and_old_departments_are_valid(place: str) -> None:
    assert check(with_key(f"24203{place}189")).verdict is Verdict.VALID


def test_the_number_agrees_with_the_sex_and_the_birth_date() -> None:
    number = "279035121518989"
    assert check_nir(number, "fr", "female", "1979-03-12").verdict is Verdict.VALID
    wrong_sex = check_nir(number, "fr", "male", None)
    assert (wrong_sex.verdict, wrong_sex.group) == (Verdict.NOT_COHERENT, Group.SEX)
    assert check_nir(number, "fr", None, "1978-03-12").group is Group.YEAR
    assert check_nir(number, "fr", None, "1979-04-12").group is Group.MONTH


def test_a_wrong_key_with_one_group_that_disagrees_names_it() -> None:
    assert check_nir("278035121518989", "fr", "female", "1979-03-12").group is Group.YEAR


@pytest.mark.parametrize(
    ("said", "verdict", "digits"),
    [
        ("euh", Verdict.NOTHING_HEARD, 0),
        ("je ne trouve pas ma carte", Verdict.NOTHING_HEARD, 0),
        ("deux soixante-dix-neuf zéro trois", Verdict.TOO_FEW_DIGITS, 5),
        ("27903512151898", Verdict.TOO_FEW_DIGITS, 14),
        ("2790351215189891", Verdict.TOO_MANY_DIGITS, 16),
    ],
)
def test_the_digits_heard_are_counted(said: str, verdict: Verdict, digits: int) -> None:
    assert (check(said).verdict, check(said).digits_heard) == (verdict, digits)


def test_words_that_may_be_parted_in_two_ways_are_decided_by_the_key() -> None:
    number = with_key("2420451200512")
    said = "deux quarante deux zéro quatre cinquante et un deux cent cinq cent douze "
    key = " ".join(number[13:])
    assert check(said + key).verdict is Verdict.VALID


def test_nothing_that_is_shown_of_a_check_holds_a_digit_of_the_number() -> None:
    shown = repr(check("2 79 03 51 215 189 89"))
    assert not any(group in shown for group in ("79", "03", "51", "215", "189", "89"))


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("279035121518989", WITHHELD),
        ("2.79.03.51.215.189", WITHHELD),
        (f"mon numéro c'est {SPOKEN} voilà", f"mon numéro c'est {WITHHELD} voilà"),
        ("le 2 53 07 2A 073 004 43 merci", f"le {WITHHELD} merci"),
        (
            "sécu 2 79 03 51 215 189 89 et mon téléphone 06 12 34 56 78",
            f"sécu {WITHHELD} et mon téléphone 06 12 34 56 78",
        ),
        ("06 12 34 56 78 279035121518989", f"06 12 34 56 78 {WITHHELD}"),
        ("2 79 03 51 215 189 clé 89", WITHHELD),
        ("2 79 03 51 215 189 88", WITHHELD),
        ("2 79 03 51 215 18 89", WITHHELD),
    ],
)
def test_a_number_anywhere_in_a_sentence_is_withheld(said: str, kept: str) -> None:
    assert looks_like_nir(said)
    assert without_nir(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "",
        "je m'appelle jeanne petit",
        "06 12 34 56 78",
        "06 12 34 56 78 et 01 42 34 56 78",
        "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        "né le 12 mai 1942 06 12 34 56 78",
        "12 rue des lilas 75020 paris 06 12 34 56 78",
        "RPPS 10003456781",
        "le 12 05 1942 puis le 14 06 1980",
    ],
)
def test_other_numbers_are_kept(said: str) -> None:
    assert not looks_like_nir(said)
    assert without_nir(said) == said


_NIRS = st.builds(
    lambda sex, year, month, place, order: with_key(
        f"{sex}{year:02d}{month:02d}{place}{order:03d}"
    ),
    st.sampled_from([1, 2]),
    st.integers(0, 99),
    st.integers(1, 12),
    st.sampled_from(["75056", "29151", "97105", "99352", "13055"]),
    st.integers(1, 999),
)


@given(
    _NIRS, st.sampled_from(["{}", "mon numéro {} voilà", "{} et le 06 12 34 56 78", "c'est {}."])
)
def test_a_valid_number_is_valid_and_never_kept(number: str, sentence: str) -> None:
    grouped = " ".join(
        (number[0], number[1:3], number[3:5], number[5:7], number[7:10], number[10:13], number[13:])
    )
    assert check(number).verdict is Verdict.VALID
    for written in (number, grouped, number[:13], " ".join(number)):
        assert written not in without_nir(sentence.format(written))


@given(st.text(max_size=300), st.sampled_from([1, 40]))
def test_whatever_is_said_is_checked(said: str, times: int) -> None:
    assert isinstance(check(said * times), NirCheck)
    assert isinstance(without_nir(said * times), str)
