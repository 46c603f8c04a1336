"""One option out of several, and never a guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.choice import CHOICE, spot_choice
from assistant.answers.kind import Asked, NothingHeard, Option, Refusal, Understood
from assistant.answers.option_by_number import NoSuchChoice
from assistant.answers.options_said import SeveralChoices

RELATION = Asked(
    lang="fr",
    today=date(2026, 11, 24),
    options={
        "spouse": Option("votre conjoint", ("mon mari", "ma femme", "mari", "femme", "épouse")),
        "child": Option("votre enfant", ("ma fille", "mon fils", "fille", "fils", "enfant")),
        "sibling": Option("votre frère ou votre sœur", ("mon frère", "ma sœur", "sœur", "frère")),
        "family": Option("de la famille", ("ma belle-sœur", "beau-fils", "la fille de ma sœur")),
        "friend": Option("un ami ou une amie", ("mon ami", "mon amie", "ami", "amie")),
        "neighbour": Option("un voisin ou une voisine", ("ma voisine", "mon voisin", "voisine")),
    },
)
ROUTE = Asked(
    lang="fr",
    today=date(2026, 11, 24),
    options={
        "pharmacist": Option("votre pharmacien", ("le pharmacien", "la pharmacie", "pharmacie")),
        "town_hall": Option("la mairie", ("à la mairie", "mairie", "France services")),
        "phone_3422": Option("le 34 22", ("34 22", "par téléphone")),
        "online": Option("Internet", ("sur Internet", "en ligne")),
    },
)
ACT = Asked(
    lang="fr",
    today=date(2026, 11, 24),
    options={
        "accept": Option("vous acceptez", ("oui", "j'accepte", "je veux bien", "je suis d'accord")),
        "refuse": Option(
            "vous refusez",
            (
                *("non", "je refuse", "je ne veux pas", "je veux pas", "pas question", "jamais"),
                *("pas d'accord", "pas de machines", "qu'on me débranche"),
            ),
        ),
        "undecided": Option("vous n'avez pas décidé", ("je ne sais pas", "pas encore", "on verra")),
    },
)
STATE = Asked(
    lang="fr",
    today=date(2026, 11, 24),
    options={"active": Option("activé", ("actif",)), "not_active": Option("pas activé")},
)
ENGLISH = Asked(
    lang="en",
    today=date(2026, 11, 24),
    options={
        "child": Option("your child", ("my daughter", "my son", "daughter", "son")),
        "parent": Option("your parent", ("my mother", "mother", "father")),
        "friend": Option("a friend", ("my friend", "friend")),
    },
)


@pytest.mark.parametrize(
    ("said", "asked", "option"),
    [
        ("ma fille", RELATION, "child"),
        ("c'est ma fille Claire", RELATION, "child"),
        ("MA FILLE !", RELATION, "child"),
        ("mon fils et ma fille", RELATION, "child"),
        ("ma belle-sœur", RELATION, "family"),
        ("ma belle soeur", RELATION, "family"),
        ("mon beau-fils", RELATION, "family"),
        ("la fille de ma sœur", RELATION, "family"),
        ("une sœur", RELATION, "sibling"),
        ("mes sœurs", RELATION, "sibling"),
        ("votre frère ou votre sœur", RELATION, "sibling"),
        ("mon petit frère", RELATION, "sibling"),
        ("un voisin ou une voisine", RELATION, "neighbour"),
        ("ma voizine", RELATION, "neighbour"),
        ("la deuxième", RELATION, "child"),
        ("le 2", RELATION, "child"),
        ("2", RELATION, "child"),
        ("deux", RELATION, "child"),
        ("numéro trois", RELATION, "sibling"),
        ("le choix numéro trois s'il vous plaît", RELATION, "sibling"),
        ("la première", RELATION, "spouse"),
        ("je prends le premier", RELATION, "spouse"),
        ("la dernière", RELATION, "neighbour"),
        ("pas mon fils, ma voisine", RELATION, "neighbour"),
        ("ma fille, pardon, ma sœur", RELATION, "sibling"),
        ("ma sœur, enfin ma belle-sœur", RELATION, "family"),
        ("le deuxième, mon fils", RELATION, "child"),
        ("je préfère le pharmassien", ROUTE, "pharmacist"),
        ("à la pharmacie de mon quartier", ROUTE, "pharmacist"),
        ("le 34 22", ROUTE, "phone_3422"),
        ("trente-quatre vingt-deux, par téléphone", ROUTE, "phone_3422"),
        ("pas le pharmacien, plutôt en ligne", ROUTE, "online"),
        ("j'accepte", ACT, "accept"),
        ("je veux bien oui", ACT, "accept"),
        ("non non", ACT, "refuse"),
        ("non, je refuse", ACT, "refuse"),
        ("je ne veux pas", ACT, "refuse"),
        ("je veux pas de machines", ACT, "refuse"),
        ("je ne suis pas d'accord", ACT, "refuse"),
        ("je ne sais pas encore", ACT, "undecided"),
        ("qu'on me débranche", ACT, "refuse"),
        ("il n'est pas activé", STATE, "not_active"),
        ("my daughter Claire", ENGLISH, "child"),
        ("the second one", ENGLISH, "parent"),
        ("number three", ENGLISH, "friend"),
    ],
)
def test_an_option_is_heard_by_its_phrase_or_its_place(
    said: str, asked: Asked, option: str
) -> None:
    assert CHOICE.understand(said, asked) == Understood(option)


@pytest.mark.parametrize(
    ("said", "asked", "refusal"),
    [
        ("", RELATION, NothingHeard),
        ("Claire Martin", RELATION, NothingHeard),
        ("ma file", RELATION, NothingHeard),
        ("j'ai deux enfin voilà", RELATION, NothingHeard),
        ("inactif", STATE, NothingHeard),
        ("désactivé", STATE, NothingHeard),
        ("mon fils ou ma voisine", RELATION, SeveralChoices),
        ("la fille de ma voisine", RELATION, SeveralChoices),
        ("la pharmacie ou la mairie", ROUTE, SeveralChoices),
        ("le pharmacien et Internet", ROUTE, SeveralChoices),
        ("les deux", ROUTE, SeveralChoices),
        ("le 1 ou le 2", ROUTE, SeveralChoices),
        ("oui, enfin non", ACT, SeveralChoices),
        ("je ne sais pas si j'accepte", ACT, SeveralChoices),
        ("le 12", ROUTE, NoSuchChoice),
        ("la cinquième", ROUTE, NoSuchChoice),
        ("zéro", ROUTE, NoSuchChoice),
        ("pas le pharmacien", ROUTE, NoSuchChoice),
        ("surtout pas la mairie", ROUTE, NoSuchChoice),
        ("ni la pharmacie ni la mairie", ROUTE, NoSuchChoice),
        ("sauf la mairie", ROUTE, NoSuchChoice),
        ("ma petite-fille", RELATION, NoSuchChoice),
        ("mon demi-frère", RELATION, NoSuchChoice),
        ("mon ex-mari", RELATION, NoSuchChoice),
        ("mon frère ou ma sœur je sais plus lequel", RELATION, NoSuchChoice),
        ("j'accepte pas", ACT, NoSuchChoice),
        ("je ne veux pas mourir", ACT, NoSuchChoice),
        ("je ne veux pas qu'on me débranche", ACT, NoSuchChoice),
        ("je ne sais plus si j'accepte", ACT, NoSuchChoice),
        ("not my son", ENGLISH, NoSuchChoice),
        ("my mother-in-law", ENGLISH, NoSuchChoice),
        ("my stepson", ENGLISH, NothingHeard),
        ("my daughter or my mother", ENGLISH, SeveralChoices),
        ("both", ENGLISH, SeveralChoices),
    ],
)
def test_what_is_not_clear_is_never_guessed(
    said: str, asked: Asked, refusal: type[Refusal]
) -> None:
    assert CHOICE.understand(said, asked) == refusal()


@pytest.mark.parametrize(
    ("said", "option", "taken"),
    [
        ("ma fille Claire Martin, 06 12 34 56 78", "child", "ma fille"),
        ("Claire Martin, c'est ma belle-sœur", "family", "ma belle-sœur"),
        ("Paul, mon voisin, au 06 12 34 56 78", "neighbour", "mon voisin"),
    ],
)
def test_an_option_is_found_in_a_longer_sentence(said: str, option: str, taken: str) -> None:
    found = spot_choice(said, RELATION)
    assert found is not None
    assert (found[0], said[slice(*found[1])]) == (option, taken)


@pytest.mark.parametrize(
    "said", ["Claire Martin", "le 2", "ma voizine", "mon fils ou ma voisine", "pas mon fils"]
)
def test_only_a_phrase_alone_is_found_in_a_longer_sentence(said: str) -> None:
    assert spot_choice(said, RELATION) is None


def test_keys_are_the_place_in_the_list() -> None:
    assert CHOICE.from_keys("1", ROUTE) == Understood("pharmacist")
    assert CHOICE.from_keys("4", ROUTE) == Understood("online")
    assert CHOICE.from_keys("5", ROUTE) == NoSuchChoice()
    assert CHOICE.from_keys("0", ROUTE) == NoSuchChoice()
    assert CHOICE.from_keys("", ROUTE) == NothingHeard()


@pytest.mark.parametrize("asked", [RELATION, ROUTE, ACT, STATE, ENGLISH])
def test_what_is_said_back_is_understood_as_the_same_option(asked: Asked) -> None:
    for option in asked.options:
        assert CHOICE.understand(CHOICE.say_back(option, asked), asked) == Understood(option)


WORDS = sorted(
    {word for o in ACT.options.values() for p in (o.say, *o.heard) for word in p.split()}
    | {"pas", "ni", "ma", "fille", "le", "2", "deux", "pardon", ",", "belle-", "les", "mourir"}
)


@given(
    said=st.one_of(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.text()),
    asked=st.sampled_from([RELATION, ROUTE, ACT, ENGLISH]),
)
def test_only_an_option_is_ever_understood(said: str, asked: Asked) -> None:
    heard = CHOICE.understand(said, asked)
    if isinstance(heard, Understood):
        assert heard.value in asked.options
    else:
        assert type(heard) in CHOICE.refusals
    spot_choice(said, asked)


@pytest.mark.parametrize("said", ["ma fille " * 1100, "a" * 10_000, "pas " * 2500], ids=len)
def test_a_very_long_text_makes_no_trouble(said: str) -> None:
    CHOICE.understand(said, RELATION)
    spot_choice(said, RELATION)
