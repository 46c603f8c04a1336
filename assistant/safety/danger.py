"""Hearing an emergency, distress or pressure in a sentence.

Missing one is worse than a false alarm, but a false alarm must cost one sentence only: so a
lexicon stands beside the classifier, and what cancels it (the past, a negation, a wish about the
end of life, somebody else's illness) is looked at in the same clause. A danger in one clause is
never cancelled by another clause: "je suis tombée en 2012, et là je ne respire plus".
"""

from __future__ import annotations

from enum import Enum

from assistant.answers.kind import Lang
from assistant.safety.lexicon import Lexicon, lexicon_in


class Danger(Enum):
    """What was heard; the value is the sentence that answers it."""

    EMERGENCY = "emergency"
    DISTRESS = "distress"
    PRESSURE = "pressure"


SURE = 0.60  # the classifier's confidence, both dangers added, from which it is believed alone
MOST_LISTENED_TO = 2000  # characters of each end; a longer text is a pasted document, not a call


def danger_in(said: str, lang: Lang, ranking: tuple[tuple[str, float], ...] = ()) -> Danger | None:
    """The danger that `said` tells of, or None. What threatens life comes first."""
    lexicon = lexicon_in(lang)
    clauses = lexicon.clauses(_heard(said))
    for danger in Danger:
        if any(lexicon.tells(danger.value, clause) for clause in clauses):
            return danger
    return _by_the_classifier(lexicon, clauses, ranking)


def _heard(said: str) -> str:
    """What is listened to: the time this takes must stay short whatever is pasted in."""
    if len(said) <= 2 * MOST_LISTENED_TO:
        return said
    return f"{said[:MOST_LISTENED_TO]}. {said[-MOST_LISTENED_TO:]}"


def _by_the_classifier(
    lexicon: Lexicon, clauses: tuple[str, ...], ranking: tuple[tuple[str, float], ...]
) -> Danger | None:
    """The classifier alone: it does not know tenses, so that any cancelling context silences it.

    It must put a danger first; a doubt between the two dangers is no doubt that there is one.
    """
    dangers = {intent: sure for intent, sure in ranking if intent in ("emergency", "distress")}
    if not dangers or ranking[0][0] not in dangers or sum(dangers.values()) < SURE:
        return None
    if any(lexicon.is_cancelled(ranking[0][0], clause) for clause in clauses):
        return None
    return Danger(ranking[0][0])
