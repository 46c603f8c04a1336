"""What must be heard as a danger, and what must not, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.kind import Lang
from assistant.safety.danger import Danger, danger_in
from assistant.safety.lexicon import lexicon_in

NLU = Path(__file__).parents[2] / "data" / "nlu"
LANGUAGES: tuple[Lang, ...] = ("fr", "en")

EMERGENCIES: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "j'ai comme un poids sur la poitrine",
        "Oh là là, j'ai très mal là, au cœur !",
        "je n'arrive plus à respirer",
        "euh jarive plus a respiré",
        "je me sens partir",
        "ma femme me répond plus",
        "j'ai la bouche de travers",
        "je suis tombée et je n'arrive pas à me relever",
        "je saigne et ça ne s'arrête pas",
        "une guêpe m'a piquée et j'ai la langue qui gonfle",
        "j'ai avalé les cachets de mon mari par erreur",
        "il y a le feu dans la cuisine",
        "au secours",
        "c'est sûrement rien mais j'ai le bras tout engourdi",
    ),
    "en": (
        "it's like a weight on my chest",
        "i cant breath",
        "My husband won't wake up!",
        "my mouth's gone all crooked",
        "I've fallen and I can't get up",
        "it won't stop bleeding",
        "I've taken my husband's tablets by accident",
        "my throat's swelling up",
        "the house is on fire",
        "call an ambulance",
    ),
}

DISTRESS: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "je n'en peux plus je veux en finir",
        "je veux mourir",
        "jai plu envi de vivre",
        "j'ai mis des cachets de côté, ce soir je les prends tous",
        "mon fils me bat",
        "il ma frapé",
        "je suis enfermée à clé dans ma chambre",
        "ma fille m'a pris ma carte bleue et elle me la rend pas",
        "si je refuse il va me frapper",
    ),
    "en": (
        "I want to die",
        "I can't go on",
        "life isn't worth living",
        "my son hits me",
        "they won't let me out",
        "my grandson steals my money",
    ),
}

PRESSURE: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "mon fils m'oblige à signer",
        "ils veulent que je mette leur nom",
        "mon gendre me met la pression pour que je signe",
        "mon fils moblige a signé",
        "il est à côté de moi il me dit quoi dire",
    ),
    "en": (
        "my son is making me sign",
        "they want me to put their name down",
        "it's not me that wants this it's my son",
    ),
}

NEAR_MISSES: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "je veux mourir chez moi",
        "je ne veux pas qu'on s'acharne",
        "je ne veux pas souffrir",
        "je gonfle de la gorge",
        "quand j'en mange je gonfle et je respire mal",
        "je n'ai pas mal à la poitrine",
        "j'ai fait un infarctus en 2012",
        "Il y a dix ans, je suis tombée.",
        "mon père est mort d'un infarctus",
        "j'ai peur de faire un AVC",
        "si un jour je tombe, prévenez ma fille",
        "qu'est-ce qu'il faut faire quand quelqu'un fait un malaise",
        "au secours j'arrive pas à lire",
        "je veux en finir avec ce dossier",
        "personne ne me force",
        "mon fils est d'accord pour que je le désigne",
        "mon nom c'est Secours, Paul Secours",
        "mon mari a fait une attaque il y a trois ans",
        "cette année-là je suis tombée dans l'escalier",
        "l'année où je suis tombée du toit",
    ),
    "en": (
        "I want to die at home",
        "I'd rather die than be on a ventilator",
        "my throat swells up when I eat nuts",
        "I haven't got chest pain",
        "I had a stroke ten years ago",
        "my father died of a heart attack",
        "if I ever fall call my daughter",
        "what should I do if somebody collapses",
        "help I can't read this",
        "nobody's forcing me",
        "I have never had a stroke",
        "I collapsed that summer",
        "it was the year I had my stroke",
    ),
}


def _said(table: dict[Lang, tuple[str, ...]]) -> list[tuple[Lang, str]]:
    return [(lang, sentence) for lang, sentences in table.items() for sentence in sentences]


def _written_as(lang: Lang, *intents: str, file: str = "*.yml") -> list[str]:
    blocks = (
        block
        for path in sorted((NLU / lang).glob(file))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    )
    return [
        line.strip().removeprefix("- ")
        for block in blocks
        if block.get("intent") in intents
        for line in block["examples"].splitlines()
        if line.strip()
    ]


@pytest.mark.parametrize(("lang", "said"), _said(EMERGENCIES))
def test_an_emergency_is_heard_without_the_classifier(lang: Lang, said: str) -> None:
    assert danger_in(said, lang) is Danger.EMERGENCY


@pytest.mark.parametrize(("lang", "said"), _said(DISTRESS))
def test_distress_is_heard_without_the_classifier(lang: Lang, said: str) -> None:
    assert danger_in(said, lang) is Danger.DISTRESS


@pytest.mark.parametrize(("lang", "said"), _said(PRESSURE))
def test_pressure_is_told_apart_from_other_distress(lang: Lang, said: str) -> None:
    assert danger_in(said, lang) is Danger.PRESSURE


@pytest.mark.parametrize(("lang", "said"), _said(NEAR_MISSES))
def test_the_past_a_wish_a_denial_or_a_question_is_no_danger(lang: Lang, said: str) -> None:
    assert danger_in(said, lang) is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "j'ai fait un infarctus en 2012, mais là j'ai mal à la poitrine"),
        ("fr", "je n'ai jamais fait de malaise. Je suis par terre."),
        ("fr", "il y a dix ans mon mari a fait une attaque et il ne respire plus"),
        ("en", "that summer I collapsed and I can't breathe"),
        ("fr", "je suis tombée il y a dix ans et aujourd'hui j'étouffe"),
        ("fr", "j'ai une angine de poitrine et j'ai très mal à la poitrine"),
        ("fr", "mon père est mort d'un infarctus et moi j'ai mal à la poitrine"),
        ("fr", "je n'arrive pas à lire et je saigne beaucoup"),
        ("en", "I had a stroke last year but now I can't move my arm"),
        ("en", "I've never fallen. I can't breathe."),
    ],
)
def test_a_present_danger_wins_over_a_past_one(lang: Lang, said: str) -> None:
    assert danger_in(said, lang) is Danger.EMERGENCY


def test_what_threatens_life_is_answered_before_pressure() -> None:
    said = "mon fils m'oblige à signer et j'ai mal à la poitrine"
    assert danger_in(said, "fr") is Danger.EMERGENCY


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_danger_of_the_training_sentences_is_in_the_lexicon(lang: Lang) -> None:
    said = _written_as(lang, "emergency", "distress", file="safety.yml")
    missed = [sentence for sentence in said if danger_in(sentence, lang) is None]
    assert len(missed) <= len(said) / 100, missed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_near_miss_of_the_training_sentences_is_let_through(lang: Lang) -> None:
    said = _written_as(lang, "inform", file="safety.yml")
    assert [sentence for sentence in said if danger_in(sentence, lang)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ordinary_answers_and_commands_are_no_danger(lang: Lang) -> None:
    said = _written_as(lang, "inform", "affirm", "deny", "help", "back", "skip", "repeat", "greet")
    alarms = [sentence for sentence in said if danger_in(sentence, lang)]
    assert len(alarms) <= len(said) / 200, alarms


UNKNOWN = "zut alors voilà"  # nothing that a lexicon holds


def test_a_sure_classifier_is_believed_on_its_own() -> None:
    assert danger_in(UNKNOWN, "fr", (("emergency", 0.9),)) is Danger.EMERGENCY


def test_an_unsure_classifier_is_not_believed_on_its_own() -> None:
    assert danger_in(UNKNOWN, "fr", (("emergency", 0.4), ("inform", 0.35))) is None


def test_a_doubt_between_two_dangers_is_no_doubt_that_there_is_one() -> None:
    ranking = (("distress", 0.45), ("emergency", 0.4), ("inform", 0.1))
    assert danger_in(UNKNOWN, "fr", ranking) is Danger.DISTRESS


def test_a_sure_classifier_is_not_believed_about_another_time() -> None:
    assert danger_in(f"{UNKNOWN} il y a dix ans", "fr", (("emergency", 0.99),)) is None


def test_a_danger_is_heard_whatever_the_classifier_says() -> None:
    assert danger_in("je me sens partir", "fr", (("stop", 0.99),)) is Danger.EMERGENCY


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_is_so_loose_that_silence_or_one_small_word_is_a_danger(lang: Lang) -> None:
    small = ("", "de", "la", "pas", "je", "et", "me", "the", "i", "not", "to", "my", "on", "en")
    assert [word for word in small if danger_in(word, lang)] == []


@given(st.text(), st.sampled_from(LANGUAGES))
def test_no_text_makes_it_raise(said: str, lang: Lang) -> None:
    danger_in(said, lang, (("emergency", 0.5),))


WORDS = st.sampled_from(
    ["je", "j'ai", "pas", "plus", "mal", "à la poitrine", "si", "quand", ".", ",", "2012", "n'"]
)


@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from(LANGUAGES))
def test_no_mixture_of_its_own_words_makes_it_raise(said: str, lang: Lang) -> None:
    for clause in lexicon_in(lang).clauses(said):
        assert clause.strip()
    danger_in(said, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_danger_is_heard_at_the_end_of_a_pasted_document(lang: Lang) -> None:
    said = "bla " * 50_000 + ("j'étouffe" if lang == "fr" else "I can't breathe")
    assert danger_in(said, lang) is Danger.EMERGENCY
