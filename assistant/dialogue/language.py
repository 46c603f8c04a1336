"""Which language is spoken, when it was not simply named."""

from __future__ import annotations

from assistant.answers.kind import Lang
from assistant.answers.yes_no import leading_yes_no
from assistant.dialogue.asking import MISSES_BEFORE_A_WAY_OUT, MISSES_BEFORE_AN_EXAMPLE
from assistant.dialogue.exchange import Exchange
from assistant.understanding.meaning import mentions
from assistant.understanding.phrases import plain, without_edges
from assistant.words.words import LANGUAGES, words_in

PLAINLY = 3  # everyday words of the other language, and none of the one spoken


def names_the_spoken_one(x: Exchange) -> bool:
    """Whether what was said is the name of the language that is spoken already."""
    option = x.words.fields["welcome.language"].options[x.talk.lang]
    said = without_edges(plain(x.turn.text), x.words.lexicon["around_a_command"])
    return said in {plain(way) for way in (option.say, *option.heard)}


def asked_for(x: Exchange) -> Lang:
    """The language that the turn asks for: the one it names; the other where it denies one.

    "Je parle pas anglais" asks for no English; "in English" names it; else the other one is meant.
    """
    other: Lang = "en" if x.talk.lang == "fr" else "fr"
    options = x.words.fields["welcome.language"].options
    said = plain(x.turn.text)
    if not mentions(said, x.words.lexicon["speaks_not"]):
        return other
    ways = {
        lang: tuple(map(plain, (options[lang].say, *options[lang].heard))) for lang in LANGUAGES
    }
    named = [lang for lang in LANGUAGES if mentions(said, ways[lang])]
    return ("fr" if named[0] == "en" else "en") if len(named) == 1 else other


def overheard(x: Exchange) -> Lang | None:
    """The other language, when it is plainly the one in which the turn was said."""
    if x.turn.keys is not None:
        return None
    other: Lang = "en" if x.talk.lang == "fr" else "fr"
    theirs, ours = (_everyday_words(x.turn.text, lang) for lang in (other, x.talk.lang))
    return other if theirs >= PLAINLY and not ours else None


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
