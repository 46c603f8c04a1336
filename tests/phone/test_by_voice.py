"""A whole dossier over a real call, by voice where it can be heard there, and by keys elsewhere."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from assistant.bench.hearing import said_in
from assistant.conversation import Replied
from assistant.dossier.dossier import State
from assistant.steps import QUESTIONS
from assistant.store.store import Store
from tests.answering import as_said, by_keys, by_voice
from tests.phone.keypad import MOST_TURNS, ByKeys, Watched
from tests.phone.test_whole_calls import answering, conversation  # noqa: F401, a fixture

VOICE = "fr+f4"  # not the assistant's, and none that the recogniser was made with
PATIENCE = 4.0  # seconds after the last word: whoever is not answered by then presses a key
HEARD_OF_ALL = 0.4  # answers that must be heard at once, of those spoken


@dataclass
class ByVoiceAndKeys:
    """Says yes, no and the choices; presses what was not heard, and what no voice can say there."""

    phone: ByKeys
    meant: dict[str, str] = field(default_factory=dict)
    spoken: int = 0
    heard: int = 0

    async def answers(self, replied: Replied) -> None:
        """Go on to the end."""
        given: set[str] = set()
        for _ in range(MOST_TURNS):
            if replied.asking is None:
                return
            keys = by_keys(replied, given)
            phrase = "" if replied.heard_out else by_voice(replied, keys, "fr")
            answered = await self._says(replied, phrase) if phrase else None
            replied = answered or await self.phone.presses(keys)
        raise AssertionError(f"still asking {replied.asking}")

    async def _says(self, asked: Replied, phrase: str) -> Replied | None:
        """What follows from it; None when the answer has still to be pressed."""
        assert asked.asking is not None
        self.meant[asked.asking] = phrase
        self.spoken += 1
        before = len(self.phone.turns)
        await self.phone.caller.says(said_in("quiet", phrase, VOICE).at(8_000).pcm)
        try:
            replied = await asyncio.wait_for(self.phone.replied(before), PATIENCE)
        except TimeoutError:
            return None
        if replied.confirming and replied.asking == asked.asking:
            is_right = phrase in replied.replies[-1].text.lower()
            self.heard += is_right
            if not is_right and QUESTIONS[asked.asking].kind.name == "yes_no":
                return None  # the key that answers is awaited
            replied = await self.phone.presses("#" if is_right else "2")
            return replied if is_right else None
        if (replied.asking, replied.step) == (asked.asking, asked.step):
            return None
        self.heard += 1
        return replied


@pytest.mark.long
def test_the_essential_dossier_is_completed_by_voice_and_keys(
    conversation: Watched,  # noqa: F811
    store: Store,
) -> None:
    async def scene() -> ByVoiceAndKeys:
        async with answering(conversation) as assistant, assistant.called() as phone:
            jeanne = ByVoiceAndKeys(phone)
            await jeanne.answers(await phone.begins())
            return jeanne

    jeanne = asyncio.run(scene())
    [kept] = store.dossiers()
    dossier = store.dossier(kept.id)
    assert dossier.value("identity.phone") == "+33612345678"
    for (field_id, _), answer in dossier.current.items():
        if answer.state is State.GIVEN and field_id in jeanne.meant:
            assert as_said(field_id, answer.value, "fr") == jeanne.meant[field_id], field_id
    assert jeanne.spoken > 10
    assert jeanne.heard >= HEARD_OF_ALL * jeanne.spoken, f"{jeanne.heard} of {jeanne.spoken}"
