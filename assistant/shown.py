"""Talks that are shown rather than heard: what is open now, and who may see it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from assistant.answers.kind import Lang
from assistant.dialogue.exchange import Exchange, Turn
from assistant.dialogue.progress import left_in_step
from assistant.dialogue.reply import ask
from assistant.dialogue.shelf import EmptyShelf
from assistant.dialogue.talk import Talk
from assistant.dossier.dossier import Dossier
from assistant.speech.protocols import Expected
from assistant.standing import expected_in, mark_of
from assistant.store.store import Store
from assistant.talk_kept import kept, restored
from assistant.words.words import words_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """What one sender would be asked now.

    `question` is empty at rest, and when nothing is left to ask; `progress` how much of the step is
    left, in words; `is_in` whether a dossier is open to them; `mark` as `Replied.mark`.
    """

    lang: Lang
    question: str
    choices: tuple[str, ...]
    expected: Expected
    progress: str
    is_in: bool
    mark: str

    @property
    def resting(self) -> bool:
        """Whether the person asked to wait."""
        return self.expected.resting


class Shown:
    """The open question of every sender."""

    def __init__(
        self, store: Store, one_at_a_time: asyncio.Lock, now: Callable[[], datetime]
    ) -> None:
        """`one_at_a_time` is the lock of the turns: one transaction is open at once."""
        self._store = store
        self._one_at_a_time = one_at_a_time
        self._now = now

    async def to(self, sender: str, channel: str) -> Open | None:
        """What is open for `sender`; None before a talk, or after one of which nothing is kept.

        Raises `StoreError`.
        """
        async with self._one_at_a_time:
            with self._store.turn(sender) as work:
                if work.state is None:
                    return None
                talk, _ = restored(work.state)
                words, dossier = words_in(talk.lang), work.dossier or Dossier("")
                shelf = work if work.dossier_id else EmptyShelf()
                turn = Turn(text="", channel=channel, at=self._now())
                sentences: list[str] = []
                choices: list[str] = []
                if not talk.resting and (talk.greeted or talk.awaiting):
                    sentences, choices = ask(Exchange(turn, talk, dossier, words, shelf=shelf))
                return Open(
                    lang=talk.lang,
                    question="\n".join(sentences),
                    choices=tuple(choices),
                    expected=expected_in(talk, work.dossier),
                    progress=left_in_step(talk, dossier, words) if work.dossier_id else "",
                    is_in=work.dossier_id is not None,
                    mark=mark_of(work.state),
                )

    async def after_the_code(self, left: str, sender: str) -> bool:
        """Let `sender` go on with the talk that `left` was about, once the secret code is said.

        False where no code was given: then nothing changes. Raises `StoreError`.
        """
        async with self._one_at_a_time:
            with self._store.turn(left) as work:
                dossier, (talk, _) = work.dossier_id, restored(work.state)
                if dossier is None or not work.ways_back.has_secret_code(dossier):
                    return False
            with self._store.turn(sender) as work:
                waits = Talk(talk.lang, language_known=True, awaiting="secret_code", claim=dossier)
                work.save_state(kept(waits, None))
        return True
