"""Postal addresses as they are said, with and without postcode."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.address import (
    ADDRESS,
    NotAnAddress,
    PostcodeWrong,
    StreetMissing,
    TownMissing,
)
from assistant.answers.kind import Asked, NotByKeys, NothingHeard, Refusal, Understood

FR = Asked("fr", date(2026, 11, 24))
EN = Asked("en", date(2026, 11, 24))


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("12 rue des Lilas, 75020 Paris", "12 rue des Lilas, 75020 Paris"),
        ("douze rue des lilas soixante-quinze mille vingt paris", "12 rue des Lilas, 75020 Paris"),
        (
            "euh j'habite au 3 bis avenue jean jaurès, code postal 44 000 à nantes",
            "3 bis avenue Jean Jaurès, 44000 Nantes",
        ),
        ("le bourg, 29630 plougasnou", "Le Bourg, 29630 Plougasnou"),
        ("le bourg vingt-neuf mille six cent trente plougasnou", "Le Bourg, 29630 Plougasnou"),
        ("lieu-dit kerouac 29630 plougasnou", "lieu-dit Kerouac, 29630 Plougasnou"),
        (
            "résidence les lilas 4 rue victor hugo 69003 lyon",
            "résidence Les Lilas 4 rue Victor Hugo, 69003 Lyon",
        ),
        (
            "chez ma fille 5 rue de la république 13001 marseille",
            "chez ma fille 5 rue de la République, 13001 Marseille",
        ),
        ("douze rue des lilas paris", "12 rue des Lilas, Paris"),
        ("12 rue des lilas à saint jean d angely", "12 rue des Lilas, Saint-Jean-d'Angely"),
        (
            "8 rue du huit mai mille neuf cent quarante-cinq 85000 la roche sur yon",
            "8 rue du 8 Mai 1945, 85000 La Roche-sur-Yon",
        ),
        ("rue du onze novembre 35400 saint malo", "rue du 11 Novembre, 35400 Saint-Malo"),
        (
            "1 place du général de gaulle 59000 lille cedex 9",
            "1 place du Général de Gaulle, 59000 Lille Cedex 9",
        ),
        ("15 rue de la paix quarante-quatre trois zéros nantes", "15 rue de la Paix, 44000 Nantes"),
        (
            "quinze rue de la paix soixante-quinze zéro vingt paris",
            "15 rue de la Paix, 75020 Paris",
        ),
        ("vingt-deux boulevard gambetta six mille nice", "22 boulevard Gambetta, 06000 Nice"),
        ("vingt-deux boulevard gambetta zéro six mille nice", "22 boulevard Gambetta, 06000 Nice"),
        ("12 RUE DES LILAS 75020 PARIS", "12 rue des Lilas, 75020 Paris"),
        ("2 impasse des quatre vents 76600 le havre", "2 impasse des Quatre Vents, 76600 Le Havre"),
        ("2 impasse des quatre vents au havre", "2 impasse des Quatre Vents, Le Havre"),
        ("24 avenue de l'europe aix en provence", "24 avenue de l'Europe, Aix-en-Provence"),
        ("cinquante-six rue d alésia paris quatorzième", "56 rue d'Alésia, Paris 14e"),
        (
            "bâtiment b appartement douze 7 rue pasteur 93100 montreuil",
            "bâtiment B appartement 12 7 rue Pasteur, 93100 Montreuil",
        ),
        (
            "ehpad les glycines 12 rue de la gare 22300 lannion",
            "EHPAD Les Glycines 12 rue de la Gare, 22300 Lannion",
        ),
        ("12 rue des lilas nantes 44000", "12 rue des Lilas, 44000 Nantes"),
        ("12, rue des Lilas, Nantes", "12 rue des Lilas, Nantes"),
        ("mon adresse c'est quarante-sept route de paris à tours", "47 route de Paris, Tours"),
        ("kerguelen 29630 plougasnou", "Kerguelen, 29630 Plougasnou"),
        ("3 chemin du moulin, villeneuve d'ascq", "3 chemin du Moulin, Villeneuve-d'Ascq"),
        ("cent vingt-trois rue de vaugirard 75015 paris", "123 rue de Vaugirard, 75015 Paris"),
        (
            "deux rue de l'église à saint étienne du rouvray dans la seine maritime",
            "2 rue de l'Église, Saint-Étienne-du-Rouvray",
        ),
        (
            "je suis au 4 ter rue du moulin à vent 31000 toulouse",
            "4 ter rue du Moulin à Vent, 31000 Toulouse",
        ),
        ("4 rue du moulin à vent toulouse", "4 rue du Moulin à Vent, Toulouse"),
        ("28 rue du docteur roux 97400 saint denis", "28 rue du Docteur Roux, 97400 Saint-Denis"),
        ("12 rue des lilas, 44000 nantes, france", "12 rue des Lilas, 44000 Nantes"),
        ("12 rue st honoré 75001 paris", "12 rue Saint Honoré, 75001 Paris"),
        ("rue des lilas à nantes au numéro douze", "12 rue des Lilas, Nantes"),
        (
            "au deux rue du quatorze juillet à Quimper vingt-neuf mille",
            "2 rue du 14 Juillet, 29000 Quimper",
        ),
        ("44000 nantes 15 rue de la paix", "15 rue de la Paix, 44000 Nantes"),
    ],
)
def test_an_address_is_printed_on_one_line(said: str, address: str) -> None:
    assert ADDRESS.understand(said, FR) == Understood(address)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("au 6, non au 8 rue Pasteur, 59000 Lille", "8 rue Pasteur, 59000 Lille"),
        ("12 rue Pasteur 59000 Lille, non, 14", "14 rue Pasteur, 59000 Lille"),
    ],
)
def test_a_restart_keeps_what_was_said_last(said: str, address: str) -> None:
    assert ADDRESS.understand(said, FR) == Understood(address)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("I live at five rue Pasteur, 87000 Limoges", "5 rue Pasteur, 87000 Limoges"),
        ("number twelve, rue des Lilas, in Nantes", "12 rue des Lilas, Nantes"),
    ],
)
def test_an_address_is_said_in_english(said: str, address: str) -> None:
    assert ADDRESS.understand(said, EN) == Understood(address)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", NothingHeard()),
        ("euh", NothingHeard()),
        ("douze rue des lilas", TownMissing("12 rue des Lilas")),
        ("12 rue des lilas 75020", TownMissing("12 rue des Lilas")),
        ("12 rue de paris", TownMissing("12 rue de Paris")),
        ("75020 paris", StreetMissing("75020 Paris")),
        ("plougasnou", StreetMissing("Plougasnou")),
        ("chez ma fille à nantes", StreetMissing("Nantes")),
        ("du côté de Lyon", NotAnAddress()),
        ("12 rue des lilas 7502 Paris", PostcodeWrong("7502")),
        ("toujours à la même adresse", NotAnAddress()),
        ("je sais pas", NotAnAddress()),
        ("qu'est-ce que c'est ?", NotAnAddress()),
        ("a" * 10_000, NotAnAddress()),
    ],
)
def test_what_is_missing_in_an_address_is_said(said: str, refusal: Refusal) -> None:
    assert ADDRESS.understand(said, FR) == refusal


def test_no_postcode_is_invented() -> None:
    assert ADDRESS.understand("12 rue des lilas à nantes", FR) == Understood(
        "12 rue des Lilas, Nantes"
    )


def test_the_keypad_says_no_address() -> None:
    assert ADDRESS.from_keys("12", FR) == NotByKeys()


_WORDS = st.sampled_from(
    [
        "12",
        "douze",
        "rue",
        "avenue",
        "des",
        "lilas",
        ",",
        "75020",
        "soixante",
        "quinze",
        "mille",
        "vingt",
        "paris",
        "à",
        "saint",
        "malo",
        "d",
        "angely",
        "cedex",
        "bis",
        "chez",
        "ma",
        "fille",
        "le",
        "bourg",
        "au",
        "havre",
        "non",
        "numéro",
        "résidence",
        "code",
        "postal",
    ]
)


@settings(max_examples=300)
@given(st.text(max_size=60) | st.lists(_WORDS, max_size=14).map(" ".join))
def test_an_address_said_back_is_understood_as_the_same(said: str) -> None:
    answer = ADDRESS.understand(said, FR)
    if isinstance(answer, Understood):
        assert ADDRESS.understand(ADDRESS.say_back(answer.value, FR), FR) == answer


@given(st.text(max_size=300), st.sampled_from([1, 40]))
def test_whatever_is_said_is_answered(said: str, times: int) -> None:
    assert isinstance(ADDRESS.understand(said * times, FR), (Understood, *ADDRESS.refusals))
