"""The paper that makes a wish count: its stages, and what was said of it since the wish changed.

A wish that changes after it was signed is a new draft: the signed paper goes on counting, as it
was written, until the new one is signed. Answers are compared by the moment they were given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assistant.dossier.dossier import Dossier, RecordedAnswer, State


class Stage(StrEnum):
    """Where a wish stands, from words said to a paper that others can find."""

    DRAFT = "draft"
    """Said here; nothing is signed."""
    PRINTED = "printed"
    SIGNED = "signed"
    DEPOSITED = "deposited"
    """Signed, and in the hands of somebody who will bring it out."""
    SUPERSEDED = "superseded"
    """Signed once; a newer signed paper counts instead."""
    REVOKED = "revoked"
    SAID = "said"
    """Needs no paper: to agree to organ donation is presumed by law."""
    REGISTERED = "registered"
    """A refusal of organ donation, in the national register."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Whether a wish counts in law as it was last said, and what to do next.

    `missing` holds stable words, none when `valid`: date, signature, co_signature, acceptance,
    witnesses, witness_capacity, trusted_person_as_witness, authorisation, adult, identity, name,
    wishes, registration, withdrawal, position. `next_step` is a key of `words/*/wishes.yml`,
    empty when nothing is left to do. `since` is the day on which the stage was reached, and
    `in_force` the day of a paper signed before the wish was changed, which counts until then.
    `rules` names the rules of law (`knowledge/law.yml`) that were applied.
    """

    valid: bool
    missing: tuple[str, ...] = ()
    stage: Stage = Stage.DRAFT
    next_step: str = ""
    since: date | None = None
    in_force: date | None = None
    deposited_with: str | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What the dossier says of the paper of one wish, of which `content` are the fields."""

    dossier: Dossier
    wish: str
    content: tuple[str, ...]

    def last_change(self) -> datetime | None:
        """When the wish itself was last said or changed."""
        return latest(self.dossier, self.content)

    def day(self, field: str) -> date | None:
        """The day given for `field`, of the paper or of its signature."""
        return day_of(self.dossier, f"{self.wish}.{field}")

    def is_of_this_wish(self, field: str) -> bool:
        """Whether `field` was answered after the last change, so that it is about this wish."""
        answer = given(self.dossier, f"{self.wish}.{field}")
        changed = self.last_change()
        return answer is not None and (changed is None or answer.at >= changed)

    def is_signed(self) -> bool:
        """Whether a paper that says what is wanted now was signed, and not revoked."""
        return self.is_of_this_wish("signed_on") and not self.is_revoked()

    def is_revoked(self) -> bool:
        """Whether it was revoked, and neither said nor signed anew since."""
        revoked = given(self.dossier, f"{self.wish}.revoked_on")
        signed = given(self.dossier, f"{self.wish}.signed_on")
        if revoked is None:
            return False
        moments = (self.last_change(), signed.at if signed else None)
        return all(moment is None or revoked.at >= moment for moment in moments)

    def older_in_force(self) -> date | None:
        """The day of the paper signed before the wish was changed, unless it was revoked."""
        signed = given(self.dossier, f"{self.wish}.signed_on")
        revoked = given(self.dossier, f"{self.wish}.revoked_on")
        if signed is None or self.is_of_this_wish("signed_on"):
            return None
        if revoked is not None and revoked.at >= signed.at:
            return None
        return self.day("signed_on")

    def holder(self) -> str | None:
        """Who has the signed paper, in the person's own words."""
        signed = given(self.dossier, f"{self.wish}.signed_on")
        for field in ("deposited_with", "kept_by"):
            answer = given(self.dossier, f"{self.wish}.{field}")
            if answer is not None and signed is not None and answer.at >= signed.at:
                return str(answer.value)
        return None

    def stage(self) -> tuple[Stage, date | None]:
        """Where the paper stands, and since which day."""
        if self.is_revoked():
            return Stage.REVOKED, self.day("revoked_on")
        if self.is_signed():
            if self.holder() is None:
                return Stage.SIGNED, self.day("signed_on")
            return Stage.DEPOSITED, self._deposited_on()
        if self.is_of_this_wish("printed_on"):
            return Stage.PRINTED, self.day("printed_on")
        changed = self.last_change()
        return Stage.DRAFT, changed.date() if changed else None

    def _deposited_on(self) -> date | None:
        if given(self.dossier, f"{self.wish}.deposited_with"):
            return self.day("deposited_on") or self.day("signed_on")
        return self.day("signed_on")


def given(dossier: Dossier, field: str) -> RecordedAnswer | None:
    """The answer to `field` when it holds a value."""
    answer = dossier.answer(field)
    return answer if answer is not None and answer.state is State.GIVEN else None


def day_of(dossier: Dossier, field: str) -> date | None:
    """The day given for a field of whole dates."""
    value = dossier.value(field)
    return date.fromisoformat(value) if isinstance(value, str) else None


def latest(dossier: Dossier, fields: Iterable[str]) -> datetime | None:
    """When one of `fields` was last answered, whatever the answer was."""
    answers = filter(None, map(dossier.answer, fields))
    return max((answer.at for answer in answers), default=None)


def is_represented(dossier: Dossier) -> bool:
    """Whether somebody represents the person by decision of a judge."""
    return dossier.value("directives.protection") == "representation"


def cannot_sign(dossier: Dossier) -> bool:
    """Whether the person said that they cannot write the date and sign."""
    return dossier.value("directives.can_sign") is False
