"""How a step of the dossier is declared: its questions in order, each with its kind of answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from assistant.answers.kind import Kind, Value
from assistant.dossier.dossier import Dossier


class Need(Enum):
    """How much a question matters, as the dossier's specification says it."""

    MUST = "must"
    """Asked, and the step is not complete without it."""
    ASK = "ask"
    """Asked; the person may skip it or not know."""
    OFFER = "offer"
    """Worded as an offer ("avez-vous … ?"): a no means that there is none."""


AskIf = Callable[[Dossier, int | None], bool]
"""Whether a question applies, seen what is already in the dossier, and for which item of a list."""

Fills = Callable[[Dossier, Value], Mapping[str, Value]]
"""What else an answer settles, so that it is not asked again: field ids and their values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One field of the dossier.

    `critical`: read back and confirmed before it is kept. `will`: an expression of will, which
    only the person's own answer to this very question may set. `stale_if`: when an answer given
    must be asked for again. `yes_means`: the value that a plain yes accepts, where the question
    proposes one. `names_item`: whether a sentence names an item of the list, though it sounds like
    a no ("pas d'IRM"). `items`: for a list, the questions
    of one item; `at_most` bounds their number. `essential`: asked in "the essential" as well.
    """

    id: str
    kind: Kind
    need: Need
    critical: bool = False
    will: bool = False
    essential: bool = True
    ask_if: AskIf | None = None
    stale_if: Callable[[Dossier], bool] | None = None
    fills: Fills | None = None
    yes_means: Callable[[date], Value] | None = None
    names_item: Callable[[str], bool] | None = None
    items: tuple[Question, ...] = ()
    at_most: int = 20
    fhir: str = ""

    @property
    def is_list(self) -> bool:
        """Whether the person may give several, one after the other."""
        return bool(self.items)

    @property
    def slot(self) -> str:
        """Its name in Rasa, where a dot would read as an attribute."""
        return self.id.replace(".", "__")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One subject of the dossier: the unit that a person opens, leaves and takes up again."""

    name: str
    questions: tuple[Question, ...]
    essential: bool = True

    @property
    def form(self) -> str:
        """Its Rasa form."""
        return f"{self.name}_form"

    def every_question(self) -> Iterator[Question]:
        """The questions in order, those of a list's items after their list."""
        for question in self.questions:
            yield question
            yield from question.items
