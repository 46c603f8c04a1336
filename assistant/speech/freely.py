"""What the recognisers of free speech share: what is told of a folder, and how far it errs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assistant.answers.kind import Lang
from assistant.answers.yes_no import leading_yes_no
from assistant.speech.grammar import can_hear_an_answer, grammar
from assistant.speech.protocols import Expected, NoListener
from assistant.speech.sound import Sound, silence
from assistant.steps.step import Question
from assistant.understanding.phrases import plain
from assistant.words.words import FOLDER, read_file

FEW_WORDS = 3
"""Of a yes or a no in other words ("hélas oui", "non, personne"): no sentence of a television."""
LANGUAGES: dict[Lang, str] = {"fr": "French", "en": "English"}
WHERE = "docs/how-to/speech-model.md"


def a_moment(hertz: int) -> Sound:
    """What is heard first: a folder may load, and only then show that a part of it is missing."""
    return silence(1.0, hertz)


def not_whole(folder: Path, kind: str) -> NoListener:
    """What is told of a folder that a part of is missing or cut off."""
    return NoListener(f"{folder}: not a whole {kind} model. Download it again: {WHERE}")


def not_in(lang: Lang, folder: Path, kind: str) -> NoListener:
    """What is told of a model of another language: it would make words up."""
    return NoListener(
        f"{folder}: this {kind} model hears no {LANGUAGES[lang]}. VIVEVOIX_SPEECH_MODEL is for"
        f" French, VIVEVOIX_SPEECH_MODEL_EN for English: {WHERE}"
    )


def is_read_back(said: str, expected: Expected) -> bool:
    """All but a closed answer said as the question has it, and no wish; and no "none" of a list.

    That there is no allergy must be sure; a no to "another one?" only ends the list.

    A name or a medicine that was misheard is likely another one: nothing in it tells. Where a yes
    or a no is awaited it is plain, or short: people, and a television, say one in sentences too.
    """
    if expected.confirming:
        return not _is_plain(said, expected.lang)
    question = expected.question
    if question is not None and (question.will or _says_none(said, question, expected)):
        return True
    answers = grammar(expected).answers if can_hear_an_answer(expected) else ()
    return plain(said) not in {plain(answer) for answer in answers}


def _says_none(said: str, question: Question, expected: Expected) -> bool:
    is_no = leading_yes_no(said, expected.lang) == (False, "")
    return is_no and question.is_list and not expected.begun


def _is_plain(said: str, lang: Lang) -> bool:
    found = leading_yes_no(said, lang)
    return (found is not None and not found[1]) or len(plain(said).split()) <= FEW_WORDS


def is_made_up(said: str, lang: Lang) -> bool:
    """Whether it is what is written when nobody said a word, learnt from the subtitles of films."""
    return plain(said) in _made_up(lang)


@cache
def _made_up(lang: Lang) -> frozenset[str]:
    return frozenset(map(plain, read_file(FOLDER / lang / "aloud.yml")["made_up"]))
