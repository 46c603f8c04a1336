"""The dossier that a paper is about, with what every paper asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.answers.date import PAST_DATE_WHOLE
from assistant.answers.kind import Asked, Lang
from assistant.dossier.dossier import Dossier
from assistant.dossier.facts import Fact, facts
from assistant.dossier.status import Stage, Status, statuses
from assistant.words.words import words_in


@dataclass(frozen=True)
class Subject:
    """A dossier on one day, told in one language."""

    dossier: Dossier
    lang: Lang
    today: date

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact."""
        return facts(self.dossier, words_in(self.lang), self.today)

    @cached_property
    def statuses(self) -> dict[str, Status]:
        """What each wish is worth in law."""
        return statuses(self.dossier)

    def in_french(self) -> Subject:
        """The same, as those who care for the person in France read it."""
        return self if self.lang == "fr" else Subject(self.dossier, "fr", self.today)

    def fact(self, field: str) -> Fact | None:
        """The fact of a field that is in no list, whatever its state."""
        return next((fact for fact in self.facts if fact.field == field), None)

    def value(self, field: str) -> str:
        """The value as it is read back; empty when none was given."""
        fact = self.fact(field)
        return fact.value if fact is not None and self.dossier.value(field) is not None else ""

    def items(self, list_field: str) -> list[list[Fact]]:
        """The facts of each item of a list."""
        numbers = self.dossier.items(list_field)
        of_list = [fact for fact in self.facts if fact.list_field == list_field]
        return [[fact for fact in of_list if fact.item == number] for number in numbers]

    def is_in_force(self, wish: str) -> bool:
        """Whether the wish, as it was last said, counts in law already."""
        status = self.statuses.get(wish)
        return status is not None and status.valid

    def is_revoked(self, wish: str) -> bool:
        """Whether the person took the wish back."""
        status = self.statuses.get(wish)
        return status is not None and status.stage is Stage.REVOKED

    @property
    def full_name(self) -> str:
        """First names and birth name, as on an identity card; empty when neither is known."""
        parts = (self.value("identity.first_names"), self.value("identity.birth_name"))
        return " ".join(part for part in parts if part)

    @property
    def everyday_name(self) -> str:
        """First names and the name used; empty when neither is known."""
        used = self.value("identity.used_name") or self.value("identity.birth_name")
        return " ".join(p for p in (self.value("identity.first_names"), used) if p)

    def day(self, day: date) -> str:
        """A day as it is printed."""
        return PAST_DATE_WHOLE.say_back(day.isoformat(), Asked(lang=self.lang, today=self.today))
