"""Why a file that was received is not kept. Each reason has its sentence in the words files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from assistant.answers.kind import Lang

Reason: TypeAlias = Literal[
    "empty", "too_large", "unknown_kind", "broken", "hostile", "locked", "health_card", "number"
]
"""`hostile`: built to harm, or nested beyond reason; `locked`: a PDF with a password;
`health_card`, `number`: it shows a social security number, which is never kept."""

REASONS: tuple[Reason, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing of the file is kept."""

    reason: Reason

    def sentence(self, lang: Lang) -> str:
        """What is said of it: what, and the cure."""
        from assistant.words.words import words_in

        return words_in(lang).say(f"document_{self.reason}")
