"""What an export is asked for, and that it cannot be made here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answers.kind import Lang
    from assistant.dossier.dossier import Dossier
    from assistant.papers.subject import Subject


class CannotExport(Exception):
    """Something is missing on this machine; the message is one line with the cure."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is exported, in which language, and when."""

    dossier: Dossier
    lang: Lang
    now: datetime

    @classmethod
    def of(cls, dossier: Dossier, now: datetime, lang: Lang | None = None) -> Order:
        """In the language that the person chose, unless `lang` says another; else in French."""
        from assistant.dossier.facts import language_of

        return cls(dossier, lang or language_of(dossier), now)

    @property
    def subject(self) -> Subject:
        """What papers are made of."""
        from assistant.papers.subject import Subject

        return Subject(self.dossier, self.lang, self.now.date())
