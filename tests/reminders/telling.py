"""A store with one person's dossier in it, and a messenger that writes down what it is told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from assistant.dossier.dossier import RecordedAnswer
from assistant.reminders.messenger import Messenger
from assistant.store.store import Store

PARIS = ZoneInfo("Europe/Paris")
TOLD_AT = datetime(2026, 11, 3, 9, 0, tzinfo=PARIS)
ADDRESS = "jeanne@exemple.fr"
AWAITS_A_CODE = {
    "activation.state": "not_active",
    "activation.requested_on": "2026-11-03",
    "activation.code_received": False,
    "identity.email": ADDRESS,
    "access.notify": "email",
}
DUE = datetime(2026, 11, 24, 10, 0, tzinfo=PARIS)  # three weeks after the request


def begun(store: Store, answers: dict[str, Any] = AWAITS_A_CODE, sender: str = "jeanne") -> str:
    """A dossier with these answers, a second each."""
    with store.turn(sender) as work:
        number = work.begin_dossier().id
        for seconds, (name, value) in enumerate(answers.items()):
            at = TOLD_AT + timedelta(seconds=seconds)
            work.record(RecordedAnswer(field=name, value=value, said="", channel="test", at=at))
        work.save_state(b"here")
    return number


@dataclass
class Postman:
    """Notes what it is told; `answer` is what it says of having sent it, or raises."""

    answer: bool | Exception = True
    told: list[tuple[str, str]] = field(default_factory=list)

    async def tell(self, address: str, sentence: str) -> bool:
        if isinstance(self.answer, Exception):
            raise self.answer
        if self.answer:
            self.told.append((address, sentence))
        return self.answer


def at_once(messenger: Messenger, address: str, sentence: str) -> bool:
    """Tell without a loop of anybody's."""
    return asyncio.run(messenger.tell(address, sentence))  # type: ignore[arg-type]
