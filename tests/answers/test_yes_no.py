"""Yes and no as people say them, and doubt that stays doubt."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.kind import Asked, Lang, NothingHeard, Refusal, Understood
from assistant.answers.yes_no import YES_NO, Doubtful, leading_yes_no

FR = Asked(lang="fr", today=date(2026, 11, 24))
EN = Asked(lang="en", today=date(2026, 11, 24))
BOTH = {"fr": FR, "en": EN}


@pytest.mark.parametrize(
    "said",
    [
        "oui", "Oui !", "OUI", "oui oui", "oui oui oui", "ouais", "ben ouais", "bah oui",
        "ah oui", "ah ben oui", "eh bien oui", "euh oui", "alors oui", "mais oui", "oh oui",
        "ça oui", "oui madame", "oui merci", "oui, s'il vous plaît", "si", "si si", "ah si",
        "mais si", "si, bien sûr", "voilà", "c'est ça", "c'est exact", "c'est bien ça",
        "exactement", "tout à fait", "absolument", "effectivement", "parfaitement",
        "certainement", "évidemment", "bien sûr", "mais bien sûr", "bien sûr que oui",
        "bien entendu", "d'accord", "entendu", "je suis d'accord", "je veux bien",
        "je veux bien oui", "volontiers", "avec plaisir", "j'accepte", "pas de problème",
        "ça me va", "c'est bon", "tout est bon", "je crois que oui", "je pense que oui",
        "je dirais que oui", "pour moi c'est oui", "moi je dis oui", "oui oui c'est bien ça",
        "elle est au courant, oui", "mon fils le sait oui", "oui, ma fille Claire",
        "oui elle le sait", "oui, j'ai plus de dix-huit ans", "oui, nous en avons parlé",
        "oui mais pas tout de suite", "oui, vous pouvez les garder",
        "oui il n'y a pas de problème", "elle le sait, bien sûr",
    ],
)  # fmt: skip
def test_a_yes_is_heard_however_it_is_said(said: str) -> None:
    assert YES_NO.understand(said, FR) == Understood(True)


@pytest.mark.parametrize(
    "said",
    [
        "non", "Non.", "non non", "nan", "ben non", "euh non", "mais non", "ah non alors",
        "ah ça non", "ça non", "oh que non", "que non", "non merci", "non madame",
        "non non merci", "pas du tout", "mais pas du tout", "absolument pas",
        "certainement pas", "surtout pas", "jamais", "jamais de la vie", "pas question",
        "hors de question", "en aucun cas", "pas encore", "non pas encore", "toujours pas",
        "pas pour le moment", "bien sûr que non", "je refuse", "je ne veux pas", "je veux pas",
        "je ne crois pas", "je pense que non", "je crois que non", "pas d'accord",
        "je ne suis pas d'accord", "c'est faux", "ce n'est pas ça", "c'est pas ça",
        "non ce n'est pas ça", "sans façon", "moi non plus", "non, ce n'est pas la peine",
        "elle n'est pas au courant, non", "non, il n'y a que moi", "non, je n'y arrive pas",
        "non, c'est le 57", "non, ma fille", "non vraiment pas", "je dirais non",
        "non, rien dans la boîte aux lettres", "je préfère pas",
    ],
)  # fmt: skip
def test_a_no_is_heard_however_it_is_said(said: str) -> None:
    assert YES_NO.understand(said, FR) == Understood(False)


@pytest.mark.parametrize(
    "said",
    [
        "peut-être", "oui peut-être", "peut-être que oui", "peut-être pas",
        "je ne suis pas sûre", "je ne suis pas sûre que oui", "pas sûr", "oui et non",
        "ni oui ni non", "oui ou non", "ça dépend", "oui, ça dépend", "oui enfin non",
        "non enfin oui", "oui mais non", "oui... non", "oui, non", "non, oui", "oui, euh, non",
        "oui, enfin, je ne veux pas", "je ne sais pas", "euh je ne sais pas trop",
        "oui, je ne sais pas", "je ne sais pas, oui peut-être", "bof", "mouais", "faut voir",
        "on verra", "j'hésite", "je vais réfléchir", "probablement", "sans doute", "je crois",
        "plus ou moins", "comme vous voulez", "pourquoi pas", "pas vraiment", "c'est possible",
        "si mon fils est d'accord, alors oui", "c'est bien, non ?",
    ],
)  # fmt: skip
def test_doubt_stays_doubt(said: str) -> None:
    assert YES_NO.understand(said, FR) == Doubtful()


@pytest.mark.parametrize(
    "said",
    [
        "", "...", "mon nom", "mon nom est Dupont", "nonante", "Simon", "Claire Martin",
        "ma fille", "bonjour", "le 12 mai", "06 12 34 56 78", "si je peux",
        "non loin de Paris", "voilà ma fille", "mon fils m'a appelé hier",
        "une personne de confiance c'est quoi", "ça me va pas", "je souhaite ne pas répondre",
        "s'il vous plaît répétez", "qu'est-ce que c'est",
    ],
)  # fmt: skip
def test_a_sentence_that_answers_neither_is_not_heard_as_one(said: str) -> None:
    assert YES_NO.understand(said, FR) == NothingHeard()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("yes", True), ("yeah", True), ("yes please", True), ("of course", True), ("I do", True),
        ("that's right", True), ("oh yes", True), ("well yes", True), ("indeed", True),
        ("I think so", True), ("yes, my daughter Claire", True), ("yes I have a daughter", True),
        ("I'm eighty-six, of course I am", True), ("by all means", True), ("go ahead", True),
        ("no", False), ("nope", False), ("no thank you", False), ("not at all", False),
        ("absolutely not", False), ("I don't", False), ("I don't think so", False),
        ("I'd rather not", False), ("not yet", False), ("oh no", False), ("never", False),
        ("I can't, my hands shake", False), ("that's wrong", False),
        ("maybe", Doubtful()), ("yes and no", Doubtful()), ("it depends", Doubtful()),
        ("I'm not sure", Doubtful()), ("yes, well no", Doubtful()), ("I suppose so", Doubtful()),
        ("not really", Doubtful()), ("I don't know", Doubtful()),
        ("my name is Norma", NothingHeard()), ("I have two sons", NothingHeard()),
        ("please repeat", NothingHeard()), ("no idea", NothingHeard()),
    ],
)  # fmt: skip
def test_english_is_heard_the_same_way(said: str, heard: bool | Refusal) -> None:
    expected = Understood(heard) if isinstance(heard, bool) else heard
    assert YES_NO.understand(said, EN) == expected


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("oui", (True, "")),
        ("oui, ma fille Claire", (True, "ma fille Claire")),
        ("oui s'il vous plaît", (True, "")),
        ("oui merci madame", (True, "")),
        ("oui oui c'est ça", (True, "")),
        ("oui et mon fils aussi", (True, "et mon fils aussi")),
        ("non", (False, "")),
        ("non, c'est le 57", (False, "c'est le 57")),
        ("non pas 56, 57", (False, "pas 56, 57")),
        ("non le mois c'est juin", (False, "le mois c'est juin")),
        ("ma fille, oui", None),
        ("oui enfin non", None),
        ("peut-être", None),
        ("Simon", None),
        ("", None),
    ],
)
def test_what_follows_a_yes_or_a_no_is_given_back(
    said: str, found: tuple[bool, str] | None
) -> None:
    assert leading_yes_no(said, "fr") == found


def test_one_is_yes_and_two_is_no() -> None:
    assert YES_NO.from_keys("1", FR) == Understood(True)
    assert YES_NO.from_keys("2", FR) == Understood(False)
    assert YES_NO.from_keys("3", FR) == NothingHeard()
    assert YES_NO.from_keys("", FR) == NothingHeard()


@pytest.mark.parametrize("asked", [FR, EN])
@pytest.mark.parametrize("value", [True, False])
def test_what_is_said_back_is_understood_as_the_same(value: bool, asked: Asked) -> None:
    assert YES_NO.understand(YES_NO.say_back(value, asked), asked) == Understood(value)


WORDS = [
    "oui", "non", "enfin", "mais", "pas", "si", "peut-être", "c'est", "ça", "bien", "sûr", "ma",
    "fille", "je", "ne", "veux", "crois", "que", ",", "?", "...", "yes", "no", "well", "not",
]  # fmt: skip


@given(
    said=st.one_of(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), st.text()),
    lang=st.sampled_from(["fr", "en"]),
)
def test_a_yes_with_a_rest_is_the_same_yes(said: str, lang: Lang) -> None:
    heard = YES_NO.understand(said, BOTH[lang])
    found = leading_yes_no(said, lang)
    assert found is None or heard == Understood(found[0])


@pytest.mark.parametrize("said", ["oui " * 2500, "a" * 10_000, "?" * 10_000], ids=len)
def test_a_very_long_text_makes_no_trouble(said: str) -> None:
    YES_NO.understand(said, FR)
    leading_yes_no(said, "fr")
