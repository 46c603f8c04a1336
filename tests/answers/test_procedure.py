"""Procedures that must not be done, by their usual name or in the person's words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.kind import Asked, NotByKeys, NothingHeard, Understood
from assistant.answers.procedure import PROCEDURE
from assistant.answers.text import TooLong

FR = Asked("fr", date(2026, 11, 24))
EN = Asked("en", date(2026, 11, 24))

PRINTED = [
    "IRM", "Scanner", "TEP-scan", "Radiographie", "Échographie", "Mammographie", "Scintigraphie",
    "Coronarographie", "Coloscopie", "Fibroscopie", "Produit de contraste",
    "Produit de contraste iodé", "Produit de contraste au gadolinium", "Anesthésie générale",
    "Anesthésie locale", "Péridurale", "Rachianesthésie", "Anesthésie", "Transfusion sanguine",
    "Ponction lombaire", "Ponction", "Injection intramusculaire", "Bistouri électrique",
    "Intubation", "Sonde urinaire", "Infiltration", "Vaccination", "Prise de sang",
    "Prise de sang au bras gauche", "Prise de sang au bras droit", "Prise de tension au bras droit",
    "Perfusion au bras gauche", "Piqûre au bras gauche", "Bras gauche à ne pas utiliser",
]  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_name_is_itself(name: str) -> None:
    assert PROCEDURE.understand(name, FR) == Understood(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("j ai pas le droit aux irm", "IRM"),
        ("i r m", "IRM"),
        ("je suis allergique à l'irm", "IRM"),
        ("l i r m", "IRM"),
        ("euh l'irm voilà", "IRM"),
        ("la résonance magnétique", "IRM"),
        ("imagerie par résonance magnétique", "IRM"),
        ("on m'a dit jamais d'irm", "IRM"),
        ("je ne dois pas passer de scanner", "Scanner"),
        ("le produit de contraste iodé", "Produit de contraste iodé"),
        ("pas de prise de sang au bras gauche", "Prise de sang au bras gauche"),
        ("on doit pas me prendre la tension au bras droit", "Prise de tension au bras droit"),
        ("on peut pas me piquer au bras gauche", "Piqûre au bras gauche"),
        ("on ne doit pas utiliser mon bras gauche", "Bras gauche à ne pas utiliser"),
        ("les anesthésies générales", "Anesthésie générale"),
    ],
)
def test_a_known_procedure_gets_its_usual_name(said: str, name: str) -> None:
    assert PROCEDURE.understand(said, FR) == Understood(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("MRI", "IRM"),
        ("I can't have an MRI", "IRM"),
        ("CT scan", "Scanner"),
        ("no blood pressure on the left arm", "Prise de tension au bras gauche"),
        ("general anaesthetic", "Anesthésie générale"),
    ],
)
def test_a_procedure_said_in_english_gets_its_french_name(said: str, name: str) -> None:
    assert PROCEDURE.understand(said, EN) == Understood(name)


@pytest.mark.parametrize(
    "said",
    [
        "scanner mais sans injection",
        "scanner avec injection",
        "scanner et irm",
        "les IRM à cause de mon pacemaker",
        "IRM du bras gauche",
        "l'IRM je peux",
        "me retourner sur le ventre",
    ],
)
def test_what_adds_something_stays_in_the_persons_words(said: str) -> None:
    assert PROCEDURE.understand(said, FR) == Understood(said)


def test_nothing_and_too_much_are_refused() -> None:
    assert PROCEDURE.understand("euh", FR) == NothingHeard()
    assert PROCEDURE.understand("irm " * 2000, FR) == TooLong(4000)
    assert PROCEDURE.from_keys("1", FR) == NotByKeys()


_WORDS = st.sampled_from(
    [
        "irm",
        "scanner",
        "i",
        "r",
        "m",
        "pas",
        "de",
        "le",
        "bras",
        "gauche",
        "sang",
        "prise",
        "anesthésie",
        "euh",
    ]
)


@settings(max_examples=300)
@given(st.text(max_size=60) | st.lists(_WORDS, max_size=10).map(" ".join))
def test_a_procedure_said_back_is_understood_as_the_same(said: str) -> None:
    answer = PROCEDURE.understand(said, FR)
    if isinstance(answer, Understood):
        assert PROCEDURE.understand(PROCEDURE.say_back(answer.value, FR), FR) == answer


@given(st.text(max_size=300), st.sampled_from([1, 40]))
def test_whatever_is_said_is_answered(said: str, times: int) -> None:
    assert isinstance(PROCEDURE.understand(said * times, FR), (Understood, *PROCEDURE.refusals))
