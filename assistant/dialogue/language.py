"""Which language is spoken, when it was not simply named."""

from __future__ import annotations

from assistant.answers.kind import Lang
from assistant.answers.yes_no import leading_yes_no
from assistant.dialogue.asking import MISSES_BEFORE_A_WAY_OUT, MISSES_BEFORE_AN_EXAMPLE
from assistant.dialogue.exchange import Exchange
from assistant.understanding.phrases import plain, without_edges
from assistant.words.words import LANGUAGES, words_in


def names_the_spoken_one(x: Exchange) -> bool:
    """Whether what was said is the name of the language that is spoken already."""
    option = x.words.fields["welcome.language"].options[x.talk.lang]
    said = without_edges(plain(x.turn.text), x.words.lexicon["around_a_command"])
    return said in {plain(way) for way in (option.say, *option.heard)}


def answered_in(x: Exchange) -> Lang | None:
    """The language of somebody who was asked for it, and did not name it; None while in doubt.

    From a yes or a no, or from what is said when it was asked twice; else French, once it was asked
    often enough: nobody is to be held at the door, and English is a word away at any moment.
    """
    if leading_yes_no(x.turn.text, x.words.lang) or x.talk.misses >= MISSES_BEFORE_AN_EXAMPLE:
        french, english = (_everyday_words(x.turn.text, lang) for lang in LANGUAGES)
        if french != english:
            return "fr" if french > english else "en"
    return "fr" if x.talk.misses >= MISSES_BEFORE_A_WAY_OUT else None


def _everyday_words(said: str, lang: Lang) -> int:
    everyday = words_in(lang).lexicon["everyday"]
    return sum(word in everyday for word in plain(said).split())
