"""Names as people of sixty to ninety-five say and spell them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.answers.kind import Asked, NotByKeys, NothingHeard, Refusal, Understood
from assistant.answers.name import NAME, NotAName, SpellingUnclear
from assistant.answers.name_capitals import printed
from assistant.answers.name_spotted import spot_name
from assistant.answers.spelled_aloud import spell

FR = Asked("fr", date(2026, 11, 24))
EN = Asked("en", date(2026, 11, 24))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("claire martin", "Claire Martin"),
        ("CLAIRE MARTIN", "Claire Martin"),
        ("marie claire", "Marie Claire"),
        ("jean tiret pierre", "Jean-Pierre"),
        ("jean trait d'union pierre dupont", "Jean-Pierre Dupont"),
        ("jean paul avec un tiret", "Jean-Paul"),
        ("ben oui Caradec comme mon défunt mari", "Caradec"),
        ("oui c'est ça Le Gall", "Le Gall"),
        ("maintenant c'est Jaouen", "Jaouen"),
        ("elle s'appelle Morvan de son nom de jeune fille", "Morvan"),
        (
            "euh Caradec non pardon ça c'est mon nom de femme mon nom de jeune fille c'est Le Gall",
            "Le Gall",
        ),
        ("Yvonne Marie et puis y avait aussi euh Perrine", "Yvonne Marie Perrine"),
        (
            "ma nièce Solange elle s'appelle Solange Le Gall elle habite Brest",
            "Solange Le Gall",
        ),
        ("O'Brien", "O'Brien"),
        ("o brien", "O'Brien"),
        ("mcdonald", "McDonald"),
        ("McDonald", "McDonald"),
        ("jeanne d arc", "Jeanne d'Arc"),
        ("l hermite", "L'Hermite"),
        ("maïté", "Maïté"),
        ("dupont-moretti", "Dupont-Moretti"),
        ("jeanne marie louise", "Jeanne Marie Louise"),
        ("Jeanne, Marie, Louise", "Jeanne Marie Louise"),
    ],
)
def test_a_name_is_printed_with_its_capitals(said: str, name: str) -> None:
    assert NAME.understand(said, FR) == Understood(name)


@pytest.mark.parametrize(
    "said",
    [
        "Lefèvre mon nom de jeune fille",
        "Lefèvre, c'est mon nom de naissance",
        "nom de jeune fille Lefèvre",
        "Lefèvre de naissance",
        "mon nom de famille c'est Lefèvre",
        "Lefèvre mon nom d'épouse",
        "madame Lefèvre depuis mon mariage",
        "Lefèvre depuis que je suis mariée",
        "mon nom de femme mariée c'est Lefèvre",
        "j'étais une Lefèvre",
    ],
)
def test_which_name_it_is_may_be_said_before_or_after_it(said: str) -> None:
    assert NAME.understand(said, FR) == Understood("Lefèvre")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("de la tour", "de La Tour"),
        ("jeanne de la tour", "Jeanne de La Tour"),
        ("Jean de la Fontaine", "Jean de La Fontaine"),
        ("joachim du bellay", "Joachim du Bellay"),
        ("le goff", "Le Goff"),
        ("van der meer", "Van der Meer"),
        ("robert dos santos", "Robert Dos Santos"),
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
    ],
)
def test_the_french_particle_is_small_and_its_article_is_not(said: str, name: str) -> None:
    assert NAME.understand(said, FR) == Understood(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("euh c'est claire martin", "Claire Martin"),
        ("euh alors je m'appelle jeanne petit voilà", "Jeanne Petit"),
        ("moi je m appelle roger", "Roger"),
        ("mon nom c'est lefèvre", "Lefèvre"),
        ("mon nom de jeune fille c'est le bihan", "Le Bihan"),
        ("bon alors mon prénom c'est marie tiret thérèse", "Marie-Thérèse"),
        ("elle s'appelle claire martin", "Claire Martin"),
        ("il s'appelle jean", "Jean"),
        ("elle elle s'appelle monique", "Monique"),
        ("madame bovary", "Bovary"),
        ("c'est monsieur jean paul sartre voilà", "Jean Paul Sartre"),
        ("docteur petit", "Petit"),
        ("née dupont", "Dupont"),
        ("je suis née martin", "Martin"),
        ("c'est ma fille Claire Martin", "Claire Martin"),
        ("Claire Martin, ma fille", "Claire Martin"),
        ("ma fille c'est claire martin", "Claire Martin"),
        ("mon fils aîné patrick", "Patrick"),
        ("ma personne de confiance c'est ma nièce sylvie le gall", "Sylvie Le Gall"),
        ("je voudrais désigner ma fille claire", "Claire"),
        ("bonjour je m'appelle yvonne le bihan", "Yvonne Le Bihan"),
        ("Colette, c'est la voisine du dessous", "Colette"),
        ("c'est Simone qui vient le matin, Simone Le Roux", "Simone Le Roux"),
    ],
)
def test_what_leads_to_a_name_is_not_part_of_it(said: str, name: str) -> None:
    assert NAME.understand(said, FR) == Understood(name)


@pytest.mark.parametrize("name", ["Aide", "Pause", "Prudence Arrêt", "Elle", "Ben Ali", "Suzanne"])
def test_a_name_that_is_also_a_word_is_kept(name: str) -> None:
    assert NAME.understand(name.lower(), FR) == Understood(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("l e f e accent grave v r e", "Lefèvre"),
        ("L, E, F, E, B, V, R, E", "Lefebvre"),
        ("L-E-F-E-V-R-E", "Lefevre"),
        ("L, E, deux F, O, R, T", "Leffort"),
        ("l e deux l i", "Lelli"),
        ("double v a l t e r", "Walter"),
        ("b comme bernard i grec e", "Bye"),
        ("d comme denise u p comme pierre o n t comme thérèse", "Dupont"),
        ("emme a erre t i enne", "Martin"),
        ("a n d r é accent aigu", "André"),
        ("f r a n c cédille o i s e", "Françoise"),
        ("c o e dans l'o u r", "Cœur"),
        ("Lefèvre, l e f e accent grave v r e", "Lefèvre"),
        ("lefebvre ça s'écrit l e f e b v r e", "Lefebvre"),
        ("claire martin m a r t i n", "Claire Martin"),
        ("le goff l e g o deux f", "Le Goff"),
        ("le goff l e espace g o deux f", "Le Goff"),
        ("kerleau k e r l e a u x", "Kerleaux"),
        ("jean tiret m a r c", "Jean-Marc"),
    ],
)
def test_a_name_is_spelled_letter_by_letter(said: str, name: str) -> None:
    assert NAME.understand(said, FR) == Understood(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("dupon avec un t à la fin", "Dupont"),
        ("dupont avec un d à la fin", "Dupond"),
        ("d u p o n avec un t à la fin", "Dupont"),
        ("martin s à la fin", "Martins"),
        ("mathieu sans h", "Matieu"),
        ("helene avec un h", "Helene"),
        ("catherine avec un k", "Katherine"),
        ("philipe avec deux p", "Philippe"),
        ("daniel, deux l e", "Danielle"),
        ("désiré deux e à la fin", "Désirée"),
        ("andre accent aigu", "André"),
        ("lefevre accent grave sur le deuxième e", "Lefèvre"),
        ("marie noelle c'est avec un tréma sur le e", "Marie Noëlle"),
        ("le grand en un seul mot", "Legrand"),
        ("legrand en deux mots", "Le Grand"),
    ],
)
def test_what_is_said_of_the_letters_changes_the_name_just_said(said: str, name: str) -> None:
    assert NAME.understand(said, FR) == Understood(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Dupon, non, Dupont", "Dupont"),
        ("claire dupon non pardon dupont", "Claire Dupont"),
        ("c'est pas dupond c'est dupont", "Dupont"),
        ("Dupont, pas Dupond", "Dupont"),
        ("on m'appelle Ginette mais mon vrai prénom c'est Geneviève", "Geneviève"),
        ("Monique Le Du, le du en deux mots", "Monique Le Du"),
        ("suzanne, enfin suzette", "Suzette"),
        ("d u r a n non d u r a n d", "Durand"),
    ],
)
def test_a_restart_keeps_what_was_said_last(said: str, name: str) -> None:
    assert NAME.understand(said, FR) == Understood(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("my name is john smith", "John Smith"),
        ("she's called mary o'neill", "Mary O'Neill"),
        ("it's s m i t h", "Smith"),
        ("well, mrs robinson", "Robinson"),
    ],
)
def test_a_name_is_said_in_english(said: str, name: str) -> None:
    assert NAME.understand(said, EN) == Understood(name)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("", NothingHeard()),
        ("euh", NothingHeard()),
        ("oui", NothingHeard()),
        ("madame", NothingHeard()),
        ("...", NothingHeard()),
        ("06 12 34 56 78", NotAName()),
        ("zéro six douze", NotAName()),
        ("qui ça ?", NotAName()),
        ("c'est quoi une personne de confiance", NotAName()),
        ("je ne sais pas", NotAName()),
        ("pardon je n'ai pas compris", NotAName()),
        ("ben c'est moi", NotAName()),
        ("c'est toujours la même", NotAName()),
        ("personne", NotAName()),
        ("ma fille", NotAName()),
        ("un voisin", NotAName()),
        ("je veux que ce soit ma fille qui s'en occupe", NotAName()),
        ("a" * 10_000, NotAName()),
        ("k comme bernard a r", SpellingUnclear()),
        ("bernard avec deux t", SpellingUnclear()),
    ],
)
def test_what_cannot_be_a_name_is_refused(said: str, refusal: Refusal) -> None:
    assert NAME.understand(said, FR) == refusal


def test_the_keypad_says_no_name() -> None:
    assert NAME.from_keys("1234", FR) == NotByKeys()


def test_a_name_is_spelled_with_french_first_names() -> None:
    assert spell("Lebè", "fr") == "L, E, B comme Bernard, È : e accent grave"
    assert spell("O'B-ç", "en") == "O, apostrophe, B as in Bravo, hyphen, Ç: c cedilla"


@given(st.text(alphabet="abcdeéèfghijklmnopqrsçtuvwxyz", min_size=4, max_size=12))
def test_a_spelled_name_is_understood_again(word: str) -> None:
    name = printed(word)
    assume(NAME.understand(name, FR) == Understood(name))  # "Crois" is refused: "je crois"
    assert NAME.understand(spell(name, "fr"), FR) == Understood(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ma personne de confiance est Claire Martin", "Claire Martin"),
        ("elle s'appelle claire martin et son numéro c'est", "Claire Martin"),
        ("claire martin", "Claire Martin"),
        ("c'est claire et", "Claire"),
        ("appelez mon voisin monsieur le goff au", "Le Goff"),
        ("je voudrais changer", None),
        ("c'est pour une urgence", None),
        ("il faut prévenir quelqu'un", None),
    ],
)
def test_a_name_is_spotted_only_when_it_is_clear(said: str, name: str | None) -> None:
    found = spot_name(said, FR)
    assert (found[0] if found else None) == name
    if found:
        assert said[slice(*found[1])].casefold() == found[0].casefold()


_WORDS = st.sampled_from(
    [
        "euh",
        "c'est",
        "madame",
        "claire",
        "martin",
        "de",
        "la",
        "tour",
        "non",
        "avec",
        "un",
        "t",
        "à",
        "la",
        "fin",
        "deux",
        "l",
        "comme",
        "née",
        "sans",
        "h",
        "accent",
        "grave",
        "tiret",
        "ma",
        "fille",
        "o",
        "b",
        ",",
        ".",
        "'",
        "-",
        "elle",
        "s'appelle",
        "Dupont",
        "je",
        "12",
        "espace",
        "double",
        "v",
    ]
)
_SAID = st.text(max_size=60) | st.lists(_WORDS, max_size=12).map(" ".join)


@settings(max_examples=300)
@given(_SAID)
def test_a_name_said_back_is_understood_as_the_same(said: str) -> None:
    answer = NAME.understand(said, FR)
    if isinstance(answer, Understood):
        assert NAME.understand(NAME.say_back(answer.value, FR), FR) == answer


@given(st.text(max_size=300), st.sampled_from([1, 40]))
def test_whatever_is_said_is_answered(said: str, times: int) -> None:
    assert isinstance(NAME.understand(said * times, FR), (Understood, *NAME.refusals))
    spot_name(said * times, FR)
