"""How far each wish is, in sentences: whether it counts, what it lacks, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.answers.date import in_words
from assistant.dossier.dossier import Dossier
from assistant.dossier.status import WISHES, Stage, Status, statuses
from assistant.words.words import Words


def standing(dossier: Dossier, words: Words) -> Iterator[str]:
    """A sentence or two for each wish expressed: whether it counts, and no more."""
    for wish, status in statuses(dossier).items():
        yield how_far(wish, status, words)


def wish_status(wish: str, dossier: Dossier, words: Words) -> Iterator[str]:
    """All there is to say of one wish; nothing for a step that is no wish, or none expressed."""
    status = WISHES[wish](dossier) if wish in WISHES else None
    if status is None:
        return
    yield how_far(wish, status, words)
    if status.missing:
        yield missing(status, words)
    if status.next_step:
        yield words.say(status.next_step)


def whether_it_counts(wish: str, dossier: Dossier, words: Words) -> Iterator[str]:
    """No more than that of one wish; nothing for a step that is no wish, or none expressed."""
    status = WISHES[wish](dossier) if wish in WISHES else None
    if status is not None:
        yield how_far(wish, status, words)


def how_far(wish: str, status: Status, words: Words) -> str:
    """Whether the wish counts, and where its paper is."""
    day = status.in_force or status.since
    blanks = {"day": _said(day, words), "who": status.deposited_with or ""}
    return words.say(f"{wish}_{_standing(status)}", **blanks)


def missing(status: Status, words: Words) -> str:
    """What is still missing, in one sentence."""
    parts = [words.say(f"missing_{word}") for word in status.missing]
    *most, last = parts
    named = words.say("missing_and", most=", ".join(most), last=last) if most else last
    return words.say("missing_is", missing=named)


def _standing(status: Status) -> str:
    """The end of the key of the sentence: the stage, unless something else matters more."""
    if status.in_force is not None and not status.valid:
        return "in_force"
    if status.missing == ("position",):
        return "undecided"
    if status.missing == ("withdrawal",):
        return "withdrawal"
    if status.stage in (Stage.SIGNED, Stage.DEPOSITED) and not status.valid:
        return "incomplete"
    return status.stage.value


def _said(day: date | None, words: Words) -> str:
    return in_words(day.isoformat(), words.lang) if day else ""
