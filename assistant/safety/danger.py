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


TELLS_A_REACTION = frozenset({"health.allergies.reaction", "health.allergies.severity"})
"""Questions whose plain answer is a sign of illness, told of another day."""

TELLS_A_PLACE = frozenset({"health.contraindications.body_site"})
"""Questions whose plain answer, "la poitrine", a classifier takes for a sign of illness."""

WISHES = frozenset({"directives.about_me", "directives.other"})
"""Questions about the end of life: what is said there sounds like distress and is an answer."""

SURE_AT_A_WISH = 0.65
SURE_AT_A_QUESTION = 0.60
SURE_OF_FEW_WORDS = 0.90  # "ma femme", "mon neveu": too little to tell a danger from an answer
FEW_WORDS = 4
SURE = 0.45  # the classifier's confidence, both dangers added, from which it is believed alone
MOST_LISTENED_TO = 2000  # characters of each end; a longer text is a pasted document, not a call


def danger_in(
    said: str, lang: Lang, ranking: tuple[tuple[str, float], ...] = (), asking: str | None = None
) -> Danger | None:
    """The danger that `said` tells of, or None. What threatens life comes first.

    `asking` is the open question: a swollen throat told as the reaction to a nut is the answer to
    it, unless it is told as happening now.
    """
    lexicon = lexicon_in(lang)
    heard = _heard(said)
    happening = lexicon.is_happening(heard)
    told = not happening and asking in TELLS_A_REACTION and lexicon.is_a_reaction(heard)
    clauses = lexicon.clauses(heard)
    for danger in Danger:
        if told and danger is Danger.EMERGENCY:
            continue
        if any(lexicon.tells(danger.value, c, happening=happening) for c in clauses):
            return danger
    if told or (asking in TELLS_A_PLACE and not happening):
        return None
    sure = _sure_enough(said, asking)
    return _by_the_classifier(lexicon, clauses, ranking, sure)


def _sure_enough(said: str, asking: str | None) -> float:
    """The confidence from which the classifier is believed alone about `said`."""
    if asking is None:
        return SURE
    if len(said.split()) <= FEW_WORDS:
        return SURE_OF_FEW_WORDS
    return SURE_AT_A_WISH if asking in WISHES else SURE_AT_A_QUESTION


def _heard(said: str) -> str:
    """What is listened to: the time this takes must stay short whatever is pasted in."""
    if len(said) <= 2 * MOST_LISTENED_TO:
        return said
    return f"{said[:MOST_LISTENED_TO]}. {said[-MOST_LISTENED_TO:]}"


def _by_the_classifier(
    lexicon: Lexicon,
    clauses: tuple[str, ...],
    ranking: tuple[tuple[str, float], ...],
    sure: float,
) -> Danger | None:
    """The classifier alone: it does not know tenses, so that any cancelling context silences it.

    It must put a danger first; a doubt between the two dangers is no doubt that there is one.
    """
    dangers = {name: share for name, share in ranking if name in ("emergency", "distress")}
    if not dangers or ranking[0][0] not in dangers or sum(dangers.values()) < sure:
        return None
    if any(lexicon.is_cancelled(ranking[0][0], clause) for clause in clauses):
        return None
    return Danger(ranking[0][0])
