"""A date asked a day, a month and a year at a time, for a recogniser that hears no whole one.

When the person turned the whole down, they are asked which part was wrong. The others stay, and
what was wrong is not listened for again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from assistant.answers.date_words import MONTHS
from assistant.answers.kind import Lang
from assistant.speech.grammar import answers_the_whole, parts_named
from assistant.speech.protocols import Expected, Hearing, Part

ORDER: tuple[Part, ...] = ("day", "month", "year")
WHICH: Part = "which"

Parts: TypeAlias = dict[Part, str]


@dataclass(slots=True)
class DateApart:
    """The parts heard so far. What was joined is read back by the dialogue, as any date is."""

    asked: Expected
    heard: Parts = field(default_factory=dict)
    _turned_down: tuple[Parts, ...] = field(init=False)
    _wrong: Part | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        """What was turned down before is in `asked`."""
        self._turned_down = tuple(_parts_of(self.asked.refused, self.asked.lang))

    @property
    def part(self) -> Part | None:
        """The part to ask for next, or which was wrong; None when all were heard."""
        if self._turned_down and self._wrong is None:
            return WHICH
        return next((part for part in ORDER if part not in self.heard), None)

    @property
    def sentence(self) -> str:
        """The key of the question for that part."""
        if self.part == WHICH:
            return "which_part"
        question = self.asked.question
        proposed = self.part == "day" and question is not None and question.yes_means
        return "which_day_or_yes" if proposed else f"which_{self.part}"

    @property
    def expected(self) -> Expected:
        """What may be said to it."""
        return replace(self.asked, part=self.part, refused=self._refused)

    def answered(self, hearing: Hearing) -> Hearing | None:
        """The whole answer; None when a part is still to come. What was joined is read back."""
        if answers_the_whole(hearing.texts[0], self.expected):
            return hearing
        self.take(hearing.texts[0])
        return None if self.part else replace(hearing, texts=(self.joined(),), read_back=True)

    def take(self, said: str) -> None:
        """The answer to that part."""
        if self.part == WHICH:
            self._keep_the_others(said)
        elif self.part is not None:
            self.heard[self.part] = said

    def joined(self) -> str:
        """The whole date, as it is said in one breath."""
        return " ".join(self.heard[part] for part in ORDER if part in self.heard)

    def _keep_the_others(self, said: str) -> None:
        named = parts_named(self.asked.lang)
        self._wrong = next((part for part, ways in named.items() if said in ways), WHICH)
        if self._wrong != WHICH:
            last = self._turned_down[-1]
            self.heard = {part: heard for part, heard in last.items() if part != self._wrong}

    @property
    def _refused(self) -> tuple[str, ...]:
        """What was said for the part that is known to be wrong: last, and when the rest stood."""
        part = self.part
        if part is None or part != self._wrong:
            return ()
        alike = [_without(part, parts) for parts in self._turned_down]
        return tuple(
            parts[part]
            for parts, rest in zip(self._turned_down, alike, strict=True)
            if rest == alike[-1]
        )


def _without(part: Part, parts: Parts) -> Parts:
    return {other: said for other, said in parts.items() if other != part}


def _parts_of(refused: tuple[str, ...], lang: Lang) -> Iterator[Parts]:
    """Each date's day, month and year, as they were said; those that were not said so are left."""
    months = {month.lower() for month in MONTHS[lang]}
    for said in refused:
        words = said.lower().split()
        at = next((at for at, word in enumerate(words) if word in months), 0)
        if 0 < at < len(words) - 1:
            day, year = " ".join(words[:at]), " ".join(words[at + 1 :])
            yield {"day": day, "month": words[at], "year": year}
