"""A dossier told answer by answer, each a minute after the other, for the tests of statuses."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistant.dossier.dossier import Dossier, RecordedAnswer, State

BEGUN = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


class Telling:
    """What one person told, in order; `history` is what the store would give."""

    def __init__(self, **answers: Any) -> None:
        self.at = BEGUN
        self.told: list[RecordedAnswer] = []
        self.tells(**answers)

    def tells(self, **answers: Any) -> Telling:
        """`directives__signed_on="2026-03-04"`: a field, its dot doubled as underscores."""
        for name, value in answers.items():
            self.at += timedelta(minutes=1)
            state = value if isinstance(value, State) else State.GIVEN
            kept = None if isinstance(value, State) else value
            field = name.replace("__", ".")
            self.told.append(
                RecordedAnswer(
                    field=field, value=kept, state=state, said="", channel="test", at=self.at
                )
            )
        return self

    def later(self, days: int) -> Telling:
        """Days go by."""
        self.at += timedelta(days=days)
        return self

    @property
    def dossier(self) -> Dossier:
        """The current answers."""
        return Dossier.of("1", self.told)

    @property
    def history(self) -> list[tuple[RecordedAnswer, bool]]:
        """Every answer, oldest first, with whether a newer one superseded it."""
        current = set(map(id, self.dossier.current.values()))
        return [(answer, id(answer) not in current) for answer in self.told]


IDENTITY = {
    "identity__birth_name": "Lefèvre",
    "identity__first_names": "Jeanne",
    "identity__birth_date": "1942-05-12",
    "identity__birth_place": "Nantes",
}
CLAIRE = {
    "trusted_person__wanted": True,
    "trusted_person__name": "Claire Martin",
    "trusted_person__accepts": "accepted",
}
WISHES = {
    "directives__wanted": True,
    "directives__situation": "no_serious_illness",
    "directives__resuscitation": "refuse",
    "directives__can_sign": True,
    "directives__protection": "none",
}
