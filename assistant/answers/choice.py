"""One of the options of a question, by its phrases or its number; never a guess."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.kind import Answer, Asked, NothingHeard, Refusal, Understood, Value
from assistant.answers.option_by_number import NoSuchChoice, option_by_number
from assistant.answers.option_nearly_said import option_nearly_said
from assistant.answers.options_said import SeveralChoices, meant_options, one_of, stem
from assistant.answers.tokens import texts, tokens_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One of `asked.options`, kept as its id."""

    name: str = "choice"
    refusals: tuple[type[Refusal], ...] = (NothingHeard, SeveralChoices, NoSuchChoice)

    def understand(self, said: str, asked: Asked) -> Answer:
        """The option said by one of its phrases, by its number or rank, or nearly.

        Refuses with `SeveralChoices` (two options in one sentence) and `NoSuchChoice` (a number
        that no option has, or "pas le pharmacien").
        """
        tokens = tokens_of(said)
        if not tokens:
            return NothingHeard()
        words = tuple(map(stem, texts(tokens)))
        exact = [
            name
            for name, option in asked.options.items()
            if tuple(map(stem, texts(tokens_of(option.say)))) == words
        ]
        if len(exact) == 1:
            return Understood(exact[0])
        matches, denied = meant_options(tokens, asked)
        for found in (one_of(matches), option_by_number(tokens, asked)):
            if found is not None:
                return found if isinstance(found, Refusal) else Understood(found)
        if denied:
            return NoSuchChoice()
        near = option_nearly_said(tokens, asked)
        if near is not None:
            return near if isinstance(near, Refusal) else Understood(near)
        return NothingHeard()

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """The option's place in the list, from 1."""
        if not (keys.isascii() and keys.isdecimal() and len(keys) <= 3):
            return NothingHeard() if not keys else NoSuchChoice()
        names = tuple(asked.options)
        place = int(keys)
        return Understood(names[place - 1]) if 1 <= place <= len(names) else NoSuchChoice()

    def say_back(self, value: Value, asked: Asked) -> str:
        """The option's own name, as it is proposed."""
        option = asked.options.get(str(value))
        return option.say if option else str(value)


def spot_choice(said: str, asked: Asked) -> tuple[str, tuple[int, int]] | None:
    """The one option whose phrase is in a longer sentence, and the characters it takes.

    Its number alone does not count, nor a near miss; None when two options are in it.
    """
    tokens = tokens_of(said)
    matches, _ = meant_options(tokens, asked)
    found = one_of(matches)
    if not isinstance(found, str):
        return None
    first = matches[0]
    return found, (tokens[first.first].start, tokens[first.last - 1].end)


CHOICE = Choice()
