"""A date asked a day, a month and a year at a time, for a recogniser that hears no whole one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from assistant.speech.protocols import Expected, Part
from assistant.steps import QUESTIONS

ORDER: tuple[Part, ...] = ("day", "month", "year")


@dataclass(slots=True)
class DateApart:
    """The parts heard so far. What was joined is read back by the dialogue, as any date is."""

    asked: Expected
    heard: dict[Part, str] = field(default_factory=dict)

    @property
    def part(self) -> Part | None:
        """The part to ask for next; None when all were heard."""
        return next((part for part in ORDER if part not in self.heard), None)

    @property
    def sentence(self) -> str:
        """The key of the question for that part."""
        proposed = self.part == "day" and QUESTIONS[self.asked.asking or ""].yes_means
        return "which_day_or_yes" if proposed else f"which_{self.part}"

    @property
    def expected(self) -> Expected:
        """What may be said to it."""
        return replace(self.asked, part=self.part)

    def take(self, said: str) -> None:
        """The answer to that part."""
        if self.part is not None:
            self.heard[self.part] = said

    def joined(self) -> str:
        """The whole date, as it is said in one breath."""
        return " ".join(self.heard[part] for part in ORDER if part in self.heard)
