"""What an answer is: understood, or refused with a reason that can be said.

A person's odd sentence is a value, never an exception: `Refusal` carries why an answer was not
kept, and its class name is the key of the sentence that tells them (`assistant/words`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol, TypeAlias

Lang: TypeAlias = Literal["fr", "en"]
Value: TypeAlias = str | bool | dict[str, str | None]
"""A JSON scalar, or the object of a practitioner: it is stored as JSON."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The value that the field would keep."""

    value: Value


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer was not kept.

    The class name is the key of the sentence said to the person and the fields are the blanks
    of that sentence, so neither can drift unnoticed (`assistant.words.faults`).
    """

    @property
    def problem(self) -> str:
        """The stable public word for it: `TooFewDigits` is `too_few_digits`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()


@dataclass(frozen=True, slots=True)
class NothingHeard(Refusal):
    """Nothing in the sentence could be this kind of answer."""


@dataclass(frozen=True, slots=True)
class NotByKeys(Refusal):
    """The keypad cannot say this kind of answer."""


Answer: TypeAlias = Understood | Refusal


@dataclass(frozen=True, slots=True)
class Option:
    """How one option of a choice is said, and the ways people say it."""

    say: str
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The circumstances in which an answer is understood: all that a pure function may need."""

    lang: Lang
    today: date
    options: Mapping[str, Option] = field(default_factory=dict)


class Kind(Protocol):
    """A kind of answer: telephone number, date, name, choice …

    `understand` never raises on what a person says, whatever its length or characters.
    `say_back` is its inverse: `understand(say_back(value)) == Understood(value)` for every value
    that `understand` can return; property tests hold it.
    """

    @property
    def name(self) -> str:
        """The type's name in the dossier's specification: phone, date, name …"""

    @property
    def refusals(self) -> tuple[type[Refusal], ...]:
        """Every refusal that `understand` or `from_keys` may return."""

    def understand(self, said: str, asked: Asked) -> Answer:
        """What was meant by `said`, or why it cannot be kept."""

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """What was meant by a complete entry on the telephone keypad, its `#` taken off."""

    def say_back(self, value: Value, asked: Asked) -> str:
        """The value as it is printed and read back, in the groups that a person can check."""
