"""Doctors and other practitioners, with what was said of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from assistant.answers.kind import Asked, NotByKeys, NothingHeard, Refusal, Understood
from assistant.answers.practitioner import (
    PRACTITIONER,
    NotAPractitioner,
    PractitionerNameMissing,
    RppsWrong,
)

FR = Asked("fr", date(2026, 11, 24))
EN = Asked("en", date(2026, 11, 24))
RPPS = "1000345678" + luhn.calc_check_digit("1000345678")


def practitioner(
    name: str, speciality: str | None = None, town: str | None = None, rpps: str | None = None
) -> Understood:
    return Understood({"name": name, "speciality": speciality, "town": town, "rpps": rpps})


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "le docteur Bernard Petit, cardiologue à Nantes",
            practitioner("Bernard Petit", "cardiologue", "Nantes"),
        ),
        (
            "mon généraliste c'est Mme Le Goff à Brest",
            practitioner("Le Goff", "médecin généraliste", "Brest"),
        ),
        ("docteur petit", practitioner("Petit")),
        ("bernard petit", practitioner("Bernard Petit")),
        (
            "c'est le docteur bernard petit il est cardiologue à nantes",
            practitioner("Bernard Petit", "cardiologue", "Nantes"),
        ),
        (
            "euh mon médecin traitant c'est le docteur martin à quimper",
            practitioner("Martin", None, "Quimper"),
        ),
        (
            "mon cardiologue c'est le professeur jean dupont au chu de nantes",
            practitioner("Jean Dupont", "cardiologue", "Nantes"),
        ),
        (
            "ma kiné s'appelle sophie à la rochelle",
            practitioner("Sophie", "kinésithérapeute", "La Rochelle"),
        ),
        ("le docteur roux ophtalmo au mans", practitioner("Roux", "ophtalmologue", "Le Mans")),
        ("dr le gall à saint-brieuc", practitioner("Le Gall", None, "Saint-Brieuc")),
        ("docteur martin de nantes", practitioner("Martin", None, "Nantes")),
        ("docteur de la tour", practitioner("de La Tour")),
        (
            "un dentiste à Vannes monsieur Le Bihan",
            practitioner("Le Bihan", "dentiste", "Vannes"),
        ),
        (
            "le docteur lefèvre l e f e accent grave v r e dermatologue à Tours",
            practitioner("Lefèvre", "dermatologue", "Tours"),
        ),
        (
            "c'est le docteur Kerjean qui me suit depuis dix ans, à Dinan",
            practitioner("Kerjean", None, "Dinan"),
        ),
        ("monsieur bernard oto-rhino à lyon", practitioner("Bernard", "ORL", "Lyon")),
        ("docteur petit 02 40 12 34 56", practitioner("Petit")),
    ],
)
def test_a_practitioner_is_known_by_name_speciality_and_town(
    said: str, expected: Understood
) -> None:
    assert PRACTITIONER.understand(said, FR) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Dr. Smith, cardiologist in London", practitioner("Smith", "cardiologue", "London")),
        ("my GP is Doctor Jones in Leeds", practitioner("Jones", "médecin généraliste", "Leeds")),
        (
            "Professor Anne Leroy, neurologist, Toulouse",
            practitioner("Anne Leroy", "neurologue", "Toulouse"),
        ),
    ],
)
def test_a_practitioner_is_said_in_english(said: str, expected: Understood) -> None:
    assert PRACTITIONER.understand(said, EN) == expected


def test_an_rpps_number_is_kept_when_its_key_fits() -> None:
    grouped = f"{RPPS[:2]} {RPPS[2:5]} {RPPS[5:8]} {RPPS[8:]}"
    for said in (f"docteur petit rpps {RPPS}", f"le docteur petit, numéro RPPS {grouped}"):
        assert PRACTITIONER.understand(said, FR) == practitioner("Petit", rpps=RPPS)


def test_an_rpps_number_that_is_wrong_is_said_to_be() -> None:
    wrong = RPPS[:-1] + str((int(RPPS[-1]) + 1) % 10)
    assert PRACTITIONER.understand(f"docteur petit {wrong}", FR) == RppsWrong(11)
    assert PRACTITIONER.understand("docteur petit rpps 10 003", FR) == RppsWrong(5)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", NothingHeard()),
        ("euh", NothingHeard()),
        ("cardiologue à Nantes", PractitionerNameMissing()),
        ("mon médecin traitant", PractitionerNameMissing()),
        ("j'en ai deux, Petit et Martin", NotAPractitioner()),
        ("le docteur", PractitionerNameMissing()),
        ("c'est qui ?", NotAPractitioner()),
        ("je n'en ai pas", NotAPractitioner()),
        ("je ne sais plus son nom", NotAPractitioner()),
        ("a" * 10_000, NotAPractitioner()),
    ],
)
def test_what_is_no_practitioner_is_refused(said: str, refusal: Refusal) -> None:
    assert PRACTITIONER.understand(said, FR) == refusal


def test_a_practitioner_is_said_back_in_one_line() -> None:
    value = practitioner("Bernard Petit", "cardiologue", "Nantes").value
    assert PRACTITIONER.say_back(value, FR) == "Bernard Petit, cardiologue à Nantes"
    assert PRACTITIONER.say_back(practitioner("Petit").value, FR) == "Petit"


def test_the_keypad_says_no_practitioner() -> None:
    assert PRACTITIONER.from_keys("12", FR) == NotByKeys()


_WORDS = st.sampled_from(
    "le docteur petit martin cardiologue ophtalmo à nantes de la rochelle , madame mon généraliste "
    f"c'est il est rpps {RPPS} 12 au havre professeur".split()
)


@settings(max_examples=300)
@given(st.text(max_size=60) | st.lists(_WORDS, max_size=12).map(" ".join))
def test_a_practitioner_said_back_is_understood_as_the_same(said: str) -> None:
    for asked in (FR, EN):
        answer = PRACTITIONER.understand(said, asked)
        if isinstance(answer, Understood):
            assert (
                PRACTITIONER.understand(PRACTITIONER.say_back(answer.value, asked), asked) == answer
            )


@given(st.text(max_size=300), st.sampled_from([1, 40]))
def test_whatever_is_said_is_answered(said: str, times: int) -> None:
    answer = PRACTITIONER.understand(said * times, FR)
    assert isinstance(answer, (Understood, *PRACTITIONER.refusals))
