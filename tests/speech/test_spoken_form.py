"""What is written is said in words, and what is said is heard again as the same."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.date import BIRTH_DATE
from assistant.answers.email import EMAIL
from assistant.answers.kind import Asked, Lang, Understood
from assistant.answers.past_date import PAST_DATE
from assistant.answers.phone import PHONE
from assistant.dialogue.coming_back import in_pairs
from assistant.knowledge.knowledge import entries
from assistant.speech.spoken_form import LONGEST_BREATH, breaths, by_language, spoken
from assistant.words.words import words_in

TODAY = date(2026, 11, 25)
FRENCH = Asked(lang="fr", today=TODAY, options={})
ENGLISH = Asked(lang="en", today=TODAY, options={})
SAID_SIGNS = re.compile(r"[^\W\d_]|[\s.,;:?!'’-]")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "Le 06 12 34 56 78.",
            "Le zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit.",
        ),
        ("née le 12/03/1943", "née le douze mars mille neuf cent quarante-trois"),
        ("le 1er mai 1942", "le premier mai mille neuf cent quarante-deux"),
        (
            "Appelez le 15, le 112 ou le 114.",
            "Appelez le quinze, le cent douze ou le cent quatorze.",
        ),
        ("Le 3114, jour et nuit.", "Le trente et un quatorze, jour et nuit."),
        ("12 rue des Lilas, 75020 Paris", "douze rue des Lilas, soixante-quinze zéro vingt Paris"),
        ("3 avenue du Port, 44000 Nantes", "trois avenue du Port, quarante-quatre mille Nantes"),
        ("06000 Nice", "zéro six mille Nice"),
        ("2,5 mg 3 x/j", "deux virgule cinq milligrammes trois fois par jour"),
        ("M. Petit et Mme Le Gall", "monsieur Petit et madame Le Gall"),
        ("une IRM", "une I R M"),
        ("MARTIN Claire", "Martin Claire"),
        ("tension 14/8", "tension quatorze sur huit"),
        ("à 21 h", "à vingt et une heures"),
        ("à 14 h 30", "à quatorze heures trente"),
        ("24 h/24", "vingt-quatre heures sur vingt-quatre"),
        ("« Mon espace santé »", "Mon espace santé"),
        ("frère/sœur", "frère ou sœur"),
        ("È : e accent grave", "È : e accent grave"),
        ("l'aînée, Marie-Claude", "l'aînée, Marie-Claude"),
    ],
)
def test_french_is_read_as_a_french_person_reads_it(written: str, said: str) -> None:
    assert spoken(written, "fr") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("06 12 34 56 78", "zero six, one two, three four, five six, seven eight"),
        ("born 12 March 1943", "born twelve March nineteen forty-three"),
        ("Call 112 or 3114.", "Call one one two or three one one four."),
        ("Dr. Smith, 2.5 mg", "doctor Smith, two point five milligrams"),
        ("the 1st of May", "the first of May"),
        ("Pour le français, tapez 1.", "poor luh fron say, tappay un."),
        ("Show your carte Vitale", "Show your cart vee tal"),
    ],
)
def test_english_is_read_as_an_english_person_reads_it(written: str, said: str) -> None:
    assert spoken(written, "en") == said


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(written=st.text(max_size=200))
def test_whatever_is_written_no_digit_and_no_sign_is_read_aloud(lang: Lang, written: str) -> None:
    left = [c for c in spoken(written, lang) if not SAID_SIGNS.fullmatch(c) and not c.isalpha()]
    assert [c for c in left if c.isascii()] == []
    assert not re.search(r"[0-9]", spoken(written, lang))


@given(digits=st.from_regex(r"0[1-79][0-9]{8}", fullmatch=True))
def test_a_telephone_number_that_is_said_is_heard_as_the_same(digits: str) -> None:
    for asked in (FRENCH, ENGLISH):
        heard = PHONE.understand(digits, asked)
        if isinstance(heard, Understood):
            said = spoken(PHONE.say_back(heard.value, asked), asked.lang)
            assert PHONE.understand(said, asked) == heard, said


@given(days=st.integers(min_value=20 * 366, max_value=105 * 365))
def test_a_date_of_birth_that_is_said_is_heard_as_the_same(days: int) -> None:
    born = (TODAY - timedelta(days=days)).isoformat()
    for asked in (FRENCH, ENGLISH):
        said = spoken(BIRTH_DATE.say_back(born, asked), asked.lang)
        assert BIRTH_DATE.understand(said, asked) == Understood(born), said


@given(year=st.integers(1925, 2025), month=st.integers(1, 12))
def test_a_month_or_a_year_of_the_past_that_is_said_is_heard_as_the_same(
    year: int, month: int
) -> None:
    for value in (f"{year}", f"{year}-{month:02}"):
        said = spoken(PAST_DATE.say_back(value, FRENCH), "fr")
        assert PAST_DATE.understand(said, FRENCH) == Understood(value), said


@pytest.mark.parametrize("address", ["marie.martin42@orange.fr", "le-gall_paul@free.fr"])
def test_an_address_of_mail_that_is_said_is_heard_as_the_same(address: str) -> None:
    said = spoken(EMAIL.say_back(address, FRENCH), "fr")
    assert EMAIL.understand(said, FRENCH) == Understood(address), said


@given(code=st.from_regex(r"[0-9]{6}", fullmatch=True))
def test_a_code_is_said_in_pairs(code: str) -> None:
    assert spoken(in_pairs(code), "fr").count(",") == 2


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_answer_and_question_of_ours_is_said_in_breaths_of_words(lang: Lang) -> None:
    words = words_in(lang)
    ours = [entry.say for entry in entries(lang).values()] + [f.ask for f in words.fields.values()]
    for written in ours:
        cut = breaths(spoken(written, lang))
        assert cut, written
        assert all(len(breath.split()) <= 2 * LONGEST_BREATH for breath in cut), written
        assert not any(re.search(r"[«»()\d/]", breath) for breath in cut), written


def test_a_sentence_is_not_cut_at_an_abbreviation_or_a_decimal() -> None:
    said = spoken("Voyez M. Petit. Prenez 2,5 mg.", "fr")
    assert breaths(said) == [
        "Voyez monsieur Petit.",
        "Prenez deux virgule cinq milligrammes.",
    ]


def test_a_sentence_for_who_speaks_the_other_language_is_given_to_its_own_voice() -> None:
    language = words_in("fr").fields["welcome.language"]
    assert list(by_language(language.ask, "fr")) == [
        (language.ask.partition("To ")[0], "fr"),
        ("To speak English, say: English.", "en"),
    ]
    assert list(by_language("Pour oui, tapez 1.", "fr")) == [("Pour oui, tapez 1.", "fr")]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_sentence_in_the_other_language_is_known_as_such(lang: Lang) -> None:
    """The two words files of one question hold the same sentences in both orders."""
    words, other = words_in(lang), words_in("en" if lang == "fr" else "fr")
    foreign = set(other.lexicon["everyday"]) - set(words.lexicon["everyday"])
    told = [*words.sentences.values(), *words.refusals.values()]
    for field in words.fields.values():
        told += [field.ask, field.again, field.help, field.keys]
    for written in filter(None, told):
        for part, spoken_in in by_language(written, lang):
            for sentence in re.split(r"(?<=[.?!])\s+", part):
                bare = set(re.findall(r"\w+", sentence.lower()))
                if spoken_in == lang and len(bare & foreign) >= 2:
                    assert bare & set(words.lexicon["everyday"]), sentence
