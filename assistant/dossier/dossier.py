"""A dossier: the answers of one person, each with its state, its own words and its origin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Literal

from assistant.answers.kind import Value


class State(Enum):
    """What is known of a field. A field without an answer at all was not asked yet."""

    GIVEN = "given"
    NONE = "none"
    """There is none: no e-mail, no known allergy."""
    UNKNOWN = "unknown"
    REFUSED = "refused"
    SKIPPED = "skipped"
    REMOVED = "removed"
    """An item of a list that the person took back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAnswer:
    """One answer as it was given; never changed afterwards, only superseded by a newer one.

    `item` numbers the items of a list from 1 and is None elsewhere, the list's own answer
    ("there is none", "that is all") included. `said` is the person's own words.
    """

    field: str
    item: int | None = None
    value: Value | None = None
    state: State = State.GIVEN
    said: str
    by: Literal["self", "helper"] = "self"
    by_name: str | None = None
    channel: str
    at: datetime
    confirmed: bool = False


@dataclass(slots=True)
class Dossier:
    """The current answers of one person. `record` is the only way in."""

    id: str
    current: dict[tuple[str, int | None], RecordedAnswer] = field(default_factory=dict)

    @classmethod
    def of(cls, id: str, answers: Iterable[RecordedAnswer]) -> Dossier:
        """The dossier after `answers`, oldest first."""
        dossier = cls(id)
        for answer in answers:
            dossier.record(answer)
        return dossier

    def record(self, answer: RecordedAnswer) -> None:
        """Keep `answer` in place of the one it supersedes."""
        self.current[answer.field, answer.item] = answer

    def answer(self, field: str, item: int | None = None) -> RecordedAnswer | None:
        """The current answer, or None when the question was not answered yet."""
        return self.current.get((field, item))

    def value(self, field: str, item: int | None = None) -> Value | None:
        """The value given, or None for every other state."""
        answer = self.answer(field, item)
        return answer.value if answer and answer.state is State.GIVEN else None

    def items(self, list_field: str) -> list[int]:
        """The numbers of the items that a list holds now, oldest first."""
        begun = {
            item
            for name, item in self.current
            if item is not None and name.startswith(f"{list_field}.")
        }
        removed = {
            item
            for (name, item), answer in self.current.items()
            if name == list_field and answer.state is State.REMOVED
        }
        return sorted(begun - removed)

    def next_item(self, list_field: str) -> int:
        """The number of an item not used yet, removed ones included."""
        used = {
            item
            for name, item in self.current
            if item is not None and (name == list_field or name.startswith(f"{list_field}."))
        }
        return max(used, default=0) + 1
