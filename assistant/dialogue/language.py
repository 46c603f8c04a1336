"""Which language is spoken, when it was not simply named."""

from __future__ import annotations

from assistant.answers.kind import Lang
from assistant.answers.yes_no import leading_yes_no
from assistant.dialogue.asking import MISSES_BEFORE_A_WAY_OUT
from assistant.dialogue.exchange import Exchange
from assistant.understanding.phrases import plain, without_edges
from assistant.words.words import LANGUAGES


def names_the_spoken_one(x: Exchange) -> bool:
    """Whether what was said is the name of the language that is spoken already."""
    option = x.words.fields["welcome.language"].options[x.talk.lang]
    said = without_edges(plain(x.turn.text), x.words.lexicon["around_a_command"])
    return said in {plain(way) for way in (option.say, *option.heard)}


def answered_in(x: Exchange) -> Lang | None:
    """The language of somebody who was asked for it, and did not name it; None while in doubt.

    That of a yes or a no; else French, once they were asked often enough: nobody is to be held at
    the door, and English is a word away at any moment.
    """
    for lang in LANGUAGES:
        if leading_yes_no(x.turn.text, lang) is not None:
            return lang
    return LANGUAGES[0] if x.talk.misses >= MISSES_BEFORE_A_WAY_OUT else None
