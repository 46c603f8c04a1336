"""The turn that is being worked on: what the actions read and the engine's caller keeps.

A turn runs in one task, from the channel through Rasa to the actions, and everything it changes
is committed at once. A context variable carries it through Rasa, which knows nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from assistant.dialogue.exchange import Exchange, Turn
from assistant.dialogue.shelf import EmptyShelf, Shelf
from assistant.dialogue.talk import Talk
from assistant.dossier.dossier import Dossier
from assistant.understanding.meaning import Ranking
from assistant.words.words import words_in


@dataclass(slots=True)
class TurnAtWork:
    """One turn: what came in, the dossier it is about, and the exchange once Rasa reached it.

    `form` is the Rasa form that is open; the tracker store replaces it when Rasa saves. Rasa goes
    on silently after an action that failed: `failure` is what it kept to itself.
    """

    turn: Turn
    talk: Talk
    dossier: Dossier
    form: str | None = None
    shelf: Shelf = field(default_factory=EmptyShelf)
    exchange: Exchange | None = None
    failure: Exception | None = None

    def begin_exchange(self, ranking: Ranking) -> Exchange:
        """The exchange of this turn, made when the first action asks for it."""
        if self.exchange is None:
            turn = replace(self.turn, ranking=ranking)
            words = words_in(self.talk.lang)
            self.exchange = Exchange(turn, self.talk, self.dossier, words, shelf=self.shelf)
        return self.exchange


_current: ContextVar[TurnAtWork] = ContextVar("turn_at_work")


def turn_at_work() -> TurnAtWork:
    """The turn being worked on. Raises `LookupError` outside of one."""
    return _current.get()


@contextmanager
def working_on(turn: TurnAtWork) -> Iterator[TurnAtWork]:
    """Make `turn` the one that the actions and the tracker store see."""
    token = _current.set(turn)
    try:
        yield turn
    finally:
        _current.reset(token)
