"""An option by its number or its rank: "le deux", "la dernière"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers.choice_words import ALL_OF_THEM, FILLERS, LAST
from assistant.answers.kind import Asked, Refusal
from assistant.answers.numbers import Number, read_numbers
from assistant.answers.options_said import SeveralChoices
from assistant.answers.tokens import Token, length_at, texts


@dataclass(frozen=True, slots=True)
class NoSuchChoice(Refusal):
    """What was said is none of the options, or only says which one it is not."""


def option_by_number(tokens: Sequence[Token], asked: Asked) -> str | Refusal | None:
    """The option whose number or rank is said with nothing else around it."""
    words = texts(tokens)
    read = read_numbers(tokens, asked.lang)
    ranked = any(number.ordinal for number in read)
    numbers = [n for n in read if not _is_an_article(tokens, n, ranked)]
    taken = {i for n in numbers for i in range(n.first, n.last)}
    if any(length_at(words, i, ALL_OF_THEM[asked.lang]) for i in range(len(words))):
        return SeveralChoices()
    last = [i for i, word in enumerate(words) if word in LAST[asked.lang]]
    others = [w for i, w in enumerate(words) if i not in taken and i not in last]
    if any(word not in FILLERS[asked.lang] for word in others):
        return None
    names = tuple(asked.options)
    said = {n.value for n in numbers} | ({len(names)} if last else set())
    if not said:
        return None
    if len(said) > 1:
        return SeveralChoices()
    place = said.pop()
    return names[place - 1] if 1 <= place <= len(names) else NoSuchChoice()


def _is_an_article(tokens: Sequence[Token], number: Number, ranked: bool) -> bool:
    """Whether it is the "un" of "un choix" or the "one" of "the second one", not the number."""
    if ranked and tokens[number.first].text == "one":
        return True
    return (
        number.spoken
        and not number.ordinal
        and tokens[number.first].text in ("un", "une", "one")
        and number.last < len(tokens)
    )
