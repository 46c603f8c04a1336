"""A person's name: said, spelled, or both, as it should be printed.

Words are joined by a hyphen only when "tiret" or "trait d'union" is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.kind import (
    Answer,
    Asked,
    NotByKeys,
    NothingHeard,
    Refusal,
    Understood,
    Value,
)
from assistant.answers.letter_changes import change_at
from assistant.answers.name_capitals import printed
from assistant.answers.name_in_sentence import after_a_title, before_a_clause
from assistant.answers.name_letters import assembled
from assistant.answers.name_meant import (
    as_corrected,
    made_plain,
    says_something,
    with_apostrophes,
    without_carriers,
)
from assistant.answers.name_phrases import DESCRIBES, QUESTION
from assistant.answers.name_shape import could_be_a_name
from assistant.answers.name_words import NOISE
from assistant.answers.said_twice import said_once, without_echo
from assistant.answers.spelling import tokens_of
from assistant.answers.spoken import flat, settled, tidy

LONGEST_SENTENCE = 300  # characters; a name spelled letter by letter with words stays below
LONGEST_NAME = 80  # characters, printed


@dataclass(frozen=True, slots=True)
class NotAName(Refusal):
    """Digits, a question, or a sentence: nothing that could be printed as a name."""


@dataclass(frozen=True, slots=True)
class SpellingUnclear(Refusal):
    """The letters contradict themselves, or may go to several places of the name."""


def _read(said: str) -> str | Refusal:
    said = tidy(said)
    if len(said) > LONGEST_SENTENCE:
        return NotAName()
    if not says_something(said):
        return NothingHeard()
    low = flat(said)
    if said.rstrip().endswith("?") or QUESTION.match(low):
        return NotAName()
    said = without_carriers(
        said_once(as_corrected(without_carriers(made_plain(said))), without_carriers)
    )
    if all(token.flat in NOISE or not says_something(token.text) for token in tokens_of(said)):
        return NothingHeard()
    name = assembled(with_apostrophes(said))
    if name is None:
        return SpellingUnclear()
    words = without_echo(name.split())
    if not words:
        tokens = tokens_of(said)
        changes = tokens and change_at(flat(said), said, tokens[0].start)
        return SpellingUnclear() if changes else NotAName()
    if not could_be_a_name(words):
        described = DESCRIBES.match(low) is not None
        return before_a_clause(said, described=described) or after_a_title(said) or NotAName()
    name = printed(" ".join(words))
    return name if len(name) <= LONGEST_NAME else NotAName()


def name_in(said: str) -> str | Refusal:
    """The name said or spelled in `said`, as it is printed; it is read again as itself."""
    read = _read(said)
    if isinstance(read, Refusal):
        return read
    return settled(read, _read, str) or NotAName()


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, its capitals after French usage."""

    name: str = "name"
    refusals: tuple[type[Refusal], ...] = (NothingHeard, NotAName, SpellingUnclear, NotByKeys)

    def understand(self, said: str, asked: Asked) -> Answer:
        """The name said or spelled in `said`.

        Refuses with `NothingHeard`, `NotAName` (digits, a question, a sentence, over 80
        characters) or `SpellingUnclear` (letters that contradict themselves, or a change of
        letters that may go to several places).
        """
        read = name_in(said)
        return Understood(read) if isinstance(read, str) else read

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """Refuses with `NotByKeys`."""
        return NotByKeys()

    def say_back(self, value: Value, asked: Asked) -> str:
        """The name itself; `spell` says its letters."""
        return str(value)


NAME = Name()
