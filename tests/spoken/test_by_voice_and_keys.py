"""The essential dossier, by voice where it can be heard and by keys elsewhere."""

from __future__ import annotations

from assistant.answers.kind import Lang
from assistant.bench.hearing import said_in
from assistant.conversation import Conversation, Replied
from assistant.speech.sound import Sound
from assistant.store.store import Store
from tests.answering import as_said, by_keys, by_voice
from tests.spoken.hastened import run
from tests.spoken.room import Caller, call
from tests.talking import LONGEST_DIALOGUE

VOICES: dict[Lang, str] = {"fr": "fr+f4", "en": "en-gb+f4"}
"""Not the assistant's, and none that the recogniser was made with."""
HEARD_OF_ALL = 0.5  # answers by voice that must be heard at once; the others are keyed in


async def says(caller: Caller, phrase: str, lang: Lang) -> Replied | None:
    """Say it once; the reply, or None when it was not heard."""
    room = said_in("quiet", phrase, VOICES[lang])
    caller.speaks(Sound(room.pcm, room.hertz))
    await caller.hears_the_tone()
    if caller.replies.empty():
        return None
    caller.replied = caller.replies.get_nowait()
    return caller.replied


def test_the_essential_dossier_by_voice_and_keys(conversation: Conversation, store: Store) -> None:
    meant: dict[str, str] = {}
    said, heard = 0, 0

    async def scene() -> None:
        nonlocal said, heard
        async with call(conversation) as caller:
            replied, given = await caller.listens(), set[str]()
            for _ in range(LONGEST_DIALOGUE):
                if replied.asking is None and replied.dossier:
                    break
                keys, asking = by_keys(replied, given), replied.asking
                phrase = by_voice(replied, keys, "fr")
                if phrase and asking:
                    meant[asking] = phrase
                    said += 1
                    reply = await says(caller, phrase, "fr")
                    heard += reply is not None and reply.asking == asking and reply.confirming
                    if reply is not None and reply.asking == asking and reply.confirming:
                        right = phrase in caller.heard.lower()
                        replied = await caller.presses("#" if right else "2")
                        continue
                    if reply is not None and (reply.asking, reply.step) != (asking, replied.step):
                        heard += 1  # kept at once: a plain yes or no
                        replied = reply
                        continue
                replied = await caller.presses(keys)
            assert caller.replied is not None
            for answer, _ in store.history(str(caller.replied.dossier)):
                if answer.field in meant and answer.value is not None:
                    assert as_said(answer.field, answer.value, "fr") == meant[answer.field]

    run(scene())
    assert said > 10
    assert heard >= HEARD_OF_ALL * said, f"{heard} of {said}"
