"""Where a talk stands, as it is kept from one turn to the next."""

from __future__ import annotations

import json

from assistant.dialogue.talk import Talk

_VERSION = 1


def kept(talk: Talk, form: str | None) -> bytes:
    """The talk, and the Rasa form that is open, as the store keeps them."""
    state = {"version": _VERSION, "form": form, "talk": talk.to_json()}
    return json.dumps(state, ensure_ascii=False).encode()


def restored(state: bytes | None) -> tuple[Talk, str | None]:
    """The talk and the form that were kept; a new talk from None."""
    if state is None:
        return Talk(), None
    stood = json.loads(state)
    return Talk.from_json(stood["talk"]), stood["form"]


def taken_up(state: bytes | None, talk: Talk) -> tuple[Talk, str | None]:
    """Where the dossier's talk stood; a dossier without one begins after the greeting."""
    taken, form = restored(state)
    taken.lang = talk.lang if state is None else taken.lang
    taken.language_known = taken.greeted = taken.consented = True
    taken.last_at = talk.last_at
    return taken, form
