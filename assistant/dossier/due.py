"""What the person is to be reminded of, out of the dossier alone. Pure.

Nothing is scheduled for one dossier: what is due is worked out anew each time it is looked at, so
that a corrected date or a code that came in the meantime needs no rescheduling.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.dossier.dossier import Dossier
from assistant.dossier.wishes.directives import directives
from assistant.dossier.wishes.paper import day_of, given
from assistant.dossier.wishes.trusted_person import trusted_person

CODE_ARRIVES = timedelta(weeks=3)  # by post, two to three weeks
CODE_LASTS = timedelta(weeks=6)  # CSP R1111-32: a provisional code is valid for six weeks
LAST_WEEK = timedelta(weeks=1)
ANSWER_AWAITED = timedelta(weeks=2)
"""How long a trusted person who was asked may think, before the person is reminded."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder, and the day from which it is due. The two tell it from every other one."""

    kind: str
    day: date


def due(dossier: Dossier, today: date) -> tuple[Due, ...]:
    """What is due by `today`, oldest first. Whether it was told already is not known here."""
    found = (*_code(dossier, today), *_review(dossier), *_directives(dossier, today))
    found = (*found, *_co_signature(dossier))
    return tuple(sorted((d for d in found if d.day <= today), key=lambda d: d.day))


def code_due_on(dossier: Dossier) -> date | None:
    """The day by which the activation code should have come, when it is awaited."""
    requested = day_of(dossier, "activation.requested_on")
    done = dossier.value("activation.first_login_done") is True
    if requested is None or done or dossier.value("activation.state") in ("active", "objected"):
        return None
    return requested + CODE_ARRIVES


def _code(dossier: Dossier, today: date) -> Iterator[Due]:
    """The code should be there; then, in its last week, that it expires or never came."""
    arrives = code_due_on(dossier)
    if arrives is None:
        return
    expires = arrives - CODE_ARRIVES + CODE_LASTS
    received = dossier.value("activation.code_received") is True
    last_week = expires - LAST_WEEK
    if today < last_week:
        if not received and not _told_since(dossier, "activation.code_received", arrives):
            yield Due("code_due", arrives)
    elif received and not _told_since(dossier, "activation.first_login_done", last_week):
        yield Due("code_expires", last_week)
    elif not received and not _told_since(dossier, "activation.code_received", last_week):
        yield Due("code_missing", last_week)


def _told_since(dossier: Dossier, field: str, day: date) -> bool:
    """Whether the person told where they are on that day or later: they need no reminder."""
    answer = dossier.answer(field)
    return answer is not None and answer.at.date() >= day


def _review(dossier: Dossier) -> Iterator[Due]:
    day = day_of(dossier, "review.next_on")
    if day is not None:
        yield Due("review", day)


def _directives(dossier: Dossier, today: date) -> Iterator[Due]:
    """That signed directives exist, each year (CSP R1111-19: their author is told regularly)."""
    signed = day_of(dossier, "directives.signed_on")
    status = directives(dossier) if signed else None
    if status is None or signed is None or not (status.valid or status.in_force):
        return
    years = today.year - signed.year - ((today.month, today.day) < (signed.month, signed.day))
    day = _in_years(signed, years)
    if years >= 1 and not _told_since(dossier, "directives.signed_on", day):
        yield Due("directives", day)


def _in_years(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)


def _co_signature(dossier: Dossier) -> Iterator[Due]:
    """The trusted person was asked, and has neither accepted nor refused yet."""
    asked = given(dossier, "trusted_person.accepts")
    if asked is None or asked.value != "asked":
        return
    status = trusted_person(dossier)
    if status is not None and not status.valid:
        yield Due("trusted_person", asked.at.date() + ANSWER_AWAITED)
