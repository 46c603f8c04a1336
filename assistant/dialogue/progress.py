"""How much is left of the open step, in plain words."""

from __future__ import annotations

from assistant.dialogue.plan import open_places
from assistant.dialogue.talk import Talk
from assistant.dossier.dossier import Dossier
from assistant.steps import STEP_NAMED
from assistant.words.words import Words


def left_in_step(talk: Talk, dossier: Dossier, words: Words) -> str:
    """The sentence that tells it; an empty one where no step is open, or nothing is left."""
    if talk.step not in STEP_NAMED:
        return ""
    left = sum(1 for _ in open_places(STEP_NAMED[talk.step], dossier, talk.goals))
    title = words.steps[talk.step].title
    if left == 1:
        return words.say("progress_one", title=title)
    return words.say("progress", count=left, title=title) if left else ""
